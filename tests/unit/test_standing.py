"""Totals, ranks, ties and grades of small meetings, by hand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.answers import Answer
from scoring.ballots import Absence, Ballots, Marking, as_cell
from scoring.counting import Figure, Papers, Standing, UnitStanding, stand
from scoring.points import fixed_text
from scoring.roster import Unit
from scoring.scheme import Ballot, Scheme

Keys = dict[str, Any]


def scheme_of(*components: Keys, total: Keys | None = None, **keys: object) -> Scheme:
    return Scheme.model_validate(
        {
            "schema": 1,
            "id": "by-hand",
            "title": "手算",
            "component": list(components),
            "total": total or {},
            **keys,
        }
    )


def live(**keys: object) -> Keys:
    """Return a component of marks from 0 to 100 in hundredths, worth 100."""
    part: Keys = {
        "id": "live",
        "title": "现场测评得分",
        "kind": "ballot",
        "points": 100,
        "full": 100,
    }
    if not {"worth", "allowed", "scale"} & keys.keys():
        part["scale"] = {"start": 0, "cap": 100, "step": Decimal("0.01")}
    return part | keys


def bonus(**keys: object) -> Keys:
    return {"id": "bonus", "title": "加分", "kind": "given", **keys}


def ballots(part: Ballot, columns: Mapping[str, str], groups: str | None = None) -> Ballots:
    """Return ballots from ``columns``: ``unit`` or ``unit criterion`` to texts; ``-`` is blank."""
    marking = Marking(part)
    cells = {}
    for name, texts in columns.items():
        unit, _, criterion = name.partition(" ")
        column = [marking.read(text.replace("-", "")) for text in texts.split()]
        cells[unit, criterion or part.id] = column
    rows = range(len(next(iter(cells.values()))))
    return Ballots(tuple(map(str, rows)), tuple(groups) if groups else None, cells)


def marked(
    scheme: Scheme,
    columns: Mapping[str, str],
    groups: str | None = None,
    members: int | None = None,
) -> Standing:
    """Return the standing of a scheme with one component of marks."""
    [part] = scheme.of_kind(Ballot)
    units = tuple(Unit(name, name) for name in dict.fromkeys(key.split()[0] for key in columns))
    return stand(scheme, Papers(units, {part.id: ballots(part, columns, groups)}, members=members))


def given(scheme: Scheme, figures: Mapping[str, str], units: Sequence[Unit] = ()) -> Standing:
    """Return the standing of a scheme with one component of given figures."""
    values = {unit: Fraction(text) for unit, text in figures.items()}
    listed = tuple(units) or tuple(Unit(name, name) for name in figures)
    return stand(scheme, Papers(listed, given={"bonus": values}))


def total(standing: Standing, unit: str = "a") -> str | None:
    value = row_of(standing, unit).total.value
    return None if value is None else fixed_text(value, standing.scheme.total.places)


def row_of(standing: Standing, unit: str) -> UnitStanding:
    return next(row for row in standing.units if row.unit.id == unit)


def ranking(standing: Standing) -> list[tuple[str, int | None, bool]]:
    return [(row.unit.id, row.rank, row.tied) for row in standing.units]


# Rounding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "keys", "half_up", "half_even", "down"),
    [
        ("71 " * 49 + "72 " * 7, {}, "71.13", "71.12", "71.12"),  # 3983 / 56 = 71.125
        ("60.5 " * 38 + "60 " * 2, {}, "60.48", "60.48", "60.47"),  # 60.475, by 40
        ("60.5 " * 6 + "60 " * 42, {}, "60.06", "60.06", "60.06"),  # 60.0625: not half way
        ("60.5 " * 12 + "60 " * 36, {}, "60.13", "60.12", "60.12"),  # 60.125, by 48
        ("60.5 " * 7 + "60 " * 49, {}, "60.06", "60.06", "60.06"),
        ("60.5 " * 3 + "60 " * 57, {}, "60.03", "60.02", "60.02"),  # 60.025, by 60
        ("81 " * 3 + "0", {"points": 30}, "18.23", "18.22", "18.22"),  # 243 / 4 × 0.3 = 18.225
        ("79.35 79.34", {}, "79.35", "79.34", "79.34"),  # 79.345; binary floats give 79.34
    ],
)
def test_a_total_half_way(marks: str, keys: Keys, half_up: str, half_even: str, down: str) -> None:
    for rounding, text in (("half-up", half_up), ("half-even", half_even), ("down", down)):
        scheme = scheme_of(live(**keys), total={"rounding": rounding})
        assert total(marked(scheme, {"a": marks})) == text


@pytest.mark.parametrize(
    ("stages", "text"),
    [({"component": 2}, "71.12"), ({}, "71.12"), ({"statistic": 3, "component": 2}, "71.13")],
)
def test_a_figure_is_rounded_twice_only_where_the_scheme_says_so(stages: Keys, text: str) -> None:
    marks = "71.12 " * 6 + "71.13 " * 5  # 71.12454545…
    assert total(marked(scheme_of(live(round=stages)), {"a": marks})) == text


@pytest.mark.parametrize(
    ("stages", "text"),
    [
        ({}, "66.67"),
        ({"statistic": 0}, "67.00"),
        ({"statistic": 1}, "66.70"),
        ({"group": 0}, "67.00"),
        ({"criterion": 1}, "66.70"),
        ({"component": 1}, "66.70"),
        ({"component": 4}, "66.67"),
    ],
)
def test_every_stage_can_round(stages: Keys, text: str) -> None:
    assert total(marked(scheme_of(live(round=stages)), {"a": "0 100 100"})) == text


def test_rounding_the_parts_is_not_rounding_once() -> None:
    worth = {"很满意": 100, "基本满意": 60}
    base = {
        "id": "base",
        "title": "会前基础分",
        "kind": "feedback",
        "points": 20,
        "full": 100,
        "worth": worth,
        "parts": {"attitude": 1},
    }
    hall = live(points=80, full=80, scale={"start": 60, "cap": 80})
    answers = tuple(Answer(f"s{n}", "a", f"d{n}", (as_cell(n >= 10),)) for n in range(15))
    texts = " ".join(["71"] * 58 + ["72"] * 2)  # 60 marks that add up to 4262
    for stages, expected in (({"component": 2}, "88.36"), ({}, "88.37")):
        scheme = scheme_of({**base, "round": stages}, {**hall, "round": stages})
        votes = {"live": ballots(scheme.of_kind(Ballot)[0], {"a": texts})}
        standing = stand(scheme, Papers((Unit("a", "a"),), votes, {"base": answers}))
        assert total(standing) == expected


# Criteria and groups ------------------------------------------------------------------------

ITEMS = [
    {"id": "conduct", "title": "思想作风", "points": 30},
    {"id": "ability", "title": "履职能力", "points": 30},
    {"id": "results", "title": "工作实绩", "points": 40},
]
GROUPS = [
    {"id": "x", "title": "甲", "weight": 20},
    {"id": "y", "title": "乙", "weight": 40},
    {"id": "z", "title": "丙", "weight": 40},
]


def test_criteria_earn_their_points() -> None:
    columns = {"a conduct": "90 80", "a ability": "50 50", "a results": "100 95"}
    standing = marked(scheme_of(live(criterion=ITEMS)), columns)
    assert total(standing) == "79.50"  # 25.5 + 15 + 39
    [score] = row_of(standing, "a").total.parts
    assert [part.value for part in score.parts] == [Fraction("25.5"), 15, 39]


def test_a_criterion_without_a_value_leaves_no_total() -> None:
    columns = {"a conduct": "90", "a ability": "-", "a results": "100"}
    row = row_of(marked(scheme_of(live(criterion=ITEMS)), columns), "a")
    assert (row.total.value, row.rank) == (None, None)
    assert str(row.why) == "现场测评得分: no valid mark"


def test_groups_weigh_what_the_scheme_says() -> None:
    standing = marked(scheme_of(live(group=GROUPS)), {"a": "90 80 84 88"}, groups="xyyz")
    assert total(standing) == "86.00"  # 18 + 32.8 + 35.2


def test_groups_are_weighted_as_they_are_and_rounded_only_where_the_scheme_says_so() -> None:
    columns, groups = {"a": "0 100 100 50 51"}, "xxxyy"
    weights = GROUPS[:2]
    exact = marked(scheme_of(live(group=weights)), columns, groups)
    assert row_of(exact, "a").total.exact == Fraction(200, 9) + Fraction("101") / 3
    rounded = marked(scheme_of(live(group=weights, round={"statistic": 2})), columns, groups)
    assert row_of(rounded, "a").total.exact == (Fraction("66.67") + 101) / 3


@pytest.mark.parametrize(("missing", "text"), [("renormalise", "86.67"), ("no-total", None)])
def test_a_group_without_a_value_is_no_zero(missing: str, text: str | None) -> None:
    scheme = scheme_of(live(group=GROUPS, missing=missing))
    standing = marked(scheme, {"a": "90 80 90 弃权", "b": "1 1 1 1"}, groups="xyyz")
    assert total(standing) == text  # (20·90 + 40·85) / 60
    assert len(standing.warnings) == (1 if text else 0)
    if text:
        assert "the group z" in str(standing.warnings[0])
        weights = [part.weight for part in statistics_of(row_of(standing, "a").total)]
        assert weights == [Fraction(1, 3), Fraction(2, 3), None]


def statistics_of(figure: Figure) -> list[Figure]:
    if figure.outcome is not None:
        return [figure]
    return [inner for part in figure.parts for inner in statistics_of(part)]


@pytest.mark.parametrize(
    ("order", "stages", "exact"),
    [
        ("criterion-first", {}, "28.75"),  # (25.75 + 31.75) / 2
        ("group-first", {}, "28.75"),  # (20.25 + 37.25) / 2
        ("criterion-first", {"group": 1}, "28.8"),  # (25.8 + 31.8) / 2
        ("group-first", {"group": 0}, "28.5"),  # (20 + 37) / 2
        ("criterion-first", {"criterion": 1}, "28.8"),  # 12.875 → 12.9, 15.875 → 15.9
        ("group-first", {"criterion": 1}, "28.7"),  # (10.1 + 10.1 + 15.6 + 21.6) / 2
    ],
)
def test_criteria_first_and_groups_first(order: str, stages: Keys, exact: str) -> None:
    items = [
        {"id": "one", "title": "一", "points": 50},
        {"id": "two", "title": "二", "points": 50},
    ]
    groups = [{"id": "x", "title": "甲", "weight": 1}, {"id": "y", "title": "乙", "weight": 1}]
    scheme = scheme_of(live(criterion=items, group=groups, order=order, round=stages))
    columns = {"a one": "20.25 31.25", "a two": "20.25 43.25"}
    standing = marked(scheme, columns, groups="xy")
    assert row_of(standing, "a").total.exact == Fraction(exact)


# Absences -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["-", "弃权", "回避", "无效", "不了解"])
@pytest.mark.parametrize(
    ("drop", "text"),
    [
        ({}, "75.00"),
        ({"drop": {"low": 1}}, "80.00"),
        ({"drop": {"high": 1}}, "70.00"),
        ({"drop": {"low": 1, "high": 1}}, "75.00"),
        ({"drop": {"low": 1, "from": 4}}, "80.00"),
        ({"drop": {"low": 1, "from": 5}}, "75.00"),
        ({"drop": "24%"}, "75.00"),
    ],
)
def test_no_absence_is_a_zero_and_none_is_dropped(word: str, drop: Keys, text: str) -> None:
    standing = marked(scheme_of(live(**drop)), {"a": f"{word} 60 70 {word} {word} 80 90"})
    assert total(standing) == text
    found = row_of(standing, "a").found["live"]
    assert found.counted == 4
    assert sorted(found.absent.values()) == [0, 0, 0, 0, 3]


def test_all_cells_are_counted_as_found_whatever_a_blank_voids() -> None:
    scheme = scheme_of(live(blank="void-ballot"))
    standing = marked(scheme, {"a": "60 90 无效", "b": "- 80 无效"})
    assert total(standing, "a") == "90.00"
    assert total(standing, "b") == "80.00"
    assert row_of(standing, "a").found["live"].counted == 2
    assert row_of(standing, "b").found["live"].absent[Absence.BLANK] == 1
    assert standing.void_sheets == {"live": 1}


@pytest.mark.parametrize(
    ("of", "members", "roster", "value"),
    [
        ("valid", None, 60, "100.00"),  # 2 of 4
        ("present", None, 60, "60.00"),  # 2 of 6; 3 of 6
        ("members", None, 4, "100.00"),
        ("members", None, 60, "0.00"),
        ("members", 6, 60, "60.00"),
    ],
)
def test_whom_a_majority_is_of(of: str, members: int | None, roster: int, value: str) -> None:
    rule: Keys = {"of": of} | ({"members": members} if members else {})
    worth = {"满意": 100, "基本满意": 60, "不满意": 0}
    scheme = scheme_of(live(worth=worth, statistic="majority", majority=rule))
    texts = "满意 满意 基本满意 不满意 弃权 -"
    assert total(marked(scheme, {"a": texts}, members=roster)) == value


# Given figures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "figure", "text"),
    [
        ({"start": 5, "floor": 0}, "-7", "0.00"),
        ({"start": 5, "floor": 0}, "-2", "3.00"),
        ({"cap": 5}, "5.5", "5.00"),
        ({"start": 1, "cap": 5}, "4.5", "5.00"),
        ({}, "-0.005", "-0.01"),
        ({"round": {"component": 1}}, "0.25", "0.30"),
        ({"start": 2, "blank": -1}, None, "1.00"),
        ({"blank": 9, "cap": 5}, None, "5.00"),
        ({}, None, None),
    ],
)
def test_a_given_figure(keys: Keys, figure: str | None, text: str | None) -> None:
    figures = {} if figure is None else {"a": figure}
    assert total(given(scheme_of(bonus(**keys)), figures, [Unit("a", "a")])) == text


# Ranks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [("competition", [1, 1, 3, 4, 4, 4, 7]), ("dense", [1, 1, 2, 3, 3, 3, 4])],
)
def test_units_that_are_level_share_a_place(ties: str, ranks: list[int]) -> None:
    figures = dict(zip("gfedcba", ["7", "9", "9", "8", "7", "7", "1"], strict=True))
    standing = given(scheme_of(bonus(), total={"ties": ties}), figures)
    assert [row.rank for row in standing.units] == ranks
    assert [row.unit.id for row in standing.units] == ["f", "e", "d", "g", "c", "b", "a"]
    assert [row.tied for row in standing.units] == [True, True, False, True, True, True, False]


@pytest.mark.parametrize(
    ("rule", "ranked"),
    [
        ({}, [("a", 1, True), ("b", 1, True)]),
        ({"rank_on": "published"}, [("a", 1, True), ("b", 1, True)]),
        ({"rank_on": "exact"}, [("b", 1, False), ("a", 2, False)]),
        ({"tie_break": ["exact"]}, [("b", 1, False), ("a", 2, False)]),
        ({"places": 3}, [("b", 1, False), ("a", 2, False)]),
    ],
)
def test_published_and_exact_totals(rule: Keys, ranked: list[tuple[str, int, bool]]) -> None:
    standing = given(scheme_of(bonus(), total=rule), {"a": "8.001", "b": "8.002"})
    assert ranking(standing) == ranked


@pytest.mark.parametrize(
    ("tie_break", "ranked"),
    [
        ([], [("a", 1, True), ("b", 1, True), ("c", 1, True)]),
        (["bonus"], [("c", 1, False), ("a", 2, True), ("b", 2, True)]),
        (["live"], [("a", 1, True), ("b", 1, True), ("c", 3, False)]),
        (["bonus", "live"], [("c", 1, False), ("a", 2, True), ("b", 2, True)]),
        (["exact", "live"], [("a", 1, True), ("b", 1, True), ("c", 3, False)]),
    ],
)
def test_a_tie_break_is_tried_in_order_and_what_is_still_level_stays_tied(
    tie_break: list[str], ranked: list[tuple[str, int, bool]]
) -> None:
    scheme = scheme_of(live(), bonus(), total={"tie_break": tie_break})
    votes = {"live": ballots(scheme.of_kind(Ballot)[0], {"a": "80", "b": "80", "c": "79"})}
    figures = {"bonus": {"a": Fraction(0), "b": Fraction(0), "c": Fraction(1)}}
    units = tuple(Unit(name, name) for name in "abc")
    assert ranking(stand(scheme, Papers(units, votes, given=figures))) == ranked


def test_units_are_ranked_within_their_categories() -> None:
    units = [Unit("a", "a", category="甲"), Unit("b", "b", category="乙")]
    units += [Unit("c", "c", category="甲"), Unit("d", "d")]
    figures = {"a": "1", "b": "2", "c": "3", "d": "4"}
    within = given(scheme_of(bonus(), total={"within": "category"}), figures, units)
    assert ranking(within) == [("c", 1, False), ("a", 2, False), ("b", 1, False), ("d", 1, False)]
    assert ranking(given(scheme_of(bonus()), figures, units)) == [
        ("d", 1, False),
        ("c", 2, False),
        ("b", 3, False),
        ("a", 4, False),
    ]


def test_who_is_not_ranked_takes_no_place_and_who_has_no_total_comes_last() -> None:
    units = [Unit("a", "a"), Unit("b", "b", ranked=False), Unit("c", "c"), Unit("d", "d")]
    standing = given(scheme_of(bonus()), {"b": "9", "c": "7", "d": "8"}, units)
    assert ranking(standing) == [
        ("d", 1, False),
        ("c", 2, False),
        ("b", None, False),
        ("a", None, False),
    ]
    assert total(standing, "b") == "9.00"
    assert str(row_of(standing, "b").why) == "listed, not ranked"
    assert str(row_of(standing, "a").why) == "加分: no figure is given"


@pytest.mark.parametrize(
    ("grade_on", "figure", "grade"),
    [
        ("published", "84.996", "满意"),
        ("exact", "84.996", "比较满意"),
        ("published", "85", "满意"),
        ("exact", "85", "满意"),
        ("published", "84.99", "比较满意"),
        ("published", "75", "比较满意"),
        ("published", "59.994", None),
        ("published", "59.995", "基本满意"),
    ],
)
def test_a_grade_begins_at_its_figure(grade_on: str, figure: str, grade: str | None) -> None:
    grades = [
        {"title": "满意", "from": 85},
        {"title": "比较满意", "from": 75},
        {"title": "基本满意", "from": 60},
    ]
    scheme = scheme_of(bonus(), total={"grade_on": grade_on}, grade=grades)
    assert row_of(given(scheme, {"a": figure}), "a").grade == grade
