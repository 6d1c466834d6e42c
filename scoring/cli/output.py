"""Standard output and standard error: the one way for our lines to reach a terminal.

What was asked for goes to standard output (``show``), everything else that is to be known to
standard error (``tell``), so that output can be piped. What a terminal would obey, such as an
escape in a name from a file, is made visible and obeyed by nobody.
"""

import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from scoring.wording import Phrase, visible

if TYPE_CHECKING:
    from scoring.report.blocks import Block

NARROWEST = 40
"""Cells of a line below which documents are not folded."""


def prepare() -> None:
    """Let a character that the terminal's encoding lacks appear as an escape, not as a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show(*lines: Phrase | str) -> None:
    """Write ``lines`` on standard output."""
    _write(sys.stdout, lines)


def tell(*lines: Phrase | str) -> None:
    """Write ``lines`` on standard error."""
    _write(sys.stderr, lines)


def show_json(value: object) -> None:
    """Write ``value`` as JSON on one line of standard output; what cannot be seen is escaped.

    Raises TypeError where something in it is not JSON.
    """
    import json

    text = json.dumps(value, ensure_ascii=False)
    show("".join(c if visible(c) == c else json.dumps(c)[1:-1] for c in text))


def show_document(blocks: Iterable["Block"]) -> None:
    """Write a document on standard output, as wide as the terminal, and ``NARROWEST`` at least."""
    import shutil

    from scoring.documents.text import text_lines

    width = shutil.get_terminal_size().columns
    show(*text_lines(blocks, max(width, NARROWEST)))


def close_quietly() -> None:
    """Give up a standard output that nobody reads any more, so that its end raises nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _write(stream: TextIO, lines: Iterable[Phrase | str]) -> None:
    stream.writelines(f"{visible(str(line))}\n" for line in lines)
