"""A round for each unit, one person alone, and what a result looks like."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from rich.cells import cell_len

from scoring.live.session import Session
from scoring.meeting.acts import Count
from scoring.meeting.parts import RankedUnit
from scoring.meeting.results import agreed_papers, computed
from scoring.report.formal.privacy import hidden
from scoring.report.result_rows import result_rows
from scoring.wording import say
from tests.screens.piloting import SMALL, Hands, at_terminal, words_by, words_of
from tests.screens.rooms import (
    MARKS,
    begun,
    counted,
    own_folder,
    read_by,
    sample_folder,
    with_sheets,
)
from tui.frame.lines import BARS
from tui.frame.panels import text_of
from tui.frame.screentext import ScreenLine
from tui.screens.people import deputies_meant
from tui.screens.result_lines import masked_lines, ranking_lines, ruler_lines
from tui.screens.result_panels import InHand, marks_lines, places_lines, why_lines

BY_UNIT = """
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
[procedure]
rounds = "unit"
verification = "none"
officers = 1
"""


async def one_round(hands: Hands, marks: tuple[str, str]) -> None:
    await hands.press("enter")
    await hands.sees(words_of("opened; {present} present"))
    await hands.press("enter", "enter", "enter")
    await hands.sees(words_of("ballots issued: {issued}; took none: {none}"))
    await hands.press("enter")
    await hands.type("1,2")
    await hands.press("enter")
    await hands.sees(say("collected"))
    await hands.press("enter", "1", "enter")
    for mark in marks:
        await hands.press(*mark)
    await hands.press("f9", "f9")
    await hands.sees(words_by("reading handed over"))


def test_a_round_for_each_unit_by_one_person_alone(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, BY_UNIT, ["甲局", "乙局"], ["张三", "李四"])
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("enter", "f5", "enter", "escape")
        await one_round(hands, ("70", "80"))
        await one_round(hands, ("90", "95"))
        await hands.press("enter")
        await hands.sees(words_of("Result computed: version {version}"))
        await hands.press("enter", "1", "enter")
        await hands.type("1111")
        await hands.type("1111")
        await hands.sees(words_of("Version {version} certified by {by}", version=1))

    at_terminal(folder, run, SMALL)
    state = Session.view(folder).state
    assert state.versions[-1].ranking == (
        RankedUnit("u1", 1, "92.50"),
        RankedUnit("u0", 2, "75.00"),
    )


def bars_of(lines: Sequence[ScreenLine]) -> list[list[int]]:
    """Return how many cells each part of each bar has."""
    return [
        [cell_len(one.text) for one in line if one.look in BARS and not one.text.strip()]
        for line in lines
    ]


def test_bars_begin_at_zero_and_are_as_long_as_their_figures(tmp_path: Path) -> None:
    session = counted(sample_folder(tmp_path, sheets=3))
    standing = computed(session.state)
    session.close()
    for cells in (80, 120, 160):
        ranked = ranking_lines(standing, cells)
        step = Fraction({80: 5, 120: 2, 160: 1}[cells])
        assert f"one cell: {step}" in text_of(ranked.head[-1])
        for own, unit in zip(bars_of(ranked.lines), standing.units, strict=True):
            assert unit.total.value
            assert abs(sum(own) * step - unit.total.value) * 2 <= step
            assert unit.total.parts[0].value
            assert abs(own[0] * step - unit.total.parts[0].value) * 2 <= step
        long = [sum(own) for own in bars_of(ranked.lines)]
        assert long == sorted(long, reverse=True)


def test_a_masked_result_tells_nothing(tmp_path: Path) -> None:
    session = counted(sample_folder(tmp_path, sheets=3))
    standing = computed(session.state)
    masked = masked_lines(standing, 80).lines
    shown = {tuple(one.look for one in line) for line in masked}
    assert len(shown) == 1
    text = "".join(one.text for line in masked for one in line)
    assert not any(sign.isdigit() for sign in text)
    session.close()


BY_CATEGORY = """
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
[[component]]
id = "plus"
title = "加分"
kind = "given"
cap = 5
[[component]]
id = "minus"
title = "扣分"
kind = "given"
[total]
within = "category"
[[grade]]
title = "优秀"
from = 80
[[grade]]
title = "合格"
from = 60
"""


def test_categories_ties_and_grades_stand_in_the_ranking_and_each_component_has_a_colour(
    tmp_path: Path,
) -> None:
    folder = own_folder(tmp_path, BY_CATEGORY, ["省水利厅", "省民政厅", "省商务厅"], ["张三"])
    units = "id,name,category\nu0,省水利厅,甲类\nu1,省民政厅,乙类\nu2,省商务厅,甲类\n"
    (folder / "units.csv").write_text(units, encoding="utf-8")
    given = "unit,plus,minus\nu0,2,-1\nu1,3,0\nu2,2,-1\n"
    (folder / "given.csv").write_text(given, encoding="utf-8")
    session = with_sheets(folder, 1)
    read_by(session, "J1", [[90, 70, 90]])
    read_by(session, "J2", [[90, 70, 90]])
    session.do(Count())
    standing = computed(session.state)
    session.close()
    ranked = ranking_lines(standing, 120)
    text = [text_of(line).split() for line in ranked.lines]
    assert [line for line in text if len(line) == 1] == [["甲类"], ["乙类"]]
    assert text[1] == [">1", "省水利厅", "90.00", "2.00", "-1.00", "91.00", "tied", "优秀"]
    assert text[2] == ["1", "省商务厅", "90.00", "2.00", "-1.00", "91.00", "优秀"]
    assert [text[place][:3] for place in ranked.choices[2:]] == [["1", "省民政厅", "70.00"]]
    named = text_of(ranked.head[-1])
    assert all(title in named for title in ("现场测评", "加分", "扣分", "grade"))
    looks = {one.look for one in ranked.head[-1]}
    assert looks >= {"base", "live", "given"}


def test_a_deputy_is_found_by_number_name_or_a_part_of_it(tmp_path: Path) -> None:
    session = begun(sample_folder(tmp_path))
    deputies = session.state.frozen.roster.deputies
    for typed in ("D07", "d07", "7", "07", "代表07", " 代表07 "):
        assert [one.id for one in deputies_meant(deputies, typed)] == ["D07"]
    assert len(deputies_meant(deputies, "代表")) == 60
    assert {one.delegation for one in deputies_meant(deputies, "长沙")} == {"长沙市"}
    assert deputies_meant(deputies, "无此人") == ()
    assert deputies_meant(deputies, " ") == ()
    session.close()


def in_hand(session: Session, at: int = 0) -> InHand:
    """Return the unit at a place of the ranking, the first being 0."""
    standing = computed(session.state)
    return InHand(standing, agreed_papers(session.state), result_rows(standing)[at])


def test_the_panels_tell_of_the_unit_in_hand(tmp_path: Path) -> None:
    session = counted(sample_folder(tmp_path, sheets=3))
    own = in_hand(session, 1)
    why = [text_of(line).split() for line in why_lines(own, 60)]
    assert [line[0] for line in why[1:4]] == ["this", "to", "to"]
    assert why[1][2:] == [*own.row.parts, own.row.total]
    assert why[2][1:3] == ["1", own.standing.units[0].unit.name]
    ruled = ruler_lines(own.standing, own.one, 118)
    assert [one.text for one in ruled[1] if one.look == "cursor"] == ["2"]
    places = [line for line in places_lines(own, 38) if any(one.look == "lit" for one in line)]
    assert places
    assert all(cell_len(text_of(line)) <= 38 for line in places_lines(own, 38))
    session.close()


def test_half_points_are_in_classes(tmp_path: Path) -> None:
    scheme = BY_UNIT.replace('rounds = "unit"', "").replace("cap = 99", "cap = 99, step = 0.5")
    people = [f"代表{number}" for number in range(12)]
    folder = own_folder(tmp_path, f"{scheme}min_cell = 1\n", ["甲局", "乙局"], people)
    session = with_sheets(folder, 12)
    read_by(session, "J1", [[60 + place, 60] for place in range(12)])  # 60, 60.5, 61, ...
    session.do(Count())
    told = [text_of(line).split() for line in marks_lines(in_hand(session), 38)]
    assert told == [
        ["60-60.5", "2"], ["61-61.5", "2"], ["62-62.5", "2"], ["63-63.5", "2"], ["64-64.5", "2"],
        ["65-65.5", "2"], ["66-99", "0"], ["valid", "12"],
    ]  # fmt: skip
    session.close()


@pytest.mark.parametrize(("sheets", "shown"), [(3, False), (6, True)])
def test_marks_are_broken_down_only_where_there_are_enough_of_them(
    tmp_path: Path, sheets: int, *, shown: bool
) -> None:
    folder = sample_folder(tmp_path, sheets=sheets)
    session = with_sheets(folder, sheets)
    for by in ("J1", "J2"):
        read_by(session, by, [*MARKS, *MARKS][:sheets])
    session.do(Count())
    session.close()
    state = session.state
    lines = marks_lines(in_hand(session), 80)
    told = "\n".join(map(text_of, lines))
    assert (str(hidden(state.frozen.scheme)) in " ".join(told.split())) != shown
    assert any(line.strip().startswith(("71", "80")) for line in told.splitlines()) == shown


def test_what_is_typed_faster_than_pins_are_checked_reaches_the_next_question(
    tmp_path: Path,
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await hands.press("enter")
        await hands.sees(say("Which scrutineer certifies the result?"))
        for officer, pin in (("J3", "3333"), ("J4", "4444")):
            await hands.post(*officer, "enter", *pin, "enter", *pin, "enter")
        await hands.sees(words_of("Version {version} certified by {by}", version=1))

    at_terminal(folder, run)
    assert Session.view(folder).state.versions[-1].certified_by == ("J3", "J4")
