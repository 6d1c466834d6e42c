"""The workbook: what stands in it, how it is protected, and that formulas are all it needs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scoring.counting import Papers, Standing, stand
from scoring.documents.workbook import WorkbookStamp, write_workbook
from scoring.documents.workbook.plainsheet import PlainSheet
from scoring.documents.workbook.whole_numbers import LIMIT, cell, rounded_ratio
from scoring.files.meeting_folder import read_meeting
from scoring.points import Rounding, rounded
from scoring.report.printed import component_text, total_text
from scoring.roster import Unit
from scoring.scheme import Scheme
from tests.documents.longfigures import long_figures
from tests.documents.recalculation import Value, formula_cells, values
from tests.property.naive import Meeting
from tests.property.papers import papers_of, scheme_of
from tests.property.schemes import Table, cases, close_calls
from tests.sources import ROOT

STAMP = WorkbookStamp(
    state="certified",
    scheme="办法 & 细则",
    fingerprint="12ab 34cd 56ef 7890",
    meeting="2020年评议会议",
    version="2",
    code="ABCD-1234",
    time="2020-09-01 16:30",
    held=date(2020, 9, 1),
)
EVERYWHERE = set(
    "ABS AND COUNTIF COUNTIFS EXACT GCD IF IFERROR INDEX INT ISODD LEN MATCH MAX MIN NA NOT OR "
    "ROUND ROW SIGN SUM SUMPRODUCT TRIM".split()
)
"""Functions that Excel 2010, WPS and LibreOffice all have."""


@pytest.fixture(scope="module")
def sample() -> tuple[Scheme, Papers]:
    meeting = read_meeting(ROOT / "sessions" / "2020-hunan")
    assert meeting.scheme_file is not None
    assert meeting.scheme_file.scheme is not None
    assert meeting.papers is not None
    return meeting.scheme_file.scheme, meeting.papers


def written(scheme: Scheme, papers: Papers) -> bytes:
    return write_workbook(papers, stand(scheme, papers), STAMP)


def parts(workbook: bytes, prefix: str) -> Iterator[str]:
    with ZipFile(BytesIO(workbook)) as file:
        for name in file.namelist():
            if name.startswith(prefix):
                yield file.read(name).decode()


def ranking_of(workbook: bytes) -> list[dict[str, Value]]:
    """Return the lines of the ranking, by heading; the two hidden columns are left out."""
    cells = values(workbook)["Ranking"]
    headings = {column: cells[f"{column}3"] for column in "CDEFGHIJKLM" if f"{column}3" in cells}
    rows: list[dict[str, Value]] = []
    while f"A{len(rows) + 4}" in cells:
        row = len(rows) + 4
        rows.append(
            {str(title): cells.get(f"{column}{row}", "") for column, title in headings.items()}
        )
    return rows


def printed(text: str | None) -> Value:
    return "-" if text is None else float(text)


def assert_ranking_is_the_engines(workbook: bytes, standing: Standing) -> None:
    scheme = standing.scheme
    rows = ranking_of(workbook)
    assert len(rows) == len(standing.units)
    for row, one in zip(rows, standing.units, strict=True):
        assert row["rank"] == ("-" if one.rank is None else float(one.rank))
        assert row["unit"] == one.unit.name
        assert row["total"] == printed(total_text(scheme, one.total))
        for component, figure in zip(scheme.components, one.total.parts, strict=True):
            assert row[component.title] == printed(component_text(scheme, component, figure))
        assert row.get("grade", "") == (one.grade or "")
        assert (row["remark"] == "tied") == one.tied


@settings(max_examples=50)
@given(cases() | close_calls())
def test_the_ranking_shows_the_figures_of_the_engine(case: tuple[Table, Meeting]) -> None:
    scheme = scheme_of(case[0])
    papers = papers_of(scheme, case[1])
    standing = stand(scheme, papers)
    assert_ranking_is_the_engines(write_workbook(papers, standing, STAMP), standing)


def test_the_sample_is_nothing_but_formulas_from_the_marks_on(
    sample: tuple[Scheme, Papers],
) -> None:
    workbook = written(*sample)
    assert "the program's own figure" not in " ".join(
        str(value)
        for sheet, cells in values(workbook).items()
        if sheet != "Scheme"
        for value in cells.values()
    )
    sheets = list(values(workbook))
    assert sheets == [
        "Ballots",
        "Feedback",
        "Scheme",
        "Counts",
        "Calculation",
        "Ranking",
        "Charts",
    ]
    formulas = formula_cells(workbook)
    ranking = formulas[str(sheets.index("Ranking") + 1)]
    assert {f"{column}{row}" for column in "CDEFGH" for row in range(4, 11)} <= set(ranking)


def test_the_same_meeting_gives_the_same_bytes(sample: tuple[Scheme, Papers]) -> None:
    assert written(*sample) == written(*sample)


@settings(max_examples=50)
@given(cases())
def test_formulas_use_only_what_every_spreadsheet_has(case: tuple[Table, Meeting]) -> None:
    scheme = scheme_of(case[0])
    workbook = written(scheme, papers_of(scheme, case[1]))
    for sheet in parts(workbook, "xl/worksheets/sheet"):
        for formula in re.findall(r"<f>([^<]*)</f>", sheet):
            bare = re.sub(r'"[^"]*"|&quot;.*?&quot;|\'[^\']*\'', "", formula)
            assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= EVERYWHERE
            assert len(formula) < 8192


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "|x",
        "%x",
        "  =1+1",
        "＝1＋1",
        '=HYPERLINK("http://x")',
    ],
)
def test_a_name_is_never_a_formula(name: str, sample: tuple[Scheme, Papers]) -> None:
    scheme, papers = sample
    units = (Unit(papers.units[0].id, name), *papers.units[1:])
    plain, hostile = (
        written(scheme, replace(papers, units=each)) for each in (papers.units, units)
    )
    assert formula_cells(plain) == formula_cells(hostile)
    for sheet, other in zip(
        parts(plain, "xl/worksheets/sheet"), parts(hostile, "xl/worksheets/sheet"), strict=True
    ):
        assert re.findall("<f>[^<]*</f>", sheet) == re.findall("<f>[^<]*</f>", other)
    assert 'quotePrefix="1"' in next(parts(hostile, "xl/styles.xml"))


def test_a_name_holds_no_control_character(sample: tuple[Scheme, Papers]) -> None:
    scheme, papers = sample
    units = (Unit(papers.units[0].id, "\t=1\x1b"), *papers.units[1:])
    workbook = written(scheme, replace(papers, units=units))
    texts = next(parts(workbook, "xl/sharedStrings"))
    assert "&lt;U+0009&gt;=1&lt;U+001B&gt;" in texts


def test_every_sheet_says_which_result_it_shows(sample: tuple[Scheme, Papers]) -> None:
    for sheet in parts(written(*sample), "xl/worksheets/sheet"):
        said = sheet.partition("<headerFooter>")[2]
        for text in (
            "certified, version 2",
            "2020年评议会议",
            "办法 &amp;&amp; 细则, fingerprint 12ab 34cd 56ef 7890",
            "ABCD-1234",
            "2020-09-01 16:30",
        ):
            assert text in said


def test_sheets_are_protected_against_slips_and_not_locked(
    sample: tuple[Scheme, Papers],
) -> None:
    for sheet in parts(written(*sample), "xl/worksheets/sheet"):
        protection = re.search(r"<sheetProtection[^>]*>", sheet)
        assert protection is not None
        assert "password" not in protection[0]
    assert '<protection locked="0"/>' in next(parts(written(*sample), "xl/styles.xml"))


def test_every_sheet_prints_on_paper_with_its_headings(sample: tuple[Scheme, Papers]) -> None:
    book = next(parts(written(*sample), "xl/workbook.xml"))
    assert book.count("_xlnm.Print_Area") == 7
    assert book.count("_xlnm.Print_Titles") == 7


def test_the_book_is_dated_by_the_meeting(sample: tuple[Scheme, Papers]) -> None:
    assert "2020-09-01T00:00:00Z" in next(parts(written(*sample), "docProps/core.xml"))


@given(
    st.integers(-(10**7), 10**7),
    st.integers(1, 10**4),
    st.integers(0, 6),
    st.sampled_from(["half-up", "half-even", "down"]),
)
def test_whole_numbers_round_as_the_engine_does(
    top: int, bottom: int, places: int, rounding: Rounding
) -> None:
    scale = cell("S1", 10**places)
    result, _ = rounded_ratio(cell("T1", top), cell("B1", bottom), scale, rounding, signed=True)
    assert Fraction(result.value, scale.value) == rounded(Fraction(top, bottom), places, rounding)


def test_what_no_spreadsheet_computes_exactly_is_marked_and_the_engines() -> None:
    scheme, papers = long_figures()
    standing = stand(scheme, papers)
    exact = [one.total.exact for one in standing.units if one.total.exact is not None]
    assert any(total.numerator >= LIMIT for total in exact)
    workbook = write_workbook(papers, standing, STAMP)
    assert_ranking_is_the_engines(workbook, standing)
    said = [str(value) for value in values(workbook)["Calculation"].values()]
    assert any("the program's own figure" in text for text in said)


def test_formulas_are_written_as_the_library_itself_writes_them(
    sample: tuple[Scheme, Papers], monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme, papers = sample
    first, second, *others = papers.units
    odd = (Unit(first.id, '<b>&amp; "局" _x0041_ ]]>'), Unit(second.id, "#N/A"))
    units = (*odd, *others)
    book = written(scheme, replace(papers, units=units))
    monkeypatch.setattr(PlainSheet, "put_formula", put_by_the_library)
    assert written(scheme, replace(papers, units=units)) == book


def put_by_the_library(
    sheet: Worksheet, at: tuple[int, int], formula: str, look: Format, value: float | str
) -> None:
    assert sheet.write_formula(*at, formula, look, value) == 0
