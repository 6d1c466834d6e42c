"""What is left to read, to ask and to rule (差异): sheets and units, never a value.

Only who rules sees the readings side by side, and only of a cell that they left open. So there are
two documents and two objects: ``differences_...`` for everybody, and ``rulings_...`` for an officer
who may rule. Which cells are open is said by ``meeting.reading_rules``.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import NamedTuple

from scoring.ballots import Absence, Cell, Marking, is_mark
from scoring.counting.scrutiny import SAID, Suspicion
from scoring.json_values import ExactJson
from scoring.meeting import Meeting
from scoring.meeting.reading_rules import Need, to_rule, to_settle
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.state import Round, Sheet, SheetSpot
from scoring.meeting.verification import missing_readings, warnings
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table, Words
from scoring.report.printed import ABSENCES, NOTHING
from scoring.wording import Phrase, say

NEEDS: Mapping[Need, Phrase] = {
    "third": say("a third reading"),
    "clarify": say("to be clarified"),
    "rule": say("a ruling"),
}


class OpenCell(NamedTuple):
    """One cell that is open."""

    sheet: Sheet
    spot: SheetSpot
    needs: Need
    """What has to happen next: a third reading, an answer to a query, or a ruling."""


def differences(state: Meeting, attempt: Round) -> Iterator[OpenCell]:
    """Yield the open cells of a round, sheet by sheet."""
    return starmap(OpenCell, to_settle(state, attempt))


def differences_shown(state: Meeting, attempts: Sequence[Round]) -> Blocks:
    """Yield the open cells as a document, without any value; a section for each of ``attempts``.

    A round with sheets that too few have read names these first. Where nothing is left, it says so.
    """
    yield Heading(say("What is left to read and to rule"), 1)
    for attempt in attempts:
        yield Heading(say("Round {id}", id=attempt.id))
        missing = missing_readings(state, attempt)
        if missing:
            told = say(
                "not read, or not handed over, by as many as it takes: {sheets}",
                sheets=sheets_said(missing),
            )
            yield Paragraph(told)
        found = list(differences(state, attempt))
        if not found and not missing:
            yield Paragraph(say("Nothing is left."))
        elif found:
            columns = (*_columns(), Column(say("needs")))
            yield Table(columns, tuple((*_named(state, one), NEEDS[one.needs]) for one in found), 3)


def rulings_shown(state: Meeting, attempts: Sequence[Round], officer: str) -> Blocks:
    """Yield the readings of the cells that ``officer`` may rule, and the notes of queries.

    ``officer``: an id. A sheet about which the officer may not decide is left out. Below them, what
    looks mis-keyed in these rounds.
    """
    yield Heading(say("For a ruling by {officer}", officer=officer), 1)
    rows: list[tuple[Words, ...]] = []
    for attempt in attempts:
        found = starmap(OpenCell, to_rule(state, attempt, officer))
        rows += ((*_named(state, one), *_side_by_side(state, one)) for one in found)
    if not rows:
        yield Paragraph(say("There is nothing that {officer} may rule now.", officer=officer))
    else:
        yield _rulings(rows)
    suspected = [one for attempt in attempts for one in warnings(state, attempt)]
    if suspected:
        yield Heading(say("Looks mis-keyed; look at the sheet, then rule or accept"))
        rows = [(*_suspected(state, one), SAID[one.cause]) for one in suspected]
        yield Table((*_columns(), Column(say("why"))), tuple(rows), 3)


def _rulings(rows: Sequence[tuple[Words, ...]]) -> Table:
    titles = (say("one reading"), say("another"), say("third"), say("query"))
    return Table((*_columns(), *map(Column, titles)), tuple(rows), 3)


def differences_json(state: Meeting, attempts: Sequence[Round]) -> dict[str, ExactJson]:
    """Return the object ``pingyi/differences/1``, without any value.

    ``unread`` holds, by the id of a round, the numbers of sheets that too few have read.
    """
    unread: dict[str, ExactJson] = {one.id: [*missing_readings(state, one)] for one in attempts}
    found: list[ExactJson] = [
        {
            "round": attempt.id,
            "sheet": one.sheet.number,
            "unit": one.spot[0],
            "criterion": one.spot[1],
            "needs": one.needs,
        }
        for attempt in attempts
        for one in differences(state, attempt)
    ]
    return {
        "schema": "pingyi/differences/1",
        "rehearsal": state.rehearsal,
        "unread": unread,
        "differences": found,
    }


def rulings_json(state: Meeting, attempts: Sequence[Round], officer: str) -> list[ExactJson]:
    """Return what ``officer`` (an id) may rule, each with its readings in no order.

    Sorted as texts, so that their order does not tell who read what; ``-`` where one is missing.
    """
    return [
        _ruling_json(state, one)
        for attempt in attempts
        for one in starmap(OpenCell, to_rule(state, attempt, officer))
    ]


def _ruling_json(state: Meeting, one: OpenCell) -> ExactJson:
    readings: list[ExactJson] = [*sorted(map(str, _side_by_side(state, one)[:3]))]
    return {
        "sheet": one.sheet.number,
        "unit": one.spot[0],
        "criterion": one.spot[1],
        "readings": readings,
        "query": one.sheet.queries.get(one.spot),
    }


def warnings_json(state: Meeting, attempts: Sequence[Round]) -> list[ExactJson]:
    """Return what looks mis-keyed, with its cause; an empty unit: the whole sheet."""
    return [
        {
            "sheet": one.sheet,
            "unit": one.unit,
            "criterion": one.criterion,
            "cause": one.cause,
        }
        for attempt in attempts
        for one in warnings(state, attempt)
    ]


def _columns() -> tuple[Column, ...]:
    return Column(say("sheet")), Column(say("unit")), Column(say("criterion"))


def _named(state: Meeting, one: OpenCell) -> tuple[Words, ...]:
    return (one.sheet.number, *_cell_named(state, one.spot))


def _suspected(state: Meeting, one: Suspicion) -> tuple[Words, ...]:
    """Return sheet, unit and criterion in words; a suspicion about a whole sheet has neither."""
    if not one.unit:
        return one.sheet, say("the whole sheet"), NOTHING
    return (one.sheet, *_cell_named(state, (one.unit, one.criterion)))


def _cell_named(state: Meeting, spot: SheetSpot) -> tuple[Words, ...]:
    unit, criterion = spot
    names = state.frozen.roster.unit_names
    items = state.frozen.component_of(criterion).items
    title = next(item.title for item in items if item.id == criterion)
    return names[unit], title


def _side_by_side(state: Meeting, one: OpenCell) -> tuple[Words, ...]:
    """Return two readings and the third, and the note of a query.

    Of a cell that was queried and is not read a third time, the note alone: the sheet decides.
    """
    note = one.sheet.queries.get(one.spot, NOTHING)
    if one.spot not in one.sheet.thirds:
        return NOTHING, NOTHING, NOTHING, note
    marking = Marking(state.frozen.component_of(one.spot[1]))
    # By what was read, not by who read it: nobody shall side with a colleague.
    first = sorted(cells[one.spot] for cells in one.sheet.readings.values() if one.spot in cells)
    shown: list[Words] = [_text(marking, cell) for cell in first[:2]]
    shown += [NOTHING] * (2 - len(shown))
    return (*shown, _text(marking, one.sheet.thirds[one.spot][1]), note)


def _text(marking: Marking, cell: Cell) -> str | Phrase:
    return marking.text(cell) if is_mark(cell) else ABSENCES[Absence(cell)]
