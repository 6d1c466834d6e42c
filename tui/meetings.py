"""The meetings there are (会议列表): folders in ``sessions`` with a meeting in them."""

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from scoring.wording import say
from tui.actions import Action, bindings
from tui.page import Page
from tui.screentext import Line, blanks, columns, line

MEETING = "meeting.toml"


class Meetings(Page):
    """Choose one."""

    NAME = say("meetings")
    ACTIONS = (
        Action("enter", "Enter", say("open it"), say("Open the meeting that is chosen."), "open"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    _found: tuple[Path, ...] = ()

    def draw(self) -> None:
        """List the meetings."""
        folder = self.interface.sessions
        inside = sorted(folder.iterdir()) if folder.is_dir() else []
        self._found = tuple(one for one in inside if (one / MEETING).is_file())
        lines: list[Line] = [()]
        for one in self._found:
            begun = say("has a record") if (one / "record.db").exists() else say("not begun")
            lines.append((blanks(2), *columns((one.name, begun), (40, 20))))
        if not self._found:
            told = say(
                "There is no meeting in sessions/. pingyi new makes one; so does pingyi demo."
            )
            lines.append((blanks(2), *line(told)))
        self.body.show(lines, range(1, 1 + len(self._found)))

    def action_open(self) -> None:
        """Open the meeting that is chosen."""
        if self._found:
            self.interface.open_meeting(self._found[self.body.chosen])
