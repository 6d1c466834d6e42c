"""The keys of the entry screen (录入键法): keys in, cells out; without a screen, a clock or a file.

A mark that can only be complete is accepted and the cursor moves on. What is no mark stays, and
the keyboard is locked until it is taken away: else the next digits land in the wrong cell.

With marks from 60 to 80, ``7`` may go on and ``75`` cannot: the cell is 75 and the next one is
keyed. ``9`` begins no mark: it stays in the cell, red, until Esc, Backspace or Enter.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar, Literal, TypeAlias

from scoring.ballots import MEANT, SIGNS, Absence, Cell, as_cell, is_mark
from scoring.meeting.sheets_in_words import sheets_said
from scoring.report.printed import ABSENCES
from scoring.wording import Phrase, say
from tui.keys.mark_spelling import Forms
from tui.keys.sheaf import GRACE, CellChange, Sheaf
from tui.keys.sheet_layout import At, SheetLayout

ScreenWish: TypeAlias = Literal["", "hand-over", "leave", "help", "query"]
"""What only the screen can do."""
KeyingQuestion: TypeAlias = Literal["", "void-sheet", "hand-over", "to-sheet"]

MOST_DIGITS = 13

DIGITS = frozenset("0123456789")
TAKEN = DIGITS | SIGNS.keys() | frozenset("+? ")
"""All characters that are keys of this screen."""


class Keying:
    """One person at the keys of one stack of sheets."""

    # Three states, tried in this order by ``press``: locked (``locked`` says why), asking (a
    # question is on the last line, ``asking`` says which), else keying. ``typed`` is what stands in
    # the cell and is no mark yet, but the number of a sheet while that is asked for. What only the
    # screen can do is left in ``_wish``, which the screen fetches after each key.

    LAST: ClassVar[Phrase] = say("this is the last cell; F9 hands over")

    def __init__(
        self, layout: SheetLayout, forms: Mapping[str, Forms], sheaf: Sheaf, at: At
    ) -> None:
        """``forms`` is by criterion; ``at`` is where the cursor stands."""
        self.layout = layout
        self.sheaf = sheaf
        self.cursor = at
        self.typed = ""
        """What stands in the cell and is not yet a mark, or the number of a sheet."""
        self.locked: Phrase | None = None
        """Why the keyboard takes nothing but Esc, Backspace and Enter."""
        self.asking: KeyingQuestion = ""
        self.line: Phrase | None = None
        """What is to be said of the last key."""
        self._forms = forms
        self._asked: set[str] = set()
        self._wish: ScreenWish = ""
        self._now = 0.0
        self._keys = self._named()

    @property
    def forms(self) -> Forms:
        """How marks are typed where the cursor stands."""
        return self.forms_at(self.cursor)

    def forms_at(self, at: At) -> Forms:
        """Return how marks are typed in a cell."""
        return self._forms[self.layout.rows[at.row].spots[at.column][1]]

    @property
    def sheet(self) -> str:
        """The number of the sheet where the cursor stands."""
        return self.layout.rows[self.cursor.row].sheet

    def wish(self) -> ScreenWish:
        """Return what the last key asks of the screen; once."""
        wish, self._wish = self._wish, ""
        return wish

    def press(self, key: str, now: float = 0.0) -> None:
        """Take one key: a character, or a name such as ``enter``; ``now`` is in seconds."""
        self._now = now
        key = key.translate(MEANT) if len(key) == 1 else key
        self.sheaf.touched.add(self.cursor.row)
        if len(key) == 1 and key not in TAKEN:
            self.refuse(now)
        elif self.locked:
            self._while_locked(key)
        elif self.asking:
            self._answer(key)
        elif len(key) == 1:
            self.line = None
            self._character(key)
        elif key in self._keys:
            self.line = None
            self._keys[key]()
        elif self.layout.goal(key, self.cursor):
            self.line = None
            self._move(key)
        self.sheaf.touched.add(self.cursor.row)

    def refuse(self, now: float = 0.0) -> None:
        """Take no pasted text and no words: drop what came with it, and lock.

        What came with it are the keys of the last ``GRACE`` seconds before ``now``: an input method
        or a paste sends digits faster than anybody types.
        """
        self._now = now
        self.sheaf.touched.add(self.cursor.row)
        first = self.sheaf.take_back(now - GRACE)
        if first:
            self.cursor = first.cells[0][0]
        self.typed, self.asking = "", ""
        self._lock(say("only single keys make marks; what was pasted or composed is dropped"))
        self.sheaf.touched.add(self.cursor.row)

    def unfinished(self) -> tuple[str, ...]:
        """Return the sheets that are begun and have a cell without a mark."""
        return tuple(sheet for sheet in self.layout.sheets if self._begun(sheet) is False)

    def untouched(self) -> tuple[str, ...]:
        """Return the sheets that are not begun."""
        return tuple(sheet for sheet in self.layout.sheets if self._begun(sheet) is None)

    def _begun(self, sheet: str) -> bool | None:
        """Whether a sheet is complete; None where it is not begun."""
        rows = [self.sheaf.cells_in(row) for row in self.layout.rows_of(sheet)]
        empty = sum(cells.count(None) for cells in rows)
        if empty == sum(map(len, rows)):
            return None
        return not empty

    # ---- characters ----

    def _character(self, key: str) -> None:
        if key in DIGITS or (key == "." and self.typed):
            self._digit(key)
        elif key in SIGNS:
            self._word(SIGNS[key])
        elif key == "+":
            self._enter()
        elif key == "?":
            self._help()

    def _digit(self, key: str) -> None:
        if len(self.typed) < MOST_DIGITS:
            self.typed += key
        standing = self.forms.standing(self.typed)
        if standing == "complete":
            self._accept()
        elif standing == "impossible":
            self._lock(self.forms.reason(self.typed))

    def _word(self, absence: Absence) -> None:
        if self.typed:
            self._lock(say("{typed} is not complete; a word stands alone", typed=self.typed))
            return
        void_again = absence == Absence.VOID and self._left_void() and self.layout.whole_sheets
        self._keep(as_cell(int(absence)))
        if void_again:
            self._ask_whole_sheet()

    def _left_void(self) -> bool:
        """Whether the cell before, on the same sheet, was just declared void."""
        before = self.layout.before(self.cursor)
        same = self.layout.rows[before.row].sheet == self.sheet and before != self.cursor
        return same and self.sheaf.value(before) == Absence.VOID

    def _ask_whole_sheet(self) -> None:
        sheet = self.layout.rows[self.layout.before(self.cursor).row].sheet
        if sheet in self._asked:
            return
        self._asked.add(sheet)
        self.asking = "void-sheet"
        self.line = say(
            "sheet {sheet}: the whole sheet void? Enter: yes. Esc: only these items.", sheet=sheet
        )

    # ---- accepting, locking, moving ----

    def _accept(self) -> bool:
        """Accept what was typed, and move on; return whether it was a mark."""
        cell = self.forms.cell(self.typed)
        if cell is None:
            self._lock(self.forms.reason(self.typed))
            return False
        self._keep(cell)
        return True

    def _keep(self, cell: Cell) -> None:
        at, self.typed = self.cursor, ""
        self.sheaf.put([(at, cell)], at, self._now)
        self._go(self.layout.after(at))
        if self.cursor == at:
            self.line = self.LAST

    def _lock(self, reason: Phrase) -> None:
        self.locked = reason

    def _while_locked(self, key: str) -> None:
        """Digits are only collected, for F6: they reach no cell."""
        if key in {"escape", "enter", "+"}:
            self.typed, self.locked = "", None
        elif key == "backspace":
            self.typed, self.locked = self.typed[:-1], None
            if self.typed and self.forms.standing(self.typed) == "impossible":
                self._lock(self.forms.reason(self.typed))
        elif key == "f6":
            self.locked = None
            self._to_sheet()
        elif key in DIGITS and self.typed:
            self.typed = (self.typed + key)[:MOST_DIGITS]

    def _go(self, at: At) -> None:
        self.sheaf.touched.add(self.cursor.row)
        self.cursor = at

    def _move(self, key: str) -> None:
        goal = self.layout.goal(key, self.cursor)
        if goal and (not self.typed or self._accept()):
            self._go(goal)

    # ---- keys with a name ----

    def _enter(self) -> None:
        if self.typed:
            self._accept()
            return
        if self.sheaf.look(self.cursor) == "failed":
            self.sheaf.again(self.cursor, self._now)
        if self.sheaf.value(self.cursor) is None:
            self.line = say("nothing is keyed here yet; a point alone is a blank")
        else:
            self._go(self.layout.after(self.cursor))

    def _escape(self) -> None:
        if self.typed:
            self.typed = ""
        else:
            self._wish = "leave"

    def _help(self) -> None:
        self._wish = "help"

    def _backspace(self) -> None:
        self.typed = self.typed[:-1]

    def _delete(self) -> None:
        if self.typed:
            self.typed = ""
        elif self.sheaf.value(self.cursor) is not None:
            self.sheaf.put([(self.cursor, None)], self.cursor, self._now)
            self.line = say("cleared; the cell is to be keyed again")

    def _next_empty(self) -> None:
        at = self.sheaf.empty_after(self.cursor)
        if at is None:
            self.line = say("no cell is empty; F9 hands over")
        else:
            self._go(at)

    def _next_difference(self) -> None:
        if self.layout.whole_sheets:
            self.line = say("differences come when everybody has handed over")
        else:
            self._next_empty()

    def _query(self) -> None:
        if self.typed:
            self._lock(say("{typed} is not complete; a query stands alone", typed=self.typed))
        elif self.layout.whole_sheets:
            self._wish = "query"
        else:
            self.line = say("to query a cell: Esc, choose it, F7")

    def _to_sheet(self) -> None:
        if not self.typed:
            self.asking = "to-sheet"
            self.line = say("to which sheet? Its number, then Enter")
            return
        typed, self.typed = self.typed, ""
        sheet = self.layout.sheet_meant(typed)
        if sheet is None:
            self.line = say("there is no sheet {number}", number=typed)
        else:
            self._go(next(iter(self.layout.cells_of(sheet))))

    def _undo(self) -> None:
        self.typed = ""
        self._went_back(self.sheaf.undo(self._now), say("nothing to undo"), undone=True)

    def _redo(self) -> None:
        self.typed = ""
        self._went_back(self.sheaf.redo(self._now), say("nothing to redo"), undone=False)

    def _went_back(self, change: CellChange | None, nothing: Phrase, *, undone: bool) -> None:
        if change is None:
            self.line = nothing
            return
        at, before, after = change.cells[0]
        self._go(at)
        old, new = (after, before) if undone else (before, after)
        self.line = say(
            "sheet {sheet}: {old} became {new}", sheet=self.sheet, old=self.said(old),
            new=self.said(new),
        )  # fmt: skip

    def said(self, cell: Cell | None, at: At | None = None) -> Phrase | str:
        """Return what stands in a cell, in words; ``at``: which, without it where the cursor is."""
        if cell is None:
            return say("nothing keyed")
        forms = self.forms_at(at or self.cursor)
        return forms.text(cell) if is_mark(cell) else ABSENCES[Absence(cell)]

    def _hand_over(self) -> None:
        if self.typed and not self._accept():
            return
        open_ = self.unfinished()
        if open_:
            empty = next(at for at in self.layout.cells_of(open_[0])
                         if self.sheaf.value(at) is None)  # fmt: skip
            self._go(empty)
            self.line = say("not complete: {sheets}", sheets=sheets_said(open_))
            return
        left = len(self.untouched())
        self.asking = "hand-over"
        self.line = (
            say("hand over {read} sheets, {left} not read? Enter: yes, for good. Esc: go on.",
                read=len(self.layout.sheets) - left, left=left)
            if self.layout.whole_sheets
            else say("hand over these cells? Enter: yes, for good. Esc: go on.")
        )  # fmt: skip

    # ---- answers ----

    def _answer(self, key: str) -> None:
        if self.asking == "to-sheet" and key in DIGITS:
            self.typed = (self.typed + key)[:MOST_DIGITS]
        elif self.asking == "to-sheet" and key == "backspace":
            self.typed = self.typed[:-1]
        elif key in {"escape", "backspace"}:
            self.asking, self.line, self.typed = "", None, ""
        elif key in {"enter", "+", "f6", "f9"}:
            self._agree(key)

    def _agree(self, key: str) -> None:
        asked = self.asking
        if key in {"f6", "f9"} and {"f6": "to-sheet", "f9": "hand-over"}[key] != asked:
            return
        self.asking, self.line = "", None
        if asked == "void-sheet":
            sheet = self.layout.rows[self.layout.before(self.cursor).row].sheet
            cells = list(self.layout.cells_of(sheet))
            void = as_cell(int(Absence.VOID))
            self.sheaf.put([(at, void) for at in cells], self.cursor, self._now)
            self._go(self.layout.after(cells[-1]))
            self.line = say("sheet {sheet} is void as a whole", sheet=sheet)
        elif asked == "to-sheet" and self.typed:
            self._to_sheet()
        elif asked == "hand-over":
            self._wish = "hand-over"

    def _named(self) -> dict[str, Callable[[], None]]:
        """Return what each key does that has a name, by its name."""
        return {
            "enter": self._enter,
            "escape": self._escape,
            "backspace": self._backspace,
            "delete": self._delete,
            "f2": self._help,
            "f4": self._next_difference,
            "f5": self._next_empty,
            "f6": self._to_sheet,
            "f7": self._query,
            "f9": self._hand_over,
            "ctrl+z": self._undo,
            "ctrl+y": self._redo,
        }
