"""``pingyi demo``: a copy of the sample meeting, opened; without a terminal ranked, explained."""

from datetime import datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from secrets import token_hex

import click

from scoring.cli.endings import DONE
from scoring.cli.interface import can_be_shown, show_interface
from scoring.cli.meetings import ranked
from scoring.cli.output import show, show_document
from scoring.files.library import sample_meeting
from scoring.files.new_files import make_folder
from scoring.wording import say

SESSIONS = "sessions"
"""The folder, below the current one, that meetings are kept in."""


def command() -> click.Command:
    """Make the command."""
    return click.Command(
        "demo",
        callback=demo,
        help=str(say("Copy the sample meeting into sessions/, rank it and explain it.")),
    )


def demo() -> int:
    """Copy the sample meeting to a folder named by date and chance, and open it.

    The folder is made below ``SESSIONS``, where one is at the time. Without a terminal, show what
    the meeting comes to. Raises Refused where nothing can be written.
    """
    today = datetime.now().astimezone().date()
    folder = Path(SESSIONS) / f"{today.isoformat()}-{token_hex(4)}"
    make_folder(folder, lambda new: _copy(sample_meeting(), new))
    if can_be_shown():
        return show_interface(folder)
    found = ranked(folder, None)
    show(say("The sample meeting was copied to {folder}", folder=str(folder)), "")
    show_document(found.blocks)
    show("")
    show_document(found.explanation(found.units[0].unit.id).blocks)
    return DONE


def _copy(sample: Traversable, folder: Path) -> None:
    for file in sample.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
