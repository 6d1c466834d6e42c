"""A table (表): headings, and rows of text cells, each of which knows where it stands.

What is wrong with a table as such is found here, whatever kind of file it comes from: rows of
another width, double and missing headings, rows of totals. What the cells mean is no business of
this module.
"""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from scoring.errors import HasProblems, Place, Problem, errors_of
from scoring.intake.csvfile import open_csv
from scoring.intake.grid import Faults, Grid, Origin, Record, refusal
from scoring.intake.workbook import open_workbook
from scoring.wording import Phrase, say

_OPENERS = {".csv": open_csv, ".xlsx": open_workbook}

TOTALS = frozenset(
    "合计 总计 小计 共计 总和 总数 平均 平均数 平均值 平均分 均值 "
    "total totals subtotal grandtotal sum average mean avg".split()
)
"""What stands first in a row that adds up others; without spaces, in lower case."""

_INVISIBLE = str.maketrans("", "", "\ufeff\u200b")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heading: its cells by column, and where it stands."""

    cells: tuple[str, ...]
    """As many as the table has headings; the text exactly as in the file."""
    line: int
    """The line where the row begins, or the row's number in its sheet; 1-based."""


@dataclass(frozen=True, slots=True)
class Table:
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
    warnings: tuple[Problem, ...] = ()
    """What was found and stops nothing."""

    def place(self, row: Row | None = None, column: int | None = None) -> Place:
        """Return where a row stands, or one of its cells; without a row, where the headings do.

        ``column`` counts the headings from 0. A csv file has places for rows only.
        """
        line = self.line if row is None else row.line
        return Origin(self.file, self.sheet).at(line, self.columns[column or 0])


def read_table(path: Path, shown: str) -> Table:
    """Return the table in a csv or xlsx file, which problems call ``shown``.

    Raises HasProblems with everything that is wrong with the file as a table.
    """
    open_grid = _OPENERS.get(path.suffix.lower())
    if open_grid is None:
        told, hint = say("Tables are read from .csv and .xlsx files only."), say("Save it as .xlsx.")
        raise refusal("table.not-a-table", Place(shown), told, hint)
    faults = Faults(shown)
    table = _table(open_grid(path, shown, faults), faults)
    if table is None or errors_of(faults.all()):
        raise HasProblems(faults.all())
    return table


def _table(grid: Grid, faults: Faults) -> Table | None:
    """Return the table in ``grid``, or None when ``faults`` says why there is none."""
    origin, records = grid.origin, _filled(grid.records)
    first, second = [*islice(records, 1)], [*islice(records, 1)]
    if not first:
        if not errors_of(faults.all()):
            told, hint = say("The table is empty."), say("The first row holds the headings.")
            faults.add(Problem("table.empty", Place(origin.file), told, hint))
        return None
    line, cells = first[0]
    body = _Body(origin, line, tuple(map(_heading, cells)), faults)
    if second and body.is_below_a_title(second[0]):
        return None
    body.check_doubles()
    rows = tuple(body.rows(chain(second, records)))
    headings = tuple(body.heading[column] for column in body.columns)
    return Table(
        origin.file, origin.sheet, headings, rows, line, body.columns, warnings=faults.all()
    )


def _heading(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE).strip())


def _filled(records: Iterator[Record]) -> Iterator[Record]:
    return (record for record in records if any(map(str.strip, record[1])))


class _Body:
    """What stands below a heading, and is held against it row by row."""

    def __init__(self, origin: Origin, line: int, heading: tuple[str, ...], faults: Faults) -> None:
        self.heading = heading
        self.columns = tuple(column for column, text in enumerate(heading) if text)
        self._origin, self._line, self._faults = origin, line, faults
        self._unnamed = {column for column, text in enumerate(heading) if not text}

    def is_below_a_title(self, second: Record) -> bool:
        """Tell whether the heading is one cell above wider rows, and report it."""
        if len(self.columns) != 1 or sum(1 for cell in second[1] if cell.strip()) == 1:
            return False
        told = say("The first row has one cell only, and those below have more: is it a title?")
        hint = say("Delete what stands above the headings; they belong in the first row.")
        self._report("table.title", self._origin.at(self._line), told, hint)
        return True

    def check_doubles(self) -> None:
        """Report each heading that has been there before."""
        seen: dict[str, int] = {}
        for column in self.columns:
            text = self.heading[column]
            first = seen.setdefault(text, column)
            if first != column:
                told = say(
                    "Columns {first} and {second} have the same heading: {heading}.",
                    first=first + 1,
                    second=column + 1,
                    heading=text,
                )
                where = self._origin.at(self._line, column)
                self._report("table.double-heading", where, told, say("Rename or delete one."))

    def rows(self, records: Iterator[Record]) -> Iterator[Row]:
        """Yield the rows that are sound, and report the others."""
        width = self.columns[-1] + 1
        gapless = len(self.columns) == width
        for line, cells in records:
            if len(cells) != width and not self._fits(cells, line):
                continue
            if self._unnamed:
                self._look_under_empty_headings(cells, line)
            if self._is_no_entry(cells, line):
                continue
            kept = cells[:width] if gapless else [cells[column] for column in self.columns]
            # Marks and names recur: kept once each, ten million cells need little room.
            yield Row(tuple(map(sys.intern, kept)), line)

    def _fits(self, cells: list[str], line: int) -> bool:
        """Tell whether a row reaches to the last heading, and has nothing beyond the heading."""
        expected = self.columns[-1] + 1
        if len(cells) >= expected and not any(map(str.strip, cells[len(self.heading) :])):
            return True
        told = say(
            "Cells in this row: {found}; columns in the heading: {expected}.",
            found=len(cells),
            expected=expected,
        )
        hint = say("A comma too many or too few? A cell with a comma in it needs quotation marks.")
        self._report("table.ragged", self._origin.at(line), told, hint)
        return False

    def _look_under_empty_headings(self, cells: list[str], line: int) -> None:
        """Report the columns without a heading that this row is the first to fill."""
        filled = {c for c in self._unnamed if c < len(cells) and cells[c].strip()}
        self._unnamed -= filled
        for column in sorted(filled):
            told = say(
                "Column {column} has no heading, but something stands in row {line}.",
                column=column + 1,
                line=line,
            )
            where = self._origin.at(self._line, column)
            hint = say("Name the column, or empty it.")
            self._report("table.empty-heading", where, told, hint)

    def _is_no_entry(self, cells: list[str], line: int) -> bool:
        """Tell whether a row holds totals of others, or the headings once more."""
        first = cells[0].strip() or next(filter(None, map(str.strip, cells)))
        if first[0] in _TOTAL_INITIALS and _is_total(first):
            told = say("This row holds totals ({name}) and would be read as one more.", name=first)
            self._report("table.total-row", self._origin.at(line), told, say("Delete the row."))
            return True
        if first == self.heading[self.columns[0]] and tuple(map(_heading, cells)) == self.heading:
            told = say("This row repeats the headings.")
            where = self._origin.at(line)
            self._report("table.repeated-heading", where, told, say("Delete the row."))
            return True
        return False

    def _report(self, code: str, where: Place, told: Phrase, hint: Phrase) -> None:
        self._faults.add(Problem(code, where, told, hint))


_TOTAL_INITIALS = frozenset(letter for name in TOTALS for letter in (name[0], name[0].upper()))


def _is_total(text: str) -> bool:
    return "".join(text.split()).casefold().rstrip(":：") in TOTALS
