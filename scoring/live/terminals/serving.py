"""Other terminals at the owner's meeting (接待): what they may ask, and what they are told.

A terminal that takes part is told every fact that the record has; one for the hall is told what
the hall may see, and can ask for nothing. Whoever decides through this line has proved by a PIN,
on this line, that they are there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
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

    async def open(self) -> None:
        """Let them come from here on. Raises OSError where the folder can hold no socket."""
        self._server = await asyncio.start_unix_server(
            self._met, sock=bound(self._desk.folder), limit=LONGEST
        )

    async def close(self) -> None:
        """Let nobody come any more, and hang up."""
        if self._server:
            self._server.close()
        gone(self._desk.folder)
        for guest in tuple(self._guests.values()):
            with suppress(ConnectionError, TimeoutError):
                await asyncio.wait_for(guest.writer.drain(), 1)
            guest.writer.close()

    def tell(self) -> None:
        """Tell everybody what is new since they were told last; where nothing is, say nothing."""
        for guest in tuple(self._guests.values()):
            self._tell(guest)

    # ---- one terminal ----

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest: Guest | None = None
        try:
            async for message in heard(reader):
                if guest is None:
                    guest = self._welcomed(message, writer)
                elif guest.kind == "desk":
                    await self._answer(guest, message)
        except (ConnectionError, ValueError, TypeError, LookupError):
            pass  # it hung up, or speaks another language: either way it is gone
        finally:
            if guest:
                self._guests.pop(guest.terminal, None)
                self._desk.stand_up(guest.terminal)
            writer.close()

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


def _decision_json(decision: Decision) -> Json:
    return [list(map(written, decision.facts)), list(map(phrase_json, decision.doubts))]


def _deciding(wish: Wish) -> tuple[str, ...]:
    """Return the officers who decide: those of whom a PIN is owed."""
    by: object = getattr(wish, "by", ())
    return by if isinstance(by, tuple) else ()
