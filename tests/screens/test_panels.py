"""Panels: side by side from 110 columns on, folded below, and nothing lost unsaid."""

import pytest
from rich.cells import cell_len

from scoring.wording import say
from tui.frame.panels import Panel, bar, columns_of, laid, text_of
from tui.frame.screentext import ScreenLine, line, width


def rows_of(count: int) -> list[ScreenLine]:
    return [line(f"row {number}") for number in range(1, count + 1)]


def panel(name: str, rows: int = 2, span: int = 1, key: str = "") -> Panel:
    return Panel(say("{name}", name=name), name, lambda _: rows_of(rows), key=key, span=span)


def texts(panels: list[Panel], cells: int, rows: int = 40) -> list[str]:
    return [text_of(one).rstrip() for one in laid(panels, cells, rows)]


@pytest.mark.parametrize(("cells", "count"), [(80, 1), (109, 1), (110, 2), (120, 3), (160, 4)])
def test_a_screen_has_a_panel_for_each_forty_columns_from_110_on(cells: int, count: int) -> None:
    assert columns_of(cells) == count


@pytest.mark.parametrize("cells", [80, 110, 120, 133, 160, 200])
def test_panels_never_go_beyond_the_screen(cells: int) -> None:
    panels = [panel("甲", span=2, key="F6"), panel("乙", 9), panel("丙"), panel("丁", span=2)]
    assert all(width(one) <= cells for one in laid(panels, cells, 30))


def test_side_by_side_each_stands_in_its_own_column_under_its_heading() -> None:
    top, first, *_ = texts([panel("A", key="2"), panel("B", 1), panel("C")], 120)
    assert [top.index(name) for name in "ABC"] == [1, 41, 81]
    assert top[1:5] == "A  2"
    assert [first[at : at + 5] for at in (1, 41, 81)] == ["row 1"] * 3


def test_a_wide_panel_takes_two_columns() -> None:
    seen: list[int] = []

    def drawn(cells: int) -> list[ScreenLine]:
        seen.append(cells)
        return []

    laid([Panel(say("files"), "A", drawn, span=2), panel("B")], 120, 30)
    assert seen == [78]


def test_what_does_not_fit_says_how_much_is_left_out() -> None:
    shown = texts([panel("A", 12)], 120, 6)
    assert shown[-1].strip() == str(say("  {count} more lines", count=8)).strip()
    assert len(shown) == 6


def test_folded_each_is_a_line_with_its_name_before_and_its_key_behind() -> None:
    shown = texts([panel("A", 2, key="F6"), panel("B", 1)], 80)
    assert shown[0].startswith(" A       row 1")
    assert shown[0].endswith(" F6")
    assert [one.split()[0] for one in shown] == ["A", "row", "B"]
    assert cell_len(shown[0]) == 79


@pytest.mark.parametrize(
    ("part", "whole", "done"), [(0, 57, 0), (1, 57, 1), (56, 57, 9), (57, 57, 10), (0, 0, 0)]
)
def test_a_bar_is_full_only_when_all_is_done(part: int, whole: int, done: int) -> None:
    first, rest = bar(part, whole, 10)
    assert (len(first.text), len(rest.text)) == (done, 10 - done)
    assert (first.look, rest.look) == ("done", "rest")
