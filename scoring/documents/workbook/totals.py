"""From the scores to the total (总分), by formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.workbook.exact import Adding, Exact, Ratio, Stage, Sum
from scoring.documents.workbook.lines import Line, Table
from scoring.documents.workbook.look import decimals
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.rules import Rules
from scoring.documents.workbook.scores import Score
from scoring.scheme import Scheme
from scoring.standing import Standing, UnitStanding
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


def write_totals(
    page: Page,
    standing: Standing,
    rules: Rules,
    names: Mapping[str, str],
    scores: Sequence[Mapping[str, Score]],
) -> dict[str, TotalOf]:
    """Write the total of each unit, by id, in the official order."""
    scheme = standing.scheme
    by_id = {one.unit.id: one for one in standing.units}
    table = Table(page, say("Total"), new_page=True)
    stage = Stage(scheme.total.rounding, signed=True)
    totals = {}
    for unit, name in names.items():
        line = table.line()
        line.words(say("unit"), name)
        own = [of_units[unit] for of_units in scores]
        total = by_id[unit].total
        exact = stage.write(line, _added(line, scheme, own), total._replace(value=total.exact))
        published = stage.printed(line, exact, rules.places["", "total"], total.value)
        line.remark(
            [
                (
                    score.exact.missing,
                    say("no value: {component}", component=component.title),
                    score.exact.value is None,
                )
                for component, score in zip(scheme.components, own, strict=True)
            ]
        )
        totals[unit] = TotalOf(by_id[unit], exact, published, own)
    return totals


def _added(line: Line, scheme: Scheme, scores: Sequence[Score]) -> Ratio:
    """Write the scores of one unit, and their sum so far beside each but the first."""
    so_far: Sum | None = None
    for component, score in zip(scheme.components, scores, strict=True):
        value = "" if score.published is None else score.published
        line.formula(component.title, score.shown, value, "cell", decimals(score.places))
        if so_far is None:
            so_far = Sum(score.exact)
        else:
            so_far = Adding(signed=True).write(line, so_far, score.exact, None)
    assert so_far is not None
    return so_far.ratio
