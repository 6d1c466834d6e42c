"""``pingyi handling``: how suggestions were handled, and whether the figures agree."""

from pathlib import Path

import click

from scoring.cli.endings import DONE
from scoring.cli.output import show_document, show_json, tell
from scoring.cli.parameters import folder_argument, json_option
from scoring.cli.year_document import document_option, write_year
from scoring.cli.years import handling_of, year_in
from scoring.documents.csvfile import write_csv
from scoring.files.new_files import make_file
from scoring.report.plain import text_rows
from scoring.wording import say
from scoring.years.report.handling_blocks import handling
from scoring.years.report.handling_json import handling_json, rates_table


def command() -> click.Command:
    """Make the command."""
    table = click.Option(
        ["--csv", "csv"],
        metavar=str(say("FILE")),
        type=click.Path(dir_okay=False, path_type=Path),
        help=str(say("Every rate as a table, into the new file FILE.")),
    )
    return click.Command(
        "handling",
        callback=show_handling,
        params=[folder_argument(), json_option(), table, document_option()],
        help=str(say("Show how suggestions were handled, and cross-check the figures.")),
    )


def show_handling(folder: Path, csv: Path | None, document: Path | None, *, as_json: bool) -> int:
    """Show what the folder says of a year's suggestions.

    ``csv`` and ``document`` are new files to write besides; None: not wanted. Raises HasProblems
    where the tables have errors, Refused where they give no rates or a file cannot be written.
    """
    found = handling_of(year_in(folder))
    if document is not None:
        write_year(document, found.title, handling(found), folder, found.year)
    if csv is not None:
        make_file(csv, write_csv(text_rows(rates_table(found))))
        tell(say("Every rate was written to {file}.", file=str(csv)))
    if as_json:
        show_json(handling_json(found))
    else:
        show_document(handling(found))
    return DONE
