"""The engine of Pingyi (评议): scores evaluation meetings, exactly, and knows no screen.

In goes a meeting: a folder of tables under a rule file, or the record of one that was held. Out
come ranks, with every figure they stand on, and documents.

>>> from scoring import rank
>>> ranking = rank("sessions/2020-hunan")
>>> ranking.unit("水利").rank
1
>>> [(part.of, part.value) for part in ranking.unit("水利").total.parts]
[('base', Fraction(35, 2)), ('live', Fraction(299, 4))]

The names below are the door for Python users; each is loaded when it is first asked for, so that
``import scoring`` costs nothing. With ``docs/python.md`` they stay, wherever in the house they
live. The rooms behind it, from the lowest floor up (``docs/architecture.md`` has the whole house):

- ``points``: text to exact figure, the only rounding; ``wording``: ``say``, a sentence for people
- ``errors``: a ``Problem`` and its ``Place``, and the exceptions that a user can meet
- ``scheme``: what a rule file says; ``roster``: who is evaluated, votes, and runs the meeting
- ``ballots``, ``answers``: marks and absences; what is legal under a scheme
- ``counting``: from marks to ranks
- ``meeting``: the life of a meeting, act by act; ``report``: what documents and views say
- ``files``: folders as they come; ``record``: the record on disk; ``documents``: what is written
- ``live``: a meeting while it is held; ``years``: how suggestions were handled, year by year
- ``ranked``: what the commands ``rank`` and ``explain`` do; ``cli``: the commands themselves
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
