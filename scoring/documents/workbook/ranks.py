"""Rank, ties, grade, and the order in which units are listed (名次, 等次), by formulas.

Each unit's rank is one more than the number of units that are better, of its field. Who is better
is one formula over columns of keys, weightiest first: ``(A>a)+(A=a)*((B>b)+(B=b)*(C>c))``, where
``A`` is a column of all units and ``a`` the cell of one. It is 1 for each unit that is better.
"""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple, assert_never

from xlsxwriter.utility import xl_cell_to_rowcol, xl_range_abs

from scoring.counting import Standing
from scoring.documents.workbook.keys import compared
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable, quoted
from scoring.documents.workbook.rules import RuleCells
from scoring.documents.workbook.whole_numbers import LIMIT
from scoring.documents.workbook.written_totals import TotalOf
from scoring.scheme import Scheme, Ties, decisive
from scoring.wording import say


class Ranked(NamedTuple):
    """Where the ranking stands, one line for each unit; columns as any sheet calls them."""

    unit: str
    category: str
    """Empty where it does not matter; so is the grade where there are none."""
    ranked: str
    """1 where the unit has a rank, else 0."""
    rank: str
    tied: str
    grade: str
    position: str
    """In the list, from 1."""


def _each_rank_once(ties: Ties) -> bool:
    """Whether a rank that several units share counts once for those below."""
    match ties:
        case "competition":
            return False
        case "dense":
            return True
        case never:
            assert_never(never)


class Ranks:
    """Writes who stands where.

    ``names``: unit id to what is shown, in the official order; ``totals``: by the same ids.
    """

    def __init__(
        self,
        page: Page,
        standing: Standing,
        rules: RuleCells,
        names: Mapping[str, str],
        totals: Mapping[str, TotalOf],
    ) -> None:
        self._page = page
        self._standing = standing
        self._scheme: Scheme = standing.scheme
        self._rules = rules
        self._names = names
        self._totals = totals
        self._positions = {one.unit.id: at for at, one in enumerate(standing.units, 1)}
        self._table: PageTable
        self._columns: dict[str, int] = {}
        """By what stands in them."""
        self._keys: list[int] = []

    def write(self) -> Ranked:
        """Write a line for each unit, in the official order; return the columns.

        Keys first for all units: a rank compares with lines below its own, too.
        """
        self._table = PageTable(self._page, say("Ranking"))
        figures = compared(self._scheme, self._totals)
        lines = []
        for number, (unit, name) in enumerate(self._names.items(), 1):
            line = self._table.line()
            self._put("unit", line.words(say("unit"), name))
            self._put("number", line.figure(say("official number"), number, "aside"))
            if self._scheme.total.within:
                category = self._totals[unit].one.unit.category or ""
                self._put("category", line.words(say("category"), category))
            self._entered(line, self._totals[unit])
            keys = [whole.text for figure in figures for whole in figure.write(line, unit)]
            self._keys = [xl_cell_to_rowcol(text)[1] for text in keys]
            lines.append((line, self._totals[unit]))
        # Only now do all lines stand: the formulas take whole columns.
        for line, total in lines:
            self._rank(line, total)
            self._grade(line, total)
            self._listing(line, total)
            line.remark([(f"{self._at('tied', line)}=1", say("tied"), total.one.tied)])
        return Ranked(*(self._span(name) for name in Ranked._fields))

    def _entered(self, line: PageLine, total: TotalOf) -> None:
        """Write whether the unit is ranked: it is meant to be, and has a total."""
        yes, no = str(say("yes")), str(say("no"))
        meant = line.words(say("to be ranked"), yes if total.one.unit.ranked else no, "middle")
        known = f"NOT({total.exact.missing})"
        self._put(
            "ranked",
            line.formula(
                say("has a rank"),
                f"IF(AND(EXACT({meant},{quoted(yes)}),{known}),1,0)",
                int(total.one.rank is not None),
                "aside",
            ),
        )

    def _rank(self, line: PageLine, total: TotalOf) -> None:
        """Write the rank, and whether it is shared; with dense ranks each rank counts once.

        1, 1, 2 instead of 1, 1, 3: of the units on one rank only the first line is counted.
        """
        one, ranked = total.one, self._at("ranked", line)
        field = self._all("ranked") + self._same_field(line)
        counted = ""
        if _each_rank_once(self._scheme.total.ties):
            above = self._all("ranked", line) + self._same_field(line, line)
            first = f"IF({ranked}*SUMPRODUCT({above}*{self._equal(line, line)})=1,1,0)"
            leads = one.rank is not None and not any(
                other.one.rank == one.rank and self._fellow(other, total)
                for other in self._before(total)
            )
            self._put("first", line.formula(say("first of its rank"), first, int(leads), "aside"))
            counted = f"*{self._all('first')}"
        better = f"SUMPRODUCT({field}{counted}*{self._better(line)})"
        rank = "" if one.rank is None else one.rank
        self._put("rank", line.formula(say("rank"), f'IF({ranked}=0,"",1+{better})', rank))
        shared = f"IF({ranked}=0,0,IF(SUMPRODUCT({field}*{self._equal(line)})>1,1,0))"
        self._put("tied", line.formula(say("tied"), shared, int(one.tied), "aside"))

    def _better(self, line: PageLine) -> str:
        """Return the formula of who is better, by the first figure that differs."""
        text = ""
        for column in reversed(self._keys):
            all_, own = self._range(column), self._page.here(line.row, column)
            text = f"(({all_}>{own})+({all_}={own})*{text})" if text else f"({all_}>{own})"
        return text

    def _equal(self, line: PageLine, last: PageLine | None = None) -> str:
        """Return the formula of who is level, up to the line ``last``."""
        return "*".join(
            f"({self._range(column, last)}={self._page.here(line.row, column)})"
            for column in self._keys
        )

    def _grade(self, line: PageLine, total: TotalOf) -> None:
        """Write the first grade whose beginning the total reaches."""
        if not self._scheme.grades:
            return
        on = self._scheme.total.grade_on
        figure = decisive(on, published=total.published, exact=total.exact)
        grades, part = self._rules.listed["", "grades"], self._rules.counts["", "grade"]
        reached = figure.top * part
        starts = [int(grade.from_ * part.value) for grade in self._scheme.grades]
        largest = max(map(abs, starts)) * figure.bottom.value
        said = total.one.grade or ""
        if figure.value is not None and not (reached.fits and largest < LIMIT):
            line.fixed = True
            self._put("grade", line.words(say("grade"), said, "fixed"))
            return
        above = f"SUMPRODUCT(--({grades.span}*{figure.bottom.text}>{reached.text}))"
        title = f'IFERROR(INDEX({grades.names},1+{above}),"")'
        formula = f'IF({self._at("ranked", line)}=0,"",{title})'
        self._put("grade", line.formula(say("grade"), formula, said))

    def _listing(self, line: PageLine, total: TotalOf) -> None:
        """Write where the unit is listed: ranked ones by field, unranked ones, then the rest."""
        one, ranked = total.one, self._at("ranked", line)
        kind = 2 if one.total.value is None else int(one.rank is None)
        formula = f"IF({ranked}=1,0,IF({total.exact.missing},2,1))"
        self._put("kind", line.formula(say("kind"), formula, kind, "aside"))
        # Ranked ones (0) by rank, then those listed unranked (1), then those without a total (2);
        # within each the official order. With categories, the number of the unit that opens each
        # keeps them together: 1, 1, 1, 4, 4.
        sorted_by = ["kind", "rank_or_0", "number"]
        if self._scheme.total.within:
            self._field(line, total)
            sorted_by.insert(1, "field")
        rank = f"IF({ranked}=1,{self._at('rank', line)},0)"
        self._put("rank_or_0", line.formula(say("rank, else 0"), rank, one.rank or 0, "aside"))
        text = ""
        for name in reversed(sorted_by):
            all_, own = self._all(name), self._at(name, line)
            text = f"(({all_}<{own})+({all_}={own})*{text})" if text else f"({all_}<{own})"
        position = self._positions[one.unit.id]
        self._put(
            "position",
            line.formula(say("position in the list"), f"1+SUMPRODUCT({text}*1)", position, "aside"),
        )

    def _field(self, line: PageLine, total: TotalOf) -> None:
        """Write the number of the unit that opens the field, the first of its category."""
        ranked = self._at("ranked", line)
        above = f"SUMPRODUCT({self._all('ranked', line)}{self._same_field(line, line)})"
        fellows = [other for other in self._totals.values() if self._fellow(other, total)]
        first = next((other for other in fellows if other.one.rank is not None), None)
        opens = total.one.rank is not None and first is total
        formula = f"IF({ranked}*{above}=1,1,0)"
        self._put("opens", line.formula(say("opens its category"), formula, int(opens), "aside"))
        own = f"SUMPRODUCT({self._all('opens')}{self._same_field(line)}*{self._all('number')})"
        number = 0
        if total.one.rank is not None and first is not None:
            number = list(self._totals.values()).index(first) + 1
        formula = f"IF({ranked}=0,0,{own})"
        self._put("field", line.formula(say("category opened by"), formula, number, "aside"))

    def _same_field(self, line: PageLine, last: PageLine | None = None) -> str:
        """Return the factor that leaves only units ranked with this one; empty: all are."""
        if not self._scheme.total.within:
            return ""
        return f"*EXACT({self._all('category', last)},{self._at('category', line)})"

    def _fellow(self, one: TotalOf, other: TotalOf) -> bool:
        """Whether two units are ranked in one field."""
        within = self._scheme.total.within is not None
        return not within or one.one.unit.category == other.one.unit.category

    def _before(self, total: TotalOf) -> Iterator[TotalOf]:
        """Yield the totals in the lines above that of ``total``."""
        return takewhile(lambda other: other is not total, self._totals.values())

    def _put(self, name: str, text: str) -> None:
        """Note in which column ``name`` stands, by a cell of it."""
        self._columns[name] = xl_cell_to_rowcol(text)[1]

    def _at(self, name: str, line: PageLine) -> str:
        """Return the cell of ``name`` in ``line``."""
        return self._page.here(line.row, self._columns[name])

    def _all(self, name: str, last: PageLine | None = None) -> str:
        """Return the cells of all units under ``name``, or of those up to the line ``last``."""
        return self._range(self._columns[name], last)

    def _range(self, column: int, last: PageLine | None = None) -> str:
        """Return the cells of all units in ``column``, or of those up to the line ``last``."""
        row = self._table.last if last is None else last.row
        return xl_range_abs(self._table.first, column, row, column)

    def _span(self, name: str) -> str:
        """Return the column of all units as any sheet calls it; empty where there is none."""
        return self._table.span(self._columns[name]) if name in self._columns else ""
