"""Sheets and what is read on them (票, 录入): readings → agreed, or ruled."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from scoring.ballots import Absence, as_cell
from scoring.meeting.deciding import (
    Refusal,
    Told,
    applied,
    apply,
    needed_officers,
    of_round,
    told,
    unfit,
    with_round,
    without_reason,
    wrong_stage,
)
from scoring.meeting.facts import (
    CellCleared,
    CellFact,
    CellRead,
    CellRuled,
    Fact,
    HandedOver,
    Queried,
    Ruled,
    SheetVoided,
    WarningAccepted,
)
from scoring.meeting.intentions import (
    Accept,
    Clear,
    HandOver,
    OfCell,
    Query,
    Read,
    Rule,
    VoidSheet,
)
from scoring.meeting.state import NEEDED_READERS, WHOLE_SHEET, Meeting, Round, Sheet, Spot
from scoring.meeting.verification import open_cells, warnings
from scoring.wording import say


def illegal(state: Meeting, criterion: str, cell: int) -> bool:
    """Whether ``cell`` is neither an absence nor a mark that the scheme allows."""
    if cell < 0:
        return cell not in set(Absence)
    return cell >= state.frozen.markings[criterion].count


def unknown_sheet(attempt: Round, sheet: str) -> Iterator[Refusal]:
    """Yield a refusal unless the sheet was received, and is not void."""
    if sheet not in attempt.sheets:
        yield Refusal("sheet.unknown", say("sheet {sheet} was not received", sheet=sheet))
    elif attempt.sheets[sheet].void:
        yield Refusal("sheet.void", say("sheet {sheet} is void", sheet=sheet))


def unknown_cell(attempt: Round, sheet: str, spot: Spot) -> Iterator[Refusal]:
    """Yield a refusal unless the sheet was received, is not void, and has such a cell."""
    yield from unknown_sheet(attempt, sheet)
    if spot not in attempt.spots:
        yield Refusal(
            "sheet.cell",
            say("a sheet of this round has no cell {unit} {criterion}",
                unit=spot[0], criterion=spot[1]),
        )  # fmt: skip


@told.register
def _(intention: Read, state: Meeting) -> Told:
    allowed = ("collected",) if intention.third else ("open", "paused", "collected")
    stopped = tuple(wrong_stage(state, intention.round, *allowed))
    yield from stopped
    if stopped:
        return
    attempt = state.round(intention.round)
    yield from unfit(state, (intention.by,), 1)
    yield from _cannot_read(state, attempt, intention)
    for sheet, unit, criterion, cell in intention.cells:
        missing = tuple(unknown_cell(attempt, sheet, (unit, criterion)))
        yield from missing
        if not missing and illegal(state, criterion, cell):
            yield Refusal(
                "sheet.illegal",
                say("sheet {sheet}: the mark for {unit} is not allowed", sheet=sheet, unit=unit),
            )
        yield CellRead(
            attempt.id,
            attempt.attempt,
            sheet,
            unit,
            criterion,
            intention.by,
            cell,
            intention.third,
        )


@told.register
def _(intention: Clear, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused", "collected"))
    yield from stopped
    if stopped:
        return
    attempt, by = state.round(intention.round), intention.by
    yield from unfit(state, (by,), 1)
    if by in attempt.handed_over:
        yield Refusal("read.handed-over", say("{by} has handed over already", by=by))
    for sheet, *spot in dict.fromkeys(intention.cells):
        where = (spot[0], spot[1])
        missing = tuple(unknown_cell(attempt, sheet, where))
        yield from missing
        if not missing and where not in attempt.sheets[sheet].readings.get(by, {}):
            yield Refusal(
                "clear.nothing",
                say("{by} has read nothing there, on sheet {sheet}", by=by, sheet=sheet),
            )
        yield CellCleared(attempt.id, attempt.attempt, sheet, *where, by)


@told.register
def _(intention: HandOver, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "collected"))
    yield from stopped
    if stopped:
        return
    attempt = state.round(intention.round)
    yield from unfit(state, (intention.by,), 1)
    own = {
        number: sheet.readings[intention.by]
        for number, sheet in attempt.sheets.items()
        if sheet.readings.get(intention.by) and not sheet.void
    }
    unfinished = tuple(
        number
        for number in own
        if len(own[number]) < len(attempt.spots) and not _read_by_others(state, attempt, number)
    )
    if not own:
        yield Refusal("handover.nothing", say("{by} has read nothing", by=intention.by))
    if unfinished:
        yield Refusal(
            "handover.unfinished", say("these sheets have empty cells: {sheets}", sheets=unfinished)
        )
    if intention.by in attempt.handed_over:
        yield Refusal("handover.twice", say("{by} has handed over already", by=intention.by))
    yield HandedOver(attempt.id, attempt.attempt, intention.by)


@told.register
def _(intention: Query, state: Meeting) -> Told:
    stopped, attempt = yield from _at_cell(intention, state)
    if stopped:
        return
    yield from unfit(state, (intention.by,), 1)
    yield from without_reason(intention.note)
    yield Queried(*_spot(attempt, intention), intention.by, intention.note)


@told.register
def _(intention: Rule, state: Meeting) -> Told:
    stopped, attempt = yield from _at_cell(intention, state)
    yield from without_reason(intention.reason)
    if stopped:
        return
    sheet = attempt.sheets[intention.sheet]
    spot = (intention.unit, intention.criterion)
    yield from unfit(state, intention.by, needed_officers(state), readers=sheet.readers())
    if illegal(state, intention.criterion, intention.cell):
        yield Refusal("sheet.illegal", say("the mark is not allowed"))
    if spot not in sheet.queries:
        if (sheet, spot) not in open_cells(state, attempt):
            yield Refusal("rule.agreed", say("this cell is not open: there is nothing to rule"))
        elif spot not in sheet.thirds:
            yield Refusal("rule.third", say("a third reading of this cell comes first"))
    where = _spot(attempt, intention)
    yield Ruled(*where, intention.by, intention.reason)
    yield CellRuled(*where, intention.by, intention.cell)


@told.register
def _(intention: Accept, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "collected"))
    yield from stopped
    if stopped:
        return
    attempt = state.round(intention.round)
    yield from unfit(state, (intention.by,), 1)
    yield from without_reason(intention.note)
    about = (intention.sheet, intention.unit, intention.criterion)
    if about not in {one[1:] for one in warnings(state, attempt)}:
        yield Refusal("accept.nothing", say("nothing there looks mis-keyed"))
    yield WarningAccepted(*_spot(attempt, intention), intention.by, intention.note)


@told.register
def _(intention: VoidSheet, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused", "collected"))
    yield from stopped
    yield from without_reason(intention.reason)
    if stopped:
        return
    attempt = state.round(intention.round)
    known = intention.sheet in attempt.sheets
    readers = attempt.sheets[intention.sheet].readers() if known else ()
    yield from unfit(state, intention.by, needed_officers(state), readers=readers)
    yield from unknown_sheet(attempt, intention.sheet)
    yield SheetVoided(attempt.id, attempt.attempt, intention.sheet, intention.by, intention.reason)


@applied.register
def _(fact: CellRead, state: Meeting) -> Meeting:
    return _with_sheet(fact, state, _read(_sheet(fact, state), fact))


def apply_all(state: Meeting, facts: Iterable[Fact]) -> Meeting:
    """Return the state after ``facts``, one after the other.

    Cells that are read one after the other go onto their sheets together: else all sheets of a
    round would be copied for each of them.
    """
    for together, run in groupby(facts, key=_round_read):
        if together is None:
            for fact in run:
                state = apply(state, fact)
        else:
            state = _read_together(state, [fact for fact in run if isinstance(fact, CellRead)])
    return state


def _round_read(fact: Fact) -> tuple[str, int] | None:
    return (fact.round, fact.attempt) if isinstance(fact, CellRead) else None


def _read_together(state: Meeting, facts: Sequence[CellRead]) -> Meeting:
    attempt = of_round(facts[0], state)
    sheets = dict(attempt.sheets)
    for fact in facts:
        sheets[fact.sheet] = _read(sheets.get(fact.sheet, Sheet(fact.sheet)), fact)
    return with_round(state, replace(attempt, sheets=sheets))


def _read(sheet: Sheet, fact: CellRead) -> Sheet:
    """Return ``sheet`` with one more cell read."""
    spot = _same(fact.unit, fact.criterion)
    if fact.third:
        sheet = replace(sheet, thirds={**sheet.thirds, spot: (fact.by, as_cell(fact.cell))})
    else:
        own = {**sheet.readings.get(fact.by, {}), spot: as_cell(fact.cell)}
        sheet = replace(sheet, readings={**sheet.readings, fact.by: own})
    return _without_acceptance(sheet, spot)


@applied.register
def _(fact: CellCleared, state: Meeting) -> Meeting:
    sheet, spot = _sheet(fact, state), (fact.unit, fact.criterion)
    left = {at: cell for at, cell in sheet.readings.get(fact.by, {}).items() if at != spot}
    return _with_sheet(fact, state, replace(sheet, readings={**sheet.readings, fact.by: left}))


@applied.register
def _(fact: CellRuled, state: Meeting) -> Meeting:
    sheet, spot = _sheet(fact, state), (fact.unit, fact.criterion)
    queries = {where: note for where, note in sheet.queries.items() if where != spot}
    sheet = replace(sheet, ruled={**sheet.ruled, spot: as_cell(fact.cell)}, queries=queries)
    return _with_sheet(fact, state, _without_acceptance(sheet, spot))


@applied.register
def _(fact: Queried, state: Meeting) -> Meeting:
    sheet = _sheet(fact, state)
    queries = {**sheet.queries, (fact.unit, fact.criterion): fact.note}
    return _with_sheet(fact, state, replace(sheet, queries=queries))


@applied.register
def _(fact: WarningAccepted, state: Meeting) -> Meeting:
    sheet = _sheet(fact, state)
    accepted = {**sheet.accepted, (fact.unit, fact.criterion): fact.note}
    return _with_sheet(fact, state, replace(sheet, accepted=accepted))


@applied.register
def _(fact: SheetVoided, state: Meeting) -> Meeting:
    attempt = of_round(fact, state)
    sheet = attempt.sheets.get(fact.sheet, Sheet(fact.sheet))
    void = replace(sheet, void=True, queries={}, accepted={})
    return with_round(state, replace(attempt, sheets={**attempt.sheets, fact.sheet: void}))


@applied.register
def _(fact: HandedOver, state: Meeting) -> Meeting:
    attempt = of_round(fact, state)
    return with_round(state, replace(attempt, handed_over=attempt.handed_over | {fact.by}))


def _at_cell(intention: OfCell, state: Meeting) -> Generator[Refusal, None, tuple[bool, Round]]:
    """Yield what is wrong with the cell of ``intention``; return whether anything is."""
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused", "collected"))
    yield from stopped
    if stopped:
        return True, Round("", 0, ())
    attempt = state.round(intention.round)
    spot = (intention.unit, intention.criterion)
    unknown = tuple(unknown_cell(attempt, intention.sheet, spot))
    yield from unknown
    return bool(unknown), attempt


def _cannot_read(state: Meeting, attempt: Round, intention: Read) -> Iterator[Refusal]:
    """Yield why this person may not read these sheets: once each, and never alone twice."""
    by = intention.by
    if by in attempt.handed_over and not intention.third:
        yield Refusal("read.handed-over", say("{by} has handed over already", by=by))
    for number in dict.fromkeys(sheet for sheet, *_ in intention.cells):
        sheet = attempt.sheets.get(number)
        if sheet is None:
            continue
        if intention.third:
            yield from _cannot_read_third(state, attempt, sheet, intention)
        elif _read_by_others(state, attempt, number, besides=by):
            yield Refusal(
                "read.enough", say("sheet {sheet} is read by others already", sheet=number)
            )


def _read_by_others(state: Meeting, attempt: Round, number: str, besides: str = "") -> bool:
    """Whether as many others as it takes have read the whole sheet."""
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    whole = attempt.whole_readings(attempt.sheets[number]).keys() - {besides}
    return len(whole) >= needed


def _cannot_read_third(
    state: Meeting, attempt: Round, sheet: Sheet, intention: Read
) -> Iterator[Refusal]:
    if intention.by in sheet.readings:
        yield Refusal(
            "read.twice",
            say("{by} has read sheet {sheet} before", by=intention.by, sheet=sheet.number),
        )
    waiting = {spot for one, spot in open_cells(state, attempt) if one is sheet}
    keyed = [cell[1:3] for cell in intention.cells if cell[0] == sheet.number]
    asked = set(keyed)
    if asked - waiting or asked & set(sheet.thirds) or len(asked) < len(keyed):
        yield Refusal(
            "read.not-open",
            say(
                "sheet {sheet}: a third reading is only of cells that differ, once",
                sheet=sheet.number,
            ),
        )


def _spot(attempt: Round, intention: OfCell) -> tuple[str, int, str, str, str]:
    return (
        attempt.id,
        attempt.attempt,
        intention.sheet,
        intention.unit,
        intention.criterion,
    )


@cache
def _same(unit: str, criterion: str) -> Spot:
    """Return one and the same spot for all sheets: there are as many keys as marks."""
    return unit, criterion


def _sheet(fact: CellFact, state: Meeting) -> Sheet:
    return of_round(fact, state).sheets.get(fact.sheet, Sheet(fact.sheet))


def _with_sheet(fact: CellFact, state: Meeting, sheet: Sheet) -> Meeting:
    attempt = of_round(fact, state)
    return with_round(state, replace(attempt, sheets={**attempt.sheets, fact.sheet: sheet}))


def _without_acceptance(sheet: Sheet, spot: Spot) -> Sheet:
    """Return ``sheet`` without what was accepted of the cell, or of the sheet as a whole."""
    if not sheet.accepted:
        return sheet
    fallen = {spot, WHOLE_SHEET}
    kept = {where: note for where, note in sheet.accepted.items() if where not in fallen}
    return replace(sheet, accepted=kept)
