"""Holding a round for a while (暂停).

It forbids nothing about the sheets: they may be counted in and read, and the box may be closed.
The record and the hall's screen say that the vote stood still.
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
class PauseRound(OfRound):
    """Hold the round."""


@dataclass(frozen=True, slots=True)
class RoundPaused(RoundFact):
    """暂停."""

    kind = "round-paused"
    changes_state = True


def _decided(wish: PauseRound, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    yield RoundPaused(attempt.id, attempt.attempt)


def _happened(fact: RoundPaused, state: Meeting) -> Meeting:
    return state.with_round(replace(state.attempt(fact), stage="paused"))


def _wished(state: Meeting, answers: Answers) -> tuple[PauseRound]:
    return (PauseRound(round_id(state, answers.perhaps("round"))),)


PAUSE = Act(
    name="pause",
    wish=PauseRound,
    stages=("open",),
    round_moves=(Move("open", "paused"),),
    decided=_decided,
    happenings=(Happening(RoundPaused, lambda _fact, _called: say("paused"), _happened),),
    again=lambda fact: PauseRound(fact.round),
    asks=(which_round(),),
    wished=_wished,
    command=Command("round pause", say("Hold the round.")),
    label=say("hold the round for a while"),
    listed=("special",),
)
