"""On a real terminal: killed in mid-sheet, without colours, opened by the command."""

import signal
import sys
from pathlib import Path

import pytest

from scoring.session import Session
from tests.screens.rooms import sample_folder, with_sheets
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_is_left_clean_and_noted(tmp_path: Path, number: int) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()
    with on_a_terminal(opened(folder)) as terminal:
        terminal.read_until("read the sheets")
        terminal.child.send_signal(number)
        terminal.read_until("\x1b[?1049l")
        terminal.read_until_quiet(0.5)
        assert terminal.child.wait(timeout=10) == 128 + number
    assert b"Traceback" not in terminal.written
    last = Session.view(folder).entries[-1].fact
    assert getattr(last, "detail", "") == signal.Signals(number).name


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
