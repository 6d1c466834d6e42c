"""The cells that the readings leave open (差异): what each still needs, and who may settle it.

Below them what looks mis-keyed, once everything is read: it stands when somebody has looked at
the sheet and says so. Several are chosen with ``x`` and settled under one reason and signature.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, assert_never

from textual.binding import BindingType

from scoring.meeting import Meeting
from scoring.meeting.acts.accept import ACCEPT
from scoring.meeting.acts.query import QUERY
from scoring.meeting.acts.rule import RULE
from scoring.meeting.acts.void_sheet import VOID_SHEET
from scoring.meeting.reading_rules import barred, thirds_for
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.state import WHOLE_SHEET, Round, SheetSpot
from scoring.meeting.verification import missing_readings
from scoring.wording import Phrase, say
from tui.frame.actions import BACK, Action, bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, folded, line
from tui.keys.reading import forms_by_criterion, third_reading
from tui.screens.differences_lines import (
    CellNames,
    DifferenceColumns,
    Settling,
    ToSettle,
    left_to_settle,
    with_who,
)
from tui.screens.performing import Subject, perform, perform_all
from tui.screens.ruling import read_in, value_question
from tui.screens.signing import officer, officers_listed
from tui.screens.steps import round_in_hand

_FIRST: Mapping[Settling, Phrase] = {
    "third": say("Enter: somebody else reads these cells, without seeing what was read before."),
    "clarify": say("Enter: officers who did not read the sheet say what it means."),
    "rule": say("Enter: officers who did not read the sheet decide which mark holds."),
    "accept": say("Enter: let a mark stand that looks mis-keyed, after a look at the sheet."),
}
"""By what is left, the first first: what is done about it."""


class Differences(ScreenPage):
    """Sheet, unit and what is needed; Enter does it."""

    NAME = say("differences")
    ACTIONS = (
        Action("enter", "Enter", say("settle"),
               say("Read cells a third time, rule or clarify one, or accept a mark."), "settle"),
        Action("f7", "F7", say("query"),
               say("Query the cell that is chosen: it cannot be read, or contradicts itself."),
               "query_cell"),
        Action("f6", "F6", say("void sheet"),
               say("Declare the whole sheet void, for a reason."), "void"),
        Action("x,space", "x", say("choose"),
               say("Choose this one too, or not: what is chosen is settled under one signature."),
               "choose"),
        Action("a", "a", say("all of these"),
               say("Choose all that need the same as this one, or none."), "choose_all"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._of: Meeting | None = None
        self._left: Sequence[ToSettle] = ()
        self._marked: set[tuple[str, str, SheetSpot]] = set()
        """What is chosen beside the row in hand, by its key."""

    def draw(self) -> None:
        """Show what is left to settle."""
        state, found = self.desk.state, self._found()
        lines: list[ScreenLine] = [(), *self._told_first()]
        missing = missing_readings(state, round_in_hand(state))
        if missing:
            told = say("not read, or not handed over, by as many as it takes: {sheets}",
                       sheets=sheets_said(missing))  # fmt: skip
            lines += [(blanks(2), *one) for one in folded(told, self.size.width - 4, "bad")]
        if not found and not missing:
            lines.append(line(say("  Nothing is left to read or to rule."), "good"))
        if not found:
            self.body.show(lines)
            return
        cells = self.size.width - 4
        columns = DifferenceColumns(state, cells)
        lines.append((blanks(1), *columns.heading()))
        first = len(lines)
        rows = [self._row(columns, one) for one in found]
        if columns.who:
            rows = with_who(rows, self._who(self._together()), cells + 1 - columns.who)
        self.body.show([*lines, *rows], range(first, first + len(found)))

    def _row(self, columns: DifferenceColumns, one: ToSettle) -> ScreenLine:
        forms = self._forms[one.attempt.id]
        return (blanks(1), *columns.row(one, forms, chosen=one.key in self._marked))

    def _who(self, chosen: Sequence[ToSettle]) -> list[Phrase | str]:
        """Return who may sign for what is chosen, one under the other, and why others may not."""
        if not chosen or chosen[0].needs == "third":
            return []
        state = self.desk.state
        without = {by for one in chosen for by in barred(state, one.sheet)}
        people = officers_listed(state, (), tuple(without))
        told: list[Phrase | str] = [
            say("{number}  {name}", number=number, name=name)
            for number, (_, name) in enumerate(people, 1)
        ]
        if without:
            told += ["", say("Others have read"), say("one of the sheets")]
        return told

    def _told_first(self) -> list[ScreenLine]:
        """Say what Enter does about what is chosen, before anything is listed."""
        chosen = self._together()
        if not chosen:
            return []
        told = _FIRST[chosen[0].needs]
        if len(chosen) > 1:
            told = say("Enter settles the {count} that are chosen, under one signature.",
                       count=len(chosen))  # fmt: skip
        return [*((blanks(2), *one) for one in folded(told, self.size.width - 4, "dim")), ()]

    def action_settle(self) -> None:
        """Read a third time while a cell needs it; else settle the one that is chosen."""
        self.begin(self._settle())

    def action_query_cell(self) -> None:
        """Query the cell that is chosen."""
        self.begin(self._query())

    def action_void(self) -> None:
        """Void the sheet that is chosen."""
        if one := self._chosen():
            known = {"round": one.attempt.id, "sheet": one.sheet.number}
            self.begin(perform(self, VOID_SHEET, known))

    def action_choose(self) -> None:
        """Choose the row in hand too, or not, and go to the next."""
        if one := self._chosen():
            self._mark({one.key} ^ self._marked, one)
            self.body.move(1)

    def action_choose_all(self) -> None:
        """Choose all that need the same as the row in hand; where they are chosen, none."""
        if one := self._chosen():
            same = {own.key for own in self._found() if own.needs == one.needs}
            self._mark(set() if same <= self._marked else same, one)

    def _mark(self, marked: set[tuple[str, str, SheetSpot]], one: ToSettle) -> None:
        needs = {own.needs for own in self._found() if own.key in marked}
        if one.needs == "third":
            self.tell(say("third readings are keyed one after the other, all at once: Enter"))
        elif len(needs) > 1:
            self.tell(say("only what needs the same is settled together"), bad=True)
        else:
            self._marked = marked
            self.tell()
            self.draw()

    def _found(self) -> Sequence[ToSettle]:
        """Return what is left, found anew where the meeting is another than it was."""
        state = self.desk.state
        if self._of is not state:
            self._of, self._left = state, tuple(left_to_settle(state))
            self._marked &= {one.key for one in self._left}
            self._forms = {
                one.id: forms_by_criterion(state, one) for one in state.current() if one.sheets
            }
        return self._left

    def _together(self) -> Sequence[ToSettle]:
        """Return what is settled together: what is chosen, else the row in hand."""
        found = self._found()
        marked = tuple(one for one in found if one.key in self._marked)
        return marked or found[self.body.chosen :][:1]

    def _chosen(self) -> ToSettle | None:
        found = self._found()
        if not found:
            self.tell(say("Nothing is left to read or to rule."))
            return None
        return found[min(self.body.chosen, len(found) - 1)]

    async def _settle(self) -> None:
        chosen = self._together()
        if not chosen:
            self.tell(say("Nothing is left to read or to rule."))
            return
        match chosen[0].needs:
            case "third":
                await self._third(chosen[0].attempt)
            case "clarify" | "rule":
                await self._rule(chosen)
            case "accept":
                title = say("Accepted: {count}, under one signature", count=len(chosen))
                await perform_all(self, ACCEPT, [Subject(one.known) for one in chosen], title)
            case never:
                assert_never(never)

    async def _third(self, attempt: Round) -> None:
        from tui.screens.third import Third  # noqa: PLC0415 - when it is needed

        state = self.desk.state
        people = officers_listed(state)
        may = tuple(one for one in people if thirds_for(state, attempt, one[0]))
        if not may:
            self.tell(say("Everybody here has read these sheets before; somebody is to be "
                          "appointed: key 8."), bad=True)  # fmt: skip
            return
        left_out = say("Whoever is not listed has read these sheets before.")
        asks = say("Who reads a third time? Not one of the two who did.")
        with self.interface.between_questions():
            by = await officer(self, asks, may, left_out=left_out if len(may) < len(people) else "")
            keying = third_reading(self.desk.state, attempt, by) if by else None
            if by and keying:
                await self.app.push_screen(Third(keying, by, attempt.id))

    async def _rule(self, chosen: Sequence[ToSettle]) -> None:
        names = CellNames(self.desk.state)

        def subject(one: ToSettle) -> Subject:
            forms = self._forms[one.attempt.id][one.spot[1]]
            read = read_in(forms, one.sheet, one.spot)
            asked = one.sheet.queries.get(one.spot)
            value = value_question(forms, names.cell(one), read, asked)
            return Subject(one.known, {"mark": value})

        title = say("Ruled: {count}, under one signature", count=len(chosen))
        await perform_all(self, RULE, [subject(one) for one in chosen], title)

    async def _query(self) -> None:
        one = self._chosen()
        if one is None:
            return
        if one.spot == WHOLE_SHEET:
            self.tell(say("a cell is queried, not a whole sheet; F6 declares it void"), bad=True)
            return
        await perform(self, QUERY, one.known)
