"""A made-up act: a remark to the minutes. Nothing else in the program knows it."""

from dataclasses import dataclass

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Signing, a_note
from scoring.meeting.facts import Fact
from scoring.meeting.refusals import unfit
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Remark(Wish):
    """Have something written into the minutes."""

    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Remarked(Fact):
    """Something that is to stand in the minutes."""

    kind = "remarked"
    by: str
    note: str


def _decided(wish: Remark, state: Meeting) -> Told:
    yield from unfit(state, (wish.by,), 1)
    yield Remarked(wish.by, wish.note)


def _said(_fact: Remarked, _called: Called) -> Phrase:
    return say("remark")


def _wished(_state: Meeting, answers: Answers) -> tuple[Remark]:
    return (Remark(answers.by[0], answers.text("note")),)


REMARK = Act(
    name="remark",
    wish=Remark,
    phases=("frozen", "open", "counted"),
    decided=_decided,
    happenings=(Happening(Remarked, _said),),
    again=lambda fact: Remark(fact.by, fact.note),
    asks=(a_note(say("What is to stand in the minutes?")),),
    signing=Signing(asks=say("Who remarks it?")),
    wished=_wished,
    command=Command("remark", say("Write a remark into the minutes.")),
    label=say("write a remark into the minutes"),
    listed=("special",),
)
