"""A person's reading as it stands in the record (读票), made ready for the keys.

Out of the state come a ``Keying`` and its sheaf, filled with what this person has read already and
with nobody else's cells. From there on they are told of the record only what became of their own.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scoring.ballots import Cell
from scoring.meeting import Meeting
from scoring.meeting.acts import CellCleared, CellRead
from scoring.meeting.reading_rules import offered, thirds_for
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
    at = _left_off(layout, attempt, by, entries)
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


def _left_off(layout: SheetLayout, attempt: Round, by: str, entries: Sequence["Entry"]) -> At:
    """Return the cell after the one that ``by`` keyed last, or the one cleared since."""
    for entry in reversed(entries):
        fact = entry.fact
        if (
            isinstance(fact, CellRead | CellCleared)
            and fact.by == by
            and not (isinstance(fact, CellRead) and fact.third)
            and (fact.round, fact.attempt) == (attempt.id, attempt.attempt)
        ):
            at = layout.where(fact.sheet, (fact.unit, fact.criterion))
            if at is None:
                return At(0, 0)
            return layout.after(at) if isinstance(fact, CellRead) else at
    return At(0, 0)
