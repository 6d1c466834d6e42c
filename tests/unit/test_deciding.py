"""The figure that told apart units of one published total: as far as it decides, no further."""

from fractions import Fraction

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from scoring.counting import Papers, Standing, stand
from scoring.points import fixed_text, rounded
from scoring.report.deciding import Deciding, deciding, decimals, shown
from scoring.roster import Unit
from tests.unit.test_standing import bonus, given, scheme_of

EXACT = {"rank_on": "exact", "places": 2}


def told(standing: Standing, *seen: str) -> dict[str, tuple[Deciding, ...]]:
    """Return what decided; with ``seen``, of these units alone."""
    field = [one for one in standing.units if not seen or one.unit.id in seen]
    return dict(deciding(standing.scheme, field))


def test_a_further_decimal_tells_apart_what_is_published_alike() -> None:
    scheme = scheme_of(bonus(), total=EXACT)
    standing = given(scheme, {"a": "9.453", "b": "9.447", "c": "9.52", "d": "9.4"})
    assert told(standing) == {
        "a": (Deciding("", 3, "9.453"),),
        "b": (Deciding("", 3, "9.447"),),
    }


def test_nothing_is_told_by_a_unit_that_is_not_seen_yet() -> None:
    scheme = scheme_of(bonus(), total=EXACT)
    standing = given(scheme, {"a": "9.4531", "b": "9.4532", "c": "9.447"})
    assert told(standing, "c") == {}
    assert [one.text for (one,) in told(standing, "b", "c").values()] == ["9.453", "9.447"]
    assert [one.text for (one,) in told(standing).values()] == ["9.4532", "9.4531", "9.4470"]


def test_all_that_share_a_place_have_the_figure_that_told_them_from_the_next() -> None:
    standing = given(scheme_of(bonus(), total=EXACT), {"a": "9.284", "b": "9.284", "c": "9.276"})
    assert {unit: one.text for unit, (one,) in told(standing).items()} == {
        "a": "9.284", "b": "9.284", "c": "9.276",
    }  # fmt: skip


@pytest.mark.parametrize("keys", [{}, {"rank_on": "exact"}])
def test_what_is_level_throughout_is_told_nothing(keys: dict[str, object]) -> None:
    standing = given(scheme_of(bonus(), total=keys), {"a": "9.45", "b": "9.45", "c": "9"})
    assert told(standing) == {}


def test_where_a_component_decided_it_is_named_with_its_figure() -> None:
    first, second = bonus(id="x", title="甲项"), bonus(id="y", title="乙项")
    scheme = scheme_of(first, second, total={"tie_break": ["y"]})
    figures = {"x": {"a": 9, "b": 8, "c": 7}, "y": {"a": 1, "b": 2, "c": 3}}
    exact = {
        part: {unit: Fraction(own) for unit, own in of.items()} for part, of in figures.items()
    }
    standing = stand(scheme, Papers(tuple(Unit(one, one) for one in "abc"), given=exact))
    assert told(standing) == {
        "c": (Deciding("乙项", 2, "3.00"),),
        "b": (Deciding("乙项", 2, "2.00"),),
        "a": (Deciding("乙项", 2, "1.00"),),
    }


@drawn(
    st.fractions(min_value=0, max_value=100, max_denominator=3600),
    st.fractions(min_value=0, max_value=100, max_denominator=3600),
)
def test_decimals_that_are_shown_never_contradict_order_or_published_figure(
    one: Fraction, other: Fraction
) -> None:
    if one == other:
        return
    places = decimals(one, other, more_than=2)
    texts = [shown(value, places) for value in (one, other)]
    assert (Fraction(texts[0]) < Fraction(texts[1])) == (one < other)
    for value, text in zip((one, other), texts, strict=True):
        assert fixed_text(rounded(Fraction(text), 2), 2) == fixed_text(rounded(value, 2), 2)
