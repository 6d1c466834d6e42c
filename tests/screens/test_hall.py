"""The hall's screen: what it shows in each state, on small and large terminals."""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from scoring.files.meeting_folder import read_meeting
from scoring.live.session import Session
from scoring.live.terminals.attaching import HallLine
from scoring.live.terminals.messages import hall_json, line_of
from scoring.locales import use
from scoring.meeting.acts import Certify, Correct, Count, Reveal, RevealNext
from scoring.report.deciding import Deciding
from scoring.report.hall import HallPlace, HallView, hall_view
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal
from tests.screens.rooms import begun, counted, own_folder, read_by, sample_folder, with_sheets
from tests.screens.test_one_way_to_the_screen import NAMES, unseen
from tui.frame.bigdigits import big
from tui.frame.screentext import ScreenLine, blanks, by_characters, width
from tui.screens.hall import Hall
from tui.screens.hall_lines import hall_lines, pages

PICTURES = Path(__file__).parent / "pictures"
SCRUTINEERS = ("J3", "J4")


def picture(lines: Sequence[ScreenLine], cells: int = 80) -> str:
    return "\n".join(_painted(line, cells).rstrip() for line in lines) + "\n"


def _painted(line: ScreenLine, cells: int) -> str:
    """Return a line as it is painted without colours: the last look goes on to the edge."""
    whole = (*line, blanks(cells - width(line), line[-1].look)) if line else ()
    return "".join(by_characters(one).text for one in whole)


def revealed_to(folder: Path, places: int) -> Session:
    session = counted(folder)
    session.do(Certify(SCRUTINEERS), *[RevealNext()] * places)
    return session


def corrected(folder: Path) -> Session:
    session = counted(folder)
    session.do(Certify(SCRUTINEERS), Reveal())
    unit = session.state.versions[0].ranking[0].unit
    session.do(Correct((("all", "001", unit, "live", 0),), SCRUTINEERS, "录入有误"))
    return session


STATES: dict[str, Callable[[Path], Session]] = {
    "frozen": begun,
    "collected": lambda folder: with_sheets(folder, 3),
    "counted": counted,
    "fourth-revealed": lambda folder: revealed_to(folder, 4),
    "all-revealed": lambda folder: revealed_to(folder, 7),
}


def seen_in(folder: Path, state: Callable[[Path], Session]) -> HallView:
    session = state(folder)
    frozen = session.frozen()
    assert frozen
    session.close()
    return hall_view(session.state, frozen.title)


@pytest.mark.parametrize("name", STATES)
def test_the_hall_looks_as_it_did(tmp_path: Path, name: str) -> None:
    view = seen_in(sample_folder(tmp_path, sheets=3), STATES[name])
    use("zh_CN")
    try:
        shown = picture(hall_lines(view, *SMALL), SMALL[0])
    finally:
        use("en")
    path = PICTURES / f"hall-{name}.zh-CN-80x24.txt"
    if os.environ.get("PINGYI_REWRITE") == "1":
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", STATES)
def test_the_hall_shows_whole_what_is_revealed_and_no_other_unit(tmp_path: Path, name: str) -> None:
    view = seen_in(sample_folder(tmp_path, sheets=3), STATES[name])
    units = read_meeting(tmp_path / "meeting").roster.units
    for size in (SMALL, LARGE):
        shown = picture(hall_lines(view, *size), size[0])
        assert len(shown.splitlines()) == size[1]
        assert max(map(cell_len, shown.splitlines())) <= size[0]
        close = shown.replace(" ", "")
        assert view.title in close
        assert "scheme324b8932" in close
        revealed = {one.unit for one in view.places}
        assert all(one.unit in close for one in view.places)
        # That of the place in hand is made of digits of blanks.
        assert all((one.total or "") in close for one in view.places[view.newest :])
        assert not [one.name for one in units if one.name in close and one.name not in revealed]
        own = re.findall(r"[\u4e00-\u9fff]+", shown)
        assert all(one in "\n".join((view.title, *revealed)) for one in own)


def test_until_a_corrected_result_is_revealed_the_hall_shows_the_one_before(
    tmp_path: Path,
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    before = seen_in(sample_folder(tmp_path / "one", sheets=3), lambda f: revealed_to(f, 7))
    after = seen_in(sample_folder(tmp_path / "two", sheets=3), corrected)
    assert after.phase == "counted"
    assert after.places == before.places


def test_places_that_were_shown_singly_are_gone_when_the_result_is_corrected(
    tmp_path: Path,
) -> None:
    def broken_off(folder: Path) -> Session:
        session = revealed_to(folder, 3)
        unit = session.state.versions[0].ranking[0].unit
        session.do(Correct((("all", "001", unit, "live", 0),), SCRUTINEERS, "录入有误"))
        return session

    view = seen_in(sample_folder(tmp_path, sheets=3), broken_off)
    assert (view.places, view.revealing) == ((), False)


def test_nothing_of_a_mark_is_in_what_the_hall_may_see_before_the_reveal(tmp_path: Path) -> None:
    def certified(folder: Path) -> Session:
        session = counted(folder)
        session.do(Certify(SCRUTINEERS))
        return session

    def one_read(folder: Path) -> Session:
        session = with_sheets(folder, 3)
        read_by(session, "J1")
        return session

    bare = []
    for number, state in enumerate((one_read, counted, certified)):
        (tmp_path / str(number)).mkdir()
        view = seen_in(sample_folder(tmp_path / str(number), sheets=3), state)
        bare.append(view._replace(phase="open", stage=None, issued=None, returned=0))
    assert bare[0] == bare[1] == bare[2]


def board(units: int, *, names: Sequence[str] = ("省水利厅",), revealing: bool = False) -> HallView:
    places = tuple(
        HallPlace(
            3 if rank == 4 else rank,
            rank in {3, 4},
            names[rank % len(names)],
            f"{99 - rank}.00",
            990 - rank,
            lead="1.00",
        )
        for rank in range(1, units + 1)
    )
    return HallView(
        "评议会议", rehearsal=False, scheme_sha256="ab" * 32, phase="revealed", stage=None,
        unit="", issued=None, returned=0, revealing=revealing, places=places, units=units + 1,
        newest=1 if revealing else 0,
    )  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (200, 60), (40, 12)])
@pytest.mark.parametrize("units", [1, 3, 7, 20, 60])
@pytest.mark.parametrize("revealing", [True, False])
def test_any_number_of_units_fits(units: int, size: Size, *, revealing: bool) -> None:
    view = board(units, names=["省" * 40, "省水利厅"], revealing=revealing)
    for page in range(pages(view, *size)):
        rows = picture(hall_lines(view, *size, page), size[0]).splitlines()
        assert len(rows) == size[1]
        assert max(map(cell_len, rows)) <= size[0]


def test_a_long_ranking_is_shown_page_by_page_and_no_place_is_left_out() -> None:
    view = board(60, names=[f"单位{number}" for number in range(60)])
    shown = "".join(picture(hall_lines(view, 80, 24, page)) for page in range(pages(view, 80, 24)))
    assert all(f"单位{rank % 60} " in shown for rank in range(1, 61))


def test_what_comes_before_the_screen_is_there_does_not_break_the_line(tmp_path: Path) -> None:
    line = HallLine(tmp_path)
    line.view, page = board(3), Hall(line)

    async def acts(hands: Hands) -> None:
        page.redraw()  # as the line does, in which an exception would end it
        await hands.app.push_screen(page)
        await hands.sees("省水利厅")

    at_terminal(sample_folder(tmp_path, sheets=3), acts)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("revealing", [True, False])
def test_a_hostile_name_does_nothing_there(name: str, *, revealing: bool) -> None:
    view = board(3, names=[name], revealing=revealing)._replace(title=name)
    shown = picture(hall_lines(view, *SMALL))
    assert not unseen(shown)
    assert max(map(cell_len, shown.splitlines())) <= SMALL[0]


def test_a_rehearsal_cannot_be_taken_for_the_meeting() -> None:
    view = board(3)._replace(rehearsal=True)
    assert "REHEARSAL" in picture(hall_lines(view, *SMALL))


def test_every_digit_looks_otherwise_and_is_as_high_as_the_hall_needs() -> None:
    for scale in (1, 2):
        shapes = {picture(big(digit, scale)) for digit in "0123456789"}
        assert len(shapes) == 10
        assert all(len(shape.splitlines()) == 7 * scale for shape in shapes)


# Place by place -----------------------------------------------------------------------------

BY_EXACT = """
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
scale = { start = 60, cap = 99 }
[total]
places = 0
rank_on = "exact"
"""
NAMED = ("甲局", "乙局", "丙局", "丁局")


def four(folder: Path, *marks: Sequence[int]) -> Session:
    """Certify a meeting of four units; ``marks``: a row for each sheet."""
    made = own_folder(folder, BY_EXACT, NAMED, [f"代表{number}" for number in range(len(marks))])
    session = with_sheets(made, len(marks))
    for by in ("J1", "J2"):
        read_by(session, by, marks)
    session.do(Count(), Certify(SCRUTINEERS))
    return session


def after(session: Session, places: int) -> HallView:
    """Return what the hall sees when ``places`` more are revealed."""
    session.do(*[RevealNext()] * places)
    return hall_view(session.state, "评议会议")


def test_level_units_come_with_one_key_and_nothing_tells_of_one_before(tmp_path: Path) -> None:
    session = four(tmp_path, (70, 80, 80, 90))
    last = after(session, 1)
    assert [(one.unit, one.tied, one.lead) for one in last.places] == [("甲局", False, "")]
    level = after(session, 1)
    assert [(one.rank, one.unit, one.tied) for one in level.places] == [
        (2, "乙局", True), (2, "丙局", True), (4, "甲局", False),
    ]  # fmt: skip
    assert (level.newest, level.units - len(level.places)) == (2, 1)
    shown = picture(hall_lines(level, *SMALL))
    assert "tied for No." in shown
    assert shown.count("10 ahead of the next") == 1
    assert session.state.phase == "certified"
    assert after(session, 1).revealing is False
    session.close()


def test_what_a_hall_is_told_says_nothing_of_who_is_still_to_come(tmp_path: Path) -> None:
    """Two meetings that differ in what is not revealed yet send the hall the same."""
    told = []
    for number, marks in enumerate([(70, 71, 80, 90), (70, 71, 71, 99), (70, 71, 85, 85)]):
        (tmp_path / str(number)).mkdir()
        rows = [marks, (70, 70, 85, 95)]
        session = four(tmp_path / str(number), *rows)
        told.append(
            line_of(hall_json(after(session, 2))).replace(
                session.state.frozen.scheme_sha256.encode(), b""
            )
        )
        session.close()
    assert told[0] == told[1] == told[2]


def test_the_decimal_that_decides_is_shown_once_the_other_is_seen(tmp_path: Path) -> None:
    session = four(tmp_path, (70, 80, 80, 90), (70, 80, 81, 90), (70, 80, 80, 90))
    lower = after(session, 2)
    assert [(one.unit, one.total, one.decided) for one in lower.places] == [
        ("乙局", "80", ()), ("甲局", "70", ()),
    ]  # fmt: skip
    upper = after(session, 1)
    assert [one.decided for one in upper.places] == [
        (Deciding("", 1, "80.3"),), (Deciding("", 1, "80.0"),), (),
    ]  # fmt: skip
    assert [one.lead for one in upper.places] == ["0.3", "10", ""]
    assert "also 80; told apart at decimal 1: 80.3" in picture(hall_lines(upper, *SMALL))
    whole = picture(hall_lines(after(session, 1), *SMALL))
    assert "80.3       80" in whole
    session.do(Correct((("all", "001", "u0", "live", 1),), SCRUTINEERS, "录入有误"))
    assert picture(hall_lines(hall_view(session.state, "评议会议"), *SMALL)) == whole
    session.close()


def test_bars_in_the_hall_are_in_the_order_of_the_totals(tmp_path: Path) -> None:
    view = seen_in(sample_folder(tmp_path, sheets=3), lambda folder: revealed_to(folder, 7))
    for size in (SMALL, LARGE):
        rows = picture(hall_lines(view, *size), size[0]).splitlines()
        long = [
            row.count("=")
            for row in rows
            if any(one.unit in row.replace(" ", "") for one in view.places)
        ]
        assert len(long) == 7
        assert long == sorted(long, reverse=True)
        assert long[0] > long[-1]


def test_level_units_stand_one_under_the_other_with_one_score(tmp_path: Path) -> None:
    session = four(tmp_path, (70, 80, 80, 90))
    shown = picture(hall_lines(after(session, 3), *SMALL))
    assert shown.count(" 80 ") == 1
    assert "Rank 2 is shared by 2; there is no rank 3." in shown
    session.close()


def test_categories_and_who_is_not_ranked_have_headings() -> None:
    places = (
        HallPlace(rank=1, tied=False, unit="甲局", total="90.00", share=1000, category="一类"),
        HallPlace(rank=1, tied=False, unit="乙局", total="80.00", share=888, category="二类"),
        HallPlace(rank=None, tied=False, unit="丙局", total=None, share=0),
    )
    shown = picture(hall_lines(board(3)._replace(places=places), *SMALL))
    assert all(one in shown for one in ("一类", "二类", "without a rank"))
    one_by_one = board(3, revealing=True)._replace(places=places[2:])
    assert "not ranked" in picture(hall_lines(one_by_one, *SMALL))


def test_the_first_place_stands_alone_before_the_whole_ranking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.hall.LAST", 0.3)
    session = four(tmp_path, (70, 80, 80, 90))
    line = HallLine(tmp_path)
    line.view = after(session, 2)
    whole = after(session, 1)
    session.close()
    page = Hall(line)

    async def acts(hands: Hands) -> None:
        await hands.sees("freeze the files")
        await hands.app.push_screen(page)
        await hands.sees("乙  局")
        line.view = whole
        page.redraw()
        assert "丁  局" in hands.picture()
        assert "No place" not in hands.picture()
        await hands.sees("Rank 2 is shared by 2")

    (tmp_path / "other").mkdir()
    at_terminal(sample_folder(tmp_path / "other", sheets=3), acts)
