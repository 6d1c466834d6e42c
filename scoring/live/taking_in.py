"""A table of marks as it is taken in (取入): found, read, and made into wishes.

Read as ``check`` reads it, against what was frozen or, before that, against the folder; whatever
is wrong is told at once and nothing is taken in. Where neither a check-in nor sheets stand between
(a simple meeting), one table takes the meeting from the files to the result: it is frozen, opened,
taken in, closed and computed, all or nothing.

>>> from scoring.files.meeting_folder import read_meeting
>>> at_hand(read_meeting("sessions/2020-hunan"))  # two people read every sheet there
AtHand(table='', with_freezing=False)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from scoring.ballots import Absence, Ballots
from scoring.errors import HasProblems, Refused, errors_of
from scoring.files.ballotfile import read_ballots
from scoring.files.file_problems import Findings
from scoring.files.judges import ids_of, note_nobodys
from scoring.files.meeting_folder import MeetingFolder, read_meeting
from scoring.files.meetingfile import read_meeting_file
from scoring.files.spots import Spots
from scoring.files.tables import sound_rows
from scoring.files.tables.tablefiles import table_file
from scoring.live.freezing import freezing
from scoring.meeting import Meeting, decide
from scoring.meeting.act import apply_all
from scoring.meeting.acts import CollectRound, Count, OpenRound, TakeIn, TakenBallot
from scoring.meeting.state import NEEDED_READERS, Round, Rules
from scoring.meeting.typed_words import officer_ids
from scoring.meeting.wishes import Wish
from scoring.report.meeting_steps import NOTHING, AtHand
from scoring.roster import Roster
from scoring.scheme import Ballot, Procedure
from scoring.wording import Phrase, say

BALLOTS = "ballots"


class MarksTable(NamedTuple):
    """A table of marks that was read, without a fault."""

    file: str
    """As it is called."""
    sha256: str
    ballots: Mapping[str, Ballots]
    """By the component's id."""


def takes_tables(procedure: Procedure) -> bool:
    """Whether marks may come from a table: one reading is enough."""
    return NEEDED_READERS[procedure.verification] == 1


def at_once(procedure: Procedure) -> bool:
    """Whether nothing stands between the files and the result but the table."""
    return takes_tables(procedure) and not procedure.checkin and not procedure.sheets


def at_hand(folder: MeetingFolder) -> AtHand:
    """Return what the folder has that can be taken in; nothing where there are no ballots in it."""
    scheme = folder.scheme_file.scheme if folder.scheme_file else None
    if scheme is None or not takes_tables(scheme.procedure):
        return NOTHING
    return AtHand(filled_table(folder), at_once(scheme.procedure))


def filled_table(folder: MeetingFolder) -> str:
    """Return the name of the folder's table of ballots; empty where it has no rows, or is not."""
    named = folder.notice.files if folder.notice else {}
    file, _ = table_file(folder.path, BALLOTS, named)
    rows = {name: count for name, _, count in folder.tables}
    return file if file and rows.get(file) else ""


def left_out(folder: MeetingFolder) -> tuple[Phrase, ...]:
    """Return what is to be known before freezing: marks in the folder that it does not read."""
    scheme = folder.scheme_file.scheme if folder.scheme_file else None
    if scheme is None:
        return ()
    if file := filled_table(folder):
        if at_once(scheme.procedure):
            return (say("{file} has marks; they are not frozen but taken in", file=file),)
        if takes_tables(scheme.procedure):
            return (say("{file} has marks; they are taken in after the sheets", file=file),)
        return (say("{file} has marks, and freezing leaves them out", file=file),)
    named = folder.notice.files if folder.notice else {}
    counts, _ = table_file(folder.path, "counts", named)
    rows = {name: count for name, _, count in folder.tables}
    if counts and rows.get(counts):
        return (say("{file} has counted marks, and freezing leaves them out", file=counts),)
    return ()


def table_in(path: Path) -> Path:
    """Return where the table of ballots of the meeting in the folder ``path`` is.

    Raises Refused where there is none.
    """
    notice = read_meeting_file(path).notice
    file, _ = table_file(path, BALLOTS, notice.files if notice else {})
    if file is None:
        raise Refused(say("there is no table of ballots in {folder}", folder=str(path)))
    return path / file


def to_the_result(
    state: Meeting, folder: Path, by: str = "", file: Path | None = None
) -> tuple[Wish, ...]:
    """Return the wishes that take in a table, and all that is then due up to the result.

    ``file``: the table; None: that of the meeting in ``folder``. ``by``: the officer who takes it
    in, by id or name; empty where there is only one. Raises HasProblems where the files are not
    ready, Refused where there is no table or nobody to do it, Forbidden where it cannot be frozen.
    """
    wishes: list[Wish] = []
    if state.rules is None:
        read = read_meeting(folder)
        if errors_of(read.problems) or read.base is None:
            raise HasProblems(read.problems)
        procedure = read.scheme_file.sound().procedure if read.scheme_file else Procedure()
        if not takes_tables(procedure):
            raise Refused(
                say("a table is taken in only where the scheme has one reading: verification none")
            )
        if not at_once(procedure):
            raise Refused(
                say("freeze the files first: this scheme has a check-in, or counts sheets")
            )
        wishes.append(freezing(read))
        state = apply_all(state, decide(state, wishes[0]).facts)
    rules = state.frozen
    table = read_marks(file or table_in(folder), rules)
    by = officer_ids(state, [by])[0] if by else _only(rules.roster)
    return (*wishes, *_wishes(state, table, by))


def read_marks(path: Path, rules: Rules) -> MarksTable:
    """Return what the table at ``path`` says under ``rules``. Raises HasProblems with all faults.

    In a named meeting each ballot is that of somebody on the roster, by id or by name.
    """
    table = sound_rows(path, path.name)
    findings = Findings()
    found = read_ballots(table, rules.roster.units, Spots(rules.scheme.of_kind(Ballot)), findings)
    for component in rules.scheme.of_kind(Ballot):
        if component.id not in found and not findings:
            told = say("there are no marks yet for {component}", component=component.title)
            findings.error("meeting.no-votes", table.place(), told)
    if not rules.scheme.procedure.secret:
        deputies = rules.roster.deputies
        note_nobodys(table, deputies, findings)
        ids = ids_of(deputies)
        found = {
            name: replace(own, numbers=tuple(ids.get(one, one) for one in own.numbers))
            for name, own in found.items()
        }
    problems = (*table.problems, *findings.problems())
    if errors_of(problems):
        raise HasProblems(problems)
    return MarksTable(path.name, table.sha256, found)


def _only(roster: Roster) -> str:
    if len(roster.officers) != 1:
        raise Refused(say("say which officer takes the table in: --as"))
    return roster.officers[0].id


def _wishes(state: Meeting, table: MarksTable, by: str) -> Iterator[Wish]:
    # Where sheets are counted, opening and closing are acts of their own, before and behind.
    alone = state.frozen.scheme.procedure.sheets
    for attempt in state.current():
        if not attempt.begun and not alone:
            yield OpenRound(attempt.id)
        yield TakeIn(attempt.id, table.file, table.sha256, by, _ballots(table, attempt))
        if not attempt.closed and not alone:
            yield CollectRound(attempt.id)
    if not alone:
        yield Count()


def _ballots(table: MarksTable, attempt: Round) -> tuple[TakenBallot, ...]:
    """Return the ballots of the table, each with its cells of this round; blank where none is."""
    numbers: dict[str, str | None] = {}
    columns: dict[tuple[str, str], Mapping[str, int]] = {}
    for own in table.ballots.values():
        groups: Sequence[str | None] = own.groups or [None] * len(own.numbers)
        for number, group in zip(own.numbers, groups, strict=True):
            numbers[number] = numbers.get(number) or group
        for spot, cells in own.cells.items():
            columns[spot] = dict(zip(own.numbers, map(int, cells), strict=True))
    nothing: Mapping[str, int] = {}
    blank = int(Absence.BLANK)
    wanted = [columns.get(spot, nothing) for spot in attempt.spots]
    return tuple(
        TakenBallot(number, group, tuple(column.get(number, blank) for column in wanted))
        for number, group in numbers.items()
    )
