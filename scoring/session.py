"""A meeting on disk (会议): load, decide, append, apply; nothing else."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from scoring.ballots import Ballots
from scoring.errors import PingyiError
from scoring.meeting import Decision, Meeting, apply, decide
from scoring.meeting.facts import Created, Fact, fact_of, written
from scoring.meeting.intentions import Intention
from scoring.meeting.results import agreed_ballots
from scoring.record.chain import Heads
from scoring.record.store import Record, RecordView

RECORD = "record.db"


class Chains(Protocol):
    """What a session reads: an owner's record, or a view of it."""

    @property
    def heads(self) -> Heads:
        """How far the chains reach."""

    def events(self) -> Sequence[Mapping[str, Any]]:
        """Return the events in their order."""

    def readings(self) -> Sequence[Mapping[str, Any]]:
        """Return the readings in their order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its envelope."""

    fact: Fact
    at: str = ""
    """When, on state events only; ISO 8601 with the offset."""


class Session:
    """One meeting's state, and the way to change it."""

    def __init__(self, record: Record | RecordView, clock: Callable[[], str]) -> None:
        self._record = record
        self._clock = clock
        self.entries: list[Entry] = []
        self.state = Meeting()
        self.refresh()

    @classmethod
    def create(
        cls, folder: Path, version: str, clock: Callable[[], str], *, rehearsal: bool = False
    ) -> "Session":
        """Begin a record in ``folder`` and own it."""
        first = Created(version, rehearsal)
        envelope = {"at": clock(), "readings": Heads().readings.hex()}
        return cls(Record.create(folder / RECORD, written(first) | envelope), clock)

    @classmethod
    def open(cls, folder: Path, clock: Callable[[], str]) -> "Session":
        """Open the meeting's record and own it."""
        return cls(Record.open(folder / RECORD), clock)

    @classmethod
    def view(cls, folder: Path) -> "Session":
        """Look at the meeting's record beside whoever owns it."""
        return cls(RecordView(folder / RECORD), str)

    def do(self, intention: Intention) -> Decision:
        """Do what is wanted: durable when this returns.

        Raises Forbidden where the state forbids it, and what the record raises where it cannot
        be written; the state is then what it was.
        """
        if not isinstance(self._record, Record):
            raise TypeError("a view changes nothing")
        decision = decide(self.state, intention)
        self._keep(self._record, decision.facts)
        return decision

    def note(self, fact: Fact) -> None:
        """Keep a fact that nobody decides: a fault, a recovery, a jump of the clock."""
        if isinstance(self._record, Record):
            self._keep(self._record, (fact,))

    def refresh(self) -> None:
        """Make the state again from the record."""
        self.entries = list(_merged(self._record))
        state = Meeting()
        for entry in self.entries:
            state = apply(state, entry.fact)
        self.state = state

    def ballots(self, round_id: str) -> Mapping[str, Ballots]:
        """Return the ballots of a verified round, by component: agreed sheets."""
        return agreed_ballots(self.state, self.state.round(round_id))

    @property
    def heads(self) -> Heads:
        """How far the record's two chains reach."""
        return self._record.heads

    def close(self) -> None:
        """Give the record back."""
        self._record.close()

    def _keep(self, record: Record, facts: tuple[Fact, ...]) -> None:
        now = self._clock()
        events, readings = _enveloped(facts, record.heads, now)
        record.append(events, readings)
        for fact in facts:
            self.state = apply(self.state, fact)
            self.entries.append(Entry(fact, now if fact.changes_state else ""))


Lines: TypeAlias = list[Mapping[str, Any]]


def _enveloped(facts: Sequence[Fact], heads: Heads, now: str) -> tuple[Lines, Lines]:
    """Return ``facts`` as lines of the two chains, which stand at ``heads``."""
    events: Lines = []
    readings: Lines = []
    for fact in facts:
        if fact.restricted:
            readings.append({**written(fact), "after": heads.event_count + len(events)})
        else:
            events.append(written(fact))
    state = {"at": now, "readings": heads.after(readings=readings).readings.hex()}
    states = {fact.kind for fact in facts if fact.changes_state}
    return [{**line, **(state if line["kind"] in states else {})} for line in events], readings


def _merged(record: Chains) -> Iterator[Entry]:
    """Yield both chains as one: a reading stands behind as many events as it says."""
    readings = list(record.readings())
    position = 0
    for number, event in enumerate(record.events(), 1):
        while position < len(readings) and readings[position]["after"] < number:
            yield Entry(_fact(readings[position]))
            position += 1
        yield Entry(_fact(event), event.get("at", ""))
    yield from (Entry(_fact(reading)) for reading in readings[position:])


class Unreadable(PingyiError):
    """A line of the record is no fact of this program."""


def _fact(line: Mapping[str, Any]) -> Fact:
    try:
        return fact_of(line)
    except ValueError as error:
        raise Unreadable(str(error)) from error
