"""Saying how many sheets were not handed in (未交); the last entry holds.

A sheet that went out and did not come back, without which issued and returned never add up. Until
it is entered it counts as 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, a_count, which_round
from scoring.meeting.facts import RoundFact
from scoring.meeting.lines_in_words import counted_in_told
from scoring.meeting.refusals import counts_sheets, without_sheets
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Keep(OfRound):
    """Say how many sheets were not handed in."""

    kept: int


@dataclass(frozen=True, slots=True)
class SheetsKept(RoundFact):
    """未交: how many sheets were not handed in; the last entry holds."""

    kind = "sheets-kept"
    kept: int


def _decided(wish: Keep, state: Meeting) -> Told:
    yield from without_sheets(state)
    attempt = state.round(wish.round)
    yield SheetsKept(attempt.id, attempt.attempt, wish.kept)


def _happened(fact: SheetsKept, state: Meeting) -> Meeting:
    return state.with_round(replace(state.attempt(fact), kept=fact.kept))


def _said(fact: SheetsKept, _called: Called) -> Phrase:
    return say("ballots not handed in: {kept}", kept=fact.kept)


def _wished(state: Meeting, answers: Answers) -> Sequence[Keep]:
    if (kept := answers.perhaps_count("kept")) is None:
        return ()
    return (Keep(round_id(state, answers.perhaps("round")), kept),)


KEEP = Act(
    name="keep",
    wish=Keep,
    stages=("open", "paused"),
    conditions=say("not below zero; the last entry holds"),
    refuses=("sheets.none",),
    decided=_decided,
    happenings=(Happening(SheetsKept, _said, _happened, holds=say("how many")),),
    again=lambda fact: Keep(fact.round, fact.kept),
    asks=(
        which_round(),
        a_count(
            "kept",
            say("How many sheets were not handed in."),
            say("How many sheets were not handed in?"),
        ),
    ),
    wished=_wished,
    command=Command("receive", say("Count sheets in, by the numbers that were written on them.")),
    label=say("say how many were not handed in"),
    listed=("paper",),
    possible=counts_sheets,
    after=counted_in_told,
)
