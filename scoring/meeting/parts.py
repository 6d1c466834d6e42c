"""What facts are made of, beside the people and units of the roster: values with names.

In the record they stand under these names (``writing``), as the facts do. Figures are texts
of exact fractions, ``"4410/59"``: JSON has no fractions, and no figure here is ever a float.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """A file as it was frozen."""

    name: str
    sha256: str
    """Of its bytes, in hexadecimal."""
    rows: int
    """0 for a file that is no table."""


@dataclass(frozen=True, slots=True)
class FrozenBase:
    """What a unit's answers before the meeting come to, in one component."""

    component: str
    unit: str
    mean: str
    """The mean worth, as a fraction."""
    answers: int
    """How many were counted."""


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure that came from outside, of one unit and component."""

    component: str
    unit: str
    figure: str
    """In points, as a fraction."""


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit's place in a version of the result."""

    unit: str
    rank: int | None
    """None for a unit that is not ranked."""
    total: str | None
    """As it is published; None where there is none."""
