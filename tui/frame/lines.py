"""Lines of text, painted one by one (行): every list and document here is made of them.

A widget is given all its lines (``show``) and paints those in sight; what has not changed is not
painted again. A ``Look`` becomes a style by the theme, through a class of the same name in
``look.tcss``.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.frame.screentext import Look, ScreenLine, blanks, by_characters, width
from tui.frame.themes import PLAIN

LOOKS: tuple[Look, ...] = (
    "plain", "dim", "strong", "bad", "good", "lit", "title", "cursor", "typed", "wrong",
    "base", "live", "given", "changed", "head", "rehearsal", "rehearsing",
    "done", "rest", "heading", "field", "key",
)  # fmt: skip

BARS: tuple[Look, ...] = ("base", "live", "given", "done", "rest")
"""Looks that mean something by themselves: the cursor leaves them."""


class Styles(dict[Look, Style]):
    """Every look's style in the present theme."""

    without_colours = False
    """Whether bars and what is lit have to be told by characters."""


def strip_of(line: ScreenLine, cells: int, styles: Styles) -> Strip:
    """Return ``line`` as it is painted, in exactly ``cells`` cells.

    Cut where it is longer; filled with the look of its last piece where it is shorter. ``styles``
    has every look.
    """
    if styles.without_colours:
        line = tuple(by_characters(one) for one in line)
    own = [Segment(one.text, styles[one.look]) for one in line]
    rest = cells - width(line)
    if rest > 0:
        own.append(Segment(blanks(rest).text, styles[line[-1].look if line else "plain"]))
    strip = Strip(own)
    return strip.crop(0, cells) if rest < 0 else strip


class Painted(Widget):
    """A widget that paints lines in the looks of the theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"look--{look}" for look in LOOKS}
    _looks: Styles | None = None

    def looks(self) -> Styles:
        """Return each look's style in the present theme."""
        if self._looks is None:
            made = Styles({one: self.get_component_rich_style(f"look--{one}") for one in LOOKS})
            made.without_colours = self.app.theme == PLAIN.name
            self._looks = made
        return self._looks

    def notify_style_update(self) -> None:
        """Forget the styles: the theme has changed, or the place."""
        self._looks = None
        super().notify_style_update()


class FixedLines(Painted):
    """One line, or a few, that never scroll."""

    def __init__(self, *, id: str, rows: int = 1) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self.styles.height = rows
        self._lines: Sequence[ScreenLine] = ()

    def show(self, *lines: ScreenLine) -> None:
        """Show ``lines`` instead of what stood there."""
        if tuple(self._lines) != lines:
            self._lines = lines
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown, for tests and for those who read aloud."""
        return "\n".join("".join(one.text for one in line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        line = self._lines[y] if y < len(self._lines) else ()
        return strip_of(line, self.size.width, self.looks())


class ScrolledLines(Painted, ScrollView, can_focus=True):
    """Lines that scroll, and of which one may be chosen."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self._lines: Sequence[ScreenLine] = ()
        self._choices: Sequence[int] = ()
        self.chosen = 0
        """Which of the choices the cursor is on."""

    def show(self, lines: Sequence[ScreenLine], choices: Sequence[int] = ()) -> None:
        """Show ``lines``; those at the places ``choices`` (from 0, rising) can be chosen.

        The cursor stays on the choice of the same number, or the last one where there are fewer.
        """
        if (lines, choices) == (self._lines, self._choices):
            return
        self._lines, self._choices = lines, choices
        self.chosen = max(0, min(self.chosen, len(choices) - 1))
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    @property
    def text(self) -> str:
        """What is shown, whole."""
        return "\n".join("".join(one.text for one in line) for line in self._lines)

    def move(self, steps: int) -> None:
        """Choose the line ``steps`` further on, back where it is below zero; else scroll.

        Beyond the first or the last choice it stays there.
        """
        if not self._choices:
            self.scroll_to(y=self.scroll_offset.y + steps, animate=False)
            return
        self.chosen = max(0, min(self.chosen + steps, len(self._choices) - 1))
        self.scroll_to_region(Region(0, self._choices[self.chosen], 1, 1), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        row = self.scroll_offset.y + y
        line: ScreenLine = self._lines[row] if row < len(self._lines) else ()
        if self._choices and row == self._choices[self.chosen]:
            line = tuple(one if one.look in BARS else one._replace(look="cursor") for one in line)
        return strip_of(line, self.size.width, self.looks())

    def action_scroll_up(self) -> None:
        """Go one line up."""
        self.move(-1)

    def action_scroll_down(self) -> None:
        """Go one line down."""
        self.move(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.move(-max(1, self.size.height - 1))

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self.move(max(1, self.size.height - 1))

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.move(-len(self._lines))

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.move(len(self._lines))
