"""Tables on a sheet, line by line: a column's heading stands beside what fills it.

>>> from xlsxwriter import Workbook
>>> from io import BytesIO
>>> from scoring.documents.workbook.look import Looks
>>> from scoring.documents.workbook.workbook_stamp import WorkbookStamp
>>> book = Workbook(BytesIO())
>>> table = PageTable(Page(book, Looks(book), WorkbookStamp("", "", ""), "Total", "Total"))
>>> line = table.line()
>>> line.words("unit", "省水利厅"), line.figure("score", Fraction("74.75"))
('A4', 'B4')

The heading is written with the first line, and asked for with every one: so it cannot come to stand
over another column.
"""

from collections.abc import Sequence
from fractions import Fraction

from xlsxwriter.utility import xl_cell_to_rowcol

from scoring.documents.workbook.look import Style
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.whole_numbers import Whole, cell
from scoring.report.blocks import Words
from scoring.wording import say, visible

TOO_LONG = 10**15
"""A whole number from here on is not exact in every spreadsheet."""


class PageTable:
    """A table that grows downwards from the page's next row; its lines must have one shape.

    ``title``: a heading over it; None: none.
    """

    def __init__(self, page: Page, title: Words | None = None) -> None:
        self.page = page
        if title is not None:
            page.section(title)
        self.headings = page.row
        self.first = page.row + 1
        page.row = self.first

    def line(self) -> "PageLine":
        """Begin the next line."""
        row = self.page.row
        self.page.row += 1
        return PageLine(self, row)

    @property
    def last(self) -> int:
        """The row of the last line so far."""
        return self.page.row - 1

    def span(self, column: int) -> str:
        """Return how a column of the lines so far is called on any sheet."""
        return self.page.span((self.first, column), (self.last, column))

    def like(self, text: str) -> str:
        """Return the column of the cell ``text`` over all lines, as any sheet calls it."""
        return self.span(xl_cell_to_rowcol(text)[1])


class PageLine:
    """A line of a table, filled from the left; each method takes the next cell."""

    def __init__(self, table: PageTable, row: int) -> None:
        self._table = table
        self._page = table.page
        self.row = row
        self.column = 0
        """The next free one."""
        self.fixed = False
        """Whether a figure in it is the program's own, because no formula would be exact."""

    def words(self, heading: Words, words: Words, style: Style = "cell") -> str:
        """Write a text; return its cell."""
        row, column = self._next(heading)
        self._page.text(row, column, words, style)
        return self._page.here(row, column)

    def blank(self, heading: Words, style: Style = "cell") -> str:
        """Write a cell in which nothing stands; return it."""
        row, column = self._next(heading)
        self._page.blank(row, column, style)
        return self._page.here(row, column)

    def figure(
        self, heading: Words, value: Fraction | int, style: Style = "cell", form: str = ""
    ) -> str:
        """Write a figure; return its cell. ``form``: how it is shown, as spreadsheets write it.

        A fraction is written as the float next to it, which prints as its decimals.
        """
        row, column = self._next(heading)
        number = int(value) if value == int(value) else float(value)
        self._page.number(row, column, number, style, form)
        return self._page.here(row, column)

    def formula(
        self,
        heading: Words,
        formula: str,
        value: Fraction | str | int,
        style: Style = "cell",
        form: str = "",
    ) -> str:
        """Write a formula and what it comes to; return its cell."""
        row, column = self._next(heading)
        shown = value if isinstance(value, str | int) else float(value)
        self._page.formula((row, column), formula, shown, style, form)
        return self._page.here(row, column)

    def whole(
        self,
        heading: Words,
        whole: Whole,
        formula: str | None = None,
        value: int | str | None = None,
        style: Style = "aside",
    ) -> Whole:
        """Write a whole number as ``formula`` (its own unless given); return its cell.

        ``value``: what the formula comes to, where that is not the whole number. What a
        spreadsheet cannot compute exactly is written as a number, in its own colour; what it
        cannot even hold, as a stroke.
        """
        shown = whole.value if value is None else value
        if whole.fits or isinstance(shown, str):
            text = self.formula(heading, formula or whole.text, shown, style, "0")
            return cell(text, whole.value)
        self.fixed = True
        if abs(whole.value) < TOO_LONG:
            return cell(self.figure(heading, whole.value, "fixed", "0"), whole.value)
        return Whole(self.words(heading, "-", "fixed"), whole.value, whole.peak)

    def own(self, heading: Words, value: int | None) -> Whole:
        """Write a whole number of the program's own; None: an empty text. Return its cell.

        What no spreadsheet can hold exactly is written as a stroke.
        """
        if value is None:
            return Whole(self.words(heading, "", "fixed"), 0, 0)
        if abs(value) < TOO_LONG:
            return cell(self.figure(heading, value, "fixed", "0"), value)
        self.fixed = True
        return Whole(self.words(heading, "-", "fixed"), value, abs(value))

    def remark(self, reasons: Sequence[tuple[str, Words, bool]] = ()) -> None:
        """Write the first of ``reasons`` (condition, words, whether it holds) that holds.

        Where a figure is the program's own, say so instead. Conditions are formulas; whether one
        holds is the engine's word.
        """
        if self.fixed:
            self.words(
                say("remark"), say("too long for a spreadsheet: the program's own figure"), "fixed"
            )
            return
        formula = '""'
        for condition, reason, _ in reversed(reasons):
            formula = f"IF({condition},{quoted(reason)},{formula})"
        said = next((str(reason) for _, reason, holds in reasons if holds), "")
        self.formula(say("remark"), formula, said, "middle")

    def _next(self, heading: Words) -> tuple[int, int]:
        """Take the next cell; of the first line, write its heading."""
        column = self.column
        self.column += 1
        if self.row == self._table.first:
            self._page.text(self._table.headings, column, heading, "heading")
        return self.row, column


def quoted(words: Words) -> str:
    """Return a text as it stands in a formula, in quotation marks, its own doubled."""
    return '"' + visible(str(words)).replace('"', '""') + '"'
