"""``pingyi issue``, ``receive`` and ``explain-difference``: paper on its way out and back."""

import click

from scoring.cli.meeting.acting import Act, Done, Names, perform
from scoring.cli.meeting.options import (
    Asked,
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
from scoring.meeting.state import Round
from scoring.meeting.typed_words import round_id, sheet_numbers
from scoring.report.meeting_lines import line_said, lines_shown
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


def issue(asked: Asked) -> int:
    """Note how many sheets went out."""

    def intend(state: Meeting, _by: Names) -> list[Issue]:
        counts = (asked.issued, asked.took_none or 0, asked.printed, asked.cancelled)
        return [Issue(round_id(state, asked.round), *counts)]

    return perform(asked.folder, Act("issue", intend, _went_out), as_json=asked.as_json)


def receive(asked: Asked) -> int:
    """Count sheets in; what was counted in by mistake goes first."""
    if asked.sheets is None and asked.kept is None and asked.withdraw is None:
        told = str(say("Give --sheets, --kept or --withdraw."))
        raise click.UsageError(told, click.get_current_context())

    def intend(state: Meeting, _by: Names) -> list[Intention]:
        id_ = round_id(state, asked.round)
        wanted: list[Intention] = []
        if asked.withdraw is not None:
            wanted.append(Withdraw(id_, sheet_numbers(asked.withdraw)))
        if asked.sheets is not None:
            wanted.append(Receive(id_, sheet_numbers(asked.sheets), asked.group))
        if asked.kept is not None:
            wanted.append(Keep(id_, asked.kept))
        return wanted

    return perform(asked.folder, Act("receive", intend, _lines), as_json=asked.as_json)


def explain_difference(asked: Asked) -> int:
    """Explain the difference of a line."""

    def intend(state: Meeting, by: Names) -> list[ExplainDifference]:
        round_ = round_id(state, asked.round)
        return [ExplainDifference(round_, asked.line, asked.reason, by[0])]

    act = Act("explain-difference", intend, _lines, asked.naming())
    return perform(asked.folder, act, as_json=asked.as_json)


def _went_out(done: Done) -> list[Phrase]:
    """Return what has to add up when sheets go out."""
    attempt = _attempt(done)
    lines = lines_shown(done.session.state, attempt)
    return [line_said(line) for line in lines if line.name in {"deputies", "printed", "taken"}]


def _lines(done: Done) -> list[Phrase]:
    """Return the reconciliation of the round as it is now."""
    attempt = _attempt(done)
    counted_in = say("Counted in: {count} sheets.", count=len(attempt.sheets))
    return [counted_in, *map(line_said, lines_shown(done.session.state, attempt))]


def _attempt(done: Done) -> Round:
    fact = next(fact for fact in done.decision.facts if isinstance(fact, RoundFact))
    return done.session.state.rounds[fact.round, fact.attempt]
