"""TOML in; a model out, or every problem of the file with its line.

Decimals come as ``Decimal``, so that 0.1 is a tenth.

>>> parsed(b"step = 0.1", "scheme.toml").table
{'step': Decimal('0.1')}
>>> print(*parsed("title = “会议”".encode(), "meeting.toml").problems)
meeting.toml:1: column 9: “ is not the quotation mark of this format [toml.curly-quotes]
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from importlib.resources.abc import Traversable
from typing import TypeVar

import tomli
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scoring.errors import Place, Problem, errors_of
from scoring.files.encoding import NotTextError, codec_of
from scoring.files.file_problems import Findings
from scoring.files.toml.draft import Draft, TomlTable, value_at
from scoring.files.toml.faults_in_words import faults_of
from scoring.files.toml.shape import KeyPlace, spot_of, tables_of
from scoring.files.toml.syntax import syntax_problem
from scoring.scheme.model import EACH_KEY_ALONE, ClosedTable, Conflict, Key
from scoring.wording import Phrase, say

__all__ = ["LARGEST", "TomlFile", "parsed", "read_toml", "sound_part", "validated"]

LARGEST = 256 * 1024
"""Bytes that a TOML file may have."""
DEEPEST = 20
"""Tables and lists that may stand in each other."""

Model = TypeVar("Model", bound=ClosedTable)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a TOML file holds."""

    shown: str
    """Its name in problems."""
    content: bytes
    """Its bytes; empty when it could not be read, or is too large."""
    text: str = ""
    """Without a byte order mark; empty where the bytes are no text in UTF-8."""
    table: TomlTable | None = None
    """Its keys and values, figures as int or Decimal; None when it has problems."""
    problems: tuple[Problem, ...] = ()

    @property
    def sha256(self) -> str:
        """The fingerprint of its bytes, in hexadecimal digits."""
        return sha256(self.content).hexdigest()


def read_toml(path: Traversable, shown: str) -> TomlFile:
    """Return what the file at ``path`` holds; ``shown`` is its name in problems.

    A file that is missing, unreadable or larger than ``LARGEST`` is told in ``problems``; nothing
    is raised.
    """
    try:
        if not path.is_file():
            return _refused(shown, "toml.no-file", say("there is no such file"))
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return _refused(shown, "toml.unreadable", say("the file cannot be read"))
    if len(content) > LARGEST:
        return _refused(
            shown,
            "toml.too-large",
            say("the file is larger than {most} KiB", most=LARGEST // 1024),
            say("is it the right file? a file of rules takes a few KiB"),
        )
    return parsed(content, shown)


def parsed(content: bytes, shown: str) -> TomlFile:
    """Return what ``content`` says, or the one problem for which it cannot be read.

    ``shown`` is the file's name in that problem.
    """
    foreign = _foreign(content, shown)
    if foreign:
        return TomlFile(shown, content, problems=(foreign,))
    text = content.decode("utf-8-sig")
    table: TomlTable | None = None
    problem: Problem | None = None
    try:
        table = tomli.loads(text, parse_float=_decimal)
    except tomli.TOMLDecodeError as error:
        problem = syntax_problem(error, shown)
    except RecursionError:
        problem = _too_deep(Place(shown))
    except ValueError:
        problem = _long_number(text, shown)
    if table is not None and (deep := _key_of_deepest(table)):
        problem = _too_deep(Place(shown, lines_of(text, [deep])[0]))
    return TomlFile(shown, content, text, *((None, (problem,)) if problem else (table,)))


def validated(
    model: type[Model], file: TomlFile, stand_ins: Mapping[str, object]
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return what ``file`` says as a ``model``, or None where it is at fault; and all problems.

    ``stand_ins`` as for ``sound_part``. With warnings alone there is an instance.
    """
    instance, problems = sound_part(model, file, stand_ins)
    return (None if errors_of(problems) else instance), problems


def sound_part(
    model: type[Model], file: TomlFile, stand_ins: Mapping[str, object]
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return what is sound in ``file`` as a ``model``; and all its problems, by line.

    In ``stand_ins``, each key that a table of the model requires has a sound value, by the key's
    own name; a table that lacks a required key without one is not judged further. Doubts come as
    warnings. None is returned only where ``file`` is no TOML. Raises LookupError where a key that
    the model itself requires has no stand-in: a bug of ours.
    """
    if file.table is None:
        return None, file.problems
    draft = Draft(file.table, stand_ins)
    faults, instance = _judged(model, draft)
    for at, rule in tables_of(instance):
        faults += draft.independent(_placed(rule.conflicts(), at, draft))
    doubts = list(draft.independent(_placed(instance.doubts(), (), draft)))
    return instance, _problems(file, faults, doubts)


def _judged(model: type[Model], draft: Draft) -> tuple[list[Conflict], Model]:
    """Put ``draft`` right; return what was wrong with its keys, and the model of the rest.

    Each turn takes out or fills in at least one place of a finite table, so there is an end.
    """
    faults: list[Conflict] = []
    while True:
        table = draft.table()
        try:
            return faults, model.model_validate(table, context=EACH_KEY_ALONE)
        except ValidationError as refused:
            errors = refused.errors(include_url=False)
        spots = ((spot_of(model, error["loc"]), error) for error in errors)
        meant = [
            (draft.original(spot.key), spot.known, error)
            for spot, error in spots
            if _is_meant(spot, table)
        ]
        # Unknown keys first: one may be a misspelling of what is missing.
        for key, known, error in sorted(meant, key=lambda it: it[2]["type"] != "extra_forbidden"):
            faults += _put_right(draft, key, known, error)


def _put_right(
    draft: Draft, key: Key, known: Sequence[str], error: ErrorDetails
) -> tuple[Conflict, ...]:
    """Put right what is wrong at ``key``; return what it was, unless it is a consequence."""
    if error["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        key = (*key, "kind")
    faults = () if draft.is_unsure(key) else faults_of(error, key, known)
    if error["type"] == "extra_forbidden":
        draft.drop_unknown(key, known)
    elif error["type"] in {"missing", "union_tag_not_found"}:
        draft.stand_in(key)
    else:
        draft.take_out(key)
    return faults


def _is_meant(spot: KeyPlace, table: TomlTable) -> bool:
    """Tell whether a value that may be a table or not was tried as what it is."""
    if spot.tried is None:
        return True
    return isinstance(value_at(table, spot.tried.at), dict) == spot.tried.as_table


def _placed(conflicts: Iterator[Conflict], at: Key, draft: Draft) -> Iterator[Conflict]:
    """Yield the conflicts of the table at ``at``, their keys as in the file."""
    for conflict in conflicts:
        whole = conflict.within(at)
        about = tuple(draft.original(key) for key in whole.about)
        yield replace(whole, key=draft.original(whole.key), about=about)


def _problems(
    file: TomlFile, faults: Sequence[Conflict], doubts: Sequence[Conflict]
) -> tuple[Problem, ...]:
    found = Findings()
    lines = lines_of(file.text, [conflict.key for conflict in (*faults, *doubts)])
    for fault, line in zip(faults, lines, strict=False):
        found.error(fault.code, Place(file.shown, line), fault.message, fault.hint)
    for doubt, line in zip(doubts, lines[len(faults) :], strict=True):
        found.warning(doubt.code, Place(file.shown, line), doubt.message, doubt.hint)
    return found.problems()


def _refused(shown: str, code: str, message: Phrase, hint: Phrase | None = None) -> TomlFile:
    return TomlFile(shown, b"", problems=(Problem(code, Place(shown), message, hint),))


def _foreign(content: bytes, shown: str) -> Problem | None:
    """Return the problem of bytes that are no text in UTF-8."""
    line = 0
    try:
        codec = "utf-16" if b"\0" in content else codec_of(content)
    except NotTextError as error:
        codec, line = "", error.line
    if codec.startswith("utf-8"):
        return None
    named = {"utf-16": "UTF-16", "gb18030": "GBK / GB18030"}.get(codec)
    message = (
        say("the file is encoded in {encoding}, not in UTF-8", encoding=named)
        if named
        else say("the text is damaged here: it is not UTF-8")
    )
    hint = say("open it in an editor and save it as UTF-8")
    return Problem("toml.encoding", Place(shown, line), message, hint)


def _decimal(text: str) -> Decimal:
    """Return the exact figure; one that no Decimal can hold is no number of ours."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def _long_number(text: str, shown: str) -> Problem:
    longest = max(re.finditer("[0-9_]+", text), key=lambda digits: len(digits[0]))
    line = text.count("\n", 0, longest.start()) + 1
    return Problem("toml.long-number", Place(shown, line), say("this number is too long"))


def _too_deep(where: Place) -> Problem:
    return Problem(
        "toml.too-deep", where, say("too many brackets or keys stand inside each other here")
    )


def _key_of_deepest(table: TomlTable) -> Key | None:
    """Return the beginning of a key that leads deeper than ``DEEPEST``, or None.

    The first three steps of it are enough to find its line.
    """
    level: list[tuple[Key, object]] = [((), table)]
    for _ in range(DEEPEST):
        level = [(((*key, part)[:3]), item) for key, value in level for part, item in _items(value)]
    return level[0][0] if level else None


def _items(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def lines_of(text: str, keys: Sequence[Key]) -> list[int]:
    """Return the lines of ``keys`` in ``text``, in their order; see ``lines.line_of``.

    Only where there are any is the text gone through again.
    """
    if not keys:
        return []
    from scoring.files.toml import lines  # noqa: PLC0415 - tomlkit takes its time, and is needed only when there is something to say

    return lines.lines_of(text, keys)
