"""What can be done on a screen, said once (键位表): it feeds the keys, the footer and the help.

A screen lists its ``ACTIONS`` in the order of their importance. ``bindings`` makes them work,
``footer`` names as many as there is room for, ``help_lines`` all of them, and the palette offers
those that are a method of the screen.
"""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

from scoring.wording import Phrase, say
from tui.frame.screentext import Piece, ScreenLine, blanks, field, folded, piece, width


class Action(NamedTuple):
    """One thing that a key does."""

    keys: str
    """As the framework calls them, parted by commas; empty where the screen takes them itself."""
    shown: Phrase | str
    """The key as it is printed on a keyboard."""
    label: Phrase
    """For the footer: a word or two."""
    does: Phrase
    """For the help: a sentence."""
    name: str = ""
    """Of the screen's method, without ``action_``."""
    footer: bool = True


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """Return the keys of ``actions`` for the framework; it shows none of them itself."""
    return [Binding(one.keys, one.name, show=False) for one in actions if one.keys and one.name]


def footer(actions: Iterable[Action], cells: int) -> ScreenLine:
    """Return the footer: the last action always, and before it as many as fit into ``cells``.

    Those that say they are not for the footer are left out; one at least must be left.
    """
    # An action that does not fit is left out and the next one tried: a short one further back still
    # finds its place, and the order stays.
    *others, last = [one for one in actions if one.footer]
    ending = _named(last)
    shown: list[Piece] = []
    for one in others:
        more = [*_named(one), blanks(2)]
        if width(shown) + width(more) + width(ending) <= cells:
            shown += more
    return (*shown, *ending)


def _named(one: Action) -> tuple[Piece, ...]:
    return (piece(one.shown, "key"), blanks(1), piece(one.label))


def help_lines(actions: Iterable[Action], cells: int) -> list[ScreenLine]:
    """Return the help, in lines of at most ``cells`` cells: each key and what it does."""
    wide = 14
    lines: list[ScreenLine] = []
    for one in actions:
        for number, (text, *_) in enumerate(folded(one.does, cells - wide)):
            key = field(one.shown if number == 0 else "", wide, "key")
            lines.append((key, text))
    return lines


EVERYWHERE = (
    Action(
        "f2,question_mark,？", "F2", say("help"), say("Show this help; also ?."), "app.show_help",
    ),
    Action(
        "ctrl+t", "Ctrl+T", say("colours"), say("Other colours: dark, light, without."),
        "app.next_theme", footer=False,
    ),
    Action(
        "ctrl+q", "Ctrl+Q", say("quit"), say("Leave the program; it asks first."),
        "app.ask_quit", footer=False,
    ),
)  # fmt: skip
"""What every screen has."""

PALETTE = Action(
    "ctrl+p", "Ctrl+P", say("commands"), say("Choose by words from all that can be done here."),
    "show_palette",
)  # fmt: skip
"""What a screen has unless digits or an input method are typed into it."""

BACK = Action("escape", "Esc", say("back"), say("Go back to the screen before."), "back")
