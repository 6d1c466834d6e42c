"""The first sheet of an Excel workbook (.xlsx) as lines of cells.

The archive and the sheet are examined before anything is read. Then a workbook is put together
anew from the one sheet that was examined, so that nothing else can be read in its place.

>>> number_text(75.0), number_text(78.1), number_text(1e15)
('75', '78.1', None)
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from math import isfinite
from pathlib import Path
from posixpath import join, normpath

from python_calamine import CalamineError, CalamineSheet, load_workbook

from scoring.errors import HasProblems, Place
from scoring.files.encoding import kind_of
from scoring.files.file_problems import Findings
from scoring.files.tables.grid import Grid, GridLine, Origin, content_of, refusal
from scoring.files.tables.package import (
    MOST_BYTES,
    Attributes,
    DamagedError,
    TooLargeError,
    local,
    parts_of,
    walk,
)
from scoring.files.tables.sheetscan import SheetScan
from scoring.wording import Phrase, say

EXACT_DIGITS = 15
"""Digits that a workbook keeps of a number."""

LONGEST_SHEET_NAME = 31
"""Characters that Excel allows; of more, the beginning is shown."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_NO_TABLES = {"chartsheet", "dialogsheet", "xlMacrosheet"}
"""Kinds of sheets that hold no cells, and are passed over."""

_AGAIN = say("open it in Excel or WPS, and save it again as .xlsx")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The first sheet of a workbook, and what its cells refer to; parts that it lacks are empty."""

    name: str
    hidden: bool
    cells: bytes
    texts: bytes
    formats: bytes


def open_workbook(path: Path, shown: str, findings: Findings, *, days: bool = False) -> Grid:
    """Return the cells of the workbook's first sheet; what is wrong with some goes to ``findings``.

    Problems call the file ``shown``, and a cell ``Sheet1!B7``. With ``days``, a cell may hold a
    day, which is then read as ``2020-09-01``. Raises HasProblems when it is no workbook, damaged,
    or too large.
    """
    # Four steps, and each may refuse: the archive is unpacked within bounds (package.parts_of), the
    # first sheet's part is found by the workbook's own links (_first_sheet), the part is scanned
    # for what would mislead a reader (SheetScan), and a new workbook of this part alone is given
    # to the library that reads cells (_cells). An archive with two parts of one name, of which a
    # check sees one and a reader the other, cannot come through.
    content = content_of(path, shown, MOST_BYTES)
    where = Place(shown)
    _refuse_other_kinds(content, where)
    try:
        sheet = _first_sheet(parts_of(content), where)
        origin = Origin(shown, sheet.name[:LONGEST_SHEET_NAME] or "1")
        if sheet.hidden:
            told = say("the first sheet is hidden")
            hint = say("show it, and see that it is meant")
            findings.warning("table.hidden", where, told, hint)
        scan = SheetScan(origin, findings)
        scan.read(sheet.cells)
        text_of = _text_or_day if days else _text
        records = _records(_cells(sheet, scan), origin, findings, text_of)
        return Grid(origin, records, sha256(content).hexdigest())
    except TooLargeError as error:
        told = say(
            "unpacked, the workbook is larger than {most} MiB, or far larger than the file",
            most=MOST_BYTES >> 20,
        )
        hint = say("copy the table alone into a new one")
        raise refusal("table.too-large", where, told, hint) from error
    except DamagedError as error:
        told = say("the workbook is damaged, or not made by a spreadsheet program")
        raise refusal("table.damaged", where, told, _AGAIN) from error


def number_text(value: float) -> str | None:
    """Return a workbook's number as it was typed: ``75`` for 75.0, ``78.1`` for 78.1.

    A workbook stores binary floats and keeps fifteen digits. What lies beyond is cut, so that a
    formula's 78.10000000000001 is 78.1, and the text goes to ``points.figure`` as one from a csv
    file does. None for a number of more than fifteen digits before the point, NaN and infinity.
    """
    if not isfinite(value) or abs(value) >= 10**EXACT_DIGITS:
        return None
    return str(int(value)) if value == int(value) else f"{value:.{EXACT_DIGITS}g}"


def _refuse_other_kinds(content: bytes, where: Place) -> None:
    if content.startswith(b"PK"):
        return
    if not content:
        told, hint = say("the file is empty: it has no bytes at all"), say("copy it again")
        raise refusal("table.empty", where, told, hint)
    kind = kind_of(content)
    if kind is None:
        told = say("this is no Excel workbook; it may be a text file with the wrong ending")
        raise refusal("table.not-a-table", where, told, say("if so, let its name end in .csv"))
    told = say("this is no .xlsx workbook but {kind}", kind=kind.name)
    raise refusal("table.not-a-table", where, told, kind.hint)


def _first_sheet(parts: dict[str, bytes], where: Place) -> _Sheet:
    """Return the first worksheet in the workbook's own order; charts are passed over."""
    books = [path for kind, path in _links(parts, "").values() if kind == "officeDocument"]
    book = parts.get(books[0]) if books else None
    if book is None or not books[0].startswith("xl/"):
        raise _no_workbook(parts, where)
    links = _links(parts, books[0])
    linked = {kind: parts.get(path, b"") for kind, path in links.values()}
    for sheet in _elements(book, "sheet"):
        ids = [value for name, value in sheet.items() if ":" in name and local(name) == "id"]
        kind, path = links.get(ids[0] if ids else "", ("", ""))
        if kind in _NO_TABLES:
            continue
        if kind != "worksheet" or path not in parts:
            break
        hidden = sheet.get("state", "visible") != "visible"
        texts, formats = linked.get("sharedStrings", b""), linked.get("styles", b"")
        return _Sheet(sheet.get("name", ""), hidden, parts[path], texts, formats)
    raise DamagedError


def _no_workbook(parts: dict[str, bytes], where: Place) -> HasProblems:
    kind = say("another zip archive")
    if "content.xml" in parts:
        kind = say("an OpenDocument file (.ods)")
    elif "word/document.xml" in parts:
        kind = say("a Word document (.docx)")
    told = say("this is no .xlsx workbook but {kind}", kind=kind)
    return refusal("table.not-a-table", where, told, say("save the table as .xlsx"))


def _links(parts: dict[str, bytes], name: str) -> dict[str, tuple[str, str]]:
    """Return what the part ``name`` refers to: by id, the kind and the name of the other part.

    The empty ``name`` is the archive itself. In ``xl/_rels/workbook.xml.rels``, ``rId1`` may
    stand for ``("worksheet", "xl/worksheets/sheet1.xml")``.
    """
    folder, _, base = name.rpartition("/")
    links = {}
    part = parts.get(normpath(join(folder, "_rels", f"{base}.rels")), b"")
    for link in _elements(part, "Relationship"):
        path = normpath(join("/", folder, link.get("Target", ""))).lstrip("/")
        links[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], path)
    return links


def _elements(part: bytes, wanted: str) -> list[Attributes]:
    """Return the attributes of each element called ``wanted``; none when the part is missing."""
    found: list[Attributes] = []

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == wanted:
            found.append(attributes)

    if part:
        walk(part, start)
    return found


def _cells(sheet: _Sheet, scan: SheetScan) -> CalamineSheet | None:
    """Return the cells of a sheet that has been examined, or None when it has none.

    Raises DamagedError.
    """
    if not scan.last_row:
        return None
    try:
        cells = load_workbook(_rebuilt(sheet)).get_sheet_by_index(0)
    except CalamineError as error:
        raise DamagedError from error
    if cells.total_height > scan.last_row or cells.total_width > scan.last_column:
        raise DamagedError
    return cells


def _rebuilt(sheet: _Sheet) -> io.BytesIO:
    """Return a workbook with this sheet and nothing else in it."""
    parts = {
        "_rels/.rels": _linking(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": _BOOK.encode(),
        "xl/_rels/workbook.xml.rels": _linking(worksheet="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet.cells,
        "xl/sharedStrings.xml": sheet.texts,
        "xl/styles.xml": sheet.formats,
    }
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        for name, part in parts.items():
            if part:
                archive.writestr(name, part)
    book.seek(0)
    return book


def _linking(**targets: str) -> bytes:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{links}</Relationships>"
    ).encode()


def _records(
    cells: CalamineSheet | None,
    origin: Origin,
    findings: Findings,
    text_of: Callable[[object], str | None],
) -> Iterator[GridLine]:
    if cells is None or cells.start is None:
        return
    # The rows come from the first of the sheet on, but only the columns that are filled.
    first = cells.start[1]
    for row, values in enumerate(cells.iter_rows(), start=1):
        texts = [""] * first
        for column, value in enumerate(values, start=first):
            text = value if isinstance(value, str) else text_of(value)
            if text is None:
                told, hint = _misfit(value)
                findings.error("table.cell-kind", origin.at(row, column), told, hint)
            texts.append(text or "")
        yield row, texts


def _text(value: object) -> str | None:
    """Return a cell's number as text; None for dates, truth values and what is inexact."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return number_text(value)


def _text_or_day(value: object) -> str | None:
    """Return a cell's number or day as text; None for a time of day, as for other misfits."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else None
    return value.isoformat() if isinstance(value, date) else _text(value)


def _misfit(value: object) -> tuple[Phrase, Phrase]:
    """Return what is wrong with a cell that is no text or number of ours, and what to do."""
    as_text = say("format the cell as text, and write into it what is meant")
    if isinstance(value, bool):
        return say("this cell holds a truth value, neither text nor a number"), as_text
    if isinstance(value, float):
        told = say("this number has more digits than a workbook keeps ({most})", most=EXACT_DIGITS)
        return told, as_text
    return say("this cell holds a date or a time ({value})", value=str(value)), as_text
