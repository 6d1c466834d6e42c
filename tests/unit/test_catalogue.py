"""Everything that is said can be said in Chinese, and is written as Chinese is written."""

import ast
import gettext
import io
import re
from collections.abc import Iterator
from string import Formatter

import click
import pytest
from babel.messages import Catalog, Message
from rich.cells import cell_len

from scoring.cli.program import Program
from scoring.locales import use
from scoring.wording import speak
from tests import catalogue
from tests.sources import sources_of

COMMITTED = catalogue.committed()
MESSAGES = tuple(one for one in COMMITTED if one.id)
OURS = tuple(one for one in MESSAGES if one.id not in catalogue.MET_IN_CLICK)

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
ASCII_IN_CHINESE = re.compile(rf'{HAN}(?!\.\.\.)[,.:;!?()"]|[,.:;!?()"]{HAN}')
LOOSE_PUNCTUATION = re.compile(r" [，。：；、（）？！]|[，。：；、（）？！] ")
PAIRS = ("“”", "（）", "《》", "【】")
TYPED = {
    *("弃权", "回避", "无效", "不了解", "是", "否"),
    *("工作人员", "计票人", "监票人", "总监票人"),
    *("演练", "对账", "裁定", "核定", "揭晓", "更正", "补派", "退出评议"),
}
"""Words of the field that stand in English sentences: they are typed, or are the field's own."""
FULL_STOPS = {".": "。", ":": "："}
ABBREVIATIONS = {"No.", "no."}
NAMES = ("pingyi ", "meeting.toml ")
"""Beginnings of sentences that are small because they are names."""


def texts(message: Message) -> str:
    return " / ".join(catalogue.texts_of(message))


def values(template: str) -> set[str]:
    """Return the names of the values in ``template``."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def faulty(pattern: re.Pattern[str]) -> list[str]:
    translations = map(catalogue.text_of, MESSAGES)
    return [text for text in translations if pattern.search(text)]


def without_a_text(source: str) -> Iterator[str]:
    """Yield the calls of ``say`` in ``source`` whose message is not written in them."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str()), *_]):
                pass
            case ast.Call(func=ast.Name(id="say"), args=[ast.Attribute(attr="template")]):
                pass  # a phrase that was written elsewhere, said again with other values
            case ast.Call(func=ast.Name(id="say")):
                yield ast.unparse(node)


def test_every_message_is_written_where_it_is_said() -> None:
    calls = {
        name: [*without_a_text(source)] for name, source in sources_of("scoring", "tui").items()
    }
    assert {name: found for name, found in calls.items() if found} == {}
    assert [*without_a_text("say(told)")] == ["say(told)"]


def test_the_catalogue_has_what_is_said_and_nothing_else() -> None:
    said = {id_ for id_, _ in catalogue.messages()}
    listed = {one.id for one in MESSAGES}
    assert (said - listed, listed - said) == (set(), set()), "run python tests/catalogue.py"
    assert COMMITTED.obsolete == {}


def test_everything_is_translated() -> None:
    assert catalogue.untranslated(COMMITTED) == []


def test_click_says_what_the_catalogue_translates() -> None:
    looked_up = {"required"}  # click translates it where it takes it out of a table
    assert set(catalogue.MET_IN_CLICK) - catalogue.click_messages() == looked_up


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert catalogue.MO.read_bytes() == catalogue.mo_of(COMMITTED)


def test_gettext_finds_every_translation() -> None:
    found = gettext.GNUTranslations(io.BytesIO(catalogue.mo_of(COMMITTED)))
    for one in MESSAGES:
        singular, *plural = catalogue.texts_of(one)
        told = found.ngettext(singular, plural[0], 2) if plural else found.gettext(singular)
        assert told == catalogue.text_of(one)


def test_a_guess_is_not_a_translation() -> None:
    guessed = Catalog("zh_CN", fuzzy=False)
    guessed.add("Ranking", "排序", flags=["fuzzy"])
    assert catalogue.untranslated(guessed) == ["Ranking"]
    assert catalogue.text_of(catalogue.gathered(guessed)["Ranking"]) == ""


def test_a_translation_names_the_values_of_its_message() -> None:
    assert values("{count:>4} of {level!r}") == {"count", "level"}
    others = {
        texts(one): catalogue.text_of(one)
        for one in MESSAGES
        if values(catalogue.text_of(one)) not in map(values, catalogue.texts_of(one))
    }
    assert others == {}


@pytest.mark.parametrize("mark", FULL_STOPS)
def test_a_translation_ends_as_its_message_does(mark: str) -> None:
    pairs = {texts(one): catalogue.text_of(one) for one in OURS}
    others = {
        english: chinese
        for english, chinese in pairs.items()
        if english.rstrip().endswith(mark) != chinese.rstrip().endswith(FULL_STOPS[mark])
        and not english.endswith("...")
        and english not in ABBREVIATIONS
    }
    assert others == {}


def test_chinese_has_no_ascii_punctuation() -> None:
    assert faulty(ASCII_IN_CHINESE) == []
    assert ASCII_IN_CHINESE.search("名次,总分")
    assert not ASCII_IN_CHINESE.search('blank = "skip"，总分')


def test_full_width_punctuation_has_no_spaces_beside_it() -> None:
    assert faulty(LOOSE_PUNCTUATION) == []


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_opened_is_closed(pair: str) -> None:
    translations = map(catalogue.text_of, MESSAGES)
    assert [text for text in translations if text.count(pair[0]) != text.count(pair[1])] == []


def test_english_holds_no_chinese_but_words_of_the_field() -> None:
    found = {word for one in MESSAGES for word in re.findall(f"{HAN}+", texts(one))}
    assert found <= TYPED


def test_a_fragment_has_no_full_stop() -> None:
    small = {texts(one) for one in OURS if texts(one)[:1].islower()} - ABBREVIATIONS
    ended = {text for text in small if text.endswith(".") and not text.endswith("...")}
    more = {text for text in ended if re.search("[.?] [A-Z]", text)}  # a question, and its keys
    assert {text for text in ended - more if not text.startswith(NAMES)} == set()


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak Chinese for one test."""
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("COLUMNS", "80")
    use("zh_CN")
    yield
    speak(str)


def helps(command: click.Command, context: click.Context) -> Iterator[str]:
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from helps(below, click.Context(below, parent=context, info_name=name))


@pytest.mark.usefixtures("chinese")
def test_no_line_of_the_help_is_wider_than_a_terminal() -> None:
    program = Program()
    shown = [*helps(program, click.Context(program, info_name="pingyi"))]
    lines = [line for text in shown for line in text.splitlines()]
    assert "用法：" in lines[0]
    assert [line for line in lines if cell_len(line) > 80] == []
