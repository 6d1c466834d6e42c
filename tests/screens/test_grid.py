"""How the grid lies and looks: headings, columns, sheets side by side, the panel beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from scoring.live.session import Session
from scoring.meeting.acts import Query, Read
from scoring.meeting.reading_rules import Halves
from scoring.wording import say
from tests.screens.papers import keyed, stack
from tests.screens.piloting import SMALL, Hands, at_terminal
from tests.screens.rooms import own_folder, sample_folder, with_sheets
from tests.screens.test_entry import CRITERIA
from tests.screens.test_entry import HALF as HALF_POINTS
from tui.frame.screentext import by_characters
from tui.keys.grid_shape import ColumnName, heading, shaped
from tui.keys.reading import Trail, first_reading
from tui.keys.side_lines import Progress, side_lines

SEVEN = [ColumnName(name) for name in (
    "省高级人民法院", "省公安厅", "省民政厅", "省水利厅", "省商务厅", "省国资委", "省医保局"
)]  # fmt: skip
BY_UNIT = HALF_POINTS + '[procedure]\nrounds = "unit"\n'


@pytest.mark.parametrize(
    ("name", "cells", "lines"),
    [
        ("省公安厅", 10, ["省公安厅"]),
        ("省高级人民法院", 10, ["省高级", "人民法院"]),
        ("省人力资源和社会保障厅", 10, ["省人力", "资源和社", "会保障厅"]),
        ("Department of Water", 10, ["Department", "of Water"]),
        ("省发展和改革委员会（省粮食和物资储备局）", 10, ["省发展和改", "革委员会", "（省粮食.."]),
        ("第1个被评议单位", 8, ["第1个被", "评议单位"]),
    ],
)
def test_a_heading_has_three_lines_at_most(name: str, cells: int, lines: list[str]) -> None:
    assert heading(ColumnName(name), cells) == lines
    assert all(cell_len(line) <= cells for line in lines)


def test_where_the_full_name_does_not_fit_the_short_one_stands() -> None:
    long = ColumnName("省发展和改革委员会（省粮食和物资储备局）", "省发改委")
    assert heading(long, 10) == ["省发改委"]
    assert heading(long, 40) == [long.full]


def test_seven_units_stand_in_eighty_cells_and_are_wider_where_there_is_room() -> None:
    assert shaped(78, 21, SEVEN, rows=60, label=8)[:2] == (10, 7)
    assert shaped(94, 33, SEVEN, rows=57, label=8) == (12, 7, 2, 1)
    assert shaped(120, 45, SEVEN, rows=60, label=8) == (16, 7, 1, 1)


def test_twenty_units_scroll_and_one_unit_has_its_sheets_side_by_side() -> None:
    many = [ColumnName(f"第{number}个被评议单位") for number in range(20)]
    assert shaped(78, 21, many, rows=60, label=8)[:2] == (10, 7)
    assert shaped(94, 33, SEVEN[:1], rows=60, label=8).blocks == 2
    assert shaped(94, 33, SEVEN[:1], rows=500, label=8).blocks == 4
    assert shaped(20, 5, SEVEN[:1], rows=500, label=8).blocks == 1


def test_a_move_to_the_side_goes_to_the_sheet_beside() -> None:
    layout = keyed(stack(sheets=9), "").layout
    single = type(layout)([row._replace(spots=row.spots[:1]) for row in layout.rows])
    single.apart = 4
    keying = stack(layout=single)
    cursors = [keyed(keying, key).cursor.row for key in "down right right right left left".split()]
    assert cursors == [1, 5, 5, 5, 1, 1]


# ---- the panel ----


UNDER_WAY = Progress(
    41,
    57,
    [("省高级人民法院", 42), ("省公安厅", 41)],
    0,
    1,
    3,
    Halves(("001", "029"), ("030", "057")),
)


def panel(progress: Progress) -> list[str]:
    return ["".join(by_characters(one).text for one in line) for line in side_lines(progress, 25)]


def test_the_panel_counts_and_neither_adds_nor_shows_a_mark() -> None:
    assert panel(UNDER_WAY) == [
        "whole sheets        41/57",
        "+++++++++++++++++........",
        "省高级人民法院         42",
        "省公安厅               41",
        "queried 1    changed 3",
        "first 001 to 029",
        "then 030 to 057",
    ]


def test_the_panel_leaves_out_what_there_is_not() -> None:
    alone = Halves(("001",), ())
    lines = panel(UNDER_WAY._replace(queried=0, changed=0, halves=alone, cells=171))
    assert lines[2:] == ["省高级人民法院     42/171", "省公安厅           41/171"]


def test_a_trail_is_of_ones_own_keys_alone(tmp_path: Path) -> None:
    session = with_sheets(sample_folder(tmp_path, sheets=2), 2)
    attempt = session.state.round("all")
    one, two, *_ = attempt.spots
    trail = Trail(attempt, "J1")
    session.do(Read("all", "J1", (("001", *one, 5), ("001", *two, 5))))
    session.do(Read("all", "J2", (("001", *one, 9),)), Read("all", "J2", (("001", *one, 8),)))
    session.do(Query("all", "002", *two, by="J2", note="看不清"))
    trail.follow(session.entries)
    assert (trail.changed, trail.queried) == (set(), set())
    session.do(Read("all", "J1", (("001", *two, 6),)), Read("all", "J1", (("001", *one, 5),)))
    session.do(Query("all", "001", *two, by="J1", note="看不清"))
    trail.follow(session.entries)
    assert (trail.changed, trail.queried) == ({("001", two)}, {("001", two)})


# ---- in the order of numbers ----


def received(place: Path, numbers: list[str]) -> Session:
    """Bring a meeting to where sheets were counted in, in this order."""
    folder = own_folder(place, HALF_POINTS, ["甲", "乙"], [f"代表{n}" for n in numbers])
    session = with_sheets(folder, len(numbers))
    attempt = session.state.round("all")
    sheets = {number: attempt.sheets[number] for number in numbers}
    attempt.sheets.clear()  # type: ignore[attr-defined]  # it is a dict
    attempt.sheets.update(sheets)  # type: ignore[attr-defined]  # as above
    return session


def test_sheets_are_keyed_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    session = received(tmp_path, ["004", "001", "003", "002"])
    state = session.state
    keying = first_reading(state, state.round("all"), "J1", session.entries)
    assert keying
    assert keying.layout.sheets == ("001", "002", "003", "004")
    session.close()


def test_the_second_person_begins_with_the_other_half(tmp_path: Path) -> None:
    session = received(tmp_path, ["004", "001", "003", "002"])

    def begins(by: str) -> int:
        state = session.state
        keying = first_reading(state, state.round("all"), by, session.entries)
        return keying.cursor.row if keying else -1

    spots = session.state.round("all").spots

    def read(by: str, *sheets: str) -> None:
        session.do(Read("all", by, tuple((one, *spot, 3) for one in sheets for spot in spots)))

    assert (begins("J1"), begins("J2")) == (0, 2)
    read("J2", "001")
    assert begins("J1") == 2
    read("J1", "003", "004")
    read("J2", "002", "003", "004")
    assert begins("J1") == 3  # the last cell; F5 leads to the other half
    session.close()


# ---- on the screen ----


def at_entry(folder: Path, keys: str, see: Callable[[list[str]], None], size: tuple[int, int]
             ) -> None:  # fmt: skip
    """Key ``keys`` as the first officer, and look at the rows of the screen."""

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        await hands.post(*keys.split())
        await hands.settled()
        see(hands.rows())

    at_terminal(folder, run, size)


def test_the_heading_of_the_cell_in_hand_is_the_lit_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    def see(rows: list[str]) -> None:
        assert "[省民政厅]" in rows[2]
        assert rows[2].count("[") == 1
        assert rows[3].startswith(" >001")
        assert "[      ]" in rows[3]

    at_entry(folder, "7 1 7 2", see, SMALL)


def test_with_criteria_row_and_column_in_hand_are_lit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    folder = own_folder(tmp_path, CRITERIA, ["甲", "乙"], ["张三", "李四"])
    with_sheets(folder, 2).close()

    def see(rows: list[str]) -> None:
        assert rows[1].index("[乙]") > rows[1].index("甲")
        assert rows[3].startswith(" >    [办理结果]")

    at_entry(folder, "7 0 7 1 7 2", see, SMALL)


def test_the_last_column_ends_before_the_bar_beside_it(tmp_path: Path) -> None:
    units = [f"单位{number}" for number in range(7)]
    folder = own_folder(tmp_path, CRITERIA, units, [f"代表{n}" for n in range(30)])
    with_sheets(folder, 30).close()

    def see(rows: list[str]) -> None:
        assert rows[2].split()[2:9] == ["70", "71", "72", "73", "74", "75", "79"]

    at_entry(folder, " ".join("70717273747579"), see, (120, 24))


def test_a_sheet_that_was_out_of_sight_comes_with_three_above_it(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    with_sheets(folder, 60).close()

    def see(rows: list[str]) -> None:
        assert [row.split()[0] for row in rows[3:7]] == ["037", "038", "039", ">040"]

    at_entry(folder, "4 0 f6", see, SMALL)


def test_a_round_of_one_unit_has_its_sheets_side_by_side(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, BY_UNIT, ["甲", "乙"], [f"代表{n}" for n in range(60)])
    with_sheets(folder, 60).close()

    def see(rows: list[str]) -> None:
        assert rows[2].split() == ["001", "60.5", "021", "61.5", "041"]
        assert rows[3].split() == ["002", ">022", "042"]

    at_entry(folder, "6 0 5 right up 6 1 5", see, SMALL)


def test_what_is_typed_before_the_grid_is_there_is_keyed_on_it(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3")
        await hands.post("1", "enter", *"7172")
        await hands.sees("72")
        await hands.settled()

    at_terminal(folder, run, SMALL)
    view = Session.view(folder)
    assert list(view.state.round("all").sheets["001"].readings["J1"].values()) == [11, 12]
