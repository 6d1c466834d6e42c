"""Going back to the files (解除冻结), before the first sheet is issued.

The state is then that of an empty meeting, check-in included; what was frozen stays in the record,
and ``freeze`` reads the files anew. In a rehearsal it stays a rehearsal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.meeting.act import Act, Command, Happening, Move, Told
from scoring.meeting.asks import Answers, Signing, a_reason
from scoring.meeting.facts import Fact, Names
from scoring.meeting.refusals import Refusal, needed_officers, unfit
from scoring.meeting.sheets_ready import sheets_in
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Unfreeze(Wish):
    """Go back to draft."""

    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Unfrozen(Fact):
    """Back to draft, before the first sheet is issued."""

    kind = "files-unfrozen"
    changes_state = True
    by: Names
    reason: str


def _decided(wish: Unfreeze, state: Meeting) -> Told:
    yield from unfit(state, wish.by, needed_officers(state))
    if _out(state):
        yield Refusal("unfreeze.issued", say("sheets have been issued; the files stay frozen"))
    yield Unfrozen(wish.by, wish.reason)


def _out(state: Meeting) -> bool:
    """Whether any sheet has gone out, or come in."""
    rounds = state.rounds.values()
    return any(attempt.issued or sheets_in(state, attempt) for attempt in rounds)


def _happened(_fact: Unfrozen, state: Meeting) -> Meeting:
    # Rules, attendance and rounds go together: an empty round of the old roster would otherwise
    # keep the cells that its sheets had then.
    return Meeting(rehearsal=state.rehearsal, format=state.format)


def _wished(_state: Meeting, answers: Answers) -> tuple[Unfreeze]:
    return (Unfreeze(answers.by, answers.text("reason")),)


def _anew(_state: Meeting, _facts: Sequence[Fact]) -> tuple[Phrase]:
    return (say("Check-in begins anew after the next freeze."),)


UNFREEZE = Act(
    name="unfreeze",
    wish=Unfreeze,
    phases=("frozen", "open"),
    conditions=say("a reason, as many officers as owed; no sheet is issued or in"),
    refuses=("unfreeze.issued",),
    moves=(
        Move("frozen", "draft"),
        Move("open", "draft", say("rounds that were opened are forgotten")),
    ),
    decided=_decided,
    happenings=(
        Happening(
            Unfrozen,
            lambda _fact, _called: say("Files unfrozen"),
            _happened,
            holds=say("by whom, why"),
        ),
    ),
    again=lambda fact: Unfreeze(fact.by, fact.reason),
    asks=(
        a_reason(
            say("Why back to the files? Check-in and rounds begin anew after the next freeze.")
        ),
    ),
    signing=Signing(asks=say("Who unfreezes the files?"), owed=True),
    wished=_wished,
    command=Command("unfreeze", say("Go back to the files, before the first sheet is issued.")),
    label=say("unfreeze: back to the files, from before the opening"),
    listed=("special",),
    possible=lambda state: not _out(state),
    after=_anew,
)
