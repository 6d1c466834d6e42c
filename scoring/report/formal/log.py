"""The log of operations (操作日志): what happened, when and by whom; never a mark.

Of the two chains of a record it tells the events alone, and belongs to the documents of a version.
What is shown on screens and by ``pingyi log`` is ``report.meeting_log``, which counts the readings
too.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scoring.meeting.facts import Fact
from scoring.meeting.words import called, runs, told
from scoring.report.blocks import Blocks, Column, Paragraph, Table, Words
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier, LogLine
from scoring.report.formal.stamp import zone_text
from scoring.report.meeting_log import UNTIMED
from scoring.report.printed import NOTHING
from scoring.roster import Officer, Roster, Unit
from scoring.wording import say


class Happened(NamedTuple):
    """A fact, and when it was recorded.

    ``at`` is ISO 8601, empty where the record keeps no time for it.
    """

    fact: Fact
    at: str = ""


def log(dossier: Dossier) -> Blocks:
    """Yield the log as a table; the offset of times stands above it, if all have the same."""
    yield from head(say("Log of operations"), dossier)
    yield Paragraph(
        say(
            "In the order of the record, up to this result. Readings of ballots and the names of "
            "those who checked in or were recused stand in the record alone."
        )
    )
    if any(not one.at for one in dossier.log):
        yield Paragraph(UNTIMED)
    zones = tuple(dict.fromkeys(zone_text(one.at) for one in dossier.log if one.at))
    if len(zones) == 1:
        yield Paragraph(say("All times are {zone}.", zone=zones[0]))
    columns = (Column(say("No.")), Column(say("Time")), Column(say("What happened")))
    yield Table(columns, tuple(_row(one, zoned=len(zones) > 1) for one in dossier.log), keys=2)


def _row(line: LogLine, *, zoned: bool) -> tuple[Words, ...]:
    """Return number, time to the second, and what happened.

    ``zoned``: with each time's own offset.
    """
    if not line.at:
        return (str(line.number), NOTHING, line.what)
    day, _, rest = line.at.partition("T")
    time = rest[: len("00:00:00")]
    shown = f"{day} {time} {zone_text(line.at)}" if zoned else f"{day} {time}"
    return (str(line.number), shown, line.what)


def log_lines(
    happened: Iterable[Happened], units: Sequence[Unit], officers: Sequence[Officer]
) -> Iterator[LogLine]:
    """Yield the events of a record in words; what is alike and stands together is one line.

    ``happened``: the facts from the first on, readings among them. ``units`` and ``officers`` as
    they were frozen: by them ids become names.
    """
    names = called(Roster(units=tuple(units), officers=tuple(officers)))
    events = [one for one in happened if not one.fact.restricted]
    position = 0
    for run in runs(one.fact for one in events):
        yield LogLine(position + 1, events[position].at, told(run, names))
        position += len(run)
