"""The way in from the command line (入口); the framework is loaded when it is taken."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.live.terminals.desk import TerminalKind


def open_interface(
    folder: Path | None = None, sessions: Path = Path("sessions"), kind: "TerminalKind" = "owner"
) -> int:
    """Show the interface at the meeting in ``folder``, else those in ``sessions``.

    ``kind``: whether this terminal owns the meeting, attaches to it, or is the hall's screen.
    Returns the exit code. Raises Refused where the terminal will not do, HeldElsewhere, and what
    a record raises that cannot be read.
    """
    from tui.app import refuse_encoding, run  # noqa: PLC0415 - it takes a while

    refuse_encoding(sys.stdout.encoding)
    return run(folder, sessions, kind)
