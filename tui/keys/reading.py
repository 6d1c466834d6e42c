"""A person's reading as it stands in the record (读票), made ready for the keys.

Out of the state come a ``Keying`` and its sheaf, filled with what this person has read already and
with nobody else's cells. From there on they are told of the record only what became of their own.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scoring.ballots import Cell
from scoring.meeting import Meeting
from scoring.meeting.acts import CellCleared, CellRead
from scoring.meeting.acts.query import Queried
from scoring.meeting.reading_rules import halves, offered, thirds_for
from scoring.meeting.state import Round, SheetSpot
from tui.keys.keying import Keying
from tui.keys.mark_spelling import Forms, forms_of
from tui.keys.sheaf import Sheaf
from tui.keys.sheet_layout import At, SheetLayout, sheet_rows, single_cells

if TYPE_CHECKING:
    from scoring.live.session import Entry


def forms_by_criterion(state: Meeting, attempt: Round) -> Mapping[str, Forms]:
    """Return how marks are typed, by criterion."""
    criteria = dict.fromkeys(criterion for _, criterion in attempt.spots)
    return {one: forms_of(state.frozen.component_of(one)) for one in criteria}


def first_reading(
    state: Meeting, attempt: Round, by: str, entries: Sequence["Entry"]
) -> Keying | None:
    """Return ``by`` (an id) at the keys, where they left off; None where there is no sheet to read.

    ``entries``: what happened, in its order, by which is known what they keyed last.
    """
    numbers = tuple(sheet.number for sheet in offered(state, attempt, by))
    layout = sheet_rows(numbers, attempt.spots)
    if not layout.rows:
        return None
    kept = {
        (number, spot): cell
        for number in layout.sheets
        for spot, cell in attempt.sheets[number].readings.get(by, {}).items()
    }
    sheaf = Sheaf(layout, kept)
    at = _left_off(layout, attempt, by, entries) or _beginning(state, attempt, by, layout)
    return Keying(layout, forms_by_criterion(state, attempt), sheaf, at)


def third_reading(state: Meeting, attempt: Round, by: str) -> Keying | None:
    """Return ``by`` (an id) at the cells that differ, all empty; None where none is for them.

    Nothing of what the others gave comes along.
    """
    mine = [(sheet.number, spot) for sheet, spot in thirds_for(state, attempt, by)]
    if not mine:
        return None
    layout = single_cells(mine)
    nothing: Mapping[tuple[str, SheetSpot], Cell] = {}
    forms = forms_by_criterion(state, attempt)
    return Keying(layout, forms, Sheaf(layout, nothing), At(0, 0))


def _left_off(
    layout: SheetLayout, attempt: Round, by: str, entries: Sequence["Entry"]
) -> At | None:
    """Return the cell after the one that ``by`` keyed last, or the one cleared since.

    None where ``by`` has keyed nothing of these sheets.
    """
    for entry in reversed(entries):
        fact = entry.fact
        if isinstance(fact, CellRead | CellCleared) and _of_reading(fact, attempt, by):
            at = layout.where(fact.sheet, (fact.unit, fact.criterion))
            return layout.after(at) if at and isinstance(fact, CellRead) else at
    return None


def _of_reading(fact: CellRead | CellCleared, attempt: Round, by: str) -> bool:
    """Whether ``fact`` is of the first reading of ``attempt`` by ``by``."""
    third = isinstance(fact, CellRead) and fact.third
    same = (fact.by, fact.round, fact.attempt) == (by, attempt.id, attempt.attempt)
    return same and not third


def _beginning(state: Meeting, attempt: Round, by: str, layout: SheetLayout) -> At:
    """Return the first cell of the half of the stack that ``by`` reads first."""
    numbers = halves(state, attempt, by).first
    there = (layout.where(number, attempt.spots[0]) for number in numbers)
    return next((at for at in there if at), At(0, 0))


class Trail:
    """What one person's reading came by (经过): cells keyed over, cells queried; theirs alone.

    >>> from scoring.live.session import Entry
    >>> from scoring.meeting.state import Round
    >>> trail = Trail(Round("all", 1, (("shuili", "live"),)), "J1")
    >>> facts = [CellRead("all", 1, "001", "shuili", "live", "J1", cell) for cell in (75, 75, 57)]
    >>> trail.follow([Entry(fact) for fact in facts])
    >>> sorted(trail.changed)
    [('001', ('shuili', 'live'))]
    """

    def __init__(self, attempt: Round, by: str) -> None:
        self.changed: set[tuple[str, SheetSpot]] = set()
        """Cells that came to say something else than what was keyed first, or were cleared."""
        self.queried: set[tuple[str, SheetSpot]] = set()
        """Cells that this person queried, answered or not."""
        self._attempt, self._by = attempt, by
        self._said: dict[tuple[str, SheetSpot], int] = {}
        self._seen = 0

    def follow(self, entries: Sequence["Entry"]) -> None:
        """Take in what happened since: ``entries`` are all there are, and only grow."""
        for entry in entries[self._seen :]:
            fact = entry.fact
            if isinstance(fact, Queried):
                self._query(fact)
            elif isinstance(fact, CellRead | CellCleared):
                self._read(fact)
        self._seen = len(entries)

    def _query(self, fact: Queried) -> None:
        if (fact.by, fact.round, fact.attempt) == (
            self._by, self._attempt.id, self._attempt.attempt,
        ):  # fmt: skip
            self.queried.add((fact.sheet, (fact.unit, fact.criterion)))

    def _read(self, fact: CellRead | CellCleared) -> None:
        if not _of_reading(fact, self._attempt, self._by):
            return
        where = (fact.sheet, (fact.unit, fact.criterion))
        before = self._said.get(where)
        cell = fact.cell if isinstance(fact, CellRead) else None
        if before is not None and before != cell:
            self.changed.add(where)
        if cell is not None:
            self._said[where] = cell
