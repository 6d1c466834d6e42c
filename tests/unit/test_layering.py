"""The house: which module stands on which floor, and what it may therefore know.

A module imports only from floors below its own; inside one package, modules import their
siblings, without cycles; imports for types and inside functions count. Floors 0 to 6 are pure:
figures in, figures out. The interfaces have floors of their own, above all of the engine.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.sources import sources_of

SHELL = 7
"""The first floor that may touch files, the clock, the environment or a terminal."""


@dataclass(frozen=True, order=True)
class Floor:
    """Where a module stands; a module knows what stands strictly lower."""

    number: int
    step: int = 0
    """A floor can have steps: the higher knows the lower."""
    knows_to: int = 99
    """The highest floor that the module may know, although it stands higher."""


FLOORS = {
    "": Floor(0),  # scoring/__init__.py: the door; see DOOR
    "wording": Floor(0),
    "json_values": Floor(0),
    "errors": Floor(0, step=1),
    "points": Floor(0, step=1),
    "files.names": Floor(0, step=1),
    "scheme": Floor(1),
    "roster": Floor(1),
    "signals": Floor(1),
    "ballots": Floor(2),
    "answers": Floor(2, step=1),
    "years.suggestions": Floor(2),
    "counting": Floor(3),
    "meeting": Floor(4),
    "report": Floor(5),
    "years.handling": Floor(5),
    "years.report": Floor(6),
    "years": Floor(6),
    "files": Floor(SHELL, knows_to=3),
    "record": Floor(SHELL, knows_to=1),
    "locales": Floor(SHELL),
    "recordfile": Floor(SHELL),
    "years.files": Floor(SHELL, step=1),
    "documents": Floor(SHELL, step=1),
    "live": Floor(SHELL, step=2),
    "documents.casefiles": Floor(SHELL, step=3),
    "documents.document_sets": Floor(SHELL, step=4),
    "seal": Floor(SHELL, step=4),
    "ranked": Floor(SHELL, step=4),
    "cli": Floor(SHELL, step=5),
    "__main__": Floor(SHELL, step=6),
}
"""By module, or by the room that it stands in; the longest name that fits is meant."""

INTERFACES = {
    "tui": Floor(SHELL + 1),
    "tui.host": Floor(SHELL + 1, step=1),
    "tui.frame": Floor(SHELL + 1, step=2),
    "tui.keys": Floor(SHELL + 1, step=3),
    "tui.screens": Floor(SHELL + 1, step=4),
    "tui.app": Floor(SHELL + 1, step=5),
    "tui.opening": Floor(SHELL + 1, step=6),
    "webui": Floor(SHELL + 2, knows_to=SHELL),
}
"""What shows the engine stands above all of it; pages for devices know nothing of the terminal."""

PURE_IMPORTS = set(
    "abc annotated_types bisect collections dataclasses datetime decimal enum fractions "
    "functools graphlib hashlib heapq itertools json math numbers operator pydantic pydantic_core "
    "re string textwrap types typing typing_extensions unicodedata".split()
)
"""What floors 0 to 7 may use from outside: none of it sees a file, a clock, chance, the
environment or a terminal, but for the calls below."""

IMPURE_CALLS = {"open", "input", "print", "breakpoint", "eval", "exec", "__import__"}
CLOCKS = {"now", "today", "utcnow"}

DOOR = "scoring"
"""``scoring/__init__.py``, for Python users: it tells type checkers the names of what stands above
it, and loads each by name when it is asked for. When it is imported it loads nothing of the house,
so that every module can be imported without the others."""

KEPT_TO = {
    "pandas": {"documents"},
    "textual": {room for room in INTERFACES if room.startswith("tui")},
    "signal": {"signals", "record", "live", "cli"},
}
"""Who may import what not everybody may."""


def broken_walls(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each place where ``sources`` (by dotted name) break the layering."""
    trees = {module: ast.parse(source) for module, source in sources.items()}
    imports = {module: set(_imports(module, tree, trees)) for module, tree in trees.items()}
    return [
        *(f"{module} stands on no floor" for module in trees if _floor(module) is None),
        *_wrong_ways(imports),
        *_trespasses(imports),
        *_impurities(trees, imports),
        *_cycles(imports),
    ]


def _ours(module: str) -> bool:
    return f"{module}.".startswith(("scoring.", "tui.", "webui."))


def _place(module: str) -> str | None:
    """Return the row of a module, the longest name that fits; None where there is none."""
    package, *inner = module.split(".")
    if package != "scoring":
        row = ".".join([package, *inner][:2])
        return row if row in INTERFACES else None
    names = (".".join(inner[:end]) for end in range(max(len(inner), 1), -1, -1))
    return next((name for name in names if name in FLOORS and bool(name) == bool(inner)), None)


def _floor(module: str) -> Floor | None:
    place = _place(module)
    return None if place is None else (FLOORS | INTERFACES)[place]


def _pure(module: str) -> bool:
    floor = _floor(module)
    return floor is not None and floor.number < SHELL


def _imports(module: str, tree: ast.Module, known: Mapping[str, ast.Module]) -> Iterator[str]:
    """Yield the dotted name of each module that ``module`` imports, anywhere in it.

    Of the door, only what it imports when it runs.
    """
    for node in _run_by_door(tree) if module == DOOR else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node, known)
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in known or source == "scoring" else source


def _run_by_door(tree: ast.Module) -> Iterator[ast.AST]:
    for node in tree.body:
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from ast.walk(node)


def _absolute(module: str, node: ast.ImportFrom, known: Mapping[str, ast.Module]) -> str:
    if not node.level:
        return node.module or ""
    is_package = any(other.startswith(f"{module}.") for other in known)
    home = module.split(".") if is_package else module.split(".")[:-1]
    home = home[: len(home) - node.level + 1]
    return ".".join([*home, node.module] if node.module else home)


def _wrong_ways(imports: Mapping[str, set[str]]) -> Iterator[str]:
    for module, targets in imports.items():
        for target in sorted(filter(_ours, targets)):
            here, there = _floor(module), _floor(target)
            if here is None or there is None or _place(module) == _place(target):
                continue
            if (there.number, there.step) >= (here.number, here.step):
                yield f"{module} imports {target}, which does not stand below it"
            elif there.number > here.knows_to:
                yield f"{module} imports {target}, which it must not know"


def _trespasses(imports: Mapping[str, set[str]]) -> Iterator[str]:
    for module, targets in imports.items():
        for target in sorted(targets):
            package = target.split(".")[0]
            if _place(module) not in KEPT_TO.get(package, {_place(module)}):
                yield f"{module} imports {package}, which is not its business"


def _impurities(trees: Mapping[str, ast.Module], imports: Mapping[str, set[str]]) -> Iterator[str]:
    for module in filter(_pure, trees):
        allowed = PURE_IMPORTS | {*KEPT_TO} | ({"importlib"} if module == DOOR else set())
        for target in sorted(imports[module]):
            if not _ours(target) and target.split(".")[0] not in allowed:
                yield f"{module} imports {target}, which no pure module needs"
        for node in ast.walk(trees[module]):
            if isinstance(node, ast.Call) and _impure(node.func):
                yield f"{module}:{node.lineno} calls {ast.unparse(node.func)}, and is not pure"


def _impure(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr in CLOCKS
    return isinstance(called, ast.Name) and called.id in IMPURE_CALLS


def _cycles(imports: Mapping[str, set[str]]) -> Iterator[str]:
    try:
        TopologicalSorter({m: targets & imports.keys() for m, targets in imports.items()}).prepare()
    except CycleError as error:
        yield f"a circle of imports: {' > '.join(error.args[1])}"


def test_the_house_stands() -> None:
    sources = sources_of("scoring", "tui", "webui")
    assert {"scoring.points", "tui.app"} <= sources.keys()
    broken = broken_walls(sources)
    assert not broken, "\n".join(broken)


SOUND = {
    "scoring": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import scoring.tally",
    "scoring.points": "from fractions import Fraction",
    "scoring.scheme": "from scoring.scheme.model import Rule\nfrom .model import Rule",
    "scoring.scheme.model": "from scoring import points\nfrom pydantic import BaseModel",
    "scoring.counting.tally": "from scoring.scheme import Rule",
    "scoring.files": "import csv\nfrom scoring.scheme import Rule",
    "scoring.documents.tables": "def write():\n    import pandas as pd",
    "scoring.cli": "import click, sys\nfrom scoring.documents import tables",
    "tui.host": "from scoring.points import rounded",
    "tui.frame.lines": "import textual.widget",
    "tui.frame.page": "from typing import TYPE_CHECKING\nfrom tui.frame.lines import Bar\n"
    "if TYPE_CHECKING:\n    from tui.host import HostProgram",
    "tui.screens.entry": "from tui.frame.page import ScreenPage",
    "tui.app": "def begin():\n    from tui.screens import entry",
    "webui": "import asyncio\nfrom scoring.scheme import Rule",
}


def test_a_sound_house_is_left_in_peace() -> None:
    assert broken_walls(SOUND) == []


BELOW = "which does not stand below it"
BUSINESS = "which is not its business"


@pytest.mark.parametrize(
    ("module", "source", "broken"),
    [
        ("scoring", "from scoring.points import rounded", f"scoring.points, {BELOW}"),
        ("scoring.wording", "from . import errors", f"scoring.errors, {BELOW}"),
        ("scoring.wording", "import scoring.errors as e", f"scoring.errors, {BELOW}"),
        ("scoring.roster", "from scoring.ballots import Mark", f"scoring.ballots, {BELOW}"),
        (
            "scoring.counting.statistics",
            "def mean():\n    from scoring import meeting",
            f"scoring.meeting, {BELOW}",
        ),
        (
            "scoring.scheme.model",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import scoring.cli",
            f"scoring.cli, {BELOW}",
        ),
        (
            "scoring.files.table",
            "from ..report import page",
            "scoring.report, which it must not know",
        ),
        ("scoring.cli", "from tui import app", f"tui.app, {BELOW}"),
        ("scoring.cli", "import webui", f"webui, {BELOW}"),
        ("tui.host", "from tui.keys.grid import EntryGrid", f"tui.keys.grid, {BELOW}"),
        (
            "tui.frame.help",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tui import app",
            f"tui.app, {BELOW}",
        ),
        (
            "tui.frame.help",
            "def show():\n    from tui.screens.entry import EntryScreen",
            f"tui.screens.entry, {BELOW}",
        ),
        ("tui.app", "import webui", f"webui, {BELOW}"),
        ("webui", "from tui.frame import lines", "tui.frame.lines, which it must not know"),
        ("webui", "import textual.app", f"textual, {BUSINESS}"),
        ("tui.screens.entry", "import pandas", f"pandas, {BUSINESS}"),
        ("scoring.cli", "import textual.app", f"textual, {BUSINESS}"),
        ("scoring.counting.tally", "import pandas as pd", f"pandas, {BUSINESS}"),
        ("scoring.cli.report", "from pandas import DataFrame", f"pandas, {BUSINESS}"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str, broken: str) -> None:
    assert broken_walls(SOUND | {module: source}) == [f"{module} imports {broken}"]


@pytest.mark.parametrize(
    "outside",
    "os pathlib io random secrets time sys subprocess sqlite3 click os.path importlib.resources "
    "rich.table".split(),
)
def test_a_pure_module_that_reaches_outside_is_found(outside: str) -> None:
    broken = f"scoring.report.page imports {outside}, which no pure module needs"
    assert broken_walls(SOUND | {"scoring.report.page": f"import {outside}"}) == [broken]


@pytest.mark.parametrize("call", ["open('a')", "print(1)", "datetime.datetime.now()"])
def test_a_pure_module_that_calls_outside_is_found(call: str) -> None:
    source = f"import datetime\ndef page():\n    return {call}"
    broken = f"scoring.report.page:3 calls {call.partition('(')[0]}, and is not pure"
    assert broken_walls(SOUND | {"scoring.report.page": source}) == [broken]


@pytest.mark.parametrize("module", ["scoring.extras", "tui.extras", "webui.extras"])
def test_a_module_without_a_floor_is_found(module: str) -> None:
    assert broken_walls(SOUND | {module: ""}) == [f"{module} stands on no floor"]


def test_a_circle_of_imports_is_found() -> None:
    [broken] = broken_walls(SOUND | {"scoring.scheme.model": "from scoring.scheme import Rule"})
    assert broken.startswith("a circle of imports: ")
    assert "scoring.scheme > scoring.scheme.model" in broken


@pytest.mark.parametrize(
    "back",
    [
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tui.frame.page import Page",
        "def show_help():\n    from tui.frame import page",
    ],
)
def test_a_circle_through_a_type_or_a_late_import_is_found(back: str) -> None:
    [broken] = broken_walls(SOUND | {"tui.frame.lines": back})
    assert broken.startswith("a circle of imports: ")
    assert "tui.frame.page" in broken


def test_the_screens_know_neither_the_commands_nor_the_store() -> None:
    for module, source in sources_of("tui", "webui").items():
        tree = ast.parse(source)
        known = set(_imports(module, tree, {}))
        assert not {
            name for name in known if f"{name}.".startswith(("scoring.cli.", "scoring.record."))
        }
