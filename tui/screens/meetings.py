"""The meetings there are (会议列表): one is chosen, made, rehearsed, mirrored, or taken over.

The folders stand there at once, by their names. What each is and how far, is looked at on another
thread (``meeting_list``), one after the other: a record of thousands of facts takes a moment, and
there may be many. What was looked at is kept until something in its folder changes.
"""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from scoring.wording import say
from tui.frame.actions import Action, bindings
from tui.frame.framework import character_of, get_time
from tui.frame.inputline import InputLine
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, folded, line, piece, width
from tui.screens.meeting_list_lines import heading, listed, told_of, widths

if TYPE_CHECKING:
    from tui.screens.meeting_list import Kept

ASKS = say(" Find: ")
DRAWN_EVERY = 0.1
"""Seconds between two pictures while folders are looked at."""


class Meetings(ScreenPage):
    """Choose one, make one, rehearse one, or take one over."""

    NAME = say("meetings")
    ACTIONS = (
        Action("enter", "Enter", say("open it"), say("Open the meeting that is chosen."), "open"),
        Action("f6", "F6", say("new"),
               say("Make a meeting: six questions, and nothing is written before the last."),
               "new"),
        Action("f9", "F9", say("rehearse"),
               say("Copy the meeting that is chosen for a rehearsal, and open the copy."),
               "rehearse"),
        Action("f3", "F3", say("find"),
               say("Find by title, day, folder or pinyin; to type is enough. Esc lists all again."),
               "find"),
        Action("f7", "F7", say("take over"),
               say("Go on here with a meeting whose machine has failed, from its mirror: put in "
                   "the disk with the mirror, press F7, choose the meeting, Enter twice."),
               "take_over"),
        Action("f4", "F4", say("mirror"),
               say("Keep a second copy of the meeting that is chosen on another disk, from here "
                   "on: from it another machine can take over."),
               "mirror"),
        Action("f5", "F5", say("look again"), say("Look again which meetings there are."),
               "look", footer=False),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._line = InputLine(id="typed")
        self._finding = False
        self._found: tuple[Kept, ...] | None = None
        """What stands in the folder; None until it was looked into."""
        self._known: dict[Path, Kept] = {}
        """What was looked at, by folder."""
        self._drawn = 0.0

    def middle(self) -> Iterator[Widget]:
        """Make the line for a search, which is seldom shown, and the list."""
        with Horizontal(id="head"):
            yield FixedLines(id="asks")
            yield self._line
        yield ScrolledLines(id="body")

    def on_mount(self) -> None:
        """Say what is typed in the line."""
        label = self.query_one("#asks", FixedLines)
        label.styles.width = width(line(ASKS))
        label.show(line(ASKS, "strong"))
        self._line.styles.width = "1fr"

    def on_screen_resume(self) -> None:
        """Look at the meetings again: one of them was perhaps just left."""
        super().on_screen_resume()
        self.action_look()

    def draw(self) -> None:
        """List the meetings, or those that are searched for."""
        self.query_one("#head").display = self._finding
        if self._found is None:
            self.body.show([(), line(say("  The meetings are being looked at ..."), "dim")])
            return
        shown = self._shown()
        lines: list[ScreenLine] = [(blanks(1), *self._nothing())] if not shown else []
        choices: list[int] = []
        wide = widths(shown, self.size.width - 2)
        if shown:
            lines += [(), heading(wide)]
        for one in shown:
            choices.append(len(lines))
            lines.append(listed(one, wide, datetime.now(UTC).astimezone()))
            for row in folded(told_of(one), self.size.width - 16, "bad") if one.fault else ():
                lines.append((blanks(13), *row))
        self.body.show(lines, choices)

    def action_look(self) -> None:
        """Look at the meetings, beside the screen: there may be many."""
        self.run_worker(self._look(), group="look", exclusive=True)

    def action_open(self) -> None:
        """Open the meeting that is chosen."""
        if (one := self._chosen()) and not self._foreign(one):
            self.interface.open_meeting(one.folder)

    def action_rehearse(self) -> None:
        """Rehearse the meeting that is chosen."""
        if (one := self._chosen()) and not self._foreign(one):
            self.interface.rehearse(one.folder)

    def action_new(self) -> None:
        """Make a meeting."""
        from tui.screens.new_meeting import NewMeeting  # noqa: PLC0415 - when it is asked for

        self.app.push_screen(NewMeeting(self._found or ()))

    def action_take_over(self) -> None:
        """Go on with a meeting from its mirror."""
        from tui.screens.taking_over import TakingOver  # noqa: PLC0415 - when it is asked for

        self.app.push_screen(TakingOver())

    def action_mirror(self) -> None:
        """Mirror the meeting that is chosen."""
        from tui.screens.taking_over import mirrored  # noqa: PLC0415 - when it is asked for

        if (one := self._chosen()) and not self._foreign(one):
            self.run_worker(mirrored(self, one.folder), group="mirror", exclusive=True)

    def action_find(self) -> None:
        """Search for words that are typed."""
        self._finding = True
        self._line.open()
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed into a search; to type begins one."""
        key = character_of(event)
        if key == "escape" and self._finding:
            self._end_search()
        elif len(key) == 1 and key not in "?？":
            self.action_find()
            self._line.press(key)
            self._search()
        elif self._finding and self._line.press(key):
            self._search()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted, in one line."""
        event.stop()
        self.action_find()
        self._line.take(event.text)
        self._search()

    def _search(self) -> None:
        self.body.chosen = 0
        self.draw()

    def _end_search(self) -> None:
        before = self._chosen()
        self._finding = False
        self._line.write("")
        self._line.close()
        self.draw()
        self._stay(before)

    def _shown(self) -> "tuple[Kept, ...]":
        """Return what is listed: everything, or what the search finds."""
        from tui.screens.meeting_list import matching  # noqa: PLC0415 - after the first screen

        typed = self._line.value if self._finding else ""
        return matching(self._found or (), typed) if typed.strip() else self._found or ()

    def _chosen(self) -> "Kept | None":
        shown = self._shown()
        return shown[self.body.chosen] if shown else None

    def _foreign(self, one: "Kept") -> bool:
        """Whether it is no meeting's folder; it is then said."""
        if one.foreign:
            self.tell(told_of(one), bad=True)
        return one.foreign

    def _nothing(self) -> ScreenLine:
        """Return what is said where nothing is listed."""
        if self._found:
            return (piece(say("Nothing is called so. Esc lists all again.")),)
        told = say("There is no meeting in {folder} yet. F6 makes one; F7 takes one over from "
                   "its mirror.", folder=str(self.interface.sessions.absolute()))  # fmt: skip
        return tuple(row for rows in folded(told, 10_000) for row in rows)

    def _stay(self, before: "Kept | None") -> None:
        """Choose again what was chosen ``before``, wherever it stands now."""
        places = [one.folder for one in self._shown()]
        if before and before.folder in places:
            self.body.move(places.index(before.folder) - self.body.chosen)

    async def _look(self) -> None:
        from tui.screens.meeting_list import folders_in, looked_at  # noqa: PLC0415 - as above

        try:
            found = await asyncio.to_thread(folders_in, self.interface.sessions)
        except OSError as error:
            from tui.frame.acting import why_not  # noqa: PLC0415 - it loads what a meeting is

            self.tell(why_not(error), bad=True)
            return
        unseen = [one for one in found if not self._is_known(one)]
        self._show(tuple(self._known.get(one.folder, one) for one in found))
        for number, one in enumerate(unseen, 1):
            seen = self._known[one.folder] = await asyncio.to_thread(looked_at, one.folder)
            told = tuple(seen if one.folder == seen.folder else one for one in self._found or ())
            self._show(told, at_once=number == len(unseen))

    def _is_known(self, one: "Kept") -> bool:
        """Whether what is known of a folder is of how it is now; what is not, is forgotten."""
        known = self._known.get(one.folder)
        if known and known.stamp != one.stamp:
            del self._known[one.folder]
        return bool(known and known.stamp == one.stamp)

    def _show(self, found: "tuple[Kept, ...]", *, at_once: bool = True) -> None:
        """Take in what was ``found``, and show it, unless something was shown a moment ago."""
        from tui.screens.meeting_list import in_order  # noqa: PLC0415 - as above

        before = (
            self._chosen() if self.body.chosen else None
        )  # who has not chosen, stays at the top
        self._found = in_order(found)
        if at_once or get_time() - self._drawn > DRAWN_EVERY:
            self._drawn = get_time()
            self.draw()
            self._stay(before)
