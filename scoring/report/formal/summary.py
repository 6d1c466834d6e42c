"""The summary of all results (测评结果汇总表): scores, marks found, groups and levels.

Wide, for the files, with units in their official order; each table of it has a row for each unit,
or for each unit and criterion.
"""

from collections.abc import Iterator
from typing import assert_never

from scoring.ballots import Marking
from scoring.counting import Figure, UnitStanding
from scoring.points import fixed_text, rounded
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table, Words, outline
from scoring.report.formal.distribution import marks_by_worth
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.privacy import groups_hidden, hidden
from scoring.report.formal.shares import share_text
from scoring.report.formal.sources import sources
from scoring.report.printed import NOTHING, component_text, total_text
from scoring.report.ranking import marks_found, rank_text, remarks
from scoring.scheme import Ballot, Criterion, GroupOrder, Scheme
from scoring.wording import say


def summary(dossier: Dossier) -> Blocks:
    """Yield the scores of all units in their official order, and what they were counted from.

    Then, for each ballot component: the marks found, points by criterion, figures by group, how
    often each level was given. What would tell who marked what is left out, and a line says so.
    """
    yield from head(say("Summary of the evaluation"), dossier)
    scheme = dossier.scheme
    units = _official(dossier)
    yield _scores(scheme, units)
    if said := tuple(remarks(dossier.counted)):
        yield outline(*said)
    for position, component in enumerate(scheme.components):
        if not isinstance(component, Ballot):
            continue
        figures = [(one, one.total.parts[position]) for one in units]
        # The ranking has the same table, but in its own order.
        yield from marks_found(dossier.counted._replace(units=tuple(units)), component)
        yield from _criteria(scheme, component, figures)
        yield from _groups(dossier, component, figures)
        yield from _levels(scheme, component, figures)
    yield from sources(dossier)


def _official(dossier: Dossier) -> list[UnitStanding]:
    order = {unit.id: position for position, unit in enumerate(dossier.roster.units)}
    return sorted(dossier.counted.units, key=lambda one: order[one.unit.id])


def _scores(scheme: Scheme, units: list[UnitStanding]) -> Table:
    columns = (
        Column(say("Unit")),
        *((Column(say("Category")),) if scheme.total.within else ()),
        *(Column(part.title, "right") for part in scheme.components),
        Column(say("Total"), "right"),
        Column(say("Rank"), "right"),
        *((Column(say("Grade")),) if scheme.grades else ()),
    )
    return Table(columns, tuple(_row(scheme, one) for one in units))


def _row(scheme: Scheme, one: UnitStanding) -> tuple[Words, ...]:
    parts = zip(scheme.components, one.total.parts, strict=True)
    return (
        one.unit.name,
        *((one.unit.category or NOTHING,) if scheme.total.within else ()),
        *(component_text(scheme, part, figure) or NOTHING for part, figure in parts),
        total_text(scheme, one.total) or NOTHING,
        rank_text(one),
        *((one.grade or NOTHING,) if scheme.grades else ()),
    )


def _criteria_outside(order: GroupOrder) -> bool:
    """Whether a score is made of criteria, and each of these of groups."""
    match order:
        case "criterion-first":
            return True
        case "group-first":
            return False
        case never:
            assert_never(never)


def _criteria(
    scheme: Scheme, component: Ballot, figures: list[tuple[UnitStanding, Figure]]
) -> Blocks:
    """Yield the points of each criterion, where they are made over all groups.

    Nothing where there are no criteria, or where each group adds up its own. ``figures``: of each
    unit its standing, and the component's figure.
    """
    if not component.criteria or not _criteria_outside(component.order):
        return
    yield Heading(say("Points by criterion: {component}", component=component.title))
    columns = (Column(say("Unit")), *(Column(one.title, "right") for one in component.criteria))
    rows = tuple(
        (one.unit.name, *(_printed(scheme, part) for part in figure.parts))
        for one, figure in figures
    )
    yield Table(columns, rows)


def _groups(
    dossier: Dossier, component: Ballot, figures: list[tuple[UnitStanding, Figure]]
) -> Blocks:
    """Yield what each group gave, unless one is too small; nothing where there are no groups."""
    if not component.groups:
        return
    yield Heading(say("By group: {component}", component=component.title))
    if groups_hidden(dossier.counted, component):
        yield Paragraph(hidden(dossier.scheme))
        return
    rows = tuple(
        (one.unit.name, *cells)
        for one, figure in figures
        for cells in _by_group(dossier.scheme, component, figure)
    )
    titles: list[Words] = [say("Unit"), *((say("Criterion"),) if component.criteria else ())]
    groups = (Column(group.title, "right") for group in component.groups)
    yield Table((*map(Column, titles), *groups), rows, keys=len(titles))


def _by_group(scheme: Scheme, component: Ballot, figure: Figure) -> Iterator[tuple[Words, ...]]:
    """Yield the groups' figures of one unit: a row for each criterion, or a single one."""
    if not _criteria_outside(component.order):
        cells = (_printed(scheme, part) for part in figure.parts)
        yield (*((say("all"),) if component.criteria else ()), *cells)
        return
    titles = {one.id: one.title for one in component.criteria}
    for of_criterion in figure.parts:
        [over_groups] = of_criterion.parts
        title = (titles[of_criterion.of],) if component.criteria else ()
        yield (*title, *(_printed(scheme, part) for part in over_groups.parts))


def _levels(
    scheme: Scheme, component: Ballot, figures: list[tuple[UnitStanding, Figure]]
) -> Blocks:
    """Yield how often each level was given, and its share of the marks counted, unless too few.

    Nothing where marks are figures. Two levels of one worth cannot be told apart any more: both
    have a dash.
    """
    if not component.worth:
        return
    for criterion in component.items:
        yield Heading(say("Levels given: {title}", title=criterion.title))
        columns = (Column(say("Unit")), *(Column(level, "right") for level in component.worth))
        yield Table(
            columns,
            tuple(
                (one.unit.name, *_shares(scheme, component, criterion, figure))
                for one, figure in figures
            ),
        )
    yield Paragraph(say("Each share is rounded by itself; together they need not make 100 %."))


def _shares(
    scheme: Scheme, component: Ballot, criterion: Criterion, figure: Figure
) -> Iterator[Words]:
    """Yield a cell for each level of the scheme, best first."""
    found = marks_by_worth(figure, criterion.id)
    marking, whole = Marking(component), found.total()
    worths = [marking.worth(mark) for mark in marking.marks]
    for worth in worths:
        if not whole or whole < scheme.procedure.min_cell or worths.count(worth) > 1:
            yield NOTHING
        else:
            share = share_text(found[worth], whole)
            yield say("{count} ({share})", count=found[worth], share=share)


def _printed(scheme: Scheme, figure: Figure) -> str:
    """Return a figure on the way with its own places, or two more than the total's."""
    if figure.value is None:
        return NOTHING
    places = scheme.total.places + 2 if figure.places is None else figure.places
    return fixed_text(rounded(figure.value, places, scheme.total.rounding), places)
