"""The whole sample meeting, by commands alone, comes to what its ballots come to."""

import json
from pathlib import Path

import pytest

from scoring import HasProblems, rank
from tests.cli.meetings import Desk, sample
from tests.cli.running import SAMPLE, Pingyi


def ranking_of(pingyi: Pingyi, folder: Path, *more: object) -> dict[str, object]:
    ended = pingyi("rank", folder, "--json", *more)
    assert ended.code == 0, ended.err
    said: dict[str, object] = json.loads(ended.out)
    return said


@pytest.fixture
def desk(pingyi: Pingyi, tmp_path: Path) -> Desk:
    """Run the sample meeting until everything is read."""
    desk = Desk(pingyi, sample(tmp_path / "m"))
    desk.do("freeze")
    desk.do("officers pin", "J3")
    desk.do("officers pin", "监票人乙")
    desk.do("checkin", "--all")
    desk.do("round open")
    desk.do("issue", "--issued", 60, "--printed", 62, "--cancelled", 2)
    desk.do("receive", "--sheets", "001-060")
    desk.do("enter", "--as", "J1", "--file", "reading-a.csv")
    desk.do("round collect")
    desk.do("enter", "--as", "计票人乙", "--file", "reading-b.csv")
    desk.do("hand-over", "--as", "J1")
    desk.do("hand-over", "--as", "J2")
    return desk


def test_the_four_cells_that_differ_are_named_and_nothing_of_their_values(desk: Desk) -> None:
    found = desk.json("differences")["differences"]
    assert [(one["sheet"], one["unit"], one["needs"]) for one in found] == [
        ("005", "gongan", "third"),
        ("030", "gaoyuan", "third"),
        ("030", "shangwu", "third"),
        ("048", "yibao", "third"),
    ]


def test_the_meeting_ends_at_the_ranking_of_its_ballots(desk: Desk, pingyi: Pingyi) -> None:
    assert desk.json("enter", "--as", "M1", "--third", "--file", "ballots.csv")["facts"] == {
        "cell-read": 4
    }
    by_files = ranking_of(pingyi, SAMPLE)
    for command, status in (
        (("count",), "counted"),
        (("certify", "--as", "J3", "--as", "J4"), "certified"),
        (("reveal",), "revealed"),
    ):
        desk.do(*map(str, command))
        assert ranking_of(pingyi, desk.folder) == by_files | {"status": status}
    explained = pingyi("explain", desk.folder, "省水利厅").out
    assert "mean: 4410 ÷ 59" in explained
    assert pingyi("verify", desk.folder).code == 0


def test_a_trial_under_another_scheme_is_that_of_the_ballots(desk: Desk, pingyi: Pingyi) -> None:
    desk.do("enter", "--as", "M1", "--third", "--file", "ballots.csv")
    desk.do("count")
    other = desk.folder.parent / "other.toml"
    text = (SAMPLE.parents[1] / "rules" / "hunan-2020.toml").read_text(encoding="utf-8")
    text = text.replace('"满意" = 80', '"满意" = 85').replace("points = 80", "points = 160", 1)
    other.write_text(text, encoding="utf-8")
    by_files = ranking_of(pingyi, SAMPLE, "--scheme", other)
    assert ranking_of(pingyi, desk.folder, "--scheme", other) == by_files | {"status": "what-if"}
    shown = pingyi("rank", desk.folder, "--scheme", other)
    assert shown.out.startswith("WHAT IF: this is not the result of the meeting.")
    tried = rank(desk.folder, other)
    assert (tried.status, f"{tried}\n") == ("what-if", shown.out)
    with pytest.raises(HasProblems) as refused:
        rank(desk.folder, "speech-final")
    assert {problem.code for problem in refused.value.problems} == {"mark.outside"}


def test_the_files_are_not_read_once_they_are_frozen(desk: Desk, pingyi: Pingyi) -> None:
    desk.do("enter", "--as", "M1", "--third", "--file", "ballots.csv")
    desk.do("count")
    before = ranking_of(pingyi, desk.folder)
    for name in ("units.csv", "feedback.csv", "ballots.csv"):
        (desk.folder / name).write_text("id\n", encoding="utf-8")
    assert ranking_of(pingyi, desk.folder) == before
    assert set(desk.json("status")["changed"]) == {"units.csv", "feedback.csv", "ballots.csv"}
    assert "units.csv: changed since the freeze" in pingyi("check", desk.folder).out
