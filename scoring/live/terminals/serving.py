"""Other terminals at the owner's meeting (接待): what they may ask, and what they are told.

A terminal that takes part is told every fact that the record has; one for the hall is told what
the hall may see, and can ask for nothing. Whoever decides through this line has proved by a PIN,
on this line, that they are there.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol, cast

from scoring.errors import Refused
from scoring.json_values import Json
from scoring.live.terminals.address import bound, gone
from scoring.live.terminals.desk import Desk, Seat, Snapshot, TerminalKind
from scoring.live.terminals.messages import (
    BATCH,
    LONGEST,
    PROTOCOL,
    Message,
    entry_json,
    fault_json,
    hall_json,
    heard,
    line_of,
    phrase_json,
    wish_of,
)
from scoring.meeting import Decision
from scoring.meeting.wishes import Wish
from scoring.meeting.writing import written
from scoring.report.hall import hall_view
from scoring.wording import say

MOST_UNREAD = 32 * 1024 * 1024
"""Bytes that a terminal may leave unread before it is hung up on: the meeting does not wait."""
MOST_TERMINALS = 64
MOST_UNKNOWN = 16
"""Connections that have not said hello yet; more are hung up on at once."""
HELLO_WITHIN = 5.0
"""Seconds in which a terminal says hello after it has come."""
LAST_WAIT = 1.0
"""Seconds that terminals have, all together, to read what is left as the owner leaves."""


class Host(Desk, Protocol):
    """The desk of the terminal that owns the meeting, as the others need it."""

    def seat(self, seat: Seat) -> None:
        """Note who is at a terminal. Raises Refused where the same officer keys at another."""

    def stand_up(self, terminal: int) -> None:
        """Note that a terminal is gone."""


@dataclass(eq=False)
class Guest:
    """A terminal that has attached."""

    terminal: int
    kind: TerminalKind
    writer: asyncio.StreamWriter
    told: int = 0
    """How many facts it has been told."""
    seen: Message = field(default_factory=dict)
    """What else it was told last, so that nothing is told twice."""
    proved: set[str] = field(default_factory=set)
    """Officers who have given their PIN here, and not yet decided anything."""

    def send(self, message: Message) -> None:
        """Send ``message``; hang up on one that has left ``MOST_UNREAD`` bytes unread."""
        if self.writer.transport.get_write_buffer_size() > MOST_UNREAD:
            self.writer.transport.abort()
        elif not self.writer.is_closing():
            self.writer.write(line_of(message))


class Reception:
    """Lets other terminals attach to the meeting that is open at ``desk``."""

    # A PIN counts on the line over which it came, and for one decision. Officer J5 gives it at
    # terminal 2: ``proved`` of that guest is {"J5"}. A wish by J5 and J6 from there is refused, one
    # by J5 is done and takes J5 out again; a wish that is forbidden takes nobody out. Readings bear
    # one officer, as a text, and are owed no PIN.

    def __init__(self, desk: Host) -> None:
        self._desk = desk
        self._guests: dict[int, Guest] = {}
        self._server: asyncio.Server | None = None
        self._next = 2
        self._unknown = 0
        """How many have come and not said hello yet."""
        self._here: set[asyncio.Task[None]] = set()
        """What listens to each that has come."""
        self._over = False

    async def open(self) -> None:
        """Let them come from here on. Raises OSError where the folder can hold no socket."""
        self._server = await asyncio.start_unix_server(
            self._met, sock=bound(self._desk.folder), limit=LONGEST
        )

    async def close(self) -> None:
        """Let nobody come any more, hang up, and return when nobody is listened to any more.

        The desk is told of none of them that they have gone. Raises nothing.
        """
        self._over = True
        if self._server:
            self._server.close()
        gone(self._desk.folder)
        guests, self._guests = tuple(self._guests.values()), {}
        last = {asyncio.ensure_future(_read_out(guest)) for guest in guests}
        if last:
            await asyncio.wait(last, timeout=LAST_WAIT)
        for guest in guests:
            guest.writer.transport.abort()
        for task in self._here:
            task.cancel()
        if self._here:
            await asyncio.wait(self._here, timeout=LAST_WAIT)

    def tell(self) -> None:
        """Tell everybody what is new since they were told last; where nothing is, say nothing.

        Raises nothing: whoever cannot be told is hung up on.
        """
        for guest in tuple(self._guests.values()):
            try:
                self._tell(guest)
            except Exception:  # noqa: BLE001 - its own trouble; the meeting goes on
                guest.writer.transport.abort()

    # ---- one terminal ----

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if self._over or self._unknown >= MOST_UNKNOWN or task is None:
            writer.transport.abort()
            return
        self._here.add(task)
        try:
            # It hangs up, speaks another language, is silent too long, or is hung up on; whatever
            # is wrong with one terminal, the desk and the others hear only that it has gone.
            with suppress(Exception, asyncio.CancelledError):
                await self._listen(heard(reader), writer)
        finally:
            self._here.discard(task)
            writer.close()

    async def _listen(
        self, messages: AsyncGenerator[Message, None], writer: asyncio.StreamWriter
    ) -> None:
        """Hear one terminal out, from its hello until it hangs up."""
        self._unknown += 1
        try:
            hello = await asyncio.wait_for(anext(messages), HELLO_WITHIN)
        finally:
            self._unknown -= 1
        guest = self._welcomed(hello, writer)
        try:
            async for message in messages:
                if guest.kind == "desk":
                    await self._answer(guest, message)
        finally:
            if self._guests.pop(guest.terminal, None):
                self._desk.stand_up(guest.terminal)

    def _welcomed(self, message: Message, writer: asyncio.StreamWriter) -> Guest:
        if message["hello"] != PROTOCOL or len(self._guests) >= MOST_TERMINALS:
            told = say("this terminal has another version of the program, or too many are here")
            writer.write(line_of({"goodbye": phrase_json(told)}))
            raise ValueError(message["hello"])
        kind = "hall" if message["as"] == "hall" else "desk"
        guest = self._guests[self._next] = Guest(self._next, cast("TerminalKind", kind), writer)
        self._next += 1
        guest.send({"welcome": guest.terminal})
        self._desk.seat(Seat(guest.terminal, guest.kind))
        return guest

    def _tell(self, guest: Guest) -> None:
        now = self._desk.now
        if guest.kind == "hall":
            title = now.frozen.title if now.frozen else ""
            self._tell_once(guest, {"hall": hall_json(hall_view(now.state, title))})
            return
        self._tell_facts(guest, now)
        self._tell_once(guest, {"seats": [list(seat) for seat in self._desk.seats]})

    def _tell_facts(self, guest: Guest, now: Snapshot) -> None:
        entries, there = now.entries, len(now.entries)
        while guest.told < there:
            until = min(there, guest.told + BATCH)
            batch = [entry_json(one) for one in entries[guest.told : until]]
            guest.send({"entries": batch, "more": until < there})
            guest.told = until

    @staticmethod
    def _tell_once(guest: Guest, message: Message) -> None:
        if message != guest.seen:
            guest.seen = message
            guest.send(message)

    # ---- what it asks ----

    async def _answer(self, guest: Guest, message: Message) -> None:
        number, asked = message["ask"], self._ASKED[message["what"]]
        try:
            answer = await asked(self, guest, message)
        except Exception as fault:  # noqa: BLE001 - its own terminal is told; the meeting goes on
            guest.send({"answer": number, "fault": fault_json(fault)})
        else:
            guest.send({"answer": number, "found": answer})

    async def _do(self, guest: Guest, message: Message) -> Json:
        wishes = [wish_of(one) for one in message["wishes"]]
        owed = {by for one in wishes for by in _deciding(one)} if self._signed() else set()
        if owed - guest.proved:
            missing = tuple(sorted(owed - guest.proved))
            raise Refused(say("{officers} have not given their PIN here", officers=missing))
        decision = await self._desk.do(*wishes)
        guest.proved -= owed
        return _decision_json(decision)

    def _signed(self) -> bool:
        """Whether officers prove with a PIN who they are."""
        rules = self._desk.state.rules
        return rules is None or rules.scheme.procedure.signed

    async def _freeze(self, _guest: Guest, _message: Message) -> Json:
        return _decision_json(await self._desk.freeze())

    async def _take_in(self, _guest: Guest, message: Message) -> Json:
        return _decision_json(await self._desk.take_in(str(message["by"])))

    async def _prove(self, guest: Guest, message: Message) -> Json:
        officer = str(message["officer"])
        await self._desk.prove(officer, str(message["pin"]))
        guest.proved.add(officer)

    async def _choose_pin(self, guest: Guest, message: Message) -> Json:
        officer = str(message["officer"])
        await self._desk.choose_pin(officer, str(message["pin"]))
        guest.proved.add(officer)

    async def _has_pin(self, _guest: Guest, message: Message) -> Json:
        return await self._desk.has_pin(str(message["officer"]))

    async def _sit(self, guest: Guest, message: Message) -> Json:
        self._desk.seat(Seat(guest.terminal, guest.kind, str(message["officer"])))

    _ASKED: Mapping[str, Callable[["Reception", Guest, Message], Awaitable[Json]]] = {
        "do": _do,
        "freeze": _freeze,
        "take-in": _take_in,
        "prove": _prove,
        "choose-pin": _choose_pin,
        "has-pin": _has_pin,
        "sit": _sit,
    }


async def _read_out(guest: Guest) -> None:
    """Wait until a terminal has read what it was sent."""
    with suppress(OSError):
        await guest.writer.drain()
        guest.writer.close()
        await guest.writer.wait_closed()


def _decision_json(decision: Decision) -> Json:
    return [list(map(written, decision.facts)), list(map(phrase_json, decision.doubts))]


def _deciding(wish: Wish) -> tuple[str, ...]:
    """Return the officers who decide: those of whom a PIN is owed."""
    by: object = getattr(wish, "by", ())
    return by if isinstance(by, tuple) else ()
