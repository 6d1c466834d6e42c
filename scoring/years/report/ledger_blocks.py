"""The ledger of promises as a document (B类台账): what is due, overdue, struck off, by unit."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.json_values import ExactJson
from scoring.points import fixed_text, rounded
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table, Words, outline
from scoring.report.printed import NOTHING
from scoring.wording import Phrase, say
from scoring.years.handling.findings import Finding
from scoring.years.handling.ledger import STATES, Ledger, LedgerEntry, PromiseState
from scoring.years.report.handling_json import findings_json

STATE_TITLES: Mapping[PromiseState, Phrase] = {
    "overdue": say("overdue"),
    "due": say("due soon"),
    "open": say("not yet due"),
    "closed-late": say("closed late"),
    "closed": say("closed in time"),
}
_OPEN = (say("suggestion"), say("unit"), say("until"), say("state"), say("promise"))
_CLOSED = (say("suggestion"), say("unit"), say("closed on"), say("state"), say("evidence"))

FIGURE_PLACES = 2
"""Decimal places of a figure that another appraisal takes in."""


class LedgerYear(NamedTuple):
    """A ledger, and what is said of it."""

    title: str
    ledger: Ledger
    soon: int
    """Days before the last one from which a promise is due soon."""
    names: Mapping[str, str]
    """Unit id to name, in the official order."""
    findings: tuple[Finding, ...] = ()
    """Of this ledger against the rows, and against an earlier ledger."""


def ledger(of: LedgerYear) -> Blocks:
    """Yield the ledger as a document: counts by unit, what is open, what is closed."""
    on = of.ledger.on.isoformat()
    yield Heading(say("What was promised, as it stands on {day}", day=on), 1)
    yield outline(of.title)
    yield _summary(of)
    open_ = [one for one in of.ledger.entries if _is_open(one)]
    closed = [one for one in of.ledger.entries if not _is_open(one)]
    if open_:
        yield Heading(say("Open"))
        yield Table(tuple(map(Column, _OPEN)), tuple(_open(of, one) for one in open_), keys=2)
    if closed:
        yield Heading(say("Closed"))
        yield Table(tuple(map(Column, _CLOSED)), tuple(_closed(of, one) for one in closed), keys=2)
    if of.findings:
        yield Heading(say("To be noted"))
        yield outline(*(finding.sentence for finding in of.findings))
    days = say("Due soon: the time is over within {days} days.", days=of.soon)
    yield Paragraph(days)


def ledger_json(of: LedgerYear) -> dict[str, ExactJson]:
    """Return the object ``pingyi/ledger/1``; a day that is not known is null.

    Source: docs/handling.md, "As JSON".
    """
    return {
        "schema": "pingyi/ledger/1",
        "title": of.title,
        "on": of.ledger.on.isoformat(),
        "soon": of.soon,
        "counts": _counts_json(of.ledger.counts()),
        "units": [
            {"unit": unit, "name": _name(of, unit), "counts": _counts_json(of.ledger.counts(unit))}
            for unit in units_in(of)
        ],
        "entries": [_entry_json(of, one) for one in of.ledger.entries],
        "findings": findings_json(of.findings),
    }


def units_in(of: LedgerYear) -> tuple[str, ...]:
    """Return the units with promises: those of the meeting first, in their official order."""
    promised = of.ledger.units
    listed = tuple(unit for unit in of.names if unit in promised)
    return (*listed, *(unit for unit in promised if unit not in listed))


def figures_table(of_units: Mapping[str, Fraction | None], component: str) -> Table:
    """Return the figures in the shape of the table ``given``; a unit without one has no text.

    ``component``: the id of the component that takes them in, the heading of its column.
    """
    rows = tuple(
        (
            unit,
            "" if figure is None else fixed_text(rounded(figure, FIGURE_PLACES), FIGURE_PLACES),
        )
        for unit, figure in of_units.items()
    )
    return Table((Column("unit"), Column(component)), rows)


def _summary(of: LedgerYear) -> Table:
    columns = [Column(say("unit")), Column(say("promises"), "right")]
    columns += [Column(title, "right") for title in STATE_TITLES.values()]
    whole = _row(say("all units"), of.ledger.counts())
    rows = tuple(_row(_name(of, unit), of.ledger.counts(unit)) for unit in units_in(of))
    return Table(tuple(columns), (*rows, whole))


def _row(unit: Words, counts: Mapping[PromiseState, int]) -> tuple[Words, ...]:
    return (unit, str(sum(counts.values())), *(str(counts[state]) for state in STATES))


def _is_open(entry: LedgerEntry) -> bool:
    return entry.state in {"overdue", "due", "open"}


def _name(of: LedgerYear, unit: str) -> str:
    return of.names.get(unit, unit)


def _number(entry: LedgerEntry) -> Words:
    promise = entry.promise
    if promise.year is None:
        return promise.number
    return say("{number} ({year})", number=promise.number, year=promise.year)


def _open(of: LedgerYear, entry: LedgerEntry) -> tuple[Words, ...]:
    promise = entry.promise
    state = STATE_TITLES[entry.state]
    due = promise.due.isoformat()
    return (_number(entry), _name(of, promise.unit), due, state, promise.promise)


def _closed(of: LedgerYear, entry: LedgerEntry) -> tuple[Words, ...]:
    promise = entry.promise
    day = promise.closed.isoformat() if promise.closed else NOTHING
    state = STATE_TITLES[entry.state]
    return (_number(entry), _name(of, promise.unit), day, state, promise.evidence or NOTHING)


def _counts_json(counts: Mapping[PromiseState, int]) -> dict[str, ExactJson]:
    return {state: counts[state] for state in STATES}


def _entry_json(of: LedgerYear, entry: LedgerEntry) -> dict[str, ExactJson]:
    promise = entry.promise
    return {
        "number": promise.number,
        "year": promise.year,
        "unit": promise.unit,
        "name": _name(of, promise.unit),
        "promise": promise.promise,
        "made": promise.made.isoformat() if promise.made else None,
        "due": promise.due.isoformat(),
        "state": entry.state,
        "closed": promise.closed.isoformat() if promise.closed else None,
        "evidence": promise.evidence or None,
    }
