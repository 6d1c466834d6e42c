"""docs/architecture.md shows the house as it stands."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from scoring.cli.program import COMMANDS
from tests.docs.pages import rows, spans, text_of
from tests.sources import ROOT, sources_of
from tests.unit.test_layering import FLOORS, INTERFACES, Floor

PAGE = "docs/architecture.md"
OUTSIDE = set("Decimal Fraction IndexError NA grep parse_float pdf round tomllib".split())
"""Names on the page that are not ours: Python's, a library's, a command's."""

_QUALIFIED = re.compile(r"[a-z_]\w*(\.\w+)+")
_FILE = re.compile(r".*/.*|.*\.(csv|toml|md)")


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the house by the name that the page has for it."""
    sources = sources_of("scoring", "tui")
    return {name.removeprefix("scoring."): ast.parse(text) for name, text in sources.items()}


def defined(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    """Return what ``body``, of a module or a class, gives a name to."""
    return {name: node for node in body for name in _names(node)}


def _names(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Assign():
            yield from (one.id for one in node.targets if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.ImportFrom() | ast.Import():
            yield from (alias.asname or alias.name for alias in node.names)
        case _:
            return


def is_there(span: str) -> bool:
    """Whether ``span`` is a module, or something that a module or a class in it defines."""
    parts = span.split(".")
    for end in range(len(parts), 0, -1):
        tree = modules().get(".".join(parts[:end]))
        if tree is not None:
            return _has(tree.body, parts[end:])
    return False


def _has(body: list[ast.stmt], names: list[str]) -> bool:
    if not names:
        return True
    node = defined(body).get(names[0])
    if node is None:
        return False
    return len(names) == 1 or (isinstance(node, ast.ClassDef) and _has(node.body, names[1:]))


def walks() -> dict[str, list[str]]:
    """Return the steps of each walk, by its heading."""
    parts = re.split(r"^## ", text_of(PAGE), flags=re.MULTILINE)[1:]
    found = {
        part.partition("\n")[0]: re.findall(r"^\d+\. .*$", part, re.MULTILINE) for part in parts
    }
    return {heading: steps for heading, steps in found.items() if steps}


def held() -> dict[str, str]:
    """Return the rooms that have walls and are there, each with its floor."""
    there = {room: floor for room, floor in (FLOORS | INTERFACES).items() if _is_room(room)}
    return {room: _shown(floor) for room, floor in there.items()}


def _is_room(room: str) -> bool:
    return room in modules() and room != "__main__"


def _shown(floor: Floor) -> str:
    return f"{floor.number}.{floor.step}" if floor.step else str(floor.number)


def test_every_room_is_shown_on_the_floor_that_is_held() -> None:
    shown = {
        cells[1].strip("`"): cells[0] for cells in rows(text_of(PAGE)) if cells[0][0].isdigit()
    }
    assert shown == held()


def test_every_dependency_is_named_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = (*project["project"]["dependencies"], *project["build-system"]["requires"])
    needed = {re.split("[><=]", one)[0] for one in chain(asked, *extras)}
    listed = {
        name
        for cells in rows(text_of(PAGE))
        if len(cells) > 2 and cells[1]
        for name in re.findall(r"[\w-]+", cells[0])
    }
    assert needed <= listed


def test_functions_and_modules_named_are_there() -> None:
    named = {span for span in spans(text_of(PAGE)) if _QUALIFIED.fullmatch(span)}
    named -= {span for span in named if _FILE.fullmatch(span)}
    assert len(named) > 100
    assert [span for span in sorted(named) if not is_there(span)] == []


def test_files_and_folders_named_are_there() -> None:
    named = {span for span in spans(text_of(PAGE)) if "/" in span}
    named -= {span for span in named if not re.fullmatch(r"[\w./-]+", span)}
    there = {"seal/", "webui/"}  # their floors are, they are not
    assert [span for span in sorted(named - there) if not (ROOT / span).exists()] == []


def test_single_names_are_of_something() -> None:
    known = OUTSIDE | COMMANDS.keys()
    for name, tree in modules().items():
        known.add(name.rpartition(".")[2])
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt):
                known.update(_names(node))
    named = {span for span in spans(text_of(PAGE)) if re.fullmatch(r"[A-Za-z_]+", span)}
    assert sorted(named - known) == []


@pytest.mark.parametrize("walk", ["A mark,", "A row", "A scheme key,"])
def test_each_step_of_a_walk_names_where_it_is(walk: str) -> None:
    [steps] = [steps for heading, steps in walks().items() if heading.startswith(walk)]
    assert len(steps) > 4
    for step in steps:
        assert any(_QUALIFIED.fullmatch(span) and is_there(span) for span in spans(step)), step


def test_what_is_not_there_is_found() -> None:
    assert is_there("counting.statistics.trim")
    assert is_there("tui.keys.keying.Keying.press")
    assert not is_there("counting.statistics.trimmed")
    assert not is_there("tui.keys.keying.Keying.pressed")
    assert not is_there("nowhere.trim")
