"""A rule file in; the scheme out, or all that is wrong with it (评分办法).

>>> from pathlib import Path
>>> file = read_scheme(Path("rules/hunan-2020.toml"), "rules/hunan-2020.toml")
>>> file.sound().id, file.problems
('hunan-2020', ())
"""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType

from scoring.errors import HasProblems, Problem
from scoring.files.toml import read_toml, validated
from scoring.scheme import Scheme

STAND_INS = MappingProxyType(
    {
        "schema": 1,
        "id": "stand-in",
        "title": "stand-in",
        "component": [{"id": "stand-in", "title": "stand-in", "kind": "given"}],
        "points": 1,
        "full": 1,
        "worth": {"stand-in": 0},
        "parts": {"stand-in": 1},
        "start": 0,
        "cap": 1,
        "of": "members",
        "weight": 1,
        "from": 0,
    }
)
"""A sound value for each key that a table of a scheme requires, but for ``kind``: without it
nothing is known about its table."""


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """What a rule file holds."""

    scheme: Scheme | None
    """None when the file has problems that are not warnings."""
    sha256: str
    """The fingerprint of the file's bytes, in hexadecimal digits."""
    content: bytes
    """Its bytes; empty when they could not be read, or are too many."""
    problems: tuple[Problem, ...]
    """By line; doubts are warnings."""

    def sound(self) -> Scheme:
        """Return the scheme. Raises HasProblems where the file has errors."""
        if self.scheme is None:
            raise HasProblems(self.problems)
        return self.scheme


def read_scheme(path: Traversable, shown: str) -> SchemeFile:
    """Return the scheme in the file at ``path``; ``shown`` is the file's name in problems.

    Nothing is raised: a file that is missing or no TOML has that for its problem.
    """
    file = read_toml(path, shown)
    scheme, problems = validated(Scheme, file, STAND_INS)
    return SchemeFile(scheme, file.sha256, file.content, problems)
