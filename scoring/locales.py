"""Which language the program speaks (语言): Chinese, or the English of the message ids."""

import gettext
import os
from typing import Literal, TypeAlias

from scoring.wording import speak

Language: TypeAlias = Literal["zh_CN", "en"]

DOMAIN = "pingyi"


def use(language: Language = "zh_CN") -> None:
    """Speak ``language`` from here on, in our own phrases and in those of the command line.

    Without a catalogue for it, the English of the message ids is spoken. It holds for the process:
    ``LANGUAGE`` is set in its environment, which programs that it starts inherit.
    """
    # Not importlib.resources: it takes as long to load as Python itself, at every start.
    catalogues = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - as above, of pathlib
    speak(gettext.translation(DOMAIN, catalogues, [language], fallback=True).gettext)
    # click asks the process's own domain, in the language that this variable names.
    gettext.bindtextdomain(DOMAIN, catalogues)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def spoken() -> Language:
    """Return the language that is spoken; Chinese before ``use`` was called."""
    return "en" if os.environ.get("LANGUAGE") == "en" else "zh_CN"
