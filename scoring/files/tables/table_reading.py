"""A table (表): headings, and rows of text cells, each of which knows where it stands.

What is wrong with a table as such is found here, whatever kind of file it comes from: rows of
another width, double and missing headings, rows of totals. What the cells mean is no business of
this module.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias, overload

from scoring.errors import HasProblems, Place, Problem, errors_of
from scoring.files.file_problems import Findings
from scoring.files.tables.csv_lines import open_csv
from scoring.files.tables.grid import Grid, GridLine, Origin, refusal
from scoring.wording import say


def _open_workbook(path: Path, shown: str, findings: Findings, *, days: bool = False) -> Grid:
    from scoring.files.tables.workbook import open_workbook  # noqa: PLC0415 - few meetings have any

    return open_workbook(path, shown, findings, days=days)


_Openers: TypeAlias = dict[str, Callable[[Path, str, Findings], Grid]]
_OPENERS: _Openers = {".csv": open_csv, ".xlsx": _open_workbook}
_OPENERS_WITH_DAYS: _Openers = {".csv": open_csv, ".xlsx": partial(_open_workbook, days=True)}

_TOTAL = re.compile(
    r"([合总小共]\s*计|总\s*[和数]|平\s*均\s*[数值分]?|均\s*值"
    r"|((sub|grand)\s*)?totals?|sum|average|mean|avg)\s*[:：]?",
    re.IGNORECASE,
)
_TOTAL_INITIALS = frozenset("合总小共平均TtSsGgAaMm")
"""What stands first in a row that adds up others, and what that begins with."""

PASSED_OVER = {
    "table.ragged",
    "table.total-row",
    "table.repeated-heading",
    "table.empty-heading",
}
"""Problems of single rows, or of a column without a name: what is left can be read."""

_INVISIBLE = str.maketrans("", "", "\ufeff\u200b")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heading: its cells by column, and where it stands."""

    cells: tuple[str, ...]
    """As many as the table has headings; the text exactly as in the file."""
    line: int
    """The line where the row begins, or the row's number in its sheet; 1-based."""


class Rows(Sequence[Row]):
    """Rows as they are kept: cells and lines apart, since a table can have millions of rows."""

    def __init__(self, cells: Sequence[tuple[str, ...]], lines: Sequence[int]) -> None:
        """Keep the ``cells`` of each row, and its line; both equally long, and not copied."""
        self._cells = cells
        self._lines = lines

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._cells)

    def __iter__(self) -> Iterator[Row]:
        """Yield each row, in the order of the file."""
        return map(Row, self._cells, self._lines)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Row | Rows":
        """Return one row, or some."""
        if isinstance(index, slice):
            return Rows(self._cells[index], self._lines[index])
        return Row(self._cells[index], self._lines[index])


@dataclass(frozen=True, slots=True)
class FileTable:
    """A table that holds together: every row has a cell under every heading."""

    file: str
    """As it is shown in problems: ``ballots.csv``."""
    sheet: str
    """Empty for a csv file."""
    headings: tuple[str, ...]
    """Without spaces around them, in Unicode's composed form (NFC); no two alike, none empty."""
    rows: Sequence[Row]
    """In the order of the file; rows without any text are not among them."""
    line: int
    """Where the headings stand."""
    columns: tuple[int, ...]
    """For each heading, which column of the file it is, from 0: empty ones are left out."""
    sha256: str
    """Of the file's bytes, in hexadecimal digits."""
    problems: tuple[Problem, ...] = ()
    """What was found; the rows that are at fault are not among ``rows``."""

    @property
    def whole(self) -> bool:
        """Whether no row is missing."""
        return not errors_of(self.problems)

    def place(self, row: Row | None = None, column: int | None = None) -> Place:
        """Return where a row stands, or one of its cells; without a row, where the headings do.

        ``column`` counts the headings from 0, None: the first. A csv file has places for rows
        only: there it changes nothing.
        """
        line = self.line if row is None else row.line
        return Origin(self.file, self.sheet).at(line, self.columns[column or 0])


def read_table(path: Path, shown: str) -> FileTable:
    """Return the table in a csv or xlsx file, which problems call ``shown``.

    Raises HasProblems with everything that is wrong with the file as a table; where nothing stops
    the next step, ``problems`` of the table may still hold warnings.
    """
    table = sound_rows(path, shown)
    if not table.whole:
        raise HasProblems(table.problems)
    return table


def sound_rows(path: Path, shown: str, *, days: bool = False) -> FileTable:
    """Return the table without the rows that are at fault, so that the others can be judged.

    The problems of those rows are in its ``problems``, which call the file ``shown``. With
    ``days``, the cells of a workbook may hold days, read as ``2020-09-01``. Raises HasProblems
    where more is wrong than single rows (``PASSED_OVER``).
    """
    open_grid = (_OPENERS_WITH_DAYS if days else _OPENERS).get(path.suffix.lower())
    if open_grid is None:
        told = say("tables are read from .csv and .xlsx files only")
        raise refusal("table.not-a-table", Place(shown), told, say("save it as .xlsx"))
    findings = Findings()
    table = _table(open_grid(path, shown, findings), findings)
    if table is None or any(one.code not in PASSED_OVER for one in errors_of(table.problems)):
        raise HasProblems(findings.problems())
    return table


def _table(grid: Grid, findings: Findings) -> FileTable | None:
    """Return the table in ``grid``, or None when ``findings`` says why there is none."""
    origin, records = grid.origin, _filled(grid.records)
    first, second = [*islice(records, 1)], [*islice(records, 1)]
    if not first:
        if not findings:
            told, hint = say("the table is empty"), say("the first row holds the headings")
            findings.error("table.empty", Place(origin.file), told, hint)
        return None
    line, cells = first[0]
    body = _Body(origin, line, tuple(map(_heading, cells)), findings)
    if second and body.is_below_a_title(second[0]):
        return None
    body.check_doubles()
    rows = body.rows(chain(second, grid.records))
    headings = tuple(body.heading[column] for column in body.columns)
    return FileTable(
        origin.file,
        origin.sheet,
        headings,
        rows,
        line,
        body.columns,
        grid.sha256,
        findings.problems(),
    )


def _heading(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE).strip())


def _filled(records: Iterator[GridLine]) -> Iterator[GridLine]:
    return (record for record in records if _first(record[1]))


def _first(cells: list[str]) -> str:
    """Return the first cell in a row that is filled, without spaces around it, or nothing."""
    return (cells and cells[0].strip()) or next(filter(None, map(str.strip, cells)), "")


class _Body:
    """What stands below a heading, and is held against it row by row."""

    # A heading "id,name,,unit" has the columns 0, 1 and 3, and column 2 without a name. A row of
    # four cells fits; so does one of six whose last two are empty. Three cells are too few. What
    # stands in column 2 is reported for the first row that has something there, and dropped. So
    # ``columns`` says for each cell that is kept where it was in the file.

    def __init__(
        self, origin: Origin, line: int, heading: tuple[str, ...], findings: Findings
    ) -> None:
        self.heading = heading
        self.columns = tuple(column for column, text in enumerate(heading) if text)
        self._origin, self._line, self._findings = origin, line, findings
        self._unnamed = {column for column, text in enumerate(heading) if not text}
        self._suspicious = _TOTAL_INITIALS | {text[0] for text in heading if text}

    def is_below_a_title(self, second: GridLine) -> bool:
        """Tell whether the heading is one cell above wider rows, and report it.

        ``second`` is the next line that holds anything.
        """
        if len(self.columns) != 1 or sum(1 for cell in second[1] if cell.strip()) == 1:
            return False
        told = say("the first row has one cell only, and those below have more: is it a title?")
        hint = say("delete what stands above the headings; they belong in the first row")
        self._findings.error("table.title", self._origin.at(self._line), told, hint)
        return True

    def check_doubles(self) -> None:
        """Report each heading that has been there before."""
        seen: dict[str, int] = {}
        for column in self.columns:
            text = self.heading[column]
            first = seen.setdefault(text, column)
            if first != column:
                told = say(
                    "columns {first} and {second} have the same heading: {heading}",
                    first=first + 1,
                    second=column + 1,
                    heading=text,
                )
                where = self._origin.at(self._line, column)
                self._findings.error(
                    "table.double-heading", where, told, say("rename or delete one")
                )

    def rows(self, records: Iterator[GridLine]) -> Rows:
        """Return the rows that are sound, and report the others; rows without text are neither."""
        width = self.columns[-1] + 1
        gapless = len(self.columns) == width
        kept: list[tuple[str, ...]] = []
        lines = array("Q")
        for line, cells in records:
            first = _first(cells)
            if not first or (len(cells) != width and not self._fits(cells, line)):
                continue
            if self._unnamed:
                self._look_under_empty_headings(cells, line)
            if first[0] in self._suspicious and self._is_no_entry(first, cells, line):
                continue
            ours = cells[:width] if gapless else [cells[column] for column in self.columns]
            # Marks and names recur: kept once each, ten million cells need little room.
            kept.append(tuple(map(sys.intern, ours)))
            lines.append(line)
        return Rows(kept, lines)

    def _fits(self, cells: list[str], line: int) -> bool:
        """Tell whether a row reaches to the last heading, and has nothing beyond the heading."""
        expected = self.columns[-1] + 1
        if len(cells) >= expected and not any(map(str.strip, cells[len(self.heading) :])):
            return True
        told = say(
            "cells in this row: {found}; columns in the heading: {expected}",
            found=len(cells),
            expected=expected,
        )
        hint = say("a comma too many or too few? a cell with a comma in it needs quotation marks")
        self._findings.error("table.ragged", self._origin.at(line), told, hint)
        return False

    def _look_under_empty_headings(self, cells: list[str], line: int) -> None:
        """Report the columns without a heading that this row is the first to fill."""
        filled = {c for c in self._unnamed if c < len(cells) and cells[c].strip()}
        self._unnamed -= filled
        for column in sorted(filled):
            told = say(
                "column {column} has no heading, but something stands in row {line}",
                column=column + 1,
                line=line,
            )
            where = self._origin.at(self._line, column)
            hint = say("name the column, or empty it")
            self._findings.error("table.empty-heading", where, told, hint)

    def _is_no_entry(self, first: str, cells: list[str], line: int) -> bool:
        """Tell whether a row holds totals of others, or the headings once more."""
        if _TOTAL.fullmatch(first):
            told = say("this row holds totals ({name}) and would be read as one more", name=first)
            self._findings.error(
                "table.total-row", self._origin.at(line), told, say("delete the row")
            )
            return True
        if tuple(map(_heading, cells)) == self.heading:
            told = say("this row repeats the headings")
            where = self._origin.at(line)
            self._findings.error("table.repeated-heading", where, told, say("delete the row"))
            return True
        return False
