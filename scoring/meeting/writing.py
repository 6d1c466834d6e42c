"""A fact as values of canonical JSON, and back (写定)."""

from collections.abc import Mapping
from dataclasses import fields

from scoring.meeting.facts import KINDS, Fact, Json


def written(fact: Fact) -> dict[str, Json]:
    """Return ``fact`` as values of canonical JSON."""
    return {"kind": fact.kind} | {
        field.name: _as_json(getattr(fact, field.name)) for field in fields(fact)
    }


def fact_of(line: Mapping[str, Json]) -> Fact:
    """Return the fact that ``written`` wrote; the envelope's keys are passed over.

    Raises ValueError where ``line`` is no fact of ours.
    """
    fact = KINDS.get(line.get("kind", ""))
    if fact is None:
        raise ValueError(line.get("kind"))
    names = {field.name for field in fields(fact)}
    try:
        return fact(**{name: _of_json(value) for name, value in line.items() if name in names})
    except TypeError as error:
        raise ValueError(str(error)) from error


def _as_json(value: Json) -> Json:
    return [_as_json(item) for item in value] if isinstance(value, tuple) else value


def _of_json(value: Json) -> Json:
    return tuple(_of_json(item) for item in value) if isinstance(value, list) else value
