"""``pingyi schemes``: the schemes that come with the program, and what one says."""

from importlib.resources.abc import Traversable
from pathlib import Path

import click

from scoring.cli.endings import DONE, problem_lines
from scoring.cli.output import show, show_document, tell
from scoring.errors import HasProblems, Refused
from scoring.files.library import shipped, shown_name
from scoring.files.schemefile import SchemeFile, read_scheme
from scoring.report.blocks import Column, Table
from scoring.report.printed import Source
from scoring.report.scheme_in_words import scheme_in_words
from scoring.wording import say


def command() -> click.Command:
    """Make the command and its one subcommand."""
    shown = click.Command(
        "show",
        callback=show_scheme,
        params=[
            click.Argument(["scheme"], metavar="ID"),
            click.Option(["--toml"], is_flag=True, help=str(say("The file as it is."))),
        ],
        help=str(say("Show the scheme ID, or one in a FILE, in plain words.")),
        short_help=str(say("Show one scheme in plain words.")),
    )
    return click.Group(
        "schemes",
        commands=[shown],
        callback=list_schemes,
        invoke_without_command=True,
        help=str(say("List the schemes that come with the program.")),
        subcommand_metavar="[show ID]",
    )


@click.pass_context
def list_schemes(context: click.Context) -> int:
    """List every shipped scheme with its title, unless a subcommand follows."""
    if context.invoked_subcommand is None:
        files = ((id_, _read(file, shown_name(id_)).scheme) for id_, file in shipped().items())
        rows = tuple((id_, scheme.title) for id_, scheme in files if scheme is not None)
        show_document([Table((Column(say("id")), Column(say("title"))), rows)])
        show("", say("pingyi schemes show ID says what one of them lays down."))
    return DONE


def show_scheme(scheme: str, *, toml: bool) -> int:
    """Show the shipped scheme, or the one in the file, that ``scheme`` names.

    ``toml``: the file as it is, in place of plain words. Raises Refused where it names neither,
    HasProblems where the file is no scheme.
    """
    found = _find(scheme)
    if toml:
        show(*found.content.decode("utf-8-sig").expandtabs().splitlines())
        return DONE
    if found.problems:
        tell(*problem_lines(found.problems))
    if found.scheme is not None:
        show_document(scheme_in_words(Source(found.scheme, found.sha256)))
    return DONE


def _find(name: str) -> SchemeFile:
    own = shipped()
    if name in own:
        return _read(own[name], shown_name(name))
    if Path(name).is_file():
        return _read(Path(name), name)
    raise Refused(say("There is no scheme {name}. There are: {ids}", name=name, ids=tuple(own)))


def _read(file: Traversable, shown: str) -> SchemeFile:
    """Read a scheme; raises HasProblems."""
    found = read_scheme(file, shown)
    if found.scheme is None:
        raise HasProblems(found.problems)
    return found
