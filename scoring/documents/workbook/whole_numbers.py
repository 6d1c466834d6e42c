"""Whole numbers that a sheet computes (整数算式): each with its formula, its value, its peak.

A spreadsheet knows binary floats only. Whole numbers of at most 14 digits are exact in every one
of them, and so are their sums, their products, and the whole part of their ratio; so formulas
work on numerators and denominators, never on decimals.
"""

from dataclasses import dataclass
from math import gcd
from typing import assert_never

from scoring.points import Rounding

# An example: 2131/30 to two places, half up, with the ratio in B2 and C2. It is the whole part of
# (2·2131·100 + 30) ÷ (2·30) = 426230 ÷ 60, which is 7103: so many hundredths. The largest number on
# the way is 426230, the peak; below LIMIT, the division of floats cannot come out at 7104, or below
# 7103. Each operation carries three things on, the text of the formula, the value that the engine
# would find, and the peak; and ``binds`` says when brackets are needed:
#
#     (B2 + 4) · 2: texts "B2+4" and "2", in brackets since a sum binds less than a product.
LIMIT = 10**14
"""Below this a ratio of whole numbers cannot pass for the whole number above it."""

LIMIT_TEXT = "1E+14"

_SUM, _PRODUCT, _RATIO, _ATOM = range(4)
"""How tightly a formula holds together."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A formula, or the cell that holds it, with its value.

    >>> three = Whole("B2", 3, 3)
    >>> both = (three + constant(4)) * constant(2)
    >>> both.text, both.value, both.peak
    ('(B2+4)*2', 14, 14)
    """

    text: str
    """Without its ``=``; it may stand in a longer one, see ``within``."""
    value: int
    """What it comes to with the marks as they are."""
    peak: int
    """The largest whole number on the way to the value."""
    binds: int = _ATOM

    @property
    def fits(self) -> bool:
        """Whether a spreadsheet computes it exactly."""
        return self.peak < LIMIT

    def __add__(self, other: "Whole") -> "Whole":
        """Return the sum."""
        value = self.value + other.value
        return Whole(f"{self.text}+{other.text}", value, _peak(value, self, other), _SUM)

    def __mul__(self, other: "Whole") -> "Whole":
        """Return the product."""
        value = self.value * other.value
        text = f"{self.within(_PRODUCT)}*{other.within(_ATOM)}"
        return Whole(text, value, _peak(value, self, other), _PRODUCT)

    def over(self, other: "Whole") -> "Whole":
        """Return the ratio, which must be whole; ``other`` is not zero."""
        text = f"{self.within(_PRODUCT)}/{other.within(_ATOM)}"
        value = self.value // other.value
        return Whole(text, value, _peak(value, self, other), _RATIO)

    def times_into(self, other: "Whole") -> "Whole":
        """Return how often ``other`` goes into it, rounded down; ``other`` is above zero."""
        text = f"INT({self.within(_PRODUCT)}/{other.within(_ATOM)})"
        value = self.value // other.value
        return Whole(text, value, _peak(value, self, other))

    def size(self) -> "Whole":
        """Return it without its sign."""
        return Whole(f"ABS({self.text})", abs(self.value), self.peak)

    def within(self, binds: int) -> str:
        """Return the formula, in brackets where it holds together less tightly than ``binds``."""
        return self.text if self.binds >= binds else f"({self.text})"


def cell(text: str, value: int) -> Whole:
    """Return a cell, or a constant, with what stands there; ``text`` as formulas call it."""
    return Whole(text, value, abs(value))


def constant(value: int) -> Whole:
    """Return ``value`` as it is written in a formula."""
    return cell(str(value), value)


ONE, TWO = constant(1), constant(2)


def common(one: Whole, other: Whole) -> Whole:
    """Return the greatest common divisor of two that are not negative, and not both zero."""
    value = gcd(one.value, other.value)
    return Whole(f"GCD({one.text},{other.text})", value, _peak(value, one, other))


def guarded(result: Whole, *largest: Whole) -> str:
    """Return the formula of ``result``, which says #N/A where one of ``largest`` does not fit.

    ``largest``: the largest numbers on the way, at least one. A reader who types large figures sees
    that nothing is known, instead of a figure that is nearly right.
    """
    texts = ",".join(whole.text for whole in largest)
    most = f"MAX({texts})" if len(largest) > 1 else texts
    return f"IF({most}<{LIMIT_TEXT},{result.text},NA())"


def rounded_ratio(
    top: Whole, bottom: Whole, scale: Whole, rounding: Rounding, *, signed: bool
) -> tuple[Whole, Whole]:
    """Return ``top`` ÷ ``bottom`` × ``scale`` rounded once, and the largest number on the way.

    The ratio is never formed: of two whole numbers, the whole part of the ratio decides. With
    ``signed`` the top may be below zero; the bottom is above it.

    >>> result, _ = rounded_ratio(
    ...     Whole("B2", 2131, 2131), Whole("C2", 30, 30), constant(100), "half-up", signed=False
    ... )
    >>> result.text, result.value
    ('INT((2*B2*100+C2)/(2*C2))', 7103)
    """
    size = top.size() if signed else top
    match rounding:
        case "down":
            largest = size * scale
            result = largest.times_into(bottom)
        case "half-up":
            largest = TWO * size * scale + bottom
            result = largest.times_into(TWO * bottom)
        case "half-even":
            largest = TWO * size * scale + bottom
            result = _to_even(largest.times_into(TWO * bottom), largest, TWO * bottom)
        case never:
            assert_never(never)
    if signed:
        sign = -1 if top.value < 0 else 1
        text = f"SIGN({top.text})*{result.within(_PRODUCT)}"
        result = Whole(text, sign * result.value, result.peak, _PRODUCT)
    return result, largest


def _to_even(up: Whole, twice: Whole, divisor: Whole) -> Whole:
    """Take one off a number that was rounded up from exactly half way, and is odd."""
    half_way = divisor * up
    odd = up.value % 2 == 1 and half_way.value == twice.value
    text = f"{up.text}-AND({twice.text}={half_way.text},ISODD({up.text}))"
    return Whole(text, up.value - odd, _peak(half_way.value, up, twice), _SUM)


def _peak(value: int, one: Whole, other: Whole) -> int:
    return max(abs(value), one.peak, other.peak)
