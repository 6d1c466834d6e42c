"""The meetings there are (会议列表): one is chosen, made from a template, or rehearsed.

They are looked at on another thread (``meeting_list``), each time this screen is shown: a record of
thousands of facts takes a moment, and there may be many.
"""

import asyncio
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from scoring.errors import PingyiError
from scoring.locales import spoken
from scoring.wording import Phrase, is_seen, say
from tui.frame.acting import why_not
from tui.frame.actions import Action, bindings
from tui.frame.asking import Asking, ScreenQuestion
from tui.frame.page import ScreenPage
from tui.frame.screentext import Look, ScreenLine, blanks, columns, field, folded, line

if TYPE_CHECKING:
    from tui.screens.meeting_list import Kept


class Meetings(ScreenPage):
    """Choose one, make one, or rehearse one."""

    NAME = say("meetings")
    ACTIONS = (
        Action("enter", "Enter", say("open it"), say("Open the meeting that is chosen."), "open"),
        Action("f6", "F6", say("new"),
               say("Make a meeting from one of the schemes that come with the program."), "new"),
        Action("f9", "F9", say("rehearse"),
               say("Copy the meeting that is chosen for a rehearsal, and open the copy."),
               "rehearse"),
        Action("f5", "F5", say("look again"), say("Look again which meetings there are."),
               "look", footer=False),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    _found: "tuple[Kept, ...] | None" = None

    def on_screen_resume(self) -> None:
        """Look at the meetings again: one of them was perhaps just left."""
        super().on_screen_resume()
        self.action_look()

    def draw(self) -> None:
        """List the meetings."""
        if self._found is None:
            self.body.show([(), line(say("  The meetings are being looked at ..."), "dim")])
            return
        lines: list[ScreenLine] = [()]
        if not self._found:
            told = say("There is no meeting in {folder} yet. F6 makes one.",
                       folder=str(self.interface.sessions))  # fmt: skip
            lines += [(blanks(2), *one) for one in folded(told, self.size.width - 4)]
        choices = range(len(lines), len(lines) + len(self._found))
        lines += [self._row(one) for one in self._found]
        self.body.show(lines, choices if self._found else ())

    def action_look(self) -> None:
        """Look at the meetings, beside the screen: there may be many."""
        self.run_worker(self._look(), group="look", exclusive=True)

    def action_open(self) -> None:
        """Open the meeting that is chosen."""
        if one := self._chosen():
            self.interface.open_meeting(one.folder)

    def action_rehearse(self) -> None:
        """Rehearse the meeting that is chosen."""
        if one := self._chosen():
            self.interface.rehearse(one.folder)

    def action_new(self) -> None:
        """Make a meeting."""
        self.run_worker(self._new(), group="new", exclusive=True)

    def _chosen(self) -> "Kept | None":
        return self._found[self.body.chosen] if self._found else None

    async def _look(self) -> None:
        from tui.screens.meeting_list import kept_in  # noqa: PLC0415 - after the first screen

        before = self._chosen()
        try:
            self._found = await asyncio.to_thread(kept_in, self.interface.sessions)
        except OSError as error:
            self.tell(why_not(error), bad=True)
            return
        self.draw()
        places = [one.folder for one in self._found]
        if before and before.folder in places:
            self.body.move(places.index(before.folder) - self.body.chosen)

    def _row(self, one: "Kept") -> ScreenLine:
        from scoring.meeting.refusals import PHASES  # noqa: PLC0415 - for meetings that were begun

        state: Phrase = PHASES[one.phase] if one.phase else say("not begun")
        look: Look = "plain"
        if not one.readable:
            state, look = say("cannot be read"), "bad"
        marked = any(other.rehearsal for other in self._found or ())
        mark = field(say(" REHEARSAL ") if one.rehearsal else "", 11 if marked else 0,
                     "rehearsal" if one.rehearsal else "plain")  # fmt: skip
        wide = max(20, self.size.width - (44 if marked else 33))
        return (blanks(1), *columns((one.day, one.title), (11, wide)), mark, blanks(1),
                field(state, 15, look))  # fmt: skip

    async def _new(self) -> None:
        from scoring.documents.templates.meeting_toml import TitleAndDay  # noqa: PLC0415 - as above
        from scoring.live.new_meeting import make_meeting  # noqa: PLC0415 - when it is asked for

        schemes = await asyncio.to_thread(_schemes)
        today = datetime.now(UTC).astimezone().date().isoformat()
        answers = await self.app.push_screen_wait(Asking(
            ScreenQuestion(say("Under which scheme? Type its number."), choices=schemes),
            ScreenQuestion(say("What is the meeting called?"), _title),
            ScreenQuestion(say("On which day is it?"), _day, today),
        ))  # fmt: skip
        if answers is None:
            return
        scheme, title, day = answers
        folder = self.interface.sessions / f"{day}-{token_hex(4)}"
        chinese = spoken() != "en"
        try:
            await asyncio.to_thread(
                make_meeting,
                folder,
                scheme,
                "xlsx",
                chinese=chinese,
                called=TitleAndDay(title, day),
            )
        except (PingyiError, OSError) as error:
            self.tell(why_not(error), bad=True)
            return
        self.interface.open_meeting(folder, at="1")


def _schemes() -> tuple[tuple[str, str], ...]:
    """Return the shipped schemes, each with its title."""
    from scoring.files.library import shipped, shown_name  # noqa: PLC0415 - as above
    from scoring.files.schemefile import read_scheme  # noqa: PLC0415 - when it is asked for

    read = ((id_, read_scheme(file, shown_name(id_)).scheme) for id_, file in shipped().items())
    return tuple((id_, scheme.title) for id_, scheme in read if scheme)


def _title(text: str) -> Phrase | None:
    """Say why a meeting cannot be called ``text``."""
    return None if text and all(map(is_seen, text)) else say("a title is needed")


def _day(text: str) -> Phrase | None:
    """Say why ``text`` is no day."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return None
    except ValueError:
        pass
    return say("type the day as {example}", example="2020-09-01")
