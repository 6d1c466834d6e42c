"""A result as pandas tables (数据框), for notebooks; needs the extra ``frames``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.ballots import Absence
from scoring.counting import Figure, Standing
from scoring.errors import Refused
from scoring.points import exact_text
from scoring.report.printed import component_text, total_text
from scoring.wording import say

if TYPE_CHECKING:
    from pandas import DataFrame

FrameRow = dict[str, object]
"""Column to what stands there: texts, whole numbers, truth values; None where there is nothing."""


def frames(standing: Standing) -> "dict[str, DataFrame]":
    """Return the tables ``ranking``, ``marks`` and ``figures`` of a result, indexed by unit id.

    Figures are texts, so that none becomes a binary float: published ones with their decimals,
    exact ones as a decimal or a fraction (``2131/30``). Convert them yourself, with ``Decimal`` or
    ``Fraction``. What there is not is missing (``<NA>``), and never zero. Ranks and counts are
    whole numbers. A table without a row is left out: ``marks``, where nothing was voted on. Raises
    Refused without pandas. Source: docs/documents.md.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise Refused(
            say(
                "Tables need pandas, which is not installed: {command}.",
                command="pip install 'pingyi[frames]'",
            )
        ) from None
    tables = {
        "ranking": (["unit"], list(_ranking(standing))),
        "marks": (["unit", "component"], list(_marks(standing))),
        "figures": (["unit", "path"], list(_figures(standing))),
    }
    return {
        # From objects, since pandas would make 1.0 and nan of ranks where one is missing.
        name: pd.DataFrame(rows, dtype=object).astype(_kinds(rows[0])).set_index(index)
        for name, (index, rows) in tables.items()
        if rows
    }


def _kinds(row: FrameRow) -> dict[str, str]:
    """Return the pandas type of each column: every one of them can hold what is missing."""
    return {column: _kind(column) for column in row}


def _kind(column: str) -> str:
    if column == "tied":
        return "boolean"
    return "Int64" if column in _WHOLE else "string"


_WHOLE = {"rank", "places", "counted", *(kind.name.lower() for kind in Absence)}
"""Columns of whole numbers; all others hold texts."""


def _ranking(standing: Standing) -> Iterator[FrameRow]:
    scheme = standing.scheme
    for one in standing.units:
        parts = zip(scheme.components, one.total.parts, strict=True)
        yield {
            "unit": one.unit.id,
            "name": one.unit.name,
            "category": one.unit.category,
            "rank": one.rank,
            "tied": one.tied,
            **{part.id: component_text(scheme, part, figure) for part, figure in parts},
            "total": total_text(scheme, one.total),
            "grade": one.grade,
        }


def _marks(standing: Standing) -> Iterator[FrameRow]:
    for one in standing.units:
        for component, found in one.found.items():
            absent = {kind.name.lower(): found.absent[kind] for kind in Absence}
            yield {"unit": one.unit.id, "component": component, "counted": found.counted, **absent}


def _figures(standing: Standing) -> Iterator[FrameRow]:
    """Yield the total and each component of each unit, exact and as it goes on.

    What stands below a component is left out: it may be of a group too small to be shown.
    """
    for one in standing.units:
        yield _figure(one.unit.id, "total", one.total)
        for part in one.total.parts:
            yield _figure(one.unit.id, f"total/{part.of}", part)


def _figure(unit: str, path: str, figure: Figure) -> FrameRow:
    return {
        "unit": unit,
        "path": path,
        "exact": None if figure.exact is None else exact_text(figure.exact),
        "value": None if figure.value is None else exact_text(figure.value),
        "places": figure.places,
    }
