"""What a record comes to (结果): agreed cells, ballots, papers, and how the units stand.

Each step takes the one before it: the agreed cells of a round are its ballots, those of all rounds
with the base scores and given figures are the papers, and ``counting.stand`` ranks the units by
them. A round must be verified first; where a cell is still open, all of them raise LookupError.
"""

from collections.abc import Iterator, Mapping

from scoring.ballots import Absence, Ballots, Boxes, Cell
from scoring.counting import Papers, Standing, stand
from scoring.meeting.parts import RankedUnit
from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet, SheetSpot
from scoring.points import fixed_text
from scoring.scheme import Ballot


def agreed_ballots(state: Meeting, attempt: Round) -> Mapping[str, Ballots]:
    """Return the ballots of one round as they were agreed, by the component's id.

    In each, the list of a cell is as long as ``numbers``: void sheets are there too, with void in
    every cell. Raises LookupError unless the round is verified.
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


def agreed_cell(state: Meeting, attempt: Round, sheet: Sheet, spot: SheetSpot) -> Cell:
    """Return what a cell was agreed to be, void on a void sheet. Raises LookupError while open."""
    if sheet.void:
        return Absence.VOID
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    cell = attempt.settled(sheet, spot, needed)
    if cell is None:
        raise LookupError(sheet.number, spot)
    return cell


def ranked_units(state: Meeting) -> Iterator[RankedUnit]:
    """Yield the units in the order of the ranking, those without a rank last.

    Every round must be verified: raises LookupError.
    """
    standing = computed(state)
    places = standing.scheme.total.places
    for one in standing.units:
        total = one.total.value
        said = None if total is None else fixed_text(total, places)
        yield RankedUnit(unit=one.unit.id, rank=one.rank, total=said)
