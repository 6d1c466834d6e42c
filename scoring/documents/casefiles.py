"""What the documents of a meeting are made from (立卷): read from its record, or from its files.

A meeting has up to three dossiers, each with the name of its folder:

    before-3f2a91c4    what is handed out before the count
    v1                 the version that was certified last
    v2-uncertified     a newer one, counted after a correction, not yet certified

The digits are of what the documents were made from: other inputs, another folder. From files there
are ``before-…`` and, if there are marks, ``files-…``.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from scoring.counting import Papers, Standing, stand
from scoring.errors import HasProblems, Problem, errors_of
from scoring.files.meeting_folder import MeetingFolder, read_meeting
from scoring.files.meetingfile import MEETING_FILE
from scoring.live.freezing import fingerprint
from scoring.live.session import Entry, Session
from scoring.meeting import Meeting, apply
from scoring.meeting.acts import Certified, Frozen, PinSet, PinSetAnew, ResultComputed
from scoring.meeting.reconciliation import Term
from scoring.meeting.results import agreed_papers
from scoring.meeting.state import Version
from scoring.meeting.words import called, told
from scoring.record.chain import Heads
from scoring.record.view import RecordView
from scoring.recordfile import RECORD
from scoring.report.formal.dossier import Counting, Dossier, LogLine, SourceTable
from scoring.report.formal.log import Happened, log_lines
from scoring.report.formal.round_counts import counting
from scoring.report.formal.stamp import ResultState, Stamp
from scoring.report.not_done import not_done_line
from scoring.report.printed import Occasion
from scoring.roster import Roster
from scoring.wording import Phrase, say

DIGITS = 8
"""Hexadecimal digits in the name of a folder that is called after what it was made from."""


class Filed(NamedTuple):
    """A dossier, and the folder that its documents belong into."""

    folder: str
    """Its name, not its path: the place is chosen by who writes."""
    dossier: Dossier
    supersedes: tuple[str, ...] = ()
    """Folders of versions whose place it takes; empty where there are none."""


class CaseFiles(NamedTuple):
    """What there is to make documents from."""

    filed: tuple[Filed, ...]
    """In the order of time; at least one."""
    warnings: tuple[Problem, ...] = ()
    """Doubts about the files, where these were read; they stop nothing."""


def dossiers(path: Path) -> CaseFiles:
    """Return what the meeting in the folder ``path`` has documents for, in the order of time.

    From its record: what is for before the count; the version that was certified last; and a
    newer one that is not certified yet. Without a record, from its files. Raises HasProblems
    where the files have errors, and what a record raises.
    """
    if not (path / RECORD).exists():
        return _of_files(path)
    session = Session.view(path)
    if session.state.rules is None:
        files = _of_files(path)
        return files._replace(filed=files.filed[:1])
    return CaseFiles(tuple(_of_record(path, session.entries)))


def _of_files(path: Path) -> CaseFiles:
    folder = read_meeting(path)
    scheme_file, notice = folder.scheme_file, folder.notice
    if errors_of(folder.problems) or not scheme_file or not scheme_file.scheme or not notice:
        raise HasProblems(folder.problems)
    day = notice.date.isoformat() if notice.date else ""
    before = Dossier(
        stamp=Stamp("before", scheme_file.scheme, scheme_file.sha256, at=day),
        occasion=Occasion(notice.title, day, notice.place or "", notice.host or ""),
        roster=folder.roster,
        tables=tuple(SourceTable(*table) for table in folder.tables),
    )
    digits = _digits(
        scheme_file.sha256,
        fingerprint(path / MEETING_FILE),
        *(part for name, sha256, _ in folder.tables for part in (name, sha256)),
    )
    filed = [Filed(f"before-{digits}", before)]
    if folder.papers is not None:
        filed.append(Filed(f"files-{digits}", _after(folder, before, folder.papers)))
    return CaseFiles(tuple(filed), folder.problems)


def _after(folder: MeetingFolder, before: Dossier, papers: Papers) -> Dossier:
    """Return the dossier after the count of files, made from the one ``before`` it."""
    standing = stand(before.scheme, papers)
    return replace(
        before,
        stamp=before.stamp._replace(state="uncertified"),
        standing=standing,
        papers=papers,
        countings=tuple(_counted(folder, standing)),
    )


def _counted(folder: MeetingFolder, standing: Standing) -> Iterator[Counting]:
    """Yield what files say of the ballots: nothing about who was there."""
    paper = folder.notice.paper if folder.notice else None
    counts: dict[Term, int] = {}
    if folder.roster.deputies:
        counts["expected"] = len(folder.roster.deputies)
    if paper and paper.issued is not None:
        counts["issued"] = paper.issued
    if paper and paper.returned is not None:
        counts["returned"] = paper.returned
        void = [sheets for sheets in standing.void_sheets.values() if sheets is not None]
        # Of several components each may have other void sheets, and of counts alone none is known.
        if len(standing.void_sheets) == len(void) == 1:
            counts["valid"], counts["void"] = paper.returned - void[0], void[0]
    if counts:
        yield Counting("all", 1, counts)


def _of_record(path: Path, entries: Sequence[Entry]) -> Iterator[Filed]:
    codes = _codes(path, entries)
    frozen_at = _last(entries, Frozen)
    if frozen_at is not None:
        before = _before(_state(entries), entries[frozen_at])
        yield Filed(f"before-{codes[frozen_at][:DIGITS]}", before)
    certified_at, computed_at = _last(entries, Certified), _last(entries, ResultComputed)
    shown = []
    if certified_at is not None:
        shown.append(certified_at)
    if computed_at is not None and (certified_at is None or computed_at > certified_at):
        shown.append(computed_at)
    # Each as it was when it was certified or computed: ballots corrected since belong to the next.
    for at in shown:
        yield _version(entries[: at + 1], codes)


def _version(entries: Sequence[Entry], codes: Mapping[int, str]) -> Filed:
    """Return the version that the last of ``entries`` computed or certified, as it was then.

    ``entries`` end there: what came later is not known to it. ``codes``: by the position of an
    event among all entries.
    """
    state = _state(entries)
    version = state.versions[-1]
    name = f"v{version.number}"
    computed_at = _last(entries, ResultComputed) or 0
    status = _status(state, version)
    before, roster = _before(state, entries[_last(entries, Frozen) or 0]), state.frozen.roster
    dossier = replace(
        before,
        roster=roster,
        stamp=before.stamp._replace(
            state=status,
            version=version.number,
            code=codes[computed_at],
            at=entries[computed_at].at,
            held=_held(state),
        ),
        **_counted_by(state),
        log=_log(entries, roster),
        certified_by=tuple(_names(roster, version.certified_by)),
        pins=tuple(_pins(entries, roster)),
    )
    if not version.certified_by:
        return Filed(f"{name}-uncertified", dossier)
    return Filed(name, dossier, tuple(f"v{number}" for number in range(1, version.number)))


def _held(state: Meeting) -> Phrase | None:
    """Return what the meeting did without, as it was counted."""
    from_table = any(attempt.tables for attempt in state.current())
    return not_done_line(state.frozen.scheme.procedure, from_table=from_table)


def _counted_by(state: Meeting) -> dict[str, Any]:
    """Return what was counted, as fields of a dossier."""
    papers = agreed_papers(state)
    return {
        "standing": stand(state.frozen.scheme, papers),
        "papers": papers,
        "countings": tuple(counting(state, attempt) for attempt in state.current()),
    }


def _log(entries: Sequence[Entry], roster: Roster) -> tuple[LogLine, ...]:
    happened = (Happened(entry.fact, entry.at) for entry in entries)
    return tuple(log_lines(happened, roster.units, roster.officers))


def _pins(entries: Sequence[Entry], roster: Roster) -> Iterator[Phrase]:
    """Yield what was recorded of PINs, each with its time of day; those set first in one line."""
    names = called(roster)
    first = [entry.fact.officer for entry in entries
             if isinstance(entry.fact, PinSet) and entry.fact.how == "first"]  # fmt: skip
    if first:
        yield say("set by {people}", people=names.people(dict.fromkeys(first)))
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, PinSetAnew) or (isinstance(fact, PinSet) and fact.how != "first"):
            yield say("{time} {what}", time=entry.at[11:16], what=told([fact], names))


def _names(roster: Roster, officers: Sequence[str]) -> Iterator[str]:
    names = roster.officer_names
    return (names.get(one, one) for one in officers)


def _status(state: Meeting, version: Version) -> ResultState:
    """Return the state that the pages carry; a rehearsal stays one, certified or not."""
    if state.rehearsal:
        return "rehearsal"
    if not version.certified_by:
        return "uncertified"
    return "corrected" if version.number > 1 else "certified"


def _before(state: Meeting, entry: Entry) -> Dossier:
    """Return the dossier before the count, as the files were frozen in ``entry``."""
    rules, frozen = state.frozen, _frozen([entry])
    status: ResultState = "rehearsal" if state.rehearsal else "before"
    return Dossier(
        stamp=Stamp(status, rules.scheme, rules.scheme_sha256, at=frozen.date or entry.at),
        occasion=Occasion(frozen.title, frozen.date, frozen.place, frozen.host),
        roster=Roster(frozen.units, rules.roster.deputies, frozen.officers),
        tables=tuple(SourceTable(one.name, one.sha256, one.rows) for one in frozen.tables),
    )


def _frozen(entries: Sequence[Entry]) -> Frozen:
    return next(entry.fact for entry in reversed(entries) if isinstance(entry.fact, Frozen))


def _state(entries: Sequence[Entry]) -> Meeting:
    state = Meeting()
    for entry in entries:
        state = apply(state, entry.fact)
    return state


def _last(entries: Sequence[Entry], kind: type) -> int | None:
    """Return the position of the last fact of ``kind``; None where there is none."""
    found = [at for at, entry in enumerate(entries) if isinstance(entry.fact, kind)]
    return found[-1] if found else None


def _codes(path: Path, entries: Sequence[Entry]) -> dict[int, str]:
    """Return the head of the chain of events behind each of ``entries`` that is an event.

    By the position of the entry; in hexadecimal digits. The head behind a result is its code.
    """
    links = Heads().event_links(RecordView(path / RECORD).events())
    events = [at for at, entry in enumerate(entries) if not entry.fact.restricted]
    # The record may have grown since ``entries`` were read: those behind them are left over.
    return {at: link.hash.hex() for at, link in zip(events, links, strict=False)}


def _digits(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:DIGITS]
