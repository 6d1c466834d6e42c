"""Whether a record is as it was written (核验): its file, its tables, its lines and chains.

Everything is looked at, and all that is wrong comes at once, as problems whose place is a row:
``record.db:event 7``. Whether the facts make sense is another question: ``meeting.replay_check``.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import Place, Problem
from scoring.json_values import Json
from scoring.record.canonical import NotCanonical, parsed
from scoring.record.chain import EMPTY, EVENTS, READINGS, Heads, next_head
from scoring.record.faults import DoesNotVerify
from scoring.record.reading import reading
from scoring.record.schema import (
    APPLICATION,
    IN_FILE,
    OF_READER,
    OWN_SCHEMA,
    VERSION,
    amiss,
    schema_hash,
    schema_of,
)
from scoring.wording import say

StoredFact = dict[str, Json]

SCHEMA_KEY = "schema"
"""In the first event: the hash of the schema with which the record began."""
READINGS_KEY = "readings"
"""In an event that binds them: the head of the readings as they were then, as hex."""

_CODE = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Walk:
    """One chain, walked from its first line to its last."""

    facts: tuple[StoredFact, ...]
    """As far as they can be read; a line that cannot is left out, so they may be fewer."""
    heads: tuple[bytes, ...]
    """Behind each line, as stored."""
    problems: tuple[Problem, ...]

    @property
    def head(self) -> bytes:
        """Where the chain ends."""
        return self.heads[-1] if self.heads else EMPTY


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a record, at one moment."""

    events: Walk
    readings: Walk
    problems: tuple[Problem, ...]
    """All of them, those of the walks among them."""

    @property
    def heads(self) -> Heads:
        """How far the chains reach."""
        return Heads(
            self.events.head,
            self.readings.head,
            len(self.events.heads),
            len(self.readings.heads),
        )


def check(path: Path, result_code: str | None = None) -> list[Problem]:
    """Return what is wrong with the record at ``path``; nothing, where it verifies.

    ``result_code``: the head of the events at some moment, 64 hex digits, blanks between them
    allowed; a record whose end was cut off before it is found so. Raises Refused where there is
    no record to be read.
    """
    try:
        with reading(path) as connection:
            found = examined(connection, path.name)
    except DoesNotVerify as damaged:
        return list(damaged.problems)
    code = () if result_code is None else _wrong_code(found.events, result_code, path.name)
    return [*found.problems, *code]


def examined(connection: sqlite3.Connection, file: str) -> Examination:
    """Look at everything in a record; ``file`` is the name that problems give.

    ``connection`` is in a transaction, so that all of it is of one moment. A file of another
    program or a newer format is not walked. Raises sqlite3.Error where it cannot be read at all.
    """
    foreign = _foreign(connection, file)
    if foreign is not None:
        return Examination(_UNWALKED, _UNWALKED, (foreign,))
    schema = schema_of(connection)
    if not _TABLES.issubset(schema):
        return Examination(_UNWALKED, _UNWALKED, (_other_schema(schema, file),))
    events, readings = facts_of(connection, file)
    problems = [
        *_other_settings(connection, file),
        *([] if schema == OWN_SCHEMA else [_other_schema(schema, file)]),
        *_damage(connection, file),
        *events.problems,
        *readings.problems,
        *_wrong_beginning(events, file),
        *_unbound(events, readings, file),
    ]
    return Examination(events, readings, tuple(problems))


def missing(found: Examination, acknowledged: Heads, file: str) -> tuple[Problem, ...]:
    """Return a problem for each chain that does not go through the ``acknowledged`` head.

    ``acknowledged`` is how far the record reached when an append last returned; a chain may be
    longer, and then a commit arrived that nobody was told of.
    """
    reached = (
        ("event", found.events, acknowledged.event_count, acknowledged.events),
        ("reading", found.readings, acknowledged.reading_count, acknowledged.readings),
    )
    told = say("Facts that were written and acknowledged are no longer in the record.")
    return tuple(
        Problem("record.lost", Place(file, cell=f"{table} {count}"), told)
        for table, walked, count, head in reached
        if (EMPTY, *walked.heads)[count : count + 1] != (head,)
    )


def facts_of(connection: sqlite3.Connection, file: str) -> tuple[Walk, Walk]:
    """Walk both chains of the record ``file``: events, readings. Raises sqlite3.Error."""
    events = connection.execute("SELECT n, line, hash FROM event ORDER BY n")
    readings = connection.execute("SELECT n, line, hash FROM reading ORDER BY n")
    return walk(EVENTS, events, file, "event"), walk(READINGS, readings, file, "reading")


def walk(tag: str, rows: Iterable[tuple[int, object, object]], file: str, table: str) -> Walk:
    """Walk the chain ``tag`` from its beginning; ``rows`` are (n, line, hash), by n, as found.

    ``file`` and ``table`` (``event`` or ``reading``) are what problems call the place. A line that
    does not follow is named, and the next one is measured against what is stored, so that one
    change is not said of every line behind it.
    """
    facts: list[StoredFact] = []
    heads: list[bytes] = []
    problems: list[Problem] = []
    for number, (n, line, head) in enumerate(rows, 1):
        place = Place(file, cell=f"{table} {n}")
        if n != number:
            problems.append(Problem("record.number", place, _GAP))
        if not (isinstance(line, bytes) and isinstance(head, bytes)):
            problems.append(Problem("record.type", place, _NO_BYTES))
            heads.append(head if isinstance(head, bytes) else EMPTY)
            continue
        if next_head(tag, heads[-1] if heads else EMPTY, line) != head:
            problems.append(Problem("record.chain", place, _BROKEN))
        heads.append(head)
        try:
            facts.append(parsed(line))
        except NotCanonical as error:
            problems.append(Problem("record.line", place, error.reason))
    return Walk(tuple(facts), tuple(heads), tuple(problems))


_UNWALKED = Walk((), (), ())
_TABLES = {text for text in OWN_SCHEMA if text.startswith("CREATE TABLE")}
_GAP = say("A line is missing before this one, or its number was changed.")
_NO_BYTES = say("This row does not hold a line and its hash: it was changed.")
_BROKEN = say(
    "This line was changed, or the one before it, or one between them was taken out: its hash "
    "does not follow."
)


def _foreign(connection: sqlite3.Connection, file: str) -> Problem | None:
    """Return why the file is not a record that this program can read."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        return Problem("record.foreign", Place(file), say("This file is no record of a meeting."))
    if version > VERSION:
        told = say("This record was made by a newer version of the program.")
        return Problem("record.newer", Place(file), told, say("Open it with that version."))
    return None


def _other_settings(connection: sqlite3.Connection, file: str) -> Iterator[Problem]:
    names = [*amiss(connection, IN_FILE), *amiss(connection, OF_READER)]
    [journal] = connection.execute("PRAGMA journal_mode").fetchone()
    if names or journal == "wal":
        told = say(
            "Settings of the file are not as they were when it was made: {names}.",
            names=(*names, *(["journal_mode"] if journal == "wal" else [])),
        )
        yield Problem("record.settings", Place(file), told)


def _other_schema(schema: tuple[str, ...], file: str) -> Problem:
    changed = {text.split()[2] if " " in text else text for text in {*schema} ^ {*OWN_SCHEMA}}
    told = say(
        "Its tables, or what protects them from changes, are not as they were made: {names}.",
        names=tuple(sorted(changed)),
    )
    return Problem("record.schema", Place(file), told)


def _damage(connection: sqlite3.Connection, file: str) -> Iterator[Problem]:
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        yield Problem("record.damaged", Place(file), say("The file is damaged."))


def _wrong_beginning(events: Walk, file: str) -> Iterator[Problem]:
    place = Place(file, cell="event 1")
    if not events.heads:
        yield Problem("record.empty", place, say("The record has no beginning: no event is in it."))
    elif events.facts and events.facts[0].get(SCHEMA_KEY) != schema_hash(OWN_SCHEMA):
        told = say("The first event does not name the tables with which a record begins.")
        yield Problem("record.schema", place, told)


def _unbound(events: Walk, readings: Walk, file: str) -> Iterator[Problem]:
    """Yield the events that speak of readings which are not there, or not any more."""
    # An event may bind the readings: it names their head as it was. Where event 5 names the head
    # behind reading 40 and event 9 the one behind reading 30, readings were taken back between
    # them; a head that is nowhere in the chain counts as -1, and is less than any before it.
    reach = {head.hex(): count for count, head in enumerate((EMPTY, *readings.heads))}
    least = 0
    for number, fact in enumerate(events.facts, 1):
        if READINGS_KEY not in fact:
            continue
        count = reach.get(str(fact[READINGS_KEY]), -1)
        if count < least:
            place = Place(file, cell=f"event {number}")
            told = say("Readings that were there at this event are missing or changed.")
            yield Problem("record.readings", place, told)
        least = max(least, count)


def _wrong_code(events: Walk, result_code: str, file: str) -> Iterator[Problem]:
    code = "".join(result_code.split()).lower()
    if not _CODE.fullmatch(code):
        told = say("A result code has 64 digits from 0 to 9 and a to f, in groups of four.")
        yield Problem("record.result-code", Place(file), told)
    elif bytes.fromhex(code) not in events.heads:
        told = say(
            "The result code is not among the events: some are missing at the end, or it belongs "
            "to another record."
        )
        yield Problem("record.result-code", Place(file), told)
