"""``pingyi doctor``: what this machine has, and what documents and screens will look like.

Versions, terminal, fonts, folders: each a function that yields what it found, for one document.
Whatever is missing is said and is no failure: the exit code is always ``DONE``.
"""

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

import click

from scoring.cli.demo import SESSIONS
from scoring.cli.endings import DONE
from scoring.cli.output import show_document
from scoring.documents.fonts import families_here
from scoring.documents.layout import NATIONAL, Family
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table, Words, outline
from scoring.wording import Phrase, say

PACKAGES = ("pingyi", "click", "pydantic", "rich", "XlsxWriter", "python-docx", "Jinja2")
OPTIONAL = {"typst": say("for pdf"), "pandas": say("for tables in Python")}


def command() -> click.Command:
    """Make the command."""
    folder = click.Argument(
        ["folder"],
        metavar="[DIR]",
        required=False,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
    )
    return click.Command(
        "doctor",
        callback=doctor,
        params=[folder],
        help=str(say("Show versions, terminal, fonts, and whether folders can be written.")),
    )


def doctor(folder: Path | None) -> int:
    """Show what was found; ``folder`` (None: none) is tried for writing too. Nothing is changed."""
    show_document(_findings(folder))
    return DONE


def _findings(folder: Path | None) -> Blocks:
    yield Heading(say("What this machine has"), 1)
    yield Heading(say("Versions"))
    yield outline(*_versions())
    yield Heading(say("Terminal"))
    yield outline(*_terminal())
    yield Paragraph(say("In the four lines below, each right edge must stand under the other:"))
    yield outline(*RULER)
    yield Heading(say("Fonts"))
    yield from _fonts()
    yield Heading(say("Folders"))
    yield outline(*_folders(folder))


RULER = ("12345678|", "汉字汉字|", "ａｂｃｄ|", "√○×…①—“”|")  # noqa: RUF001 - full-width letters are what is tested
"""Eight cells each; in the last the characters are of a width that terminals do not agree on."""


def _versions() -> Iterator[Words]:
    yield f"Python {platform.python_version()}, {platform.platform()}"
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield say("{package}: not installed", package=package)
    for package, use in OPTIONAL.items():
        try:
            yield say(
                "{package} {version} ({use})", package=package, version=version(package), use=use
            )
        except PackageNotFoundError:
            yield say("{package}: not installed ({use})", package=package, use=use)


def _terminal() -> Iterator[Words]:
    from rich.console import Console

    console = Console()
    yield say("width {width}, height {height}", width=console.width, height=console.height)
    colours = console.color_system or say("none")
    yield say("colours: {colours}", colours=colours)
    yield say("encoding: {encoding}", encoding=sys.stdout.encoding)
    if not sys.stdout.isatty():
        yield say("standard output is no terminal now")


def _fonts() -> Blocks:
    there, how = families_here()
    yield Paragraph(say("Looked for with {how}.", how=how or say("nothing: no folder of fonts")))
    rows = tuple(_font(family, there) for family in NATIONAL.families)
    yield Table((Column(say("Family")), Column(say("Taken"))), rows)
    if not any(set(family.names) & there for family in NATIONAL.families):
        yield Paragraph(
            say(
                "There is no Chinese font here: no PDF can be written, and html shows boxes. "
                "Install one, such as Noto Serif CJK (Debian: fonts-noto-cjk)."
            )
        )


def _font(family: Family, there: frozenset[str]) -> tuple[Words, Words]:
    taken = next((name for name in family.names if name in there), None)
    if taken == family.name:
        return family.name, say("the family itself")
    return family.name, say("{other} instead", other=taken) if taken else say("none")


def _folders(folder: Path | None) -> Iterator[Phrase]:
    for path in (folder, Path.cwd(), Path(SESSIONS), Path(gettempdir())):
        if path is not None and path.is_dir():
            yield _writable(path)


def _writable(path: Path) -> Phrase:
    """Say whether files can be made in ``path``: by making one that has no name."""
    try:
        with TemporaryFile(dir=path) as file:
            file.write(b"1")
            os.fsync(file.fileno())
    except OSError as failed:
        return say(
            "{folder}: cannot be written ({reason})", folder=str(path), reason=failed.strerror
        )
    return say("{folder}: can be written", folder=str(path))
