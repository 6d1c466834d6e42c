"""What a TOML syntax error means to the person who typed it.

The parser says where it stopped. What stands there, and around it, tells a curly quotation mark
from a forgotten one, and a Chinese comma from a unit after a number.

Each finder below knows one kind of mistake: it gets the ``_Spot`` and returns what to say, or None
where it is something else. They are asked in the order of ``_FINDERS``, and the last one always
answers. A new kind of mistake is one more finder.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tomli import TOMLDecodeError

from scoring.errors import Place, Problem
from scoring.wording import Phrase, say

_CURLY = "“”„‟‘’‚‛«»「」『』"  # noqa: RUF001 - as typed
_PLAIN = str.maketrans("【】、。", "[],.")
_KEY = re.compile(r"""[^\s=.,{}\[\]"'#=:：，]+""")
_BARE = re.compile(r"""[^,\[\]{}#]+""")
_NUMBER = re.compile(r"[+-]?[0-9][0-9_.:/-]*$")
_NEXT_KEY = re.compile(r"[\w-]+\s*=")
_DATE = re.compile(r"[0-9]{4}[-/.年][0-9]")
_KEY_EXPECTED = ("Invalid statement", "Invalid initial character for a key", "Expected '=' after")
_VALUE_ENDED = ("Expected newline", "Unclosed")
_STRING_OPEN = ("Unterminated string", "Illegal character '\\n'", "Found invalid character '\\n'")
_TWICE = ("Cannot ", "Duplicate ")


class _Said(NamedTuple):
    """What is wrong, without where."""

    code: str
    """Of the problem; docs/problems.md lists it."""
    message: Phrase
    hint: Phrase | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser stopped, and what it said."""

    error: str
    line: int
    before: str
    """The line up to there."""
    after: str
    """The rest of the line, from there."""

    @property
    def just_before(self) -> str:
        """The end of ``before``: as much as a key or number takes."""
        return self.before[-80:]

    @property
    def here(self) -> str:
        """The character there; empty at the end of the line."""
        return self.after[:1]

    def said(self, beginnings: tuple[str, ...]) -> bool:
        """Tell whether the parser's message begins with one of ``beginnings``."""
        return self.error.startswith(beginnings)


def syntax_problem(error: TOMLDecodeError, shown: str) -> Problem:
    """Return the problem that ``error`` is, in the file ``shown``.

    Line and column count from 1; the column stands in the message, since a ``Place`` has none.
    """
    spot = _spot(error)
    code, message, hint = next(filter(None, (find(spot) for find in _FINDERS)))
    placed = say("column {column}: {message}", column=len(spot.before) + 1, message=message)
    return Problem(code, Place(shown, spot.line), placed, hint)


def _spot(error: TOMLDecodeError) -> _Spot:
    """Return where ``error`` is; for a text that is never closed, where it is opened."""
    text, at = error.doc, error.pos
    quotes = re.fullmatch("""Expected ["']('{1,3})["']""", error.msg)
    if quotes:
        at = text.rfind(quotes[1], 0, at)
    elif error.msg == "Unterminated string" and text.count('"""') % 2:
        at = text.rfind('"""')
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[begin : end if end >= 0 else len(text)]
    number = text.count("\n", 0, begin) + 1
    return _Spot(error.msg, number, line[: at - begin], line[at - begin :])


# The finders. Each begins with what the parser must have said, or must see, for its mistake.


def _curly(spot: _Spot) -> _Said | None:
    """Find “ or ” where " is meant: at the place itself, or at the end of an open text."""
    last = (spot.before + spot.after).rstrip(" ,]}")[-1:]
    mark = last if spot.said(_STRING_OPEN) else spot.here
    if not mark or mark not in _CURLY:
        return None
    return _Said(
        "toml.curly-quotes",
        say("{mark} is not the quotation mark of this format", mark=mark),
        say("type straight ones: {example}", example='"..."'),
    )


def _full_width(spot: _Spot) -> _Said | None:
    """Find a full-width sign whose plain form would be right: ，＝【０."""
    plain = unicodedata.normalize("NFKC", spot.here.translate(_PLAIN))
    if plain == ":" and not spot.here.isascii() and spot.said(_KEY_EXPECTED):
        plain = "="
    if plain == spot.here or not plain.isascii():
        return None
    if plain.isspace():
        return _Said(
            "toml.full-width",
            say("the space here is not an ordinary one"),
            say("delete it, or type a plain space"),
        )
    return _Said(
        "toml.full-width",
        say("{mark} is a full-width character", mark=spot.here),
        say("type {plain} instead", plain=plain),
    )


def _bare_key(spot: _Spot) -> _Said | None:
    """Find a key in 汉字 without quotation marks, and show all of it, from before the place on."""
    if spot.here.isascii() or not spot.here.isalnum() or not spot.said(_KEY_EXPECTED):
        return None
    begun = re.search(f"(?:{_KEY.pattern})$", spot.just_before)
    rest = _KEY.match(spot.after)
    key = (begun[0] if begun else "") + (rest[0] if rest else "")
    return _Said(
        "toml.bare-key",
        say("{key} needs quotation marks", key=key),
        say("write {key}", key=f'"{key}"'),
    )


def _no_value(spot: _Spot) -> _Said | None:
    if not spot.said(("Invalid value",)) or spot.here not in {"", "#", ",", "]", "}"}:
        return None
    return _Said("toml.no-value", say("a value is missing here"))


def _date(spot: _Spot) -> _Said | None:
    """Find what was meant as a day: 2020/9/1, 2020年9月1日, or a day that no calendar has."""
    begun = _NUMBER.search(spot.just_before)
    written = (begun[0] if begun else "") + spot.after
    if not spot.said(("Invalid date",)) and not _DATE.match(written):
        return None
    return _Said(
        "toml.date",
        say("this is not a date"),
        say("write the date as {example}", example="2020-09-01"),
    )


def _number(spot: _Spot) -> _Said | None:
    """Find a number with something at it: a unit, a share's %, a leading 0, .5 or 1,000."""
    begun = _NUMBER.search(spot.just_before.rstrip())
    if spot.said(("Invalid value",)) and re.match("[-+._0-9]", spot.here):
        hint = say("write digits alone, with one before the point: {example}", example="0.5")
    elif not begun or not spot.said(_VALUE_ENDED) or _NEXT_KEY.match(spot.after):
        return None
    elif begun[0].lstrip("+-") == "0" and spot.here.isdigit():
        hint = say("a number does not begin with 0")
    elif spot.here == "%":
        hint = say("write a share in quotation marks: {example}", example=f'"{begun[0]}%"')
    elif spot.here.isalpha() or spot.here in {",", "_", ".", "/"}:
        hint = say("write digits alone, without a unit and without separators")
    else:
        return None
    return _Said("toml.number", say("this is not a number"), hint)


def _bare_text(spot: _Spot) -> _Said | None:
    """Find a text without quotation marks where a value belongs."""
    if not spot.said(("Invalid value",)):
        return None
    bare = _BARE.match(spot.after)
    return _Said(
        "toml.bare-text",
        say("{text} needs quotation marks", text=(bare[0] if bare else spot.here).strip(" \"'")),
        say("a text stands between two straight quotation marks: {example}", example='"..."'),
    )


def _quotes(spot: _Spot) -> _Said | None:
    """Find a text that is not closed, or is closed by a quotation mark inside it."""
    if spot.said((*_STRING_OPEN, "Expected \"'", "Expected '\"")):
        return _Said("toml.quotes", say("a quotation mark is missing at the end of this text"))
    if spot.said(_VALUE_ENDED) and spot.before[-1:] in {'"', "'"} and spot.here.strip():
        return _Said(
            "toml.quotes",
            say("the text ends at the quotation mark before this place"),
            say('inside a text, write “ ” or \\"'),
        )
    return None


def _twice(spot: _Spot) -> _Said | None:
    """Find a key or heading that stands a second time, in whatever way the parser says so."""
    if not spot.said(_TWICE):
        return None
    return _Said(
        "toml.twice",
        say("this key or heading stands a second time"),
        say("keep one; a heading that may be repeated has double brackets: [[component]]"),
    )


def _other(spot: _Spot) -> _Said:
    """Say the rest in one sentence each."""
    message = next(
        (message for beginning, message in _OTHERS if spot.said((beginning,))),
        say("this line cannot be read"),
    )
    return _Said("toml.syntax", message)


_OTHERS = (
    ("Expected '=' after", say("a key is followed by = and its value")),
    ("Expected ']", say("the heading is not closed: a bracket is missing")),
    ("Unclosed", say("a comma or the closing bracket is missing before this place")),
    ("Expected newline", say("there is something left after the value")),
    ("Unescaped", say("inside a text, a backslash is written twice: \\\\")),
    ("Illegal character", say("there is an invisible character here; delete it")),
    ("Found invalid character", say("there is an invisible character here; delete it")),
)
_FINDERS: tuple[Callable[[_Spot], _Said | None], ...] = (
    _curly,
    _full_width,
    _bare_key,
    _no_value,
    _date,
    _number,
    _bare_text,
    _quotes,
    _twice,
    _other,
)
