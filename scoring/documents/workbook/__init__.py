"""The workbook (计分工作簿): everything from the marks to the rank as formulas that recompute.

In go papers and the standing they came to; out comes an xlsx file whose cells hold formulas with
the engine's figure beside each, so that a reader may change a mark and see what follows. A
spreadsheet has binary floats only: so formulas work on whole numbers, numerators and denominators
(``whole_numbers``, ``exact``); read these two first.

- ``workbook_writer``: the sheets in the order of their making; each refers to those before.
- ``page``, ``page_lines``, ``plainsheet``, ``look``: a sheet, a line of a table, a cell.
- What came in: ``marks``, ``answer_sheet``, ``given``, and what of it is kept back,
  ``discretion``. The scheme's figures as cells: ``rules``.
- From marks to scores: ``counting``, ``statistic``, ``ballot_stages``, ``scores``.
- From scores to ranks: ``written_totals``, ``keys``, ``ranks``, ``ranking_sheet``, ``charts``.

>>> from scoring import rank
>>> from scoring.report.printed import fingerprint
>>> result = rank("sessions/2020-hunan")
>>> seal = fingerprint(result.fingerprint)
>>> stamp = WorkbookStamp("试算", result.scheme.title, seal)
>>> write_workbook(result.papers, result.standing, stamp)[:2]
b'PK'
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from scoring.counting import Papers, Standing
from scoring.documents.workbook.discretion import OPEN, Discretion, discretion
from scoring.documents.workbook.workbook_stamp import WorkbookStamp
from scoring.documents.workbook.workbook_writer import WorkbookWriter

__all__ = ["OPEN", "Discretion", "WorkbookStamp", "discretion", "write_workbook"]

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When the workbook of a meeting without a date was made: same inputs, same bytes."""


def write_workbook(
    papers: Papers,
    standing: Standing,
    stamp: WorkbookStamp,
    kept_back: Discretion = OPEN,
) -> bytes:
    """Return the workbook of a result as an xlsx file, in the language that is spoken now.

    ``standing`` is what ``papers`` came to under its scheme: each formula carries the figure that
    the engine computed. Figures that a spreadsheet cannot compute exactly are written as they
    are, and marked; so are the scores that ``kept_back`` withholds. Every sheet carries ``stamp``.
    """
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    held = stamp.held
    created = datetime(held.year, held.month, held.day, tzinfo=UTC) if held else _CREATED
    properties: dict[str, Any] = {"title": stamp.meeting, "created": created}
    book.set_properties(properties)
    WorkbookWriter(book, papers, standing, stamp, kept_back).write()
    book.close()
    return file.getvalue()
