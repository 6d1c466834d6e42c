"""What we need of the framework that it does not promise (框架内部): in this module alone.

Names with an underscore, class attributes that are replaced, the order in which events come: when
Textual changes any of it, this is where to look. All else in ``tui`` uses what it documents.
"""

import asyncio
import logging
import os
import select
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import ClassVar

from textual._time import get_time
from textual.app import App
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.events import Event, Key, Paste
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import WorkerFailed

from scoring.signals import ENDING

__all__ = ["BlankBars", "QuietApp", "character_of", "get_time", "quiet_end", "quiet_logs"]

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
        if ENDING and not self.is_headless:
            # Whose terminal is gone is told so by a signal, unless it is nobody's child any more.
            told = (loop.call_soon_threadsafe, self._told, ENDING[0], ended)
            Thread(target=_when_hung_up, args=told, daemon=True, name="hang-up").start()

    def get_driver_class(self) -> type[Driver]:
        """Return what drives the terminal: one that a terminal may be taken from."""
        return _surviving(super().get_driver_class())

    def _told(self, number: int, ended: Callable[[], None]) -> None:
        self.told_to_end = number
        ended()


class SurvivingWriter(WriterThread):
    """Writes to a terminal until that is gone, and after that takes all there is to nowhere.

    The framework's own thread would end there, and whoever writes to it would wait for ever.
    """

    def run(self) -> None:
        """Write until None comes."""
        there = True
        while (text := self._queue.get()) is not None:
            if there:
                there = self._written(text)

    def _written(self, text: str) -> bool:
        try:
            self._file.write(text)
            if self._queue.qsize() == 0:
                self._file.flush()
        except OSError:
            return False
        return True


def _surviving(found: type[Driver]) -> type[Driver]:
    """Return the driver ``found``; that of terminals so that it bears the loss of its terminal."""
    if found.__name__ != "LinuxDriver":
        return found
    from textual.drivers import linux_driver  # noqa: PLC0415 - other systems do not have it

    setattr(linux_driver, "WriterThread", SurvivingWriter)  # noqa: B010 - it exports none

    class SurvivingDriver(linux_driver.LinuxDriver):
        """Reads a terminal until that is gone, without a word."""

        def run_input_thread(self) -> None:
            """Read until the program ends, or there is nothing to be read from."""
            with suppress(OSError):
                super().run_input_thread()

    return SurvivingDriver


def _when_hung_up(call: Callable[..., object], *told: object) -> None:
    """Wait until the terminal that we read from is gone, and ``call`` what is to be ``told``.

    For a thread of its own. Nothing where there is no terminal, or the system cannot tell.
    """
    with suppress(OSError, ValueError, AttributeError, RuntimeError):
        terminal = sys.__stdin__.fileno()  # type: ignore[union-attr]  # None: AttributeError
        if os.isatty(terminal):
            waiting = select.poll()
            waiting.register(terminal, 0)
            waiting.poll()
            call(*told)


def character_of(event: Key) -> str:
    """Return what was pressed: the character that a key makes, else the key's name (``enter``)."""
    return event.character if event.character and event.is_printable else event.key


def quiet_logs() -> None:
    """Keep what libraries log off the terminal: it would garble the screen."""
    logging.getLogger().addHandler(logging.NullHandler())
    # With no handler at all what it says would go to the terminal as a last resort.
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    logging.getLogger("asyncio").propagate = False


def quiet_end() -> None:
    """Say nothing of workers that the framework never began, because the program ended first.

    Python would write of each on the terminal that has just been left clean.
    """
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
