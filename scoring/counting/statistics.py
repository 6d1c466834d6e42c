"""What many marks become (统计量): mean, median, majority, after dropping; a closed list."""

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
    """Marks after dropping (去掉最高最低分), as runs."""

    low: Runs
    kept: Runs
    high: Runs


class Outcome(NamedTuple):
    """What the marks of one spot became."""

    value: Fraction | None
    """In points of ``full``; None where there is no value, and then ``why`` says why."""
    trimmed: Trimmed
    why: Phrase | None = None
    base: int | None = None
    """Of a majority: the number of persons it is of."""


def mean(runs: Runs, unit: int) -> Fraction:
    """Mean of the marks in ``runs``, in points; there must be one at least."""
    return Fraction(sum(starmap(mul, runs)), unit * _count(runs))


def median(runs: Runs, unit: int) -> Fraction:
    """Middle mark, in points; of an even number, the mean of the middle two."""
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
    """Drop the ``low`` lowest and the ``high`` highest marks; ``kept`` may come out empty."""
    if not low and not high:
        return Trimmed((), runs, ())
    dropped_low, rest = _split(runs, low)
    kept, dropped_high = _split(rest, max(_count(rest) - high, 0))
    return Trimmed(dropped_low, kept, dropped_high)


def to_drop(drop: DropCounts | Fraction | None, marks: int) -> tuple[int, int]:
    """Return how many of ``marks`` valid marks are dropped: lowest, highest."""
    if drop is None:
        return 0, 0
    if isinstance(drop, Fraction):
        each = marks * drop.numerator // drop.denominator
        return each, each
    return (drop.low, drop.high) if marks >= drop.from_ else (0, 0)


def outcome(
    marks: Mapping[Mark, int], component: Ballot, marking: Marking, base: int | None
) -> Outcome:
    """Return what ``marks`` (mark to how often) become under ``component``.

    ``base`` is the number of persons a majority is of; None: the valid marks.
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
    for worth, count in runs:
        position -= count
        if position < 0:
            return worth
    raise IndexError


def _split(runs: Runs, marks: int) -> tuple[Runs, Runs]:
    """Split after the lowest ``marks`` marks."""
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
