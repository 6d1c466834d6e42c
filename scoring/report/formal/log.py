"""The log of operations (操作日志): what happened, when and by whom; never a mark."""

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatchmethod
from itertools import groupby
from typing import NamedTuple

from scoring.meeting import facts as f
from scoring.report.blocks import Blocks, Column, Paragraph, Table, Words
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier, LogLine
from scoring.report.formal.stamp import zone_text
from scoring.report.printed import NOTHING
from scoring.roster import Officer, Unit
from scoring.wording import Phrase, say


class Happened(NamedTuple):
    """A fact, and when it was recorded."""

    fact: f.Fact
    at: str = ""


def log(dossier: Dossier) -> Blocks:
    """Yield the log as a table."""
    yield from head(say("Log of operations"), dossier)
    yield Paragraph(
        say(
            "In the order of the record, up to this result. Readings of ballots and the names of "
            "those who checked in or were recused stand in the record alone."
        )
    )
    zones = tuple(dict.fromkeys(zone_text(one.at) for one in dossier.log if one.at))
    if len(zones) == 1:
        yield Paragraph(say("All times are {zone}.", zone=zones[0]))
    columns = (Column(say("No.")), Column(say("Time")), Column(say("What happened")))
    yield Table(columns, tuple(_row(one, zoned=len(zones) > 1) for one in dossier.log), keys=2)


def _row(line: LogLine, *, zoned: bool) -> tuple[Words, ...]:
    if not line.at:
        return (str(line.number), NOTHING, line.what)
    day, _, rest = line.at.partition("T")
    time = rest[: len("00:00:00")]
    shown = f"{day} {time} {zone_text(line.at)}" if zoned else f"{day} {time}"
    return (str(line.number), shown, line.what)


def log_lines(
    happened: Iterable[Happened], units: Sequence[Unit], officers: Sequence[Officer]
) -> Iterator[LogLine]:
    """Yield the events of a record in words; what is alike and stands together is one line."""
    words = _Words(units, officers)
    events = enumerate((one for one in happened if not one.fact.restricted), 1)
    for kind, together in groupby(events, key=lambda pair: _alike(pair[1].fact)):
        own = list(together)
        number, first = own[0]
        if kind is not None:
            yield LogLine(number, first.at, words.several(first.fact, len(own)))
        else:
            yield from (LogLine(n, one.at, words.of(one.fact)) for n, one in own)


def _alike(fact: f.Fact) -> str | None:
    """Return what facts must share to be taken together; None for one that stands alone."""
    if isinstance(fact, f.CheckedIn | f.Left):
        return fact.kind
    return None


class _Words:
    """Facts as sentences, with names in the place of ids."""

    def __init__(self, units: Sequence[Unit], officers: Sequence[Officer]) -> None:
        self._units = {unit.id: unit.name for unit in units}
        self._officers = {officer.id: officer.name for officer in officers}

    def several(self, fact: f.Fact, count: int) -> Phrase:
        """Say how many checked in, or left."""
        if isinstance(fact, f.CheckedIn):
            return say("{count} deputies checked in", count=count)
        return say("{count} deputies left", count=count)

    @singledispatchmethod
    def of(self, fact: f.Fact) -> Words:
        """Return ``fact`` in words; by its kind where there are none of its own."""
        return fact.kind

    @of.register
    def _(self, fact: f.Created) -> Words:
        if fact.rehearsal:
            return say("Record begun for a rehearsal, with version {version}", version=fact.version)
        return say("Record begun, with version {version}", version=fact.version)

    @of.register
    def _(self, fact: f.Frozen) -> Words:
        return say("Files frozen: {files} files", files=len(fact.tables))

    @of.register
    def _(self, fact: f.Unfrozen) -> Words:
        return say("Files unfrozen by {by}: {reason}", by=self._by(fact.by), reason=fact.reason)

    @of.register
    def _(self, fact: f.Recused) -> Words:
        return say("A recusal was noted for {unit}", unit=self._unit(fact.unit))

    @of.register
    def _(self, fact: f.RoundOpened) -> Words:
        return self._round(fact, say("opened; {present} present", present=fact.present))

    @of.register
    def _(self, fact: f.RoundPaused) -> Words:
        return self._round(fact, say("paused"))

    @of.register
    def _(self, fact: f.RoundResumed) -> Words:
        return self._round(fact, say("resumed"))

    @of.register
    def _(self, fact: f.RoundCollected) -> Words:
        return self._round(fact, say("collected"))

    @of.register
    def _(self, fact: f.RoundVoided) -> Words:
        return self._round(
            fact, say("declared void by {by}: {reason}", by=self._by(fact.by), reason=fact.reason)
        )

    @of.register
    def _(self, fact: f.SheetsIssued) -> Words:
        return self._round(
            fact,
            say(
                "ballots issued: {issued}; took none: {none}",
                issued=fact.issued,
                none=fact.took_none,
            ),
        )

    @of.register
    def _(self, fact: f.SheetsReturned) -> Words:
        return self._round(fact, say("ballots counted in: {count}", count=len(fact.numbers)))

    @of.register
    def _(self, fact: f.SheetsWithdrawn) -> Words:
        return self._round(fact, say("numbers taken back: {numbers}", numbers=fact.numbers))

    @of.register
    def _(self, fact: f.SheetsKept) -> Words:
        return self._round(fact, say("ballots not handed in: {kept}", kept=fact.kept))

    @of.register
    def _(self, fact: f.DifferenceExplained) -> Words:
        return self._round(
            fact,
            say(
                "the difference in {line} explained by {by}: {reason}",
                line=fact.line,
                by=self._by((fact.by,)),
                reason=fact.reason,
            ),
        )

    @of.register
    def _(self, fact: f.HandedOver) -> Words:
        return self._round(fact, say("reading handed over by {by}", by=self._by((fact.by,))))

    @of.register
    def _(self, fact: f.Queried) -> Words:
        return self._cell(
            fact, say("queried by {by}: {reason}", by=self._by((fact.by,)), reason=fact.note)
        )

    @of.register
    def _(self, fact: f.Ruled) -> Words:
        return self._cell(
            fact, say("ruled by {by}: {reason}", by=self._by(fact.by), reason=fact.reason)
        )

    @of.register
    def _(self, fact: f.SheetVoided) -> Words:
        said = say("declared void by {by}: {reason}", by=self._by(fact.by), reason=fact.reason)
        return self._round(fact, say("ballot {sheet} {said}", sheet=fact.sheet, said=said))

    @of.register
    def _(self, fact: f.WarningAccepted) -> Words:
        return self._cell(
            fact, say("accepted by {by}: {reason}", by=self._by((fact.by,)), reason=fact.note)
        )

    @of.register
    def _(self, fact: f.ResultComputed) -> Words:
        return say("Result computed: version {version}", version=fact.version)

    @of.register
    def _(self, fact: f.Certified) -> Words:
        return say(
            "Version {version} certified by {by}", version=fact.version, by=self._by(fact.by)
        )

    @of.register
    def _(self, fact: f.UnitRevealed) -> Words:
        return say(
            "Version {version}: the place of {unit} revealed",
            version=fact.version,
            unit=self._unit(fact.unit),
        )

    @of.register
    def _(self, fact: f.Revealed) -> Words:
        return say("Version {version} revealed", version=fact.version)

    @of.register
    def _(self, fact: f.Corrected) -> Words:
        return self._cell(
            fact, say("corrected by {by}: {reason}", by=self._by(fact.by), reason=fact.reason)
        )

    @of.register
    def _(self, fact: f.Noted) -> Words:
        return say("{what}: {detail}", what=fact.what, detail=fact.detail)

    def _by(self, officers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._officers.get(one, one) for one in officers)

    def _unit(self, unit: str) -> str:
        return self._units.get(unit, unit)

    def _round(self, fact: f.RoundFact, said: Phrase) -> Phrase:
        if fact.round == "all":
            return say("Round, attempt {attempt}: {said}", attempt=fact.attempt, said=said)
        return say(
            "Round {unit}, attempt {attempt}: {said}",
            unit=self._unit(fact.round),
            attempt=fact.attempt,
            said=said,
        )

    def _cell(self, fact: f.CellFact, said: Phrase) -> Phrase:
        """Say where it was; the sheet's number names no person."""
        return self._round(
            fact,
            say(
                "ballot {sheet}, {unit}: {said}",
                sheet=fact.sheet,
                unit=self._unit(fact.unit) or say("the whole ballot"),
                said=said,
            ),
        )
