"""Where a unit stands among the others (名次), and how far it is from the nearest.

The first unit of the sample meeting has two lines:

    rank 1 of 7 units
    0.48 ahead of 省公安厅 (rank 2)
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.counting import Figure, Standing, UnitStanding
from scoring.report.blocks import Item, Words
from scoring.report.deciding import deciding, level_phrase
from scoring.report.printed import padded_text, total_text
from scoring.scheme import Scheme, decisive
from scoring.wording import Phrase, say


def place(standing: Standing, one: UnitStanding) -> Iterator[Item]:
    """Yield the rank of ``one``, whom it shares it with, and the distance up and down.

    A unit without a rank has one line: why. Where ranks are given within categories, the field is
    the unit's own category.
    """
    if one.rank is None:
        yield Item(say("no rank: {why}", why=one.why))
        return
    field = field_of(standing, one)
    yield Item(say("rank {rank} of {units} units", rank=one.rank, units=len(field)))
    if standing.scheme.total.within:
        category = one.unit.category or say("without a category")
        yield Item(say("ranked within the category: {category}", category=category))
    if one.tied:
        level = [other.unit for other in field if other.rank == one.rank]
        names = tuple(unit.name for unit in level if unit.id != one.unit.id)
        yield Item(say("level with {units}: they share the rank", units=names))
    yield from (Item(_distance(standing.scheme, one, other)) for other in _nearest(field, one.rank))
    total = total_text(standing.scheme, one.total) or ""
    for decided in deciding(standing.scheme, field).get(one.unit.id, ()):
        yield Item(level_phrase(total, decided))
    if one.grade:
        yield Item(say("grade: {grade}", grade=one.grade))


def field_of(standing: Standing, one: UnitStanding) -> Sequence[UnitStanding]:
    """Return those that are ranked with ``one``, best first; itself included, if it has a rank."""
    within = standing.scheme.total.within is not None
    return [
        other
        for other in standing.units
        if other.rank is not None and (not within or other.unit.category == one.unit.category)
    ]


def _nearest(field: Sequence[UnitStanding], rank: int) -> Iterator[UnitStanding]:
    """Yield the last unit before ``rank`` and the first after it."""
    yield from [other for other in field if (other.rank or 0) < rank][-1:]
    yield from [other for other in field if (other.rank or 0) > rank][:1]


def _distance(scheme: Scheme, one: UnitStanding, other: UnitStanding) -> Phrase:
    """Say how far ``one`` is from ``other``, in the first figure in which they differ.

    Two units of different ranks differ in one of the figures that decide; where their totals are
    the same, the sentence names the tie-break that told them apart.
    """
    pairs = zip(_compared(scheme, one.total), _compared(scheme, other.total), strict=True)
    gaps = [(title, own - theirs) for (title, own), (_, theirs) in pairs]
    # There is one: units that are level in all of them share a rank, and are not asked about.
    title, gap = next(pair for pair in gaps if pair[1])
    shown = padded_text(abs(gap), scheme.total.places)
    unit, rank = other.unit.name, other.rank
    if gap > 0:
        side = say("{gap} ahead of {unit} (rank {rank})", gap=shown, unit=unit, rank=rank)
    else:
        side = say("{gap} behind {unit} (rank {rank})", gap=shown, unit=unit, rank=rank)
    if gaps[0][1]:
        return side
    return say("{distance} in {figure}; the totals are the same", distance=side, figure=title)


def _compared(scheme: Scheme, total: Figure) -> Iterator[tuple[Words, Fraction]]:
    """Yield what units are compared by, in order, each with its title.

    What has no value is left out.
    """
    scored = zip(scheme.components, total.parts, strict=True)
    tie_breaks: dict[str, tuple[Words, Fraction | None]] = {
        "exact": (say("the exact total"), total.exact),
        **{component.id: (component.title, part.value) for component, part in scored},
    }
    decides = decisive(scheme.total.rank_on, published=total.value, exact=total.exact)
    named = [(say("total"), decides), *(tie_breaks[name] for name in scheme.total.tie_break)]
    yield from ((title, value) for title, value in named if value is not None)
