"""Blank tables as csv and xlsx files."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from rich.cells import cell_len
from xlsxwriter import Workbook

from scoring.documents.templates.tables import IDS, BlankTable

FONT_SIZE = 12
TEXT = 49
"""The number that workbooks have for the format "text"."""
ROW_HEIGHT = 1.8 * FONT_SIZE
"""In points; less would clip 汉字."""
NARROWEST = 12
"""Characters of the default font."""


FilledRows: TypeAlias = Sequence[Sequence[str]]


def write_csv(path: Path, table: BlankTable, rows: FilledRows = (), *, chinese: bool) -> None:
    """Write the headings of ``table``, and ``rows``; with a BOM, or spreadsheets garble the 汉字.

    Each of ``rows`` has a text for every column.
    """
    headings = [column.heading(chinese=chinese) for column in table.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


def write_xlsx(path: Path, table: BlankTable, rows: FilledRows = (), *, chinese: bool) -> None:
    """Write the headings of ``table``, each with a note, and ``rows``; ids are kept as texts.

    Each of ``rows`` has a text for every column. A column of ids has the format “text” all the way
    down, so that 007 is not made 7 when typed.
    """
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet(table.name)
        heading_style = book.add_format({"bold": True, "font_size": FONT_SIZE, "bottom": 1})
        text_style = book.add_format({"num_format": TEXT, "font_size": FONT_SIZE})
        plain_style = book.add_format({"font_size": FONT_SIZE})
        sheet.set_default_row(ROW_HEIGHT)
        sheet.set_row(0, ROW_HEIGHT)
        sheet.freeze_panes(1, 0)
        for position, column in enumerate(table.columns):
            heading = column.heading(chinese=chinese)
            style = text_style if column.column.key in IDS else plain_style
            sheet.set_column(position, position, max(NARROWEST, cell_len(heading) + 2), style)
            sheet.write_string(0, position, heading, heading_style)
            about = table.about if position == 0 else ()
            note = "\n".join(map(str, (*about, column.note)))
            sheet.write_comment(0, position, note, {"x_scale": 2, "font_size": 10})
            for number, row in enumerate(rows, 1):
                if row[position]:
                    sheet.write_string(number, position, row[position], style)
