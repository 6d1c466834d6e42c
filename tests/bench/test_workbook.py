"""How long the workbook takes, against the least that an xlsx file of the same cells can take."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from types import MappingProxyType
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from scoring.documents.workbook import Stamp, write_workbook
from scoring.folder import read_meeting
from scoring.standing import stand
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


def formulas_of(workbook: bytes) -> dict[str, dict[str, str]]:
    """Return the formulas of ``workbook`` as they stand in its file, by sheet and cell."""
    names = values(workbook)
    with ZipFile(BytesIO(workbook)) as file:
        sheets = [file.read(f"xl/worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    return {
        name: dict(FORMULA.findall(sheet.decode()))
        for name, sheet in zip(names, sheets, strict=True)
    }


def by_hand(
    sheets: Mapping[str, Mapping[str, Value]],
    formulas: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> bytes:
    """Write the smallest workbook of ``sheets`` that opens, without any looks."""
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
        for n, (name, cells) in zip(numbers, sheets.items(), strict=True):
            book.writestr(f"xl/sheet{n}.xml", sheet_of(cells, formulas.get(name, {})))
    return file.getvalue()


def related(targets: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def sheet_of(cells: Mapping[str, Value], formulas: Mapping[str, str]) -> str:
    rows: dict[str, list[str]] = {}
    empty = dict.fromkeys(formulas.keys() - cells.keys(), "")
    for where, value in {**cells, **empty}.items():
        row = where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        formula = f"<f>{formulas[where]}</f>" if where in formulas else ""
        if isinstance(value, float):
            text = f'<c r="{where}">{formula}<v>{value:.16G}</v></c>'
        elif formula:
            text = f'<c r="{where}" t="str">{formula}<v>{escape(value)}</v></c>'
        else:
            kept = ' xml:space="preserve"' if value != value.strip() else ""
            text = f'<c r="{where}" t="inlineStr"><is><t{kept}>{escape(value)}</t></is></c>'
        rows.setdefault(row, []).append(text)
    body = "".join(f'<row r="{row}">{"".join(each)}</row>' for row, each in rows.items())
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{body}</sheetData></worksheet>'


def test_a_workbook_of_formulas_takes_at_most_eight_times_a_file_made_by_hand(
    race: Callable[..., Race],
) -> None:
    meeting = read_meeting(ROOT / "sessions" / "2020-hunan")
    assert meeting.scheme_file is not None
    assert meeting.scheme_file.scheme is not None
    assert meeting.papers is not None
    scheme, papers = meeting.scheme_file.scheme, meeting.papers
    standing = stand(scheme, papers)
    stamp = Stamp("uncertified", scheme.title, "12ab", held=date(2020, 9, 1))
    workbook = write_workbook(scheme, papers, standing, stamp)
    cells, formulas = values(workbook), formulas_of(workbook)
    assert values(by_hand(cells, formulas)) == cells
    ran = race(
        "The workbook of 60 ballots × 7 units with 235 answers, every figure a formula",
        {
            "write_workbook": lambda: write_workbook(scheme, papers, standing, stamp),
            BY_HAND: lambda: by_hand(cells, formulas),
            "the same values by hand, without formulas": lambda: by_hand(cells),
        },
        {"write_workbook": (BY_HAND, 8)},
        rounds=20,
    )
    assert not ran.missed()
