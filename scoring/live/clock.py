"""A meeting's record, opened by this machine's clock (开启记录): begun, gone on with, ended."""

import signal
import time
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scoring.errors import Refused
from scoring.live.mirroring import overtaken
from scoring.live.session import Session
from scoring.meeting.acts import Noted

ENDED = "ended-by-signal"
"""``Noted.what``, of a terminal that was closed or told to end."""


def begin_record(folder: Path, *, rehearsal: bool = False) -> Session:
    """Begin a record for the meeting in ``folder``, and own it; raises as ``Session.create``."""
    return Session.create(folder, _installed(), wall_clock, time.monotonic, rehearsal=rehearsal)


def open_record(folder: Path) -> Session:
    """Open the record of the meeting in ``folder``, and own it.

    Raises as ``Session.open``, and Refused where its mirror tells that another has taken it over.
    """
    session = Session.open(folder, wall_clock, time.monotonic)
    if told := overtaken(session, folder):
        session.close()
        raise Refused(told)
    return session


def note_end(session: Session, number: int) -> None:
    """Keep a fact that says which signal, by its ``number``, ended the program.

    Raises what the record raises where it cannot be written.
    """
    session.note(Noted(ENDED, signal.Signals(number).name))


def wall_clock() -> str:
    """Return the time of the wall clock, ISO 8601 with its offset, in whole seconds."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _installed() -> str:
    try:
        return version("pingyi")
    except PackageNotFoundError:
        return "unknown"
