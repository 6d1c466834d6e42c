"""The report on how suggestions were handled (办理情况报告): rates of all units and of each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table, Words, outline
from scoring.report.printed import NOTHING
from scoring.wording import say
from scoring.years.handling.crosscheck import Crosscheck
from scoring.years.handling.findings import Finding
from scoring.years.handling.rates import Handled, Rate, open_items
from scoring.years.report.crosschecked import agreement, crosschecked
from scoring.years.suggestions import HandlingTerms, Suggestion, Suggestions

UNIT_MEASURES = (
    "answered",
    "in-time",
    "feedback",
    "attitude-satisfied",
    "result-satisfied",
    "dissatisfied",
    "handled-again",
)
"""What is shown of each unit, besides the roll-ups; the rest is in the JSON and the csv file."""


class SuggestionRows(NamedTuple):
    """A year's table of suggestions, and what came out of it."""

    suggestions: Suggestions
    terms: HandlingTerms
    handled: tuple[Handled, ...]
    """All units first, then each."""
    names: Mapping[str, str]
    """Unit id to name."""


class HandlingYear(NamedTuple):
    """Everything that is known of how one year's suggestions were handled."""

    title: str
    year: int | None
    rows: SuggestionRows | None = None
    """None where there is no table of suggestions."""
    totals: Crosscheck | None = None
    """None where no document's totals are at hand."""
    findings: tuple[Finding, ...] = ()
    """Where the table of suggestions and the totals differ."""


def handling(of: HandlingYear) -> Blocks:
    """Yield the report as a document: rates, units, open suggestions, cross-check, sources.

    What there is not is left out, with its heading.
    """
    yield Heading(say("How suggestions were handled"), 1)
    yield outline(*_of_what(of))
    if of.rows:
        yield from _rates(of.rows)
        yield from _by_unit(of.rows)
        yield from _open(of.rows)
    if of.totals:
        yield from crosschecked(of.totals)
    findings = (*(of.totals.findings if of.totals else ()), *of.findings)
    yield from agreement(findings)
    yield from _sources(of)


def ordered(rows: SuggestionRows) -> tuple[Handled, ...]:
    """Return what each unit did: those of the meeting in their order, then the others by name.

    Without the one of all units.
    """
    each = {one.unit or "": one for one in rows.handled[1:]}
    listed = [each.pop(unit) for unit in rows.names if unit in each]
    return (*listed, *(each[unit] for unit in sorted(each)))


def unit_name(rows: SuggestionRows, unit: str | None) -> Words:
    """Return the name of a unit, or what all units are called.

    ``unit``: an id or name, None: all.
    """
    return say("all units") if unit is None else rows.names.get(unit, unit)


def _of_what(of: HandlingYear) -> Iterator[Words]:
    yield of.title
    if of.year is not None:
        yield say("year {year}", year=of.year)
    if of.rows:
        whole = of.rows.handled[0]
        yield say(
            "suggestions: {suggestions}; replies owed: {replies}; only helped with: {helped}",
            suggestions=whole.suggestions,
            replies=whole.counts["replies"],
            helped=whole.helped,
        )


def _rates(rows: SuggestionRows) -> Blocks:
    yield Heading(say("Rates of all units"))
    columns = (
        Column(say("rate")),
        Column(say("number"), "right"),
        Column(say("of"), "right"),
        Column(say("which are")),
        Column("%", "right"),
    )
    yield Table(columns, tuple(map(_rate, rows.handled[0].rates)))


def _rate(rate: Rate) -> tuple[Words, ...]:
    measure = rate.measure
    return (
        measure.title,
        str(rate.numerator),
        str(rate.denominator),
        measure.of,
        rate.text() or NOTHING,
    )


def _by_unit(rows: SuggestionRows) -> Blocks:
    yield Heading(say("Rates of each unit"))
    shown = [rate.measure for rate in rows.handled[0].rates if _is_shown(rows, rate)]
    columns = [Column(say("unit")), Column(say("suggestions"), "right")]
    columns += [Column(measure.title, "right") for measure in shown]
    ids = [measure.id for measure in shown]
    yield Table(tuple(columns), tuple(_unit(rows, one, ids) for one in ordered(rows)))


def _is_shown(rows: SuggestionRows, rate: Rate) -> bool:
    rollups = {f"class.{rollup.id}" for rollup in rows.terms.rollups}
    return rate.measure.id in UNIT_MEASURES or rate.measure.id in rollups


def _unit(rows: SuggestionRows, one: Handled, ids: Sequence[str]) -> tuple[Words, ...]:
    texts = {rate.measure.id: rate.text() or NOTHING for rate in one.rates}
    return (unit_name(rows, one.unit), str(one.suggestions), *(texts[id_] for id_ in ids))


def _open(rows: SuggestionRows) -> Blocks:
    """Yield the suggestions whose deputies are dissatisfied, and that were not handled again.

    Nothing where there are none.
    """
    found = list(open_items(rows.suggestions, rows.terms))
    if not found:
        return
    yield Heading(say("Dissatisfied, and not handled again"))
    columns = [say("suggestion"), say("unit"), say("attitude"), say("result"), say("title")]
    yield Table(tuple(map(Column, columns)), tuple(_item(rows, one) for one in found), keys=2)


def _item(rows: SuggestionRows, one: Suggestion) -> tuple[Words, ...]:
    profile = one.profile
    levels = (profile.attitude or NOTHING, profile.result or NOTHING)
    return (one.number, unit_name(rows, profile.unit), *levels, one.title)


def _sources(of: HandlingYear) -> Blocks:
    # One file may be both terms and totals: its source is told once.
    told = {
        said.source: None
        for said in (of.totals and of.totals.totals, of.rows and of.rows.terms)
        if said and said.source
    }
    if told:
        yield Heading(say("Where the terms and figures come from"))
        yield from (Paragraph(line) for text in told for line in text.splitlines() if line.strip())
