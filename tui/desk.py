"""The one way from the screens to a meeting (案头): intentions in, unchangeable states out.

The record is written on a thread of its own, one thing after the other, so that a slow disk stops
no key. What the screens show is always a state that the record has.
"""

import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from scoring.errors import PingyiError

if TYPE_CHECKING:
    from scoring.folder import MeetingFolder
    from scoring.meeting import Decision, Meeting
    from scoring.meeting.facts import Frozen
    from scoring.meeting.intentions import Intention
    from scoring.session import Entry, Session

RECORD = "record.db"
ENDED = "ended-by-signal"
"""``Noted.what``, of a terminal that was closed or told to end."""

T = TypeVar("T")


class Snapshot(NamedTuple):
    """A meeting as the record has it at one moment."""

    state: "Meeting"
    entries: Sequence["Entry"] = ()
    """What happened; grows at its end, and is not changed."""
    frozen: "Frozen | None" = None


class Desk:
    """One meeting's folder, and its record once it is frozen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: Callable[[], None] = lambda: None
        """Called when there is a new snapshot."""
        self._now: Snapshot | None = None
        self._session: Session | None = None
        self._writer = ThreadPoolExecutor(1, "record")

    @property
    def now(self) -> Snapshot:
        """The meeting as it stands."""
        if self._now is None:
            raise LookupError("the desk is not open yet")
        return self._now

    @property
    def state(self) -> "Meeting":
        """The meeting's state."""
        return self.now.state

    async def open(self) -> None:
        """Open the record and own it, where there is one.

        Raises HeldElsewhere, and what a record raises that cannot be read.
        """
        self._keep(await self._written(self._open))

    async def do(self, *intentions: "Intention") -> "Decision":
        """Do what is wanted, all or nothing; it is in the record when this returns.

        Raises Forbidden where the state forbids it, and what the record raises.
        """
        decision, snapshot = await self._written(lambda: self._do(intentions))
        self._keep(snapshot)
        return decision

    async def freeze(self) -> "Decision":
        """Freeze the files as they are now; the record begins, unless there is one.

        Raises HasProblems where the files are not ready, Forbidden, and what a record raises.
        """
        decision, snapshot = await self._written(self._freeze)
        self._keep(snapshot)
        return decision

    async def files(self) -> "MeetingFolder":
        """Read the folder as it is now, with every problem. Raises Refused.

        Not on the record's thread: a mark does not wait for it.
        """
        import asyncio  # noqa: PLC0415 - loaded by then, and not for the first screen

        return await asyncio.to_thread(self._read)

    def later(self, *intentions: "Intention") -> None:
        """Do what is wanted in its turn, and tell nobody: the screen that wants it is leaving."""
        self._writer.submit(self._do, intentions)

    def close(self, told_to_end: int = 0) -> None:
        """Write what is still to be written, and give the record back.

        ``told_to_end``: the signal that ended the program, to be noted; 0 where a person did.
        """
        with suppress(PingyiError, OSError):
            self._writer.submit(self._close, told_to_end).result()
        self._writer.shutdown()

    async def _written(self, work: Callable[[], T]) -> T:
        import asyncio  # noqa: PLC0415 - loaded by then, and not for the first screen

        return await asyncio.get_running_loop().run_in_executor(self._writer, work)

    def _keep(self, snapshot: Snapshot) -> None:
        self._now = snapshot
        self.changed()

    # ---- on the record's own thread ----

    def _open(self) -> Snapshot:
        from scoring.meeting import Meeting  # noqa: PLC0415 - after the first screen: it is heavy
        from scoring.session import Session  # noqa: PLC0415 - as above

        if not (self.folder / RECORD).exists():
            if not (self.folder / "meeting.toml").exists():
                self._read()  # says why this is no meeting's folder
            return Snapshot(Meeting())
        self._session = Session.open(self.folder, _wall, time.monotonic)
        return self._snapshot(self._session)

    def _do(self, intentions: Sequence["Intention"]) -> tuple["Decision", Snapshot]:
        if self._session is None:
            raise LookupError("there is no record yet")
        decision = self._session.do(*intentions)
        return decision, self._snapshot(self._session)

    def _freeze(self) -> tuple["Decision", Snapshot]:
        from scoring.errors import HasProblems, errors_of  # noqa: PLC0415 - as above
        from scoring.freezing import freezing  # noqa: PLC0415 - as above
        from scoring.meeting import decide  # noqa: PLC0415 - as above
        from scoring.session import Session  # noqa: PLC0415 - as above

        folder = self._read()
        if errors_of(folder.problems) or folder.base is None:
            raise HasProblems(folder.problems)
        intention = freezing(folder)
        decide(self.now.state, intention)  # else a record would begin with nothing to keep
        if self._session is None:
            self._session = Session.create(self.folder, _version(), _wall, time.monotonic)
        return self._do([intention])

    def _snapshot(self, session: "Session") -> Snapshot:
        same = self._now and self._now.state.rules is session.state.rules
        frozen = self._now.frozen if self._now and same else session.frozen()
        return Snapshot(session.state, session.entries, frozen)

    def _read(self) -> "MeetingFolder":
        from scoring.folder import read_meeting  # noqa: PLC0415 - as above

        return read_meeting(self.folder)

    def _close(self, told_to_end: int) -> None:
        from scoring.meeting.facts import Noted  # noqa: PLC0415 - as above

        if self._session is None:
            return
        try:
            if told_to_end:
                self._session.note(Noted(ENDED, signal.Signals(told_to_end).name))
        finally:
            self._session.close()


def _wall() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _version() -> str:
    try:
        return version("pingyi")
    except PackageNotFoundError:
        return "unknown"
