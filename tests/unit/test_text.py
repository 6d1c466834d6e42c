"""Documents as lines: aligned and folded by cells, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scoring.documents.text import text_lines
from scoring.documents.wrapping import padded, wrapped
from scoring.report.blocks import Column, Heading, Item, Outline, Paragraph, Table

TEXTS = st.text("省水利厅ab1 .，。（）《》×—", max_size=80)
LINES = st.integers(4, 100)


def shown(*blocks: Heading | Paragraph | Outline | Table, width: int = 80) -> list[str]:
    return list(text_lines(blocks, width))


@given(TEXTS, LINES, st.integers(0, 2))
def test_no_line_is_wider_than_asked(text: str, width: int, hanging: int) -> None:
    # A line ends with the spaces that it was broken at; nobody sees them.
    assert [line for line in wrapped(text, width, hanging) if cell_len(line) > width] == []


@given(TEXTS, LINES)
def test_folding_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join(wrapped(text, width)).replace(" ", "") == text.replace(" ", "")


@given(st.text("省水利厅", max_size=200), st.integers(2, 50))
def test_lines_of_chinese_are_full(text: str, width: int) -> None:
    assert all(cell_len(line) >= width - 1 for line in wrapped(text, width)[:-1])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("aa bb cc", ["aa bb", "cc"]),
        ("省水利厅", ["省水利", "厅"]),
        ("省水利，厅", ["省水", "利，厅"]),
        ("（省水）利", ["（省", "水）利"]),
        ("省水（利）", ["省水", "（利）"]),
        ("ab厅cde", ["ab厅", "cde"]),
        ("aaaaaaaa", ["aaaaaa", "aa"]),
        ("满意 ×1", ["满", "意 ×1"]),
    ],
)
def test_lines_break_where_people_break_them(text: str, lines: list[str]) -> None:
    assert wrapped(text, 6) == lines


@given(TEXTS, st.booleans())
def test_padding_counts_cells(text: str, right: bool) -> None:  # noqa: FBT001 - drawn by name
    assert cell_len(padded(text, 200, right=right)) == 200


def test_headings_are_underlined_by_cells() -> None:
    assert shown(Heading("排名", 1), Heading("总分 a")) == ["排名", "====", "", "总分 a", "------"]


def test_what_is_under_an_item_stands_two_further_in() -> None:
    block = Outline((Item("a", (Item("b", (Item("c"),)),)), Item("d")))
    assert shown(block) == ["a", "  b", "    c", "d"]


def test_a_long_item_goes_on_two_further_in() -> None:
    assert shown(Outline((Item("aaaa bbbb cccc"),)), width=12) == ["aaaa bbbb", "  cccc"]


UNITS = Table(
    (Column("rank"), Column("单位"), Column("得分", "right")),
    (("1", "省高级人民法院", "9.5"), ("2 tied", "ab", "71.03")),
    keys=2,
)


def test_columns_stand_under_each_other_by_cells() -> None:
    assert shown(UNITS) == [
        "rank    单位             得分",
        "------  --------------  -----",
        "1       省高级人民法院    9.5",
        "2 tied  ab              71.03",
    ]


def test_a_name_that_does_not_fit_goes_on_in_the_next_line() -> None:
    assert shown(UNITS, width=27) == [
        "rank    单位           得分",
        "------  ------------  -----",
        "1       省高级人民法    9.5",
        "        院",
        "2 tied  ab            71.03",
    ]


def test_a_long_title_of_a_column_is_folded_before_a_name() -> None:
    table = Table(
        (Column("单位"), Column("现场测评最后得分", "right")), (("省高级人民法院", "9.5"),)
    )
    assert shown(table, width=28) == [
        "单位            现场测评最后",
        "                        得分",
        "--------------  ------------",
        "省高级人民法院           9.5",
    ]


def test_what_is_still_too_wide_is_shown_in_parts_that_repeat_the_keys() -> None:
    columns = (Column("单位"), *(Column(f"项目{n}", "right") for n in range(4)))
    table = Table(columns, (("省水利厅", *("1234567890" for _ in range(4))),))
    assert shown(table, width=34) == [
        "单位           项目0       项目1",
        "--------  ----------  ----------",
        "省水利厅  1234567890  1234567890",
        "",
        "单位           项目2       项目3",
        "--------  ----------  ----------",
        "省水利厅  1234567890  1234567890",
    ]


@given(
    st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(["1", "71.03"])), max_size=6),
    st.integers(40, 100),
)
def test_a_table_is_never_wider_than_the_terminal_and_its_figures_end_together(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    columns = (Column("a"), Column("b"), Column("c", "right"))
    lines = shown(Table(columns, tuple(rows)), width=width)
    assert max(map(cell_len, lines)) <= width
    whole = cell_len(lines[1])
    assert sum(cell_len(line) == whole for line in lines) >= len(rows) + 2


def test_an_empty_table_is_its_headings() -> None:
    assert shown(Table((Column("a"), Column("单位")), ())) == ["a  单位", "-  ----"]


def test_control_characters_are_shown_as_escapes() -> None:
    assert shown(Paragraph("a\x1bb\u202ec\nd")) == ["a<U+001B>b<U+202E>c<U+000A>d"]
