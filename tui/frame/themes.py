"""Dark, light, and without colours (配色); 16 colours are enough for each.

A name with ``on-`` is the colour of text on the one it names. Which look has which of them says
``look.tcss``; the third theme is also what a terminal is shown that sets NO_COLOR.
"""

from textual.theme import Theme


def _theme(name: str, *, dark: bool, colours: dict[str, str]) -> Theme:
    named = {key: value for key, value in colours.items() if not key.startswith(("on-", "dim"))}
    variables = {key: value for key, value in colours.items() if key.startswith("on-")}
    return Theme(
        name=name,
        dark=dark,
        variables=variables | {"foreground-dim": colours["dim"]},
        **named,  # type: ignore[arg-type]  # the names are those of its colours
    )


DARK = _theme(
    "pingyi-dark",
    dark=True,
    colours={
        "background": "#101418", "foreground": "#e6e6e6", "dim": "#8a9099",
        "surface": "#1b2229", "panel": "#262f38",
        "primary": "#1f4e79", "on-primary": "#ffffff",
        "secondary": "#5b7fa6", "on-secondary": "#000000",
        "accent": "#f2c14e", "on-accent": "#000000",
        "success": "#59a96a", "on-success": "#000000",
        "warning": "#e07a1f", "on-warning": "#000000",
        "error": "#e5534b", "on-error": "#ffffff",
    },
)  # fmt: skip
LIGHT = _theme(
    "pingyi-light",
    dark=False,
    colours={
        "background": "#ffffff", "foreground": "#1a1a1a", "dim": "#6b6b6b",
        "surface": "#eef1f4", "panel": "#dfe5ea",
        "primary": "#1f4e79", "on-primary": "#ffffff",
        "secondary": "#7fa3c7", "on-secondary": "#000000",
        "accent": "#8a4b00", "on-accent": "#ffffff",
        "success": "#2e7d43", "on-success": "#ffffff",
        "warning": "#c75f00", "on-warning": "#ffffff",
        "error": "#b3261e", "on-error": "#ffffff",
    },
)  # fmt: skip
PLAIN = _theme(
    "pingyi-plain",
    dark=True,
    colours={
        "background": "#000000", "foreground": "#ffffff", "dim": "#9a9a9a",
        "surface": "#1c1c1c", "panel": "#303030",
        "primary": "#3a3a3a", "on-primary": "#ffffff",
        "secondary": "#808080", "on-secondary": "#000000",
        "accent": "#ffffff", "on-accent": "#000000",
        "success": "#d0d0d0", "on-success": "#000000",
        "warning": "#505050", "on-warning": "#ffffff",
        "error": "#ffffff", "on-error": "#000000",
    },
)  # fmt: skip
THEMES = (DARK, LIGHT, PLAIN)
"""In the order in which one key goes through them."""
