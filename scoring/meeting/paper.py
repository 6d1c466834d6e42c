"""Paper ballots on their way out and back (发出, 收回)."""

from collections import Counter
from dataclasses import replace

from scoring.meeting.deciding import (
    Refusal,
    Told,
    applied,
    of_round,
    told,
    with_round,
    wrong_stage,
)
from scoring.meeting.facts import SheetsIssued, SheetsKept, SheetsReturned, SheetsWithdrawn
from scoring.meeting.intentions import Issue, Keep, Receive, Withdraw
from scoring.meeting.state import Meeting, Sheet
from scoring.scheme import Ballot
from scoring.wording import say


@told.register
def _(intention: Issue, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused"))
    yield from stopped
    counts = (intention.issued, intention.took_none, intention.printed, intention.cancelled)
    if any(count is not None and count < 0 for count in counts):
        yield Refusal("round.negative", say("a count is not below zero"))
    if not stopped:
        attempt = state.round(intention.round)
        yield SheetsIssued(attempt.id, attempt.attempt, *counts)


@told.register
def _(intention: Receive, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused"))
    yield from stopped
    if stopped:
        return
    attempt = state.round(intention.round)
    if attempt.issued is None:
        yield Refusal("round.not-issued", say("it is not said how many sheets were issued"))
    groups = {group.id for part in state.frozen.scheme.of_kind(Ballot) for group in part.groups}
    if groups and intention.group not in groups:
        yield Refusal(
            "sheet.group",
            say("say which group the sheets are of: {groups}", groups=tuple(sorted(groups))),
        )
    counted = Counter(intention.numbers)
    twice = tuple(one for one in counted if counted[one] > 1 or one in attempt.sheets)
    if twice:
        yield Refusal("sheet.twice", say("counted in already: {sheets}", sheets=twice))
    if not all(counted):
        yield Refusal("sheet.number", say("every sheet needs a number"))
    yield SheetsReturned(
        attempt.id, attempt.attempt, intention.numbers, intention.group if groups else None
    )


@told.register
def _(intention: Withdraw, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused"))
    yield from stopped
    if stopped:
        return
    attempt = state.round(intention.round)
    unknown = tuple(number for number in intention.numbers if number not in attempt.sheets)
    if unknown:
        yield Refusal("sheet.unknown", say("never counted in: {sheets}", sheets=unknown))
    read = tuple(
        number
        for number in intention.numbers
        if number in attempt.sheets and not attempt.sheets[number].untouched
    )
    if read:
        yield Refusal("sheet.read", say("read already, and so it stays: {sheets}", sheets=read))
    yield SheetsWithdrawn(attempt.id, attempt.attempt, intention.numbers)


@told.register
def _(intention: Keep, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused"))
    yield from stopped
    if intention.kept < 0:
        yield Refusal("round.negative", say("a count is not below zero"))
    if not stopped:
        attempt = state.round(intention.round)
        yield SheetsKept(attempt.id, attempt.attempt, intention.kept)


@applied.register
def _(fact: SheetsIssued, state: Meeting) -> Meeting:
    attempt = replace(
        of_round(fact, state),
        present=len(state.attendance.present),
        issued=fact.issued,
        took_none=fact.took_none,
        printed=fact.printed,
        cancelled=fact.cancelled,
    )
    return with_round(state, attempt)


@applied.register
def _(fact: SheetsReturned, state: Meeting) -> Meeting:
    attempt = of_round(fact, state)
    received = {number: Sheet(number, fact.group) for number in fact.numbers}
    return with_round(state, replace(attempt, sheets={**attempt.sheets, **received}))


@applied.register
def _(fact: SheetsWithdrawn, state: Meeting) -> Meeting:
    attempt = of_round(fact, state)
    kept = {name: sheet for name, sheet in attempt.sheets.items() if name not in fact.numbers}
    return with_round(state, replace(attempt, sheets=kept))


@applied.register
def _(fact: SheetsKept, state: Meeting) -> Meeting:
    return with_round(state, replace(of_round(fact, state), kept=fact.kept))
