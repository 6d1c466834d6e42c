"""Taking back a departure that was noted by mistake (撤销离会).

The deputy is there again, as if they had never left: who was in time is not late by it. The log
keeps both, the departure and that it was taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask
from scoring.meeting.facts import Fact, Names
from scoring.meeting.quorum import presence_told
from scoring.meeting.refusals import Refusal
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import deputy_ids
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class TakeBackDeparture(Wish):
    """Take back the last departure of deputies (ids)."""

    deputies: Names


@dataclass(frozen=True, slots=True)
class DepartureTakenBack(Fact):
    """撤销离会."""

    kind = "departure-taken-back"
    deputy: str


def _decided(wish: TakeBackDeparture, state: Meeting) -> Told:
    for deputy in dict.fromkeys(wish.deputies):
        if deputy in state.attendance.left:
            yield DepartureTakenBack(deputy)
        else:
            yield Refusal("undo.not-left", say("{deputy} is not noted as gone", deputy=deputy))


def _happened(fact: DepartureTakenBack, state: Meeting) -> Meeting:
    return replace(state, attendance=state.attendance.taken_back(fact.deputy))


def _said(_fact: DepartureTakenBack, _called: Called) -> Phrase:
    return say("{count} departures taken back", count=1)


def _counted(facts: Sequence[DepartureTakenBack]) -> Phrase:
    return say("{count} departures taken back", count=len(facts))


def _wished(state: Meeting, answers: Answers) -> Sequence[TakeBackDeparture]:
    if not answers.flag("undo"):
        return ()
    return (TakeBackDeparture(deputy_ids(state, answers.many("deputies"))),)


TAKE_BACK_DEPARTURE = Act(
    name="take-back-departure",
    wish=TakeBackDeparture,
    phases=("frozen", "open"),
    conditions=say("noted as gone"),
    refuses=("undo.not-left",),
    decided=_decided,
    happenings=(
        Happening(
            DepartureTakenBack,
            _said,
            _happened,
            counted=_counted,
            who=lambda one: one.deputy,
            holds=say("which deputy"),
        ),
    ),
    again=lambda fact: TakeBackDeparture((fact.deputy,)),
    asks=(
        Ask(name="deputies", kind="many", shown=say("DEPUTY...")),
        Ask(
            name="undo",
            kind="flag",
            does=say("Take it back: they were noted by mistake."),
            option="--undo",
            needed=False,
        ),
    ),
    wished=_wished,
    command=Command("leave", say("Note deputies as gone; by id or name.")),
    after=presence_told,
)
