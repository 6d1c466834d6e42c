"""From the words of a command line to an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from scoring.cli.endings import exit_code_of
from scoring.cli.language import language_of
from scoring.cli.output import prepare
from scoring.locales import use


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what ``arguments`` (the process's own, unless given) ask for; return the exit code.

    They are without the program's name: ``["rank", "DIR"]``. Nothing is raised, whatever happens.
    The language that is spoken afterwards is the one that was asked for.
    """
    _leave_no_core()
    prepare()
    asked = sys.argv[1:] if arguments is None else list(arguments)
    language, words = language_of(asked, os.environ.get("PINGYI_LANG", ""))
    use(language)
    return exit_code_of(lambda: _run(words, language))


def _leave_no_core() -> None:
    """Let a crash write no image of the memory to the disk: it would hold marks and PINs."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(words: list[str], language: str) -> int:
    from scoring.cli.program import Program

    program = Program()
    with program.make_context("pingyi", words, obj=language) as context:
        code = program.invoke(context)
    sys.stdout.flush()
    return int(code or 0)
