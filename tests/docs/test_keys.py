"""docs/schemes.md and docs/files.md have every key of the models, and none that does not exist."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

import pytest
import tomli
from pydantic import BaseModel

from scoring.files.ballotfile import LONG_COLUMNS, WIDE_COLUMNS
from scoring.files.countsfile import COUNT_COLUMNS
from scoring.files.feedbackfile import FEEDBACK_COLUMNS
from scoring.files.library import shipped
from scoring.files.meetingfile import Notice
from scoring.files.rosterfiles import DEPUTY_COLUMNS, OFFICER_COLUMNS, UNIT_COLUMNS
from scoring.files.tables.columns import FileColumn
from scoring.scheme import Scheme
from tests.docs.pages import fences, headings, rows, spans, text_of

SCHEMES = ["docs/schemes.md", "docs/schemes.zh-CN.md"]
FILES = ["docs/files.md", "docs/files.zh-CN.md"]
COLUMNS = {
    "units": UNIT_COLUMNS,
    "deputies": DEPUTY_COLUMNS,
    "officers": OFFICER_COLUMNS,
    "feedback": FEEDBACK_COLUMNS,
    "ballots": (*WIDE_COLUMNS, *LONG_COLUMNS),
    "counts": COUNT_COLUMNS,
    "given": (FileColumn("unit", "单位"),),
}

PARTS_OF_THE_EXAMPLES = {"attitude", "result"}

_ASSIGNED = re.compile(r'(?<!["\w])([a-z_]+) =')
_TABLE_NAME = re.compile(r"\[+(?:component\.)?([a-z]+)\]+")


def keys_of(model: type[BaseModel]) -> set[str]:
    """Return the keys of a table and of all tables in it, as they are written."""
    found = set()
    for name, field in model.model_fields.items():
        found.add(field.alias or name)
        for inner in _models(field.annotation):
            found |= keys_of(inner)
    return found


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def listed_keys(page: str) -> list[str]:
    """Return what the first columns of the tables of keys name, in the page's order."""
    found, of_keys = [], False
    for first, *_ in rows(text_of(page)):
        if first in {"key", "键"}:
            of_keys = True
        elif not first.startswith("`") and not first.startswith("-"):
            of_keys = False
        elif of_keys:
            found += [_TABLE_NAME.sub(r"\1", name) for name in spans(first)]
    return found


def test_the_keys_of_a_model_are_found_at_every_depth() -> None:
    assert {"schema", "component", "round", "criterion", "from", "enough"} <= keys_of(Scheme)
    assert "places" in keys_of(Scheme)
    assert {"title", "issued", "ballots"} <= keys_of(Notice)


@pytest.mark.parametrize(
    ("page", "model"),
    [(page, Scheme) for page in SCHEMES] + [(page, Notice) for page in FILES],
)
def test_every_key_is_explained(page: str, model: type[BaseModel]) -> None:
    named = {word for span in spans(text_of(page)) for word in re.findall(r"[a-z_]+", span)}
    assert sorted(keys_of(model) - named) == []


@pytest.mark.parametrize("page", SCHEMES)
def test_no_key_is_explained_that_does_not_exist(page: str) -> None:
    text = text_of(page)
    assigned = {word for span in spans(text) for word in _ASSIGNED.findall(span)}
    named = {key for key in listed_keys(page) if key.isidentifier() and key not in shipped()}
    assert len(named) > 40
    assert sorted((assigned | named) - keys_of(Scheme) - PARTS_OF_THE_EXAMPLES) == []


@pytest.mark.parametrize("page", SCHEMES)
def test_every_shipped_scheme_is_told_of_and_no_other(page: str) -> None:
    told = [first.strip("`") for first, *_ in rows(text_of(page)) if "-" in first.strip("-` ")]
    assert sorted(told) == list(shipped())


@pytest.mark.parametrize("page", SCHEMES)
def test_the_scheme_shown_is_one(page: str) -> None:
    [example] = fences(text_of(page), "toml")
    scheme = Scheme.model_validate(tomli.loads(example, parse_float=Decimal))
    assert [part.kind for part in scheme.components] == ["feedback", "ballot"]


@pytest.mark.parametrize("page", FILES)
def test_the_meeting_file_shown_is_one(page: str) -> None:
    [example] = fences(text_of(page), "toml")
    assert Notice.model_validate(tomli.loads(example)).paper.returned == 60


@pytest.mark.parametrize("page", FILES)
@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_of_a_table_is_listed_and_no_other(page: str, table: str) -> None:
    section = re.split(r"^### ", text_of(page), flags=re.MULTILINE)
    [own] = [part for part in section if re.match(rf"{table}[:：]", part)]
    own = own.partition("\n## ")[0]
    listed = {(cells[0].strip("`"), cells[1]) for cells in rows(own) if cells[0].startswith("`")}
    assert listed == {(column.key, column.chinese) for column in COLUMNS[table]}


@pytest.mark.parametrize(("english", "chinese"), [SCHEMES, FILES])
def test_both_languages_say_the_same_things(english: str, chinese: str) -> None:
    first, second = text_of(english), text_of(chinese)
    assert [level for level, _ in headings(first)] == [level for level, _ in headings(second)]
    assert listed_keys(english) == listed_keys(chinese)
    assert [len(cells) for cells in rows(first)] == [len(cells) for cells in rows(second)]
    for language in ("toml", "csv", "json"):
        assert fences(first, language) == fences(second, language)
