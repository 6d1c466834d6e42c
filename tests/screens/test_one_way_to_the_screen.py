"""Text from files reaches the screen in one way, and does nothing there."""

import ast
import json
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.files.meeting_folder import read_meeting
from scoring.live.session import Session
from scoring.meeting.acts import Count, HandOver, Read
from scoring.wording import say
from tests.screens.piloting import SMALL, Hands, at_terminal, narrow_enough, words_by
from tests.screens.rooms import begun, own_folder, with_sheets
from tests.screens.terminals import on_a_terminal, opened
from tests.sources import sources_of

OTHER_WAYS = {
    "Static", "Label", "Markdown", "Input", "TextArea", "DataTable", "OptionList", "ListView",
    "Button", "Select", "Tree", "RichLog", "Log", "Footer", "Header", "notify", "from_markup",
    "markup", "tooltip", "border_title", "border_subtitle", "sub_title", "Text", "Content",
    "Seen", "Segment",
}  # fmt: skip
"""Names of the framework that show text by themselves, or read it as markup; and our own mint."""
AT_HOME = {
    "Seen": {"tui.frame.screentext", "tui.keys.grid"},
    "Segment": {"tui.frame.lines"},
    "Input": {"tui.frame.inputline"},  # edits there, and is painted in our way
}


def other_ways(sources: dict[str, str]) -> Iterator[str]:
    """Yield each place of ``sources`` that shows text past ``tui.frame.screentext``."""
    for module, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "id", getattr(called, "attr", ""))
            bases = [ast.unparse(one) for one in getattr(node, "bases", ())]
            keyword = getattr(node, "arg", "") if isinstance(node, ast.keyword) else ""
            for used in (name, keyword, *(one.rpartition(".")[2] for one in bases)):
                if used in OTHER_WAYS and module not in AT_HOME.get(used, set()):
                    yield f"{module}:{getattr(node, 'lineno', '?')} {used}"


def test_nothing_shows_text_in_another_way() -> None:
    assert list(other_ways(sources_of("tui"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "self.notify(f'{name}')",
        "Content.from_markup(name)",
        "Text(name)",
        "Seen(name)",
        "Segment(name)",
        "show(name, markup=True)",
        "widgets.Label(name)",
        "class Name(Static): pass",
        "class Name(widgets.Input, can_focus=False): pass",
    ],
)
def test_another_way_is_found(source: str) -> None:
    assert list(other_ways({"tui.frame.page": source}))


NAMES = [
    "[@click=app.quit]退出[/]",
    "[/b]",
    "[b",
    "[red]红[/red]",
    "张[/]三",
    "[link=file:///etc/passwd]x[/link]",
    "\\[b]",
    "[]",
    "[[[[",
    "{name}",
    "{0}",
    "{",
    "%s%n",
    "$(reboot)",
    "`id`",
    "; rm -rf /",
    "=cmd|'/c calc'!A0",
    "../../etc/passwd",
    "省" * 300,
    "x" * 5000,
    "名 称",
    "龑䶮𬭎",
    "阿卜杜·热合曼",
    "Ａｌｉ",
    "שלום",
    "مرحبا",
    "👨‍👩‍👧",
    "é",
    "ﷺ",
    "ｶﾞ",
    "—…“”×①●█√○",
    "a\tb",
    "\x1b[2J清屏",
    "\x1b]0;pwned\x07题",
    "\x9b31m红",
    "a\x00b",
    "\u202eevil\u202c",
    "\u200b零宽",
    "\ue000私",
    "\U000e0041标",
]


def seen_at_intake(place: Path, name: str) -> bool:
    """Whether a meeting with a unit of this ``name`` can be frozen at all."""
    folder = own_folder(place, SCHEME, [name, "另一家"], ["张三"])
    return not any("units" in str(one.where) for one in read_meeting(folder).problems)


SCHEME = """
schema = 1
id = "own"
title = "测评办法"
source = "测试"
[[component]]
id = "live"
title = "现场测评"
kind = "ballot"
points = 100
full = 100
scale = { start = 60, cap = 100, floor = 0 }
[procedure]
officers = 1
"""


def test_there_are_forty_names_of_which_some_pass_intake_and_some_do_not(tmp_path: Path) -> None:
    assert len(set(NAMES)) == 40
    passed = []
    for number, name in enumerate(NAMES):
        (tmp_path / str(number)).mkdir()
        passed.append(seen_at_intake(tmp_path / str(number), name))
    assert 20 <= sum(passed) < 40


def hostile_meeting(place: Path) -> Path:
    """Make a meeting of every hostile name that can be frozen, as unit and as deputy."""
    good = []
    for number, name in enumerate(NAMES):
        trial = place / str(number)
        trial.mkdir()
        if seen_at_intake(trial, name):
            good.append(name)
    folder = place / "all"
    folder.mkdir()
    return own_folder(folder, SCHEME, good, good)


def unseen(picture: str) -> set[str]:
    """Return the characters of a picture that no screen may get."""
    return {sign for sign in picture if unicodedata.category(sign) in {"Cc", "Cf", "Co"}} - {"\n"}


def test_hostile_names_do_nothing_on_any_screen(tmp_path: Path) -> None:
    folder = hostile_meeting(tmp_path)
    session = begun(folder)
    units = len(session.state.frozen.roster.units)
    session.close()
    pictures: list[str] = []

    async def look(hands: Hands) -> None:
        assert hands.app.is_running
        pictures.append(hands.picture())

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        for key in "126":
            await hands.press(key)
            await look(hands)
            await hands.press("escape")
        await hands.press("2", "f5", "enter", "escape", "enter", "enter", "enter", "enter")
        await hands.press("enter")
        await hands.type("001-002")
        await hands.press("enter")
        await hands.sees(say("What about the paper?"))
        await hands.press("4", "enter")
        await hands.type(str(units - 2))
        await hands.press("enter")
        await hands.sees(say("read the sheets"))
        for by, mark in (("1", "70"), ("2", "71")):
            await hands.press("3", by, "enter")
            for _ in range(units):
                await hands.post(*"70")
            await look(hands)
            for _ in range(units):
                await hands.post(*mark)
            await hands.sees(say("this is the last cell; F9 hands over"))
            await look(hands)
            await hands.press("f9", "f9")
            await hands.sees(words_by("reading handed over"))
            await look(hands)
        await hands.press("4")
        await look(hands)
        await hands.press("enter", "4", "enter")
        await look(hands)
        for _ in range(units):
            await hands.post(*"70")
        await hands.press("f9", "f9", "escape")
        await hands.press("enter", "5", "f4")
        await look(hands)
        await hands.press("enter")
        await look(hands)
        await hands.press("escape", "f5")
        await look(hands)

    at_terminal(folder, run, SMALL)
    for picture in pictures:
        assert not unseen(picture), picture
        assert narrow_enough(picture, SMALL[0]), picture
    assert any("[@click=app.quit]" in picture for picture in pictures)
    assert Session.view(folder).state.phase == "counted"


def test_hostile_names_do_nothing_where_cells_are_corrected_or_a_deputy_is_recused(
    tmp_path: Path,
) -> None:
    folder = hostile_meeting(tmp_path)
    sheets = len(read_meeting(folder).roster.deputies)
    session = with_sheets(folder, sheets)
    attempt = session.state.round("all")
    cells = tuple((number, *spot, 10) for number in attempt.sheets for spot in attempt.spots)
    for by in ("J1", "J2"):
        session.do(Read("all", by, cells), HandOver("all", by))
    session.do(Count())
    session.close()
    pictures: list[str] = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        for keys in (
            ["2", "f7"],
            ["escape", "escape", "8"],
            ["escape", "ctrl+p"],
            ["escape", "6"],
            ["escape", "f2"],
            ["escape", "5", "f4"],
            ["enter"],
            ["escape", "f5"],
            ["escape", "f6"],
            ["escape", "f7"],
            [*"6565", "f9"],
            ["escape"],
        ):
            await hands.press(*keys)
            await hands.settled()
            assert hands.app.is_running
            pictures.append(hands.picture())

    at_terminal(folder, run, SMALL)
    assert any(str(say("Where to:")) in picture for picture in pictures)
    assert any(str(say("What is to be done?")) in picture for picture in pictures)
    for picture in pictures:
        assert not unseen(picture), picture
        assert narrow_enough(picture, SMALL[0]), picture
    assert any("[@click=app.quit]" in picture for picture in pictures)


def test_hostile_titles_do_nothing_in_the_list_of_meetings_and_at_the_desk(tmp_path: Path) -> None:
    shelf, trial = tmp_path / "shelf", tmp_path / "trial"
    shelf.mkdir()
    trial.mkdir()
    plain = own_folder(trial, SCHEME, ["甲"], ["张三"])
    for number, name in enumerate(NAMES):
        folder = shelf / f"{number:02}"
        shutil.copytree(plain, folder)
        notice = f"title = {json.dumps(name)}\nscheme = 'own.toml'\n"
        (folder / "meeting.toml").write_text(notice, encoding="utf-8")
    pictures: list[str] = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("draft"))
        for _ in NAMES:
            pictures.append(hands.picture())
            await hands.press("down")
        await hands.press("home", "enter")
        await hands.sees(say("freeze the files"))
        pictures.append(hands.picture())

    at_terminal(None, run, SMALL, sessions=shelf)
    for picture in pictures:
        assert not unseen(picture), picture
        assert narrow_enough(picture, SMALL[0]), picture
    assert any("[@click=app.quit]" in picture for picture in pictures)


def test_what_intake_refuses_is_shown_as_an_escape_on_the_files_screen(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, SCHEME, NAMES, ["张三"])
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("mend {file}", file="units.csv"))
        pictures.append(hands.picture())
        await hands.press("1")
        await hands.sees(str(tmp_path))
        for _ in range(6):
            pictures.append(hands.picture())
            await hands.press("pagedown")

    at_terminal(folder, run)
    assert not set().union(*map(unseen, pictures))


def test_no_control_byte_of_a_name_reaches_a_real_terminal(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, SCHEME, NAMES, NAMES)
    with on_a_terminal(opened(folder), SMALL) as terminal:
        terminal.read_until("mend units.csv")
        terminal.press("1")
        terminal.read_until("a file is saved")
        for key in ("\x1b[6~", "\x1b[6~", "\x1b", "\x11", "\r"):
            terminal.press(key)
            terminal.read_until_quiet(0.4)
        assert terminal.child.wait(timeout=10) == 0
    text = terminal.written.decode("utf-8", errors="replace")
    assert "pwned\x07" not in text
    assert "\x1b]0;" not in text
    for sign in "\u202e\u200b\ue000\x9b\x00":
        assert sign not in text
    assert text.count("\x1b[?1049h") == text.count("\x1b[?1049l") == 1
    assert "\x1b[?25h" in text[text.index("\x1b[?1049l") - 50 :]
