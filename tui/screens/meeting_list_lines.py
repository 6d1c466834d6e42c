"""What stands in the list of meetings (会议列表): a row for each, in columns as wide as they need.

From 100 columns on it is also said when each was last used.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from scoring.wording import Phrase, say
from tui.frame.screentext import Look, ScreenLine, blanks, columns, field, line, width

if TYPE_CHECKING:
    from tui.screens.meeting_list import Kept

DAY = 10
TITLE_LEAST = 24
"""Cells that a title has at least, whatever the folders are called."""
WIDE = 100
"""Columns from which on it is said when a meeting was last used."""
USED = 16
FOLDER_LEAST = 12

TITLES = (say("day"), say("meeting"), say("folder"), say("how held"), say("progress"),
          say("last used"))  # fmt: skip


class ColumnWidths(NamedTuple):
    """How many cells each column has; 0: it is not there."""

    title: int
    folder: int
    how: int
    progress: int
    used: int


def widths(shown: Sequence["Kept"], cells: int) -> ColumnWidths:
    """Return the widths of the columns for these meetings in so many ``cells``.

    What cannot be guessed at, how and how far, is never cut; title and folder share the rest.
    """
    how = max((_wide(one.how) for one in shown), default=0)
    progress = max((_wide(one.progress) for one in shown), default=0)
    how, progress = max(how, _wide(TITLES[3])), max(progress, _wide(TITLES[4]))
    used = USED if cells >= WIDE else 0
    rest = cells - DAY - how - progress - used - 2 * (4 + bool(used))
    folder = max((_wide(one.folder.name) for one in shown), default=0)
    titles = max((_wide(one.title) for one in shown), default=0)
    room = max(FOLDER_LEAST, rest - min(max(titles, TITLE_LEAST), max(TITLE_LEAST, rest // 2)))
    folder = min(max(folder, _wide(TITLES[2])), room)
    return ColumnWidths(max(TITLE_LEAST // 2, rest - folder), folder, how, progress, used)


def heading(wide: ColumnWidths) -> ScreenLine:
    """Return the row of headings."""
    day, title, folder, how, progress, used = TITLES
    cells = (day, title, folder, how, progress, used)
    return _row(cells, wide, "heading", "heading")


def listed(one: "Kept", wide: ColumnWidths, now: datetime) -> ScreenLine:
    """Return the row of one meeting; ``now`` is of the wall clock, with its offset."""
    at = one.stamp.used
    used = used_told(datetime.fromtimestamp(at, now.tzinfo), now) if at else ""
    cells = (one.day, one.title, one.folder.name, one.how, one.progress, used)
    look: Look = "dim" if one.foreign else "bad" if one.fault else "plain"
    return _row(cells, wide, "dim" if one.foreign else "plain", look, rehearsal=one.rehearsal)


def used_told(used: datetime, now: datetime) -> Phrase | str:
    """Return when something was ``used``, as seen from ``now``: to the minute for two days."""
    clock = f"{used:%H:%M}"
    if used.date() == now.date():
        return say("today {time}", time=clock)
    if used.date() == now.date() - timedelta(days=1):
        return say("yesterday {time}", time=clock)
    return used.date().isoformat()


def told_of(one: "Kept") -> Phrase:
    """Return what is wrong with a folder."""
    return one.fault or say("nothing is known against it")


def _row(
    cells: Sequence[Phrase | str],
    wide: ColumnWidths,
    look: Look,
    state: Look,
    *,
    rehearsal: bool = False,
) -> ScreenLine:
    day, title, folder, how, progress, used = cells
    held: Look = "rehearsal" if rehearsal else look
    return (
        blanks(2, look),
        *_apart((day, title, folder), (DAY, wide.title, wide.folder), look),
        field(how, wide.how, held), blanks(2, look),
        *_apart((progress,), (wide.progress,), state),
        *(_apart((used,), (wide.used,), "dim" if look == "plain" else look) if wide.used else ()),
    )  # fmt: skip


def _apart(cells: Sequence[Phrase | str], wide: Sequence[int], look: Look) -> ScreenLine:
    """Return ``cells`` side by side, two blanks after each."""
    return columns(cells, [one + 1 for one in wide], look)


def _wide(words: Phrase | str) -> int:
    return width(line(words))
