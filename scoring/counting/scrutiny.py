"""Marks that look mis-keyed (疑似录入差错): warnings, never errors, and never the mark itself.

What comes out names a sheet, a unit and a cause: the mark is looked up on the paper, so that
nobody is led to what "should" stand there.

>>> from scoring import read_scheme
>>> from scoring.scheme import Ballot
>>> [five] = read_scheme("five-items").sound().of_kind(Ballot)  # 0 to 100
>>> marking = Marking(five)
>>> column = [marking.read(text) for text in "86 87 88 87 86 85 88 78".split()]
>>> numbers = [f"{number:03}" for number in range(1, 9)]
>>> [(one.sheet, one.cause) for one in suspicions(numbers, {("a", "b"): column}, {"b": marking})]
[('008', 'transposed')]
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple, TypeAlias

from scoring.ballots import Absence, Cell, IllegalMark, Mark, Marking, is_mark
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

_ABSENT = frozenset(Absence)

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

    ``cells`` has a column for each (unit, criterion), as long as ``numbers``, the sheets' own;
    ``markings`` is by criterion. A unit with fewer than ``FEWEST_MARKS`` marks is not judged, and
    a sheet with fewer than ``FEWEST_CELLS`` not either.
    """
    for (unit, criterion), column in cells.items():
        for position, cause in _in_column(column, markings[criterion]):
            yield Suspicion(cause, numbers[position], unit, criterion)
    across = [markings[criterion] for _, criterion in cells]
    for number, row in zip(numbers, zip(*cells.values(), strict=True), strict=bool(cells)):
        if len(set(row) - _ABSENT) != 1:
            continue
        marks = [
            (cell, marking) for cell, marking in zip(row, across, strict=True) if is_mark(cell)
        ]
        if len(marks) >= FEWEST_CELLS and len(set(marks)) == 1:
            mark, marking = marks[0]
            highest = max(marking.marks, key=marking.worth)
            yield Suspicion("all-at-cap" if mark == highest else "all-equal", number)


def _in_column(column: Sequence[Cell], marking: Marking) -> Iterator[tuple[int, Cause]]:
    found = {cell: often for cell, often in Counter(column).items() if is_mark(cell)}
    causes = _causes(found, marking)
    if causes:
        for position, cell in enumerate(column):
            if cell in causes:
                yield position, causes[cell]


def _causes(found: Mapping[Mark, int], marking: Marking) -> dict[Cell, Cause]:
    """Return the marks that look mis-keyed, and why, where each was ``found`` so often.

    Far is what lies more than ``FAR`` deviations from the median. A deviation is at least one step
    of the scale: else, where nearly all give 80, an 81 would be far.
    """
    # Everything is doubled, to stay with whole numbers: the middle of 79 and 80 is 159 halves, the
    # deviations from it are counted in halves, and the middle of those, doubled again, in quarters.
    if sum(found.values()) < FEWEST_MARKS:
        return {}
    middle = _twice_the_median({marking.worth(mark): often for mark, often in found.items()})
    away: Counter[int] = Counter()
    for mark, often in found.items():
        away[abs(2 * marking.worth(mark) - middle)] += often
    deviation = Fraction(_twice_the_median(away), 4)
    limit = int(2 * FAR * max(deviation, Fraction(_step(marking))))

    def near(mark: Mark) -> bool:
        return abs(2 * marking.worth(mark) - middle) <= limit

    return {
        mark: "transposed" if any(map(near, _swapped(mark, marking))) else "far"
        for mark in found
        if not near(mark)
    }


def _twice_the_median(found: Mapping[int, int]) -> int:
    """Return the two middle values, which may be the same, added up; each was ``found`` so often.

    Of 79, 79, 80 and 82 it is 159. There has to be one value at least.
    """
    total = sum(found.values())
    ends = [*accumulate(found[value] for value in sorted(found))]
    ordered = sorted(found)
    low, high = (bisect_right(ends, at) for at in ((total - 1) // 2, total // 2))
    return ordered[low] + ordered[high]


def _step(marking: Marking) -> int:
    """Return the smallest distance between two marks: marks nearer than that are equal."""
    worths = sorted({marking.worth(mark) for mark in marking.marks[:100]})
    return min((high - low for low, high in pairwise(worths)), default=0)


def _swapped(mark: Mark, marking: Marking) -> Iterator[Mark]:
    """Yield the legal marks that ``mark`` becomes when two neighbouring digits change places."""
    text = marking.text(mark)
    for place in range(len(text) - 1):
        try:
            other = marking.read(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
        except IllegalMark:
            continue
        if is_mark(other) and other != mark:
            yield other
