"""A meeting is made (新建会议): six questions on one screen, answered in any order.

Nothing is written before F9. What stands on the screen says ``new_meeting_lines``, what was
answered and what follows from it ``new_meeting_answers``.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from scoring.errors import PingyiError
from scoring.live.new_meeting import make_meeting
from scoring.locales import spoken
from scoring.scheme import Scheme
from scoring.wording import say
from tui.frame.acting import why_not
from tui.frame.actions import EVERYWHERE, Action, bindings
from tui.frame.asking import TOO_LONG
from tui.frame.framework import character_of
from tui.frame.inputline import InputLine
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.page import ScreenPage
from tui.frame.screentext import line, width
from tui.screens.new_meeting_answers import NewAnswers, QuestionName
from tui.screens.new_meeting_lines import (
    beside,
    label_width,
    questions,
    takes_in_short,
    takes_lines,
)

if TYPE_CHECKING:
    from tui.screens.meeting_list import Kept

WIDE = 110
"""Columns from which on what the meeting takes stands beside the questions."""
PANEL = 44
SHORT = 5
"""Rows of it below the questions, where it does not."""
AROUND = 5
"""Rows above and below the questions."""
STEPS = {"enter": 1, "tab": 1, "down": 1, "up": -1, "shift+tab": -1}
SIDEWAYS = {"left": -1, "right": 1}


class NewMeeting(ScreenPage):
    """Asks what a meeting is to be, and makes it."""

    NAME = say("new meeting")
    ACTIONS = (
        Action("", "Enter", say("next question"),
               say("Go to the next question, if the answer will do.")),
        Action("", say("arrows"), say("back, on"),
               say("Go to the question before or behind; an answer can be changed at any time.")),
        Action("f9", "F9", say("make it"),
               say("Make the folder with its blank tables and go to the desk. Nothing is written "
                   "before."), "make"),
        Action("", "1 - 9", say("choose"),
               say("Choose by its number, or with Left and Right."), footer=False),
        Action("", "Esc", say("give up"), say("Make nothing, and go back to the list.")),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self, others: "Sequence[Kept]") -> None:
        """``others``: the meetings of the list, one of which the new one may be like."""
        super().__init__()
        self._others = others
        self._line = InputLine(id="answer")
        self._asked: NewAnswers | None = None
        self._hand: QuestionName = "title"
        self._giving_up = False
        """Whether Esc was pressed, and would give up when pressed once more."""
        self._making = False

    def middle(self) -> Iterator[Widget]:
        """Make the questions, the line that is typed into, and what the meeting takes."""
        with Horizontal(id="middle"):
            with Vertical(id="questions"):
                yield FixedLines(id="above")
                with Horizontal(id="typing"):
                    yield FixedLines(id="asks")
                    yield self._line
                    yield FixedLines(id="beside")
                yield ScrolledLines(id="body")
            yield FixedLines(id="takes")

    def on_mount(self) -> None:
        """Ask, and read meanwhile what ships with the program."""
        today = datetime.now(UTC).astimezone().date()
        self._asked = NewAnswers((), self._others, self.interface.sessions, today)
        self._take_in_hand("title")
        self.run_worker(self._read_schemes(), group="schemes")

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here; words are typed, so there is no palette."""
        return (*self.ACTIONS, *EVERYWHERE)

    def draw(self) -> None:
        """Show the questions, and what the meeting takes."""
        asked = self._asked
        if asked is None:
            return
        wide, high = self.size.width, self.size.height
        panel = PANEL if wide >= WIDE else 0
        cells = wide - (panel + 2 if panel else 0) - 1
        drawn = questions(asked, self._hand, cells, high - AROUND - (0 if panel else SHORT))
        above = self.query_one("#above", FixedLines)
        above.styles.height = len(drawn.above) + 1
        above.show((), *drawn.above)
        self.query_one("#typing").display = bool(drawn.label)
        label = self.query_one("#asks", FixedLines)
        label.styles.width = label_width()
        label.show(drawn.label)
        told = line(beside(asked, self._hand), "key")
        behind = self.query_one("#beside", FixedLines)
        behind.styles.width = width(told) + 2 * bool(width(told))
        behind.show(told)
        self.body.show(drawn.below)
        taken = len(drawn.above) + len(drawn.below) + bool(drawn.label)
        self._draw_takes(asked, panel, max(0, high - AROUND - taken))

    def _draw_takes(self, asked: NewAnswers, panel: int, rows: int) -> None:
        """Show what the meeting takes: beside the questions, or below them in so many ``rows``."""
        takes = self.query_one("#takes", FixedLines)
        self.query_one("#middle").styles.layout = "horizontal" if panel else "vertical"
        if panel:
            takes.styles.width, takes.styles.height = panel, "1fr"
            takes.show(*takes_lines(asked.takes(), panel - 2))
        else:
            takes.styles.width, takes.styles.height = "100%", rows
            takes.show(*takes_in_short(asked.takes(), self.size.width - 2, rows))

    def on_key(self, event: events.Key) -> None:
        """Take the keys that answer, and those that go on and back."""
        if self._asked is None or self._making:
            return
        if self._press(self._asked, character_of(event)):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted where something is typed; elsewhere say that it is not taken."""
        event.stop()
        asked = self._asked
        if asked is None or not asked.typed(self._hand):
            told = say("What is pasted is not taken here: choose by a number.")
            self.tell(told, bad=True)
            return
        whole = self._line.take(event.text.strip())
        self._typed(asked)
        if not whole:
            self.tell(TOO_LONG, bad=True)

    def action_make(self) -> None:
        """Make the meeting, where every answer will do."""
        asked = self._asked
        if asked is None or self._making:
            return
        for question in asked.asked():
            if refusal := asked.refusal(question):
                self._take_in_hand(question)
                self.tell(refusal, bad=True)
                return
        self._making = True
        self.run_worker(self._make(asked), group="make", exclusive=True)

    def _press(self, asked: NewAnswers, key: str) -> bool:
        """Take a key; return whether it was one of ours."""
        giving_up, self._giving_up = self._giving_up, False
        if key == "escape":
            self._give_up(asked, sure=giving_up)
        elif key in STEPS:
            self._step(asked, STEPS[key], last=key == "enter")
        elif asked.typed(self._hand):
            if not self._line.press(key):
                return False
            self._typed(asked)
        elif key in SIDEWAYS:
            self._pick(asked, asked.chosen(self._hand) + SIDEWAYS[key])
        elif len(key) == 1 and key.isdecimal():
            self._pick(asked, int(key) - 1)
        elif len(key) == 1 and key not in "?？":
            self.tell(say("Choose by a number, or with Left and Right."), bad=True)
        else:
            return False
        return True

    def _typed(self, asked: NewAnswers) -> None:
        """Take in what now stands in the line."""
        asked.text[self._hand] = self._line.value
        self.tell()
        self.draw()

    def _pick(self, asked: NewAnswers, place: int) -> None:
        if asked.pick(self._hand, place):
            self.tell()
            self.draw()
        else:
            self.tell(say("There is no such choice."), bad=True)

    def _step(self, asked: NewAnswers, steps: int, *, last: bool) -> None:
        """Go ``steps`` questions on, if the answer will do; back it may be as it is."""
        every = asked.asked()
        at = every.index(self._hand) + steps
        if steps > 0 and (refusal := asked.refusal(self._hand)):
            self.tell(refusal, bad=True)
        elif 0 <= at < len(every):
            self.tell()
            self._take_in_hand(every[at])
        elif last:
            self.tell(say("These were all questions. F9 makes the meeting."))

    def _take_in_hand(self, question: QuestionName) -> None:
        """Let ``question`` be the one that is answered."""
        self._hand = question
        if self._asked and self._asked.typed(question):
            self._line.write(self._asked.typed_so_far(question))
            self._line.open()
        else:
            self._line.close()
        self.draw()

    def _give_up(self, asked: NewAnswers, *, sure: bool) -> None:
        """Leave, where nothing was answered yet or it was said twice."""
        if asked.text.get("title") and not sure:
            self._giving_up = True
            self.tell(say("Esc once more gives it up; nothing was written."))
            return
        self.app.pop_screen()
        self.interface.tell(say("No meeting was made; nothing was written."))

    async def _read_schemes(self) -> None:
        found = await asyncio.to_thread(shipped_schemes)
        if self._asked:
            self._asked.know(found)
            self.draw()

    async def _make(self, asked: NewAnswers) -> None:
        """Make the folder, and go to its desk."""
        folder = asked.folder
        try:
            await asyncio.to_thread(
                make_meeting, folder, asked.plan(), "xlsx", chinese=spoken() != "en"
            )
        except (PingyiError, OSError) as error:
            self._making = False
            self.tell(why_not(error), bad=True)
            return
        self.app.pop_screen()
        self.interface.open_meeting(folder)


def shipped_schemes() -> tuple[tuple[str, Scheme], ...]:
    """Return the schemes that ship and can be read, each with its id."""
    from scoring.files.library import shipped, shown_name  # noqa: PLC0415 - on a thread
    from scoring.files.schemefile import read_scheme  # noqa: PLC0415 - as above

    read = ((id_, read_scheme(file, shown_name(id_)).scheme) for id_, file in shipped().items())
    return tuple((id_, scheme) for id_, scheme in read if scheme)
