"""What no document may give away."""

import re
from pathlib import Path

from scoring.documents.text import text_lines
from scoring.dossiers import dossiers
from scoring.meeting.intentions import Recuse
from scoring.report.formal.catalogue import issues
from tests.documents.meetings import Held, folder_of, write

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
