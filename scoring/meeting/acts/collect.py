"""Closing the box (收票毕): all sheets are in, and every line of the reconciliation balances.

Nothing comes in any more, and the readings can be completed. Refused while more sheets came back
than were issued, and with one refusal for each line that neither balances nor is explained.

Where sheets are not counted out and in, those stay on which something was read; there has to be
one.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Move, Told
from scoring.meeting.asks import Answers, which_round
from scoring.meeting.facts import RoundFact, since
from scoring.meeting.reconciliation import unsettled
from scoring.meeting.refusals import Refusal
from scoring.meeting.sheets_ready import without_untouched
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.verification import reconciliation
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class CollectRound(OfRound):
    """Close the box: all sheets are in, and reconciled."""


@dataclass(frozen=True, slots=True)
class RoundCollected(RoundFact):
    """收票毕."""

    kind = "round-collected"
    changes_state = True
    counted_in: bool = since(2, default=True)
    """Whether sheets were counted in (收票); else the reading of what came is over."""


def _decided(wish: CollectRound, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    sheets = state.frozen.scheme.procedure.sheets
    yield RoundCollected(attempt.id, attempt.attempt, counted_in=sheets)
    if not sheets:
        if not without_untouched(attempt):
            yield Refusal("round.empty", say("nothing was read yet, and no table is taken in"))
    elif attempt.issued is None:
        yield Refusal("round.not-issued", say("it is not said how many sheets were issued"))
    elif len(attempt.sheets) > attempt.issued:
        yield Refusal(
            "round.too-many",
            say(
                "{returned} sheets came back, {issued} were issued: enter the count again, "
                "or void the round",
                returned=len(attempt.sheets),
                issued=attempt.issued,
            ),
        )
    for one in unsettled(reconciliation(state, attempt)):
        yield Refusal(
            "round.unreconciled",
            say(
                "the line {line} does not balance by {difference}; correct it, or explain it",
                line=one.name,
                difference=one.difference,
            ),
        )


def _happened(fact: RoundCollected, state: Meeting) -> Meeting:
    attempt = replace(state.attempt(fact), stage="collected")
    if not state.frozen.scheme.procedure.sheets:
        attempt = replace(attempt, sheets=without_untouched(attempt))
    return state.with_round(attempt)


def _said(fact: RoundCollected, _called: Called) -> Phrase:
    return say("collected") if fact.counted_in else say("closed")


def _wished(state: Meeting, answers: Answers) -> tuple[CollectRound]:
    return (CollectRound(round_id(state, answers.perhaps("round"))),)


COLLECT = Act(
    name="collect",
    wish=CollectRound,
    stages=("open", "paused"),
    conditions=say(
        "sheets issued are entered; no more came back; every line balances, or its "
        "difference is explained"
    ),
    refuses=("round.not-issued", "round.too-many", "round.unreconciled", "round.empty"),
    round_moves=(Move("open", "collected"), Move("paused", "collected")),
    decided=_decided,
    happenings=(
        Happening(RoundCollected, _said, _happened, holds=say("whether sheets were counted in")),
    ),
    again=lambda fact: CollectRound(fact.round),
    asks=(which_round(),),
    wished=_wished,
    command=Command("round collect", say("Close the box: all sheets are in, and reconciled.")),
    label=say("close the round: every ballot that there is has been read"),
    listed=("paper",),
    possible=lambda state: not state.frozen.scheme.procedure.sheets,
)
