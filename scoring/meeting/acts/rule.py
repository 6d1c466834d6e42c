"""Ruling a cell (裁定) that stayed open after a third reading, or that was queried.

Two facts, in this order: ``Ruled`` is an event, for the minutes, with officers and reason and
without the value; ``CellRuled`` is a reading and has the value. A ruling outweighs all readings of
the cell and ends a query. None of the officers may have read the sheet, unless one is enough.
"""

from dataclasses import dataclass, replace

from scoring.ballots import Cell, as_cell
from scoring.meeting.act import Act, Called, Command, Happening, Told, followed_by
from scoring.meeting.asks import WHY_IT_IS, Answers, Known, Signing, a_cell, a_mark, a_reason
from scoring.meeting.facts import CellFact, Names, since
from scoring.meeting.reading_rules import barred
from scoring.meeting.refusals import Refusal, needed_officers, unfit
from scoring.meeting.sheet_checks import (
    CELL_CODES,
    OPEN_TO_READING,
    illegal,
    place_of,
    sheet_of,
    with_sheet,
    without_acceptance,
    wrong_cell,
)
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import cell, spot
from scoring.meeting.verification import open_cells
from scoring.meeting.wishes import OfCell
from scoring.wording import Phrase, say

QUERY_TOLD = 2
"""The format of the record from which on a ruling says whether it answers a query."""


@dataclass(frozen=True, slots=True)
class Rule(OfCell):
    """Decide a cell that stayed open, or that was queried."""

    cell: int
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Ruled(CellFact):
    """裁定, of a difference or a query; the value stands in the readings."""

    kind = "ruled"
    changes_state = True
    timed_since = 2
    by: Names
    reason: str
    query: bool = since(2, default=False)
    """Whether the cell was queried, and this is the answer."""


@dataclass(frozen=True, slots=True)
class CellRuled(CellFact):
    """What a cell is from now on: ruled, clarified, or corrected after the count."""

    kind = "cell-ruled"
    restricted = True
    by: Names
    cell: int


def _decided(wish: Rule, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    wrong = tuple(wrong_cell(attempt, wish))
    yield from wrong
    if wrong:
        return
    sheet, where = attempt.sheets[wish.sheet], (wish.unit, wish.criterion)
    yield from unfit(state, wish.by, needed_officers(state), readers=sheet.readers())
    if illegal(state, wish.criterion, wish.cell):
        yield Refusal("sheet.illegal", say("the mark is not allowed"))
    if where not in sheet.queries:
        if (sheet, where) not in open_cells(state, attempt):
            yield Refusal("rule.agreed", say("this cell is not open: there is nothing to rule"))
        elif where not in sheet.thirds:
            yield Refusal("rule.third", say("a third reading of this cell comes first"))
    place = place_of(attempt, wish)
    query = where in sheet.queries and state.format >= QUERY_TOLD
    yield Ruled(*place, wish.by, wish.reason, query)
    yield CellRuled(*place, wish.by, wish.cell)


def _said(fact: Ruled, _called: Called) -> Phrase:
    return say("the query ruled") if fact.query else say("the difference ruled")


def _value_happened(fact: CellRuled, state: Meeting) -> Meeting:
    sheet, where = sheet_of(fact, state), (fact.unit, fact.criterion)
    queries = {at: note for at, note in sheet.queries.items() if at != where}
    sheet = replace(sheet, ruled={**sheet.ruled, where: as_cell(fact.cell)}, queries=queries)
    return with_sheet(fact, state, without_acceptance(sheet, where))


def _again(ruled: Ruled, value: CellRuled) -> Rule:
    place = (ruled.round, ruled.sheet, ruled.unit, ruled.criterion)
    return Rule(*place, value.cell, ruled.by, ruled.reason)


def _wished(state: Meeting, answers: Answers) -> tuple[Rule]:
    round_, unit, criterion = spot(state, answers.text("unit"), answers.perhaps("criterion"))
    value: Cell = cell(state, criterion, answers.text("mark"))
    place = (round_, answers.text("sheet"), unit, criterion)
    return (Rule(*place, value, answers.by, answers.text("reason")),)


def _readers(state: Meeting, known: Known) -> tuple[str, ...]:
    return barred(state, state.round(known["round"]).sheets[known["sheet"]])


RULE = Act(
    name="rule",
    wish=Rule,
    stages=OPEN_TO_READING,
    conditions=say(
        "a query, or a difference that a third reading left open; a legal mark, a "
        "reason, as many officers as owed, none of whom read the sheet"
    ),
    refuses=(*CELL_CODES, "sheet.illegal", "rule.agreed", "rule.third"),
    decided=_decided,
    happenings=(
        Happening(
            Ruled,
            _said,
            holds=say("sheet, cell, by whom, why; not the mark"),
        ),
        Happening(
            CellRuled,
            lambda _fact, _called: say("value noted"),
            _value_happened,
            holds=say("sheet, cell, mark, by whom: ruled, clarified or corrected"),
        ),
    ),
    again=_again,
    made=followed_by(CellRuled),
    asks=(*a_cell(), a_mark(), a_reason(WHY_IT_IS)),
    signing=Signing(
        asks=say("Who rules? Nobody who has read the sheet."),
        owed=True,
        without=_readers,
    ),
    wished=_wished,
    command=Command(
        "rule",
        say("Decide a cell that a third reading left open (裁定)."),
        "clarify",
        say("Say what a cell that was queried says."),
    ),
)
