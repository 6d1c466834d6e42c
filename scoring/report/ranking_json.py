"""The ranking as programs read it: figures as texts, keys in a fixed order."""

from collections.abc import Mapping
from typing import TypeAlias

from scoring.ballots import Absence
from scoring.counting import Found, Standing, UnitStanding
from scoring.report.printed import component_text, total_text
from scoring.scheme import Scheme

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
"""What JSON can say, without its numbers: figures are texts, so that 73.90 stays 73.90."""


def ranking_json(standing: Standing, sha256: str, status: str) -> dict[str, Json]:
    """Return the object ``pingyi/rank/1``.

    ``sha256`` is of the scheme file's bytes; ``status`` says what the figures come from: ``files``,
    ``what-if``, or the state of a record's result. Source: docs/files.md, "The ranking as JSON".
    """
    return {
        "schema": "pingyi/rank/1",
        "scheme": {"id": standing.scheme.id, "sha256": sha256},
        "status": status,
        "void_sheets": dict(standing.void_sheets),
        "ranking": [_unit(standing.scheme, one) for one in standing.units],
    }


def _unit(scheme: Scheme, standing: UnitStanding) -> Json:
    why: dict[str, Json] = {} if standing.why is None else {"why": str(standing.why)}
    components = zip(scheme.components, standing.total.parts, strict=True)
    return {
        "rank": standing.rank,
        "tied": standing.tied,
        "unit": standing.unit.id,
        "name": standing.unit.name,
        "category": standing.unit.category,
        "grade": standing.grade,
        "total": total_text(scheme, standing.total),
        **why,
        "components": {
            part.id: component_text(scheme, part, figure) for part, figure in components
        },
        "marks": _marks(standing.found),
    }


def _marks(of_components: Mapping[str, Found]) -> dict[str, Json]:
    return {
        component: {
            "counted": found.counted,
            **{absence.name.lower(): found.absent[absence] for absence in Absence},
        }
        for component, found in of_components.items()
    }
