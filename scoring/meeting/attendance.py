"""Freezing, and who is there (冻结, 签到, 回避)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from scoring.meeting.deciding import (
    Doubt,
    Refusal,
    Told,
    applied,
    needed_officers,
    told,
    unfit,
    without_reason,
    wrong_phase,
)
from scoring.meeting.facts import (
    AnswersListed,
    CheckedIn,
    Created,
    DeputiesListed,
    Frozen,
    Left,
    Recused,
    Unfrozen,
)
from scoring.meeting.intentions import CheckIn, Freeze, Leave, Recuse, Unfreeze
from scoring.meeting.state import Attendance, Meeting, Rules
from scoring.roster import Roster
from scoring.scheme import Given
from scoring.scheme.canonical import scheme_of
from scoring.wording import Phrase, say


@told.register
def _(intention: Freeze, state: Meeting) -> Told:
    yield from wrong_phase(state, "draft")
    if not intention.files.officers:
        yield Refusal("freeze.officers", say("there are no officers; fill officers.csv"))
    if not intention.roster.deputies:
        yield Refusal("freeze.deputies", say("there are no deputies; fill deputies.csv"))
    yield intention.files
    yield intention.roster
    yield from intention.answers


@told.register
def _(intention: Unfreeze, state: Meeting) -> Told:
    stopped = tuple(wrong_phase(state, "frozen", "open"))
    yield from stopped
    yield from without_reason(intention.reason)
    if stopped:
        return
    yield from unfit(state, intention.by, needed_officers(state))
    if any(attempt.issued or attempt.sheets for attempt in state.rounds.values()):
        yield Refusal("unfreeze.issued", say("sheets have been issued; the files stay frozen"))
    yield Unfrozen(intention.by, intention.reason)


@told.register
def _(intention: CheckIn, state: Meeting) -> Told:
    yield from wrong_phase(state, "frozen", "open")
    known = _known(state)
    for deputy in dict.fromkeys(intention.deputies):
        if deputy not in known:
            yield _unknown(deputy)
        elif deputy in state.attendance.present:
            yield Refusal("checkin.present", say("{deputy} is checked in already", deputy=deputy))
        else:
            yield CheckedIn(deputy)


@told.register
def _(intention: Leave, state: Meeting) -> Told:
    yield from wrong_phase(state, "frozen", "open")
    for deputy in dict.fromkeys(intention.deputies):
        if deputy in state.attendance.present:
            yield Left(deputy)
        else:
            yield Refusal("leave.absent", say("{deputy} is not checked in", deputy=deputy))


@told.register
def _(intention: Recuse, state: Meeting) -> Told:
    stopped = tuple(wrong_phase(state, "frozen", "open"))
    yield from stopped
    if stopped:
        return
    units = state.frozen.roster.unit_names
    if intention.deputy not in _known(state):
        yield _unknown(intention.deputy)
    if intention.unit not in units:
        yield Refusal("recuse.unit", say("{unit} is not a unit", unit=intention.unit))
        return
    pair = (intention.deputy, intention.unit)
    if pair in state.attendance.recused:
        yield Refusal("recuse.twice", say("this is noted already"))
    for attempt in state.current():
        if attempt.id in {"all", intention.unit} and attempt.issued is not None:
            yield Refusal("recuse.issued", say("the sheets of this round have been issued"))
    alike = 1 + sum(unit == intention.unit for _, unit in state.attendance.recused)
    if alike < state.frozen.scheme.procedure.min_cell:
        yield Doubt(
            say(
                "only {count} recused for {unit}: a sheet that says 回避 there can be told apart",
                count=alike,
                unit=units[intention.unit],
            )
        )
    yield Recused(*pair)


@applied.register
def _(fact: Created, state: Meeting) -> Meeting:
    return replace(state, rehearsal=fact.rehearsal)


@applied.register
def _(fact: Frozen, state: Meeting) -> Meeting:
    scheme = scheme_of(fact.scheme)
    given: dict[str, dict[str, Fraction]] = {part.id: {} for part in scheme.of_kind(Given)}
    for one in fact.given:
        given.setdefault(one.component, {})[one.unit] = Fraction(one.figure)
    roster = Roster(units=fact.units, officers=fact.officers)
    rules = Rules(fact.title, scheme, fact.scheme_sha256, roster, given=given)
    return replace(state, phase="frozen", rules=rules)


@applied.register
def _(fact: DeputiesListed, state: Meeting) -> Meeting:
    rules = state.frozen
    roster = replace(rules.roster, deputies=fact.deputies)
    return replace(state, rules=replace(rules, roster=roster))


@applied.register
def _(fact: AnswersListed, state: Meeting) -> Meeting:
    rules = state.frozen
    answers = {**rules.answers, fact.component: fact.answers}
    return replace(state, rules=replace(rules, answers=answers))


@applied.register
def _(_fact: Unfrozen, state: Meeting) -> Meeting:
    return Meeting(rehearsal=state.rehearsal)


@applied.register
def _(fact: CheckedIn, state: Meeting) -> Meeting:
    there = state.attendance
    late = there.late | {fact.deputy} if state.rounds else there.late
    return _attended(
        state,
        replace(
            there,
            present=there.present | {fact.deputy},
            left=there.left - {fact.deputy},
            late=late,
        ),
    )


@applied.register
def _(fact: Left, state: Meeting) -> Meeting:
    there = state.attendance
    return _attended(
        state,
        replace(there, present=there.present - {fact.deputy}, left=there.left | {fact.deputy}),
    )


@applied.register
def _(fact: Recused, state: Meeting) -> Meeting:
    there = state.attendance
    return _attended(state, replace(there, recused=there.recused | {(fact.deputy, fact.unit)}))


def quorate(state: Meeting) -> bool:
    """Whether more than the quorum's share of the roster is present; true without a quorum."""
    quorum = state.frozen.scheme.procedure.quorum
    present, members = len(state.attendance.present), len(state.frozen.roster.deputies)
    return quorum is None or present > quorum * members


def speaker_doubts(state: Meeting) -> Iterator[Phrase]:
    """Yield the delegations of which no speaker, or more than one, is present."""
    speakers = Counter(
        deputy.delegation
        for deputy in state.frozen.roster.deputies
        if deputy.speaker and deputy.id in state.attendance.present
    )
    for delegation in dict.fromkeys(one.delegation for one in state.frozen.roster.deputies):
        if delegation and speakers and speakers[delegation] != 1:
            yield say(
                "{delegation} has {count} speakers present",
                delegation=delegation,
                count=speakers[delegation],
            )


def _attended(state: Meeting, attendance: Attendance) -> Meeting:
    return replace(state, attendance=attendance)


def _known(state: Meeting) -> set[str]:
    return {deputy.id for deputy in state.frozen.roster.deputies} if state.rules else set()


def _unknown(deputy: str) -> Refusal:
    return Refusal("deputy.unknown", say("{deputy} is not in the list of deputies", deputy=deputy))
