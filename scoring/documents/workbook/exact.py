"""Figures as numerator and denominator (分子, 分母), from stage to stage, each rounded once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from scoring.documents.workbook.lines import TOO_LONG, Line
from scoring.documents.workbook.look import decimals
from scoring.documents.workbook.whole import ONE, Whole, common, constant, guarded, rounded_ratio
from scoring.points import Rounding
from scoring.standing import Figure
from scoring.wording import say


class Ratio(NamedTuple):
    """What a stage begins with."""

    top: Whole
    bottom: Whole
    missing: str
    """The condition under which there is nothing to begin with."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A figure in two cells; where there is none, the first holds an empty text."""

    top: Whole
    bottom: Whole
    value: Fraction | None
    shown: str = ""
    """The cell that shows it as a decimal; empty: none does."""
    counted: bool = False
    """Whether it was rounded, so that the first cell counts its last places."""

    @property
    def missing(self) -> str:
        """The condition under which there is no figure."""
        return f'{self.top.text}=""'

    @property
    def ratio(self) -> Ratio:
        """What the next stage begins with."""
        return Ratio(self.top, self.bottom, self.missing)


@dataclass(frozen=True, slots=True)
class Places:
    """Decimal places that a stage rounds to."""

    places: int
    scale: Whole
    """10 to the power of ``places``, in the cell that holds it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How one stage reduces, rounds and shows its figures."""

    rounding: Rounding
    places: Places | None = None
    signed: bool = False
    """Whether figures may be below zero."""

    def write(
        self,
        line: Line,
        ratio: Ratio,
        figure: Figure,
    ) -> Exact:
        """Write what ``ratio`` comes to; ``figure`` is the engine's."""
        exact, value = figure.exact, figure.value
        if exact is None:
            ratio = Ratio(_is(ratio.top, 0), _is(ratio.bottom, 1), ratio.missing)
        pair = self._reduced(line, ratio, exact)
        if self.places is None:
            return self._shown(line, pair, None)
        rounded = self._rounded(line, pair, self.places, value)
        return self._shown(line, rounded, self.places.places)

    def printed(self, line: Line, figure: Exact, places: Places, value: Fraction | None) -> Exact:
        """Write ``figure`` as it is published, where its stage does not round it."""
        return self._shown(line, self._rounded(line, figure, places, value), places.places)

    def _reduced(self, line: Line, ratio: Ratio, exact: Fraction | None) -> Exact:
        """Write the ratio in lowest terms."""
        top, bottom, missing = ratio
        size = top.size() if self.signed else top
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

    def _rounded(self, line: Line, pair: Exact, places: Places, value: Fraction | None) -> Exact:
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

    def _shown(self, line: Line, figure: Exact, places: int | None) -> Exact:
        """Write the figure as a decimal: the float next to a decimal prints as that decimal."""
        heading = say("figure")
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

    def write(self, line: Line, before: Sum | None, part: Exact, weight: Whole | None) -> Sum:
        """Write the sum of ``before`` (None: nothing yet) and ``part``, times its ``weight``."""
        one = part.top if weight is None else weight * part.top
        top, bottom, summands = _added(before, one, part.bottom)
        none = part.value is None
        lost = not self.left_out and (none or (before is not None and before.figure.value is None))
        carried = before if before is not None else _NOTHING
        kept = carried.figure.top.text if self.left_out else '""'
        condition = part.missing
        if before is not None and not self.left_out:
            condition = f"OR({before.figure.missing},{condition})"
        largest = [each.size() if self.signed else each for each in summands]
        formula = f"IF({condition},{kept},{guarded(top, *largest, bottom)})"
        whole = _of_peak(top, max(top.peak, bottom.peak))
        if none and self.left_out:
            whole, bottom_now = carried.figure.top, carried.figure.bottom
        else:
            bottom_now = bottom
        sum_top = line.whole(say("sum: numerator"), whole, formula, "" if lost else None)
        below = carried.figure.bottom.text if self.left_out else '""'
        sum_bottom = line.whole(
            say("sum: denominator"),
            bottom_now,
            f"IF({condition},{below},{bottom.text})",
            "" if lost else None,
        )
        weights = self._weights(line, carried, part, weight, before is None)
        value = None if lost else Fraction(whole.value, bottom_now.value)
        if lost:
            sum_top, sum_bottom = _is(sum_top, 0), _is(sum_bottom, 1)
        return Sum(Exact(sum_top, sum_bottom, value), weights)

    @staticmethod
    def _weights(
        line: Line, carried: Sum, part: Exact, weight: Whole | None, first: bool
    ) -> Whole | None:
        if weight is None:
            return None
        own = f"IF({part.missing},0,{weight.text})"
        value = 0 if part.value is None else weight.value
        if not first and carried.weight is not None:
            own = f"{carried.weight.text}+{own}"
            value += carried.weight.value
        return line.whole(say("sum of weights"), Whole(own, value, value))


_NOTHING = Sum(Exact(constant(0), ONE, Fraction(0)))


def _added(before: Sum | None, top: Whole, bottom: Whole) -> tuple[Whole, Whole, Sequence[Whole]]:
    """Return the numerator and denominator of a sum, and its two summands."""
    if before is None:
        return top, bottom, (top,)
    so_far = before.figure
    divisor = common(so_far.bottom, bottom)
    one = so_far.top * bottom.over(divisor)
    other = top * so_far.bottom.over(divisor)
    return one + other, so_far.bottom.over(divisor) * bottom, (one, other)


def _is(whole: Whole, value: int) -> Whole:
    """Return ``whole`` with the value that the engine says it has."""
    return Whole(whole.text, value, whole.peak, whole.binds)


def _of_peak(whole: Whole, peak: int) -> Whole:
    return Whole(whole.text, whole.value, max(whole.peak, peak), whole.binds)
