"""The cells that the readings leave open (差异): what each still needs, and never a value.

Below them what looks mis-keyed, once everything is read: it stands when somebody has looked at
the sheet and says so.
"""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple, assert_never

from textual.binding import BindingType

from scoring.counting.scrutiny import SAID
from scoring.meeting.acts.accept import ACCEPT
from scoring.meeting.acts.query import QUERY
from scoring.meeting.acts.rule import RULE
from scoring.meeting.acts.void_sheet import VOID_SHEET
from scoring.meeting.reading_rules import Need
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.state import WHOLE_SHEET, Round, Sheet, SheetSpot
from scoring.meeting.verification import missing_readings, warnings
from scoring.report.meeting_differences import NEEDS, differences
from scoring.wording import Phrase, say
from tui.frame.actions import BACK, Action, bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, columns, folded, line
from tui.keys.reading import forms_by_criterion, third_reading
from tui.screens.performing import perform
from tui.screens.ruling import side_by_side, value_question
from tui.screens.signing import officer
from tui.screens.steps import round_in_hand


class ToSettle(NamedTuple):
    """One thing that is left to settle."""

    attempt: Round
    sheet: Sheet
    spot: SheetSpot
    needs: Need | Literal["accept"]
    """``accept``: something looks mis-keyed; then the spot may be the whole sheet."""
    told: Phrase
    """What it needs, or why it looks mis-keyed; never what was read."""


_FIRST: Mapping[Need | Literal["accept"], Phrase] = {
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
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def draw(self) -> None:
        """Show what is left to settle."""
        state = self.desk.state
        lines: list[ScreenLine] = [(), *self._told_first()]
        missing = missing_readings(state, round_in_hand(state))
        if missing:
            told = say("not read, or not handed over, by as many as it takes: {sheets}",
                       sheets=sheets_said(missing))  # fmt: skip
            lines += [(blanks(2), *one) for one in folded(told, self.size.width - 4, "bad")]
        first, found = len(lines), self._found()
        several = len({spot[1] for spot in state.frozen.spots("all")}) > 1
        widths = (8, 20, 14, 31) if several else (8, 26, 40)
        for one in found:
            unit, criterion = self._named(one.spot)
            words = [one.sheet.number, unit, *([criterion] if several else []), one.told]
            lines.append((blanks(2), *columns(words, widths)))
        if not found and not missing:
            lines.append(line(say("  Nothing is left to read or to rule."), "good"))
        self.body.show(lines, range(first, first + len(found)))

    def _told_first(self) -> list[ScreenLine]:
        """Say what Enter does about what is chosen, before anything is listed."""
        needs = {one.needs for one in self._found()}
        told = next((told for need, told in _FIRST.items() if need in needs), None)
        if told is None:
            return []
        return [*((blanks(2), *one) for one in folded(told, self.size.width - 4, "dim")), ()]

    def action_settle(self) -> None:
        """Read a third time while a cell needs it; else settle the one that is chosen."""
        self.run_worker(self._settle(), group="settle", exclusive=True)

    def action_query_cell(self) -> None:
        """Query the cell that is chosen."""
        self.run_worker(self._query(), group="settle", exclusive=True)

    def action_void(self) -> None:
        """Void the sheet that is chosen."""
        if one := self._chosen():
            known = {"round": one.attempt.id, "sheet": one.sheet.number}
            self.run_worker(perform(self, VOID_SHEET, known), group="settle", exclusive=True)

    def _found(self) -> tuple[ToSettle, ...]:
        return tuple(self._left())

    def _left(self) -> Iterator[ToSettle]:
        state = self.desk.state
        collected = [one for one in state.current() if not one.counted]
        for attempt in collected:
            for one in differences(state, attempt):
                yield ToSettle(attempt, one.sheet, one.spot, one.needs, NEEDS[one.needs])
        for attempt in collected:
            for doubt in warnings(state, attempt):
                sheet = attempt.sheets[doubt.sheet]
                told = say("looks mis-keyed: {why}", why=SAID[doubt.cause])
                yield ToSettle(attempt, sheet, (doubt.unit, doubt.criterion), "accept", told)

    def _named(self, spot: SheetSpot) -> tuple[Phrase | str, Phrase | str]:
        if spot == WHOLE_SHEET:
            return say("the whole sheet"), ""
        names = self.desk.state.frozen.roster.unit_names
        items = self.desk.state.frozen.component_of(spot[1]).items
        return names[spot[0]], next(item.title for item in items if item.id == spot[1])

    def _chosen(self) -> ToSettle | None:
        found = self._found()
        if not found:
            self.tell(say("Nothing is left to read or to rule."))
            return None
        return found[min(self.body.chosen, len(found) - 1)]

    async def _settle(self) -> None:
        one = self._chosen()
        if one is None:
            return
        match one.needs:
            case "third":
                await self._third(one.attempt)
            case "clarify" | "rule":
                await self._rule(one)
            case "accept":
                await perform(self, ACCEPT, _cell(one))
            case never:
                assert_never(never)

    async def _third(self, attempt: Round) -> None:
        from tui.screens.third import Third  # noqa: PLC0415 - when it is needed

        by = await officer(self, say("Who reads a third time? Not one of the two who did."))
        if by is None:
            return
        keying = third_reading(self.desk.state, attempt, by)
        if keying is None:
            self.tell(say("{by} has read these sheets before.", by=by), bad=True)
            return
        self.app.push_screen(Third(keying, by, attempt.id))

    async def _rule(self, one: ToSettle) -> None:
        forms = forms_by_criterion(self.desk.state, one.attempt)[one.spot[1]]
        read = side_by_side(forms, one.sheet, one.spot)
        value = value_question(forms, read, one.sheet.queries.get(one.spot))
        await perform(self, RULE, _cell(one), instead={"mark": value})

    async def _query(self) -> None:
        one = self._chosen()
        if one is None:
            return
        if one.spot == WHOLE_SHEET:
            self.tell(say("a cell is queried, not a whole sheet; F6 declares it void"), bad=True)
            return
        await perform(self, QUERY, _cell(one))


def _cell(one: ToSettle) -> dict[str, str]:
    """Return what is known of the cell that is chosen."""
    unit, criterion = one.spot
    return {
        "round": one.attempt.id,
        "sheet": one.sheet.number,
        "unit": unit,
        "criterion": criterion,
    }
