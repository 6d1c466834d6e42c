"""Ugly files, no two alike in what is ugly: each means something, or is wrong in a known place."""

import datetime as dt
from dataclasses import dataclass

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tests.files.books import PLAIN, archive, book, changed, links, parts, raw, texts

SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class Ugly:
    """A file, and what it means or what is wrong with it."""

    why: str
    """What is ugly; the name of the test."""
    content: bytes
    means: list[list[str]] | None = None
    """The headings and the rows; None when the file is refused."""
    problems: tuple[str, ...] = ()
    """``place code``, warnings among them."""
    file: str = "a.csv"


def refused(why: str, content: bytes, *problems: str, file: str = "a.csv") -> Ugly:
    return Ugly(why, content, None, problems, file)


def refused_book(why: str, content: bytes, *problems: str) -> Ugly:
    return Ugly(why, content, None, problems, "a.xlsx")


def read_book(why: str, content: bytes, means: list[list[str]], *problems: str) -> Ugly:
    return Ugly(why, content, means, problems, "a.xlsx")


TABLE = "编号,名称\n1,省水利厅\n"
MEANT = [["编号", "名称"], ["1", "省水利厅"]]

ENCODINGS = [
    Ugly("utf-8 without a mark", TABLE.encode(), MEANT),
    Ugly("utf-8 with a byte order mark", b"\xef\xbb\xbf" + TABLE.encode(), MEANT),
    Ugly(
        "utf-8 with the mark twice", b"\xef\xbb\xbf" * 2 + b'"a",b\n1,2\n', [["a", "b"], ["1", "2"]]
    ),
    Ugly("gb18030 as old programs save it", TABLE.encode("gb18030"), MEANT),
    Ugly("a name that only gb18030 can write", "id\n𬭎䶮\n".encode("gb18030"), [["id"], ["𬭎䶮"]]),
    Ugly("utf-16 little-endian", b"\xff\xfe" + TABLE.encode("utf-16-le"), MEANT),
    Ugly("utf-16 big-endian", b"\xfe\xff" + TABLE.encode("utf-16-be"), MEANT),
    refused("utf-16 without a mark", b"i\0d\0\n\x001\0\n\0", "a.csv:1 table.encoding"),
    refused("utf-16 cut in half a character", b"\xff\xfei\0d\0\n\x001", "a.csv:2 table.encoding"),
    refused("latin-1", "id,name\n1,Besançon\né,x\n".encode("latin-1"), "a.csv:3 table.encoding"),
    Ugly(
        "gb18030 that happens to be utf-8 as well",
        "id\n省水\n".encode("gb18030"),
        [["id"], ["ʡˮ"]],
        ("a.csv table.ambiguous",),
    ),
    refused(
        "utf-8 with one damaged byte, which would be other characters in gb18030",
        ("id,name\n" + "1,省水利厅办公室\n" * 9).encode() + b"2,\xe7\x9c\xa1\xe6\xb0\n",
        "a.csv:11 table.encoding",
    ),
    refused(
        "a mark for utf-8 and then none", b"\xef\xbb\xbfid\n\xc0\xfb\n", "a.csv:2 table.encoding"
    ),
    refused("a nul byte", b"id,name\n1,a\0b\n", "a.csv:2 table.encoding"),
    refused("a nul character in utf-16", b"\xff\xfei\0\n\0\0\0", "a.csv:2 table.encoding"),
]

DISGUISED = [
    refused("a workbook called csv", book(), "a.csv table.not-a-table"),
    refused("a pdf called csv", b"%PDF-1.7\n...", "a.csv table.not-a-table"),
    refused("a web page called csv", b"\n<HTML><table>", "a.csv table.not-a-table"),
    refused("a picture called csv", b"\x89PNG\r\n\x1a\n\0", "a.csv table.not-a-table"),
    refused("a table with another ending", TABLE.encode(), "a.ods table.not-a-table", file="a.ods"),
    refused_book("a csv called xlsx", TABLE.encode(), "a.xlsx table.not-a-table"),
    refused_book(
        "an old xls called xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "Workbook".encode("utf-16-le"),
        "a.xlsx table.not-a-table",
    ),
    refused_book(
        "a workbook with a password",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "a.xlsx table.not-a-table",
    ),
    refused_book(
        "an opendocument table called xlsx",
        archive({"mimetype": b"application/...", "content.xml": b"<office/>"}),
        "a.xlsx table.not-a-table",
    ),
    refused_book(
        "a text document called xlsx",
        archive(
            {"_rels/.rels": links(officeDocument="word/document.xml"), "word/document.xml": b"<w/>"}
        ),
        "a.xlsx table.not-a-table",
    ),
    refused_book("a zip of something", archive({"a.txt": b"a"}), "a.xlsx table.not-a-table"),
    refused_book("half a workbook", book()[:3000], "a.xlsx table.damaged"),
    refused_book("no bytes at all", b"", "a.xlsx table.empty"),
]

QUOTES = [
    Ugly("a comma inside a cell", b'id,name\n1,"a,b"\n', [["id", "name"], ["1", "a,b"]]),
    Ugly("a quotation mark inside a cell", b'id\n"a ""b"""\n', [["id"], ['a "b"']]),
    Ugly("a quotation mark in a bare cell", b'id,n\n1,5" x\n', [["id", "n"], ["1", '5" x']]),
    refused(
        "a line break inside a cell, before a bad row",
        b'id,name\n1,"a\nb"\n2\n',
        "a.csv:4 table.ragged",
    ),
    refused(
        "a quotation mark open to the end", b'id,n\n1,"a\n2,b\n', "a.csv:2 table.unclosed-quote"
    ),
    refused(
        "a quotation mark open after a cell of two lines",
        b'id,n\n"1\n1","a\n2,b\n',
        "a.csv:3 table.unclosed-quote",
    ),
    refused(
        "an open quotation mark that meets the next one",
        b'id,n,m\n1,"a,2\n2,"b",3\n',
        "a.csv:2 table.unclosed-quote",
    ),
    refused(
        "an open quotation mark above a long file",
        b'id,n\n1,"a\n' + b"2,bbbbbbbb\n" * 20_000,
        "a.csv:2 table.unclosed-quote",
    ),
    refused("text after the closing mark", b'id,n\n1,"a" b\n', "a.csv:2 table.quote"),
    refused(
        "one cell of endless length",
        b"id,n\n1," + b"x" * 200_000 + b"\n",
        "a.csv:2 table.too-large",
    ),
    refused(
        "a ragged row above a broken one",
        b'id,n\n1\n2,"a\n',
        "a.csv:2 table.ragged",
        "a.csv:3 table.unclosed-quote",
    ),
]

SEPARATORS = [
    refused("semicolons", b"id;name\n1;a\n", "a.csv:1 table.delimiter"),
    refused("tabs", b"id\tname\n1\ta\n", "a.csv:1 table.delimiter"),
    refused("full-width commas", "编号，名称\n1，甲\n".encode(), "a.csv:1 table.delimiter"),
    refused("a first line for excel", b"sep=;\nid;name\n", "a.csv:1 table.delimiter"),
    Ugly("carriage returns alone", b"id,name\r1,a\r", [["id", "name"], ["1", "a"]]),
    Ugly("carriage returns doubled", b"id\r\r\n1\r\r\n", [["id"], ["1"]]),
    Ugly(
        "all kinds of line ends, and none at the end",
        b"id\r1\n2\r\n3",
        [["id"], ["1"], ["2"], ["3"]],
    ),
]

SHAPES = [
    refused("nothing", b"", "a.csv table.empty"),
    refused("nothing but commas and blanks", b",,\n , \n", "a.csv table.empty"),
    Ugly("headings alone", b"id,name\n", [["id", "name"]]),
    Ugly("empty rows in between", b"\nid,n\n,\n\n1,a\n \t,\n", [["id", "n"], ["1", "a"]]),
    Ugly(
        "empty columns at the end",
        b"id,n,,\n1,a,,\n2,b,,,,\n",
        [["id", "n"], ["1", "a"], ["2", "b"]],
    ),
    Ugly("an empty column inside", b"id,,n\n1,,a\n2, ,b\n", [["id", "n"], ["1", "a"], ["2", "b"]]),
    Ugly(
        "blanks around headings, not cells",
        "　id , n\n1, a \n".encode(),
        [["id", "n"], ["1", " a "]],
    ),
    Ugly(
        "a heading with an unseen character",
        "id,n\u200b\n1,a\n".encode(),
        [["id", "n"], ["1", "a"]],
    ),
    Ugly("a heading in decomposed form", "cafe\u0301\n甲\n".encode(), [["caf\u00e9"], ["甲"]]),
    refused(
        "rows too short and too long",
        b"id,n\n1\n2,a\n3,b,c\n",
        "a.csv:2 table.ragged",
        "a.csv:4 table.ragged",
    ),
    refused("two headings alike", b"n,id, n\n1,2,3\n", "a.csv:1 table.double-heading"),
    refused(
        "two headings alike in other code points",
        "\u00e9,id,e\u0301\n甲,2,3\n".encode(),
        "a.csv:1 table.double-heading",
    ),
    refused(
        "a filled column without a heading", b"id,,n\n1,,a\n2,x,b\n", "a.csv:1 table.empty-heading"
    ),
    refused(
        "a title above the headings", "评议结果,,\nid,n,m\n1,a,b\n".encode(), "a.csv:1 table.title"
    ),
    refused(
        "rows of totals",
        "id,n\n1,a\n合 计,2\n,平均：\nTotal,5\n".encode(),
        "a.csv:3 table.total-row",
        "a.csv:4 table.total-row",
        "a.csv:5 table.total-row",
    ),
    refused(
        "two tables one below the other",
        b"id,n\n1,a\nid,n\n2,b\n",
        "a.csv:3 table.repeated-heading",
    ),
    refused(
        "a mark of the end from an old system",
        b"id,n\n1,a\n\x1a",
        "a.csv:3 table.ragged",
    ),
    refused(
        "everything at once",
        "id,id,\n1\n1,2,3\n小计,,\n".encode(),
        "a.csv:1 table.double-heading",
        "a.csv:1 table.empty-heading",
        "a.csv:2 table.ragged",
        "a.csv:4 table.total-row",
    ),
]


def _kinds(made: Workbook, page: Worksheet) -> None:
    date = made.add_format({"num_format": "yyyy-mm-dd"})
    page.write_datetime("A2", dt.datetime(2020, 9, 1), date)  # noqa: DTZ001 - Excel has no zones
    page.write_boolean("B3", True)  # noqa: FBT003 - the value of the cell
    page.write_number("B4", 430102199001011234)


def _two_sheets(made: Workbook, page: Worksheet) -> None:
    page.hide()
    made.add_worksheet("shown").activate()


def _far(made: Workbook, page: Worksheet) -> None:
    page.write_blank(900_000, 300, None, made.add_format({"bold": True}))


def _chart_first(content: bytes) -> bytes:
    """Return the workbook with a chart before its sheet."""
    entries = parts(content)
    entries["xl/workbook.xml"] = entries["xl/workbook.xml"].replace(
        b"<sheets>", b'<sheets><sheet name="chart" sheetId="9" r:id="rId9"/>'
    )
    entries["xl/_rels/workbook.xml.rels"] = entries["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006'
        b'/relationships/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
    )
    return archive(entries | {"xl/chartsheets/sheet1.xml": b"<chartsheet/>"})


NUMBERS = [75, 78.5, 78.1, 0.1, -3, 1e-7, 13800138000]
NUMBER_TEXTS = ["75", "78.5", "78.1", "0.1", "-3", "1e-07", "13800138000"]

BOOKS = [
    read_book("numbers", book([list("abcdefg"), NUMBERS]), [list("abcdefg"), NUMBER_TEXTS]),
    read_book("digits as text", book([["id"], ["007"]]), [["id"], ["007"]]),
    read_book(
        "numbers dressed by a format",
        book(
            [["a"]],
            lambda made, page: page.write("A2", 0.9, made.add_format({"num_format": '0%"分"'})),
        ),
        [["a"], ["0.9"]],
    ),
    read_book(
        "a table that begins in C4",
        book(
            [],
            lambda _, page: (page.write_row("C4", ["id", "n"]), page.write_row("C6", ["1", "a"])),
        ),
        [["id", "n"], ["1", "a"]],
    ),
    read_book("a format far out and nothing in it", book(PLAIN, _far), PLAIN),
    read_book("no table but a chart first", _chart_first(book()), PLAIN),
    read_book(
        "text in several fonts, with a reading above it",
        raw(
            '<row><c t="inlineStr"><is><r><t>i</t></r><r><t>d</t></r></is></c></row><row>'
            '<c t="inlineStr"><is><t>重</t><rPh sb="0" eb="1"><t>chong</t></rPh></is></c></row>'
        ),
        [["id"], ["重"]],
    ),
    read_book("cells that do not say where they are", raw(texts(*PLAIN)), PLAIN),
    read_book(
        "a prefix before every name in the xml",
        changed(
            changed(raw(texts(["id"])), SHEET, "<worksheet xmlns=", "<x:worksheet xmlns:x="),
            SHEET,
            '<sheetData><row><c t="inlineStr"><is><t>id</t></is></c></row></sheetData></worksheet>',
            '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>id</x:t></x:is></x:c></x:row>'
            "</x:sheetData></x:worksheet>",
        ),
        [["id"]],
    ),
    read_book(
        "formulas with the results that were saved, one of them empty",
        raw(texts("ab") + '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c></row>'),
        [["a", "b"], ["2", ""]],
    ),
    refused_book(
        "formulas that were never calculated",
        raw(texts(["a"]) + '<row><c r="A2"><f>1+1</f></c></row><row><c><f>1</f><v/></c></row>'),
        "a.xlsx:Sheet1!A2 table.formula-uncached",
        "a.xlsx:Sheet1!A3 table.formula-uncached",
    ),
    refused_book(
        "a division by nothing",
        book([["a"]], lambda _, page: page.write_formula("A2", "=1/0", None, "#DIV/0!")),
        "a.xlsx:Sheet1!A2 table.cell-error",
    ),
    refused_book(
        "a date, a truth value, a number too long",
        book([["id", "n"]], _kinds),
        "a.xlsx:Sheet1!A2 table.cell-kind",
        "a.xlsx:Sheet1!B3 table.cell-kind",
        "a.xlsx:Sheet1!B4 table.cell-kind",
    ),
    refused_book(
        "a number that is none",
        raw(texts(["a"]) + "<row><c><v>NaN</v></c></row>"),
        "a.xlsx:Sheet1!A2 table.cell-kind",
    ),
    refused_book(
        "merged cells, in a sheet with blanks in its name",
        book(PLAIN, lambda _, page: page.merge_range("A4:A5", "3"), sheet="表 1!"),
        "a.xlsx:表 1!!A4 table.merged",
    ),
    read_book(
        "merged cells beside the table",
        book(PLAIN, lambda _, page: page.merge_range("D1:E2", "")),
        PLAIN,
    ),
    read_book(
        "hidden rows and columns",
        book(
            PLAIN,
            lambda _, page: (
                page.set_row(1, None, None, {"hidden": True}),
                page.set_column("B:B", None, None, {"hidden": True}),
            ),
        ),
        PLAIN,
        "a.xlsx:Sheet1!B1 table.hidden",
        "a.xlsx:Sheet1!A2 table.hidden",
    ),
    read_book("the first sheet hidden", book(PLAIN, _two_sheets), PLAIN, "a.xlsx table.hidden"),
    refused_book("a sheet with nothing", book([]), "a.xlsx table.empty"),
    refused_book(
        "a row too far down",
        raw('<row r="200001"><c><v>1</v></c></row>'),
        "a.xlsx:Sheet1!A200001 table.too-large",
    ),
    refused_book(
        "a cell too far right",
        raw('<row><c r="CW1"><v>1</v></c></row>'),
        "a.xlsx:Sheet1!CW1 table.too-large",
    ),
    refused_book(
        "a rectangle too large",
        raw('<row><c><v>1</v></c></row><row r="199999"><c r="CV199999"><v>1</v></c></row>'),
        "a.xlsx:Sheet1!CV199999 table.too-large",
    ),
    refused_book("rows out of order", raw('<row r="2"/><row r="1"/>'), "a.xlsx table.damaged"),
    refused_book(
        "a cell inside a cell",
        raw('<row><c r="A1"><c r="XFD1048576"><v>1</v></c></c></row>'),
        "a.xlsx table.damaged",
    ),
    refused_book(
        "a cell of another row", raw('<row r="1"><c r="A2"/></row>'), "a.xlsx table.damaged"
    ),
    refused_book(
        "a text that is not there", raw('<row><c t="s"><v>3</v></c></row>'), "a.xlsx table.damaged"
    ),
    refused_book("xml that does not close", raw("<row>"), "a.xlsx table.damaged"),
    refused_book(
        "a document type with an entity",
        changed(
            raw(texts(["id"])), SHEET, "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
        ),
        "a.xlsx table.damaged",
    ),
    refused_book(
        "a sheet that is not in the file",
        changed(
            book(), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/none.xml"
        ),
        "a.xlsx table.damaged",
    ),
    refused_book(
        "a first sheet that is lost, and a second that is not",
        changed(
            book(PLAIN, lambda made, _: made.add_worksheet("second")),
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet1.xml",
            "worksheets/none.xml",
        ),
        "a.xlsx table.damaged",
    ),
    refused_book(
        "a sheet from outside the file",
        changed(
            book(), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../etc/passwd"
        ),
        "a.xlsx table.damaged",
    ),
    refused_book(
        "a wide title, two headings alike and a total",
        book([["n", "n", ""], ["1", "2", "3"], ["总计", "5", ""]]),
        "a.xlsx:Sheet1!B1 table.double-heading",
        "a.xlsx:Sheet1!C1 table.empty-heading",
        "a.xlsx:Sheet1!A3 table.total-row",
    ),
]

CORPUS = [*ENCODINGS, *DISGUISED, *QUOTES, *SEPARATORS, *SHAPES, *BOOKS]
