"""What the hall's screen is put together from (会场版式): spaced names, rows, what is large."""

from typing import NamedTuple

from rich.cells import cell_len

from scoring.report.deciding import further_text, level_phrase
from scoring.report.hall import HallPlace
from scoring.wording import Phrase
from tui.frame.screentext import Look, ScreenLine, blanks, cut, line, piece, seen, width

LARGE = (150, 40)
"""Cells and rows from which on everything is twice as large."""
GAP = "  "
"""Between two characters of a name that is spaced."""


class HallSize(NamedTuple):
    """How large the hall's screen is."""

    cells: int
    rows: int

    @property
    def large(self) -> bool:
        """Whether there is room for what is twice as large."""
        return self.cells >= LARGE[0] and self.rows >= LARGE[1]


def spaced(name: str, cells: int) -> str:
    """Return ``name`` with its characters apart, where that takes no more than ``cells`` cells.

    Only a name of wide characters is spaced: words of letters stay as they are. A name that is too
    long is cut.
    """
    text = seen(name)
    apart = GAP.join(text)
    if cell_len(text) == 2 * len(text) and cell_len(apart) <= cells:
        return apart
    return cut(text, cells)


def centred(words: Phrase | str, cells: int, look: Look = "plain") -> ScreenLine:
    """Return ``words`` in the middle of a line of ``cells`` cells."""
    return in_the_middle(line(cut(words, cells), look), cells)


def in_the_middle(pieces: ScreenLine, cells: int) -> ScreenLine:
    """Return ``pieces`` in the middle of a line of ``cells`` cells."""
    return (blanks((cells - width(pieces)) // 2), *pieces, blanks(1))


def lit_names(names: list[str], cells: int, rows: int) -> list[ScreenLine]:
    """Return ``names``, one under the other, on a ground of their own in the middle.

    With a row of the ground above and below where there are so many ``rows``; where even the names
    alone are too many, several stand in a row.
    """
    most = max(1, min(len(names), rows))
    each = -(-len(names) // most)
    groups = [names[first : first + each] for first in range(0, len(names), each)]
    room = max(4, cells - 8)
    texts = [_together(group, room) for group in groups]
    wide = max(map(cell_len, texts))
    wide = min(cells, max(30, wide + 16 if wide + 16 <= cells else wide + 4))
    shown = [_on_ground(text, wide) for text in texts]
    if len(shown) + 2 <= rows:
        shown = [_on_ground("", wide), *shown, _on_ground("", wide)]
    return [in_the_middle(one, cells) for one in shown]


def _together(names: list[str], cells: int) -> str:
    if len(names) == 1:
        return spaced(names[0], cells)
    return cut(GAP.join(seen(one) for one in names), cells)


def _on_ground(text: str, wide: int) -> ScreenLine:
    """Return ``text`` in the middle of one piece, so that it has an end at either side."""
    left = (wide - cell_len(text)) // 2
    return (piece(" " * left + text + " " * (wide - left - cell_len(text)), "lit"),)


def told_apart(place: HallPlace) -> list[Phrase]:
    """Return why a unit stands there though others have the same total; empty: none has."""
    return [level_phrase(place.total or "", one) for one in place.decided]


def further(place: HallPlace) -> str:
    """Return the figures that decided, to stand beside the total; empty where none did."""
    return further_text(place.decided)
