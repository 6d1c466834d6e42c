"""The colours: what stands on what can be read, and nothing is told by a colour alone."""

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui.frame.lines import LOOKS, Styles, strip_of
from tui.frame.screentext import LEGEND, Look, ScreenLine, blanks, piece
from tui.frame.themes import FEW, THEMES, themes_for

EACH = (*THEMES, *FEW[:2])
CONSOLE = {"#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"}
"""The eight grounds that a console of 16 colours has, as the terminal's library knows them."""


def colours_of(theme: Theme) -> dict[str, str]:
    roles = ("primary", "secondary", "accent", "success", "warning", "error", "background")
    named = {role: str(getattr(theme, role)) for role in (*roles, "foreground", "panel")}
    return {**named, **theme.variables}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG: from 1 to 21."""

    def light(text: str) -> float:
        parts = (part / 255 for part in Color.parse(text).rgb)
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", EACH, ids=lambda one: one.name)
def test_what_stands_on_a_ground_can_be_read(theme: Theme) -> None:
    colours = colours_of(theme)
    pairs = [(ink, ground) for ground in colours if (ink := f"on-{ground}") in colours]
    pairs += [(ink, "background") for ink in ("foreground", "foreground-dim", "good", "key")]
    pairs += [("foreground", "panel"), ("foreground", "field")]
    for ink, ground in pairs:
        least = 3.0 if theme in FEW[:2] else 4.5
        assert contrast(colours[ink], colours[ground]) >= least, (ink, ground)


@pytest.mark.parametrize("theme", THEMES[:2], ids=lambda one: one.name)
def test_the_parts_of_a_bar_are_told_apart(theme: Theme) -> None:
    colours = colours_of(theme)
    assert contrast(colours["secondary"], colours["success"]) >= 3


def test_sixteen_colours_take_the_grounds_that_every_console_has() -> None:
    assert themes_for("standard") == FEW
    assert themes_for("truecolor") == themes_for("256") == THEMES
    for theme in FEW[:2]:
        colours = colours_of(theme)
        inks = {"foreground", "foreground-dim", "good", "key"}
        grounds = {name for name in colours if not name.startswith("on-")} - inks
        assert {colours[name] for name in grounds} <= CONSOLE


def painted(line: ScreenLine, cells: int, *, colours: bool) -> str:
    styles = Styles(dict.fromkeys(LOOKS, Style()))
    styles.without_colours = not colours
    return strip_of(line, cells, styles).text


def test_without_colours_bars_are_characters_and_what_is_lit_has_brackets() -> None:
    line = (piece(" 在 ", "lit"), blanks(3, "base"), blanks(2, "live"), blanks(2, "done"),
            blanks(2, "rest"))  # fmt: skip
    assert painted(line, 14, colours=True) == " 在 " + " " * 10
    assert painted(line, 13, colours=False) == "[在]###==++.."


def test_each_bar_has_a_character_of_its_own() -> None:
    bars: set[Look] = {"base", "live", "given", "done", "rest", "digit"}
    assert set(LEGEND) == bars
    assert len(set(LEGEND.values())) == len(bars)
