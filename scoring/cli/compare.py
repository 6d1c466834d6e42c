"""``pingyi compare``: two or more meetings, or years of handling, side by side.

All folders must hold the same: a meeting each, or a year's figures each, or both. Problems of all
are collected before anything is shown, each with its folder before its file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from scoring.cli.endings import DONE, problem_lines
from scoring.cli.meetings import ranked
from scoring.cli.output import show_document, show_json, tell
from scoring.cli.parameters import json_option
from scoring.cli.years import handling_of
from scoring.errors import HasProblems, Problem, Refused, errors_of
from scoring.files.meeting_folder import read_meeting
from scoring.files.meetingfile import MEETING_FILE
from scoring.report.printed import Occasion
from scoring.wording import say
from scoring.years.files.yearfolder import holds_rates, read_year
from scoring.years.handling.comparison import MeetingYear, compared, rates_compared
from scoring.years.report.comparison_blocks import YearRates, comparison
from scoring.years.report.comparison_json import comparison_json
from scoring.years.report.handling_blocks import HandlingYear


def command() -> click.Command:
    """Make the command."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    folders = click.Argument(["folders"], metavar="DIR DIR ...", type=kind, nargs=-1, required=True)
    return click.Command(
        "compare",
        callback=compare,
        params=[folders, json_option()],
        help=str(say("Show meetings side by side, the earliest first, each with the one before.")),
    )


def compare(folders: tuple[Path, ...], *, as_json: bool) -> int:
    """Show what the folders hold side by side: meetings, and how suggestions were handled.

    Raises click.UsageError for a single folder, Refused where one cannot stand beside the others,
    HasProblems with what is wrong in any of them.
    """
    if len(folders) == 1:
        raise click.UsageError(str(say("name two folders or more")))
    meetings = [path for path in folders if (path / MEETING_FILE).exists()]
    years = [path for path in folders if holds_rates(path)]
    if len(meetings) < len(folders) and len(years) < len(folders):
        lacking = next(path for path in folders if path not in meetings or path not in years)
        raise Refused(
            say(
                "{folder} cannot be compared with the others: all need a meeting.toml, or all "
                "need suggestions.csv or totals.toml.",
                folder=str(lacking),
            )
        )
    problems: list[Problem] = []
    found = _meetings(meetings, problems) if len(meetings) == len(folders) else ()
    handled = [_handling(path, problems) if path in years else None for path in folders]
    problems = list(dict.fromkeys(problems))  # both read the table of units
    if errors_of(problems):
        raise HasProblems(problems)
    if problems:
        tell(*problem_lines(problems))
    of = compared(found) if found else None
    rates = _rates(folders, handled) if len(years) > 1 else None
    if as_json:
        show_json(comparison_json(of, rates))
    else:
        show_document(comparison(of, rates))
    return DONE


def _meetings(paths: list[Path], problems: list[Problem]) -> tuple[MeetingYear, ...]:
    found = (_meeting(path, problems) for path in paths)
    return tuple(one for one in found if one is not None)


def _meeting(path: Path, problems: list[Problem]) -> MeetingYear | None:
    """Rank one meeting, by its record or its files; None where it has problems, which are added."""
    try:
        found = ranked(path, None)
    except HasProblems as fault:
        problems += _of(path, fault.problems)
        return None
    except Refused as refused:
        raise Refused(
            say("{folder}: {reason}", folder=str(path), reason=refused.reason)
        ) from refused
    occasion = found.occasion or Occasion(path.resolve().name)
    deputies = len(read_meeting(path).roster.deputies) or None
    return MeetingYear(occasion.title, occasion.date, found.standing, deputies, found.marked)


def _handling(path: Path, problems: list[Problem]) -> HandlingYear | None:
    folder = read_year(path)
    problems += _of(path, folder.problems)
    return None if errors_of(folder.problems) else handling_of(folder)


def _of(path: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield ``problems`` with the folder before the file: two folders have files of one name."""
    for problem in problems:
        where = replace(problem.where, file=f"{path}/{problem.where.file}")
        yield replace(problem, where=where)


def _rates(folders: tuple[Path, ...], years: list[HandlingYear | None]) -> YearRates:
    """Return the rates side by side; a folder without any keeps its place."""
    titles = (
        one.title if one else path.resolve().name for path, one in zip(folders, years, strict=True)
    )
    rows = (one.rows.handled if one and one.rows else () for one in years)
    stated = (one.totals if one else None for one in years)
    return YearRates(tuple(titles), rates_compared(tuple(rows)), tuple(stated))
