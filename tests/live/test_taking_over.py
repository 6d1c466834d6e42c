"""Going on from a mirror: nothing that was in it is lost, and only one of two goes on."""

import asyncio
import shutil
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.files.meeting_folder import read_meeting
from scoring.live.clock import open_record
from scoring.live.freezing import freezing
from scoring.live.mirroring import begin_mirror, keep_up, overtaken
from scoring.live.new_meeting import rehearsal_of
from scoring.live.pins import FILE as PINS
from scoring.live.pins import Pins
from scoring.live.session import Session
from scoring.live.taking_over import mirror_at, mirrors_in, take_over
from scoring.live.terminals import owning
from scoring.live.terminals.owning import OwnDesk
from scoring.meeting.acts import Frozen, Noted, Read, Unfreeze
from scoring.meeting.notes import TAKEN_OVER
from scoring.wording import Phrase
from tests.screens.rooms import begun, read_by, sample_folder, with_sheets


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Return the folder of a meeting in which sheets are read, mirrored in ``stick/meeting``."""
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    Pins(folder).keep("J1", "1357")
    (tmp_path / "stick" / "meeting").mkdir(parents=True)
    session = open_record(folder)
    begin_mirror(session, folder, tmp_path / "stick" / "meeting")
    session.close()
    return folder


def stick_of(held: Path) -> Path:
    return held.parent / "stick" / "meeting"


def handed_over(session: Session, folder: Path) -> Phrase | None:
    """Let somebody read everything and hand it over; return what is told of the mirror."""
    read_by(session, "J1")
    return keep_up(session, folder, tuple(entry.fact for entry in session.entries))


def test_what_the_mirror_had_is_gone_on_with_and_the_log_tells(held: Path, tmp_path: Path) -> None:
    before = Session.view(stick_of(held)).state
    folder = tmp_path / "elsewhere" / "meeting"
    untold = take_over(stick_of(held), folder)
    taken = Session.view(folder)
    assert untold is None
    assert taken.state == before
    assert isinstance(taken.entries[-1].fact, Noted)
    assert taken.entries[-1].fact.what == TAKEN_OVER
    names = {one.name for one in held.iterdir() if one.suffix in {".csv", ".toml"}}
    assert {name: (folder / name).read_bytes() for name in names} == {
        name: (held / name).read_bytes() for name in names
    }
    assert not (folder / PINS).exists()
    assert not (stick_of(held) / PINS).exists()


def test_nothing_that_is_there_is_taken_over(held: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is there already"):
        take_over(stick_of(held), held)
    assert not (tmp_path / "elsewhere").exists()


def test_the_one_that_was_taken_over_is_refused_where_it_meets_its_mirror(
    held: Path, tmp_path: Path
) -> None:
    open_record(held).close()
    take_over(stick_of(held), tmp_path / "elsewhere" / "meeting")
    with pytest.raises(Refused, match="was taken over"):
        open_record(held)
    shutil.rmtree(stick_of(held))  # the stick is elsewhere: nothing can be known
    open_record(held).close()


def test_the_one_that_is_still_open_is_told_at_its_next_step(held: Path, tmp_path: Path) -> None:
    session = open_record(held)
    take_over(stick_of(held), tmp_path / "elsewhere" / "meeting")
    told = handed_over(session, held)
    session.close()
    assert "the meeting was taken over from it" in str(told)


def test_the_one_that_took_over_keeps_the_mirror_up(held: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "meeting"
    take_over(stick_of(held), folder)
    session = open_record(folder)
    assert overtaken(session, folder) is None
    handed_over(session, folder)
    assert Session.view(stick_of(held)).heads == session.heads
    session.close()


def test_another_meetings_mirror_takes_nothing_over(held: Path) -> None:
    other = rehearsal_of(held)
    shutil.copyfile(other / "record.db", stick_of(held) / "record.db")
    open_record(held).close()
    assert other.name == "meeting-yanlian"


def test_without_files_in_the_mirror_the_record_says_what_is_needed(
    held: Path, tmp_path: Path
) -> None:
    for file in stick_of(held).glob("*.*"):
        if not file.name.startswith("record."):
            file.unlink()
    assert set(mirror_at(stick_of(held)).missing) >= {"units.csv", "deputies.csv", "meeting.toml"}
    folder = tmp_path / "elsewhere" / "meeting"
    take_over(stick_of(held), folder)
    read = read_meeting(folder)
    frozen = Session.view(folder).frozen()
    assert isinstance(frozen, Frozen)
    assert read.notice
    assert read.scheme_file
    assert (read.notice.title, str(read.notice.date)) == (frozen.title, frozen.date)
    assert read.scheme_file.sha256 == frozen.scheme_sha256


def test_a_mirror_that_cannot_be_written_is_told_and_the_meeting_goes_on(
    held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_session: Session, _folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Session, "mirror", full)
    folder = tmp_path / "elsewhere" / "meeting"
    untold = take_over(stick_of(held), folder)
    assert "No space left" in str(untold)
    assert not (folder / "mirror-folder").exists()
    open_record(folder).close()


def test_marks_are_in_the_mirror_a_moment_after_they_were_keyed(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owning, "MARKS_WAIT", 0.01)
    desk = OwnDesk(held)

    async def keyed() -> None:
        await desk.open()
        spot = desk.state.round("all").spots[0]
        await desk.do(Read("all", "J1", (("001", *spot, 11),)))
        async with asyncio.timeout(10):
            while Session.view(stick_of(held)).state != desk.state:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)
        await desk.part()

    try:
        asyncio.run(keyed())
    finally:
        desk.close()


def test_marks_are_in_the_mirror_when_the_terminal_is_left(held: Path) -> None:
    desk = OwnDesk(held)

    async def keyed() -> None:
        await desk.open()
        spot = desk.state.round("all").spots[0]
        await desk.do(Read("all", "J1", (("001", *spot, 11),)))
        await desk.part()

    asyncio.run(keyed())
    state = desk.state
    desk.close()
    assert Session.view(stick_of(held)).state == state


def test_a_mirror_chosen_before_the_record_begins_has_it_from_the_freeze_on(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    stick = tmp_path / "stick"
    stick.mkdir()
    begin_mirror(None, folder, stick)
    desk = OwnDesk(folder)

    async def frozen() -> None:
        await desk.open()
        await desk.freeze()
        await desk.part()

    asyncio.run(frozen())
    desk.close()
    assert Session.view(stick).state.phase == "frozen"


def test_no_mirror_is_begun_where_a_stick_was_pulled_out(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    stick = tmp_path / "stick"
    stick.mkdir()
    session = begun(folder)
    begin_mirror(session, folder, stick)
    keep_up(session, folder, session.do(Unfreeze(("J3", "J4"), "错别字要改")).facts)
    for file in stick.iterdir():
        file.unlink()
    told = keep_up(session, folder, session.do(freezing(read_meeting(folder))).facts)
    session.close()
    assert "does not hold the mirror any more" in str(told)
    assert not (stick / "record.db").exists()


def test_mirrors_are_found_some_folders_down(held: Path, tmp_path: Path) -> None:
    assert list(mirrors_in((tmp_path / "stick",))) == [stick_of(held)]
    found = mirror_at(stick_of(held))
    assert (found.title, found.missing) == ("2020年省人大代表建议办理工作评议会议（样例）", ())
    assert found.at
    with pytest.raises(Refused, match="no mirror"):
        mirror_at(tmp_path / "stick")


def test_what_was_keyed_after_the_mirror_is_keyed_again(held: Path, tmp_path: Path) -> None:
    session = open_record(held)
    read_by(session, "J1")
    session.close()
    folder = tmp_path / "elsewhere" / "meeting"
    take_over(stick_of(held), folder)
    again = open_record(folder)
    read_by(again, "J1")
    assert again.state.round("all").handed_over == {"J1"}
    again.close()
