"""Screens on which cells are keyed (录入键位): the keys, the grid, and the way to the record.

``Keys`` is any such screen, ``SheetKeys`` one with whole sheets. A key changes ``keying`` at once.
After ``GRACE`` seconds ``send`` takes what is due from the sheaf, asks the desk to read or clear
it, and tells the sheaf what the record answered; the screen is not waited for, nor does it wait.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.containers import Container
from textual.widget import Widget
from textual.worker import Worker

from scoring.errors import PingyiError
from scoring.meeting.acts import Clear, Read
from scoring.meeting.state import Round
from scoring.meeting.wishes import Wish
from scoring.scheme import Ballot
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.actions import EVERYWHERE, Action
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, cut, piece, seen, width
from tui.keys.grid import EntryGrid
from tui.keys.grid_shape import ColumnName
from tui.keys.keying import Keying
from tui.keys.sheaf import GRACE, Keyed

WIDE = 110
"""Cells from which on a panel at the side counts what is keyed."""
VERY_WIDE = 150
SIDE, WIDE_SIDE = 26, 38
"""Cells of that panel, its margin with it; the second from ``VERY_WIDE`` on."""
CRITERION, WIDE_CRITERION = 8, 16
"""Cells of a criterion's title, where a sheet has several: on a narrow terminal, on a wide one."""
UNIT_SAID, WIDE_UNIT_SAID = 20, 40
"""Cells of a unit's name below the grid: on a narrow terminal, on a wide one."""
LEGEND_PIECES = 4
"""Pieces of the legend for one level."""

DIGITS = Action("", "0-9", say("marks"), say(
    "Digits make a mark; one that can only be complete is accepted, and the next cell follows."
))  # fmt: skip
QUERY = Action("", "F7", say("query"), say(
    "Query a cell that cannot be read or contradicts itself, with a note."
))  # fmt: skip
KEYS = (
    DIGITS,
    Action("", ".", say("blank"), say("Blank: read, and found empty.")),
    Action("", "-", say("abstained"), say("Abstained (弃权).")),
    Action("", "*", say("recused"), say("Recused (回避).")),
    Action("", "/", say("void"), say("Void (无效); twice, the whole sheet.")),
    Action("", "=", say("unknown"), say("Unknown (不了解)."), footer=False),
    Action("", "F5", say("next empty"), say("To the next cell that is not keyed.")),
    Action("", "F6", say("to sheet"), say("To a sheet: F6, its number, Enter.")),
    QUERY,
    Action("", "F9", say("hand over"), say("Say that this reading is complete.")),
    Action("", "Enter +", say("accept"), say("Accept what was typed, or pass over a cell."),
           footer=False),
    Action("", "Backspace", say("last digit"), say("Take the last digit away."), footer=False),
    Action("", "Esc", say("drop, leave"), say("Drop what was typed; else leave this screen."),
           footer=False),
    Action("", "Delete", say("clear"),
           say("Clear the cell, in the record too; it is to be keyed again."),
           footer=False),
    Action("", "Ctrl+Z Ctrl+Y", say("undo, redo"), say("Undo; do again. Both are recorded."),
           footer=False),
    Action("", say("arrows Tab"), say("move"), say("Move; what was typed is accepted first."),
           footer=False),
    Action("", "Home End", say("row"), say("To the beginning or the end of the row."),
           footer=False),
    Action("", "PgUp PgDn", say("ten sheets"),
           say("Ten sheets up or down; with Ctrl and an arrow, all the way."), footer=False),
)  # fmt: skip
"""The keys that ``keying`` takes: here for the footer and the help."""


class Keys(ScreenPage):
    """A screen on which somebody keys cells; what is keyed goes to the record by itself."""

    ACTIONS: ClassVar[tuple[Action, ...]] = KEYS
    THIRD: ClassVar[bool] = False
    keying: Keying | None = None
    by: str = ""
    """Who keys: an officer's id."""
    round_id: str = ""

    def __init__(self) -> None:
        super().__init__()
        self._under_way: list[Worker[None]] = []
        """What is on its way to the record."""

    def middle(self) -> Iterator[Widget]:
        """Make the grid, the panel beside it, and the legend."""
        with Container(id="middle"):
            yield EntryGrid(id="body")
            side = ScrolledLines(id="side")
            side.can_focus = False  # a click on it must not take the keys away
            yield side
        yield FixedLines(id="head")

    @property
    def grid(self) -> EntryGrid:
        """The cells."""
        return self.query_one("#body", EntryGrid)

    def actions(self) -> tuple[Action, ...]:
        """Return the keys of the grid, and those of every screen; letters find nothing here."""
        return (*self.ACTIONS, *EVERYWHERE)

    def named_below(self) -> tuple[Action, ...]:
        """Return the keys for the footer; a narrow one names first what no hand finds by itself."""
        levels = len(self.legend()) // LEGEND_PIECES
        digits = DIGITS._replace(shown=f"1-{levels}", label=say("levels")) if levels else DIGITS
        own = [digits if one is DIGITS else one for one in self.ACTIONS]
        if self.size.width < WIDE:
            later = [one for one in own if one.shown in {"F5", "F6"}]
            own = [one for one in own if one not in {digits, QUERY, *later}] + later
        return (*own, *EVERYWHERE)

    @property
    def title_shown(self) -> Phrase:
        """What stands beside the meeting's title: the screen, and who keys."""
        if not self.by:
            return self.NAME
        return say("{screen}  {reader}", screen=self.NAME, reader=self.reader)

    @property
    def reader(self) -> str:
        """The name of who keys."""
        return self.desk.state.frozen.roster.officer_names.get(self.by, self.by)

    def attempt(self) -> Round:
        """Return the round whose sheets are keyed."""
        return self.desk.state.round(self.round_id)

    def draw(self) -> None:
        """Show the legend, the panel and what was said."""
        side = self.query_one("#side", ScrolledLines)
        cells = SIDE if self.size.width < VERY_WIDE else WIDE_SIDE
        beside = self.beside(cells - 1) if self.size.width >= WIDE else []
        side.display = bool(beside)
        side.styles.width = cells
        legend = self.legend()
        head = self.query_one("#head", FixedLines)
        head.display = bool(legend)
        head.show(legend)
        if side.display:
            side.show(beside)
        self.grid.held = self.desk.away is not None
        self.grid.repaint()
        self._said()

    def legend(self) -> ScreenLine:
        """Return which digit is which level; nothing where marks are figures."""
        levels = self.keying.forms.levels if self.keying and self.keying.layout.rows else ()
        pieces = [blanks(1)]
        for number, name in enumerate(levels, 1):
            pieces += [piece(str(number), "key"), blanks(1), piece(name), blanks(3)]
        return tuple(pieces) if levels else ()

    def beside(self, cells: int) -> list[ScreenLine]:
        """Return what the panel at the side shows, for so many ``cells``."""
        del cells  # nothing
        return []

    def on_entry_grid_pressed(self) -> None:
        """Say what the key did, do what it asks for, and let the record follow."""
        self._said()
        if self.keying is None:
            return
        wish = self.keying.wish()
        if wish == "help":
            self.interface.action_show_help()
        elif wish == "leave":
            self.send(float("inf"))
            self.action_back()
            self.run_worker(self.stand_up(), group="seat")
        elif wish == "hand-over":
            self.begin(self.hand_over(), "hand-over")
        elif wish == "query":
            self.begin(self.query_cell(), "query")
        self.set_timer(GRACE * 1.2, self.send)

    def put_away(self) -> None:
        """Hand what is keyed to the desk; nobody comes back here to see what became of it."""
        if self.keying and (cells := self.keying.sheaf.due(float("inf"))):
            self.desk.later(*self.reading(cells))

    def send(self, until: float | None = None) -> None:
        """Give the record what has waited long enough; each cell shows whether it has answered.

        ``until``: as if it were so late, in seconds on the clock of the keys; infinite: everything.
        """
        if self.keying:
            now = self.interface.clock() if until is None else until
            self._give(self.keying, self.keying.sheaf.due(now))

    def _give(self, keying: Keying, cells: Sequence[Keyed]) -> None:
        if cells:
            self._under_way = [one for one in self._under_way if not one.is_finished]
            self._under_way.append(self.run_worker(self._sent(keying, cells), group="record"))

    async def _sent(self, keying: Keying, cells: Sequence[Keyed]) -> None:
        try:
            await self.desk.do(*self.reading(cells))
        except (PingyiError, OSError) as error:
            keying.sheaf.failed(cells)
            keying.line = why_not(error)
        else:
            keying.sheaf.recorded(cells)
        if self.keying is keying:
            self.grid.repaint()
            self._said()

    async def sent(self) -> bool:
        """Give the record everything that is keyed, wait, and return whether it has it all."""
        self.send(float("inf"))
        for one in self._under_way:
            await one.wait()
        return self.keying is not None and not self.keying.sheaf.unsettled

    async def hand_over(self) -> None:
        """Do what the end of this reading means."""

    async def stand_up(self) -> None:
        """Let somebody else key in this person's name, at another terminal."""
        with suppress(PingyiError):
            await self.desk.sit("")

    async def query_cell(self) -> None:
        """Ask what the cell at the cursor says."""

    def reading(self, cells: Sequence[Keyed]) -> list[Wish]:
        """Return what is wanted so that the record has ``cells`` as they stand here.

        At most two wishes: one that reads the cells with something in them, one that clears those
        with nothing.
        """
        keyed = tuple((one.sheet, *one.spot, one.cell) for one in cells if one.cell is not None)
        empty = tuple((one.sheet, *one.spot) for one in cells if one.cell is None)
        wanted: list[Wish] = []
        if keyed:
            wanted.append(Read(self.round_id, self.by, keyed, third=self.THIRD))
        if empty:
            wanted.append(Clear(self.round_id, self.by, empty))
        return wanted

    def _said(self) -> None:
        keying = self.keying
        if keying is None:
            return
        if self.desk.away:
            self.tell(self.desk.away, bad=True)
        elif keying.locked:
            why = say("{why}. Locked: Backspace mends, Esc drops it", why=keying.locked)
            self.tell(say("{where}  {said}", where=self.where(keying), said=why), bad=True)
        elif keying.asking == "to-sheet":
            self.tell(say("{asks}: {typed}", asks=keying.line, typed=keying.typed))
        elif keying.line:
            self.tell(keying.line)
        else:
            self.tell(self.where(keying))

    def where(self, keying: Keying) -> Phrase:
        """Say where the cursor is, with the names of the unit and of one of many criteria."""
        unit, criterion = keying.layout.rows[keying.cursor.row].spots[keying.cursor.column]
        frozen = self.desk.state.frozen
        room = UNIT_SAID if self.size.width < WIDE else WIDE_UNIT_SAID
        name = cut(frozen.roster.unit_names.get(unit, unit), room)
        told = say("sheet {sheet}  {unit}", sheet=keying.sheet, unit=name)
        if not several(self.attempt()):
            return told
        titles = {one.id: one.title for one in frozen.component_of(criterion).items}
        return say("{where}  {criterion}", where=told, criterion=titles[criterion])


class SheetKeys(Keys):
    """A screen that shows whole sheets of a round: a row for each, or one for each criterion."""

    def on_screen_resume(self) -> None:
        """Show the sheets."""
        self.show_sheets()
        super().on_screen_resume()

    def show_sheets(self) -> None:
        """Give the grid what is keyed."""
        if self.keying is None:
            return
        units = {one.id: one for one in self.desk.state.frozen.roster.units}
        attempt = self.attempt()
        names = {
            spot: ColumnName(seen(units[spot[0]].name), seen(units[spot[0]].short))
            for spot in attempt.spots
        }
        if not several(attempt):
            self.grid.show(self.keying, names)
            return
        titles = {
            one.id: one.title
            for part in self.desk.state.frozen.scheme.of_kind(Ballot)
            for one in part.items
        }
        room = CRITERION if self.size.width < WIDE else WIDE_CRITERION
        longest = max(width([piece(titles[criterion])]) for _, criterion in attempt.spots)
        self.grid.show(self.keying, names, lambda row: titles[row.spots[0][1]], min(longest, room))


def several(attempt: Round) -> bool:
    """Whether a sheet of the round ``attempt`` has more than one criterion."""
    return len({criterion for _, criterion in attempt.spots}) > 1
