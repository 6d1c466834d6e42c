"""handling.toml and totals.toml in; terms and a document's totals out, or all that is wrong."""

from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from scoring.errors import Problem
from scoring.files.toml import read_toml, validated
from scoring.years.suggestions import HandlingTerms, Totals

HANDLING_FILE = "handling.toml"
TOTALS_FILE = "totals.toml"

STAND_INS = MappingProxyType(
    {
        "schema": 1,
        "id": "stand-in",
        "title": "stand-in",
        "code": "stand-in",
        "label": "stand-in",
        "classes": ["stand-in"],
        "levels": ["stand-in"],
        "satisfied": ["stand-in"],
        "count": 1,
        "part": "attitude",
        "of": "stand-in",
        "counts": {"stand-in": 0},
        "stated": "0%",
    }
)
"""A sound value for each key that a table of the two files requires.

Where a key is missing, it is told, and the stand-in takes its place: so the rest of the file is
checked all the same. None of them ever gets out.
"""

YearFile = TypeVar("YearFile", HandlingTerms, Totals)


def read_terms(folder: Traversable) -> tuple[HandlingTerms | None, tuple[Problem, ...]]:
    """Return the terms in the handling.toml of ``folder``, and every problem by its line.

    The terms are None where there is an error.
    """
    return _read(folder, HANDLING_FILE, HandlingTerms)


def read_totals(folder: Traversable) -> tuple[Totals | None, tuple[Problem, ...]]:
    """Return what the totals.toml of ``folder`` says, and every problem by its line.

    None where there is an error.
    """
    return _read(folder, TOTALS_FILE, Totals)


def _read(
    folder: Traversable, name: str, model: type[YearFile]
) -> tuple[YearFile | None, tuple[Problem, ...]]:
    return validated(model, read_toml(folder / name, name), STAND_INS)
