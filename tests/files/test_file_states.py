"""How far each file of a folder is: what a secretary fills in next, and what stands in the way."""

import shutil
from pathlib import Path

import pytest

from scoring.documents.templates import write_templates
from scoring.files.file_states import FileState, file_states, first_fault
from scoring.files.library import shipped, shown_name
from scoring.files.meeting_folder import read_meeting
from scoring.files.schemefile import read_scheme
from tests.sources import ROOT

SAMPLE = ROOT / "sessions" / "2020-hunan"


def new(place: Path, scheme: str = "hunan-2020") -> Path:
    """Make a folder with empty tables, as a new meeting has."""
    read = read_scheme(shipped()[scheme], shown_name(scheme)).scheme
    assert read is not None
    folder = place / "meeting"
    folder.mkdir()
    write_templates(folder, read, "csv", chinese=True)
    return folder


def states_of(folder: Path) -> dict[str, FileState]:
    return {one.kind: one for one in file_states(read_meeting(folder))}


def test_of_a_new_folder_every_table_is_empty_and_the_units_come_first(tmp_path: Path) -> None:
    states = file_states(read_meeting(new(tmp_path)))
    found = [(one.kind, one.state) for one in states]
    assert found[:4] == [(kind, "empty") for kind in ("units", "officers", "deputies", "feedback")]
    assert next(one.kind for one in states if one.to_do) == "units"


def test_a_simple_meeting_asks_for_ballots_and_where_they_are_named_for_judges(
    tmp_path: Path,
) -> None:
    states = states_of(new(tmp_path, "speech-final"))
    assert states["ballots"].to_do
    assert states["deputies"].to_do


def test_a_table_that_has_to_wait_for_the_units_is_counted_all_the_same(tmp_path: Path) -> None:
    folder = new(tmp_path)
    shutil.copy(SAMPLE / "feedback.csv", folder)
    assert states_of(folder)["feedback"].rows == 235


def test_the_sample_is_ready(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    shutil.copytree(SAMPLE, folder)
    assert not [one.file for one in states_of(folder).values() if one.to_do]


def test_the_first_fault_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    shutil.copytree(SAMPLE, folder)
    with (folder / "feedback.csv").open("a", encoding="utf-8") as file:
        file.write("S9999,shuiliju,F001,满意,满意\n")
    one = states_of(folder)["feedback"]
    assert (one.state, one.to_do) == ("wrong", True)
    assert str(first_fault(one)).startswith("line 237: ")


def test_a_missing_table_is_named_as_it_should_be_called(tmp_path: Path) -> None:
    folder = new(tmp_path)
    (folder / "units.csv").unlink()
    one = states_of(folder)["units"]
    assert (one.file, one.state, one.path) == ("units.csv", "missing", folder / "units.csv")


@pytest.mark.parametrize("text", ["nothing = [", 'scheme = "no-such"\ntitle = "会"\n'])
def test_a_folder_that_names_no_scheme_has_states_all_the_same(tmp_path: Path, text: str) -> None:
    folder = new(tmp_path)
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    assert any(one.state == "wrong" for one in states_of(folder).values())
