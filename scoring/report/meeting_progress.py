"""How a meeting is held and how far it is, in a few words (进度): for the list of meetings.

Numbers of sheets and people only; never a mark.

>>> from scoring.meeting import Meeting
>>> str(progress(Meeting()))
'being prepared'
"""

from collections.abc import Mapping

from scoring.meeting import Meeting
from scoring.meeting.refusals import PHASES
from scoring.meeting.state import NEEDED_READERS, Round
from scoring.meeting.verification import open_cells
from scoring.report.meeting_steps import next_step
from scoring.scheme import Ceremony
from scoring.wording import Phrase, say

CEREMONY_WORDS: Mapping[Ceremony, Phrase] = {
    "strict": say("strict"),
    "simple": say("simple"),
    "devices": say("devices"),
}
"""How a meeting is held, in a word (怎样开)."""


def progress(state: Meeting) -> Phrase:
    """Return how far the meeting is: what is being done and how much of it, else its state."""
    step = next_step(state)
    if step is None or state.rules is None:
        return PHASES[state.phase]
    match step.name:
        case "open" | "issue":
            return _checked_in(state)
        case "receive" | "collect":
            return _received(state)
        case "enter" | "hand-over":
            return _keyed(state)
        case "third" | "clarify" | "rule":
            cells = sum(len(open_cells(state, one)) for one in _current(state))
            return say("open cells {count}", count=cells)
        case _:
            return PHASES[state.phase]


def _current(state: Meeting) -> tuple[Round, ...]:
    """Return the rounds that were begun and still count, as they are now."""
    return tuple(one for one in state.current() if one.begun and not one.voided)


def _checked_in(state: Meeting) -> Phrase:
    present = len(state.attendance.present)
    return say("checked in {present}/{all}", present=present, all=len(state.frozen.roster.deputies))


def _received(state: Meeting) -> Phrase:
    found = _current(state)
    returned = sum(len(one.sheets) for one in found)
    return say("returned {returned}/{issued}", returned=returned,
               issued=sum(one.issued or 0 for one in found))  # fmt: skip


def _keyed(state: Meeting) -> Phrase:
    """Return how many sheets were read, over how many have to be, by everybody together."""
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    verdicts = [
        verdict
        for one in _current(state)
        for sheet, verdict in one.verdicts(needed)
        if not sheet.void
    ]
    read = sum(min(len(verdict.whole), needed) for verdict in verdicts)
    return say("keyed {read}/{all}", read=read, all=needed * len(verdicts))
