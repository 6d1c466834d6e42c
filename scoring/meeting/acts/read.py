"""Reading sheets (录入): one person keys what the cells of a sheet say, a first or third time.

One wish holds any number of cells of one round, each as sheet, unit, criterion and cell, and
makes one fact for each. A first reading may be keyed over until it is handed over: the last fact
of a person and cell holds. A third reading (``third``) is only of cells that differ or are
queried, by somebody who has read nothing of that sheet, and each only once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from scoring.ballots import as_cell
from scoring.meeting.act import Act, Called, Happening, Told, Variant
from scoring.meeting.facts import CellFact
from scoring.meeting.people_needed import may_see
from scoring.meeting.refusals import Refusal, unfit, wrong_stage
from scoring.meeting.sheet_checks import (
    CELL_CODES,
    OPEN_TO_READING,
    illegal,
    read_by_others,
    sheet_of,
    unknown_cell,
    with_sheet,
    without_acceptance,
)
from scoring.meeting.state import Meeting, Round, Sheet, SheetSpot
from scoring.meeting.verification import open_cells
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Read(OfRound):
    """Key cells: (sheet, unit, criterion, mark or absence)."""

    by: str
    cells: tuple[tuple[str, str, str, int], ...]
    third: bool = False
    """Whether it is a third reading, of cells that differ."""


@dataclass(frozen=True, slots=True)
class CellRead(CellFact):
    """One person read one cell; a later one of the same person corrects it."""

    kind = "cell-read"
    restricted = True
    by: str
    cell: int
    """A mark by its place, or an absence below zero."""
    third: bool = False


def _decided(wish: Read, state: Meeting) -> Told:
    # A first reading may begin while sheets still come in; for a third one the act's own stages
    # are too wide, since a difference is known only when the first readings are handed over.
    late = tuple(wrong_stage(state, wish.round, "collected")) if wish.third else ()
    yield from late
    if late:
        return
    attempt = state.round(wish.round)
    yield from unfit(state, (wish.by,), 1)
    yield from _cannot_read(state, attempt, wish)
    for sheet, unit, criterion, cell in wish.cells:
        missing = tuple(unknown_cell(attempt, sheet, (unit, criterion)))
        yield from missing
        if not missing and illegal(state, criterion, cell):
            yield Refusal(
                "sheet.illegal",
                say("sheet {sheet}: the mark for {unit} is not allowed", sheet=sheet, unit=unit),
            )
        where = (attempt.id, attempt.attempt, sheet, unit, criterion)
        yield CellRead(*where, wish.by, cell, wish.third)


def _happened(fact: CellRead, state: Meeting) -> Meeting:
    return with_sheet(fact, state, _read(sheet_of(fact, state), fact))


def _together(facts: Sequence[CellRead], state: Meeting) -> Meeting:
    """Return the state after cells of one round were read, its sheets copied once."""
    attempt = state.attempt(facts[0])
    sheets = dict(attempt.sheets)
    for fact in facts:
        sheets[fact.sheet] = _read(sheets.get(fact.sheet, Sheet(fact.sheet)), fact)
    return state.with_round(replace(attempt, sheets=sheets))


def _read(sheet: Sheet, fact: CellRead) -> Sheet:
    """Return ``sheet`` with one more cell read."""
    spot = _same(fact.unit, fact.criterion)
    if fact.third:
        sheet = replace(sheet, thirds={**sheet.thirds, spot: (fact.by, as_cell(fact.cell))})
    else:
        own = {**sheet.readings.get(fact.by, {}), spot: as_cell(fact.cell)}
        sheet = replace(sheet, readings={**sheet.readings, fact.by: own})
    return without_acceptance(sheet, spot)


def _cannot_read(state: Meeting, attempt: Round, wish: Read) -> Iterator[Refusal]:
    """Yield why this person may not read these sheets: once each, and never alone twice."""
    by = wish.by
    if by in attempt.handed_over and not wish.third:
        yield Refusal("read.handed-over", say("{by} has handed over already", by=by))
    for number in dict.fromkeys(sheet for sheet, *_ in wish.cells):
        sheet = attempt.sheets.get(number)
        if sheet is None:
            continue
        if wish.third:
            yield from _cannot_read_third(state, attempt, sheet, wish)
        elif read_by_others(state, attempt, number, besides=by):
            yield Refusal(
                "read.enough", say("sheet {sheet} is read by others already", sheet=number)
            )
            continue
        if not may_see(state, sheet, by, third=wish.third):
            yield Refusal(
                "read.people",
                say(
                    "sheet {sheet} has been seen by as many as it may; the others are needed to "
                    "settle what stays open",
                    sheet=number,
                ),
            )


def _cannot_read_third(
    state: Meeting, attempt: Round, sheet: Sheet, wish: Read
) -> Iterator[Refusal]:
    if wish.by in sheet.readings:
        yield Refusal(
            "read.twice",
            say("{by} has read sheet {sheet} before", by=wish.by, sheet=sheet.number),
        )
    waiting = {spot for one, spot in open_cells(state, attempt) if one is sheet}
    keyed = [cell[1:3] for cell in wish.cells if cell[0] == sheet.number]
    asked = set(keyed)
    if asked - waiting or asked & set(sheet.thirds) or len(asked) < len(keyed):
        yield Refusal(
            "read.not-open",
            say(
                "sheet {sheet}: a third reading is only of cells that differ, once",
                sheet=sheet.number,
            ),
        )


@cache
def _same(unit: str, criterion: str) -> SheetSpot:
    """Return one and the same spot for all sheets: there are as many keys as marks."""
    return unit, criterion


def _said(fact: CellRead, _called: Called) -> Phrase:
    return _counted((fact,))


def _counted(facts: Sequence[CellRead]) -> Phrase:
    """Return how many cells were read; never which."""
    counts: dict[str, object] = {"cells": len(facts), "sheets": len({one.sheet for one in facts})}
    if facts[0].third:
        return say("third reading: {cells} cells, on {sheets} sheets", **counts)
    return say("read {cells} cells, on {sheets} sheets", **counts)


READ = Act(
    name="read",
    wish=Read,
    stages=OPEN_TO_READING,
    conditions=say(
        "sheets that are in and not void, legal marks; not after handing over; not a "
        "sheet that enough others read"
    ),
    refuses=(
        "officer.unknown",
        *CELL_CODES,
        "sheet.illegal",
        "read.handed-over",
        "read.enough",
        "read.people",
    ),
    variants=(
        Variant(
            "third",
            ("collected",),
            say(
                "cells that differ or are queried, each once, "
                "by somebody who did not read the sheet"
            ),
            (
                "officer.unknown",
                *CELL_CODES,
                "sheet.illegal",
                "read.twice",
                "read.not-open",
                "read.people",
            ),
        ),
    ),
    decided=_decided,
    happenings=(
        Happening(
            CellRead,
            _said,
            _happened,
            together=_together,
            counted=_counted,
            alike=lambda one: (one.round, one.attempt, one.by, one.third),
            holds=say("sheet, cell, mark, by whom, third or not"),
        ),
    ),
    again=lambda one: Read(
        one.round, one.by, ((one.sheet, one.unit, one.criterion, one.cell),), one.third
    ),
)
