"""The ranking with its scores (排名表), for the inside: what may leave the house is the notice."""

from fractions import Fraction

from scoring.counting import Standing
from scoring.report.blocks import Bar, Bars, Blocks, Heading
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.sources import origin
from scoring.report.printed import total_text
from scoring.report.ranking import ranking_body
from scoring.wording import say


def ranking_table(dossier: Dossier) -> Blocks:
    """Yield the ranking, what the totals are made of as bars, and what was counted."""
    yield from head(say("Ranking with scores"), dossier)
    yield from ranking_body(dossier.counted)
    yield from totals_as_bars(dossier.counted)
    yield from origin(dossier.scheme)


def totals_as_bars(standing: Standing) -> Blocks:
    """Yield a bar for each total, in parts of its components; nothing below zero has a length.

    Nothing at all where no total is above zero. Units without a total are left out. A deduction is
    in the figure beside the bar, but not in its length: parts may then be longer than the total.
    """
    shown = [one for one in standing.units if one.total.value is not None]
    most = max((one.total.value for one in shown if one.total.value), default=Fraction(0))
    # There would be nothing to be a share of.
    if most <= 0:
        return
    bars = tuple(
        Bar(
            one.unit.short or one.unit.name,
            total_text(standing.scheme, one.total) or "",
            tuple(max(part.value or Fraction(0), Fraction(0)) / most for part in one.total.parts),
        )
        for one in shown
    )
    legend = tuple(part.title for part in standing.scheme.components)
    yield Heading(say("What the totals are made of"))
    yield Bars(bars, legend if len(legend) > 1 else ())
