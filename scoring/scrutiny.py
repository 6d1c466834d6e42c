"""Marks that look mis-keyed (疑似录入差错): warnings, never errors, and never the mark itself."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from scoring.ballots import Cell, IllegalMark, Mark, Marking
from scoring.wording import Phrase, say

Cause: TypeAlias = Literal["transposed", "far", "all-equal", "all-at-cap"]

FEWEST_MARKS = 8
"""A unit with fewer marks has no middle that a mark could be far from."""
FEWEST_CELLS = 3
"""On a sheet with fewer marks, equal ones say nothing."""
FAR = Fraction(35000, 6745)
"""Median absolute deviations from the median that are far: a modified z-score of 3.5.

Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
"""

SAID: Mapping[Cause, Phrase] = {
    "transposed": say("two digits may have changed places"),
    "far": say("far from what the others gave this unit"),
    "all-equal": say("all marks on the sheet are equal"),
    "all-at-cap": say("all marks on the sheet are the highest"),
}


class Suspicion(NamedTuple):
    """One thing that looks mis-keyed; it does not say which mark stands there."""

    cause: Cause
    sheet: str
    unit: str = ""
    """Empty: the whole sheet is meant."""
    criterion: str = ""


def suspicions(
    numbers: Sequence[str],
    cells: Mapping[tuple[str, str], Sequence[Cell]],
    markings: Mapping[str, Marking],
) -> Iterator[Suspicion]:
    """Yield what looks mis-keyed: cell by cell of each unit, then sheet by sheet.

    ``cells`` has a column for each unit and criterion, as long as ``numbers``; ``markings`` is by
    criterion.
    """
    for (unit, criterion), column in cells.items():
        for position, cause in _in_column(column, markings[criterion]):
            yield Suspicion(cause, numbers[position], unit, criterion)
    for position, number in enumerate(numbers):
        row = [
            (column[position], markings[criterion])
            for (_, criterion), column in cells.items()
            if column[position] >= 0
        ]
        if len(row) >= FEWEST_CELLS and len(set(row)) == 1:
            mark, marking = row[0]
            highest = max(range(marking.count), key=marking.worth)
            yield Suspicion("all-at-cap" if mark == highest else "all-equal", number)


def _in_column(column: Sequence[Cell], marking: Marking) -> Iterator[tuple[int, Cause]]:
    marks = [cell for cell in column if cell >= 0]
    if len(marks) < FEWEST_MARKS:
        return
    middle = _median([Fraction(marking.worth(mark)) for mark in marks])
    deviation = _median([abs(marking.worth(mark) - middle) for mark in marks])
    limit = FAR * max(deviation, Fraction(_step(marking)))
    for position, cell in enumerate(column):
        if cell >= 0 and abs(marking.worth(cell) - middle) > limit:
            near = any(
                abs(marking.worth(other) - middle) <= limit for other in _swapped(cell, marking)
            )
            yield position, "transposed" if near else "far"


def _median(values: Sequence[Fraction]) -> Fraction:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _step(marking: Marking) -> int:
    """Return the smallest distance between two marks: marks nearer than that are equal."""
    worths = sorted({marking.worth(mark) for mark in range(min(marking.count, 100))})
    return min((high - low for low, high in pairwise(worths)), default=0)


def _swapped(mark: Mark, marking: Marking) -> Iterator[Mark]:
    """Yield the legal marks that ``mark`` becomes when two neighbouring digits change places."""
    text = marking.text(mark)
    for place in range(len(text) - 1):
        try:
            other = marking.read(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
        except IllegalMark:
            continue
        if other >= 0 and other != mark:
            yield other
