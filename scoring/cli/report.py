"""``pingyi report``: the documents of a meeting, each version in a folder of its own.

Which documents there are says ``scoring.report.formal.catalogue``; which sets of them a folder can
give, and that none is written over, ``scoring.documents.document_sets``.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias, get_args

import click

from scoring.cli.endings import DONE, problem_lines
from scoring.cli.output import show, tell
from scoring.cli.parameters import folder_argument
from scoring.cli.progress import shown_progress
from scoring.documents.document_sets import FOLDER, USUAL, told, wanted_sets, write_sets
from scoring.report.formal.catalogue import FORMATS, KINDS, Format
from scoring.wording import say

Formats: TypeAlias = tuple[Format, ...]


def command() -> click.Command:
    """Make the command."""
    return click.Command(
        "report",
        callback=report,
        params=[folder_argument(), *_options()],
        help=str(say("Write the documents of the meeting in the folder DIR.")),
    )


def _options() -> Iterator[click.Option]:
    yield click.Option(
        ["--to", "out"],
        metavar="OUT",
        type=click.Path(file_okay=False, path_type=Path),
        help=str(say("Where to; DIR/documents unless given.")),
    )
    yield click.Option(
        ["--format", "formats"],
        metavar="FORMAT,...",
        default=",".join(USUAL),
        callback=_formats,
        help=str(say("Formats: {formats}.", formats=FORMATS)),
    )
    yield click.Option(
        ["--only"],
        metavar="NAME,...",
        multiple=True,
        callback=_names,
        help=str(say("Only these documents: {names}.", names=tuple(KINDS))),
    )
    yield click.Option(["--quiet"], is_flag=True, help=str(say("Say nothing but what goes wrong.")))


def report(
    folder: Path, out: Path | None, formats: Formats, only: Sequence[str], *, quiet: bool
) -> int:
    """Write a set of documents for each dossier of the meeting in ``folder``.

    ``out``: where the sets go; None: ``FOLDER`` in the meeting's own. ``only``: names of documents,
    empty for all. Raises what ``wanted_sets`` and ``write_sets`` do.
    """
    found = wanted_sets(folder, formats, only)
    if found.warnings and not quiet:
        tell(*problem_lines(found.warnings))
    place = folder / FOLDER if out is None else out
    tag = "en" if click.get_current_context().obj == "en" else "zh-CN"
    for written in write_sets(
        place, found.sets, formats, tag, partial(shown_progress, quiet=quiet)
    ):
        if not quiet:
            show(told(written))
    return DONE


def _formats(context: click.Context, option: click.Parameter, value: str) -> tuple[Format, ...]:
    asked = _listed([value])
    if strange := [one for one in asked if one not in FORMATS]:
        raise click.BadParameter(
            str(say("{names}: there are {known}", names=tuple(strange), known=FORMATS)),
            context,
            option,
        )
    return tuple(one for one in get_args(Format) if one in asked)


def _names(
    context: click.Context, option: click.Parameter, value: Sequence[str]
) -> tuple[str, ...]:
    asked = _listed(value)
    if strange := [one for one in asked if not _known(one)]:
        raise click.BadParameter(
            str(say("{names}: there are {known}", names=tuple(strange), known=tuple(KINDS))),
            context,
            option,
        )
    return tuple(asked)


def _known(name: str) -> bool:
    kind, _, number = name.rpartition("-")
    # ``unit-card`` is a card for each unit, ``unit-card-3`` that of the third alone.
    return name in KINDS or (kind == "unit-card" and number.isdecimal())


def _listed(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
