"""Meetings and years side by side, as programs read it: figures as texts, changes with a sign."""

from scoring.json_values import ExactJson
from scoring.report.printed import NOTHING, total_text
from scoring.years.handling.comparison import Comparison, MeetingYear, RateYears, UnitYears
from scoring.years.handling.scheme_differences import Difference
from scoring.years.report.comparison_blocks import POINTS_PLACES, YearRates, component_score, signed
from scoring.years.report.handling_json import rate_json


def comparison_json(of: Comparison | None, rates: YearRates | None) -> dict[str, ExactJson]:
    """Return the object ``pingyi/compare/1``; changes are texts with a sign, or null.

    Source: docs/handling.md, "As JSON".
    """
    return {
        "schema": "pingyi/compare/1",
        "meetings": [] if of is None else [_meeting(one) for one in of.meetings],
        "units": [] if of is None else [_unit(of, unit) for unit in of.units],
        "differences": [] if of is None else _differences(of),
        "doubts": [] if of is None else [str(doubt) for doubt in of.doubts],
        "rates": [] if rates is None else [_rate(one) for one in rates.rates],
    }


def _meeting(one: MeetingYear) -> ExactJson:
    return {
        "title": one.title,
        "date": one.date or None,
        "scheme": one.standing.scheme.id,
        "deputies": one.deputies,
        "ballots": one.ballots,
        "units": len(one.standing.units),
        "ranked": one.ranked,
    }


def _unit(of: Comparison, unit: UnitYears) -> ExactJson:
    meetings = range(len(of.meetings))
    return {
        "unit": unit.unit,
        "name": unit.name,
        "meetings": [_standing(of, unit, at) for at in meetings],
        "changes": [_change(of, unit, at) for at in meetings if at],
    }


def _standing(of: Comparison, unit: UnitYears, at: int) -> ExactJson:
    """Return a unit in one meeting (from 0); null where it was not evaluated."""
    one, scheme = unit.standings[at], of.meetings[at].standing.scheme
    if one is None:
        return None
    return {
        "rank": one.rank,
        "tied": one.tied,
        "grade": one.grade,
        "total": total_text(scheme, one.total),
        "components": {
            part.id: component_score(scheme, unit, at, part.id) for part in scheme.components
        },
    }


def _change(of: Comparison, unit: UnitYears, at: int) -> ExactJson:
    """Return the change since the meeting before; null where there is none, or none is fair."""
    scheme = of.meetings[at].standing.scheme
    components: dict[str, ExactJson] = {
        part.id: _text(
            signed(of.component_change(unit, at, part.id), scheme.component_places(part))
        )
        for part in scheme.components
    }
    return {
        "places_up": of.places_up(unit, at),
        "total": _text(signed(of.total_change(unit, at), scheme.total.places)),
        "components": components,
    }


def _text(text: str) -> str | None:
    return None if text == NOTHING else text


def _differences(of: Comparison) -> list[ExactJson]:
    return [
        {"meetings": [at, at + 1], **_difference(one)}
        for at, differences in enumerate(of.differences, start=1)
        for one in differences
    ]


def _difference(one: Difference) -> dict[str, ExactJson]:
    return {
        "key": one.key,
        "before": one.before,
        "now": one.now,
        "concerns": [*sorted(one.concerns)],
    }


def _rate(one: RateYears) -> ExactJson:
    return {
        "id": one.id,
        "years": [None if rate is None else rate_json(rate) for rate in one.rates],
        "changes": [
            _text(signed(one.change(year), POINTS_PLACES)) for year in range(1, len(one.rates))
        ],
        "comparable": [one.comparable(year) for year in range(1, len(one.rates))],
    }
