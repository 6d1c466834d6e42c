"""What a reply promised, and what became of it (B类台账)."""

from datetime import date
from typing import NamedTuple


class Promise(NamedTuple):
    """One promised item (承诺事项) in the hands of one unit.

    From a ledger, or from a row of suggestions that names a day.
    """

    number: str
    """Of the suggestion."""
    unit: str
    """Its id where it is in the list of units, else its name."""
    promise: str
    """What was promised; the suggestion's title where nothing else is known."""
    due: date
    """承诺时限: the last day."""
    made: date | None = None
    """When it was promised; None: before anything else."""
    closed: date | None = None
    """When it was struck off (销号); None: it is open."""
    evidence: str = ""
    """What shows that it was done (销号依据); empty where it is open, or comes from a row."""
    year: int | None = None
    """Of the suggestion (年度), where it was carried over from another year."""

    @property
    def key(self) -> tuple[int | None, str, str]:
        """What tells it from every other: year, number and unit."""
        return (self.year, self.number, self.unit)
