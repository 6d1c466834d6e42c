"""How long the workbook takes, against the least that an xlsx file of the same cells can take.

The rival of the goal holds the same formulas, each with its value: what a person would write who
wants the same recomputing figures, without looks, widths, charts and print areas. Beside it
stands one with the values alone, which recomputes nothing: no goal, but told.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, unescape
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name, xl_rowcol_to_cell

from scoring.counting import stand
from scoring.documents.workbook import WorkbookStamp, write_workbook
from scoring.files.meeting_folder import read_meeting
from tests.bench.conftest import Race
from tests.documents.recalculation import Value, values
from tests.sources import ROOT

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BY_HAND = "the same formulas and values by hand, without looks and charts"
FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*><f>([^<]*)</f>')
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Cell(NamedTuple):
    """What a cell holds: a formula (empty: none), and what it comes to."""

    formula: str
    value: Value


Rows = Sequence[Sequence[Cell]]


def rows_of(workbook: bytes) -> dict[str, Rows]:
    """Return the cells of ``workbook``, by sheet and row."""
    with ZipFile(BytesIO(workbook)) as file:
        return {
            name: rows_in(file.read(f"xl/worksheets/sheet{number}.xml").decode(), cells)
            for number, (name, cells) in enumerate(values(workbook).items(), 1)
        }


def rows_in(sheet: str, cells: Mapping[str, Value]) -> Rows:
    formulas = {where: unescape(text) for where, text in FORMULA.findall(sheet)}
    spots = [xl_cell_to_rowcol(where) for where in (*cells, *formulas)]
    return [
        [
            Cell(formulas.get(where, ""), cells.get(where, ""))
            for where in (xl_rowcol_to_cell(row, column) for column in range(width(spots)))
        ]
        for row in range(max((row for row, _ in spots), default=-1) + 1)
    ]


def width(spots: Sequence[tuple[int, int]]) -> int:
    return max((column for _, column in spots), default=-1) + 1


def by_hand(sheets: Mapping[str, Rows], *, formulas: bool) -> bytes:
    """Write the smallest workbook of ``sheets`` that opens, without looks and charts."""
    numbers = range(1, len(sheets) + 1)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        sheet_types = "".join(
            f'<Override PartName="/xl/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
            for n in numbers
        )
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
            f"{sheet_types}</Types>",
        )
        book.writestr("_rels/.rels", related({"rId1": ("officeDocument", "xl/workbook.xml")}))
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            related({f"rId{n}": ("worksheet", f"sheet{n}.xml") for n in numbers}),
        )
        named = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, sheets, strict=True)
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}">'
            f"<sheets>{named}</sheets></workbook>",
        )
        for n, rows in zip(numbers, sheets.values(), strict=True):
            book.writestr(f"xl/sheet{n}.xml", sheet_of(rows, formulas=formulas))
    return file.getvalue()


def related(targets: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def sheet_of(rows: Rows, *, formulas: bool) -> str:
    names = [xl_col_to_name(column) for column in range(max(map(len, rows), default=0))]
    body = []
    for number, row in enumerate(rows, 1):
        body.append(f'<row r="{number}">')
        for name, (formula, value) in zip(names, row, strict=True):
            where = f"{name}{number}"
            if formula and formulas:
                kind = "" if isinstance(value, float) else ' t="str"'
                shown = value if isinstance(value, float) else escape(value)
                body.append(f'<c r="{where}"{kind}><f>{escape(formula)}</f><v>{shown}</v></c>')
            elif isinstance(value, float):
                body.append(f'<c r="{where}"><v>{value:.16G}</v></c>')
            elif value:
                text = f'<t xml:space="preserve">{escape(value)}</t>'
                body.append(f'<c r="{where}" t="inlineStr"><is>{text}</is></c>')
        body.append("</row>")
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{"".join(body)}</sheetData></worksheet>'


def test_a_workbook_of_formulas_takes_at_most_twelve_times_a_file_made_by_hand(
    race: Callable[..., Race],
) -> None:
    meeting = read_meeting(ROOT / "sessions" / "2020-hunan")
    assert meeting.scheme_file is not None
    assert meeting.scheme_file.scheme is not None
    assert meeting.papers is not None
    scheme, papers = meeting.scheme_file.scheme, meeting.papers
    standing = stand(scheme, papers)
    stamp = WorkbookStamp("uncertified", scheme.title, "12ab", held=date(2020, 9, 1))
    workbook = write_workbook(papers, standing, stamp)
    cells = rows_of(workbook)
    assert values(by_hand(cells, formulas=True)) == values(workbook)
    ran = race(
        "The workbook of 60 ballots × 7 units with 235 answers, every figure a formula",
        {
            "write_workbook": lambda: write_workbook(papers, standing, stamp),
            BY_HAND: lambda: by_hand(cells, formulas=True),
            "the same values by hand, without formulas": lambda: by_hand(cells, formulas=False),
        },
        {"write_workbook": (BY_HAND, 12)},
        rounds=20,
    )
    assert not ran.missed()
