"""``pingyi`` itself: which commands there are. None is loaded before it is needed.

``COMMANDS`` says each command in a line, for the help; the module that makes it is imported when
the command is called. Those without a module are made from acts of a meeting, and which act it is
says the act (``Command.name``). They stand in the order in which a meeting needs them.
"""

import os
import sys
from importlib import import_module
from shlex import quote
from typing import NamedTuple

import click

from scoring.cli.endings import WRONG_USAGE
from scoring.cli.output import show, tell
from scoring.wording import Phrase, say


class LazyCommand(NamedTuple):
    """A command: the module of ``scoring.cli`` that makes it, and what it does in short."""

    module: str
    """Empty for a command that is made from an act of a meeting."""
    does: Phrase
    factory: str = "command"
    """The function of the module that makes it."""


def _of_meeting(module: str, name: str, does: Phrase) -> LazyCommand:
    """Return a command that a module of ``scoring.cli.meeting`` makes."""
    return LazyCommand(f"meeting.{module}", does, f"{name}_command")


def _of_act(does: Phrase) -> LazyCommand:
    """Return a command that is made from an act of a meeting."""
    return LazyCommand("", does)


# A command takes about as long to start as what it imports takes to load; ``--help`` loads none.
COMMANDS = {
    "check": LazyCommand("check", say("Say everything that is wrong in a meeting's folder.")),
    "rank": LazyCommand("rank", say("Show the ranking.")),
    "explain": LazyCommand("explain", say("Show how one unit's score came about.")),
    "handling": LazyCommand("handling", say("Show how suggestions were handled, cross-checked.")),
    "ledger": LazyCommand("ledger", say("Show what was promised, and what is due or overdue.")),
    "compare": LazyCommand("compare", say("Show two or more meetings or years side by side.")),
    "report": LazyCommand("report", say("Write the documents of a meeting.")),
    "doctor": LazyCommand("doctor", say("Show what this machine has: fonts, terminal, folders.")),
    "demo": LazyCommand("demo", say("Copy the sample meeting, rank it and explain it.")),
    "join": LazyCommand("join", say("Attach this terminal to a meeting that is open.")),
    "schemes": LazyCommand("schemes", say("List the schemes that come with the program.")),
    "new": LazyCommand("new", say("Make a folder for a meeting, ready to fill in.")),
    "freeze": _of_meeting(
        "freeze_command", "freeze", say("Read the files for the last time, and begin.")
    ),
    "take-in": _of_meeting(
        "taking_in", "take_in", say("Take in a table of marks, and compute the result.")
    ),
    "unfreeze": _of_act(say("Go back to the files.")),
    "officers": _of_meeting("officers", "officers", say("Set the officers' PINs.")),
    "checkin": _of_act(say("Note deputies as present.")),
    "leave": _of_act(say("Note deputies as gone.")),
    "recuse": _of_act(say("Note that a deputy does not mark a unit.")),
    "appoint": _of_act(say("Add an officer after the freeze.")),
    "withdraw-unit": _of_act(say("Take a unit out that withdrew.")),
    "round": _of_act(say("Open, pause, resume, collect or void a round.")),
    "issue": _of_act(say("Say how many sheets went out.")),
    "receive": _of_act(say("Count sheets in, by their numbers.")),
    "explain-difference": _of_act(say("Say why a line does not balance.")),
    "enter": _of_meeting("entering", "enter", say("Enter what somebody reads on the sheets.")),
    "hand-over": _of_act(say("Say that a reading is complete.")),
    "differences": _of_meeting("showing", "differences", say("Say which cells are still open.")),
    "query": _of_act(say("Ask what a cell says.")),
    "clarify": _of_act(say("Say what a cell that was queried says.")),
    "rule": _of_act(say("Decide a cell that the readings left open.")),
    "accept": _of_act(say("Let a mark stand that looked mis-keyed.")),
    "void-sheet": _of_act(say("Void a whole sheet.")),
    "status": _of_meeting("showing", "status", say("Where a meeting stands, and what comes next.")),
    "count": _of_act(say("Compute the result.")),
    "certify": _of_act(say("Certify the result.")),
    "reveal": _of_act(say("Reveal the result.")),
    "correct": _of_act(say("Change a cell after the count.")),
    "log": _of_meeting("showing", "log", say("What happened, when, and by whom.")),
    "mirror": _of_meeting("keeping", "mirror", say("Keep a second copy of the record.")),
    "restore": _of_meeting("keeping", "restore", say("Put the record back from its mirror.")),
    "rehearse": _of_meeting("rehearsing", "rehearse", say("Copy a meeting for a rehearsal.")),
    "verify": _of_meeting("verifying", "verify", say("Derive everything again from the record.")),
}


def _added() -> dict[str, Phrase]:
    """Return the commands of acts that are not in the table, and what each does.

    The table is there so that ``--help`` loads no act; whoever has added one has loaded them.
    """
    loaded = sys.modules.get("scoring.meeting.acts")
    ways = [act.command for act in loaded.ACTS if act.command] if loaded else []
    return {way.name: way.does for way in ways if way.name.split()[0] not in COMMANDS}


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
        return [*COMMANDS, *_added()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Load and make the command ``cmd_name``."""
        entry = COMMANDS.get(cmd_name)
        if entry is None or not entry.module:
            from scoring.cli.meeting.acts import act_command

            return act_command(cmd_name)
        made = getattr(import_module(f"scoring.cli.{entry.module}"), entry.factory)()
        return made if isinstance(made, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the table of commands without loading any."""
        with formatter.section(str(say("Commands"))):
            listed = {name: entry.does for name, entry in COMMANDS.items()} | _added()
            formatter.write_dl([(name, str(does)) for name, does in listed.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; say what to do with a folder that stands in its place."""
        if args[0] not in COMMANDS and os.path.isdir(args[0]):  # noqa: PTH112 - pathlib is slow to load
            ctx.exit(_open_folder(args[0]) if len(args) == 1 else _tell_of_folder(args[0]))
        return super().resolve_command(ctx, args)


@click.pass_context
def _without_command(context: click.Context) -> int:
    from scoring.cli.interface import can_be_shown, show_interface

    if context.invoked_subcommand is None:
        if can_be_shown():
            return show_interface()
        show(*context.get_help().splitlines())
        tell(say("The interface needs a terminal. Without one, choose a command."))
    return WRONG_USAGE


def _open_folder(folder: str) -> int:
    from scoring.cli.interface import can_be_shown, show_interface

    return show_interface(folder) if can_be_shown() else _tell_of_folder(folder)


def _tell_of_folder(folder: str) -> int:
    named = quote(folder)
    tell(
        say("The interface needs a terminal. Without one, for this folder:"),
        f"  pingyi check {named}",
        f"  pingyi rank {named}",
        f"  pingyi explain {named} {say('UNIT')}",
    )
    return WRONG_USAGE


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
