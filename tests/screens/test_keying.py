"""What each key does on the entry screen: without a screen, a clock or a file."""

from collections.abc import Mapping
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ballots import MEANT, Absence, IllegalMark, as_cell
from scoring.meeting.typed_words import cell_typed
from tests.screens.papers import (
    CENTS,
    HALF,
    HALF_HUNDRED,
    HALF_TEN,
    HUNDRED,
    LEVELS,
    LISTED,
    UNITS,
    VAST,
    WHOLE,
    component,
    keyed,
    shown,
    stack,
)
from tui.keys.keying import Keying
from tui.keys.mark_spelling import Forms, forms_of
from tui.keys.sheaf import GRACE
from tui.keys.sheet_layout import At, sheet_rows, single_cells

E = "_ _ _"
EVERY_KIND = [WHOLE, HALF, HUNDRED, HALF_HUNDRED, HALF_TEN, CENTS, LISTED, LEVELS]


@pytest.mark.parametrize(
    ("marks", "script", "first_row", "column"),
    [
        (WHOLE, "71", "71 _ _", 1),
        (WHOLE, "7", E, 0),
        (WHOLE, "7177", "71 77 _", 2),
        (WHOLE, "8 enter", E, 0),
        (WHOLE, "80", "80 _ _", 1),
        (WHOLE, "７５", "75 _ _", 1),
        (HALF, "785", "78.5 _ _", 1),
        (HALF, "780", "78 _ _", 1),
        (HALF, "78 enter", "78 _ _", 1),
        (HALF, "78+", "78 _ _", 1),
        (HALF, "78.5", "78.5 _ _", 1),
        (HALF, "78。5", "78.5 _ _", 1),
        (HALF, "78. enter", E, 0),
        (HALF, "78.0", "78 _ _", 1),
        (HALF, "800785", "80 78.5 _", 2),
        (HUNDRED, "7", E, 0),
        (HUNDRED, "7 enter", "7 _ _", 1),
        (HUNDRED, "75", "75 _ _", 1),
        (HUNDRED, "10", E, 0),
        (HUNDRED, "10 enter", "10 _ _", 1),
        (HUNDRED, "100", "100 _ _", 1),
        (HUNDRED, "0", "0 _ _", 1),
        (HUNDRED, "99 98", "99 98 _", 2),
        (HALF_HUNDRED, "75 enter", "75 _ _", 1),
        (HALF_HUNDRED, "7.5", "7.5 _ _", 1),
        (HALF_HUNDRED, "100 enter", "100 _ _", 1),
        (HALF_HUNDRED, "785", "78.5 _ _", 1),
        (HALF_HUNDRED, "780990", "78 99 _", 2),
        (HALF_HUNDRED, "100", E, 0),
        (HALF_HUNDRED, "1000", "100 _ _", 1),
        (HALF_HUNDRED, "10 enter", "10 _ _", 1),
        (HALF_HUNDRED, "105", "10.5 _ _", 1),
        (HALF_TEN, "95", "9.5 _ _", 1),
        (HALF_TEN, "10 enter", "10 _ _", 1),
        (HALF_TEN, "10", E, 0),
        (CENTS, "958", "9.58 _ _", 1),
        (CENTS, "9.58", "9.58 _ _", 1),
        (CENTS, "9 enter", "9 _ _", 1),
        (CENTS, "1000", "10 _ _", 1),
        (CENTS, "10 enter", "10 _ _", 1),
        (CENTS, "005", "0.05 _ _", 1),
        (VAST, "123.45", E, 0),
        (VAST, "123.45 enter", "123.45 _ _", 1),
        (VAST, "9999 enter 7 enter", "9999 7 _", 2),
        (LISTED, "95", "95 _ _", 1),
        (LISTED, "100", "100 _ _", 1),
        (LISTED, "90 95 100", "90 95 100", 0),
        (LEVELS, "1", "很满意 _ _", 1),
        (LEVELS, "4", "不满意 _ _", 1),
        (LEVELS, "5", "= _ _", 1),
        (LEVELS, "123", "很满意 满意 基本满意", 0),
    ],
)
def test_digits_alone_make_a_mark(
    marks: Mapping[str, object], script: str, first_row: str, column: int
) -> None:
    keying = keyed(stack(marks), script)
    assert (shown(keying).split(" | ")[0], keying.cursor.column) == (first_row, column)


@pytest.mark.parametrize(
    ("key", "absence"),
    [
        (".", Absence.BLANK),
        ("。", Absence.BLANK),
        ("．", Absence.BLANK),
        ("-", Absence.ABSTAINED),
        ("−", Absence.ABSTAINED),
        ("－", Absence.ABSTAINED),
        ("*", Absence.RECUSED),
        ("＊", Absence.RECUSED),
        ("/", Absence.VOID),
        ("／", Absence.VOID),
        ("、", Absence.VOID),
        ("=", Absence.UNKNOWN),
    ],
)
@pytest.mark.parametrize("marks", [WHOLE, HALF, HUNDRED, CENTS, VAST, LISTED, LEVELS])
def test_one_key_is_a_word_and_moves_on(
    marks: Mapping[str, object], key: str, absence: Absence
) -> None:
    keying = stack(marks)
    keying.press(key)
    assert keying.sheaf.value(At(0, 0)) == absence
    assert keying.cursor == At(0, 1)


@pytest.mark.parametrize("key", "0123456789.-*/=?+")
def test_a_full_width_sign_is_the_key_itself(key: str) -> None:
    wide = [chr(point) for point, meant in MEANT.items() if chr(int(meant)) == key]
    assert wide
    for sign in wide:
        plain, full = stack(), stack()
        plain.press(key)
        full.press(sign)
        assert (shown(plain), plain.typed, plain.locked) == (shown(full), full.typed, full.locked)


@pytest.mark.parametrize("marks", [WHOLE, HALF, HUNDRED, HALF_HUNDRED, HALF_TEN, LISTED, LEVELS])
def test_every_mark_there_is_can_be_typed(marks: Mapping[str, object]) -> None:
    forms = forms_of(component(marks))
    for text, cell in forms.meant.items():
        keying = keyed(stack(marks), text)
        if keying.cursor == At(0, 0):
            keying.press("enter")
        assert keying.sheaf.value(At(0, 0)) == cell, text
    count = forms.marking.count
    assert {cell for cell in forms.meant.values() if cell >= 0} == set(range(count))


@pytest.mark.parametrize(
    "marks", [WHOLE, HALF, HUNDRED, HALF_HUNDRED, HALF_TEN, CENTS, LISTED, LEVELS]
)
def test_no_text_means_two_marks_and_none_is_complete_that_could_go_on(
    marks: Mapping[str, object],
) -> None:
    forms = forms_of(component(marks))
    for text, cell in forms.meant.items():
        assert forms.standing(text) == ("open" if text in forms.begun else "complete")
        if not forms.levels and "." in text:
            assert forms.marking.read(text) == cell
        if not forms.levels and "." not in text:
            whole = [one for one in forms.meant if one.partition(".")[0] == text and "." in one]
            assert all(
                forms.meant[one] == cell for one in whole if not one.partition(".")[2].strip("0")
            )


ILLEGAL = [
    (WHOLE, "5"),
    (WHOLE, "9"),
    (WHOLE, "0"),
    (WHOLE, "81"),
    (WHOLE, "1"),
    (HALF, "783"),
    (HALF, "59"),
    (HALF, "805"),
    (HALF_HUNDRED, "783"),
    (HALF_HUNDRED, "1007"),
    (HALF_TEN, "109"),
    (HUNDRED, "101"),
    (LISTED, "8"),
    (LISTED, "96"),
    (LISTED, "101"),
    (LEVELS, "6"),
    (LEVELS, "0"),
    (CENTS, "10.1"),
    (WHOLE, "7-"),
    (WHOLE, "7/"),
    (WHOLE, "7."),
    (WHOLE, "7 enter"),
    (WHOLE, "7 down"),
    (WHOLE, "8 tab"),
    (WHOLE, "8 pagedown"),
    (WHOLE, "a"),
    (WHOLE, "水"),
    (WHOLE, "⑦"),
    (WHOLE, "٣"),
    (WHOLE, "7水"),
]


@pytest.mark.parametrize(("marks", "script"), ILLEGAL)
def test_what_is_no_mark_stays_and_says_why(marks: Mapping[str, object], script: str) -> None:
    keying = keyed(stack(marks), script)
    assert keying.locked is not None
    assert str(keying.locked)
    assert keying.cursor == At(0, 0)
    assert set(shown(keying)) <= set("_ |")


@pytest.mark.parametrize(("marks", "script"), ILLEGAL)
@pytest.mark.parametrize("more", ["71", "1", ".", "-", "/ /", "down", "right f5", "ctrl+z", "f9"])
def test_a_locked_keyboard_takes_nothing(
    marks: Mapping[str, object], script: str, more: str
) -> None:
    keying = keyed(keyed(stack(marks), script), more, start=10)
    assert keying.locked
    assert keying.cursor == At(0, 0)
    assert set(shown(keying)) <= set("_ |")


@pytest.mark.parametrize(("marks", "script"), ILLEGAL)
@pytest.mark.parametrize("key", ["escape", "enter", "+", "backspace " * 5])
def test_three_keys_unlock(marks: Mapping[str, object], script: str, key: str) -> None:
    keying = keyed(keyed(stack(marks), script), key, start=10)
    assert (keying.locked, keying.typed, keying.cursor) == (None, "", At(0, 0))
    keyed(keying, "-", start=20)
    assert keying.sheaf.value(At(0, 0)) == Absence.ABSTAINED


def test_backspace_takes_the_last_digit_only() -> None:
    keying = keyed(stack(HALF), "783 backspace")
    assert (keying.typed, keying.locked) == ("78", None)
    assert shown(keyed(keying, "5")).startswith("78.5 _")


@pytest.mark.parametrize(
    ("script", "cells", "cursor"),
    [
        ("717273", "71 72 73 | _ _ _ | _ _ _", (1, 0)),
        ("717273 747576 777879", "71 72 73 | 74 75 76 | 77 78 79", (2, 2)),
        ("71 left 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("71 left enter", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("71 left +", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("enter", "_ _ _ | _ _ _ | _ _ _", (0, 0)),
        ("71 up", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("71 down 72", "71 _ _ | _ 72 _ | _ _ _", (1, 2)),
        ("end 71 72", "_ _ 71 | 72 _ _ | _ _ _", (1, 1)),
        ("end 71 72 home 73", "_ _ 71 | 73 _ _ | _ _ _", (1, 1)),
        ("tab tab tab 71", "_ _ _ | 71 _ _ | _ _ _", (1, 1)),
        ("71 shift+tab 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("down shift+tab 71", "_ _ 71 | _ _ _ | _ _ _", (1, 0)),
        ("ctrl+end 71", "_ _ _ | _ _ _ | _ _ 71", (2, 2)),
        ("ctrl+end 71 ctrl+home 72", "72 _ _ | _ _ _ | _ _ 71", (0, 1)),
        ("right ctrl+down 71", "_ _ _ | _ _ _ | _ 71 _", (2, 2)),
        ("ctrl+end ctrl+up 71", "_ _ 71 | _ _ _ | _ _ _", (1, 0)),
        ("ctrl+right 71", "_ _ 71 | _ _ _ | _ _ _", (1, 0)),
        ("end ctrl+left 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("pagedown 71", "_ _ _ | _ _ _ | 71 _ _", (2, 1)),
        ("pagedown pageup 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("left up 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("f6 2 enter 71", "_ _ _ | 71 _ _ | _ _ _", (1, 1)),
        ("f6 002 enter 71", "_ _ _ | 71 _ _ | _ _ _", (1, 1)),
        ("f6 3 f6 71", "_ _ _ | _ _ _ | 71 _ _", (2, 1)),
        ("3 f6 71", "_ _ _ | _ _ _ | 71 _ _", (2, 1)),
        ("f6 9 enter 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("f6 2 escape 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("f6 2 backspace 71 escape", "_ _ _ | _ _ _ | _ _ _", (0, 0)),
        ("f6 23 backspace backspace 71", "_ _ _ | _ _ _ | _ _ _", (0, 0)),
        ("71 right 73 f5 72", "71 _ 73 | _ 72 _ | _ _ _", (1, 2)),
        ("ctrl+end 71 f5 72", "72 _ _ | _ _ _ | _ _ 71", (0, 1)),
        ("71 left delete", "_ _ _ | _ _ _ | _ _ _", (0, 0)),
        ("71 left delete 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("7 delete 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("7 escape 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("7 backspace 82 escape 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("71 ctrl+z", "_ _ _ | _ _ _ | _ _ _", (0, 0)),
        ("71 ctrl+z 72", "72 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("7172 ctrl+z ctrl+z", "_ _ _ | _ _ _ | _ _ _", (0, 0)),
        ("7172 ctrl+z ctrl+y", "71 72 _ | _ _ _ | _ _ _", (0, 1)),
        ("7172 ctrl+z 73 ctrl+y", "71 73 _ | _ _ _ | _ _ _", (0, 2)),
        ("71 left 72 ctrl+z", "71 _ _ | _ _ _ | _ _ _", (0, 0)),
        ("71 left delete ctrl+z", "71 _ _ | _ _ _ | _ _ _", (0, 0)),
        ("ctrl+z ctrl+y 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("//", "/ / _ | _ _ _ | _ _ _", (0, 2)),
        ("// escape 71", "/ / 71 | _ _ _ | _ _ _", (1, 0)),
        ("// enter", "/ / / | _ _ _ | _ _ _", (1, 0)),
        ("// enter 71", "/ / / | 71 _ _ | _ _ _", (1, 1)),
        ("// 71 escape", "/ / _ | _ _ _ | _ _ _", (0, 2)),
        ("// escape / 71", "/ / / | 71 _ _ | _ _ _", (1, 1)),
        ("71// +", "/ / / | _ _ _ | _ _ _", (1, 0)),
        ("// enter ctrl+z", "/ / _ | _ _ _ | _ _ _", (0, 0)),
        ("71 72/ / 73", "71 72 / | / 73 _ | _ _ _", (1, 2)),
        ("/ 71 left / 72", "/ / _ | _ _ _ | _ _ _", (0, 2)),
        ("f2 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("? 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("f3 71", "71 _ _ | _ _ _ | _ _ _", (0, 1)),
        ("-*.=", "- * . | = _ _ | _ _ _", (1, 1)),
    ],
)
def test_a_script_of_keys(script: str, cells: str, cursor: tuple[int, int]) -> None:
    keying = keyed(stack(), script)
    assert (shown(keying), keying.cursor) == (cells, At(*cursor))


@pytest.mark.parametrize(
    "move",
    "left right up down tab shift+tab home end pageup pagedown ctrl+up ctrl+down ctrl+home "
    "ctrl+end".split(),
)
def test_a_move_accepts_what_was_typed_first(move: str) -> None:
    keying = keyed(stack(HUNDRED), f"down right 7 {move}")
    assert keying.sheaf.value(At(1, 1)) == 7
    bare = keyed(stack(HUNDRED), f"down right {move}")
    assert keying.cursor == bare.cursor


def test_a_sheet_has_a_row_for_each_criterion() -> None:
    keying = keyed(stack(criteria=("speed", "result")), "717273 747576 77")
    assert shown(keying) == "71 72 73 | 74 75 76 | 77 _ _ | _ _ _ | _ _ _ | _ _ _"
    assert [keying.layout.rows[row].sheet for row in (0, 1, 2)] == ["001", "001", "002"]
    keyed(keying, "ctrl+home f6 3 enter 80", start=50)
    assert keying.sheaf.value(At(4, 0)) == 20
    keyed(keying, "ctrl+home down pagedown 60", start=60)
    assert keying.sheaf.value(At(5, 0)) == 0


def test_single_cells_are_keyed_one_under_the_other() -> None:
    layout = single_cells(
        [("005", ("乙", "live")), ("030", ("甲", "live")), ("030", ("丙", "live"))]
    )
    keying = keyed(stack(layout=layout), "71//")
    assert (shown(keying), keying.asking) == ("71 | / | /", "")
    keyed(keying, "ctrl+home f4", start=9)
    assert keying.line


@pytest.mark.parametrize(
    ("script", "wish"),
    [
        ("f2", "help"),
        ("?", "help"),
        ("？", "help"),
        ("escape", "leave"),
        ("7 escape", ""),
        ("7 escape escape", "leave"),
        ("81 escape", ""),
        ("717273 f9 f9", "hand-over"),
        ("717273 f9 enter", "hand-over"),
        ("717273 f9 escape", ""),
        ("7172 f9 f9", ""),
        ("717273 up delete f9 enter", ""),
        ("717273 747576 777879 f9 enter", "hand-over"),
        ("717273 f9 f6", ""),
    ],
)
def test_what_only_the_screen_can_do_is_asked_of_it_once(script: str, wish: str) -> None:
    keying = keyed(stack(), script)
    assert (keying.wish(), keying.wish()) == (wish, "")


def test_a_reading_with_a_hole_is_not_handed_over() -> None:
    keying = keyed(stack(), "717273 74 f9")
    assert keying.unfinished() == ("002",)
    assert keying.untouched() == ("003",)
    assert keying.cursor == At(1, 1)
    assert "002" in str(keying.line)


def test_a_sheet_that_was_cleared_whole_is_as_if_never_begun() -> None:
    kept = {("001", (unit, "live")): as_cell(11) for unit in UNITS}
    keying = keyed(stack(kept=kept), "delete right delete")
    assert keying.unfinished() == ("001",)
    keyed(keying, "right delete", start=5)
    assert keying.unfinished() == ()
    assert "001" in keying.untouched()


# ---- what an input method sends ----


@pytest.mark.parametrize(
    "text", ["测评", "80分", "第71名", "2026年11月23日", "71、72分", "７１分", "/弃", "、、弃"]
)
@pytest.mark.parametrize("marks", [WHOLE, HUNDRED, LEVELS, HALF, VAST])
def test_words_that_arrive_at_once_leave_no_mark(marks: Mapping[str, object], text: str) -> None:
    keying = stack(marks)
    for place, character in enumerate(text):
        keying.press(character, 5 + place * 0.001)
    assert set(shown(keying)) <= set("_ |")
    assert keying.locked
    assert keying.sheaf.due(9) == ()
    assert keying.cursor == At(0, 0)


@pytest.mark.parametrize("text", ["测评", "80分", "第71名", "80", ""])
def test_pasted_text_is_refused_aloud(text: str) -> None:
    keying = keyed(stack(), "71 7")
    for place, character in enumerate(text):
        keying.press(character, 5 + place * 0.001)
    keying.refuse(5.01)
    assert keying.locked
    assert shown(keying).startswith("71 _ _")
    assert keying.typed == ""


def test_what_was_keyed_by_hand_before_is_kept() -> None:
    keying = keyed(stack(), "71 72", pace=0.1)
    keying.press("分", 1)
    assert shown(keying).startswith("71 72 _")


@given(st.lists(st.tuples(st.text(max_size=3), st.floats(0, 1)), max_size=12))
def test_whatever_characters_arrive_each_mark_was_keyed_by_its_own_keys(
    arrivals: list[tuple[str, float]],
) -> None:
    """Marks come from digits and signs alone, however other characters stand between them."""
    keying = stack()
    now, sent = 0.0, ""
    for text, pause in arrivals:
        now += pause
        for character in text:
            keying.press(character, now)
            sent += character.translate(MEANT)
    marks = [cell for row in shown(keying).split(" | ") for cell in row.split() if cell != "_"]
    for mark in marks:
        assert all(sign in sent for sign in mark)


# ---- the record ----


def test_a_mark_goes_to_the_record_once_and_only_after_a_moment() -> None:
    keying = keyed(stack(), "71", start=1, pace=0)
    assert keying.sheaf.look(At(0, 0)) == "waiting"
    assert keying.sheaf.due(1 + GRACE / 2) == ()
    [one] = keying.sheaf.due(1 + GRACE)
    assert (one.sheet, one.spot, one.cell) == ("001", ("甲", "live"), 11)
    assert keying.sheaf.due(99) == ()
    assert keying.sheaf.look(At(0, 0)) == "waiting"
    keying.sheaf.recorded([one])
    assert keying.sheaf.look(At(0, 0)) == "kept"
    assert not keying.sheaf.unsettled


def test_a_mark_that_could_not_be_written_stays_red_until_it_is_keyed_or_passed_again() -> None:
    keying = keyed(stack(), "71", pace=0)
    sent = keying.sheaf.due(1)
    keying.sheaf.failed(sent)
    assert keying.sheaf.look(At(0, 0)) == "failed"
    assert keying.sheaf.unsettled
    keyed(keying, "left enter", start=2)
    again = keying.sheaf.due(9)
    assert [one.cell for one in again] == [11]
    keying.sheaf.recorded(again)
    assert keying.sheaf.look(At(0, 0)) == "kept"


def test_a_cell_is_dim_until_its_last_mark_is_recorded() -> None:
    keying = keyed(stack(), "71", pace=0)
    first = keying.sheaf.due(1)
    keyed(keying, "left 72", start=2)
    keying.sheaf.recorded(first)
    assert keying.sheaf.look(At(0, 0)) == "waiting"
    second = keying.sheaf.due(9)
    keying.sheaf.recorded(second)
    assert keying.sheaf.look(At(0, 0)) == "kept"


def test_undoing_is_another_fact_for_the_record() -> None:
    keying = keyed(stack(), "71 left 72", pace=1)
    keying.sheaf.recorded(keying.sheaf.due(50))
    keyed(keying, "ctrl+z", start=60)
    assert [one.cell for one in keying.sheaf.due(99)] == [11]
    assert "72" in str(keying.line)
    assert "71" in str(keying.line)


def test_a_cell_that_is_emptied_is_emptied_in_the_record_too() -> None:
    kept = {("001", ("甲", "live")): as_cell(11)}
    keying = keyed(stack(kept=kept), "delete", start=1)
    assert keying.sheaf.look(At(0, 0)) == "waiting"
    [one] = keying.sheaf.due(9)
    assert (one.sheet, one.spot, one.cell) == ("001", ("甲", "live"), None)
    keying.sheaf.recorded([one])
    assert keying.sheaf.look(At(0, 0)) == "kept"
    assert not keying.sheaf.unsettled
    keyed(keying, "ctrl+z", start=20)
    assert [one.cell for one in keying.sheaf.due(30)] == [11]


def test_a_mark_that_is_taken_back_on_its_way_is_taken_back_in_the_record() -> None:
    keying = keyed(stack(), "71", pace=0)
    first = keying.sheaf.due(1)
    keyed(keying, "ctrl+z", start=2)
    second = keying.sheaf.due(9)
    keying.sheaf.recorded(first)
    assert [one.cell for one in second] == [None]
    keying.sheaf.recorded(second)
    assert keying.sheaf.look(At(0, 0)) == "kept"


def test_a_mark_that_the_record_never_had_is_not_taken_back_there() -> None:
    keying = keyed(stack(), "71 ctrl+z", pace=0)
    assert keying.sheaf.due(9) == ()
    assert not keying.sheaf.unsettled
    keyed(keying, "71", start=10, pace=0)
    keying.sheaf.failed(keying.sheaf.due(20))
    keyed(keying, "ctrl+z", start=30)
    assert keying.sheaf.due(40) == ()
    assert not keying.sheaf.unsettled


def test_a_clearing_that_could_not_be_written_stays_red_until_enter() -> None:
    kept = {("001", ("甲", "live")): as_cell(11)}
    keying = keyed(stack(kept=kept), "delete", start=1)
    keying.sheaf.failed(keying.sheaf.due(9))
    assert keying.sheaf.look(At(0, 0)) == "failed"
    keyed(keying, "enter", start=20)
    assert [one.cell for one in keying.sheaf.due(30)] == [None]


def test_a_query_is_asked_of_the_screen_and_never_amid_a_mark() -> None:
    assert keyed(stack(), "71 f7").wish() == "query"
    keying = keyed(stack(), "7 f7")
    assert keying.wish() == ""
    assert keying.locked


@given(st.lists(st.sampled_from("71 60 80 . - / left right up down tab f5".split()), max_size=40))
def test_undoing_everything_and_doing_it_again_comes_to_the_same(words: list[str]) -> None:
    keying = keyed(stack(), " escape ".join(words))
    keyed(keying, "escape", start=500)
    before = shown(keying)
    for key in ("ctrl+z", "ctrl+y"):
        for _ in words:
            keying.press(key, 600)
    assert shown(keying) == before
    for _ in words:
        keying.press("ctrl+z", 700)
    assert set(shown(keying)) <= set("_ |")


KEYS = [
    *"0123456789.-*/=?+ 水a",
    *"enter escape backspace delete left right up down tab f2 f4 f5 f6 f7 f9 ctrl+z ctrl+y".split(),
]


@given(st.lists(st.sampled_from(KEYS), max_size=60))
def test_whatever_is_pressed_what_the_record_gets_is_what_stands_on_the_screen(
    keys: list[str],
) -> None:
    keying = stack()
    record: dict[tuple[str, tuple[str, str]], int | None] = {}
    for step, key in enumerate(keys):
        keying.press(key, step)
        for one in keying.sheaf.due(step + 0.9):
            record[one.sheet, one.spot] = one.cell
            keying.sheaf.recorded([one])
    for number, row in enumerate(keying.layout.rows):
        for column, spot in enumerate(row.spots):
            at = At(number, column)
            assert keying.sheaf.value(at) == record.get((row.sheet, spot))


@pytest.mark.parametrize(("first", "second"), list(product(["60", "75", "80"], repeat=2)))
def test_typing_over_a_mark_replaces_it(first: str, second: str) -> None:
    keying: Keying = keyed(stack(), f"{first} left {second}")
    assert shown(keying).startswith(f"{second} _")


@pytest.mark.parametrize(
    "marks", [WHOLE, HALF, HUNDRED, HALF_HUNDRED, HALF_TEN, CENTS, LISTED, LEVELS]
)
def test_a_command_line_reads_what_is_typed_as_the_screen_does(
    marks: Mapping[str, object],
) -> None:
    forms = forms_of(component(marks))
    for text, cell in forms.meant.items():
        assert cell_typed(forms.marking, text) == cell, text


def test_what_no_mark_is_typed_as_is_refused_on_a_command_line_too() -> None:
    with pytest.raises(IllegalMark):
        cell_typed(forms_of(component(HALF_HUNDRED)).marking, "783")


@pytest.mark.parametrize("marks", [HALF, HALF_HUNDRED, HALF_TEN, CENTS, LISTED])
def test_digits_that_end_by_themselves_are_not_written_for_another_mark(
    marks: Mapping[str, object],
) -> None:
    forms = forms_of(component(marks))
    written = {forms.marking.text(mark): mark for mark in forms.marking.marks}
    for text, cell in forms.meant.items():
        if forms.standing(text) == "complete":
            assert written.get(text, cell) == cell, text


@pytest.mark.parametrize(
    ("marks", "highest", "most"),
    [(WHOLE, 80, 2.2), (HUNDRED, 100, 2.2), (HALF, 80, 3.1), (HALF_HUNDRED, 100, 3.1)],
)
def test_a_whole_meeting_takes_few_strokes_a_mark(
    marks: Mapping[str, object], highest: int, most: float
) -> None:
    """Sixty sheets of seven units, each mark from 60 on as often as the others, some absences."""
    forms = forms_of(component(marks))
    there = [one for one in forms.marking.marks if 60 <= forms.marking.points(one) <= highest]
    chance = Random(11)
    wanted = [[chance.choice(there) for _ in range(7)] for _ in range(60)]
    spots = [(f"u{number}", "live") for number in range(7)]
    layout = sheet_rows([f"{number:03}" for number in range(1, 61)], spots)
    keying = stack(marks, layout=layout)
    strokes = 0
    for at, cell in (
        (At(row, column), cell)
        for row, cells in enumerate(wanted)
        for column, cell in enumerate(cells)
    ):
        assert keying.cursor == at
        for key in shortest(forms, cell):
            keying.press(key, strokes)
            strokes += 1
        assert keying.sheaf.value(at) == cell
    assert strokes / 420 <= most


def shortest(forms: Forms, cell: int) -> list[str]:
    """Return the fewest keys for a mark."""
    texts = [text for text, meant in forms.meant.items() if meant == cell]
    keys = ([*text, *(["enter"] if text in forms.begun else [])] for text in texts)
    return min(keys, key=len)


def test_what_is_said_is_of_what_stands_in_the_cell() -> None:
    assert "95" in str(keyed(stack(), "7095").locked)
    assert "9583" in str(keyed(stack(), "709583").locked)
    assert "78" in str(keyed(stack(HALF), "7-8").locked)


def test_a_mark_above_the_highest_is_said_to_be_so() -> None:
    assert "80" in str(keyed(stack(), "81").locked)
    assert "above the highest" in str(keyed(stack(), "81").locked)
    assert "78.3 is not on the grid" in str(keyed(stack(HALF), "783").locked)


def test_after_the_last_cell_what_is_empty_is_named() -> None:
    keying = keyed(stack(), "ctrl+end 71")
    assert "F5" in str(keying.line)
    assert "F9" in str(keyed(stack(), "717273 747576 777879").line)
