"""How far one unit is ahead of another (领先), as the figures beside it are printed.

The difference of two published totals, so that whoever subtracts finds the same; where these are
the same and further decimals decide, the difference of the decimals that are shown.
"""

from collections.abc import Mapping
from fractions import Fraction

from scoring.counting import UnitStanding
from scoring.points import fixed_text
from scoring.report.deciding import Deciding
from scoring.scheme import Scheme


def lead(
    scheme: Scheme,
    upper: UnitStanding,
    lower: UnitStanding,
    decided: Mapping[str, tuple[Deciding, ...]],
) -> str:
    """Return how far ``upper`` is ahead of ``lower``, in points; zero where they are level.

    ``decided``: of each unit, by its id, what ``deciding`` gives. Empty where one has no total, or
    where another component decided: the totals then are the same, and no distance tells why.
    """
    if upper.total.value is None or lower.total.value is None:
        return ""
    gap, places = upper.total.value - lower.total.value, scheme.total.places
    if not gap and upper.rank != lower.rank:
        exact = [_exact(decided, one) for one in (upper, lower)]
        if None in exact:
            return ""
        figures = [Fraction(one.text) for one in exact if one]
        gap = figures[0] - figures[1]
        places = max(one.places for one in exact if one)
    return fixed_text(gap, places)


def _exact(decided: Mapping[str, tuple[Deciding, ...]], one: UnitStanding) -> Deciding | None:
    """Return the further decimals of a unit's total, where they decided."""
    return next((own for own in decided.get(one.unit.id, ()) if not own.by), None)
