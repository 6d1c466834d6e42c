"""Taking back a recusal that was noted by mistake (撤销回避), before sheets are issued.

The deputy may mark the unit again. The log keeps both, the recusal and that it was taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.acts.recuse import already_issued
from scoring.meeting.asks import Answers, Ask
from scoring.meeting.facts import Fact
from scoring.meeting.refusals import Refusal
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import deputy_ids, rules_of, unit_id
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class TakeBackRecusal(Wish):
    """Take back that a deputy (an id) marks one unit (an id) not."""

    deputy: str
    unit: str


@dataclass(frozen=True, slots=True)
class RecusalTakenBack(Fact):
    """撤销回避, of a deputy for one unit."""

    kind = "recusal-taken-back"
    deputy: str
    unit: str


def _decided(wish: TakeBackRecusal, state: Meeting) -> Told:
    if (wish.deputy, wish.unit) not in state.attendance.recused:
        yield Refusal("undo.not-recused", say("no such recusal is noted"))
    yield from already_issued(state, wish.unit)
    yield RecusalTakenBack(wish.deputy, wish.unit)


def _happened(fact: RecusalTakenBack, state: Meeting) -> Meeting:
    there = state.attendance
    recused = there.recused - {(fact.deputy, fact.unit)}
    return replace(state, attendance=replace(there, recused=recused))


def _said(fact: RecusalTakenBack, called: Called) -> Phrase:
    return say("A recusal for {unit} was taken back", unit=called.unit(fact.unit))


def _wished(state: Meeting, answers: Answers) -> Sequence[TakeBackRecusal]:
    if not answers.flag("undo"):
        return ()
    unit = unit_id(rules_of(state), answers.text("unit"))
    [deputy] = deputy_ids(state, [answers.text("deputy")])
    return (TakeBackRecusal(deputy, unit),)


TAKE_BACK_RECUSAL = Act(
    name="take-back-recusal",
    wish=TakeBackRecusal,
    phases=("frozen", "open"),
    conditions=say("noted; before the sheets of the round that the unit is in are issued"),
    refuses=("undo.not-recused", "recuse.issued"),
    decided=_decided,
    happenings=(
        Happening(
            RecusalTakenBack,
            _said,
            _happened,
            who=lambda one: one.deputy,
            holds=say("which deputy, for which unit"),
        ),
    ),
    again=lambda fact: TakeBackRecusal(fact.deputy, fact.unit),
    asks=(
        Ask(name="deputy", shown=say("DEPUTY")),
        Ask(name="unit", shown=say("UNIT")),
        Ask(
            name="undo",
            kind="flag",
            does=say("Take it back: it was noted by mistake."),
            option="--undo",
            needed=False,
        ),
    ),
    wished=_wished,
    command=Command(
        "recuse", say("Note that DEPUTY does not mark UNIT (回避), before sheets are issued.")
    ),
)
