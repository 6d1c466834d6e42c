"""On a real terminal: killed in mid-sheet, without colours, opened by the command."""

import re
import signal
import sys
from pathlib import Path

import pytest

from scoring.live.session import Session
from tests.screens.piloting import SMALL
from tests.screens.real_hands import RealHands, at_a_real_terminal
from tests.screens.rooms import MARKS, begun, sample_folder, with_sheets
from tests.screens.terminals import on_a_terminal, opened
from tests.sources import ROOT


def test_a_killed_terminal_goes_on_at_the_same_cell(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with on_a_terminal(opened(folder)) as terminal:
        terminal.read_until("read the sheets")
        terminal.press("3")
        terminal.read_until("Who keys?")
        terminal.press("1\r")
        terminal.read_until("sheet 001")
        terminal.press("717273747")
        terminal.read_until_quiet(0.5)
        terminal.child.send_signal(signal.SIGKILL)
        terminal.child.wait()
    cells = Session.view(folder).state.round("all").sheets["001"].readings["J1"]
    assert list(cells.values()) == [11, 12, 13, 14]
    with on_a_terminal(opened(folder)) as terminal:
        terminal.read_until("read the sheets")
        terminal.press("3")
        terminal.read_until("Who keys?")
        terminal.press("1\r")
        terminal.read_until("省商务厅")


def noted_end(folder: Path) -> str:
    """Return what the record says last: which signal ended the program."""
    return getattr(Session.view(folder).entries[-1].fact, "detail", "")


@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGHUP])
def test_with_others_attached_a_terminal_is_left_clean(tmp_path: Path, number: int | None) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with (
        on_a_terminal(opened(folder)) as own,
        on_a_terminal(opened(folder, "desk")) as other,
        on_a_terminal(opened(folder, "hall"), (80, 24)) as hall,
    ):
        own.read_until("read the sheets")
        other.read_until("read the sheets")
        hall.read_until("the sheets are being counted")
        if number is None:
            own.press("\x11")
            own.read_until("Leave the program?")
            own.press("\r")
        else:
            own.child.send_signal(number)
        own.read_until("\x1b[?1049l")
        assert own.child.wait(timeout=10) == (128 + number if number else 0)
        own.read_until_quiet(0.2)
        hall.read_until("not connected")
    left = own.written.rpartition(b"\x1b[?1049l")[2]
    assert not re.sub(rb"\x1b\[\?[0-9]+[hl]|\s", b"", left)
    assert b"Traceback" not in own.written + other.written + hall.written
    if number:
        assert noted_end(folder) == signal.Signals(number).name


def test_a_program_whose_terminal_is_gone_ends(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with on_a_terminal(opened(folder)) as terminal:
        terminal.read_until("read the sheets")
        terminal.hang_up()
        assert terminal.child.wait(timeout=10) == 128 + signal.SIGHUP
    assert noted_end(folder) == "SIGHUP"


def test_without_colours_none_is_written(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with on_a_terminal(opened(folder), NO_COLOR="1") as terminal:
        terminal.read_until("read the sheets")
        terminal.press("3")
        terminal.read_until_quiet(0.5)
    colours = terminal.written.split(b"\x1b[")
    greys = [one for one in colours if one.startswith((b"38;2;", b"48;2;"))]
    assert all(len(set(one.split(b"m")[0].split(b";")[2:5])) == 1 for one in greys)


def test_the_command_opens_the_interface_where_one_is_installed(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    installed = tmp_path / "pingyi-0.1.0.dist-info"
    installed.mkdir()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    target = project.partition('[project.entry-points."pingyi.interface"]')[2].split('"')[1]
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: pingyi\nVersion: 0.1.0\n")
    (installed / "entry_points.txt").write_text(f"[pingyi.interface]\nterminal = {target}\n")
    command = [sys.executable, "-m", "scoring", "--lang", "en", str(folder)]
    with on_a_terminal(command, PYTHONPATH=f"{tmp_path}:{ROOT}") as terminal:
        terminal.read_until("freeze the files")
        terminal.press("\x11")
        terminal.read_until("Leave the program?")
        terminal.press("\r")
        assert terminal.child.wait(timeout=10) == 0
    assert not (folder / "record.db").exists()


def test_two_terminals_key_at_once_and_the_hall_follows_to_the_reveal(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with (
        on_a_terminal(opened(folder)) as own,
        on_a_terminal(opened(folder, "desk")) as other,
        on_a_terminal(opened(folder, "hall"), (80, 24)) as hall,
    ):
        hall.read_until("the sheets are being counted")
        for terminal, officer in ((own, "1"), (other, "2")):
            terminal.read_until("read the sheets")
            terminal.press("3")
            terminal.read_until("Who keys?")
            terminal.press(f"{officer}\r")
            terminal.read_until("sheet 00")
        other.press("\x1b[1;5H")  # Ctrl+Home: the second person begins with the other half
        other.read_until("sheet 001")
        for row in MARKS:
            for mark in row:
                own.press(str(mark))
                other.press(str(mark))
        for terminal in (own, other):
            terminal.read_until("F9 hands over")
            terminal.press("\x1b[20~")
            terminal.read_until("Enter: yes, for good")
            terminal.press("\r")
            terminal.read_until("reading handed over by")
        other.press("\r")
        other.read_until("Result computed: version 1")
        hall.read_until("is being certified")
        other.press("\r")
        other.read_until("Which scrutineer")
        for officer, then in (("1", "has signed"), ("2", "certified by")):
            other.press(f"{officer}\r")
            other.read_until("new PIN")
            other.press("3333\r")
            other.press("3333\r")
            other.read_until(then)
        hall.read_until("revealed shortly")
        ranking = Session.view(folder).state.versions[0].ranking
        names = Session.view(folder).state.frozen.roster.unit_names
        for one in reversed(ranking):
            name = names[one.unit]
            assert name.encode() not in hall.written
            assert "  ".join(name).encode() not in hall.written
            own.press("\x1b[19~")
            hall.read_until("  ".join(name))
        hall.read_until_quiet(0.5)  # the rest of what the last reveal paints
        before = len(hall.written)
        hall.press("q5\r1")
        hall.read_until_quiet(0.5)
        assert len(hall.written) == before
        own.press("\x11")
        own.read_until("Leave the program?")
        own.press("\r")
        assert own.child.wait(timeout=10) == 0
        hall.read_until("not connected")
        other.read_until("no terminal owns this meeting")
    assert Session.view(folder).state.phase == "revealed"


def test_when_the_owner_is_killed_the_others_wait_and_show_what_the_record_holds(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with on_a_terminal(opened(folder, "desk")) as other:
        other.read_until("no terminal owns this meeting")
        with on_a_terminal(opened(folder)) as own:
            other.read_until("main desk")
            other.press("3")
            other.read_until("Who keys?")
            other.press("2\r")
            other.read_until("sheet 003")
            other.press("\x1b[1;5H")  # Ctrl+Home
            other.read_until("sheet 001")
            other.press("717273")
            own.read_until_quiet(0.5)
            own.child.send_signal(signal.SIGKILL)
            own.child.wait()
        other.read_until("no terminal owns this meeting")
        other.press("7475")
        other.read_until_quiet(0.5)
        with on_a_terminal(opened(folder)) as again:
            again.read_until("read the sheets")
            other.read_until("Back at the meeting")
            other.press("80797877")
            other.read_until("sheet 002")
            other.read_until_quiet(0.5)
    cells = Session.view(folder).state.round("all").sheets["001"].readings["J2"]
    assert list(cells.values()) == [11, 12, 13, 20, 19, 18, 17]


def test_the_cursor_that_input_methods_go_by_is_where_one_types(tmp_path: Path) -> None:
    async def acts(hands: RealHands) -> None:
        await hands.sees("check the deputies in")
        await hands.press("2")
        await hands.sees("present 0")
        await hands.press(*"d01")
        await hands.settled()
        assert hands.before_the_cursor().endswith("d01")
        await hands.press("escape", "escape", "8")
        await hands.sees("Which of these?")
        await hands.settled()
        assert "Which of these?" in hands.before_the_cursor()

    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()
    at_a_real_terminal(folder, acts, SMALL)
