"""Taking back numbers that were counted in by mistake (撤回); nobody has read them.

Only numbers on which nothing was read, queried, ruled or voided; they may be counted in again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Known, which_round
from scoring.meeting.facts import Names, RoundFact
from scoring.meeting.lines_in_words import counted_in_told
from scoring.meeting.refusals import Refusal, counts_sheets, without_sheets
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.state import Meeting, Round
from scoring.meeting.typed_words import no_sheets, numbers_listed, round_id, sheet_numbers
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
    yield from _cannot_be_taken_back(attempt, wish.numbers)
    yield SheetsWithdrawn(attempt.id, attempt.attempt, wish.numbers)


def _cannot_be_taken_back(attempt: Round, numbers: Names) -> Iterator[Refusal]:
    """Yield which of ``numbers`` were never counted in, and on which something was read."""
    unknown = tuple(number for number in numbers if number not in attempt.sheets)
    if unknown:
        yield Refusal(
            "sheet.unknown", say("never counted in: {sheets}", sheets=sheets_said(unknown))
        )
    known = [attempt.sheets[number] for number in numbers if number in attempt.sheets]
    read = tuple(sheet.number for sheet in known if not sheet.untouched)
    if read:
        yield Refusal(
            "sheet.read", say("read already, and so it stays: {sheets}", sheets=sheets_said(read))
        )


def _happened(fact: SheetsWithdrawn, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    kept = {name: sheet for name, sheet in attempt.sheets.items() if name not in fact.numbers}
    return state.with_round(replace(attempt, sheets=kept))


def _said(fact: SheetsWithdrawn, _called: Called) -> Phrase:
    return say("numbers taken back: {numbers}", numbers=sheets_said(fact.numbers))


def _wished(state: Meeting, answers: Answers) -> Sequence[Withdraw]:
    if (listed := answers.perhaps("withdraw")) is None:
        return ()
    return (Withdraw(round_id(state, answers.perhaps("round")), numbers_listed(listed)),)


def _numbers_refused(state: Meeting, known: Known, typed: str) -> Phrase | None:
    """Say which numbers cannot be taken back, where the question is."""
    if (why := no_sheets(state, known, typed)) or "round" not in known:
        return why
    attempt = state.round(known["round"])
    wrong = _cannot_be_taken_back(attempt, sheet_numbers(typed))
    return next((one.message for one in wrong), None)


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
            check=_numbers_refused,
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
