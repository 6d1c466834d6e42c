"""What has been keyed, and how much of it the record has (已录): values, and undoing them.

A cell is put; after ``GRACE`` seconds it is due, and sent; then the record has it, or has failed.

>>> from scoring.ballots import as_cell
>>> from tui.keys.sheet_layout import sheet_rows
>>> sheaf = Sheaf(sheet_rows(["001"], [("shuili", "live")]), {})
>>> at = At(0, 0)
>>> sheaf.put([(at, as_cell(15))], at, when=10.0)
>>> sheaf.look(at), sheaf.due(now=10.0)
('waiting', ())
>>> sent = sheaf.due(now=10.1)
>>> sheaf.recorded(sent)
>>> sheaf.look(at), sheaf.value(at)
('kept', 15)
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from scoring.ballots import Cell
from scoring.meeting.state import SheetSpot
from tui.keys.sheet_layout import At, SheetLayout

CellState: TypeAlias = Literal["kept", "waiting", "failed"]
"""The record has it as it stands here, empty or not; not yet; it could not be written."""

GRACE = 0.05
"""Seconds a mark waits before it goes to the record: so long it can be taken back unread."""
MOST_CHANGES = 2_000
"""Changes that can be undone."""


class Keyed(NamedTuple):
    """One cell for the record."""

    at: At
    sheet: str
    spot: SheetSpot
    cell: Cell | None
    """None: what was read there is taken back."""


class CellChange(NamedTuple):
    """One thing that was done to cells, and can be undone."""

    cells: tuple[tuple[At, Cell | None, Cell | None], ...]
    """Where; what stood there before; what stands there now. None: nothing keyed."""
    cursor: At
    """Where the cursor was."""
    when: float
    """Seconds, on the clock of the keys."""


class Sheaf:
    """The cells of all sheets as one person keys them."""

    # What is kept of a cell, and what holds between it:
    #   _cells     what stands there; changed at once by every key
    #   _waiting   when it was changed, while the record was not yet given that change
    #   _sent      how many times it was given to the record and no answer has come
    #   _recorded  whether the record has a mark there, whatever it is
    #   _looks     "waiting" or "failed"; a cell that is in none of them is kept
    # A cell is kept only when it is neither in _waiting nor in _sent. Say 7 is keyed at 0.00 s,
    # sent at 0.06, and changed to 8 at 0.07, before the answer: it is sent once and waiting. The
    # answer for 7 takes it out of _sent, but it still waits: it does not look kept. At 0.13 the 8
    # is sent; its answer leaves it in neither, and now it looks kept, as 8.
    # A cell keyed and taken back within GRACE is sent to nobody; one that the record has, or may
    # have because it was sent, is sent as empty, and cleared there.

    def __init__(self, layout: SheetLayout, kept: Mapping[tuple[str, SheetSpot], Cell]) -> None:
        """``kept``: what the record has of this person's reading."""
        self._layout = layout
        self._cells: list[list[Cell | None]] = [
            [kept.get((row.sheet, spot)) for spot in row.spots] for row in layout.rows
        ]
        self.keyed = Counter(
            spot
            for row, cells in zip(layout.rows, self._cells, strict=True)
            for spot, cell in zip(row.spots, cells, strict=True)
            if cell is not None
        )
        """In how many sheets a cell has something in it."""
        self._empty = Counter(dict.fromkeys(layout.sheets, 0))
        for row, cells in zip(layout.rows, self._cells, strict=True):
            self._empty[row.sheet] += cells.count(None)
        self.whole = list(self._empty.values()).count(0)
        """How many sheets have something in every cell."""
        self._recorded = [bytearray(cell is not None for cell in cells) for cells in self._cells]
        """By row and column: whether the record has a mark there, whatever stands here."""
        self._looks: dict[At, CellState] = {}
        self._waiting: dict[At, float] = {}
        self._sent: dict[At, int] = {}
        self._done: deque[CellChange] = deque(maxlen=MOST_CHANGES)
        self._undone: deque[CellChange] = deque(maxlen=MOST_CHANGES)
        self.touched: set[int] = set()
        """Rows that look different since somebody emptied this set."""

    def value(self, at: At) -> Cell | None:
        """Return what stands in a cell; None while nothing is keyed."""
        return self._cells[at.row][at.column]

    def cells_in(self, row: int) -> Sequence[Cell | None]:
        """Return what stands in the cells of a row."""
        return self._cells[row]

    def empty_after(self, at: At) -> At | None:
        """Return the next cell in which nothing stands, ``at`` being the last; None: there is none.

        After the last row comes the first. ``at`` itself is looked at as the very last.
        """
        for step in range(len(self._cells) + 1):
            row = (at.row + step) % len(self._cells)
            first = 0 if step else at.column + 1
            cells = self._cells[row][first : at.column + 1 if step == len(self._cells) else None]
            if None in cells:
                return At(row, first + cells.index(None))
        return None

    def look(self, at: At) -> CellState:
        """Return how much of a cell the record has."""
        return self._looks.get(at, "kept")

    @property
    def unsettled(self) -> bool:
        """Whether a cell is on its way to the record, or could not be written."""
        return self.on_its_way or "failed" in self._looks.values()

    @property
    def on_its_way(self) -> bool:
        """Whether a cell waits to be sent, or was sent and the record has not answered."""
        return bool(self._waiting or self._sent)

    def put(self, cells: Iterable[tuple[At, Cell | None]], cursor: At, when: float) -> None:
        """Change ``cells``, as one thing that can be undone; what was undone cannot come back.

        None empties a cell. ``cursor``: where the cursor was; ``when``: in seconds, on the clock
        of the keys.
        """
        made = tuple((at, self.value(at), cell) for at, cell in cells)
        self._done.append(CellChange(made, cursor, when))
        self._undone.clear()
        self._set(((at, cell) for at, _, cell in made), when)

    def undo(self, when: float) -> CellChange | None:
        """Take the last change back; return it, or None where there is none.

        It goes to the record like anything that is keyed, from ``when`` on.
        """
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        self._set(((at, before) for at, before, _ in change.cells), when)
        return change

    def redo(self, when: float) -> CellChange | None:
        """Do what was undone last; return it, or None where there is nothing."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        self._set(((at, after) for at, _, after in change.cells), when)
        return change

    def take_back(self, since: float) -> CellChange | None:
        """Undo what was keyed after ``since`` for good; return the first such change."""
        first = None
        while self._done and self._done[-1].when > since:
            first = self._done.pop()
            self._set(((at, before) for at, before, _ in first.cells), since)
        return first

    def due(self, now: float) -> tuple[Keyed, ...]:
        """Return what the record is to be given, each once; ``now`` is on the clock of the keys.

        What comes back here must be told of by ``recorded`` or ``failed``. Infinite: everything.
        """
        ready = [at for at, when in self._waiting.items() if when + GRACE <= now]
        given = []
        for at in ready:
            del self._waiting[at]
            recorded = self._recorded[at.row][at.column] or at in self._sent
            if self.value(at) is None and not recorded:
                self._looks.pop(at, None)  # taken back before the record had it
                self.touched.add(at.row)
                continue
            self._sent[at] = self._sent.get(at, 0) + 1
            given.append(self._keyed(at))
        return tuple(given)

    def again(self, at: At, when: float) -> None:
        """Let a cell that could not be written go to the record once more."""
        self._set([(at, self.value(at))], when)

    def recorded(self, cells: Iterable[Keyed]) -> None:
        """Note that the record has ``cells``, which ``due`` gave; they may have changed since."""
        for one in cells:
            self._back(one.at)
            self._recorded[one.at.row][one.at.column] = one.cell is not None
            if one.at not in self._sent and one.at not in self._waiting:
                self._looks.pop(one.at, None)
                self.touched.add(one.at.row)

    def failed(self, cells: Iterable[Keyed]) -> None:
        """Note that ``cells``, which ``due`` gave, could not be written.

        They stay failed until they are keyed again, or sent ``again``.
        """
        for one in cells:
            self._back(one.at)
            if one.at not in self._waiting:
                self._looks[one.at] = "failed"
            self.touched.add(one.at.row)

    def _keyed(self, at: At) -> Keyed:
        row = self._layout.rows[at.row]
        return Keyed(at, row.sheet, row.spots[at.column], self.value(at))

    def _set(self, cells: Iterable[tuple[At, Cell | None]], when: float) -> None:
        for at, cell in cells:
            self._count(at, (cell is not None) - (self.value(at) is not None))
            self._cells[at.row][at.column] = cell
            self._waiting.pop(at, None)
            self._waiting[at] = when
            self._looks[at] = "waiting"
            self.touched.add(at.row)

    def _count(self, at: At, more: int) -> None:
        """Note that ``more`` cells (1, 0, or -1) have something in them at ``at``."""
        row = self._layout.rows[at.row]
        self.keyed[row.spots[at.column]] += more
        was_whole = not self._empty[row.sheet]
        self._empty[row.sheet] -= more
        self.whole += (not self._empty[row.sheet]) - was_whole

    def _back(self, at: At) -> None:
        left = self._sent.pop(at, 0) - 1
        if left > 0:
            self._sent[at] = left
