"""``check``: where, what, and what to do; and what it says when nothing is wrong."""

import json
from pathlib import Path

from tests.cli.running import GOLDEN, SAMPLE, Pingyi


def test_nothing_wrong_says_what_was_read(pingyi: Pingyi) -> None:
    ended = pingyi("check", SAMPLE)
    assert (ended.code, ended.err) == (0, "")
    assert "7 units" in ended.out
    assert "60 deputies" in ended.out
    assert "60 ballots" in ended.out


def test_each_problem_has_its_place_its_code_and_its_hint(pingyi: Pingyi) -> None:
    ended = pingyi("check", GOLDEN / "department-yearly-refused")
    assert (ended.code, ended.err) == (1, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith("ballots.csv:")
    assert lines[0].endswith(" [mark.not-allowed]")
    assert lines[1].startswith("    ")
    assert lines[-1].startswith("errors: ")


def test_warnings_alone_are_no_failure(pingyi: Pingyi, tmp_path: Path) -> None:
    for file in SAMPLE.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    units = (tmp_path / "units.csv").read_text(encoding="utf-8-sig").splitlines()
    wider = [units[0] + ",remark", *(f"{line}," for line in units[1:])]
    (tmp_path / "units.csv").write_text("\n".join(wider), encoding="utf-8")
    ended = pingyi("check", tmp_path)
    assert ended.code == 0
    assert "[table.unknown-column]" in ended.out
    assert "errors: 0, warnings: 1" in ended.out
    assert "7 units" in ended.out


def test_the_json_has_a_place_for_everything_that_is_said(pingyi: Pingyi) -> None:
    ended = pingyi("check", GOLDEN / "department-yearly-refused", "--json")
    said = json.loads(ended.out)
    first = said["problems"][0]
    assert ended.code == 1
    assert said["schema"] == "pingyi/check/1"
    assert said["errors"] == len(said["problems"])
    assert (first["code"], first["file"]) == ("mark.not-allowed", "ballots.csv")
    assert first["line"] > 1
    assert (first["cell"], first["warning"]) == (None, False)
    assert first["hint"]


def test_a_sound_folder_is_an_empty_list(pingyi: Pingyi) -> None:
    said = json.loads(pingyi("check", SAMPLE, "--json").out)
    assert (said["errors"], said["warnings"], said["problems"]) == (0, 0, [])
