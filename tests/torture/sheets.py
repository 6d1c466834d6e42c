"""Keys a stack of sheets on a real terminal in one run, and tells what memory it took.

``python tests/torture/sheets.py 2000`` keys two thousand sheets of seven units, each key as from a
keyboard, from the checkout's folder. What the program holds is measured after the first hundred
sheets and after the last. Every mark must be in the record. Ends with 1 where it grew by more than
5 MiB.
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scoring.live.session import Session  # noqa: E402 - started by its path, it finds them so
from tests.screens.rooms import sample_folder, with_sheets  # noqa: E402 - as above
from tests.screens.terminals import Terminal, on_a_terminal, opened  # noqa: E402 - as above

UNITS = 7
FIRST = 100
"""Sheets after which everything is loaded that is going to be."""
AT_ONCE = 10
"""Sheets keyed before the record is waited for."""
MOST_GROWTH = 5 * 1024
"""KiB."""


def mark(sheet: int, unit: int) -> int:
    """Return what is keyed: every legal mark, in turn."""
    return 60 + (sheet * UNITS + unit) % 21


def resident(pid: int) -> int:
    """Return what a process holds, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def meeting_of(place: Path, sheets: int) -> Path:
    """Make a meeting whose sheets are in, and nothing is keyed."""
    folder = sample_folder(place)
    rows = "".join(f"D{number},代表{number}\n" for number in range(1, sheets + 1))
    (folder / "deputies.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    with_sheets(folder, sheets).close()
    return folder


def key(terminal: Terminal, sheets: range, *, last: bool) -> None:
    """Key ``sheets``, some at a time: faster than any hand, and never faster than the record."""
    for first in range(sheets.start, sheets.stop, AT_ONCE):
        some = range(first, min(first + AT_ONCE, sheets.stop))
        for sheet in some:
            terminal.press("".join(str(mark(sheet, unit)) for unit in range(UNITS)))
        end = last and some.stop == sheets.stop
        terminal.read_until("this is the last cell" if end else f"sheet {some.stop + 1:03}", 60)
        terminal.read_until_quiet(0.2)  # a mark is dim until the record has it


def marks_kept(folder: Path) -> int:
    """Return how many marks the record has; each is the one that was keyed."""
    readings = Session.view(folder).state.round("all").sheets.values()
    kept = [list(sheet.readings["J1"].values()) for sheet in readings]
    keyed = [[mark(sheet, unit) - 60 for unit in range(UNITS)] for sheet in range(len(kept))]
    if kept != keyed:
        raise AssertionError("a mark is not in the record as it was keyed")
    return sum(map(len, kept))


def main() -> int:
    """Key as many sheets as was asked for; return the exit code."""
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as place:
        folder = meeting_of(Path(place), sheets)
        began = time.monotonic()
        with on_a_terminal(opened(folder)) as terminal:
            terminal.read_until("read the sheets")
            terminal.press("3")
            terminal.read_until("Who keys?")
            terminal.press("1\r")
            terminal.read_until("sheet 001")
            key(terminal, range(FIRST), last=False)
            early = resident(terminal.child.pid)
            key(terminal, range(FIRST, sheets), last=True)
            late = resident(terminal.child.pid)
            terminal.press("\x1b")
            terminal.read_until("Next")
            terminal.press("\x11")
            terminal.read_until("Leave the program?")
            terminal.press("\r")
            terminal.child.wait(timeout=60)
        seconds = time.monotonic() - began
        marks = marks_kept(folder)
    sys.stdout.write(
        f"{sheets} sheets, {marks} marks in {seconds:.0f} s; {early} KiB after {FIRST} sheets, "
        f"{late} KiB after all: {late - early} KiB more\n"
    )
    return 0 if late - early <= MOST_GROWTH else 1


if __name__ == "__main__":
    raise SystemExit(main())
