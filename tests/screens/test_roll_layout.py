"""Where everybody stands at check-in: on one screen, by delegation, and nobody twice."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screens.roll_layout import RollHeading, RollLayout, laid_out

TWELVE = [f"第{number}代表团" for number in range(12) for _ in range(10)]


def standing(roll: RollLayout) -> list[int]:
    return sorted(roll.order())


@given(
    st.lists(st.sampled_from(["", "东乡", "西乡", "北乡"]), max_size=90),
    st.integers(2, 40),
    st.integers(1, 9),
)
def test_everybody_stands_once_and_no_column_is_too_long(
    delegations: list[str], rows: int, columns: int
) -> None:
    roll = laid_out(delegations, rows, columns)
    assert standing(roll) == list(range(len(delegations)))
    assert all(len(column) <= rows for column in roll.columns)
    assert all(len(roll.page(number)) <= columns for number in range(roll.pages))
    for column in roll.columns:
        assert not isinstance(column[-1], RollHeading)
        assert column[-1] is not None
        assert column[0] is not None


def test_120_deputies_of_twelve_delegations_stand_in_six_columns_of_twenty() -> None:
    roll = laid_out(TWELVE, 27, 6)
    assert [sum(isinstance(one, int) for one in column) for column in roll.columns] == [20] * 6
    assert roll.pages == 1


def test_people_without_delegations_have_no_headings() -> None:
    roll = laid_out([""] * 60, 27, 6)
    assert roll.columns == (tuple(range(20)), tuple(range(20, 40)), tuple(range(40, 60)))


def test_what_does_not_fit_goes_on_pages_by_delegation() -> None:
    roll = laid_out(TWELVE, 17, 4)
    assert roll.pages == 3
    assert [column[0] for column in roll.columns] == [
        RollHeading(n, again=False) for n in range(12)
    ]
    assert roll.page_of(119) == 2


def test_a_delegation_that_is_longer_than_a_column_goes_on_in_the_next_one() -> None:
    roll = laid_out(["东乡"] * 30, 20, 4)
    assert [column[0] for column in roll.columns] == [
        RollHeading(0, again=False), RollHeading(0, again=True),
    ]  # fmt: skip


def test_arrows_go_to_the_side_on_the_same_row() -> None:
    roll = laid_out(TWELVE, 27, 6)
    assert roll.beside(0, 1) == 20
    assert roll.beside(20, -1) == 0
    assert roll.beside(0, -1) == 0


@pytest.mark.parametrize("size", [2_000])
def test_two_thousand_are_laid_out_without_a_wait(size: int) -> None:
    began = time.process_time()
    roll = laid_out([f"{number // 45}" for number in range(size)], 40, 8)
    assert len(standing(roll)) == size
    assert time.process_time() - began < 0.1
