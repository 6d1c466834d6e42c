"""The problems of one file, gathered as they are found.

>>> from scoring.wording import say
>>> findings = Findings()
>>> findings.warning("table.hidden", Place("a.csv", 9), say("hidden"))
>>> bool(findings)  # a warning stops nothing
False
>>> findings.error("mark.outside", Place("a.csv", 7), say("outside"))
>>> [problem.where.line for problem in findings.problems()]
[7, 9]
"""

from collections import Counter

from scoring.errors import Place, Problem
from scoring.wording import Phrase, say

MOST_ALIKE = 100
"""Problems of one kind that are kept in full for one file; of more, the rest is counted."""


class Findings:
    """Problems of one file; of those alike, the first hundred, and how many more there are."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._alike: Counter[tuple[str, str, bool]] = Counter()

    def error(self, code: str, where: Place, message: Phrase, hint: Phrase | None = None) -> None:
        """Note what stops the next step."""
        self._note(Problem(code, where, message, hint))

    def warning(self, code: str, where: Place, message: Phrase, hint: Phrase | None = None) -> None:
        """Note what is allowed, but hardly meant."""
        self._note(Problem(code, where, message, hint, warning=True))

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found, in the order of lines.

        Behind it, for each kind with more than ``MOST_ALIKE``, one problem that counts the rest.
        """
        rest = tuple(
            Problem(
                code,
                Place(file),
                say("and {more} more of this kind", more=count - MOST_ALIKE),
                warning=warning,
            )
            for (file, code, warning), count in self._alike.items()
            if count > MOST_ALIKE
        )
        return (*sorted(self._problems, key=lambda problem: problem.where.line), *rest)

    def __bool__(self) -> bool:
        """Whether anything was found that stops the next step."""
        return any(not problem.warning for problem in self._problems)

    def _note(self, problem: Problem) -> None:
        kind = (problem.where.file, problem.code, problem.warning)
        self._alike[kind] += 1
        if self._alike[kind] <= MOST_ALIKE:
            self._problems.append(problem)
