"""A dialogue as lines: where its questions stand, and what a typed number means."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.locales import use
from scoring.meeting.acts import Read
from scoring.meeting.reading_rules import thirds_for
from scoring.wording import say
from tests.screens.rooms import MARKS, read_by, sample_folder, with_sheets
from tests.screens.test_signing import to_rule
from tui.frame.questions import WHY, ScreenQuestion, choice_lines, in_sight, laid
from tui.frame.screentext import ScreenLine, line, width
from tui.keys.reading import forms_by_criterion
from tui.screens.differences_lines import DifferenceColumns, left_to_settle
from tui.screens.ruling import VALUE
from tui.screens.signing import Signers

PEOPLE = (("2", say("{name}", name="监票人甲")), ("1", say("{name}", name="总监票人")))
"""Whose ids are numbers, and other ones than their places."""


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    use("zh_CN")
    yield
    use("en")


def shown(lines: list[ScreenLine] | tuple[ScreenLine, ...]) -> list[str]:
    return ["".join(one.text for one in row).rstrip() for row in lines]


def ruling(answers: tuple[str, ...] = ()) -> list[ScreenQuestion]:
    signing = Signers(None, say("Who rules? Nobody who has read the sheet."), 2,  # type: ignore[arg-type]  # nothing is asked of a page here
                      frozenset({"1", "2"}))  # fmt: skip
    cells = ("011 省公安厅", "023 省民政厅", "044 省水利厅")
    marks = [ScreenQuestion(one, part=VALUE, cells=4, beside=True) for one in cells]
    reason = ScreenQuestion("", part=WHY, cells=44, note=say("Done."))
    return [*marks, reason, *signing.questions(PEOPLE, answers[4:], "")]


def test_what_why_and_who_stand_as_they_are_drawn() -> None:
    typed = ["75", "空白", "72", "三张票当面复看，字迹可辨", "1", "******", "2", ""]
    asked = ruling(("75", "空白", "72", "三张票", "2", "", "1"))
    done = {5: say("has signed")}
    drawn = laid(asked, typed, 7, lambda place: done.get(place, ""), 118)
    assert shown(drawn.lines) == [
        "一  定为    011 省公安厅 [75  ]   023 省民政厅 [空白]   044 省水利厅 [72  ]",
        "二  理由    [三张票当面复看，字迹可辨                    ] 已办理。",
        "三  签认    第一人 [1] 监票人甲   口令 [******  ] 已签",
        "            第二人 [2] 总监票人   口令 [        ]",
    ]
    assert drawn.spot is not None
    assert shown([drawn.lines[drawn.spot.row]])[0].endswith("口令 [        ]")
    assert drawn.spot.cells == 8


@pytest.mark.parametrize("wide", [38, 58, 78, 118, 158])
def test_no_row_is_wider_than_the_terminal_whatever_is_typed(wide: int) -> None:
    typed = ["75", "空白", "72", "字" * 90, "1", "*" * 30, "2", ""]
    for at in range(8):
        drawn = laid(ruling(("", "", "", "", "2", "", "1")), typed, at, lambda _: "", wide)
        assert all(width(one) <= wide for one in drawn.lines)
        assert drawn.spot is not None


def test_a_number_is_the_place_in_the_list_and_never_an_id() -> None:
    asked = ruling()[4]
    assert [asked.meant(one) for one in ("1", "2", " 2 ", "监票人甲")] == ["2", "1", "1", "2"]
    assert asked.refusal(asked.meant("3")) is not None
    text = "".join(shown(tuple(choice_lines(asked, "", 9, 80))))
    assert "1  监票人甲" in text
    assert "2  总监票人" in text


def test_whoever_is_named_already_keeps_the_number_and_is_refused() -> None:
    second = ruling(("75", "空白", "72", "三张票", "2", ""))[6]
    assert second.choices == PEOPLE
    assert second.refusal("2") is not None
    assert second.refusal("1") is None


def test_what_does_not_fit_is_cut_around_what_is_in_hand() -> None:
    rows = [line(str(number)) for number in range(30)]
    assert [one[0].text for one in in_sight(rows, 20, 3)[0]] == ["19", "20", "21"]
    assert in_sight(rows, 0, 5)[1] == 0
    assert len(in_sight(rows, 29, 5)[0]) == 5


# ---- the list of differences ----


def rows(session: Session, cells: int = 116) -> list[str]:
    state = session.state
    columns = DifferenceColumns(state, cells)
    forms = forms_by_criterion(state, state.round("all"))
    return shown(tuple(columns.row(one, forms, chosen=False) for one in left_to_settle(state)))


def test_before_the_third_reading_no_row_says_what_was_read(tmp_path: Path) -> None:
    session = to_rule(sample_folder(tmp_path, sheets=3), third=False)
    assert [one.split() for one in rows(session)] == [
        ["001", "省公安厅", "待第三次录入"],
        ["002", "省医保局", "待第三次录入"],
        ["003", "省民政厅", "待第三次录入"],
    ]
    session.close()


def test_a_cell_to_be_ruled_shows_two_readings_in_no_readers_order_and_the_third(
    tmp_path: Path,
) -> None:
    session = to_rule(sample_folder(tmp_path, sheets=3))
    assert [one.split() for one in rows(session)] == [
        ["001", "省公安厅", "72", "73", "65", "待裁定"],
        ["002", "省医保局", "空白", "64", "65", "待裁定"],
        ["003", "省民政厅", "无效", "71", "65", "待裁定"],
    ]
    session.close()


def test_a_list_of_thousands_is_made_in_a_moment(tmp_path: Path) -> None:
    session = with_sheets(sample_folder(tmp_path, sheets=60), 60)
    marks = (MARKS * 20)[:60]
    read_by(session, "J1", marks)
    read_by(session, "J2", [[140 - mark for mark in row] for row in marks])
    found = thirds_for(session.state, session.state.round("all"), "M1")
    cells = tuple((sheet.number, *spot, 3) for sheet, spot in found)
    session.do(Read("all", "M1", cells, third=True))
    rows(session)  # what is found once for a state is found
    began = time.process_time()
    count = len(rows(session))
    assert count > 300
    assert (time.process_time() - began) / count * 2000 < 1
    session.close()
