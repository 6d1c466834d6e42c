"""Rates from rows: a year that gives the totals of the report, and laws that hold for any."""

import random
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.years.files.yearfolder import YearFolder, read_year
from scoring.years.handling.rates import Handled, handled, open_items
from scoring.years.handling.rows_against_totals import rows_against_totals
from scoring.years.suggestions import (
    HandlingTerms,
    Profile,
    Suggestion,
    Suggestions,
)
from tests.years.years import rows_of_2020, write_rows, year_of_2020

LEVELS = ("很满意", "满意", "基本满意", "不满意")
CODES = ("A1", "A2", "B1")
TERMS = HandlingTerms.model_validate(
    {
        "schema": 1,
        "title": "terms",
        "class": [{"code": code, "label": code} for code in CODES],
        "rollup": [{"id": "A", "title": "A", "classes": ["A1", "A2"]}],
        "satisfaction": {
            "levels": list(LEVELS),
            "satisfied": ["很满意", "满意"],
            "dissatisfied": ["不满意"],
        },
    }
)
COLUMNS = frozenset(
    "number unit role class received due answered attitude result handled-again".split()
)

ANSWERED = Profile("水利厅", "", "A1", "满意", "", answered=True, in_time=True, handled_again=False)

profiles = st.builds(
    Profile,
    unit=st.sampled_from(["水利厅", "公安厅", "民政厅"]),
    role=st.sampled_from(["", "主办", "会办", "分办"]),
    reply=st.sampled_from(["", *CODES]),
    attitude=st.sampled_from(["", *LEVELS]),
    result=st.sampled_from(["", *LEVELS]),
    answered=st.booleans(),
    in_time=st.sampled_from([True, False, None]),
    handled_again=st.booleans(),
)


def year_of(found: list[Profile]) -> Suggestions:
    rows = (Suggestion(str(number), "", profile) for number, profile in enumerate(found))
    return Suggestions(tuple(rows), COLUMNS)


def by_id(one: Handled) -> dict[str, tuple[int, int]]:
    return {rate.measure.id: (rate.numerator, rate.denominator) for rate in one.rates}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> YearFolder:
    found = read_year(year_of_2020(tmp_path_factory.mktemp("year") / "2020"))
    assert not [problem for problem in found.problems if not problem.warning]
    return found


def whole_of(year: YearFolder) -> Handled:
    assert year.suggestions is not None
    assert year.terms is not None
    return handled(year.suggestions, year.terms)[0]


def test_the_rows_of_the_made_up_year_give_the_totals_of_the_report(year: YearFolder) -> None:
    whole = whole_of(year)
    assert whole.suggestions == 1465
    assert whole.helped == 210
    assert whole.counts == {
        "replies": 1465,
        "answered": 1448,
        "classified": 1442,
        "feedback": 1037,
        "dissatisfied": 48,
        "open": 4,
    }
    rates = by_id(whole)
    assert rates["feedback"] == (1037, 1448)
    assert rates["attitude-satisfied"] == (979, 1037)
    assert rates["result-satisfied"] == (930, 1037)
    assert rates["class.A"] == (1016, 1442)
    assert rates["class.B"] == (261, 1442)
    assert rates["class.C"] == (165, 1442)
    assert rates["class.A+B"] == (1277, 1442)
    assert rates["attitude.基本满意"] == (58, 1037)
    assert rates["result.基本满意"] == (107, 1037)
    assert rates["in-time"] == (1400, 1448)
    assert rates["handled-again"] == (44, 48)


def test_its_rates_are_those_of_the_report_where_the_report_agrees_with_itself(
    year: YearFolder,
) -> None:
    texts = {rate.measure.id: rate.text() for rate in whole_of(year).rates}
    assert texts["attitude-satisfied"] == "94.4%"
    assert texts["result-satisfied"] == "89.7%"
    assert texts["class.A"] == "70.5%"
    assert texts["class.B"] == "18.1%"
    assert texts["class.C"] == "11.4%"
    assert texts["class.A+B"] == "88.6%"
    assert texts["feedback"] == "71.6%"


def test_rows_and_report_agree_count_by_count(year: YearFolder) -> None:
    assert year.totals is not None
    assert list(rows_against_totals(whole_of(year), year.totals)) == []


def test_a_row_that_changes_is_found_in_the_report(tmp_path: Path) -> None:
    folder = year_of_2020(tmp_path / "2020")
    rows = rows_of_2020()
    first = next(row for row in rows if row["class"] == "A1")
    first["class"] = "A2"
    write_rows(folder / "suggestions.csv", rows)
    found = read_year(folder)
    assert found.totals is not None
    said = [str(one.sentence) for one in rows_against_totals(whole_of(found), found.totals)]
    assert said == [
        "A1 已解决: the document says 596, the table of suggestions has 595.",
        "A2 基本解决: the document says 143, the table of suggestions has 144.",
    ]


def test_units_add_up_to_all(year: YearFolder) -> None:
    assert year.suggestions is not None
    assert year.terms is not None
    whole, *units = handled(year.suggestions, year.terms)
    assert len(units) == 60
    for name, total in by_id(whole).items():
        each = [by_id(unit)[name] for unit in units]
        assert tuple(map(sum, zip(*each, strict=True))) == total


def test_the_open_ones_are_named(year: YearFolder) -> None:
    assert year.suggestions is not None
    assert year.terms is not None
    numbers = [row.number for row in open_items(year.suggestions, year.terms)]
    assert sorted(numbers) == ["1082", "1083", "1084", "1085"]


@given(st.lists(profiles, max_size=60), st.randoms(use_true_random=False))
def test_a_rate_never_changes_when_rows_are_reordered(
    found: list[Profile], chance: random.Random
) -> None:
    rows = year_of(found).rows
    other = list(rows)
    chance.shuffle(other)
    first = handled(Suggestions(rows, COLUMNS), TERMS)
    second = handled(Suggestions(tuple(other), COLUMNS), TERMS)
    assert by_id(first[0]) == by_id(second[0])
    assert {u.unit: by_id(u) for u in first} == {u.unit: by_id(u) for u in second}


@given(st.lists(profiles, max_size=60))
def test_shares_of_a_partition_add_up_exactly(found: list[Profile]) -> None:
    for one in handled(year_of(found), TERMS):
        exact = {rate.measure.id: rate.exact for rate in one.rates}
        for parts in (
            [f"class.{code}" for code in CODES],
            [f"attitude.{level}" for level in LEVELS],
            [f"result.{level}" for level in LEVELS],
        ):
            shares = [exact[part] for part in parts]
            known = [share for share in shares if share is not None]
            assert len(known) in {0, len(parts)}
            assert sum(known, Fraction(0)) == (1 if known else 0)


@given(st.lists(profiles, max_size=60))
def test_a_roll_up_is_what_its_classes_add_up_to(found: list[Profile]) -> None:
    for one in handled(year_of(found), TERMS):
        rates = by_id(one)
        assert rates["class.A"][0] == rates["class.A1"][0] + rates["class.A2"][0]
        assert rates["class.A"][1] == rates["class.B1"][1]


@given(st.lists(profiles, max_size=60))
def test_no_part_is_more_than_its_whole(found: list[Profile]) -> None:
    for one in handled(year_of(found), TERMS):
        for rate in one.rates:
            assert 0 <= rate.numerator <= rate.denominator


@given(st.lists(profiles, max_size=40))
def test_units_that_only_help_are_in_no_rate(found: list[Profile]) -> None:
    owed = [profile for profile in found if profile.role != "会办"]
    assert by_id(handled(year_of(found), TERMS)[0]) == by_id(handled(year_of(owed), TERMS)[0])


def test_what_the_table_does_not_have_is_not_known_and_not_zero() -> None:
    profile = ANSWERED._replace(answered=False, in_time=None)
    rows = (Suggestion("1", "", profile),)
    whole = handled(Suggestions(rows, frozenset({"number", "unit", "class"})), TERMS)[0]
    assert set(by_id(whole)) == {"class.A1", "class.A2", "class.B1", "class.A"}
    assert set(whole.counts) == {"replies", "classified"}


def test_a_rate_of_nothing_is_none() -> None:
    [whole] = handled(Suggestions((), COLUMNS), TERMS)
    assert {rate.text() for rate in whole.rates} == {None}


def test_one_suggestion_in_two_hands_is_one_suggestion_and_two_replies() -> None:
    first = ANSWERED._replace(role="分办")
    second = first._replace(unit="公安厅", answered=False, in_time=None)
    rows = (Suggestion("1", "", first), Suggestion("1", "", second, date(2021, 1, 1)))
    whole, *units = handled(Suggestions(rows, COLUMNS), TERMS)
    assert (whole.suggestions, whole.counts["replies"]) == (1, 2)
    assert [one.suggestions for one in units] == [1, 1]
    assert by_id(whole)["answered"] == (1, 2)
