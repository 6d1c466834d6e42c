"""Dropping, mean, median and majority, by hand."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.ballots import Marking, is_mark
from scoring.counting.statistics import Outcome, majority, mean, median, outcome, to_drop, trim
from scoring.scheme import Ballot, DropCounts

ONE_TO_NINE = [(worth, 1) for worth in range(1, 10)]


def became(marks: str, base: int | None = None, **keys: object) -> Outcome:
    """Return what ``marks``, as they are written, become."""
    part = {"kind": "ballot", "id": "live", "title": "现场测评", "points": 80, "full": 100}
    scale = {} if {"worth", "allowed"} & keys.keys() else {"scale": {"start": 0, "cap": 100}}
    component = Ballot.model_validate(part | scale | keys)
    marking = Marking(component)
    return outcome(
        Counter(filter(is_mark, map(marking.read, marks.split()))), component, marking, base
    )


@pytest.mark.parametrize(
    ("runs", "unit", "value"),
    [
        ([(71, 49), (72, 7)], 1, "71.125"),
        ([(1, 1)], 2, "1/2"),
        ([(0, 3)], 1, "0"),
        ([(60, 2), (80, 1)], 1, "200/3"),
        ([(121, 30), (122, 30)], 2, "60.75"),
    ],
)
def test_mean(runs: list[tuple[int, int]], unit: int, value: str) -> None:
    assert mean(runs, unit) == Fraction(value)


@pytest.mark.parametrize(
    ("runs", "unit", "value"),
    [
        ([(7, 1)], 1, "7"),
        ([(7, 1), (8, 1)], 1, "7.5"),
        ([(7, 1), (8, 1), (100, 1)], 1, "8"),
        ([(1, 2), (2, 1), (90, 1)], 1, "1.5"),
        ([(1, 1), (2, 3)], 1, "2"),
        ([(1, 2), (9, 2)], 1, "5"),
        ([(15, 1), (16, 1)], 2, "7.75"),
        ([(1, 30), (2, 30)], 1, "1.5"),
        ([(1, 31), (2, 30)], 1, "1"),
    ],
)
def test_median_of_an_even_number_is_the_mean_of_the_middle_two(
    runs: list[tuple[int, int]], unit: int, value: str
) -> None:
    assert median(runs, unit) == Fraction(value)


@pytest.mark.parametrize(
    ("levels", "base", "half", "more_than_half"),
    [
        ([17, 11, 1], 33, 0, 0),
        ([17, 11, 1], 34, 0, 1),
        ([17, 11, 1], 35, 1, 1),
        ([17, 11, 1], 56, 1, 2),
        ([17, 11, 1], 57, 2, 2),
        ([0, 0, 29], 29, 2, 2),
        ([1, 0, 0], 2, 0, 2),
        ([1, 0, 0], 3, 2, 2),
        ([5], 60, 0, 0),
    ],
)
def test_majority_where_exactly_half_decides(
    levels: list[int], base: int, half: int, more_than_half: int
) -> None:
    assert majority(levels, base, more_than_half=False) == half
    assert majority(levels, base, more_than_half=True) == more_than_half


@pytest.mark.parametrize(
    ("drop", "marks", "dropped"),
    [
        (None, 60, (0, 0)),
        (DropCounts(low=1, high=1), 0, (1, 1)),
        (DropCounts(low=2, high=1), 60, (2, 1)),
        (DropCounts.model_validate({"low": 1, "high": 2, "from": 7}), 6, (0, 0)),
        (DropCounts.model_validate({"low": 1, "high": 2, "from": 7}), 7, (1, 2)),
        (Fraction(1, 10), 9, (0, 0)),
        (Fraction(1, 10), 10, (1, 1)),
        (Fraction(1, 10), 19, (1, 1)),
        (Fraction(1, 10), 20, (2, 2)),
        (Fraction(29, 100), 100, (29, 29)),  # binary floats: 28
        (Fraction(1, 3), 8, (2, 2)),
        (Fraction(49, 100), 3, (1, 1)),
    ],
)
def test_how_many_marks_are_dropped(
    drop: DropCounts | Fraction | None, marks: int, dropped: tuple[int, int]
) -> None:
    assert to_drop(drop, marks) == dropped


@pytest.mark.parametrize(
    ("low", "high", "kept"),
    [
        (0, 0, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (1, 0, [2, 3, 4, 5, 6, 7, 8, 9]),
        (0, 1, [1, 2, 3, 4, 5, 6, 7, 8]),
        (2, 1, [3, 4, 5, 6, 7, 8]),
        (4, 4, [5]),
        (5, 4, []),
        (9, 9, []),
        (30, 0, []),
    ],
)
def test_the_lowest_and_the_highest_are_dropped(low: int, high: int, kept: list[int]) -> None:
    trimmed = trim(ONE_TO_NINE, low, high)
    assert [worth for worth, _ in trimmed.kept] == kept
    assert [*trimmed.low, *trimmed.kept, *trimmed.high] == ONE_TO_NINE


def test_of_equal_marks_only_as_many_as_said_are_dropped() -> None:
    assert trim([(1, 3), (2, 2)], 1, 1) == ([(1, 1)], [(1, 2), (2, 1)], [(2, 1)])
    assert trim([(5, 4)], 1, 1) == ([(5, 1)], [(5, 2)], [(5, 1)])


def test_a_speech_final_drops_one_at_each_end() -> None:
    scale = {"start": 0, "cap": 10, "step": Decimal("0.01")}
    marks = "9.05 9.10 9.25 9.30 9.32 9.45 9.60"
    found = became(marks, full=10, scale=scale, drop={"low": 1, "high": 1, "from": 7})
    assert found.value == Fraction("9.284")
    assert found.trimmed.low == [(905, 1)]
    assert found.trimmed.high == [(960, 1)]


@pytest.mark.parametrize(
    ("marks", "keys", "value", "why"),
    [
        ("", {}, None, "no valid mark"),
        ("0", {}, "0", None),
        ("70 80", {"min_marks": 3}, None, "2 valid marks, 3 needed"),
        ("70 80 90", {"min_marks": 3}, "80", None),
        ("70 80 90", {"min_marks": 3, "drop": {"low": 2}}, "90", None),
        ("70 80", {"drop": {"low": 1, "high": 1}}, None, "nothing is left of 2 marks"),
        ("70", {"drop": {"low": 3}}, None, "nothing is left of 1 marks"),
        ("70", {"drop": "49%"}, "70", None),
        ("60 70 80 90", {"drop": {"low": 1}}, "80", None),
        ("60 70 80 91", {"drop": "25%"}, "75", None),
        ("70 81", {"statistic": "median"}, "75.5", None),
        ("0 70 81 100", {"statistic": "median", "drop": {"low": 1}}, "81", None),
    ],
)
def test_what_the_marks_of_one_unit_become(
    marks: str, keys: dict[str, Any], value: str | None, why: str | None
) -> None:
    found = became(marks, **keys)
    assert found.value == (None if value is None else Fraction(value))
    assert (None if found.why is None else str(found.why)) == why


LEVELS = {"满意": 100, "基本满意": 60, "不满意": 0}
SEVENTEEN = "满意 " * 17 + "基本满意 " * 11 + "不满意"


@pytest.mark.parametrize(
    ("base", "enough", "value"),
    [
        (33, "half", 100),
        (34, "half", 100),
        (34, "more-than-half", 60),
        (None, "more-than-half", 100),  # of the 29 valid marks
        (60, "half", 0),
    ],
)
def test_a_majority_is_of_the_persons_it_is_said_to_be_of(
    base: int | None, enough: str, value: int
) -> None:
    rule = {"of": "members" if base else "valid", "enough": enough}
    found = became(SEVENTEEN, base, worth=LEVELS, statistic="majority", majority=rule)
    assert found.value == value


def test_levels_are_tried_in_the_order_in_which_they_are_written() -> None:
    rule: dict[str, Any] = {"statistic": "majority", "majority": {"of": "valid"}}
    assert became("1 2 2", allowed=[1, 2, 3], **rule).value == 2
    assert became("1 1 2", allowed=[1, 2, 3], **rule).value == 1
    assert became("3 3 1 1", allowed=[3, 1], **rule).value == 3
    assert became("一 一 三", worth={"三": 5, "一": 50}, **rule).value == 50


def test_without_a_valid_mark_there_is_no_majority() -> None:
    found = became("", 60, worth=LEVELS, statistic="majority", majority={"of": "members"})
    assert found.value is None
