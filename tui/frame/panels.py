"""Panels side by side (版块): each says one thing, and takes no keys.

From ``WIDE`` columns on a screen has one panel for each ``COLUMN`` of them, a wide panel taking
two; below, each folds to a line with its name before it and its key behind. A panel is written for
as many cells as it is given, 38 at the least. Lines in, lines out: no terminal.

>>> from tui.frame.screentext import line
>>> one = Panel(say("roll"), say("Roll"), lambda cells: [line("58/60")], key="2")
>>> [text_of(each).rstrip() for each in laid([one], 80, 9)]
[' roll    58/60                                                                2']
>>> [text_of(each).strip() for each in laid([one], 120, 9)]
['Roll  2', '58/60']
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from scoring.wording import Phrase, say
from tui.frame.screentext import Look, Piece, ScreenLine, blanks, cut, field, line, piece, width

WIDE, COLUMN = 110, 40
"""Columns from which on panels stand side by side, and what each of them takes."""
LABEL = 8
"""Cells before a panel that is folded to a line."""
LEAST = 3
"""Rows that every panel keeps, with its heading."""

Drawn: TypeAlias = Callable[[int], Sequence[ScreenLine]]
"""Lines of at most so many cells."""


class Panel(NamedTuple):
    """One thing that is told, and the key that leads to where it is dealt with."""

    label: Phrase
    """Before its lines where it is folded; a word or two."""
    heading: Phrase | str | Callable[[int], str]
    """In words; or for so many cells, where it has to stand over columns."""
    drawn: Drawn
    """Below the heading."""
    folded: Drawn | None = None
    """Where it is folded: a line, or a few; None: as many lines as there are otherwise."""
    key: str = ""
    """As it is printed on a keyboard; empty where nothing more is to be had."""
    span: int = 1
    """How many columns it takes."""


def columns_of(cells: int) -> int:
    """Return how many panels stand side by side in ``cells`` columns; 1: they are folded."""
    return cells // COLUMN if cells >= WIDE else 1


def laid(panels: Sequence[Panel], cells: int, rows: int) -> list[ScreenLine]:
    """Return ``panels`` in lines of ``cells`` cells, in at most ``rows`` of them if that can be.

    A list that would take more ends with how many of its lines are not shown. Folded, all are.
    """
    count = columns_of(cells)
    if count == 1:
        return [one for panel in panels for one in _folded(panel, cells)]
    wide = cells // count - 2
    bands = [
        [_Drawn(panel, own, panel.drawn(own)) for panel, own in _spans(band, count, wide)]
        for band in _bands(panels, count)
    ]
    heights = _fitted([max(len(one.lines) for one in band) for band in bands], rows)
    lines: list[ScreenLine] = []
    for band, height in zip(bands, heights, strict=True):
        lines += [(), *_band(band, height)] if lines else _band(band, height)
    return lines


def bar(part: int, whole: int, cells: int) -> tuple[Piece, ...]:
    """Return a bar of ``cells`` cells of which ``part`` of ``whole`` is done.

    It is full only when all is done, and empty only while nothing is.
    """
    done = cells * part // whole if whole else 0
    if 0 < part < whole:
        done = min(max(done, 1), cells - 1)
    return (blanks(done, "done"), blanks(cells - done, "rest"))


def ends(left: Iterable[Piece], right: Iterable[Piece], cells: int) -> ScreenLine:
    """Return ``left`` and ``right`` at the two ends of a line; there must be room for both."""
    before, behind = tuple(left), tuple(right)
    return (*before, blanks(cells - width(before) - width(behind)), *behind)


def shortened(lines: Sequence[ScreenLine], rows: int) -> Sequence[ScreenLine]:
    """Return at most ``rows`` lines; where some are left out, the last says how many."""
    if len(lines) <= rows:
        return lines
    kept = max(rows - 1, 0)
    return [*lines[:kept], line(say("  {count} more lines", count=len(lines) - kept), "dim")]


def fitting(one: ScreenLine, cells: int) -> ScreenLine:
    """Return ``one`` in exactly ``cells`` cells."""
    kept: list[Piece] = []
    for own in one:
        room = cells - width(kept)
        kept.append(own if width([own]) <= room else own._replace(text=cut(own.text, room)))
    return (*kept, blanks(cells - width(kept)))


def text_of(one: ScreenLine) -> str:
    """Return what is read on a line."""
    return "".join(own.text for own in one)


class _Drawn(NamedTuple):
    panel: Panel
    cells: int
    lines: Sequence[ScreenLine]


def _bands(panels: Sequence[Panel], count: int) -> Iterator[list[Panel]]:
    """Yield the panels that stand side by side, in their order."""
    band: list[Panel] = []
    for panel in panels:
        if sum(min(one.span, count) for one in (*band, panel)) > count:
            yield band
            band = []
        band.append(panel)
    if band:
        yield band


def _spans(band: Sequence[Panel], count: int, wide: int) -> Iterator[tuple[Panel, int]]:
    """Yield each panel with its cells; the last takes what is left where it is a wide one."""
    left = count
    for panel in band:
        own = min(panel.span, count)
        left -= own
        if panel is band[-1] and panel.span > 1:
            own += left
        yield panel, own * (wide + 2) - 2


def _fitted(heights: Sequence[int], rows: int) -> list[int]:
    """Return how many rows each band has below its heading, so that all fit into ``rows``.

    The tallest gives first; none has fewer than ``LEAST`` with its heading.
    """
    fitted = list(heights)
    while sum(fitted) + 2 * len(fitted) - 1 > rows and max(fitted, default=0) > LEAST - 1:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _band(band: Sequence[_Drawn], height: int) -> list[ScreenLine]:
    """Return panels side by side: their headings, and so many rows of each."""
    columns = [[_heading(one), *shortened(one.lines, height)] for one in band]
    rows = []
    for row in range(height + 1):
        pieces: list[Piece] = [blanks(1)]
        for one, column in zip(band, columns, strict=True):
            pieces += fitting(column[row] if row < len(column) else (), one.cells)
            pieces.append(blanks(2))
        rows.append(tuple(pieces[:-1]))
    return rows


def _heading(one: _Drawn) -> ScreenLine:
    key = one.panel.key
    room = one.cells - (len(key) + 2 if key else 0)
    said = one.panel.heading
    pieces = [piece(cut(said(room) if callable(said) else said, room), "heading")]
    if key:
        pieces += [blanks(2, "heading"), piece(key, "heading")]
    return (*pieces, blanks(one.cells - width(pieces), "heading"))


def _folded(panel: Panel, cells: int) -> Iterator[ScreenLine]:
    room = cells - 1 - LABEL - 2 - max(len(panel.key), 1)
    drawn = panel.folded or panel.drawn
    for number, own in enumerate(drawn(room)):
        first = number == 0
        label = field(panel.label if first else "", LABEL, "strong")
        key = piece(panel.key, "key") if first else blanks(0)
        yield ends((blanks(1), label, *fitting(own, room)), (key, blanks(1)), cells)


def told(words: Phrase | str, look: Look = "plain") -> Drawn:
    """Return a drawing of one line, cut where it is too long."""
    return lambda cells: [line(cut(words, cells), look)]
