"""A line of text under somebody's hands (输入栏): the framework's ``Input``, painted in our way.

The framework gives characters to a field at once, and the keys that move its cursor only after
they have gone through the whole program: of ``a b c Left x``, typed as fast as a scanner does, its
own field makes ``abcx``. Here the screen that shows a line hands it every key in turn, and the
line is never in focus. What is shown goes through ``screentext``, as everywhere.
"""

from collections.abc import Callable, Mapping
from typing import Final

from rich.cells import cell_len
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input

from scoring.wording import Phrase, is_seen
from tui.frame.lines import Painted, strip_of
from tui.frame.screentext import ScreenLine, cut, piece, seen

LONGEST = 200
"""Characters of an answer."""
EDITS: Final[Mapping[str, Callable[[Input], None]]] = {
    "left": lambda line: line.action_cursor_left(),
    "right": lambda line: line.action_cursor_right(),
    "home": lambda line: line.action_home(),
    "end": lambda line: line.action_end(),
    "ctrl+left": lambda line: line.action_cursor_left_word(),
    "ctrl+right": lambda line: line.action_cursor_right_word(),
    "shift+left": lambda line: line.action_cursor_left(select=True),
    "shift+right": lambda line: line.action_cursor_right(select=True),
    "shift+home": lambda line: line.action_home(select=True),
    "shift+end": lambda line: line.action_end(select=True),
    "ctrl+a": lambda line: line.action_home(),
    "ctrl+e": lambda line: line.action_end(),
    "backspace": lambda line: line.action_delete_left(),
    "delete": lambda line: line.action_delete_right(),
    "ctrl+w": lambda line: line.action_delete_left_word(),
    "ctrl+u": lambda line: line.action_delete_left_all(),
    "ctrl+k": lambda line: line.action_delete_right_all(),
}
"""What keys do in a line. Nothing is copied or cut: a PIN would go to the clipboard."""


class InputLine(Painted, Input, can_focus=False, inherit_bindings=False):
    """One line that is typed into, with a cursor; keys come from the screen that shows it."""

    value = reactive("", layout=False, init=False)
    """Its text. A line is as wide as it was given, so nothing is laid out anew as one types."""
    virtual_size = reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id, max_length=LONGEST)
        self.cursor_blink = False
        self._usual = ""
        self._told: Phrase | str | None = None
        """What stands there while it is not typed into; None while it is."""

    def begin(self, text: str, usual: str, *, secret: bool) -> None:
        """Take another answer in hand, of which ``text`` is typed already.

        ``usual``: what nothing typed means, shown dim; ``secret``: shown as asterisks.
        """
        self.password, self._usual = secret, usual
        self.write(text)

    def press(self, key: str) -> bool:
        """Take a key; return whether it was one of the line's: it types, or edits what is there."""
        if len(key) == 1:
            self.take(key)
        elif key == "backspace" or (key in EDITS and self.value):
            with self.prevent(Input.Changed):
                EDITS[key](self)
        else:
            return False
        self.call_after_refresh(self._place_cursor)
        return True

    def take(self, text: str) -> bool:
        """Put ``text`` where the cursor is; return False where not all of it had room.

        Lines of it stand one after the other; characters that are not seen do not come in.
        """
        text = " ".join(one for one in text.splitlines() if one)
        text = "".join(one for one in text if is_seen(one))
        room = LONGEST - len(self.value) + len(self.selected_text)
        with self.prevent(Input.Changed):  # nobody listens
            self.replace(text[:room], *self.selection)
        return len(text) <= room

    def write(self, text: str) -> None:
        """Let ``text`` stand there instead, with the cursor behind it."""
        self.value = ""
        self.take(text)

    def open(self) -> None:
        """Show what is typed, and the cursor."""
        self._told = None
        self.set_class(True, "-open")  # noqa: FBT003 - the framework's order
        self.refresh()
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor where the line's is: input methods show words there."""
        if self._told is None:
            behind = Offset(int(self.cursor_at_end), 0)  # the framework's is one cell further there
            self.app.cursor_position = self.cursor_screen_offset - behind
            self.refresh()  # it moves as something is painted

    def close(self, told: Phrase | str = "") -> None:
        """Show no cursor, and ``told`` where it says more than what was typed."""
        self._told = told
        self.set_class(False, "-open")  # noqa: FBT003 - as above
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line: as much of it as there is room for around the cursor."""
        wide = self.size.width
        if y:
            return strip_of((), wide, self.looks())
        text = "*" * len(self.value) if self.password else seen(self.value)
        if self._told is not None:
            told = text if self.password else self._told or text
            return strip_of((piece(cut(told, wide)),), wide, self.looks())
        line = self._line(text)
        whole = strip_of(line, max(wide, cell_len(text) + 1), self.looks())
        left = self.scroll_offset.x
        return whole.crop(left, left + wide).extend_cell_length(wide)

    def _line(self, text: str) -> ScreenLine:
        """Return ``text`` with the cursor, what is selected, and what nothing typed means."""
        if not text:
            usual = seen(self._usual) or " "
            return (piece(usual[:1], "cursor"), piece(usual[1:], "dim"))
        at = self.cursor_position
        start, end = sorted(self.selection)
        before, after = min(start, at), max(end, at + 1)
        return (
            piece(text[:before]), piece(text[before:at], "base"),
            piece(text[at : at + 1] or " ", "cursor"),
            piece(text[at + 1 : after], "base"), piece(text[after:]),
        )  # fmt: skip
