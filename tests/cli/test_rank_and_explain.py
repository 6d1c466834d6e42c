"""``rank --json`` as programs read it, and whom ``explain`` takes a word to mean."""

import hashlib
import json
from pathlib import Path

import pytest

from scoring import NotOneUnit, Refused, explain, rank
from tests.cli.running import GOLDEN, RULES, SAMPLE, Pingyi


def test_the_json_is_the_contract_key_by_key(pingyi: Pingyi) -> None:
    ended = pingyi("rank", SAMPLE, "--json")
    sha256 = hashlib.sha256((RULES / "hunan-2020.toml").read_bytes()).hexdigest()
    first = (
        '{"schema": "pingyi/rank/1", "scheme": {"id": "hunan-2020", "sha256": "' + sha256 + '"}, '
        '"status": "files", "void_sheets": {"live": 1}, "ranking": ['
        '{"rank": 1, "tied": false, "unit": "shuili", "name": "省水利厅", "category": null, '
        '"grade": null, "total": "92.25", "components": {"base": "17.50", "live": "74.75"}, '
        '"marks": {"live": {"counted": 59, "blank": 0, "abstained": 0, "recused": 0, "void": 1, '
        '"unknown": 0}}}, '
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(first)
    assert len(json.loads(ended.out)["ranking"]) == 7


def test_a_unit_without_a_total_says_why_and_has_null_for_what_is_missing(pingyi: Pingyi) -> None:
    ranking = json.loads(pingyi("rank", GOLDEN / "missing-no-total", "--json").out)["ranking"]
    last = ranking[-1]
    assert (last["rank"], last["total"]) == (None, None)
    assert last["why"] == "现场测评得分: no valid mark"
    assert last["components"] == {"live": None}
    assert list(last) == [
        *("rank", "tied", "unit", "name", "category", "grade", "total", "why"),
        *("components", "marks"),
    ]


def test_a_unit_that_is_listed_only_has_a_total_and_no_rank(pingyi: Pingyi) -> None:
    ranking = json.loads(pingyi("rank", GOLDEN / "unit-not-ranked", "--json").out)["ranking"]
    [listed] = [one for one in ranking if one["rank"] is None]
    assert listed["total"] is not None
    assert listed["why"] == "listed, not ranked"


def test_counts_do_not_tell_void_sheets(pingyi: Pingyi) -> None:
    said = json.loads(pingyi("rank", GOLDEN / "zhenhai-2022", "--json").out)
    assert said["void_sheets"] == {"vote": None}


def test_warnings_stand_on_standard_error_and_stop_nothing(pingyi: Pingyi) -> None:
    ended = pingyi("rank", GOLDEN / "missing-renormalise", "--json")
    assert ended.code == 0
    assert "the other groups' weights were raised" in ended.err
    assert json.loads(ended.out)["schema"] == "pingyi/rank/1"


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_with_problems_nothing_is_ranked(pingyi: Pingyi, options: tuple[str, ...]) -> None:
    ended = pingyi("rank", GOLDEN / "department-yearly-refused", *options)
    assert (ended.code, ended.out) == (1, "")
    assert "[mark.not-allowed]" in ended.err
    assert "errors: " in ended.err


def test_a_meeting_without_marks_yet_is_not_ranked(pingyi: Pingyi, tmp_path: Path) -> None:
    for name in ("meeting.toml", "units.csv", "feedback.csv"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    ended = pingyi("rank", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "marks are still missing" in ended.err


@pytest.mark.parametrize("word", ["shuili", "省水利厅", "水利", "利厅"])
def test_a_unit_is_known_by_id_name_or_a_part_of_its_name(pingyi: Pingyi, word: str) -> None:
    ended = pingyi("explain", SAMPLE, word)
    assert ended.code == 0
    assert ended.out.startswith("How the score of 省水利厅 came about\n")


def test_a_part_of_several_names_is_answered_with_those_units(pingyi: Pingyi) -> None:
    ended = pingyi("explain", SAMPLE, "厅")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines() == [
        "厅 may mean more than one unit:",
        "  gongan  省公安厅",
        "  minzheng  省民政厅",
        "  shuili  省水利厅",
        "  shangwu  省商务厅",
    ]


@pytest.mark.parametrize("word", ["税务", "", "shui"])
def test_a_unit_that_is_not_there_is_answered_with_all_units(pingyi: Pingyi, word: str) -> None:
    ended = pingyi("explain", SAMPLE, word)
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 8


def test_a_unit_without_a_total_is_explained_all_the_same(pingyi: Pingyi) -> None:
    ended = pingyi("explain", GOLDEN / "missing-no-total", "市教育局")
    assert ended.code == 0
    assert "现场测评得分: none" in ended.out
    assert "no total: 现场测评得分: no valid mark" in ended.out
    assert "no rank: 现场测评得分: no valid mark" in ended.out


def test_every_unit_of_every_golden_meeting_can_be_explained(pingyi: Pingyi) -> None:
    explained = 0
    for folder in sorted(GOLDEN.glob("*/")):
        ranked = pingyi("rank", folder, "--json")
        for one in json.loads(ranked.out)["ranking"] if ranked.code == 0 else ():
            ended = pingyi("explain", folder, one["unit"])
            total = one["total"] or "none"
            assert (ended.code, f"total: {total}" in ended.out) == (0, True), ended.err
            explained += 1
    assert explained > 100


def test_what_is_still_missing_is_told_before_it_is_refused(pingyi: Pingyi, tmp_path: Path) -> None:
    for name in ("meeting.toml", "units.csv", "feedback.csv"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    with pytest.raises(Refused) as refused:
        rank(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["meeting.no-votes"]
    told = pingyi("rank", tmp_path).err.splitlines()
    assert "[meeting.no-votes]" in told[0]
    assert told[-2:] == ["errors: 0, warnings: 1", str(refused.value)]


def test_python_is_shown_and_refused_what_the_commands_are(pingyi: Pingyi) -> None:
    assert f"{rank(str(SAMPLE))}\n" == pingyi("rank", SAMPLE).out
    assert f"{explain(SAMPLE, '水利')}\n" == pingyi("explain", SAMPLE, "水利").out
    with pytest.raises(NotOneUnit) as refused:
        explain(SAMPLE, "厅")
    assert f"{refused.value}\n" == pingyi("explain", SAMPLE, "厅").err
    assert [unit.id for unit in refused.value.units] == ["gongan", "minzheng", "shuili", "shangwu"]
