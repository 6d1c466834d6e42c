"""Setting a PIN (设定口令), by the officer whose it is: the record has that it was set.

The PIN itself is kept as a digest in a file beside the record (``live.pins``). Whoever takes that
file away and sets the PINs as if for the first time is seen here: the record knows that there were
some. With it nobody could sign any more, so setting them again is not refused; it is told.
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from scoring.meeting.act import Act, Called, Happening, Told
from scoring.meeting.facts import Fact
from scoring.meeting.refusals import unfit
from scoring.meeting.state import Meeting, Phase
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say

How: TypeAlias = Literal["first", "changed", "again"]
"""For the first time; by who gave the one before; although the record has one and the file none."""
AFTER_FREEZING: tuple[Phase, ...] = ("frozen", "open", "counted", "certified", "revealed")
"""The phases in which there are officers."""


@dataclass(frozen=True, slots=True)
class SetPin(Wish):
    """Set one's own PIN."""

    officer: str
    changed: bool = False
    """Whether the one before was given."""


@dataclass(frozen=True, slots=True)
class PinSet(Fact):
    """设定口令."""

    kind = "pin-set"
    changes_state = True
    officer: str
    how: How


def _decided(wish: SetPin, state: Meeting) -> Told:
    yield from unfit(state, (wish.officer,), 1)
    known = wish.officer in state.pins
    yield PinSet(wish.officer, "changed" if wish.changed else "again" if known else "first")


def pin_happened(officer: str, state: Meeting) -> Meeting:
    """Return the state after ``officer`` (an id) has a new PIN."""
    return replace(state, pins=state.pins | {officer})


def _said(fact: PinSet, called: Called) -> Phrase:
    [person] = called.people((fact.officer,))
    match fact.how:
        case "first":
            return say("PIN of {person} set", person=person)
        case "changed":
            return say("PIN of {person} changed, the one before was given", person=person)
        case "again":
            return say("PIN of {person} set again: the file of PINs had none any more, and nobody "
                       "signed for it", person=person)  # fmt: skip


SET_PIN = Act(
    name="set-pin",
    wish=SetPin,
    phases=AFTER_FREEZING,
    conditions=say("an officer of the list"),
    refuses=("officer.unknown",),
    decided=_decided,
    happenings=(
        Happening(
            PinSet,
            _said,
            lambda fact, state: pin_happened(fact.officer, state),
            names_officers=True,
            holds=say("whose, whether it was the first; not the PIN"),
        ),
    ),
    again=lambda fact: SetPin(fact.officer, fact.how == "changed"),
)
