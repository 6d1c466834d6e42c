"""Figures as numerator and denominator (分子, 分母), from stage to stage, each rounded once.

A stage takes a ``Ratio`` and writes an ``Exact``: in lowest terms, then rounded if it rounds. The
mean of 59 marks that add up to 4410, times 80 ÷ 80, rounded to two places, takes these cells of a
line, the last only to be looked at:

    numerator 4410 | denominator 59 | rounded, × 100: 7475 | figure 74.75

What goes on is 7475 and the cell that holds 100. Sums keep a common denominator likewise: 1/2, then
1/2 + 1/3 as 5 over 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from scoring.counting import Figure
from scoring.documents.workbook.look import decimals
from scoring.documents.workbook.page_lines import TOO_LONG, PageLine
from scoring.documents.workbook.whole_numbers import (
    ONE,
    Whole,
    common,
    constant,
    guarded,
    rounded_ratio,
)
from scoring.points import Rounding
from scoring.wording import say


class Ratio(NamedTuple):
    """What a stage begins with."""

    top: Whole
    bottom: Whole
    """Above zero wherever ``missing`` does not hold."""
    missing: str
    """The condition under which there is nothing to begin with, as a formula."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A figure in two cells; where there is none, the first holds an empty text.

    ``value`` is the engine's, None where there is no figure; ``top`` and ``bottom`` are then 0 and
    1.
    """

    top: Whole
    bottom: Whole
    value: Fraction | None
    shown: str = ""
    """The cell that shows it as a decimal; empty: none does."""
    counted: bool = False
    """Whether it was rounded, so that the first cell counts its last places."""

    @property
    def missing(self) -> str:
        """The condition under which there is no figure, as a formula."""
        return f'{self.top.text}=""'

    @property
    def ratio(self) -> Ratio:
        """What the next stage begins with."""
        return Ratio(self.top, self.bottom, self.missing)


@dataclass(frozen=True, slots=True)
class RoundsTo:
    """Decimal places that a stage rounds to."""

    places: int
    scale: Whole
    """10 to the power of ``places``, in the cell of the scheme that holds it."""


@dataclass(frozen=True, slots=True)
class StageFormulas:
    """How one stage reduces, rounds and shows its figures.

    ``places``: None where it does not round.
    """

    rounding: Rounding
    places: RoundsTo | None = None
    signed: bool = False
    """Whether figures may be below zero."""

    def write(
        self,
        line: PageLine,
        ratio: Ratio,
        figure: Figure,
    ) -> Exact:
        """Write what ``ratio`` comes to; ``figure`` is the engine's, of the same stage.

        Three cells of ``line``, or four where the stage rounds. What is returned is the rounded
        figure, if it is rounded.
        """
        exact, value = figure.exact, figure.value
        if exact is None:
            ratio = Ratio(_is(ratio.top, 0), _is(ratio.bottom, 1), ratio.missing)
        pair = self._reduced(line, ratio, exact)
        if self.places is None:
            return self._shown(line, pair, None)
        rounded = self._rounded(line, pair, self.places, value)
        return self._shown(line, rounded, self.places.places)

    def printed(
        self, line: PageLine, figure: Exact, places: RoundsTo, value: Fraction | None
    ) -> Exact:
        """Write ``figure`` as it is published, where its stage does not round it.

        ``value``: what the engine publishes; None where there is nothing. The exact one goes on.
        """
        return self._shown(line, self._rounded(line, figure, places, value), places.places)

    def _reduced(self, line: PageLine, ratio: Ratio, exact: Fraction | None) -> Exact:
        """Write the ratio in lowest terms; ``exact``: the engine's, None where there is nothing."""
        top, bottom, missing = ratio
        size = top.size() if self.signed else top
        # GCD takes no number below zero.
        divisor = common(size, bottom)
        none = "" if exact is None else None
        whole = _is(top.over(divisor), exact.numerator if exact is not None else 0)
        peak = max(top.peak, bottom.peak)
        formula = guarded(whole, size, bottom)
        numerator = line.whole(
            say("numerator"),
            _of_peak(whole, peak),
            f'IF({missing},"",{formula})',
            none,
        )
        below = _is(bottom.over(divisor), exact.denominator if exact is not None else 1)
        denominator = line.whole(
            say("denominator"),
            _of_peak(below, peak),
            f'IF({numerator.text}="","",{below.text})',
            none,
        )
        return Exact(numerator, denominator, exact)

    def _rounded(
        self, line: PageLine, pair: Exact, places: RoundsTo, value: Fraction | None
    ) -> Exact:
        """Write ``pair`` as so many of its last places; ``value``: the engine's, None: none."""
        result, largest = rounded_ratio(
            pair.top, pair.bottom, places.scale, self.rounding, signed=self.signed
        )
        if value is not None:
            result = _is(result, int(value * places.scale.value))
        units = line.whole(
            say("rounded, × {scale}", scale=places.scale.value),
            result,
            f'IF({pair.missing},"",{guarded(result, largest)})',
            "" if value is None else None,
        )
        return Exact(units, places.scale, value, counted=True)

    def _shown(self, line: PageLine, figure: Exact, places: int | None) -> Exact:
        """Write the figure as a decimal: the float next to a decimal prints as that decimal."""
        heading = say("figure")
        # The cells hold strokes instead of numbers: there is nothing to divide.
        if figure.value is not None and max(abs(figure.top.value), figure.bottom.value) >= TOO_LONG:
            shown = line.figure(heading, figure.value, "fixed", decimals(places))
        else:
            ratio = f"{figure.top.text}/{figure.bottom.text}"
            shown = line.formula(
                heading,
                f'IF({figure.missing},"",{ratio})',
                "" if figure.value is None else figure.value,
                "cell",
                decimals(places),
            )
        return replace(figure, shown=shown)


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures added up so far, as a ratio; with weights, the weights so far beside it."""

    figure: Exact
    weight: Whole | None = None
    """The weights of those that have a value; None where there are none."""

    @property
    def ratio(self) -> Ratio:
        """What the next stage begins with: the sum, or the weighted mean."""
        top, bottom, missing = self.figure.ratio
        if self.weight is None:
            return self.figure.ratio
        return Ratio(top, bottom * self.weight, f"OR({missing},{self.weight.text}=0)")


@dataclass(frozen=True, slots=True)
class Adding:
    """How figures are added up, line by line."""

    left_out: bool = False
    """Whether a figure without a value is left out; else there is no sum."""
    signed: bool = False
    """Whether figures may be below zero: then sizes are taken without their sign."""

    def write(self, line: PageLine, before: Sum | None, part: Exact, weight: Whole | None) -> Sum:
        """Write the sum of ``before`` (None: nothing yet) and ``part``, times its ``weight``.

        ``weight``: None, or every part of the sum has one. It takes two cells of ``line``, three
        with weights.
        """
        weights = None if weight is None else self._weights(line, before, part, weight)
        so_far = _NOTHING if before is None else before.figure
        added = _added(before, part.top if weight is None else weight * part.top, part.bottom)
        if self.left_out:
            return Sum(self._or_so_far(line, added, so_far, part), weights)
        condition = part.missing if before is None else f"OR({so_far.missing},{part.missing})"
        lost = part.value is None or so_far.value is None
        top = line.whole(
            say("sum: numerator"),
            added.top,
            f'IF({condition},"",{self._guarded(added)})',
            "" if lost else None,
        )
        bottom = line.whole(
            say("sum: denominator"),
            added.bottom,
            f'IF({condition},"",{added.bottom.text})',
            "" if lost else None,
        )
        if lost:
            return Sum(Exact(_is(top, 0), _is(bottom, 1), None), weights)
        return Sum(Exact(top, bottom, Fraction(top.value, bottom.value)), weights)

    def _or_so_far(self, line: PageLine, added: "_Added", so_far: Exact, part: Exact) -> Exact:
        """Write the sum, or the sum so far where ``part`` has no value."""
        none = part.value is None
        top = line.whole(
            say("sum: numerator"),
            so_far.top if none else added.top,
            f"IF({part.missing},{so_far.top.text},{self._guarded(added)})",
        )
        bottom = line.whole(
            say("sum: denominator"),
            so_far.bottom if none else added.bottom,
            f"IF({part.missing},{so_far.bottom.text},{added.bottom.text})",
        )
        return Exact(top, bottom, Fraction(top.value, bottom.value))

    def _guarded(self, added: "_Added") -> str:
        largest = [each.size() if self.signed else each for each in added.summands]
        return guarded(added.top, *largest, added.bottom)

    @staticmethod
    def _weights(line: PageLine, before: Sum | None, part: Exact, weight: Whole) -> Whole:
        """Write the sum of the weights of figures that have a value."""
        own = f"IF({part.missing},0,{weight.text})"
        value = 0 if part.value is None else weight.value
        if before is not None and before.weight is not None:
            own = f"{before.weight.text}+{own}"
            value += before.weight.value
        return line.whole(say("sum of weights"), Whole(own, value, value))


class _Added(NamedTuple):
    """A sum of two ratios."""

    top: Whole
    bottom: Whole
    """The least common denominator."""
    summands: Sequence[Whole]
    """What the numerator is added up from."""


_NOTHING = Exact(constant(0), ONE, Fraction(0))


def _added(before: Sum | None, top: Whole, bottom: Whole) -> _Added:
    """Return ``before`` + ``top`` ÷ ``bottom``, at their least common denominator."""
    if before is None:
        return _Added(top, bottom, (top,))
    so_far = before.figure
    divisor = common(so_far.bottom, bottom)
    one = so_far.top * bottom.over(divisor)
    other = top * so_far.bottom.over(divisor)
    result = one + other
    least = so_far.bottom.over(divisor) * bottom
    return _Added(_of_peak(result, least.peak), least, (one, other))


# Values beside formulas come from the engine, not from the formulas: ``_is`` puts them there, so
# that a file opened without computing shows what was decided. Where there is no figure, cells hold
# "", and the Whole beside them a stand-in (0 over 1) that later arithmetic can go on with;
# ``missing`` keeps its text from ever being shown.
#
# The peak goes on, too: each cell is as large as the largest number on the way to it, not as what
# is left after reducing. (3·10^13 × 4) ÷ 6 is 2·10^13, but passes 1.2·10^14 and so does not fit.
def _is(whole: Whole, value: int) -> Whole:
    """Return ``whole`` with the value that the engine says it has."""
    return Whole(whole.text, value, whole.peak, whole.binds)


def _of_peak(whole: Whole, peak: int) -> Whole:
    """Return ``whole`` with a peak of at least ``peak``."""
    return Whole(whole.text, whole.value, max(whole.peak, peak), whole.binds)
