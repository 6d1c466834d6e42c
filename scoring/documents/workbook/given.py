"""Figures decided elsewhere (另行给定的分数), and the scores they make.

A figure may have six decimals; times a million it is whole, and start, floor and cap likewise.
"""

from collections.abc import Mapping
from fractions import Fraction

from scoring.counting import Figure, Papers
from scoring.documents.workbook.exact import Ratio
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable
from scoring.documents.workbook.rules import MILLION, RuleCells
from scoring.documents.workbook.scores import Score, Scoring
from scoring.documents.workbook.whole_numbers import Whole, constant
from scoring.scheme import Given
from scoring.wording import say

GivenCells = dict[tuple[str, str], str]
"""By component id and unit id: the cell of the figure, which may be empty."""


def write_given(
    page: Page, components: tuple[Given, ...], papers: Papers, names: Mapping[str, str]
) -> GivenCells:
    """Write the figures as they were given, a line for each unit.

    An empty cell where there is none. ``names``: unit id to what is shown, in the official order.
    Return where they stand.
    """
    cells: GivenCells = {}
    table = PageTable(page)
    for unit, name in names.items():
        line = table.line()
        line.words(say("unit"), name)
        for component in components:
            figure = papers.given[component.id].get(unit)
            if figure is None:
                line.blank(component.title, "input")
            else:
                line.figure(component.title, figure, "input", "General")
            cells[component.id, unit] = page.fixed(line.row, line.column - 1)
    page.close(headings=table.headings)
    return cells


class GivenStages:
    """Writes how the given figure of each unit becomes its score."""

    def __init__(
        self, page: Page, component: Given, rules: RuleCells, names: Mapping[str, str]
    ) -> None:
        self._page = page
        self._component = component
        self._rules = rules
        self._names = names

    def write(
        self,
        cells: GivenCells,
        given: Mapping[str, Fraction],
        figures: Mapping[str, Figure],
        scoring: Scoring,
    ) -> dict[str, Score]:
        """Write the scores; ``figures`` is the engine's score of each unit, by its id.

        ``cells`` are those of ``write_given``; ``given``: the figures, without those that are not
        there. Return each unit's score, by its id.
        """
        own = self._component.id
        table = PageTable(self._page, say("{title}: score", title=self._component.title))
        scores = {}
        for unit, figure in figures.items():
            line = table.line()
            line.words(say("unit"), self._names[unit])
            counted = self._counted(line, cells[own, unit], given.get(unit))
            exact = 0 if figure.exact is None else int(figure.exact * MILLION)
            millionths = line.whole(
                say("with the start, in millionths"),
                Whole("", exact, abs(exact)),
                f'IF({counted}="","",{self._held(counted)})',
                "" if figure.exact is None else None,
            )
            # No stage before it: the figure itself is the ratio that the score begins with.
            ratio = Ratio(millionths, constant(MILLION), f'{millionths.text}=""')
            scores[unit] = scoring.write(line, ratio, figure)
            line.remark([(ratio.missing, say("no figure is given"), figure.value is None)])
        return scores

    def _counted(self, line: PageLine, found: str, figure: Fraction | None) -> str:
        """Write the figure that counts: the one given (None: none), or what stands for it."""
        value = self._component.blank if figure is None else figure
        formula = f'IF({found}="",{self._instead()},{found})'
        shown = "" if value is None else value
        return line.formula(say("figure given"), formula, shown, "cell", "General")

    def _instead(self) -> str:
        """Return what stands for a figure that was not given."""
        if self._component.blank is None:
            return '""'
        return self._rules.figures[self._component.id, "blank"]

    def _held(self, counted: str) -> str:
        """Return the formula of start + figure, held within floor and cap."""
        cells, own = self._rules.figures, self._component.id
        text = f"{_millionths(counted)}+{_millionths(cells[own, 'start'])}"
        if self._component.floor is not None:
            text = f"MAX({text},{_millionths(cells[own, 'floor'])})"
        if self._component.cap is not None:
            text = f"MIN({text},{_millionths(cells[own, 'cap'])})"
        return text


def _millionths(where: str) -> str:
    """Return the formula of the cell ``where`` in millionths.

    What a float lacks for a whole millionth is rounded away.
    """
    return f"ROUND({where}*{MILLION},0)"
