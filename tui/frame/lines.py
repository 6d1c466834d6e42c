"""Lines of text, painted one by one (行): every list and document here is made of them.

A widget is given all its lines (``show``) and paints those in sight; what has not changed is not
painted again. A ``Look`` becomes a style by the theme, through a class of the same name in
``look.tcss``.
"""

from collections.abc import Sequence
from itertools import groupby
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
    "done", "rest", "heading", "field", "key", "digit", "band", "band-dim",
)  # fmt: skip

BARS: tuple[Look, ...] = ("base", "live", "given", "done", "rest")
"""Looks that mean something by themselves: the cursor leaves them."""
BOXED: tuple[Look, ...] = ("lit", "typed", "wrong")
"""Looks of one run that is set apart: without colours it has brackets."""


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
    own = [
        Segment("".join(one.text for one in run), styles[look])
        for look, run in groupby(line, key=lambda one: one.look)  # fewer bytes on the line
    ]
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


def repaint(
    widget: Widget, before: Sequence[ScreenLine], now: Sequence[ScreenLine], top: int
) -> None:
    """Paint anew those of the lines ``now`` that were others ``before``, as far as they reach.

    ``top`` is the line at the top of ``widget``. Where there are more lines, or fewer, all of them.
    """
    if len(before) != len(now):
        widget.refresh()
        return
    changed = [
        Region(0, y - top, _reach(old, new, widget.size.width), 1)
        for y, (old, new) in enumerate(zip(before, now, strict=True))
        if old != new and 0 <= y - top < widget.size.height
    ]
    if changed:  # without any, everything would be painted
        widget.refresh(*changed)


def _reach(old: ScreenLine, new: ScreenLine, cells: int) -> int:
    """Return how far two lines differ at most, of so many cells; the rest is filled alike."""
    if old and new and old[-1].look == new[-1].look:
        return max(1, min(cells, max(width(old), width(new))))
    return cells


class FixedLines(Painted):
    """One line, or a few, that never scroll."""

    def __init__(self, *, id: str, rows: int = 1) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self.styles.height = rows
        self._lines: Sequence[ScreenLine] = ()

    def show(self, *lines: ScreenLine) -> None:
        """Show ``lines`` instead of what stood there."""
        before, self._lines = self._lines, lines
        repaint(self, before, lines, 0)

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
        same = choices == self._choices and not choices
        before = self._lines if same else ()
        self._lines, self._choices = lines, choices
        self.chosen = max(0, min(self.chosen, len(choices) - 1))
        self.virtual_size = Size(self.size.width, len(lines))
        repaint(self, before, lines, self.scroll_offset.y)

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
