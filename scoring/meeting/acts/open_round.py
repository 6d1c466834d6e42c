"""Opening a round (开放): sheets may go out, and votes come in.

It takes a quorum, where the scheme has one, and that no other round is live. How many are present
is kept with the round; where nobody is checked in (``procedure.checkin``), that is not known. With
the first round the meeting itself becomes open, and whoever checks in from here on is late.

Where sheets are not counted in (``procedure.sheets``), one lies ready for everybody on the roster;
those on which nobody reads anything are gone when the round is collected.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Move, Told
from scoring.meeting.asks import Answers, which_round
from scoring.meeting.facts import RoundFact
from scoring.meeting.quorum import quorate
from scoring.meeting.refusals import Refusal
from scoring.meeting.sheets_ready import sheets_ready
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class OpenRound(OfRound):
    """Let votes come in."""


@dataclass(frozen=True, slots=True)
class RoundOpened(RoundFact):
    """开放."""

    kind = "round-opened"
    changes_state = True
    present: int | None
    """None where nobody is checked in."""


def _decided(wish: OpenRound, state: Meeting) -> Told:
    if any(one.id == wish.round and one.why for one in state.frozen.roster.units):
        yield Refusal("round.withdrawn", say("the unit has withdrawn; its round is not held"))
    others = tuple(attempt.id for attempt in state.rounds.values() if attempt.live)
    if others:
        yield Refusal("round.another", say("the round {ids} is still open", ids=others))
    checkin = state.frozen.scheme.procedure.checkin
    if checkin and not state.attendance.present:
        yield Refusal("round.nobody", say("nobody is checked in"))
    elif not quorate(state):
        yield Refusal(
            "round.quorum",
            say(
                "{present} of {members} are present; more than {quorum} of them are needed",
                present=len(state.attendance.present),
                members=len(state.frozen.roster.deputies),
                quorum=str(state.frozen.scheme.procedure.quorum),
            ),
        )
    attempt = state.round(wish.round)
    present = len(state.attendance.present) if checkin else None
    yield RoundOpened(attempt.id, attempt.attempt, present)


def _happened(fact: RoundOpened, state: Meeting) -> Meeting:
    ready = {} if state.frozen.scheme.procedure.sheets else sheets_ready(state)
    attempt = replace(state.attempt(fact), stage="open", present=fact.present, sheets=ready)
    return replace(state, phase="open").with_round(attempt)


def _said(fact: RoundOpened, _called: Called) -> Phrase:
    if fact.present is None:
        return say("opened")
    return say("opened; {present} present", present=fact.present)


def _wished(state: Meeting, answers: Answers) -> tuple[OpenRound]:
    return (OpenRound(round_id(state, answers.perhaps("round"))),)


OPEN = Act(
    name="open",
    wish=OpenRound,
    phases=("frozen", "open"),
    stages=("waiting",),
    conditions=say("no other round is open or paused; somebody is present; more than the quorum"),
    refuses=("round.withdrawn", "round.another", "round.nobody", "round.quorum"),
    moves=(Move("frozen", "open", say("the first round that is opened")),),
    round_moves=(Move("waiting", "open"),),
    decided=_decided,
    happenings=(Happening(RoundOpened, _said, _happened, holds=say("how many were present")),),
    again=lambda fact: OpenRound(fact.round),
    asks=(which_round(),),
    wished=_wished,
    command=Command("round open", say("Open the round: sheets may go out and come in.")),
)
