"""Sets of documents on disk: whole or not at all, never touched again, the same everywhere."""

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.documents.casefiles import dossiers
from scoring.documents.folders import SUMS, File, write_set
from scoring.errors import Refused
from scoring.meeting.acts import ResultComputed
from tests.cli.running import SAMPLE, Ended, Pingyi, fingerprints
from tests.documents.meetings import Held, clock, folder_of
from tests.sources import ROOT

TEXTS = {"a.txt": b"one", "b.txt": b"two"}


def given(texts: dict[str, bytes]) -> list[File]:
    return [File(name, lambda content=content: content) for name, content in texts.items()]  # type: ignore[misc]  # mypy does not infer such a default


def failing(after: int) -> Iterator[File]:
    """Yield so many files, and then fail as a full disk does."""
    for number in range(after):
        yield File(f"{number}.txt", lambda: b"x")
    raise OSError(28, os.strerror(28))


def report(folder: Path, out: Path, *words: object) -> Ended:
    """Run ``pingyi report`` in a process of its own."""
    command = [sys.executable, "-m", "scoring", "report", str(folder), "--to", str(out)]
    ended = subprocess.run(
        [*command, "--lang", "en", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def test_a_set_has_the_sums_of_its_files(tmp_path: Path) -> None:
    assert write_set(tmp_path / "v1", given(TEXTS)) == "written"
    for line in (tmp_path / "v1" / SUMS).read_text().splitlines():
        digits, name = line.split("  ")
        assert hashlib.sha256(TEXTS[name]).hexdigest() == digits
    assert {path.name for path in tmp_path.iterdir()} == {"v1"}


def test_the_same_set_is_left_as_it_is(tmp_path: Path) -> None:
    write_set(tmp_path / "v1", given(TEXTS))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "v1").iterdir()}
    assert write_set(tmp_path / "v1", given(TEXTS)) == "same"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "v1").iterdir()} == before


def test_a_document_that_is_written_is_never_touched_again(tmp_path: Path) -> None:
    write_set(tmp_path / "v1", given(TEXTS))
    before = fingerprints(tmp_path)
    with pytest.raises(Refused, match=r"v1 holds other documents: b\.txt"):
        write_set(tmp_path / "v1", given({"a.txt": b"one", "b.txt": b"other", "c.txt": b""}))
    assert fingerprints(tmp_path) == before


def test_other_documents_are_added_and_summed(tmp_path: Path) -> None:
    write_set(tmp_path / "v1", given(TEXTS))
    assert write_set(tmp_path / "v1", given({"a.txt": b"one", "c.txt": b"three"})) == "added"
    assert len((tmp_path / "v1" / SUMS).read_text().splitlines()) == 3
    assert {path.name for path in tmp_path.iterdir()} == {"v1"}


@pytest.mark.parametrize("torn", ["a.txt", SUMS])
def test_what_was_damaged_is_put_right_and_nothing_else(tmp_path: Path, torn: str) -> None:
    write_set(tmp_path / "v1", given(TEXTS))
    whole = fingerprints(tmp_path)
    if torn == SUMS:
        (tmp_path / "v1" / torn).unlink()
    else:
        (tmp_path / "v1" / torn).write_bytes(b"on")
        with pytest.raises(Refused, match=r"holds other documents: a\.txt"):
            write_set(tmp_path / "v1", given({"a.txt": b"another"}))
    assert write_set(tmp_path / "v1", given(TEXTS)) == "mended"
    assert fingerprints(tmp_path) == whole


def test_what_may_not_leave_the_house_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_set(tmp_path / "v1", [File("a", bytes), File("b", bytes, private=False)])
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "v1").iterdir()}
    assert modes == {"a": 0o600, "b": 0o644, SUMS: 0o644}


@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize("there", [False, True])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, after: int, there: bool) -> None:  # noqa: FBT001 - a case of the test
    if there:
        write_set(tmp_path / "v1", given(TEXTS))
    before = fingerprints(tmp_path)
    with pytest.raises(Refused, match="None of its documents was written or changed"):
        write_set(tmp_path / "v1", failing(after))
    assert fingerprints(tmp_path) == before
    assert (tmp_path / "v1").exists() == there


@pytest.mark.parametrize("limit", [100, 3_000, 8_000])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, limit: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "scoring", "report", str(SAMPLE), "--to", str(tmp_path / "out"),
         "--format", "docx,html", "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert ended.returncode == 1
    assert "cannot be written: a file would become larger" in ended.stderr
    assert "Traceback" not in ended.stderr
    left = list((tmp_path / "out").iterdir())
    assert [path for path in left if path.name.startswith(".")] == []
    for path in left:
        assert (path / "data" / SUMS).exists()


def test_a_read_only_folder_is_said_as_it_is(tmp_path: Path) -> None:
    # Root writes wherever it likes, but not among the processes.
    place = Path("/proc") if os.geteuid() == 0 else tmp_path
    tmp_path.chmod(0o500)
    ended = report(SAMPLE, place / "documents", "--format", "csv")
    assert (ended.code, ended.out) == (1, "")
    assert "cannot be written" in ended.err
    assert "None of its documents was written or changed." in ended.err


def test_a_place_that_is_no_folder_is_said_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ended = report(SAMPLE, tmp_path / "file" / "out", "--format", "csv")
    assert (ended.code, ended.out) == (1, "")
    assert "cannot be written: a file stands where a folder" in ended.err


def test_the_same_meeting_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="pdf is compared where typst is installed")
    made = []
    for place, zone, seed in (("one", "Asia/Shanghai", "1"), ("two/deeper", "UTC", "2")):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        shutil.copytree(SAMPLE, folder / "meeting")
        os.utime(folder / "meeting" / "units.csv", (0, 0))
        ended = subprocess.run(
            [sys.executable, "-m", "scoring", "report", "meeting", "--format",
             "docx,html,xlsx,csv,json,txt"],
            cwd=folder,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        made.append(fingerprints(folder / "meeting" / "documents"))
    assert made[0] == made[1]
    endings = {Path(name).suffix for name in made[0]}
    assert endings >= {".docx", ".html", ".xlsx", ".csv", ".json", ".txt"}


def test_each_version_has_its_folder_and_the_first_stays(pingyi: Pingyi, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8)
    times = clock()
    out = folder / "documents"
    formats = ("--format", "docx,html,csv,json,txt")

    def go_on(held: Held) -> dict[str, str]:
        held.close()
        assert pingyi("report", folder, *formats).code == 0
        return fingerprints(out)

    def again() -> Held:
        for _ in range(60):
            next(times)
        return Held.again(folder, times)

    counted = go_on(Held(folder).count_in())
    assert {name.split("/")[0][:2] for name in counted} == {"be", "v1"}
    assert any(name.startswith("v1-uncertified/") for name in counted)
    certified = go_on(again().certify())
    assert certified.items() >= counted.items()
    corrected = go_on(again().correct())
    assert corrected.items() >= certified.items()
    assert any(name.startswith("v2-uncertified/") for name in corrected)
    assert "v1-superseded.txt" not in corrected
    at_last = go_on(again().certify())
    assert at_last.items() >= corrected.items()
    assert set(at_last) > set(corrected)
    note = (out / "v1-superseded.txt").read_text(encoding="utf-8-sig")
    assert "v1 is superseded by v2" in note
    said = (out / "v2" / "data" / "result-sheet.en.txt").read_text(encoding="utf-8-sig")
    assert "Corrected and certified · version 2" in said
    assert "Takes the place of version 1" in said
    assert pingyi("report", folder, *formats).out.count("there already, and the same") == 2


def test_the_code_of_a_version_is_the_head_of_the_events_at_its_result(tmp_path: Path) -> None:
    held = Held(folder_of(tmp_path / "meeting", 3, 8)).count_in()
    head, entries = held.session.heads.events.hex(), held.session.entries
    [at] = [one.at for one in entries if isinstance(one.fact, ResultComputed)]
    held.certify().close()
    [_, filed] = dossiers(held.folder).filed
    assert filed.dossier.stamp.code == head
    assert filed.dossier.stamp.at == at


def test_until_all_is_counted_there_are_only_the_documents_before(
    pingyi: Pingyi, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8)
    Held(folder).close()
    ended = pingyi("report", folder, "--format", "html")
    assert ended.code == 0
    assert [path.name[:7] for path in (folder / "documents").iterdir()] == ["before-"]
    refused = pingyi("report", folder, "--only", "ranking")
    assert (refused.code, refused.out) == (1, "")
    assert "ranking" in refused.err


def test_a_rehearsal_says_so_on_every_document(pingyi: Pingyi, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8)
    Held(folder, rehearsal=True).count_in().certify().close()
    assert pingyi("report", folder, "--format", "html").code == 0
    pages = list((folder / "documents").rglob("*.html"))
    assert len(pages) > 8
    assert all(">Rehearsal" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize(
    "words", [("--format", "odt"), ("--only", "poem"), ("--only", "unit-card-x"), ("--loud",)]
)
def test_what_there_is_not_is_wrong_usage(pingyi: Pingyi, words: tuple[str, ...]) -> None:
    ended = pingyi("report", SAMPLE, *words)
    assert (ended.code, ended.out) == (2, "")


def test_only_what_is_asked_for_is_written_and_quietly(pingyi: Pingyi, tmp_path: Path) -> None:
    ended = pingyi(
        "report", SAMPLE, "--to", tmp_path, "--only", "unit-card-03,figures", "--format",
        "json,csv", "--quiet",
    )  # fmt: skip
    assert ended == (0, "", "")
    names = {path.name for path in tmp_path.rglob("*.*")}
    assert names == {"unit-card-03.en.json", "figures.en.csv", "figures.en.json"} | {
        path.name for path in tmp_path.iterdir() if "." in path.name
    }


def test_files_with_errors_make_no_document(pingyi: Pingyi, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "meeting", 3, 8)
    (folder / "ballots.csv").write_text("ballot,u01,u02,u03\n1,99,60,60\n", encoding="utf-8")
    ended = pingyi("report", folder)
    assert (ended.code, ended.out) == (1, "")
    assert "mark.outside" in ended.err
    assert not (folder / "documents").exists()


def test_the_doctor_says_what_there_is(pingyi: Pingyi, tmp_path: Path) -> None:
    ended = pingyi("doctor", tmp_path)
    assert (ended.code, ended.err) == (0, "")
    for family in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"):
        assert family in ended.out
    for said in ("Python 3", "width 80", "汉字汉字|", "can be written"):
        assert said in ended.out
    assert list(tmp_path.iterdir()) == []


def test_a_chinese_set_has_chinese_names_and_papers_stand_apart_from_data(tmp_path: Path) -> None:
    for language in "zh", "en":
        command = [sys.executable, "-m", "scoring", "report", str(SAMPLE), "--to", str(tmp_path),
                   "--format", "docx,csv,json,txt", "--lang", language]  # fmt: skip
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        [folder] = tmp_path.glob("files-*")
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        if language == "zh":
            assert {"计票结果报告单.docx", "数据/计票结果报告单.json", "数据/排名表.csv",
                    "数据/名次说明-07.txt", "名次说明-01.docx"} <= names  # fmt: skip
            assert not [name for name in names if name.partition(".")[0].isascii()]
    assert {"result-sheet.en.docx", "data/ranking.en.csv", "data/unit-card-01.en.json"} <= names
    for sums in "数据", "data":
        lines = (folder / sums / SUMS).read_text(encoding="utf-8").splitlines()
        for digits, name in (line.split("  ") for line in lines):
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digits
    assert len(lines) == len(names)
