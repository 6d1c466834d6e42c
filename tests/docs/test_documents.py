"""docs/documents.md and its Chinese sister: the examples run, and both say the same things."""

import doctest
import re

import pytest

from tests.docs.pages import fences, headings, rows, text_of
from tests.sources import ROOT

PAGES = ["docs/documents.md", "docs/documents.zh-CN.md"]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_notebook_shows_is_what_comes_out(page: str) -> None:
    examples = fences(text_of(page), "python")
    assert len(examples) == 2
    for example in examples:
        test = doctest.DocTestParser().get_doctest(example, {}, page, page, 0)
        assert test.examples
        runner = doctest.DocTestRunner(verbose=False)
        said: list[str] = []
        runner.run(test, out=said.append)
        assert runner.failures == 0, "".join(said)


def test_both_languages_say_the_same() -> None:
    first, second = map(text_of, PAGES)
    assert [level for level, _ in headings(first)] == [level for level, _ in headings(second)]
    assert fences(first, "python") == fences(second, "python")
    assert [len(cells) for cells in rows(first)] == [len(cells) for cells in rows(second)]
    named = [[cells[0] for cells in rows(text) if cells[0][0] == "`"] for text in (first, second)]
    assert [re.findall("`[^`]+`", name) for name in named[0]] == [
        re.findall("`[^`]+`", name) for name in named[1]
    ]


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert all(one.stat().st_size < 200_000 for one in pictures)
