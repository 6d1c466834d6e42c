"""The interface under a test's hands: keys in, the picture out, as rows of text."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from scoring.live.terminals.owning import OwnDesk
from scoring.locales import Language, use
from scoring.wording import Phrase, say
from tui.app import Interface
from tui.screens.entry import EntryScreen

SMALL, LARGE = (80, 24), (160, 48)
Size: TypeAlias = tuple[int, int]
PATIENCE = 30.0
"""Seconds to wait for something to be shown, on a machine that has much else to do."""
BEGUN = 5.0
"""Seconds to wait for what a key began, before the next one all the same."""


class Hands:
    """Somebody at a terminal."""

    def __init__(self, app: Interface, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot
        self.pressed = 0
        """Keys pressed so far."""

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let the screen follow each."""
        for key in keys:
            await self.post(key)
            await self._pilot.pause()
            await self._followed()

    async def _followed(self) -> None:
        """Wait until what a key began is over, or asks something.

        The framework's pause is over when the program takes no time of the processor, which it
        does not either while others take it. What is on its way to the record or written to files
        is not waited for: that is where keys go on.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(BEGUN):
                while self._begun():
                    await self._pilot.pause(0.01)

    def _begun(self) -> bool:
        if not self.app.is_running:
            return False
        if self.app.message_queue_size or self.app.screen.message_queue_size:
            return True
        busy = (one for one in self.app.workers if one.group not in {"record", "documents"})
        return not self.app.screen.is_modal and any(not one.is_finished for one in busy)

    async def post(self, *keys: str) -> None:
        """Press keys as fast as they come."""
        for key in keys:
            self.pressed += 1
            single = len(key) == 1
            name = _character_to_key(key) if single else key
            self.app.post_message(events.Key(name, key if single else None))
            await asyncio.sleep(0)

    def paste(self, text: str) -> None:
        """Paste a text."""
        self.app.post_message(events.Paste(text))

    async def type(self, text: str) -> None:
        """Type a text, and Enter."""
        await self.post(*text)
        await self.press("enter")

    async def sees(self, words: Phrase | str) -> str:
        """Wait until ``words`` are on the screen; return the picture."""
        wanted, until = str(words), time.monotonic() + PATIENCE
        while wanted not in self.picture():
            if time.monotonic() > until:
                raise AssertionError(f"{wanted!r} is not on the screen:\n{self.picture()}")
            await self._pilot.pause(0.02)
        return self.picture()

    async def ended(self) -> None:
        """Wait until the program has ended."""
        async with asyncio.timeout(PATIENCE):
            while self.app.is_running:  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(0.02)

    async def settled(self) -> str:
        """Wait until what was typed is in the record, and nothing changes; return the picture."""
        before = ""
        async with asyncio.timeout(PATIENCE):
            while (now := self.picture()) != before or self._begun() or self._on_its_way():
                before = now
                await self._pilot.pause(0.05)
                desk = self.app.desk
                if isinstance(desk, OwnDesk):
                    await desk._written(lambda: None)  # noqa: SLF001 - behind all that waits
                await self._pilot.pause()
        return now

    def _on_its_way(self) -> bool:
        """Whether a mark is held back, in case it was pasted, or the record has not answered."""
        return any(
            isinstance(page, EntryScreen) and page.keying and page.keying.sheaf.on_its_way
            for page in self.app.screen_stack
        ) or any(one.group == "record" and not one.is_finished for one in self.app.workers)

    def picture(self) -> str:
        """Return what is on the screen, row by row, without blanks at the ends."""
        return "\n".join(self.rows())

    def rows(self) -> list[str]:
        """Return each row of the screen, without blanks at the end."""
        return [strip.text.rstrip() for strip in self.strips()]

    def strips(self) -> list[Strip]:
        """Return each row of the screen as it is painted: a question stands on the screen below."""
        screen = self.app.screen
        rows = list(screen._compositor.render_strips(screen.size))  # noqa: SLF001 - the picture itself is offered only as SVG
        if screen.is_modal:
            below = self.app.screen_stack[-2]
            shown = list(below._compositor.render_strips(below.size))  # noqa: SLF001 - as above
            for foot in screen.query("#asked"):  # none, until it is laid out
                shown[foot.region.y : foot.region.bottom] = rows[foot.region.y : foot.region.bottom]
            return shown
        return rows

    async def resize(self, size: Size) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(*size)
        await self._pilot.pause()


def at_terminal(
    folder: Path | None,
    acts: Callable[[Hands], Awaitable[None]],
    size: Size = SMALL,
    language: Language = "en",
    sessions: Path = Path("sessions"),
) -> Interface:
    """Open the meeting in ``folder`` and let somebody act; return the interface when it is over."""
    use(language)
    app = Interface(folder, sessions)

    async def sit_down() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await acts(Hands(app, pilot))
            with suppress(LookupError):
                app.leave(0)

    try:
        asyncio.run(sit_down())
    finally:
        app.close_meeting()
        use("en")
    return app


def narrow_enough(picture: str, width: int) -> bool:
    """Whether no row of the picture takes more than ``width`` cells."""
    return all(cell_len(row) <= width for row in picture.splitlines())


def words_of(template: str, **values: object) -> str:
    """Return what is told by ``template``, up to the first value that is not among ``values``."""
    names = re.findall(r"\{(\w+)\}", template)
    return str(say(template, **dict.fromkeys(names, "\x7f") | values)).split("<U+007F>")[0]


def words_by(what: str) -> str:
    """Return the beginning of what is told of an act of officers: ``the query ruled by``."""
    return words_of("{what} by {by}", what=say(what))
