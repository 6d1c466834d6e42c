"""How suggestions were handled, as programs read it: rates with all that they are made of."""

from collections.abc import Iterable, Mapping

from scoring.json_values import ExactJson
from scoring.report.blocks import Column, Table, Words
from scoring.wording import say
from scoring.years.handling.crosscheck import Crosscheck
from scoring.years.handling.denominators import Denominators
from scoring.years.handling.findings import Finding
from scoring.years.handling.rates import Handled, Rate, open_items
from scoring.years.report.handling_blocks import HandlingYear, SuggestionRows, ordered, unit_name


def handling_json(of: HandlingYear) -> dict[str, ExactJson]:
    """Return the object ``pingyi/handling/1``.

    A rate is ``numerator``, ``denominator``, ``of`` (what that is called) and ``percent``, a text.
    ``suggestions`` and ``totals`` are null where there are none.
    Source: docs/handling.md, "As JSON".
    """
    findings = (*(of.totals.findings if of.totals else ()), *of.findings)
    return {
        "schema": "pingyi/handling/1",
        "title": of.title,
        "year": of.year,
        "suggestions": None if of.rows is None else _rows(of.rows),
        "totals": None if of.totals is None else _totals(of.totals),
        "findings": findings_json(findings),
    }


def findings_json(findings: Iterable[Finding]) -> list[ExactJson]:
    """Return each finding with its kind, what it is about, and its sentence."""
    return [
        {
            "kind": one.kind,
            "about": list(one.about),
            "agrees": one.agrees,
            "sentence": str(one.sentence),
        }
        for one in findings
    ]


def rates_table(of: HandlingYear) -> Table:
    """Return every rate in one table, for a csv file: from the rows, and as stated.

    Of a stated rate the whole is named only where the document has one that fits; beside it stands
    of what it can be at least and at most.
    """
    titles: list[Words] = [
        say("from"),
        say("unit"),
        say("id"),
        say("rate"),
        say("number"),
        say("of"),
        say("which are"),
        say("percent"),
        say("at least of"),
        say("at most of"),
    ]
    rows: list[tuple[Words, ...]] = []
    if of.rows:
        for one in (of.rows.handled[0], *ordered(of.rows)):
            unit = unit_name(of.rows, one.unit)
            rows += [_of_rows(unit, rate) for rate in one.rates]
    if of.totals:
        rows += _of_document(of.totals)
    return Table(tuple(map(Column, titles)), tuple(rows), keys=4)


def _rows(rows: SuggestionRows) -> dict[str, ExactJson]:
    return {
        "all": _handled(rows, rows.handled[0]),
        "units": [_handled(rows, one) for one in ordered(rows)],
        "open": [
            {"number": one.number, "unit": one.profile.unit}
            for one in open_items(rows.suggestions, rows.terms)
        ],
    }


def _handled(rows: SuggestionRows, one: Handled) -> dict[str, ExactJson]:
    return {
        "unit": one.unit,
        "name": str(unit_name(rows, one.unit)),
        "suggestions": one.suggestions,
        "helped": one.helped,
        "counts": dict(one.counts),
        "rates": {rate.measure.id: rate_json(rate) for rate in one.rates},
    }


def rate_json(rate: Rate) -> dict[str, ExactJson]:
    """Return the rate's parts; ``percent`` is null where there is nothing that it could be of."""
    text = rate.text()
    return {
        "title": str(rate.measure.title),
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "of": str(rate.measure.of),
        "percent": None if text is None else text.removesuffix("%"),
    }


def _totals(found: Crosscheck) -> dict[str, ExactJson]:
    return {
        "counts": {name: count.number for name, count in found.counts.items()},
        "rates": [
            {
                "id": one.rate.id,
                "title": one.rate.title,
                "year": one.rate.year or found.totals.year,
                "stated": one.rate.stated.text,
                "numerator": one.numerator,
                "denominators": _range(one.possible),
                "agrees": [whole.name for whole in one.agrees],
            }
            for one in found.rates
        ],
        "together": [
            {
                "rates": [rate.id for rate in one.rates],
                "denominators": _range(one.possible),
                "agrees": [whole.name for whole in one.agrees],
            }
            for one in found.together
        ],
    }


def _range(possible: Denominators) -> ExactJson:
    """Return the ends; null where no whole number is possible."""
    if not possible:
        return None
    ends: Mapping[str, ExactJson] = {"least": possible.least, "most": possible.most}
    return dict(ends)


def _of_rows(unit: Words, rate: Rate) -> tuple[Words, ...]:
    """Return a rate from the rows as a line of the csv file."""
    measure = rate.measure
    percent = (rate.text() or "").removesuffix("%")
    number, whole = str(rate.numerator), str(rate.denominator)
    table = say("the table of suggestions")
    return (table, unit, measure.id, measure.title, number, whole, measure.of, percent, "", "")


def _of_document(found: Crosscheck) -> list[tuple[Words, ...]]:
    """Return the stated rates as lines of the csv file."""
    lines: list[tuple[Words, ...]] = []
    for one in found.rates:
        # Of two that fit nobody can say which was meant.
        whole = one.agrees[0] if len(one.agrees) == 1 else None
        least, most = (str(end or "") for end in one.possible) if one.possible else ("", "")
        lines.append(
            (
                say("the document"),
                say("all units"),
                one.rate.id,
                one.rate.title,
                str(one.numerator),
                str(whole.number) if whole else "",
                whole.title if whole else "",
                one.rate.stated.text.removesuffix("%"),
                least,
                most,
            )
        )
    return lines
