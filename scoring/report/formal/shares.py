"""Shares of a whole in %, and their distance in percentage points (百分比, 个百分点).

Each is rounded once, by itself: shares of a whole need not add up to 100 %, nor are made to.

>>> share_text(31, 43), share_text(1, 3), share_text(2, 3)
('72.1%', '33.3%', '66.7%')
"""

from fractions import Fraction

from scoring.points import Rounding, fixed_text, rounded
from scoring.wording import Phrase, say

PLACES = 1
"""Decimal places of a share in %."""


def share_text(part: int, whole: int, rounding: Rounding = "half-up") -> str:
    """Return ``part`` of ``whole`` (above zero) in %: ``72.1%``.

    Always with one decimal. Raises ZeroDivisionError where ``whole`` is zero: ask before.
    """
    return f"{fixed_text(_percent(part, whole, rounding), PLACES)}%"


def apart(part: tuple[int, int], other: tuple[int, int], rounding: Rounding = "half-up") -> Phrase:
    """Say how far the share ``part`` (so many of so many) is from ``other``.

    The difference of the exact shares, rounded once: the two that are printed may differ from it
    in the last place.
    """
    gap = rounded(100 * (Fraction(*part) - Fraction(*other)), PLACES, rounding)
    shown = fixed_text(abs(gap), PLACES)
    if gap > 0:
        return say("{points} percentage points above", points=shown)
    if gap < 0:
        return say("{points} percentage points below", points=shown)
    return say("the same share")


def _percent(part: int, whole: int, rounding: Rounding) -> Fraction:
    return rounded(Fraction(100 * part, whole), PLACES, rounding)
