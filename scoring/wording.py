"""What a person reads (措辞): a template in English, and the values that go into it.

A phrase is made where something is known and turned into text where somebody reads it, in the
language that the shell has chosen by then. Templates are the message ids of the catalogue in
``scoring/locale``; nothing here reads a file.

>>> str(say("{given} valid marks, {needed} needed", given=3, needed=5))
'3 valid marks, 5 needed'
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_VALUE = 80
"""Characters of a value that are shown in a phrase; what is longer is cut in the middle."""
BEGINNING, ENDING = 40, 37
"""Characters that are shown of a longer one: a path's end says as much as its beginning."""

LONGEST_LIST = 12
"""Items of an enumeration that are shown; of more, the rest is counted."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_HAN = (
    range(0x3400, 0x4DC0),  # extension A
    range(0x4E00, 0xA000),
    range(0x20000, 0x2A6E0),  # extension B
    range(0x2A700, 0x2EE60),  # extensions C to F, and I
    range(0x30000, 0x33480),  # extensions G, H and J
)
"""Where 汉字 stand; what was added last may be unassigned to this Python."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence or word, not yet in a language."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Return the phrase in the language that is spoken now."""
        shown = {name: _shown(value) for name, value in self.values}
        return _speech.translate(self.template).format(**shown)


def say(template: str, /, **values: object) -> Phrase:
    """Make a phrase; ``template`` names its values in braces, and is a message id.

    A text among the values is shown without control characters and cut when long; a tuple is
    shown as an enumeration; a phrase is put into words in its turn.
    """
    return Phrase(template, tuple(values.items()))


def speak(translate: Callable[[str], str]) -> None:
    """From here on, phrases become text through ``translate`` (message id to template).

    It holds for the whole process, for phrases that were made before, too.
    """
    _speech.translate = translate


def is_seen(character: str) -> bool:
    """Whether a character is neither control, format, private use nor unassigned."""
    point = ord(character)
    return unicodedata.category(character) not in _UNSEEN or any(point in han for han in _HAN)


def visible(text: str) -> str:
    """Return ``text`` with each character that is not seen written as an escape.

    What comes out can be shown on a terminal: it moves no cursor and turns no line around.
    """
    if text.isprintable():  # the same categories, and blanks, which are looked at one by one
        return text
    return "".join(c if is_seen(c) else f"<U+{ord(c):04X}>" for c in text)


class _Speech:
    """The language that is spoken; one for the process."""

    def __init__(self) -> None:
        self.translate: Callable[[str], str] = str


_speech = _Speech()


def _shown(value: object) -> object:
    """Return one value as it stands in a sentence; numbers and phrases speak for themselves."""
    if isinstance(value, tuple):
        return _enumerated(value)
    if not isinstance(value, str):
        return value
    text = visible(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:BEGINNING]}...{text[-ENDING:]}"


def _enumerated(items: tuple[object, ...]) -> str:
    text = _speech.translate(", ").join(str(_shown(item)) for item in items[:LONGEST_LIST])
    more = len(items) - LONGEST_LIST
    return (
        _speech.translate("{items} and {more} more").format(items=text, more=more)
        if more > 0
        else text
    )
