"""A year's handling of suggestions, read for a command: everything to report, or why not."""

from pathlib import Path

from scoring.cli.endings import problem_lines
from scoring.cli.output import tell
from scoring.errors import HasProblems, Refused, errors_of
from scoring.wording import say
from scoring.years.files.yearfolder import YearFolder, read_year
from scoring.years.handling.crosscheck import crosscheck
from scoring.years.handling.rates import handled
from scoring.years.handling.rows_against_totals import rows_against_totals
from scoring.years.report.handling_blocks import HandlingYear, SuggestionRows


def year_in(path: Path) -> YearFolder:
    """Read the folder ``path``; warnings are said on standard error. Raises HasProblems."""
    folder = read_year(path)
    if errors_of(folder.problems):
        raise HasProblems(folder.problems)
    if folder.problems:
        tell(*problem_lines(folder.problems))
    return folder


def handling_of(folder: YearFolder) -> HandlingYear:
    """Return everything that ``folder`` says of how suggestions were handled, worked out.

    From rows, where there are suggestions; from stated totals, where there are some; with both,
    also what does not agree between them. Raises Refused where it has a ledger and nothing else.
    """
    rows = None
    if folder.suggestions is not None and folder.terms is not None:
        done = handled(folder.suggestions, folder.terms)
        rows = SuggestionRows(folder.suggestions, folder.terms, done, folder.names)
    totals = crosscheck(folder.totals) if folder.totals else None
    if rows is None and totals is None:
        raise Refused(
            say(
                "{folder} has a ledger only. For rates, add suggestions.csv or totals.toml; "
                "the ledger is shown by pingyi ledger.",
                folder=str(folder.path),
            )
        )
    findings = (
        tuple(rows_against_totals(rows.handled[0], folder.totals)) if rows and folder.totals else ()
    )
    return HandlingYear(folder.title, folder.year, rows, totals, findings)
