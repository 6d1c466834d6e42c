"""Who is there (签到): a number, a name, its pinyin, or a scanner that types."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from scoring.meeting.acts import CheckIn, Leave
from scoring.meeting.acts.recuse import RECUSE
from scoring.roster import Deputy
from scoring.wording import Phrase, say
from tui.frame.acting import done
from tui.frame.actions import BACK, Action, bindings
from tui.frame.asking import agreed_to
from tui.frame.framework import character_of
from tui.frame.inputline import InputLine
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.page import ScreenPage
from tui.frame.screentext import Look, ScreenLine, blanks, columns, cut, field, line, piece, width
from tui.screens.people import deputies_meant
from tui.screens.performing import perform

ASKS = say(" Number, name or pinyin: ")
TYPED = 20
"""Cells of the line that is typed into."""


class Roll(ScrolledLines, inherit_bindings=False):
    """The list of deputies; letters go to what is typed, arrows through the list."""

    async def on_key(self, event: events.Key) -> None:
        """Give what types to the screen."""
        if isinstance(self.screen, CheckInScreen) and self.screen.press(character_of(event)):
            event.stop()
            event.prevent_default()


class CheckInScreen(ScreenPage):
    """Everybody on the roster; Enter notes the one that is chosen as present."""

    NAME = say("check-in")
    ACTIONS = (
        Action("", "Enter", say("present"),
               say("Note the deputy who is chosen as present. A number, a name, the initials of "
                   "its pinyin (zs for Zhang San), or a scanner says who.")),
        Action("f6", "F6", say("gone"), say("Note the deputy who is chosen as gone."), "leave"),
        Action("ctrl+z", "Ctrl+Z", say("undo"),
               say("Note the last one who was checked in as gone; the log keeps both."), "undo"),
        Action("f7", "F7", say("recused"),
               say("Note that the deputy who is chosen does not mark a unit (回避)."), "recuse"),
        Action("f5", "F5", say("everybody"), say("Note everybody as present; it asks first."),
               "everybody"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._line = InputLine(id="typed")
        self._listed: tuple[Deputy, ...] = ()
        self._pointed = False
        """Whether the arrows have chosen since something was typed or done."""
        self._asked = ""
        """What was typed when several were meant, and it was said so."""
        self._last: list[Deputy] = []
        """Who was checked in here, the last one last."""
        self._unknown: list[str] = []
        """What was typed or scanned, and means nobody."""

    def middle(self) -> Iterator[Widget]:
        """Make the line that is typed into, and the list."""
        with Horizontal(id="head"):
            yield FixedLines(id="asks")
            yield self._line
            yield FixedLines(id="count")
        yield Roll(id="body")

    def on_mount(self) -> None:
        """Say what may be typed."""
        label = self.query_one("#asks", FixedLines)
        label.styles.width = width(line(ASKS, "strong"))
        label.show(line(ASKS, "strong"))
        self._line.open()

    def draw(self) -> None:
        """Show what was typed and whom it may mean."""
        lines = [self._row(one) for one in self._meant()]
        self.body.show(lines, range(len(lines)))
        state = self.desk.state
        count = say("present {present} of {members}", present=len(state.attendance.present),
                    members=len(state.frozen.roster.deputies))  # fmt: skip
        beside: ScreenLine = (blanks(2), piece(count, "lit"))
        if self._unknown:
            told = say("   nobody: {typed}", typed=tuple(self._unknown))
            left = self.size.width - width(line(ASKS)) - width(beside) - TYPED
            beside = (*beside, piece(cut(told, left), "bad"))
        self.query_one("#count", FixedLines).show(beside)

    def on_paste(self, event: events.Paste) -> None:
        """Take one pasted line as typed; Enter then says who is meant."""
        event.stop()
        if len(event.text.strip().splitlines()) > 1:
            self.tell(say("Several lines were pasted, and nobody was noted; paste one at a time."),
                      bad=True)  # fmt: skip
            return
        self._line.take(event.text.strip())
        self._pointed, self.body.chosen = False, 0
        self.draw()

    def press(self, key: str) -> bool:
        """Take a key; return whether it was one of this list's."""
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if key == "escape" and (self._line.value or self._unknown):
            self._clear()
            self._unknown = []
        elif key == "enter":
            self._enter()
        elif key in moves:
            self._pointed = True
            self.body.move(moves[key])
            return True
        elif key in {"?", "？"} or not self._line.press(key):
            return False
        else:
            self._pointed, self.body.chosen = False, 0
        self.draw()
        return True

    def action_leave(self) -> None:
        """Note the chosen deputy as gone."""
        if one := self._chosen():
            said = say("{deputy} has left.", deputy=one.name)
            self.run_worker(done(self, Leave((one.id,)), said=said), group="check-in")

    def action_undo(self) -> None:
        """Take back the last check-in."""
        if not self._last:
            self.tell(say("Nobody was checked in here since this screen was opened."), bad=True)
            return
        one = self._last.pop()
        said = say("Taken back: {id} {deputy} is noted as gone.", id=one.id, deputy=one.name)
        self.run_worker(done(self, Leave((one.id,)), said=said), group="check-in")

    def action_recuse(self) -> None:
        """Note that the chosen deputy does not mark a unit."""
        if one := self._chosen():
            known = {"deputy": one.id, "name": one.name}
            self.begin(perform(self, RECUSE, known), "check-in")

    def action_everybody(self) -> None:
        """Note everybody as present, if that is meant."""
        self.run_worker(self._everybody(), group="check-in")

    def _meant(self) -> tuple[Deputy, ...]:
        """Return whom the list shows: all, or those that what is typed may mean."""
        everybody = self.desk.state.frozen.roster.deputies
        typed = self._line.value
        self._listed = deputies_meant(everybody, typed) if typed else everybody
        return self._listed

    def _chosen(self) -> Deputy | None:
        return self._listed[self.body.chosen] if self._listed else None

    def _clear(self) -> None:
        self._line.write("")
        self._pointed, self._asked = False, ""

    def _enter(self) -> None:
        """Check in whom the keys so far mean: a scanner's next code may follow at once."""
        meant, typed = self._meant(), self._line.value
        if not typed and not self._pointed:
            self.tell(say("Type a number or a name first; Up and Down choose."), bad=True)
        elif not meant:
            self._unknown.append(typed)
            self.tell(say("Nobody on the list is meant by {typed}.", typed=typed), bad=True)
            self._clear()
        elif typed and len(meant) > 1 and not self._pointed and self._asked != typed:
            self.tell(say("{count} people may be meant; choose with Up and Down.",
                          count=len(meant)), bad=True)  # fmt: skip
            self._asked = typed
        elif one := self._chosen():
            if typed:
                self.body.chosen = 0
            self._clear()
            self.run_worker(self._present(one), group="check-in")

    async def _present(self, one: Deputy) -> None:
        if await done(self, CheckIn((one.id,)), said=_greeting(one)):
            self._last.append(one)
            self.draw()

    async def _everybody(self) -> None:
        state = self.desk.state
        absent = tuple(
            one.id for one in state.frozen.roster.deputies
            if one.id not in state.attendance.present
        )  # fmt: skip
        asks = say("Note {count} deputies as present? Enter: yes. Esc: no.", count=len(absent))
        if absent and await agreed_to(self, asks):
            await done(self, CheckIn(absent), said=say("Everybody is present."))

    def _row(self, one: Deputy) -> ScreenLine:
        there = self.desk.state.attendance
        here: Phrase | str = ""
        if one.id in there.present:
            here = say("late") if one.id in there.late else say("present")
        elif one.id in there.left:
            here = say("gone")
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
