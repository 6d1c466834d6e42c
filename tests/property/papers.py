"""From the plain rows of a meeting to what the engine takes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.answers import Answer, read_level
from scoring.ballots import Ballots, Cell, Counts, Marking
from scoring.counting import Papers, Standing, stand
from scoring.points import figure
from scoring.roster import Unit
from scoring.scheme import Ballot, Feedback, Scheme
from tests.property.naive import Meeting, Reply, Sheet, Toml


def scheme_of(data: Toml) -> Scheme:
    return Scheme.model_validate(data)


def standing_of(data: Toml, meeting: Meeting) -> Standing:
    scheme = scheme_of(data)
    return stand(scheme, papers_of(scheme, meeting))


def papers_of(scheme: Scheme, meeting: Meeting) -> Papers:
    return Papers(
        tuple(
            Unit(row.id, f"{row.id}的名称", category=row.category, ranked=row.ranked)
            for row in meeting.units
        ),
        {
            part.id: ballots_of(part, meeting.sheets[part.id], meeting)
            for part in scheme.of_kind(Ballot)
        },
        {
            part.id: tuple(answer_of(part, reply) for reply in meeting.replies[part.id])
            for part in scheme.of_kind(Feedback)
        },
        {
            name: {unit: figure_in(text) for unit, text in figures.items()}
            for name, figures in meeting.given.items()
        },
        meeting.members,
    )


def figure_in(text: str) -> Fraction:
    found = figure(text, signed=True)
    assert found is not None
    return found


def ballots_of(part: Ballot, sheets: Sequence[Sheet], meeting: Meeting) -> Ballots:
    marking = Marking(part)
    return Ballots(
        tuple(sheet.number for sheet in sheets),
        tuple(sheet.group or "" for sheet in sheets) if part.groups else None,
        {
            (unit.id, item.id): [marking.read(sheet.cells[unit.id, item.id]) for sheet in sheets]
            for unit in meeting.units
            for item in part.items
        },
    )


def answer_of(part: Feedback, reply: Reply) -> Answer:
    levels = tuple(read_level(text, part) for text in reply.parts)
    return Answer(reply.suggestion, reply.unit, reply.deputy, levels, reply.role)


def counted(ballots: Ballots) -> Counts:
    """Count ``ballots`` as somebody else would, who sends only how often each cell was found."""
    cells: dict[tuple[str, str, str | None], Counter[Cell]] = {}
    for (unit, criterion), column in ballots.cells.items():
        for group, cell in zip(ballots.groups or [None] * len(column), column, strict=True):
            cells.setdefault((unit, criterion, group), Counter())[cell] += 1
    return Counts(cells)


def added(venues: Sequence[Counts]) -> Counts:
    cells: dict[tuple[str, str, str | None], Counter[Cell]] = {}
    for venue in venues:
        for spot, found in venue.cells.items():
            cells.setdefault(spot, Counter()).update(found)
    return Counts(cells)


def totals(standing: Standing) -> Mapping[str, Fraction | None]:
    """Return each unit's published total."""
    return {row.unit.id: row.total.value for row in standing.units}


def exact_totals(standing: Standing) -> Mapping[str, Fraction | None]:
    return {row.unit.id: row.total.exact for row in standing.units}


def ranks(standing: Standing) -> Mapping[str, tuple[int | None, bool, str | None]]:
    """Return each unit's rank, whether it is tied, and its grade."""
    return {row.unit.id: (row.rank, row.tied, row.grade) for row in standing.units}
