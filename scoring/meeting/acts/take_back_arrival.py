"""Taking back an arrival that was noted by mistake (撤销签到).

The deputy is as before that arrival: not come yet, or gone where they had left before. They are
never noted as gone by it. The log keeps both, the arrival and that it was taken back.
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
class TakeBackArrival(Wish):
    """Take back the last arrival of deputies (ids)."""

    deputies: Names


@dataclass(frozen=True, slots=True)
class ArrivalTakenBack(Fact):
    """撤销签到."""

    kind = "arrival-taken-back"
    deputy: str


def _decided(wish: TakeBackArrival, state: Meeting) -> Told:
    for deputy in dict.fromkeys(wish.deputies):
        if deputy in state.attendance.present:
            yield ArrivalTakenBack(deputy)
        else:
            yield Refusal("undo.absent", say("{deputy} is not checked in", deputy=deputy))


def _happened(fact: ArrivalTakenBack, state: Meeting) -> Meeting:
    return replace(state, attendance=state.attendance.taken_back(fact.deputy))


def _said(_fact: ArrivalTakenBack, _called: Called) -> Phrase:
    return say("{count} check-ins taken back", count=1)


def _counted(facts: Sequence[ArrivalTakenBack]) -> Phrase:
    return say("{count} check-ins taken back", count=len(facts))


def _wished(state: Meeting, answers: Answers) -> Sequence[TakeBackArrival]:
    if not answers.flag("undo") or not answers.many("deputies"):
        return ()
    return (TakeBackArrival(deputy_ids(state, answers.many("deputies"))),)


TAKE_BACK_ARRIVAL = Act(
    name="take-back-arrival",
    wish=TakeBackArrival,
    phases=("frozen", "open"),
    conditions=say("checked in"),
    refuses=("undo.absent",),
    decided=_decided,
    happenings=(
        Happening(
            ArrivalTakenBack,
            _said,
            _happened,
            counted=_counted,
            who=lambda one: one.deputy,
            holds=say("which deputy"),
        ),
    ),
    again=lambda fact: TakeBackArrival((fact.deputy,)),
    asks=(
        Ask(name="deputies", kind="many", shown=say("DEPUTY..."), needed=False),
        Ask(
            name="undo",
            kind="flag",
            does=say("Take it back: they were noted by mistake."),
            option="--undo",
            needed=False,
        ),
    ),
    wished=_wished,
    command=Command("checkin", say("Note deputies as present; by id or name.")),
    after=presence_told,
)
