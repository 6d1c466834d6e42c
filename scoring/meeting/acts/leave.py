"""Noting that deputies have left (离席).

One wish names any number of deputies, each of whom must be there. Attendance alone changes: what
they put into the box stays in it, and the reconciliation names them where people and sheets differ.
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
class Leave(Wish):
    """Note deputies (ids) as gone."""

    deputies: Names


@dataclass(frozen=True, slots=True)
class Left(Fact):
    """离席."""

    kind = "left"
    deputy: str


def _decided(wish: Leave, state: Meeting) -> Told:
    for deputy in dict.fromkeys(wish.deputies):
        if deputy in state.attendance.present:
            yield Left(deputy)
        else:
            yield Refusal("leave.absent", say("{deputy} is not checked in", deputy=deputy))


def _happened(fact: Left, state: Meeting) -> Meeting:
    attendance = state.attendance.moved(fact.deputy, late=bool(state.rounds))
    return replace(state, attendance=attendance)


def _said(_fact: Left, _called: Called) -> Phrase:
    return say("{count} deputies left", count=1)


def _counted(facts: Sequence[Left]) -> Phrase:
    return say("{count} deputies left", count=len(facts))


def _wished(state: Meeting, answers: Answers) -> Sequence[Leave]:
    if answers.flag("undo"):  # another act's
        return ()
    return (Leave(deputy_ids(state, answers.many("deputies"))),)


LEAVE = Act(
    name="leave",
    wish=Leave,
    phases=("frozen", "open"),
    conditions=say("checked in"),
    refuses=("leave.absent",),
    decided=_decided,
    happenings=(
        Happening(
            Left,
            _said,
            _happened,
            counted=_counted,
            who=lambda one: one.deputy,
            holds=say("which deputy"),
        ),
    ),
    again=lambda fact: Leave((fact.deputy,)),
    asks=(Ask(name="deputies", kind="many", shown=say("DEPUTY...")),),
    wished=_wished,
    command=Command("leave", say("Note deputies as gone; by id or name.")),
    after=presence_told,
)
