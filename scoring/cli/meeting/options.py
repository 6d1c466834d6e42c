"""Arguments and options of the commands that run a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from scoring.cli.meeting.pins import Naming
from scoring.cli.parameters import folder_argument, json_option
from scoring.files.names import clean_name
from scoring.wording import Phrase, say


class Text(click.ParamType[str]):
    """A text that goes into the record: in Unicode's composed form, without spaces around it."""

    name = "text"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002 - as above
    ) -> str:
        """Return the text."""
        return clean_name(str(value))


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a command line as they were typed; what was not typed is empty or None."""

    folder: Path
    as_json: bool = False
    round: str | None = None
    officer: str = ""
    officers: tuple[str, ...] = ()
    second: str | None = None
    pin_fd: int | None = None
    reason: str = ""
    note: str = ""
    deputies: tuple[str, ...] = ()
    deputy: str = ""
    everybody: bool = False
    unit: str = ""
    sheet: str = ""
    criterion: str | None = None
    mark: str = ""
    line: str = ""
    issued: int = 0
    took_none: int | None = None
    printed: int | None = None
    cancelled: int | None = None
    sheets: str | None = None
    group: str | None = None
    kept: int | None = None
    withdraw: str | None = None
    file: Path | None = None
    third: bool = False
    only_next: bool = False
    code: str | None = None

    def naming(self) -> Naming:
        """Return who acts, where one officer is enough."""
        return Naming((self.officer,), self.pin_fd)

    def both(self) -> Naming:
        """Return who acts, where a second officer is owed."""
        return Naming(tuple(filter(None, (self.officer, self.second))), self.pin_fd, owed=True)


def command(
    name: str, run: Callable[[Asked], int], does: Phrase, *params: click.Parameter
) -> click.Command:
    """Make a command on a meeting's folder; it has ``--json`` as its last option."""
    return click.Command(
        name,
        callback=lambda **words: run(_asked(words)),
        params=[folder_argument(), *params, json_option()],
        help=str(does),
    )


def _asked(words: dict[str, Any]) -> Asked:
    """Return the words; what was not typed is as ``Asked`` has it."""
    return Asked(**{name: value for name, value in words.items() if value is not None})


def named(word: str, metavar: Phrase, **more: bool | int) -> click.Argument:
    """Make the argument ``word``, shown as ``metavar``."""
    required = bool(more.get("required", True))
    return click.Argument(
        [word],
        metavar=str(metavar),
        type=Text(),
        required=required,
        nargs=int(more.get("nargs", 1)),
    )


def round_argument() -> click.Argument:
    """Make the argument ``ROUND``; where there is only one, it may be left out."""
    return named("round", say("[ROUND]"), required=False)


def cell_parameters(*, whole: bool = False) -> tuple[click.Parameter, ...]:
    """Make ``SHEET UNIT`` and ``--criterion``; ``whole``: the unit may be left out."""
    criterion = say("Which criterion, where there are several.")
    return (
        named("sheet", say("SHEET")),
        named("unit", say("[UNIT]") if whole else say("UNIT"), required=not whole),
        text_option("--criterion", say("ID"), criterion),
    )


def text_option(
    name: str, metavar: Phrase, does: Phrase, *, to: str | None = None, required: bool = False
) -> click.Option:
    """Make an option that takes a text; ``to``: the name of the parameter that it is."""
    names = [name, to] if to else [name]
    return click.Option(names, metavar=str(metavar), type=Text(), required=required, help=str(does))


def count_option(name: str, does: Phrase, *, required: bool = False) -> click.Option:
    """Make an option that takes a whole number, not below zero."""
    return click.Option(
        [name],
        metavar=str(say("N")),
        type=int,
        required=required,
        help=str(does),
    )


def round_option() -> click.Option:
    """Make ``--round``."""
    does = say("Which round, where there are several.")
    return text_option("--round", say("ROUND"), does)


def mark_option() -> click.Option:
    """Make ``--mark``."""
    does = say("What the cell says: a mark, a word such as 弃权, or a sign such as - for it.")
    return text_option("--mark", say("MARK"), does, required=True)


def officer_option(*, required: bool = True) -> click.Option:
    """Make ``--as``."""
    does = say("The officer who does this; id or name.")
    return text_option("--as", say("OFFICER"), does, to="officer", required=required)


def second_option() -> click.Option:
    """Make ``--second``."""
    does = say("The second officer, who is not the first.")
    return text_option("--second", say("OFFICER"), does)


def reason_option() -> click.Option:
    """Make ``--reason``."""
    does = say("Why; it goes into the minutes.")
    return text_option("--reason", say("TEXT"), does, required=True)


def note_option() -> click.Option:
    """Make ``--note``."""
    does = say("What is to be noted; it goes into the minutes.")
    return text_option("--note", say("TEXT"), does, required=True)


def pin_option() -> click.Option:
    """Make ``--pin-fd``."""
    return click.Option(
        ["--pin-fd"],
        type=int,
        metavar=str(say("N")),
        help=str(say("Read PINs from this file descriptor: lines OFFICER PIN.")),
    )


def with_officer(*, second: bool = False) -> tuple[click.Parameter, ...]:
    """Make ``--as``, perhaps ``--second``, and ``--pin-fd``."""
    others = (second_option(),) if second else ()
    return officer_option(), *others, pin_option()
