"""How wide the grid's columns are, and what stands above them (表格版面): figures and texts alone.

Everything is in cells. A column has its words on the right and a blank after them, and a lit run
one blank before, so a column of 12 has headings of 10: five 汉字.

>>> heading(ColumnName("省高级人民法院"), 10), heading(ColumnName("省公安厅"), 10)
(['省高级', '人民法院'], ['省公安厅'])
>>> shaped(94, 33, [ColumnName("省高级人民法院")] * 7, rows=57, label=8)
GridShape(column=12, shown=7, heads=2, blocks=1)
>>> shaped(78, 22, [ColumnName("省高级人民法院")], rows=57, label=8)  # sheets stand side by side
GridShape(column=12, shown=1, heads=2, blocks=3)
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from scoring.documents.wrapping import wrapped

MOST_HEADS = 3
"""Lines of a heading."""
NARROWEST = 10
"""Seven units and the sheet's number stand in 80 cells with these."""
USUAL = 12
WIDEST = 24
EDGES = 2
"""Cells of a column beside its words."""
CUT = ".."


class ColumnName(NamedTuple):
    """What a column is called."""

    full: str
    short: str = ""
    """Where the full name does not fit; empty: there is none."""


class GridShape(NamedTuple):
    """What stands where."""

    column: int
    """Cells of a column of marks."""
    shown: int
    """Columns that there is room for."""
    heads: int
    """Lines of headings."""
    blocks: int
    """Blocks of rows side by side; more than 1 only where a row has one cell."""


def shaped(
    width: int, height: int, names: Sequence[ColumnName], *, rows: int, label: int
) -> GridShape:
    """Return how the columns and ``rows`` of the grid lie in ``width`` by ``height`` cells.

    ``names`` are of the columns, at least one; ``label`` is what stands before the marks of a row.
    Columns are as wide as the names need, where there is room for all of them.
    """
    if len(names) == 1:
        heads = len(heading(names[0], USUAL - EDGES))
        most = max(1, width // (label + USUAL))
        return GridShape(USUAL, 1, heads, min(most, -(-rows // max(1, height - heads))))
    room = max(NARROWEST, width - label)
    least = NARROWEST
    if len(names) * NARROWEST > room and not all(_fits(one, NARROWEST - EDGES) for one in names):
        least = USUAL
    shown = max(1, min(len(names), room // least))
    widest = max(cell_len(one.full) for one in names) + EDGES
    column = max(NARROWEST, min(room // shown, max(USUAL, widest), WIDEST))
    return GridShape(column, shown, max(len(heading(one, column - EDGES)) for one in names), 1)


def _fits(name: ColumnName, cells: int) -> bool:
    return len(wrapped(name.full, cells)) <= MOST_HEADS


def heading(name: ColumnName, cells: int) -> list[str]:
    """Return ``name`` in up to three lines of at most ``cells`` cells, about equally long.

    English is parted between words; of 汉字 the shorter line comes first. Where the full name does
    not fit it is the short one, and what is longer still is cut.
    """
    text = name.full if _fits(name, cells) else name.short or name.full
    rows = wrapped(text, cells)
    if len(rows) > MOST_HEADS:
        kept = rows[: MOST_HEADS - 1]
        rest = text[_behind(text, kept) :].strip()
        return [*kept, set_cell_size(rest, cells - len(CUT)).rstrip() + CUT]
    if cell_len(text) == 2 * len(text) and text.isalnum():
        step = -(-len(text) // len(rows))
        first = len(text) - step * (len(rows) - 1)
        return [text[:first], *(text[at : at + step] for at in range(first, len(text), step))]
    least = (wide for wide in range(2, cells) if len(wrapped(text, wide)) <= len(rows))
    return wrapped(text, next(least, cells))


def _behind(text: str, rows: Sequence[str]) -> int:
    """Return where ``text`` goes on after the lines ``rows`` of it."""
    at = 0
    for row in rows:
        at = text.index(row, at) + len(row)
    return at
