"""Text to figure, rounding, figure to text."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.points import Rounding, exact_text, figure, figure_of, fixed_text, rounded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75", "75"),
        ("75.0", "75"),
        ("75.50", "75.5"),
        ("0", "0"),
        ("007", "7"),
        (" 75 ", "75"),
        ("　75\t", "75"),
        ("７５", "75"),
        ("７５．５", "75.5"),
        ("75。5", "75.5"),
        ("7５。０", "75"),
        ("999999.999999", "999999.999999"),
        ("0.000001", "0.000001"),
    ],
)
def test_what_a_figure_means(text: str, value: str) -> None:
    assert figure(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        *"NaN nan inf Infinity 1e2 1E2 _8 8_5 +7 -7 −7 .5 5. 5.. 1.2.3".split(),
        *"⑦ ７Ⅴ 1,5 1，5 1/2 50% 八 0x10".split(),
        "",
        " ",
        "7 5",
        "1234567",
        "0.1234567",
        "٧",  # a digit, but not one of ours
        "७५",
        "75\x00",
        "75\u200b",
        "²",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figure(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-7", -7),
        ("−7", -7),
        ("－7", None),
        ("--7", None),
        ("−-7", None),
        ("- 7", None),
        ("+7", None),
    ],
)
def test_only_a_leading_minus_signs_a_figure(text: str, value: int | None) -> None:
    assert figure(text, signed=True) == value


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (80, "80"),
        (-3, "-3"),
        (Decimal("0.5"), "0.5"),
        (Decimal("79.345"), "79.345"),
        (Decimal("1E+2"), "100"),
        (999_999, "999999"),
        (Decimal("-0"), "0"),
    ],
)
def test_a_number_of_a_scheme_is_taken_exactly(number: int | Decimal, value: str) -> None:
    assert figure_of(number) == Fraction(value)


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        80.0,
        True,
        False,
        "80",
        None,
        [80],
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        10**6,
        -(10**6),
        10**400,
        Decimal("1E+6"),
        Decimal("1E+999999"),
        Decimal("1E-999999"),
        Decimal("0.0000001"),
        Fraction(1, 2),
    ],
)
def test_no_other_value_of_a_scheme_is_a_figure(value: object) -> None:
    assert figure_of(value) is None


@pytest.mark.parametrize(
    ("value", "places", "half_up", "half_even", "down"),
    [
        (Fraction(3983, 56), 2, "71.13", "71.12", "71.12"),  # 71.125
        (Fraction("71.135"), 2, "71.14", "71.14", "71.13"),
        (Fraction("79.345"), 2, "79.35", "79.34", "79.34"),  # binary floats: 79.34
        (Fraction("2.675"), 2, "2.68", "2.68", "2.67"),  # binary floats: 2.67
        (Fraction(243, 4) * 30 / 100, 2, "18.23", "18.22", "18.22"),  # 18.225
        (Fraction("-0.005"), 2, "-0.01", "0", "0"),
        (Fraction("-0.015"), 2, "-0.02", "-0.02", "-0.01"),
        (Fraction("0.005"), 2, "0.01", "0", "0"),
        (Fraction("71.1249999"), 2, "71.12", "71.12", "71.12"),
        (Fraction("71.1250001"), 2, "71.13", "71.13", "71.12"),
        (Fraction("-1.999"), 2, "-2", "-2", "-1.99"),
        (Fraction(1, 3), 0, "0", "0", "0"),
        (Fraction(1, 2), 0, "1", "0", "0"),
        (Fraction(3, 2), 0, "2", "2", "1"),
        (Fraction("9.99"), 1, "10", "10", "9.9"),
        (Fraction("84.996"), 2, "85", "85", "84.99"),
        (Fraction("79.3449999999999999999999999999999999"), 2, "79.34", "79.34", "79.34"),
        (Fraction(2, 3), 6, "0.666667", "0.666667", "0.666666"),
    ],
)
def test_a_figure_is_rounded_once(
    value: Fraction, places: int, half_up: str, half_even: str, down: str
) -> None:
    expected: dict[Rounding, str] = {"half-up": half_up, "half-even": half_even, "down": down}
    for rounding, text in expected.items():
        assert rounded(value, places, rounding) == Fraction(text)
    assert rounded(value, places) == Fraction(half_up)


def test_a_figure_rounded_twice_is_another() -> None:
    value = Fraction("71.1249")
    assert rounded(value, 2) == Fraction("71.12")
    assert rounded(rounded(value, 3), 2) == Fraction("71.13")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("73.9", 2, "73.90"),
        ("0", 2, "0.00"),
        ("0.05", 2, "0.05"),
        ("-0.05", 2, "-0.05"),
        ("-12", 0, "-12"),
        ("100", 0, "100"),
        ("0", 0, "0"),
        ("-3", 1, "-3.0"),
        ("0.000001", 6, "0.000001"),
    ],
)
def test_a_published_figure_keeps_its_zeros(value: str, places: int, text: str) -> None:
    assert fixed_text(Fraction(value), places) == text


@pytest.mark.parametrize(("value", "places"), [("73.905", 2), ("1/3", 6), ("0.5", 0)])
def test_writing_never_rounds(value: str, places: int) -> None:
    with pytest.raises(ValueError, match="more than"):
        fixed_text(Fraction(value), places)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("80", "80"),
        ("100", "100"),
        ("-7", "-7"),
        ("0.5", "0.5"),
        ("-0.125", "-0.125"),
        ("71.125", "71.125"),
        ("18.225", "18.225"),
        ("2131/30", "2131/30"),
        ("-1/3", "-1/3"),
        ("1/1024", "0.0009765625"),
        ("1/4096", "0.000244140625"),
        ("1/8192", "1/8192"),  # thirteen decimals: a fraction says it better
    ],
)
def test_an_exact_text_ends_or_is_a_fraction(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text
