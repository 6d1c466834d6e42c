"""The ranking as a screen shows it (结果): rows, bars, distances, and places by component.

Every figure here is one that is printed, or the difference of two that are: whoever subtracts what
stands on the screen finds what stands beside it. Ends of bars come from the running sum of the
components, and the last is the total itself, so bars are in the order of the totals:

>>> from fractions import Fraction
>>> cells([Fraction("16.16"), Fraction("84.30")], Fraction(2))
[8, 42]
>>> cells([Fraction("16.95"), Fraction("83.65")], Fraction(2))
[8, 42]
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import NamedTuple

from scoring.counting import Standing, UnitStanding
from scoring.points import figure, fixed_text, rounded
from scoring.report.deciding import Deciding, deciding
from scoring.report.lead import lead
from scoring.report.neighbours import field_of
from scoring.report.printed import NOTHING, component_text, total_text
from scoring.scheme import Scheme

NICE = (1, 2, 5)
"""What a step may be, times a power of ten."""


class ResultRow(NamedTuple):
    """One unit of the ranking, in printed figures."""

    one: UnitStanding
    parts: tuple[str, ...]
    """Of the components, in the scheme's order; a dash where there is none."""
    total: str
    decided: tuple[Deciding, ...]
    lead: str
    """How far it is ahead of the next of its field; empty of the last, and of whom it is level
    with."""
    level: bool
    """Whether the next has the same rank."""
    ends: tuple[Fraction, ...]
    """Where the part of each component ends on its bar, in points from zero; empty: no bar."""


def result_rows(standing: Standing) -> list[ResultRow]:
    """Return a row for each unit, in the order of ``standing``."""
    scheme = standing.scheme
    decided: dict[str, tuple[Deciding, ...]] = {}
    after: dict[str, UnitStanding] = {}
    for one in standing.units:
        if one.unit.id not in after and one.rank is not None:
            field = field_of(standing, one)
            decided |= deciding(scheme, field)
            after |= {upper.unit.id: lower for upper, lower in pairwise(field)}
    return [_row(scheme, one, decided, after.get(one.unit.id)) for one in standing.units]


def _row(
    scheme: Scheme,
    one: UnitStanding,
    decided: dict[str, tuple[Deciding, ...]],
    after: UnitStanding | None,
) -> ResultRow:
    parts = zip(scheme.components, one.total.parts, strict=True)
    level = after is not None and after.rank == one.rank
    return ResultRow(
        one,
        tuple(component_text(scheme, component, own) or NOTHING for component, own in parts),
        total_text(scheme, one.total) or NOTHING,
        decided.get(one.unit.id, ()),
        lead(scheme, one, after, decided) if after and not level else "",
        level,
        tuple(_ends(one)),
    )


def _ends(one: UnitStanding) -> Iterator[Fraction]:
    """Yield where each part ends; never beyond the total, which a deduction makes smaller."""
    total = one.total.value
    if total is None or total <= 0:
        return
    reached = Fraction(0)
    sums = [*accumulate(part.value or Fraction(0) for part in one.total.parts)]
    for end in [*sums[:-1], total]:
        reached = max(reached, min(end, total))
        yield reached


def cells(ends: Sequence[Fraction], step: Fraction) -> list[int]:
    """Return in which cell each end of a bar falls, where a cell is ``step`` points."""
    return [int(rounded(end / step, 0)) for end in ends]


def nice_step(span: Fraction, most: int) -> Fraction:
    """Return the smallest of 1, 2, 5, 10, 20, ... and their tenths that ``span`` has few enough of.

    At most ``most`` of them, 1 or more. ``span`` is above zero.
    """
    power = Fraction(1, 10**6)
    while True:
        for one in NICE:
            if span / (one * power) <= max(1, most):
                return one * power
        power *= 10


class RulerMark(NamedTuple):
    """A unit on the ruler."""

    rank: int
    id: str
    at: Fraction
    """Its total, from the first tick, in steps."""


class Ruler(NamedTuple):
    """How far the totals of one field are from each other (标尺)."""

    ticks: tuple[str, ...]
    """What stands at each step, from the left."""
    marks: tuple[RulerMark, ...]
    """Best first."""


def ruler(standing: Standing, one: UnitStanding, most: int) -> Ruler | None:
    """Return the ruler of the field of ``one``, with at most ``most`` steps; None of one alone."""
    field = [other for other in field_of(standing, one) if other.total.value is not None]
    totals = [other.total.value or Fraction(0) for other in field]
    if not totals or max(totals) == min(totals):
        return None
    step = nice_step(max(totals) - min(totals), most)
    first, last = min(totals) // step, -(-max(totals) // step)
    if last - first > most:  # both ends are rounded outwards
        step = nice_step(step * (most + 1), most)
        first, last = min(totals) // step, -(-max(totals) // step)
    places = max(len(_exact(step).partition(".")[2]), 0)
    ticks = tuple(fixed_text(step * at, places) for at in range(first, last + 1))
    marks = tuple(
        RulerMark(other.rank or 0, other.unit.id, total / step - first)
        for other, total in zip(field, totals, strict=True)
    )
    return Ruler(ticks, marks)


def _exact(step: Fraction) -> str:
    places = next(places for places in range(7) if 10**places % step.denominator == 0)
    return fixed_text(step, places)


class NearFigures(NamedTuple):
    """Printed figures of a unit, or how far it is from a neighbour, by component and in total."""

    other: UnitStanding | None
    """The neighbour; None: these are the unit's own figures."""
    texts: tuple[str, ...]
    """With a sign where they are distances; the total last."""


def compared(standing: Standing, one: UnitStanding) -> list[NearFigures]:
    """Return the figures of ``one``, then the distance to whom stands before and after it.

    A distance is own less the other's. Alone where it has no rank, or no neighbour.
    """
    own = _printed(standing.scheme, one)
    field = list(field_of(standing, one))
    near: list[UnitStanding] = []
    if one in field:
        at = field.index(one)
        near = [*field[max(0, at - 1) : at], *field[at + 1 : at + 2]]
    return [
        NearFigures(None, own),
        *(
            NearFigures(other, tuple(map(_apart, own, _printed(standing.scheme, other))))
            for other in near
        ),
    ]


def _printed(scheme: Scheme, one: UnitStanding) -> tuple[str, ...]:
    parts = zip(scheme.components, one.total.parts, strict=True)
    texts = [component_text(scheme, component, own) or NOTHING for component, own in parts]
    return (*texts, total_text(scheme, one.total) or NOTHING)


def _apart(one: str, other: str) -> str:
    """Return how far a printed figure is above another, with its sign, or a dash."""
    values = figure(one, signed=True), figure(other, signed=True)
    if values[0] is None or values[1] is None:
        return NOTHING
    places = max(len(text.partition(".")[2]) for text in (one, other))
    gap = values[0] - values[1]
    return ("+" if gap > 0 else "") + fixed_text(gap, places)


def unequal_sum(standing: Standing, one: UnitStanding) -> str:
    """Return what the printed components add up to, where that is not the printed total.

    Each was rounded by itself, and the total once. Empty where they add up, or there is no total.
    """
    *parts, total = _printed(standing.scheme, one)
    values = [figure(text, signed=True) for text in parts]
    whole = figure(total, signed=True)
    if whole is None or None in values:
        return ""
    added = sum((value for value in values if value is not None), Fraction(0))
    places = max(len(text.partition(".")[2]) for text in (*parts, total))
    return "" if added == whole else fixed_text(added, places)


class PlaceRow(NamedTuple):
    """Who stands at one place, counted by each component and by the total (各项名次)."""

    rank: int | None
    """By the total."""
    units: tuple[UnitStanding, ...]
    """Who is at this place by each component, and last by the total."""
    moved: int
    """How many places the last of ``units`` is higher by the total than by the first component."""


def places_by_component(standing: Standing, one: UnitStanding) -> list[PlaceRow]:
    """Return the field of ``one`` ordered by each component; empty where there is only one."""
    field = list(field_of(standing, one))
    count = len(standing.scheme.components)
    if count < 2:  # noqa: PLR2004 - by one component is by the total
        return []
    orders = [sorted(field, key=lambda other: -_value(other, part)) for part in range(count)]
    return [
        PlaceRow(other.rank, (*(order[at] for order in orders), other),
                 orders[0].index(other) - at)
        for at, other in enumerate(field)
    ]  # fmt: skip


def _value(one: UnitStanding, part: int) -> Fraction:
    return one.total.parts[part].value or Fraction(0)
