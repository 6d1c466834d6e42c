"""``pingyi ledger``: what was promised, what is due or overdue, and what was closed.

Promises come from ledger.csv and from the suggestions whose answer names a day; what stands in both
is one promise, and where they say different things that is a finding.
"""

from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from scoring.cli.endings import DONE
from scoring.cli.output import show_document, show_json, tell
from scoring.cli.parameters import folder_argument, json_option
from scoring.cli.year_document import document_option, write_year
from scoring.cli.years import year_in
from scoring.documents.csvfile import write_csv
from scoring.errors import Refused
from scoring.files.new_files import make_file
from scoring.report.plain import text_rows
from scoring.wording import say
from scoring.years.files.yearfolder import YearFolder
from scoring.years.handling.findings import Finding
from scoring.years.handling.ledger import (
    SOON,
    LedgerFigure,
    carried,
    disagreements,
    figures,
    joined,
    ledger_of,
    promises_in,
)
from scoring.years.report.ledger_blocks import (
    LedgerYear,
    figures_table,
    ledger,
    ledger_json,
    units_in,
)
from scoring.years.suggestions import Promise


def command() -> click.Command:
    """Make the command."""
    return click.Command(
        "ledger",
        callback=show_ledger,
        params=[
            folder_argument(),
            *_day_options(),
            _after(),
            *_given_options(),
            document_option(),
            json_option(),
        ],
        help=str(say("Show what was promised in the folder DIR, and how it stands.")),
    )


class LedgerOptions(TypedDict):
    """The options, as they were given or left out."""

    on: datetime | None
    """The day as of which it is shown; None: today."""
    soon: int
    """Days before its last day from which a promise is due soon."""
    after: Path | None
    """An earlier folder, whose open promises must be carried over."""
    given: Path | None
    """The new file for a figure of each unit; the next two say which, for what."""
    figure: LedgerFigure
    component: str
    document: Path | None
    as_json: bool


def show_ledger(folder: Path, **asked: Unpack[LedgerOptions]) -> int:
    """Show the ledger of a folder, and write a figure for each unit where it is asked for.

    Raises HasProblems where the tables have errors, Refused where nothing was promised in them or
    a file cannot be written.
    """
    year = year_in(folder)
    promises, findings = _promises(year), [*_disagreements(year)]
    day = asked["on"].date() if asked["on"] else _today()
    if asked["after"] is not None:
        findings += carried(_promises(year_in(asked["after"])), promises)
    standing = ledger_of(promises, day, asked["soon"])
    found = LedgerYear(year.title, standing, asked["soon"], year.names, tuple(findings))
    if asked["given"] is not None:
        _write_given(found, asked["given"], asked["figure"], asked["component"])
    if asked["document"] is not None:
        write_year(asked["document"], found.title, ledger(found), folder, year.year)
    if asked["as_json"]:
        show_json(ledger_json(found))
    else:
        show_document(ledger(found))
    return DONE


def _write_given(found: LedgerYear, file: Path, figure: LedgerFigure, component: str) -> None:
    """Write a figure for each unit of the meeting; without a meeting, for each in the ledger."""
    units = tuple(found.names) or units_in(found)
    table = figures_table(figures(found.ledger, units, figure), component)
    make_file(file, write_csv(text_rows(table)))
    tell(say("The figures were written to {file}.", file=str(file)))


def _day_options() -> list[click.Option]:
    return [
        click.Option(
            ["--on"],
            metavar=str(say("DAY")),
            type=click.DateTime(["%Y-%m-%d"]),
            help=str(say("As it stands on DAY (2020-09-01); else today.")),
        ),
        click.Option(
            ["--soon"],
            metavar=str(say("DAYS")),
            type=click.IntRange(0, 3660),
            default=SOON,
            show_default=True,
            help=str(say("How long before its last day a promise is due soon.")),
        ),
    ]


def _after() -> click.Option:
    return click.Option(
        ["--after"],
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=str(say("An earlier folder: is all carried over that was open in it?")),
    )


def _given_options() -> list[click.Option]:
    return [
        click.Option(
            ["--given"],
            metavar=str(say("FILE")),
            type=click.Path(dir_okay=False, path_type=Path),
            help=str(say("A figure for each unit, into the new file FILE, as given.csv.")),
        ),
        click.Option(
            ["--figure"],
            type=click.Choice(["kept", "overdue"]),
            default="kept",
            show_default=True,
            help=str(say("Promises kept in time, in a hundred; or minus those overdue.")),
        ),
        click.Option(
            ["--component"],
            metavar="ID",
            default="promises",
            show_default=True,
            help=str(say("The component of the scheme that the figures are for.")),
        ),
    ]


def _promises(year: YearFolder) -> tuple[Promise, ...]:
    """Return everything promised: the ledger's, and what stands in the suggestions only."""
    rows = promises_in(year.suggestions, year.year) if year.suggestions else ()
    found = joined(year.promises or (), rows)
    if not found and year.promises is None:
        raise Refused(
            say(
                "{folder} has no ledger: there is no ledger.csv in it, and no suggestion with "
                "a day until which something was promised.",
                folder=str(year.path),
            )
        )
    return found


def _disagreements(year: YearFolder) -> tuple[Finding, ...]:
    if year.suggestions is None or year.promises is None:
        return ()
    return tuple(disagreements(year.promises, promises_in(year.suggestions, year.year)))


def _today() -> date:
    return datetime.now().astimezone().date()
