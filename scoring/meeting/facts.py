"""What happens in a meeting (事实): the kinds that facts are of; each act has its own.

The record keeps them in two chains. Events may be published and hold no mark. Readings are
restricted: every mark keyed, ruled or corrected, and the lists of deputies and answers. A fact is
never changed; it is corrected by a later one.

A class of facts says which it is by ``restricted``, and by ``changes_state`` whether its line also
carries the time and the head of the readings, by which the two chains are tied together.

In the record a fact, and everything in it, stands under the names of its fields (``writing``): a
name that is changed is another format of the record, and takes another ``FORMAT``. A record of an
earlier format is read for ever: a name that it does not have yet is declared with ``since``.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

FORMAT = 2
"""Of the record: which facts there are, the names in them, and by which rules they were decided.

1: as it began. 2: what a meeting needs of people is held against who is there (``people_needed``),
officers are appointed, units withdraw, a reason has words, nobody accepts a warning on a sheet
that they keyed."""

Names: TypeAlias = tuple[str, ...]


def since(number: int, default: Any) -> Any:  # noqa: ANN401 - as ``field`` itself
    """Declare a field that facts have since format ``number``, with what it was before.

    A line without its name is read all the same; it is always written.
    """
    return field(default=default, metadata={SINCE: number})


SINCE = "since"
"""In a field's metadata: the format from which on it stands in the record."""


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
