"""A year's report as a document to hand in: one file, its format by its ending."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from scoring.cli.output import tell
from scoring.documents.docxfile import write_docx
from scoring.documents.htmlfile import write_html
from scoring.documents.textfile import write_text
from scoring.errors import Refused
from scoring.files.new_files import make_file
from scoring.report.blocks import Blocks, Words
from scoring.report.formal.document import Document
from scoring.report.formal.year_stamp import YearStamp
from scoring.wording import say
from scoring.years.files.yearfolder import sources

_WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".txt": write_text,
}


def document_option() -> click.Option:
    """Make the option ``--document``: the report as a file to hand in."""
    return click.Option(
        ["--document"],
        metavar=str(say("FILE")),
        type=click.Path(dir_okay=False, path_type=Path),
        help=str(say("The report as the new file FILE: .docx, .html or .txt.")),
    )


def write_year(file: Path, title: Words, blocks: Blocks, folder: Path, year: int | None) -> None:
    """Write ``blocks`` as a document about the tables in ``folder``.

    ``file`` is new; its ending says the format. ``year`` is None where the tables do not say it.
    Raises Refused where the ending names no format, and what keeps a file from being written.
    """
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise Refused(
            say("{file} ends in none of {endings}", file=str(file), endings=tuple(_WRITERS))
        )
    stamp = YearStamp(title, year, sources(folder))
    make_file(file, write(Document(title, tuple(blocks), stamp, landscape=True)))
    tell(say("The report was written to {file}.", file=str(file)))
