"""The life of a meeting (会议): what may be done next, and what has happened.

``decide(state, wish)`` says which facts a wish makes, or everything that forbids it;
``apply(state, fact)`` takes a fact that has happened into the state, and never refuses. What can
be done at all stands in ``acts``, one file each.
"""

from scoring.meeting.act import apply, apply_all
from scoring.meeting.deciding import decide, decide_all, what_stops
from scoring.meeting.refusals import Decision, Forbidden, Refusal
from scoring.meeting.state import Meeting

__all__ = [
    "Decision",
    "Forbidden",
    "Meeting",
    "Refusal",
    "apply",
    "apply_all",
    "decide",
    "decide_all",
    "what_stops",
]
