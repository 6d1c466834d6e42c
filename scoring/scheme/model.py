"""What the models of a scheme share: exact figures, names, and conflicts between keys.

A value that is wrong alone is refused by its type (``Points``, ``Name``); keys that do not go
together by ``conflicts`` of their table. Both come out as ``Conflict``, with a phrase and a key.

>>> conflict = Conflict(("cap",), "scheme.cap-below-start", say("too low"), about=(("start",),))
>>> conflict.within(("component", 0, "scale")).key
('component', 0, 'scale', 'cap')
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, ClassVar, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scoring.points import MOST_PLACES, figure_of
from scoring.wording import Phrase, is_seen, say

Key: TypeAlias = tuple[str | int, ...]
"""The way from a table to a value: names of keys, and positions in arrays, from 0."""


EACH_KEY_ALONE = "each key alone"
"""Context of a validation that leaves ``conflicts`` to its caller, who then hears all of them."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Keys of one table that do not go together, each right in itself."""

    key: Key
    """The value to change, from the table that is checked; empty for the table itself."""
    code: str
    """Of the problem that it becomes: ``scheme.points-sum``; docs/problems.md lists it."""
    message: Phrase
    hint: Phrase | None = None
    about: tuple[Key, ...] = ()
    """The other keys it depends on: where one of them is itself at fault, nothing is said."""

    def within(self, table: Key) -> "Conflict":
        """Return the same conflict, its keys begun further out; ``table`` leads to its table."""
        about = tuple((*table, *key) for key in self.about)
        return replace(self, key=(*table, *self.key), about=about)


class Fault(PydanticCustomError):
    """One value, or one table's conflicts, at fault; carries phrases instead of text.

    It is raised inside a validation. pydantic keeps the conflicts in the error's ``ctx``, where
    ``files.toml.faults_in_words`` finds them.
    """

    @classmethod
    def of(cls, *conflicts: Conflict) -> "Fault":
        """Make the fault that says ``conflicts`` of the value or table under validation."""
        return cls("conflicts", "conflicts", {"conflicts": conflicts})


class ClosedTable(BaseModel):
    """A table of a rule file or another: closed, frozen, checked whole once its keys are right.

    A subclass says its keys as fields, and in ``conflicts`` and ``doubts`` what is between them.
    """

    # pydantic calls _agree only when each field is sound alone. So a file with one wrong value
    # would hide what else is wrong: files.toml.draft repairs the value, validates with the context
    # EACH_KEY_ALONE until every key is sound, and then asks every table for its conflicts itself.
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # one validator for the whole scheme, not one for each table
    )

    def conflicts(self) -> Iterator[Conflict]:
        """Yield every conflict between the keys of this table."""
        yield from ()

    def doubts(self) -> Iterator[Conflict]:
        """Yield what is allowed, but hardly meant: warnings."""
        yield from ()

    @model_validator(mode="after")
    def _agree(self, validation: ValidationInfo) -> "ClosedTable":
        conflicts = () if validation.context == EACH_KEY_ALONE else tuple(self.conflicts())
        if conflicts:
            raise Fault.of(*conflicts)
        return self


def _points(value: object) -> Fraction:
    """Return the exact figure of a TOML number; ``0.1`` comes as a Decimal, never as a float."""
    points = figure_of(value)
    if points is None:
        raise Fault.of(
            Conflict(
                (),
                "scheme.figure",
                say("{value} is not a figure", value=_shown(value)),
                say(
                    "write a number with at most six digits before and {places} after the point, "
                    "without quotes",
                    places=MOST_PLACES,
                ),
            )
        )
    return points


def _shown(value: object) -> object:
    """Return ``value`` for a message; a number too long to be written out is only named."""
    too_long = isinstance(value, int) and abs(value) >= 10**20
    return say("a number this long") if too_long else str(value)


def _not_negative(value: Fraction) -> Fraction:
    if value < 0:
        raise Fault.of(Conflict((), "scheme.negative", say("the figure must not be negative")))
    return value


def _positive(value: Fraction) -> Fraction:
    if value <= 0:
        raise Fault.of(Conflict((), "scheme.not-positive", say("the figure must be above zero")))
    return value


def _share(value: object) -> Fraction:
    """Read ``"10%"`` or ``"1/2"``; exact, above 0 and below 1."""
    text = value if isinstance(value, str) else ""
    percent = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]{1,6})?)%", text)
    ratio = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
    share = Fraction(0)
    if percent:
        share = Fraction(percent[1]) / 100
    elif ratio and int(ratio[2]):
        share = Fraction(int(ratio[1]), int(ratio[2]))
    if not 0 < share < 1:
        raise Fault.of(
            Conflict(
                (),
                "scheme.share",
                say("{value} is not a share", value=str(value)),
                say('write a share between 0 and 1 in quotes, such as "10%" or "1/2"'),
            )
        )
    return share


def _name(value: object) -> str:
    """Return the name in NFC; refuse what is empty, padded, or holds unseen characters."""
    text = value if isinstance(value, str) else ""
    if not text or text != text.strip() or not all(map(is_seen, text)):
        raise Fault.of(
            Conflict(
                (),
                "scheme.name",
                say("a name is needed here, in quotes, without spaces around it"),
            )
        )
    return unicodedata.normalize("NFC", text)


def _listed(value: object) -> object:
    """Return a list as a tuple, since a frozen model must hold nothing that can be changed."""
    return tuple(value) if isinstance(value, list) else value


Points = Annotated[Fraction, PlainValidator(_points)]
"""An exact figure in points, of any sign."""
Positive = Annotated[Fraction, PlainValidator(lambda value: _positive(_points(value)))]
"""An exact figure in points, above zero."""
NotNegative = Annotated[Fraction, PlainValidator(lambda value: _not_negative(_points(value)))]
"""An exact figure in points, zero or above."""
Share = Annotated[Fraction, PlainValidator(_share)]
"""A share of a whole, above 0 and below 1, written ``"10%"`` or ``"1/2"``."""
Name = Annotated[str, PlainValidator(_name)]
"""A word or title that a person reads, in NFC."""
Places = Annotated[int, Field(ge=0, le=MOST_PLACES)]
"""Decimal places to round to."""

T = TypeVar("T")
Listed = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A TOML array, kept as a tuple."""


def doubled(values: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield the position, from 0, and the value of each that stood before."""
    seen: set[str] = set()
    for position, value in enumerate(values):
        if value in seen:
            yield position, value
        seen.add(value)


def twice(key: Key, word: str) -> Conflict:
    """Say that ``word`` at ``key`` stands there a second time."""
    return Conflict(key, "scheme.twice", say("{word} stands twice", word=word))
