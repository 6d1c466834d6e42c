"""The panel beside the grid (录入进度): how much is keyed of this reading; no sum, no mark."""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.meeting.reading_rules import Halves
from scoring.wording import Phrase, say
from tui.frame.screentext import ScreenLine, blanks, cut, field, line, piece, width


class Progress(NamedTuple):
    """How far one person's reading has come."""

    whole: int
    """Sheets that have something in every cell."""
    sheets: int
    units: Sequence[tuple[str, int]]
    """Each unit's name, and in how many cells something stands."""
    cells: int
    """Cells of a unit, where a sheet has several of them; else 0."""
    queried: int
    changed: int
    """Cells that were keyed over, or cleared."""
    halves: Halves


def side_lines(progress: Progress, cells: int) -> list[ScreenLine]:
    """Return the panel, for so many ``cells``."""
    share = progress.whole * cells // max(1, progress.sheets)
    lines: list[ScreenLine] = [
        _ends(say("whole sheets"), f"{progress.whole}/{progress.sheets}", cells),
        (blanks(share, "done"), blanks(cells - share, "rest")),
    ]
    for name, keyed in progress.units:
        count = f"{keyed}/{progress.cells}" if progress.cells else str(keyed)
        lines.append(_ends(name, count, cells))
    if progress.queried or progress.changed:
        told = say("queried {queried}    changed {changed}", queried=progress.queried,
                   changed=progress.changed)  # fmt: skip
        lines.append(line(cut(told, cells)))
    if progress.halves.then:
        first = _from_to(progress.halves.first)
        lines.append(line(cut(say("first {sheets}", sheets=first), cells)))
        lines.append(line(cut(say("then {sheets}", sheets=_from_to(progress.halves.then)), cells)))
    return lines


def _from_to(numbers: Sequence[str]) -> Phrase | str:
    if len(numbers) == 1:
        return numbers[0]
    return say("{first} to {last}", first=numbers[0], last=numbers[-1])


def _ends(words: Phrase | str, figure: str, cells: int) -> ScreenLine:
    """Return ``words`` on the left and ``figure`` on the right of so many ``cells``."""
    room = cells - width([piece(figure)])
    return (field(cut(words, room - 1), room), piece(figure))
