"""suggestions and ledger tables: read as they are meant, or wrong at a known place."""

from datetime import date, datetime
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from scoring.errors import HasProblems, Problem
from scoring.files.days import day
from scoring.files.file_problems import Findings
from scoring.files.rosterfiles import UnitNames
from scoring.files.tables import sound_rows
from scoring.roster import Unit
from scoring.years.files.ledgerfile import read_ledger
from scoring.years.files.suggestionfile import read_suggestions
from scoring.years.suggestions import HandlingTerms, Promise, Suggestions
from tests.files.books import book

TERMS = HandlingTerms.model_validate(
    {
        "schema": 1,
        "title": "terms",
        "class": [{"code": "A", "label": "done"}, {"code": "B", "label": "planned"}],
        "promised": ["B"],
        "satisfaction": {
            "levels": ["满意", "不满意"],
            "satisfied": ["满意"],
            "dissatisfied": ["不满意"],
        },
    }
)
NAMES = UnitNames([Unit("shuili", "省水利厅")])
HEAD = (
    "建议号,单位,承办方式,答复类别,交办日期,答复期限,答复日期,办理态度,办理结果,承诺时限,销号日期"
)
GOOD = "001,省水利厅,主办,A,2020-01-01,2020-04-01,2020-03-01,满意,满意,,"


def read(folder: Path, content: bytes | str) -> tuple[Suggestions | None, tuple[Problem, ...]]:
    path = folder / "suggestions.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        table = sound_rows(path, path.name)
    except HasProblems as fault:
        return None, fault.problems
    findings = Findings()
    return read_suggestions(table, TERMS, NAMES, findings), (*table.problems, *findings.problems())


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.where.line} {problem.code}" for problem in problems]


def test_a_row_is_read_as_it_is_meant(tmp_path: Path) -> None:
    found, problems = read(tmp_path, f"{HEAD}\n{GOOD}\n")
    assert problems == ()
    assert found is not None
    [row] = found.rows
    assert row.number == "001"
    assert row.profile == ("shuili", "主办", "A", "满意", "满意", True, True, False)


def test_english_headings_and_gb18030_mean_the_same(tmp_path: Path) -> None:
    english = "number,unit,role,class,received,due,answered,attitude,result,promised,closed"
    first, _ = read(tmp_path, f"{HEAD}\n{GOOD}\n")
    second, _ = read(tmp_path, f"{english}\n{GOOD}\n".encode("gb18030"))
    assert first == second


def test_a_unit_outside_the_meeting_keeps_its_name(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "number,unit\n1,省教育厅\n2,shuili\n")
    assert problems == ()
    assert found is not None
    assert [row.profile.unit for row in found] == ["省教育厅", "shuili"]
    assert found.columns == {"number", "unit"}


@pytest.mark.parametrize(
    ("why", "rows", "problems"),
    [
        ("the number is missing", [",省水利厅,,,,,,,,,"], ["2 table.name"]),
        ("the unit is missing", ["1,,,,,,,,,,"], ["2 table.name"]),
        ("a number with an unseen character", ["1\u200b,省水利厅,,,,,,,,,"], ["2 table.name"]),
        ("a unit with an escape", ["1,省\x1b[2J厅,,,,,,,,,"], ["2 table.name"]),
        ("the same twice", [GOOD, GOOD], ["3 table.repeated"]),
        (
            "the same unit by id and by name",
            ["1,省水利厅,,,,,,,,,", "1,shuili,,,,,,,,,"],
            ["3 table.repeated"],
        ),
        ("an unknown class", ["1,省水利厅,,Z,,,2020-01-02,,,,"], ["2 suggestion.class"]),
        ("a small letter", ["1,省水利厅,,a,,,2020-01-02,,,,"], ["2 suggestion.class"]),
        ("an unknown level", ["1,省水利厅,,,,,2020-01-02,很好,,,"], ["2 suggestion.level"]),
        ("a mark for a level", ["1,省水利厅,,,,,2020-01-02,,100,,"], ["2 suggestion.level"]),
        ("an unknown role", ["1,省水利厅,协办,,,,,,,,"], ["2 suggestion.role"]),
        ("no day", ["1,省水利厅,,,soon,,,,,,"], ["2 table.day"]),
        ("a day that does not exist", ["1,省水利厅,,,2020-02-30,,,,,,"], ["2 table.day"]),
        ("a day without a year", ["1,省水利厅,,,1/2,,,,,,"], ["2 table.day"]),
        ("the year last", ["1,省水利厅,,,01/02/2020,,,,,,"], ["2 table.day"]),
        ("a year of two digits", ["1,省水利厅,,,20-1-2,,,,,,"], ["2 table.day"]),
        ("a spreadsheet's number", ["1,省水利厅,,,43831,,,,,,"], ["2 table.day"]),
        (
            "answered before it came",
            ["1,省水利厅,,,2020-03-01,,2020-01-01,,,,"],
            ["2 suggestion.order"],
        ),
        ("due before it came", ["1,省水利厅,,,2020-03-01,2020-01-01,,,,,"], ["2 suggestion.order"]),
        ("a class without a reply", ["1,省水利厅,,A,,,,,,,"], ["2 suggestion.not-answered"]),
        ("an opinion without a reply", ["1,省水利厅,,,,,,满意,,,"], ["2 suggestion.not-answered"]),
        ("never promised", ["1,省水利厅,,,,,2020-01-02,,,,2021-01-01"], ["2 suggestion.closed"]),
        ("promised, no day", ["1,省水利厅,,B,,,2020-01-02,,,,"], ["2 suggestion.no-promise"]),
        ("a row too short", ["1,省水利厅"], ["2 table.ragged"]),
        ("a row of totals", [GOOD, "合计,1465,,,,,,,,,"], ["3 table.total-row"]),
        ("look-alikes", ["1,高法,,,,,,,,,", "2,髙法,,,,,,,,,"], ["3 table.look-alike"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(
    tmp_path: Path, why: str, rows: list[str], problems: list[str]
) -> None:
    _, found = read(tmp_path, "\n".join([HEAD, *rows, ""]))
    assert told(found) == problems, why
    assert all(str(problem).isprintable() for problem in found)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    rows = ["1,省水利厅,协办,Z,soon,,,很好,,,", ",省水利厅,,,,,,,,,"]
    _, found = read(tmp_path, "\n".join([HEAD, *rows, ""]))
    assert told(found) == [
        "2 table.day",
        "2 suggestion.role",
        "2 suggestion.class",
        "2 suggestion.level",
        "3 table.name",
    ]


def test_a_table_without_its_keys_is_not_read_further(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "标题\n水库\n")
    assert told(problems) == ["1 table.no-column", "1 table.no-column"]
    assert found == Suggestions((), frozenset())


def test_a_misspelt_heading_is_asked_about(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "number,unit,anwsered\n1,省水利厅,2020-01-01\n")
    assert told(problems) == ["1 table.unknown-column"]
    assert "answered" in str(problems[0].hint)


@pytest.mark.parametrize(
    "text",
    ["2020-9-1", "2020-09-01", "2020/9/1", "2020.09.01", "2020年9月1日", "２０２０－０９－０１"],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day(text) == date(2020, 9, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2020", "2020-9", "2020-13-01", "2020-9/1", "1-9-2020", "今天", "٢٠٢٠-٠٩-٠١", "0000-1-1"],
)
def test_what_could_be_another_day_is_none(text: str) -> None:
    assert day(text) is None


LEDGER = "建议号,单位,承诺事项,承诺时限,承诺日期,销号日期,销号依据,年度"


def ledger(folder: Path, *rows: str) -> tuple[tuple[Promise, ...], list[str]]:
    path = folder / "ledger.csv"
    path.write_text("\n".join([LEDGER, *rows, ""]), encoding="utf-8")
    findings = Findings()
    found = read_ledger(sound_rows(path, path.name), NAMES, findings)
    return found, told(findings.problems())


def test_a_promise_is_read_as_it_is_meant(tmp_path: Path) -> None:
    row = "001,省水利厅,修水库,2021-12-31,2020-06-01,2021-05-01,验收单,2020年"
    [promise], problems = ledger(tmp_path, row)
    assert problems == []
    assert promise == Promise(
        "001",
        "shuili",
        "修水库",
        date(2021, 12, 31),
        date(2020, 6, 1),
        date(2021, 5, 1),
        "验收单",
        2020,
    )


@pytest.mark.parametrize(
    ("why", "row", "problems"),
    [
        ("no promise", "1,省水利厅,,2021-12-31,,,,", ["2 ledger.no-promise"]),
        ("no day", "1,省水利厅,x,,,,,", ["2 table.day"]),
        ("closed by nobody", "1,省水利厅,x,2021-12-31,,2021-05-01,,", ["2 ledger.no-evidence"]),
        ("evidence of nothing", "1,省水利厅,x,2021-12-31,,,验收单,", ["2 ledger.not-closed"]),
        ("due before it was promised", "1,省水利厅,x,2020-01-01,2020-06-01,,,", ["2 ledger.order"]),
        ("no year", "1,省水利厅,x,2021-12-31,,,,去年", ["2 ledger.year"]),
    ],
)
def test_what_is_wrong_in_a_ledger_is_told(
    tmp_path: Path, why: str, row: str, problems: list[str]
) -> None:
    assert ledger(tmp_path, row)[1] == problems, why


def test_one_suggestion_may_stand_in_the_ledger_for_two_years(tmp_path: Path) -> None:
    row = "1,省水利厅,x,2021-12-31,,,,"
    assert ledger(tmp_path, f"{row}2019", f"{row}2020")[1] == []
    assert ledger(tmp_path, f"{row}2019", f"{row}2019")[1] == ["3 table.repeated"]


def dated(days: dict[str, datetime]) -> bytes:
    """Return a workbook of one suggestion with ``days`` in cells."""

    def fill(made: Workbook, page: Worksheet) -> None:
        form = made.add_format({"num_format": "yyyy-mm-dd"})
        for cell, moment in days.items():
            page.write_datetime(cell, moment, form)

    return book([["number", "unit", "received", "answered"], ["1", "shuili", "", ""]], fill)


MORNING = datetime(2020, 9, 1, 8, 30)  # noqa: DTZ001 - a cell has no zone
MIDNIGHT = datetime(2020, 9, 1)  # noqa: DTZ001 - a day, as a workbook keeps it


def test_the_cells_of_a_workbook_may_hold_days(tmp_path: Path) -> None:
    path = tmp_path / "suggestions.xlsx"
    path.write_bytes(dated({"C2": MIDNIGHT}))
    [row] = sound_rows(path, path.name, days=True).rows
    assert row.cells == ("1", "shuili", "2020-09-01", "")
    with pytest.raises(HasProblems):
        sound_rows(path, path.name)


def test_a_time_of_day_is_no_day(tmp_path: Path) -> None:
    path = tmp_path / "suggestions.xlsx"
    path.write_bytes(dated({"C2": MIDNIGHT, "D2": MORNING}))
    with pytest.raises(HasProblems) as fault:
        sound_rows(path, path.name, days=True)
    assert [f"{one.where} {one.code}" for one in fault.value.problems] == [
        "suggestions.xlsx:Sheet1!D2 table.cell-kind"
    ]
