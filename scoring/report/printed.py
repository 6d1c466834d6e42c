"""Figures, marks and schemes as documents print them (公布的数字).

A figure has three texts: as published (``component_text``, ``total_text``), as its stage hands it
on (``went_on``), and without loss (``exactly``). None of them is computed with again.

>>> exactly(Fraction(2131, 30))
'2131/30 = 71.0333...'
>>> padded_text(Fraction(143, 2), 2)
'71.50'
>>> in_fours("324b8932adf5")
'324b 8932 adf5'
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.ballots import Absence
from scoring.counting import Figure
from scoring.points import Rounding, decimal_text, exact_text, fixed_text, rounded
from scoring.report.blocks import Blocks, Heading, Item, Outline, Paragraph, Words
from scoring.scheme import Component, Scheme
from scoring.wording import Phrase, say

ABSENCES: Mapping[Absence, Phrase] = {
    Absence.BLANK: say("blank"),
    Absence.ABSTAINED: say("abstained"),
    Absence.RECUSED: say("recused"),
    Absence.VOID: say("void"),
    Absence.UNKNOWN: say("unknown"),
}
"""The five kinds of cells that are not counted, in words."""

ROUNDINGS: Mapping[Rounding, Phrase] = {
    "half-up": say("half up"),
    "half-even": say("half to even"),
    "down": say("down"),
}

NOTHING = "-"
"""What stands where there is no figure."""


class Occasion(NamedTuple):
    """What a document says of the meeting itself; a text is empty where it is not known.

    ``date`` is ISO 8601, as in ``2020-09-01``.
    """

    title: str
    date: str = ""
    place: str = ""
    host: str = ""


class Source(NamedTuple):
    """The scheme that a document follows, and the fingerprint of its file."""

    scheme: Scheme
    sha256: str
    """In hexadecimal digits."""
    tried: bool = False
    """Whether the scheme was given for a trial, instead of the meeting's own."""


def component_text(scheme: Scheme, component: Component, figure: Figure) -> str | None:
    """Return a component's score as it is published; None where there is none.

    A component that its own stage leaves exact is printed at the total's places.
    """
    if figure.value is None:
        return None
    places = scheme.component_places(component)
    return fixed_text(rounded(figure.value, places, scheme.total.rounding), places)


def total_text(scheme: Scheme, total: Figure) -> str | None:
    """Return a total as it is published, at the scheme's places; None where there is none."""
    return None if total.value is None else fixed_text(total.value, scheme.total.places)


def padded_text(value: Fraction, places: int) -> str:
    """Return ``value`` with ``places`` decimals; with up to four more, then cut, where it has more.

    A trailing ``...`` says that it was cut: a distance between two exact totals may never end.
    """
    # Whole at that many places: 143/2 is 71.50 at two of them, 71.0333... is not whole at any.
    if (value * 10**places).denominator == 1:
        return fixed_text(value, places)
    return decimal_text(value, places + 4)


def went_on(figure: Figure) -> str:
    """Return the figure as its stage hands it on: with its places where it was rounded.

    A dash where there is no value; where it was not rounded, its first decimals.
    """
    if figure.value is None:
        return NOTHING
    if figure.places is None:
        return decimal_text(figure.value)
    return fixed_text(figure.value, figure.places)


def exactly(value: Fraction) -> str:
    """Return ``value`` without loss, and as a decimal too where it is a fraction."""
    text = exact_text(value)
    return f"{text} = {decimal_text(value)}" if "/" in text else text


def fingerprint(sha256: str) -> str:
    """Return the first 16 hexadecimal digits, in fours, as they are read aloud.

    ``sha256`` has 64 of them.
    """
    return in_fours(sha256[:16])


def in_fours(code: str) -> str:
    """Return a code's digits in groups of four, as they are printed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def opening(title: Words, occasion: Occasion | None, source: Source) -> Blocks:
    """Yield what every document begins with: what it is, of which meeting, by which scheme.

    ``occasion``: None where no meeting is known. Of a trial under another scheme a paragraph says
    so.
    """
    yield Heading(title, 1)
    lines: list[Words] = []
    if occasion:
        lines.append(occasion.title)
        lines += [text for text in (occasion.date, occasion.place, occasion.host) if text]
    lines.append(source.scheme.title)
    seal = fingerprint(source.sha256)
    lines.append(say("scheme {id}, fingerprint {seal}", id=source.scheme.id, seal=seal))
    yield Outline(tuple(Item(line) for line in lines))
    if source.tried:
        yield Paragraph(say("A trial under a scheme that was given for it: this is no result."))


def closing(scheme: Scheme) -> Blocks:
    """Yield where the scheme's figures come from, as the scheme itself says it, line by line."""
    yield Heading(say("Where the figures of the scheme come from"))
    said = (scheme.source or "").splitlines()
    if not said:
        yield Paragraph(say("The scheme does not say."))
    yield from (Paragraph(line) for line in said if line.strip())
