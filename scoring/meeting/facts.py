"""What happens in a meeting (事实): the kinds that facts are of; each act has its own.

Events may be published and hold no mark. Readings are restricted: every mark keyed, ruled or
corrected. A fact is never changed; it is corrected by a later one.

In the record a fact, and everything in it, stands under the names of its fields (``writing``): a
name that is changed is another format of the record, and takes another ``FORMAT``.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

FORMAT = 1
"""Of the record: which facts there are, and the names in them."""

Names: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that has happened."""

    kind: ClassVar[str]
    """Stable; the name of the fact in the record."""
    restricted: ClassVar[bool] = False
    """A reading: holds a mark, or names that are not published."""
    changes_state: ClassVar[bool] = False
    """A state event: carries the time and the head of the readings."""


@dataclass(frozen=True, slots=True)
class RoundFact(Fact):
    """A fact of one attempt at one round."""

    round: str
    """``all``, or a unit's id."""
    attempt: int
    """From 1; a voided round is done again as the next."""


@dataclass(frozen=True, slots=True)
class CellFact(RoundFact):
    """A fact of one cell of a sheet."""

    sheet: str
    unit: str
    criterion: str
