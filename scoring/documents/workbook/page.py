"""A sheet of the workbook (工作表): what is written where, and how it is sized and printed."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from rich.cells import cell_len
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from scoring.documents.workbook.look import CELL, HEIGHT, SIZE, TITLE_SIZE, Looks, Style
from scoring.documents.workbook.stamp import Stamp
from scoring.documents.wrapping import wrapped
from scoring.points import exact_text
from scoring.report.blocks import Words
from scoring.wording import say, visible

NARROWEST, WIDEST = 8, 30
"""Of a column, in half 汉字."""
HEADING_WIDTH = 10
"""A heading wider than this wraps instead of widening its column."""
PAGE_WIDTH = 200
"""Characters of the default font that are still read when they are fitted into one page."""
LONGEST_SAID = 70
"""Half 汉字 of a title in a header, which holds 255 characters in all."""
FIRST_ROW = 2
"""Below the title and the stamp; from 0."""
A4 = 9
_STARTS_A_FORMULA = "=+-@|%\t＝＋－＠｜％"  # noqa: RUF001 - as typed


class Wrapping(NamedTuple):
    """A text that may take several lines of its row."""

    row: int
    first: int
    last: int
    """Columns that it spans."""
    text: str
    size: int


class Page:
    """One sheet; ``row`` is the next free one, from 0."""

    def __init__(self, book: Workbook, looks: Looks, stamp: Stamp, name: str, title: Words) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.name = name
        self.row = FIRST_ROW
        self._looks = looks
        self._stamp = stamp
        self._title = visible(str(title))
        self._widths: dict[int, int] = {}
        self._wrapping: list[Wrapping] = []
        self._breaks: list[int] = []
        self._last_row = self._last_column = 0

    def text(self, row: int, column: int, words: Words, style: Style = "cell") -> None:
        """Write a text, which is never taken for a formula."""
        text = visible(str(words))
        quoted = text.lstrip()[:1] in _STARTS_A_FORMULA if text.strip() else False
        self.sheet.write_string(row, column, text, self._looks.of(style, quoted=quoted))
        self._wide(row, column, text, style)

    def number(self, row: int, column: int, value: float, style: Style, form: str = "") -> None:
        """Write a figure; one of ours has at most twelve digits, and a float holds those."""
        self.sheet.write_number(row, column, value, self._looks.of(style, form))
        self._reach(row, column, len(f"{value:g}"))

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: float | str,
        style: Style,
        form: str = "",
    ) -> None:
        """Write a formula (without its ``=``) with what it comes to."""
        self.sheet.write_formula(row, column, f"={formula}", self._looks.of(style, form), value)
        self._reach(row, column, cell_len(value) if isinstance(value, str) else len(f"{value:.8g}"))

    def blank(self, row: int, column: int, style: Style) -> None:
        """Write a cell in which nothing stands."""
        self.sheet.write_blank(row, column, None, self._looks.of(style))
        self._reach(row, column, 0)

    def section(self, words: Words, *, new_page: bool = False) -> None:
        """Write the heading of what follows."""
        if self.row > FIRST_ROW:
            self.row += 1
        if new_page and self.row > FIRST_ROW:
            self._breaks.append(self.row)
        self.sheet.write_string(self.row, 0, visible(str(words)), self._looks.of("section"))
        self.row += 1

    def paragraph(self, words: Words, last: int, style: Style = "words") -> None:
        """Write words over the columns up to ``last`` (from 0), wrapped."""
        self._over(self.row, last, visible(str(words)), style, SIZE)
        self.row += 1

    def here(self, row: int, column: int) -> str:
        """Return how a cell is called on this sheet."""
        return xl_rowcol_to_cell(row, column)

    def fixed(self, row: int, column: int) -> str:
        """Return how a cell is called from any sheet."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, True, True)}"

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return how the cells from ``first`` to ``last`` (row, column) are called anywhere."""
        return f"{self.fixed(*first)}:{xl_rowcol_to_cell(*last, True, True)}"

    def close(self, *, headings: int = 0, names: int = 1) -> None:
        """Size, protect and set up the sheet for print.

        ``headings``: the last row that is repeated on each page, ``names``: so many columns.
        """
        last = self._last_column
        self._over(0, last, self._title, "title", TITLE_SIZE)
        self._over(1, last, self._stamp.sentence, "stamp", SIZE)
        for column in range(last + 1):
            self.sheet.set_column(column, column, self._width(column))
        self._set_heights()
        self._set_up_print(headings, names)
        allowed = {"format_columns": True, "format_rows": True, "format_cells": True}
        self.sheet.protect("", allowed)

    def _over(self, row: int, last: int, text: str, style: Style, size: int) -> None:
        look = self._looks.of(style, quoted=text.lstrip()[:1] in _STARTS_A_FORMULA if text else False)
        if last:
            self.sheet.merge_range(row, 0, row, last, "", look)
        self.sheet.write_string(row, 0, text, look)
        self._wrapping.append(Wrapping(row, 0, last, text, size))
        self._last_row = max(self._last_row, row)

    def _reach(self, row: int, column: int, width: int) -> None:
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)
        self._widths[column] = max(self._widths.get(column, NARROWEST), min(width, WIDEST))

    def _wide(self, row: int, column: int, text: str, style: Style) -> None:
        width = cell_len(text)
        self._reach(row, column, min(width, HEADING_WIDTH) if style == "heading" else width)
        if width > NARROWEST:
            self._wrapping.append(Wrapping(row, column, column, text, SIZE))

    def _width(self, column: int) -> float:
        """Return a column's width in characters of the default font."""
        return ceil((self._widths.get(column, NARROWEST) + 2) * CELL)

    def _set_heights(self) -> None:
        self.sheet.set_default_row(HEIGHT * SIZE)
        heights: dict[int, float] = {}
        for one in self._wrapping:
            room = sum(self._width(column) for column in range(one.first, one.last + 1))
            lines = len(wrapped(one.text, max(int((room - 1) * SIZE / one.size / CELL), 4)))
            height = (HEIGHT + (lines - 1) * 1.4) * one.size
            heights[one.row] = max(heights.get(one.row, 0), height)
        for row, height in heights.items():
            self.sheet.set_row(row, min(height, 400))

    def _set_up_print(self, headings: int, names: int) -> None:
        sheet = self.sheet
        width = sum(self._width(column) for column in range(self._last_column + 1))
        sheet.set_paper(A4)
        if width > PAGE_WIDTH / 2:
            sheet.set_landscape()
        sheet.fit_to_pages(ceil(width / PAGE_WIDTH), 0)
        sheet.print_area(0, 0, self._last_row, self._last_column)
        sheet.repeat_rows(0, headings) if headings else sheet.repeat_rows(0, 1)
        if width > PAGE_WIDTH:
            sheet.repeat_columns(0, names - 1)
        sheet.set_h_pagebreaks(self._breaks)
        sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.9)
        sheet.center_horizontally()
        sheet.set_header(_header(self._stamp))
        sheet.set_footer(_footer(self._stamp))
        sheet.freeze_panes(max(headings + 1, FIRST_ROW), names)
        sheet.hide_gridlines(2)


def _header(stamp: Stamp) -> str:
    code = str(say("result code {code}", code=stamp.code)) if stamp.code else ""
    return f"&L{_said(stamp.result)}&C{_said(stamp.meeting)}&R{_said(code)}"


def _footer(stamp: Stamp) -> str:
    return f"&L{_said(stamp.rule)}&C— &P —&R{_said(stamp.time)}"


def _said(text: str) -> str:
    """Return ``text`` for a header, where ``&`` begins a command and room is short."""
    return wrapped(visible(text), LONGEST_SAID)[0].replace("&", "&&") if text else ""
