"""What somebody wishes to happen (意愿): the kinds that wishes are of; each act has its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that somebody wishes to happen."""


@dataclass(frozen=True, slots=True)
class OfRound(Wish):
    """A wish about the last attempt at a round."""

    round: str


@dataclass(frozen=True, slots=True)
class OfCell(OfRound):
    """A wish about one cell of a sheet."""

    sheet: str
    unit: str
    criterion: str
