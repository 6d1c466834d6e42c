"""What else can be amiss in a document, one thing at a time."""

from decimal import Decimal

import pytest
import tomli

from scoring.years.handling.crosscheck import Crosscheck, crosscheck
from scoring.years.suggestions import Totals

BASE = """
schema = 1
title = "报告"
source = "here"
"""


def check(text: str) -> Crosscheck:
    return crosscheck(Totals.model_validate(tomli.loads(BASE + text, parse_float=Decimal)))


def said(text: str) -> list[tuple[str, str]]:
    return [(one.kind, str(one.sentence)) for one in check(text).findings]


def total(id_: str, count: int, more: str = "") -> str:
    return f'[[total]]\nid = "{id_}"\ntitle = "{id_.upper()}"\ncount = {count}\n{more}\n'


def rate(numerator: int, stated: str, more: str = "", id_: str = "r") -> str:
    return (
        f'[[rate]]\nid = "{id_}"\ntitle = "rate {id_}"\nstated = "{stated}"\n'
        f"count = {numerator}\n{more}\n"
    )


def test_a_rate_of_the_total_that_it_names_is_silent() -> None:
    assert said(total("all", 200) + rate(50, "25.0%", 'denominator = "all"')) == []


def test_a_rate_that_is_not_of_the_total_it_names_is_told() -> None:
    text = total("all", 200) + total("other", 204) + rate(50, "24.5%", 'denominator = "all"')
    [(kind, sentence)] = said(text)
    assert kind == "other-total"
    assert sentence == (
        "rate r: stated as 24.5% of ALL (200), but 50 of that is 25.0%. 50 is 24.5% of 204 only."
    )


def test_a_rate_of_no_whole_number_is_told() -> None:
    assert said(total("all", 3) + rate(2, "90.0%")) == [
        ("impossible", "rate r: 2 is 90.0% of no whole number at all.")
    ]


def test_a_total_that_is_zero_does_no_harm() -> None:
    text = total("none", 0) + rate(0, "5.0%", 'denominator = "none"')
    assert [kind for kind, _ in said(text)] == ["impossible"]
    assert said(total("none", 0) + rate(0, "0.0%", 'denominator = "none"')) == [
        (
            "other-total",
            "rate r: stated as 0.0% of NONE (0), but 0 of that is -. 0 is 0.0% of 1 or more.",
        )
    ]


def test_totals_that_are_smaller_than_the_numerator_are_not_tried() -> None:
    found = check(total("few", 10) + total("all", 100) + rate(50, "50.0%"))
    [one] = found.rates
    assert [whole.name for whole in (*one.agrees, *one.others)] == ["all"]


def test_a_total_is_not_held_against_itself() -> None:
    text = total("done", 50) + total("all", 100)
    text += '[[rate]]\nid = "r"\ntitle = "r"\nstated = "50.0%"\nnumerator = ["done"]\n'
    [one] = check(text).rates
    assert [whole.name for whole in (*one.agrees, *one.others)] == ["all"]


def test_totals_of_another_year_are_not_tried() -> None:
    text = "year = 2020\n" + total("old", 100, "year = 2019") + total("all", 90)
    text += rate(50, "50.0%", "year = 2019")
    [one] = check(text).rates
    assert [whole.name for whole in one.agrees] == ["old"]


CLASSES = """
[[class]]
code = "A"
label = "done"
count = {a}
[[class]]
code = "B"
label = "planned"
count = {b}
[[rate]]
id = "a"
title = "A"
stated = "{of_a}%"
numerator = ["A"]
[[rate]]
id = "b"
title = "B"
stated = "{of_b}%"
numerator = ["B"]
"""


def test_rates_of_one_table_that_are_not_of_one_whole_are_told() -> None:
    text = CLASSES.format(a=500, b=500, of_a="50.0", of_b="48.0")
    assert [kind for kind, _ in said(text)] == ["no-total", "apart"]


def test_rates_that_agree_on_a_whole_that_the_document_does_not_have_are_told() -> None:
    found = said(CLASSES.format(a=500, b=480, of_a="50.0", of_b="48.0"))
    assert [kind for kind, _ in found] == ["no-total", "no-total", "together"]
    assert found[-1][1] == (
        "A 50.0%, B 48.0%: all of them are of 1000 or 1001 only, which is none of the document's "
        "own totals."
    )


def test_a_sum_that_is_not_what_its_parts_add_up_to_is_told() -> None:
    text = total("one", 10) + total("two", 20) + total("all", 31, 'sum = ["one", "two"]')
    assert said(text) == [
        ("sum", "ALL (31): it should be what ONE (10), TWO (20) add up to, and that is 30.")
    ]
    assert said(text.replace("31", "30")) == []


def test_a_part_that_is_more_than_its_whole_is_told() -> None:
    text = total("all", 10) + total("some", 11, 'within = "all"')
    assert said(text) == [
        ("part", "SOME (11): it should be a part of ALL (10), and is more than that.")
    ]
    assert said(text.replace("11", "10")) == []


ANSWERS = """
[satisfaction]
levels = ["good", "bad"]
satisfied = ["good"]
[[answers]]
part = "result"
title = "result"
of = "feedback"
counts = { "good" = 80, "bad" = %d }
"""


def test_levels_that_do_not_add_up_to_their_total_are_told() -> None:
    text = total("feedback", 100) + ANSWERS
    assert said(text % 20) == []
    assert said(text % 19) == [
        ("sum", "result: the levels should add up to FEEDBACK (100), and add up to 99.")
    ]


@pytest.mark.parametrize(
    ("stated", "kinds"),
    [
        ("+2.0个百分点", []),
        ("2.1个百分点", []),
        ("1.9 percentage points", []),
        ("2.2pp", ["change"]),
        ("-2.0个百分点", ["change"]),
        ("2.0%", ["points"]),
        ("2.5%", ["points", "change"]),
    ],
)
def test_a_stated_change_is_held_against_the_two_rates(stated: str, kinds: list[str]) -> None:
    text = rate(94, "94.0%", id_="now") + rate(92, "92.0%", "year = 2019", id_="before")
    text += f'[[change]]\ntitle = "up"\nstated = "{stated}"\nrate = "now"\nbefore = "before"\n'
    found = [kind for kind, _ in said(text) if kind in {"points", "change"}]
    assert found == kinds
