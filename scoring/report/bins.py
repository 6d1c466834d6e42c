"""Marks in classes (分组): so that a scale of half points is a shape and not a row for each mark.

Classes are equally many marks of the scale, counted from its lowest; the last takes the cap, and
where several beside each other are empty they are one:

>>> found = {6: 1, 10: 4, 11: 6, 20: 5}
>>> [(one.first, one.last, one.found) for one in bins(21, found)]
[(0, 5, 0), (6, 6, 1), (7, 9, 0), (10, 10, 4), (11, 11, 6), (12, 19, 0), (20, 20, 5)]
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

MOST = 10
"""Classes at the most, empty ones that are taken together counted once."""
STEPS = (1, 2, 5)
"""Marks of a class, times a power of ten."""


class Bin(NamedTuple):
    """A class of marks, both ends in it; places on the scale, from 0."""

    first: int
    last: int
    found: int
    """How many marks were."""


def bins(marks: int, found: Mapping[int, int]) -> list[Bin]:
    """Return the marks ``found`` (by place on the scale, how often) in classes, the lowest first.

    ``marks``: how many the scale has, 1 or more. The fewest marks to a class with which there are
    no more than ``MOST`` classes. Every mark is in one.
    """
    power = 1
    while True:
        for step in STEPS:
            made = list(_merged(_classes(marks, found, step * power)))
            if len(made) <= MOST or step * power >= marks:
                return made
        power *= 10


def _classes(marks: int, found: Mapping[int, int], step: int) -> list[Bin]:
    """Return all classes of ``step`` marks; what is left over at the cap is in the last of them."""
    whole = max(1, marks // step)
    counts = [0] * whole
    for mark, count in found.items():
        counts[min(mark // step, whole - 1)] += count
    ends = [*range(step - 1, step * (whole - 1), step), marks - 1]
    return [Bin(at * step, last, counts[at]) for at, last in enumerate(ends)]


def _merged(classes: list[Bin]) -> Iterator[Bin]:
    for empty, run in groupby(classes, key=lambda one: one.found == 0):
        own = list(run)
        if empty:
            yield Bin(own[0].first, own[-1].last, 0)
        else:
            yield from own
