"""The entry screen under other schemes, and when the record cannot be written."""

import asyncio
import shutil
from pathlib import Path
from threading import Event, Timer

import pytest

from scoring.live.session import Session
from scoring.live.terminals.owning import OwnDesk
from scoring.wording import say
from tests.screens.piloting import SMALL, Hands, at_terminal, narrow_enough
from tests.screens.rooms import own_folder, sample_folder, with_sheets
from tui.app import Interface
from tui.frame.themes import THEMES
from tui.keys.sheaf import GRACE
from tui.keys.sheet_layout import At
from tui.screens.entry import EntryScreen

HEAD = """
schema = 1
id = "own"
title = "测评办法"
source = "测试"
[[component]]
id = "live"
title = "现场测评"
kind = "ballot"
points = 100
full = 100
"""
HALF = HEAD + "scale = { start = 70, cap = 80, floor = 60, step = 0.5 }\n"
LEVELS = HEAD + 'worth = { "很满意" = 100, "满意" = 80, "基本满意" = 60, "不满意" = 0 }\n'
CRITERIA = (
    HEAD
    + "scale = { start = 60, cap = 100 }\n"
    + "".join(
        f'[[component.criterion]]\nid = "c{number}"\ntitle = "{title}"\npoints = 50\n'
        for number, title in enumerate(("办理态度", "办理结果"))
    )
)
MANY = [f"第{number}个被评议单位" for number in range(1, 21)]


def entry(place: Path, scheme: str, units: list[str], keys: str) -> tuple[str, Session]:
    """Key ``keys`` on two sheets; return the picture, and the record afterwards."""
    folder = own_folder(place, scheme, units, ["张三", "李四"])
    with_sheets(folder, 2).close()
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        await hands.post(*keys)
        await hands.press("f2", "escape")
        pictures.append(hands.picture())

    at_terminal(folder, run, SMALL)
    assert narrow_enough(pictures[0], SMALL[0])
    return pictures[0], Session.view(folder)


def keyed(session: Session, sheet: str = "001") -> list[int]:
    return list(session.state.round("all").sheets[sheet].readings["J1"].values())


def test_half_points_need_no_point(tmp_path: Path) -> None:
    picture, session = entry(tmp_path, HALF, ["甲", "乙", "丙"], "78578.0605")
    assert keyed(session) == [37, 36, 1]
    assert "78.5" in picture


def test_levels_have_a_legend(tmp_path: Path) -> None:
    picture, session = entry(tmp_path, LEVELS, ["甲", "乙", "丙"], "125")
    assert keyed(session) == [0, 1, -5]
    assert "1 很满意   2 满意   3 基本满意   4 不满意   5 不了解" in picture


def test_a_sheet_has_a_row_for_each_criterion(tmp_path: Path) -> None:
    picture, session = entry(tmp_path, CRITERIA, ["甲", "乙"], "70 71 72 73 74".replace(" ", ""))
    assert sorted(keyed(session)) == [10, 11, 12, 13]
    assert keyed(session, "002") == [14]
    rows = picture.splitlines()
    assert rows[2].split()[0] == "001"
    assert rows[4].split()[0] == ">002"


def test_more_than_seven_units_scroll_and_the_number_stays(tmp_path: Path) -> None:
    picture, session = entry(tmp_path, HALF, MANY, "605" * 10)
    assert len(keyed(session)) == 10
    rows = picture.splitlines()
    assert rows[2].strip().startswith("<")
    assert rows[2].endswith(">")
    assert rows[3].split()[0] == ">001"


def test_a_mark_that_cannot_be_written_is_marked_and_not_handed_over(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=1)
    with_sheets(folder, 1).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", *"71")
        await hands.settled()
        (folder / "record.db").rename(folder / "elsewhere.db")
        await hands.press(*"72")
        await hands.sees("72!")
        await hands.post(*"7374757677")
        await hands.press("f9", "f9")
        picture = await hands.sees(say("some marks are not in the record; they are red"))
        assert "71!" not in picture

    at_terminal(folder, run)
    shutil.move(folder / "elsewhere.db", folder / "record.db")
    session = Session.view(folder)
    assert keyed(session) == [11]
    assert not session.state.round("all").handed_over


def test_a_mark_that_was_left_behind_and_cannot_be_written_is_red_on_coming_back(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=1)
    with_sheets(folder, 1).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        (folder / "record.db").rename(folder / "elsewhere.db")
        await hands.press(*"72", "escape")
        await hands.settled()
        await hands.press("3", "1", "enter")
        await hands.sees("72!")

    at_terminal(folder, run)
    shutil.move(folder / "elsewhere.db", folder / "record.db")
    assert not Session.view(folder).state.round("all").sheets["001"].readings


def test_a_mark_that_was_left_behind_is_recorded_when_the_record_has_answered(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=1)
    with_sheets(folder, 1).close()
    answer = Event()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        slow_disk(hands.app, answer)
        await hands.press(*"72", "escape", "3", "1", "enter")
        screen = hands.app.screen
        assert isinstance(screen, EntryScreen)
        assert screen.keying
        assert screen.keying.sheaf.look(At(0, 0)) == "waiting"
        answer.set()
        await hands.settled()
        assert screen.keying.sheaf.look(At(0, 0)) == "kept"
        assert not screen.keying.sheaf.unsettled

    at_terminal(folder, run)
    assert keyed(Session.view(folder)) == [12]


@pytest.mark.parametrize("ending", ["quits", "leaves the meeting"])
def test_marks_that_wait_for_a_slow_disk_are_written_at_the_end(
    tmp_path: Path, ending: str
) -> None:
    folder = sample_folder(tmp_path, sheets=1)
    with_sheets(folder, 1).close()
    answer = Event()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        slow_disk(hands.app, answer)
        await hands.press(*"72")
        await asyncio.sleep(2 * GRACE)  # it has gone to the record, which does not answer
        await hands.press(*"73")
        await asyncio.sleep(2 * GRACE)
        await hands.press("escape")
        Timer(1, answer.set).start()
        if ending == "leaves the meeting":
            await hands.app.put_meeting_away()

    at_terminal(folder, run)
    assert keyed(Session.view(folder)) == [12, 13]


def slow_disk(app: Interface, answer: Event) -> None:
    """Let the record write nothing before ``answer``."""
    assert isinstance(app.desk, OwnDesk)
    app.desk._writer.submit(answer.wait, 10)  # noqa: SLF001 - the thread that writes


def test_pasted_marks_are_refused_aloud(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=1)
    with_sheets(folder, 1).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        hands.paste("71 72 73")
        await hands.sees("pasted")
        await hands.press(*"75", "escape", *"76")

    at_terminal(folder, run)
    assert keyed(Session.view(folder)) == [16]


@pytest.mark.parametrize("variable", ["NO_COLOR", ""])
def test_without_colours_is_respected(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    assert Interface(None).theme == (THEMES[-1] if variable else THEMES[0]).name
