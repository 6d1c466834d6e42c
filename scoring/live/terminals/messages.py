"""What goes over the line between terminals (报文): one JSON object a line, and nothing else.

What comes from the other end is checked before it is believed: a wish must be that of an act,
with values of its own types. For each kind of value there are two functions, ``..._json`` and
``..._of``, and the second gives back what the first was given. Sentences go over as they are
before they are in a language: each terminal says them in its own.

>>> phrase_of(phrase_json(say("a count is not below zero"))) == say("a count is not below zero")
True
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import fields
from functools import cache
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from scoring.errors import HasProblems, PingyiError, Place, Problem, Refused
from scoring.json_values import Json
from scoring.live.session import Entry
from scoring.live.terminals.desk import Seat
from scoring.meeting import Forbidden, Refusal
from scoring.meeting.acts import ACTS, Freeze, SetPin, SetPinAnew
from scoring.meeting.wishes import Wish
from scoring.meeting.writing import fact_of, written
from scoring.report.deciding import Deciding
from scoring.report.hall import HallPlace, HallView
from scoring.wording import Phrase, say

PROTOCOL = "pingyi/terminal/2"
NOT_SENT: frozenset[type[Wish]] = frozenset({Freeze, SetPin, SetPinAnew})
"""Wishes that do not come over the line as such."""
LONGEST = 8 * 1024 * 1024
"""Bytes of a line."""
BATCH = 500
"""Facts in one line, so that none becomes too long."""

Message: TypeAlias = Mapping[str, Json]


def line_of(message: Message) -> bytes:
    """Return ``message`` as it goes over the line: UTF-8, ended by a newline.

    Raises TypeError where something in it is not JSON.
    """
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


async def heard(reader: asyncio.StreamReader) -> AsyncGenerator[Message, None]:
    """Yield what the other end says, until it hangs up.

    Raises ValueError for a line that is no JSON, too deep or too long, or has half a character in
    it (U+D800), which could be neither shown nor written; TypeError for one that is no object.
    """
    while line := await reader.readline():
        try:
            message = json.loads(line)
        except RecursionError as error:
            raise ValueError("too deep") from error
        if not isinstance(message, dict):
            raise TypeError(line[:80])
        if HALF in line.lower():
            line_of(message)  # raises UnicodeEncodeError, a ValueError
        yield message
        await asyncio.sleep(0)  # whoever says much at once does not keep the others waiting


HALF = b"\\ud"
"""How a line that has half a character in it writes that; whole ones may be written so too."""


# What is wanted -----------------------------------------------------------------------------


def wish_json(wish: Wish) -> Json:
    """Return ``wish`` as JSON: the name of its class, and its fields by name."""
    values = {one.name: getattr(wish, one.name) for one in fields(wish)}
    return [type(wish).__name__, values]


def wish_of(found: Json) -> Wish:
    """Return the wish that ``wish_json`` wrote. Raises ValueError where it is none.

    Files are frozen, and PINs set, by messages of their own: their content is no fact.
    """
    name, values = found
    kind = _kind(name)
    if kind in NOT_SENT or set(values) != {one.name for one in fields(kind)}:
        raise ValueError(name)
    try:
        return _checked(name).validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        raise ValueError(name) from error


@cache
def _checked(name: str) -> TypeAdapter[Wish]:
    return TypeAdapter(_kind(name))


def _kind(name: str) -> type[Wish]:
    kind = ACTS.wish_named(name)
    if kind is None:
        raise ValueError(name)
    return kind


# What happened ------------------------------------------------------------------------------


def entry_json(entry: Entry) -> Json:
    """Return a fact with its envelope as JSON: its line, and its time or an empty text."""
    return [written(entry.fact), entry.at]


def entry_of(found: Json) -> Entry:
    """Return the entry that ``entry_json`` wrote. Raises ValueError where it is none."""
    fact, at = found
    return Entry(fact_of(fact), at)


def seat_of(found: Json) -> Seat:
    """Return a seat that went over the line as a list. Raises TypeError where it is none."""
    return Seat(*found)


def hall_json(view: HallView) -> Json:
    """Return what the hall may see as JSON."""
    return view._asdict() | {"places": [list(place) for place in view.places]}


def hall_view_of(found: Json) -> HallView:
    """Return what ``hall_json`` wrote. Raises TypeError where it is something else."""
    return HallView(**found | {"places": tuple(map(_hall_place, found["places"]))})


def _hall_place(found: Json) -> HallPlace:
    place = HallPlace(*found)
    return place._replace(decided=tuple(Deciding(*one) for one in place.decided))


# What is said -------------------------------------------------------------------------------


def phrase_json(phrase: Phrase) -> Json:
    """Return ``phrase``, not yet in a language, as JSON."""
    return {"say": phrase.template, "with": {key: _value(one) for key, one in phrase.values}}


def phrase_of(found: Json) -> Phrase:
    """Return the phrase that ``phrase_json`` wrote; values that were no text are texts now."""
    return Phrase(found["say"], tuple((key, _of_value(one)) for key, one in found["with"].items()))


def _value(value: object) -> Json:
    if isinstance(value, Phrase):
        return phrase_json(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return value if isinstance(value, str | int | None) else str(value)


def _of_value(found: Json) -> object:
    if isinstance(found, dict):
        return phrase_of(found)
    return tuple(_of_value(one) for one in found) if isinstance(found, list) else found


# Why not ------------------------------------------------------------------------------------


def fault_json(fault: Exception) -> Json:
    """Return why something could not be done, as JSON: ``forbidden``, ``problems``, ``refused``.

    Of a fault of the program only its kind is told: its values may be secret.
    """
    if isinstance(fault, Forbidden):
        return {"forbidden": [[one.code, phrase_json(one.message)] for one in fault.refusals]}
    if isinstance(fault, HasProblems):
        return {"problems": [_problem_json(one) for one in fault.problems]}
    if isinstance(fault, Refused):
        return {"refused": phrase_json(fault.reason)}
    if isinstance(fault, PingyiError):
        return {"refused": phrase_json(say("{error}", error=str(fault)))}
    if isinstance(fault, OSError):
        told = say("{file}: {reason}", file=str(fault.filename or ""), reason=fault.strerror)
        return {"refused": phrase_json(told)}
    told = say("the terminal that owns the meeting failed ({kind})", kind=type(fault).__name__)
    return {"refused": phrase_json(told)}


def fault_of(found: Json) -> PingyiError:
    """Return what ``fault_json`` wrote as it would have been raised here."""
    if "forbidden" in found:
        return Forbidden(tuple(Refusal(code, phrase_of(one)) for code, one in found["forbidden"]))
    if "problems" in found:
        return HasProblems(_problem_of(one) for one in found["problems"])
    return Refused(phrase_of(found["refused"]))


def _problem_json(problem: Problem) -> Json:
    where, hint = problem.where, problem.hint
    return [
        problem.code,
        [where.file, where.line, where.cell],
        phrase_json(problem.message),
        hint and phrase_json(hint),
        problem.warning,
    ]


def _problem_of(found: Json) -> Problem:
    code, where, message, hint, warning = found
    told = phrase_of(message), phrase_of(hint) if hint else None
    return Problem(code, Place(*where), *told, warning=warning)
