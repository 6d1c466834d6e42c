"""The secretary's desk (控制台): where the meeting stands, and the next step as one key.

What stands on it says ``secretary_desk_lines``; here are its keys. A digit goes to a screen, Enter
takes the next step (``steps``), 7 and 8 offer what can be done about the paper, and what is seldom
needed.
"""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType

from scoring.meeting.acts.reveal_next import REVEAL_NEXT
from scoring.report.meeting_steps import ScreenName
from scoring.wording import say
from tui.frame.actions import EVERYWHERE, PALETTE, Action, bindings
from tui.frame.asking import agreed_to
from tui.frame.page import ScreenPage
from tui.screens.performing import perform
from tui.screens.rehearsing import make_up
from tui.screens.secretary_desk_lines import desk_lines, keys_needed
from tui.screens.steps import choose_about_paper, choose_special, take_next

_SCREENS = {
    "1": ("check", "FilesScreen"),
    "2": ("checkin", "CheckInScreen"),
    "3": ("entry", "EntryScreen"),
    "4": ("differences", "Differences"),
    "5": ("result", "Result"),
    "6": ("log", "Log"),
    "correct": ("corrections", "Corrections"),
}
"""By key, or by what it is for: module of ``tui.screens``, and the screen in it."""
_OF_STEP: Mapping[ScreenName, str] = {"checkin": "2", "entry": "3", "differences": "4"}
"""By name of the screen that a step is taken on: its key."""


class SecretaryDesk(ScreenPage):
    """State, next step, what stops it, rounds, reconciliation, and who keys what."""

    NAME = say("console")
    ACTIONS = (
        Action("enter", "Enter", say("next step"), say("Take the next step."), "next_step"),
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
        Action("f7", "F7", say("make up"),
               say("In a rehearsal: take the next step with made-up people and sheets."),
               "make_up"),
        Action("f8", "F8", say("reveal"),
               say("Reveal the next place on the hall's screen, from the last to the first."),
               "reveal"),
        Action("f9", "F9", say("rehearse"),
               say("Copy this meeting for a rehearsal, and open the copy."), "rehearse"),
        Action("escape", "Esc", say("meetings"),
               say("Go back to the list of meetings; it asks first."), "leave"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here: only in a rehearsal anything is made up."""
        missing = set() if self.interface.rehearsing else {"make_up"}
        if self.interface.folder is not None:
            missing.add("leave")
        return (*(one for one in self.ACTIONS if one.name not in missing), PALETTE, *EVERYWHERE)

    def named_below(self) -> tuple[Action, ...]:
        """Return what the meeting needs as it stands now; the help has all there is."""
        there = {one.keys: one for one in self.actions()}
        needed = [there[key] for key in keys_needed(self.desk.state) if key in there]
        return (*needed, PALETTE, *EVERYWHERE)

    def draw(self) -> None:
        """Show where the meeting stands."""
        self.body.show(desk_lines(self.desk, self.size.width - 3))

    def action_next_step(self) -> None:
        """Take the next step."""
        self.begin(self._next())

    def action_paper(self) -> None:
        """Do something about the paper of the round."""
        if not self.desk.state.voting:
            self.tell(say("there is no open round"), bad=True)
            return
        self.begin(choose_about_paper(self))

    def action_unusual(self) -> None:
        """Do something that a meeting needs seldom."""
        self.begin(self._unusual())

    def action_reveal(self) -> None:
        """Reveal the next place; nothing is asked, and nothing else is done."""
        if self.desk.state.certified:
            self.run_worker(perform(self, REVEAL_NEXT, {"only_next": "yes"}), group="reveal")
        else:
            self.tell(say("there is nothing to reveal now"))

    def action_make_up(self) -> None:
        """Take the next step of a rehearsal with made-up people and sheets."""
        self.run_worker(make_up(self), group="step", exclusive=True)

    def action_rehearse(self) -> None:
        """Rehearse this meeting."""
        self.interface.rehearse(self.desk.folder)

    def action_leave(self) -> None:
        """Go back to the list of meetings, where the program began with it."""
        if self.interface.folder is None:
            self.app.run_worker(self._leave(), group="leave", exclusive=True)

    async def _leave(self) -> None:
        asks = say("Go back to the list of meetings? What was done is kept. Enter: yes. Esc: stay.")
        if await agreed_to(self, asks):
            await self.interface.put_meeting_away()

    def action_go(self, key: str) -> None:
        """Go to the screen of ``key``, or to that of what it is for (``correct``)."""
        if key != "1" and self.desk.state.rules is None:
            self.tell(say("The files are to be frozen first: Enter."), bad=True)
            return
        self.begin(self._go(key))

    async def _next(self) -> None:
        if screen := await take_next(self):
            await self._go(_OF_STEP[screen])
        self.redraw()

    async def _unusual(self) -> None:
        if screen := await choose_special(self):
            await self._go(screen)
        self.redraw()

    async def _go(self, key: str) -> None:
        await self.interface.go_to(*_SCREENS[key])
