"""What no document may give away."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from scoring.documents.casefiles import dossiers
from scoring.documents.formats import files
from scoring.documents.text import text_lines
from scoring.meeting.acts import Recuse
from scoring.report.formal.catalogue import issues
from tests.cli.running import Pingyi
from tests.documents.meetings import SCHEME, Held, folder_of, write
from tests.documents.recalculation import Value, values

GROUPED = """\
schema = 1
id = "grouped"
title = "分主体测评办法"
source = "示例"
[[component]]
id = "live"
title = "现场测评"
kind = "ballot"
points = 100
full = 100
scale = { start = 60, cap = 100 }
round = { component = 2 }
group = [
  { id = "a", title = "领导", weight = 40 },
  { id = "b", title = "代表", weight = 60 },
]
[total]
places = 2
"""


def grouped(path: Path, leaders: int, deputies: int = 9) -> Path:
    """Make a meeting in which ``leaders`` mark in one group, and others in another."""
    folder = folder_of(path, 2, 8, scheme=GROUPED)
    (folder / "given.csv").unlink()
    marks = [(f"{n}", "a", "91", "73") for n in range(leaders)]
    marks += [(f"9{n}", "b", str(70 + n), str(85 - n)) for n in range(deputies)]
    write(folder / "ballots.csv", [("ballot", "group", "u01", "u02"), *marks])
    (folder / "meeting.toml").write_text(
        'title = "评议"\nscheme = "scheme.toml"\n', encoding="utf-8"
    )
    return folder


def everything(folder: Path) -> str:
    """Return the text of all documents that have pages, and of all json and csv."""
    said: list[str] = []
    for filed in dossiers(folder).filed:
        for issue in issues(filed.dossier):
            if "docx" in issue.kind.formats:
                said += text_lines(issue.document().stamped(), 100)
            said += [str(issue.as_json())] if issue.as_json else []
            said += [str(issue.rows())] if issue.rows else []
    return "\n".join(said)


def test_a_group_that_is_too_small_hides_all_groups(tmp_path: Path) -> None:
    said = everything(grouped(tmp_path / "few", leaders=4))
    assert "not broken down: fewer than 5 ballots" in said
    assert "领导: 91" not in said
    assert re.search(r"\b73\.0+\b", said) is None
    # From the other group and the whole, the small one could be derived.
    assert "× 0.6" not in said
    assert "代表: 7" not in said


def test_groups_that_are_large_enough_are_shown(tmp_path: Path) -> None:
    said = everything(grouped(tmp_path / "many", leaders=5))
    assert "not broken down" not in said
    assert "领导: 91" in said
    assert "× 0.6" in said


def test_too_few_marks_show_no_distribution(tmp_path: Path) -> None:
    few = everything(folder_of(tmp_path / "few", 2, 6))
    many = everything(folder_of(tmp_path / "many", 2, 7))
    assert "lowest first" not in few
    assert "lowest first" in many
    assert "not broken down" in few


def test_the_log_names_nobody_who_voted_and_holds_no_mark(tmp_path: Path) -> None:
    held = Held(folder_of(tmp_path / "meeting", 3, 8))
    held.session.do(Recuse("D001", "u02"))
    held.count_in().certify().correct().certify().close()
    [log] = [
        "\n".join(text_lines(issue.document().stamped(), 200))
        for filed in dossiers(held.folder).filed
        for issue in issues(filed.dossier)
        if issue.name == "log"
    ]
    assert "A recusal was noted for 县第2局" in log
    assert "8 deputies checked in" in log
    assert "corrected by 监票人甲, 监票人乙: 复核原票，录入有误" in log
    assert "代表" not in log
    assert "D001" not in log
    table = log.partition("What happened")[2]
    times = re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}", "", table)
    assert re.findall(r"\b(6[0-9]|7[0-9]|80)\b", times) == []


def test_no_document_puts_the_marks_of_one_sheet_side_by_side(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8)
    rows = [("ballot", "u01", "u02", "u03"), *((str(n), "60", "61", "62") for n in range(7))]
    write(folder / "ballots.csv", [*rows, ("7", "77", "78", "79")])
    (folder / "meeting.toml").write_text(
        'title = "评议"\nscheme = "scheme.toml"\n', encoding="utf-8"
    )
    lines = everything(folder).splitlines()
    assert any(_has("77", line) for line in lines)
    assert [line for line in lines if _has("77", line) and _has("78", line)] == []


def _has(mark: str, line: str) -> bool:
    """Tell whether ``mark`` stands in ``line``, and not only as the beginning of a score."""
    return re.search(rf"(?<![.0-9]){mark}(?![.0-9])", line) is not None


def workbook_of(folder: Path) -> bytes:
    """Return the workbook that is written for the meeting in ``folder``."""
    made = files(issues(dossiers(folder).filed[-1].dossier), ["xlsx"], language="en")
    [workbook] = [file.content() for file in made]
    return workbook


def rows_of(sheet: dict[str, Value]) -> dict[str, set[Value]]:
    """Return what stands in each row of a sheet."""
    rows: dict[str, set[Value]] = {}
    for where, value in sheet.items():
        rows.setdefault(where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), set()).add(value)
    return rows


def test_the_workbook_shows_no_ballots_where_a_group_is_too_small(tmp_path: Path) -> None:
    folder = grouped(tmp_path / "few", leaders=4)
    sheets = values(workbook_of(folder))
    assert set(sheets) == {"Scheme", "Calculation", "Ranking", "Charts"}
    told = [str(value) for cells in sheets.values() for value in cells.values()]
    assert [one for one in told if "not broken down: fewer than 5 ballots" in one]
    figures = {value for cells in sheets.values() for value in cells.values()}
    assert not figures & {91.0, 73.0, 36.4, 29.2}
    # And yet the ranking is the engine's, by formulas that go on from the scores.
    [after] = [one.dossier.counted for one in dossiers(folder).filed[1:]]
    totals = {float(one.total.value or -1) for one in after.units}
    assert totals <= set(sheets["Ranking"].values())


def test_the_workbook_shows_all_ballots_where_groups_are_large_enough(tmp_path: Path) -> None:
    sheets = values(workbook_of(grouped(tmp_path / "many", leaders=5)))
    assert set(sheets) == {"Ballots", "Scheme", "Counts", "Calculation", "Ranking", "Charts"}
    assert 91.0 in sheets["Ballots"].values()


def recused(path: Path, count: int) -> Path:
    """Make a meeting in which the first ``count`` ballots say 回避 under the second unit."""
    folder = folder_of(path, 3, 12)
    rows = [
        (str(n), str(61 + (5 * n + 6) % 12), "回避" if n < count else "70", str(80 - (n + 4) % 12))
        for n in range(12)
    ]
    write(folder / "ballots.csv", [("ballot", "u01", "u02", "u03"), *rows])
    return folder


def test_no_row_of_the_workbook_is_the_ballot_of_one_who_was_recused(tmp_path: Path) -> None:
    sheets = values(workbook_of(recused(tmp_path / "one", 1)))
    rows = rows_of(sheets["Ballots"])
    assert [row for row in rows.values() if {"recused", 67.0} <= row] == []
    assert [row for row in rows.values() if {67.0, 76.0} <= row] == []
    assert "1" not in {value for where, value in sheets["Ballots"].items() if where[0] == "A"}
    many = values(workbook_of(recused(tmp_path / "many", 5)))
    assert [row for row in rows_of(many["Ballots"]).values() if {"recused", 67.0, 76.0} <= row]


def test_where_ballots_count_whole_few_recusals_show_none_of_them(tmp_path: Path) -> None:
    folder = recused(tmp_path / "one", 1)
    scheme = SCHEME.replace('kind = "ballot"', 'kind = "ballot"\nblank = "void-ballot"')
    (folder / "scheme.toml").write_text(scheme, encoding="utf-8")
    assert "Ballots" not in values(workbook_of(folder))


def test_sorted_columns_come_to_the_same_figures(tmp_path: Path) -> None:
    folder = recused(tmp_path / "one", 1)
    [after] = [one.dossier.counted for one in dossiers(folder).filed[1:]]
    ranking = values(workbook_of(folder))["Ranking"]
    assert {float(one.total.value or -1) for one in after.units} <= set(ranking.values())


def test_a_withheld_workbook_holds_no_mark_in_any_of_its_parts(tmp_path: Path) -> None:
    workbook = workbook_of(grouped(tmp_path / "few", leaders=4))
    with ZipFile(BytesIO(workbook)) as file:
        text = " ".join(file.read(name).decode("utf-8") for name in file.namelist())
    assert re.search(r"<v>91</v>|<v>36\.4</v>|<t[^>]*>91</t>", text) is None


def test_explain_breaks_nothing_down_that_is_too_small(tmp_path: Path, pingyi: Pingyi) -> None:
    few = pingyi("explain", str(grouped(tmp_path / "few", leaders=4)), "u01", "--lang", "en").out
    many = pingyi("explain", str(grouped(tmp_path / "many", leaders=5)), "u01", "--lang", "en").out
    assert "not broken down: fewer than 5 ballots" in few
    assert "91" not in few
    assert "× 0.6" not in few
    assert "领导: 91" in many
