"""What is in the files: docx, html, csv, json, txt, pdf."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it has no stubs of its own
import pytest

from scoring.documents.casefiles import dossiers
from scoring.documents.csvfile import neutral, write_csv
from scoring.documents.docxfile import write_docx
from scoring.documents.formats import files
from scoring.documents.htmlfile import write_html
from scoring.documents.layout import NATIONAL
from scoring.documents.textfile import write_text
from scoring.files.meeting_folder import read_meeting
from scoring.report.blocks import Column, Heading, Paragraph, Table
from scoring.report.formal.catalogue import KINDS, IssuedDocument, issues
from scoring.report.formal.document import Document
from scoring.report.formal.stamp import Stamp
from scoring.scheme import Scheme
from tests.documents.meetings import SCHEME, Held, folder_of
from tests.sources import ROOT

HOSTILE = '<script>alert(1)</script> & "张\'三" {{ 7*7 }} #sys.inputs \u202e乙\x07'
SHOWN = HOSTILE.replace("\u202e", "<U+202E>").replace("\x07", "<U+0007>")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> list[IssuedDocument]:
    """Return every document of a meeting that was held, corrected and certified again."""
    folder = folder_of(tmp_path_factory.mktemp("held") / "meeting", 7)
    Held(folder).count_in().certify().correct().certify().close()
    return [issue for filed in dossiers(folder).filed for issue in issues(filed.dossier)]


@pytest.fixture(scope="module")
def hostile(result: list[IssuedDocument]) -> Document:
    """Return a document in which every text tries to be more than a text."""
    blocks = (
        Heading(HOSTILE, 1),
        Paragraph(HOSTILE),
        Table((Column(HOSTILE), Column("figure", "right")), ((HOSTILE, "1.50"),)),
    )
    return Document(HOSTILE, blocks, result[0].dossier.stamp)


def xml_of(packed: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return file.read(part).decode()


def words(xml: str) -> str:
    """Return the text of a part, a line for each paragraph."""
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in paragraphs)


def test_every_docx_carries_its_stamp_on_every_page(result: list[IssuedDocument]) -> None:
    for issue in result:
        if "docx" not in issue.kind.formats:
            continue
        packed, stamp = write_docx(issue.document()), issue.dossier.stamp
        top = words(xml_of(packed, "word/header1.xml"))
        foot = words(xml_of(packed, "word/footer1.xml"))
        assert str(stamp.standing) in top
        assert stamp.scheme.title in top
        assert "版" not in str(stamp.standing)
        assert str(stamp.seal) in foot
        assert str(stamp.result_code) in foot
        assert str(stamp.time) in foot
        assert 'w:instr="PAGE"' in xml_of(packed, "word/footer1.xml")
        assert "— 1 —" in foot


def test_a_docx_has_the_page_and_the_fonts_of_the_standard(result: list[IssuedDocument]) -> None:
    [issue] = [one for one in result if one.name == "result-sheet"]
    body = xml_of(write_docx(issue.document()), "word/document.xml")
    mm = 1440 / 25.4
    for side, length in (("top", 37), ("bottom", 35), ("left", 28), ("right", 26)):
        found = re.search(rf'w:{side}="([0-9]+)"', re.findall(r"<w:pgMar[^>]*>", body)[-1])
        assert found
        assert abs(int(found[1]) - length * mm) <= 1
    for family in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"):
        assert f'w:eastAsia="{family}"' in body
    assert re.search(r"方正小标宋简体[^/]*/><w:sz w:val=\"44\"/>", body)
    assert 'w:lang w:val="zh-CN" w:eastAsia="zh-CN"' in body
    assert "<w:b/>" not in body


def test_columns_of_a_docx_keep_their_widths_and_fill_the_page(
    result: list[IssuedDocument],
) -> None:
    room = {True: 225, False: 156}
    for issue in result:
        if "docx" not in issue.kind.formats:
            continue
        document = issue.document()
        body = xml_of(write_docx(document), "word/document.xml")
        grids = re.findall(r'<w:tblLayout w:type="fixed"/>.*?<w:tblGrid>(.*?)</w:tblGrid>', body)
        assert len(grids) == body.count("<w:tbl>")
        ruled = re.findall(r"insideH.*?<w:tblGrid>(.*?)</w:tblGrid>", body)
        for grid in ruled:
            width = sum(map(int, re.findall(r'w:w="([0-9]+)"', grid)))
            assert abs(width / 56.7 - room[document.landscape]) < 1


def test_a_docx_opens_and_says_what_the_text_says(result: list[IssuedDocument]) -> None:
    docx: Any = pytest.importorskip("docx")
    for issue in result:
        if {"docx", "txt"} <= set(issue.kind.formats):
            document = issue.document()
            opened = docx.Document(io.BytesIO(write_docx(document)))
            cells = {
                cell.text for table in opened.tables for row in table.rows for cell in row.cells
            }
            for block in document.blocks:
                if isinstance(block, Table):
                    assert {str(cell) for row in block.rows for cell in row} <= cells


def test_texts_are_texts_in_docx_and_html(hostile: Document) -> None:
    packed = write_docx(hostile)
    assert SHOWN in _unescaped(words(xml_of(packed, "word/document.xml")))
    page = write_html(hostile).decode()
    assert "<script" not in page
    seen = _Seen()
    seen.feed(page)
    assert "".join(seen.texts).count(SHOWN) >= 4
    assert "49" not in seen.texts


def _unescaped(text: str) -> str:
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'")):
        text = text.replace(escaped, sign)
    return text.replace("&amp;", "&")


class _Seen(HTMLParser):
    """Gathers what is read, and every address that a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [
            value or "" for name, value in attrs if name in {"src", "href", "xlink:href"}
        ]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_an_html_needs_nothing_else_and_prints_its_stamp_on_every_page(
    result: list[IssuedDocument],
) -> None:
    for issue in result:
        if "html" not in issue.kind.formats:
            continue
        page = write_html(issue.document()).decode()
        seen = _Seen()
        seen.feed(page)
        assert not seen.fetched
        assert not {"script", "link", "iframe", "img"} & set(seen.tags)
        assert "url(" not in page
        assert "@import" not in page
        assert "@page" in page
        stamp = issue.dossier.stamp
        head, _, rest = page.partition("</thead>")
        assert str(stamp.standing) in head
        assert str(stamp.result_code) in rest.partition("</tfoot>")[0]


def test_bars_are_drawn_as_long_as_their_figures(result: list[IssuedDocument]) -> None:
    [issue] = [one for one in result if one.name == "ranking"]
    page = write_html(issue.document()).decode()
    drawings = re.findall(r'<svg viewBox="0 0 1000 40".*?</svg>', page, re.DOTALL)
    assert len(drawings) == 7
    lengths = [
        sum(float(width) for width in re.findall(r' width="([0-9.]+)"', one)) for one in drawings
    ]
    totals = [float(one) for one in re.findall(r'aria-label="([0-9.]+)"', page)]
    assert lengths[0] == pytest.approx(1000, abs=1)
    assert [length / lengths[0] for length in lengths] == pytest.approx(
        [total / totals[0] for total in totals], abs=0.002
    )


INJECTIONS = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "|calc",
    "%0A",
    "\t=1",
    "  =1",
    "\u3000=1",
    "\u00a0@x",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM",
    "｜x",
    "％x",
    "−5 − 1",
    "-",
    "=",
    '=HYPERLINK("x")',
    "\n=1",
    "\r\n=1",
)


@pytest.mark.parametrize("text", [one for one in INJECTIONS if one != "-"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"
    [[cell]] = list(csv.reader(io.StringIO(write_csv([[text]]).decode("utf-8-sig"), newline="")))
    assert cell[0] == "'"


@pytest.mark.parametrize("text", ["73.90", "-2.5", "0", "-", "省水利厅", "60 = 60", "", "1%"])
def test_figures_and_words_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


def test_units_that_are_formulas_are_harmless_in_every_csv(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8)
    units = (folder / "units.csv").read_text(encoding="utf-8")
    harmful = units.replace("县第2局", "=2+5").replace("县第3局", " @SUM(A1)")
    (folder / "units.csv").write_text(harmful, encoding="utf-8")
    contents = {
        file.name: file.content()
        for filed in dossiers(folder).filed
        for file in files(issues(filed.dossier), ["csv"])
    }
    assert len(contents) == 3
    for content in contents.values():
        text = content.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not re.match(r"\s*[=+@|%]", cell), cell
    assert any(b"'=2+5" in content for content in contents.values())


def test_a_csv_has_a_bom_crlf_and_its_decimals(result: list[IssuedDocument]) -> None:
    [file] = [one for one in files(result, ["csv"], language="en") if "ranking" in one.name]
    content = file.content()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 8
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert all(re.fullmatch(r"[0-9]+\.[0-9]{2}", row["Total"]) for row in rows)
    assert [row["Rank"] for row in rows] == ["1", "2", "2", "4", "5", "6", "7"]


def test_the_final_figures_go_into_another_meeting(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", 5, 12)
    [file] = [
        one
        for filed in dossiers(folder).filed
        for one in files(issues(filed.dossier), ["csv"], language="en")
        if one.name == "data/figures.en.csv"
    ]
    other = tmp_path / "two"
    other.mkdir()
    (other / "given.csv").write_bytes(file.content())
    (other / "units.csv").write_bytes((folder / "units.csv").read_bytes())
    (other / "meeting.toml").write_text('title = "总评"\nscheme = "all.toml"\n', encoding="utf-8")
    (other / "all.toml").write_text(
        'schema = 1\nid = "all"\ntitle = "总评"\nsource = "x"\n'
        '[[component]]\nid = "total"\ntitle = "评议得分"\nkind = "given"\n',
        encoding="utf-8",
    )
    taken, one = read_meeting(other), read_meeting(folder)
    assert not taken.problems
    assert taken.papers
    assert one.papers
    totals = dossiers(folder).filed[1].dossier.counted
    assert taken.papers.given["total"] == {unit.unit.id: unit.total.value for unit in totals.units}


def test_every_json_is_as_its_schema_says(result: list[IssuedDocument]) -> None:
    seen = set()
    for issue in result:
        if "json" in issue.kind.formats:
            assert issue.as_json is not None
            value = json.loads(json.dumps(issue.as_json()))
            name = value["schema"].split("/")[1]
            schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text("utf-8"))
            jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
            assert value["stamp"]["version"] == 2
            assert re.fullmatch("[0-9a-f]{64}", value["stamp"]["code"])
            seen.add(name)
    assert seen == {path.stem for path in (ROOT / "docs" / "schemas").glob("*.json")}


@pytest.mark.parametrize("key", ["stamp", "ranking"])
def test_a_schema_refuses_what_is_not_whole(result: list[IssuedDocument], key: str) -> None:
    [issue] = [one for one in result if one.name == "ranking"]
    assert issue.as_json is not None
    value = dict(issue.as_json())
    del value[key]
    schema = json.loads((ROOT / "docs" / "schemas" / "ranking.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, schema, jsonschema.Draft202012Validator)


def test_the_notice_holds_no_score_in_any_format(result: list[IssuedDocument]) -> None:
    [issue] = [one for one in result if one.name == "notice"]
    totals = {str(issue.as_json and issue.as_json())} | {write_text(issue.document()).decode()}
    totals |= {words(xml_of(write_docx(issue.document()), "word/document.xml"))}
    totals |= {write_html(issue.document()).decode().partition("<body>")[2]}
    figures = [one for one in (issue.dossier.counted.units) if one.total.value is not None]
    for said in totals:
        for one in figures:
            assert f"{float(one.total.value or 0):.2f}" not in said


def test_a_blank_ballot_has_room_for_marks_and_no_name_or_number(
    result: list[IssuedDocument],
) -> None:
    [issue] = [one for one in result if one.name == "ballot"]
    said = " ".join(write_text(issue.document()).decode().split())
    assert "from 60 to 80 points, in steps of 1; marking starts at 60 points" in said
    assert "is not counted; it is no zero" in said
    assert "write no name and no number on it" in said
    assert "代表0" not in said


def test_a_scheme_by_rounds_has_a_ballot_for_each_unit(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8, scheme=SCHEME + '[procedure]\nrounds = "unit"\n')
    [filed] = [one for one in dossiers(folder).filed if one.folder.startswith("before")]
    [issue] = [one for one in issues(filed.dossier) if one.name == "ballot"]
    body = xml_of(write_docx(issue.document()), "word/document.xml")
    assert body.count('w:type="page"') == 2
    assert words(body).count("Evaluation ballot") == 3


def test_a_table_that_is_too_wide_is_set_smaller() -> None:
    columns = tuple(Column(f"测评项目第{number}项", "right") for number in range(12))
    table = Table(columns, (("100.00",) * 12,))
    assert NATIONAL.size_of(table, landscape=False) < NATIONAL.table_size
    assert NATIONAL.size_of(Table(columns[:3], (("1",) * 3,)), landscape=False) == 12


def test_the_table_of_documents_is_the_one_in_the_pages() -> None:
    for page in ("documents.md", "documents.zh-CN.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        for name, kind in KINDS.items():
            [row] = [one for one in text.splitlines() if re.match(rf"\| `{name}(-01)?`", one)]
            assert f"| {', '.join(kind.formats)} |" in row
            public = "public" in row.split("|")[4] or "公开" in row.split("|")[4]
            before = row.split("|")[3].strip() in {"before", "会前"}
            assert (public, before) == (kind.public, kind.before)


def test_a_stamp_says_that_nothing_is_known() -> None:
    stamp = Stamp("uncertified", _scheme(), "0" * 64)
    assert str(stamp.result_code).startswith("Result code: none")
    assert str(stamp.standing) == "Not certified"


def _scheme() -> Scheme:
    given = {"id": "a", "title": "a", "kind": "given"}
    return Scheme.model_validate({"schema": 1, "id": "a", "title": "a", "component": [given]})
