"""The cells that the readings leave open (差异): what each still needs, and never a value."""

from typing import ClassVar

from textual.binding import BindingType

from scoring.meeting.intentions import Rule
from scoring.meeting.state import Spot
from scoring.meeting.verification import missing_readings
from scoring.report.meeting_differences import NEEDS, Difference, differences
from scoring.wording import say
from tui.actions import BACK, Action, bindings
from tui.asking import Asking, Question
from tui.doing import done
from tui.page import Page
from tui.proving import decided_by, officer
from tui.reading import forms_by_criterion, third_reading
from tui.ruling import cell_meant, side_by_side, value_question
from tui.screentext import Line, blanks, columns, folded, line
from tui.steps import round_in_hand, some_text


class Differences(Page):
    """Sheet, unit and what is needed; Enter does it."""

    NAME = say("differences")
    ACTIONS = (
        Action("enter", "Enter", say("read or rule"),
               say("Read the cells a third time, or rule the one that is chosen."), "settle"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def draw(self) -> None:
        """Show the open cells."""
        state = self.desk.state
        attempt = round_in_hand(state)
        names = {one.id: one.name for one in state.frozen.roster.units}
        lines: list[Line] = [()]
        missing = missing_readings(state, attempt)
        if missing:
            told = say("not read, or not handed over, by as many as it takes: {sheets}",
                       sheets=missing)  # fmt: skip
            lines += [(blanks(2), *one) for one in folded(told, self.size.width - 4, "bad")]
        first = len(lines)
        found = self._found()
        for one in found:
            told = NEEDS[one.needs]
            row = (
                one.sheet.number,
                names.get(one.spot[0], one.spot[0]),
                self._title(one.spot),
                told,
            )
            lines.append((blanks(2), *columns(row, (8, 26, 16, 24))))
        if not found and not missing:
            lines.append(line(say("  Nothing is left to read or to rule."), "good"))
        self.body.show(lines, range(first, first + len(found)))

    def action_settle(self) -> None:
        """Read a third time while a cell needs it; else rule the one that is chosen."""
        self.run_worker(self._settle(), group="settle", exclusive=True)

    def _found(self) -> tuple[Difference, ...]:
        state = self.desk.state
        return tuple(differences(state, round_in_hand(state)))

    def _title(self, spot: Spot) -> str:
        items = self.desk.state.frozen.component_of(spot[1]).items
        return next(item.title for item in items if item.id == spot[1])

    async def _settle(self) -> None:
        found = self._found()
        if not found:
            self.tell(say("Nothing is left to read or to rule."))
            return
        one = found[self.body.chosen]
        if one.needs == "third":
            await self._third(found)
        else:
            await self._rule(one)

    async def _third(self, found: tuple[Difference, ...]) -> None:
        from tui.third import Third  # noqa: PLC0415 - when it is needed

        state = self.desk.state
        attempt = round_in_hand(state)
        by = await officer(self, say("Who reads a third time? Not one of the two who did."))
        if by is None:
            return
        waiting = [(one.sheet, one.spot) for one in found if one.needs == "third"]
        keying = third_reading(state, attempt, waiting, by)
        if keying is None:
            self.tell(say("{by} has read these sheets before.", by=by), bad=True)
            return
        self.app.push_screen(Third(keying, by, attempt.id))

    async def _rule(self, one: Difference) -> None:
        state = self.desk.state
        attempt = round_in_hand(state)
        sheet, spot = one.sheet, one.spot
        read = {*sheet.readings, *((sheet.thirds[spot][0],) if spot in sheet.thirds else ())}
        by = await decided_by(
            self, say("Who rules? Nobody who has read the sheet."), (), tuple(read)
        )
        if by is None:
            return
        forms = forms_by_criterion(state, attempt)[spot[1]]
        asked = (
            value_question(forms, side_by_side(forms, sheet, spot)),
            Question(say("Why? It goes into the minutes."), some_text),
        )
        answers = await self.app.push_screen_wait(Asking(*asked))
        if answers is None:
            return
        cell = cell_meant(forms, answers[0])
        if cell is not None:
            rule = Rule(attempt.id, sheet.number, *spot, cell, by, answers[1])
            await done(self, rule, said=say("Ruled: sheet {sheet}.", sheet=sheet.number))
