"""Lines chained by their hashes (哈希链): whoever changes one changes every head after it.

A head is the hash over the head before it and one line, so it stands for all lines up to there.

>>> begun = Heads().after([{"kind": "meeting-created"}])
>>> begun.event_count, begun.events == next_head(EVENTS, EMPTY, b'{"kind":"meeting-created"}')
(1, True)
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.json_values import Json
from scoring.record.canonical import canonical

EMPTY = bytes(32)
"""The head of a chain without a line."""

EVENTS = "pingyi/event/1"
READINGS = "pingyi/reading/1"
"""The tags of the two chains: the same line has another hash in the other."""


class Link(NamedTuple):
    """One line in its chain, as a row of the store."""

    n: int
    """From 1, without gaps."""
    line: bytes
    """Canonical JSON."""
    hash: bytes
    """The head of the chain from this line on; 32 bytes."""


@dataclass(frozen=True, slots=True)
class Heads:
    """How far the two chains reach; equal heads are the same facts in the same order."""

    events: bytes = EMPTY
    """The last hash of the chain; 32 bytes, so for ``readings``."""
    readings: bytes = EMPTY
    event_count: int = 0
    """How many lines the chain has; so for ``reading_count``."""
    reading_count: int = 0

    def after(
        self, events: Iterable[Mapping[str, Json]] = (), readings: Iterable[Mapping[str, Json]] = ()
    ) -> "Heads":
        """Return what the heads will be once these facts are appended; nothing is written.

        After a failed append: where the record has these heads, the facts are in it. Raises
        NotCanonical, and ValueError for a fact without a ``kind``.
        """
        return self.past(self.event_links(events), self.reading_links(readings))

    def event_links(self, events: Iterable[Mapping[str, Json]]) -> list[Link]:
        """Return the next rows of the events, one for each. Raises as ``after`` does."""
        return list(_links(EVENTS, self.events, self.event_count, events))

    def reading_links(self, readings: Iterable[Mapping[str, Json]]) -> list[Link]:
        """Return the next rows of the readings, one for each. Raises as ``after`` does."""
        return list(_links(READINGS, self.readings, self.reading_count, readings))

    def past(self, events: list[Link], readings: list[Link]) -> "Heads":
        """Return the heads behind these rows, which have to follow on these heads."""
        return Heads(
            events=events[-1].hash if events else self.events,
            readings=readings[-1].hash if readings else self.readings,
            event_count=self.event_count + len(events),
            reading_count=self.reading_count + len(readings),
        )


def hashed(tag: str, *parts: bytes) -> bytes:
    """Return SHA-256(tag ‖ 00 ‖ for each part: its length as eight bytes, big end first ‖ part).

    With the lengths in it, no two lists of parts are the same bytes: ``ab``, ``c`` and ``a``,
    ``bc`` differ. ``tag`` is ASCII.
    """
    digest = hashlib.sha256(tag.encode("ascii") + b"\0")
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def next_head(tag: str, head: bytes, line: bytes) -> bytes:
    """Return the head of the chain ``tag`` when ``line`` follows on ``head``; 32 bytes."""
    return hashed(tag, head, line)


def _links(
    tag: str, head: bytes, count: int, facts: Iterable[Mapping[str, Json]]
) -> Iterator[Link]:
    for n, fact in enumerate(facts, count + 1):
        if "kind" not in fact:
            raise ValueError(fact)  # nobody could tell what it says
        line = canonical(fact)
        head = next_head(tag, head, line)
        yield Link(n, line, head)
