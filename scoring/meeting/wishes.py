"""What somebody wishes to happen (意愿): the kinds that wishes are of; each act has its own.

A wish holds ids and numbers, already understood (``typed_words``), and promises nothing: whether
the people, sheets and cells are there is decided with it. A field ``by`` names who wishes: one
officer (an id), or a tuple of those who answer for it together.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that somebody wishes to happen."""


@dataclass(frozen=True, slots=True)
class OfRound(Wish):
    """A wish about the last attempt at a round."""

    round: str
    """``all``, or a unit's id."""


@dataclass(frozen=True, slots=True)
class OfCell(OfRound):
    """A wish about one cell of a sheet; unit and criterion empty: about the whole sheet."""

    sheet: str
    """Its number, as it was counted in."""
    unit: str
    criterion: str
