"""What every screen has (版式): the meeting above, what is said and the keys below.

A screen says its ``NAME`` and ``ACTIONS`` and shows its lines in ``draw``; all else is here. When
something changes, whoever caused it, ``redraw`` is called, and the screen asks the desk again for
what it shows of the meeting.
"""

from collections.abc import Coroutine, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from scoring.wording import Phrase, say
from tui.frame.actions import EVERYWHERE, PALETTE, Action, bindings, footer
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.screentext import Piece, ScreenLine, blanks, cut, folded, line, piece, width
from tui.host import HostProgram

if TYPE_CHECKING:
    from scoring.live.terminals.desk import Desk

MOST_NAMED = 28
"""Cells for the screen's name, and for who is at it."""
MOST_SAID = 3
"""Lines for what is said under a screen; what needs more is cut."""


class ScreenPage(Screen[None], inherit_bindings=False):
    """One screen of the interface."""

    NAME: ClassVar[Phrase] = say("meeting")
    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = bindings((PALETTE, *EVERYWHERE))

    @property
    def interface(self) -> HostProgram:
        """The program that shows this screen."""
        return cast("HostProgram", self.app)

    @property
    def desk(self) -> "Desk":
        """The meeting that is open."""
        return self.interface.desk

    _spoken: tuple[Phrase | str, bool] = ("", False)
    """What is said under the screen, and whether it is bad."""

    def compose(self) -> ComposeResult:
        """Make the lines above and below, and what stands between them."""
        yield FixedLines(id="top")
        yield from self.middle()
        yield FixedLines(id="said")
        yield FixedLines(id="keys")

    def middle(self) -> Iterator[Widget]:
        """Make what is this screen's own."""
        yield ScrolledLines(id="body")

    @property
    def body(self) -> ScrolledLines:
        """The lines in the middle."""
        return self.query_one("#body", ScrolledLines)

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile, and take the keys."""
        self.redraw()
        self.set_focus(self.query_one("#body"))

    def on_resize(self) -> None:
        """Show everything as wide as the terminal is now."""
        self.redraw()
        words, bad = self._spoken
        if words:
            self.tell(words, bad=bad)

    @property
    def title_shown(self) -> Phrase:
        """What stands beside the meeting's title."""
        return self.NAME

    @property
    def within(self) -> int:
        """Cells of a line above or below, between its margins."""
        return max(0, self.size.width - 2)

    def redraw(self) -> None:
        """Show everything anew."""
        self.query_one("#top", FixedLines).show(self._top())
        self.query_one("#keys", FixedLines).show(footer(self.named_below(), self.within))
        self.draw()
        if self.interface.away:
            self.tell(self.interface.away, bad=True)

    def draw(self) -> None:
        """Show what is this screen's own."""

    async def ready(self, asking: "ScreenPage") -> bool:
        """Prepare to be shown; return False where it cannot be, having said why on ``asking``.

        ``asking`` is the screen before, which is still shown: questions are asked on it.
        """
        del asking
        return True

    def put_away(self) -> None:
        """Hand everything to the desk: the screen is left, perhaps for good."""

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here, for the footer and the help."""
        return (*self.ACTIONS, PALETTE, *EVERYWHERE)

    def named_below(self) -> tuple[Action, ...]:
        """Return what the footer names, the most important first; the last one always."""
        return self.actions()

    def tell(self, words: Phrase | str = "", *, bad: bool = False) -> None:
        """Say something under the screen; it stays until something else is said.

        Empty: nothing is said any more. ``bad``: in the colour of what went wrong. What takes more
        than ``MOST_SAID`` lines is cut to one.
        """
        self._spoken = (words, bad)
        rows = folded(words, self.within, "bad" if bad else "plain")
        if len(rows) > MOST_SAID:
            rows = [line(cut(words, self.within), "bad" if bad else "plain")]
        said = self.query_one("#said", FixedLines)
        said.styles.height = max(1, len(rows))
        said.show(*rows)

    def begin(self, doing: Coroutine[object, object, object], group: str = "step") -> None:
        """Do something that may ask: from this very key on, what is typed is meant for that."""
        keeping = ExitStack()
        keeping.enter_context(self.interface.between_questions())

        async def kept() -> None:
            with keeping:
                await doing

        self.run_worker(kept(), group=group)

    def action_show_palette(self) -> None:
        """Choose by words what to do, where that is one of the things that can be done here."""
        if PALETTE in self.actions():
            self.run_worker(self._choose(), group="palette", exclusive=True)

    async def _choose(self) -> None:
        from tui.frame.palette import Palette, offered  # noqa: PLC0415 - when it is asked for

        chosen = await self.app.push_screen_wait(Palette(offered(self.actions())))
        if chosen is not None:
            await self.app.run_action(chosen.name, self)

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.app.pop_screen()

    def _top(self) -> ScreenLine:
        mark = say(" REHEARSAL ") if self.interface.rehearsing else ""
        ends = piece(mark, "rehearsal")
        marks = self._marks()
        room = self.within - width(marks) - 2 * width([ends])
        name = piece(cut(say("  {screen}", screen=self.title_shown), MOST_NAMED), "title")
        title = cut(self.interface.meeting_title(), max(0, room - 2 - width([name])))
        left = piece(title, "title")
        gap = blanks(room - width((left, name)), "title")
        edge = blanks(1, "title")
        own = (edge, left, name, gap, *marks, edge)
        if not mark:
            return own
        return (ends, *(one._replace(look="rehearsing") for one in own), ends)

    def _marks(self) -> ScreenLine:
        """Return what stands beside the title, two blanks apart."""
        marks: list[Piece] = []
        for one in self.interface.standing():
            marks += [blanks(2, "title")] if marks else []
            marks.append(piece(one, "title"))
        return tuple(marks)
