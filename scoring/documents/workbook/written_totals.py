"""From the scores to the total (总分), by formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.counting import Standing, UnitStanding
from scoring.documents.workbook.exact import Adding, Exact, Ratio, StageFormulas, Sum
from scoring.documents.workbook.look import decimals
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable
from scoring.documents.workbook.rules import RuleCells
from scoring.documents.workbook.scores import Score
from scoring.report.blocks import Words
from scoring.scheme import Component, Scheme
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class TotalOf:
    """The total of one unit on the sheet."""

    one: UnitStanding
    exact: Exact
    """Before its own rounding."""
    published: Exact
    scores: Sequence[Score]
    """In the scheme's order of components."""


@dataclass(frozen=True, slots=True)
class WrittenTotals:
    """The totals of all units on the sheet."""

    by_unit: Mapping[str, TotalOf]
    """By id, in the official order."""
    published: str
    """The cells of all published totals, as any sheet calls them."""
    components: tuple[str, ...]
    """The cells of all scores as published, in the scheme's order of components."""


def write_totals(
    page: Page,
    standing: Standing,
    rules: RuleCells,
    names: Mapping[str, str],
    scores: Sequence[Mapping[str, Score]],
) -> WrittenTotals:
    """Write the total of each unit, in the official order; return where they stand.

    ``names``: unit id to what is shown; ``scores``: as long as the scheme's components and in their
    order, each by unit id.
    """
    scheme = standing.scheme
    by_id = {one.unit.id: one for one in standing.units}
    table = PageTable(page, say("Total"))
    stage = StageFormulas(scheme.total.rounding, signed=True)
    totals: dict[str, TotalOf] = {}
    components: tuple[str, ...] = ()
    shown = ""
    for unit, name in names.items():
        line = table.line()
        line.words(say("unit"), name)
        own = [of_units[unit] for of_units in scores]
        total = by_id[unit].total
        components = tuple(
            _component(line, *pair) for pair in zip(scheme.components, own, strict=True)
        )
        # The total goes on exact, and is published rounded: ranks may be by either.
        exact = stage.write(line, _added(line, own), total._replace(value=total.exact))
        published = stage.printed(line, exact, rules.places["", "total"], total.value)
        shown = published.shown
        line.remark(_reasons(scheme, own))
        totals[unit] = TotalOf(by_id[unit], exact, published, own)
    return WrittenTotals(
        totals, table.like(shown), tuple(table.like(component) for component in components)
    )


def _component(line: PageLine, component: Component, score: Score) -> str:
    """Write a score as it is published; return its cell."""
    value = "" if score.published is None else score.published
    return line.formula(component.title, score.shown, value, "cell", decimals(score.places))


def _added(line: PageLine, scores: Sequence[Score]) -> Ratio:
    """Write the sum of one unit's scores so far, from the second on.

    Return the total to begin with.
    """
    so_far = Sum(scores[0].exact)
    for score in scores[1:]:
        so_far = Adding(signed=True).write(line, so_far, score.exact, None)
    return so_far.ratio


def _reasons(scheme: Scheme, scores: Sequence[Score]) -> list[tuple[str, Words, bool]]:
    """Return why there may be no total: a score without a value, in the order of components."""
    return [
        (
            score.exact.missing,
            say("no value: {component}", component=component.title),
            score.exact.value is None,
        )
        for component, score in zip(scheme.components, scores, strict=True)
    ]
