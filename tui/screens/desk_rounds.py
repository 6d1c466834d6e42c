"""The rounds of a meeting that votes unit by unit (轮次), a row each; one is in hand.

Below the table stand the panels of the round in hand. Nothing is compared before both readers of
a round have handed over.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.live.terminals.desk import Seat
from scoring.meeting import Meeting
from scoring.meeting.refusals import STAGES
from scoring.meeting.state import NEEDED_READERS, Round
from scoring.meeting.verification import missing_readings, open_cells, verified, warnings
from scoring.wording import Phrase, say
from tui.frame.panels import WIDE, bar
from tui.frame.screentext import Look, Piece, ScreenLine, blanks, field, width
from tui.screens.desk_counts import rounds_balance
from tui.screens.desk_voting import readers_of
from tui.screens.step_times import StepTimes

ROOMY = 118
"""Cells from which on two blanks stand behind a column; below, one."""


class _Column(NamedTuple):
    """A column of the table of rounds."""

    title: Phrase
    cells: int
    right: bool = False


class RoundsView(NamedTuple):
    """What the table of rounds is drawn from."""

    state: Meeting
    times: StepTimes
    seats: Sequence[Seat]
    chosen: int
    """The place of the round in hand in the scheme's order of rounds."""


def rounds_table(view: RoundsView, cells: int, rows: int) -> list[ScreenLine]:
    """Return a heading and a row for each round, in at most ``rows`` lines of ``cells`` cells.

    The round in hand is lit. Where not all fit, those around it are shown.
    """
    state, times, seats, chosen = view
    rounds = list(state.current())
    columns, keyed = _columns(cells)
    readers = NEEDED_READERS[state.frozen.scheme.procedure.verification] if keyed else 0
    heads = [piece_of(one) for one in columns]
    heads += [field(say("key {number}", number=one + 1), keyed, "heading")
              for one in range(readers)]  # fmt: skip
    lines: list[ScreenLine] = [_spaced(heads, cells, "heading")]
    room = max(1, rows - 1)
    first = max(0, min(chosen - room // 2, len(rounds) - room))
    for number, attempt in list(enumerate(rounds))[first : first + room]:
        look: Look = "cursor" if number == chosen else "plain"
        told = _told(state, attempt, number, times, here=number == chosen)
        pieces: list[Piece] = [
            field(words, one.cells, look if number == chosen else own, right=one.right)
            for one, (words, own) in zip(columns, told, strict=False)
        ]
        row = [*_spaced(pieces, cells, look)][: None if not readers else -1]
        for reader in [*readers_of(state, attempt, seats)][:readers]:
            total = len(attempt.sheets)
            row += bar(reader.read, total, keyed - 8)
            row += [field(f"{reader.read}/{total}", 8, look, right=True), blanks(2, look)]
        lines.append((*row, blanks(cells - width(row), look)))
    return lines


def piece_of(column: _Column) -> Piece:
    """Return the heading of a column."""
    return field(column.title, column.cells, "heading", right=column.right)


def _columns(cells: int) -> tuple[tuple[_Column, ...], int]:
    """Return the columns for so many cells, and the cells of a reader's bar; 0: no bars."""
    titles = (
        (say("round"), 24 if cells >= WIDE else 22, False), (say("state"), 10, False),
        (say("present"), 7, True), (say("issued"), 6, True), (say("returned"), 8, True),
        (say("balance"), 8, False), (say("attempt"), 7, True), (say("differ"), 6, True),
        (say("doubts"), 6, True), (say("time"), 11, False),
    )  # fmt: skip
    columns = tuple(_Column(*one) for one in titles)
    if cells < WIDE - 2:
        return columns[:7], 0
    return columns, 20 if cells >= 150 else 0  # noqa: PLR2004 - two bars beside the columns


def _spaced(pieces: Sequence[Piece], cells: int, look: Look) -> ScreenLine:
    behind = blanks(2 if cells >= ROOMY else 1, look)
    spaced = [own for one in pieces for own in (one, behind)]
    return (*spaced, blanks(cells - width(spaced), look))


def _told(
    state: Meeting, attempt: Round, number: int, times: StepTimes, *, here: bool
) -> tuple[tuple[Phrase | str, Look], ...]:
    """Return what the columns say of a round, in their order."""
    name = state.frozen.roster.unit_names.get(attempt.id, attempt.id)
    mark = ">" if here else " "
    begun, over = attempt.begun, attempt.closed and not missing_readings(state, attempt)
    differ = len(open_cells(state, attempt)) if over else None
    doubts = len(warnings(state, attempt)) if over else None
    balance, look = rounds_balance(state, attempt) if begun else ("", "plain")
    span = "-".join(one for one in _times(attempt, times) if one)
    returned = len(attempt.sheets) if attempt.sheets or attempt.closed else None
    return (
        (f"{mark}{number + 1:>2} {name}", "plain"),
        (stage_told(state, attempt), "plain" if begun else "dim"),
        (_count(attempt.present if begun else None), "plain"),
        (_count(attempt.issued), "plain"),
        (_count(returned), "plain"),
        (balance, look),
        (str(attempt.attempt) if begun or attempt.attempt > 1 else "", "plain"),
        (_count(differ), "bad" if differ else "plain"),
        (_count(doubts), "plain"),
        (span, "dim"),
    )


def stage_told(state: Meeting, attempt: Round) -> Phrase:
    """Return where a round stands: keyed, checked and verified are told apart."""
    if attempt.counted or not attempt.closed:
        return STAGES[attempt.stage]
    if missing_readings(state, attempt):
        return say("keying")
    return say("verified") if verified(state, attempt) else say("checking")


def _times(attempt: Round, times: StepTimes) -> Iterator[str]:
    if attempt.begun:
        yield times.first("round-opened", attempt.id)
        yield times.last("round-collected", attempt.id) if attempt.closed else ""


def _count(count: int | None) -> str:
    return "" if count is None else str(count)
