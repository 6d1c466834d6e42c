"""What happened, when, and by whom (日志); never a mark.

The lines are those of ``pingyi log`` (``scoring.report.meeting_log``). Words that are typed leave
those in which they stand, as they are typed and as they are shown.
"""

from typing import ClassVar

from textual.binding import BindingType

from scoring.report.meeting_log import LoggedLine, log_lines
from scoring.wording import say
from tui.frame.actions import BACK, Action, bindings
from tui.frame.asking import Asking, ScreenQuestion
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, columns, folded, line, seen

BEFORE = 17
"""Cells before what happened: the edge, the number, the time."""


class Log(ScreenPage):
    """The events of the meeting, the last one below; of readings only the count."""

    NAME = say("log")
    ACTIONS = (
        Action("f3,slash", "F3", say("filter"), say("Show only lines with some words in them."),
               "filter"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    _words = ""
    _ended = False

    def draw(self) -> None:
        """Show the lines that have the words in them."""
        now = self.desk.now
        timed = [(entry.fact, entry.at) for entry in now.entries]
        found = 0
        lines: list[ScreenLine] = []
        for one in log_lines(timed, counted=bool(now.state.versions)):
            if self._words in f"{one.number or ''} {one.at[11:19]} {seen(one.what)}":
                found += 1
                lines += self._shown(one)
        self.body.show([(), *(lines or [line(say("  There is no such line."), "dim")])])
        if self._words:
            self.tell(say("with {words}: {count}", words=self._words, count=found))
        if not self._ended:
            self._ended = True
            self.call_after_refresh(self.body.action_scroll_end)

    def _shown(self, one: LoggedLine) -> list[ScreenLine]:
        """Return a line of the log: number, time, and what happened, on as many rows as needed."""
        number = "" if one.number is None else str(one.number)
        first, *more = folded(one.what, self.size.width - BEFORE - 3)
        edge = (blanks(1), *columns((number, one.at[11:19]), (-5, 9)))
        return [(*edge, *first), *((blanks(BEFORE), *row) for row in more)]

    def action_filter(self) -> None:
        """Ask for the words."""
        self.run_worker(self._filter(), group="filter", exclusive=True)

    async def _filter(self) -> None:
        asks = say("Which words? Nothing: every line.")
        answers = await self.app.push_screen_wait(Asking(ScreenQuestion(asks)))
        if answers is not None:
            self._words = answers[0]
            self.redraw()
