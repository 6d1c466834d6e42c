"""The base score from pre-meeting answers, by hand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.answers import Answer, read_level
from scoring.ballots import as_cell
from scoring.counting.feedback import base_means
from scoring.scheme import Feedback

WORTH = {"很满意": 100, "满意": 80, "基本满意": 60, "不满意": 0}


def component(**keys: object) -> Feedback:
    part = {
        "kind": "feedback",
        "id": "base",
        "title": "会前基础分",
        "points": 20,
        "full": 100,
        "worth": WORTH,
        "parts": {"attitude": 50, "result": 50},
    }
    return Feedback.model_validate(part | keys)


def means(rows: str, **keys: object) -> dict[str, Fraction]:
    """Return the means of ``rows``: suggestion, deputy, role, answered parts; ``-`` is blank."""
    rule = component(**keys)
    answers = [
        Answer(
            suggestion,
            "a",
            deputy,
            tuple(read_level(text.replace("-", ""), rule) for text in parts),
            None if role == "-" else role,
        )
        for suggestion, deputy, role, *parts in map(str.split, rows.splitlines())
    ]
    return base_means(answers, rule)


@pytest.mark.parametrize(
    ("parts", "keys", "mean"),
    [
        ("很满意 很满意", {}, "100"),
        ("很满意 不满意", {}, "50"),
        ("很满意 不满意", {"parts": {"attitude": 30, "result": 70}}, "30"),
        ("很满意 不满意", {"parts": {"attitude": 3, "result": 7}}, "30"),
        ("很满意 基本满意", {"parts": {"attitude": Decimal("0.1"), "result": 1}}, "700/11"),
        ("很满意 -", {}, "100"),
        ("很满意 弃权", {}, "100"),
        ("很满意 -", {"blank": "不满意"}, "50"),
        ("很满意 弃权", {"blank": "不满意"}, "100"),
        ("- -", {"blank": "基本满意"}, "60"),
    ],
)
def test_an_answer_is_the_mean_of_its_answered_parts(
    parts: str, keys: dict[str, Any], mean: str
) -> None:
    assert means(f"s1 d1 - {parts}", **keys) == {"a": Fraction(mean)}


@pytest.mark.parametrize("parts", ["- -", "弃权 不了解", "无效 回避"])
def test_an_answer_without_an_answered_part_is_not_counted(parts: str) -> None:
    assert means(f"s1 d1 - {parts}") == {}
    assert means(f"s1 d1 - {parts}\ns1 d2 - 满意 满意") == {"a": 80}


FOUR = """\
s1 d1 主办 很满意 很满意
s1 d2 主办 不满意 不满意
s1 d3 主办 不满意 不满意
s2 d1 会办 满意 满意"""


@pytest.mark.parametrize(
    ("keys", "mean"),
    [
        ({}, "45"),
        ({"by": "answer"}, "45"),
        ({"by": "suggestion"}, "170/3"),  # (100/3 + 80) / 2
        ({"by": "deputy"}, "30"),  # (90 + 0 + 0) / 3
        ({"roles": {"会办": Decimal("0.5")}}, "40"),  # (100 + 40) / 3.5
        ({"roles": {"主办": 2}}, "40"),
        ({"roles": {"会办": 0}}, "100/3"),
        ({"by": "deputy", "roles": {"会办": Decimal("0.5")}}, "280/9"),  # ((100 + 40)/1.5) / 3
        ({"by": "suggestion", "roles": {"会办": Decimal("0.5")}}, "170/3"),
        ({"by": "suggestion", "roles": {"会办": 0}}, "100/3"),
        ({"roles": {"分办": 9}}, "45"),
    ],
)
def test_what_answers_are_gathered_by_and_weighted_with(keys: dict[str, Any], mean: str) -> None:
    assert means(FOUR, **keys) == {"a": Fraction(mean)}


def test_fifteen_answers_of_two_kinds() -> None:
    rows = "\n".join(
        f"s{row} d{row} - " + ("很满意 很满意" if row < 10 else "基本满意 基本满意")
        for row in range(15)
    )
    assert means(rows) == {"a": Fraction(260, 3)}


def test_answers_that_weigh_nothing_make_no_base() -> None:
    assert means(FOUR, roles={"主办": 0, "会办": 0}) == {}


def test_each_unit_has_its_own_answers() -> None:
    answers = [
        Answer("s1", "a", "d1", (as_cell(0), as_cell(0))),
        Answer("s1", "b", "d1", (as_cell(3), as_cell(3))),
    ]
    assert base_means(answers, component()) == {"a": 100, "b": 0}
    assert base_means([], component()) == {}
