"""The grid of sheets on the entry screen (录入表格): painted line by line, a key repaints one.

It knows where cells stand on the screen and how they look, and nothing of what keys mean: each
key goes to ``Keying.press``, and the rows that it touched are painted anew.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

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
from tui.frame.screentext import Look, Piece, Seen, blanks, cut, field, piece
from tui.keys.keying import Keying
from tui.keys.sheet_layout import At, GridRow

NUMBER = 8
"""Cells of the column of sheet numbers."""
UNIT = 10
"""Cells of a column of marks."""

ColumnHeading = Callable[[SheetSpot], Phrase | str]
"""What stands above a column."""


class Label(Protocol):
    """Says what stands before a row."""

    def __call__(self, row: GridRow, *, first: bool) -> Phrase | str:
        """Return it; ``first``: whether the row is the first of its sheet."""


def _number(row: GridRow, *, first: bool) -> str:
    return row.sheet if first else ""


class EntryGrid(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of sheets, columns of units; the number stays, the units scroll."""

    class Pressed(Message):
        """A key was pressed on the grid, and taken."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self.keying: Keying | None = None
        self.label = NUMBER
        """Cells of the column before the marks."""
        self.held = False
        """Whether keys are dropped just now: nothing could be recorded."""
        self._heading: ColumnHeading = lambda spot: spot[0]
        self._label: Label = _number
        self._first_column = 0
        self.waiting: Look = "dim"
        """How a mark looks that the record does not have yet."""

    def show(self, keying: Keying, heading: ColumnHeading, label: Label, label_cells: int) -> None:
        """Show what is keyed by ``keying``.

        ``heading`` says what stands above a column, ``label`` what stands before a row, which takes
        ``label_cells`` cells.
        """
        self.keying, self._heading, self._label = keying, heading, label
        self.label = label_cells
        self.virtual_size = Size(1, len(keying.layout.rows) + 1)
        self._in_sight()
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
        """Paint the rows anew that look different."""
        if self.keying is None:
            return
        moved = self._in_sight()
        touched, self.keying.sheaf.touched = self.keying.sheaf.touched, set()
        if moved:
            self.refresh()
            return
        for row in touched:
            y = row + 1 - round(self.scroll_y)
            if 1 <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._in_sight()

    @property
    def columns_shown(self) -> int:
        """How many columns of marks there is room for."""
        return max(1, (self.size.width - self.label) // UNIT)

    def _in_sight(self) -> bool:
        """Scroll so that the cursor is in sight; return whether that changed anything."""
        # Rows are scrolled by the framework, columns by ``_first_column``. Line 0 of the screen is
        # the headings, so row 12 with ``scroll_y`` 10 stands on line 3.
        if self.keying is None or not self.size.height:
            return False
        at = self.keying.cursor
        before = (self._first_column, self.scroll_y)
        last = self._first_column + self.columns_shown - 1
        if at.column > last:
            self._first_column += at.column - last
        columns = len(self.keying.layout.rows[at.row].spots)
        furthest = max(0, columns - self.columns_shown)  # a terminal made wider shows more again
        self._first_column = min(self._first_column, at.column, furthest)
        room = self.size.height - 1
        top = round(self.scroll_y)
        if not top <= at.row < top + room:
            goal = at.row if at.row < top else at.row - room + 1
            self.scroll_to(y=goal, animate=False, immediate=True)
            return True
        return before != (self._first_column, self.scroll_y)

    # ---- painting ----

    def render_line(self, y: int) -> Strip:
        """Paint one line: the headings, or one row."""
        if self.keying is None:
            return Strip.blank(self.size.width)
        row = round(self.scroll_y) + y - 1
        pieces = self._headings() if y == 0 else self._row(row)
        ends = blanks(1, "head" if y == 0 else "plain")  # else the last cell goes on to the edge
        return strip_of((*pieces, ends), self.size.width, self.looks())

    def _shown(self, spots: Sequence[SheetSpot]) -> range:
        return range(self._first_column, min(len(spots), self._first_column + self.columns_shown))

    def _headings(self) -> list[Piece]:
        if self.keying is None or not self.keying.layout.rows:
            return []
        row = self.keying.layout.rows[self.keying.cursor.row]
        shown = self._shown(row.spots)
        more = "<" if shown.start else ""
        pieces = [field(more, self.label, "head", right=True)]
        for column in shown:
            look: Look = "lit" if column == self.keying.cursor.column else "head"
            pieces.append(_boxed(self._heading(row.spots[column]), look))
        if shown.stop < len(row.spots):
            pieces.append(piece(">", "head"))
        return pieces

    def _row(self, number: int) -> list[Piece]:
        if self.keying is None or not 0 <= number < len(self.keying.layout.rows):
            return []
        row = self.keying.layout.rows[number]
        first = number == 0 or self.keying.layout.rows[number - 1].sheet != row.sheet
        here = number == self.keying.cursor.row
        label = field(self._label(row, first=first), self.label - 1, "key" if here else "dim")
        return [label, blanks(1), *(self._cell(At(number, at)) for at in self._shown(row.spots))]

    def _cell(self, at: At) -> Piece:
        """Return one cell: what is being typed, or the mark and how much the record has of it."""
        keying = self.keying
        if keying is None:
            return blanks(UNIT)
        here = at == keying.cursor
        if here and keying.locked:
            return _boxed(say("{typed}!", typed=keying.typed), "wrong")
        if here and keying.typed and not keying.asking:
            return _boxed(keying.typed, "typed")
        look = keying.sheaf.look(at)
        text = self._text(at)
        if look == "failed":
            return _boxed(say("{mark}!", mark=text), "wrong" if here else "bad")
        if here:
            return _boxed(text, "cursor")
        return _boxed(text, self.waiting if look == "waiting" else "plain")

    def _text(self, at: At) -> Phrase | str:
        if self.keying is None:
            return ""
        cell = self.keying.sheaf.value(at)
        if cell is None:
            return "~" if self.keying.sheaf.look(at) == "waiting" else ""
        if not is_mark(cell):
            return ABSENCES[Absence(cell)]
        return self.keying.forms_at(at).text(cell)


def _boxed(words: Phrase | str, look: Look) -> Piece:
    """Return ``words`` in a column of marks: on the right, with a blank after it."""
    inner = field(cut(words, UNIT - 1), UNIT - 1, look, right=True)
    return Piece(Seen(inner.text + " "), look)
