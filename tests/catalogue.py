"""The Chinese catalogue (译文): gather the messages, keep what is translated, compile.

``python tests/catalogue.py`` brings ``pingyi.po`` up to date and makes ``pingyi.mo`` from it. What
it lists is left to translate, by hand, in ``pingyi.po``; then run it again.
"""

import ast
import io
import struct
import sys
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

import click
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "scoring" / "locale" / "zh_CN" / "LC_MESSAGES"
PO = CATALOGUE / "pingyi.po"
MO = CATALOGUE / "pingyi.mo"

Id: TypeAlias = str | tuple[str, ...]
"""A message, or its singular and plural."""

OURS = {"say": 1, "translate": 1}
"""The functions that take a message, and how many texts it has."""

OF_CLICK = {"_": 1, "ngettext": 2}

MET_IN_CLICK: tuple[Id, ...] = (
    "Usage:",
    "Options",
    "Positional arguments",
    "Commands",
    "required",
    "default: {default}",
    "Show this message and exit.",
    "file",
    "directory",
    "path",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Choose from:\n\t{choices}",
    "No such command {name!r}.",
    "No such option {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Argument {name!r} takes {nargs} values.",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "Repeat for confirmation",
    "Error: {message}",
    "Error: The two entered values do not match.",
    "Aborted!",
)
"""What a user of our commands can be told by click; the rest is for those who write commands."""

HEADER = """\
Project-Id-Version: pingyi
Language: zh_CN
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=1; plural=0;
"""
"""Names no date and no tool: the same translations make the same file."""


def messages() -> Iterator[tuple[Id, str]]:
    """Yield each message of ours and click's that can be met, and the file that says it."""
    for folder in ("scoring", "tui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for id_ in _said_in(path, OURS):
                yield id_, path.relative_to(ROOT).as_posix()
    for id_ in MET_IN_CLICK:
        yield id_, "click"


def click_messages() -> set[Id]:
    """Return every message in the source of the click that is installed."""
    sources = Path(click.__file__).parent.glob("*.py")
    return {id_ for path in sources for id_ in _said_in(path, OF_CLICK)}


def gathered(known: Catalog) -> Catalog:
    """Return a catalogue of the messages there are now, with what ``known`` has translated.

    A translation that is marked as fuzzy is a guess, and is dropped.
    """
    fresh = Catalog("zh_CN", fuzzy=False)
    for id_, file in messages():
        old = known.get(id_)
        text = old.string if old is not None and not old.fuzzy else ""
        fresh.add(id_, text, [(file, 0)])
    return fresh


def committed() -> Catalog:
    """Return what stands in ``pingyi.po``; an empty catalogue without it."""
    if not PO.exists():
        return Catalog("zh_CN", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, "zh_CN", abort_invalid=True)


def po_of(catalogue: Catalog) -> bytes:
    """Return ``catalogue`` as the text of a .po file, with files and without line numbers."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, include_lineno=False)
    header = "".join(f'"{line}\\n"\n' for line in HEADER.splitlines())
    return f'msgid ""\nmsgstr ""\n{header}\n'.encode() + body.getvalue()


def mo_of(catalogue: Catalog) -> bytes:
    """Return the translated messages of ``catalogue`` as a .mo file, as gettext reads it.

    Source: the GNU gettext manual, "The Format of GNU MO Files"; without a hash table.
    """
    entries = sorted({b"": HEADER.encode(), **dict(_translated(catalogue))}.items())
    tables = 28  # bytes of the header
    texts = tables + 16 * len(entries)
    index, body = [b"", b""], b""
    for column in (0, 1):
        for entry in entries:
            text = entry[column]
            index[column] += struct.pack("<2I", len(text), texts + len(body))
            body += text + b"\0"
    start = struct.pack(
        "<7I", 0x950412DE, 0, len(entries), tables, tables + 8 * len(entries), 0, texts
    )
    return start + index[0] + index[1] + body


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the message itself, or its singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(map(str, message.id))


def text_of(message: Message) -> str:
    """Return the translation; of a message with a plural, the one form that Chinese has."""
    text = message.string or ""
    return text if isinstance(text, str) else text[0]


def untranslated(catalogue: Catalog) -> list[object]:
    """Return the messages that have no translation, or only a guess."""
    return [one.id for one in catalogue if one.id and (one.fuzzy or not text_of(one))]


def main() -> int:
    """Bring both files up to date; return 1 where something is left to translate."""
    old = committed()
    fresh = gathered(old)
    CATALOGUE.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_of(fresh))
    MO.write_bytes(mo_of(fresh))
    gone = [one for one in old if one.id and one.id not in fresh and text_of(one)]
    for one in gone:
        sys.stdout.write(f"no longer said: {one.id!r} ({text_of(one)})\n")
    left = untranslated(fresh)
    for id_ in left:
        sys.stdout.write(f"to translate: {id_!r}\n")
    sys.stdout.write(f"{len(fresh)} messages, {len(left)} to translate, {len(gone)} dropped\n")
    return 1 if left else 0


def _said_in(path: Path, functions: Mapping[str, int]) -> Iterator[Id]:
    """Yield each message in the source ``path``, in its order.

    Not by Babel's own extraction, which overlooks a call inside another and inside an f-string.
    """
    for call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
        texts = [*takewhile(lambda text: text is not None, map(_literal, call.args))]
        wanted = functions.get(_name(call.func))
        if wanted is not None and len(texts) >= wanted:
            yield str(texts[0]) if wanted == 1 else tuple(map(str, texts[:wanted]))


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child
        yield from _calls(child)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literal(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str(text)):
            return text
    return None


def _translated(catalogue: Catalog) -> Iterator[tuple[bytes, bytes]]:
    for one in catalogue:
        if one.id and text_of(one) and not one.fuzzy:
            yield "\0".join(texts_of(one)).encode(), text_of(one).encode()


if __name__ == "__main__":
    sys.exit(main())
