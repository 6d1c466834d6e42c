"""``pingyi new``: a folder for a meeting, ready to fill in."""

from pathlib import Path
from shlex import quote

import click

from scoring.cli.endings import DONE
from scoring.cli.output import show
from scoring.documents.templates import Form, guide_name
from scoring.files.library import shipped
from scoring.live.new_meeting import make_meeting
from scoring.wording import say


def command() -> click.Command:
    """Make the command."""
    return click.Command(
        "new",
        callback=new,
        params=[
            click.Argument(["folder"], metavar="DIR", type=click.Path(path_type=Path)),
            click.Option(
                ["--scheme"],
                required=True,
                metavar="ID",
                type=click.Choice(list(shipped())),
                help=str(say("The scheme; pingyi schemes lists them.")),
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["csv", "xlsx"]),
                default="csv",
                show_default=True,
                help=str(say("What the tables are written as.")),
            ),
        ],
        help=str(say("Make the folder DIR for a meeting, with its tables ready to fill in.")),
    )


@click.pass_obj
def new(language: str, folder: Path, scheme: str, form: Form) -> int:
    """Make ``folder`` with templates for a meeting under the shipped ``scheme`` (its id).

    ``language`` is that of the command line: tables are headed in it. Raises Refused where
    something is there already.
    """
    chinese = language != "en"
    make_meeting(folder, scheme, form, chinese=chinese)
    guide, named = guide_name(chinese=chinese), quote(str(folder))
    show(
        say("{folder} is ready.", folder=str(folder)),
        say("Fill in meeting.toml and the tables; {guide} says how.", guide=guide),
        say("Then: {command}", command=f"pingyi check {named}"),
    )
    return DONE
