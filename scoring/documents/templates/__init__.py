"""A new meeting's files, ready to fill in (空白表格): what its scheme needs, and a guide.

- ``tables``: which tables a scheme needs, with which columns; ``files`` writes them.
- ``meeting_toml``: the notice. ``guide``: what to write where.

The headings are those that ``files`` reads, taken from its own lists of columns; what is filled in
is read by the same names.

>>> from pathlib import Path
>>> from scoring import read_scheme
>>> from scoring.documents.templates.tables import blank_tables, numbered
>>> scheme = read_scheme("hunan-2020").sound()
>>> [table.name for table in blank_tables(scheme)]
['units', 'deputies', 'officers', 'feedback', 'ballots']
"""

from pathlib import Path
from typing import Literal, NamedTuple

from scoring.documents.templates.files import write_csv, write_xlsx
from scoring.documents.templates.guide import guide_lines
from scoring.documents.templates.meeting_toml import UNNAMED, TitleAndDay, notice_lines
from scoring.documents.templates.tables import blank_tables, numbered
from scoring.scheme import Scheme

Form = Literal["csv", "xlsx"]


class KnownSoFar(NamedTuple):
    """What is known of a meeting before anything is filled in."""

    called: TitleAndDay = UNNAMED
    scheme_name: str = ""
    """The file of the scheme in the folder; empty for a shipped one."""
    voters: int = 0
    """How many deputies are numbered beforehand, unless they vote in groups."""


NOTHING_KNOWN = KnownSoFar()


def write_templates(
    folder: Path, scheme: Scheme, form: Form, known: KnownSoFar = NOTHING_KNOWN, *, chinese: bool
) -> None:
    """Write into ``folder`` the files of a meeting under ``scheme``.

    The folder must be there; files of the same names are replaced. The tables have Chinese headings
    where ``chinese``; everything else is in the language that is spoken now. Raises OSError.
    """
    tables = blank_tables(scheme)
    write = write_csv if form == "csv" else write_xlsx
    for table in tables:
        rows = numbered(table, known.voters) if table.name == "deputies" else ()
        write(folder / f"{table.name}.{form}", table, rows, chinese=chinese)
    notice = "\n".join(notice_lines(scheme, known.called, known.scheme_name)) + "\n"
    (folder / "meeting.toml").write_text(notice, encoding="utf-8")
    guide = "\n".join(guide_lines(tables, form, chinese=chinese)) + "\n"
    # With BOM and CRLF, every editor on Windows shows it as it is.
    (folder / guide_name(chinese=chinese)).write_text(guide, encoding="utf-8-sig", newline="\r\n")


def guide_name(*, chinese: bool) -> str:
    """Return the name of the file that says what to write where."""
    return "填表说明.txt" if chinese else "README.txt"
