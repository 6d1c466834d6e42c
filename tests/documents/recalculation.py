"""Workbooks computed anew by LibreOffice, and what then differs from what stood in them."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZIP_DEFLATED, ZipFile

from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

Value = float | str
Sheets = Mapping[str, Mapping[str, Value]]
"""By sheet and cell; what is empty is left out."""

SOFFICE = shutil.which("soffice")
_RESULT = re.compile(r"(<c [^>]*?)( t=\"(?:str|e|b)\")?(><f>[^<]*</f>)(?:<v>[^<]*</v>|<v/>)")
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*><f>([^<]*)')
_MINUTES = 30


def without_results(workbook: bytes) -> bytes:
    """Return ``workbook`` with its formulas, and without what they came to."""
    stripped = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(stripped, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _RESULT.sub(r"\1\3", content.decode()).encode()
            new.writestr(name, content)
    return stripped.getvalue()


def formula_cells(workbook: bytes) -> dict[str, dict[str, str]]:
    """Return the cells that hold a formula, and the formula, by the sheet's number from 1."""
    with ZipFile(BytesIO(workbook)) as file:
        return {
            name.removeprefix("xl/worksheets/sheet").removesuffix(".xml"): {
                where: unescape(text) for where, text in _FORMULA.findall(file.read(name).decode())
            }
            for name in file.namelist()
            if name.startswith("xl/worksheets/sheet")
        }


def values(workbook: bytes) -> dict[str, dict[str, Value]]:
    """Return what stands in ``workbook``, by sheet and cell."""
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    return {
        name: {
            xl_rowcol_to_cell(row, column): _plain(value)
            for row, line in enumerate(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            )
            for column, value in enumerate(line)
            if value != ""
        }
        for name in book.sheet_names
    }


def recalculated(
    workbooks: Mapping[str, bytes], folder: Path
) -> dict[str, dict[str, dict[str, Value]]]:
    """Return what LibreOffice makes of ``workbooks``, all in one go, without their results."""
    assert SOFFICE is not None
    bare, done, profile = folder / "bare", folder / "done", folder / "profile"
    bare.mkdir(parents=True)
    for name, workbook in workbooks.items():
        (bare / f"{name}.xlsx").write_bytes(without_results(workbook))
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(done),
            *map(str, sorted(bare.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=_MINUTES * 60,
    )
    return {name: values((done / f"{name}.xlsx").read_bytes()) for name in workbooks}


def differences(written: Sheets, computed: Sheets) -> Iterator[str]:
    """Yield each cell in which the two differ, with both."""
    for sheet, cells in written.items():
        for where in sorted(cells.keys() | computed[sheet].keys()):
            one, other = cells.get(where, ""), computed[sheet].get(where, "")
            if not _same(one, other):
                yield f"{sheet}!{where}: written {one!r}, computed {other!r}"


def _same(one: Value, other: Value) -> bool:
    """Whether two results are the same; LibreOffice writes fifteen digits of a figure."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-14 * max(abs(one), abs(other))
    return one == other


def _plain(value: object) -> Value:
    return float(value) if isinstance(value, int | float) else str(value)
