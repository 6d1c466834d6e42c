"""Workbooks for tests: as a spreadsheet program writes them, and as none ever should."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = [["id", "name"], ["1", "甲"], ["2", "乙"]]


def book(
    rows: Sequence[Sequence[object]] = PLAIN,
    then: Callable[[Workbook, Worksheet], object] | None = None,
    sheet: str = "Sheet1",
) -> bytes:
    """Return a workbook with these rows from A1 on; ``then`` does the rest to it."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = made.add_worksheet(sheet)
    for row, values in enumerate(rows):
        page.write_row(row, 0, values)
    if then:
        then(made, page)
    made.close()
    return stream.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Return what is in a workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in entries.items():
            made.writestr(name, part)
    return stream.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook in a part of which ``old`` has become ``new``."""
    entries = parts(content)
    assert old.encode() in entries[part]
    return archive(entries | {part: entries[part].replace(old.encode(), new.encode(), 1)})


def raw(cells: str, beside: str = "", around: str = "") -> bytes:
    """Return a workbook whose sheet has these rows in XML, with nothing else but what it needs."""
    sheet = f'<worksheet xmlns="{MAIN}">{around}<sheetData>{cells}</sheetData>{beside}</worksheet>'
    return archive(
        {
            "_rels/.rels": links(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": links(worksheet="worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def links(**targets: str) -> bytes:
    """Return the part that says where other parts are."""
    found = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{found}</Relationships>'.encode()


def texts(*rows: Sequence[str]) -> str:
    """Return rows of text cells in XML, without saying which cell is which."""
    return "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
        for row in rows
    )
