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
_WORDS: Mapping[str, Phrase] = {
    TAKEN_OVER: say("Taken over by another machine, from the mirror; time: {detail}"),
    "clock-jump": say("The clock was set: {detail}"),
    "ended-by-signal": say("The terminal was closed or told to end: {detail}"),
    "mirror-failed": say("The mirror could not be written: {detail}"),
    "mirror-written": say("A mirror was begun"),
    "record-reopened": say("The record was opened again after its disk had failed"),
}
"""What is noted, in words that lack their value; what stands here not, is told by its name."""
_UNKNOWN = say("{what}: {detail}")


def _note_said(fact: Noted, _called: Called) -> Phrase:
    words = _WORDS.get(fact.what, _UNKNOWN)
    return replace(words, values=(("what", fact.what), ("detail", fact.detail)))


BEGINNING = Happening(
    Created, _beginning_said, _began, holds=say("the record begins; a rehearsal is marked")
)
NOTE = Happening(
    Noted,
    _note_said,
    holds=say("what changes nothing: a fault, a recovery, a jump of the clock, a mirror"),
)
