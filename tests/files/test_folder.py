"""A whole folder: every problem of every file at once, and none that only follows from another."""

import shutil
from pathlib import Path

import pytest

from scoring.files.library import SAMPLE
from scoring.files.meeting_folder import read_meeting

SAMPLE_MEETING = Path("sessions") / SAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample meeting."""
    return Path(shutil.copytree(SAMPLE_MEETING, tmp_path / "meeting"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder: Path) -> set[tuple[str, int, str]]:
    return {
        (problem.where.file, problem.where.line, problem.code)
        for problem in read_meeting(folder).problems
    }


def test_the_sample_has_no_problem(folder: Path) -> None:
    meeting = read_meeting(folder)
    assert meeting.problems == ()
    assert meeting.papers is not None


def test_all_files_are_judged_whatever_is_wrong_with_one(folder: Path) -> None:
    edit(folder / "meeting.toml", "[paper]", "[papr]")
    edit(folder / "units.csv", "shangwu,", "gongan,")
    edit(folder / "ballots.csv", "002,73,", "002,730,")
    edit(folder / "ballots.csv", "004,", "004,70,")
    edit(folder / "feedback.csv", "满意,满意", "非常满意,满意")
    assert found(folder) == {
        ("meeting.toml", 7, "toml.unknown-key"),
        ("units.csv", 6, "table.repeated"),
        ("ballots.csv", 1, "table.unknown-column"),
        ("ballots.csv", 3, "mark.outside"),
        ("ballots.csv", 5, "table.ragged"),
        ("feedback.csv", 2, "mark.level"),
    }


def test_a_table_that_cannot_be_read_is_not_also_missing(folder: Path) -> None:
    (folder / "ballots.csv").write_bytes(b"\x00\x01\x02")
    assert found(folder) == {("ballots.csv", 1, "table.encoding")}


@pytest.mark.parametrize("table", ["units", "ballots", "feedback"])
def test_two_files_for_one_table_are_named_once(folder: Path, table: str) -> None:
    shutil.copy(folder / f"{table}.csv", folder / f"{table}.xlsx")
    edit(folder / "meeting.toml", "returned = 60", "returned = 59")  # asks for the name again
    codes = sorted(problem.code for problem in read_meeting(folder).problems)
    assert codes == ["ballots.returned", "meeting.two-tables"]


def test_a_meeting_without_marks_is_sound_but_has_nothing_to_rank(folder: Path) -> None:
    (folder / "ballots.csv").unlink()
    meeting = read_meeting(folder)
    assert [(one.code, one.warning) for one in meeting.problems] == [("meeting.no-votes", True)]
    assert meeting.papers is None


def test_ballots_that_are_not_as_many_as_were_returned_are_doubted(folder: Path) -> None:
    edit(folder / "meeting.toml", "returned = 60", "returned = 59")
    assert found(folder) == {("ballots.csv", 0, "ballots.returned")}


def test_a_blank_table_of_ballots_lacks_no_units_columns(folder: Path) -> None:
    (folder / "ballots.csv").write_text("ballot\n", encoding="utf-8")
    meeting = read_meeting(folder)
    assert [problem.code for problem in meeting.problems] == ["meeting.no-votes"]
    assert meeting.papers is None
    assert meeting.base is not None
