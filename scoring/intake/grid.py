"""What a csv file and a workbook have in common: lines of text cells, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from scoring.errors import HasProblems, Place, Problem
from scoring.wording import Phrase, say

SHOWN_OF_A_KIND = 20
"""Problems with the same code that are told one by one; of more, the rest is counted."""

Record: TypeAlias = tuple[int, list[str]]
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
    records: Iterator[Record]


class Faults:
    """The problems of one file, as they are found; of each kind the first few in full."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[str, list[Problem]] = {}
        self._more: dict[str, int] = {}

    def add(self, problem: Problem) -> None:
        """Keep ``problem``, or count it when there are many like it."""
        alike = self._found.setdefault(problem.code, [])
        if len(alike) < SHOWN_OF_A_KIND:
            alike.append(problem)
        else:
            self._more[problem.code] = self._more.get(problem.code, 0) + 1

    def all(self) -> tuple[Problem, ...]:
        """Return the problems, kind by kind, in the order in which they were found."""
        return tuple(
            problem
            for code, alike in self._found.items()
            for problem in [*alike, *self._uncounted(code, warning=alike[0].warning)]
        )

    def _uncounted(self, code: str, *, warning: bool) -> list[Problem]:
        more = self._more.get(code, 0)
        told = say("In this file there are {count} more problems of this kind.", count=more)
        return [Problem(code, Place(self._file), told, warning=warning)] if more else []


def refusal(code: str, where: Place, message: Phrase, hint: Phrase | None = None) -> HasProblems:
    """Return what to raise when a file can be read no further, for one reason."""
    return HasProblems([Problem(code, where, message, hint)])


def content_of(path: Path, shown: str, most: int) -> bytes:
    """Return the bytes of a file, once and for all.

    Raises HasProblems when it is missing, no ordinary file, not readable, or longer than
    ``most`` bytes.
    """
    where = Place(shown)
    try:
        if not path.is_file():
            raise _missing(path, where)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise refusal(
            "table.unreadable",
            where,
            say("The file cannot be opened: {reason}.", reason=reason),
            say("Close it in other programs, and see that you may read it."),
        ) from error
    if len(content) > most:
        told = say("The file is longer than {most} MiB.", most=most >> 20)
        raise refusal("table.too-large", where, told, say("Is it the right file?"))
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
        return refusal("table.unreadable", where, say("This is not a file that can be read."))
    return refusal("table.missing", where, say("There is no such file."))
