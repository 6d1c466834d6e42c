"""Whatever the bytes: a table or problems, within bounds of time and memory."""

import io
import random
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import HasProblems
from scoring.files.tables import FileTable, read_table
from scoring.files.tables.package import MOST_BYTES, MOST_ENTRIES
from tests.files.books import PLAIN, archive, book, parts, raw, texts

SHEET = "xl/worksheets/sheet1.xml"
SECONDS = 2.0
MIB = 1 << 20


def outcome(content: bytes, suffix: str) -> FileTable | list[str]:
    """Return the table that a file with these bytes holds, or the codes of its problems."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a").with_suffix(suffix)
        path.write_bytes(content)
        try:
            return read_table(path, path.name)
        except HasProblems as error:
            return [problem.code for problem in error.problems]


def holds_together(found: FileTable | list[str]) -> bool:
    """Tell whether this is a whole table, or at least one problem of a table."""
    if isinstance(found, FileTable):
        width = len(found.headings)
        assert len(set(found.headings)) == width == len(found.columns) > 0
        assert all(found.headings)
        assert all(len(row.cells) == width and row.line > found.line for row in found.rows)
        return True
    return bool(found) and all(code.startswith("table.") for code in found)


@given(st.binary(max_size=300), st.sampled_from([".csv", ".xlsx"]))
def test_any_bytes_are_a_table_or_problems(content: bytes, suffix: str) -> None:
    assert holds_together(outcome(content, suffix))


CELL = st.one_of(
    st.sampled_from(
        ["", " ", "1", "75.0", "合计", "id", '"', '""', '"a"', '"a,b"', '"a\nb"', 'a"b']
    ),
    st.text(max_size=5),
)
LINE = st.lists(CELL, max_size=5).map(",".join)
CSV = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n", "\r"])), max_size=8).map(
    lambda lines: "".join(line + end for line, end in lines)
)


@given(CSV, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_any_csv_is_a_table_or_problems(text: str, encoding: str) -> None:
    assert holds_together(outcome(text.encode(encoding, "ignore"), ".csv"))


PRINTABLE = st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), min_size=1)


@given(
    st.lists(PRINTABLE, min_size=1, max_size=6, unique=True),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_names_come_out_of_a_csv_as_they_went_in(names: list[str], encoding: str) -> None:
    quoted = [f'"{name.replace(chr(34), chr(34) * 2)}"' for name in names]
    content = ("编号,名称\n" + "".join(f"甲,{name}\n" for name in quoted)).encode(encoding)
    found = outcome(content, ".csv")
    assert isinstance(found, FileTable)
    assert [row.cells for row in found.rows] == [("甲", name) for name in names]


GOOD = book(
    [["id", "name", "n"], [1, "甲", 2.5], [2, "乙", None]],
    lambda _, page: page.write_formula("C3", "=1+1", None, 2),
)
STORED = io.BytesIO()
with zipfile.ZipFile(STORED, "w") as plain:
    for name, part in parts(GOOD).items():
        plain.writestr(name, part)


@given(
    st.sampled_from([GOOD, STORED.getvalue()]),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=8),
    st.one_of(st.none(), st.integers(0, 1 << 14)),
)
def test_a_workbook_with_twisted_bytes_is_a_table_or_problems(
    content: bytes, twists: list[tuple[int, int]], end: int | None
) -> None:
    twisted = bytearray(content)
    for position, byte in twists:
        twisted[position % len(twisted)] = byte
    assert holds_together(outcome(bytes(twisted[:end]), ".xlsx"))


@given(st.sampled_from(sorted(parts(GOOD))), st.data())
def test_a_workbook_with_a_twisted_part_is_a_table_or_problems(
    name: str, data: st.DataObject
) -> None:
    entries = parts(GOOD)
    part = entries[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 30)))
    between = data.draw(
        st.one_of(
            st.binary(max_size=8),
            st.sampled_from([b"9" * 30, b'<c r="A1"/>', b"</row>", b'r="-1"', b"&#0;", b"\xff"]),
            st.just(part[max(0, start - 40) : start]),
        )
    )
    entries[name] = part[:start] + between + part[end:]
    assert holds_together(outcome(archive(entries), ".xlsx"))


ATTRIBUTE = st.sampled_from(
    [
        "",
        ' r="A1"',
        ' r="B2"',
        ' r="XFD1048576"',
        ' r="A0"',
        ' t="s"',
        ' t="str"',
        ' t="e"',
        ' t="b"',
        *[' t="inlineStr"', ' t="d"', ' t="x"', ' s="1"', ' s="99"', ' r="A1" t="b"'],
    ]
)
INSIDE = st.lists(
    st.sampled_from(
        [
            "<v>1</v>",
            "<v/>",
            "<v>-1</v>",
            "<v>1e999</v>",
            "<f>1</f>",
            "<is><t>a</t></is>",
            "<v>2020-01-01</v>",
            *[
                "<is/>",
                "<v>a</v><v>b</v>",
                "<c/>",
                "<row/>",
                "x",
                "<![CDATA[y]]>",
                "<v>&#x1F600;</v>",
            ],
        ]
    ),
    max_size=2,
).map("".join)
CELLS = st.lists(st.builds("<c{}>{}</c>".format, ATTRIBUTE, INSIDE), max_size=3).map("".join)
ROWS = st.lists(
    st.builds(
        "<row{}>{}</row>".format,
        st.sampled_from(["", ' r="1"', ' r="2"', ' r="9999999999"', ' hidden="1"', ' r="x"']),
        CELLS,
    ),
    max_size=4,
).map("".join)


@given(ROWS, st.sampled_from(["", '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>']))
def test_a_sheet_that_no_program_writes_is_a_table_or_problems(rows: str, beside: str) -> None:
    around = '<cols><col min="1" max="16384" hidden="1"/></cols>' if beside else ""
    assert holds_together(outcome(raw(rows, beside, around), ".xlsx"))


def bomb(size: int) -> bytes:
    """Return a workbook that unpacks to ``size`` bytes of blanks."""
    entries = parts(book(PLAIN)) | {"xl/sharedStrings.xml": b" " * size}
    return archive(entries)


def lying_bomb() -> bytes:
    """Return an archive whose parts are far larger than it says."""
    content = bytearray(bomb(64 * MIB))
    told, real = struct.pack("<L", 1000), struct.pack("<L", 64 * MIB)
    return bytes(content.replace(real, told))


def overlapping_bomb() -> bytes:
    """Return an archive in which many entries share the same packed bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.xml", random.Random(1).randbytes(MIB // 2) + bytes(MIB))
        entry = made.infolist()[0]
        for number in range(150):
            twin = zipfile.ZipInfo(f"{number}.xml")
            twin.compress_type, twin.CRC = entry.compress_type, entry.CRC
            twin.compress_size, twin.file_size = entry.compress_size, entry.file_size
            twin.header_offset = entry.header_offset
            made.filelist.append(twin)
            made.NameToInfo[twin.filename] = twin
    return packed.getvalue()


def many_entries(count: int) -> bytes:
    return archive(parts(book()) | {f"xl/media/{number}.png": b"" for number in range(count)})


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "a cell at the far end": lambda: raw(texts(*PLAIN) + FAR),
    "an empty text at the far end": lambda: raw(
        texts(*PLAIN) + FAR.replace("><v>1</v>", ' t="str"><v/>')
    ),
    "a rectangle as large as can be": lambda: raw(
        texts(*PLAIN) + '<row r="200000"><c r="CV200000"><v>1</v></c></row>'
    ),
    "a part that unpacks to a thousand times as much": lambda: bomb(128 * MIB),
    "a part that unpacks to more than it says": lying_bomb,
    "entries that share their bytes": overlapping_bomb,
    "a list of a hundred thousand entries": lambda: many_entries(100_000),
    "entries one too many": lambda: many_entries(MOST_ENTRIES + 1 - len(parts(book()))),
    "a csv that is one open quotation mark": lambda: b'id\n"' + b"x\n" * (8 * MIB),
    "a csv of nothing but commas": lambda: b"," * 8 * MIB,
    "a csv of very many empty rows": lambda: b"id\n" + b",\n" * (MIB // 4),
    "one text of many megabytes": lambda: raw(
        f'<row><c t="str"><v>{random.Random(1).randbytes(8 * MIB).hex()}</v></c></row>'
    ),
    "merged cells without end": lambda: raw(
        texts(["id"]), "".join(f'<mergeCell ref="A1:B{row}"/>' for row in range(1, 100_000))
    ),
    "hidden columns without end": lambda: raw(
        texts(["id"]),
        around="".join(f'<col min="{n}" max="100" hidden="1"/>' for n in range(1, 200_000)),
    ),
    "xml as deep as it is long": lambda: raw("<a>" * 1_000_000),
}


HARMLESS = {
    "a csv of very many empty rows",
    "hidden columns without end",
    "one text of many megabytes",
}


@pytest.mark.parametrize("why", BOMBS)
def test_a_bomb_is_refused_in_little_time_and_memory(why: str) -> None:
    content = BOMBS[why]()
    suffix = ".csv" if "csv" in why else ".xlsx"
    begun = time.process_time()  # other programs' time is not ours
    found = outcome(content, suffix)
    assert time.process_time() - begun < SECONDS
    assert holds_together(found)
    assert isinstance(found, list) == (why not in HARMLESS)
    tracemalloc.start()
    outcome(content, suffix)
    assert tracemalloc.get_traced_memory()[1] < 2 * MOST_BYTES + 4 * len(content)
    tracemalloc.stop()


MEMORY = 300 * MIB
"""Of addresses: what Python and its libraries map is in it."""

FRUGAL = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from pathlib import Path
from scoring.errors import HasProblems
from scoring.files.tables import read_table
try:
    read_table(Path(sys.argv[1]), "a.xlsx")
except HasProblems as error:
    print(error.problems[0].code)
"""


@pytest.mark.parametrize("why", [why for why in BOMBS if "far end" in why or "rectangle" in why])
def test_a_far_cell_takes_no_memory_outside_python_either(why: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(BOMBS[why]())
    told = subprocess.run(
        [sys.executable, "-c", FRUGAL, path],
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    ).stdout
    assert told == "table.too-large\n"


def test_as_many_entries_as_allowed_are_read() -> None:
    room = MOST_ENTRIES - len(parts(book()))
    assert isinstance(outcome(many_entries(room), ".xlsx"), FileTable)


def test_a_sheet_of_many_marks_is_read_whole() -> None:
    marks = random.Random(2020)
    rows = [[ballot, *(marks.randrange(120, 161) / 2 for _ in range(7))] for ballot in range(3000)]
    found = outcome(book([["ballot", *"abcdefg"], *rows]), ".xlsx")
    assert isinstance(found, FileTable)
    assert [[float(cell) for cell in row.cells] for row in found.rows] == rows


def test_what_was_examined_is_what_is_read() -> None:
    """A second sheet under the same name, in another case, is not read in its place."""
    entries = parts(book(PLAIN))
    for twin in (SHEET.upper(), "XL/worksheets/Sheet1.xml"):
        far = parts(raw(texts(["id"]) + FAR))[SHEET]
        assert outcome(archive(entries | {twin: far}), ".xlsx") == ["table.damaged"]
