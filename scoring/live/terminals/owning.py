"""The terminal that owns a meeting (主控终端): it holds the record, and answers the others.

The record is written on a thread of its own, one thing after the other, so that a slow disk stops
no key. What the screens show is always a state that the record has.

``OwnDesk`` is used on the loop of the screens. ``_written`` hands work to the record's thread;
the methods at the end, from ``_open`` on, run there and nowhere else, and what they give back is
made the present state on the loop again, by ``_keep``.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from scoring.errors import HasProblems, PingyiError, Refused, errors_of
from scoring.live.terminals.desk import Seat, Snapshot
from scoring.recordfile import RECORD
from scoring.wording import Phrase, say

if TYPE_CHECKING:
    from scoring.files.meeting_folder import MeetingFolder
    from scoring.live.session import Session
    from scoring.live.terminals.serving import Reception
    from scoring.meeting import Decision, Meeting
    from scoring.meeting.wishes import Wish

REOPENED = "record-reopened"
"""``Noted.what``, of a record that was opened again after its disk had failed."""
MARKS_WAIT = 5.0
"""Seconds after which marks are in the mirror that came since the last step."""
OWN = 1
"""The number of the terminal that owns the record."""

T = TypeVar("T")


class OwnDesk:
    """One meeting's folder, and its record once it is frozen; see ``Desk``."""

    # ``_session`` belongs to the record's thread, ``_now`` to the loop. Two keys pressed while the
    # disk hangs are two jobs in line: each is decided when its turn comes, on the state that the
    # one before has made, and ``_now`` goes through both states in that order. A screen that stops
    # waiting (Esc, a cancelled worker) takes no job out of the line: it is shielded from that.

    away: Phrase | None = None
    arrivals = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: Callable[[], None] = lambda: None
        self._unmirrored: Phrase | None = None
        """Why the mirror is not what it should be."""
        self._behind = False
        """Whether marks were kept that the mirror does not have yet."""
        self._catching: asyncio.TimerHandle | None = None
        """What will bring the mirror up to them; None where nothing is to be brought."""
        self._alone: Phrase | None = None
        """Why no other terminal can attach."""
        self._now: Snapshot | None = None
        self._session: Session | None = None
        self._writer = ThreadPoolExecutor(1, "record")
        self._reception: Reception | None = None
        self._seats: dict[int, Seat] = {OWN: Seat(OWN, "owner")}

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

    @property
    def trouble(self) -> Phrase | None:
        """What is wrong and stops nothing."""
        return self._unmirrored or self._alone

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The terminals at the meeting, this one first."""
        return tuple(self._seats[number] for number in sorted(self._seats))

    async def open(self) -> None:
        """Open the record and own it, where there is one.

        Raises HeldElsewhere, and what a record raises that cannot be read.
        """
        self._keep(await self._written(self._open))
        await self._receive()

    async def do(self, *wishes: "Wish") -> "Decision":
        """Do what is wished, all or nothing; it is in the record when this returns.

        Whoever stops waiting for it does not stop it, and the desk shows what came of it.
        """
        doing = asyncio.ensure_future(self._done(wishes))
        doing.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(doing)

    async def _done(self, wishes: "Sequence[Wish]") -> "Decision":
        try:
            decision, snapshot = await self._written(lambda: self._do(wishes))
        except (Refused, HasProblems):
            self._keep(await self._written(self._as_it_is))  # what is on the disk counts
            raise
        self._keep(snapshot)
        return decision

    async def freeze(self) -> "Decision":
        """Freeze the files as they are now; the record begins, unless there is one."""
        decision, snapshot = await self._written(self._freeze)
        self._keep(snapshot)
        await self._receive()
        return decision

    async def take_in(self, by: str = "") -> "Decision":
        """Take in the folder's table of marks, up to the result; see ``Desk``."""
        decision, snapshot = await self._written(lambda: self._take_in(by))
        self._keep(snapshot)
        await self._receive()
        return decision

    async def files(self) -> "MeetingFolder":
        """Read the folder as it is now; not on the record's thread: a mark does not wait for it."""
        return await asyncio.to_thread(self._read)

    async def prove(self, officer: str, pin: str) -> None:
        """Prove by a PIN that ``officer`` is here. Raises Refused where the PIN is wrong."""
        from scoring.live.pins import Pins  # noqa: PLC0415 - when it is needed

        await self._written(lambda: Pins(self.folder).check(officer, pin, time.time()))

    async def choose_pin(self, officer: str, pin: str, by: tuple[str, ...] | None = None) -> None:
        """Keep the PIN of ``officer``; ``by``: who signs for it, in place of a forgotten one."""
        self._keep(await self._written(lambda: self._choose_pin(officer, pin, by)))

    async def has_pin(self, officer: str) -> bool:
        """Whether ``officer`` has a PIN."""
        from scoring.live.pins import Pins  # noqa: PLC0415 - as above

        return await self._written(lambda: officer in Pins(self.folder).officers())

    async def sit(self, officer: str) -> None:
        """Key as ``officer`` from here on. Raises Refused where that is done elsewhere."""
        self.seat(self._seats[OWN]._replace(officer=officer))

    def seat(self, seat: Seat) -> None:
        """Note who is at a terminal, in place of who was noted there before.

        Raises Refused where the same officer keys at another, or where it is no officer's id.
        """
        rules = self.state.rules
        if seat.officer and (rules is None or seat.officer not in rules.roster.officer_names):
            raise Refused(say("there is no officer {id}", id=seat.officer))
        for other in self._seats.values():
            if seat.officer and other.officer == seat.officer and other.terminal != seat.terminal:
                raise Refused(
                    say("{by} is keying at terminal {number}; nobody keys twice at once",
                        by=self._called(seat.officer), number=other.terminal)
                )  # fmt: skip
        self._seats[seat.terminal] = seat
        self._tell()

    def _called(self, officer: str) -> str:
        """Return the name of an officer; what is no officer's id stays as it is."""
        rules = self.state.rules
        return rules.roster.officer_names.get(officer, officer) if rules else officer

    def stand_up(self, terminal: int) -> None:
        """Note that a terminal is gone."""
        if self._seats.pop(terminal, None):
            self._tell()

    def later(self, *wishes: "Wish") -> None:
        """Do what is wanted in its turn, and tell nobody: the screen that wants it is leaving."""
        loop = asyncio.get_running_loop()
        self._writer.submit(self._do, wishes).add_done_callback(
            lambda done: self._done_later(loop, done)
        )

    async def part(self) -> None:
        """Hang up on the other terminals; from here on nobody sits at them."""
        reception, self._reception = self._reception, None
        if reception:
            await reception.close()
        self._seats = {OWN: self._seats[OWN]}

    def close(self, told_to_end: int = 0) -> None:
        """Write what is still to be written, and give the record back."""
        if self._catching:
            self._catching.cancel()
        with suppress(PingyiError, OSError):
            self._writer.submit(self._close, told_to_end).result()
        self._writer.shutdown()

    async def _written(self, work: Callable[[], T]) -> T:
        """Return what ``work`` gives on the record's thread; a screen that leaves stops it not."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, work))

    def _done_later(
        self, loop: asyncio.AbstractEventLoop, done: "Future[tuple[Decision, Snapshot]]"
    ) -> None:
        with suppress(PingyiError, OSError, RuntimeError):  # the loop may have ended meanwhile
            loop.call_soon_threadsafe(self._keep, done.result()[1])

    def _keep(self, snapshot: Snapshot) -> None:
        self._now = snapshot
        if self._behind and self._catching is None:
            loop = asyncio.get_running_loop()
            self._catching = loop.call_later(MARKS_WAIT, self._catch_up_now, loop)
        self._tell()

    def _catch_up_now(self, loop: asyncio.AbstractEventLoop) -> None:
        """Bring the mirror up to the marks, on the record's thread, and say how that went."""
        self._catching = None

        def caught_up(_done: "Future[None]") -> None:
            with suppress(RuntimeError):  # the loop may have ended meanwhile
                loop.call_soon_threadsafe(self._tell)

        self._writer.submit(self._catch_up).add_done_callback(caught_up)

    def _tell(self) -> None:
        if self._reception:
            self._reception.tell()
        self.changed()

    async def _receive(self) -> None:
        """Let other terminals attach, once there is a record."""
        from scoring.live.terminals.serving import Reception  # noqa: PLC0415 - after the first screen

        if self._session is None or self._reception is not None:
            return
        reception = Reception(self)
        try:
            await reception.open()
        except OSError as error:
            self._alone = say(
                "no other terminal can attach here: {reason}", reason=error.strerror or str(error)
            )
        else:
            self._reception = reception

    # ---- on the record's own thread ----

    def _open(self) -> Snapshot:
        from scoring.live.clock import open_record  # noqa: PLC0415 - as above
        from scoring.meeting import Meeting  # noqa: PLC0415 - after the first screen: it is heavy

        if not (self.folder / RECORD).exists():
            if not (self.folder / "meeting.toml").exists():
                self._read()  # says why this is no meeting's folder
            return Snapshot(Meeting())
        self._session = open_record(self.folder)
        return self._snapshot(self._session)

    def _do(self, wishes: Sequence["Wish"]) -> tuple["Decision", Snapshot]:
        from scoring.live.mirroring import keep_up  # noqa: PLC0415 - as above

        if self._session is None:
            raise LookupError("there is no record yet")
        if self._session.halted:
            self._reopen(self._session)
        try:
            decision = self._session.do(*wishes)
        except PingyiError:
            with suppress(PingyiError, OSError):  # else the next wish tries again
                if self._session.halted:
                    self._reopen(self._session)
            raise
        self._behind = self._behind or bool(decision.facts)
        if any(fact.changes_state for fact in decision.facts):
            self._unmirrored = keep_up(self._session, self.folder, decision.facts)
            self._behind = self._unmirrored is not None
        return decision, self._snapshot(self._session)

    def _choose_pin(self, officer: str, pin: str, by: tuple[str, ...] | None) -> Snapshot:
        from scoring.live.pins import Pins, long_enough  # noqa: PLC0415 - as above
        from scoring.meeting.acts import SetPin, SetPinAnew  # noqa: PLC0415 - as above

        long_enough(pin)
        pins = Pins(self.folder)
        if by is None and officer in pins.officers():
            raise Refused(say("there is a PIN already"))
        wish = SetPin(officer) if by is None else SetPinAnew(officer, by)
        _, snapshot = self._do([wish])  # first: whatever comes between, the record tells of it
        pins.keep(officer, pin)
        return snapshot

    def _catch_up(self) -> None:
        """Bring the mirror up to the marks that it does not have."""
        from scoring.live.mirroring import catch_up  # noqa: PLC0415 - as above

        if self._session and self._behind and not self._session.halted:
            told = self._unmirrored is not None
            self._behind = False
            self._unmirrored = catch_up(self._session, self.folder, told=told)

    @staticmethod
    def _reopen(session: "Session") -> None:
        """Go on from what the disk holds."""
        from scoring.meeting.acts import Noted  # noqa: PLC0415 - as above

        session.reopen()
        session.note(Noted(REOPENED, ""))

    def _as_it_is(self) -> Snapshot:
        return self._snapshot(self._session) if self._session else self.now

    def _freeze(self) -> tuple["Decision", Snapshot]:
        from scoring.live.freezing import freezing  # noqa: PLC0415 - as above
        from scoring.live.pins import set_before  # noqa: PLC0415 - as above

        folder = self._read()
        if errors_of(folder.problems) or folder.base is None:
            raise HasProblems(folder.problems)
        before = set_before(self.folder, folder.roster, self.now.state)
        return self._begun_with([freezing(folder), *before])

    def _take_in(self, by: str) -> tuple["Decision", Snapshot]:
        from scoring.live.taking_in import to_the_result  # noqa: PLC0415 - as above

        state = self._session.state if self._session else self.now.state
        return self._begun_with(to_the_result(state, self.folder, by))

    def _begun_with(self, wishes: Sequence["Wish"]) -> tuple["Decision", Snapshot]:
        """Do ``wishes``; where there is no record yet, it begins with them."""
        from scoring.live.clock import begin_record  # noqa: PLC0415 - as above
        from scoring.meeting import decide_all  # noqa: PLC0415 - as above

        if self._session is None:
            decide_all(self.now.state, wishes)  # else a record would begin with nothing to keep
            self._session = begin_record(self.folder)
        return self._do(wishes)

    def _snapshot(self, session: "Session") -> Snapshot:
        same = self._now and self._now.state.rules is session.state.rules
        frozen = self._now.frozen if self._now and same else session.frozen()
        return Snapshot(session.state, session.entries, frozen)

    def _read(self) -> "MeetingFolder":
        from scoring.files.meeting_folder import read_meeting  # noqa: PLC0415 - as above

        return read_meeting(self.folder)

    def _close(self, told_to_end: int) -> None:
        from scoring.live.clock import note_end  # noqa: PLC0415 - as above

        if self._session is None:
            return
        try:
            if told_to_end:
                note_end(self._session, told_to_end)
            self._catch_up()
        finally:
            self._session.close()
