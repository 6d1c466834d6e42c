"""``pingyi new``: a folder for a meeting, ready to fill in."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Any, get_args

import click

from scoring.cli.endings import DONE
from scoring.cli.output import show
from scoring.documents.templates import Form, guide_name
from scoring.documents.templates.meeting_toml import TitleAndDay
from scoring.files.days import day
from scoring.files.library import shipped
from scoring.live.new_meeting import MeetingPlan, make_meeting
from scoring.scheme import Ceremony, Secrecy
from scoring.wording import Phrase, say


def command() -> click.Command:
    """Make the command."""
    folder = click.Argument(["folder"], metavar="DIR", type=click.Path(path_type=Path))
    does = say("Make the folder DIR for a meeting, with its tables ready to fill in.")
    return click.Command("new", callback=new, params=[folder, *_options()], help=str(does))


def _options() -> Iterator[click.Option]:
    """Yield what may be said of the meeting."""
    there = click.Path(exists=True, file_okay=False, path_type=Path)
    yield _option(
        "scheme",
        say("The scheme: an id, which pingyi schemes lists, or a .toml file."),
        str(say("ID-or-FILE")),
        _SchemeName(click.Choice(list(shipped()))),
    )
    like = say("Another meeting, whose units, people and scheme are taken, and no marks.")
    yield _option("like", like, "OTHER", there)
    yield _option("title", say("What the meeting is called."), str(say("TEXT")))
    yield _option("date", say("On which day it is."), str(say("DAY")), _Day())
    yield _choice("ceremony", say("How it is held; else as the scheme says."), Ceremony)
    yield _choice("ballot", say("Whether ballots carry names; else as the scheme says."), Secrecy)
    voters = say("How many deputies are numbered beforehand.")
    yield _option("voters", voters, "N", click.IntRange(1, MOST_VOTERS))
    yield click.Option(
        ["--format", "form"],
        type=click.Choice(["csv", "xlsx"]),
        default="csv",
        show_default=True,
        help=str(say("What the tables are written as.")),
    )


MOST_VOTERS = 9999


@click.pass_obj
def new(  # noqa: PLR0913 - as many as there are options
    language: str,
    folder: Path,
    *,
    scheme: str | None,
    like: Path | None,
    title: str | None,
    date: str | None,
    ceremony: Ceremony | None,
    ballot: Secrecy | None,
    voters: int | None,
    form: Form,
) -> int:
    """Make ``folder`` with the tables of a meeting, as the options say.

    ``language`` is that of the command line: tables are headed in it. ``date`` is ISO 8601; what is
    None is left as the scheme has it, or to be filled in. Raises Refused where something is there
    already, HasProblems where the scheme is at fault.
    """
    if scheme is None and like is None:
        raise click.UsageError(str(say("Give --scheme, or --like for one like another meeting.")))
    chinese = language != "en"
    called = TitleAndDay(title or "", date or "")
    plan = MeetingPlan(scheme or "", called, ceremony, ballot, voters or 0, like)
    make_meeting(folder, plan, form, chinese=chinese)
    guide, named = guide_name(chinese=chinese), quote(str(folder))
    show(
        say("{folder} is ready.", folder=str(folder)),
        say("Fill in meeting.toml and the tables; {guide} says how.", guide=guide),
        say("Then: {command}", command=f"pingyi check {named}"),
    )
    return DONE


def _option(
    name: str, does: Phrase, metavar: str, kind: click.ParamType[Any] | None = None
) -> click.Option:
    return click.Option([f"--{name}"], metavar=metavar, type=kind, help=str(does))


def _choice(name: str, does: Phrase, choices: object) -> click.Option:
    return click.Option([f"--{name}"], type=click.Choice(get_args(choices)), help=str(does))


class _SchemeName(click.ParamType[str]):
    """The id of a shipped scheme, or the name of a .toml file."""

    name = "scheme"

    def __init__(self, ids: click.Choice[str]) -> None:
        self._ids = ids

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return ``value`` where it names a file, else as one of the ids; fail where neither."""
        if value.lower().endswith(".toml"):
            return value
        return self._ids.convert(value, param, ctx)


class _Day(click.ParamType[str]):
    """A day as people write it."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day in ISO 8601; fail where ``value`` is none."""
        found = day(value)
        if found is None:
            self.fail(str(say("type the day as {example}", example="2020-09-01")), param, ctx)
        return found.isoformat()
