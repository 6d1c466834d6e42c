"""What adds up, and who is there, as panels of the desk (对账, 到会).

Counts of people and sheets, never a mark. What two readings agree on is a comparison of them, so
that valid and void sheets are told only when all of it is handed over.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from scoring.meeting import Meeting
from scoring.meeting.lines_in_words import equation, lines_shown
from scoring.meeting.quorum import quorate, speaker_doubts
from scoring.meeting.reconciliation import TERMS, Line, Term
from scoring.meeting.state import Round
from scoring.meeting.verification import missing_readings
from scoring.roster import Deputy
from scoring.wording import Phrase, say
from tui.frame.panels import Panel, bar
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, folded, line, piece

DIGITS = 4
"""Cells of a count, with a blank before it."""
NAMED = 12
"""Absent people whose names are told; of more, only how many."""


def balance_panel(state: Meeting, attempt: Round, title: Phrase | str) -> Panel:
    """Return the panel of a round's reconciliation; ``title`` says which round."""
    lines = told_lines(state, attempt)

    def drawn(cells: int) -> list[ScreenLine]:
        rows = list(_aligned(lines, cells))
        for one in lines:
            rows += _remarks(state, one, cells)
        return rows or [line(say("Nothing is counted yet."), "dim")]

    def in_a_line(cells: int) -> list[ScreenLine]:
        wrong = [one for one in lines if one.difference]
        rows = [line(cut(_summary(state, attempt, lines), cells))]
        for one in wrong:
            look: Look = "dim" if one.settled else "bad"
            rows += folded(equation(one), cells, look)
            rows += _remarks(state, one, cells)
        return rows

    return Panel(say("sheets"), title, drawn, in_a_line, "7")


def told_lines(state: Meeting, attempt: Round) -> tuple[Line, ...]:
    """Return the lines that may be told: what is valid not before everything is handed over.

    Of single cells only those that do not add up.
    """
    over = attempt.closed and not missing_readings(state, attempt)
    return tuple(
        one
        for one in lines_shown(state, attempt)
        if (one.name != "valid" or over) and (not one.name.startswith("cells/") or one.difference)
    )


def standing_of(one: Line) -> tuple[Phrase, Look]:
    """Return whether a line adds up, in a word, and how it looks."""
    if not one.difference:
        return say("even"), "plain"
    if one.settled:
        return say("told"), "dim"
    return say("{difference} off", difference=f"{one.difference:+d}"), "bad"


def _aligned(lines: Sequence[Line], cells: int) -> Iterator[ScreenLine]:
    """Yield the lines with their terms one under the other, where there is room for that."""
    plain = [one for one in lines if not one.name.startswith("cells/")]
    widths = [
        max((cell_len(str(TERMS[term])) for term in column), default=0)
        for column in (
            [one.whole[0] for one in plain],
            [one.parts[0][0] for one in plain],
            [one.parts[-1][0] for one in plain],
        )
    ]
    room = cells - sum(widths) - 3 * DIGITS - 2 * len(" = ") - 2
    for one in plain:
        word, look = standing_of(one)
        if room >= cell_len(str(word)) and len(one.parts) == 2:  # noqa: PLR2004 - a whole and two parts
            whole, first, second = one.whole, *one.parts
            yield (
                *_term(whole, widths[0]), piece(" = "), *_term(first, widths[1]), piece(" + "),
                *_term(second, widths[2]), blanks(2), piece(word, look),
            )  # fmt: skip
        else:
            yield from folded(equation(one), cells, look, 2)
    for one in lines:
        if one not in plain:
            yield from folded(equation(one), cells, standing_of(one)[1])


def _term(one: tuple[Term, int], cells: int) -> ScreenLine:
    return (field(TERMS[one[0]], cells), field(str(one[1]), DIGITS, right=True))


def _remarks(state: Meeting, one: Line, cells: int) -> Iterator[ScreenLine]:
    """Yield whom or which sheets a difference may be with, and why it may stand."""
    if one.difference and one.concerns:
        names = state.frozen.roster.deputy_names
        who = tuple(f"{names.get(name, '')} {name}".strip() for name in one.concerns)
        yield from folded(say("it may be with: {names}", names=who), cells)
    if one.explanation:
        yield from folded(say("explained: {reason}", reason=one.explanation), cells, "dim")


def _summary(state: Meeting, attempt: Round, lines: Sequence[Line]) -> Phrase | str:
    """Return the counts of a round in a line."""
    del state
    counts: tuple[tuple[Term, int | None], ...] = (
        ("printed", attempt.printed), ("issued", attempt.issued),
        ("returned", len(attempt.sheets) if attempt.sheets or attempt.closed else None),
        ("kept", attempt.kept),
    )  # fmt: skip
    known = tuple(
        say("{term} {count}", term=TERMS[term], count=count)
        for term, count in counts
        if count is not None
    )
    if not known:
        return say("nothing is counted yet")
    even = sum(not one.difference for one in lines)
    return say("{counts}; {even} of {lines} lines even", counts=known, even=even, lines=len(lines))


def rounds_balance(state: Meeting, attempt: Round) -> tuple[Phrase | str, Look]:
    """Return in a word or two whether a round adds up; empty where nothing is counted."""
    lines = told_lines(state, attempt)
    wrong = [one for one in lines if one.difference and not one.settled]
    if wrong:
        word, look = standing_of(wrong[0])
        return word, "dim" if attempt.live else look
    return (say("even"), "plain") if attempt.issued is not None else ("", "plain")


# ---- who is there ----


def presence_panel(state: Meeting) -> Panel:
    """Return the panel of who is there, late, gone and missing."""
    there, members = state.attendance, state.frozen.roster.deputies
    present = len(there.present)
    absent = [one for one in members if one.id not in there.present | there.left]
    counts = say("late {late}, left {left}, absent {absent}", late=len(there.late),
                 left=len(there.left), absent=len(absent))  # fmt: skip

    def drawn(cells: int) -> list[ScreenLine]:
        share = f"{present}/{len(members)}"
        lines: list[ScreenLine] = [
            (*bar(present, len(members), cells - len(share) - 2), blanks(2), piece(share)),
            line(cut(counts, cells)),
        ]
        if present:
            lines += folded(_absent_told(absent), cells, "dim") if absent else []
            lines += [one for words in _doubts(state) for one in folded(words, cells, "dim")]
        return lines

    def in_a_line(cells: int) -> list[ScreenLine]:
        told = say("present {present}/{members}, {counts}", present=present, members=len(members),
                   counts=counts)  # fmt: skip
        return [line(cut(told, cells))]

    return Panel(say("Present"), say("Present"), drawn, in_a_line, "2")


def _absent_told(absent: Sequence[Deputy]) -> Phrase:
    if len(absent) > NAMED:
        return say("{count} are absent; 2 names them.", count=len(absent))
    names = tuple(f"{one.delegation or ''} {one.name}".strip() for one in absent)
    return say("absent: {names}", names=names)


def _doubts(state: Meeting) -> Iterator[Phrase]:
    if not quorate(state):
        yield say("That is not a quorum yet.")
    doubts = [*speaker_doubts(state)] if state.uncounted else []
    yield from (say("{told}.", told=one) for one in doubts[:2])
    speakers = {one.id for one in state.frozen.roster.deputies if one.speaker}
    if speakers and not doubts and speakers <= state.attendance.present:
        yield say("All {count} speakers are there.", count=len(speakers))
