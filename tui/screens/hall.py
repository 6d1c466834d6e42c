"""The hall's screen (会场屏幕): on a terminal of its own, and without keys.

It is told by the owner what the hall may see (``HallView``), and knows nothing else of the meeting.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from scoring.wording import say
from tui.frame.lines import FixedLines
from tui.frame.page import ScreenPage
from tui.screens.hall_lines import hall_lines, pages
from tui.screens.hall_parts import centred

if TYPE_CHECKING:
    from scoring.live.terminals.attaching import HallLine
    from scoring.report.hall import HallView

TURN = 8.0
"""Seconds after which the next screenful of a long ranking is shown."""
LAST = 10.0
"""Seconds for which the place that was revealed last stands alone before the whole ranking."""


class Hall(ScreenPage):
    """How many sheets are in, and what has been revealed; the desk's keys change it."""

    NAME = say("hall")
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, line: "HallLine") -> None:
        super().__init__()
        self._line = line
        self._page = 0
        self._before: HallView | None = None
        """What was shown before."""
        self._alone = 0
        """How many units stand at the last place that was revealed, while these stand alone."""

    def compose(self) -> ComposeResult:
        """Make one area: nothing here is for those who sit at keyboards."""
        area = FixedLines(id="body")
        area.styles.height = "1fr"
        yield area

    def on_mount(self) -> None:
        """Turn the pages of a long ranking."""
        self.set_interval(TURN, self._turn)

    def redraw(self) -> None:
        """Show what the hall may see now."""
        if not self.query("#body"):
            return  # it shows itself when it comes
        cells, rows = self.size
        view = self._line.view
        if view is None or not rows:
            lines = [(), centred(say("This screen waits for the meeting to be opened."), cells)]
        else:
            lines = hall_lines(self._of_now(view), cells, rows, self._page)
        if self._line.away and view is not None:
            lines = [*lines[:-1], centred(say("(not connected)"), cells, "dim")]
        self.query_one("#body", FixedLines).show(*lines)

    def _of_now(self, view: "HallView") -> "HallView":
        """Return ``view``; of the place that ended a reveal, for a while, as of one before it."""
        before, self._before = self._before, view
        ended = before is not None and before.revealing and bool(view.places)
        if view.revealing or not view.places:
            self._alone = 0
        elif ended and before is not None:
            came = view.places[: len(view.places) - len(before.places)]
            self._alone = len(came) if len({one.rank for one in came}) == 1 else 0
            self.set_timer(LAST, self._whole)
        return view._replace(revealing=True, newest=self._alone) if self._alone else view

    def _whole(self) -> None:
        """Show the whole ranking."""
        self._alone = 0
        self.redraw()

    def _turn(self) -> None:
        view = None if self._alone else self._line.view
        if view is not None and pages(view, *self.size) > 1:
            self._page += 1
            self.redraw()
