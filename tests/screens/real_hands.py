"""Somebody at a real terminal: keys as bytes in, and what an emulator makes of the bytes out.

Offers what ``piloting.Hands`` offers, so that one journey is made in both ways.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pyte

from scoring.locales import Language, use
from scoring.wording import Phrase
from tests.screens.piloting import Size
from tests.screens.terminals import Terminal, on_a_terminal, opened

PATIENCE = 20.0
"""Seconds to wait for something to be shown."""
SILENCE = 0.06
"""Seconds without a byte after which a key counts as answered."""
ESCAPE = 0.25
"""The same for the escape key: it begins the bytes of others, so a program waits a moment."""
SENT = {
    "enter": "\r", "escape": "\x1b", "backspace": "\x7f", "tab": "\t", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "ctrl+q": "\x11", "ctrl+z": "\x1a",
    "ctrl+y": "\x19", "ctrl+t": "\x14", "ctrl+p": "\x10",
}  # fmt: skip
"""What a keyboard sends for a key that makes no character."""


class RealHands:
    """Somebody at a terminal of a program of its own."""

    def __init__(self, terminal: Terminal, size: Size) -> None:
        self.terminal = terminal
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.pressed = 0
        """Keys pressed so far."""

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let the screen follow each."""
        for key in keys:
            await self.post(key)
            self._follow(ESCAPE if key == "escape" else SILENCE)

    async def post(self, *keys: str) -> None:
        """Press keys as fast as they come."""
        for key in keys:
            self.pressed += 1
            self.terminal.press(SENT.get(key, key))

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
            self._follow(0.02)
        return self.picture()

    async def settled(self) -> str:
        """Wait until nothing changes any more; return the picture."""
        self._follow(0.5)
        return self.picture()

    def picture(self) -> str:
        """Return what is on the screen, row by row, without blanks at the ends."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def before_the_cursor(self) -> str:
        """Return what stands left of the terminal's own cursor; only of rows without 汉字."""
        cursor = self._screen.cursor
        return self._screen.display[cursor.y][: cursor.x]

    def _follow(self, silence: float) -> None:
        self._stream.feed(self.terminal.read_until_quiet(silence))


def at_a_real_terminal(
    folder: Path,
    acts: Callable[[RealHands], Awaitable[None]],
    size: Size,
    language: Language = "en",
    kind: str = "owner",
) -> None:
    """Open the meeting in ``folder`` on a terminal, and let somebody act until the end."""
    use(language)
    try:
        with on_a_terminal(opened(folder, kind, language), size) as terminal:
            asyncio.run(_all_of(acts(RealHands(terminal, size))))
    finally:
        use("en")


async def _all_of(acts: Awaitable[None]) -> None:
    await acts
