"""What happened in a meeting, when, and by whom (操作日志); never a mark.

For ``pingyi log`` and its screen: events and readings in the order in which they were recorded. The
log that is handed out as a document is ``formal.log``, which tells events alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from scoring.json_values import ExactJson
from scoring.meeting.act import Called
from scoring.meeting.acts import Frozen, OfficerAppointed
from scoring.meeting.facts import CellFact, Fact
from scoring.meeting.words import (
    NOBODY_CALLED,
    called,
    officers_of,
    people_of,
    reason_of,
    runs,
    told,
)
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table
from scoring.roster import Officer, Roster
from scoring.wording import Phrase, say

Timed: TypeAlias = tuple[Fact, str]
"""A fact, and when it was: ISO 8601, empty for those without a time.

Only facts that change the state have a time.
"""


class LoggedLine(NamedTuple):
    """One thing that happened; many alike, one after the other, are one line."""

    number: int | None
    """Among the events, from 1, of the first of them; None for readings."""
    at: str
    """ISO 8601; empty where the fact has no time."""
    kind: str
    """Of the first fact, as the record names it: stable, for programs."""
    what: Phrase
    by: tuple[str, ...] = ()
    """Officers (ids)."""
    text: str = ""
    """A reason or a note; it stands in ``what`` too."""


def log_lines(facts: Sequence[Timed], *, counted: bool) -> Iterator[LoggedLine]:
    """Yield what happened, in its order; ``facts`` are all of the record's, from the first on.

    What people wrote about single cells is left out until everything is ``counted``: it may name a
    mark.
    """
    names, position, number = _called(facts), 0, 0
    for run in runs(fact for fact, _ in facts):
        first = run[0]
        shown = counted or not isinstance(first, CellFact)
        what = told(run, names, reasons=shown)
        if people := people_of(run):
            what = say("{what}: {names}", what=what, names=people)
        yield LoggedLine(
            None if first.restricted else number + 1,
            facts[position][1],
            first.kind,
            what,
            officers_of(first),
            reason_of(first) if shown else "",
        )
        # ``position`` goes over all facts, ``number`` over events alone: three readings and one
        # event move the one by four and the other by one.
        position += len(run)
        number += 0 if first.restricted else len(run)


def meeting_log(lines: Sequence[LoggedLine]) -> Blocks:
    """Yield the log as a document; times to the second, without their offset."""
    yield Heading(say("Log of operations"), 1)
    columns = (
        Column(say("no."), "right"),
        Column(say("when")),
        Column(say("what")),
    )
    rows = tuple(
        (
            "" if line.number is None else str(line.number),
            line.at[:19].replace("T", " "),
            line.what,
        )
        for line in lines
    )
    yield Table(columns, rows)
    if any(line.number is None for line in lines):
        yield Paragraph(
            say("Lines without a number are readings; of these only the count is told.")
        )


def log_json(lines: Sequence[LoggedLine], *, rehearsal: bool) -> dict[str, ExactJson]:
    """Return the object ``pingyi/log/1``; sentences are in the language that is spoken now."""
    return {
        "schema": "pingyi/log/1",
        "rehearsal": rehearsal,
        "events": [
            {
                "number": line.number,
                "at": line.at or None,
                "kind": line.kind,
                "what": str(line.what),
                "by": list(line.by),
                "text": line.text or None,
            }
            for line in lines
        ],
    }


def _called(facts: Sequence[Timed]) -> Called:
    """Return what people and units are called, as the files said last."""
    frozen = [fact for fact, _ in facts if isinstance(fact, Frozen)]
    if not frozen:
        return NOBODY_CALLED
    later = (fact for fact, _ in facts if isinstance(fact, OfficerAppointed))
    appointed = tuple(Officer(one.id, one.name, one.role) for one in later)
    return called(Roster(units=frozen[-1].units, officers=(*frozen[-1].officers, *appointed)))
