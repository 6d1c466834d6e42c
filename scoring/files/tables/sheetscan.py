"""What a sheet would hide or blow up when read, found in its XML before it is (扫描).

A cell far out makes a reader fill everything before it; a formula that was never calculated
reads as empty, and a merged cell as one value and many gaps. All of it can be seen in one pass.
"""

import re
from functools import cache

from scoring.errors import Place
from scoring.files.file_problems import Findings
from scoring.files.tables.grid import Origin, letters, refusal
from scoring.files.tables.package import Attributes, DamagedError, local, walk
from scoring.wording import Phrase, say

MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_CELLS = 4_000_000
"""Of the rectangle from A1 to the last row and the last column that hold anything."""

_COUNT = re.compile(r"[1-9][0-9]{0,6}")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE = {"1", "true"}


class SheetScan:
    """One pass over a sheet's XML; rows and columns count from 1, and 0 is before the first.

    After ``read``, ``last_row`` and ``last_column`` bound what is filled; both are 0 for an empty
    sheet. A cell that only has a format does not count as filled.
    """

    # The state is that of the element where the parser is. <row r="4"><c r="B4" t="str"><f>A4</f>
    # <v>78</v></c></row> begins row 4, then cell B4 with the kind "str"; the f makes it a formula,
    # the v gives it a value, heard as text; at </c> all of it is judged, and forgotten. A row or
    # cell may leave out its r, and is then the next one; one that goes back is damage, since
    # readers differ about which of two cells counts.

    def __init__(self, origin: Origin, findings: Findings) -> None:
        self.first_row = 0
        self.last_row = 0
        self.last_column = 0
        self._origin, self._findings = origin, findings
        self._row = self._column = 0
        self._kind: str | None = ""
        self._in_cell = self._in_value = self._row_is_hidden = False
        self._has_formula = self._has_value = False
        self._text = ""
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[range] = []

    def read(self, part: bytes) -> None:
        """Go through ``part``, the sheet's XML, and report what stands in the way of reading it.

        Raises DamagedError, and HasProblems for a sheet that is too large, as soon as it is.
        """
        walk(part, self._start, self._end, self._hear)
        self._report_hidden()

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if self._in_cell:
            if name in {"c", "row"}:
                raise DamagedError
            self._has_formula |= name == "f"
            self._has_value |= name in {"v", "is"}
            self._in_value = name == "v"
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            if len(self._hidden_columns) < MOST_COLUMNS:
                self._hidden_columns.append(_columns(attributes))
        elif name == "mergeCell":
            self._report_merged(attributes.get("ref", ""))

    def _end(self, tag: str) -> None:
        self._in_value = False
        if self._in_cell and local(tag) == "c":
            self._in_cell = False
            if self._kind is not None or self._has_formula or self._has_value:
                self._end_cell()

    def _hear(self, text: str) -> None:
        # Only whether there is a value matters, and the name of an error: the first piece will do.
        if self._in_value and not self._text:
            self._text = text

    def _begin_row(self, attributes: Attributes) -> None:
        row = _count(attributes["r"]) if "r" in attributes else self._row + 1
        if row <= self._row:
            raise DamagedError
        self._row, self._column = row, 0
        self._row_is_hidden = attributes.get("hidden") in _TRUE

    def _begin_cell(self, attributes: Attributes) -> None:
        column = self._column + 1
        if "r" in attributes:
            place = _CELL.fullmatch(attributes["r"])
            if place is None or int(place[2]) != self._row:
                raise DamagedError
            column = _number(place[1])
        if column <= self._column or not self._row:
            raise DamagedError
        self._column, self._kind, self._text = column, attributes.get("t"), ""
        self._in_cell, self._has_formula, self._has_value = True, False, False

    def _end_cell(self) -> None:
        """Take a cell into account that is more than a format."""
        if self._row > self.last_row or self._column > self.last_column:
            self._grow()
        if self._row_is_hidden and self._hidden_rows[-1:] != [self._row]:
            self._hidden_rows.append(self._row)
        if self._kind == "e":
            told = say("this cell holds an error: {error}", error=self._text)
            hint = say("correct the formula, or write in the value that is meant")
            self._findings.error("table.cell-error", self._here(), told, hint)
        elif self._has_formula and not (self._text or (self._has_value and self._kind == "str")):
            told = say("the formula in this cell has never been calculated")
            hint = say("open the file in Excel or WPS, and save it")
            self._findings.error("table.formula-uncached", self._here(), told, hint)

    def _grow(self) -> None:
        """Let the filled rectangle reach to this cell. Raises HasProblems where it is too large."""
        self.first_row = self.first_row or self._row
        self.last_row = self._row
        self.last_column = max(self.last_column, self._column)
        if (
            self.last_row > MOST_ROWS
            or self.last_column > MOST_COLUMNS
            or self.last_row * self.last_column > MOST_CELLS
        ):
            told = say(
                "the sheet reaches too far: at most {rows} rows, {columns} columns and {cells} "
                "cells are read",
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
                cells=MOST_CELLS,
            )
            hint = say(
                "delete the row or column of this cell, and what else stands outside the table"
            )
            raise refusal("table.too-large", self._here(), told, hint)

    def _here(self) -> Place:
        return self._origin.at(self._row, self._column - 1)

    def _report_merged(self, merged: str) -> None:
        """Report a merged range that touches what is filled."""
        corners = _RANGE.fullmatch(merged)
        if corners is None:
            return
        left, top, bottom = _number(corners[1]), int(corners[2]), int(corners[4])
        if left > self.last_column or top > self.last_row or bottom < self.first_row:
            return
        told = say("the cells {range} are merged: all but the first read as empty", range=merged)
        hint = say("undo the merge, and write the value into each cell it is meant for")
        self._findings.error("table.merged", self._origin.at(top, left - 1), told, hint)

    def _report_hidden(self) -> None:
        """Warn of hidden rows and columns, once for all of each, at the first of them."""
        if self._hidden_rows:
            told = say("hidden rows are read like all others: {rows}", rows=(*self._hidden_rows,))
            self._warn_of_hidden(self._origin.at(self._hidden_rows[0]), told)
        filled = range(1, self.last_column + 1)
        hidden = [
            column for column in filled if any(column in some for some in self._hidden_columns)
        ]
        if hidden:
            names = tuple(letters(column - 1) for column in hidden)
            told = say("hidden columns are read like all others: {columns}", columns=names)
            self._warn_of_hidden(self._origin.at(self.first_row, hidden[0] - 1), told)

    def _warn_of_hidden(self, where: Place, told: Phrase) -> None:
        hint = say("show them and look, or delete them")
        self._findings.warning("table.hidden", where, told, hint)


def _columns(attributes: Attributes) -> range:
    return range(_count(attributes.get("min", "")), _count(attributes.get("max", "")) + 1)


def _count(digits: str) -> int:
    """Return a number of rows or columns as XML writes it; raises DamagedError for others."""
    if not _COUNT.fullmatch(digits):
        raise DamagedError
    return int(digits)


@cache
def _number(name: str) -> int:
    """Return the number of a column, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
