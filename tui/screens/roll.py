"""The list at check-in (签到表): everybody in columns; what has changed is painted, and no more.

``RollLook`` says how wide things are, ``slot_cells`` what stands in a slot, both without a screen;
``Roll`` paints them. A slot is as wide as its column and always the same number of cells.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from scoring.meeting.attendance import Attendance
from scoring.roster import Deputy
from scoring.wording import Phrase, say
from tui.frame.framework import character_of
from tui.frame.lines import Painted, strip_of
from tui.frame.screentext import Look, ScreenLine, blanks, field, piece, seen
from tui.screens.roll_layout import RollHeading, RollLayout

Here: TypeAlias = str
"""Where somebody is: ``present``, ``late``, ``gone``; empty for who has not come."""
HERE: Mapping[Here, tuple[Phrase, Look]] = {
    "present": (say("in"), "good"),
    "late": (say("late"), "lit"),
    "gone": (say("out"), "dim"),
}
"""How that stands in a column, a word of a few letters or one 汉字."""
NOT_COME: tuple[str, Look] = ("", "plain")
MARKS = 2
"""Cells for what stands between name and state: a speaker, a recusal."""
LONGEST_ID, LONGEST_NAME = 8, 10
"""Cells that are kept for an id and a name; longer ones are cut where there is no more room."""


class RollSlot(NamedTuple):
    """What stands in one place of the list."""

    left: str
    """A number, or the name of a delegation."""
    right: str
    """A name, or how many of a delegation are there."""
    marks: str = ""
    here: Here = ""
    heading: bool = False
    meant: bool = False
    """Whether what is typed may mean it."""
    lit: bool = False


NOBODY = RollSlot("", "")


class RollLook(NamedTuple):
    """How wide the parts of a slot are, in cells."""

    id: int
    name: int
    here: int
    gap: int = 0
    """To the next column."""

    @property
    def inner(self) -> int:
        """Return the cells between the margins."""
        return self.id + 1 + self.name + 1 + MARKS + self.here

    @property
    def slot(self) -> int:
        """Return the cells of a slot, with its margins and the gap behind it."""
        return 1 + self.inner + 1 + self.gap


def narrowest(deputies: Sequence[Deputy]) -> RollLook:
    """Return the look of a list of ``deputies`` in columns as narrow as they may be."""
    id_ = min(LONGEST_ID, max((cell_len(one.id) for one in deputies), default=1))
    name = min(LONGEST_NAME, max((cell_len(one.name) for one in deputies), default=1))
    here = max(cell_len(seen(words)) for words, _ in HERE.values())
    return RollLook(id_, name, here)


def widened(look: RollLook, cells: int, deputies: Sequence[Deputy]) -> RollLook:
    """Return ``look`` in columns of ``cells``, and not narrower.

    What is gained goes to names that are longer, and the rest between the columns.
    """
    longest = max((cell_len(one.name) for one in deputies), default=1)
    more = max(0, cells - look.slot)
    own = min(more, max(0, longest - look.name))
    return look._replace(name=look.name + own, gap=more - own)


def here_of(there: Attendance, deputy: str) -> Here:
    """Return where ``deputy`` (an id) is."""
    if deputy in there.present:
        return "late" if deputy in there.late else "present"
    return "gone" if deputy in there.left else ""


def slot_cells(slot: RollSlot, look: RollLook) -> ScreenLine:
    """Return a slot in exactly ``look.slot`` cells."""
    if slot == NOBODY:
        return (blanks(look.slot),)
    if slot.heading:
        right = field(slot.right, cell_len(slot.right), "head")
        left = field(slot.left, look.inner - cell_len(slot.right), "head")
        return (blanks(1), left, right, blanks(1 + look.gap))
    words, there = HERE.get(slot.here, NOT_COME)
    pieces: ScreenLine = (
        piece(">", "lit") if slot.meant else blanks(1),
        field(slot.left, look.id, "lit" if slot.meant else "dim"),
        blanks(1), field(slot.right, look.name, "strong" if slot.meant else "plain"),
        blanks(1), field(slot.marks, MARKS, "lit"), field(words, look.here, there), blanks(1),
    )  # fmt: skip
    if slot.lit:
        pieces = tuple(one._replace(look="cursor") for one in pieces)
    return (*pieces, blanks(look.gap))


class Roll(Painted, can_focus=True, inherit_bindings=False):
    """The list as it is painted; every key goes to ``pressed``."""

    def __init__(self, pressed: Callable[[str], bool], *, id: str) -> None:  # noqa: A002 - the framework's word
        """``pressed`` takes a key and returns whether it was one of the screen's."""
        super().__init__(id=id)
        self._pressed = pressed
        self._slots: list[list[RollSlot]] = []
        """By column, from its top down."""
        self._look = RollLook(1, 1, 1)
        self._cells: dict[RollSlot, ScreenLine] = {}
        """What was painted before, in the present look."""

    async def on_key(self, event: events.Key) -> None:
        """Give what types to the screen."""
        if self._pressed(character_of(event)):
            event.stop()
            event.prevent_default()

    def show(self, slots: list[list[RollSlot]], look: RollLook) -> None:
        """Show ``slots``, by column from its top down, and paint those that have changed."""
        before, self._slots = self._slots, slots
        if look != self._look or [*map(len, before)] != [*map(len, slots)]:
            self._look, self._cells = look, {}
            self.refresh()
            return
        for column, (old, new) in enumerate(zip(before, slots, strict=True)):
            if old != new:
                for row, (was, now) in enumerate(zip(old, new, strict=True)):
                    if was != now:
                        self.refresh(Region(column * look.slot, row, look.slot, 1))

    @property
    def text(self) -> str:
        """What is shown, row by row, for tests and for those who read aloud."""
        rows = max(map(len, self._slots), default=0)
        return "\n".join("".join(one.text for one in self._line(row)) for row in range(rows))

    def render_line(self, y: int) -> Strip:
        """Paint one row of all columns."""
        return strip_of((*self._line(y), blanks(1)), self.size.width, self.looks())

    def notify_style_update(self) -> None:
        """Paint everything anew: the colours have changed."""
        self._cells = {}
        super().notify_style_update()

    def _line(self, row: int) -> ScreenLine:
        slots = (column[row] if row < len(column) else NOBODY for column in self._slots)
        return tuple(one for slot in slots for one in self._painted(slot))

    def _painted(self, slot: RollSlot) -> ScreenLine:
        if slot not in self._cells:
            self._cells[slot] = slot_cells(slot, self._look)
        return self._cells[slot]


def page_slots(
    layout: RollLayout, page: int, slot_of: Callable[[int], RollSlot], there: Sequence[bool]
) -> list[list[RollSlot]]:
    """Return what stands on a page of ``layout``, by column.

    ``slot_of`` says what stands for a person, ``there`` of each person, whether they are present.
    """
    return [
        [
            NOBODY if slot is None
            else _heading(layout, slot, there) if isinstance(slot, RollHeading)
            else slot_of(slot)
            for slot in column
        ]
        for column in layout.page(page)
    ]  # fmt: skip


def _heading(layout: RollLayout, heading: RollHeading, there: Sequence[bool]) -> RollSlot:
    block = layout.blocks[heading.block]
    present = sum(there[one] for one in block.people)
    name = seen(block.name or say("no delegation"))
    if heading.again:
        name = seen(say("{delegation}, more", delegation=name))
    return RollSlot(name, f"{present}/{len(block.people)}", heading=True)
