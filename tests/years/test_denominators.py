"""Backwards from a stated rate: every whole number that gives it, and no other."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.points import Rounding, rounded
from scoring.years.handling.denominators import Denominators, denominators, percent_text, shared
from scoring.years.suggestions.totals import Stated

ROUNDINGS: list[Rounding] = ["half-up", "half-even", "down"]
FURTHEST = 700
"""Whole numbers that are tried one by one."""


def stated(text: str) -> Stated:
    return Stated(f"{text}%", Fraction(text), len(text.partition(".")[2]))


@given(
    numerator=st.integers(0, 60),
    percent=st.integers(0, 1300),
    places=st.integers(0, 2),
    rounding=st.sampled_from(ROUNDINGS),
)
def test_every_denominator_listed_gives_the_stated_rate_and_no_other_does(
    numerator: int, percent: int, places: int, rounding: Rounding
) -> None:
    rate = Stated("", Fraction(percent, 10**places), places)
    listed = denominators(numerator, rate, rounding)
    for whole in range(1, FURTHEST):
        gives = rounded(Fraction(100 * numerator, whole), places, rounding) == rate.percent
        assert (whole in listed) == gives, whole


@given(whole=st.integers(1, 5000), data=st.data(), rounding=st.sampled_from(ROUNDINGS))
def test_the_whole_that_a_rate_was_made_of_is_always_listed(
    whole: int, data: st.DataObject, rounding: Rounding
) -> None:
    numerator = data.draw(st.integers(0, whole))
    text = percent_text(numerator, whole, rounding=rounding).removesuffix("%")
    assert whole in denominators(numerator, stated(text), rounding)


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 90)), max_size=5))
def test_what_is_shared_is_in_all_and_what_is_in_all_is_shared(
    ends: list[tuple[int, int]],
) -> None:
    ranges = [Denominators(*pair) for pair in ends]
    common = shared(ranges)
    for number in range(1, 100):
        assert (number in common) == all(number in one for one in ranges)


@pytest.mark.parametrize(
    ("numerator", "text", "least", "most"),
    [
        (1037, "72.1", 1438, 1439),
        (979, "94.4", 1037, 1037),
        (1016, "70.5", 1441, 1442),
        (261, "18.1", 1439, 1445),
        (165, "11.4", 1442, 1453),
        (1277, "88.6", 1441, 1442),
        (928, "68.4", 1356, 1357),
        (441, "33.6", 1311, 1314),
        (0, "0.0", 1, None),
        (3, "0.0", 6001, None),
        (1, "12.5", 8, 8),
    ],
)
def test_known_ranges(numerator: int, text: str, least: int, most: int | None) -> None:
    assert denominators(numerator, stated(text)) == (least, most)


@pytest.mark.parametrize(("numerator", "text"), [(1, "90.0"), (0, "0.1"), (2, "99")])
def test_a_rate_of_nothing_has_no_denominator(numerator: int, text: str) -> None:
    found = denominators(numerator, stated(text))
    assert not found
    assert 1 not in found


def test_a_half_goes_up_once_and_not_from_a_figure_rounded_before() -> None:
    assert percent_text(1, 8, 1) == "12.5%"
    assert percent_text(1, 8, 0) == "13%"
    assert percent_text(2449, 20000, 1) == "12.2%"
    assert percent_text(1, 8, 0, "half-even") == "12%"
