"""What can be wrong, said so that it can be put right (问题).

A file's faults are values: a tuple of ``Problem``, all of a file at once, each at its ``Place``.
Exceptions are for what stops a whole step: ``HasProblems`` carries such a tuple, ``Refused`` one
sentence. Everything else that is raised is a bug of ours.

>>> from scoring.wording import say
>>> where = Place("ballots.csv", 7)
>>> print(Problem("mark.outside", where, say("{mark} is outside", mark="81")))
ballots.csv:7: 81 is outside [mark.outside]
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.wording import Phrase, visible


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the files something stands: a file, and in it a line or a cell of a sheet."""

    file: str
    """As the user knows it, from the meeting's folder on: ``ballots.csv``."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    cell: str = ""
    """``Sheet1!B7``, in a workbook, instead of a line."""

    def __str__(self) -> str:
        """Return ``file``, ``file:line`` or ``file:Sheet1!B7``."""
        spot = self.cell or (str(self.line) if self.line else "")
        return visible(f"{self.file}:{spot}" if spot else self.file)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place, and what to do about it."""

    code: str
    """Stable, and listed in ``docs/problems.md``: ``scheme.points-sum``."""
    where: Place
    message: Phrase
    hint: Phrase | None = None
    warning: bool = False
    """A warning stops nothing; it may be accepted."""

    def __str__(self) -> str:
        """Return ``file:line: message [code]``."""
        return f"{self.where}: {self.message} [{self.code}]"


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those of ``problems`` that stop the next step, in their order: not the warnings."""
    return tuple(problem for problem in problems if not problem.warning)


class PingyiError(Exception):
    """Something a user can meet and put right; never a bug of ours.

    Commands show it as a message, without a traceback.
    """


class Refused(PingyiError):
    """What was asked for cannot be done; the phrase says why and what to do."""

    def __init__(self, reason: Phrase, problems: Iterable[Problem] = ()) -> None:
        """Keep the sentence ``reason``, and with it ``problems``: warnings found on the way."""
        super().__init__(reason)
        self.reason = reason
        self.problems = tuple(problems)
        """Warnings that were found on the way."""

    def __str__(self) -> str:
        """Return the reason in the language that is spoken now."""
        return str(self.reason)


class HasProblems(PingyiError):
    """The files have problems that stop the next step; ``problems`` holds all, warnings too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep ``problems``; at least one of them is no warning."""
        self.problems = tuple(problems)
        super().__init__(*self.problems)
