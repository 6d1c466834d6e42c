"""Names that a hall can show and a printer print; and those that one takes for others."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.files.names import LONGEST_NAME, clean_name, look_alikes, name_fault
from scoring.files.rosterfiles import UnitNames
from scoring.roster import Unit

GOOD = (
    "省水利厅",
    "买买提·艾力",
    "O'Brien-Müller (Jr.)",
    "第1组（东区）",
    "张 三",
    "\u3400\U00020000\U0002a6df",
    "\U00031350",  # extension H, unknown to Unicode 14
    "\U0002ebf0",  # extension I
    "\U000323b0",  # extension J
    "ئەلى",
    "བསོད་ནམས།",
)


@pytest.mark.parametrize("name", GOOD)
def test_names_of_all_peoples_are_names(name: str) -> None:
    assert name_fault(clean_name(name)) is None


@pytest.mark.parametrize(
    "character",
    [
        "\t",
        "\n",
        "\x1b",
        "\x7f",
        "\u200b",  # zero width
        "\u200f",  # turns the line around
        "\u202e",
        "\u2028",
        "\u00ad",
        "\ufeff",
        "\ue863",  # private
        "\U000f0000",
        "\ud800",  # half a character
        "\u0378",  # unassigned
        "\U000e0041",
        "\ufe00",  # variation selectors
        "\U000e0100",
        "\u3164",  # a letter that shows nothing
        "\uffff",
    ],
    ids=ascii,
)
def test_a_character_that_cannot_be_seen_is_no_part_of_a_name(character: str) -> None:
    assert name_fault(f"张{character}三") is not None


def test_a_sign_that_stands_for_a_lost_character_is_named_as_that() -> None:
    assert "lost" in str(name_fault("张\ufffd三"))


def test_the_fault_names_the_character_by_its_number() -> None:
    assert "U+202E" in str(name_fault("张\u202e三"))
    assert "U+E863" in str(name_fault("\ue863"))


def test_a_name_is_not_empty_and_not_endless() -> None:
    assert name_fault("") is not None
    assert name_fault("省" * LONGEST_NAME) is None
    assert name_fault("省" * (LONGEST_NAME + 1)) is not None


def test_a_clean_name_is_composed_and_has_no_spaces_around_it() -> None:
    assert clean_name("\u3000 e\u0301 \n") == "\u00e9"
    assert clean_name("\uf9dc") == "\u9686"  # a compatibility 隆 is 隆


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙山", "高山"),
        ("吕布", "呂布"),
        ("沈靑", "沈青"),
        ("上官户", "上官戶"),
        ("ＡＢ厅", "AB厅"),
        ("ab厅", "AB厅"),
        ("买买提·艾力", "买买提•艾力"),
        ("买买提·艾力", "买买提．艾力"),
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("⻢云", "马云"),
        ("⾼山", "髙山"),
        ("第①组", "第1组"),
    ],
)
def test_names_that_look_the_same_are_a_pair(one: str, other: str) -> None:
    assert look_alikes([one, "别人", other]) == [(one, other)]


def test_different_names_and_the_same_name_twice_are_no_pair() -> None:
    assert look_alikes(["张三", "李四", "张三", "王五"]) == []


def test_each_two_of_three_are_a_pair() -> None:
    assert look_alikes(["高", "髙", "⾼"]) == [("高", "髙"), ("高", "⾼"), ("髙", "⾼")]


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_the_text_it_has_a_fault_or_can_be_shown(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    if name_fault(name) is None:
        assert name.encode()
        assert not {unicodedata.category(character) for character in name} & {
            "Cc",
            "Cf",
            "Co",
            "Zl",
        }


@given(st.lists(st.sampled_from("高髙吕呂青靑甲乙")))
def test_look_alikes_are_found_in_any_order(names: list[str]) -> None:
    def pairs(of: list[str]) -> set[frozenset[str]]:
        return {frozenset(pair) for pair in look_alikes(of)}

    assert pairs(names) == pairs(names[::-1])


def test_a_name_is_found_whatever_blanks_are_in_it() -> None:
    names = UnitNames([Unit("a", "杨静"), Unit("b", "省　水利厅")])
    assert (names.id("杨　静"), names.id("省水利厅"), names.id("杨")) == ("a", "b", None)


def test_no_character_at_all_breaks_the_look() -> None:
    everything = [chr(point) for point in range(0x20, sys.maxunicode, 97)]
    assert all(one != other for one, other in look_alikes(everything))
