"""The engine of Pingyi (评议): scores evaluation meetings, exactly, and knows no screen.

The names below are the door for Python users; each is loaded when it is first asked for. With
``docs/python.md`` they stay, wherever in the house they live.

>>> from scoring import rank
>>> rank("sessions/2020-hunan").unit("水利").rank
1
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.ballots import Absence, Ballots, Marking
    from scoring.counting import Papers, stand
    from scoring.errors import HasProblems, PingyiError, Refused
    from scoring.files.meeting_folder import read_meeting
    from scoring.ranked import Explanation, NotOneUnit, Ranking, explain, rank, read_scheme
    from scoring.roster import Unit

__all__ = [
    "Absence",
    "Ballots",
    "Explanation",
    "HasProblems",
    "Marking",
    "NotOneUnit",
    "Papers",
    "PingyiError",
    "Ranking",
    "Refused",
    "Unit",
    "explain",
    "rank",
    "read_meeting",
    "read_scheme",
    "stand",
]

_HOMES = {
    "scoring.ballots": ("Absence", "Ballots", "Marking"),
    "scoring.errors": ("HasProblems", "PingyiError", "Refused"),
    "scoring.files.meeting_folder": ("read_meeting",),
    "scoring.ranked": ("Explanation", "NotOneUnit", "Ranking", "explain", "rank", "read_scheme"),
    "scoring.roster": ("Unit",),
    "scoring.counting": ("Papers", "stand"),
}
"""Where the names live, by module: what type checkers read above, for the interpreter."""


def __getattr__(name: str) -> object:
    """Load what ``name`` stands for, from where it lives."""
    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(home), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the names at the door, loaded or not."""
    return sorted({*globals(), *__all__})
