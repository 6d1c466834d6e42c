"""What a csv file and a workbook have in common: lines of text cells, and where they stand.

>>> str(Origin("ballots.csv").at(7, 1)), str(Origin("ballots.xlsx", "Sheet1").at(7, 1))
('ballots.csv:7', 'ballots.xlsx:Sheet1!B7')
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from scoring.errors import HasProblems, Place, Problem
from scoring.wording import Phrase, say

GridLine: TypeAlias = tuple[int, list[str]]
"""A line or row number, 1-based, and the cells that begin there, from the first column on."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where cells come from: a file, and in a workbook a sheet."""

    file: str
    """As it is shown to a person: ``ballots.csv``."""
    sheet: str = ""
    """Empty for a csv file."""

    def at(self, line: int, column: int | None = None) -> Place:
        """Return the place of a line, or of a cell in it; ``column`` counts from 0.

        A csv file has no names for its columns: there the line is all that can be said.
        """
        if not self.sheet:
            return Place(self.file, line)
        return Place(self.file, line, f"{self.sheet}!{letters(column or 0)}{line}")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a file, line by line, not yet understood; it can be gone through once."""

    origin: Origin
    records: Iterator[GridLine]
    sha256: str
    """Of the bytes that were read, in hexadecimal digits."""


def refusal(code: str, where: Place, message: Phrase, hint: Phrase | None = None) -> HasProblems:
    """Return what to raise when a file can be read no further, for one reason."""
    return HasProblems([Problem(code, where, message, hint)])


def content_of(path: Path, shown: str, most: int) -> bytes:
    """Return the bytes of the file at ``path``, which problems call ``shown``; it is read once.

    Raises HasProblems when it is missing, no ordinary file, not readable, or longer than
    ``most`` bytes, a whole number of MiB.
    """
    where = Place(shown)
    try:
        if not path.is_file():
            raise _missing(path, where)
        size = path.stat().st_size
        content = path.read_bytes() if size <= most else b""
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise refusal(
            "table.unreadable",
            where,
            say("the file cannot be opened: {reason}", reason=reason),
            say("close it in other programs, and see that you may read it"),
        ) from error
    if size > most:
        told = say("the file is longer than {most} MiB", most=most >> 20)
        raise refusal("table.too-large", where, told, say("is it the right file?"))
    return content


def letters(column: int) -> str:
    """Return the letters of a workbook's column, which counts from 0: A, B, … Z, AA."""
    name = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        name, column = chr(ord("A") + letter) + name, column - 1
    return name


def _missing(path: Path, where: Place) -> HasProblems:
    if path.exists():
        return refusal("table.unreadable", where, say("this is no file that can be read"))
    return refusal("table.missing", where, say("there is no such file"))
