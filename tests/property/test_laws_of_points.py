"""Laws of rounding, and of the way between texts and figures."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.points import MOST_PLACES, Rounding, exact_text, figure, fixed_text, rounded

roundings: st.SearchStrategy[Rounding] = st.sampled_from(["half-up", "half-even", "down"])
places = st.integers(0, MOST_PLACES)
halves = st.builds(
    lambda whole, digits: Fraction(2 * whole + 1, 2 * 10**digits), st.integers(-9999, 9999), places
)
values = st.fractions(-1000, 1000, max_denominator=10**4) | halves
DECIMAL = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


@given(values, places, roundings)
def test_rounding_twice_to_the_same_places_is_rounding_once(
    value: Fraction, digits: int, rounding: Rounding
) -> None:
    once = rounded(value, digits, rounding)
    assert rounded(once, digits, rounding) == once


@given(values, values, places, roundings)
def test_rounding_keeps_the_order(
    one: Fraction, other: Fraction, digits: int, rounding: Rounding
) -> None:
    low, high = sorted([one, other])
    assert rounded(low, digits, rounding) <= rounded(high, digits, rounding)


@given(values, places, roundings)
def test_rounding_treats_both_sides_of_zero_alike(
    value: Fraction, digits: int, rounding: Rounding
) -> None:
    assert rounded(-value, digits, rounding) == -rounded(value, digits, rounding)


@given(values, places)
def test_rounding_goes_to_a_nearest_neighbour_and_down_never_away_from_zero(
    value: Fraction, digits: int
) -> None:
    step = Fraction(1, 10**digits)
    for rounding in ("half-up", "half-even"):
        assert 2 * abs(rounded(value, digits, rounding) - value) <= step
    down = rounded(value, digits, "down")
    assert abs(down) <= abs(value) < abs(down) + step


@given(st.integers(-(10**9), 10**9), st.integers(0, 8), places, roundings)
def test_rounding_agrees_with_the_decimal_module(
    whole: int, decimals: int, digits: int, rounding: Rounding
) -> None:
    value = Decimal(whole).scaleb(-decimals)
    expected = value.quantize(Decimal(1).scaleb(-digits), DECIMAL[rounding])
    assert rounded(Fraction(value), digits, rounding) == Fraction(expected)


@given(st.integers(0, 10**12 - 1), places)
def test_a_figure_that_is_written_is_read_as_itself(whole: int, digits: int) -> None:
    value = Fraction(whole, 10**6)
    assert figure(exact_text(value)) == value
    assert figure(exact_text(-value), signed=True) == -value
    short = rounded(value, digits, "down")
    assert figure(fixed_text(short, digits)) == short
    assert fixed_text(short, digits).partition(".")[2] == f"{fixed_text(short, 6)[-6:]}"[:digits]


@given(values)
def test_an_exact_text_loses_nothing(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value


@given(st.text("0123456789０５．。.-−+_eE ⑦Na", max_size=9))
def test_what_is_read_as_a_figure_is_what_decimal_makes_of_it(text: str) -> None:
    found = figure(text, signed=True)
    if found is not None:
        plain = text.strip().translate(str.maketrans("０５．。−", "05..-"))
        assert found == Fraction(Decimal(plain))
        assert figure(f" {text}　", signed=True) == found
