"""Correcting marks after the count (更正): together they make one new version of the result.

For each cell two facts, as a ruling has them: the value as a reading (``CellRuled``), and who and
why as an event (``Corrected``). Behind all of them stands the result that they make. The meeting
goes back to counted; what was certified and revealed of the earlier version stays so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.meeting.act import Act, Command, Happening, Move, Told, apply_all
from scoring.meeting.acts.count import ResultComputed, result_of
from scoring.meeting.acts.rule import CellRuled
from scoring.meeting.asks import Answers, Signing, a_cell, a_mark, a_reason
from scoring.meeting.facts import CellFact, Fact, Names
from scoring.meeting.refusals import Refusal, needed_officers, unfit, wrong_stage
from scoring.meeting.results import agreed_cell
from scoring.meeting.sheet_checks import CELL_CODES, illegal, unknown_cell
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import cell, spot
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Correct(Wish):
    """Change cells after the count; together they make one version of the result."""

    cells: tuple[tuple[str, str, str, str, int], ...]
    """Round, sheet, unit, criterion, mark or absence."""
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected(CellFact):
    """更正 of a cell after the count; the value stands in the readings."""

    kind = "corrected"
    changes_state = True
    by: Names
    reason: str


def _decided(wish: Correct, state: Meeting) -> Told:
    rounds = dict.fromkeys(round_id for round_id, *_ in wish.cells)
    uncounted = tuple(one for id_ in rounds for one in wrong_stage(state, id_, "counted"))
    yield from uncounted
    if uncounted:
        return
    yield from unfit(state, wish.by, needed_officers(state))
    unfounded = tuple(_cannot_correct(state, wish))
    yield from unfounded
    if unfounded:
        return
    # The result is that of the state after the corrections, so these are applied here already; the
    # facts are still to happen, and happen again when they are.
    made: list[Fact] = []
    for round_id, sheet, unit, criterion, value in wish.cells:
        where = (round_id, state.round(round_id).attempt, sheet, unit, criterion)
        made += [CellRuled(*where, wish.by, value), Corrected(*where, wish.by, wish.reason)]
    yield from made
    yield result_of(apply_all(state, made), state.versions[-1].number + 1)


def _cannot_correct(state: Meeting, wish: Correct) -> Iterator[Refusal]:
    """Yield what is wrong with the cells of a correction; every round of them is counted."""
    places = [cell[:4] for cell in wish.cells]
    if not places:
        yield Refusal("correct.nothing", say("a correction names the cells that it changes"))
    if len(set(places)) < len(places):
        yield Refusal("correct.twice", say("a cell is corrected only once at a time"))
    for round_id, number, unit, criterion, value in wish.cells:
        attempt, where = state.round(round_id), (unit, criterion)
        unknown = tuple(unknown_cell(attempt, number, where))
        yield from unknown
        if unknown:
            continue
        if illegal(state, criterion, value):
            yield Refusal("sheet.illegal", say("the mark is not allowed"))
        elif agreed_cell(state, attempt, attempt.sheets[number], where) == value:
            yield Refusal("correct.same", say("the cell says this already"))


def _made(facts: Sequence[Fact]) -> int:
    """Return where a correction ends: cells, what is said of each, and the result they make.

    ``CellRuled, Corrected, CellRuled, Corrected, ResultComputed`` are five facts of one wish; a
    lone ``CellRuled`` is one, and belongs to nothing.
    """
    end = 0
    for first, second in list(pairwise(facts))[::2]:
        if not (isinstance(first, CellRuled) and isinstance(second, Corrected)):
            break
        end += 2
    whole = 0 < end < len(facts) and isinstance(facts[end], ResultComputed)
    return end + 1 if whole else 1


def _again(*made: Fact) -> Correct:
    cells = tuple(
        (one.round, one.sheet, one.unit, one.criterion, one.cell)
        for one in made
        if isinstance(one, CellRuled)
    )
    signed = next(one for one in made if isinstance(one, Corrected))
    return Correct(cells, signed.by, signed.reason)


def _wished(state: Meeting, answers: Answers) -> tuple[Correct]:
    round_, unit, criterion = spot(state, answers.text("unit"), answers.perhaps("criterion"))
    value = cell(state, criterion, answers.text("mark"))
    corrected = (round_, answers.text("sheet"), unit, criterion, value)
    return (Correct((corrected,), answers.by, answers.text("reason")),)


def _anew(_state: Meeting, _facts: Sequence[Fact]) -> tuple[Phrase]:
    return (say("It is to be certified and revealed anew."),)


CORRECT = Act(
    name="correct",
    wish=Correct,
    phases=("counted", "certified", "revealed"),
    conditions=say(
        "a reason, as many officers as owed, a cell that says something else: the next version"
    ),
    refuses=(
        "round.unknown",
        *CELL_CODES,
        "sheet.illegal",
        "correct.nothing",
        "correct.twice",
        "correct.same",
    ),
    moves=(
        Move("counted", "counted"),
        Move("certified", "counted"),
        Move("revealed", "counted", say("the earlier version stays revealed")),
    ),
    decided=_decided,
    happenings=(
        Happening(
            Corrected,
            lambda _fact, _called: say("corrected"),
            holds=say("sheet, cell, by whom, why; not the mark"),
        ),
    ),
    again=_again,
    first=CellRuled,
    made=_made,
    asks=(*a_cell(), a_mark(), a_reason(say("Why? It goes into the minutes."))),
    signing=Signing(asks=say("Who corrects?"), owed=True),
    wished=_wished,
    command=Command(
        "correct", say("Change a cell after the count (更正): the result has a new version.")
    ),
    label=say("correct marks after the count (更正)"),
    listed=("special",),
    on_its_screen=True,
    after=_anew,
)
