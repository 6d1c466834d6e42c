"""Changing marks after the count (更正): all sheets as they were agreed, keyed over, then signed.

The keys are those of the entry screen. Nothing is in the record before officers have signed: what
was changed together becomes one version of the result.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from scoring.ballots import Cell
from scoring.meeting.acts import Correct
from scoring.meeting.acts.correct import CORRECT
from scoring.meeting.asks import WHY_IT_IS, a_reason
from scoring.meeting.results import agreed_cell
from scoring.meeting.sheets_in_words import in_order
from scoring.meeting.state import Meeting, Round, SheetSpot
from scoring.wording import Phrase, say
from tui.frame.actions import Action, bindings
from tui.frame.asking import Asking
from tui.frame.page import ScreenPage
from tui.frame.questions import ScreenQuestion
from tui.keys.key_screens import KEYS, SheetKeys
from tui.keys.keying import Keying
from tui.keys.reading import forms_by_criterion
from tui.keys.sheaf import CellState, Keyed, Sheaf
from tui.keys.sheet_layout import At, SheetLayout, sheet_rows
from tui.screens.performing import Subject, perform_all

MOST_TOLD = 6
"""Cells that are named when they are signed for; of more only the count is."""
NEW = ("F9", "Delete", "F4", "Esc", "F7")
"""Keys that do here something else than at the entry."""


class Proposed(Sheaf):
    """The cells as they were agreed, and what they are to become."""

    # Nothing goes to the record by itself here, so a cell's look does not follow from what was
    # sent: it waits exactly while it differs from what was agreed. Keyed from 75 to 78 it waits;
    # keyed back to 75 it is kept again, as if it had never been touched, and is not corrected.

    def __init__(self, layout: SheetLayout, agreed: Mapping[tuple[str, SheetSpot], Cell]) -> None:
        super().__init__(layout, agreed)
        self._rows = layout.rows
        self._agreed = agreed

    def agreed(self, at: At) -> Cell:
        """Return what the record says of a cell; each has a value, since all were counted."""
        row = self._rows[at.row]
        return self._agreed[row.sheet, row.spots[at.column]]

    def look(self, at: At) -> CellState:
        """Return whether the record has a cell as it stands here."""
        return "kept" if self.value(at) == self.agreed(at) else "waiting"

    def changed(self) -> Iterator[Keyed]:
        """Yield the cells that are to become something else."""
        for number, row in enumerate(self._rows):
            for column in range(len(row.spots)):
                at = At(number, column)
                if self.value(at) != self.agreed(at):
                    yield self._keyed(at)


class Correcting(Keying):
    """Somebody who keys over what was agreed."""

    LAST: ClassVar[Phrase] = say("this is the last cell; F9 corrects")
    sheaf: Proposed
    _dropping = False

    def press(self, key: str, now: float = 0.0) -> None:
        """Take one key, as ``Keying`` does; after any other, Esc asks anew before it drops."""
        if key != "escape":
            self._dropping = False
        super().press(key, now)

    def _keep(self, cell: Cell) -> None:
        at = self.cursor
        super()._keep(cell)
        if not self.asking:
            row, old = self.layout.rows[at.row], self.sheaf.agreed(at)
            self.line = (
                say("sheet {sheet}: unchanged", sheet=row.sheet)
                if cell == old
                else say("sheet {sheet}: {old} becomes {new}; F9 corrects", sheet=row.sheet,
                         old=self.said(old), new=self.said(cell))
            )  # fmt: skip

    def _restore(self) -> None:
        """Drop what was typed, else let the cell say again what was agreed."""
        if self.typed:
            self.typed = ""
            return
        old = self.sheaf.agreed(self.cursor)
        if self.sheaf.value(self.cursor) != old:
            self.sheaf.put([(self.cursor, old)], self.cursor, self._now)

    def _next_changed(self) -> None:
        places = [one.at for one in self.sheaf.changed()]
        later = [at for at in places if at > self.cursor]
        if places:
            self._go((later or places)[0])
        else:
            self.line = say("no cell was changed yet")

    def _drop(self) -> None:
        changed = sum(1 for _ in self.sheaf.changed())
        if self.typed or not changed or self._dropping:
            self._escape()
            return
        self._dropping = True
        self.line = say("changed and not corrected: {count}. Esc once more drops it.",
                        count=changed)  # fmt: skip

    def _correct(self) -> None:
        if self.typed and not self._accept():
            return
        self._wish = "hand-over" if any(True for _ in self.sheaf.changed()) else ""
        if not self._wish:
            self.line = say("no cell was changed yet")

    def _no_query(self) -> None:
        self.line = say("after the count a mark is corrected, not queried")

    def _named(self) -> dict[str, Callable[[], None]]:
        return super()._named() | {
            "delete": self._restore,
            "escape": self._drop,
            "f4": self._next_changed,
            "f7": self._no_query,
            "f9": self._correct,
        }


class Corrections(SheetKeys):
    """Every sheet of a round as it was agreed; what is keyed over becomes the next version."""

    NAME = say("corrections")
    BINDINGS: ClassVar[list[BindingType]] = bindings(())
    ACTIONS = (
        Action("", "F9", say("correct"), say(
            "Correct what was changed: a reason, and officers who sign. It is one new version."
        )),
        Action("", "F4", say("next change"), say("To the next cell that was changed here.")),
        Action("", "Delete", say("as it was"), say("Let the cell say again what was agreed."),
               footer=False),
        Action("", "Esc", say("drop, leave"), say(
            "Drop what was typed; else leave. What was changed and not signed is dropped."
        )),
        *(one for one in KEYS if one.shown not in NEW),
    )  # fmt: skip

    async def ready(self, asking: ScreenPage) -> bool:
        """There must be a result; where there are several rounds, ask which."""
        state = asking.desk.state
        if not state.versions:
            asking.tell(
                say("There is no result yet: every round is to be counted first."), bad=True
            )
            return False
        round_id = await _round_meant(asking, state)
        if round_id is None:
            return False
        self.round_id = round_id
        self.keying = correcting(state, state.round(round_id))
        if self.keying is None:
            asking.tell(say("Every sheet of this round is void."), bad=True)
        return self.keying is not None

    def on_screen_resume(self) -> None:
        """Show the sheets, and what the next version means."""
        self.grid.waiting = "changed"
        super().on_screen_resume()
        if self.keying and not self.keying.line:
            self.keying.line = self._standing()
            self._said()

    def put_away(self) -> None:
        """Keep nothing: a correction is signed, or there is none."""

    def send(self, until: float | None = None) -> None:
        """Wait for the signatures."""

    def _standing(self) -> Phrase:
        last = self.desk.state.versions[-1]
        return say(
            "Version {number} is as counted. What is signed here becomes version {next}.",
            number=last.number, next=last.number + 1,
        )  # fmt: skip

    async def hand_over(self) -> None:
        """Correct what was changed: officers, a reason; one version for all of it."""
        if not isinstance(self.keying, Correcting):
            return
        changed = list(self.keying.sheaf.changed())
        told = [self._told(self.keying, one) for one in changed[:MOST_TOLD]]
        if len(changed) > MOST_TOLD:
            told.append(say("and {count} more", count=len(changed) - MOST_TOLD))
        cells = tuple((self.round_id, one.sheet, *one.spot, one.cell) for one in changed
                      if one.cell is not None)  # fmt: skip
        act = replace(
            CORRECT,
            asks=(a_reason(WHY_IT_IS),),
            wished=lambda _state, answers: (Correct(cells, answers.by, answers.text("reason")),),
        )
        before = self.desk.state.versions
        title = say("Corrected under one signature: {cells}", cells=tuple(told))
        if await perform_all(self, act, [Subject()], title):
            self.keying = None
            self.action_back()
            said = say("Version {number} is to be certified and revealed.", number=len(before) + 1)
            if any(one.revealed for one in before):
                said = say("{said} Until then the one revealed before stays.", said=said)
            self.interface.tell(said)

    def _told(self, keying: Correcting, one: Keyed) -> Phrase:
        names = self.desk.state.frozen.roster.short_names
        old = keying.said(keying.sheaf.agreed(one.at), one.at)
        return say(
            "{sheet} {unit}: {old} becomes {new}", sheet=one.sheet, unit=names[one.spot[0]],
            old=old, new=keying.said(one.cell, one.at),
        )  # fmt: skip


def correcting(state: Meeting, attempt: Round) -> Correcting | None:
    """Return somebody at the agreed cells of a counted round; None where every sheet is void.

    Sheets that officers voided are not there: nothing of them counts, whatever it says. Raises
    LookupError where a cell is still open, which is none in a counted round.
    """
    sheets = {number: sheet for number, sheet in attempt.sheets.items() if not sheet.void}
    layout = sheet_rows(in_order(sheets), attempt.spots)
    if not layout.rows:
        return None
    agreed = {
        (number, spot): agreed_cell(state, attempt, sheet, spot)
        for number, sheet in sheets.items()
        for spot in attempt.spots
    }
    forms = forms_by_criterion(state, attempt)
    return Correcting(layout, forms, Proposed(layout, agreed), At(0, 0))


async def _round_meant(page: ScreenPage, state: Meeting) -> str | None:
    """Return the round whose sheets are corrected."""
    ids = state.frozen.round_ids
    if len(ids) == 1:
        return ids[0]
    names = state.frozen.roster.unit_names
    choices = tuple((id_, names.get(id_, id_)) for id_ in ids)
    answers = await page.app.push_screen_wait(
        Asking(ScreenQuestion(say("Which round?"), choices=choices, plain=True))
    )
    return answers[0] if answers else None
