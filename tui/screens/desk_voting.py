"""The desk while votes are taken and keyed (进行): steps with times, readers, terminals, notes.

Counts only. While two people key, nothing here tells what either of them read, nor whether they
agree; what differs is named when both have handed over (``meeting.verification``).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from scoring.live.terminals.desk import Seat, TerminalKind
from scoring.meeting import Meeting
from scoring.meeting.state import NEEDED_READERS, Round
from scoring.meeting.verification import missing_readings, open_cells, warnings
from scoring.report.meeting_steps import StepName, readers
from scoring.wording import Phrase, say
from tui.frame.panels import Panel, bar
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, folded, line, piece, width
from tui.screens.step_times import StepTimes

KINDS: dict[TerminalKind, Phrase] = {
    "owner": say("owns the meeting"),
    "desk": say("attached"),
    "hall": say("the hall's screen"),
}
StepRow: TypeAlias = Literal[
    "checkin", "issue", "collect", "read", "check", "count", "certify", "reveal"
]
ROW_OF: dict[StepName, StepRow] = {
    "freeze": "checkin", "take-in": "read", "checkin": "checkin", "open": "issue", "issue": "issue",
    "resume": "collect", "receive": "collect", "collect": "collect", "enter": "read",
    "hand-over": "read", "third": "check", "clarify": "check", "rule": "check", "count": "count",
    "certify": "certify", "reveal": "reveal",
}  # fmt: skip
"""By step: the row of the panel of steps that it belongs to."""
TITLES: dict[StepRow, Phrase] = {
    "checkin": say("check-in"), "issue": say("issue"), "collect": say("receipt"),
    "read": say("entry"), "check": say("checking"), "count": say("count"),
    "certify": say("certifying"), "reveal": say("reveal"),
}  # fmt: skip


LONGEST = 42
"""Cells of a bar, however wide the panel is."""


class Reader(NamedTuple):
    """Somebody who keys, as the desk may know it: how many sheets, never what stands on them."""

    name: str
    read: int
    handed_over: bool
    at: str
    """Where they sit; empty where they sit nowhere now."""


def steps_panel(state: Meeting, attempt: Round, here: StepName | None, times: StepTimes) -> Panel:
    """Return the panel of steps: which are done and when, which is in hand, which are to come.

    ``here``: the next step; None where nothing is left to do.
    """
    rows = step_rows(state)
    at = rows.index(ROW_OF[here]) if here and ROW_OF[here] in rows else len(rows)
    told = _told(state, attempt)
    when = _when(attempt, times)

    def drawn(cells: int) -> list[ScreenLine]:
        lines: list[ScreenLine] = []
        for number, row in enumerate(rows):
            mark = say("done") if number < at else say("now") if number == at else ""
            look: Look = "lit" if number == at else "dim"
            clock = when.get(row, "") if number < at else ""
            marked = piece(say(" {mark} ", mark=mark) if mark else "", look)
            pieces = (marked, blanks(7 - width([marked])), field(TITLES[row], 11))
            room = cells - 18 - (len(clock) + 1 if clock else 0)
            lines.append((*pieces, field(told.get(row, ""), room), blanks(1), piece(clock, "dim")))
        return lines

    def in_a_line(cells: int) -> list[ScreenLine]:
        done = tuple(
            say("{step} {time}", step=TITLES[row], time=when[row])
            for row in rows[:at]
            if when.get(row)
        )
        return [line(cut(say("{all}", all=done), cells), "dim")] if done else []

    return Panel(say("course"), say("Steps"), drawn, in_a_line)


def step_rows(state: Meeting) -> tuple[StepRow, ...]:
    """Return the steps that this scheme has, in their order."""
    procedure = state.frozen.scheme.procedure
    needed = NEEDED_READERS[procedure.verification]
    wanted: list[tuple[StepRow, bool]] = [
        ("checkin", procedure.checkin), ("issue", procedure.sheets), ("collect", procedure.sheets),
        ("read", needed > 0), ("check", needed > 1), ("count", True),
        ("certify", True), ("reveal", True),
    ]  # fmt: skip
    return tuple(row for row, there in wanted if there)


def _told(state: Meeting, attempt: Round) -> dict[StepRow, Phrase]:
    """Return what is known of each step, in a few words."""
    procedure = state.frozen.scheme.procedure
    needed = NEEDED_READERS[procedure.verification]
    told: dict[StepRow, Phrase] = {}
    if state.attendance.present:
        told["checkin"] = say("present {count}", count=len(state.attendance.present))
    if attempt.issued is not None:
        told["issue"] = say("issued {count}", count=attempt.issued)
    if attempt.sheets:
        told["collect"] = say("returned {count}", count=len(attempt.sheets))
    if attempt.closed and needed:
        read = sum(one[1] for one in _read(state, attempt))
        told["read"] = say("{read}/{all} read", read=read, all=needed * len(attempt.sheets))
    told["check"] = say("after both hand over")
    if attempt.closed and not missing_readings(state, attempt):
        left = len(open_cells(state, attempt))
        told["check"] = say("{count} cells differ", count=left) if left else say("all agree")
    told["certify"] = say("{count} sign", count=procedure.officers)
    told["reveal"] = say("F8, from the last")
    return told


def _when(attempt: Round, times: StepTimes) -> dict[StepRow, str]:
    kinds: dict[StepRow, str] = {"issue": "sheets-issued", "collect": "round-collected",
                                 "read": "handed-over"}  # fmt: skip
    found = {row: times.last(kind, attempt.id) for row, kind in kinds.items()}
    whole: dict[StepRow, str] = {
        "checkin": "checked-in", "count": "result-computed", "certify": "result-certified",
        "reveal": "result-revealed",
    }  # fmt: skip
    return found | {row: times.last(kind) for row, kind in whole.items()}


# ---- who keys ----


def readers_of(state: Meeting, attempt: Round, seats: Sequence[Seat]) -> tuple[Reader, ...]:
    """Return who reads the sheets of a round, or sits down to, in the order of the officers."""
    read = {by: (count, over) for by, count, over in _read(state, attempt)}
    sits = {seat.officer: seat for seat in seats if seat.officer}
    return tuple(
        Reader(one.name, *read.get(one.id, (0, False)), _seat_name(sits.get(one.id)))
        for one in state.frozen.roster.officers
        if one.id in read or (one.id in sits and attempt.closed)
    )


def _read(state: Meeting, attempt: Round) -> tuple[tuple[str, int, bool], ...]:
    """Return who reads, how many sheets, whether handed over: counted once for each attempt."""
    return attempt.once("readers", state.rules, lambda: tuple(readers(state, attempt)))


def _seat_name(seat: Seat | None) -> str:
    if seat is None:
        return ""
    return str(say("main desk") if seat.kind == "owner" else say("seat {number}",
                                                                number=seat.terminal))  # fmt: skip


def left_told(state: Meeting, attempt: Round, seats: Sequence[Seat]) -> Phrase | None:
    """Return how many sheets each reader has left; None where nobody has begun."""
    total = len(attempt.sheets)
    found = readers_of(state, attempt, seats)
    left = tuple(
        say("{name} has {count} sheets left", name=one.name, count=total - one.read)
        if one.read < total
        else say("{name} has read all, and hands over with F9", name=one.name)
        for one in found
        if not one.handed_over
    )
    return say("{all}", all=left) if left else None


def reading_panel(
    state: Meeting, attempt: Round, seats: Sequence[Seat], title: Phrase | str
) -> Panel:
    """Return the panel of who keys, with bars: how many sheets, never what stands on them."""
    found, total = readers_of(state, attempt, seats), len(attempt.sheets)

    def drawn(cells: int) -> list[ScreenLine]:
        lines = [_reader_row(one, total, cells) for one in found]
        needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
        if not found:
            lines.append(line(say("Nobody has begun."), "dim"))
        if needed > 1 and missing_readings(state, attempt):
            told = say("Neither sees the other's; what differs is told when both hand over.")
            lines += folded(told, cells, "dim")
        return lines

    def in_lines(cells: int) -> list[ScreenLine]:
        return [_reader_row(one, total, cells) for one in found] or drawn(cells)[:1]

    return Panel(say("entry"), title, drawn, in_lines, "3", span=2)


def _reader_row(one: Reader, total: int, cells: int) -> ScreenLine:
    share = f"{one.read}/{total}"
    state = say("handed over") if one.handed_over else one.at
    name, seat = (14, 14) if cells >= 50 else (10, 0)  # noqa: PLR2004 - a narrow panel
    long = max(6, min(LONGEST, cells - name - seat - 10))
    pieces = (field(one.name, name), blanks(1), *bar(one.read, total, long), blanks(1),
              field(share, 7, right=True))  # fmt: skip
    return (*pieces, blanks(1), field(state, seat, "dim")) if seat else pieces


def differences_panel(state: Meeting, attempt: Round) -> Panel | None:
    """Return the panel of what differs and what looks mis-keyed; None before the handing over."""
    if not attempt.closed or missing_readings(state, attempt):
        return None
    cells_left, doubts = len(open_cells(state, attempt)), len(warnings(state, attempt))
    told = [say("cells that differ or are queried: {count}", count=cells_left)]
    if doubts:
        told.append(say("marks that look mis-keyed: {count}", count=doubts))

    def drawn(cells: int) -> list[ScreenLine]:
        return [one for words in told for one in folded(words, cells)]

    def in_a_line(cells: int) -> list[ScreenLine]:
        return [line(cut(say("{all}", all=tuple(told)), cells))]

    return Panel(say("differ"), say("Differences"), drawn, in_a_line, "4")


# ---- terminals and notes ----


def terminals_panel(state: Meeting, seats: Sequence[Seat]) -> Panel | None:
    """Return the panel of the terminals at the meeting; None where this is the only one."""
    if len(seats) < 2:  # noqa: PLR2004 - this one alone goes without saying
        return None
    return Panel(say("seats"), say("Terminals"), partial(_seat_rows, state, seats),
                 partial(_seats_in_a_line, state, seats))  # fmt: skip


def _seat_rows(state: Meeting, seats: Sequence[Seat], cells: int) -> list[ScreenLine]:
    names = state.frozen.roster.officer_names
    lines: list[ScreenLine] = []
    for seat in seats:
        who = names.get(seat.officer, "") if seat.officer else str(KINDS[seat.kind])
        where = say("hall") if seat.kind == "hall" else _seat_name(seat)
        lines.append((field(where, 12), blanks(1), piece(cut(who, cells - 13))))
    return lines


def _seats_in_a_line(state: Meeting, seats: Sequence[Seat], cells: int) -> list[ScreenLine]:
    del state
    names = tuple(say("hall") if one.kind == "hall" else _seat_name(one) for one in seats)
    return [line(cut(say("{all}", all=names), cells))]


def notes_panel(notes: Sequence[Phrase]) -> Panel | None:
    """Return the panel of what is to be known and stops nothing; None where there is nothing."""
    if not notes:
        return None

    def drawn(cells: int) -> list[ScreenLine]:
        return [one for words in notes for one in folded(words, cells, "plain", 2)]

    def in_lines(cells: int) -> Iterator[ScreenLine]:
        first = line(cut(notes[0], cells))
        yield first
        if len(notes) > 1:
            yield line(say("and {count} more", count=len(notes) - 1), "dim")

    return Panel(say("notes"), say("To be noted: {count}", count=len(notes)), drawn,
                 lambda cells: [*in_lines(cells)], span=2)  # fmt: skip
