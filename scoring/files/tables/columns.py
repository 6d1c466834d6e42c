"""Which column of a table holds what: headings in English or Chinese, known or not.

>>> from pathlib import Path
>>> from scoring.files.tables import read_table
>>> table = read_table(Path("sessions/2020-hunan/units.csv"), "units.csv")
>>> columns = Columns(table, [FileColumn("id", "编号"), FileColumn("name", "名称")], Findings())
>>> columns.text(table.rows[3], "name"), columns.has("short")
('省水利厅', False)
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from scoring.errors import Place
from scoring.files.file_problems import Findings
from scoring.files.names import clean_name, name_fault
from scoring.files.tables.table_reading import FileTable, Row
from scoring.wording import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column that a table may have."""

    key: str
    """Its English heading, in any case; and what it is called in the program."""
    chinese: str
    """Its Chinese heading."""
    needed: bool = False
    """Whether a table without it cannot be read."""


class Columns:
    """The columns of one table by their keys; what is missing or unknown is noted once."""

    def __init__(
        self,
        table: FileTable,
        known: Iterable[FileColumn],
        findings: Findings,
        *,
        elsewhere: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Match the headings of ``table`` with ``known``; what is wrong goes to ``findings``.

        ``elsewhere`` says of another heading whether somebody else reads that column: in a wide
        table of ballots, a column for each unit.
        """
        self.table = table
        self.findings = findings
        self._positions: dict[str, int] = {}
        by_heading = {
            heading: column for column in known for heading in (column.key, column.chinese)
        }
        for position, heading in enumerate(table.headings):
            column = by_heading.get(heading) or by_heading.get(heading.lower())
            if column:
                self._found(position, column)
            elif not elsewhere(heading):
                self._unknown(position, heading, by_heading)
        for column in dict.fromkeys(by_heading.values()):
            if column.needed and column.key not in self._positions:
                self._missing(column)

    def has(self, key: str) -> bool:
        """Whether the table has the column ``key``."""
        return key in self._positions

    def text(self, row: Row, key: str) -> str:
        """Return what stands in the column, without spaces around it; empty without the column."""
        position = self._positions.get(key)
        return "" if position is None else row.cells[position].strip()

    def heading(self, key: str) -> str:
        """Return the heading of the column ``key`` as it is in the file.

        Raises KeyError where the table does not have it.
        """
        return self.table.headings[self._positions[key]]

    def place(self, row: Row, key: str | None = None) -> Place:
        """Return where a row, or its cell in the column ``key``, stands."""
        return self.table.place(row, self._positions.get(key) if key else None)

    def name(self, row: Row, key: str, *, needed: bool = False) -> str:
        """Return a name or id, in NFC; note what is wrong with it, and then return it empty.

        It is empty without the column, too, and where nothing stands there; with ``needed``, an
        empty one is noted.
        """
        text = clean_name(self.text(row, key))
        fault = name_fault(text) if text or needed else None
        if fault is None:
            return text
        self.findings.error("table.name", self.place(row, key), fault)
        return ""

    def choice(self, row: Row, key: str, words: Mapping[str, T]) -> T:
        """Return what the word in the cell stands for, by ``words``, which are in small letters.

        A word that stands for nothing is noted, and read as the first of ``words``. Where the
        column may be missing or empty, they have ``""``.
        """
        text = self.text(row, key).lower()
        if text not in words:
            self.findings.error(
                "table.word",
                self.place(row, key),
                say("{text} is not one of {words}", text=text, words=tuple(filter(None, words))),
            )
        return words.get(text, next(iter(words.values())))

    def _found(self, position: int, column: FileColumn) -> None:
        if self._positions.setdefault(column.key, position) != position:
            self.findings.error(
                "table.double-column",
                self.table.place(None, position),
                say("a second column of {column}", column=_both(column)),
                say("delete one of the two"),
            )

    def _missing(self, column: FileColumn) -> None:
        self.findings.error(
            "table.no-column",
            self.table.place(),
            say("the column {column} is missing", column=_both(column)),
            say("the first row holds the headings"),
        )

    def _unknown(self, position: int, heading: str, known: Iterable[str]) -> None:
        near = nearest(heading, known)
        self.findings.warning(
            "table.unknown-column",
            self.table.place(None, position),
            say("the column {heading} is not known and is not read", heading=heading),
            say("is {heading} meant?", heading=near) if near else None,
        )


class Repeats:
    """Keys of rows that were seen, and where first."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._first: dict[tuple[object, ...], Place] = {}

    def seen(self, place: Place, *key: object) -> bool:
        """Note a row whose ``key`` an earlier row has; return whether it is one.

        ``key`` is of any number of values; those of one table have equally many.
        """
        first = self._first.setdefault(key, place)
        if first is place:
            return False
        self._findings.error(
            "table.repeated",
            place,
            say("this row says again what {first} says", first=str(first)),
            say("keep the one that is right, and delete the other"),
        )
        return True


def nearest(text: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that ``text`` was most likely meant to be; None if none is."""
    near = difflib.get_close_matches(text, list(names), 1)
    return near[0] if near else None


def _both(column: FileColumn) -> str:
    same = column.chinese == column.key
    return column.key if same else f"{column.chinese}（{column.key}）"
