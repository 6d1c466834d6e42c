"""Noting that a deputy does not mark a unit (回避), before sheets are issued.

It changes no mark by itself: it says beforehand that a sheet may say 回避 for the unit. Where so
few are recused that their sheet could be told apart, that is a doubt, and no refusal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Choices, Known
from scoring.meeting.facts import Fact
from scoring.meeting.quorum import known_deputies, unknown_deputy
from scoring.meeting.refusals import Doubt, Refusal
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import deputy_ids, rules_of, unit_id
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Recuse(Wish):
    """Note that a deputy marks one unit not."""

    deputy: str
    unit: str


@dataclass(frozen=True, slots=True)
class Recused(Fact):
    """回避, of a deputy for one unit."""

    kind = "recused"
    deputy: str
    unit: str


def _decided(wish: Recuse, state: Meeting) -> Told:
    names = state.frozen.roster.unit_names
    if wish.deputy not in known_deputies(state):
        yield unknown_deputy(wish.deputy)
    if wish.unit not in names:
        yield Refusal("recuse.unit", say("{unit} is not a unit", unit=wish.unit))
        return
    if (wish.deputy, wish.unit) in state.attendance.recused:
        yield Refusal("recuse.twice", say("this is noted already"))
    yield from already_issued(state, wish.unit)
    yield from _told_apart(wish, state)
    yield Recused(wish.deputy, wish.unit)


def already_issued(state: Meeting, unit: str) -> Iterator[Refusal]:
    """Yield the refusal where the sheets that have ``unit`` (an id) on them have been issued."""
    for attempt in state.current():
        if attempt.id in {"all", unit} and attempt.issued is not None:
            yield Refusal("recuse.issued", say("the sheets of this round have been issued"))


def _told_apart(wish: Recuse, state: Meeting) -> Iterator[Doubt]:
    """Yield a doubt where so few are recused that a sheet with 回避 names its deputy."""
    alike = 1 + sum(unit == wish.unit for _, unit in state.attendance.recused)
    if alike < state.frozen.scheme.procedure.min_cell:
        yield Doubt(
            say(
                "only {count} recused for {unit}: a sheet that says 回避 there can be told apart",
                count=alike,
                unit=state.frozen.roster.unit_names[wish.unit],
            )
        )


def _happened(fact: Recused, state: Meeting) -> Meeting:
    there = state.attendance
    recused = there.recused | {(fact.deputy, fact.unit)}
    return replace(state, attendance=replace(there, recused=recused))


def _said(fact: Recused, called: Called) -> Phrase:
    return say("A recusal was noted for {unit}", unit=called.unit(fact.unit))


def _wished(state: Meeting, answers: Answers) -> Sequence[Recuse]:
    if answers.flag("undo"):  # another act's
        return ()
    unit = unit_id(rules_of(state), answers.text("unit"))
    [deputy] = deputy_ids(state, [answers.text("deputy")])
    return (Recuse(deputy, unit),)


def _units(state: Meeting, _known: Known) -> Choices:
    return tuple((one.id, one.name) for one in state.frozen.roster.units)


def _for_which(_state: Meeting, known: Known) -> Phrase:
    return say("For which unit is {deputy} recused?", deputy=known.get("name", known["deputy"]))


RECUSE = Act(
    name="recuse",
    wish=Recuse,
    phases=("frozen", "open"),
    conditions=say("before the sheets of the round that the unit is in are issued; once"),
    refuses=("deputy.unknown", "recuse.unit", "recuse.twice", "recuse.issued"),
    decided=_decided,
    happenings=(
        Happening(
            Recused,
            _said,
            _happened,
            who=lambda one: one.deputy,
            holds=say("which deputy, for which unit"),
        ),
    ),
    again=lambda fact: Recuse(fact.deputy, fact.unit),
    asks=(
        Ask(name="deputy", shown=say("DEPUTY")),
        Ask(name="unit", asks=_for_which, shown=say("UNIT"), choices=_units, plain=True),
    ),
    wished=_wished,
    command=Command(
        "recuse", say("Note that DEPUTY does not mark UNIT (回避), before sheets are issued.")
    ),
)
