"""Arriving: meetings are listed, made, left again and rehearsed, by keys alone."""

import asyncio
import shutil
from pathlib import Path

import pytest

from scoring.files.meeting_folder import read_meeting
from scoring.live.session import Session
from scoring.locales import Language
from scoring.meeting.refusals import PHASES
from scoring.record import Record
from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough, words_of
from tests.screens.rooms import begun, counted, sample_folder

BOTH = pytest.mark.parametrize("language", ["zh_CN", "en"])
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


READY = say("draft, ready to freeze")


def shelf(place: Path) -> Path:
    """Make a folder with three meetings: one counted, one not begun, one whose record is torn."""
    sample_folder(place, sheets=3).rename(place / "b-counted")
    counted(place / "b-counted").close()
    for name, day in (("a-later", "2020-10-01"), ("c-torn", "2020-08-01")):
        folder = sample_folder(place, sheets=3).rename(place / name)
        notice = folder / "meeting.toml"
        text = notice.read_text(encoding="utf-8").replace("2020-09-01", day)
        notice.write_text(text, encoding="utf-8")
    (place / "c-torn" / "record.db").write_bytes(b"torn")
    (place / "no-meeting").mkdir()
    return place


def order(hands: Hands) -> list[str]:
    return [row.split()[0] for row in hands.rows() if row.strip().startswith("2020-")]


@SIZES
@BOTH
def test_meetings_are_listed_with_day_and_state(
    tmp_path: Path, size: Size, language: Language
) -> None:
    shelf(tmp_path)

    async def run(hands: Hands) -> None:
        picture = await hands.sees(say("cannot be read"))  # the last that is looked at
        assert order(hands) == ["2020-10-01", "2020-09-01", "2020-08-01"]
        for words in (PHASES["counted"], READY, say("cannot be read"), say("no meeting")):
            assert str(words) in picture
        assert narrow_enough(picture, size[0])

    at_terminal(None, run, size, language, sessions=tmp_path)


def test_a_meeting_that_cannot_be_opened_is_said_in_the_list(tmp_path: Path) -> None:
    shelf(tmp_path)
    held = Record.open(tmp_path / "b-counted" / "record.db")

    async def run(hands: Hands) -> None:
        await hands.sees(READY)
        await hands.press("down", "down", "enter")
        await hands.sees("The file is damaged, or is no record of a meeting.")
        await hands.press("up", "enter")
        await hands.sees("pingyi join attaches a second")
        await hands.press("up", "enter")
        await hands.sees(say("freeze the files"))

    app = at_terminal(None, run, sessions=tmp_path)
    held.close()
    assert app.refused is None


def test_a_meeting_is_left_for_the_list_and_another_is_opened(tmp_path: Path) -> None:
    shelf(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(READY)
        for _ in range(2):
            await hands.press("down", "enter")
            await hands.sees(say("certify the result"))
            await hands.press("5")
            await hands.sees("***")
            await hands.press("escape", "escape", "escape")
            assert len(hands.app.screen_stack) == 3
            await hands.press("escape", "enter")
            await hands.sees(READY)
            assert len(hands.app.screen_stack) == 2
            Record.open(tmp_path / "b-counted" / "record.db").close()  # it was given back
            await hands.press("up", "enter")
            await hands.sees(say("freeze the files"))
            await hands.press("1")
            await hands.sees(say("  Nothing is wrong in the files."))
            await hands.press("escape", "escape", "enter")
            await hands.sees(READY)
            await asyncio.sleep(1.2)  # whatever looks at the files from time to time has looked

    at_terminal(None, run, sessions=tmp_path)


@pytest.mark.parametrize(("size", "language"), [(SMALL, "zh_CN"), (LARGE, "en")])
def test_a_meeting_is_made_by_six_questions(tmp_path: Path, size: Size, language: Language) -> None:
    place = tmp_path / "sessions"

    async def run(hands: Hands) -> None:
        await hands.sees(say("find"))
        await hands.press("f6")
        await hands.sees(say("department work"))
        await hands.press("enter")
        await hands.sees(say("a title is needed"))
        await hands.post(*'评议"会议"[b]')
        await hands.press("enter", "ctrl+u", *"2026-13-1", "enter")
        await hands.sees(say("type the day as {example}", example="2020-09-01"))
        await hands.press("ctrl+u", *"2026.12.1")
        await hands.sees(say("Tuesday"))
        await hands.press("enter", "2")
        await hands.sees("湖南省人大代表评议建议办理工作测评办法")
        await hands.press("enter", "enter", "right", "up", "up", "down")
        assert not place.exists()
        await hands.press("f9")
        await hands.sees('评议"会议"[b]  ')  # above the desk
        await hands.press("escape", "enter")
        await hands.sees(say("draft, no units yet"))
        assert narrow_enough(hands.picture(), size[0])

    at_terminal(None, run, size, language, sessions=place)
    [folder] = place.iterdir()
    read = read_meeting(folder)
    assert read.notice
    assert read.scheme_file
    assert read.scheme_file.scheme
    assert (read.notice.title, str(read.notice.date)) == ('评议"会议"[b]', "2026-12-01")
    assert read.notice.scheme == "rules.toml"
    assert read.scheme_file.scheme.procedure.ceremony == "simple"
    assert folder.name == "2026-12-01-pyhyb"
    assert (folder / "units.xlsx").exists()


def test_what_is_given_up_makes_nothing_and_says_so(tmp_path: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.sees("F6")
        await hands.press("f6", *"abc", "escape")
        await hands.sees(say("Esc once more gives it up; nothing was written."))
        await hands.press("d", "escape", "escape")
        await hands.sees(say("No meeting was made; nothing was written."))

    at_terminal(None, run, sessions=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_pasted_is_taken_or_refused_aloud(tmp_path: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.sees("F6")
        await hands.press("f6")
        hands.paste("县直部门\n评议会")
        await hands.sees("县直部门 评议会")
        await hands.press("enter", "enter")
        hands.paste("2")
        await hands.sees(say("What is pasted is not taken here: choose by a number."))

    at_terminal(None, run, sessions=tmp_path)


def test_to_type_in_the_list_finds_a_meeting(tmp_path: Path) -> None:
    shelf(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("cannot be read"))
        await hands.press(*"b-co")
        assert order(hands) == ["2020-09-01"]
        await hands.press("x")
        await hands.sees(say("Nothing is called so. Esc lists all again."))
        await hands.press("escape")
        assert len(order(hands)) == 3

    at_terminal(None, run, sessions=tmp_path)


def test_a_meeting_is_taken_over_from_its_mirror_by_keys(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for one in (here, there, tmp_path / "stick"):
        one.mkdir()
    counted(sample_folder(here, sheets=3)).close()

    async def mirrored(hands: Hands) -> None:
        await hands.sees(PHASES["counted"])
        await hands.press("f4")
        await hands.type(str(tmp_path / "none"))
        await hands.sees(say("there is no such folder"))
        await hands.press("ctrl+u")
        await hands.type(str(tmp_path / "stick"))
        await hands.sees(words_of("Mirrored in {mirror}; but that is the same disk"))

    at_terminal(None, mirrored, LARGE, sessions=here)

    async def taken(hands: Hands) -> None:
        await hands.sees(say("take over"))
        await hands.press("f7")
        hands.paste(str(tmp_path / "stick"))
        await hands.press("enter")
        await hands.sees("2020年省人大代表")
        await hands.press("enter")
        assert list(there.iterdir()) == []
        await hands.press("enter")
        await hands.sees(say("certify the result"))

    at_terminal(None, taken, sessions=there)
    assert Session.view(there / "meeting").state.phase == "counted"


def rehearsals(place: Path) -> list[Path]:
    return [
        one.parent
        for one in place.glob("*/record.db")
        if one.read_bytes()[:6] == b"SQLite" and Session.view(one.parent).state.rehearsal
    ]


@SIZES
@BOTH
def test_a_rehearsal_is_held_by_one_key_and_cannot_be_mistaken(
    tmp_path: Path, size: Size, language: Language
) -> None:
    real = sample_folder(tmp_path)
    before = {one.name: one.read_bytes() for one in real.iterdir()}

    async def run(hands: Hands) -> None:
        await hands.sees("2020-09-01")
        await hands.press("f9", "enter")
        await hands.sees(say("freeze the files"))
        await hands.press("enter", "enter")
        await hands.sees(say("check the deputies in"))
        for _ in range(6):
            await hands.press("f7")
            await hands.settled()
        await hands.sees(say("read the cells that differ a third time"))
        await hands.press("f7")
        await hands.sees(
            say("The next step is practised by hand: Enter. Nothing is made up for it.")
        )
        for key in "1246":
            await hands.press(key)
            assert hands.rows()[0].count(str(say(" REHEARSAL ")).strip()) == 2, key
            assert narrow_enough(hands.picture(), size[0])
            await hands.press("f2")
            assert hands.rows()[0].count(str(say(" REHEARSAL ")).strip()) == 2, key
            await hands.press("escape", "escape")
        await hands.press("escape", "enter")
        await hands.sees(READY)
        await hands.sees(say("Pingyi"))
        assert str(say("rehearsal")) in hands.picture()

    at_terminal(None, run, size, language, sessions=tmp_path)
    assert {one.name: one.read_bytes() for one in real.iterdir()} == before
    [copy] = rehearsals(tmp_path)
    state = Session.view(copy).state
    assert state.round("all").handed_over == {"J1", "J2"}


def test_the_whole_bar_of_a_rehearsal_has_another_colour_in_every_theme(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    shutil.copytree(folder, tmp_path / "copy")
    Session.create(tmp_path / "copy", "test", lambda: "2020-09-01T09:00:00+08:00",
                   rehearsal=True).close()  # fmt: skip
    bars: dict[str, list[set[str]]] = {}

    for one in (folder, tmp_path / "copy"):

        async def run(hands: Hands, name: str = one.name) -> None:
            await hands.sees(say("freeze the files"))
            for _ in range(3):
                top = hands.strips()[0]
                papers = {str(one.style and one.style.bgcolor) for one in top}
                bars.setdefault(name, []).append(papers)
                await hands.press("ctrl+t")

        at_terminal(one, run)
    for usual, rehearsed in zip(bars["meeting"], bars["copy"], strict=True):
        assert not usual & rehearsed


def test_a_real_meeting_makes_nothing_up(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        assert "F7" not in hands.picture()
        await hands.press("f7")
        await hands.sees(
            say("this meeting is real: only a rehearsal has made-up people and sheets")
        )
        await hands.press("f2")
        assert "F7" not in hands.picture()

    at_terminal(folder, run)
    assert not Session.view(folder).state.attendance.present


@pytest.mark.parametrize("way", [[], ["1"]])
def test_a_rehearsal_is_begun_from_a_real_meeting_and_leaves_it_alone(
    tmp_path: Path, way: list[str]
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await hands.press(*way)
        await hands.press("f9", "escape")
        assert not rehearsals(tmp_path)
        await hands.press("f9", "enter")
        await hands.sees(say("freeze the files"))
        assert str(say(" REHEARSAL ")).strip() in hands.rows()[0]

    at_terminal(folder, run)
    assert Session.view(folder).state.phase == "counted"
    assert len(rehearsals(tmp_path)) == 1
