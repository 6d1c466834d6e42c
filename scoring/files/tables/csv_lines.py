"""Comma-separated text (csv) as lines of cells.

Read strictly: a quotation mark that is never closed would otherwise swallow the rows below it. A
line's number is that of the file, not of the record: a cell with a line break in it takes two.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from scoring.errors import HasProblems
from scoring.files.encoding import NotTextError, codec_of, kind_of, may_be_gb18030
from scoring.files.file_problems import Findings
from scoring.files.tables.grid import Grid, GridLine, Origin, content_of, refusal
from scoring.wording import say

MOST_BYTES = 512 << 20
"""A csv file may be this long: ten million marks, one to a line, take less than half of it."""

LONGEST_CELL = 1 << 17
"""Characters that a cell may have."""

_RIVALS = (
    (";", say("semicolons")),
    ("\t", say("tabs")),
    ("，", say("full-width commas")),
    ("|", say("vertical bars")),
)
_FIELD = re.compile(r'"(?:[^"]++|"")*+("?)([^,\r\n]*)|[^,\r\n]*+')
_AS_CSV = say("save it again from Excel or WPS as “CSV UTF-8 (comma delimited)”")


def open_csv(path: Path, shown: str, findings: Findings) -> Grid:
    """Return the cells of the csv file at ``path``, which problems call ``shown``.

    Lines are read as they are asked for: what is wrong with the quoting of one goes to
    ``findings`` when it is reached, and ends the grid. Raises HasProblems when the file is no
    text, or not separated by commas.
    """
    origin = Origin(shown)
    content = content_of(path, shown, MOST_BYTES)
    fingerprint = sha256(content).hexdigest()
    while content.startswith(codecs.BOM_UTF8 * 2):
        content = content.removeprefix(codecs.BOM_UTF8)
    codec = _codec(content, origin)
    if codec == "utf-8" and may_be_gb18030(content):
        told = say("the text is read as UTF-8, but may be GB18030")
        findings.warning("table.ambiguous", origin.at(0), told, _AS_CSV)
    records = _records(content, codec, origin, findings)
    heading = [*islice((record for record in records if any(map(str.strip, record[1]))), 1)]
    for line, cells in heading:
        _refuse_other_separators(",".join(cells), origin, line)
    return Grid(origin, chain(heading, records), fingerprint)


def _codec(content: bytes, origin: Origin) -> str:
    """Return the codec that reads ``content``. Raises HasProblems where it is no text."""
    kind = kind_of(content)
    if kind is not None:
        told = say("this is no csv file but {kind}", kind=kind.name)
        raise refusal("table.not-a-table", origin.at(0), told, kind.hint)
    try:
        codec = codec_of(content)
    except NotTextError as error:
        raise _unreadable(error, origin) from error
    text = content.decode(codec) if codec == "utf-16" or b"\0" in content else ""
    if "\0" in text:
        line = _breaks(text[: text.index("\0")]) + 1
        told = say("this is no text: a NUL byte stands here; it may be UTF-16 without its mark")
        raise refusal("table.encoding", origin.at(line), told, _AS_CSV)
    return codec


def _unreadable(error: NotTextError, origin: Origin) -> HasProblems:
    told = say("the characters in this line are neither UTF-8 nor GB18030")
    if error.nearly_utf8:
        told = say("the text is UTF-8, but characters in this line are damaged")
    return refusal("table.encoding", origin.at(error.line), told, _AS_CSV)


def _lines(content: bytes, codec: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")


def _records(content: bytes, codec: str, origin: Origin, findings: Findings) -> Iterator[GridLine]:
    """Yield the line that each record begins at, and its cells, until one cannot be read."""
    line = 1
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(content, codec), strict=True)
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        broken = "".join(islice(_lines(content, codec), line - 1, reader.line_num))
        too_long = "field limit" in str(error)
        _report_broken(broken, origin, line, findings, too_long=too_long)


def _report_broken(
    text: str, origin: Origin, line: int, findings: Findings, *, too_long: bool
) -> None:
    """Report what is wrong with a row that begins at ``line`` and that csv cannot read.

    ``text`` is that row and all that csv read on in search of its end.
    """
    # csv gives up where it stops, which may be the end of the file: 002,"80 on line 3 opens a cell
    # that goes on to line 61. So the row is gone through again, field by field, for the one that
    # opens and is not closed; its own line is told.
    field = _broken_field(text)
    spans = field is not None and _breaks(field[0]) > 0
    if field is None or (too_long and not spans):
        told = say("a cell in this row is longer than {most} characters", most=LONGEST_CELL)
        findings.error("table.too-large", origin.at(line), told)
        return
    where = origin.at(line + _breaks(text[: field.start()]))
    if spans or not field[1]:
        told = say("a quotation mark opens a cell here and is not closed where the cell ends")
        hint = say("close it or take it away: what follows would be read as one cell")
        findings.error("table.unclosed-quote", where, told, hint)
    else:
        told = say("a cell in quotation marks goes on after the closing one")
        hint = say('inside such a cell a quotation mark is written twice: ""')
        findings.error("table.quote", where, told, hint)


def _broken_field(text: str) -> re.Match[str] | None:
    """Return the quoted field that is not closed, or goes on after it is; None without one."""
    position = 0
    while field := _FIELD.match(text, position):
        if field[1] is not None and (field[2] or not field[1]):
            return field
        if field.end() >= len(text):
            break
        position = field.end() + 1
    return None


def _breaks(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def _refuse_other_separators(heading: str, origin: Origin, line: int) -> None:
    """Raise HasProblems when the heading is clearly not separated by commas."""
    if heading.lower().startswith("sep="):
        told = say("the first line says how the cells are separated; it is no heading")
        hint = say("delete this line, and separate the cells by commas")
        raise refusal("table.delimiter", origin.at(line), told, hint)
    for sign, name in _RIVALS:
        if heading.count(sign) > heading.count(","):
            told = say("the headings are separated by {name}, not by commas", name=name)
            raise refusal("table.delimiter", origin.at(line), told, _AS_CSV)
