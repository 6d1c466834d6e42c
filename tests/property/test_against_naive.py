"""The engine against the naive arithmetic: whole rankings, figure by figure."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.counting import Standing, UnitStanding
from tests.property.naive import Meeting, Ranking, Row, Toml, ranking
from tests.property.papers import standing_of
from tests.property.schemes import Limits, Table, cases, close_calls, meetings


def row_in(row: UnitStanding) -> Row:
    """Return a line of the engine's standing in the naive one's words."""
    return Row(
        row.unit.id,
        {part.of: part.value for part in row.total.parts},
        {
            name: {"counted": found.counted}
            | {absence.name.lower(): count for absence, count in found.absent.items()}
            for name, found in row.found.items()
        },
        row.total.exact,
        row.total.value,
        row.rank,
        row.tied,
        row.grade,
    )


def left_out(standing: Standing) -> frozenset[tuple[Any, ...]]:
    names = {row.unit.name: row.unit.id for row in standing.units}
    titles = {part.title: part.id for part in standing.scheme.components}
    said = [dict(warning.values) for warning in standing.warnings]
    return frozenset(
        (names[str(warning["unit"])], titles[str(warning["component"])], warning["group"])
        for warning in said
    )


def assert_agree(scheme: Toml, meeting: Meeting) -> Ranking:
    expected, standing = ranking(scheme, meeting), standing_of(scheme, meeting)
    assert [row_in(row) for row in standing.units] == list(expected.rows)
    assert standing.void_sheets == expected.void_sheets
    assert left_out(standing) == expected.left_out
    for row in standing.units:
        assert (row.why is None) == (row.rank is not None)
        assert (row.total.why is None) == (row.total.value is not None)
        for part in row.total.parts:
            assert (part.why is None) == (part.value is not None)
    return expected


HALF_WAY = Limits(raters=(40, 48, 56, 60), most_units=3)
EVEN_MAJORITIES = Limits(
    kinds=("ballot",),
    raters=(2, 4, 6),
    statistics=("majority",),
    majority_of=("present", "valid"),
    marks_at_most=2,
)


@given(cases())
def test_the_engine_agrees_with_the_naive_arithmetic(case: tuple[Table, Meeting]) -> None:
    assert_agree(*case)


@given(st.data(), st.sampled_from(["half-up", "half-even", "down"]))
def test_both_agree_in_half_points_where_means_fall_half_way(
    data: st.DataObject, rounding: str
) -> None:
    scheme = half_points(rounding)
    meeting = data.draw(meetings(scheme, HALF_WAY))
    assert_agree(scheme, meeting)


@given(cases(EVEN_MAJORITIES))
def test_both_agree_where_exactly_half_decides(case: tuple[Table, Meeting]) -> None:
    assert_agree(*case)


@given(close_calls())
def test_both_agree_where_totals_and_grades_are_a_hair_apart(case: tuple[Table, Meeting]) -> None:
    assert_agree(*case)


def half_points(rounding: str) -> Table:
    return {
        "schema": 1,
        "id": "half-points",
        "title": "半分制",
        "component": [
            {
                "id": "live",
                "title": "现场测评得分",
                "kind": "ballot",
                "points": 80,
                "full": 80,
                "scale": {"start": 60, "cap": 80, "step": Decimal("0.5")},
                "round": {"component": 2},
            },
            {
                "id": "thirty",
                "title": "三十分",
                "kind": "ballot",
                "points": 30,
                "full": 100,
                "scale": {"start": 60, "cap": 100, "step": Decimal("0.5")},
            },
        ],
        "total": {"rounding": rounding, "ties": "dense", "tie_break": ["exact"]},
    }
