"""What is due, overdue or closed on a day; what was carried over; the figure for a scheme."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.years.handling.ledger import (
    STATES,
    carried,
    disagreements,
    figures,
    joined,
    ledger_of,
    promises_in,
)
from scoring.years.suggestions import Profile, Promise, Suggestion, Suggestions

DUE = date(2021, 6, 30)
ONE = Promise("001", "shuili", "修水库", DUE, made=date(2020, 6, 1), year=2020)

days = st.dates(date(2020, 1, 1), date(2022, 12, 31))
promises = st.builds(
    Promise,
    number=st.text("0123456789", min_size=1, max_size=3),
    unit=st.sampled_from(["shuili", "gongan"]),
    promise=st.just("x"),
    due=days,
    made=st.none() | days,
    closed=st.none() | days,
)


@pytest.mark.parametrize(
    ("on", "closed", "state"),
    [
        (date(2021, 5, 30), None, "open"),
        (date(2021, 5, 31), None, "due"),
        (DUE, None, "due"),
        (date(2021, 7, 1), None, "overdue"),
        (date(2021, 7, 1), DUE, "closed"),
        (date(2021, 7, 2), date(2021, 7, 1), "closed-late"),
        (date(2021, 5, 1), date(2021, 5, 1), "closed"),
        (date(2021, 4, 30), date(2021, 5, 1), "open"),
        (date(2021, 7, 1), date(2021, 7, 2), "overdue"),
    ],
)
def test_a_promise_stands_as_the_day_says(on: date, closed: date | None, state: str) -> None:
    [entry] = ledger_of([ONE._replace(closed=closed)], on, soon=30).entries
    assert entry.state == state


def test_what_was_promised_later_is_not_in_the_ledger_yet() -> None:
    assert ledger_of([ONE], date(2020, 5, 31)).entries == ()
    assert len(ledger_of([ONE], date(2020, 6, 1)).entries) == 1


@given(st.lists(promises, max_size=20), days, st.integers(0, 400))
def test_every_promise_is_in_one_state(found: list[Promise], on: date, soon: int) -> None:
    ledger = ledger_of(found, on, soon)
    whole = ledger.counts()
    assert sum(whole.values()) == len(ledger.entries)
    assert sum(1 for one in found if one.made is None or one.made <= on) == len(ledger.entries)
    for state in STATES:
        assert whole[state] == sum(ledger.counts(unit)[state] for unit in ledger.units)


@given(promises, days, st.integers(0, 400))
def test_an_open_promise_never_becomes_less_urgent(one: Promise, on: date, soon: int) -> None:
    urgency = ["open", "due", "overdue"]
    states = [
        entry.state
        for later in range(0, 600, 50)
        for entry in ledger_of([one._replace(closed=None)], on + timedelta(later), soon).entries
    ]
    assert [urgency.index(state) for state in states] == sorted(map(urgency.index, states))


def test_overdue_ones_stand_first() -> None:
    late = ONE._replace(number="002", due=date(2020, 12, 31))
    ledger = ledger_of([ONE, late], date(2021, 1, 1))
    assert [entry.promise.number for entry in ledger.entries] == ["002", "001"]


def test_what_was_open_must_be_carried_over() -> None:
    found = list(carried([ONE], []))
    assert [str(one.sentence) for one in found] == [
        "001 (shuili), 修水库: open in the earlier ledger, missing in this one."
    ]
    assert list(carried([ONE._replace(closed=DUE)], [])) == []
    assert list(carried([ONE], [ONE])) == []
    assert list(carried([ONE], [ONE._replace(closed=DUE, evidence="x")])) == []


def test_a_promise_that_was_put_off_or_opened_again_is_told() -> None:
    later = ONE._replace(due=date(2022, 6, 30))
    [put_off] = carried([ONE], [later])
    assert "put off from 2021-06-30 to 2022-06-30" in str(put_off.sentence)
    [again] = carried([ONE._replace(closed=DUE)], [ONE])
    assert "closed in the earlier ledger, open in this one" in str(again.sentence)


def test_the_same_number_of_another_year_is_another_promise() -> None:
    assert len(list(carried([ONE], [ONE._replace(year=2021)]))) == 1


def year_of(promised: date | None, closed: date | None = None) -> Suggestions:
    profile = Profile("shuili", "", "B1", "", "", answered=True, in_time=None, handled_again=False)
    row = Suggestion("001", "关于修水库的建议", profile, promised, closed)
    return Suggestions((row,), frozenset())


def test_a_ledger_without_a_file_is_made_of_the_rows() -> None:
    assert list(promises_in(year_of(None), 2020)) == []
    [promise] = promises_in(year_of(DUE), 2020)
    assert promise == Promise("001", "shuili", "关于修水库的建议", DUE, year=2020)
    assert joined([ONE], [promise]) == (ONE,)
    assert joined([], [promise]) == (promise,)


def test_ledger_and_rows_that_differ_are_told() -> None:
    assert list(disagreements([ONE], promises_in(year_of(DUE), 2020))) == []
    [found] = disagreements([ONE], promises_in(year_of(DUE, date(2021, 1, 1)), 2020))
    assert str(found.sentence) == (
        "001 (shuili): the ledger says until 2021-06-30, open, the table of suggestions "
        "until 2021-06-30, closed on 2021-01-01."
    )


def test_the_figure_for_a_scheme() -> None:
    found = [
        ONE._replace(closed=DUE),
        ONE._replace(number="2", closed=date(2021, 7, 1)),
        ONE._replace(number="3"),
        ONE._replace(number="4", due=date(2030, 1, 1)),
    ]
    ledger = ledger_of(found, date(2021, 8, 1))
    units = ["shuili", "gongan"]
    assert figures(ledger, units, "kept") == {"shuili": Fraction(100, 3), "gongan": None}
    assert figures(ledger, units, "overdue") == {"shuili": -1, "gongan": 0}
