"""Taking back what one has read in a cell (清除): it is to be read again.

Only one's own first reading, and only before handing over. The cell is empty again, for this
reader alone; a sheet that was cleared whole still counts as seen by them, so they cannot be the
third reader of it. The fact names the cell and not what stood there: that is its reading's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Happening, Told
from scoring.meeting.facts import CellFact
from scoring.meeting.refusals import Refusal, unfit
from scoring.meeting.sheet_checks import (
    CELL_CODES,
    OPEN_TO_READING,
    sheet_of,
    unknown_cell,
    with_sheet,
)
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Clear(OfRound):
    """Take back one's first reading of cells (sheet, unit, criterion): as if not yet keyed."""

    by: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CellCleared(CellFact):
    """清除: one person took back what they had read in a cell; it is to be read again."""

    kind = "cell-cleared"
    restricted = True
    by: str


def _decided(wish: Clear, state: Meeting) -> Told:
    attempt, by = state.round(wish.round), wish.by
    yield from unfit(state, (by,), 1)
    if by in attempt.handed_over:
        yield Refusal("read.handed-over", say("{by} has handed over already", by=by))
    for sheet, unit, criterion in dict.fromkeys(wish.cells):
        missing = tuple(unknown_cell(attempt, sheet, (unit, criterion)))
        yield from missing
        if not missing and (unit, criterion) not in attempt.sheets[sheet].readings.get(by, {}):
            yield Refusal(
                "clear.nothing",
                say("{by} has read nothing there, on sheet {sheet}", by=by, sheet=sheet),
            )
        yield CellCleared(attempt.id, attempt.attempt, sheet, unit, criterion, by)


def _happened(fact: CellCleared, state: Meeting) -> Meeting:
    sheet, spot = sheet_of(fact, state), (fact.unit, fact.criterion)
    left = {at: cell for at, cell in sheet.readings.get(fact.by, {}).items() if at != spot}
    return with_sheet(fact, state, replace(sheet, readings={**sheet.readings, fact.by: left}))


def _said(fact: CellCleared, _called: Called) -> Phrase:
    return _counted((fact,))


def _counted(facts: Sequence[CellCleared]) -> Phrase:
    return say("took back {cells} cells", cells=len(facts))


CLEAR = Act(
    name="clear",
    wish=Clear,
    stages=OPEN_TO_READING,
    conditions=say(
        "cells that one has read oneself; not after handing over. They count as not yet keyed"
    ),
    refuses=("officer.unknown", *CELL_CODES, "read.handed-over", "clear.nothing"),
    decided=_decided,
    happenings=(
        Happening(
            CellCleared,
            _said,
            _happened,
            counted=_counted,
            alike=lambda one: (one.round, one.attempt, one.by),
            holds=say("sheet, cell, by whom: taken back, to be read again"),
        ),
    ),
    again=lambda one: Clear(one.round, one.by, ((one.sheet, one.unit, one.criterion),)),
)
