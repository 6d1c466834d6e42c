"""Versions of the result (结果): counted, certified, revealed, corrected."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from scoring.ballots import Absence, Ballots, Boxes, Cell
from scoring.counting import Papers, Standing, stand
from scoring.meeting.deciding import (
    Refusal,
    Told,
    applied,
    apply,
    needed_officers,
    told,
    unfit,
    with_round,
    without_reason,
    wrong_phase,
    wrong_stage,
)
from scoring.meeting.facts import (
    CellRuled,
    Certified,
    Corrected,
    ResultComputed,
    Revealed,
    UnitRevealed,
)
from scoring.meeting.intentions import Certify, Correct, Count, Reveal, RevealNext
from scoring.meeting.parts import RankedUnit
from scoring.meeting.sheets import illegal, unknown_cell
from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet, Spot, Version
from scoring.meeting.verification import unverified
from scoring.points import fixed_text
from scoring.scheme import Ballot
from scoring.wording import say


def agreed_ballots(state: Meeting, attempt: Round) -> Mapping[str, Ballots]:
    """Return the ballots of one round as they were agreed, by component.

    The round must be verified.
    """
    sheets = tuple(attempt.sheets.values())
    return {
        component.id: Ballots(
            numbers=tuple(sheet.number for sheet in sheets),
            groups=tuple(sheet.group or "" for sheet in sheets) if component.groups else None,
            cells={
                spot: [agreed_cell(state, attempt, sheet, spot) for sheet in sheets]
                for spot in attempt.spots
                if spot[1] in {item.id for item in component.items}
            },
        )
        for component in state.frozen.scheme.of_kind(Ballot)
    }


def agreed_papers(state: Meeting) -> Papers:
    """Return what the result is made from; every round must be verified."""
    rules = state.frozen
    boxes: dict[str, list[Ballots]] = {}
    for attempt in state.current():
        for component, ballots in agreed_ballots(state, attempt).items():
            boxes.setdefault(component, []).append(ballots)
    return Papers(
        units=rules.roster.units,
        votes={name: Boxes(tuple(own)) for name, own in boxes.items()},
        answers=rules.answers,
        given=rules.given,
        members=len(rules.roster.deputies),
    )


def computed(state: Meeting) -> Standing:
    """Return how the units stand by what the record holds; every round must be verified."""
    return stand(state.frozen.scheme, agreed_papers(state))


@told.register
def _(_intention: Count, state: Meeting) -> Told:
    stopped = tuple(wrong_phase(state, "open"))
    yield from stopped
    if stopped:
        return
    unready = [refusal for attempt in state.current() for refusal in unverified(state, attempt)]
    yield from unready
    if not unready:
        yield _result(state, 1)


@told.register
def _(intention: Certify, state: Meeting) -> Told:
    stopped = tuple(wrong_phase(state, "counted"))
    yield from stopped
    if stopped:
        return
    yield from unfit(state, intention.by, needed_officers(state))
    scrutineers = {
        officer.id
        for officer in state.frozen.roster.officers
        if officer.role in {"scrutineer", "chief"}
    }
    others = tuple(sorted(set(intention.by) - scrutineers))
    if others and needed_officers(state) > 1:
        yield Refusal(
            "certify.role",
            say("{officers} is no scrutineer; scrutineers certify the result", officers=others),
        )
    yield Certified(state.versions[-1].number, intention.by)


@told.register
def _(_intention: Reveal, state: Meeting) -> Told:
    stopped = tuple(wrong_phase(state, "certified"))
    yield from stopped
    if not stopped:
        yield Revealed(state.versions[-1].number)


@told.register
def _(_intention: RevealNext, state: Meeting) -> Told:
    stopped = tuple(wrong_phase(state, "certified"))
    yield from stopped
    if not stopped:
        last = state.versions[-1]
        whole = len(last.hidden) <= 1
        yield Revealed(last.number) if whole else UnitRevealed(last.number, last.hidden[0])


@told.register
def _(intention: Correct, state: Meeting) -> Told:
    rounds = dict.fromkeys(round_id for round_id, *_ in intention.cells)
    stopped = (
        *wrong_phase(state, "counted", "certified", "revealed"),
        *(one for id_ in rounds if state.rules for one in wrong_stage(state, id_, "counted")),
    )
    yield from stopped
    yield from without_reason(intention.reason)
    if stopped:
        return
    yield from unfit(state, intention.by, needed_officers(state))
    unfounded = tuple(_cannot_correct(state, intention))
    yield from unfounded
    if unfounded:
        return
    after = state
    for round_id, sheet, unit, criterion, cell in intention.cells:
        where = (round_id, state.round(round_id).attempt, sheet, unit, criterion)
        facts = (
            CellRuled(*where, intention.by, cell),
            Corrected(*where, intention.by, intention.reason),
        )
        yield from facts
        after = apply(apply(after, facts[0]), facts[1])
    yield _result(after, state.versions[-1].number + 1)


@applied.register
def _(fact: ResultComputed, state: Meeting) -> Meeting:
    counted = state
    for attempt in state.current():
        counted = with_round(counted, replace(attempt, stage="counted"))
    versions = (*state.versions, Version(fact.version, fact.ranking))
    return replace(counted, phase="counted", versions=versions)


@applied.register
def _(fact: Certified, state: Meeting) -> Meeting:
    last = replace(state.versions[-1], certified_by=fact.by)
    return replace(state, phase="certified", versions=(*state.versions[:-1], last))


@applied.register
def _(fact: UnitRevealed, state: Meeting) -> Meeting:
    last = state.versions[-1]
    last = replace(last, shown=last.shown | {fact.unit})
    return replace(state, versions=(*state.versions[:-1], last))


@applied.register
def _(_fact: Revealed, state: Meeting) -> Meeting:
    last = replace(state.versions[-1], revealed=True)
    return replace(state, phase="revealed", versions=(*state.versions[:-1], last))


def _cannot_correct(state: Meeting, intention: Correct) -> Iterator[Refusal]:
    """Yield what is wrong with the cells of a correction."""
    places = [cell[:4] for cell in intention.cells]
    if not places:
        yield Refusal("correct.nothing", say("a correction names the cells that it changes"))
    if len(set(places)) < len(places):
        yield Refusal("correct.twice", say("a cell is corrected only once at a time"))
    for round_id, number, unit, criterion, cell in intention.cells:
        attempt, spot = state.round(round_id), (unit, criterion)
        unknown = tuple(unknown_cell(attempt, number, spot))
        yield from unknown
        if unknown:
            continue
        if illegal(state, criterion, cell):
            yield Refusal("sheet.illegal", say("the mark is not allowed"))
        elif agreed_cell(state, attempt, attempt.sheets[number], spot) == cell:
            yield Refusal("correct.same", say("the cell says this already"))


def agreed_cell(state: Meeting, attempt: Round, sheet: Sheet, spot: Spot) -> Cell:
    """Return what a cell was agreed to be, void on a void sheet. Raises LookupError while open."""
    if sheet.void:
        return Absence.VOID
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    cell = attempt.settled(sheet, spot, needed)
    if cell is None:
        raise LookupError(sheet.number, spot)
    return cell


def _result(state: Meeting, version: int) -> ResultComputed:
    standing = computed(state)
    return ResultComputed(version, tuple(_ranked(standing)))


def _ranked(standing: Standing) -> Iterator[RankedUnit]:
    places = standing.scheme.total.places
    for one in standing.units:
        total = one.total.value
        said = None if total is None else fixed_text(total, places)
        yield RankedUnit(unit=one.unit.id, rank=one.rank, total=said)
