"""Exact figures (分值): text to figure, the only rounding, figure to text.

A figure is a ``Fraction`` of points. There is no way in for a binary float, and no way out but
through ``rounded`` and the texts below.

>>> figure("73.905"), figure("七十")
(Fraction(14781, 200), None)
>>> fixed_text(rounded(Fraction(14781, 200), 2), 2)
'73.91'
>>> fixed_text(rounded(Fraction(14781, 200), 2, "half-even"), 2)
'73.90'
>>> exact_text(Fraction(2131, 30)), decimal_text(Fraction(2131, 30))
('2131/30', '71.0333...')
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

Rounding: TypeAlias = Literal["half-up", "half-even", "down"]
"""四舍五入 away from zero, 四舍六入五成双, or 去尾 towards zero."""

MOST_PLACES = 6
"""Decimal places that a figure may have in a file, or be published with."""

_UNSIGNED = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_SIGNED = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
_MEANT = str.maketrans("０１２３４５６７８９．。", "0123456789..")  # noqa: RUF001 - as typed
_LIMIT = 10**6


def figure(text: str, *, signed: bool = False) -> Fraction | None:
    """Return the figure that ``text`` writes, in points, or None when it writes none.

    Spaces around it are dropped and full-width digits and points read as what they mean. With
    ``signed``, a leading ``-`` or ``−`` is allowed. At most six digits stand on each side of the
    point. Source: docs/files.md, "A mark".
    """
    meant = text.strip().translate(_MEANT)
    if signed and meant.startswith("−"):  # noqa: RUF001 - the minus sign itself
        meant = "-" + meant[1:]
    pattern = _SIGNED if signed else _UNSIGNED
    return Fraction(meant) if pattern.fullmatch(meant) else None


def figure_of(value: object) -> Fraction | None:
    """Return the figure that a TOML number gives, or None when it is none of ours.

    Integers and decimals come in, within the digits that ``figure`` allows; a float, a truth
    value, a text, NaN and infinity do not.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent  # a letter, for NaN and infinity
        if not isinstance(exponent, int) or exponent < -MOST_PLACES:
            return None
    return Fraction(value) if -_LIMIT < value < _LIMIT else None


def rounded(value: Fraction, places: int, rounding: Rounding = "half-up") -> Fraction:
    """Return ``value``, in points, rounded once to ``places`` decimal places, 0 or more (修约).

    Below zero, the magnitude is rounded and the sign put back: half-up of -0.5 is -1.
    """
    scale = 10**places
    numerator, denominator = value.numerator * scale, value.denominator
    whole, rest = divmod(abs(numerator), denominator)
    match rounding:
        case "half-up":
            whole += 2 * rest >= denominator
        case "half-even":
            whole += 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
        case "down":
            pass
        case never:
            assert_never(never)
    return Fraction(-whole if numerator < 0 else whole, scale)


def fixed_text(value: Fraction, places: int) -> str:
    """Return ``value`` with exactly ``places`` decimals: ``73.90``.

    Rounding is done before, by ``rounded``. Raises ValueError where ``value`` has more than
    ``places`` decimals: it would be rounded unseen.
    """
    scaled = value * 10**places
    if scaled.denominator != 1:
        raise ValueError(f"{value} has more than {places} places")
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled.numerator)).zfill(places + 1)
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def exact_text(value: Fraction) -> str:
    """Return ``value`` without loss: ``78.5`` where it ends as a decimal, else ``2131/30``.

    A decimal of more than twelve places counts as one that does not end.
    """
    for places in range(2 * MOST_PLACES + 1):
        if 10**places % value.denominator == 0:
            return fixed_text(value, places)
    return f"{value.numerator}/{value.denominator}"


def decimal_text(value: Fraction, digits: int = 4) -> str:
    """Return ``value`` as a decimal; with more than ``digits`` places it is cut, with ``...``.

    It is cut and never rounded, so that what is shown is not taken for a published figure.
    """
    cut = rounded(value, digits, "down")
    return exact_text(value) if cut == value else fixed_text(cut, digits) + "..."
