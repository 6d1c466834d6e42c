"""Questions that are answered by typing (询问): one dialogue for all, at the foot of the screen.

What is asked may follow from what was answered (``Plan``): who is named as the first to sign cannot
be the second. What comes of the answers is done before the dialogue goes (``Ending``): where that
is refused it stays, with everything that was typed.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple, TypeAlias, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from scoring.wording import Phrase, say
from tui.frame.framework import QuietApp, character_of
from tui.frame.inputline import LONGEST, InputLine
from tui.frame.lines import FixedLines
from tui.frame.questions import (
    WHY,
    ScreenQuestion,
    choice_lines,
    in_sight,
    laid,
    usual_of,
)
from tui.frame.screentext import ScreenLine, cut, folded, line
from tui.host import AnyPage

__all__ = ["Asking", "ScreenQuestion", "Sure", "agreed_to", "noted_why", "some_text"]

MOVES = {"up": -1, "down": 1}
FEW = 4
"""Choices that are shown before all of the questions are."""
ROUND = 6
"""Rows of the dialogue around questions and choices."""
TOO_LONG = say("an answer has at most {count} characters", count=LONGEST)
SIGNED = say("has signed")


class Sure(NamedTuple):
    """Something to be known before it is done all the same, by Enter once more."""

    told: Phrase


Plan: TypeAlias = Callable[[tuple[str, ...]], Sequence[ScreenQuestion]]
"""All the questions there are, given the answers so far; those already answered come unchanged."""
Ending: TypeAlias = Callable[[tuple[str, ...], bool], Awaitable[Phrase | Sure | None]]
"""Does what the answers mean, the second argument: although unsure; says why not, None: done."""


class Asking(ModalScreen[tuple[str, ...] | None], inherit_bindings=False):
    """Asks its questions in one dialogue; gives all answers, or None: somebody would rather not.

    Enter goes on, and the last one ends it; Shift+Tab, and Up where nothing above can be chosen,
    go back to an answer that is to be corrected. What officers signed for and is then changed is
    to be signed anew.
    """

    # ``_typed`` has a text for each question, ``_at`` says which is in the line, ``_reached`` how
    # many have been answered. A proved answer is remembered in ``_proved`` with all that stood
    # before it: with a reason "torn" J3 signs at place 2, so {2: ("", "torn", "1")}; let the reason
    # become "wet", and what stands before place 2 is something else, so J3 has not signed that.

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        *questions: ScreenQuestion,
        refusal: Phrase | None = None,
        title: Phrase | str = "",
        plan: Plan | None = None,
        ending: Ending | None = None,
        about: Callable[[bool], Sequence[Phrase | str]] | None = None,
    ) -> None:
        """``questions``: all there are, or ``plan`` says which.

        ``refusal``: why the answer before would not do, where this asks again. ``title``: stands
        above. ``about``: lines on what is decided, given whether figures are shown; F4 changes it.
        """
        super().__init__()
        self._plan = plan or (lambda _answers: questions)
        self._ending, self._about, self._title = ending, about, title
        self._questions: Sequence[ScreenQuestion] = self._plan(())
        self._typed = [""] * len(self._questions)
        self._proved: dict[int, tuple[str, ...]] = {}
        self._at = 0
        self._reached = 0
        self._refusal = refusal
        self._over = False
        """Whether it is answered; what is typed then is meant for the next question."""
        self._sure = self._dropping = self._figures = False
        self._rows = 0
        """How many choices there is room for."""
        self._line = InputLine(id="answer")

    def compose(self) -> ComposeResult:
        """Make the lines of the questions, the one that is typed into, and what may be done."""
        with Vertical(id="asked"):
            yield FixedLines(id="asks")
            yield self._line
            yield FixedLines(id="choices")
            yield FixedLines(id="hint")

    async def on_mount(self) -> None:
        """Ask the first question; what was typed before it was shown is typed now."""
        self._take_up(0)
        self._draw()
        app = cast("QuietApp", self.app)
        while not self._over and (event := app.typed_ahead()):
            if isinstance(event, events.Key):
                await self.on_key(event)
            else:
                self.on_paste(event)

    def on_resize(self) -> None:
        """Ask as wide as the terminal is now."""
        self._draw()

    async def on_key(self, event: events.Key) -> None:
        """Take every key there is."""
        event.stop()
        event.prevent_default()
        if self._over:
            cast("QuietApp", self.app).keep(event)
        else:
            await self._press(character_of(event))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text as typed, in one line."""
        event.stop()
        if self._over:
            cast("QuietApp", self.app).keep(event)
        elif self._question.typed:
            whole = self._line.take(event.text)
            self._refusal = None if whole else TOO_LONG
            self._draw()

    @property
    def _question(self) -> ScreenQuestion:
        return self._questions[self._at]

    async def _press(self, key: str) -> None:
        self._dropping = self._dropping and key == "escape"
        self._sure = self._sure and key == "enter"
        match key:
            case "escape":
                self._leave()
            case "enter":
                await self._go_on(last=True)
            case "f4" if self._about:
                self._figures = not self._figures
            case "tab":
                await self._go_on(last=False)
            case "shift+tab":
                self._go_back()
            case "up" | "down":
                await self._move(MOVES[key])
            case _ if self._question.typed and self._line.press(key):
                self._refusal = None
        if not self._over:
            self._draw()

    async def _move(self, steps: int) -> None:
        """Choose what is above or below, where there is a choice; else go back, or on."""
        if self._question.choices and (steps > 0 or self._points_up()):
            self._point(steps)
        elif steps > 0:
            await self._go_on(last=False)
        else:
            self._go_back()

    # ---- going through the questions ----

    async def _go_on(self, *, last: bool) -> None:
        """Go to the next question, if the answer will do; ``last``: or end the dialogue."""
        self._typed[self._at] = self._line.value
        question, at = self._question, self._at
        self._refusal = question.refusal(question.meant(self._typed[at]))
        if self._refusal or not await self._proves(question, at):
            return
        self._reached = max(self._reached, at + 1)
        self._follow()
        following = range(at + 1, len(self._questions))
        after = next((one for one in following if not self._is_proved(one)), None)
        if after is None and last:
            unproved = (n for n, one in enumerate(self._questions) if one.proof)
            after = next((one for one in unproved if not self._is_proved(one)), None)
        if after is not None:
            self._take_up(after)
        elif last:
            await self._finish()

    async def _proves(self, question: ScreenQuestion, at: int) -> bool:
        """Whether the answer is proved, where that is asked; what is wrong is typed anew."""
        if question.proof is None or self._is_proved(at):
            return True
        typed = tuple(
            one.meant(text) for one, text in zip(self._questions, self._typed, strict=True)
        )
        self._refusal = await question.proof(typed[: at + 1])
        self._blank(at, "" if self._refusal else "*")
        if self._refusal is None:
            self._proved[at] = self._before(at)
            return True
        self._take_up(at - question.again)
        return False

    def _follow(self) -> None:
        """Ask what follows from the answers so far; what is then another question is empty."""
        before = self._questions
        answers = [one.meant(text) for one, text in zip(before, self._typed, strict=True)]
        self._questions = self._plan(tuple(answers[: self._reached]))
        same = [
            (one.secret, one.again, bool(one.choices)) == (old.secret, old.again, bool(old.choices))
            for one, old in zip(self._questions, before, strict=False)
        ]
        kept = [*same, False].index(False)
        rest = len(self._questions) - kept
        self._typed = [*self._typed[:kept], *[""] * rest]
        self._reached = min(self._reached, kept)
        for place in [one for one in self._proved if one >= kept or not self._is_proved(one)]:
            del self._proved[place]  # it was given for something else: the PIN is typed anew
            if place < kept:
                self._blank(place)

    def _blank(self, place: int, sign: str = "") -> None:
        """Forget the secret at ``place``, and the one that it repeats; ``sign`` for each sign."""
        for one in (place, place - 1) if self._questions[place].again else (place,):
            self._typed[one] = sign * len(self._typed[one])

    def _go_back(self) -> None:
        self._typed[self._at] = self._line.value
        earlier = (one for one in range(self._at - 1, -1, -1) if not self._settled(one))
        self._refusal = None
        self._take_up(next(earlier, self._at))

    def _settled(self, place: int) -> bool:
        """Whether a secret is given and proved: it is not gone back to."""
        following = self._questions[place + 1 : place + 2]
        twice = bool(following) and following[0].again and self._is_proved(place + 1)
        return self._questions[place].secret and (self._is_proved(place) or twice)

    def _is_proved(self, place: int) -> bool:
        """Whether it was proved for just what stands before it now; or its repetition was."""
        if self._questions[place].proof is None:
            following = self._questions[place + 1 : place + 2]
            return bool(following) and following[0].again and self._is_proved(place + 1)
        return self._proved.get(place) == self._before(place)

    def _before(self, place: int) -> tuple[str, ...]:
        return tuple(
            "" if one.secret else one.meant(text)
            for one, text in zip(self._questions[:place], self._typed, strict=False)
        )

    def _take_up(self, place: int) -> None:
        """Have the question at ``place`` in hand."""
        self._at = place
        one = self._question
        self._line.begin(self._typed[place], usual_of(one), secret=one.secret)

    async def _finish(self) -> None:
        answers = tuple(
            one.meant(text)
            for place, (one, text) in enumerate(zip(self._questions, self._typed, strict=True))
            if one.proof is None and not self._is_proved(place)
        )
        if self._ending is None:
            self._end(answers)
            return
        told = await self._ending(answers, self._sure)
        self._sure = isinstance(told, Sure)
        if told is None:
            self._end(answers)
        else:
            self._refusal = told.told if isinstance(told, Sure) else told

    def _leave(self) -> None:
        """Give it up; where somebody has signed, when that is said twice."""
        if self._proved and not self._dropping:
            self._dropping = True
            self._refusal = say("Esc once more gives it up, and nothing is recorded.")
            return
        self._end(None)

    def _end(self, answers: tuple[str, ...] | None) -> None:
        self._over = True
        self._typed = []
        self._line.begin("", "", secret=False)
        self.dismiss(answers)

    # ---- choosing ----

    def _points_up(self) -> bool:
        """Whether there is a choice above the one that is typed."""
        typed = self._line.value.strip()
        first = typed == "1" or (not typed and self._at > 0)
        return bool(self._question.choices) and not first

    def _point(self, steps: int) -> None:
        """Type the number of the choice above or below, where all of them are shown."""
        choices = self._question.choices
        if len(choices) > self._rows:
            return
        typed = self._line.value.strip()
        at = int(typed) if typed.isdecimal() else 0 if steps > 0 else len(choices) + 1
        self._line.write(str(max(1, min(at + steps, len(choices)))))
        self._refusal = None

    # ---- what is shown ----

    def _draw(self) -> None:
        if self._over:
            return
        self._typed[self._at] = self._line.value
        wide, high = self.app.size.width - 2, self.app.size.height
        foot = self._foot(wide)
        above = self._above(wide)
        whole = laid(self._questions, self._typed, self._at, self._told_proved, wide)
        question = self._question
        choices = choice_lines(question, self._line.value, len(question.choices), wide)
        room = high - len(foot) - ROUND
        there = max(1, room - min(len(choices), FEW + 1))
        row = whole.spot.row + len(above) if whole.spot else 0
        asks, left_out = in_sight([*above, *whole.lines], row, there)
        others = len(choices) - len(question.choices) + len(question.taken)
        self._rows = max(1, room - len(asks) - others)
        self._show("#asks", asks)
        choices = choice_lines(question, self._line.value, self._rows, wide)
        self._show("#choices", [(), *choices] if choices else [])
        self._show("#hint", [(), *foot] if foot else [])
        self._line.display = whole.spot is not None
        if whole.spot:
            self._line.styles.offset = (whole.spot.column, row - left_out)
            self._line.styles.width = whole.spot.cells
            self._line.open()

    def _show(self, which: str, lines: Sequence[ScreenLine]) -> None:
        own = self.query_one(which, FixedLines)
        own.display = bool(lines)
        own.styles.height = len(lines)
        own.show(*lines)

    def _above(self, wide: int) -> list[ScreenLine]:
        """Return the title, and what is decided about."""
        lines = folded(self._title, wide, "strong") if str(self._title) else []
        for own in self._about(self._figures) if self._about else ():
            lines += folded(own, wide) if str(own) else [()]
        return [*lines, ()] if lines else []

    def _told_proved(self, place: int) -> Phrase | str:
        one = self._questions[place]
        return SIGNED if one.proof and self._is_proved(place) else ""

    def _foot(self, wide: int) -> list[ScreenLine]:
        """Return why an answer will not do, and what may be done."""
        why = folded(self._refusal, wide, "bad") if self._refusal else []
        if not self._question.typed:
            return why
        return [*why, line(cut(self._hint(), wide), "dim")]

    def _hint(self) -> Phrase:
        """Return what may be done."""
        if len(self._questions) == 1 and not self._about:
            return say("Enter: go on. Esc: leave it.")
        hint = say("Enter: go on  Up, Down: another answer  Esc: give up, nothing is recorded")
        return say("{hint}  F4: figures", hint=hint) if self._about else hint


def some_text(text: str) -> Phrase | None:
    """Say why ``text`` will not do for a reason."""
    return None if text.strip() else say("a reason is needed; it goes into the minutes")


async def noted_why(page: AnyPage, asks: Phrase) -> str:
    """Return a reason or a note, which goes into the minutes; empty: rather not."""
    answers = await page.app.push_screen_wait(Asking(ScreenQuestion(asks, some_text, part=WHY)))
    return answers[0] if answers else ""


async def agreed_to(page: AnyPage, asks: Phrase) -> bool:
    """Ask whether that is meant: Enter is yes, Esc no, and nothing is typed."""
    return await page.app.push_screen_wait(Asking(ScreenQuestion(asks, typed=False))) is not None
