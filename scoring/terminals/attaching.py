"""Attaching to a meeting that another terminal owns (接入): coming, being told, coming again.

Everything that is shown here has been recorded there. When the owner is gone nothing can be done;
what the record holds stays in sight, and whoever owns the meeting next is found by itself.
"""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import Refused
from scoring.meeting import Decision, Meeting, apply
from scoring.meeting.facts import Frozen, fact_of
from scoring.meeting.intentions import Intention
from scoring.report.hall import HallView
from scoring.session import Entry, Session
from scoring.terminals.address import reached
from scoring.terminals.desk import Kind, Seat, Snapshot
from scoring.terminals.messages import (
    LONGEST,
    PROTOCOL,
    Json,
    Message,
    entry_of,
    fault_of,
    hall_view_of,
    heard,
    intention_json,
    line_of,
    phrase_of,
    seat_of,
)
from scoring.wording import Phrase, say

if TYPE_CHECKING:
    from scoring.folder import MeetingFolder

RECORD = "record.db"
AGAIN = 0.5
"""Seconds between two tries to come to a meeting."""
PATIENCE = 3.0
"""Seconds that a terminal which leaves waits for its last answers."""
NOBODY = say("no terminal owns this meeting now; this one waits until it is opened again")
COMING = say("this terminal is coming to the meeting ...")


_UNHEARD = (OSError, ValueError, TypeError, LookupError, AttributeError)
"""Nobody is there, or it went away in the middle of a word, or speaks another language."""


class Line:
    """The line to the owner: kept up, and what comes over it handed on."""

    def __init__(
        self, folder: Path, kind: Kind, hear: Callable[[Message], None], lost: Callable[[], None]
    ) -> None:
        """``hear`` is given what the owner says by itself; ``lost`` is called when it is gone."""
        self._folder, self._kind = folder, kind
        self._hear, self._lost = hear, lost
        self.away: Phrase | None = COMING
        self._writer: asyncio.StreamWriter | None = None
        self._asked: dict[int, asyncio.Future[Json]] = {}
        self._numbers = itertools.count(1)
        self._keeping: asyncio.Task[None] | None = None
        self._tried = asyncio.Event()

    async def open(self) -> None:
        """Keep the line up from here on; return after the first try."""
        self._keeping = asyncio.create_task(self._keep())
        await self._tried.wait()

    async def close(self) -> None:
        """Wait for the last answers, and hang up."""
        await asyncio.sleep(0)  # what is wanted as the screens close is asked first
        if self._asked:
            await asyncio.wait(self._asked.values(), timeout=PATIENCE)
        if self._keeping:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping

    async def ask(self, what: str, **values: Json) -> Json:
        """Return what the owner answers. Raises what it refused with, and Refused where it is gone.

        Where it goes away before it has answered, nobody here knows whether it was done: the
        record says so when somebody owns it again.
        """
        if self._writer is None or self.away:
            raise Refused(self.away or NOBODY)
        number = next(self._numbers)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        self._writer.write(line_of({"ask": number, "what": what, **values}))
        try:
            return await answer
        finally:
            self._asked.pop(number, None)

    async def _keep(self) -> None:
        while True:
            with suppress(*_UNHEARD):
                await self._once()
            self._hung_up()
            self._tried.set()
            await asyncio.sleep(AGAIN)

    async def _once(self) -> None:
        there = await asyncio.to_thread(reached, self._folder)
        reader, writer = await asyncio.open_unix_connection(sock=there, limit=LONGEST)
        self._writer = writer
        try:
            writer.write(line_of({"hello": PROTOCOL, "as": self._kind}))
            async for message in heard(reader):
                self._take(message)
        finally:
            writer.close()

    def _take(self, message: Message) -> None:
        if "answer" in message:
            answer = self._asked.get(message["answer"])
            if answer and not answer.done() and "fault" in message:
                answer.set_exception(fault_of(message["fault"]))
            elif answer and not answer.done():
                answer.set_result(message["found"])
        elif "goodbye" in message:
            self.away = phrase_of(message["goodbye"])
            self._tried.set()
        else:
            if "welcome" in message:
                self.away = None
            self._hear(message)
            self._tried.set()

    def _hung_up(self) -> None:
        """Tell whoever waits for an answer that none comes any more."""
        self._writer = None
        waiting, self._asked = self._asked, {}
        for answer in waiting.values():
            if not answer.done():
                answer.set_exception(Refused(NOBODY))
        if self.away in {None, COMING}:
            self.away = NOBODY
            self._lost()


class AttachedDesk:
    """A place at a meeting that another terminal owns; see ``Desk``."""

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
        self._line = Line(folder, "desk", self._hear, self._lost)

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
        self._now = await asyncio.to_thread(self._view)
        await self._line.open()

    async def do(self, *intentions: Intention) -> Decision:
        """Do what is wanted; it is in the record when this returns."""
        asked = [intention_json(one) for one in intentions]
        return _decision(await self._line.ask("do", intentions=asked))

    async def freeze(self) -> Decision:
        """Let the owner freeze the files."""
        return _decision(await self._line.ask("freeze"))

    async def files(self) -> "MeetingFolder":
        """Read the folder as it is now: it lies on this machine."""
        from scoring.folder import read_meeting  # noqa: PLC0415 - when it is needed

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

    def later(self, *intentions: Intention) -> None:
        """Do what is wanted in its turn, and tell nobody."""
        task = asyncio.ensure_future(self.do(*intentions))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def part(self) -> None:
        """Wait for the last answers, and leave."""
        await self._line.close()

    def close(self, told_to_end: int = 0) -> None:
        """Leave; the record is its owner's."""
        del told_to_end

    def _view(self) -> Snapshot:
        if not (self.folder / RECORD).exists():
            if not (self.folder / "meeting.toml").exists():
                _refused(self.folder)
            return Snapshot(Meeting())
        session = Session.view(self.folder)
        return Snapshot(session.state, session.entries, session.frozen())

    def _hear(self, message: Message) -> None:
        if "welcome" in message:
            self._entries = []
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

    def _lost(self) -> None:
        self._seats = ()
        self.changed()


class HallLine:
    """What the hall's screen knows of a meeting: what the owner lets it see, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: Callable[[], None] = lambda: None
        self.view: HallView | None = None
        self._line = Line(folder, "hall", self._hear, self._lost)

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

    def _lost(self) -> None:
        self.changed()


def _decision(found: Json) -> Decision:
    facts, doubts = found
    return Decision(tuple(map(fact_of, facts)), tuple(map(phrase_of, doubts)))


def _refused(folder: Path) -> None:
    """Say why ``folder`` is no meeting's: raises Refused."""
    from scoring.folder import read_meeting  # noqa: PLC0415 - only where something is wrong

    read_meeting(folder)
