"""The list of what is left to settle (差异内容): a row for each cell, with what can be said of it.

What was read stands there only of a cell that was read a third time and is to be ruled: whoever
rules has to see it. Before both readers have handed over there is no row at all, and of a cell that
waits for its third reading none of the readings is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from scoring.counting.scrutiny import SAID
from scoring.meeting.reading_rules import Need
from scoring.meeting.state import WHOLE_SHEET, Meeting, Round, Sheet, SheetSpot
from scoring.meeting.verification import warnings
from scoring.report.meeting_differences import NEEDS, differences
from scoring.wording import Phrase, say
from tui.frame.screentext import ScreenLine, blanks, field, piece, width
from tui.keys.mark_spelling import Forms
from tui.screens.ruling import read_in

Settling: TypeAlias = Need | Literal["accept"]
"""What is to be done; ``accept``: something looks mis-keyed, perhaps on the whole sheet."""
WIDE = 110
"""Cells of a terminal from which on a column says who may sign."""
MARK, NUMBER, READING, NEEDED, WHO = 2, 8, 10, 16, 24
"""Cells of columns: chosen or not, the sheet, one of three readings, what is needed, who may."""
LEAST_NAME = 12
EMPTY: tuple[Phrase | str, ...] = ("", "", "")
"""Of the readings, where none is shown."""
HEADINGS = (say("A"), say("B"), say("the third"))
"""甲, 乙, 第三人: the readings, the first two in no reader's order."""


class ToSettle(NamedTuple):
    """One thing that is left to settle."""

    attempt: Round
    sheet: Sheet
    spot: SheetSpot
    needs: Settling

    @property
    def key(self) -> tuple[str, str, SheetSpot]:
        """Which it is, also when everything was read anew."""
        return self.attempt.id, self.sheet.number, self.spot

    @property
    def known(self) -> dict[str, str]:
        """What is known of it, by the name of the ask."""
        unit, criterion = self.spot
        return {"round": self.attempt.id, "sheet": self.sheet.number, "unit": unit,
                "criterion": criterion}  # fmt: skip


class CellNames:
    """What units and criteria are called, looked up once for a whole list."""

    def __init__(self, state: Meeting) -> None:
        self._units = state.frozen.roster.unit_names
        criteria = {criterion for _, criterion in state.frozen.spots("all")}
        self._criteria = {
            item.id: item.title for one in criteria for item in state.frozen.component_of(one).items
        }
        self.several = len(criteria) > 1

    def unit(self, one: ToSettle) -> Phrase | str:
        """Return the unit's name, or that the whole sheet is meant."""
        return say("the whole sheet") if one.spot == WHOLE_SHEET else self._units[one.spot[0]]

    def criterion(self, one: ToSettle) -> str:
        """Return what the criterion is called; empty for a whole sheet."""
        return self._criteria.get(one.spot[1], "")

    def cell(self, one: ToSettle) -> Phrase:
        """Return sheet, unit, and criterion where there are several."""
        told = say("{sheet} {unit}", sheet=one.sheet.number, unit=self.unit(one))
        if not self.several or one.spot == WHOLE_SHEET:
            return told
        return say("{cell} {criterion}", cell=told, criterion=self.criterion(one))


def left_to_settle(state: Meeting) -> Iterator[ToSettle]:
    """Yield what is left, the cells that are open before those that look mis-keyed."""
    collected = [one for one in state.current() if not one.counted]
    for attempt in collected:
        for one in differences(state, attempt):
            yield ToSettle(attempt, one.sheet, one.spot, one.needs)
    for attempt in collected:
        for doubt in warnings(state, attempt):
            spot = (doubt.unit, doubt.criterion)
            yield ToSettle(attempt, attempt.sheets[doubt.sheet], spot, "accept")


class DifferenceColumns:
    """The columns of the list, in so many cells."""

    def __init__(self, state: Meeting, cells: int) -> None:
        self.names = CellNames(state)
        self.who = WHO if cells >= WIDE else 0
        taken = MARK + NUMBER + 3 * READING + NEEDED + self.who
        room = max(LEAST_NAME, cells - taken)
        self.criterion = min(22, room // 2) if self.names.several else 0
        self.unit = min(room - self.criterion, 34)
        self._causes = {
            (attempt.id, one.sheet, (one.unit, one.criterion)): SAID[one.cause]
            for attempt in state.current() if not attempt.counted
            for one in warnings(state, attempt)
        }  # fmt: skip

    def heading(self) -> ScreenLine:
        """Return the headings."""
        titles: list[tuple[Phrase | str, int]] = [
            ("", MARK), (say("sheet"), NUMBER), (say("unit"), self.unit),
            (say("criterion"), self.criterion), *((one, READING) for one in HEADINGS),
            (say("how it stands"), NEEDED), (say("who may sign"), self.who),
        ]  # fmt: skip
        return tuple(field(words, cells, "head") for words, cells in titles if cells)

    def row(self, one: ToSettle, forms: Mapping[str, Forms], *, chosen: bool) -> ScreenLine:
        """Return the row of ``one``; ``forms``: how marks are written, by criterion."""
        names = self.names
        row = [
            field("x" if chosen else "", MARK, "lit"), field(one.sheet.number, NUMBER),
            field(names.unit(one), self.unit),
        ]  # fmt: skip
        if self.criterion:
            row.append(field(names.criterion(one), self.criterion))
        if one.needs == "accept":
            row.append(field(self._causes.get(one.key, ""), 3 * READING, "dim"))
            row.append(field(say("to be accepted"), NEEDED))
            return tuple(row)
        read = read_in(forms[one.spot[1]], one.sheet, one.spot) if one.needs == "rule" else ()
        row += [field(words, READING) for words in [*read, *EMPTY][:3]]
        row.append(field(NEEDS[one.needs], NEEDED))
        return tuple(row)


def with_who(
    lines: Sequence[ScreenLine], who: Sequence[Phrase | str], edge: int
) -> list[ScreenLine]:
    """Return ``lines``, of ``edge`` cells, with ``who`` may sign beside them from the first on."""
    told = list(lines)
    told += [()] * (len(who) - len(told))
    return [
        (*own, blanks(edge - width(own)), piece(beside)) if str(beside) else own
        for own, beside in zip(told, [*who, *[""] * len(told)], strict=False)
    ]
