"""How suggestions were handled in one year (年度办理情况): what a folder holds of it.

The folder may be a meeting's: its title, day and units are then used. Terms come from
handling.toml; where there is none, from totals.toml, which may hold the same keys.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from scoring.errors import HasProblems, Place, Problem, Refused
from scoring.files.file_problems import Findings
from scoring.files.meetingfile import MEETING_FILE, Notice, read_meeting_file
from scoring.files.rosterfiles import UnitNames, read_units
from scoring.files.tables import FileTable, sound_rows
from scoring.files.tables.tablefiles import table_file
from scoring.roster import Unit
from scoring.wording import Phrase, say
from scoring.years.files.handlingfile import HANDLING_FILE, TOTALS_FILE, read_terms, read_totals
from scoring.years.files.ledgerfile import read_ledger
from scoring.years.files.suggestionfile import read_suggestions
from scoring.years.suggestions import HandlingTerms, Promise, Suggestions, Totals

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class YearFolder:
    """What a folder says of the handling of suggestions; None where it does not say it."""

    path: Path
    title: str
    """Of the totals, else of the meeting, else of the terms; else the folder's name."""
    year: int | None
    """Of the totals, else of the day of the meeting; None where neither is known."""
    units: tuple[Unit, ...]
    """Of the meeting in the same folder; others may handle suggestions too."""
    terms: HandlingTerms | None
    suggestions: Suggestions | None
    totals: Totals | None
    promises: tuple[Promise, ...] | None
    """The ledger's, each with its year."""
    problems: tuple[Problem, ...]
    """Errors and warnings of all files, each with its place."""

    @property
    def names(self) -> dict[str, str]:
        """The names of the units that are called by their ids."""
        return {unit.id: unit.name for unit in self.units}


def holds_handling(path: Path) -> bool:
    """Tell whether the folder ``path`` says anything of the handling of suggestions."""
    return any((path / name).exists() for name in _NAMES)


def holds_rates(path: Path) -> bool:
    """Tell whether the folder ``path`` has what rates are made from: rows, or a report's totals."""
    return any((path / name).exists() for name in _NAMES if not name.startswith("ledger"))


def sources(path: Path) -> tuple[tuple[str, str], ...]:
    """Return the files that say it, each with the SHA-256 of its bytes in hexadecimal digits."""
    return tuple(
        (name, hashlib.sha256((path / name).read_bytes()).hexdigest())
        for name in (*_NAMES, HANDLING_FILE)
        if (path / name).is_file()
    )


def read_year(path: Path) -> YearFolder:
    """Read what the folder ``path`` says of the handling of suggestions.

    Whatever is wrong with its files is among the problems of what is returned. Raises Refused where
    it says nothing of it.
    """
    if not holds_handling(path):
        raise Refused(
            say(
                "{folder} holds nothing of how suggestions were handled: there is no {files} in "
                "it.",
                folder=str(path),
                files=tuple(_NAMES),
            )
        )
    return _Reading(path).year()


_TABLES = ("suggestions", "ledger")
_NAMES = (
    *(f"{table}.{ending}" for table in _TABLES for ending in ("csv", "xlsx")),
    TOTALS_FILE,
)


class _Reading:
    """One reading of a folder; what is wrong is gathered on the way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[Problem] = []

    def year(self) -> YearFolder:
        """Read everything that can be read."""
        notice = self._notice()
        units = self._read(self._file("units", notice), read_units) or ()
        terms, totals = self._terms()
        names = UnitNames(units)
        year = notice.date.year if notice and notice.date else None
        # What a report says of itself goes before the day of a meeting in the same folder.
        year = totals.year or year if totals else year
        suggestions = self._suggestions(terms, names)
        promises = self._read(self._file("ledger"), lambda t, f: read_ledger(t, names, f))
        return YearFolder(
            path=self._path,
            title=next(_titles(self._path, notice, totals, terms)),
            year=year,
            units=units,
            terms=terms,
            suggestions=suggestions,
            totals=totals,
            promises=None if promises is None else tuple(_of_year(promises, year)),
            problems=tuple(self._problems),
        )

    def _notice(self) -> Notice | None:
        """Return meeting.toml where there is a sound one; what is wrong in it is not told here."""
        if not (self._path / MEETING_FILE).exists():
            return None
        return read_meeting_file(self._path).notice

    def _terms(self) -> tuple[HandlingTerms | None, Totals | None]:
        """Return the terms, which may be those of the totals, and the totals."""
        totals = own = None
        if (self._path / TOTALS_FILE).exists():
            totals, problems = read_totals(self._path)
            self._problems += problems
        if (self._path / HANDLING_FILE).exists():
            own, problems = read_terms(self._path)
            self._problems += problems
            return own, totals
        return totals, totals

    def _suggestions(self, terms: HandlingTerms | None, names: UnitNames) -> Suggestions | None:
        """Return the rows; None where there is no table, or nothing says what its words mean."""
        shown = self._file("suggestions")
        if shown is None:
            return None
        if terms is None:
            # Where the terms are there but wrong, that is told already.
            if not self._problems:
                self._note(
                    "handling.no-terms",
                    shown,
                    say("nothing says what the classes and levels in this table mean"),
                    say("write a handling.toml beside it; docs/handling.md shows one"),
                )
            return None
        return self._read(shown, lambda t, f: read_suggestions(t, terms, names, f))

    def _read(self, shown: str | None, reader: Callable[[FileTable, Findings], T]) -> T | None:
        """Return what ``reader`` makes of the table ``shown``.

        None where there is no such table, or it cannot be read.
        """
        if shown is None:
            return None
        try:
            table = sound_rows(self._path / shown, shown, days=True)
        except HasProblems as fault:
            self._problems += fault.problems
            return None
        findings = Findings()
        found = reader(table, findings)
        self._problems += (*table.problems, *findings.problems())
        return found

    def _file(self, name: str, notice: Notice | None = None) -> str | None:
        """Return the file's name of a table, or None; note where there are two."""
        file, problems = table_file(self._path, name, notice.files if notice else None)
        self._problems += problems
        return file

    def _note(self, code: str, file: str, message: Phrase, hint: Phrase) -> None:
        self._problems.append(Problem(code, Place(file), message, hint))


def _titles(
    path: Path, notice: Notice | None, totals: Totals | None, terms: HandlingTerms | None
) -> Iterator[str]:
    """Yield what the year may be called, the best first; the folder's name at last."""
    yield from (one.title for one in (totals, notice, terms) if one is not None)
    yield path.resolve().name


def _of_year(promises: tuple[Promise, ...], year: int | None) -> Iterator[Promise]:
    """Yield ``promises``, each without a year as of ``year``."""
    for promise in promises:
        yield promise if promise.year else promise._replace(year=year)
