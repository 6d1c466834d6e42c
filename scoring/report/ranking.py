"""The ranking (排名表): who stands where, on which figures, and what was counted.

``ranking`` is the whole document, for ``pingyi rank``; ``formal.ranking_table`` puts its own head
and foot around ``ranking_body``. Units come in the order of ``standing.units``: by rank, those
without one last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from scoring.counting import Standing, UnitStanding
from scoring.report.blocks import (
    Blocks,
    Column,
    Heading,
    Table,
    Words,
    outline,
)
from scoring.report.deciding import Deciding, deciding, further_text
from scoring.report.printed import (
    ABSENCES,
    NOTHING,
    Occasion,
    Source,
    closing,
    component_text,
    opening,
    total_text,
)
from scoring.scheme import Ballot, Scheme, decisive
from scoring.wording import say


def ranking(standing: Standing, source: Source, occasion: Occasion | None = None) -> Blocks:
    """Yield the ranking as a document; ``occasion``: None where nothing is known of the meeting."""
    yield from opening(say("Ranking"), occasion, source)
    yield from ranking_body(standing)
    yield from closing(standing.scheme)


def ranking_body(standing: Standing) -> Blocks:
    """Yield the ranking without what stands around it: tables, remarks, marks found, doubts."""
    yield from ranking_tables(standing)
    if said := tuple(remarks(standing)):
        yield outline(*said)
    for component in standing.scheme.of_kind(Ballot):
        yield from marks_found(standing, component)
    if standing.warnings:
        yield Heading(say("To be noted"))
        yield outline(*standing.warnings)


def ranking_tables(standing: Standing) -> Blocks:
    """Yield one table; where ranks are given within categories, one for each, then the rest.

    The rest has no rank: it is under a heading of its own, whatever its categories.
    """
    if standing.scheme.total.within is None:
        yield _table(standing.scheme, standing.units)
        return
    ranked = [unit for unit in standing.units if unit.rank is not None]
    for category, units in groupby(ranked, key=lambda standing: standing.unit.category):
        yield Heading(category or say("without a category"))
        yield _table(standing.scheme, tuple(units))
    if rest := [unit for unit in standing.units if unit.rank is None]:
        yield Heading(say("without a rank"))
        yield _table(standing.scheme, rest)


def _table(scheme: Scheme, units: Sequence[UnitStanding]) -> Table:
    decided = deciding(scheme, units)
    columns = [Column(say("rank")), Column(say("unit"))]
    columns += [Column(part.title, "right") for part in scheme.components]
    if decided:
        columns.append(Column(say("told apart by"), "right"))
    columns.append(Column(say("total"), "right"))
    if scheme.grades:
        columns.append(Column(say("grade")))
    return Table(tuple(columns), tuple(_row(scheme, unit, decided) for unit in units), keys=2)


def _row(
    scheme: Scheme, standing: UnitStanding, decided: Mapping[str, tuple[Deciding, ...]]
) -> tuple[Words, ...]:
    parts = zip(scheme.components, standing.total.parts, strict=True)
    grade = (standing.grade or NOTHING,) if scheme.grades else ()
    further = (further_text(decided.get(standing.unit.id, ())),) if decided else ()
    return (
        rank_text(standing),
        standing.unit.name,
        *(component_text(scheme, component, figure) or NOTHING for component, figure in parts),
        *further,
        total_text(scheme, standing.total) or NOTHING,
        *grade,
    )


def rank_text(standing: UnitStanding) -> Words:
    """Return the rank as it stands in a table, with a word where it is shared.

    A unit without a rank has a dash.
    """
    if standing.rank is None:
        return NOTHING
    return say("{rank} tied", rank=standing.rank) if standing.tied else str(standing.rank)


def remarks(standing: Standing) -> Iterator[Words]:
    """Yield what the table cannot say: ties, why there is no rank, and how ranks compare."""
    yield from ties(standing)
    yield from without_rank(standing)
    yield from _comparison(standing.scheme)


def ties(standing: Standing) -> Iterator[Words]:
    """Yield who shares which rank, a sentence for each rank.

    Within categories, a rank of one category is not that of another.
    """
    tied = [unit for unit in standing.units if unit.tied]
    # Units come by rank, within categories by these first: level ones stand together.
    for (rank, _), level in groupby(tied, key=lambda one: (one.rank, _field(standing, one))):
        names = tuple(one.unit.name for one in level)
        yield say("level at rank {rank}: {units}", rank=rank, units=names)


def _field(standing: Standing, one: UnitStanding) -> str | None:
    return one.unit.category if standing.scheme.total.within else None


def without_rank(standing: Standing) -> Iterator[Words]:
    """Yield which units have no rank, and why, a sentence each."""
    for one in standing.units:
        if one.why is not None:
            yield say("no rank for {unit}: {why}", unit=one.unit.name, why=one.why)


def _comparison(scheme: Scheme) -> Iterator[Words]:
    if decisive(scheme.total.rank_on, published=False, exact=True):
        yield say("ranks compare the exact totals, before they are rounded")
    if scheme.total.tie_break:
        titles: dict[str, Words] = {part.id: part.title for part in scheme.components}
        titles["exact"] = say("the exact total")
        names = tuple(titles[name] for name in scheme.total.tie_break)
        yield say("equal totals are told apart by, in this order: {figures}", figures=names)


def marks_found(standing: Standing, component: Ballot) -> Blocks:
    """Yield how many marks were counted in ``component``, and what else was found, unit by unit.

    Below it how many sheets were void in every cell; where only counts were given, nobody knows.
    """
    yield Heading(say("Marks found: {component}", component=component.title))
    titles = (say("counted"), *ABSENCES.values())
    yield Table(
        (Column(say("unit")), *(Column(title, "right") for title in titles)),
        tuple(_found(standing.units, component)),
    )
    sheets = standing.void_sheets[component.id]
    if sheets is None:
        yield outline(say("Void sheets: not known, because only counts were given."))
    else:
        yield outline(say("Void sheets (void in every cell): {sheets}", sheets=sheets))


def _found(units: Iterable[UnitStanding], component: Ballot) -> Iterator[tuple[Words, ...]]:
    for one in units:
        found = one.found[component.id]
        absent = (str(found.absent[absence]) for absence in ABSENCES)
        yield (one.unit.name, str(found.counted), *absent)
