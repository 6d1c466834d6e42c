"""``pingyi explain``: how one unit's score came about."""

from pathlib import Path

import click

from scoring.cli.endings import DONE
from scoring.cli.meetings import ranked
from scoring.cli.output import show_document
from scoring.cli.parameters import folder_argument, scheme_option
from scoring.wording import say


def command() -> click.Command:
    """Make the command."""
    unit = click.Argument(["unit"], metavar=str(say("UNIT")))
    return click.Command(
        "explain",
        callback=explain,
        params=[folder_argument(), unit, scheme_option()],
        help=str(say("Show how the score of UNIT came about; its id, its name or a part of it.")),
    )


def explain(folder: Path, unit: str, scheme: str | None) -> int:
    """Explain where ``unit`` (an id, a name, or a part that only one name has) stands.

    ``scheme``: a file or an id, in place of the meeting's own; None: its own. Raises Refused where
    no unit, or more than one, is meant, and as ``meetings.ranked`` does.
    """
    show_document(ranked(folder, scheme).explanation(unit).blocks)
    return DONE
