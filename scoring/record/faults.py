"""What can go wrong with a record on a disk, said so that a secretary knows what to do (故障).

A fault either lets one go on, once its cause is gone (a full disk), or halts the record: it is
then not certain what is on the disk, and nothing is written until it was reopened and verified.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.errors import HasProblems, Place, Problem, Refused
from scoring.wording import Phrase, say


class StorageFault(Refused):
    """The disk or the folder does not do its part; what was to be written counts as not written."""

    def __init__(self, reason: Phrase, *, halted: bool = False) -> None:
        """Keep the sentence ``reason``, and whether the record is ``halted``."""
        super().__init__(reason)
        self.halted = halted
        """Nothing is written any more until the record has been reopened and checked."""


class HeldElsewhere(Refused):
    """Another program holds the record; it may be viewed, and not written."""


class DoesNotVerify(HasProblems):
    """The record is not as it was written; ``problems`` says where."""

    def __str__(self) -> str:
        """Return one line for each problem."""
        return "\n".join(map(str, self.problems))


@contextmanager
def storage_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system report about ``path`` in the block into our own faults.

    Raises StorageFault, and DoesNotVerify where the file is damaged. A wrong use of the library
    comes through as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        if not hasattr(error, "sqlite_errorcode"):
            raise  # wrong use of the library: a bug of ours
        raise fault_of(error, path) from error
    except UnicodeDecodeError as error:  # of a message in which SQLite quotes what it found
        raise DoesNotVerify([Problem("record.damaged", Place(path.name), _DAMAGED)]) from error
    except OSError as error:
        raise _system_fault(error, path) from error


def fault_of(error: sqlite3.Error, path: Path) -> StorageFault | DoesNotVerify:
    """Return what the ``error`` of a statement on ``path`` means to a person."""
    if error.sqlite_errorcode & 0xFF in _AS_DAMAGE:
        return DoesNotVerify([Problem("record.damaged", Place(path.name), _DAMAGED)])
    known = _KNOWN.get(error.sqlite_errorcode) or _KNOWN.get(error.sqlite_errorcode & 0xFF)
    if known is None:
        told = say(
            "It could not be written ({code}). {halted}",
            code=error.sqlite_errorname,
            halted=_HALTED,
        )
        return _fault(path, told, halted=True)
    what, halted = known
    return _fault(path, what, halted=halted)


def moved(path: Path) -> StorageFault:
    """Return the fault of a file that is no longer where it was opened."""
    return _fault(path, _MOVED, halted=True)


def changed_elsewhere(path: Path) -> StorageFault:
    """Return the fault of a record into which somebody else has written."""
    return _fault(path, _CHANGED, halted=True)


def interrupted(path: Path) -> StorageFault:
    """Return the fault of an append that was broken off."""
    return _fault(path, say("Writing was interrupted. {halted}", halted=_HALTED), halted=True)


def _fault(path: Path, what: Phrase, *, halted: bool) -> StorageFault:
    return StorageFault(say("{file}: {what}", file=str(path), what=what), halted=halted)


def _system_fault(error: OSError, path: Path) -> StorageFault:
    """Return what a system's ``error`` means, in the words for what SQLite would have reported."""
    code = sqlite3.SQLITE_BUSY if isinstance(error, TimeoutError) else _SYSTEM.get(error.errno or 0)
    what, halted = _KNOWN[code or sqlite3.SQLITE_IOERR]
    return _fault(path, what, halted=halted)


_HALTED = say("Nothing more is written until the meeting has been opened again and checked.")
_MOVED = say(
    "The file is no longer where it was: it was moved, deleted or replaced, or the disk was "
    "pulled out. Nothing more is written. Put it back, then open the meeting again."
)
_CHANGED = say(
    "Another program has written into this file. Nothing more is written. Find out which it was, "
    "then open the meeting again."
)
_DAMAGED = say(
    "The file is damaged, or is no record of a meeting. Restore the record from its mirror."
)
_AS_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""The last: a table is not there."""
_KNOWN = {
    sqlite3.SQLITE_FULL: (
        say("The disk is full. Nothing was written. Make room, then do it again."),
        False,
    ),
    sqlite3.SQLITE_BUSY: (
        say(
            "Another program has been using this file for ten seconds. Nothing was written. "
            "Close that program, then do it again."
        ),
        False,
    ),
    sqlite3.SQLITE_READONLY: (
        say(
            "The file, its folder or the disk is write-protected. Nothing was written. Take the "
            "protection away, then do it again."
        ),
        False,
    ),
    sqlite3.SQLITE_CANTOPEN: (
        say(
            "It cannot be opened, or no file can be made beside it. Nothing was written. Look "
            "whether it is there, and whether you may read and write in its folder."
        ),
        False,
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (_MOVED, True),
    sqlite3.SQLITE_CONSTRAINT: (_CHANGED, True),
    sqlite3.SQLITE_IOERR: (
        say(
            "The disk reported an error, and it is not certain that the last entry is there. "
            "Nothing more is written until the meeting has been opened again and checked. Get "
            "the mirror ready."
        ),
        True,
    ),
}
"""By SQLite's result code: what it means, and whether writing halts."""
_SYSTEM = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_READONLY,
    errno.EPERM: sqlite3.SQLITE_READONLY,
    errno.ENOENT: sqlite3.SQLITE_CANTOPEN,
    errno.ENOTDIR: sqlite3.SQLITE_CANTOPEN,
}
