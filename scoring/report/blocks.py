"""What a document is made of: headings, paragraphs, outlines and tables, without any layout.

A document is an iterator of blocks, its title first. Fonts, widths and line breaks are the writers'
(``scoring.documents``), which must know every kind of block; so a new kind is added to ``Block``,
and mypy names the writers that lack it.

>>> print(Paragraph("总分 92.25").text)
总分 92.25
>>> outline("会前基础分: 17.50", "现场测评得分: 74.75").items[1]
Item(text='现场测评得分: 74.75', under=())
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from scoring.wording import Phrase

Words: TypeAlias = Phrase | str
"""What a person reads: a phrase of ours, or a text from the files or a figure, as it is.

A phrase becomes text, in the language that is spoken then, only where a writer calls ``str``.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a document (``level`` 1, once, as its first block) or of a section (2)."""

    text: Words
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences."""

    text: Words


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an outline, with what belongs under it; empty where nothing does."""

    text: Words
    under: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Lines that belong together, one under the other."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand ``right``."""

    title: Words
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings; the first ``keys`` columns say what a row is about.

    Each row is as long as ``columns``. Where a table is too wide for a terminal it is shown in
    parts, each with the ``keys`` columns again.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    keys: int = 1
    by_hand: bool = False
    """Whether people write into it: on paper, its rows are high."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a length.

    ``parts`` are shares of the longest bar, which is 1, and lie end to end. A figure of nothing, or
    below zero, has parts of length 0.
    """

    label: Words
    figure: Words
    parts: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures side by side; ``legend`` says what the parts are, where there are several.

    As long as the ``parts`` of each bar, and in their order; empty where each bar is one part.
    """

    bars: tuple[Bar, ...]
    legend: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who has to sign, a line each."""

    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who issues a document, and of which day (落款); at its end, on the right."""

    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """On paper, what follows begins on a page of its own."""


Block: TypeAlias = Heading | Paragraph | Outline | Table | Bars | Signatures | Signed | NewPage
"""Every kind of block; a writer has a case for each."""
Blocks: TypeAlias = Iterator[Block]
"""A document, or a part of one, in the order in which it is read; it can be gone through once."""


def outline(*texts: Words) -> Outline:
    """Return ``texts`` as lines without anything under them."""
    return Outline(tuple(Item(text) for text in texts))
