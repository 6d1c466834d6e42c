"""How a command ends: its exit code, and what is said of a failure (退出码).

| code | when | what was raised |
|---|---|---|
| 0 | it was done | nothing |
| 1 | files have problems, or the state forbids it | HasProblems, Forbidden, Refused, OSError |
| 2 | the command line is wrong | click.UsageError |
| 3 | a record does not verify | DoesNotVerify |
| 4 | another terminal holds the record | HeldElsewhere |
| 70 | a fault of the program | anything else |
| 130, 141 | Ctrl-C; nobody reads what is written | KeyboardInterrupt, BrokenPipeError |
"""

import os
from collections.abc import Callable, Iterable

import click

from scoring.cli.output import close_quietly, tell
from scoring.errors import HasProblems, PingyiError, Problem, errors_of
from scoring.wording import Phrase, say

DONE = 0
REFUSED = 1
"""The files have problems, or the meeting's state forbids it."""
WRONG_USAGE = 2
DOES_NOT_VERIFY = 3
HELD_ELSEWHERE = 4
OUR_FAULT = 70
INTERRUPTED = 130
NOBODY_READS = 141
"""Standard output was closed while there was more to write; what a shell's own tools end with."""


def exit_code_of(run: Callable[[], int]) -> int:
    """Return the exit code of ``run``; say on standard error what went wrong. Raises nothing."""
    # The order below matters where one kind is also another: DoesNotVerify has problems, so its
    # code is asked of ``_code_of`` and its lines are told as problems; BrokenPipeError is an
    # OSError, and nothing more can be told where nobody reads.
    try:
        return run()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as failure:  # noqa: BLE001 - the last resort: nobody is shown a traceback
        return _failed(failure)


def problem_lines(problems: Iterable[Problem]) -> list[Phrase | str]:
    """Return ``problems`` as lines, each hint under its problem, and last how many there are.

    The last line counts errors and warnings apart; it is there for no problems, too.
    """
    listed = list(problems)
    lines: list[Phrase | str] = []
    for problem in listed:
        lines.append(str(problem))
        if problem.hint is not None:
            lines.append(f"    {problem.hint}")
    errors = len(errors_of(listed))
    lines.append(
        say("errors: {errors}, warnings: {warnings}", errors=errors, warnings=len(listed) - errors)
    )
    return lines


def _failed(failure: Exception) -> int:
    """Say what went wrong, and return the exit code for it."""
    match failure:
        case click.UsageError():
            _tell_misuse(failure)
            code = WRONG_USAGE
        case HasProblems():
            tell(*problem_lines(failure.problems))
            code = _code_of(failure)
        case PingyiError():
            tell(*str(failure).splitlines())
            code = _code_of(failure)
        case BrokenPipeError():
            close_quietly()
            code = NOBODY_READS
        case OSError():
            file, reason = str(failure.filename or "pingyi"), failure.strerror
            tell(say("{file}: {reason}", file=file, reason=reason))
            code = REFUSED
        case _:
            tell(*_apology(failure))
            code = OUR_FAULT
    return code


def _code_of(failure: PingyiError) -> int:
    from scoring.record import DoesNotVerify, HeldElsewhere

    if isinstance(failure, HeldElsewhere):
        return HELD_ELSEWHERE
    return DOES_NOT_VERIFY if isinstance(failure, DoesNotVerify) else REFUSED


def _tell_misuse(misuse: click.UsageError) -> None:
    if misuse.ctx is not None:
        tell(*misuse.ctx.get_usage().splitlines())
    tell(" ".join(misuse.format_message().split()))
    if misuse.ctx is not None:
        tell(say("{command} --help says more", command=misuse.ctx.command_path))


def _apology(fault: Exception) -> tuple[Phrase, ...]:
    """Say what failed and where in the program; no values, which may be secret."""
    import traceback

    frame = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - pathlib is slow to load
    return (
        say(
            "Sorry, this is a fault of the program, not yours: {kind} at {where}.",
            kind=type(fault).__name__,
            where=where,
        ),
        say("Your files are as they were. Please report this line to the program's authors."),
    )
