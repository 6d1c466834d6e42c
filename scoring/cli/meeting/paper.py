"""``pingyi issue``, ``receive`` and ``explain-difference``: paper on its way out and back."""

from pathlib import Path

import click

from scoring.cli.meeting.acting import Act, Done, Names, Naming, perform
from scoring.cli.meeting.names import round_id, sheet_numbers
from scoring.cli.meeting.options import (
    command,
    count_option,
    named,
    reason_option,
    round_argument,
    round_option,
    text_option,
    with_officer,
)
from scoring.meeting import Meeting
from scoring.meeting.facts import RoundFact
from scoring.meeting.intentions import (
    ExplainDifference,
    Intention,
    Issue,
    Keep,
    Receive,
    Withdraw,
)
from scoring.meeting.verification import reconciliation
from scoring.report.meeting_lines import equation
from scoring.wording import Phrase, say


def issue_command() -> click.Command:
    """Make ``issue``."""
    return command(
        "issue",
        issue,
        say("Say how many sheets went out; said again, the last one holds."),
        round_argument(),
        count_option("--issued", say("Sheets handed to deputies."), required=True),
        count_option("--took-none", say("Deputies present who took none.")),
        count_option("--printed", say("Sheets printed.")),
        count_option("--cancelled", say("Sheets cancelled, of those printed.")),
    )


def receive_command() -> click.Command:
    """Make ``receive``."""
    return command(
        "receive",
        receive,
        say("Count sheets in, by the numbers that were written on them."),
        round_argument(),
        text_option("--sheets", say("001-060,063"), say("Their numbers.")),
        text_option("--group", say("ID"), say("The group of voters they are of.")),
        count_option("--kept", say("How many sheets were not handed in.")),
        text_option("--withdraw", say("007"), say("Numbers counted in by mistake.")),
    )


def explain_command() -> click.Command:
    """Make ``explain-difference``."""
    return command(
        "explain-difference",
        explain_difference,
        say("Say why a line of the reconciliation (对账) does not balance."),
        named("line", say("LINE")),
        *with_officer(),
        reason_option(),
        round_option(),
    )


def issue(
    folder: Path,
    round_: str | None,
    issued: int,
    took_none: int | None,
    printed: int | None,
    cancelled: int | None,
    *,
    as_json: bool,
) -> int:
    """Note how many sheets went out."""

    def intend(state: Meeting, _by: Names) -> list[Issue]:
        return [Issue(round_id(state, round_), issued, took_none or 0, printed, cancelled)]

    return perform(folder, Act("issue", intend, _lines), as_json=as_json)


@click.pass_context
def receive(
    context: click.Context,
    folder: Path,
    round_: str | None,
    sheets: str | None,
    group: str | None,
    kept: int | None,
    withdraw: str | None,
    *,
    as_json: bool,
) -> int:
    """Count sheets in; what was counted in by mistake goes first."""
    if sheets is None and kept is None and withdraw is None:
        told = str(say("Give --sheets, --kept or --withdraw."))
        raise click.UsageError(told, context)

    def intend(state: Meeting, _by: Names) -> list[Intention]:
        id_ = round_id(state, round_)
        wanted: list[Intention] = []
        if withdraw is not None:
            wanted.append(Withdraw(id_, sheet_numbers(withdraw)))
        if sheets is not None:
            wanted.append(Receive(id_, sheet_numbers(sheets), group))
        if kept is not None:
            wanted.append(Keep(id_, kept))
        return wanted

    return perform(folder, Act("receive", intend, _lines), as_json=as_json)


def explain_difference(
    folder: Path,
    line: str,
    officer: str,
    pin_fd: int | None,
    reason: str,
    round_: str | None,
    *,
    as_json: bool,
) -> int:
    """Explain the difference of ``line``."""

    def intend(state: Meeting, by: Names) -> list[ExplainDifference]:
        return [ExplainDifference(round_id(state, round_), line, reason, by[0])]

    act = Act("explain-difference", intend, _lines, Naming((officer,), pin_fd))
    return perform(folder, act, as_json=as_json)


def _lines(done: Done) -> list[Phrase]:
    """Return the reconciliation of the round as it is now."""
    state = done.session.state
    fact = next(fact for fact in done.decision.facts if isinstance(fact, RoundFact))
    attempt = state.rounds[fact.round, fact.attempt]
    said = [say("Counted in: {count} sheets.", count=len(attempt.sheets))]
    return said + [
        say("{line}: {equation}", line=line.name, equation=equation(line))
        for line in reconciliation(state, attempt)
        if not line.name.startswith("cells")
    ]
