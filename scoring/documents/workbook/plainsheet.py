"""A sheet of the library that takes formulas as they are written (工作表写入)."""

from functools import lru_cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

letters = lru_cache(maxsize=2**8)(xl_col_to_name)
"""Return what a column is called; from 0."""


class PlainSheet(Worksheet):
    """A sheet whose formulas are taken as they are written."""

    def put_formula(
        self, at: tuple[int, int], formula: str, look: Format, value: float | str
    ) -> None:
        """Put a formula (without its ``=``) and what it comes to at a row and column, from 0.

        ``write_formula`` searches each for some sixty functions that need another name in the
        file; none of ours does, and the search takes half the time of a whole workbook.
        """
        row, column = at
        self._check_dimensions(row, column)  # the library's own: hence a minor release is pinned
        self.table[row][column] = CellFormulaTuple(formula, look, value)
