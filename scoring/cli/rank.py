"""``pingyi rank``: the ranking, for people or for programs."""

from pathlib import Path

import click

from scoring.cli.endings import DONE
from scoring.cli.meetings import ranked
from scoring.cli.output import show_document, show_json, tell
from scoring.cli.parameters import folder_argument, json_option, scheme_option
from scoring.report.ranking_json import ranking_json
from scoring.wording import say


def command() -> click.Command:
    """Make the command."""
    return click.Command(
        "rank",
        callback=rank,
        params=[folder_argument(), scheme_option(), json_option()],
        help=str(say("Show the ranking of the meeting in the folder DIR.")),
    )


def rank(folder: Path, scheme: str | None, *, as_json: bool) -> int:
    """Show the ranking of the meeting in ``folder``.

    ``scheme``: a file or an id, in place of the meeting's own; None: its own. As JSON, what has to
    stand above it and the warnings go to standard error. Raises as ``meetings.ranked`` does.
    """
    found = ranked(folder, scheme)
    if as_json:
        tell(*found.marked, *found.standing.warnings)
        show_json(ranking_json(found.standing, found.fingerprint, found.status))
    else:
        show_document(found.blocks)
    return DONE
