"""A year's report as a file to hand in."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SAMPLE = Path("sessions/2020-hunan")


def handling(*options: str) -> subprocess.CompletedProcess[str]:
    """Run ``pingyi handling`` on the sample."""
    command = [sys.executable, "-m", "scoring", "handling", str(SAMPLE), "--lang", "en", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", ["docx", "html", "txt"])
def test_the_report_is_written_whole_with_what_it_is_made_from(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{ending}"
    assert handling("--document", str(file)).returncode == 0
    content = file.read_bytes()
    if ending == "docx":
        parts = zipfile.ZipFile(io.BytesIO(content))
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        content = b"".join(parts.read(name) for name in names)
    said = content.decode()
    assert "1438 or 1439" in said
    assert "totals.toml" in said
    assert "this is a report, not a result" in said


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.docx", "b.docx")]
    for file in files:
        handling("--document", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("mine")
    assert handling("--document", str(file)).returncode == 1
    assert file.read_text() == "mine"


def test_another_ending_is_refused_by_name(tmp_path: Path) -> None:
    ended = handling("--document", str(tmp_path / "report.odt"))
    assert ended.returncode == 1
    assert ".docx, .html, .txt" in ended.stderr
