"""``pingyi join``: another terminal at a meeting that is open, or the hall's screen."""

from pathlib import Path

import click

from scoring.cli.endings import WRONG_USAGE
from scoring.cli.interface import can_be_shown, show_interface
from scoring.cli.output import tell
from scoring.cli.parameters import folder_argument
from scoring.wording import say


def command() -> click.Command:
    """Make the command."""
    hall = click.Option(
        ["--hall"],
        is_flag=True,
        help=str(say("Be the hall's screen: it takes no keys, and shows what is revealed.")),
    )
    return click.Command(
        "join",
        callback=join,
        params=[folder_argument(), hall],
        help=str(say("Attach this terminal to a meeting that is open at another one.")),
    )


def join(folder: Path, *, hall: bool) -> int:
    """Attach to the meeting in ``folder``, to take part or to show the hall what it may see.

    Without a terminal nothing can be attached: returns ``WRONG_USAGE``.
    """
    if not can_be_shown():
        tell(say("To attach to a meeting takes a terminal."))
        return WRONG_USAGE
    return show_interface(folder, "hall" if hall else "desk")
