"""Each room's ``__init__`` is its tour; what the examples of all modules show comes out."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from scoring.locales import use
from tests.sources import ROOT

ROOMS = {
    ".".join(folder.relative_to(ROOT).parts): folder
    for top in ("scoring", "tui")
    for folder in sorted(path.parent for path in (ROOT / top).rglob("__init__.py"))
}
"""Folder of each package, by its dotted name."""
STARTS = "__main__"
"""The module that runs the program when it is imported."""


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let examples name ``sessions/2020-hunan``, and speak English."""
    monkeypatch.chdir(ROOT)
    use("en")


def modules_of(room: str, folder: Path) -> list[str]:
    """Return the dotted names of a package and of the modules that lie in it."""
    stems = sorted(path.stem for path in folder.glob("*.py"))
    return [room, *(f"{room}.{stem}" for stem in stems if stem not in {"__init__", STARTS})]


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_tour_with_an_example(room: str) -> None:
    tour = import_module(room).__doc__ or ""
    assert doctest.DocTestParser().get_examples(tour), f"no >>> in the docstring of {room}"


@pytest.mark.parametrize("room", ROOMS)
def test_what_the_examples_of_a_room_show_is_what_comes_out(room: str) -> None:
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for module in map(import_module, modules_of(room, ROOMS[room])):
        for test in doctest.DocTestFinder().find(module):
            runner.run(test, out=said.append)
    assert not said, "".join(said)
