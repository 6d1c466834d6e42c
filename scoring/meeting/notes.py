"""What the record keeps of itself (记事): its beginning, faults, jumps of the clock, the mirror."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring.meeting.act import Called, Happening
from scoring.meeting.facts import FORMAT, Fact
from scoring.meeting.state import Meeting
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Created(Fact):
    """The record begins."""

    kind = "meeting-created"
    changes_state = True
    version: str
    """Of the software."""
    rehearsal: bool = False
    """演练: can never become real."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Noted(Fact):
    """Something that changes nothing: a fault, a recovery, a jump of the clock, a mirror."""

    kind = "noted"
    what: str
    detail: str


def _began(fact: Created, state: Meeting) -> Meeting:
    return replace(state, rehearsal=fact.rehearsal, format=fact.format)


def _beginning_said(fact: Created, _called: Called) -> Phrase:
    if fact.rehearsal:
        return say("Record begun for a rehearsal, with version {version}", version=fact.version)
    return say("Record begun, with version {version}", version=fact.version)


TAKEN_OVER = "taken-over"
"""``Noted.what``, of a meeting that goes on at another machine, from its mirror."""
NOTES: Mapping[str, Phrase] = {
    "clock-jump": say("The clock was set: {detail}"),
    "mirror-written": say("The mirror was written"),
    "mirror-failed": say("The mirror was not written"),
    "record-reopened": say("The record was opened again after a fault"),
    "ended-by-signal": say("The program was told to end"),
    TAKEN_OVER: say("Taken over by another machine, from the mirror; time: {detail}"),
}
"""What ``Noted.what`` says, in words; ``detail`` is for whoever looks for the cause."""


def _note_said(fact: Noted, _called: Called) -> Phrase:
    if fact.what not in NOTES:
        return say("{what}: {detail}", what=fact.what, detail=fact.detail)
    words = NOTES[fact.what]
    return replace(words, values=(("detail", fact.detail),))


BEGINNING = Happening(
    Created, _beginning_said, _began, holds=say("the record begins; a rehearsal is marked")
)
NOTE = Happening(
    Noted,
    _note_said,
    holds=say("what changes nothing: a fault, a recovery, a jump of the clock, a mirror"),
)
