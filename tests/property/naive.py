"""The arithmetic of a meeting a second time, as plainly as it can be written.

Nothing here comes from ``scoring``: a scheme is the dictionary that its TOML gives, a meeting is
rows of text, figures are fractions, and every list is gone through again for every question. It
is slow on purpose: whoever doubts the engine should be able to check this with a pencil.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any, TypeAlias

Toml: TypeAlias = Mapping[str, Any]

WORDS = {
    "": "blank",
    "弃权": "abstained",
    "abstain": "abstained",
    "回避": "recused",
    "recused": "recused",
    "无效": "void",
    "void": "void",
    "不了解": "unknown",
    "unknown": "unknown",
}
ABSENCES = ("blank", "abstained", "recused", "void", "unknown")


@dataclass(frozen=True)
class UnitRow:
    id: str
    category: str | None = None
    ranked: bool = True


@dataclass(frozen=True)
class Sheet:
    """One ballot: (unit, criterion) to what is written there. A cell it does not have is empty."""

    number: str
    cells: Mapping[tuple[str, str], str]
    group: str | None = None


@dataclass(frozen=True)
class Reply:
    """One answer; ``parts`` in the scheme's order."""

    suggestion: str
    unit: str
    deputy: str
    parts: Sequence[str]
    role: str | None = None


@dataclass(frozen=True)
class Meeting:
    """What the tables of a meeting hold, by component where there may be several."""

    units: Sequence[UnitRow]
    sheets: Mapping[str, Sequence[Sheet]] = field(default_factory=dict)
    replies: Mapping[str, Sequence[Reply]] = field(default_factory=dict)
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    members: int = 60


@dataclass(frozen=True)
class Row:
    """One line of the ranking."""

    unit: str
    components: Mapping[str, Fraction | None]
    marks: Mapping[str, Mapping[str, int]]
    exact: Fraction | None
    total: Fraction | None
    rank: int | None = None
    tied: bool = False
    grade: str | None = None


@dataclass(frozen=True)
class Ranking:
    rows: Sequence[Row]
    void_sheets: Mapping[str, int]
    left_out: frozenset[tuple[str, str, str]]
    """Unit, component, group: where a group had no value and the others stood in for it."""


def ranking(scheme: Toml, meeting: Meeting) -> Ranking:
    rows = [row_of(scheme, meeting, unit) for unit in meeting.units]
    ballots = [part for part in scheme["component"] if part["kind"] == "ballot"]
    return Ranking(
        listed(scheme, meeting, rows),
        {part["id"]: void_sheets(part, meeting) for part in ballots},
        frozenset(
            (unit.id, part["id"], group)
            for part in ballots
            for unit in meeting.units
            for group in left_out(scheme, part, meeting, unit.id)
        ),
    )


# Figures ------------------------------------------------------------------------------------


def rounded(value: Fraction, places: int, how: str) -> Fraction:
    """Return the nearer of the two neighbours on the grid; ``how`` decides half way."""
    step = Fraction(1, 10**places)
    below = floor(value / step) * step
    above = below + step
    if value == below:
        return value
    if how == "down":
        return below if abs(below) < abs(above) else above
    if value - below != above - value:
        return below if value - below < above - value else above
    if how == "half-up":
        return below if abs(below) > abs(above) else above
    return below if int(below / step) % 2 == 0 else above


def staged(scheme: Toml, part: Toml, stage: str, value: Fraction | None) -> Fraction | None:
    places = part.get("round", {}).get(stage)
    if value is None or places is None:
        return value
    return rounded(value, places, scheme.get("total", {}).get("rounding", "half-up"))


def number(text: str) -> Fraction:
    for typed, meant in zip("０１２３４５６７８９．。−", "0123456789..-", strict=True):
        text = text.replace(typed, meant)
    return Fraction(text.strip())


def share(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / 100


# Marks --------------------------------------------------------------------------------------


def read(part: Toml, text: str) -> Fraction | str:
    """Return what a mark is worth, or the name of the absence."""
    text = text.strip()
    if text in part.get("worth", {}):
        return Fraction(part["worth"][text])
    if text in part.get("not_counted", []):
        return "unknown"
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    return number(text)


def is_absent(part: Toml, text: str) -> bool:
    return isinstance(read(part, text), str)


def criteria_of(part: Toml) -> Sequence[Toml]:
    return part.get("criterion") or [{"id": part["id"], "points": part["points"]}]


def groups_of(part: Toml) -> Sequence[Toml]:
    return part.get("group") or [{"id": None, "weight": 1}]


def is_void_by_blank(part: Toml, sheet: Sheet) -> bool:
    return part.get("blank") == "void-ballot" and any(
        read(part, text) == "blank" for text in sheet.cells.values()
    )


def statistic(
    part: Toml, meeting: Meeting, unit: str, criterion: str, group: str | None
) -> Fraction | None:
    sheets = [sheet for sheet in meeting.sheets[part["id"]] if sheet.group == group]
    texts = [
        sheet.cells[unit, criterion]
        for sheet in sheets
        if not is_void_by_blank(part, sheet) and not is_absent(part, sheet.cells[unit, criterion])
    ]
    if len(texts) < part.get("min_marks", 1):
        return None
    if part.get("statistic") == "majority":
        return majority(part, meeting, texts, len(sheets))
    marks = after_dropping(part, sorted(Fraction(read(part, text)) for text in texts))
    if not marks:
        return None
    if part.get("statistic") == "median":
        half = len(marks) // 2
        return marks[half] if len(marks) % 2 else (marks[half - 1] + marks[half]) / 2
    return sum(marks, Fraction(0)) / len(marks)


def after_dropping(part: Toml, marks: list[Fraction]) -> list[Fraction]:
    """Drop the first and the last of ``marks``, which are sorted."""
    drop = part.get("drop", {})
    if isinstance(drop, str):
        low = high = floor(len(marks) * share(drop))
    elif len(marks) >= drop.get("from", 0):
        low, high = drop.get("low", 0), drop.get("high", 0)
    else:
        low = high = 0
    for _ in range(low):
        marks = marks[1:]
    for _ in range(high):
        marks = marks[:-1]
    return marks


def majority(part: Toml, meeting: Meeting, texts: Sequence[str], present: int) -> Fraction:
    rule = part["majority"]
    persons = {
        "members": rule.get("members", meeting.members),
        "present": present,
        "valid": len(texts),
    }[rule["of"]]
    half = Fraction(persons, 2)
    levels: list[tuple[Fraction, int]]
    if "worth" in part:
        given = [text.strip() for text in texts]
        levels = [(Fraction(worth), given.count(name)) for name, worth in part["worth"].items()]
    else:
        marks = [number(text) for text in texts]
        levels = [(Fraction(mark), marks.count(Fraction(mark))) for mark in part["allowed"]]
    so_far = 0
    for worth, count in levels:
        so_far += count
        if so_far > half or (so_far == half and rule.get("enough", "half") == "half"):
            return worth
    return levels[-1][0]


# Components ---------------------------------------------------------------------------------


def ballot_score(scheme: Toml, part: Toml, meeting: Meeting, unit: str) -> Fraction | None:
    if part.get("order", "criterion-first") == "group-first":
        of_groups = scores_by_group(scheme, part, meeting, unit)
        return staged(scheme, part, "component", over_groups(part, of_groups))
    earned = []
    by_criterion = statistics_by_criterion(scheme, part, meeting, unit)
    for item, of_groups in zip(criteria_of(part), by_criterion, strict=True):
        mean = staged(scheme, part, "group", over_groups(part, of_groups))
        earned.append(scaled(scheme, part, item, mean))
    return staged(scheme, part, "component", added(earned))


def statistics_by_criterion(
    scheme: Toml, part: Toml, meeting: Meeting, unit: str
) -> list[list[Fraction | None]]:
    """Return a list per criterion with a value per group."""
    return [
        [
            staged(
                scheme,
                part,
                "statistic",
                statistic(part, meeting, unit, criterion["id"], group["id"]),
            )
            for group in groups_of(part)
        ]
        for criterion in criteria_of(part)
    ]


def scores_by_group(scheme: Toml, part: Toml, meeting: Meeting, unit: str) -> list[Fraction | None]:
    """Return a value per group, over all criteria."""
    by_criterion = statistics_by_criterion(scheme, part, meeting, unit)
    return [
        staged(
            scheme,
            part,
            "group",
            added(
                [
                    scaled(scheme, part, item, values[position])
                    for item, values in zip(criteria_of(part), by_criterion, strict=True)
                ]
            ),
        )
        for position in range(len(groups_of(part)))
    ]


def scaled(scheme: Toml, part: Toml, item: Toml, mean: Fraction | None) -> Fraction | None:
    if mean is None:
        return None
    points = mean * Fraction(item["points"]) / Fraction(part["full"])
    return staged(scheme, part, "criterion", points)


def added(values: Sequence[Fraction | None]) -> Fraction | None:
    if any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), Fraction(0))


def over_groups(part: Toml, values: Sequence[Fraction | None]) -> Fraction | None:
    """Weighted mean of one value per group."""
    if None in values and part.get("missing") == "no-total":
        return None
    there = [
        (Fraction(group["weight"]), value)
        for group, value in zip(groups_of(part), values, strict=True)
        if value is not None
    ]
    if not there:
        return None
    return sum((w * v for w, v in there), Fraction(0)) / sum(w for w, _ in there)


def left_out(scheme: Toml, part: Toml, meeting: Meeting, unit: str) -> set[str]:
    """Return the groups without a value for ``unit``, where it has a score all the same."""
    if "group" not in part or ballot_score(scheme, part, meeting, unit) is None:
        return set()
    if part.get("order", "criterion-first") == "criterion-first":
        lists = statistics_by_criterion(scheme, part, meeting, unit)
    else:
        lists = [scores_by_group(scheme, part, meeting, unit)]
    return {
        group["id"]
        for values in lists
        for group, value in zip(groups_of(part), values, strict=True)
        if value is None
    }


def feedback_score(scheme: Toml, part: Toml, meeting: Meeting, unit: str) -> Fraction | None:
    gathered: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for reply in meeting.replies[part["id"]]:
        worth = reply_worth(part, reply)
        weight = Fraction(part.get("roles", {}).get(reply.role, 1))
        if reply.unit == unit and worth is not None and weight > 0:
            by = part.get("by", "answer")
            key = {"answer": "", "suggestion": reply.suggestion, "deputy": reply.deputy}[by]
            gathered.setdefault(key, []).append((weight, worth))
    if not gathered:
        return None
    mean = Fraction(0)
    for some in gathered.values():
        weights = sum((weight for weight, _ in some), Fraction(0))
        mean += sum(weight * worth for weight, worth in some) / weights / len(gathered)
    points = mean * Fraction(part["points"]) / Fraction(part["full"])
    return staged(scheme, part, "component", points)


def reply_worth(part: Toml, reply: Reply) -> Fraction | None:
    shares = worths = Fraction(0)
    for text, weight in zip(reply.parts, part["parts"].values(), strict=True):
        found = read(part, text)
        if found == "blank" and part.get("blank", "skip") != "skip":
            found = Fraction(part["worth"][part["blank"]])
        if isinstance(found, Fraction):
            shares += Fraction(weight)
            worths += Fraction(weight) * found
    return worths / shares if shares else None


def given_score(scheme: Toml, part: Toml, meeting: Meeting, unit: str) -> Fraction | None:
    figures = meeting.given[part["id"]]
    figure = number(figures[unit]) if unit in figures else Fraction(part["blank"])
    score = Fraction(part.get("start", 0)) + figure
    if "floor" in part and score < Fraction(part["floor"]):
        score = Fraction(part["floor"])
    if "cap" in part and score > Fraction(part["cap"]):
        score = Fraction(part["cap"])
    return staged(scheme, part, "component", score)


# Counts -------------------------------------------------------------------------------------


def counts(part: Toml, meeting: Meeting, unit: str) -> dict[str, int]:
    found = [
        read(part, text)
        for sheet in meeting.sheets[part["id"]]
        for (about, _), text in sheet.cells.items()
        if about == unit
    ]
    counted = sum(isinstance(cell, Fraction) for cell in found)
    return {"counted": counted} | {absence: found.count(absence) for absence in ABSENCES}


def void_sheets(part: Toml, meeting: Meeting) -> int:
    return sum(
        {read(part, text) for text in sheet.cells.values()} == {"void"}
        for sheet in meeting.sheets[part["id"]]
    )


# Total and rank -----------------------------------------------------------------------------

SCORES = {"ballot": ballot_score, "feedback": feedback_score, "given": given_score}


def row_of(scheme: Toml, meeting: Meeting, unit: UnitRow) -> Row:
    parts = scheme["component"]
    scores = {part["id"]: SCORES[part["kind"]](scheme, part, meeting, unit.id) for part in parts}
    marks = {
        part["id"]: counts(part, meeting, unit.id) for part in parts if part["kind"] == "ballot"
    }
    exact = added(list(scores.values()))
    rule = scheme.get("total", {})
    total = None
    if exact is not None:
        total = rounded(exact, rule.get("places", 2), rule.get("rounding", "half-up"))
    return Row(unit.id, scores, marks, exact, total)


def listed(scheme: Toml, meeting: Meeting, rows: Sequence[Row]) -> list[Row]:
    """Return the ranked rows by rank, then those that are not ranked, then those without total."""
    units = {unit.id: unit for unit in meeting.units}
    rule = scheme.get("total", {})
    within = rule.get("within") == "category"
    ranked = [row for row in rows if row.total is not None and units[row.unit].ranked]
    fields = list(dict.fromkeys(units[row.unit].category if within else None for row in ranked))
    done = []
    for name in fields:
        field_rows = [row for row in ranked if not within or units[row.unit].category == name]
        placed = [placed_among(scheme, row, field_rows) for row in field_rows]
        done += sorted(placed, key=lambda row: row.rank or 0)
    done += [row for row in rows if row.total is not None and not units[row.unit].ranked]
    return done + [row for row in rows if row.total is None]


def placed_among(scheme: Toml, row: Row, others: Sequence[Row]) -> Row:
    own = compared(scheme, row)
    better = [compared(scheme, other) for other in others if compared(scheme, other) > own]
    dense = scheme.get("total", {}).get("ties") == "dense"
    return Row(
        row.unit,
        row.components,
        row.marks,
        row.exact,
        row.total,
        1 + (len(set(better)) if dense else len(better)),
        sum(compared(scheme, other) == own for other in others) > 1,
        grade(scheme, row),
    )


def compared(scheme: Toml, row: Row) -> tuple[Fraction, ...]:
    """Return the figures that decide, in the order in which they are asked."""
    rule = scheme.get("total", {})
    figures = [row.exact if rule.get("rank_on") == "exact" else row.total]
    figures += [
        row.exact if name == "exact" else row.components[name] for name in rule.get("tie_break", [])
    ]
    return tuple(figure for figure in figures if figure is not None)


def grade(scheme: Toml, row: Row) -> str | None:
    figure = row.exact if scheme.get("total", {}).get("grade_on") == "exact" else row.total
    for step in scheme.get("grade", []):
        if figure is not None and figure >= Fraction(step["from"]):
            return str(step["title"])
    return None
