"""Questions that are answered by typing (询问): one dialogue for all, at the foot of the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from scoring.wording import Phrase, say
from tui.frame.framework import QuietApp, character_of
from tui.frame.inputline import LONGEST, InputLine
from tui.frame.lines import FixedLines
from tui.frame.screentext import ScreenLine, blanks, cut, folded, line, piece, seen, width
from tui.host import AnyPage

MOVES = {"up": -1, "down": 1}
EDGE = 2
"""Cells before a question, for the mark of the one in hand, and between it and its answer."""
BESIDE = 34
"""Cells that an answer needs, to stand beside its question and not below."""
FEW = 4
"""Choices that are shown before the questions that are not in hand."""
ROUND = 5
"""Rows of the dialogue around questions and choices."""
TOO_LONG = say("an answer has at most {count} characters", count=LONGEST)


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """One thing to be typed."""

    asks: Phrase
    check: Callable[[str], Phrase | None] = lambda _: None
    """Says why an answer will not do; None where it does."""
    usual: str = ""
    """What an empty answer means."""
    choices: tuple[tuple[str, Phrase | str], ...] = ()
    """What may be answered, each with what it is; by its place in the list, too."""
    plain: bool = False
    """Whether the choices are shown without their names, which nobody types."""
    secret: bool = False
    typed: bool = True
    """Whether anything is typed; else Enter says yes, and the question itself says so."""

    def meant(self, text: str) -> str:
        """Return the answer that ``text`` gives."""
        text = text.strip() or self.usual
        names = [name for name, _ in self.choices]
        if text not in names and text.isdecimal() and 0 < int(text) <= len(names):
            return names[int(text) - 1]
        return text

    def offered(self, typed: str, rows: int) -> Sequence[tuple[int, tuple[str, Phrase | str]]]:
        """Return the choices with their places; of more than ``rows``, those with what is typed."""
        listed = list(enumerate(self.choices, 1))
        if len(listed) > rows:
            text = typed.strip().casefold()
            listed = [
                one for one in listed if text in f"{one[0]} {one[1][0]} {one[1][1]}".casefold()
            ]
        return listed[:rows]

    def refusal(self, answer: str) -> Phrase | None:
        """Say why ``answer`` will not do."""
        if self.choices and answer not in {name for name, _ in self.choices}:
            return say("choose one of the list by its number")
        return self.check(answer)


class _Field(Vertical):
    """A question of a dialogue, and the line for its answer: beside it, or below."""

    def __init__(self, question: ScreenQuestion, number: int) -> None:
        super().__init__(classes="question")
        self._question = question
        self._asks = FixedLines(id=f"asks-{number}")
        self.line = InputLine(id=f"answer-{number}", usual=seen(question.usual),
                              secret=question.secret)  # fmt: skip
        self._refused = FixedLines(id=f"refused-{number}")

    def compose(self) -> ComposeResult:
        """Make the question, the line, and room for why an answer will not do."""
        with Vertical(classes="answering"):
            yield self._asks
            yield self.line
        yield self._refused

    def answer(self) -> str:
        """Return the answer that is typed."""
        return self._question.meant(self.line.value)

    def draw(self, cells: int, column: int, place: int, refusal: Phrase | None) -> int:
        """Show it in ``cells``; ``column``: the cells of a question that stands beside, else 0.

        ``place``: 0 for the question in hand, below 0 for those answered before it. Returns the
        rows it takes.
        """
        in_hand = place == 0
        asks = self._asked(column or cells, in_hand=in_hand)
        self._asks.show(*asks)
        self._asks.styles.height = len(asks)
        self._asks.styles.width = column or "100%"
        answering = self.query_one(".answering")
        answering.styles.layout = "horizontal" if column else "vertical"
        answering.styles.height = len(asks) if column else len(asks) + self._question.typed
        self.line.display = self._question.typed
        self.line.styles.margin = (0, 0, 0, 0 if column else EDGE)
        if in_hand:
            self.line.open()
        else:
            self.line.close(self._told() if place < 0 else "")
        why = self._why(refusal, cells, column) if in_hand and refusal else []
        self._refused.show(*why)
        self._refused.display = bool(why)
        self._refused.styles.height = len(why)
        return len(asks) + len(why) + (self._question.typed and not column)

    @staticmethod
    def _why(refusal: Phrase, cells: int, column: int) -> list[ScreenLine]:
        """Return why an answer will not do as lines: under it, where that fits in one."""
        left = column if column and column + width(line(refusal)) <= cells else EDGE
        return [(blanks(left), *row) for row in folded(refusal, cells - left, "bad")]

    def _asked(self, cells: int, *, in_hand: bool) -> list[ScreenLine]:
        """Return the question as lines, the one in hand marked."""
        rows = folded(self._question.asks, cells - EDGE, "strong" if in_hand else "dim")
        marked = in_hand and self._question.typed
        edge = EDGE if self._question.typed else 0
        mark = piece(">".ljust(edge), "lit") if marked else blanks(edge)
        return [(mark if not number else blanks(edge), *row) for number, row in enumerate(rows)]

    def _told(self) -> Phrase | str:
        """Return what was answered, a choice by what it is called."""
        answer = self.answer()
        return dict(self._question.choices).get(answer, answer)


class Asking(ModalScreen[tuple[str, ...] | None], inherit_bindings=False):
    """Asks its questions in one dialogue; gives all answers, or None: somebody would rather not.

    Enter goes on, and the last one gives the answers; Shift+Tab, and Up where there is nothing to
    choose from, go back to an answer that is to be corrected.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, *questions: ScreenQuestion, refusal: Phrase | None = None) -> None:
        """``refusal``: why the answer before would not do, where this asks again."""
        super().__init__()
        self._questions: Sequence[ScreenQuestion] = questions
        self._fields = [_Field(one, number) for number, one in enumerate(questions)]
        self._at = 0
        """Which question is in hand."""
        self._refusal = refusal
        self._over = False
        """Whether it is answered; what is typed then is meant for the next question."""
        self._rows = 0
        """How many choices there is room for."""

    def compose(self) -> ComposeResult:
        """Make the fields, what may be chosen, and what may be done, at the foot."""
        with Vertical(id="asked"):
            yield from self._fields
            yield FixedLines(id="choices")
            yield FixedLines(id="hint")

    def on_mount(self) -> None:
        """Ask the first question; what was typed before it was shown is typed now."""
        self._draw()
        app = cast("QuietApp", self.app)
        while not self._over and (event := app.typed_ahead()):
            if isinstance(event, events.Key):
                self.on_key(event)
            else:
                self.on_paste(event)

    def on_resize(self) -> None:
        """Ask as wide as the terminal is now."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Take every key there is."""
        event.stop()
        event.prevent_default()
        if self._over:
            cast("QuietApp", self.app).keep(event)
        else:
            self._press(character_of(event))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text as typed, in one line."""
        event.stop()
        if self._over:
            cast("QuietApp", self.app).keep(event)
        elif self._question.typed:
            whole = self._field.line.take(event.text)
            self._refusal = None if whole else TOO_LONG
            self._draw()

    @property
    def _question(self) -> ScreenQuestion:
        return self._questions[self._at]

    @property
    def _field(self) -> _Field:
        return self._fields[self._at]

    def _press(self, key: str) -> None:
        chosen_from = bool(self._question.choices)
        if key == "escape":
            self._end(None)
        elif key == "enter":
            self._go_on(last=True)
        elif key == "tab" or (key == "down" and not chosen_from):
            self._go_on(last=False)
        elif key == "shift+tab" or (key == "up" and not chosen_from):
            self._at, self._refusal = max(0, self._at - 1), None
        elif key in MOVES:
            self._point(MOVES[key])
        elif self._question.typed and self._field.line.press(key):
            self._refusal = None
        if not self._over:
            self._draw()

    def _go_on(self, *, last: bool) -> None:
        """Go to the next question, if the answer will do; ``last``: or give all answers."""
        self._refusal = self._question.refusal(self._field.answer())
        if self._refusal:
            return
        if self._at + 1 < len(self._questions):
            self._at += 1
        elif last:
            self._end(tuple(one.answer() for one in self._fields))

    def _end(self, answers: tuple[str, ...] | None) -> None:
        self._over = True
        self.dismiss(answers)

    def _point(self, steps: int) -> None:
        """Type the number of the choice above or below, where all of them are shown."""
        choices, line = self._question.choices, self._field.line
        if len(choices) > self._rows:
            return
        typed = line.value.strip()
        at = int(typed) if typed.isdecimal() else 0 if steps > 0 else len(choices) + 1
        line.write(str(max(1, min(at + steps, len(choices)))))
        self._refusal = None

    def _draw(self) -> None:
        wide, high = self.app.size.width - 2, self.app.size.height
        hint = [line(cut(self._hint(), wide), "dim")] if self._question.typed else []
        taken = self._drawn(wide, high) + len(hint) + 2 * bool(hint)
        self._rows = max(1, high - taken - 2)
        offered = self._offered(wide)
        shown = self.query_one("#choices", FixedLines)
        shown.display = bool(offered)
        shown.styles.height = min(len(self._question.choices), self._rows) + 1
        shown.show((), *offered)
        foot = self.query_one("#hint", FixedLines)
        foot.display = bool(hint)
        foot.styles.height = 2 * len(hint)
        foot.show((), *hint)

    def _drawn(self, wide: int, high: int) -> int:
        """Show the questions, and where there is no room for all the one in hand; return rows."""
        widest = max(width(line(one.asks)) for one in self._questions)
        column = EDGE + widest + EDGE
        if column + BESIDE > wide or not self._questions[0].typed:
            column = 0
        rows = [
            one.draw(wide, column, number - self._at, self._refusal)
            for number, one in enumerate(self._fields)
        ]
        cramped = sum(rows) + min(len(self._question.choices), FEW) + ROUND > high
        for number, one in enumerate(self._fields):
            one.display = number == self._at or not cramped
        return rows[self._at] if cramped else sum(rows)

    def _offered(self, wide: int) -> list[ScreenLine]:
        """Return the choices that there is room for, the one whose number is typed marked."""
        typed = self._field.line.value
        lines: list[ScreenLine] = []
        for number, (name, what) in self._question.offered(typed, self._rows):
            told = what if self._question.plain else say("{name}  {what}", name=name, what=what)
            row: ScreenLine = (
                blanks(EDGE), piece(str(number).rjust(3), "key"), blanks(2),
                piece(cut(told, wide - EDGE - 5)),
            )  # fmt: skip
            if typed.strip() == str(number):
                row = (*(one._replace(look="cursor") for one in row), blanks(1, "cursor"))
            lines.append(row)
        return lines

    def _hint(self) -> Phrase:
        """Return what may be done."""
        if self._at:
            return say("Enter: go on. Shift+Tab: back. Esc: leave it.")
        return say("Enter: go on. Esc: leave it.")


def some_text(text: str) -> Phrase | None:
    """Say why ``text`` will not do for a reason."""
    return None if text.strip() else say("a reason is needed; it goes into the minutes")


async def noted_why(page: AnyPage, asks: Phrase) -> str:
    """Return a reason or a note, which goes into the minutes; empty: rather not."""
    answers = await page.app.push_screen_wait(Asking(ScreenQuestion(asks, some_text)))
    return answers[0] if answers else ""


async def agreed_to(page: AnyPage, asks: Phrase) -> bool:
    """Ask whether that is meant: Enter is yes, Esc no, and nothing is typed."""
    return await page.app.push_screen_wait(Asking(ScreenQuestion(asks, typed=False))) is not None
