"""What a standing is made from (计分材料), whether it comes from files or from a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.answers import Answer
from scoring.ballots import Votes
from scoring.roster import Unit


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything but the scheme that decides a ranking; all legal under the scheme."""

    units: tuple[Unit, ...]
    """In their official order."""
    votes: Mapping[str, Votes] = field(default_factory=dict)
    """By id of a ballot component; each of the scheme's has to be there."""
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    """By id of a feedback component; each of the scheme's, perhaps with no answer."""
    given: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    """By id of a given component: unit id to figure, in points; a unit without one is missing."""
    members: int | None = None
    """The roster's number of deputies; None where it is not known."""
