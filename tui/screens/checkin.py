"""Who is there (签到): a number, a name, its pinyin, or a scanner that types.

Everybody stands on the list, by delegation. Lit is who was dealt with last, or whom the arrows
chose; only who was chosen, or is meant by what is typed, is dealt with next.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from scoring.live.clock import wall_clock
from scoring.meeting.acts import CheckIn, Leave, TakeBackArrival, TakeBackDeparture, TakeBackRecusal
from scoring.meeting.acts.recuse import RECUSE
from scoring.meeting.quorum import presence
from scoring.meeting.wishes import Wish
from scoring.roster import Deputy
from scoring.wording import Phrase, say
from tui.frame.acting import done
from tui.frame.actions import BACK, Action, bindings
from tui.frame.asking import agreed_to
from tui.frame.inputline import InputLine
from tui.frame.lines import FixedLines
from tui.frame.page import ScreenPage
from tui.frame.screentext import blanks, cut, line, width
from tui.screens import checkin_lines as told
from tui.screens.people import asks_first, deputies_meant, people_pasted
from tui.screens.performing import perform
from tui.screens.roll import Roll, RollLook, RollSlot, here_of, narrowest, page_slots, widened
from tui.screens.roll_layout import RollLayout, laid_out

ROOMY = 30
"""Rows of a terminal that has room for a blank one above the list."""
TYPED = 20
"""Cells of the line that is typed into."""
UP_AND_DOWN: Final[Mapping[str, int]] = {"up": -1, "down": 1, "pageup": -20, "pagedown": 20}
TO_THE_SIDE: Final[Mapping[str, int]] = {"left": -1, "right": 1}
PRESENT_WHOM = say("Type a number or a name first; Up and Down choose.")
GONE_WHOM = say("Who has left? Type a number or a name, then F6; or choose with Up and Down.")
RECUSED_WHOM = say("Who is recused? Type a number or a name, then F7; or choose with Up and Down.")


class Undoing(NamedTuple):
    """How one thing that was done here is taken back."""

    wishes: tuple[Wish, ...]
    what: Phrase
    """What was done."""
    deputy: str
    """Whom it was about (an id); empty for many."""


class CheckInScreen(ScreenPage):
    """Everybody on the roster; Enter notes the one who is meant as present."""

    NAME = say("check-in")
    ACTIONS = (
        Action("", "Enter", say("check in"),
               say("Note as present whom the number, the name, the initials of its pinyin (zs for "
                   "Zhang San) or a scanner mean, or whom the arrows have chosen.")),
        Action("f6", "F6", say("gone"), say("Note as gone who is meant or chosen."), "leave"),
        Action("f7", "F7", say("recused"),
               say("Note that who is meant or chosen does not mark a unit (回避)."), "recuse"),
        Action("ctrl+z", "Ctrl+Z", say("take back"),
               say("Take back what was done last on this screen; again: what was done before."),
               "undo"),
        Action("f5", "F5", say("everybody"), say("Note everybody as present; it asks first."),
               "everybody"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._line = InputLine(id="typed")
        self._roll = Roll(self.press, id="body")
        self._roster: tuple[Deputy, ...] = ()
        self._places: dict[str, int] = {}
        """By id, who stands where in the roster."""
        self._laid: tuple[tuple[int, int], RollLayout, RollLook] | None = None
        """For which size, where everybody stands then, and how wide the columns are."""
        self._meant: tuple[Deputy, ...] = ()
        """Whom what is typed may mean."""
        self._lit = ""
        """Who was dealt with last, or is chosen (an id)."""
        self._pointed = False
        """Whether the arrows have chosen since something was typed or done."""
        self._asked = ""
        """What was typed when it was asked whether it is meant."""
        self._done: list[Undoing] = []
        """What was done here, the last one last."""
        self._unknown: list[str] = []
        """What was typed or scanned, and means nobody."""

    def middle(self) -> Iterator[Widget]:
        """Make the line that is typed into, the counts, the list and its legend."""
        with Horizontal(id="head"):
            yield FixedLines(id="asks")
            yield self._line
            yield FixedLines(id="count")
        yield FixedLines(id="presence")
        yield self._roll
        yield FixedLines(id="legend")

    def on_mount(self) -> None:
        """Say what may be typed."""
        label = self.query_one("#asks", FixedLines)
        label.styles.width = width(line(told.ASKS, "strong"))
        label.show(line(told.ASKS, "strong"))
        self._line.open()

    # ---- what is shown ----

    def draw(self) -> None:
        """Show what was typed, whom it may mean, and where everybody is."""
        state = self.desk.state
        if self._roster is not state.frozen.roster.deputies:
            self._roster, self._laid = state.frozen.roster.deputies, None
            self._places = {one.id: place for place, one in enumerate(self._roster)}
        typed = self._line.value
        self._meant = deputies_meant(self._roster, typed) if typed else ()
        self._draw_head()
        counts = self.query_one("#presence", FixedLines)
        counts.show(told.counts_line(presence(state), self.size.width))
        counts.styles.height = 2 if self.size.height >= ROOMY else 1
        layout, look = self._layout()
        page = self._page(layout)
        legend = told.legend_line(layout, page, self.within)
        self.query_one("#legend", FixedLines).show(legend)
        present = state.attendance.present
        there = [one.id in present for one in self._roster]
        self._roll.show(page_slots(layout, page, self._slots(), there), look)

    def _draw_head(self) -> None:
        left = self.size.width - width(line(told.ASKS)) - TYPED - 2
        shown = line("")
        if self._meant:
            shown = line(cut(told.meant_told(self._meant), left), "lit")
        elif self._unknown:
            nobody = say("nobody: {typed}", typed=tuple(self._unknown))
            shown = line(cut(nobody, left), "bad")
        self.query_one("#count", FixedLines).show((blanks(2), *shown))

    def _layout(self) -> tuple[RollLayout, RollLook]:
        wide, high = self._roll.size.width or self.size.width, self._roll.size.height
        if self._laid is None or self._laid[0] != (wide, high):
            look = narrowest(self._roster)
            delegations = [one.delegation or "" for one in self._roster]
            layout = laid_out(delegations, high, wide // look.slot)
            cells = min(wide // layout.across, look.slot + told.WIDER)
            look = widened(look, cells, self._roster)
            self._laid = (wide, high), layout, look
        return self._laid[1], self._laid[2]

    def _page(self, layout: RollLayout) -> int:
        """Return the page on which the one who is lit stands, or the first who is meant."""
        meant = [one.id for one in self._meant]
        lit = self._lit in self._places and (not meant or self._lit in meant)
        shown = self._lit if lit else meant[0] if meant else ""
        return layout.page_of(self._places[shown]) if shown else 0

    def _slots(self) -> Callable[[int], RollSlot]:
        there = self.desk.state.attendance
        meant = {one.id for one in self._meant} if len(self._meant) <= told.MARKED else set()
        recused = {deputy for deputy, _ in there.recused}

        def slot_of(place: int) -> RollSlot:
            one = self._roster[place]
            marks = ("*" if one.speaker else " ") + ("-" if one.id in recused else "")
            here = here_of(there, one.id)
            return RollSlot(one.id, one.name, marks, here, meant=one.id in meant,
                            lit=one.id == self._lit)  # fmt: skip

        return slot_of

    # ---- keys ----

    def press(self, key: str) -> bool:
        """Take a key; return whether it was one of this list's."""
        typed = bool(self._line.value)
        if key == "escape" and (typed or self._unknown or self._pointed):
            self._clear()
            self._unknown = []
        elif key == "enter":
            self._enter()
        elif key in UP_AND_DOWN or (key in TO_THE_SIDE and not typed):
            self._move(key)
        elif key in {"?", "？"} or not self._line.press(key):
            return False
        else:
            self._pointed, self._asked = False, ""
        self.draw()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take one pasted line as typed; of several, ask whether all of them are to be noted."""
        event.stop()
        if len(event.text.strip().splitlines()) > 1:
            self.run_worker(self._paste(event.text), group="check-in")
            return
        self._line.take(event.text.strip())
        self._pointed, self._asked = False, ""
        self.draw()

    def _move(self, key: str) -> None:
        """Choose somebody else: of those who are meant, or of all as they stand."""
        if not self._roster:
            return
        layout, _ = self._layout()
        order = [self._places[one.id] for one in self._meant] or list(layout.order())
        at = self._places.get(self._lit, -1)
        if key in TO_THE_SIDE and at >= 0:
            at = layout.beside(at, TO_THE_SIDE[key])
        elif at not in order:
            at = order[0]
        else:
            steps = UP_AND_DOWN.get(key, 0)
            at = order[max(0, min(order.index(at) + steps, len(order) - 1))]
        self._lit, self._pointed, self._asked = self._roster[at].id, True, ""
        self.tell(told.chosen_told(self._roster[at]))

    def _clear(self) -> None:
        self._line.write("")
        self._pointed, self._asked = False, ""

    def _whom(self, asks: Phrase) -> Deputy | None:
        """Return who is meant by what is typed, or is chosen; None where that has to be said.

        ``asks``: what is said where nothing is typed and nobody chosen.
        """
        typed = self._line.value
        if self._pointed and self._lit in self._places:
            return self._roster[self._places[self._lit]]
        meant = deputies_meant(self._roster, typed) if typed else ()
        if not typed:
            self.tell(asks, bad=True)
        elif not meant:
            self.tell(say("Nobody on the list is meant by {typed}.", typed=typed), bad=True)
        elif len(meant) > 1:
            self.tell(told.several_told(meant), bad=True)
        elif asks_first(typed) and self._asked != typed:
            self._asked = typed
            self.tell(told.little_told(meant[0]), bad=True)
        else:
            return meant[0]
        return None

    def _dealt(self, one: Deputy) -> None:
        """Light ``one``, and let nothing that was typed or chosen hold for what comes next."""
        self._clear()
        self._lit = one.id
        self.draw()

    # ---- what is done ----

    def _enter(self) -> None:
        """Check in whom the keys so far mean: a scanner's next code may follow at once."""
        typed = self._line.value
        if one := self._whom(PRESENT_WHOM):
            self._dealt(one)
            late = bool(self.desk.state.rounds)
            doing = Undoing((TakeBackArrival((one.id,)),), told.arrived(one, late=late), one.id)
            self._do(CheckIn((one.id,)), doing)
        elif typed and not deputies_meant(self._roster, typed):
            self._unknown.append(typed)
            self._clear()

    def action_leave(self) -> None:
        """Note who is meant or chosen as gone."""
        if one := self._whom(GONE_WHOM):
            self._dealt(one)
            what = say("{who}: gone", who=told.person(one))
            self._do(Leave((one.id,)), Undoing((TakeBackDeparture((one.id,)),), what, one.id))

    def action_recuse(self) -> None:
        """Note that who is meant or chosen does not mark a unit."""
        if one := self._whom(RECUSED_WHOM):
            self.begin(self._recuse(one), "check-in")

    def action_everybody(self) -> None:
        """Note everybody as present, if that is meant."""
        self.run_worker(self._everybody(), group="check-in")

    def action_undo(self) -> None:
        """Take back what was done last."""
        if self._done:
            self.run_worker(self._undo(self._done.pop()), group="check-in")
        else:
            self.tell(say("Nothing was done here since this screen was opened."), bad=True)

    def _do(self, wish: Wish, doing: Undoing) -> None:
        self.run_worker(self._doing(wish, doing), group="check-in")

    async def _doing(self, wish: Wish, doing: Undoing, said: Phrase | None = None) -> None:
        """Do ``wish`` and keep how it is taken back; ``said``: told in place of what was done."""
        if await done(self, wish, said=said or told.at_once(wall_clock(), doing.what)):
            self._done.append(doing)

    async def _undo(self, last: Undoing) -> None:
        self._clear()
        self._lit = last.deputy or self._lit
        await done(self, *last.wishes, said=say("Taken back: {what}.", what=last.what))
        self.draw()

    async def _recuse(self, one: Deputy) -> None:
        before = self.desk.state.attendance.recused
        if await perform(self, RECUSE, {"deputy": one.id, "name": one.name}):
            self._dealt(one)
            wishes = tuple(
                TakeBackRecusal(*pair) for pair in self.desk.state.attendance.recused - before
            )
            what = say("{who}: recused", who=told.person(one))
            self._done.append(Undoing(wishes, what, one.id))

    async def _everybody(self) -> None:
        asks = say("Note {count} deputies as present? Enter: yes. Esc: no.",
                   count=len(self._awaited()))  # fmt: skip
        if not self._awaited() or not await agreed_to(self, asks):
            return
        absent = self._awaited()  # whoever was on the way to the record has come meanwhile
        if absent:
            what = say("{count} deputies: present", count=len(absent))
            left = self.desk.state.attendance.left
            said = None if left else say("Everybody is present.")
            await self._doing(CheckIn(absent), Undoing((TakeBackArrival(absent),), what, ""), said)

    def _awaited(self) -> tuple[str, ...]:
        """Return who (ids) is neither there nor has left."""
        there = self.desk.state.attendance
        return tuple(one.id for one in self._roster if one.id not in there.present | there.left)

    async def _paste(self, text: str) -> None:
        """Note as present whom a pasted list names, if that is meant."""
        pasted = people_pasted(self._roster, text)
        there = self.desk.state.attendance.present
        new = tuple(one.id for one in pasted.meant if one.id not in there)
        if not new:
            self.tell(told.paste_told(pasted, 0), bad=True)
        elif await agreed_to(self, told.paste_asked(pasted, len(new))):
            what = say("{count} deputies: present", count=len(new))
            doing = Undoing((TakeBackArrival(new),), what, "")
            await self._doing(CheckIn(new), doing, told.paste_told(pasted, len(new)))
