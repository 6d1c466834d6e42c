"""Random schemes, as the dictionaries that their TOML gives, and meetings legal under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.property.naive import Meeting, Reply, Sheet, Toml, UnitRow, criteria_of

Table = dict[str, Any]

STEPS = [Decimal(1), Decimal("0.5"), Decimal("0.25"), Decimal("0.1")]
LEVELS: list[Table] = [
    {"优秀": 100, "良好": 80, "一般": 60, "较差": 40},
    {"满意": 100, "基本满意": 70, "不满意": 30},
    {"甲": 1, "乙": Decimal("0.8"), "丙": Decimal("0.6"), "丁": Decimal("0.4")},
    {"好": 100, "也好": 100, "不满意": 0},
    {"弃权": 90, "90": 70, "无": Decimal("33.3")},
    {"很满意": 100, "满意": 80, "基本满意": 60, "不满意": 0, "很不满意": 0},
]
ALLOWED: list[list[int | Decimal]] = [
    [100, 95, 90, 85, 80, 75, 70, 65, 60, 55],
    [10, Decimal("9.5"), Decimal("9.25"), 9, 8],
    [1, 2, 3],
]
WORDS = ["", "弃权", "Abstain", "回避", "recused", "无效", "VOID", "不了解", " unknown ", "　"]
RATERS = [40, 40, 48, 48, 56, 56, 60, 60, 60, *range(1, 10)]
FEW_RATERS = [1, 2, 3, 4, 5, 7, 8, 8, 12]
PLACES = st.integers(0, 3)


@dataclass(frozen=True)
class Limits:
    """What schemes and meetings may be drawn; all of it unless said."""

    kinds: Sequence[str] = ("ballot", "ballot", "ballot", "feedback", "given")
    raters: Sequence[int] = tuple(RATERS)
    marks: Sequence[str] = ("scale", "worth", "allowed")
    statistics: Sequence[str] = ("mean", "mean", "mean", "median", "majority")
    blanks: Sequence[str] = ("abstain", "abstain", "void-item", "void-ballot")
    majority_of: Sequence[str] = ("members", "present", "valid")
    stages: Sequence[str] = ("statistic", "group", "criterion", "component")
    groups: bool = True
    criteria: bool = True
    drop: bool = True
    within: bool = True
    marks_at_most: int = 6
    """So many different marks under one unit, besides absences."""
    most_units: int = 5
    most_parts: int = 3


ALL = Limits()
SMALL = Limits(raters=tuple(FEW_RATERS), most_units=3, most_parts=2)


def optional(draw: DrawFn, table: Table, **keys: SearchStrategy[Any]) -> None:
    """Give ``table`` each of ``keys``, or leave it out."""
    for key, values in keys.items():
        if draw(st.booleans()):
            table[key.rstrip("_")] = draw(values)


@cache
def figures(lowest: int, highest: int) -> SearchStrategy[int | Decimal]:
    """Return numbers of points with no, one or two decimals."""
    return st.integers(lowest, highest) | decimals(10 * lowest, 10 * highest, 10)


@cache
def positive(highest: int) -> SearchStrategy[int | Decimal]:
    return st.integers(1, highest) | decimals(1, 100 * highest, 100)


@cache
def decimals(lowest: int, highest: int, parts: int) -> SearchStrategy[Decimal]:
    return st.integers(lowest, highest).map(lambda value: Decimal(value) / parts)


@st.composite
def scales(draw: DrawFn) -> Table:
    step = draw(st.sampled_from(STEPS))
    start = draw(st.sampled_from([Decimal(0), Decimal(60), Decimal(70), Decimal("7.5")]))
    scale: Table = {"start": start, "cap": start + step * draw(st.integers(1, 100)), "step": step}
    if step == 1 and draw(st.booleans()):
        del scale["step"]
    if draw(st.booleans()):
        scale["floor"] = start - step * draw(st.integers(0, min(80, int(start / step))))
    return scale


def add_marks(draw: DrawFn, part: Table, limits: Limits) -> None:
    """Say which marks ``part`` allows, and what is full."""
    kinds = ("worth", "allowed") if part.get("statistic") == "majority" else limits.marks
    kind = draw(st.sampled_from(kinds))
    if kind == "scale":
        part["scale"] = draw(scales())
        highest = part["scale"]["cap"]
    elif kind == "worth":
        part["worth"] = dict(draw(st.sampled_from(LEVELS)))
        highest = max(part["worth"].values())
    else:
        part["allowed"] = list(draw(st.sampled_from(ALLOWED)))
        highest = max(part["allowed"])
    part["full"] = highest + draw(st.sampled_from([0, 0, 20, Decimal("0.7")]))
    if draw(st.booleans()):
        part["not_counted"] = ["不便评价"]


def add_statistic(draw: DrawFn, part: Table, limits: Limits) -> None:
    if statistic := draw(st.sampled_from([None, *limits.statistics])):
        part["statistic"] = statistic
    if part.get("statistic") == "majority":
        part["majority"] = {"of": draw(st.sampled_from(limits.majority_of))}
        optional(draw, part["majority"], enough=st.sampled_from(["half", "more-than-half"]))
        if part["majority"]["of"] == "members":
            optional(draw, part["majority"], members=st.integers(1, 60))
    elif limits.drop:
        optional(draw, part, drop=drops())


@cache
def drops() -> SearchStrategy[Table | str]:
    ends = st.sampled_from([(0, 1), (1, 0), (1, 1), (2, 1), (1, 3), (0, 3), (30, 10)])
    counts = st.builds(
        lambda ends, start: {"low": ends[0], "high": ends[1]} | start,
        ends,
        st.fixed_dictionaries({}, optional={"from": st.integers(0, 9)}),
    )
    return counts | st.sampled_from(["10%", "5%", "12.5%", "33.333333%", "49%"])


def add_items(draw: DrawFn, part: Table, limits: Limits, name: str) -> None:
    """Add criteria, groups and the points they make up."""
    part["points"] = draw(positive(100))
    if limits.criteria and draw(st.booleans()):
        worth = draw(st.lists(positive(40), min_size=1, max_size=3))
        part["points"] = sum(worth)
        part["criterion"] = [
            {"id": f"{name}{position}", "title": f"项目{position}", "points": points}
            for position, points in enumerate(worth)
        ]
    members = part.get("majority", {}).get("of") == "members"
    if limits.groups and not members and draw(st.booleans()):
        weights = draw(st.lists(positive(60), min_size=1, max_size=3))
        part["group"] = [
            {"id": f"g{position}", "title": f"主体{position}", "weight": weight}
            for position, weight in enumerate(weights)
        ]
    optional(
        draw,
        part,
        order=st.sampled_from(["criterion-first", "group-first"]),
        missing=st.sampled_from(["renormalise", "no-total"]),
        min_marks=st.sampled_from([1, 2, 5]),
    )


@cache
def rounds(limits: Limits) -> SearchStrategy[Table]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(limits.stages, PLACES))


@st.composite
def ballot_parts(draw: DrawFn, name: str, limits: Limits) -> Table:
    part: Table = {"id": name, "title": f"{name}得分", "kind": "ballot"}
    add_statistic(draw, part, limits)
    add_marks(draw, part, limits)
    add_items(draw, part, limits, name)
    optional(draw, part, blank=st.sampled_from(limits.blanks), round=rounds(limits))
    return part


@st.composite
def feedback_parts(draw: DrawFn, name: str, limits: Limits) -> Table:
    worth = dict(draw(st.sampled_from(LEVELS)))
    part: Table = {
        "id": name,
        "title": f"{name}得分",
        "kind": "feedback",
        "points": draw(positive(40)),
        "full": max(worth.values()) + draw(st.sampled_from([0, Decimal("1.5")])),
        "worth": worth,
        "parts": draw(
            st.dictionaries(st.sampled_from(["态度", "结果", "时效"]), positive(9), min_size=1)
        ),
    }
    optional(
        draw,
        part,
        by=st.sampled_from(["answer", "suggestion", "deputy"]),
        roles=st.dictionaries(st.sampled_from(["主办", "会办"]), figures(0, 2)),
        blank=st.sampled_from(["skip", *worth]),
    )
    if "component" in limits.stages:
        optional(draw, part, round=st.fixed_dictionaries({"component": PLACES}))
    return part


@st.composite
def given_parts(draw: DrawFn, name: str, limits: Limits) -> Table:
    part: Table = {"id": name, "title": f"{name}得分", "kind": "given"}
    ends = sorted(draw(st.tuples(figures(-9, 9), figures(-9, 9))))
    optional(
        draw,
        part,
        points=positive(9),
        start=figures(-9, 9),
        floor=st.just(ends[0]),
        cap=st.just(ends[1]),
        blank=figures(-9, 9),
    )
    if "component" in limits.stages:
        optional(draw, part, round=st.fixed_dictionaries({"component": PLACES}))
    return part


PARTS = {"ballot": ballot_parts, "feedback": feedback_parts, "given": given_parts}


@st.composite
def schemes(draw: DrawFn, limits: Limits = ALL) -> Table:
    kinds = draw(st.lists(st.sampled_from(limits.kinds), min_size=1, max_size=limits.most_parts))
    names = [f"c{position}" for position in range(len(kinds))]
    scheme: Table = {
        "schema": 1,
        "id": "random",
        "title": "随机办法",
        "component": [
            draw(PARTS[kind](name, limits)) for name, kind in zip(names, kinds, strict=True)
        ],
    }
    total: Table = {}
    optional(
        draw,
        total,
        places=PLACES,
        rounding=st.sampled_from(["half-up", "half-even", "down"]),
        rank_on=st.sampled_from(["published", "exact"]),
        grade_on=st.sampled_from(["published", "exact"]),
        ties=st.sampled_from(["competition", "dense"]),
        tie_break=st.lists(st.sampled_from(["exact", *names]), unique=True),
    )
    if limits.within:
        optional(draw, total, within=st.just("category"))
    if total:
        scheme["total"] = total
    optional(draw, scheme, grade=grades())
    return scheme


@cache
def grades() -> SearchStrategy[list[Table]]:
    return st.lists(figures(0, 100), unique=True, max_size=4).map(
        lambda starts: [
            {"title": f"等次{position}", "from": start}
            for position, start in enumerate(sorted(starts, reverse=True))
        ]
    )


# Meetings -----------------------------------------------------------------------------------


def marks_of(part: Toml) -> list[str]:
    """Return every legal mark of ``part`` as it may be written."""
    if "worth" in part:
        return list(part["worth"])
    if "allowed" in part:
        return [str(mark) for mark in part["allowed"]]
    scale = part["scale"]
    mark, step, marks = scale.get("floor", scale["start"]), scale.get("step", 1), []
    while mark <= scale["cap"]:
        marks.append(str(mark))
        mark += step
    return marks


def as_typed(text: str, habit: int) -> str:
    """Write a mark as people do: as it is, with spaces, in full width, with a point and zero."""
    if habit == 1:
        return f"　{text} "
    if habit == 2 and text.isascii():
        return text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    if habit == 3 and text.isdigit():
        return f"{text}。0"
    return text


@st.composite
def columns(draw: DrawFn, part: Toml, raters: int, limits: Limits) -> list[str]:
    """Draw what stands under one unit and criterion: a few marks often, and absences."""
    legal = st.sampled_from(marks_of(part))
    marks = draw(st.lists(legal, min_size=1, max_size=limits.marks_at_most))
    if "worth" not in part:
        marks = [as_typed(mark, draw(st.integers(0, 5))) for mark in marks]
    words = WORDS + part.get("not_counted", [])
    words = [word for word in words if word not in part.get("worth", {})]
    absent = draw(st.sampled_from([[], [], words, words[:1], words * 4]))
    pool = marks * 4 + absent
    return [pool[byte % len(pool)] for byte in draw(st.binary(min_size=raters, max_size=raters))]


@st.composite
def sheets(draw: DrawFn, part: Toml, units: Sequence[UnitRow], limits: Limits) -> list[Sheet]:
    raters = draw(st.sampled_from(limits.raters))
    by_spot: dict[tuple[str, str], list[str]] = {}
    for position, unit in enumerate(units):
        twin = draw(st.integers(0, 3)) == 3 and position
        for item in criteria_of(part):
            other = by_spot.get((units[position - 1].id, item["id"]), [])
            column = list(reversed(other)) if twin else draw(columns(part, raters, limits))
            by_spot[unit.id, item["id"]] = column
    names = [group["id"] for group in part.get("group", [])] or [None]
    members = draw(st.binary(min_size=raters, max_size=raters))
    return [
        Sheet(
            str(row + 1),
            {spot: column[row] for spot, column in by_spot.items()},
            names[members[row] % len(names)],
        )
        for row in range(raters)
    ]


@st.composite
def replies(draw: DrawFn, part: Toml, units: Sequence[UnitRow]) -> list[Reply]:
    words = [word for word in ["", "弃权", "不了解", "无效"] if word not in part["worth"]]
    texts = st.sampled_from([*part["worth"], *part["worth"], *words])
    keys = st.tuples(st.integers(1, 4), st.sampled_from(units), st.integers(1, 4))
    return [
        Reply(
            f"s{suggestion}",
            unit.id,
            f"d{deputy}",
            [draw(texts) for _ in part["parts"]],
            draw(st.sampled_from([None, "主办", "会办", "分办"])),
        )
        for suggestion, unit, deputy in draw(st.lists(keys, unique=True, max_size=12))
    ]


@st.composite
def given_figures(draw: DrawFn, part: Toml, units: Sequence[UnitRow]) -> dict[str, str]:
    named = [unit.id for unit in units if "blank" not in part or draw(st.booleans())]
    typed = figures(-12, 12).map(str)
    return {unit: draw(typed).replace("-", draw(st.sampled_from("-−"))) for unit in named}


@st.composite
def unit_rows(draw: DrawFn, most: int) -> list[UnitRow]:
    return [
        UnitRow(
            f"u{position}",
            draw(st.sampled_from(["甲类", "乙类", None])),
            draw(st.integers(0, 7)) < 7,
        )
        for position in range(draw(st.integers(1, most)))
    ]


@st.composite
def meetings(draw: DrawFn, scheme: Toml, limits: Limits = ALL) -> Meeting:
    """Draw a meeting that is legal under ``scheme``."""
    units = draw(unit_rows(limits.most_units))
    parts = scheme["component"]
    return Meeting(
        units,
        {p["id"]: draw(sheets(p, units, limits)) for p in parts if p["kind"] == "ballot"},
        {p["id"]: draw(replies(p, units)) for p in parts if p["kind"] == "feedback"},
        {p["id"]: draw(given_figures(p, units)) for p in parts if p["kind"] == "given"},
        draw(st.integers(1, 70)),
    )


@st.composite
def cases(draw: DrawFn, limits: Limits = ALL) -> tuple[Table, Meeting]:
    """Draw a scheme, and a meeting under it."""
    scheme = draw(schemes(limits))
    return scheme, draw(meetings(scheme, limits))


@st.composite
def close_calls(draw: DrawFn) -> tuple[Table, Meeting]:
    """Draw a case of given figures so close that roundings, ties and tie breaks decide."""
    names = ["c0", "c1"]
    near = st.sampled_from(["8", "8.004", "8.005", "8.006", "8.01", "8.5"])
    scheme = draw(schemes(Limits(kinds=("given",), stages=(), within=False)))
    scheme["component"] = [{"id": name, "title": f"{name}得分", "kind": "given"} for name in names]
    scheme["grade"] = [{"title": "优", "from": Decimal("16.01")}, {"title": "良", "from": 16}]
    rule = scheme.setdefault("total", {})
    rule["tie_break"] = draw(st.lists(st.sampled_from(["exact", *names]), unique=True))
    units = draw(unit_rows(5))
    typed = {name: {unit.id: draw(near) for unit in units} for name in names}
    return scheme, Meeting(units, given=typed)
