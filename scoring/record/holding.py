"""Who holds a record (占用): one program at a time, by a lock on a file beside it.

The kernel frees the lock when the program ends, however it ends.
"""

import os
import stat
from pathlib import Path
from typing import TypeAlias

from filelock import BaseFileLock, FileLock, Timeout

from scoring.errors import Refused
from scoring.record.faults import HeldElsewhere, storage_faults
from scoring.record.ground import refuse_network
from scoring.wording import say

Hold: TypeAlias = BaseFileLock

WAIT = 0.3
"""Seconds that a holder who is just leaving is given."""


def lock_of(path: Path) -> Path:
    """Return the file whose lock stands for the record at ``path``."""
    return path.with_suffix(".lock")


def taken(path: Path, *, anywhere: bool) -> Hold:
    """Take the record at ``path`` where it may lie; ``anywhere``: also on another machine's disk.

    The record itself need not be there yet. Whoever gets the hold releases it. Raises as
    ``hold`` does, and Refused for another machine's disk.
    """
    if not anywhere:
        refuse_network(path.parent)
    return hold(path)


def hold(path: Path, wait: float = WAIT) -> Hold:
    """Take the record at ``path`` within ``wait`` seconds; whoever gets it releases it.

    Raises HeldElsewhere where somebody else has it, StorageFault where no lock can be made,
    Refused where something else stands in the place of its file.
    """
    beside = lock_of(path)
    lock = FileLock(beside, mode=0o600, thread_local=False, fallback_to_soft=False)
    with storage_faults(beside):
        beside.parent.stat()  # else the lock's library would make the folder
        if os.path.lexists(beside) and not stat.S_ISREG(beside.lstat().st_mode):
            raise Refused(
                say("{file} is a link, or no file. Remove it, then do it again.", file=str(beside))
            )
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            raise HeldElsewhere(
                say(
                    "{folder} is open in another window or program. It can be looked at here, "
                    "and not written; pingyi join attaches a second terminal.",
                    folder=str(path.parent),
                )
            ) from None
    return lock
