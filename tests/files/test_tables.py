"""A table knows where everything in it stands, and says all that is wrong with it."""

import os
from pathlib import Path

import pytest

from scoring.errors import HasProblems, Place
from scoring.files.tables import FileTable, read_table
from scoring.files.tables.csv_lines import LONGEST_CELL
from scoring.files.tables.grid import content_of, letters
from scoring.files.tables.workbook import number_text
from tests.files.books import book, changed, raw, texts


def table_in(folder: Path, name: str, content: bytes) -> FileTable:
    path = folder / name
    path.write_bytes(content)
    return read_table(path, name)


def problems_in(folder: Path, name: str, content: bytes) -> list[str]:
    with pytest.raises(HasProblems) as caught:
        table_in(folder, name, content)
    return [str(problem) for problem in caught.value.problems]


def test_a_csv_row_stands_at_the_line_where_it_begins(tmp_path: Path) -> None:
    table = table_in(tmp_path, "a.csv", b'\nid,n\r\n1,"a\nb"\r\n\r\n2,c')
    assert [str(table.place(row)) for row in table.rows] == ["a.csv:3", "a.csv:6"]
    assert str(table.place()) == "a.csv:2"
    assert str(table.place(table.rows[1], 1)) == "a.csv:6"


def test_a_cell_of_a_workbook_stands_in_its_column_even_after_an_empty_one(tmp_path: Path) -> None:
    content = book([["", "id", "", "n"], ["", "1", "", "a"]], sheet="表一")
    table = table_in(tmp_path, "a.xlsx", content)
    assert table.sheet == "表一"
    assert str(table.place()) == "a.xlsx:表一!B1"
    assert str(table.place(None, 1)) == "a.xlsx:表一!D1"
    assert str(table.place(table.rows[0], 1)) == "a.xlsx:表一!D2"
    assert str(table.place(table.rows[0])) == "a.xlsx:表一!B2"


def test_places_in_a_workbook_are_in_the_order_of_its_rows(tmp_path: Path) -> None:
    table = table_in(tmp_path, "a.xlsx", raw(texts(["id"], *([str(n)] for n in range(12)))))
    places = [table.place(row) for row in table.rows]
    assert sorted(places) == places


def test_a_sheet_name_is_text_to_be_shown_and_nothing_else(tmp_path: Path) -> None:
    for name, shown in (("../x", "../x"), ("[b]\t", "[b] "), ("x" * 99, "x" * 31), ("", "1")):
        content = changed(book(), "xl/workbook.xml", 'name="Sheet1"', f'name="{name}"')
        table = table_in(tmp_path, "a.xlsx", content)
        assert str(table.place()) == f"a.xlsx:{shown}!A1"


def test_rows_can_be_counted_sliced_and_gone_through_again(tmp_path: Path) -> None:
    rows = table_in(tmp_path, "a.csv", b"id\n1\n2\n3\n").rows
    assert len(rows) == 3
    assert [row.line for row in rows] == [2, 3, 4] == [row.line for row in rows]
    assert [row.cells for row in rows[1:]] == [("2",), ("3",)]
    assert rows[-1].line == 4
    with pytest.raises(IndexError):
        rows[3]


def test_cells_that_recur_are_kept_once(tmp_path: Path) -> None:
    rows = table_in(tmp_path, "a.csv", b"id,mark\n1,75.5\n2,75.5\n").rows
    assert rows[0].cells[1] is rows[1].cells[1]


def test_of_very_many_problems_of_a_kind_the_rest_is_counted(tmp_path: Path) -> None:
    found = problems_in(tmp_path, "a.csv", b"id,n\n" + b"1\n" * 250)
    assert found[0].startswith("a.csv:2: ")
    assert len(found) == 101
    assert "150" in found[-1]


def test_an_error_brings_the_warnings_with_it(tmp_path: Path) -> None:
    content = raw('<row hidden="1"><c><v>1</v></c></row><row><c t="e"><v>#N/A</v></c></row>')
    found = problems_in(tmp_path, "a.xlsx", content)
    assert ["table.hidden" in text for text in found] == [True, False]
    assert "#N/A" in found[1]


def test_hints_name_the_separator_that_was_found(tmp_path: Path) -> None:
    assert "semicolons" in problems_in(tmp_path, "a.csv", b"id;n\n")[0]
    assert "full-width commas" in problems_in(tmp_path, "a.csv", "id，n\n".encode())[0]


def test_a_file_that_is_not_there_is_a_problem_at_its_name(tmp_path: Path) -> None:
    with pytest.raises(HasProblems, match=r"a\.csv") as caught:
        read_table(tmp_path / "a.csv", "a.csv")
    assert [problem.code for problem in caught.value.problems] == ["table.missing"]


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    os.mkfifo(tmp_path / "b.csv")
    for name in ("a.csv", "b.csv"):
        with pytest.raises(HasProblems) as caught:
            read_table(tmp_path / name, name)
        assert [problem.code for problem in caught.value.problems] == ["table.unreadable"]


def test_a_name_that_no_file_can_have_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(HasProblems):
        read_table(tmp_path / "a\0.csv", "a.csv")


def test_a_file_is_refused_by_its_length_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 11)
    assert len(content_of(path, "a.csv", 11)) == 11
    with pytest.raises(HasProblems) as caught:
        content_of(path, "a.csv", 10)
    assert caught.value.problems[0].code == "table.too-large"
    assert caught.value.problems[0].where == Place("a.csv")


def test_the_ending_of_a_file_may_be_in_capitals(tmp_path: Path) -> None:
    assert table_in(tmp_path, "A.CSV", b"id\n").headings == ("id",)
    assert table_in(tmp_path, "A.XLSX", book()).headings == ("id", "name")


def test_the_longest_cell_is_read_and_one_more_character_is_not(tmp_path: Path) -> None:
    longest = b"id\n" + b"x" * LONGEST_CELL
    assert len(table_in(tmp_path, "a.csv", longest).rows[0].cells[0]) == LONGEST_CELL
    assert "[table.too-large]" in problems_in(tmp_path, "a.csv", longest + b"x")[0]


def test_reading_a_table_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    for name, content in (("a.csv", b"id\n1\n"), ("a.xlsx", book())):
        table_in(tmp_path, name, content)
        assert (tmp_path / name).read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.xlsx"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (75.0, "75"),
        (78.5, "78.5"),
        (78.09999999999999, "78.1"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (999999999999999.0, "999999999999999"),
        (1e15, None),
        (float("nan"), None),
        (float("-inf"), None),
    ],
)
def test_a_number_of_a_workbook_becomes_the_text_that_was_typed(
    value: float, text: str | None
) -> None:
    assert number_text(value) == text


def test_columns_have_the_letters_that_a_spreadsheet_shows() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == "A Z AA AZ BA ZZ AAA".split()
