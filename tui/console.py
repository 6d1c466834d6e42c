"""The secretary's desk (控制台): where the meeting stands, and the next step as one key."""

from typing import ClassVar

from textual.binding import BindingType

from scoring.wording import say
from tui.actions import Action, bindings
from tui.console_lines import console_lines
from tui.page import Page
from tui.steps import paper, take_next
from tui.unusual import unusual

_SCREENS = {
    "1": ("check", "Files"),
    "2": ("checkin", "Attendance"),
    "3": ("entry", "Entry"),
    "4": ("differences", "Differences"),
    "5": ("result", "Result"),
    "6": ("log", "Log"),
    "correct": ("corrections", "Corrections"),
}
"""By key, or by what it is for: module of ``tui``, and the screen in it."""
_OF_STEP = {
    "checkin": "2",
    "enter": "3",
    "hand-over": "3",
    "third": "4",
    "rule": "4",
    "clarify": "4",
}
"""By name of a step that is taken on a screen of its own: that screen's key."""


class Console(Page):
    """State, next step, what stops it, rounds, reconciliation, and who keys what."""

    NAME = say("console")
    ACTIONS = (
        Action("enter", "Enter", say("next step"), say("Take the next step."), "next_step",
               footer=False),
        Action("1", "1", say("files"), say("The files, and what is wrong in them."), "go('1')"),
        Action("2", "2", say("check-in"), say("Who is present."), "go('2')"),
        Action("3", "3", say("entry"), say("Key what stands on the sheets."), "go('3')"),
        Action("4", "4", say("differences"),
               say("Third readings and rulings of the cells that differ."), "go('4')"),
        Action("5", "5", say("results"), say("The ranking, once everything is counted."),
               "go('5')"),
        Action("6", "6", say("log"), say("What happened, when, and by whom."), "go('6')"),
        Action("7", "7", say("paper"),
               say("Sheets issued, counted in, kept; differences explained."), "paper"),
        Action("8", "8", say("special"),
               say("Hold or void a round, unfreeze the files, correct what was counted."),
               "unusual"),
        Action("f8", "F8", say("reveal"), say("Reveal the certified result."), "reveal",
               footer=False),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def draw(self) -> None:
        """Show where the meeting stands."""
        self.body.show(console_lines(self.desk.state, self.size.width - 3))

    def action_next_step(self) -> None:
        """Take the next step."""
        self.run_worker(self._next(), group="step", exclusive=True)

    def action_paper(self) -> None:
        """Do something about the paper of the round."""
        if self.desk.state.phase != "open":
            self.tell(say("there is no open round"), bad=True)
            return
        self.run_worker(paper(self), group="step", exclusive=True)

    def action_unusual(self) -> None:
        """Do something that a meeting needs seldom."""
        self.run_worker(self._unusual(), group="step", exclusive=True)

    def action_reveal(self) -> None:
        """Reveal the result, where that is the next step."""
        if self.desk.state.phase == "certified":
            self.action_next_step()
        else:
            self.tell(say("there is nothing to reveal now"))

    def action_go(self, key: str) -> None:
        """Go to the screen of ``key``."""
        if key != "1" and self.desk.state.rules is None:
            self.tell(say("The files are to be frozen first: Enter."), bad=True)
            return
        self.run_worker(self._go(key), group="step", exclusive=True)

    async def _next(self) -> None:
        step = await take_next(self)
        if step in _OF_STEP:
            await self._go(_OF_STEP[step])
        self.redraw()

    async def _unusual(self) -> None:
        if screen := await unusual(self):
            await self._go(screen)
        self.redraw()

    async def _go(self, key: str) -> None:
        await self.interface.go_to(*_SCREENS[key])
