"""The cells that are keyed, as they lie on the screen (版面): rows of sheets, columns of units.

>>> layout = sheet_rows(["001", "002"], [("shuili", "live"), ("gongan", "live")])
>>> layout.after(At(0, 1)), layout.goal("end", At(1, 0)), layout.where("002", ("gongan", "live"))
(At(row=1, column=0), At(row=1, column=1), At(row=1, column=1))
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scoring.meeting.state import SheetSpot

PAGE = 10
"""Sheets that PgUp and PgDn pass over."""
_FAR = 10**6
_STEPS: Mapping[str, tuple[int, int]] = {
    "left": (0, -1),
    "right": (0, 1),
    "up": (-1, 0),
    "down": (1, 0),
    "home": (0, -_FAR),
    "end": (0, _FAR),
    "ctrl+left": (0, -_FAR),
    "ctrl+right": (0, _FAR),
    "ctrl+home": (-_FAR, -_FAR),
    "ctrl+end": (_FAR, _FAR),
}
"""By key: rows and columns to go."""
_SHEETS: Mapping[str, int] = {
    "pageup": -PAGE,
    "pagedown": PAGE,
    "ctrl+up": -_FAR,
    "ctrl+down": _FAR,
    "ctrl+pageup": -_FAR,
    "ctrl+pagedown": _FAR,
}
"""By key: sheets to go."""
_TABS = {"tab", "shift+tab"}


class At(NamedTuple):
    """Where a cell lies; both are counted from 0, and are not what a sheet or a unit is called."""

    row: int
    column: int


class GridRow(NamedTuple):
    """One line of the grid: a sheet, or one criterion of a sheet."""

    sheet: str
    spots: tuple[SheetSpot, ...]
    """Unit and criterion of each cell, from left to right."""


class SheetLayout:
    """All cells, row by row; a sheet's rows stand together."""

    def __init__(self, rows: Sequence[GridRow], *, whole_sheets: bool = True) -> None:
        """``whole_sheets``: the rows of a sheet are all that it has."""
        self.rows = tuple(rows)
        self.whole_sheets = whole_sheets
        self.apart = 0
        """Rows from one to the next beside it, where rows of one cell stand side by side."""
        self._first: dict[str, int] = {}
        for number, row in enumerate(self.rows):
            self._first.setdefault(row.sheet, number)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets' numbers, in order."""
        return tuple(self._first)

    def cells_of(self, sheet: str) -> Iterable[At]:
        """Yield where the cells of ``sheet`` lie, in the order they are keyed."""
        for row in self.rows_of(sheet):
            yield from (At(row, column) for column in range(len(self.rows[row].spots)))

    def rows_of(self, sheet: str) -> Iterable[int]:
        """Yield the rows of ``sheet``, from 0."""
        row = self._first.get(sheet, len(self.rows))
        while row < len(self.rows) and self.rows[row].sheet == sheet:
            yield row
            row += 1

    def sheet_meant(self, typed: str) -> str | None:
        """Return the sheet whose number is ``typed``, with or without zeros in front; else None."""
        if typed in self._first:
            return typed
        same = (one for one in self._first if one.lstrip("0") == typed.lstrip("0"))
        return next(same, None) if typed else None

    def clamped(self, row: int, column: int) -> At:
        """Return the cell nearest to ``row`` and ``column``, which may be any numbers."""
        row = max(0, min(row, len(self.rows) - 1))
        return At(row, max(0, min(column, len(self.rows[row].spots) - 1)))

    def after(self, at: At) -> At:
        """Return the next cell; after the last one, itself."""
        if at.column + 1 < len(self.rows[at.row].spots):
            return At(at.row, at.column + 1)
        return At(at.row + 1, 0) if at.row + 1 < len(self.rows) else at

    def before(self, at: At) -> At:
        """Return the cell before; before the first one, itself."""
        if at.column:
            return At(at.row, at.column - 1)
        return At(at.row - 1, len(self.rows[at.row - 1].spots) - 1) if at.row else at

    def goal(self, key: str, at: At) -> At | None:
        """Return where ``key`` (``up``, ``tab``, ...) leads from ``at``; None for other keys."""
        if key in _STEPS:
            rows, columns = _STEPS[key]
            if self.apart and key in {"left", "right"}:
                row = at.row + columns * self.apart
                return At(row, 0) if 0 <= row < len(self.rows) else at
            return self.clamped(at.row + rows, at.column + columns)
        if key in _SHEETS:
            return self._sheets_on(at, _SHEETS[key])
        return {"tab": self.after, "shift+tab": self.before}[key](at) if key in _TABS else None

    def _sheets_on(self, at: At, sheets: int) -> At:
        """Return the cell in the same place on a sheet, so many sheets further on."""
        listed, here = self.sheets, self.rows[at.row].sheet
        meant = max(0, min(listed.index(here) + sheets, len(listed) - 1))
        return self.clamped(self._first[listed[meant]] + at.row - self._first[here], at.column)

    def where(self, sheet: str, spot: SheetSpot) -> At | None:
        """Return where a cell lies; None where it is not here."""
        found = (at for at in self.cells_of(sheet) if self.rows[at.row].spots[at.column] == spot)
        return next(found, None)


def sheet_rows(sheets: Iterable[str], spots: Sequence[SheetSpot]) -> SheetLayout:
    """Return a row for each sheet and criterion, with a column for each unit.

    ``sheets`` are numbers; ``spots`` the cells of one sheet, as ``Round.spots`` has them.
    """
    criteria = dict.fromkeys(criterion for _, criterion in spots)
    lines = [tuple(spot for spot in spots if spot[1] == criterion) for criterion in criteria]
    return SheetLayout([GridRow(sheet, line) for sheet in sheets for line in lines])


def single_cells(cells: Iterable[tuple[str, SheetSpot]]) -> SheetLayout:
    """Return a row for each of ``cells``, which are a sheet's number and one of its cells.

    They are not whole sheets, so none can be voided as a whole.
    """
    return SheetLayout([GridRow(sheet, (spot,)) for sheet, spot in cells], whole_sheets=False)
