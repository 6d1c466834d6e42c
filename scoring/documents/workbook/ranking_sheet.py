"""The ranking as it is read (排名表): it sorts itself when a mark changes.

The calculation has a line for each unit, in the official order, and in it a position. A line here
looks up who has its position: ``MATCH`` finds the row, ``INDEX`` what stands in it.
"""

from dataclasses import dataclass
from fractions import Fraction

from scoring.counting import Standing
from scoring.documents.workbook.look import decimals
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable
from scoring.documents.workbook.ranks import Ranked
from scoring.documents.workbook.written_totals import TotalOf, WrittenTotals
from scoring.report.blocks import Words
from scoring.scheme import Scheme
from scoring.wording import say

WIDEST = 44
"""Half 汉字 of a unit's name in one line."""


@dataclass(frozen=True, slots=True)
class RankingTable:
    """Where the list stands: its page, rows and columns, all from 0."""

    page: Page
    headings: int
    first: int
    last: int
    unit: int
    components: tuple[int, ...]
    """Columns, in the scheme's order; so is ``unit`` one."""
    below_zero: bool
    """Whether a score is."""


class RankingSheet:
    """Writes the units as they are listed; each cell looks up what stands in its place.

    ``ranked`` and ``totals``: the columns of the calculation. ``shown``: unit id to its name.
    """

    def __init__(
        self,
        page: Page,
        standing: Standing,
        ranked: Ranked,
        totals: WrittenTotals,
        shown: dict[str, str],
    ) -> None:
        self._page = page
        self._scheme: Scheme = standing.scheme
        self._units = standing.units
        self._ranked = ranked
        self._totals = totals
        self._shown = shown
        """How units are called, by id."""

    def write(self) -> RankingTable:
        """Write a line for each unit, best first; return where the charts find them."""
        self._page.widest = WIDEST
        table = PageTable(self._page)
        unit = 0
        components: tuple[int, ...] = ()
        order = list(self._totals.by_unit)
        for position, one in enumerate(self._units, 1):
            line = table.line()
            number = line.figure(say("position in the list"), position, "aside")
            place = order.index(one.unit.id) + 1
            match = line.formula(
                say("row of the calculation"),
                f"MATCH({number},{self._ranked.position},0)",
                place,
                "aside",
            )
            unit, components = self._line(line, self._totals.by_unit[one.unit.id], match)
        # The position, and the row that MATCH found.
        self._page.hide(0, 1)
        self._page.level(table.first, table.last)
        self._page.close(headings=table.headings, names=unit + 1)
        below_zero = any(
            (score.published or 0) < 0
            for of in self._totals.by_unit.values()
            for score in of.scores
        )
        return RankingTable(
            self._page, table.headings, table.first, table.last, unit, components, below_zero
        )

    def _line(self, line: PageLine, total: TotalOf, match: str) -> tuple[int, tuple[int, ...]]:
        """Write rank, unit, scores, total, grade and remark; return the columns of charts."""
        one, ranked = total.one, self._ranked
        rank = _index(ranked.rank, match)
        said = "-" if one.rank is None else one.rank
        line.formula(say("rank"), f'IF({rank}="","-",{rank})', said, "middle")
        unit = line.column
        line.formula(say("unit"), _index(ranked.unit, match), self._shown[one.unit.id])
        if self._scheme.total.within:
            category = f'{_index(ranked.category, match)}&""'
            line.formula(say("category"), category, one.unit.category or "")
        first = line.column
        parts = zip(self._scheme.components, total.scores, self._totals.components, strict=True)
        for component, score, span in parts:
            value = "-" if score.published is None else score.published
            self._figure(line, component.title, _index(span, match), value, score.places)
        places = self._scheme.total.places
        value = "-" if total.published.value is None else total.published.value
        self._figure(line, say("total"), _index(self._totals.published, match), value, places)
        if self._scheme.grades:
            line.formula(
                say("grade"), f'{_index(ranked.grade, match)}&""', one.grade or "", "middle"
            )
        self._remark(line, total, match, none=total.published.value is None)
        return unit, tuple(range(first, first + len(total.scores)))

    @staticmethod
    def _figure(line: PageLine, title: Words, found: str, value: object, places: int) -> None:
        shown = value if isinstance(value, Fraction) else "-"
        line.formula(title, f'IF({found}="","-",{found})', shown, "cell", decimals(places))

    def _remark(self, line: PageLine, total: TotalOf, match: str, *, none: bool) -> None:
        ranked, published = self._ranked, _index(self._totals.published, match)
        line.remark(
            [
                (f"{_index(ranked.tied, match)}=1", say("tied"), total.one.tied),
                (f'{published}=""', say("no total: a score has no value"), none),
                (
                    f"{_index(ranked.ranked, match)}=0",
                    say("listed, not ranked"),
                    total.one.rank is None,
                ),
            ]
        )


def _index(span: str, match: str) -> str:
    """Return the formula of what stands in ``span`` at the row in the cell ``match``."""
    return f"INDEX({span},{match})"
