"""docs/handling.md has every key, column, rate and option, and its examples are sound."""

import re
from decimal import Decimal

import pytest
import tomli

from scoring.cli import compare, handling, ledger
from scoring.years.files.ledgerfile import LEDGER_COLUMNS
from scoring.years.files.suggestionfile import SUGGESTION_COLUMNS
from scoring.years.handling.crosscheck import crosscheck
from scoring.years.suggestions import HandlingTerms, Totals
from tests.docs.pages import fences, headings, rows, spans, text_of
from tests.docs.test_keys import keys_of

PAGES = ["docs/handling.md", "docs/handling.zh-CN.md"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("model", [HandlingTerms, Totals])
def test_every_key_is_explained(page: str, model: type[Totals]) -> None:
    named = {word for span in spans(text_of(page)) for word in re.findall(r"[a-z_]+", span)}
    assert sorted(keys_of(model) - named) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_column_is_listed_and_no_other(page: str) -> None:
    listed = [
        (cells[0].strip("`"), cells[1])
        for cells in rows(text_of(page))
        if cells[0].startswith("`") and re.fullmatch(r"[\u4e00-\u9fff]+", cells[1])
        if cells[1] not in {"是", "其一"}
    ]
    known = [(one.key, one.chinese) for one in (*SUGGESTION_COLUMNS, *LEDGER_COLUMNS)]
    assert listed == known


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_are_read(page: str) -> None:
    terms, totals = fences(text_of(page), "toml")
    assert HandlingTerms.model_validate(tomli.loads(terms)).promised == ("B1",)
    found = crosscheck(Totals.model_validate(tomli.loads(totals, parse_float=Decimal)))
    assert [one.kind for one in found.findings] == ["unnamed", "outside", "points"]


@pytest.mark.parametrize("page", PAGES)
def test_every_option_is_explained(page: str) -> None:
    text = " ".join(spans(text_of(page)))
    for module in (handling, ledger, compare):
        for parameter in module.command().params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in text, option


def test_both_languages_say_the_same_things() -> None:
    english, chinese = map(text_of, PAGES)
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(chinese)]
    assert [len(cells) for cells in rows(english)] == [len(cells) for cells in rows(chinese)]
    for language in ("toml", "csv", "text"):
        assert fences(english, language) == fences(chinese, language)
