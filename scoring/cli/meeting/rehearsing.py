"""``pingyi rehearse``: a copy of a meeting to practise on (演练), with made-up sheets if wanted."""

from pathlib import Path
from shlex import quote

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.opening import owned
from scoring.cli.output import show, show_json
from scoring.cli.parameters import folder_argument, json_option
from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.new_meeting import rehearsal_of
from scoring.meeting.rehearsal import made_up_to_the_readings
from scoring.report.meeting_status import REHEARSAL
from scoring.wording import say


def rehearse_command() -> click.Command:
    """Make ``rehearse``."""
    return click.Command(
        "rehearse",
        callback=rehearse,
        params=[
            folder_argument(),
            click.Option(
                ["--ballots"],
                is_flag=True,
                help=str(say("With made-up people and sheets, up to the two readings.")),
            ),
            click.Option(
                ["--seed"],
                default="",
                metavar="TEXT",
                help=str(say("What the sheets are drawn from: the same text, the same sheets.")),
            ),
            json_option(),
        ],
        help=str(say("Copy the meeting for a rehearsal (演练), which can never become real.")),
    )


def rehearse(folder: Path, seed: str, *, ballots: bool, as_json: bool) -> int:
    """Copy the meeting in ``folder``, and make up its ``ballots`` from ``seed`` if wanted.

    Without a seed the copy's name is one, which is another each time. Raises HasProblems where the
    files are not ready, Refused where nothing can be written.
    """
    beside = rehearsal_of(folder)
    if ballots:
        with owned(beside) as session:
            session.do(freezing(read_meeting(beside)))
            session.do(*made_up_to_the_readings(session.state, seed or beside.name))
    if as_json:
        show_json(
            {"schema": "pingyi/act/1", "act": "rehearse", "done": True, "folder": str(beside)}
        )
        return DONE
    named = quote(str(beside))
    next_one = f"pingyi status {named}" if ballots else f"pingyi freeze {named}"
    show(
        REHEARSAL,
        say("The rehearsal is in {folder}", folder=str(beside)),
        say("Go on with: {command}", command=next_one)
        if ballots
        else say("Begin it with: {command}", command=next_one),
    )
    return DONE
