r"""On which line of a TOML text a value stands.

The parser that reads values exactly forgets where they stood. tomlkit remembers the text around
them: a marker set before an item comes out, when the document is written again, on its line.

>>> text = 'title = "a"\n[files]\nunits = "u.csv"\n'
>>> line_of(text, ("files", "units")), line_of(text, ("files", "given"))
(3, 2)
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, InlineTable, Item, Table

from scoring.scheme.model import Key

TRACED = 64 * 1024
"""Characters of a text that is marked; a longer one takes too long, and is scanned instead."""

_MARKER = "\x01{}\x01"  # no TOML text may contain it
_MARKED = re.compile("\x01([0-9]+)\x01")
_HEADING = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_ASSIGNMENT = re.compile(r"""\s*((?:[\w.-]|"[^"]*"|'[^']*')(?:[\w. -]|"[^"]*"|'[^']*')*)=""")
_NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

_Lines: TypeAlias = dict[Key, int]


def line_of(text: str, key: Key) -> int:
    """Return the line, counted from 1, on which the value at ``key`` begins.

    For what is missing it is the heading of its table, else the line of the value that should
    hold it, else the first. ``text`` is TOML that has been read before.
    """
    return lines_of(text, [key])[0]


# For ("component", 0, "full") the markers are numbered along the way: 0 for "component", 1 for its
# first table, 2 for the value. Written again, the text reads
#     [[component]] <0><1>
#     id = <0><1>"base"
#     full = <2>100
# and the number in each marker leads back to its key. A table is marked at its first value, too,
# since one that dotted keys make has no heading; of several lines the first counts.
def lines_of(text: str, keys: Sequence[Key]) -> list[int]:
    """Return ``line_of`` for each of ``keys``, in their order, going through ``text`` once."""
    lines = _marked(text, keys) if len(text) <= TRACED else {}
    lines = lines or _scanned(text)
    return [_nearest(lines, key) for key in keys]


def _nearest(lines: _Lines, key: Key) -> int:
    ways = (key[:length] for length in range(len(key), 0, -1))
    return next((lines[way] for way in ways if way in lines), 1)


def _marked(text: str, keys: Sequence[Key]) -> _Lines:
    """Return the lines of ``keys`` and of all that they stand in; empty where tomlkit gives up."""
    try:
        document = tomlkit.parse(text)
        items = _items(document, keys)
        for number, item in enumerate(items.values()):
            _mark(item, _MARKER.format(number))
        written = document.as_string()
    except Exception:  # noqa: BLE001 - the text has been read; whatever fails here costs only lines
        return {}
    ways, lines = list(items), _Lines()
    for line, content in enumerate(written.split("\n"), 1):
        for number in _MARKED.findall(content):
            lines.setdefault(ways[int(number)], line)
    return lines


def _items(document: Container, keys: Sequence[Key]) -> dict[Key, object]:
    """Return the items on the way to each key, as far as there are any, each once."""
    found: dict[Key, object] = {(): document}
    for key in keys:
        for length in range(1, len(key) + 1):
            way = key[:length]
            if way not in found:
                item = _within(found[way[:-1]], way[-1])
                if item is None:
                    break
                found[way] = item
    del found[()]
    return found


def _within(holder: object, part: str | int) -> object | None:
    inside = holder.value if isinstance(holder, Table | InlineTable) else holder
    found: object = None
    if isinstance(inside, Container) and isinstance(part, str):
        found = inside.item(part) if part in inside else None
    elif isinstance(inside, list) and isinstance(part, int):
        found = inside[part] if part < len(inside) else None
    elif isinstance(inside, dict):
        found = inside.get(part)
    return found


def _mark(item: object, marker: str) -> None:
    """Make ``item`` come out with ``marker``: in a table's heading, else before the value."""
    if isinstance(item, AoT):
        _mark(item[0], marker)
    elif isinstance(item, Table):
        item.trivia.comment += marker
        if item.value:  # a table made by dotted keys has no heading
            _mark(item.value.item(next(iter(item.value))), marker)
    elif isinstance(item, Item):
        vars(item)["as_string"] = partial(_with_marker, marker, item.as_string)
    elif isinstance(item, dict):  # a table written in several places
        _mark(next(iter(item.values())), marker)


def _with_marker(marker: str, as_string: Callable[[], str]) -> str:
    return marker + as_string()


def _scanned(text: str) -> _Lines:
    """Return the lines of headings and of keys that begin a line, without understanding more.

    What looks like one inside a text of several lines is taken for one: a line may be wrong.
    """
    lines, table, counts = _Lines(), Key(), dict[Key, int]()
    for line, content in enumerate(text.split("\n"), 1):
        if heading := _HEADING.match(content):
            table = _entered(_names(heading[2]), counts, one_more=len(heading[1]) > 1)
            lines.setdefault(table, line)
            lines.setdefault(table[:-1], line)
        elif assignment := _ASSIGNMENT.match(content):
            lines.setdefault((*table, *_names(assignment[1])), line)
    return lines


def _names(dotted: str) -> Key:
    return tuple(name.strip("\"'") for name in _NAME.findall(dotted))


def _entered(names: Key, counts: dict[Key, int], *, one_more: bool) -> Key:
    """Return the key of the table that a heading begins, with its positions in arrays."""
    way = Key()
    for depth, name in enumerate(names, 1):
        way = (*way, name)
        if one_more and depth == len(names):
            counts[way] = counts.get(way, 0) + 1
        if way in counts:
            way = (*way, counts[way] - 1)
    return way
