"""What a text means on a ballot, under each kind of marks."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.ballots import Absence, IllegalMark, Mark, Marking, absence_of, is_mark
from scoring.scheme import Ballot


def marking(**keys: object) -> Marking:
    part = {"kind": "ballot", "id": "live", "title": "现场测评", "points": 80, "full": 100}
    return Marking(Ballot.model_validate(part | keys))


WHOLE = {"start": 60, "cap": 80}
HALF = {"start": 70, "cap": 80, "step": Decimal("0.5"), "floor": 60}
LEVELS = {"很满意": 100, "满意": 80, "基本满意": Decimal("60.5"), "不满意": 0}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("60", 0),
        ("75", 15),
        ("75.0", 15),
        ("75.000000", 15),
        ("７５", 15),
        ("７５．０", 15),
        ("75。0", 15),
        (" 75 ", 15),
        ("　75", 15),
        ("80", 20),
    ],
)
def test_a_mark_on_a_scale_is_read_however_it_is_written(text: str, mark: int) -> None:
    assert marking(scale=WHOLE).read(text) == mark


def mark_of(marking: Marking, text: str) -> Mark:
    cell = marking.read(text)
    assert is_mark(cell)
    return cell


def test_a_mark_is_worth_the_points_that_were_written() -> None:
    whole, half = marking(scale=WHOLE), marking(scale=HALF)
    assert (whole.count, half.count) == (21, 41)
    assert [whole.points(mark_of(whole, text)) for text in ("60", "75", "80")] == [60, 75, 80]
    assert half.points(mark_of(half, "60")) == 60
    assert half.points(mark_of(half, "70.5")) == Fraction("70.5")
    assert half.text(mark_of(half, "70.5")) == "70.5"


def test_a_tenth_is_a_tenth() -> None:
    tenths = marking(scale={"start": 0, "cap": 1, "step": Decimal("0.1")})
    assert [tenths.read(f"0.{digit}") for digit in range(10)] == list(range(10))
    assert tenths.points(Mark(3)) == Fraction(3, 10)


@pytest.mark.parametrize(
    "text", "NaN 1e2 _8 +75 -75 −75 .5 75. ⑦ 7⑤ 七十五 75分 7_5 弃 无 void!".split()
)
def test_what_is_no_mark_is_refused(text: str) -> None:
    with pytest.raises(IllegalMark) as caught:
        marking(scale=WHOLE).read(text)
    assert caught.value.code == "mark.not-a-mark"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("59", "mark.outside"),
        ("81", "mark.outside"),
        ("0", "mark.outside"),
        ("59.5", "mark.outside"),
        ("80.000001", "mark.outside"),
        ("75.5", "mark.off-grid"),
        ("60.000001", "mark.off-grid"),
        ("79.999999", "mark.off-grid"),
    ],
)
def test_a_mark_outside_or_off_the_grid_is_refused_and_never_clipped(text: str, code: str) -> None:
    with pytest.raises(IllegalMark) as caught:
        marking(scale=WHOLE).read(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("", Absence.BLANK),
        ("  　", Absence.BLANK),
        ("弃权", Absence.ABSTAINED),
        (" 弃权 ", Absence.ABSTAINED),
        ("abstain", Absence.ABSTAINED),
        ("ABSTAIN", Absence.ABSTAINED),
        ("回避", Absence.RECUSED),
        ("Recused", Absence.RECUSED),
        ("无效", Absence.VOID),
        ("vOiD", Absence.VOID),
        ("不了解", Absence.UNKNOWN),
        ("Unknown", Absence.UNKNOWN),
    ],
)
def test_five_words_and_their_english_are_absences_in_every_scheme(
    text: str, absence: Absence
) -> None:
    for keys in ({"scale": WHOLE}, {"worth": LEVELS}, {"allowed": [100, 95]}):
        assert marking(**keys).read(text) == absence
    assert absence_of(text.strip()) == absence


def test_a_level_is_read_by_its_own_name_first() -> None:
    words = marking(worth={"弃权": 90, "void": 80, "75": 70, "不了解": 60}, not_counted=["不参加"])
    assert [words.read(text) for text in ("弃权", "void", "75", "不了解")] == [0, 1, 2, 3]
    assert words.read("VOID") == Absence.VOID
    assert words.read("不参加") == Absence.UNKNOWN


def test_a_name_that_is_not_counted_comes_before_the_words() -> None:
    assert marking(scale=WHOLE, not_counted=["弃权", "75"]).read("弃权") == Absence.UNKNOWN
    assert marking(scale=WHOLE, not_counted=["弃权", "75"]).read("75") == Absence.UNKNOWN


@pytest.mark.parametrize("text", ["100", "满", "很满意。", "满 意"])
def test_under_levels_nothing_but_a_level_is_a_mark(text: str) -> None:
    with pytest.raises(IllegalMark) as caught:
        marking(worth=LEVELS).read(text)
    assert caught.value.code == "mark.level"


def test_levels_are_worth_what_the_scheme_says() -> None:
    levels = marking(worth=LEVELS)
    assert [levels.points(mark) for mark in levels.marks] == [100, 80, Fraction("60.5"), 0]
    assert levels.text(mark_of(levels, "基本满意")) == "基本满意"


def test_only_allowed_marks_are_marks() -> None:
    allowed = marking(allowed=[100, 95, Decimal("9.5")])
    assert [allowed.read(text) for text in ("100.0", "９５", "9.5", "9.50")] == [0, 1, 2, 2]
    assert allowed.points(Mark(2)) == Fraction("9.5")
    with pytest.raises(IllegalMark) as caught:
        allowed.read("88")
    assert caught.value.code == "mark.not-allowed"


@pytest.mark.parametrize("absence", list(Absence))
@pytest.mark.parametrize(
    "keys",
    [{"scale": WHOLE}, {"allowed": [100, 95]}, {"worth": LEVELS}],
    ids=["scale", "allowed", "worth"],
)
def test_an_absence_is_worth_nothing_and_is_written_as_no_mark(
    keys: dict[str, Any], absence: Absence
) -> None:
    marks = marking(**keys)
    with pytest.raises(IndexError):
        marks.worth(Mark(absence))
    with pytest.raises(IndexError):
        marks.points(Mark(absence))
    with pytest.raises(IndexError):
        marks.text(Mark(absence))
