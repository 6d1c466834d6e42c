"""What a document is made of: headings, paragraphs, outlines and tables, without any layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from scoring.wording import Phrase

Words: TypeAlias = Phrase | str
"""What a person reads: a phrase of ours, or a text from the files or a figure, as it is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a document (``level`` 1) or of a section (2)."""

    text: Words
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences."""

    text: Words


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an outline, with what belongs under it."""

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
    """Rows of cells under headings; the first ``keys`` columns say what a row is about."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    keys: int = 1


Block: TypeAlias = Heading | Paragraph | Outline | Table
Blocks: TypeAlias = Iterator[Block]


def outline(*texts: Words) -> Outline:
    """Return ``texts`` as lines without anything under them."""
    return Outline(tuple(Item(text) for text in texts))
