"""docs/screens has every screen and every key, in the words of the screen's own help.

``PINGYI_REWRITE=1`` writes the tables anew; what stands above them is written by hand.
"""

import os
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import tui
from scoring.locales import Language, use
from tests.docs.pages import text_of
from tests.sources import ROOT
from tui.frame.actions import EVERYWHERE, PALETTE
from tui.frame.inputline import EDITS
from tui.frame.page import ScreenPage

PAGES: dict[Language, str] = {"en": "docs/screens.md", "zh_CN": "docs/screens.zh-CN.md"}
TITLE: dict[Language, tuple[str, str]] = {"en": ("key", "what it does"), "zh_CN": ("键", "作用")}


ORDER = (
    "Meetings", "NewMeeting", "TakingOver", "SecretaryDesk", "FilesScreen", "CheckInScreen",
    "EntryScreen", "Differences", "Third", "Result", "Corrections", "Documents", "Log",
)  # fmt: skip
"""As a meeting needs them."""


def screens() -> list[type[ScreenPage]]:
    """Return the screens that have keys of their own, in the order in which a meeting needs them.

    One that is not in the order comes last.
    """
    found = {one.__name__: one for one in _with_keys()}
    return [found[name] for name in (*ORDER, *(set(found) - set(ORDER))) if name in found]


def _with_keys() -> Iterator[type[ScreenPage]]:
    """Yield the screens that have keys of their own."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for one in vars(import_module(module.name)).values():
            own = (
                isinstance(one, type)
                and issubclass(one, ScreenPage)
                and one.__module__ == module.name
            )
            if own and "NAME" in vars(one) and any(key.name != "back" for key in one.ACTIONS):
                yield one


def actions_of(screen: type[ScreenPage]) -> list[tuple[str, str]]:
    """Return each key of a screen and what it does; not those that every screen has."""
    return [(str(one.shown), str(one.does)) for one in screen.ACTIONS]


def sections(language: Language) -> str:
    """Return the part of a page that lists the screens, as it must be."""
    use(language)
    try:
        parts = [_section(str(one.NAME), actions_of(one), language) for one in screens()]
        everywhere = {"en": "everywhere", "zh_CN": "所有屏幕"}[language]
        keys = [(str(one.shown), str(one.does)) for one in (PALETTE, *EVERYWHERE)]
        parts.append(_section(everywhere, keys, language))
    finally:
        use("en")
    return "\n".join(parts)


def _section(name: str, keys: list[tuple[str, str]], language: Language) -> str:
    rows = "".join(f"| {shown} | {does} |\n".replace("*", "\\*") for shown, does in keys)
    head = " | ".join(TITLE[language])
    return f"### {name}\n\n| {head} |\n|---|---|\n{rows}"


@pytest.mark.parametrize("language", PAGES)
def test_every_screen_is_there_with_its_keys_in_the_words_of_its_help(language: Language) -> None:
    wanted = text_of(PAGES[language]).partition("### ")[0] + sections(language)
    if os.environ.get("PINGYI_REWRITE") == "1":
        (ROOT / PAGES[language]).write_text(wanted, encoding="utf-8")
    assert text_of(PAGES[language]) == wanted


def test_the_screens_are_those_of_a_meeting() -> None:
    assert [one.__name__ for one in screens()] == list(ORDER)


@pytest.mark.parametrize("language", PAGES)
def test_the_keys_that_the_text_names_are_keys_of_the_program(language: Language) -> None:
    text = text_of(PAGES[language]).partition("\n### ")[0]
    shown = {str(one.shown) for screen in screens() for one in screen.ACTIONS}
    known = {key for keys in shown for key in keys.split()}
    known |= {str(one.shown) for one in (*EVERYWHERE, PALETTE)}
    known |= {f"Ctrl+{key.removeprefix('ctrl+').upper()}" for key in EDITS}
    assert set(re.findall(r"(?<![A-Za-z])(?:F\d|Ctrl\+[A-Z])", text)) <= known
