"""All that can be done on a screen, chosen by words (命令面板); from the table of its keys."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from scoring.locales import spoken
from scoring.wording import say
from tui.frame.actions import Action
from tui.frame.framework import character_of
from tui.frame.inputline import InputLine
from tui.frame.lines import FixedLines
from tui.frame.pinyin import spells
from tui.frame.screentext import Look, ScreenLine, cut, field, line, seen, width

MOVES = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


def offered(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions that can be called by words: those that are a method of the screen."""
    return tuple(one for one in actions if one.name and one.name != "show_palette")


def found(actions: Sequence[Action], typed: str) -> tuple[Action, ...]:
    """Return the actions that ``typed`` may mean, in the language that is spoken now.

    Every word of it has to stand in what an action is called or does, or be its key. In Chinese
    the name may be spelt in pinyin: ``rz`` finds 日志.
    """
    words = typed.casefold().split()
    named = [one for one in actions if all(_named(one, word) for word in words)]
    told = [one for one in actions if all(_told(one, word) for word in words)]
    return (*named, *(one for one in told if one not in named))


def _named(action: Action, word: str) -> bool:
    name = seen(action.label)
    if word in name.casefold() or word == seen(action.shown).casefold():
        return True
    return spoken() != "en" and word.isascii() and spells(word, name, inside=True)


def _told(action: Action, word: str) -> bool:
    return _named(action, word) or word in seen(action.does).casefold()


class Palette(ModalScreen[Action | None], inherit_bindings=False):
    """Lists what can be done; gives what was chosen, or None where somebody would rather not."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions
        self._line = InputLine(id="words")
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """Make the line for words, and what they may mean, at the foot."""
        with Vertical(id="asked"):
            with Horizontal(classes="answering"):
                yield FixedLines(id="asks")
                yield self._line
            yield FixedLines(id="choices")

    def on_mount(self) -> None:
        """List everything."""
        asks = self.query_one("#asks", FixedLines)
        words = line(say("What is to be done?"), "strong")
        asks.styles.width = width(words) + 1
        asks.show(words)
        self._line.open()
        self._draw()

    def on_resize(self) -> None:
        """List as wide as the terminal is now."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Take every key there is."""
        event.stop()
        event.prevent_default()
        key = character_of(event)
        shown = found(self._actions, self._line.value)
        if key in {"escape", "ctrl+p"}:
            self.dismiss(None)
            return
        if key == "enter":
            if shown:
                self.dismiss(shown[self._chosen])
            return
        if key in MOVES:
            self._chosen = max(0, min(self._chosen + MOVES[key], len(shown) - 1))
        elif self._line.press(key):
            self._chosen = 0
        self._draw()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text as typed, in one line."""
        event.stop()
        self._line.take(event.text)
        self._chosen = 0
        self._draw()

    def _draw(self) -> None:
        shown = found(self._actions, self._line.value)
        wide, rows = self.app.size.width - 2, max(1, self.app.size.height - 7)
        first = max(0, self._chosen - rows + 1)
        told = say("Enter: do it. Up and Down choose, letters search. Esc: leave it.")
        if not shown:
            told = say("Nothing that can be done here is called so.")
        lines: list[ScreenLine] = [*self._listed(shown[first : first + rows], first, wide)]
        lines.append(line(cut(told, wide), "dim" if shown else "bad"))
        listed = self.query_one("#choices", FixedLines)
        listed.styles.height = len(lines)
        listed.show(*lines)

    def _listed(self, shown: Sequence[Action], first: int, wide: int) -> Iterator[ScreenLine]:
        for number, one in enumerate(shown, first):
            look: Look = "cursor" if number == self._chosen else "plain"
            yield (
                field(one.shown, 9, "cursor" if look == "cursor" else "key"),
                field(one.label, 16, look),
                field(one.does, wide - 25, look),
            )
