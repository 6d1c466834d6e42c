"""Dark, light, without colours, and both for 16 colours (配色).

Each theme says the same roles: ``primary`` the bar above, ``secondary`` base bars, ``success`` live
bars, ``accent`` what is lit, ``warning`` a rehearsal, ``error`` what is wrong, and as variables
``done`` (what is done of a bar), ``given`` (a third part of a score), and the inks of ``good`` and
of a ``key``. A name with ``on-`` is the colour of text on the one it names. Which look has which of
them says ``look.tcss``; the third theme is also what a terminal is shown that sets NO_COLOR, and
there the bars are ``LEGEND``'s characters.
"""

from textual.theme import Theme


def _theme(name: str, *, dark: bool, colours: dict[str, str]) -> Theme:
    beside = ("on-", "dim", "done", "given", "field", "good", "key")
    named = {key: value for key, value in colours.items() if not key.startswith(beside)}
    variables = {key: value for key, value in colours.items() if key.startswith(beside)}
    return Theme(
        name=name,
        dark=dark,
        variables=variables | {"foreground-dim": variables.pop("dim")},
        **named,  # type: ignore[arg-type]  # the names are those of its colours
    )


DARK = _theme(
    "pingyi-dark",
    dark=True,
    colours={
        "background": "#101418", "foreground": "#e6e6e6", "dim": "#8a9099",
        "surface": "#1b2229", "panel": "#262f38", "field": "#262f38",
        "good": "#8fd19e", "key": "#f2c14e",
        "primary": "#1f4e79", "on-primary": "#ffffff",
        "secondary": "#396ca2", "on-secondary": "#ffffff",
        "accent": "#f2c14e", "on-accent": "#000000",
        "success": "#8fd19e", "on-success": "#000000",
        "done": "#5fb3b3", "on-done": "#000000",
        "given": "#b9895f", "on-given": "#000000",
        "warning": "#6a3d9a", "on-warning": "#ffffff",
        "error": "#e5534b", "on-error": "#000000",
    },
)  # fmt: skip
LIGHT = _theme(
    "pingyi-light",
    dark=False,
    colours={
        "background": "#ffffff", "foreground": "#1a1a1a", "dim": "#6b6b6b",
        "surface": "#eef1f4", "panel": "#dfe5ea", "field": "#dfe5ea",
        "good": "#1f6b36", "key": "#8a4b00",
        "primary": "#1f4e79", "on-primary": "#ffffff",
        "secondary": "#91b5dc", "on-secondary": "#000000",
        "accent": "#8a4b00", "on-accent": "#ffffff",
        "success": "#1f6b36", "on-success": "#ffffff",
        "done": "#2a7f7f", "on-done": "#ffffff",
        "given": "#c07a3a", "on-given": "#000000",
        "warning": "#6a3d9a", "on-warning": "#ffffff",
        "error": "#b3261e", "on-error": "#ffffff",
    },
)  # fmt: skip
PLAIN = _theme(
    "pingyi-plain",
    dark=True,
    colours={
        "background": "#000000", "foreground": "#ffffff", "dim": "#a8a8a8",
        "surface": "#1c1c1c", "panel": "#303030", "field": "#303030",
        "good": "#ffffff", "key": "#ffffff",
        "primary": "#e6e6e6", "on-primary": "#000000",
        "secondary": "#000000", "on-secondary": "#ffffff",
        "accent": "#ffffff", "on-accent": "#000000",
        "success": "#000000", "on-success": "#ffffff",
        "done": "#000000", "on-done": "#ffffff",
        "given": "#000000", "on-given": "#ffffff",
        "warning": "#505050", "on-warning": "#ffffff",
        "error": "#ffffff", "on-error": "#000000",
    },
)  # fmt: skip
DARK_16 = _theme(
    "pingyi-dark-16",
    dark=True,
    colours={
        "background": "#000000", "foreground": "#aaaaaa", "dim": "#aaaaaa",
        "surface": "#000000", "panel": "#000000", "field": "#000000",
        "good": "#00aa00", "key": "#aa5500",
        "primary": "#0000aa", "on-primary": "#ffffff",
        "secondary": "#0000aa", "on-secondary": "#ffffff",
        "accent": "#aa5500", "on-accent": "#000000",
        "success": "#00aa00", "on-success": "#000000",
        "done": "#00aaaa", "on-done": "#000000",
        "given": "#aaaaaa", "on-given": "#000000",
        "warning": "#aa00aa", "on-warning": "#ffffff",
        "error": "#aa0000", "on-error": "#ffffff",
    },
)  # fmt: skip
LIGHT_16 = _theme(
    "pingyi-light-16",
    dark=False,
    colours={
        "background": "#aaaaaa", "foreground": "#000000", "dim": "#000000",
        "surface": "#aaaaaa", "panel": "#aaaaaa", "field": "#aaaaaa",
        "good": "#000000", "key": "#000000",
        "primary": "#0000aa", "on-primary": "#ffffff",
        "secondary": "#0000aa", "on-secondary": "#ffffff",
        "accent": "#aa5500", "on-accent": "#000000",
        "success": "#00aa00", "on-success": "#000000",
        "done": "#00aaaa", "on-done": "#000000",
        "given": "#000000", "on-given": "#aaaaaa",
        "warning": "#aa00aa", "on-warning": "#ffffff",
        "error": "#aa0000", "on-error": "#ffffff",
    },
)  # fmt: skip
THEMES = (DARK, LIGHT, PLAIN)
"""In the order in which one key goes through them."""
FEW = (DARK_16, LIGHT_16, PLAIN)
"""The same where the terminal has 16 colours; as grounds only the eight that consoles have."""


def themes_for(colours: str | None) -> tuple[Theme, Theme, Theme]:
    """Return the themes for a terminal: ``colours`` is its system, as rich calls it.

    ``standard`` has 16; None: it is not known, or there are none.
    """
    return FEW if colours == "standard" else THEMES
