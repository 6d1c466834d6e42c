"""How the interface is entered and left: asked, killed, told to end, failing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.live.session import Session
from scoring.meeting.acts import Noted
from scoring.record import HeldElsewhere
from scoring.signals import ENDING
from scoring.wording import say
from tests.screens.piloting import SMALL, Hands, at_terminal
from tests.screens.rooms import begun, counted, read_by, sample_folder, with_sheets
from tests.sources import ROOT
from tui.app import Interface, refuse_encoding
from tui.keys.sheet_layout import At
from tui.screens.entry import EntryScreen


def test_the_key_protocol_that_input_methods_overflow_is_off_before_the_framework_loads() -> None:
    program = (
        "import sys, tui\n"
        "assert not any(name.startswith('textual') for name in sys.modules)\n"
        "import tui.app\n"
        "from textual import constants\n"
        "assert constants.DISABLE_KITTY_KEY is True\n"
    )
    environment = {**os.environ, "TEXTUAL_DISABLE_KITTY_KEY": ""}
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()


def test_the_first_screen_waits_for_no_engine() -> None:
    first = "tui.app, tui.screens.meetings, tui.screens.meeting_list"
    program = f"import sys, {first}\nprint('\\n'.join(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(ended.stdout.split())
    assert "textual.app" in loaded
    assert loaded.isdisjoint({"pandas", "pydantic", "scoring.meeting", "sqlite3"})


def test_leaving_is_asked_first(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    asked = say("Leave the program? What was keyed is kept. Enter: yes. Esc: stay.")

    async def run(hands: Hands) -> None:
        await hands.sees(say("freeze the files"))
        await hands.press("ctrl+q")
        await hands.sees(asked)
        await hands.press("escape")
        assert str(asked) not in hands.picture()
        assert hands.app.is_running
        await hands.press("ctrl+q", "enter")
        assert hands.app.return_value == 0

    at_terminal(folder, run)


def test_leaving_in_mid_sheet_and_coming_back_stands_at_the_same_cell(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def first(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", *"717273747")
        await hands.press("escape", "escape", "3", "enter")
        picture = await hands.sees("sheet 001  省商务厅")
        assert "74" in picture

    at_terminal(folder, first)

    async def again(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        await hands.sees("sheet 001  省商务厅")
        await hands.press(*"75767780")
        await hands.sees("sheet 002  省公安厅")

    at_terminal(folder, again)
    cells = Session.view(folder).state.round("all").sheets["001"].readings["J1"]
    assert list(cells.values()) == [11, 12, 13, 14, 15, 16, 17]


@pytest.mark.parametrize("empties", ["ctrl+z", "delete"])
def test_a_cell_that_was_emptied_is_empty_when_somebody_comes_back(
    tmp_path: Path, empties: str
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def first(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", *"717273")
        await hands.settled()
        await hands.press(*(["left", empties] if empties == "delete" else [empties]))
        await hands.settled()

    at_terminal(folder, first)
    view = Session.view(folder)
    assert list(view.state.round("all").sheets["001"].readings["J1"].values()) == [11, 12]
    assert [entry.fact.kind for entry in view.entries[-4:]] == [*["cell-read"] * 3, "cell-cleared"]

    async def again(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        assert "73" not in await hands.sees("sheet 001  省民政厅")
        await hands.press(*"7374757677")
        await hands.sees("sheet 002")

    at_terminal(folder, again)
    cells = Session.view(folder).state.round("all").sheets["001"].readings["J1"]
    assert list(cells.values()) == [11, 12, 13, 14, 15, 16, 17]


def test_two_people_take_turns_at_one_terminal(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", *"7172", "escape")
        await hands.press("3", "2", "enter", "ctrl+home", *"80", "escape")
        await hands.press("3", "1", "enter", *"73", "escape")

    at_terminal(folder, run)
    readings = Session.view(folder).state.round("all").sheets["001"].readings
    assert {by: list(cells.values()) for by, cells in readings.items()} == {
        "J1": [11, 12, 13],
        "J2": [20],
    }


def test_marks_that_wait_when_the_program_is_left_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.keys.key_screens.GRACE", 60.0)  # nothing goes by itself
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        await hands.sees("sheet 001")
        await hands.post(*"7172")
        page = hands.app.screen
        assert isinstance(page, EntryScreen)
        assert page.keying
        await hands.sees("72")
        assert page.keying.sheaf.look(At(0, 1)) == "waiting"
        hands.app.leave(0)

    at_terminal(folder, run)
    cells = Session.view(folder).state.round("all").sheets["001"].readings["J1"]
    assert list(cells.values()) == [11, 12]


def test_a_meeting_that_somebody_else_holds_is_not_opened(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    held = begun(folder)

    async def run(hands: Hands) -> None:
        await hands.ended()

    app = at_terminal(folder, run)
    held.close()
    assert isinstance(app.refused, HeldElsewhere)


def test_a_folder_without_a_meeting_is_refused(tmp_path: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.ended()

    assert isinstance(at_terminal(tmp_path, run).refused, Refused)


class Secret(Exception):
    """Stands for a fault of ours."""


def test_a_fault_shows_no_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    def failing(_self: EntryScreen) -> None:
        mark = "secret mark 79"
        raise Secret(mark)

    monkeypatch.setattr(EntryScreen, "draw", failing)

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")

    with pytest.raises(Secret):
        at_terminal(folder, run)
    told = capfd.readouterr()
    assert "secret mark 79" not in told.out + told.err
    assert "Traceback" not in told.out + told.err


def test_being_told_to_end_writes_what_waits_and_says_so(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", *"71")
        os.kill(os.getpid(), ENDING[-1])
        await hands.ended()

    app = at_terminal(folder, run)
    session = Session.view(folder)
    assert app.told_to_end == ENDING[-1]
    assert [one.fact for one in session.entries if isinstance(one.fact, Noted)]
    assert session.state.round("all").sheets["001"].readings["J1"]


def test_without_a_folder_the_meetings_are_offered(tmp_path: Path) -> None:
    sample_folder(tmp_path, sheets=3)

    async def run(hands: Hands) -> None:
        await hands.sees(say("draft"))
        await hands.press("enter")
        await hands.sees(say("freeze the files"))

    at_terminal(None, run, sessions=tmp_path)


@pytest.mark.parametrize("encoding", ["ascii", "ANSI_X3.4-1968", "latin-1", "", None, "gbk"])
def test_a_terminal_that_cannot_show_chinese_is_refused_politely(encoding: str | None) -> None:
    with pytest.raises(Refused):
        refuse_encoding(encoding)
    refuse_encoding("UTF-8")


def test_the_files_are_read_again_when_one_is_saved(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)

    async def run(hands: Hands) -> None:
        await hands.sees(say("freeze the files"))
        await hands.press("1")
        await hands.sees(say("  Nothing is wrong in the files."))
        units = folder / "units.csv"
        units.write_text(units.read_text(encoding="utf-8") + "gaoyuan,又一家\n", encoding="utf-8")
        await hands.sees(say("line {line}", line=9))

    at_terminal(folder, run)


def test_every_screen_says_its_keys_and_comes_back(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        for key in "12456":
            await hands.press(key)
            assert len(hands.app.screen_stack) == 3, key
            await hands.press("f2")
            await hands.sees("Ctrl+Q")
            await hands.press("escape", "ctrl+t", "escape")
            assert len(hands.app.screen_stack) == 2, key

    at_terminal(folder, run)


def test_a_resize_in_every_screen_keeps_it_whole(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    session = with_sheets(folder, 3)
    read_by(session, "J2")
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        for keys in ("1", "2", "31\n", "4", "6"):
            await hands.press(*("enter" if key == "\n" else key for key in keys))
            for size in ((200, 60), (80, 24), (40, 10), (120, 40)):
                await hands.resize(size)
                rows = hands.rows()
                assert len(rows) == size[1]
            await hands.press("escape")
        await hands.resize(SMALL)
        await hands.sees(say("read the sheets"))

    at_terminal(folder, run)


def test_the_interface_needs_no_palette_of_the_framework() -> None:
    assert Interface(None).ENABLE_COMMAND_PALETTE is False
