"""Counting (计票完毕): a version of the result, from sheets that are all verified.

One wish for the whole meeting, after the last round: the facts hold no arithmetic but its outcome,
``ranking``, and ``verify`` computes it anew. Every round becomes counted, and so does the meeting.
A later version comes from ``correct`` alone, through ``result_of`` as well.
"""

from dataclasses import dataclass, replace

from scoring.counting import Standing
from scoring.meeting.act import Act, Called, Command, Happening, Move, Told
from scoring.meeting.asks import Answers
from scoring.meeting.facts import Fact
from scoring.meeting.parts import RankedUnit
from scoring.meeting.results import computed, ranked_units
from scoring.meeting.state import Meeting, Version
from scoring.meeting.verification import unverified
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Count(Wish):
    """Compute the result."""


@dataclass(frozen=True, slots=True)
class ResultComputed(Fact):
    """计票完毕: a version of the result."""

    kind = "result-computed"
    changes_state = True
    version: int
    ranking: tuple[RankedUnit, ...]
    """In the order of the ranking."""


def result_of(state: Meeting, version: int) -> ResultComputed:
    """Return the result of ``state`` as a fact, numbered ``version`` (from 1).

    Raises LookupError unless every round is verified.
    """
    return ResultComputed(version, tuple(ranked_units(state)))


def _decided(_wish: Count, state: Meeting) -> Told:
    unready = [refusal for attempt in state.current() for refusal in unverified(state, attempt)]
    yield from unready
    if not unready:
        yield result_of(state, 1)


def _happened(fact: ResultComputed, state: Meeting) -> Meeting:
    counted = state
    for attempt in state.current():
        counted = counted.with_round(replace(attempt, stage="counted"))
    version = Version(fact.version, fact.ranking, standing=_standing(state))
    return replace(counted, phase="counted", versions=(*state.versions, version))


def _standing(state: Meeting) -> Standing | None:
    try:
        return computed(state)
    except LookupError:  # a forged record: ``replay_check`` says so
        return None


def _said(fact: ResultComputed, _called: Called) -> Phrase:
    return say("Result computed: version {version}", version=fact.version)


def _wished(_state: Meeting, _answers: Answers) -> tuple[Count]:
    return (Count(),)


COUNT = Act(
    name="count",
    wish=Count,
    phases=("open",),
    conditions=say(
        "every round is collected, and verified: nothing unread, no difference, no query"
    ),
    refuses=("round.stage", "round.unread", "round.differences"),
    moves=(Move("open", "counted"),),
    round_moves=(Move("collected", "counted", say("with the meeting")),),
    decided=_decided,
    happenings=(
        Happening(
            ResultComputed, _said, _happened, holds=say("version, rank and total of each unit")
        ),
    ),
    again=lambda _fact: Count(),
    wished=_wished,
    command=Command("count", say("Compute the result; every round must be verified.")),
    coded=True,
)
