"""Figures as they are read aloud (读法): 七十一点零三, or as written where that can be read.

>>> digits = "零 一 二 三 四 五 六 七 八 九 十 百 千 万 点 负".split()
>>> _read("71.03", digits), _read("1005", digits), _read("-12", digits)
('七十一点零三', '一千零五', '负十二')
"""

from itertools import pairwise

from scoring.wording import say

_PLAIN = "0 1 2 3 4 5 6 7 8 9 10 100 1000 10000 . -"
NUMERALS = say("0 1 2 3 4 5 6 7 8 9 10 100 1000 10000 . -")
"""The signs that figures are spoken with; a language that reads 71.03 as it is leaves them.

Sixteen, parted by blanks: ten digits, four powers of ten, the point and the minus.
"""

_GROUP = 4
"""Digits between two large units: 万, not thousands."""


class Spoken:
    """A decimal text that becomes words where somebody reads it, in the language of then."""

    def __init__(self, text: str) -> None:
        """``text``: a figure as it is printed, without an exponent, below 100 million."""
        self._text = text

    def __str__(self) -> str:
        """Return the figure in spoken numerals."""
        numerals = str(NUMERALS)
        if numerals == _PLAIN:
            return self._text
        return _read(self._text, numerals.split())

    def __eq__(self, other: object) -> bool:
        """Equal texts are the same figure."""
        return isinstance(other, Spoken) and self._text == other._text

    def __hash__(self) -> int:
        """Hash as the text does."""
        return hash(self._text)


def _read(text: str, numerals: list[str]) -> str:
    sign, digits = (numerals[15], text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = digits.partition(".")
    after = numerals[14] + "".join(numerals[int(one)] for one in decimals) if point else ""
    return sign + _whole(int(whole), numerals) + after


def _whole(number: int, numerals: list[str]) -> str:
    """Return a whole number, not below zero, in numerals.

    It is read in groups of four digits from the right: 万 stands after the first.
    """
    if number == 0:
        return numerals[0]
    large, small = divmod(number, 10**_GROUP)
    said = _group(small, numerals)
    if not large:
        # 12 is 十二, not 一十二; inside a larger number it is 一十二.
        ten = numerals[1] + numerals[10]
        return said.removeprefix(numerals[1]) if said.startswith(ten) else said
    # 100,005 is 十万零五: what is missing before the last four digits is read as one zero.
    gap = numerals[0] if small and small < 10 ** (_GROUP - 1) else ""
    return _whole(large, numerals) + numerals[13] + gap + said


def _group(number: int, numerals: list[str]) -> str:
    """Read up to four digits; zeros between others are read once, those at the end never.

    1005 is 一千零五, 1050 一千零五十; 0 is read as nothing.
    """
    places = [("", 1), (numerals[10], 10), (numerals[11], 100), (numerals[12], 1000)]
    parts = [(number // worth % 10, unit) for unit, worth in reversed(places)]
    while parts and parts[0][0] == 0:
        parts.pop(0)
    while parts and parts[-1][0] == 0:
        parts.pop()
    return "".join(
        numerals[digit] + unit if digit else (numerals[0] if after[0] else "")
        for (digit, unit), after in pairwise([*parts, (0, "")])
    )


def spoken(text: str) -> Spoken:
    """Return ``text``, a figure as it is printed, as one that can be read aloud."""
    return Spoken(text)
