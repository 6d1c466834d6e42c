"""Keying what stands on the sheets (录入): digits alone fill a sheet.

One officer keys at one terminal at a time (``Desk.sit``). What is keyed goes to the record by
itself; F9 says that the reading is complete, which is for good.
"""

from typing import ClassVar

from textual.binding import BindingType

from scoring.errors import PingyiError
from scoring.meeting import Meeting
from scoring.meeting.acts import HandOver
from scoring.meeting.acts.query import QUERY
from scoring.meeting.reading_rules import Halves, halves, offered
from scoring.meeting.state import Round
from scoring.wording import Phrase, say
from tui.frame.acting import done, why_not
from tui.frame.actions import bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine
from tui.keys.key_screens import SheetKeys, several
from tui.keys.reading import Trail, first_reading
from tui.keys.side_lines import Progress, side_lines
from tui.screens.performing import perform
from tui.screens.signing import People, officer, officers_listed
from tui.screens.steps import round_in_hand


class EntryScreen(SheetKeys):
    """The first readings: every sheet, by two people who do not see each other's."""

    # ``keying`` is what one arrival at the meeting has shown (``_came``). When the owner's terminal
    # was gone and is back, ``desk.arrivals`` is one more: cells that were sent and not answered may
    # be in the record or not, so all are read from it again, and whoever keyed is told so.

    NAME = say("entry")
    BINDINGS: ClassVar[list[BindingType]] = bindings(())
    _came = 0
    """With which arrival at the meeting the cells were read from the record."""
    _trail: Trail | None = None
    _halves = Halves((), ())

    async def ready(self, asking: ScreenPage) -> bool:
        """Ask who keys, each time: nobody is to key under another's name."""
        state = self.desk.state
        attempt = round_in_hand(state)
        if not attempt.sheets:
            asking.tell(say("No sheet has been counted in yet."), bad=True)
            return False
        people, left_out = _who_may_key(state, attempt)
        if not people:
            asking.tell(say("Everybody has handed over, or no sheet is left to read."), bad=True)
            return False
        by = await officer(asking, say("Who keys?"), people, left_out=left_out, usual=self.by)
        if by is None:
            return False
        if not self._begin(asking, attempt, by):
            return False
        try:
            await self.desk.sit(by)
        except PingyiError as error:
            asking.tell(why_not(error), bad=True)
            return False
        return True

    def _begin(self, asking: ScreenPage, attempt: Round, by: str) -> bool:
        same = self.keying and self.by == by and self.round_id == attempt.id
        if not same or not self._current(attempt) or self._came != self.desk.arrivals:
            self.keying = first_reading(self.desk.state, attempt, by, self.desk.now.entries)
            self.by, self.round_id, self._came = by, attempt.id, self.desk.arrivals
            self._trail = Trail(attempt, by)
            self._halves = halves(self.desk.state, attempt, by)
        if self.keying is None:
            asking.tell(say("There is no sheet left for {by} to read.", by=by), bad=True)
            return False
        self.keying.asking = ""  # a question that was left open is not answered by who comes back
        return True

    def _current(self, attempt: Round) -> bool:
        """Whether the sheets on the screen are still those that were counted in."""
        shown = set(self.keying.layout.sheets) if self.keying else set()
        return shown == {number for number, sheet in attempt.sheets.items() if not sheet.void}

    def draw(self) -> None:
        """Show what is keyed; begin anew from the record where this terminal has come again."""
        super().draw()
        if self.keying and not self.desk.away and self._came != self.desk.arrivals:
            self._come_again()

    def _come_again(self) -> None:
        """Show what the record has: what was keyed and did not reach it is gone."""
        attempt, by, self.keying = self.attempt(), self.by, None
        if by in attempt.handed_over or not self._begin(self, attempt, by):
            self.action_back()
            return
        self.show_sheets()
        self.run_worker(self._sit_again(by), group="seat")

    async def _sit_again(self, by: str) -> None:
        try:
            await self.desk.sit(by)
        except PingyiError as error:
            self.keying = None
            self.action_back()
            self.interface.tell(why_not(error))
        else:
            told = say("Back at the meeting. What the record does not have is to be keyed again.")
            self.tell(told, bad=True)

    def beside(self, cells: int) -> list[ScreenLine]:
        """Count what is keyed, for each unit: of this reading alone."""
        if self.keying is None or self._trail is None:
            return []
        self._trail.follow(self.desk.now.entries)
        attempt, sheaf = self.attempt(), self.keying.sheaf
        units = {unit: 0 for unit, _ in attempt.spots}
        for (unit, _), keyed in sheaf.keyed.items():
            units[unit] += keyed
        names = self.desk.state.frozen.roster.unit_names
        sheets = self.keying.layout.sheets
        queried = sum(
            spot in attempt.sheets[number].queries for number, spot in self._trail.queried
        )
        progress = Progress(
            whole=sheaf.whole,
            sheets=len(sheets),
            units=[(names[unit], keyed) for unit, keyed in units.items()],
            cells=len(sheets) * len(attempt.spots) // len(units) if several(attempt) else 0,
            queried=queried,
            changed=len(self._trail.changed),
            halves=self._halves,
        )
        return side_lines(progress, cells)

    async def query_cell(self) -> None:
        """Ask what the cell at the cursor says; a mark is keyed there all the same."""
        if self.keying is None:
            return
        keying, at = self.keying, self.keying.cursor
        unit, criterion = keying.layout.rows[at.row].spots[at.column]
        known = {
            "round": self.round_id,
            "sheet": keying.sheet,
            "unit": unit,
            "criterion": criterion,
        }
        if await perform(self, QUERY, known, by=(self.by,)):
            keying.line = say("queried; key what can be made out, an officer clarifies it")
            self._said()

    async def hand_over(self) -> None:
        """Say that this reading is complete, and go back."""
        if not await self.sent():
            if self.keying:
                self.keying.line = say("some marks are not in the record; they are red")
            self._said()
            return
        if said := await done(self, HandOver(self.round_id, self.by)):
            self.keying, self.by = None, ""
            self.action_back()
            self.interface.tell(said)
            await self.stand_up()


def _who_may_key(state: Meeting, attempt: Round) -> tuple[People, Phrase | str]:
    """Return the officers who have a sheet to read, and why others are not among them."""
    people = officers_listed(state)
    may = tuple(one for one in people if offered(state, attempt, one[0]))
    told = say("Whoever is not listed has handed over, or has no sheet left to read.")
    return may, told if len(may) < len(people) else ""
