"""The ranking as programs read it: figures as texts, keys in a fixed order."""

from collections.abc import Mapping

from scoring.ballots import Absence
from scoring.counting import Found, Standing, UnitStanding
from scoring.json_values import ExactJson
from scoring.report.printed import component_text, total_text
from scoring.scheme import Scheme


def ranking_json(standing: Standing, sha256: str, status: str) -> dict[str, ExactJson]:
    """Return the object ``pingyi/rank/1``.

    ``sha256`` is of the scheme file's bytes, in 64 hexadecimal digits; ``status`` says what the
    figures come from: ``files``, ``what-if``, or the state of a record's result. Figures are texts
    as published, null where there is none; never floats.
    Source: docs/files.md, "The ranking as JSON".
    """
    return {
        "schema": "pingyi/rank/1",
        "scheme": {"id": standing.scheme.id, "sha256": sha256},
        "status": status,
        "void_sheets": dict(standing.void_sheets),
        "ranking": [_unit(standing.scheme, one) for one in standing.units],
    }


def _unit(scheme: Scheme, standing: UnitStanding) -> ExactJson:
    why: dict[str, ExactJson] = {} if standing.why is None else {"why": str(standing.why)}
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


def _marks(of_components: Mapping[str, Found]) -> dict[str, ExactJson]:
    return {
        component: {
            "counted": found.counted,
            **{absence.name.lower(): found.absent[absence] for absence in Absence},
        }
        for component, found in of_components.items()
    }
