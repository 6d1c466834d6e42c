"""Small files that must not be torn (小文件): notes, PINs, documents, and what else is no record.

They are written beside their place and renamed into it, all of it brought to the disk: after a
power cut a file is as it was before, or as it was to become. They are read with a limit, and never
through a link, a pipe or a device that somebody has put in their place.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     note = Path(folder) / "note"
...     print(read_small(note))
...     write_small(note, b"kept")
...     print(read_small(note))
None
b'kept'
"""

import os
import stat
from pathlib import Path
from secrets import token_hex

from scoring.errors import Refused
from scoring.record.faults import storage_faults
from scoring.record.ground import make_lasting
from scoring.wording import say

MOST = 1 << 20
"""Bytes of a small file: more is never ours."""


def write_small(path: Path, content: bytes, *, private: bool = True) -> None:
    """Let ``content`` be what ``path`` holds, whatever was there: whole, or not at all.

    ``private``: for its owner's eyes alone. When this returns, it outlives a power cut. Raises
    StorageFault; then ``path`` is as it was.
    """
    with storage_faults(path):
        part = path.with_name(f".{path.name}-{token_hex(4)}")
        try:
            write_new(part, content, private=private)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        make_lasting(path.parent)


def write_new(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write ``content`` into the new file ``path`` and bring it to the disk. Raises OSError.

    Its name outlives a power cut only after ``make_lasting`` of its folder.
    """
    mode = 0o600 if private else 0o666
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_small(path: Path, most: int = MOST) -> bytes | None:
    """Return what ``path`` holds; None where nothing is there.

    Raises Refused where it is no plain file or has more than ``most`` bytes, and StorageFault
    where it cannot be read.
    """
    with storage_faults(path):
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                raise Refused(say("{file} is no plain file. Move it away.", file=str(path)))
            # It may be exchanged after the look: a link is then not followed, a pipe not waited
            # for, and what was opened is looked at once more.
            opened = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)
        except FileNotFoundError:
            return None
        with open(opened, "rb") as file:  # noqa: PTH123 - a descriptor
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(say("{file} is no plain file. Move it away.", file=str(path)))
            content = file.read(most + 1)
    if len(content) > most:
        raise Refused(say("{file} is too large to be ours. Move it away.", file=str(path)))
    return content


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
