"""``pingyi`` itself: which commands there are. None is loaded before it is needed."""

from importlib import import_module
from pathlib import Path
from shlex import quote
from typing import NamedTuple

import click

from scoring.cli.endings import WRONG_USAGE
from scoring.cli.output import show, tell
from scoring.wording import Phrase, say


class Entry(NamedTuple):
    """A command: the module of ``scoring.cli`` that makes it, and what it does in short."""

    module: str
    does: Phrase


COMMANDS = {
    "check": Entry("check", say("Say everything that is wrong in a meeting's folder.")),
    "rank": Entry("rank", say("Show the ranking.")),
    "explain": Entry("explain", say("Show how one unit's score came about.")),
    "demo": Entry("demo", say("Copy the sample meeting, rank it and explain it.")),
    "schemes": Entry("schemes", say("List the schemes that come with the program.")),
    "new": Entry("new", say("Make a folder for a meeting, ready to fill in.")),
}


class Program(click.Group):
    """The group of all commands; its own help comes from the table above."""

    def __init__(self) -> None:
        super().__init__(
            "pingyi",
            callback=_without_command,
            invoke_without_command=True,
            help=str(say("Scores evaluation meetings, exactly, and explains the ranking.")),
            options_metavar=str(say("[OPTIONS]")),
            subcommand_metavar=str(say("COMMAND ...")),
            params=[_language_option(), _version_option()],
        )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which a meeting needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Load and make the command ``cmd_name``."""
        if cmd_name not in COMMANDS:
            return None
        made = import_module(f"scoring.cli.{COMMANDS[cmd_name].module}").command()
        return made if isinstance(made, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the table of commands without loading any."""
        with formatter.section(str(say("Commands"))):
            formatter.write_dl([(name, str(entry.does)) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; say what to do with a folder that stands in its place."""
        if args[0] not in COMMANDS and Path(args[0]).is_dir():
            _tell_of_folder(args[0])
            ctx.exit(WRONG_USAGE)
        return super().resolve_command(ctx, args)


@click.pass_context
def _without_command(context: click.Context) -> int:
    if context.invoked_subcommand is None:
        show(*context.get_help().splitlines())
        tell(say("The terminal interface is not part of this version yet; choose a command."))
    return WRONG_USAGE


def _tell_of_folder(folder: str) -> None:
    named = quote(folder)
    tell(
        say("The terminal interface is not part of this version yet. For this folder:"),
        f"  pingyi check {named}",
        f"  pingyi rank {named}",
        f"  pingyi explain {named} {say('UNIT')}",
    )


def _language_option() -> click.Option:
    """Say the option in the help; it was taken out of the command line before."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        help=str(say("Language: Chinese (zh) or English (en).")),
    )


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=str(say("Show the version and exit.")),
    )


def _show_version(context: click.Context, _: click.Parameter, value: object) -> None:
    if value:
        from importlib.metadata import PackageNotFoundError, version

        try:
            show(f"pingyi {version('pingyi')}")
        except PackageNotFoundError:
            show(say("pingyi, from a folder where it is not installed"))
        context.exit()
