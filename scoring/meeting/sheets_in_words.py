"""Numbers of sheets in words (票号): runs as ranges, and how many there are.

>>> print(sheets_said(("001", "002", "003", "007")))
001 to 003, 007, 4 sheets
>>> sheets_said(("007", "A3"))
('007', 'A3')
"""

from collections.abc import Iterable, Iterator, Sequence

from scoring.wording import Phrase, say

SHORTEST_RUN = 3
"""Numbers that follow each other, to be told as a range."""
COUNTED = 3
"""More sheets than this are counted as well."""


def in_order(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of sheets in their order: 2 before 10; words behind the numbers."""
    return tuple(sorted(numbers, key=lambda number: (*_place(number), number)))


def sheets_said(numbers: Sequence[str]) -> Phrase | tuple[Phrase | str, ...]:
    """Return the numbers of sheets as a phrase takes them: ``001 to 047, 050, 48 sheets``."""
    parts = tuple(_parts(in_order(dict.fromkeys(numbers))))
    if len(numbers) <= COUNTED:
        return parts
    return say("{sheets}, {count} sheets", sheets=parts, count=len(numbers))


def _place(number: str) -> tuple[int, int]:
    """Return whether ``number`` is a word, and its value where it is none."""
    return (0, int(number)) if number.isascii() and number.isdecimal() else (1, 0)


def _parts(numbers: Sequence[str]) -> Iterator[Phrase | str]:
    for run in _runs(numbers):
        if len(run) < SHORTEST_RUN:
            yield from run
        else:
            yield say("{first} to {last}", first=run[0], last=run[-1])


def _runs(numbers: Sequence[str]) -> list[list[str]]:
    """Return ``numbers``, which are in order, in runs of such as follow each other."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _follows(before: str, number: str) -> bool:
    """Whether ``number`` is the next after ``before``, and written alike: 9 and 10, 09 and 10."""
    (word, value), (other_word, other) = _place(before), _place(number)
    alike = len(before) == len(number) or not (before.startswith("0") or number.startswith("0"))
    return not (word or other_word) and other == value + 1 and alike
