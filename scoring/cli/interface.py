"""The terminal interface, where one is installed and there is a terminal (终端界面).

It stands above this room, so it is found by an entry point of the package and never imported:
``GROUP`` names ``tui.opening.open_interface``. Without Textual the commands work all the same.
"""

import sys
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

GROUP = "pingyi.interface"
"""The entry points that an interface stands under; the first one is shown."""


def can_be_shown() -> bool:
    """Whether there is a terminal to show an interface on, and an interface."""
    return sys.stdin.isatty() and sys.stdout.isatty() and _installed() is not None


def show_interface(folder: Path | str | None = None, kind: str = "owner") -> int:
    """Show the interface at the meeting in ``folder``, else at the list of them.

    Returns the exit code.

    ``kind``: ``owner`` of the meeting, a ``desk`` attached to it, or the ``hall``'s screen.

    Raises LookupError where none is installed (``can_be_shown`` says so before), what keeps it
    from being shown, and its own faults.
    """
    installed = _installed()
    if installed is None:
        raise LookupError(GROUP)
    return int(installed.load()(Path(folder) if folder else None, kind=kind))


def _installed() -> EntryPoint | None:
    return next(iter(entry_points(group=GROUP)), None)
