"""``demo`` and ``new``: folders that appear whole or not at all, and overwrite nothing."""

import csv
import re
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from scoring.errors import Refused
from scoring.files.library import shipped
from scoring.files.new_files import make_folder
from tests.cli.running import SAMPLE, Pingyi, fingerprints


def test_the_demo_copies_ranks_and_explains(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = pingyi("demo")
    [folder] = (tmp_path / "sessions").iterdir()
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", folder.name)
    assert fingerprints(folder) == fingerprints(SAMPLE)
    assert f"copied to sessions/{folder.name}" in ended.out
    assert "\nRanking\n" in ended.out
    assert "\nHow the score of 省水利厅 came about\n" in ended.out


def test_two_demos_are_two_folders(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (pingyi("demo").code, pingyi("demo").code) == (0, 0)
    assert len(list((tmp_path / "sessions").iterdir())) == 2


def test_where_nothing_can_be_written_the_demo_says_so(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sessions").write_text("in the way", encoding="utf-8")
    ended = pingyi("demo")
    assert (ended.code, ended.out) == (1, "")
    assert "cannot be written" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["sessions"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", list(shipped()))
def test_a_new_folder_lacks_its_title_units_and_people_and_nothing_else(
    pingyi: Pingyi, tmp_path: Path, scheme: str, language: str, form: str
) -> None:
    folder = tmp_path / "new"
    made = pingyi("new", folder, "--scheme", scheme, "--format", form, "--lang", language)
    checked = pingyi("check", folder)
    assert (made.code, made.err, checked.code) == (0, "", 1)
    told = re.findall(r"\[([a-z.-]+)\]", checked.out)
    assert list(dict.fromkeys(told)) == ["meeting.untitled", "unit.none", "officers.lacking"]
    assert {path.suffix for path in folder.iterdir()} == {f".{form}", ".toml", ".txt"}


def test_a_folder_filled_in_as_its_guide_says_can_be_ranked(pingyi: Pingyi, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    pingyi("new", folder, "--scheme", "cadre-appraisal", "--lang", "zh")
    named(folder / "meeting.toml", "县管干部测评会")
    append(folder / "units.csv", ["01", "县住建局", "", "", ""], ["02", "县水利局", "", "", ""])
    append(folder / "given.csv", ["01", "1.5"])
    marks = [
        (f"{number:03}", unit, level, criterion, group)
        for number, group in enumerate(("县级领导", "同级单位", "服务对象代表"), 1)
        for criterion in ("思想作风", "履职能力", "工作实绩")
        for unit, level in (("01", "良好"), ("县水利局", "优秀"))
    ]
    append(folder / "ballots.csv", *marks)
    ended = pingyi("rank", folder)
    assert (ended.code, ended.err) == (0, "")
    assert re.search(r"1 +县水利局 +100\.00 +0\.00 +100\.00", ended.out)
    assert re.search(r"2 +县住建局 +80\.00 +1\.50 +81\.50", ended.out)


def named(path: Path, title: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("（会议名称）", title), encoding="utf-8")


def append(path: Path, *rows: "tuple[str, ...] | list[str]") -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_csv_tables_are_what_spreadsheets_expect(pingyi: Pingyi, tmp_path: Path) -> None:
    pingyi("new", tmp_path / "new", "--scheme", "hunan-2020", "--lang", "zh")
    table = (tmp_path / "new" / "feedback.csv").read_bytes()
    assert table == "\ufeff建议号,单位,代表,办理态度,办理结果\r\n".encode()
    guide = (tmp_path / "new" / "填表说明.txt").read_bytes()
    assert guide.startswith("\ufeff".encode())
    assert guide.count(b"\r\n") == guide.count(b"\n")


def test_a_workbook_keeps_ids_as_texts_and_explains_its_headings(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    pingyi("new", tmp_path / "new", "--scheme", "hunan-2020", "--format", "xlsx", "--lang", "zh")
    path = tmp_path / "new" / "deputies.xlsx"
    with CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_index(0).to_python()
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        styles = package.read("xl/styles.xml").decode()
        notes = package.read("xl/comments1.xml").decode()
    assert rows == [["编号", "姓名", "代表团", "发言"]]
    [style] = re.findall(r'<col min="1" max="1" [^>]*style="(\d+)"', sheet)
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
    assert formats[int(style)] == "49"  # Excel's own number for "text"
    assert 'state="frozen"' in sheet
    assert notes.count("<comment ") == 4


def test_the_second_time_nothing_is_changed(pingyi: Pingyi, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    pingyi("new", folder, "--scheme", "hunan-2020")
    before = fingerprints(tmp_path)
    ended = pingyi("new", folder, "--scheme", "speech-final")
    assert (ended.code, ended.out) == (1, "")
    assert "is there already" in ended.err
    assert fingerprints(tmp_path) == before


def test_an_empty_folder_gives_way(pingyi: Pingyi, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert pingyi("new", tmp_path / "new", "--scheme", "hunan-2020").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("name", ["", ".", "file", "file/new", "full", "x" * 300])
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_text("kept", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    ended = pingyi("new", name, "--scheme", "hunan-2020")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_folder_that_could_not_be_filled_is_not_there(
    tmp_path: Path, failure: BaseException
) -> None:
    def fill(folder: Path) -> None:
        (folder / "meeting.toml").write_text("half", encoding="utf-8")
        raise failure

    with pytest.raises((Refused, KeyboardInterrupt)):
        make_folder(tmp_path / "new", fill)
    assert list(tmp_path.iterdir()) == []
