"""Saying why a line of the reconciliation (对账) does not balance.

The wish names the line by its code (``returned``, or ``cells/shuili/score`` of one unit). What is
explained is the difference as it is now: the fact keeps its number, and where sheets come in
later and the number changes, the explanation no longer holds.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Choices, Known, Signing, a_reason, which_round
from scoring.meeting.facts import RoundFact
from scoring.meeting.lines_in_words import counted_in_told, equation
from scoring.meeting.reconciliation import unsettled
from scoring.meeting.refusals import Refusal, counts_sheets, unfit
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.verification import reconciliation
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class ExplainDifference(OfRound):
    """Say why a line of the reconciliation does not balance."""

    line: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class DifferenceExplained(RoundFact):
    """Why a line of the reconciliation does not balance."""

    kind = "difference-explained"
    line: str
    difference: int
    """As ``Line.difference`` was then."""
    reason: str
    by: str


def _decided(wish: ExplainDifference, state: Meeting) -> Told:
    yield from unfit(state, (wish.by,), 1)
    attempt = state.round(wish.round)
    open_lines = {one.name: one.difference for one in reconciliation(state, attempt)}
    names = tuple(name for name, difference in open_lines.items() if difference)
    if wish.line not in names:
        yield Refusal(
            "line.balanced",
            say("{line} is not a line with a difference; these are: {lines}",
                line=wish.line, lines=names or (say("none"),)),
        )  # fmt: skip
    difference = open_lines.get(wish.line, 0)
    yield DifferenceExplained(
        attempt.id, attempt.attempt, wish.line, difference, wish.reason, wish.by
    )


def _happened(fact: DifferenceExplained, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    explained = {**attempt.explanations, fact.line: (fact.reason, fact.difference)}
    return state.with_round(replace(attempt, explanations=explained))


def _said(fact: DifferenceExplained, _called: Called) -> Phrase:
    return say("the difference in {line} explained", line=fact.line)


def _wished(state: Meeting, answers: Answers) -> tuple[ExplainDifference]:
    round_ = round_id(state, answers.perhaps("round"))
    return (ExplainDifference(round_, answers.text("line"), answers.text("reason"), answers.by[0]),)


def _lines(state: Meeting, known: Known) -> Choices:
    lines = unsettled(reconciliation(state, state.round(known["round"])))
    return tuple((one.name, equation(one)) for one in lines)


def _something_off(state: Meeting) -> bool:
    """Whether a line of some round does not balance; explained or not, it may be explained."""
    return counts_sheets(state) and any(
        one.difference
        for attempt in state.current()
        if attempt.begun
        for one in reconciliation(state, attempt)
    )


EXPLAIN = Act(
    name="explain-difference",
    wish=ExplainDifference,
    stages=("open", "paused", "collected"),
    conditions=say("a reason, a known officer, a line that does not balance"),
    refuses=("line.balanced",),
    decided=_decided,
    happenings=(Happening(DifferenceExplained, _said, _happened, holds=say("line, why, by whom")),),
    again=lambda fact: ExplainDifference(fact.round, fact.line, fact.reason, fact.by),
    asks=(
        Ask(
            name="line",
            asks=say("Which line?"),
            shown=say("LINE"),
            choices=_lines,
            nothing=say("Every line balances, or is explained."),
        ),
        a_reason(say("Why does it not balance? It goes into the minutes.")),
        which_round(by_place=False),
    ),
    signing=Signing(asks=say("Who explains it?")),
    wished=_wished,
    command=Command(
        "explain-difference", say("Say why a line of the reconciliation (对账) does not balance.")
    ),
    label=say("explain a line that does not balance"),
    listed=("paper",),
    possible=_something_off,
    after=counted_in_told,
)
