"""Counting sheets in (收回), by the numbers that were written on them.

The numbers are texts as they stand on the paper, leading zeros kept, and each may come once. With
groups in the scheme every batch is of one ``group`` (an id); without, the group is dropped.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Choices, Known, which_round
from scoring.meeting.facts import Names, RoundFact
from scoring.meeting.lines_in_words import counted_in_told
from scoring.meeting.refusals import Refusal, counts_sheets, without_sheets
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.state import Meeting, Round, Sheet
from scoring.meeting.typed_words import no_sheets, numbers_listed, round_id, sheet_numbers
from scoring.meeting.wishes import OfRound
from scoring.scheme import Ballot
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Receive(OfRound):
    """Count sheets in, by their numbers."""

    numbers: Names
    group: str | None = None
    """Of the voters whose sheets these are; None in a scheme without groups."""


@dataclass(frozen=True, slots=True)
class SheetsReturned(RoundFact):
    """收回: sheets numbered as they are counted in."""

    kind = "sheets-returned"
    numbers: Names
    group: str | None = None


def _groups(state: Meeting, _known: Known | None = None) -> Choices:
    return tuple(
        (group.id, group.title)
        for part in state.frozen.scheme.of_kind(Ballot)
        for group in part.groups
    )


def _decided(wish: Receive, state: Meeting) -> Told:
    yield from without_sheets(state)
    attempt = state.round(wish.round)
    if attempt.issued is None:
        yield Refusal("round.not-issued", say("it is not said how many sheets were issued"))
    groups = {id_ for id_, _ in _groups(state)}
    if groups and wish.group not in groups:
        yield Refusal(
            "sheet.group",
            say("say which group the sheets are of: {groups}", groups=tuple(sorted(groups))),
        )
    counted = Counter(wish.numbers)
    if twice := _twice(attempt, wish.numbers):
        yield Refusal("sheet.twice", say("counted in already: {sheets}", sheets=sheets_said(twice)))
    if not all(counted) or (not counted and state.by_format_2):
        yield Refusal("sheet.number", say("every sheet needs a number"))
    yield SheetsReturned(attempt.id, attempt.attempt, wish.numbers, wish.group if groups else None)


def _twice(attempt: Round, numbers: Names) -> Names:
    """Return which of ``numbers`` come twice, or were counted in before."""
    counted = Counter(numbers)
    return tuple(one for one in counted if counted[one] > 1 or one in attempt.sheets)


def _happened(fact: SheetsReturned, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    received = {number: Sheet(number, fact.group) for number in fact.numbers}
    return state.with_round(replace(attempt, sheets={**attempt.sheets, **received}))


def _said(fact: SheetsReturned, _called: Called) -> Phrase:
    return say("ballots counted in: {count}", count=len(fact.numbers))


def _wished(state: Meeting, answers: Answers) -> Sequence[Receive]:
    if (listed := answers.perhaps("sheets")) is None:
        return ()
    round_ = round_id(state, answers.perhaps("round"))
    return (Receive(round_, numbers_listed(listed), answers.perhaps("group")),)


def _numbers_refused(state: Meeting, known: Known, typed: str) -> Phrase | None:
    """Say which numbers were counted in already, where the question is."""
    if (why := no_sheets(state, known, typed)) or "round" not in known:
        return why
    twice = _twice(state.round(known["round"]), sheet_numbers(typed))
    return say("counted in already: {sheets}", sheets=sheets_said(twice)) if twice else None


def group_due(state: Meeting) -> str:
    """Return the first group of which no sheet is in, in the round that is live; else empty."""
    live = next((one for one in state.rounds.values() if one.live), None)
    there = {sheet.group for sheet in live.sheets.values()} if live else set()
    return next((id_ for id_, _ in _groups(state) if id_ not in there), "")


RECEIVE = Act(
    name="receive",
    wish=Receive,
    stages=("open", "paused"),
    conditions=say(
        "issued is entered; a number each, none twice; a group where the scheme has groups"
    ),
    refuses=("sheets.none", "round.not-issued", "sheet.group", "sheet.twice", "sheet.number"),
    decided=_decided,
    happenings=(Happening(SheetsReturned, _said, _happened, holds=say("numbers and group")),),
    again=lambda fact: Receive(fact.round, fact.numbers, fact.group),
    asks=(
        which_round(),
        Ask(
            name="sheets",
            asks=say("Numbers of the sheets that came back, such as 001-060,063"),
            does=say("Their numbers."),
            shown=say("001-060,063"),
            option="--sheets",
            check=_numbers_refused,
            needed=False,
        ),
        Ask(
            name="group",
            asks=say("Of which group are they?"),
            does=say("The group of voters they are of."),
            shown=say("ID"),
            option="--group",
            choices=_groups,
            usual=group_due,
            when=lambda state: bool(_groups(state)),
            needed=False,
        ),
    ),
    wished=_wished,
    nothing=say("Give --sheets, --kept or --withdraw."),
    command=Command("receive", say("Count sheets in, by the numbers that were written on them.")),
    label=say("count more sheets in"),
    listed=("paper",),
    possible=counts_sheets,
    after=counted_in_told,
)
