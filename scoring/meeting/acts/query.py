"""Querying a cell (疑问): it is illegible, or contradicts itself.

The cell is open from then on, whatever was read there, until officers rule it (``rule``; as a
command, ``clarify``) or the sheet is voided. The note says what is wrong with the cell, and is
shown to those who rule.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Command, Happening, Told
from scoring.meeting.asks import Answers, Signing, a_cell, a_note
from scoring.meeting.facts import CellFact
from scoring.meeting.refusals import unfit
from scoring.meeting.sheet_checks import (
    CELL_CODES,
    OPEN_TO_READING,
    place_of,
    sheet_of,
    with_sheet,
    wrong_cell,
)
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import spot
from scoring.meeting.wishes import OfCell
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class Query(OfCell):
    """Ask what a cell says: illegible or contradictory."""

    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Queried(CellFact):
    """疑问: illegible or contradictory."""

    kind = "queried"
    by: str
    note: str


def _decided(wish: Query, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    wrong = tuple(wrong_cell(attempt, wish))
    yield from wrong
    if wrong:
        return
    yield from unfit(state, (wish.by,), 1)
    yield Queried(*place_of(attempt, wish), wish.by, wish.note)


def _happened(fact: Queried, state: Meeting) -> Meeting:
    sheet = sheet_of(fact, state)
    queries = {**sheet.queries, (fact.unit, fact.criterion): fact.note}
    return with_sheet(fact, state, replace(sheet, queries=queries))


def _wished(state: Meeting, answers: Answers) -> tuple[Query]:
    round_, unit, criterion = spot(state, answers.text("unit"), answers.perhaps("criterion"))
    where = (round_, answers.text("sheet"), unit, criterion)
    return (Query(*where, answers.by[0], answers.text("note")),)


QUERY = Act(
    name="query",
    wish=Query,
    stages=OPEN_TO_READING,
    conditions=say("a cell of a sheet that is in and not void; a note"),
    refuses=CELL_CODES,
    decided=_decided,
    happenings=(
        Happening(
            Queried,
            lambda _fact, _called: say("queried"),
            _happened,
            holds=say("sheet, cell, by whom, what"),
        ),
    ),
    again=lambda one: Query(one.round, one.sheet, one.unit, one.criterion, one.by, one.note),
    asks=(*a_cell(), a_note(say("What cannot be read, or contradicts itself?"), "note")),
    signing=Signing(asks=say("Who asks?")),
    wished=_wished,
    command=Command("query", say("Ask what a cell says: illegible, or contradictory.")),
)
