"""The third reading (第三次读票): only the cells that differ, empty, without their values.

It is one wish, made at its end: what was read a third time is not read so again, and from there on
only a ruling changes it.
"""

from typing import ClassVar

from textual.binding import BindingType

from scoring.wording import say
from tui.frame.acting import done
from tui.frame.actions import bindings
from tui.frame.screentext import piece, seen, width
from tui.keys.grid_shape import ColumnName
from tui.keys.key_screens import Keys
from tui.keys.keying import Keying
from tui.keys.sheet_layout import GridRow

UNIT = 30
"""Most cells for a unit's name."""


class Third(Keys):
    """A person who read neither of the sheets keys the cells that differ; F9 hands them over.

    Such a reading is made once and not corrected, so nothing is recorded before.
    """

    NAME = say("third reading")
    THIRD = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(())

    def __init__(self, keying: Keying, by: str, round_id: str) -> None:
        super().__init__()
        self.keying, self.by, self.round_id = keying, by, round_id

    def on_screen_resume(self) -> None:
        """Show the cells."""
        units = self.desk.state.frozen.roster.unit_names
        column = ColumnName(seen(say("mark")))

        def title(row: GridRow) -> str:
            return units.get(row.spots[0][0], row.spots[0][0])

        if self.keying:
            cells = min(UNIT, max(width([piece(title(row))]) for row in self.keying.layout.rows))
            names = {row.spots[0]: column for row in self.keying.layout.rows}
            self.grid.show(self.keying, names, title, cells)
        super().on_screen_resume()

    def put_away(self) -> None:
        """Keep nothing: a third reading counts as a whole, or not at all."""

    def send(self, until: float | None = None) -> None:
        """Wait for the reading to be handed over."""

    async def hand_over(self) -> None:
        """Give the record what was keyed, all at once."""
        if self.keying is None:
            return
        cells = self.keying.sheaf.due(float("inf"))
        if not cells:
            self.tell(say("nothing is keyed here yet; a point alone is a blank"), bad=True)
            return
        if await done(self, *self.reading(cells)):
            self.action_back()
            names = {one.id: one.name for one in self.desk.state.frozen.roster.officers}
            self.interface.tell(say("The third reading of {by} is in the record.",
                                    by=names.get(self.by, self.by)))  # fmt: skip
        else:
            self.keying.sheaf.failed(cells)
            self.grid.repaint()
