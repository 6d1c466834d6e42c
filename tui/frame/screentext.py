"""The one way from words to the screen (上屏): no control characters, never markup, cut by cells.

What a widget shows is ``Seen``: nothing else makes one. A name from a file can therefore run no
action, turn no line around and move no cursor, whatever stands in it. Lengths are in cells; a 汉字
takes two.

>>> [(one.text, one.look) for one in line("省水利厅", "strong")]
[('省水利厅', 'strong')]
>>> field("省水利厅", 6).text, field("75", 6, right=True).text
('省水..', '    75')
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, NewType, TypeAlias

from rich.cells import cell_len, set_cell_size

from scoring.documents.wrapping import padded, wrapped
from scoring.wording import Phrase, visible

Seen = NewType("Seen", str)
"""Text that may stand on a screen, in the language that is spoken now."""
Look: TypeAlias = Literal[
    "plain", "dim", "strong", "bad", "good", "lit", "title", "cursor", "typed", "wrong",
    "base", "live", "given", "changed", "head", "rehearsal", "rehearsing",
    "done", "rest", "heading", "field", "key",
]  # fmt: skip
"""What a piece of a line looks like; the themes say how.

``lit`` and ``cursor`` are a ground of their own, ``key`` is a key's name in a running text;
``base``, ``live`` and ``given`` are parts of a score, ``done`` and ``rest`` of a bar that fills.
"""

LEGEND: Mapping[Look, str] = {"base": "#", "live": "=", "given": "%", "done": "+", "rest": "."}
"""What a blank of a bar is where there are no colours; what is lit has brackets at its ends."""

CUT = ".."
"""Stands at the end of what was cut."""


class Piece(NamedTuple):
    """A run of text that looks alike."""

    text: Seen
    look: Look = "plain"


ScreenLine: TypeAlias = tuple[Piece, ...]


def seen(words: Phrase | str) -> Seen:
    """Return ``words`` as they may stand on a screen, in the language that is spoken now."""
    return Seen(visible(str(words)))


def piece(words: Phrase | str, look: Look = "plain") -> Piece:
    """Return ``words`` as a piece of a line."""
    return Piece(seen(words), look)


def line(words: Phrase | str, look: Look = "plain") -> ScreenLine:
    """Return ``words`` as a line of its own."""
    return (piece(words, look),)


def blanks(cells: int, look: Look = "plain") -> Piece:
    """Return an area of so many cells: a bar, where it has a colour."""
    return Piece(Seen(" " * max(0, cells)), look)


def cut(words: Phrase | str, cells: int) -> Seen:
    """Return ``words`` in at most ``cells`` cells; what is too long ends with ``..``."""
    text = seen(words)
    if cell_len(text) <= cells:
        return text
    kept = set_cell_size(text, max(0, cells - len(CUT))).rstrip()
    return Seen((kept + CUT)[: max(0, cells)])


def field(words: Phrase | str, cells: int, look: Look = "plain", *, right: bool = False) -> Piece:
    """Return ``words`` in exactly ``cells`` cells, cut or filled; on the right with ``right``."""
    return Piece(Seen(padded(cut(words, cells), cells, right=right)), look)


def folded(
    words: Phrase | str, cells: int, look: Look = "plain", hanging: int = 0
) -> list[ScreenLine]:
    """Return ``words`` as lines of at most ``cells`` cells, and never less than 12.

    ``hanging``: by so many cells all lines but the first are moved in.
    """
    return [(Piece(Seen(text), look),) for text in wrapped(seen(words), max(cells, 12), hanging)]


def width(pieces: Iterable[Piece]) -> int:
    """Return how many cells ``pieces`` take."""
    return sum(cell_len(one.text) for one in pieces)


def columns(
    cells: Sequence[Phrase | str], widths: Sequence[int], look: Look = "plain"
) -> ScreenLine:
    """Return ``cells``, the words of each column, side by side, each with a blank after it.

    ``widths`` are as many, in cells; one below zero: so many cells, and its words stand right.
    """
    return tuple(
        one
        for words, wide in zip(cells, widths, strict=True)
        for one in (field(words, abs(wide), look, right=wide < 0), blanks(1, look))
    )


def by_characters(one: Piece) -> Piece:
    """Return ``one`` as it is where there are no colours, in as many cells.

    A bar is made of its character in ``LEGEND``; a lit run has brackets in its first and its last
    cell, where these are blank.
    """
    if one.look in LEGEND:
        return one._replace(text=Seen(one.text.replace(" ", LEGEND[one.look])))
    if one.look != "lit" or len(one.text) < len("[ ]"):
        return one
    first, inner, last = one.text[0], one.text[1:-1], one.text[-1]
    ends = ("[" if first == " " else first, "]" if last == " " else last)
    return one._replace(text=Seen(ends[0] + inner + ends[1]))
