"""The life of a meeting (会议): what may happen next, and what has happened.

``decide(state, intention)`` says which facts an intention makes, or everything that forbids it;
``apply(state, fact)`` takes a fact that has happened into the state, and never refuses. Both are
open in one place only: each module beside this one decides and applies what is its own.
"""

from scoring.meeting import attendance, paper, results, rounds, sheets  # noqa: F401 - they register
from scoring.meeting.deciding import Decision, Forbidden, Refusal, apply, decide, what_stops
from scoring.meeting.sheets import apply_all
from scoring.meeting.state import Meeting

__all__ = [
    "Decision",
    "Forbidden",
    "Meeting",
    "Refusal",
    "apply",
    "apply_all",
    "decide",
    "what_stops",
]
