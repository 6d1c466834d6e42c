"""The grid of sheets on the entry screen (录入表格): painted cell by cell, a key repaints few.

It knows where cells stand on the screen and how they look, and nothing of what keys mean: each
key goes to ``Keying.press``. Then the headings and the rows that it touched are compared with what
was painted last, and what differs is painted anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from scoring.ballots import Absence, is_mark
from scoring.meeting.state import SheetSpot
from scoring.report.printed import ABSENCES
from scoring.wording import Phrase, say
from tui.frame.framework import character_of
from tui.frame.lines import Painted, strip_of
from tui.frame.screentext import Look, Piece, Seen, blanks, cut, field, piece, seen, width
from tui.keys.grid_shape import ColumnName, GridShape, heading, shaped
from tui.keys.keying import Keying
from tui.keys.sheet_layout import At, GridRow

NUMBER = 8
"""Cells of the column of sheet numbers, where these are short and nothing stands beside them."""
LONGEST_NUMBER = 12
MARGIN = 2
"""Cells before a sheet's number: a blank, and what points at the row in hand."""
ABOVE = 3
"""Rows that stay above a sheet that was out of sight; so not every sheet scrolls everything."""
BOX = 8
"""Cells of the run that is lit, where a mark needs no more."""

RowTitle: TypeAlias = Callable[[GridRow], Phrase | str]
"""What stands between a sheet's number and its marks."""


class Slot(NamedTuple):
    """A part of a line that is painted anew by itself."""

    x: int
    """Where it begins."""
    cells: int
    pieces: tuple[Piece, ...]


class EntryGrid(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of sheets, columns of units; the number stays, the units scroll."""

    # Where a row has a single cell, rows stand in blocks side by side, and a full screen of them is
    # turned like a page: ``_page`` rows, of which ``_first_row`` is the first. Else rows are
    # scrolled by the framework (``scroll_y``). The columns begin with ``_first_column`` in both.

    class Pressed(Message):
        """A key was pressed on the grid, and taken."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self.keying: Keying | None = None
        self.held = False
        """Whether keys are dropped just now: nothing could be recorded."""
        self.waiting: Look = "dim"
        """How a mark looks that the record does not have yet."""
        self.shape = GridShape(1, 1, 1, 1)
        self.label = NUMBER
        """Cells before the marks."""
        self._names: Mapping[SheetSpot, ColumnName] = {}
        self._headings: dict[SheetSpot, list[str]] = {}
        self._title: RowTitle | None = None
        self._numbers = 0
        self._banded: Sequence[bool] = ()
        """By row, whether it is of every other sheet, where a sheet has several rows."""
        self._first_column = self._first_row = 0
        self._painted: dict[int, tuple[Slot, ...]] = {}
        """By line of the screen, what was painted there last."""

    def show(
        self,
        keying: Keying,
        names: Mapping[SheetSpot, ColumnName],
        title: RowTitle | None = None,
        title_cells: int = 0,
    ) -> None:
        """Show what is keyed by ``keying``.

        ``names`` are what the columns are called; ``title`` says what stands between a sheet's
        number and its marks, in ``title_cells`` cells; without it nothing does.
        """
        self.keying, self._names, self._title = keying, names, title
        self._headings.clear()
        longest = max((width([piece(sheet)]) for sheet in keying.layout.sheets), default=0)
        self._numbers = min(longest, LONGEST_NUMBER)
        beside = MARGIN + self._numbers + 1
        self.label = beside + title_cells + 2 if title else max(NUMBER, beside)
        self._banded = _every_other(keying.layout.rows)
        self._settle()
        self.refresh()

    # ---- keys ----

    def on_key(self, event: events.Key) -> None:
        """Give a key to whoever keys; only what it changes is painted anew."""
        if self.keying is None or event.key in {"ctrl+q", "ctrl+c", "ctrl+t"}:
            return
        event.stop()
        event.prevent_default()
        if not self.held or event.key in {"escape", "f2"}:
            self.keying.press(character_of(event), event.time)
        self.repaint()
        self.post_message(self.Pressed())

    def on_paste(self, event: events.Paste) -> None:
        """Refuse pasted text aloud: no mark is made by it."""
        event.stop()
        if self.keying:
            self.keying.refuse(event.time)
            self.repaint()
            self.post_message(self.Pressed())

    def repaint(self) -> None:
        """Paint anew what looks different: of the headings, and of the rows that were touched."""
        if self.keying is None:
            return
        touched, self.keying.sheaf.touched = self.keying.sheaf.touched, set()
        if self._in_sight():
            self.refresh()
            return
        lines = {*range(self.shape.heads), *(self._line_of(row) for row in touched)}
        changed = [self._changed_on(y) for y in lines if 0 <= y < self.size.height]
        if regions := [one for one in changed if one]:  # without any, everything would be painted
            self.refresh(*regions)

    def _changed_on(self, y: int) -> Region | None:
        """Return from where to where a line of the screen looks different now."""
        # One region for a line: the framework paints from the line's beginning up to each of them.
        slots = tuple(_differing(self._painted.get(y, ()), self._slots(y)))
        if not slots:
            return None
        first, last = slots[0].x, slots[-1].x + slots[-1].cells
        return Region(first, y, last - first, 1)

    def on_resize(self) -> None:
        """Lay the cells out anew, and keep the cursor in sight."""
        self._settle()
        self.refresh()  # it was painted already, as it lay before

    # ---- where cells stand ----

    def _settle(self) -> None:
        """Find how the cells lie in the room there is, and bring the cursor in sight."""
        if self.keying is None or not self.size.height or not self.keying.layout.rows:
            return
        rows = self.keying.layout.rows
        names = [self._names[spot] for spot in rows[0].spots]
        wide, high = self.outer_size
        bar = self.styles.scrollbar_size_vertical
        self.shape = shaped(wide, high, names, rows=len(rows), label=self.label)
        if self.shape.blocks == 1 and len(rows) + self.shape.heads > high:
            # The bar comes only after this, and nobody tells that it has taken its cells.
            self.shape = shaped(wide - bar, high, names, rows=len(rows), label=self.label)
        self._headings = {
            spot: heading(name, self.shape.column - 2) for spot, name in self._names.items()
        }
        folded = self.shape.blocks > 1
        self.keying.layout.apart = self._body if folded else 0
        self.virtual_size = Size(1, self.size.height if folded else len(rows) + self.shape.heads)
        self._painted.clear()
        self._in_sight()

    @property
    def _body(self) -> int:
        """Lines below the headings."""
        return max(1, self.size.height - self.shape.heads)

    @property
    def _page(self) -> int:
        """Rows on the screen, where they stand side by side."""
        return self._body * self.shape.blocks

    def _in_sight(self) -> bool:
        """Scroll so that the cursor is in sight; return whether that changed anything."""
        if self.keying is None or not self.size.height:
            return False
        at = self.keying.cursor
        before = (self._first_column, self._first_row, self.scroll_y)
        columns = len(self.keying.layout.rows[at.row].spots)
        furthest = max(0, columns - self.shape.shown)  # a terminal made wider shows more again
        if at.column >= self._first_column + self.shape.shown:
            last_fits = at.column - self.shape.shown + 1
            self._first_column = max(at.column - 1, last_fits)  # not each column scrolls all
        self._first_column = min(self._first_column, at.column, furthest)
        if self.shape.blocks > 1:
            self._first_row = at.row // self._page * self._page
            return before != (self._first_column, self._first_row, self.scroll_y)
        self._first_row = 0
        top = round(self.scroll_y)
        if not top <= at.row < top + self._body:
            first = next(iter(self.keying.layout.rows_of(self.keying.sheet)), at.row)
            goal = max(first - ABOVE, at.row - self._body + 1)
            self.scroll_to(y=goal, animate=False, immediate=True)
            return True
        return before != (self._first_column, self._first_row, self.scroll_y)

    def _line_of(self, row: int) -> int:
        """Return the line of the screen on which ``row`` stands; it may be out of sight."""
        if self.shape.blocks == 1:
            return row + self.shape.heads - round(self.scroll_y)
        there = row - self._first_row
        return there % self._body + self.shape.heads if 0 <= there < self._page else -1

    def _rows_on(self, y: int) -> Iterator[int]:
        """Yield the rows on a line of the screen, from left to right."""
        line = y - self.shape.heads
        if self.shape.blocks == 1:
            yield line + round(self.scroll_y)
        else:
            yield from (self._first_row + at * self._body + line for at in range(self.shape.blocks))

    # ---- painting ----

    def render_line(self, y: int) -> Strip:
        """Paint one line: of the headings, or one row."""
        slots = self._painted[y] = self._slots(y)
        ends = blanks(0, _ground(slots))
        return strip_of((*_pieces(slots), ends), self.size.width, self.looks())

    def _slots(self, y: int) -> tuple[Slot, ...]:
        """Return what stands on a line of the screen."""
        if self.keying is None or not self._headings:  # not laid out yet
            return ()
        if y < self.shape.heads:
            return tuple(self._heads(y))
        slots: list[Slot] = []
        for block, row in enumerate(self._rows_on(y)):
            if 0 <= row < len(self.keying.layout.rows):
                slots += self._row(row, block * (self.label + self.shape.column))
        return tuple(slots)

    def _heads(self, y: int) -> Iterator[Slot]:
        """Yield one line of the headings, each beginning as low as it can."""
        if self.keying is None:
            return
        at = self.keying.cursor
        spots = self.keying.layout.rows[at.row].spots
        stop = min(len(spots), self._first_column + self.shape.shown)
        in_hand = (at.row - self._first_row) // self._body if self.shape.blocks > 1 else 0
        last = y == self.shape.heads - 1
        for block in range(self.shape.blocks):
            x = block * (self.label + self.shape.column)
            more = "<" if last and not block and (self._first_column or self._first_row) else ""
            yield Slot(x, self.label, (field(more, self.label, "heading", right=True),))
            for column in range(self._first_column, stop):
                lit = column == at.column and block == in_hand
                place = x + self.label + (column - self._first_column) * self.shape.column
                pieces = self._head(spots[column], y, lit=lit)
                yield Slot(place, self.shape.column, pieces)
        if last and (stop < len(spots) or self._first_row + self._page < self._folded_rows):
            yield Slot(self._edge, 1, (piece(">", "heading"),))

    @property
    def _folded_rows(self) -> int:
        """How many rows there are, where they stand side by side; else 0."""
        return len(self.keying.layout.rows) if self.keying and self.shape.blocks > 1 else 0

    @property
    def _edge(self) -> int:
        """The cell behind the last column."""
        return self.shape.blocks * (self.label + self.shape.shown * self.shape.column)

    def _head(self, spot: SheetSpot, y: int, *, lit: bool) -> tuple[Piece, ...]:
        rows, wide = self._headings[spot], self.shape.column
        number = y - (self.shape.heads - len(rows))
        text = rows[number] if number >= 0 else ""
        if not lit or not text:
            return (field(text, wide - 1, "heading", right=True), blanks(1, "heading"))
        box = max(width([piece(row)]) for row in rows) + 2
        return (blanks(wide - box, "heading"), _box(text, box, "lit"))

    def _row(self, number: int, x: int) -> Iterator[Slot]:
        """Yield what stands in a row that begins at ``x``."""
        if self.keying is None:
            return
        row, wide = self.keying.layout.rows[number], self.shape.column
        yield Slot(x, self.label, tuple(self._before(number, row)))
        stop = min(len(row.spots), self._first_column + self.shape.shown)
        for column in range(self._first_column, stop):
            place = x + self.label + (column - self._first_column) * wide
            yield Slot(place, wide, self._cell(At(number, column)))

    def _before(self, number: int, row: GridRow) -> Iterator[Piece]:
        """Yield what stands before the marks of a row: the sheet's number, and the title."""
        if self.keying is None:
            return
        here = number == self.keying.cursor.row
        first = number == 0 or self.keying.layout.rows[number - 1].sheet != row.sheet
        dim: Look = "band-dim" if self._banded[number] else "dim"
        sheet = cut(row.sheet, self._numbers) if first or self._title is None else ""
        yield blanks(1, dim)
        if self._title is None:
            yield piece(f">{sheet}" if here else f" {sheet}", "lit" if here else dim)
            yield blanks(self.label - MARGIN - width([piece(sheet)]), dim)
            return
        yield piece(">" if here else " ", "lit" if here else dim)
        yield field(sheet, self._numbers + 1, dim)
        cells = self.label - MARGIN - self._numbers - 1
        title = seen(self._title(row))
        lit = min(cells, width([piece(title)]) + 2)
        yield Piece(Seen(f" {field(title, lit - 2).text} "), "lit" if here else dim)
        yield blanks(cells - lit, dim)

    def _cell(self, at: At) -> tuple[Piece, ...]:
        """Return one cell: what is being typed, or the mark and how much the record has of it."""
        keying, ground = self.keying, "band" if self._banded[at.row] else "plain"
        if keying is None:
            return ()
        text, look = self._standing(keying, at)
        wide = self.shape.column
        if look in {"plain", "dim", "changed", "bad"}:
            banded: Mapping[Look, Look] = {"plain": "band", "dim": "band-dim"}
            own = banded.get(look, look) if ground == "band" else look
            inner = field(cut(text, wide - 1), wide - 1, own, right=True)
            return (Piece(Seen(inner.text + " "), own),)
        box = min(wide, max(BOX, width([piece(text)]) + 2))
        return (blanks(wide - box, "band" if ground == "band" else "plain"), _box(text, box, look))

    def _standing(self, keying: Keying, at: At) -> tuple[Phrase | str, Look]:
        """Return what stands in a cell, and how it looks."""
        here = at == keying.cursor
        if here and keying.locked:
            return say("{typed}!", typed=keying.typed), "wrong"
        if here and keying.typed and not keying.asking:
            return keying.typed, "typed"
        state, text = keying.sheaf.look(at), self._text(keying, at)
        if state == "failed":
            return say("{mark}!", mark=text), "wrong" if here else "bad"
        if here:
            return text, "lit"
        return text, self.waiting if state == "waiting" else "plain"

    @staticmethod
    def _text(keying: Keying, at: At) -> Phrase | str:
        cell = keying.sheaf.value(at)
        if cell is None:
            return "~" if keying.sheaf.look(at) == "waiting" else ""
        if not is_mark(cell):
            return ABSENCES[Absence(cell)]
        return keying.forms_at(at).text(cell)


def _every_other(rows: Sequence[GridRow]) -> list[bool]:
    """Return by row whether it is of every other sheet; of none where each has a row of its own."""
    if all(one.sheet != other.sheet for one, other in pairwise(rows)):
        return [False] * len(rows)
    odd, found = False, []
    for number, row in enumerate(rows):
        odd = odd != bool(number and rows[number - 1].sheet != row.sheet)
        found.append(odd)
    return found


def _ground(slots: Sequence[Slot]) -> Look:
    """Return the look of what stands behind the last slot of a line."""
    first = slots[0].pieces[0].look if slots else "plain"
    grounds: Mapping[Look, Look] = {"heading": "heading", "band-dim": "band"}
    return grounds.get(first, "plain")


def _differing(before: Sequence[Slot], now: Sequence[Slot]) -> Iterator[Slot]:
    """Yield those of ``now`` that do not stand in ``before``, where both lie alike."""
    if [one.x for one in before] == [one.x for one in now]:
        yield from (new for old, new in zip(before, now, strict=True) if old != new)
    else:
        yield from now


def _pieces(slots: Sequence[Slot]) -> Iterator[Piece]:
    """Yield what is painted, with blanks where nothing stands."""
    x = 0
    for one in slots:
        if one.x > x:
            yield blanks(one.x - x)
        yield from one.pieces
        x = one.x + one.cells


def _box(text: Phrase | str, cells: int, look: Look) -> Piece:
    """Return ``text`` on the right of a lit run, one blank before its end."""
    inner = field(cut(text, cells - 2), cells - 2, look, right=True)
    return Piece(Seen(f" {inner.text} "), look)
