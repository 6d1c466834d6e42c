"""What every act about a sheet asks first (核票): is the sheet there, has it such a cell.

Checks yield refusals, as in ``refusals``. The last functions take a fact of a cell into the state:
``sheet_of`` finds the sheet, ``with_sheet`` puts it back as it is now.
"""

from collections.abc import Iterator
from dataclasses import replace

from scoring.ballots import Absence
from scoring.meeting.facts import CellFact
from scoring.meeting.refusals import Refusal
from scoring.meeting.state import (
    NEEDED_READERS,
    WHOLE_SHEET,
    Meeting,
    Round,
    RoundStage,
    Sheet,
    SheetSpot,
)
from scoring.meeting.wishes import OfCell
from scoring.wording import say

OPEN_TO_READING: tuple[RoundStage, ...] = ("open", "paused", "collected")
"""Stages of a round at which its sheets are read, queried, ruled and voided."""
SHEET_CODES = ("sheet.unknown", "sheet.void")
"""With which ``unknown_sheet`` refuses."""
CELL_CODES = (*SHEET_CODES, "sheet.cell")
"""With which ``unknown_cell`` refuses."""


def illegal(state: Meeting, criterion: str, cell: int) -> bool:
    """Whether ``cell`` is neither an absence nor a mark that the scheme allows.

    ``cell`` is as it came from outside, unchecked: the place of a mark, counted from 0, or an
    absence below zero. ``criterion`` is an id of the scheme, which is checked before.
    """
    if cell < 0:
        return cell not in set(Absence)
    return cell >= state.frozen.markings[criterion].count


def unknown_sheet(attempt: Round, sheet: str) -> Iterator[Refusal]:
    """Yield a refusal unless the sheet was received, and is not void."""
    if sheet not in attempt.sheets:
        yield Refusal("sheet.unknown", say("sheet {sheet} was not received", sheet=sheet))
    elif attempt.sheets[sheet].void:
        yield Refusal("sheet.void", say("sheet {sheet} is void", sheet=sheet))


def unknown_cell(attempt: Round, sheet: str, spot: SheetSpot) -> Iterator[Refusal]:
    """Yield a refusal unless the sheet was received, is not void, and has such a cell.

    ``sheet`` is its number as it was counted in: ``007`` is not ``7``.
    """
    yield from unknown_sheet(attempt, sheet)
    if spot not in attempt.spots:
        yield Refusal(
            "sheet.cell",
            say("a sheet of this round has no cell {unit} {criterion}",
                unit=spot[0], criterion=spot[1]),
        )  # fmt: skip


def read_by_others(state: Meeting, attempt: Round, number: str, besides: str = "") -> bool:
    """Whether as many others as it takes have read the whole sheet; ``besides`` is not counted.

    ``number`` is that of a sheet that was received; raises KeyError for another.
    """
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    whole = attempt.whole_readings(attempt.sheets[number]).keys() - {besides}
    return len(whole) >= needed


def wrong_cell(attempt: Round, wish: OfCell) -> Iterator[Refusal]:
    """Yield what is wrong with the cell that ``wish`` is about."""
    yield from unknown_cell(attempt, wish.sheet, (wish.unit, wish.criterion))


def sheet_meant(attempt: Round, typed: str) -> Sheet | None:
    """Return the sheet whose number is ``typed``, with or without zeros in front; else None."""
    typed = typed.strip()
    if typed in attempt.sheets or not typed:
        return attempt.sheets.get(typed)
    same = (one for number, one in attempt.sheets.items() if number.lstrip("0") == typed)
    return next(same, None)


def place_of(attempt: Round, wish: OfCell) -> tuple[str, int, str, str, str]:
    """Return what every fact of a cell begins with: round, attempt, sheet, unit, criterion."""
    return attempt.id, attempt.attempt, wish.sheet, wish.unit, wish.criterion


def sheet_of(fact: CellFact, state: Meeting) -> Sheet:
    """Return the sheet that ``fact`` is about; an untouched one where it was not received."""
    return state.attempt(fact).sheets.get(fact.sheet, Sheet(fact.sheet))


def with_sheet(fact: CellFact, state: Meeting, sheet: Sheet) -> Meeting:
    """Return ``state`` with the sheet that ``fact`` is about as it is now."""
    attempt = state.attempt(fact)
    return state.with_round(replace(attempt, sheets={**attempt.sheets, fact.sheet: sheet}))


def without_acceptance(sheet: Sheet, spot: SheetSpot) -> Sheet:
    """Return ``sheet`` without what was accepted of the cell, or of the sheet as a whole.

    For whatever changes a cell: what was accepted was a value that is no longer there.
    """
    if not sheet.accepted:
        return sheet
    fallen = {spot, WHOLE_SHEET}
    kept = {where: note for where, note in sheet.accepted.items() if where not in fallen}
    return replace(sheet, accepted=kept)
