"""Questions that are answered by typing (询问), one after the other, at the foot of the screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from scoring.wording import Phrase, say
from tui.frame.framework import QuietApp, character_of
from tui.frame.lines import FixedLines
from tui.frame.screentext import ScreenLine, blanks, cut, folded, line, piece
from tui.host import AnyPage

MOVES = {"up": -1, "down": 1}
LONGEST = 200
"""Characters of an answer."""


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


class Typed:
    """A line of text under somebody's hands."""

    def __init__(self) -> None:
        self.text = ""

    def press(self, key: str) -> bool:
        """Take a key; return whether it was one that types."""
        if len(key) == 1:
            self.text = (self.text + key)[:LONGEST]
        elif key == "backspace":
            self.text = self.text[:-1]
        else:
            return False
        return True


class Asking(ModalScreen[tuple[str, ...] | None], inherit_bindings=False):
    """Asks its questions in turn; gives the answers, or None where somebody would rather not."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, *questions: ScreenQuestion, refusal: Phrase | None = None) -> None:
        """``refusal``: why the answer before would not do, where this asks again."""
        super().__init__()
        self._questions: Sequence[ScreenQuestion] = questions
        self._answers: list[str] = []
        self._typed = Typed()
        self._refusal = refusal
        self._over = False
        """Whether it is answered; what is typed then is meant for the next question."""

    def compose(self) -> ComposeResult:
        """Make the lines at the foot."""
        yield FixedLines(id="asked")

    def on_mount(self) -> None:
        """Ask the first question; what was typed before it was shown is typed now."""
        self._draw()
        app = cast("QuietApp", self.app)
        while not self._over and (event := app.typed_ahead()):
            self.on_key(event)

    def on_resize(self) -> None:
        """Ask as wide as the terminal is now."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Take every key there is."""
        event.stop()
        event.prevent_default()
        key = character_of(event)
        if self._over:
            cast("QuietApp", self.app).keep(event)
            return
        if key == "escape":
            self._over = True
            self.dismiss(None)
            return
        if key == "enter":
            self._answer()
        elif key in MOVES:
            self._point(MOVES[key])
        elif self._typed.press(key):
            self._refusal = None
        if self.is_current:
            self._draw()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text as typed, but for what ends a line."""
        for character in event.text.splitlines()[0] if event.text else "":
            self._typed.press(character)
        self._draw()

    def _point(self, steps: int) -> None:
        """Type the number of the choice above or below, where all of them are shown."""
        choices = self._questions[len(self._answers)].choices
        if not 0 < len(choices) <= self._rows:
            return
        typed = self._typed.text.strip()
        at = int(typed) if typed.isdecimal() else 0 if steps > 0 else len(choices) + 1
        self._typed.text = str(max(1, min(at + steps, len(choices))))
        self._refusal = None

    @property
    def _rows(self) -> int:
        """How many choices there is room for."""
        return self.app.size.height - 6

    def _answer(self) -> None:
        question = self._questions[len(self._answers)]
        answer = question.meant(self._typed.text)
        self._refusal = question.refusal(answer)
        if self._refusal is None:
            self._answers.append(answer)
            self._typed = Typed()
        if len(self._answers) == len(self._questions):
            self._over = True
            self.dismiss(tuple(self._answers))

    def _draw(self) -> None:
        if len(self._answers) == len(self._questions):
            return
        question = self._questions[len(self._answers)]
        wide = self.app.size.width - 2
        lines: list[ScreenLine] = folded(question.asks, wide, "strong")
        for number, (name, what) in question.offered(self._typed.text, self._rows):
            told = what if question.plain else say("{name}  {what}", name=name, what=what)
            row: ScreenLine = (
                piece(str(number).rjust(3), "lit"), blanks(2), piece(cut(told, wide - 5)),
            )  # fmt: skip
            if self._typed.text.strip() == str(number):
                row = (*(one._replace(look="cursor") for one in row), blanks(1, "cursor"))
            lines.append(row)
        lines += self._under(question, wide) if question.typed else ()
        bar = self.query_one("#asked", FixedLines)
        bar.styles.height = len(lines) + 2
        bar.show(*lines)

    def _under(self, question: ScreenQuestion, wide: int) -> Iterator[ScreenLine]:
        """Yield what is typed, and what may be done."""
        text = "*" * len(self._typed.text) if question.secret else self._typed.text
        usual = question.usual if not text else ""
        yield (piece("> ", "lit"), piece(text), blanks(1, "cursor"), piece(usual, "dim"))
        foot = self._refusal or say("Enter: go on. Esc: leave it.")
        yield line(cut(foot, wide), "bad" if self._refusal else "dim")


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
