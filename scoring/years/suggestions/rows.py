"""A year's suggestions, one row for each unit that handles one (建议办理情况)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Profile(NamedTuple):
    """All of a row that a rate can depend on; a year has few that differ.

    Rates are therefore counted over profiles, each with how many rows have it.
    """

    unit: str
    """Its id where it is in the list of units, else its name."""
    role: str
    """主办, 会办, 分办; empty where the table does not say."""
    reply: str
    """The code of the reply's class; empty: without one."""
    attitude: str
    """A level; empty: no answer."""
    result: str
    """The same, about the result."""
    answered: bool
    in_time: bool | None
    """Answered by the day it was due; None where it is not answered, or a day is not known."""
    handled_again: bool
    """重新办理, after the deputy was dissatisfied."""


class Suggestion(NamedTuple):
    """One suggestion in the hands of one unit."""

    number: str
    """As the file has it; a suggestion that several units handle has one in each row."""
    title: str
    """Empty where the table does not say."""
    profile: Profile
    promised: date | None = None
    """Until when the unit promised what the reply says; None: nothing was promised by a day."""
    closed: date | None = None
    """When the promise was struck off (销号); None: it is open, or there is none."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The rows of the table, and which columns it has: what it lacks is not known, not zero."""

    rows: tuple[Suggestion, ...]
    columns: frozenset[str]
    """Keys of the columns that the table has."""

    def __iter__(self) -> Iterator[Suggestion]:
        """Yield each row in the order of the file."""
        return iter(self.rows)
