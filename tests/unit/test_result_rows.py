"""What stands on the result's screen is what is printed, and bars never contradict it."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

from hypothesis import given as drawn
from hypothesis import strategies as st

from scoring.counting import Papers, Standing, stand
from scoring.report.bins import MOST, bins
from scoring.report.result_rows import (
    cells,
    compared,
    nice_step,
    places_by_component,
    result_rows,
    ruler,
    unequal_sum,
)
from scoring.roster import Unit
from tests.unit.test_standing import bonus, scheme_of

POINTS = st.integers(-300, 9000).map(lambda number: Fraction(number, 97))


def summed(*units: tuple[Fraction, ...], **total: object) -> Standing:
    """Return a standing of units a, b, ... with their figures in as many components."""
    parts = [bonus(id=f"p{at}", title=f"第{at}项") for at in range(len(units[0]))]
    names = [chr(ord("a") + at) for at in range(len(units))]
    given = {
        f"p{at}": {name: unit[at] for name, unit in zip(names, units, strict=True)}
        for at in range(len(units[0]))
    }
    return stand(
        scheme_of(*parts, total=total or None),
        Papers(tuple(Unit(name, f"{name}局") for name in names), given=given),
    )


@drawn(
    st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=2, max_size=9),
    st.integers(20, 90),
)
def test_bars_are_in_the_order_of_the_totals(units: list[tuple[Fraction, ...]], room: int) -> None:
    rows = [row for row in result_rows(summed(*units)) if row.ends]
    if not rows:
        return
    step = nice_step(max(row.ends[-1] for row in rows), room)
    ends = [cells(row.ends, step) for row in rows]
    assert all(own == sorted(own) for own in ends)
    assert all(own[0] >= 0 and own[-1] <= room for own in ends)
    long = [own[-1] for own in ends]
    assert long == sorted(long, reverse=True)


def test_a_bar_is_as_long_as_its_total_and_not_as_its_rounded_parts() -> None:
    rows = result_rows(summed(
        (Fraction("16.95"), Fraction("66.70")), (Fraction("16.16"), Fraction("68.14")),
    ))  # fmt: skip
    assert [row.total for row in rows] == ["84.30", "83.65"]
    ends = [cells(row.ends, Fraction(1)) for row in rows]
    assert ends == [[16, 84], [17, 84]]


def test_leads_and_distances_are_what_one_finds_by_subtracting_what_is_printed() -> None:
    standing = summed(
        (Fraction(50, 3), Fraction(74)), (Fraction(17), Fraction(73)), (Fraction(17), Fraction(73)),
    )  # fmt: skip
    rows = result_rows(standing)
    assert [(row.total, row.lead, row.level) for row in rows] == [
        ("90.67", "0.67", False), ("90.00", "", True), ("90.00", "", False),
    ]  # fmt: skip
    found = compared(standing, rows[1].one)
    assert [(own.other and own.other.unit.id, own.texts) for own in found] == [
        (None, ("17.00", "73.00", "90.00")),
        ("a", ("+0.33", "-1.00", "-0.67")),
        ("c", ("0.00", "0.00", "0.00")),
    ]  # fmt: skip


def test_parts_that_do_not_add_up_are_told() -> None:
    standing = summed((Fraction("10.004"), Fraction("20.004")), (Fraction(5), Fraction(6)))
    first, second = standing.units
    assert unequal_sum(standing, first) == "30.00"
    assert unequal_sum(standing, second) == ""


def test_places_by_component_say_who_rose_and_who_fell() -> None:
    standing = summed((Fraction(3), Fraction(1)), (Fraction(2), Fraction(9)))
    rows = places_by_component(standing, standing.units[0])
    assert [[one.unit.id for one in row.units] for row in rows] == [
        ["a", "b", "b"],
        ["b", "a", "a"],
    ]
    assert [row.moved for row in rows] == [1, -1]


@drawn(st.lists(st.tuples(POINTS), min_size=2, max_size=20), st.integers(2, 9))
def test_every_unit_stands_on_the_ruler(units: list[tuple[Fraction, ...]], most: int) -> None:
    standing = summed(*units)
    found = ruler(standing, standing.units[0], most)
    if found is None:
        assert len({one.total.value for one in standing.units}) == 1
        return
    assert 2 <= len(found.ticks) <= most + 1
    assert all(0 <= mark.at <= len(found.ticks) - 1 for mark in found.marks)
    steps = Fraction(found.ticks[1]) - Fraction(found.ticks[0])
    for mark, one in zip(found.marks, standing.units, strict=True):
        assert Fraction(found.ticks[0]) + mark.at * steps == one.total.value


@drawn(st.integers(1, 400), st.lists(st.integers(0, 399), max_size=60))
def test_every_mark_is_in_one_class_and_there_are_few(marks: int, given: list[int]) -> None:
    found = Counter(mark % marks for mark in given)
    made = bins(marks, found)
    assert 1 <= len(made) <= MOST
    assert sum(one.found for one in made) == found.total()
    assert [one.first for one in made[1:]] == [one.last + 1 for one in made[:-1]]
    assert (made[0].first, made[-1].last) == (0, marks - 1)
    for mark, count in found.items():
        [own] = [one for one in made if one.first <= mark <= one.last]
        assert own.found >= count
    assert not any(upper.found == lower.found == 0 for upper, lower in pairwise(made))
