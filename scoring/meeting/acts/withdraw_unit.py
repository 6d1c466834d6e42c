"""A unit that withdraws (退出评议) after the files are frozen, by as many as owed, with a reason.

Its column stays on the sheets, and what is keyed there is kept; but it is ranked no longer, and
ranking and documents say why. A round of its own that has not begun is not held; one that has is
finished as ever. The last unit that is ranked stays.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Choices, Known, Signing, a_reason
from scoring.meeting.facts import Fact, Names
from scoring.meeting.refusals import Refusal, needed_officers, unfit
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import rules_of, unit_id
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class WithdrawUnit(Wish):
    """Take a unit out of the ranking."""

    unit: str
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class UnitWithdrawn(Fact):
    """退出评议: the unit is listed, and not ranked."""

    kind = "unit-withdrawn"
    changes_state = True
    unit: str
    by: Names
    reason: str


def _decided(wish: WithdrawUnit, state: Meeting) -> Told:
    yield from unfit(state, wish.by, needed_officers(state))
    units = {one.id: one for one in state.frozen.roster.units}
    ranked = {one.id for one in units.values() if one.ranked}
    if wish.unit not in units:
        yield Refusal("withdrawal.unknown", say("{unit} is not a unit", unit=wish.unit))
    elif units[wish.unit].why:
        yield Refusal("withdrawal.twice", say("this unit has withdrawn already"))
    elif not ranked - {wish.unit}:
        yield Refusal("withdrawal.last", say("no unit would be left to be ranked"))
    yield UnitWithdrawn(wish.unit, wish.by, wish.reason)


def _happened(fact: UnitWithdrawn, state: Meeting) -> Meeting:
    rules = state.frozen
    units = tuple(
        replace(one, ranked=False, why=fact.reason) if one.id == fact.unit else one
        for one in rules.roster.units
    )
    return replace(state, rules=replace(rules, roster=replace(rules.roster, units=units)))


def _said(fact: UnitWithdrawn, called: Called) -> Phrase:
    return say("{unit} withdrew and is not ranked", unit=called.unit(fact.unit))


def _wished(state: Meeting, answers: Answers) -> tuple[WithdrawUnit]:
    unit = unit_id(rules_of(state), answers.text("unit"))
    return (WithdrawUnit(unit, answers.by, answers.text("reason")),)


def _units(state: Meeting, _known: Known) -> Choices:
    return tuple((one.id, one.name) for one in state.frozen.roster.units if not one.why)


WITHDRAW_UNIT = Act(
    name="withdraw-unit",
    wish=WithdrawUnit,
    phases=("frozen", "open"),
    conditions=say(
        "a reason, as many officers as owed; a unit that has not withdrawn, and not the last that "
        "is ranked"
    ),
    refuses=("withdrawal.unknown", "withdrawal.twice", "withdrawal.last"),
    decided=_decided,
    happenings=(Happening(UnitWithdrawn, _said, _happened, holds=say("which unit, by whom, why")),),
    again=lambda fact: WithdrawUnit(fact.unit, fact.by, fact.reason),
    asks=(
        Ask(
            name="unit",
            asks=say("Which unit withdraws?"),
            shown=say("UNIT"),
            choices=_units,
            plain=True,
        ),
        a_reason(say("Why does it withdraw? It goes into the minutes, and beside the ranking.")),
    ),
    signing=Signing(asks=say("Who takes the unit out?"), owed=True),
    wished=_wished,
    command=Command(
        "withdraw-unit", say("Take a unit out of the ranking that withdrew (退出评议).")
    ),
    label=say("a unit withdraws (退出评议)"),
    listed=("special",),
)
