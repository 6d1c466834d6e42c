"""A second copy of a record, on another disk (镜像), and the way back from it (恢复).

A mirror is written in place, in one transaction of its own: it is always whole, and as it was
after some append.
"""

import os
from contextlib import closing
from itertools import count
from pathlib import Path

from scoring.errors import Refused
from scoring.record.chain import Heads
from scoring.record.examination import check
from scoring.record.faults import DoesNotVerify, StorageFault, storage_faults
from scoring.record.holding import hold, taken
from scoring.record.making import new_file, put_in_place
from scoring.record.reading import copy, half_done, journal_of, reading, recover
from scoring.record.schema import OF_OWNER, connected
from scoring.record.store import Record
from scoring.record.view import BEGINNING, RecordView, head_after, stored_heads, went_through
from scoring.wording import say


def write_mirror(record: Record, folder: Path, *, begin: bool = True) -> Heads:
    """Make the record in ``folder`` the same as ``record``, and return how far it reaches.

    ``folder`` has to be there; the file in it is called as the record's own. ``begin``: whether a
    first one may be made where none is. Raises Refused where none is and none may be made, where
    another record lies there, or a longer one; StorageFault and HeldElsewhere of the mirror's
    file; DoesNotVerify where the record itself is damaged. The record is as it was, whatever
    happens.
    """
    # A mirror may only grow: what lies there has to be a state that this record went through, so
    # that neither another meeting's record nor the longer of two copies is overwritten. A first
    # one is built under another name; a later one in place, by SQLite's own copy, in one
    # transaction: pulled out in the middle, the disk holds the mirror as it was before.
    path = folder / record.path.name
    with storage_faults(path):
        own = path.exists() and path.samefile(record.path)
    if own:
        raise Refused(say("{folder} is the folder of the record itself.", folder=str(folder)))
    if not begin and not os.path.lexists(path):
        raise Refused(
            say(
                "{folder} does not hold the mirror any more: perhaps the disk was pulled out, "
                "and only its place is left. Put it back; to begin a new mirror there: "
                "pingyi mirror DIR {folder}",
                folder=str(folder),
            )
        )
    held = hold(path)
    try:
        if os.path.lexists(path):
            _refuse_other(path, record)
            _overwrite(record, path)
        else:
            with storage_faults(path):
                part = new_file(path)
                _overwrite(record, part)
                put_in_place(part, path)
        return RecordView(path).heads
    finally:
        held.release()


def parted(record: Record, folder: Path) -> bool:
    """Tell whether the copy of ``record`` in ``folder`` holds what ``record`` does not.

    So it is when somebody has taken over from it and gone on. False where no record lies there, or
    another meeting's. Raises StorageFault, DoesNotVerify, Refused.
    """
    path = folder / record.path.name
    if not os.path.lexists(path) or path.samefile(record.path):
        return False
    return _has_gone_on(record, path)


def restore(mirror: Path, target: Path, *, anywhere: bool = False) -> Path | None:
    """Put a copy of the record at ``mirror`` in the place of the one at ``target``.

    Both are paths of files. ``anywhere``: also on another machine's disk. What was there is kept
    beside it under another name, which is returned; None where nothing was. Raises DoesNotVerify
    where the mirror does not verify; Refused where the record at ``target`` reaches further or is
    another one; HeldElsewhere, StorageFault.
    """
    if problems := check(mirror):
        raise DoesNotVerify(problems)
    held = taken(target, anywhere=anywhere)
    try:
        _refuse_loss(mirror, target)
        with storage_faults(target):
            part = new_file(target)
            with reading(mirror) as source, closing(connected(part, OF_OWNER)) as copied:
                copy(source, copied)
            kept = _put_aside(target)
            put_in_place(part, target)
        return kept
    finally:
        held.release()


def _overwrite(record: Record, path: Path) -> None:
    with storage_faults(path), closing(connected(path, OF_OWNER)) as target:
        record.copy_into(target)


def _refuse_other(path: Path, record: Record) -> None:
    """Raise Refused where ``path`` is not an earlier state of ``record``."""
    try:
        if record.went_through(_heads_at(path)):
            return
        overtaken = _has_gone_on(record, path)
    except DoesNotVerify:
        told = say("{file} is damaged. Move it away, and a new mirror is made.", file=str(path))
        raise Refused(told) from None
    if overtaken:
        raise Refused(
            say(
                "{file} has gone on without this terminal: the meeting was taken over from it. "
                "Only one of the two may go on: stop here, or take another folder for the mirror.",
                file=str(path),
            )
        )
    raise Refused(
        say(
            "{file} is another meeting's record, or reaches further than the one that is open. "
            "Take another folder for the mirror.",
            file=str(path),
        )
    )


def _has_gone_on(record: Record, path: Path) -> bool:
    """Whether the record at ``path`` began as ``record`` did, and holds what it does not."""
    with reading(path) as connection:
        begun = tuple(head_after(connection, count) for count in BEGINNING)
        heads = stored_heads(connection)
    return record.began_with(begun) and not record.went_through(heads)


def _refuse_loss(mirror: Path, target: Path) -> None:
    """Raise Refused where ``target`` is sound and holds what ``mirror`` does not."""
    if not os.path.lexists(target):
        return
    try:
        heads = _heads_at(target)
        if check(target):
            return
    except DoesNotVerify:
        return
    except StorageFault as fault:
        if not fault.halted:
            raise
        return
    with reading(mirror) as connection:
        if went_through(connection, heads):
            return
    raise Refused(
        say(
            "{file} holds facts that the mirror does not have, or is another meeting's record. "
            "If the mirror is to take its place all the same, move it away yourself.",
            file=str(target),
        )
    )


def _heads_at(path: Path) -> Heads:
    """Return the heads of the record at ``path``, which is held by this program."""
    if half_done(path):
        recover(path)
    with reading(path) as connection:
        return stored_heads(connection)


def _put_aside(path: Path) -> Path | None:
    """Give what lies at ``path`` a name that nothing has; its journal goes with it.

    Returns the new name; None where nothing lay there.
    """
    names = (path.with_name(f"{path.name}.replaced-{number}") for number in count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    replaced = os.path.lexists(path)
    if replaced:
        path.rename(aside)
    if journal_of(path).exists():
        journal_of(path).rename(journal_of(aside))
    return aside if replaced else None
