"""Arguments and options of the commands that run a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from scoring.cli.meeting.given_pins import Naming
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
class CommandWords:
    """The words of a command line as they were typed; what was not typed is empty or None."""

    folder: Path
    as_json: bool = False
    round: str | None = None
    officer: str = ""
    """An id or a name; so are the next two."""
    second: str = ""
    anew: str = ""
    """Who forgot a PIN."""
    pin_fd: int | None = None
    """The number of a file descriptor that PINs are read from; None: a person is asked."""
    sheets: str | None = None
    """As they are listed: ``001-060,063``."""
    file: Path | None = None
    third: bool = False
    code: str | None = None
    """The result code, as it was printed."""

    def naming(self) -> Naming:
        """Return who acts, where one officer is enough."""
        return Naming((self.officer,), self.pin_fd)


def command(
    name: str, run: Callable[[CommandWords], int], does: Phrase, *params: click.Parameter
) -> click.Command:
    """Make a command on a meeting's folder; it has ``--json`` as its last option.

    ``run`` is given the words and returns the exit code. ``params`` are named as the fields of
    ``CommandWords`` are.
    """
    return click.Command(
        name,
        callback=lambda **words: run(_asked(words)),
        params=[folder_argument(), *params, json_option()],
        help=str(does),
    )


def _asked(words: dict[str, Any]) -> CommandWords:
    """Return the words; what was not typed is as ``CommandWords`` has it."""
    return CommandWords(**{name: value for name, value in words.items() if value is not None})


def named(word: str, metavar: Phrase, **more: bool | int) -> click.Argument:
    """Make the argument ``word``, shown as ``metavar``.

    ``more``: ``required`` (True unless given) and ``nargs`` (1 unless given; -1: any number).
    """
    required = bool(more.get("required", True))
    return click.Argument(
        [word],
        metavar=str(metavar),
        type=Text(),
        required=required,
        nargs=int(more.get("nargs", 1)),
    )


def text_option(
    name: str, metavar: Phrase, does: Phrase, *, to: str | None = None, required: bool = False
) -> click.Option:
    """Make the option ``name`` (``--round``) that takes a text.

    ``to``: the name of the parameter that it becomes; None: that of the option.
    """
    names = [name, to] if to else [name]
    return click.Option(names, metavar=str(metavar), type=Text(), required=required, help=str(does))


def round_option() -> click.Option:
    """Make ``--round``."""
    does = say("Which round, where there are several.")
    return text_option("--round", say("ROUND"), does)


def officer_option(*, required: bool = True) -> click.Option:
    """Make ``--as``."""
    does = say("The officer who does this; id or name.")
    return text_option("--as", say("OFFICER"), does, to="officer", required=required)


def second_option() -> click.Option:
    """Make ``--second``."""
    does = say("The second officer, who is not the first.")
    return text_option("--second", say("OFFICER"), does)


def pin_option() -> click.Option:
    """Make ``--pin-fd``."""
    return click.Option(
        ["--pin-fd"],
        type=int,
        metavar=str(say("N")),
        help=str(say("Read PINs from this file descriptor: lines OFFICER PIN.")),
    )
