"""A sheet of the library that takes what is ours as it is, and writes it fast (工作表写入)."""

from functools import lru_cache
from typing import TextIO, TypeAlias
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

_FAULTS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))

letters = lru_cache(maxsize=2**8)(xl_col_to_name)
"""Return what a column is called; from 0."""

Cell: TypeAlias = CellStringTuple | CellFormulaTuple | CellNumberTuple | CellBlankTuple


class PlainSheet(Worksheet):
    """A sheet whose formulas are taken as they are written."""

    fh: TextIO  # type: ignore[assignment]  # nothing until the book is closed

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[Format, str] = {}
        """Of looks, as cells name them."""

    def put_text(self, row: int, column: int, text: str, look: Format) -> None:
        """Put a text, which is never taken for anything else."""
        self._write_string(row, column, text, look)

    def put_formula(
        self, at: tuple[int, int], formula: str, look: Format, value: float | str
    ) -> None:
        """Put a formula (without its ``=``) and what it comes to at a row and column.

        ``write_formula`` searches each for some sixty functions that need another name in the
        file; none of ours does, and the search takes most of the time of a whole workbook.
        """
        row, column = at
        self._check_dimensions(row, column)
        self.table[row][column] = CellFormulaTuple(formula, look, value)

    def _calculate_spans(self) -> None:
        """Find which columns each sixteen rows fill, from the cells that are there."""
        spans: dict[int, tuple[int, int]] = {}
        for row, cells in self.table.items():
            if cells:
                first, last = spans.get(row // 16, (self.xls_colmax, 0))
                spans[row // 16] = min(first, *cells), max(last, *cells)
        self.row_spans = {at: f"{first + 1}:{last + 1}" for at, (first, last) in spans.items()}

    def _write_rows(self) -> None:
        """Write what rows of ours hold; the library's own way, for any cell, takes twice as long.

        Names of cells and numbers of looks need no escaping. Source: ECMA-376, part 1, 18.3.1.4.
        """
        self._calculate_spans()
        write = self.fh.write
        for row in sorted({*self.row_info, *self.table}):
            cells, span = self.table.get(row), self.row_spans.get(row // 16)
            if cells:
                self._write_row(row, span, self.row_info.get(row))
                at = str(row + 1)
                for column in sorted(cells):
                    cell = cells[column]
                    look = self._look(cell.format) if cell.format else ""
                    write(f'<c r="{letters(column)}{at}"{look}{_held(cell)}')
                write("</row>")
            elif row in self.row_info:
                self._write_empty_row(row, span, self.row_info[row])

    def _look(self, look: Format) -> str:
        """Return the attribute of a look; its number is counted up as it is first asked for."""
        if look not in self._numbers:
            number = look._get_xf_index()  # type: ignore[no-untyped-call]  # noqa: SLF001 - as above; the library leaves it untyped
            self._numbers[look] = f' s="{number}"'
        return self._numbers[look]


def _held(cell: Cell) -> str:
    """Return the rest of a cell's element."""
    if isinstance(cell, CellStringTuple):
        return f' t="s"><v>{cell.string}</v></c>'
    if isinstance(cell, CellFormulaTuple):
        value, kind = cell.value, ""
        if isinstance(value, str):
            kind = ' t="e"' if value in _FAULTS else ' t="str"' if value else ""
            value = escape(value)
        return f"{kind}><f>{escape(cell.formula)}</f><v>{value}</v></c>"
    if isinstance(cell, CellNumberTuple):
        return f"><v>{cell.number:.16G}</v></c>"
    return "/>"
