"""The questions of a new meeting without a terminal: what answers mean, cost, and refuse."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scoring.files.meeting_folder import read_meeting
from scoring.live.new_meeting import make_meeting
from scoring.locales import use
from scoring.wording import say
from tests.screens.rooms import sample_folder
from tui.screens.meeting_list import folders_in
from tui.screens.new_meeting import shipped_schemes
from tui.screens.new_meeting_answers import CEREMONIES, NewAnswers, QuestionName, letters_of
from tui.screens.new_meeting_lines import questions, takes_in_short, takes_lines

TODAY = date(2026, 11, 28)
SCHEMES = shipped_schemes()


@pytest.fixture
def asked(tmp_path: Path) -> NewAnswers:
    return NewAnswers(SCHEMES, (), tmp_path / "sessions", TODAY)


@pytest.fixture
def chinese() -> Iterator[None]:
    use("zh_CN")
    yield
    use("en")


def kind(asked: NewAnswers, name: str) -> None:
    """Choose the kind of this name."""
    asked.pick("kind", [one.name for one in asked.kinds].index(name))


def test_days_are_read_as_people_type_them(asked: NewAnswers) -> None:
    for typed, meant in (
        ("2026-12-1", "2026-12-01"), ("2026.12.1", "2026-12-01"), ("2026年12月1日", "2026-12-01"),
        ("20261201", "2026-12-01"), ("12月1日", "2026-12-01"), ("12-1", "2026-12-01"),
        (" 12 月 1 号 ", "2026-12-01"), ("1/12/2026", "None"), ("2026-02-30", "None"), ("", "None"),
    ):  # fmt: skip
        asked.text["day"] = typed
        assert str(asked.day) == meant, typed


def test_a_folder_is_named_by_the_day_and_letters_that_can_be_read(asked: NewAnswers) -> None:
    asked.text |= {"title": "2026年县直部门评议会", "day": "2026-12-01"}
    assert asked.folder.name == "2026-12-01-xzbmpyh"
    asked.folder.mkdir(parents=True)
    assert asked.folder.name == "2026-12-01-xzbmpyh-2"
    asked.text["folder"] = "elsewhere"
    assert asked.folder.name == "elsewhere"
    assert letters_of("../../etc\x1b[2J") == "etc2j"
    assert letters_of("！？") == ""


def test_every_kind_leads_to_schemes_that_ship_and_none_is_left_out(asked: NewAnswers) -> None:
    offered = [id_ for one in asked.kinds for id_ in one.schemes]
    assert sorted(offered) == sorted(id_ for id_, _ in SCHEMES)


def test_another_kind_brings_its_own_ceremony_and_forgets_what_was_chosen(
    asked: NewAnswers,
) -> None:
    assert CEREMONIES[asked.chosen("how")] == "strict"
    asked.pick("how", 2)
    kind(asked, "contest")
    own = dict(SCHEMES)["speech-final"].procedure
    assert CEREMONIES[asked.chosen("how")] == own.ceremony
    assert asked.plan().ceremony is None
    assert "which" not in asked.asked()


def test_what_a_simple_meeting_costs_is_less(asked: NewAnswers) -> None:
    asked.text["voters"] = "60"
    strict = {str(one.title): str(say("{said}", said=one.said)) for one in asked.takes()}
    assert "120 sheets are keyed in all" in strict["paper"]
    assert "said on paper" not in strict
    asked.pick("how", 1)
    simple = {str(one.title): str(say("{said}", said=one.said)) for one in asked.takes()}
    assert simple["people needed"] == "one who runs the meeting"
    assert "no check-in" in simple["said on paper"]


def test_what_was_answered_is_what_is_made(asked: NewAnswers) -> None:
    kind(asked, "suggestions")
    asked.text |= {"title": "评议会", "day": "2026-12-01", "voters": "12"}
    asked.pick("how", 1)
    asked.pick("ballot", 1)
    folder = asked.folder
    make_meeting(folder, asked.plan(), "csv", chinese=True)
    read = read_meeting(folder)
    assert read.notice
    assert read.scheme_file
    procedure = read.scheme_file.sound().procedure
    assert (procedure.ceremony, procedure.ballot, procedure.officers) == ("simple", "named", 1)
    assert (read.notice.title, read.notice.scheme) == ("评议会", "rules.toml")
    assert [one.id for one in read.roster.deputies] == [f"{n:03}" for n in range(1, 13)]


def test_a_meeting_like_another_has_its_people_and_no_marks(tmp_path: Path) -> None:
    last = sample_folder(tmp_path, sheets=3)
    asked = NewAnswers(SCHEMES, folders_in(tmp_path), tmp_path, TODAY)
    kind(asked, "like")
    assert {"voters", "ballot"}.isdisjoint(asked.asked())
    asked.text["title"] = "再评"
    folder = asked.folder
    make_meeting(folder, asked.plan(), "xlsx", chinese=True)
    before, after = read_meeting(last), read_meeting(folder)
    assert after.roster == before.roster
    assert after.scheme_file == before.scheme_file
    assert [one.code for one in after.problems if not one.warning] == []
    assert after.papers is None


def test_what_will_not_do_is_said(asked: NewAnswers, tmp_path: Path) -> None:
    (tmp_path / "sessions" / "there").mkdir(parents=True)
    (tmp_path / "sessions" / "there" / "file").touch()
    asked.text |= {"title": "  ", "day": "soon", "voters": "0", "folder": "there"}
    typed: tuple[QuestionName, ...] = ("title", "day", "voters", "folder")
    for question in typed:
        assert asked.refusal(question), question
    asked.text |= {"title": "a\u202eb", "voters": "many", "folder": ".hidden"}
    for question in typed[:1] + typed[2:]:
        assert asked.refusal(question), question
    kind(asked, "like")
    assert asked.refusal("kind")


def test_a_scheme_of_ones_own_is_read_before_it_is_taken(asked: NewAnswers, tmp_path: Path) -> None:
    kind(asked, "own")
    for name, text in (("none.toml", None), ("bad.toml", 'id = "x"'), ("notes.txt", "")):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
        asked.text["which"] = str(tmp_path / name)
        assert asked.refusal("which"), name
        assert asked.takes() == ()
    own = tmp_path / "own.toml"
    own.write_bytes(Path("rules/hunan-2020.toml").read_bytes())
    asked.text["which"] = str(own)
    assert asked.refusal("which") is None
    assert asked.plan().scheme == str(own)


@pytest.mark.usefixtures("chinese")
def test_no_half_sentence_says_what_it_takes(asked: NewAnswers) -> None:
    for rows in range(8):
        shown = takes_in_short(asked.takes(), 78, rows)
        assert len(shown) <= rows
    wide = ["".join(one.text for one in row) for row in takes_lines(asked.takes(), 42)]
    assert any("rules.toml" in row for row in wide)
    narrow = takes_in_short(asked.takes(), 78, 20)
    assert not [one for row in narrow for one in row if one.text.endswith("..")]


def test_only_the_question_in_hand_shows_its_choices_where_there_is_no_room(
    asked: NewAnswers,
) -> None:
    small = questions(asked, "how", 79, 14)
    large = questions(asked, "how", 79, 40)
    assert len(small.above) + len(small.below) < len(large.above) + len(large.below)
    text = "\n".join("".join(one.text for one in row) for row in small.above)
    assert " 1  strict" in text
    assert [one.text for row in small.above for one in row if one.look == "lit"] == [" 1 "]
