"""What must hold between the keys of a scheme: each conflict, and a near miss that has none."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import pytest
from pydantic import ValidationError

from scoring.scheme import Ballot, Feedback, Given, Scheme
from scoring.scheme.scheme_json import canonical_of, scheme_of

Keys: TypeAlias = dict[str, Any]

WORTH = {"满意": 100, "基本满意": 70, "不满意": 0}


def live(**keys: object) -> Keys:
    part: Keys = {"id": "live", "title": "现场测评得分", "kind": "ballot", "points": 80, "full": 80}
    if not {"worth", "allowed", "scale"} & keys.keys():
        part["scale"] = {"start": 60, "cap": 80}
    return part | keys


def levels(**keys: object) -> Keys:
    return live(full=100, worth=WORTH, **keys)


def base(**keys: object) -> Keys:
    part: Keys = {
        "id": "base",
        "title": "会前基础分",
        "kind": "feedback",
        "points": 20,
        "full": 100,
    }
    return part | {"worth": WORTH, "parts": {"attitude": 50, "result": 50}} | keys


def bonus(**keys: object) -> Keys:
    return {"id": "bonus", "title": "加分", "kind": "given", **keys}


def scheme(*components: Keys, **keys: object) -> Keys:
    return {
        "schema": 1,
        "id": "by-hand",
        "title": "办法",
        "source": "示例",
        "component": list(components) or [live()],
        **keys,
    }


def item(name: str, points: object = 40) -> Keys:
    return {"id": name, "title": name, "points": points}


def group(name: str, weight: object = 1) -> Keys:
    return {"id": name, "title": name, "weight": weight}


KINDS = {"feedback", "ballot", "given"}


def errors(data: Keys) -> set[tuple[str, str]]:
    """Return the code and the key of everything that is wrong with ``data``."""
    try:
        Scheme.model_validate(data)
    except ValidationError as error:
        return {
            pair
            for one in error.errors()
            for pair in (
                [(it.code, dotted(*one["loc"], *it.key)) for it in one["ctx"]["conflicts"]]
                if one["type"] == "conflicts"
                else [(one["type"], dotted(*one["loc"]))]
            )
        }
    return set()


def dotted(*key: str | int) -> str:
    """Return ``key`` without what only says which model was tried."""
    tried = {at for at in range(2, len(key)) if key[at - 2] == "component" and key[at] in KINDS}
    return ".".join(
        str(step) for at, step in enumerate(key) if at not in tried and "[" not in str(step)
    )


def doubts(data: Keys) -> set[tuple[str, str]]:
    return {(it.code, dotted(*it.key)) for it in Scheme.model_validate(data).doubts()}


CONFLICTS: list[tuple[str, str, Keys, Keys]] = [
    (
        "scheme.cap-below-start",
        "component.0.scale.cap",
        scheme(live(scale={"start": 60, "cap": 59})),
        scheme(live(scale={"start": 60, "cap": 60})),
    ),
    (
        "scheme.off-grid",
        "component.0.scale.cap",
        scheme(live(scale={"start": 60, "cap": 80, "step": Decimal("0.3")})),
        scheme(live(scale={"start": 60, "cap": 80, "step": Decimal("0.1")})),
    ),
    (
        "scheme.off-grid",
        "component.0.scale.floor",
        scheme(live(scale={"start": 60, "cap": 80, "step": 5, "floor": 52})),
        scheme(live(scale={"start": 60, "cap": 80, "step": 5, "floor": 50})),
    ),
    (
        "scheme.floor-above-start",
        "component.0.scale.floor",
        scheme(live(scale={"start": 60, "cap": 80, "floor": 61})),
        scheme(live(scale={"start": 60, "cap": 80, "floor": 60})),
    ),
    (
        "scheme.above-full",
        "component.0.scale.cap",
        scheme(live(full=Decimal("79.999999"))),
        scheme(live(full=80)),
    ),
    (
        "scheme.above-full",
        "component.0.allowed.1",
        scheme(live(allowed=[80, 81])),
        scheme(live(allowed=[80, 79])),
    ),
    (
        "scheme.above-full",
        "component.0.worth.满意",
        scheme(levels() | {"full": 99}),
        scheme(levels()),
    ),
    (
        "scheme.above-full",
        "component.0.worth.满意",
        scheme(base(full=99)),
        scheme(base(full=101)),
    ),
    (
        "scheme.drop-nothing",
        "component.0.drop",
        scheme(live(drop={"low": 0, "from": 7})),
        scheme(live(drop={"low": 1, "from": 7})),
    ),
    (
        "scheme.drop-share",
        "component.0.drop",
        scheme(live(drop="50%")),
        scheme(live(drop="49.999999%")),
    ),
    ("scheme.drop-share", "component.0.drop", scheme(live(drop="2/3")), scheme(live(drop="1/3"))),
    ("scheme.share", "component.0.drop", scheme(live(drop="0%")), scheme(live(drop="1%"))),
    ("scheme.share", "component.0.drop", scheme(live(drop="-5%")), scheme(live(drop="5%"))),
    (
        "scheme.share",
        "procedure.quorum",
        scheme(procedure={"quorum": Decimal("0.5")}),
        scheme(procedure={"quorum": "1/2"}),
    ),
    (
        "scheme.share",
        "procedure.quorum",
        scheme(procedure={"quorum": "1/0"}),
        scheme(procedure={"quorum": "2/3"}),
    ),
    (
        "scheme.quorum-without-checkin",
        "procedure.quorum",
        scheme(procedure={"ceremony": "simple", "quorum": "2/3"}),
        scheme(procedure={"ceremony": "simple", "checkin": True, "quorum": "2/3"}),
    ),
    (
        "scheme.device-without-sheets",
        "procedure.sheets",
        scheme(procedure={"ceremony": "devices", "sheets": False}),
        scheme(procedure={"ceremony": "devices"}),
    ),
    (
        "scheme.members-unused",
        "component.0.majority.members",
        scheme(levels(statistic="majority", majority={"of": "present", "members": 60})),
        scheme(levels(statistic="majority", majority={"of": "members", "members": 60})),
    ),
    (
        "scheme.majority-table",
        "component.0.statistic",
        scheme(levels(statistic="majority")),
        scheme(levels(statistic="majority", majority={"of": "valid"})),
    ),
    (
        "scheme.majority-table",
        "component.0.majority",
        scheme(levels(majority={"of": "valid"})),
        scheme(levels()),
    ),
    (
        "scheme.majority-scale",
        "component.0.statistic",
        scheme(live(statistic="majority", majority={"of": "valid"})),
        scheme(live(allowed=[80, 70], statistic="majority", majority={"of": "valid"})),
    ),
    (
        "scheme.majority-drop",
        "component.0.drop",
        scheme(levels(statistic="majority", majority={"of": "valid"}, drop={"low": 1})),
        scheme(levels(statistic="median", drop={"low": 1})),
    ),
    (
        "scheme.majority-groups",
        "component.0.majority.of",
        scheme(levels(statistic="majority", majority={"of": "members"}, group=[group("x")])),
        scheme(levels(statistic="majority", majority={"of": "present"}, group=[group("x")])),
    ),
    (
        "scheme.marks-kind",
        "component.0",
        scheme({key: value for key, value in live().items() if key != "scale"}),
        scheme(live()),
    ),
    (
        "scheme.marks-kind",
        "component.0.allowed",
        scheme(live(scale={"start": 60, "cap": 80}, allowed=[80])),
        scheme(live(allowed=[80])),
    ),
    (
        "scheme.points-sum",
        "component.0.points",
        scheme(live(criterion=[item("one"), item("two", Decimal("39.9"))])),
        scheme(live(criterion=[item("one", Decimal("40.1")), item("two", Decimal("39.9"))])),
    ),
    (
        "scheme.twice",
        "component.0.criterion.1.id",
        scheme(live(criterion=[item("one"), item("one")])),
        scheme(live(criterion=[item("one"), item("two")])),
    ),
    (
        "scheme.twice",
        "component.1.criterion.0.id",
        scheme(live(criterion=[item("one", 80)]), live(id="two", criterion=[item("one", 80)])),
        scheme(live(criterion=[item("one", 80)]), live(id="two", criterion=[item("two", 80)])),
    ),
    (
        "scheme.twice",
        "component.0.group.1.id",
        scheme(live(group=[group("x"), group("x")])),
        scheme(live(group=[group("x"), group("y")]), live(id="two", group=[group("x")])),
    ),
    (
        "scheme.twice",
        "component.1.id",
        scheme(live(), bonus(id="live")),
        scheme(live(), bonus(id="live2")),
    ),
    (
        "scheme.twice",
        "component.0.allowed.2",
        scheme(live(allowed=[75, 70, Decimal("75.0")])),
        scheme(live(allowed=[75, 70, Decimal("75.5")])),
    ),
    (
        "scheme.twice",
        "component.0.not_counted.0",
        scheme(levels(not_counted=["满意"])),
        scheme(levels(not_counted=["很满意"])),
    ),
    (
        "scheme.twice",
        "component.0.not_counted.1",
        scheme(live(not_counted=["缺", "缺"])),
        scheme(live(not_counted=["缺", "缺席"])),
    ),
    (
        "scheme.unknown-level",
        "component.0.blank",
        scheme(base(blank="一般")),
        scheme(base(blank="不满意")),
    ),
    (
        "scheme.floor-above-cap",
        "component.0.floor",
        scheme(bonus(floor=2, cap=1)),
        scheme(bonus(floor=1, cap=1)),
    ),
    (
        "scheme.reserved-id",
        "component.0.id",
        scheme(bonus(id="exact")),
        scheme(bonus(id="exact-1")),
    ),
    (
        "scheme.unknown-component",
        "total.tie_break.1",
        scheme(total={"tie_break": ["exact", "base"]}),
        scheme(total={"tie_break": ["exact", "live"]}),
    ),
    (
        "scheme.grade-order",
        "grade.1.from",
        scheme(grade=[{"title": "优", "from": 85}, {"title": "良", "from": 85}]),
        scheme(grade=[{"title": "优", "from": 85}, {"title": "良", "from": Decimal("84.99")}]),
    ),
    (
        "scheme.figure",
        "component.0.points",
        scheme(bonus(points="5")),
        scheme(bonus(points=5)),
    ),
    (
        "scheme.figure",
        "component.0.points",
        scheme(bonus(points=0.5)),
        scheme(bonus(points=Decimal("0.5"))),
    ),
    ("scheme.figure", "component.0.cap", scheme(bonus(cap=True)), scheme(bonus(cap=1))),
    (
        "scheme.figure",
        "component.0.cap",
        scheme(bonus(cap=Decimal("NaN"))),
        scheme(bonus(cap=Decimal("-1.000001"))),
    ),
    (
        "scheme.negative",
        "component.0.scale.start",
        scheme(live(scale={"start": -1, "cap": 80})),
        scheme(live(scale={"start": 0, "cap": 80})),
    ),
    (
        "scheme.not-positive",
        "component.0.scale.step",
        scheme(live(scale={"start": 60, "cap": 80, "step": 0})),
        scheme(live(scale={"start": 60, "cap": 80, "step": Decimal("0.000001")})),
    ),
    (
        "scheme.not-positive",
        "component.0.parts.result",
        scheme(base(parts={"attitude": 1, "result": 0})),
        scheme(base(parts={"attitude": 1, "result": Decimal("0.1")})),
    ),
    (
        "scheme.not-positive",
        "component.0.group.0.weight",
        scheme(live(group=[group("x", 0)])),
        scheme(live(group=[group("x", 1)])),
    ),
    ("scheme.name", "title", scheme(title=" 办法"), scheme(title="办 法")),
    ("scheme.name", "title", scheme(title="办\u200b法"), scheme(title="办法（2020）")),
    ("scheme.name", "title", scheme(title=""), scheme(title="办")),
]


@pytest.mark.parametrize(
    ("code", "key", "wrong", "right"),
    CONFLICTS,
    ids=[f"{code.removeprefix('scheme.')}-{key}" for code, key, *_ in CONFLICTS],
)
def test_a_conflict_is_found_at_its_key_and_a_near_miss_is_none(
    code: str, key: str, wrong: Keys, right: Keys
) -> None:
    assert (code, key) in errors(wrong)
    assert errors(right) == set()


DOUBTS: list[tuple[str, str, Keys, Keys]] = [
    ("scheme.no-source", "", {**scheme(), "source": ""}, scheme()),
    (
        "scheme.stage-unused",
        "component.0.round",
        scheme(base(round={"statistic": 2})),
        scheme(base(round={"component": 2})),
    ),
    (
        "scheme.stage-unused",
        "component.1.round",
        scheme(live(), bonus(round={"group": 2, "component": 2})),
        scheme(live(round={"group": 2}), bonus(round={"component": 2})),
    ),
    (
        "scheme.exact-is-published",
        "total.rank_on",
        scheme(live(round={"component": 2}), total={"rank_on": "exact"}),
        scheme(live(round={"component": 3}), total={"rank_on": "exact"}),
    ),
    (
        "scheme.exact-is-published",
        "total.grade_on",
        scheme(live(round={"component": 1}), total={"grade_on": "exact"}),
        scheme(live(round={"criterion": 1}), total={"grade_on": "exact"}),
    ),
    (
        "scheme.exact-is-published",
        "total.tie_break.1",
        scheme(live(round={"component": 2}), total={"tie_break": ["live", "exact"]}),
        scheme(live(round={"component": 2}), bonus(), total={"tie_break": ["live", "exact"]}),
    ),
    (
        "scheme.exact-is-published",
        "total.tie_break.0",
        scheme(total={"rank_on": "exact", "tie_break": ["exact"]}),
        scheme(total={"rank_on": "published", "tie_break": ["exact"]}),
    ),
]


@pytest.mark.parametrize(
    ("code", "key", "doubtful", "sound"),
    DOUBTS,
    ids=[f"{code.removeprefix('scheme.')}-{key}" for code, key, *_ in DOUBTS],
)
def test_a_doubt_is_said_at_its_key_and_a_near_miss_has_none(
    code: str, key: str, doubtful: Keys, sound: Keys
) -> None:
    assert errors(doubtful) == set()
    assert (code, key) in doubts(doubtful)
    assert (code, key) not in doubts(sound)


TABLES: list[Callable[[Keys], Keys]] = [
    lambda data: data,
    lambda data: data["component"][0],
    lambda data: data["component"][0]["scale"],
    lambda data: data["component"][0]["round"],
    lambda data: data["component"][0]["drop"],
    lambda data: data["component"][0]["criterion"][0],
    lambda data: data["component"][0]["group"][0],
    lambda data: data["component"][1],
    lambda data: data["component"][2],
    lambda data: data["component"][3]["majority"],
    lambda data: data["total"],
    lambda data: data["grade"][0],
    lambda data: data["procedure"],
]


def full() -> Keys:
    return deepcopy(
        scheme(
            live(
                criterion=[item("one", 80)],
                group=[group("x")],
                round={"component": 2},
                drop={"low": 1},
            ),
            base(),
            bonus(),
            levels(id="vote", statistic="majority", majority={"of": "valid"}),
            total={"places": 2},
            grade=[{"title": "优", "from": 85}],
            procedure={"officers": 2},
        )
    )


@pytest.mark.parametrize("table_of", TABLES)
def test_an_unknown_key_fails_in_every_table(table_of: Callable[[Keys], Keys]) -> None:
    data = full()
    assert errors(data) == set()
    table_of(data)["colour"] = "red"
    assert {code for code, _ in errors(data)} & {"extra_forbidden"}


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("schema", scheme(schema=2)),
        ("schema", scheme(schema=True)),
        ("schema", scheme(schema=Decimal("1.0"))),
        ("id", scheme(id="Hunan")),
        ("id", scheme(id="")),
        ("id", scheme(id="湖南")),
        ("component", scheme(component=[])),
        ("component.0", scheme(live(kind="vote"))),
        ("component.0.statistic", scheme(live(statistic="__import__('os')"))),
        ("component.0.blank", scheme(live(blank="zero"))),
        ("component.0.order", scheme(live(order="groups"))),
        ("component.0.missing", scheme(live(missing="zero"))),
        ("component.0.min_marks", scheme(live(min_marks=0))),
        ("component.0.min_marks", scheme(live(min_marks=Decimal(2)))),
        ("component.0.round.component", scheme(live(round={"component": 7}))),
        ("component.0.round.component", scheme(live(round={"component": -1}))),
        ("component.0.round.component", scheme(live(round={"component": True}))),
        ("component.0.majority.enough", scheme(levels(majority={"of": "valid", "enough": "all"}))),
        ("component.0.majority.of", scheme(levels(majority={"of": "deputies"}))),
        ("component.0.by", scheme(base(by="unit"))),
        ("component.0.parts", scheme(base(parts={}))),
        ("component.0.worth", scheme(base(worth={}))),
        ("component.0.allowed", scheme(live(allowed=[]))),
        ("total.places", scheme(total={"places": Decimal("2.0")})),
        ("total.rounding", scheme(total={"rounding": "up"})),
        ("total.ties", scheme(total={"ties": "average"})),
        ("total.rank_on", scheme(total={"rank_on": "rounded"})),
        ("total.within", scheme(total={"within": "group"})),
        ("procedure.officers", scheme(procedure={"officers": 3})),
        ("procedure.officers", scheme(procedure={"officers": True})),
        ("procedure.officers", scheme(procedure={"officers": Decimal("1.0")})),
        ("procedure.ballot", scheme(procedure={"ballot": "open"})),
        ("procedure.ceremony", scheme(procedure={"ceremony": "brief"})),
        ("procedure.ceremony", scheme(procedure={"ceremony": ["simple"]})),
        ("procedure.checkin", scheme(procedure={"checkin": "no"})),
        ("procedure.sheets", scheme(procedure={"sheets": 0})),
        ("procedure.min_cell", scheme(procedure={"min_cell": 0})),
    ],
    ids=str,
)
def test_a_value_of_the_wrong_kind_fails_at_its_key(key: str, data: Keys) -> None:
    assert key in {found for _, found in errors(data)}


@pytest.mark.parametrize("key", ["schema", "id", "title", "component"])
def test_a_scheme_needs_its_keys(key: str) -> None:
    data = scheme()
    del data[key]
    assert errors(data) == {("missing", key)}


@pytest.mark.parametrize(
    ("part", "needed"),
    [
        (base(), ["id", "title", "points", "full", "worth", "parts"]),
        (live(), ["id", "title", "points", "full"]),
        (bonus(), ["id", "title"]),
    ],
)
def test_a_component_needs_its_keys(part: Keys, needed: list[str]) -> None:
    for key in needed:
        less = {name: value for name, value in part.items() if name != key}
        assert errors(scheme(less)) == {("missing", f"component.0.{key}")}


def test_several_conflicts_are_found_at_once() -> None:
    data = scheme(live(scale={"start": 60, "cap": 59, "floor": 61}), base(full=99), title="")
    assert {code for code, _ in errors(data)} == {
        "scheme.cap-below-start",
        "scheme.floor-above-start",
        "scheme.above-full",
        "scheme.name",
    }


def test_what_is_not_said_has_the_meaning_that_is_documented() -> None:
    said = Scheme.model_validate(scheme(live(), base(), bonus()))
    [ballot], [feedback], [given] = (
        said.of_kind(Ballot),
        said.of_kind(Feedback),
        said.of_kind(Given),
    )
    assert ballot.scale
    assert (ballot.scale.step, ballot.scale.lowest) == (Fraction(1), Fraction(60))
    assert (ballot.blank, ballot.statistic, ballot.drop) == ("abstain", "mean", None)
    assert (ballot.order, ballot.missing, ballot.min_marks) == (
        "criterion-first",
        "renormalise",
        1,
    )
    assert (feedback.by, feedback.blank, feedback.roles) == ("answer", "skip", {})
    assert given.start == 0
    assert (given.floor, given.cap, given.blank) == (None, None, None)
    total = said.total
    assert (total.places, total.rounding, total.ties) == (2, "half-up", "competition")
    assert (total.rank_on, total.grade_on) == ("published", "published")
    assert (total.tie_break, total.within) == ((), None)
    rules = said.procedure
    assert (rules.ballot, rules.rounds, rules.verification) == ("secret", "all", "double")
    assert (rules.officers, rules.quorum, rules.min_cell) == (2, None, 5)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({}, ("double", 2, True, True, True)),
        ({"ceremony": "strict"}, ("double", 2, True, True, True)),
        ({"ceremony": "simple"}, ("none", 1, False, False, False)),
        ({"ceremony": "devices"}, ("device", 2, True, True, True)),
        ({"ceremony": "simple", "checkin": True}, ("none", 1, True, False, False)),
        ({"ceremony": "simple", "verification": "double"}, ("double", 1, False, False, False)),
        ({"officers": 1, "sheets": False}, ("double", 1, True, False, True)),
    ],
)
def test_a_ceremony_says_what_is_not_written(written: Keys, meant: tuple[object, ...]) -> None:
    held = Scheme.model_validate(scheme(procedure=written)).procedure
    found = (held.verification, held.officers, held.checkin, held.sheets, held.signed)
    assert found == meant
    kept = scheme_of(canonical_of(scheme(procedure=written))).procedure
    assert kept == held


def test_figures_are_read_exactly() -> None:
    part = live(scale={"start": 60, "cap": 80, "step": Decimal("0.1")}, drop="33.333333%")
    [ballot] = Scheme.model_validate(scheme(part)).of_kind(Ballot)
    assert ballot.scale
    assert ballot.scale.step == Fraction(1, 10)
    assert ballot.drop == Fraction(33333333, 10**8)


def test_a_component_without_criteria_is_its_own_criterion() -> None:
    [ballot] = Scheme.model_validate(scheme(live())).of_kind(Ballot)
    assert [(one.id, one.points) for one in ballot.items] == [("live", Fraction(80))]
