"""Which whole a stated rate can be of (可能的基数): computed backwards from its rounding.

1037 of n is printed as 72.1% where 72.05 ≤ 103700/n < 72.15, rounding half up; so n lies between
1437.28 and 1439.28, and is 1438 or 1439. Exact fractions all the way: where an end of the range
belongs to it, a whole number right there counts.

>>> half = denominators(1, Stated("50%", Fraction(50), 0))
>>> half, 2 in half, 3 in half
(Denominators(least=2, most=2), True, False)
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from typing import NamedTuple, assert_never

from scoring.points import Rounding, fixed_text, rounded
from scoring.years.suggestions.totals import Stated

PLACES = 1
"""Decimal places of a rate in %, unless a document uses others."""


class Denominators(NamedTuple):
    """All whole numbers from ``least`` to ``most``; none where ``least`` is above ``most``."""

    least: int = 1
    most: int | None = None
    """None: without end."""

    def __contains__(self, number: object) -> bool:
        """Tell whether ``number`` is one of them."""
        if not isinstance(number, int) or number < self.least:
            return False
        return self.most is None or number <= self.most

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return self.most is None or self.least <= self.most

    def shared(self, other: "Denominators") -> "Denominators":
        """Return those that are among ``other`` too."""
        ends = [most for most in (self.most, other.most) if most is not None]
        return Denominators(max(self.least, other.least), min(ends, default=None))


NONE = Denominators(1, 0)
"""No number at all."""


def denominators(numerator: int, stated: Stated, rounding: Rounding = "half-up") -> Denominators:
    """Return every whole number of which ``numerator`` is the rate ``stated``, and no other.

    The rate, in %, was rounded once, by ``rounding``, to the places that it is stated with. A
    numerator of 0 is 0 % of any whole, and no other rate.
    """
    unit = Fraction(1, 10**stated.places)
    percent = stated.percent
    if numerator == 0:
        return Denominators() if percent == 0 else NONE
    low, high = percent - unit / 2, percent + unit / 2
    match rounding:
        case "half-up":
            ends = (True, False)
        # Both ends go to the figure where its last place is even: 72.05 and 72.15 to 72.0 and 72.2.
        case "half-even":
            even = (percent / unit).numerator % 2 == 0
            ends = (even, even)
        case "down":
            low, high, ends = percent, percent + unit, (True, False)
        case never:
            assert_never(never)
    # The higher the rate, the smaller the whole: the upper end of the rate is the lower one of the
    # range, and a rate that rounds from 0 has no greatest whole.
    whole = Fraction(100 * numerator)
    return Denominators(
        _above(whole / high, reached=ends[1]),
        None if low <= 0 else _below(whole / low, reached=ends[0]),
    )


def shared(ranges: Iterable[Denominators]) -> Denominators:
    """Return the whole numbers that are in all ``ranges``.

    All there are, where there is no range.
    """
    return reduce(Denominators.shared, ranges, Denominators())


def percent_text(
    numerator: int, denominator: int, places: int = PLACES, rounding: Rounding = "half-up"
) -> str:
    """Return the rate as it is published, rounded once: ``72.1%``.

    ``places``: decimals. Raises ZeroDivisionError where ``denominator`` is zero: ask before.
    """
    percent = rounded(Fraction(100 * numerator, denominator), places, rounding)
    return f"{fixed_text(percent, places)}%"


def _above(bound: Fraction, *, reached: bool) -> int:
    """Return the least whole number above ``bound``, or on it where it is ``reached``."""
    return max(1, ceil(bound) if reached else floor(bound) + 1)


def _below(bound: Fraction, *, reached: bool) -> int:
    """Return the greatest whole number below ``bound``, or on it where it is ``reached``."""
    return floor(bound) if reached else ceil(bound) - 1
