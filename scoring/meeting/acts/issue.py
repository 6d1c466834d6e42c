"""Saying how many sheets went out (发出); entered again, the last entry holds.

``issued`` went out, ``took_none`` is how many of those present took no sheet. ``printed`` and
``cancelled`` are None where nobody counts them: their line is then left out of the reconciliation,
which is not the same as zero. With it is kept how many are present now: they took the sheets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, a_count, which_round
from scoring.meeting.facts import Fact, RoundFact
from scoring.meeting.lines_in_words import lines_told
from scoring.meeting.refusals import counts_sheets, without_sheets
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Issue(OfRound):
    """Say how many sheets went out."""

    issued: int
    took_none: int = 0
    """How many who are present took no sheet."""
    printed: int | None = None
    """None, as below: nobody counts them."""
    cancelled: int | None = None
    """Printed, and spoilt before they went out."""


@dataclass(frozen=True, slots=True)
class SheetsIssued(RoundFact):
    """发出: how many sheets went out; entered again, the last entry holds."""

    kind = "sheets-issued"
    issued: int
    took_none: int
    printed: int | None
    cancelled: int | None


def _decided(wish: Issue, state: Meeting) -> Told:
    yield from without_sheets(state)
    attempt = state.round(wish.round)
    counts = (wish.issued, wish.took_none, wish.printed, wish.cancelled)
    yield SheetsIssued(attempt.id, attempt.attempt, *counts)


def _happened(fact: SheetsIssued, state: Meeting) -> Meeting:
    attempt = replace(
        state.attempt(fact),
        present=len(state.attendance.present) if state.frozen.scheme.procedure.checkin else None,
        issued=fact.issued,
        took_none=fact.took_none,
        printed=fact.printed,
        cancelled=fact.cancelled,
    )
    return state.with_round(attempt)


def _said(fact: SheetsIssued, _called: Called) -> Phrase:
    return say(
        "ballots issued: {issued}; took none: {none}", issued=fact.issued, none=fact.took_none
    )


def _wished(state: Meeting, answers: Answers) -> tuple[Issue]:
    return (
        Issue(
            round_id(state, answers.perhaps("round")),
            answers.count("issued"),
            answers.count("took_none"),
            answers.perhaps_count("printed"),
            answers.perhaps_count("cancelled"),
        ),
    )


def _usual(state: Meeting) -> str:
    """Return how many are present; empty where nobody is checked in."""
    return str(len(state.attendance.present)) if state.frozen.scheme.procedure.checkin else ""


def _went_out(state: Meeting, facts: Sequence[Fact]) -> Iterator[Phrase]:
    """Yield what has to add up when sheets go out."""
    return lines_told(state, facts, {"deputies", "printed", "taken"})


ISSUE = Act(
    name="issue",
    wish=Issue,
    stages=("open", "paused"),
    conditions=say("counts are not below zero; the last entry holds"),
    refuses=("sheets.none",),
    decided=_decided,
    happenings=(
        Happening(
            SheetsIssued, _said, _happened, holds=say("issued, took none, printed, cancelled")
        ),
    ),
    again=lambda fact: Issue(fact.round, fact.issued, fact.took_none, fact.printed, fact.cancelled),
    asks=(
        which_round(),
        a_count(
            "issued",
            say("Sheets handed to deputies."),
            say("How many sheets were handed out?"),
            _usual,
            needed=True,
        ),
        a_count(
            "took_none",
            say("Deputies present who took none."),
            say("How many of those present took none?"),
            lambda _state: "0",
        ),
        a_count("printed", say("Sheets printed.")),
        a_count("cancelled", say("Sheets cancelled, of those printed.")),
    ),
    wished=_wished,
    command=Command("issue", say("Say how many sheets went out; said again, the last one holds.")),
    label=say("say again how many sheets went out"),
    listed=("paper",),
    possible=counts_sheets,
    after=_went_out,
)
