"""What the desk shows (案头内容): the stages, the next step, what stops it, rounds, readers.

Lines out of a desk, without a terminal. Which step is next, and what stops it, says
``scoring.report.meeting_steps``; here each stop gets the key of the screen where it is mended.
"""

from collections.abc import Iterator, Mapping, Sequence

from scoring.live.terminals.desk import Desk, Seat, TerminalKind
from scoring.meeting import Meeting, Refusal
from scoring.meeting.lines_in_words import equation, lines_shown
from scoring.meeting.quorum import speaker_doubts
from scoring.meeting.refusals import PHASES, STAGES
from scoring.meeting.state import Phase, Round
from scoring.meeting.verification import open_cells, warnings
from scoring.report.meeting_steps import Step, hint, next_step, readers
from scoring.wording import Phrase, say
from tui.frame.screentext import Look, ScreenLine, blanks, columns, folded, line, piece, width
from tui.screens.result_lines import still_shown

GOES_TO: Mapping[str, tuple[str, Phrase]] = {
    "freeze": ("1", say("files")),
    "round.nobody": ("2", say("check-in")),
    "round.quorum": ("2", say("check-in")),
    "round.unread": ("3", say("entry")),
    "round.differences": ("4", say("differences")),
    "round.unreconciled": ("7", say("paper")),
    "round.too-many": ("7", say("paper")),
    "round.not-issued": ("7", say("paper")),
}
"""By code of what stops a step, or its beginning: the key that goes to where it is mended."""

KINDS: Mapping[TerminalKind, Phrase] = {
    "owner": say("owns the meeting"),
    "desk": say("attached"),
    "hall": say("the hall's screen"),
}


_OF_PHASE: Mapping[Phase, Sequence[str]] = {
    "draft": ("enter", "f7", "1", "f9", "escape"),
    "frozen": ("enter", "f7", "1", "2", "6", "8", "f9", "escape"),
    "open": ("enter", "f7", "2", "6", "7", "8", "escape"),
    "counted": ("enter", "f7", "5", "6", "8", "escape"),
    "certified": ("enter", "f8", "f7", "5", "6", "8", "escape"),
    "revealed": ("5", "6", "8", "escape"),
}
_READING = ("enter", "f7", "3", "4", "2", "7", "6", "8")


def keys_needed(state: Meeting) -> Sequence[str]:
    """Return the keys that a meeting at ``state`` needs, the most important first.

    As the framework calls them (``Action.keys``); all others work too, and stand in the help.
    """
    if state.rules is None:
        return _OF_PHASE["draft"]
    if state.voting and any(one.closed for one in state.current()):
        return _READING
    return _OF_PHASE[state.phase]


def desk_lines(desk: Desk, cells: int) -> list[ScreenLine]:
    """Return the desk in lines of at most ``cells`` cells."""
    state = desk.state
    step = next_step(state)
    lines: list[ScreenLine] = [(), _stages(state), (), *_next(state, step, cells)]
    if desk.trouble:
        lines += [(blanks(2), *own) for own in folded(desk.trouble, cells - 2, "bad")]
    lines += still_shown(state)
    if state.rules is not None:
        lines += _attendance(state, cells)
        for attempt in state.current():
            if attempt.begun:
                lines += _round(state, attempt, cells)
        lines += _terminals(state, desk.seats, cells)
    return lines


def _stages(state: Meeting) -> ScreenLine:
    pieces = [blanks(1)]
    for phase, name in PHASES.items():
        here = phase == state.phase
        pieces += [piece(say(" {stage} ", stage=name), "cursor" if here else "dim")]
        pieces += [blanks(1)]
    return tuple(pieces)


def _next(state: Meeting, step: Step | None, cells: int) -> Iterator[ScreenLine]:
    """Yield the next step, what it takes, and what stops it or is left to do for it."""
    if step is None:
        told = say("Nothing is left to do but to keep the record.")
        yield (blanks(2), piece(told, "good"))
        told_of: Phrase | None = say("The documents are made from the results: 5, then F6.")
    else:
        label = piece(say("  Next: "), "strong")
        yield (label, piece(step.kind.does, "strong"), blanks(3), piece("Enter", "lit"))
        told_of = hint(state, step)
    if told_of:
        yield from ((blanks(2), *one) for one in folded(told_of, cells - 2, "dim"))
    for stop in step.stops if step else ():
        yield from _stop(stop, "plain" if step and step.kind.counting else "bad", cells)


def _stop(stop: Refusal, look: Look, cells: int) -> Iterator[ScreenLine]:
    """Yield what stops a step, and the key of the screen where it is mended."""
    *before, last = folded(say("{why}.", why=stop.message), cells - 2, look)
    yield from ((blanks(2), *one) for one in before)
    key = next((GOES_TO[code] for code in GOES_TO if stop.code.startswith(code)), None)
    goes = (blanks(2), piece(key[0], "lit"), blanks(1), piece(key[1])) if key else ()
    if width((*last, *goes)) <= cells - 2:
        yield (blanks(2), *last, *goes)
    else:
        yield (blanks(2), *last)
        yield goes


def _attendance(state: Meeting, cells: int) -> Iterator[ScreenLine]:
    members, present = len(state.frozen.roster.deputies), len(state.attendance.present)
    yield ()
    yield (
        blanks(2),
        piece(
            say("Present {present} of {members}; left {left}; late {late}", present=present,
                members=members, left=len(state.attendance.left), late=len(state.attendance.late))
        ),
    )  # fmt: skip
    if state.uncounted and present:
        for doubt in list(speaker_doubts(state))[:3]:
            yield from (((blanks(2), *one)) for one in folded(doubt, cells - 2, "dim"))


def _round(state: Meeting, attempt: Round, cells: int) -> Iterator[ScreenLine]:
    yield ()
    units = state.frozen.roster.unit_names
    name = units.get(attempt.id) or say("of all units")
    told = say("Round {id}, attempt {attempt}: {stage}", id=name, attempt=attempt.attempt,
               stage=STAGES[attempt.stage])  # fmt: skip
    yield (blanks(2), piece(told, "strong"))
    for one in lines_shown(state, attempt):
        if one.name.startswith("cells/") and not one.difference:
            continue
        look: Look = "plain" if not one.difference else "dim" if one.settled else "bad"
        yield from ((blanks(2), *own) for own in folded(equation(one), cells - 2, look, 4))
        if one.difference and one.concerns:
            names = state.frozen.roster.deputy_names
            who = tuple(f"{name} {names.get(name, '')}".strip() for name in one.concerns)
            may = say("it may be with: {names}", names=who)
            yield from ((blanks(4), *own) for own in folded(may, cells - 4))
        if one.explanation:
            why = say("explained: {reason}", reason=one.explanation)
            yield from ((blanks(4), *own) for own in folded(why, cells - 4, "dim"))
    yield from _reading(state, attempt)


def _terminals(state: Meeting, seats: Sequence[Seat], cells: int) -> Iterator[ScreenLine]:
    """Yield which terminals are at the meeting, and who keys at each."""
    if len(seats) < 2:  # noqa: PLR2004 - this one alone goes without saying
        return
    names = state.frozen.roster.officer_names
    yield ()
    yield line(say("  Terminals"), "strong")
    for seat in seats:
        doing: Phrase | str = KINDS[seat.kind]
        if seat.officer:
            doing = say("{by} {name} is keying", by=seat.officer, name=names.get(seat.officer, ""))
        yield (blanks(2), *columns((str(seat.terminal), doing), (4, cells - 10)))


def _reading(state: Meeting, attempt: Round) -> Iterator[ScreenLine]:
    names = state.frozen.roster.officer_names
    total = len(attempt.sheets)
    reading = list(readers(state, attempt))
    if reading:
        yield ()
    for by, read, handed_over in reading:
        so_far = say("{read} of {sheets} sheets", read=read, sheets=total)
        told = say("handed over") if handed_over else say("is keying")
        row = columns((by, names.get(by, ""), so_far, told), (8, 14, 20, 16))
        yield (blanks(2), *row)
    if attempt.closed:
        cells, doubts = len(open_cells(state, attempt)), len(warnings(state, attempt))
        if cells and len(state.frozen.round_ids) > 1:  # else it is what stops the next step
            yield line(say("  Cells that differ or are queried: {count}", count=cells))
        if doubts:
            yield line(
                say("  Marks that look mis-keyed: {count}. 4: differences", count=doubts), "dim"
            )
