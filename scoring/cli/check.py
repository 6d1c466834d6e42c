"""``pingyi check``: everything that is wrong in a meeting's folder, at once.

Five sources: the meeting's files, the tables of a year where there are any, what only ranking shows
(a group that was left out), whether enough people are there to hold the meeting, and, once it is
frozen, which files changed since then. The last is said and is no problem: the meeting no longer
reads them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.ballots import Ballots, Counts
from scoring.cli.endings import DONE, REFUSED, problem_lines
from scoring.cli.output import show, show_json
from scoring.cli.parameters import folder_argument, json_option
from scoring.counting import stand
from scoring.errors import Place, Problem, errors_of
from scoring.files.meeting_folder import MeetingFolder, read_meeting
from scoring.recordfile import has_record
from scoring.wording import Phrase, say

if TYPE_CHECKING:
    from scoring.meeting.acts import Frozen


def command() -> click.Command:
    """Make the command."""
    return click.Command(
        "check",
        callback=check,
        params=[folder_argument(), json_option()],
        help=str(say("Say everything that is wrong in the folder DIR, and where.")),
    )


def check(folder: Path, *, as_json: bool) -> int:
    """Say every problem of the meeting in ``folder``; warnings alone are no failure.

    Returns ``REFUSED`` where there is an error, else ``DONE``. Raises Refused where the folder is
    no meeting's.
    """
    meeting = read_meeting(folder)
    problems = (*meeting.problems, *_of_year(folder, meeting.problems), *_of_standing(meeting))
    frozen = _frozen(folder)
    changed = _changed(folder, frozen)
    if frozen is None:  # afterwards the record says who is there
        problems = (*problems, *_of_people(meeting))
    if as_json:
        show_json({**_as_json(problems), "changed": list(changed)})
    else:
        for name in changed:
            show(say("{file}: changed since the freeze; the meeting goes by the record", file=name))
        if problems:
            show(*problem_lines(problems))
        if not errors_of(problems):
            show(say("Nothing stands in the way. Read: {found}", found=tuple(_found(meeting))))
        show(*_left_out(folder, meeting))
    return REFUSED if errors_of(problems) else DONE


def _of_year(folder: Path, told: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with the tables of how suggestions were handled, where there are any."""
    from scoring.years.files.yearfolder import holds_handling, read_year

    if not holds_handling(folder):
        return ()
    return tuple(problem for problem in read_year(folder).problems if problem not in told)


def _of_standing(meeting: MeetingFolder) -> Iterator[Problem]:
    """Yield what only the ranking shows: groups that were left out."""
    scheme = meeting.scheme_file.scheme if meeting.scheme_file else None
    if scheme is None or meeting.papers is None:
        return
    by_counts = any(isinstance(votes, Counts) for votes in meeting.papers.votes.values())
    where = Place("counts.csv" if by_counts else "ballots.csv")
    for warning in stand(scheme, meeting.papers).warnings:
        yield Problem("standing.group-left-out", where, warning, warning=True)


def _of_people(meeting: MeetingFolder) -> tuple[Problem, ...]:
    """Return who is lacking to hold the meeting."""
    from scoring.live.people_there import people_problems

    return tuple(people_problems(meeting))


def _frozen(folder: Path) -> "Frozen | None":
    """Return what was frozen; None while nothing is."""
    if not has_record(folder):
        return None
    from scoring.live.session import Session

    return Session.view(folder).frozen()


def _changed(folder: Path, frozen: "Frozen | None") -> tuple[str, ...]:
    """Return the files that are no longer what was frozen."""
    if frozen is None:
        return ()
    from scoring.live.freezing import changed_since

    return changed_since(folder, frozen)


def _left_out(folder: Path, meeting: MeetingFolder) -> tuple[Phrase, ...]:
    """Return what freezing will not read, where the meeting has people who can freeze it."""
    if has_record(folder) or not meeting.roster.officers:
        return ()
    from scoring.live.taking_in import left_out

    return left_out(meeting)


def _found(meeting: MeetingFolder) -> Iterator[Phrase]:
    """Yield what was read, in numbers."""
    roster = meeting.roster
    yield say("{count} units", count=len(roster.units))
    if roster.deputies:
        yield say("{count} deputies", count=len(roster.deputies))
    if roster.officers:
        yield say("{count} officers", count=len(roster.officers))
    if meeting.papers is None:
        return
    for answers in meeting.papers.answers.values():
        yield say("{count} answers", count=len(answers))
    votes = meeting.papers.votes.values()
    ballots = {number for found in votes if isinstance(found, Ballots) for number in found.numbers}
    if ballots:
        yield say("{count} ballots", count=len(ballots))
    elif votes:
        yield say("counts of marks")


def _as_json(problems: tuple[Problem, ...]) -> dict[str, object]:
    errors = len(errors_of(problems))
    return {
        "schema": "pingyi/check/1",
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [
            {
                "code": problem.code,
                "warning": problem.warning,
                "file": problem.where.file,
                "line": problem.where.line or None,
                "cell": problem.where.cell or None,
                "message": str(problem.message),
                "hint": None if problem.hint is None else str(problem.hint),
            }
            for problem in problems
        ],
    }
