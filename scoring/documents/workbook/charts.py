"""Charts of the workbook's own cells (图): they move when a mark changes."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from scoring.documents.workbook.counting import Distribution
from scoring.documents.workbook.look import BODY_FONT
from scoring.documents.workbook.page import FIRST_ROW, Page
from scoring.documents.workbook.ranking_sheet import RankingTable
from scoring.report.blocks import Words
from scoring.scheme import Ballot
from scoring.wording import say, visible

WIDTH, ROW = 750, 29
"""Pixels: of a chart over the whole page, and of a row of the sheet."""
SMALL = 270
"""Height in pixels of one unit's distribution."""
HIGHEST = 760
"""Of the scores: a page holds it, with the title above."""
SCALE, PAGE_ROWS = 60, 48
"""On paper, in per cent; and how many rows a page then holds."""
COLUMNS, COLUMN = 8, 9
"""Columns below the charts, and their width in half 汉字."""
COLORS = ("#2F5597", "#C55A11", "#548235", "#7F6000", "#7030A0", "#1F7A7A", "#A61C3C", "#595959")
FONT: Mapping[str, Any] = {"name": BODY_FONT, "size": 11}


class Charts:
    """Puts charts on their sheet, one below the other, and pages end between them."""

    def __init__(self, book: Workbook, page: Page) -> None:
        self._book = book
        self._page = page
        self._row = self._top = FIRST_ROW
        page.scale = SCALE

    def scores(self, ranking: RankingTable) -> None:
        """Put each unit's scores end to end, the best unit on top.

        ``ranking``: where they stand.
        """
        chart = self._stacked("bar")
        name = ranking.page.name
        units = [name, ranking.first, ranking.unit, ranking.last, ranking.unit]
        for at, column in enumerate(ranking.components):
            chart.add_series(
                {
                    "name": [name, ranking.headings, column],
                    "categories": units,
                    "values": [name, ranking.first, column, ranking.last, column],
                    "fill": {"color": COLORS[at % len(COLORS)]},
                    "gap": 40,
                    "data_labels": {"value": True, "font": {**FONT, "color": "#FFFFFF"}},
                }
            )
        chart.set_y_axis({"reverse": True, "num_font": FONT})
        axis: dict[str, Any] = {"num_font": FONT, "major_gridlines": {"visible": True}}
        if not ranking.below_zero:
            axis["min"] = 0  # else a spreadsheet may begin the bars anywhere
        chart.set_x_axis(axis)
        height = min(130 + 34 * (ranking.last - ranking.first + 1), HIGHEST)
        chart.set_legend({"position": "bottom", "font": FONT})
        self._put(chart, say("Scores of the units"), (WIDTH, height))
        self._down(height)

    def distribution(
        self, component: Ballot, distribution: Distribution, names: Mapping[str, str]
    ) -> None:
        """Put how often each mark was given, a chart for each unit, two beside each other.

        ``names``: unit id to the title of its chart, in the order of the charts.
        """
        self._page.heading(self._row, say("Marks given: {component}", component=component.title))
        self._row += 1
        titles = {item.id: visible(item.title) for item in component.items}
        for at, (unit, name) in enumerate(names.items()):
            chart = self._stacked("column")
            self._add_marks(chart, titles, distribution, unit)
            chart.set_x_axis({"reverse": True, "crossing": "max", "num_font": FONT})
            chart.set_y_axis({"num_font": FONT, "min": 0})
            right = at % 2 == 1
            self._put(chart, name, (WIDTH // 2, SMALL), COLUMNS // 2 if right else 0)
            if right or at == len(names) - 1:
                self._down(SMALL)

    def _stacked(self, kind: str) -> Chart:
        """Return a chart of ``kind``, ``bar`` or ``column``. Raises ValueError for another."""
        chart = self._book.add_chart({"type": kind, "subtype": "stacked"})
        if chart is None:
            raise ValueError(kind)
        return chart

    def close(self) -> None:
        """Set up the sheet for print."""
        self._page.extend(self._row, COLUMNS - 1, COLUMN)
        self._page.close()

    @staticmethod
    def _add_marks(
        chart: Chart, titles: Mapping[str, str], distribution: Distribution, unit: str
    ) -> None:
        """Add a unit's marks, a colour for each criterion; groups are not told apart."""
        first, last = distribution.rows
        sheet = distribution.page.name
        own = [(spot, column) for spot, column in distribution.columns.items() if spot[0] == unit]
        seen: dict[str, int] = {}
        again = []
        for at, ((_, criterion, _), column) in enumerate(own):
            # Groups of one criterion have its colour, and one entry in the legend together.
            if criterion in seen:
                again.append(at)
            color = COLORS[seen.setdefault(criterion, len(seen)) % len(COLORS)]
            chart.add_series(
                {
                    "name": titles[criterion],
                    "categories": [sheet, first, 0, last, 0],
                    "values": [sheet, first, column, last, column],
                    "fill": {"color": color},
                    "gap": 30,
                }
            )
        legend: dict[str, Any] = {"position": "bottom", "font": FONT, "delete_series": again}
        chart.set_legend(legend if len(seen) > 1 else {"none": True})

    def _put(self, chart: Chart, title: Words, size: tuple[int, int], column: int = 0) -> None:
        """Put a chart at the next free row; ``size``: width and height in pixels."""
        width, height = size
        chart.set_title({"name": visible(str(title)), "name_font": {**FONT, "size": 13}})
        chart.set_size({"width": width - 10, "height": height - 14})
        self._page.sheet.insert_chart(self._row, column, chart, {"y_offset": 6})

    def _down(self, height: int) -> None:
        """Go below a chart; a page ends there where the next one would be torn apart."""
        self._row += ceil(height / ROW)
        if self._row + ceil(SMALL / ROW) > self._top + PAGE_ROWS:
            self._page.new_page(self._row)
            self._top = self._row
