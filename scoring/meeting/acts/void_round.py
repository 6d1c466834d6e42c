"""Voiding an attempt at a round (作废): it stays readable, and the round is done again.

At any stage from its opening to its count. Sheets and readings stay with the attempt and count for
nothing; the next ``OpenRound`` begins attempt n+1, empty.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Command, Happening, Move, Told
from scoring.meeting.asks import Answers, Known, Signing, a_reason, which_round
from scoring.meeting.facts import Names, RoundFact
from scoring.meeting.refusals import needed_officers, unfit
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class VoidRound(OfRound):
    """Void this attempt; the round is done again."""

    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class RoundVoided(RoundFact):
    """作废; the attempt stays readable."""

    kind = "round-voided"
    changes_state = True
    by: Names
    reason: str


def _decided(wish: VoidRound, state: Meeting) -> Told:
    yield from unfit(state, wish.by, needed_officers(state))
    attempt = state.round(wish.round)
    yield RoundVoided(attempt.id, attempt.attempt, wish.by, wish.reason)


def _happened(fact: RoundVoided, state: Meeting) -> Meeting:
    return state.with_round(replace(state.attempt(fact), stage="void"))


def _why(state: Meeting, known: Known) -> Phrase:
    return say(
        "Why is attempt {attempt} at the round void? It is then opened and voted anew.",
        attempt=state.round(known["round"]).attempt,
    )


def _wished(state: Meeting, answers: Answers) -> tuple[VoidRound]:
    round_ = round_id(state, answers.perhaps("round"))
    return (VoidRound(round_, answers.by, answers.text("reason")),)


VOID_ROUND = Act(
    name="void-round",
    wish=VoidRound,
    stages=("open", "paused", "collected"),
    conditions=say("a reason, as many officers as owed; the next attempt is waiting"),
    round_moves=(Move("open", "void"), Move("paused", "void"), Move("collected", "void")),
    decided=_decided,
    happenings=(
        Happening(
            RoundVoided,
            lambda _fact, _called: say("declared void"),
            _happened,
            holds=say("by whom, why"),
        ),
    ),
    again=lambda fact: VoidRound(fact.round, fact.by, fact.reason),
    asks=(which_round(), a_reason(_why)),
    signing=Signing(asks=say("Who declares the round void?"), owed=True),
    wished=_wished,
    command=Command("round void", say("Void the round; it is done again from its opening.")),
    label=say("declare the round void; it is done again"),
    listed=("paper", "special"),
)
