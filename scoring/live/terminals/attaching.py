"""Attaching to a meeting that another terminal owns (接入): coming, being told, coming again.

Everything that is shown here has been recorded there. When the owner is gone nothing can be done;
what the record holds stays in sight, and whoever owns the meeting next is found by itself.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import PingyiError
from scoring.json_values import Json
from scoring.live.session import Entry, Session
from scoring.live.terminals.desk import Seat, Snapshot
from scoring.live.terminals.line import OwnerLine
from scoring.live.terminals.messages import (
    Message,
    entry_of,
    hall_view_of,
    phrase_of,
    seat_of,
    wish_json,
)
from scoring.meeting import Decision, Meeting, apply
from scoring.meeting.acts import Frozen
from scoring.meeting.wishes import Wish
from scoring.meeting.writing import fact_of
from scoring.record import Heads, RecordView
from scoring.recordfile import RECORD
from scoring.report.hall import HallView
from scoring.wording import Phrase

if TYPE_CHECKING:
    from scoring.files.meeting_folder import MeetingFolder


class AttachedDesk:
    """A place at a meeting that another terminal owns; see ``Desk``."""

    # Two states are kept. ``_now`` is shown; ``_coming`` is built from what the owner tells, which
    # comes in batches of 500 facts. A terminal that comes to a meeting of 4,000 facts is told eight
    # batches, and ``_now`` changes with the last: until then it shows what it read from the record
    # itself. After that each fact is a batch of its own. With another welcome both ends begin from
    # the first fact again, and ``arrivals`` tells screens that what was not recorded is gone.

    trouble: Phrase | None = None
    """The owner's mirror is its own matter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: Callable[[], None] = lambda: None
        self.arrivals = 0
        self._now: Snapshot | None = None
        self._entries: list[Entry] = []
        self._coming = Snapshot(Meeting())
        """The meeting as far as it has been told since this terminal came."""
        self._seats: tuple[Seat, ...] = ()
        self._seen = Heads()
        """How far the record went when it was looked at last."""
        self._told = False
        """Whether it was shown that nobody owns the meeting."""
        self._line = OwnerLine(folder, "desk", self._hear, self._lost)

    @property
    def now(self) -> Snapshot:
        """The meeting as the record has it."""
        if self._now is None:
            raise LookupError("the desk is not open yet")
        return self._now

    @property
    def state(self) -> Meeting:
        """The meeting's state."""
        return self.now.state

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The terminals at the meeting."""
        return self._seats

    @property
    def away(self) -> Phrase | None:
        """Why nothing can be done from here just now."""
        return self._line.away

    async def open(self) -> None:
        """Come to the meeting; where nobody owns it, show what its record holds, and wait.

        Raises Refused where the folder is no meeting's, and what a record raises.
        """
        await asyncio.to_thread(self._look)
        await self._line.open()

    async def do(self, *wishes: Wish) -> Decision:
        """Do what is wanted, all or nothing; it is in the record when this returns.

        Raises what the owner raised, and Refused where nobody owns the meeting.
        """
        asked = [wish_json(one) for one in wishes]
        return _decision(await self._line.ask("do", wishes=asked))

    async def freeze(self) -> Decision:
        """Let the owner freeze the files. Raises as ``do`` does."""
        return _decision(await self._line.ask("freeze"))

    async def take_in(self, by: str = "") -> Decision:
        """Let the owner take in the folder's table of marks. Raises as ``do`` does."""
        return _decision(await self._line.ask("take-in", by=by))

    async def files(self) -> "MeetingFolder":
        """Read the folder as it is now: it lies on this machine."""
        from scoring.files.meeting_folder import read_meeting  # noqa: PLC0415 - when it is needed

        return await asyncio.to_thread(read_meeting, self.folder)

    async def prove(self, officer: str, pin: str) -> None:
        """Prove by a PIN that ``officer`` is here. Raises Refused where the PIN is wrong."""
        await self._line.ask("prove", officer=officer, pin=pin)

    async def choose_pin(self, officer: str, pin: str) -> None:
        """Keep the first PIN of ``officer``, who is thereby proved. Raises Refused."""
        await self._line.ask("choose-pin", officer=officer, pin=pin)

    async def has_pin(self, officer: str) -> bool:
        """Whether ``officer`` has a PIN."""
        return bool(await self._line.ask("has-pin", officer=officer))

    async def sit(self, officer: str) -> None:
        """Key as ``officer`` from here on. Raises Refused where that is done elsewhere."""
        await self._line.ask("sit", officer=officer)

    def later(self, *wishes: Wish) -> None:
        """Do what is wanted in its turn, and tell nobody."""
        task = asyncio.ensure_future(self.do(*wishes))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def part(self) -> None:
        """Wait for the last answers, and leave."""
        await self._line.close()

    def close(self, told_to_end: int = 0) -> None:
        """Leave; the record is its owner's."""
        del told_to_end

    def _look(self) -> bool:
        """Look at the record beside whoever writes it; return whether there was something new."""
        if not (self.folder / RECORD).exists():
            if not (self.folder / "meeting.toml").exists():
                _refused(self.folder)
            self._now, new = Snapshot(Meeting()), self._now is None
            return new
        heads = RecordView(self.folder / RECORD).heads
        if heads == self._seen:
            return False
        session = Session.view(self.folder)
        self._now, self._seen = (
            Snapshot(session.state, session.entries, session.frozen()),
            session.heads,
        )
        return True

    def _hear(self, message: Message) -> None:
        if "welcome" in message:
            self._entries, self._told = [], False
            self._coming = Snapshot(Meeting(), self._entries)
            self.arrivals += 1
        elif "seats" in message:
            self._seats = tuple(map(seat_of, message["seats"]))
            self.changed()
        elif "entries" in message:
            self._take(message["entries"], whole=not message["more"])

    def _take(self, found: Json, *, whole: bool) -> None:
        """Take facts in; what is shown changes when all that there are have come."""
        state, _, frozen = self._coming
        for entry in map(entry_of, found):
            state = apply(state, entry.fact)
            frozen = entry.fact if isinstance(entry.fact, Frozen) else frozen
            self._entries.append(entry)
        self._coming = Snapshot(state, self._entries, frozen if state.rules else None)
        if whole:
            self._now = self._coming
            self.changed()

    async def _lost(self) -> None:
        """Show what the record holds meanwhile: commands may write it."""
        gone, self._seats = bool(self._seats), ()
        new = False
        with suppress(PingyiError, OSError):  # it is being written: the next look sees it
            new = await asyncio.to_thread(self._look)
        if new or gone or not self._told:
            self._told = True
            self.changed()


class HallLine:
    """What the hall's screen knows of a meeting: what the owner lets it see, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: Callable[[], None] = lambda: None
        self.view: HallView | None = None
        self._line = OwnerLine(folder, "hall", self._hear, self._lost)

    @property
    def away(self) -> Phrase | None:
        """Why nothing new is seen just now."""
        return self._line.away

    async def open(self) -> None:
        """Come to the meeting. Raises Refused where the folder is no meeting's."""
        if not (self.folder / "meeting.toml").exists():
            await asyncio.to_thread(_refused, self.folder)
        await self._line.open()

    async def part(self) -> None:
        """Leave."""
        await self._line.close()

    def _hear(self, message: Message) -> None:
        if "hall" in message:
            self.view = hall_view_of(message["hall"])
            self.changed()

    async def _lost(self) -> None:
        self.changed()


def _decision(found: Json) -> Decision:
    facts, doubts = found
    return Decision(tuple(map(fact_of, facts)), tuple(map(phrase_of, doubts)))


def _refused(folder: Path) -> None:
    """Say why ``folder`` is no meeting's: raises Refused."""
    from scoring.files.meeting_folder import read_meeting  # noqa: PLC0415 - only where something is wrong

    read_meeting(folder)
