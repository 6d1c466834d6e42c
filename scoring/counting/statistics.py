"""What many marks become (统计量): mean, median, majority, after dropping; a closed list.

Marks are counted before they come here, so they are ``Runs``: each worth and how often, lowest
first. Worths are whole numbers of ``1/unit`` points; only the result is a Fraction, in points.

>>> runs = [(70, 2), (71, 3), (80, 1)]  # 70 70 71 71 71 80, in whole points
>>> trimmed = trim(runs, low=1, high=1)
>>> trimmed.kept
[(70, 1), (71, 3)]
>>> mean(trimmed.kept, unit=1), median(runs, unit=1)
(Fraction(283, 4), Fraction(71, 1))
>>> majority([15, 8, 3], 40, more_than_half=False)  # the second level: 15 + 8 of 40
1
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import starmap
from operator import itemgetter, mul
from typing import NamedTuple, TypeAlias, assert_never

from scoring.ballots import Mark, Marking
from scoring.scheme import Ballot, DropCounts
from scoring.wording import Phrase, say

Run: TypeAlias = tuple[int, int]
"""A worth in ``1/unit`` points, and how many marks have it."""
Runs: TypeAlias = Sequence[Run]
"""Marks in the order of their worth, lowest first, equal ones together."""


class Trimmed(NamedTuple):
    """Marks after dropping (去掉最高最低分), as runs; together they are what was there before.

    Of equal marks some may be dropped and some kept: their worth then stands in two of the three.
    """

    low: Runs
    kept: Runs
    high: Runs


class Outcome(NamedTuple):
    """What the marks of one spot became."""

    value: Fraction | None
    """In points of ``full``; None where there is no value, and then ``why`` says why."""
    trimmed: Trimmed
    """The marks that were dropped, and those the value is made of; kept for the explanation."""
    why: Phrase | None = None
    base: int | None = None
    """Of a majority: the number of persons it is of."""


def mean(runs: Runs, unit: int) -> Fraction:
    """Mean (平均) of the marks in ``runs``, in points. Raises ZeroDivisionError without a mark."""
    return Fraction(sum(starmap(mul, runs)), unit * _count(runs))


def median(runs: Runs, unit: int) -> Fraction:
    """Middle mark (中位数), in points; of an even number, the mean of the middle two.

    Raises IndexError without a mark.
    """
    marks = _count(runs)
    return Fraction(_at(runs, (marks - 1) // 2) + _at(runs, marks // 2), 2 * unit)


def majority(levels: Sequence[int], base: int, *, more_than_half: bool) -> int:
    """Return the position of the level that a majority reaches.

    ``levels`` is how often each level was given, best first; ``base`` is what the half is of, in
    persons. Levels add up from the best; what no level reaches is the last.
    """
    reached = 0
    for position, count in enumerate(levels):
        reached += count
        if 2 * reached > base or (2 * reached == base and not more_than_half):
            return position
    return len(levels) - 1


def trim(runs: Runs, low: int, high: int) -> Trimmed:
    """Drop the ``low`` lowest and the ``high`` highest marks, both counted in marks.

    The lowest go first: where there are fewer than ``low + high``, ``kept`` comes out empty and
    nothing is dropped twice.
    """
    if not low and not high:
        return Trimmed((), runs, ())
    dropped_low, rest = _split(runs, low)
    kept, dropped_high = _split(rest, max(_count(rest) - high, 0))
    return Trimmed(dropped_low, kept, dropped_high)


def to_drop(drop: DropCounts | Fraction | None, marks: int) -> tuple[int, int]:
    """Return how many of ``marks``, the number of valid ones, are dropped: lowest, highest.

    A share is taken of the valid marks at each end and rounded down: a tenth of 59 is 5. Source:
    scheme key ``drop``.
    """
    if drop is None:
        return 0, 0
    if isinstance(drop, Fraction):
        each = marks * drop.numerator // drop.denominator
        return each, each
    return (drop.low, drop.high) if marks >= drop.from_ else (0, 0)


def outcome(
    marks: Mapping[Mark, int], component: Ballot, marking: Marking, base: int | None
) -> Outcome:
    """Return what ``marks`` (mark to how often, absences not among them) become.

    ``marking`` is that of ``component``. ``base`` is the number of persons a majority is of; None:
    the valid marks. Without enough marks the value is None and the outcome says why; nothing is
    raised. Source: scheme keys ``min_marks``, ``drop``, ``statistic``.
    """
    runs = sorted(zip(map(marking.worth, marks), marks.values(), strict=True))
    given = sum(marks.values())
    if given < component.min_marks:
        return Outcome(None, Trimmed((), runs, ()), _too_few(given, component.min_marks))
    trimmed = trim(runs, *to_drop(component.drop, given))
    if not trimmed.kept:
        return Outcome(None, trimmed, say("nothing is left of {marks} marks", marks=given))
    match component.statistic:
        case "mean":
            return Outcome(mean(trimmed.kept, marking.unit), trimmed)
        case "median":
            return Outcome(median(trimmed.kept, marking.unit), trimmed)
        case "majority":
            levels = [marks.get(level, 0) for level in marking.marks]
            base = given if base is None else base
            strict = component.levels.more_than_half
            level = majority(levels, base, more_than_half=strict)
            return Outcome(marking.points(Mark(level)), trimmed, base=base)
        case never:
            assert_never(never)


def _too_few(given: int, needed: int) -> Phrase:
    if not given:
        return say("no valid mark")
    return say("{given} valid marks, {needed} needed", given=given, needed=needed)


def _count(runs: Runs) -> int:
    return sum(map(itemgetter(1), runs))


def _at(runs: Runs, position: int) -> int:
    """Return the worth of the mark at ``position``, from 0, in ascending order."""
    for worth, count in runs:
        position -= count
        if position < 0:
            return worth
    raise IndexError


def _split(runs: Runs, marks: int) -> tuple[Runs, Runs]:
    """Split after the lowest ``marks`` marks, which may be in the middle of a run."""
    before: list[Run] = []
    after: list[Run] = []
    for worth, count in runs:
        part = min(count, marks)
        marks -= part
        if part:
            before.append((worth, part))
        if count > part:
            after.append((worth, count - part))
    return before, after
