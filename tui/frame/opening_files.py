"""Opening a file with what the system has (打开文件): its own program, or none at all.

On a terminal without a desktop there is nothing to open a table with; then the path is told, and
whoever fills the file in does it at another machine. What is opened is left alone: it goes on when
this program has ended, and says nothing on this terminal.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

DESKTOPS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Variables of which one is set where windows can be shown."""
GENERAL = ("xdg-open", "open")
"""Programs that know which program a file belongs to."""
FOR_TABLES = ("et", "wps", "libreoffice", "soffice", "gnumeric")
"""Programs for tables, where nothing knows which one."""
_TABLES = (".csv", ".xlsx")


def opener(
    path: Path, environment: Mapping[str, str], find: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...] | None:
    """Return the command that opens ``path``; None where no window can be shown, or none is there.

    ``environment``: the variables; ``find`` says where a program is, None where it is not.
    """
    if sys.platform != "darwin" and not any(environment.get(name) for name in DESKTOPS):
        return None
    names = GENERAL + (FOR_TABLES if path.suffix.lower() in _TABLES else ())
    program = next((found for name in names if (found := find(name))), None)
    return (program, str(path)) if program else None


def opened(path: Path) -> bool:
    """Open ``path`` with the system's program for it; False where there is none."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the person's own program, on a file of the meeting
        return True
    command = opener(path, os.environ)
    if command is None:
        return False
    try:
        subprocess.Popen(  # noqa: S603 - as above
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    return True
