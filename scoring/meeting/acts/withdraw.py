"""Taking back numbers that were counted in by mistake (撤回); nobody has read them.

Only numbers on which nothing was read, queried, ruled or voided; they may be counted in again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, which_round
from scoring.meeting.facts import Names, RoundFact
from scoring.meeting.lines_in_words import counted_in_told
from scoring.meeting.refusals import Refusal, counts_sheets, without_sheets
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import no_sheets, round_id, sheet_numbers
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Withdraw(OfRound):
    """Take back numbers that were counted in by mistake."""

    numbers: Names


@dataclass(frozen=True, slots=True)
class SheetsWithdrawn(RoundFact):
    """Numbers counted in by mistake; nobody has read them."""

    kind = "sheets-withdrawn"
    numbers: Names


def _decided(wish: Withdraw, state: Meeting) -> Told:
    yield from without_sheets(state)
    attempt = state.round(wish.round)
    unknown = tuple(number for number in wish.numbers if number not in attempt.sheets)
    if unknown:
        yield Refusal("sheet.unknown", say("never counted in: {sheets}", sheets=unknown))
    known = [attempt.sheets[number] for number in wish.numbers if number in attempt.sheets]
    read = tuple(sheet.number for sheet in known if not sheet.untouched)
    if read:
        yield Refusal("sheet.read", say("read already, and so it stays: {sheets}", sheets=read))
    yield SheetsWithdrawn(attempt.id, attempt.attempt, wish.numbers)


def _happened(fact: SheetsWithdrawn, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    kept = {name: sheet for name, sheet in attempt.sheets.items() if name not in fact.numbers}
    return state.with_round(replace(attempt, sheets=kept))


def _said(fact: SheetsWithdrawn, _called: Called) -> Phrase:
    return say("numbers taken back: {numbers}", numbers=fact.numbers)


def _wished(state: Meeting, answers: Answers) -> Sequence[Withdraw]:
    if (listed := answers.perhaps("withdraw")) is None:
        return ()
    return (Withdraw(round_id(state, answers.perhaps("round")), sheet_numbers(listed)),)


WITHDRAW = Act(
    name="withdraw",
    wish=Withdraw,
    stages=("open", "paused"),
    conditions=say("counted in, and nothing is read, queried, ruled or void on it"),
    refuses=("sheets.none", "sheet.unknown", "sheet.read"),
    decided=_decided,
    happenings=(Happening(SheetsWithdrawn, _said, _happened, holds=say("numbers")),),
    again=lambda fact: Withdraw(fact.round, fact.numbers),
    asks=(
        which_round(),
        Ask(
            name="withdraw",
            asks=say("Which numbers were counted in by mistake?"),
            does=say("Numbers counted in by mistake."),
            shown=say("007"),
            option="--withdraw",
            check=no_sheets,
            needed=False,
        ),
    ),
    wished=_wished,
    command=Command("receive", say("Count sheets in, by the numbers that were written on them.")),
    label=say("take back a number counted in by mistake"),
    listed=("paper",),
    possible=lambda state: counts_sheets(state) and any(one.sheets for one in state.current()),
    after=counted_in_told,
)
