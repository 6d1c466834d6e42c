"""``pingyi report``: the documents of a meeting, each version in a folder of its own."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, get_args

import click

from scoring.cli.endings import DONE, problem_lines
from scoring.cli.output import show, tell
from scoring.cli.parameters import folder_argument
from scoring.cli.progress import shown_progress
from scoring.documents.folders import Became, File, note_beside, write_set
from scoring.documents.formats import files
from scoring.dossiers import Filed, dossiers
from scoring.errors import Refused
from scoring.report.formal.catalogue import FORMATS, KINDS, Format, Issue, issues
from scoring.report.formal.stamp import time_text
from scoring.wording import Phrase, say

USUAL: tuple[Format, ...] = ("docx", "html", "xlsx", "csv", "json", "txt")
"""The formats that need nothing but this program."""

Formats: TypeAlias = tuple[Format, ...]
Names: TypeAlias = tuple[str, ...]

FOLDER = "documents"
"""In the meeting's folder, unless said otherwise."""


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


def report(folder: Path, out: Path | None, formats: Formats, only: Names, *, quiet: bool) -> int:
    """Write a set of documents for each dossier of the meeting in ``folder``."""
    found = dossiers(folder)
    if found.warnings and not quiet:
        tell(*problem_lines(found.warnings))
    place = folder / FOLDER if out is None else out
    sets = [(filed, _wanted(filed, only, formats)) for filed in found.filed]
    if not any(wanted for _, wanted in sets):
        raise Refused(
            say(
                "None of these documents is to be had yet, or in these formats: {names}.",
                names=only or tuple(KINDS),
            )
        )
    tag = "en" if click.get_current_context().obj == "en" else "zh-CN"
    for filed, wanted in sets:
        if wanted:
            made = tuple(files(wanted, formats, language=tag))
            became = _write(place, filed, shown_progress(made, quiet=quiet))
            if not quiet:
                show(_told(became, str(place / filed.folder), len(wanted)))
    return DONE


def _write(place: Path, filed: Filed, made: Iterable[File]) -> Became:
    """Write one set, and a note beside each version whose place it takes."""
    became = write_set(place / filed.folder, made)
    for old in filed.supersedes:
        note_beside(place / old, f"{old}-superseded.txt", _note(old, filed))
    return became


def _wanted(filed: Filed, only: Sequence[str], formats: Sequence[Format]) -> list[Issue]:
    return [
        issue
        for issue in issues(filed.dossier)
        if set(issue.kind.formats) & set(formats)
        if not only or issue.name in only or any(KINDS.get(name) is issue.kind for name in only)
    ]


def _told(became: Became, folder: str, count: int) -> Phrase:
    if became == "same":
        return say("{folder}: there already, and the same", folder=folder)
    if became == "added":
        return say("{folder}: formats or documents were added", folder=folder)
    return say("{folder}: {count} documents", folder=folder, count=count)


def _note(old: str, filed: Filed) -> str:
    stamp = filed.dossier.stamp
    text = say(
        "{old} is superseded by {new}, the result of {time}. Its documents stay as they were.",
        old=old,
        new=filed.folder,
        time=time_text(stamp.at),
    )
    return f"{text}\r\n{stamp.result_code}\r\n"


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
    return name in KINDS or (kind == "unit-card" and number.isdecimal())


def _listed(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
