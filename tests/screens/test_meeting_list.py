"""The list of meetings without a terminal: what is told of each folder, where, and how wide."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.locales import use
from scoring.meeting.refusals import PHASES
from scoring.wording import say
from tests.screens.rooms import clock, counted, sample_folder, with_sheets
from tui.screens.meeting_list import Kept, folders_in, in_order, looked_at, matching
from tui.screens.meeting_list_lines import heading, listed, used_told, widths

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def titled(folder: Path, title: str, day: str = "2020-09-01") -> Path:
    """Make ``folder`` with a meeting.toml, and return it."""
    folder.mkdir()
    text = f'title = "{title}"\nscheme = "hunan-2020"\ndate = {day}\n'
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    return folder


def texts(shown: tuple[Kept, ...], cells: int) -> list[str]:
    """Return the rows of the list as text."""
    wide = widths(shown, cells)
    rows = [heading(wide), *(listed(one, wide, NOW) for one in shown)]
    return ["".join(one.text for one in row) for row in rows]


def test_how_far_a_meeting_is_is_told_in_words_and_numbers(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    assert looked_at(folder).progress == say("draft, ready to freeze")
    with_sheets(folder, 3).close()
    kept = looked_at(folder)
    assert (kept.how, kept.progress) == (say("strict"), say("keyed {read}/{all}", read=0, all=6))
    (folder / "record.db").unlink()
    counted(folder).close()
    assert looked_at(folder).progress == PHASES["counted"]


def test_what_a_draft_lacks_is_told(tmp_path: Path) -> None:
    folder = titled(tmp_path / "a", "评议会")
    assert looked_at(folder).progress == say("draft, no units yet")
    (folder / "units.csv").write_text("id,name\n01,甲\n,乙\n", encoding="utf-8")
    assert str(looked_at(folder).progress).startswith("draft, to correct")


def test_a_rehearsal_is_called_one(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    Session.create(folder, "test", clock, rehearsal=True).close()
    assert (looked_at(folder).how, looked_at(folder).rehearsal) == (say("rehearsal"), True)


def test_what_is_no_meeting_or_cannot_be_read_stands_there_with_what_is_wrong(
    tmp_path: Path,
) -> None:
    (tmp_path / "photos").mkdir()
    torn = titled(tmp_path / "torn", "评议会")
    (torn / "record.db").write_bytes(b"torn")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "note.txt").write_text("no folder", encoding="utf-8")
    found = [looked_at(one.folder) for one in folders_in(tmp_path)]
    assert [(one.folder.name, one.foreign) for one in found] == [("torn", False), ("photos", True)]
    assert all(one.fault for one in found)
    assert found[0].title == "评议会"


def test_the_first_look_has_title_and_day_and_opens_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "view", None)
    titled(tmp_path / "b", "评议会", "2021-03-12")
    titled(tmp_path / "a", "评议会")
    (tmp_path / "b" / "record.db").write_bytes(b"")
    broken = titled(tmp_path / "c", "评议会")
    (broken / "meeting.toml").write_bytes(b"title = \xff")
    found = folders_in(tmp_path)
    assert [(one.title, one.day) for one in found] == [
        ("评议会", "2021-03-12"),
        ("评议会", "2020-09-01"),
        ("c", ""),
    ]


def test_two_of_one_title_are_told_apart_by_their_folders_at_any_width(tmp_path: Path) -> None:
    for name in ("2020-09-01-jianyi", "2020-09-01-jianyi-yanlian"):
        titled(tmp_path / name, "2020年省人大代表建议办理工作评议会议")
    shown = folders_in(tmp_path)
    for cells in (78, 118, 158):
        rows = texts(shown, cells)
        assert len(set(rows)) == len(rows)
        assert all("2020-09-01-jianyi" in row for row in rows[1:])
    assert "yanlian" in texts(shown, 118)[2]


def test_a_wide_terminal_says_when_each_was_last_used(tmp_path: Path) -> None:
    folder = titled(tmp_path / "a", "评议会")
    at = NOW.timestamp()
    os.utime(folder / "meeting.toml", (at, at))
    assert "today 09:30" in texts(folders_in(tmp_path), 118)[1]
    assert "today 09:30" not in texts(folders_in(tmp_path), 78)[1]


def test_times_are_told_as_people_say_them() -> None:
    told = [used_told(NOW - timedelta(days=days), NOW) for days in (0, 1, 2)]
    assert list(map(str, told)) == ["today 09:30", "yesterday 09:30", "2026-11-26"]


def test_a_search_takes_words_folders_days_and_pinyin(tmp_path: Path) -> None:
    for name, title in (("x-1", "县直部门评议会"), ("y-2", "演讲比赛决赛")):
        titled(tmp_path / name, title)
    shown = folders_in(tmp_path)
    for typed, names in (
        ("部门", ["x-1"]), ("yjbs", ["y-2"]), ("bumen", ["x-1"]), ("Y-2", ["y-2"]),
        ("2020 x-", ["x-1"]), ("zz", []), ("", ["x-1", "y-2"]),
    ):  # fmt: skip
        assert sorted(one.folder.name for one in matching(shown, typed)) == names, typed


def test_the_newest_day_comes_first_and_rehearsals_behind_what_is_real(tmp_path: Path) -> None:
    stamp = folders_in(tmp_path)
    assert stamp == ()
    made = [
        Kept(tmp_path / name, looked_at(titled(tmp_path / name, "会", day)).stamp, day=day,
             rehearsal=rehearsal)
        for name, day, rehearsal in (
            ("b", "2020-09-01", True), ("a", "2020-09-01", False), ("c", "2021-01-01", False),
        )
    ]  # fmt: skip
    assert [one.folder.name for one in in_order(made)] == ["c", "a", "b"]


def test_columns_stand_under_their_headings_in_chinese(tmp_path: Path) -> None:
    titled(tmp_path / "2020-09-01-jianyi", "2020年省人大代表建议办理工作评议会议")
    use("zh_CN")
    try:
        top, row = texts(folders_in(tmp_path), 118)
    finally:
        use("en")
    assert top.split() == ["开会日期", "会议", "文件夹", "怎样", "进度", "上次使用"]
    assert row.split()[:3] == [
        "2020-09-01", "2020年省人大代表建议办理工作评议会议", "2020-09-01-jianyi",
    ]  # fmt: skip
