"""New files and folders (新建): they appear whole or not at all."""

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from secrets import token_hex

from scoring.errors import Refused
from scoring.wording import say


def make_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Make ``folder`` with what ``fill`` writes into it.

    ``fill`` gets a folder beside the place, which is renamed when ``fill`` returns; where it
    raises, nothing is left of it. Folders above it are made, and an empty one in its place gives
    way. Raises Refused where there is something already, or where nothing can be written.
    """
    if folder.resolve() == Path.cwd():
        raise Refused(say("Give the new folder a name of its own."))
    making = folder.with_name(f".{folder.name}-{token_hex(4)}")
    try:
        if _taken(folder):
            raise Refused(
                say("{folder} is there already; nothing was changed.", folder=str(folder))
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        making.mkdir()
        fill(making)
        if folder.is_dir():
            folder.rmdir()  # an empty one gives way: not everywhere can it be renamed onto
        making.rename(folder)
    except OSError as failed:
        raise Refused(
            say(
                "{folder} cannot be written: {reason}. Choose a place where you may write.",
                folder=str(folder),
                reason=failed.strerror or type(failed).__name__,
            )
        ) from failed
    finally:
        shutil.rmtree(making, ignore_errors=True)


def free_folder(beside: Path, name: str) -> Path:
    """Return the folder ``name`` in ``beside``, or the first of name-2, name-3 … that is free."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(beside / one for one in names if not os.path.lexists(beside / one))


def make_file(path: Path, content: bytes) -> None:
    """Make the file ``path``; a file that is there already is left alone.

    It is written under another name beside its place first. Raises Refused where there is
    something already, or where nothing can be written.
    """
    making = path.with_name(f".{path.name}-{token_hex(4)}")
    if path.exists():
        raise Refused(say("{file} is there already; nothing was changed.", file=str(path)))
    try:
        making.write_bytes(content)
        making.rename(path)
    except OSError as failed:
        raise Refused(
            say(
                "{file} cannot be written: {reason}. Choose a place where you may write.",
                file=str(path),
                reason=failed.strerror or type(failed).__name__,
            )
        ) from failed
    finally:
        making.unlink(missing_ok=True)


def _taken(folder: Path) -> bool:
    if folder.is_dir() and not folder.is_symlink():
        return any(folder.iterdir())
    return folder.exists() or folder.is_symlink()
