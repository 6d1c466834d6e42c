"""What we need of the framework that it does not promise (框架内部): in this module alone.

Names with an underscore, class attributes that are replaced, the order in which events come: when
Textual changes any of it, this is where to look. All else in ``tui`` uses what it documents.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import ClassVar

from textual._time import get_time
from textual.app import App
from textual.events import Event, Key, Paste
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import WorkerFailed

from scoring.signals import ENDING

__all__ = ["BlankBars", "QuietApp", "character_of", "get_time", "quiet_logs"]

LEAVING = ("ctrl+q", "ctrl+c")
AHEAD = 10.0
"""Seconds for which a key is kept that came before its question."""


class BlankBars(ScrollBarRender):
    """A scrollbar of coloured blanks: block characters are two cells wide on some consoles."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


ScrollBar.renderer = BlankBars


class QuietApp(App[int], inherit_bindings=False):
    """An application that shows no local variables when it fails, ballots least of all."""

    # Keys typed ahead. Somebody who knows the questions types ``3``, ``1``, Enter and a first mark
    # without a look; while the question comes, and again while it goes and the sheets come, ``7``
    # of a mark would be the key of another screen. ``_between`` counts the blocks that such keys
    # are kept in; ``_ahead`` has them by the time they were pressed, and a question takes them one
    # by one. What no question took goes, at the end of the outermost block, to the screen that is
    # then shown. After ``AHEAD`` seconds a key is forgotten: it was not meant for what is shown.

    fault: Exception | None = None
    """What ended the program, if it was a fault of ours."""
    told_to_end: int = 0
    """The signal that ended the program; 0 for none."""

    def __init__(self) -> None:
        super().__init__()
        self._between = 0
        self._ahead: list[Key | Paste] = []

    async def on_event(self, event: Event) -> None:
        """Keep what is typed between two questions: else it would be a command meanwhile."""
        between = self._between and not self.screen.is_modal
        leaving = isinstance(event, Key) and event.key in LEAVING
        if between and isinstance(event, Key | Paste) and not leaving:
            self.keep(event)
        else:
            await super().on_event(event)

    @contextmanager
    def between_questions(self) -> Iterator[None]:
        """Keep what is typed while no question is shown for the next one that is."""
        self._between += 1
        try:
            yield
        finally:
            if self._between == 1 and self._ahead and self._running:
                self.screen.call_after_refresh(self._hand_on)  # it has the focus by then
            else:
                self._between -= 1

    def _hand_on(self) -> None:
        """Let the screen that is shown have what was kept."""
        shown = self.screen
        while not shown.is_modal and (event := self.typed_ahead()):
            (shown.focused or shown)._forward_event(event)  # noqa: SLF001 - as ``App.on_event`` does
        self._between -= 1

    def forget_typed(self) -> None:
        """Forget what was kept: what it was meant for is not to be."""
        self._ahead.clear()

    def keep(self, event: Key | Paste) -> None:
        """Keep a key, or pasted text, for the next question.

        Outside ``between_questions`` it is dropped.
        """
        if self._between:
            self._ahead.append(event)
            self._ahead.sort(key=lambda one: one.time)

    def typed_ahead(self) -> Key | Paste | None:
        """Return the next that was kept for the question shown now, once; None where none is."""
        while self._ahead:
            event = self._ahead.pop(0)
            if get_time() - event.time < AHEAD:
                return event
        return None

    def _handle_exception(self, error: Exception) -> None:
        """End without the framework's traceback, which prints every variable."""
        self._return_code = 1
        if self._exception is None:
            own = error.error if isinstance(error, WorkerFailed) else error
            self.fault = own if isinstance(own, Exception) else error
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def listen_to_signals(self, ended: Callable[[], None]) -> None:
        """Call ``ended`` when the system wants the program to end, instead of just ending.

        Which signal it was stands in ``told_to_end`` by then. Nothing where the system has no
        such signals.
        """
        loop = asyncio.get_running_loop()
        for number in ENDING:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._told, number, ended)

    def _told(self, number: int, ended: Callable[[], None]) -> None:
        self.told_to_end = number
        ended()


def character_of(event: Key) -> str:
    """Return what was pressed: the character that a key makes, else the key's name (``enter``)."""
    return event.character if event.character and event.is_printable else event.key


def quiet_logs() -> None:
    """Keep what libraries log off the terminal: it would garble the screen."""
    logging.getLogger().addHandler(logging.NullHandler())
    logging.getLogger("asyncio").propagate = False
