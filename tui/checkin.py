"""Who is there (签到): a number, a name or a part of it, or a scanner that types."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from scoring.meeting.intentions import CheckIn, Leave
from scoring.roster import Deputy
from scoring.wording import Phrase, say
from tui.actions import BACK, Action, bindings
from tui.asking import Asking, Question, Typed
from tui.doing import done
from tui.framework import character_of
from tui.lines import Bar, Lines
from tui.page import Page
from tui.people import deputies_meant
from tui.screentext import Line, Look, blanks, columns, field, piece
from tui.unusual import recuse


class Roll(Lines, inherit_bindings=False):
    """The list of deputies; letters go to what is typed, arrows through the list."""

    async def on_key(self, event: events.Key) -> None:
        """Give what types to the screen."""
        if isinstance(self.screen, Attendance) and self.screen.press(character_of(event)):
            event.stop()
            event.prevent_default()


class Attendance(Page):
    """Everybody on the roster; Enter notes the one that is chosen as present."""

    NAME = say("check-in")
    ACTIONS = (
        Action("", "Enter", say("present"), say("Note the deputy who is chosen as present.")),
        Action("f6", "F6", say("has left"), say("Note the deputy who is chosen as gone."), "leave"),
        Action("f7", "F7", say("recused"),
               say("Note that the deputy who is chosen does not mark a unit (回避)."), "recuse"),
        Action("f5", "F5", say("everybody"), say("Note everybody as present; it asks first."),
               "everybody"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._typed = Typed()
        self._listed: tuple[Deputy, ...] = ()

    def middle(self) -> Iterator[Widget]:
        """Make the line that is typed into, and the list."""
        yield Bar(id="head")
        yield Roll(id="body")

    def draw(self) -> None:
        """Show what was typed and whom it may mean."""
        state = self.desk.state
        everybody = state.frozen.roster.deputies
        typed = self._typed.text
        self._listed = deputies_meant(everybody, typed) if typed else everybody
        lines = [self._row(one) for one in self._listed]
        self.body.show(lines, range(len(lines)))
        there = state.attendance
        count = say("present {present} of {members}", present=len(there.present),
                    members=len(everybody))  # fmt: skip
        head = (piece(say(" Number or name: "), "strong"), piece(typed), blanks(1, "cursor"),
                blanks(3), piece(count, "lit"))  # fmt: skip
        self.query_one("#head", Bar).show(head)

    def press(self, key: str) -> bool:
        """Take a key; return whether it was one of this list's."""
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if key == "escape" and self._typed.text:
            self._typed = Typed()
        elif key == "enter":
            self.run_worker(self._present(), group="check-in")
        elif key in moves:
            self.body.move(moves[key])
            return True
        elif key in {"?", "？"} or not self._typed.press(key):
            return False
        self.draw()
        return True

    def action_leave(self) -> None:
        """Note the chosen deputy as gone."""
        if one := self._chosen():
            said = say("{deputy} has left.", deputy=one.name)
            self.run_worker(done(self, Leave((one.id,)), said=said), group="check-in")

    def action_recuse(self) -> None:
        """Note that the chosen deputy does not mark a unit."""
        if one := self._chosen():
            self.run_worker(recuse(self, one.id, one.name), group="check-in")

    def action_everybody(self) -> None:
        """Note everybody as present, if that is meant."""
        self.run_worker(self._everybody(), group="check-in")

    def _chosen(self) -> Deputy | None:
        return self._listed[self.body.chosen] if self._listed else None

    async def _present(self) -> None:
        one = self._chosen()
        if not self._typed.text or one is None:
            self.tell(say("Type a number or a name first; Up and Down choose."), bad=True)
            return
        if len(self._listed) > 1 and self.body.chosen == 0 and not self._moved():
            self.tell(say("{count} people may be meant; choose with Up and Down.",
                          count=len(self._listed)), bad=True)  # fmt: skip
            self.body.move(0)
            self._choosing = self._typed.text
            return
        self._typed = Typed()
        self.body.chosen = 0
        if await done(self, CheckIn((one.id,)), said=_greeting(one)):
            self.draw()

    _choosing = ""

    def _moved(self) -> bool:
        """Whether it was said before that several may be meant."""
        return self._choosing == self._typed.text

    async def _everybody(self) -> None:
        state = self.desk.state
        absent = tuple(
            one.id for one in state.frozen.roster.deputies
            if one.id not in state.attendance.present
        )  # fmt: skip
        asks = say("Note {count} deputies as present? Enter: yes. Esc: no.", count=len(absent))
        if absent and await self.app.push_screen_wait(Asking(Question(asks))) is not None:
            await done(self, CheckIn(absent), said=say("Everybody is present."))

    def _row(self, one: Deputy) -> Line:
        there = self.desk.state.attendance
        here: Phrase | str = ""
        if one.id in there.present:
            here = say("late") if one.id in there.late else say("present")
        elif one.id in there.left:
            here = say("has left")
        recused = sum(deputy == one.id for deputy, _ in there.recused)
        marks: Phrase | str = say("speaker") if one.speaker else ""
        if recused:
            marks = say("recused: {count}", count=recused)
        wide = max(20, self.size.width - 52)
        row = columns((one.id, one.name, one.delegation or ""), (8, min(24, wide), 18))
        look: Look = "good" if one.id in there.present else "dim"
        return (blanks(1), *row, field(here, 10, look), field(marks, 12, "lit"))


def _greeting(one: Deputy) -> Phrase:
    if one.speaker:
        return say("{id} {name}, {delegation}: present, speaker.", id=one.id, name=one.name,
                   delegation=one.delegation or "")  # fmt: skip
    return say("{id} {name}: present.", id=one.id, name=one.name)
