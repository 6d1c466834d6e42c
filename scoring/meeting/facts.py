"""What happens in a meeting (事实): the kinds that facts are of; each act has its own.

The record keeps them in two chains. Events may be published and hold no mark. Readings are
restricted: every mark keyed, ruled or corrected, and the lists of deputies and answers. A fact is
never changed; it is corrected by a later one.

A class of facts says which it is by ``restricted``, and by ``changes_state`` whether its line also
carries the time and the head of the readings, by which the two chains are tied together.

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
    """A fact of one cell of a sheet; of the whole sheet where unit and criterion are empty."""

    sheet: str
    """Its number, as it was counted in: ``007``."""
    unit: str
    criterion: str
    """Ids, both."""
