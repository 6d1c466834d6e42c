"""What was promised, and what is due, overdue or struck off (台账, 销号), as of one day.

The day is an argument, so that a ledger of last year comes out as it was.

>>> promise = Promise("0012", "省水利厅", "修复灌渠", due=date(2020, 9, 30))
>>> [ledger_of([promise], on=day).entries[0].state
...  for day in (date(2020, 3, 2), date(2020, 9, 10), date(2020, 10, 1))]
['open', 'due', 'overdue']
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from scoring.wording import Phrase, say
from scoring.years.handling.findings import Finding
from scoring.years.suggestions import Promise, Suggestions

PromiseState: TypeAlias = Literal["overdue", "due", "open", "closed-late", "closed"]
"""逾期; 临期; 未到期; 逾期销号; 按期销号."""
STATES: tuple[PromiseState, ...] = ("overdue", "due", "open", "closed-late", "closed")
"""In the order in which they are listed."""
LedgerFigure: TypeAlias = Literal["kept", "overdue"]
"""What of a unit's promises goes into another appraisal."""

SOON = 30
"""Days before its last one from which a promise is due, unless told otherwise."""


class LedgerEntry(NamedTuple):
    """A promise, and how it stands."""

    promise: Promise
    state: PromiseState


class Ledger(NamedTuple):
    """All promises as they stand at the end of one day."""

    on: date
    """At the end of this day."""
    entries: tuple[LedgerEntry, ...]
    """Overdue ones first, and within a state by the last day."""

    def counts(self, unit: str | None = None) -> dict[PromiseState, int]:
        """Return how many are in each state: of ``unit`` (an id or name), or of all for None.

        Every state has a key.
        """
        found: dict[PromiseState, int] = dict.fromkeys(STATES, 0)
        for promise, state in self.entries:
            if unit is None or promise.unit == unit:
                found[state] += 1
        return found

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units that promised something, sorted by what they are called by."""
        return tuple(dict.fromkeys(sorted(entry.promise.unit for entry in self.entries)))


def ledger_of(promises: Iterable[Promise], on: date, soon: int = SOON) -> Ledger:
    """Return how ``promises`` stand on the day ``on``; what was made later is left out.

    A promise is due in the last ``soon`` days before its time is over, and overdue after its
    last day. What was closed after ``on`` was not closed then.
    """
    entries = (
        LedgerEntry(promise, _state(promise, on, soon))
        for promise in promises
        if promise.made is None or promise.made <= on
    )
    return Ledger(on, tuple(sorted(entries, key=_order)))


def promises_in(suggestions: Suggestions, year: int | None) -> Iterator[Promise]:
    """Yield what the rows of a year promise; a closing there has no evidence of its own.

    What is promised is called by the suggestion's title. ``year``: None where it is not known.
    """
    for row in suggestions:
        if row.promised is not None:
            yield Promise(
                row.number,
                row.profile.unit,
                row.title,
                row.promised,
                closed=row.closed,
                year=year,
            )


def joined(ledger: Iterable[Promise], rows: Iterable[Promise]) -> tuple[Promise, ...]:
    """Return the promises of the ledger, and those of the rows that it does not have.

    The same promise is one of the same year, number and unit; the ledger's word goes before.
    """
    own = {promise.key: promise for promise in ledger}
    return (*own.values(), *(promise for promise in rows if promise.key not in own))


def disagreements(ledger: Iterable[Promise], rows: Iterable[Promise]) -> Iterator[Finding]:
    """Yield the promises that the ledger and the table of suggestions tell differently.

    In the last day, or in the day of closing. What only one of them has is no disagreement.
    """
    own = {promise.key: promise for promise in ledger}
    for promise in rows:
        entry = own.get(promise.key)
        if entry and (entry.due, entry.closed) != (promise.due, promise.closed):
            sentence = say(
                "{number} ({unit}): the ledger says {ledger}, the table of suggestions {rows}.",
                number=promise.number,
                unit=promise.unit,
                ledger=_days(entry),
                rows=_days(promise),
            )
            yield Finding("rows", (promise.number,), sentence)


def carried(before: Iterable[Promise], now: Iterable[Promise]) -> Iterator[Finding]:
    """Yield what was open in the ledger ``before`` and did not get into ``now`` as it was.

    Lost, opened again, or put off; what was closed and is gone is in order.
    """
    here = {promise.key: promise for promise in now}
    for promise in before:
        found = here.get(promise.key)
        values: dict[str, object] = {
            "number": promise.number,
            "unit": promise.unit,
            "promise": promise.promise,
        }
        if found is None and promise.closed is None:
            sentence = say(
                "{number} ({unit}), {promise}: open in the earlier ledger, missing in this one.",
                **values,
            )
            yield Finding("part", (promise.number,), sentence)
        elif found and promise.closed and found.closed is None:
            sentence = say(
                "{number} ({unit}), {promise}: closed in the earlier ledger, open in this one.",
                **values,
            )
            yield Finding("rows", (promise.number,), sentence)
        elif found and found.due != promise.due:
            values |= {"first": promise.due.isoformat(), "then": found.due.isoformat()}
            sentence = say(
                "{number} ({unit}), {promise}: put off from {first} to {then}.", **values
            )
            yield Finding("change", (promise.number,), sentence)


def figures(
    ledger: Ledger, units: Iterable[str], kind: LedgerFigure
) -> Mapping[str, Fraction | None]:
    """Return a figure for each of ``units``, which a scheme can take in as given.

    ``kept``: of the promises whose time is over or that are closed, how many in a hundred were
    closed in time; None where there are none. ``overdue``: how many are, with a minus sign: a
    deduction.
    """
    found: dict[str, Fraction | None] = {}
    for unit in units:
        counts = ledger.counts(unit)
        if kind == "overdue":
            found[unit] = Fraction(-counts["overdue"])
        else:
            over = counts["overdue"] + counts["closed"] + counts["closed-late"]
            found[unit] = Fraction(100 * counts["closed"], over) if over else None
    return found


def _state(promise: Promise, on: date, soon: int) -> PromiseState:
    """Return how a promise stands at the end of the day ``on``."""
    if promise.closed is not None and promise.closed <= on:
        return "closed" if promise.closed <= promise.due else "closed-late"
    if promise.due < on:
        return "overdue"
    return "due" if promise.due <= on + timedelta(days=soon) else "open"


def _order(entry: LedgerEntry) -> tuple[int, date, str, str]:
    """Return what entries are sorted by: state, last day, number, unit."""
    promise, state = entry
    return (STATES.index(state), promise.due, promise.number, promise.unit)


def _days(promise: Promise) -> Phrase:
    due = promise.due.isoformat()
    if promise.closed is None:
        return say("until {due}, open", due=due)
    return say("until {due}, closed on {closed}", due=due, closed=promise.closed.isoformat())
