"""What units are compared by (比较依据), as whole numbers that a spreadsheet compares exactly.

A rounded figure is a whole number of its last places. One that is not rounded is written out:
its whole part, then its decimals in blocks. Two different ratios whose denominators are below
10^d differ by more than 10^-2d, so blocks of 2·d decimals tell apart whatever differs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.workbook.exact import Exact
from scoring.documents.workbook.page_lines import TOO_LONG, PageLine
from scoring.documents.workbook.rules import MILLION
from scoring.documents.workbook.whole_numbers import Whole, cell, constant, guarded
from scoring.documents.workbook.written_totals import TotalOf
from scoring.report.blocks import Words
from scoring.scheme import Component, Given, Scheme, decisive
from scoring.wording import say

MOST_BLOCKS = 12
_DIGITS = 14


@dataclass(frozen=True, slots=True)
class DecimalBlocks:
    """How the decimals of a figure are written out: so many blocks of so many digits."""

    digits: int
    """Of one block."""
    blocks: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure that units are compared by."""

    title: Words
    figures: Mapping[str, Exact]
    """By unit id."""
    scale: int | None
    """What makes all of them whole numbers, whatever the marks; None: nothing does.

    100 for totals of two places. A figure that is not rounded may be 4410/59, or anything else
    after a mark is changed.
    """

    def write(self, line: PageLine, unit: str) -> list[Whole]:
        """Write the whole numbers that the unit is compared by, the weightiest first.

        As many for each unit, so that columns can be compared; ``unit`` is an id.
        """
        figure = self.figures[unit]
        if self.scale is not None:
            return [self._scaled(line, figure, constant(self.scale))]
        blocks = self._blocks()
        if blocks is None:
            return [self._in_order(line, figure)]
        return self._written_out(line, figure, blocks)

    def _scaled(self, line: PageLine, figure: Exact, scale: Whole) -> Whole:
        """Write the figure as so many of its last places."""
        whole = figure.top if figure.counted else figure.top * scale.over(figure.bottom)
        formula = f'IF({figure.missing},"",{guarded(whole, whole.size())})'
        return line.whole(
            say("compared: {title}", title=self.title),
            whole,
            formula,
            None if figure.value is not None else "",
        )

    def _blocks(self) -> DecimalBlocks | None:
        """Return how to write the figures out; None where blocks would be too many."""
        tops = [figure.top for figure in self.figures.values()]
        bottoms = [figure.bottom for figure in self.figures.values()]
        if any(abs(each.value) >= TOO_LONG for each in (*tops, *bottoms)):
            return None
        longest = max(len(str(each.value)) for each in bottoms)
        digits = min(_DIGITS - longest, _DIGITS // 2)
        if digits < 1:
            return None
        blocks = -(-2 * (_DIGITS - digits) // digits)
        return DecimalBlocks(digits, blocks) if blocks <= MOST_BLOCKS else None

    def _written_out(self, line: PageLine, figure: Exact, blocks: DecimalBlocks) -> list[Whole]:
        """Write the whole part, and block by block the decimals, each with what is left."""
        none = "" if figure.value is None else None
        top, bottom = figure.top, figure.bottom
        # 4410/59 in blocks of two digits: 74 whole, 44 left; 4400/59 is 74, 34 left; 3400/59 is 57,
        # and so on. The wholes and blocks together are 74 | 74 | 57 | …, compared from the left.
        base = constant(10**blocks.digits)
        wholes = []
        for position in range(blocks.blocks + 1):
            whole = top.times_into(bottom)
            found = line.whole(
                say("compared: {title}", title=self.title)
                if not position
                else say("decimals, block {block}", block=position),
                whole,
                f'IF({figure.missing},"",{guarded(whole, top.size(), bottom * base)})',
                none,
            )
            wholes.append(found)
            if position < blocks.blocks:
                rest = top.value - found.value * bottom.value
                left = Whole(f"{top.within(1)}-{found.text}*{bottom.text}", rest, top.peak)
                remainder = line.whole(
                    say("left"), left, f'IF({figure.missing},"",{left.text})', none
                )
                top = remainder * base
        return wholes

    def _in_order(self, line: PageLine, figure: Exact) -> Whole:
        """Write the position among all figures, lowest first: the engine's own comparison."""
        values = {one.value for one in self.figures.values() if one.value is not None}
        line.fixed = True
        position = 0 if figure.value is None else sorted(values).index(figure.value) + 1
        text = line.figure(say("order: {title}", title=self.title), position, "fixed", "0")
        return cell(text, position)


def compared(scheme: Scheme, totals: Mapping[str, TotalOf]) -> list[Compared]:
    """Return what units are compared by: the total, then ``tie_break`` in its order.

    ``totals``: by unit id, in the official order. The total is the published or the exact one, as
    the scheme decides.
    """
    rule = scheme.total
    exact = Compared(
        say("exact total"),
        {unit: of.exact for unit, of in totals.items()},
        _scale_of_sum([_scale(component) for component in scheme.components]),
    )
    published = Compared(
        say("total"), {unit: of.published for unit, of in totals.items()}, 10**rule.places
    )
    figures = [decisive(rule.rank_on, published=published, exact=exact)]
    for name in rule.tie_break:
        if name == "exact":
            figures.append(exact)
            continue
        at = [component.id for component in scheme.components].index(name)
        component = scheme.components[at]
        of_units = {unit: of.scores[at].exact for unit, of in totals.items()}
        figures.append(Compared(component.title, of_units, _scale(component)))
    return figures


def _scale(component: Component) -> int | None:
    """Return what makes a component's scores whole; None where nothing does."""
    places = component.places.component
    if places is not None:
        return int(10**places)
    return MILLION if isinstance(component, Given) else None


def _scale_of_sum(scales: Sequence[int | None]) -> int | None:
    """Return what makes a sum of figures with ``scales`` whole; None where one has none."""
    known = [scale for scale in scales if scale is not None]
    return max(known) if len(known) == len(scales) else None
