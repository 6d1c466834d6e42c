"""The line from a terminal to the one that owns the meeting (线路): kept up, and come again.

A terminal says hello with its protocol and its kind, and is welcomed, or told goodbye with a
reason. Then it may ask, each question with a number that its answer bears, and hears between the
answers what is new at the meeting. When the line breaks it tries again twice a second.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from scoring.errors import Refused
from scoring.json_values import Json
from scoring.live.terminals.address import reached
from scoring.live.terminals.desk import TerminalKind
from scoring.live.terminals.messages import (
    LONGEST,
    PROTOCOL,
    Message,
    fault_of,
    heard,
    line_of,
    phrase_of,
)
from scoring.wording import Phrase, say

AGAIN = 0.5
"""Seconds between two tries to come to a meeting."""
LAST_WAIT = 3.0
"""Seconds that a terminal which leaves waits for its last answers."""
NOBODY = say("no terminal owns this meeting now; this one waits until it is opened again")
COMING = say("this terminal is coming to the meeting ...")


class OwnerLine:
    """The line to the owner: kept up, and what comes over it handed on."""

    # ``away`` is None exactly from a welcome until the line breaks; only then is anything asked.
    # Each question leaves a future in ``_asked`` under its number. Question 7 is resolved by the
    # message ``{"answer": 7, "found": ...}``, fails by ``{"answer": 7, "fault": ...}``, and where
    # neither comes it fails as the line is hung up: so nobody waits for ever.

    def __init__(
        self,
        folder: Path,
        kind: TerminalKind,
        hear: Callable[[Message], None],
        lost: Callable[[], Awaitable[None]],
    ) -> None:
        """``hear`` is given what the owner says by itself; ``lost`` is called while it is gone."""
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
            await asyncio.wait(self._asked.values(), timeout=LAST_WAIT)
        if self._keeping:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping

    async def ask(self, what: str, **values: Json) -> Json:
        """Return what the owner answers to ``what`` (``do``, ``prove``, ...) with its ``values``.

        Raises what the owner refused with, and Refused where it is gone.

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
            # Whatever went wrong, with the line or with what is shown of it: the screen says that
            # it is away, and tries again; it must never look connected when it is not.
            with suppress(Exception):
                await self._once()
            self._hung_up()
            await self._lost()
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
