"""A sheet of the workbook (工作表): what is written where, and how it is sized and printed.

Rows and columns are from 0. Cells are written in any order; ``close`` then knows how wide each
column and how high each row must be, whether the sheet fits on a page upright, on its side, or
takes several side by side. A spreadsheet does not do that by itself for a file it did not write.
"""

from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import NamedTuple, cast

from rich.cells import cell_len, chop_cells
from xlsxwriter import Workbook

from scoring.documents.workbook.look import CELL, HEIGHT, SIZE, TITLE_SIZE, Looks, Style
from scoring.documents.workbook.plainsheet import PlainSheet, letters
from scoring.documents.workbook.workbook_stamp import WorkbookStamp
from scoring.documents.wrapping import wrapped
from scoring.report.blocks import Words
from scoring.wording import say, visible

NARROWEST, WIDEST = 5, 26
"""Of a column, in half 汉字."""
HEADING_WIDTH = 8
"""A heading wider than this wraps instead of widening its column."""
PORTRAIT, LANDSCAPE = 92, 136
"""Characters of the default font that fit across a page without being scaled."""
SMALLEST = 1.6
"""How many times as much is still read when it is scaled to fit."""
NARROW = 0.75
"""Part of a page's width below which a sheet stays as it is: fitted to the page it would grow."""
HIGHEST = 400
"""Of a row, in points: spreadsheets allow no more than 409."""
LONGEST_SAID, LONGEST_SCHEME = 60, 32
"""Half 汉字 of titles in a header, which holds 255 characters in all."""
FIRST_ROW = 2
"""Below the title and the stamp; from 0."""
A4 = 9
_FORMULAS = frozenset("=+-@|%＝＋－＠｜％")  # noqa: RUF001 - as typed


class Wrapping(NamedTuple):
    """A text that may take several lines of its row."""

    row: int
    first: int
    last: int
    """Columns that it spans."""
    text: str
    width: int
    """Of the text, in half 汉字."""
    size: int


class Page:
    """One sheet; ``row`` is the next free one, from 0.

    Who writes tables line by line uses ``page_lines``; ``row`` is theirs. ``name`` is that on its
    tab, ``title`` stands above.
    """

    def __init__(
        self, book: Workbook, looks: Looks, stamp: WorkbookStamp, name: str, title: Words
    ) -> None:
        self.sheet = cast("PlainSheet", book.add_worksheet(name, PlainSheet))
        self.name = name
        self.row = FIRST_ROW
        self.scale: int | None = None
        """In per cent, on paper; None: as wide as the page."""
        self.heading_width = HEADING_WIDTH
        """Half 汉字 of a heading that are not wrapped."""
        self.widest = WIDEST
        """Half 汉字 that a column may hold without wrapping."""
        self._looks = looks
        self._stamp = stamp
        self._title = visible(str(title))
        self._widths: dict[int, int] = {}
        self._wrapping: list[Wrapping] = []
        self._breaks: list[int] = []
        self._hidden: set[int] = set()
        self._last_printed: int | None = None
        self._level: tuple[int, int] | None = None
        self._last_row = self._last_column = 0

    def few_columns(self, columns: int) -> None:
        """Give headings the room that there is where ``columns`` are few."""
        self.heading_width = max(HEADING_WIDTH, min(PORTRAIT // (columns + 1) - 2, WIDEST))

    def text(self, row: int, column: int, words: Words, style: Style = "cell") -> None:
        """Write a text, which is never taken for a formula; where it is too wide, it is wrapped."""
        text, width, quoted = _seen(str(words))
        self.sheet.write_string(row, column, text, self._looks.of(style, quoted=quoted))
        self._wide(row, column, (text, width), style)

    def number(self, row: int, column: int, value: float, style: Style, form: str = "") -> None:
        """Write a figure; one of ours has at most twelve digits, and a float holds those."""
        self.sheet.write_number(row, column, value, self._looks.of(style, form))
        self._reach(row, column, len(f"{value:g}"))

    def formula(
        self, at: tuple[int, int], formula: str, value: float | str, style: Style, form: str = ""
    ) -> None:
        """Write a formula (without its ``=``) at a row and column, with what it comes to.

        ``value``: the engine's; ``form``: how a figure is shown, as spreadsheets write it.
        """
        row, column = at
        self.sheet.put_formula(at, formula, self._looks.of(style, form), value)
        if isinstance(value, str):
            self._wide(row, column, _seen(value)[:2], style)
        else:
            self._reach(row, column, len(f"{value:.8g}"))

    def blank(self, row: int, column: int, style: Style) -> None:
        """Write a cell in which nothing stands."""
        self.sheet.write_blank(row, column, None, self._looks.of(style))
        self._reach(row, column, 0)

    def section(self, words: Words) -> None:
        """Write the heading of what follows."""
        if self.row > FIRST_ROW:
            self.row += 1
        self.heading(self.row, words)
        self.row += 1

    def heading(self, row: int, words: Words) -> None:
        """Write a heading that runs over the columns to its right."""
        text = visible(str(words))
        look = self._looks.of("section", quoted=_starts_a_formula(text))
        self.sheet.write_string(row, 0, text, look)
        self._last_row = max(self._last_row, row)

    def new_page(self, row: int) -> None:
        """On paper, begin a new page at ``row``; a sheet that is fitted to its pages ignores it."""
        self._breaks.append(row)

    def hide(self, *columns: int) -> None:
        """Hide columns that only formulas look at; they are not counted in any width."""
        self._hidden.update(columns)

    def level(self, first: int, last: int) -> None:
        """Give these rows one height: what stands in them may change places."""
        self._level = (first, last)

    def print_to(self, column: int) -> None:
        """Leave the columns after ``column`` to the screen."""
        self._last_printed = column

    def extend(self, row: int, column: int, width: int) -> None:
        """Let the sheet reach to ``row`` and ``column``, all columns at least so wide."""
        for each in range(column + 1):
            self._reach(row, each, width)

    def paragraph(self, words: Words, last: int, style: Style = "words") -> None:
        """Write words over the columns up to ``last`` (from 0), wrapped."""
        self._over(self.row, last, visible(str(words)), style, SIZE)
        self.row += 1

    def here(self, row: int, column: int) -> str:
        """Return how a cell is called on this sheet: ``C7`` for row 6 and column 2."""
        return f"{letters(column)}{row + 1}"

    def fixed(self, row: int, column: int) -> str:
        """Return how a cell is called from any sheet: ``'Scheme'!$C$7``."""
        return f"'{self.name}'!${letters(column)}${row + 1}"

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return how the cells from ``first`` to ``last`` (row, column) are called anywhere.

        ``'Counts'!$C$7:$C$60``: as one range, in a formula on any sheet.
        """
        row, column = last
        return f"{self.fixed(*first)}:${letters(column)}${row + 1}"

    def close(self, *, headings: int = 0, names: int = 1) -> None:
        """Size, protect and set up the sheet for print; nothing may be written after.

        ``headings``: the last row that is repeated on each page, ``names``: so many columns.
        """
        last = self._last_column if self._last_printed is None else self._last_printed
        first_page = self._across_one_page(last)
        side_by_side = first_page < last
        title: Style = "banner" if side_by_side else "title"
        self._over(0, first_page, self._title, title, TITLE_SIZE)
        stamp: Style = "words" if side_by_side else "stamp"
        self._over(1, first_page, self._stamp.sentence, stamp, SIZE)
        for column in range(self._last_column + 1):
            options = {"hidden": True} if column in self._hidden else {}
            self.sheet.set_column(column, column, self._width(column) or 1, None, options)
        self._set_heights()
        self._set_up_print(last, headings, names)
        allowed = {"format_columns": True, "format_rows": True, "format_cells": True}
        self.sheet.protect("", allowed)

    def _over(self, row: int, last: int, text: str, style: Style, size: int) -> None:
        """Write a text over the columns up to ``last``, as high as it must be.

        ``size`` in points.
        """
        look = self._looks.of(style, quoted=_starts_a_formula(text))
        if last:
            self.sheet.merge_range(row, 0, row, last, "", look)
        self.sheet.write_string(row, 0, text, look)
        self._wrapping.append(Wrapping(row, 0, last, text, cell_len(text), size))
        self._reach(row, last, 0)

    def _reach(self, row: int, column: int, width: int) -> None:
        """Note that a cell is used, and its width in half 汉字."""
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)
        if width > self._widths.get(column, NARROWEST):
            self._widths[column] = min(width, self.widest)

    def _wide(self, row: int, column: int, said: tuple[str, int], style: Style) -> None:
        """Note the width of a text; one that is wider than its column may be will be wrapped."""
        text, width = said
        most = self.heading_width if style == "heading" else self.widest
        if width > most:
            self._wrapping.append(Wrapping(row, column, column, text, width, SIZE))
            width = most
        self._reach(row, column, width)

    def _width(self, column: int) -> float:
        """Return a column's width in characters of the default font."""
        if column in self._hidden:
            return 0
        return ceil((self._widths.get(column, NARROWEST) + 2) * CELL)

    def _across_one_page(self, last: int) -> int:
        """Return the last column that is printed on the first of several pages side by side."""
        widths = accumulate(self._width(column) for column in range(last + 1))
        room = LANDSCAPE * SMALLEST
        return max(sum(width <= room for width in widths) - 1, 0)

    def _set_heights(self) -> None:
        self.sheet.set_default_row(HEIGHT * SIZE)
        heights: dict[int, float] = {}
        lines_of: dict[tuple[str, int], int] = {}
        for one in self._wrapping:
            # What is not seen makes no row high.
            if one.first in self._hidden and one.first == one.last:
                continue
            room = sum(self._width(column) for column in range(one.first, one.last + 1))
            wide = max(int((room - 1) * SIZE / one.size / CELL), 4)
            if one.width <= wide:
                lines = 1
            elif (one.text, wide) in lines_of:
                lines = lines_of[one.text, wide]
            else:
                lines = lines_of[one.text, wide] = len(wrapped(one.text, wide))
            if lines == 1 and one.size == SIZE:
                continue
            height = (HEIGHT + (lines - 1) * 1.4) * one.size
            heights[one.row] = max(heights.get(one.row, 0), height)
        if self._level is not None:
            rows = range(self._level[0], self._level[1] + 1)
            highest = max(heights.get(row, HEIGHT * SIZE) for row in rows)
            heights |= dict.fromkeys(rows, highest)
        if self.scale is not None:
            # Not every spreadsheet takes the default for rows in which nothing is written.
            heights |= {row: heights.get(row, HEIGHT * SIZE) for row in range(self._last_row + 1)}
        for row, height in heights.items():
            self.sheet.set_row(row, min(height, HIGHEST))

    def _set_up_print(self, last: int, headings: int, names: int) -> None:
        sheet = self.sheet
        width = sum(self._width(column) for column in range(last + 1))
        sheet.set_paper(A4)
        room = PORTRAIT
        if width > room * SMALLEST:
            room = LANDSCAPE
            sheet.set_landscape()
        # Scaled down as far as it can still be read, so many pages side by side.
        across = ceil(width / (room * SMALLEST))
        if self.scale is not None:
            sheet.set_print_scale(self.scale)
        elif width > room * NARROW:
            sheet.fit_to_pages(across, 0)
        sheet.print_area(0, 0, self._last_row, last)
        sheet.repeat_rows(0, headings or 1)
        if across > 1:
            sheet.repeat_columns(0, names - 1)
        sheet.set_h_pagebreaks(self._breaks)
        sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.9)
        sheet.center_horizontally()
        sheet.set_header(_header(self._stamp))
        sheet.set_footer(_footer(self._stamp))
        sheet.freeze_panes(max(headings + 1, FIRST_ROW), names if headings else 0)
        sheet.hide_gridlines(2)


@lru_cache(maxsize=2**12)
def _seen(text: str) -> tuple[str, int, bool]:
    """Return ``text`` as it is shown, its width in half 汉字, and whether it begins a formula."""
    shown = visible(text)
    return shown, cell_len(shown), _starts_a_formula(shown)


def _starts_a_formula(text: str) -> bool:
    return text.lstrip()[:1] in _FORMULAS


def _header(stamp: WorkbookStamp) -> str:
    # All on the left, line by line: three parts beside each other would overlap. The code is whole.
    code = str(say("result code {code}", code=stamp.code)) if stamp.code else ""
    return f"&L&9{_said(stamp.result)}    {_said(stamp.meeting)}\n&7{visible(code)}"


def _footer(stamp: WorkbookStamp) -> str:
    # The fingerprint is never cut.
    rule = WorkbookStamp.rule_of(
        _cut(visible(stamp.scheme), LONGEST_SCHEME), visible(stamp.fingerprint)
    )
    return f"&L{rule.replace('&', '&&')}&R{_said(stamp.time)}    — &P —"


def _said(text: str) -> str:
    """Return ``text`` for a header, where ``&`` begins a command and room is short."""
    return _cut(visible(text), LONGEST_SAID).replace("&", "&&")


def _cut(text: str, longest: int) -> str:
    return text if cell_len(text) <= longest else chop_cells(text, longest)[0] + "..."
