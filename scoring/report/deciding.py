"""What told apart units whose published totals are the same (同分比到哪里), as far as it decides.

Ranks may compare exact totals, or tie-breaks behind them; then 9.45 and 9.45 stand at places 6 and
7, and only a further decimal says why:

>>> from fractions import Fraction
>>> shown(Fraction("9.4534"), 3), shown(Fraction("9.4471"), 3)
('9.453', '9.447')
>>> decimals(Fraction("9.4534"), Fraction("9.4471"), more_than=2)
3

Further decimals are cut and not rounded: so they never contradict the published figure.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import NamedTuple

from scoring.counting import Figure, UnitStanding
from scoring.points import fixed_text, rounded
from scoring.report.formal.spoken import Spoken
from scoring.report.printed import component_text
from scoring.scheme import Component, Scheme, decisive
from scoring.wording import Phrase, say

EXACT = "exact"
"""The name of the exact total among the tie-breaks of a scheme."""


class Deciding(NamedTuple):
    """A figure of one unit that told it from another of the same published total."""

    by: str
    """Title of the component that decided; empty: the total itself, further on."""
    places: int
    """Decimals of ``text``."""
    text: str


def deciding(scheme: Scheme, field: Sequence[UnitStanding]) -> Mapping[str, tuple[Deciding, ...]]:
    """Return what decided, by the unit's id; only of units that stand in the result.

    ``field``: units ranked with each other, best first; where not all may be seen yet, those that
    may, and nothing is told of any other. A unit between two others that were told from it by
    different figures has one of each. Units of the same published total have as many decimals of
    a figure as the closest two of them need.
    """
    found: dict[str, tuple[Deciding, ...]] = {}
    for _, level in groupby(field, key=lambda one: one.total.value):
        found.update(_of_level(scheme, [one for one in level if one.rank is not None]))
    return found


def _of_level(scheme: Scheme, level: Sequence[UnitStanding]) -> dict[str, tuple[Deciding, ...]]:
    """Return what decided among units of one published total."""
    # By figure: how many decimals it takes, and who is told by it, in the order of the tie-breaks.
    places: dict[str, int] = {}
    told: dict[str, dict[str, UnitStanding]] = {}
    at_place = [list(own) for _, own in groupby(level, key=lambda one: one.rank)]
    for upper, lower in pairwise(at_place):
        # Those at one place are alike in every figure that decides: the first stands for all.
        totals = upper[0].total, lower[0].total
        by = _decided_by(scheme, *totals)
        places[by] = max(places.get(by, 0), _places(scheme, by, *totals))
        told.setdefault(by, {}).update({one.unit.id: one for one in (*upper, *lower)})
    found: dict[str, tuple[Deciding, ...]] = {}
    for by, units in told.items():
        for id_, one in units.items():
            own = Deciding(_title(scheme, by), places[by], _text(scheme, by, one.total, places[by]))
            found[id_] = (*found.get(id_, ()), own)
    return found


def _decided_by(scheme: Scheme, upper: Figure, lower: Figure) -> str:
    """Return the id of the component in which two totals differ first, or ``exact``."""
    if decisive(scheme.total.rank_on, published=False, exact=True) and upper.exact != lower.exact:
        return EXACT
    breaks = scheme.total.tie_break
    return next(one for one in breaks if _value(upper, one) != _value(lower, one))


def _value(total: Figure, by: str) -> Fraction:
    """Return the exact total, or what a component came to."""
    value = total.exact if by == EXACT else _part(total, by).value
    return value or Fraction(0)


def _part(total: Figure, by: str) -> Figure:
    return next(part for part in total.parts if part.of == by)


def _places(scheme: Scheme, by: str, upper: Figure, lower: Figure) -> int:
    """Return how many decimals tell two figures apart; never fewer than are published."""
    one, other = _value(upper, by), _value(lower, by)
    if by == EXACT:
        return decimals(one, other, more_than=scheme.total.places)
    published = _component_places(scheme, by)
    if _component_text(scheme, by, upper) != _component_text(scheme, by, lower):
        return published
    return decimals(one, other, more_than=published)


def _text(scheme: Scheme, by: str, total: Figure, places: int) -> str:
    if by != EXACT and places == _component_places(scheme, by):
        return _component_text(scheme, by, total) or ""
    return shown(_value(total, by), places)


def _component_places(scheme: Scheme, by: str) -> int:
    return scheme.component_places(_component(scheme, by))


def _component_text(scheme: Scheme, by: str, total: Figure) -> str | None:
    return component_text(scheme, _component(scheme, by), _part(total, by))


def _component(scheme: Scheme, by: str) -> Component:
    return next(one for one in scheme.components if one.id == by)


def _title(scheme: Scheme, by: str) -> str:
    return "" if by == EXACT else _component(scheme, by).title


def decimals(one: Fraction, other: Fraction, more_than: int) -> int:
    """Return how many decimals, above ``more_than``, tell two different figures apart."""
    places = more_than + 1
    while rounded(one, places, "down") == rounded(other, places, "down"):
        places += 1
    return places


def shown(value: Fraction, places: int) -> str:
    """Return ``value`` cut to ``places`` decimals."""
    return fixed_text(rounded(value, places, "down"), places)


def level_phrase(total: str, one: Deciding) -> Phrase:
    """Say that others have the same published ``total``, and how far the figures were compared."""
    if one.by:
        return say(
            "also {total}; told apart by {figure}: {value}",
            total=total, figure=one.by, value=one.text,
        )  # fmt: skip
    return say(
        "also {total}; told apart at decimal {place}: {value}",
        total=total, place=Spoken(str(one.places)), value=one.text,
    )  # fmt: skip


def further_text(decided: Sequence[Deciding]) -> str:
    """Return the figures that decided, to stand beside a published total; empty: none did.

    A component is named before its figure; further decimals of the total name themselves.
    """
    return "  ".join(f"{one.by} {one.text}".strip() for one in decided)
