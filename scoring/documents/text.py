"""Documents as lines for a terminal, aligned by cells: a 汉字 takes two.

Only ASCII rules are drawn: the width of box lines depends on the terminal. The same lines are shown
by commands, on screens, and in txt files.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from scoring.documents.wrapping import padded, wrapped
from scoring.report.blocks import (
    Bars,
    Block,
    Column,
    Heading,
    Item,
    NewPage,
    Outline,
    Paragraph,
    Signatures,
    Signed,
    Table,
    Words,
)
from scoring.wording import visible

WIDTH = 80
"""Cells of a line, unless the terminal says otherwise."""

GAP = 2
"""Cells between two columns."""

NARROWEST = 12
"""Cells below which a column of names is not squeezed."""

LONGEST_BAR = 30
"""Cells of the longest bar."""

STROKES = "#=+-"
"""What the parts of a bar are drawn with, one after the other."""

SIGNED = "_" * 24
"""The room for a signature."""


def text_lines(blocks: Iterable[Block], width: int = WIDTH) -> Iterator[str]:
    """Yield ``blocks`` as lines of at most ``width`` cells, with a blank line between two.

    Without line ends. A table that is too wide is shown in parts; a figure is never broken, so that
    a column of long ones may be wider than ``width``.
    """
    shown = (block for block in blocks if not isinstance(block, NewPage))
    for position, block in enumerate(shown):
        if position:
            yield ""
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    """Yield one block.

    A title is underlined with ``=``, a section with ``-``, as wide as its words.
    """
    match block:
        case Heading():
            lines = wrapped(_text(block.text), width)
            yield from lines
            yield ("=" if block.level == 1 else "-") * max(map(cell_len, lines))
        case Paragraph():
            yield from wrapped(_text(block.text), width)
        case Table():
            yield from _table(block, width)
        case Outline():
            yield from _outline(block.items, width, 0)
        case Bars():
            yield from _bars(block, width)
        case Signatures():
            yield from (f"{_text(line)}: {SIGNED}" for line in block.lines)
        case Signed():
            yield from (padded(_text(line), width, right=True) for line in block.lines)


def _text(words: Words) -> str:
    return visible(str(words))


def _outline(items: Iterable[Item], width: int, indent: int) -> Iterator[str]:
    """Yield each item, what it is continued with two further in, and then what is under it."""
    for item in items:
        lines = wrapped(_text(item.text), max(width - indent, NARROWEST), hanging=GAP)
        yield from (" " * indent + line for line in lines)
        yield from _outline(item.under, width, indent + GAP)


def _bars(block: Bars, width: int) -> Iterator[str]:
    """Yield the legend, and each bar between its label and its figure."""
    if block.legend:
        legend = zip(STROKES, map(_text, block.legend), strict=False)
        yield from wrapped("  ".join(f"{stroke} {text}" for stroke, text in legend), width)
    labels = [_text(bar.label) for bar in block.bars]
    figures = [_text(bar.figure) for bar in block.bars]
    of_label = min(max(map(cell_len, labels), default=0), width // 3)
    of_figure = max(map(cell_len, figures), default=0)
    longest = max(min(LONGEST_BAR, width - of_label - of_figure - 2 * GAP), 1)
    for label, figure, bar in zip(labels, figures, block.bars, strict=True):
        drawn = "".join(
            stroke * round(share * longest)
            for stroke, share in zip(STROKES, bar.parts, strict=False)
        )
        first, *more = wrapped(label, of_label)
        figure_there = padded(figure, of_figure, right=True)
        yield f"{padded(first, of_label)}  {figure_there}  {drawn}".rstrip()
        yield from more


def _table(table: Table, width: int) -> Iterator[str]:
    """Yield the table; where it is too wide, in parts that repeat the columns that are keys."""
    cells = [[_text(column.title) for column in table.columns]]
    cells += [[_text(cell) for cell in row] for row in table.rows]
    widths = _widths(table.columns, cells, width)
    for position, part in enumerate(_parts(widths, table.keys, width)):
        if position:
            yield ""
        columns = [(table.columns[at].align == "right", widths[at]) for at in part]
        heading, *rows = ([row[at] for at in part] for row in cells)
        yield from _row(heading, columns)
        yield (" " * GAP).join("-" * wide for _, wide in columns)
        for row in rows:
            yield from _row(row, columns)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return each column's width in cells: where it must be, headings and then names wrap."""
    titles = [cell_len(title) for title in cells[0]]
    body = [max((cell_len(row[at]) for row in cells[1:]), default=0) for at in range(len(columns))]
    widths = list(map(max, titles, body))
    wrapped_titles = [
        max(own, min(wide, NARROWEST)) for own, wide in zip(body, widths, strict=True)
    ]
    wrapped_names = [
        own if column.align == "right" else min(own, NARROWEST)
        for own, column in zip(wrapped_titles, columns, strict=True)
    ]
    # Headings give way first, names only where that is not enough, figures never.
    for least in (wrapped_titles, wrapped_names):
        _squeeze(widths, least, width)
    return widths


def _squeeze(widths: list[int], least: Sequence[int], width: int) -> None:
    """Narrow the widest columns, none below its ``least``, until all fit into ``width``.

    ``widths`` is changed, and as long as ``least``. Where they cannot fit, all end at their least.
    """
    while sum(widths) + GAP * (len(widths) - 1) > width:
        room = [(wide, at) for at, wide in enumerate(widths) if wide > least[at]]
        if not room:
            return
        widths[max(room)[1]] -= 1


def _parts(widths: Sequence[int], keys: int, width: int) -> list[list[int]]:
    """Return which columns stand together: the ``keys`` first ones, and as many as fit.

    >>> _parts([4, 4, 10, 10, 10], 1, 30)
    [[0, 1, 2], [0, 3, 4]]
    """
    parts = [list(range(keys))]
    for at in range(keys, len(widths)):
        together = [*parts[-1], at]
        # At least one column beside the keys, even where it does not fit: there is no narrower
        # part.
        if len(parts[-1]) > keys and sum(widths[i] + GAP for i in together) - GAP > width:
            parts.append([*range(keys), at])
        else:
            parts[-1].append(at)
    return parts


def _row(cells: Sequence[str], columns: Sequence[tuple[bool, int]]) -> Iterator[str]:
    """Yield one row's lines; ``columns``: whether each stands right, and its width in cells."""
    lines = [wrapped(cell, wide) for cell, (_, wide) in zip(cells, columns, strict=True)]
    for together in zip_longest(*lines, fillvalue=""):
        shown = (
            padded(text, wide, right=right)
            for text, (right, wide) in zip(together, columns, strict=True)
        )
        yield (" " * GAP).join(shown).rstrip()
