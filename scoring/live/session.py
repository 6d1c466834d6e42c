"""A meeting on disk (会议): load, decide, append, apply; nothing else.

The record holds two chains of lines. A line is a fact by its names (``scoring.meeting.writing``)
and an envelope beside it: a reading says ``after`` how many events it stands; an event that changes
the state says ``at`` what time, and the head of the ``readings`` then. By ``after`` the two chains
are one again, as ``entries``; by the heads neither can be changed without the other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from scoring.ballots import Ballots
from scoring.errors import Place, Problem
from scoring.live.pin_reasons import refuse_pins
from scoring.meeting import Decision, Meeting, apply, apply_all, decide_all
from scoring.meeting.acts import ACTS, Certified, Created, Frozen, Noted, ResultComputed
from scoring.meeting.acts.read import said_already
from scoring.meeting.facts import FORMAT, Fact, carries_time
from scoring.meeting.results import agreed_ballots
from scoring.meeting.wishes import Wish
from scoring.meeting.writing import KIND, UNKNOWN, NotAFact, fact_of, written
from scoring.record.chain import Heads
from scoring.record.examination import SCHEMA_KEY
from scoring.record.faults import DoesNotVerify
from scoring.record.mirror import parted, write_mirror
from scoring.record.store import Record
from scoring.record.view import Facts, RecordView
from scoring.recordfile import RECORD
from scoring.wording import say

CLOCK_JUMP = "clock-jump"
"""``Noted.what``, of a wall clock that was set."""
DRIFT = 2
"""Seconds by which the wall clock may part from the steady one unnoticed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its envelope."""

    fact: Fact
    at: str = ""
    """When, on state events only; ISO 8601 with the offset."""


class ResultCode(NamedTuple):
    """The head of the events at one of their moments (结果码): it stands for all up to then."""

    digits: str
    """64, hexadecimal."""
    event: int
    """From 1."""
    version: int
    """Of the result, from 1."""
    certified: bool
    """Whether it is of the certification; else of the result's computing."""


class Session:
    """One meeting's state, and the way to change it."""

    # What holds after each method: ``state`` is what ``entries`` make, ``entries`` are what the
    # record holds, ``_heads`` say how far. So the record is written first. Where ``append`` raises,
    # nothing here has changed: of two marks keyed into a full disk both are still to be keyed, and
    # none is shown as kept. Where nobody knows what the disk has, the record is ``halted``, and
    # ``reopen`` makes all three again from it.

    def __init__(
        self,
        record: Record | RecordView,
        clock: Callable[[], str],
        steady: Callable[[], float] | None = None,
    ) -> None:
        """``clock`` tells the time, ISO 8601 with offset; ``steady`` seconds, never set back."""
        self._record = record
        self._watch = _Watch(clock, steady)
        self.entries: list[Entry] = []
        self.state = Meeting()
        self.refresh()

    @classmethod
    def create(
        cls,
        folder: Path,
        version: str,
        clock: Callable[[], str],
        steady: Callable[[], float] | None = None,
        *,
        rehearsal: bool = False,
    ) -> "Session":
        """Begin a record in ``folder`` and own it; ``version`` is that of the program.

        Raises what ``Record.create`` does, such as where there is a record already.
        """
        first = Created(version, rehearsal)
        envelope = {"at": clock(), "readings": Heads().readings.hex()}
        return cls(Record.create(folder / RECORD, written(first) | envelope), clock, steady)

    @classmethod
    def open(
        cls,
        folder: Path,
        clock: Callable[[], str],
        steady: Callable[[], float] | None = None,
    ) -> "Session":
        """Open the record of the meeting in ``folder`` and own it.

        Raises HeldElsewhere where another program has it, DoesNotVerify where it cannot be
        believed, and what else ``Record.open`` does.
        """
        return cls(Record.open(folder / RECORD), clock, steady)

    @classmethod
    def view(cls, folder: Path) -> "Session":
        """Look at the record of the meeting in ``folder`` beside whoever owns it.

        Its methods that write raise TypeError. Raises DoesNotVerify, as ``refresh`` does.
        """
        return cls(RecordView(folder / RECORD), str)

    def do(self, *wishes: Wish) -> Decision:
        """Do what is wanted, one after the other, all or nothing: durable when this returns.

        Returns the facts of all, in order, and what is to be noted about them; marks that are
        there already are not kept twice. Raises Forbidden where the state forbids one, or a PIN
        stands where a reason was asked, and what the record raises where it cannot be written; the
        state is then what it was.
        """
        record = self._owned()
        decision = decide_all(self.state, wishes)
        refuse_pins(record.path.parent, wishes)
        if not said_already(decision.facts, self.state):
            self._keep(record, decision.facts)
        return decision

    def note(self, fact: Fact) -> None:
        """Keep a fact that nobody decides: a fault, a recovery, an end by a signal.

        Raises what the record raises where it cannot be written.
        """
        self._keep(self._owned(), (fact,))

    def mirror(self, folder: Path, *, begin: bool = True) -> Heads:
        """Make the copy of the record in ``folder`` the same; as ``write_mirror`` does."""
        return write_mirror(self._owned(), folder, begin=begin)

    def has_parted_from(self, folder: Path) -> bool:
        """Whether the copy in ``folder`` is of this record and has gone on without it.

        False where there is none. Raises as looking at a record does.
        """
        return parted(self._owned(), folder)

    @property
    def halted(self) -> bool:
        """Whether a fault of the disk has halted the record: nothing is done until ``reopen``."""
        return self._owned().halted

    def reopen(self) -> None:
        """Open the record again from the disk after a fault, check it, and go on from there.

        Raises as opening it does; nothing can be written then, and it may be tried again.
        """
        self._owned().reopened()
        self.refresh()

    def refresh(self) -> None:
        """Make the state again from the record, all of it.

        Raises DoesNotVerify where a line is no fact, or cannot have happened where it stands.
        """
        facts = self._record.facts()
        self._heads = facts.heads
        self.entries = list(_merged(facts))
        try:
            self.state = apply_all(Meeting(), (entry.fact for entry in self.entries))
        except (ValueError, TypeError, AttributeError, LookupError):
            place = Place(RECORD, cell=f"fact {_first_impossible(self.entries)}")
            raise DoesNotVerify([Problem("record.fact", place, _IMPOSSIBLE)]) from None
        self._last = next(filter(None, map(_time_of, reversed(self.entries))), "")

    def ballots(self, round_id: str) -> Mapping[str, Ballots]:
        """Return the ballots of a round, by the component's id: its sheets as they were agreed.

        Raises KeyError where there is no such round, LookupError where a cell is still open.
        """
        return agreed_ballots(self.state, self.state.round(round_id))

    @property
    def heads(self) -> Heads:
        """How far the record's two chains reach, as the state was made from it."""
        return self._heads

    def frozen(self) -> Frozen | None:
        """Return what was frozen last, as the files said it; None while nothing is."""
        if self.state.rules is None:
            return None
        facts = (entry.fact for entry in reversed(self.entries))
        return next((fact for fact in facts if isinstance(fact, Frozen)), None)

    def codes(self) -> tuple[ResultCode, ...]:
        """Return the codes of all results and their certifications, in their order.

        Whoever has one on paper can tell any change of what happened up to then.
        """
        found, version = [], 0
        events = self._record.facts().events
        for link, line in zip(Heads().event_links(events), events, strict=True):
            version += line["kind"] == ResultComputed.kind
            if line["kind"] in {ResultComputed.kind, Certified.kind}:
                certified = line["kind"] == Certified.kind
                found.append(ResultCode(link.hash.hex(), link.n, version, certified=certified))
        return tuple(found)

    def result_code(self) -> str:
        """Return the code of the last result, 64 hex digits; empty without one."""
        if not self.state.versions:
            return ""
        return next(one.digits for one in reversed(self.codes()) if not one.certified)

    def close(self) -> None:
        """Give the record back."""
        if isinstance(self._record, Record):
            self._record.close()

    def _owned(self) -> Record:
        if not isinstance(self._record, Record):
            raise TypeError("a view changes nothing")
        return self._record

    def _keep(self, record: Record, facts: tuple[Fact, ...]) -> None:
        now, jump = self._watch.look(self._last)
        facts = (*jump, *facts) if facts else ()
        events, readings = _enveloped(facts, record.heads, now, self.state.format)
        self._heads = record.append(events, readings)
        self.state = apply_all(self.state, facts)
        for fact in facts:
            timed = carries_time(type(fact), self.state.format)
            entry = Entry(fact, now if timed else "")
            self.entries.append(entry)
            self._last = _time_of(entry) or self._last


class _Watch:
    """The wall clock, held against what was recorded last and against one that nobody sets."""

    # At 09:00:00 the steady clock says 100 s; at the next fact they say 09:00:30 and 130 s: all is
    # well. If they say 10:00:30 and 130 s, the wall clock was set, and the jump from 09:00:00 is
    # kept as a fact of its own before the others. Each look begins a new interval, so one setting
    # of the clock is told once. Without a steady clock only a step back behind the last is seen.

    def __init__(self, clock: Callable[[], str], steady: Callable[[], float] | None) -> None:
        self._clock, self._steady = clock, steady
        self._began = steady and (clock(), steady())

    def look(self, last: str) -> tuple[str, tuple[Noted, ...]]:
        """Return the time, and a fact where the clock was set; ``last`` was recorded before."""
        now = self._clock()
        jumped = bool(last) and datetime.fromisoformat(now) < datetime.fromisoformat(last)
        before = last
        if self._began and self._steady:
            (wall, began), passed = self._began, self._steady()
            went = datetime.fromisoformat(now) - datetime.fromisoformat(wall)
            if abs(went.total_seconds() - (passed - began)) > DRIFT:
                jumped, before = True, wall
            self._began = (now, passed)
        return now, (Noted(CLOCK_JUMP, f"{before} -> {now}"),) if jumped else ()


def _first_impossible(entries: Sequence[Entry]) -> int:
    """Return which of ``entries``, from 1, cannot have happened after those before it."""
    state = Meeting()
    for number, entry in enumerate(entries, 1):
        try:
            state = apply(state, entry.fact)
        except (ValueError, TypeError, AttributeError, LookupError):
            return number
    raise ValueError(entries)


def _time_of(entry: Entry) -> str:
    """Return the time that a fact carries; of a jump of the clock, the one it jumped to."""
    if isinstance(entry.fact, Noted) and entry.fact.what == CLOCK_JUMP:
        return entry.fact.detail.rpartition(" -> ")[2]
    return entry.at


Lines: TypeAlias = list[Mapping[str, Any]]


def _enveloped(facts: Sequence[Fact], heads: Heads, now: str, number: int) -> tuple[Lines, Lines]:
    """Return ``facts`` as lines of the two chains, which stand at ``heads``.

    ``number``: the format of the record.
    """
    events: Lines = []
    readings: Lines = []
    for fact in facts:
        if fact.restricted:
            readings.append({**written(fact), "after": heads.event_count + len(events)})
        else:
            events.append(written(fact))
    state = {"at": now, "readings": heads.after(readings=readings).readings.hex()}
    states = {fact.kind for fact in facts if carries_time(type(fact), number)}
    return [{**line, **(state if line["kind"] in states else {})} for line in events], readings


_OF_STATE: Mapping[str, type] = {"at": str, "readings": str}
_OF_BEGINNING: Mapping[str, type] = {**_OF_STATE, SCHEMA_KEY: str}
_OF_READING: Mapping[str, type] = {"after": int}
_OF_NOTHING: Mapping[str, type] = {}


def _merged(facts: Facts) -> Iterator[Entry]:
    """Yield both chains as one: a reading stands behind as many events as it says.

    Raises DoesNotVerify with a problem for each line that is no fact that stands in its chain.
    """
    if problems := [*_other_format(facts.events)]:
        raise DoesNotVerify(problems)
    written_in = facts.events[0].get("format", FORMAT) if facts.events else FORMAT
    events = _facts("event", facts.events, written_in, problems)
    readings = _facts("reading", facts.readings, written_in, problems)
    if problems:
        raise DoesNotVerify(problems)
    position = 0
    for number, (event, line) in enumerate(zip(events, facts.events, strict=True), 1):
        while position < len(readings) and facts.readings[position]["after"] < number:
            yield Entry(readings[position])
            position += 1
        yield Entry(event, line.get("at", ""))
    yield from map(Entry, readings[position:])


def _facts(
    table: str, lines: Sequence[Mapping[str, Any]], written_in: int, problems: list[Problem]
) -> list[Fact]:
    """Return the facts that ``lines`` are, and add a problem for each that is none.

    ``written_in``: the format of the record.
    """
    facts = []
    for number, line in enumerate(lines, 1):
        try:
            facts.append(_fact(table, line, written_in))
        except NotAFact as error:
            place = Place(RECORD, cell=f"{table} {number}")
            problems.append(Problem("record.fact", place, error.reason))
    return facts


def _fact(table: str, line: Mapping[str, Any], written_in: int) -> Fact:
    kind = ACTS.kinds.get(str(line.get(KIND)))
    if kind is None or kind.restricted != (table == "reading"):
        raise NotAFact(UNKNOWN)
    return fact_of(line, _beside(kind, written_in))


def _beside(kind: type[Fact], written_in: int) -> Mapping[str, type]:
    """Return what stands in a line beside a fact of ``kind``, and of which type."""
    if kind.restricted:
        return _OF_READING
    if not carries_time(kind, written_in):
        return _OF_NOTHING
    return _OF_BEGINNING if kind is Created else _OF_STATE


def _other_format(events: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield why a record of another format cannot be read; its names may mean other things."""
    first = events[0] if events else {}
    number, version = first.get("format", FORMAT), first.get("version")
    known = isinstance(number, int) and 1 <= number <= FORMAT
    if first.get(KIND) == Created.kind and not known:
        told = say(
            "This record is written in format {number}; this program reads format {known}.",
            number=number,
            known=FORMAT,
        )
        hint = say("Open it with the version that made it: {version}.", version=str(version))
        yield Problem("record.format", Place(RECORD, cell="event 1"), told, hint)


_IMPOSSIBLE = say("this cannot have happened here, after what stands before it")
