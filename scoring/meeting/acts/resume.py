"""Going on with a round that is held (恢复).

The round is open again, as if it had not been held.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Command, Happening, Move, Told
from scoring.meeting.asks import Answers, which_round
from scoring.meeting.facts import RoundFact
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class ResumeRound(OfRound):
    """Go on."""


@dataclass(frozen=True, slots=True)
class RoundResumed(RoundFact):
    """恢复."""

    kind = "round-resumed"
    changes_state = True


def _decided(wish: ResumeRound, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    yield RoundResumed(attempt.id, attempt.attempt)


def _happened(fact: RoundResumed, state: Meeting) -> Meeting:
    return state.with_round(replace(state.attempt(fact), stage="open"))


def _wished(state: Meeting, answers: Answers) -> tuple[ResumeRound]:
    return (ResumeRound(round_id(state, answers.perhaps("round"))),)


RESUME = Act(
    name="resume",
    wish=ResumeRound,
    stages=("paused",),
    round_moves=(Move("paused", "open"),),
    decided=_decided,
    happenings=(Happening(RoundResumed, lambda _fact, _called: say("resumed"), _happened),),
    again=lambda fact: ResumeRound(fact.round),
    asks=(which_round(),),
    wished=_wished,
    command=Command("round resume", say("Go on with a round that is held.")),
    label=say("go on with the round"),
    listed=("special",),
)
