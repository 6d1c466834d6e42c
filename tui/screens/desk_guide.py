"""What stands on top of the desk (引导): the phases of this meeting, and the one next step.

A step has its title, the key that takes it, and what it lacks or takes, in a line or a few. Only
the phases that the scheme has are named.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.meeting.refusals import PHASES
from scoring.meeting.state import Phase
from scoring.report.meeting_steps import phases
from scoring.report.not_done import not_done
from scoring.scheme import Procedure
from scoring.wording import Phrase, say
from tui.frame.panels import Panel, ends
from tui.frame.screentext import Look, Piece, ScreenLine, blanks, cut, folded, piece, width

MOST_TOLD = 3
"""Lines under a step; of what needs more, the last line is cut."""


class Guide(NamedTuple):
    """The one next step, as the desk says it."""

    title: Phrase | str
    key: str = "Enter"
    """As it is printed on the keyboard; empty where there is nothing to press."""
    does: Phrase | str = ""
    """What the key does, where the title does not say it."""
    told: Sequence[tuple[Phrase | str, Look]] = ()
    """What it takes, and what it lacks, each a line."""


def phases_line(procedure: Procedure | None, here: Phase) -> ScreenLine:
    """Return the phases that such a meeting goes through side by side, the present one lit.

    None: the scheme is not known yet, and all are named.
    """
    there = phases(procedure) if procedure else ()
    pieces = [blanks(1)]
    for phase in PHASES:
        if there and phase not in {*there, here}:
            continue
        look: Look = "lit" if phase == here else "dim"
        pieces.append(piece(say(" {stage} ", stage=PHASES[phase]), look))
    return tuple(pieces)


def guide_lines(guide: Guide, cells: int) -> list[ScreenLine]:
    """Return the step, its key at the right end, and below what it takes; at least two lines."""
    label = (blanks(1), piece(say("Next"), "strong"), blanks(2))
    key: list[Piece] = []
    if guide.key:
        key = [piece(say(" {key} ", key=guide.key), "lit")]
    if guide.does:
        key += [blanks(1), piece(guide.does)]
    key.append(blanks(1))
    indent = width(label)
    title = piece(guide.title, "strong")
    if indent + width([title]) + 2 + width(key) <= cells:
        lines = [ends((*label, title), key, cells)]
    else:
        lines = [(*label, piece(cut(guide.title, cells - indent - 1), "strong"))]
        lines.append(ends((), key, cells))
    told = [
        (blanks(indent), *one)
        for words, look in guide.told
        for one in folded(words, cells - indent - 1, look)
    ]
    return [*lines, *(told[:MOST_TOLD] or [()])]


def undone_panel(procedure: Procedure, *, from_table: bool) -> Iterator[Panel]:
    """Yield the panel of what this way of holding a meeting leaves out; none where it is nothing.

    ``from_table``: whether the marks come from a table. The documents say the same.
    """
    told = say("{all}", all=not_done(procedure, from_table=from_table))
    if not_done(procedure, from_table=from_table):
        yield Panel(
            say("undone"),
            say("Not done; every document says so"),
            lambda cells: folded(told, cells),
        )
