"""A meeting's record, opened for a command: to look at, or to act on.

To look at it (``viewed``) takes nothing from whoever has it open. To act on it (``owned``,
``in_turn``) it must be ours alone, for as long as the block runs; and a signal that ends the
program waits until what is being written is written.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from scoring.errors import Refused
from scoring.live.clock import begin_record, note_end, open_record
from scoring.live.session import Session
from scoring.record import HeldElsewhere
from scoring.recordfile import has_record
from scoring.signals import ENDING
from scoring.wording import say

TURN_WAIT = 5
"""Seconds that a clerk waits for another one whose sheet is being written."""
_PAUSE = 0.1
"""Seconds between two tries."""


class Ended(BaseException):
    """The system wants this program to end; ``number`` is the signal's."""

    # No Exception: what catches faults on the way out must not take it for one.

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def code(self) -> int:
        """What the program then exits with, as shells have it."""
        return 128 + self.number


def note_ended(session: Session, ended: Ended) -> None:
    """Keep a fact that says why the program ended; it is not ended once more meanwhile.

    Raises what the record raises where it cannot be written.
    """
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:
        note_end(session, ended.number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def viewed(folder: Path) -> Session:
    """Look at the record of the meeting in ``folder``; nobody is kept from writing it.

    Raises Refused where there is none, and what a record raises that cannot be read.
    """
    _expect_record(folder)
    return Session.view(folder)


@contextmanager
def owned(folder: Path, *, begin: bool = False) -> Iterator[Session]:
    """Open the record of the meeting in ``folder`` to write it; ``begin`` one where there is none.

    When the system tells the program to end, what is being written is written first, and then a
    fact that says so. Raises Refused, HeldElsewhere, and what a record raises.
    """
    if not begin:
        _expect_record(folder)
    session = open_record(folder) if has_record(folder) else begin_record(folder)
    try:
        with ending_told():
            yield session
    except Ended as ended:
        note_ended(session, ended)
        raise click.exceptions.Exit(ended.code) from None
    finally:
        session.close()


@contextmanager
def in_turn(folder: Path) -> Iterator[Session]:
    """Do as ``owned``, and wait up to ``TURN_WAIT`` seconds where another clerk is writing."""
    until = time.monotonic() + TURN_WAIT
    while True:
        try:
            with owned(folder) as session:
                yield session
                return
        except HeldElsewhere:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


@contextmanager
def ending_told() -> Iterator[None]:
    """Raise Ended in the block when the system wants this program to end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _end) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise Ended(number)


def _expect_record(folder: Path) -> None:
    if not has_record(folder):
        raise Refused(
            say(
                "{folder} has no record yet: pingyi freeze begins one, when the files are ready.",
                folder=str(folder),
            )
        )
