"""Documents as programs read them: figures as texts, keys in a fixed order, a schema for each.

Each object begins alike, whatever document it is:

    {"schema": "pingyi/notice/1",
     "meeting": {"title": …, "date": …, "place": …, "host": …},
     "stamp": {"state": …, "version": …, "scheme": …, "sha256": …, "code": …, "at": …},

What is not known is null, and a figure that there is not is null too, never zero.
"""

from collections.abc import Callable, Mapping

from scoring.counting import Figure, UnitStanding
from scoring.json_values import ExactJson
from scoring.meeting.reconciliation import Line
from scoring.points import exact_text, fixed_text
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.final_figures import figures
from scoring.report.formal.stamp import stamp_json
from scoring.report.printed import component_text, total_text
from scoring.report.ranking_json import ranking_json


def _document(name: str, dossier: Dossier, **said: ExactJson) -> dict[str, ExactJson]:
    """Return the object of the document ``name``; ``said`` is what stands below its head."""
    return {
        "schema": f"pingyi/{name}/1",
        "meeting": {
            "title": dossier.occasion.title,
            "date": dossier.occasion.date or None,
            "place": dossier.occasion.place or None,
            "host": dossier.occasion.host or None,
        },
        "stamp": dict(stamp_json(dossier.stamp)),
        **said,
    }


def result_sheet_json(dossier: Dossier) -> dict[str, ExactJson]:
    """Return the counts of each round, with its differences, and the whole ranking.

    A count that was never entered has no key in ``counts``.
    """
    return _document(
        "result-sheet",
        dossier,
        rounds=[
            {
                "round": one.round,
                "attempt": one.attempt,
                "counts": {str(term): count for term, count in one.counts.items()},
                "differences": [_difference(line) for line in one.lines if line.difference],
            }
            for one in dossier.countings
        ],
        certified_by=list(dossier.certified_by),
        ranking=_ranking(dossier),
    )


def ranking_table_json(dossier: Dossier) -> dict[str, ExactJson]:
    """Return the ranking as ``pingyi rank --json`` does, with the stamp."""
    return _document("ranking", dossier, ranking=_ranking(dossier))


def notice_json(dossier: Dossier) -> dict[str, ExactJson]:
    """Return the order alone: no figure of any unit. A unit without a rank has null there."""
    order: list[ExactJson] = [
        {
            "rank": one.rank,
            "tied": one.tied,
            "unit": one.unit.id,
            "name": one.unit.name,
            "category": one.unit.category,
        }
        for one in dossier.counted.units
    ]
    return _document("notice", dossier, order=order)


def figures_json(dossier: Dossier) -> dict[str, ExactJson]:
    """Return the published total of each unit, by its id; null where it has none."""
    totals: dict[str, ExactJson] = {unit: total or None for unit, total in figures(dossier)}
    return _document("figures", dossier, total=totals)


def log_json(dossier: Dossier) -> dict[str, ExactJson]:
    """Return the log, its sentences in the language that is spoken.

    ``at`` is null without a time.
    """
    lines: list[ExactJson] = [
        {"number": one.number, "at": one.at or None, "what": str(one.what)} for one in dossier.log
    ]
    return _document("log", dossier, log=lines)


def unit_card_json(dossier: Dossier, one: UnitStanding) -> dict[str, ExactJson]:
    """Return one unit's place and the figure of each component, exact and published.

    ``exact`` is a decimal or a fraction (``4410/59``), ``goes_on_as`` what the total adds up,
    ``printed`` what the documents say.
    """
    scheme = dossier.scheme
    parts = zip(scheme.components, one.total.parts, strict=True)
    return _document(
        "unit-card",
        dossier,
        unit={"id": one.unit.id, "name": one.unit.name, "category": one.unit.category},
        rank=one.rank,
        tied=one.tied,
        grade=one.grade,
        why=None if one.why is None else str(one.why),
        total=_figure(one.total, total_text(scheme, one.total)),
        components={
            part.id: _figure(figure, component_text(scheme, part, figure)) for part, figure in parts
        },
    )


def _figure(figure: Figure, printed: str | None) -> ExactJson:
    """Return a figure in its three texts; null where there is no value."""
    if figure.exact is None or figure.value is None:
        return None
    went_on = (
        exact_text(figure.value)
        if figure.places is None
        else fixed_text(figure.value, figure.places)
    )
    return {"exact": exact_text(figure.exact), "goes_on_as": went_on, "printed": printed}


def _ranking(dossier: Dossier) -> ExactJson:
    return ranking_json(dossier.counted, dossier.stamp.sha256, dossier.stamp.state)["ranking"]


def _difference(line: Line) -> ExactJson:
    return {
        "line": line.name,
        "difference": line.difference,
        "explanation": line.explanation or None,
    }


JSON: Mapping[str, Callable[[Dossier], dict[str, ExactJson]]] = {
    "result-sheet": result_sheet_json,
    "ranking": ranking_table_json,
    "notice": notice_json,
    "figures": figures_json,
    "log": log_json,
}
"""By name of a document; the unit card is made for one unit, by ``unit_card_json``."""
