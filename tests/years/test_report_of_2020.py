"""The published figures of 2020, row by row: what each can be of, and what is said of it."""

import pytest

from scoring.years.files.handlingfile import read_totals
from scoring.years.handling.crosscheck import Crosscheck, crosscheck
from scoring.years.handling.denominators import percent_text
from scoring.years.handling.findings import Finding, range_said
from tests.years.years import SAMPLE


@pytest.fixture(scope="module")
def found() -> Crosscheck:
    totals, problems = read_totals(SAMPLE)
    assert not problems
    assert totals is not None
    return crosscheck(totals)


def finding(found: Crosscheck, kind: str, about: str = "") -> Finding:
    [one] = [
        one for one in found.findings if one.kind == kind and (about in one.about or not about)
    ]
    return one


@pytest.mark.parametrize(
    ("rate", "numerator", "possible", "agrees"),
    [
        ("feedback", 1037, "1438 or 1439 only", []),
        ("attitude", 470 + 509, "1037 only", [1037]),
        ("result", 412 + 518, "1037 only", [1037]),
        ("a", 596 + 143 + 277, "1441 or 1442 only", [1442]),
        ("b", 112 + 149, "1439 to 1445", [1442]),
        ("c", 126 + 39, "1442 to 1453", [1448, 1442]),
        ("a-and-b", 1277, "1441 or 1442 only", [1442]),
        ("year-before", 928, "1356 or 1357 only", []),
        ("two-years-before", 441, "1311 to 1314", []),
    ],
)
def test_each_stated_rate(
    found: Crosscheck, rate: str, numerator: int, possible: str, agrees: list[int]
) -> None:
    [check] = [one for one in found.rates if one.rate.id == rate]
    assert check.numerator == numerator
    assert str(range_said(check.possible)) == possible
    assert [whole.number for whole in check.agrees] == agrees


def test_the_feedback_rate_is_of_none_of_the_totals(found: Crosscheck) -> None:
    assert str(finding(found, "no-total").sentence) == (
        "反馈率: 1037 is 72.1% of 1438 or 1439 only, which is none of the document's own totals. "
        "They give other figures: of 收到建议 (1421) 73.0%, of 已答复 (1448) 71.6%, "
        "of the sum of the classes (1442) 71.9%."
    )


def test_the_four_rates_of_the_classes_are_of_1442_and_nothing_else(found: Crosscheck) -> None:
    [together] = [one for one in found.together if len(one.rates) == 4]
    assert together.possible == (1442, 1442)
    assert [whole.name for whole in together.agrees] == ["classes"]
    said = finding(found, "together", "a")
    assert said.agrees
    assert str(said.sentence) == (
        "A类占比 70.5%, B类占比 18.1%, C类占比 11.4%, A类和B类占比 88.6%: "
        "all of them are of 1442 only, which is the sum of the classes (1442)."
    )


def test_the_dissatisfied_stand_outside(found: Crosscheck) -> None:
    assert str(finding(found, "outside").sentence) == (
        "不满意 (48, of which 4 尚未办结) stands outside the 1037 of 代表反馈. With it there are "
        "1085: 办理态度满意率 90.2% instead of 94.4%, 办理结果满意率 85.7% instead of 89.7%."
    )


@pytest.mark.parametrize(
    ("name", "share"), [("attitude.基本满意", "5.6%"), ("result.基本满意", "10.3%")]
)
def test_the_rest_of_the_answers_is_basically_satisfied(
    found: Crosscheck, name: str, share: str
) -> None:
    assert percent_text(found.counts[name].number, found.counts["feedback"].number) == share


@pytest.mark.parametrize("rate", ["year-before", "two-years-before"])
def test_rates_of_earlier_years_name_nothing_that_they_are_of(found: Crosscheck, rate: str) -> None:
    assert "does not name what it is a rate of" in str(finding(found, "unnamed", rate).sentence)


def test_differences_are_percentage_points(found: Crosscheck) -> None:
    said = [str(one.sentence) for one in found.findings if one.kind == "points"]
    assert len(said) == 2
    assert "2.9% is the difference of two rates" in said[0]
    assert "(2.2 percentage points), not in %" in said[1]


def test_nothing_else_is_found(found: Crosscheck) -> None:
    kinds = [one.kind for one in found.findings]
    assert sorted(kinds) == [
        "no-total",
        "outside",
        "points",
        "points",
        "together",
        "unnamed",
        "unnamed",
    ]
