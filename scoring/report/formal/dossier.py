"""Everything that the documents of one version are made from (卷宗).

A record yields up to three: before the count, the version certified last, and a newer one that is
not certified yet; files yield two. Each is whole in itself, so that a document of an older version
comes out as it was. ``documents.casefiles`` makes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.counting import Papers, Standing
from scoring.meeting.reconciliation import Line, Term
from scoring.report.blocks import Words
from scoring.report.formal.stamp import Stamp
from scoring.report.printed import Occasion, Source
from scoring.roster import Officer, Role, Roster
from scoring.scheme import Scheme


class Counting(NamedTuple):
    """One round as it was counted (一轮的票数)."""

    round: str
    """``all``, or a unit's id."""
    attempt: int
    counts: Mapping[Term, int]
    """What is known; a term that is not there was never entered, and is not zero."""
    lines: tuple[Line, ...] = ()
    """Of the reconciliation; empty where only files are at hand."""


class LogLine(NamedTuple):
    """Something that happened; what is alike and stands together is one line."""

    number: int
    """Of the first fact among the events, from 1."""
    at: str
    """ISO 8601; empty where the record keeps no time."""
    what: Words


class SourceTable(NamedTuple):
    """A table that the figures came from (数据来源)."""

    file: str
    """Its name in the meeting's folder."""
    sha256: str
    """Of its bytes, in 64 hexadecimal digits."""
    rows: int
    """Without headings and empty ones; 0 where they were not counted."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One version of a result, or what there is before it.

    ``standing`` and ``papers`` are there together or not at all; ``counted`` and ``held`` are for
    documents that are issued only after the count.
    """

    stamp: Stamp
    occasion: Occasion
    roster: Roster
    standing: Standing | None = None
    """None before the count."""
    papers: Papers | None = None
    """What ``standing`` was made from."""
    countings: tuple[Counting, ...] = ()
    """In the order of the rounds, the newest attempt of each; empty before the count."""
    log: tuple[LogLine, ...] = ()
    """Empty without a record."""
    tables: tuple[SourceTable, ...] = ()
    """In the order in which they are listed; empty where none is known."""
    certified_by: tuple[str, ...] = ()
    """Names; empty where it is not certified."""
    pins: tuple[Words, ...] = ()
    """What the record has of PINs that were set, each with its time; empty without a record."""

    @property
    def scheme(self) -> Scheme:
        """The scheme that it follows."""
        return self.stamp.scheme

    @property
    def source(self) -> Source:
        """The scheme and its fingerprint."""
        return Source(self.stamp.scheme, self.stamp.sha256)

    @property
    def counted(self) -> Standing:
        """The standing. Raises LookupError before the count, when no document may ask for it."""
        if self.standing is None:
            raise LookupError
        return self.standing

    @property
    def held(self) -> Papers:
        """The papers. Raises LookupError before the count, as ``counted`` does."""
        if self.papers is None:
            raise LookupError
        return self.papers

    def officers(self, *roles: Role) -> tuple[Officer, ...]:
        """Return who has one of ``roles``, in the order of the list; empty where nobody has."""
        return tuple(one for one in self.roster.officers if one.role in roles)

    def unit_name(self, unit: str) -> str:
        """Return the name of the unit ``unit`` (an id); the id where there is none."""
        return self.roster.unit_names.get(unit, unit)
