"""docs/python.md and its Chinese sister: the examples run, and both say the same things."""

import ast
import doctest
import re

import pytest

import scoring
from scoring.locales import use
from tests.docs.pages import fences, headings, rows, text_of
from tests.sources import ROOT, sources_of

PAGES = ["docs/python.md", "docs/python.zh-CN.md"]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    use("en")


def run(example: str, name: str, names: dict[str, object]) -> None:
    """Run ``example`` as it would be typed, after what has given ``names``."""
    test = doctest.DocTestParser().get_doctest(example, names, name, name, 0)
    assert test.examples
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=said.append, clear_globs=False)
    assert runner.failures == 0, "".join(said)
    names.update(test.globs)


@pytest.mark.parametrize("page", PAGES)
def test_what_the_examples_show_is_what_comes_out(page: str) -> None:
    names: dict[str, object] = {}
    for example in fences(text_of(page), "python"):
        run(example, page, names)


def test_both_languages_say_the_same() -> None:
    first, second = map(text_of, PAGES)
    assert [level for level, _ in headings(first)] == [level for level, _ in headings(second)]
    assert fences(first, "python") == fences(second, "python")
    named = [[cells[0] for cells in rows(text) if cells[0][0] == "`"] for text in (first, second)]
    assert named[0] == named[1]
    assert named[0]


def test_every_name_at_the_door_is_there_and_told_to_type_checkers() -> None:
    told = {
        alias.name: node.module
        for node in ast.walk(ast.parse(sources_of("scoring")["scoring"]))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scoring.")
        for alias in node.names
    }
    assert sorted(told) == sorted(scoring.__all__)
    assert set(scoring.__all__) <= set(dir(scoring))
    for name in scoring.__all__:
        home = {module for module, names in scoring._HOMES.items() if name in names}  # noqa: SLF001 - what is told and what is loaded must be one
        assert home == {told[name]}
        assert getattr(scoring, name).__name__ == name


def test_a_name_that_is_not_at_the_door_is_an_error() -> None:
    name = "no_such_name"
    with pytest.raises(AttributeError, match=re.escape("'scoring' has no attribute")):
        getattr(scoring, name)


def test_types_are_shipped() -> None:
    assert (ROOT / "scoring" / "py.typed").exists()
    assert (ROOT / "tui" / "py.typed").exists()
