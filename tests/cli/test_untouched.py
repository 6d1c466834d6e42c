"""No command changes what it reads, and nothing hostile in it reaches the terminal."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.cli.running import GOLDEN, SAMPLE, Pingyi, fingerprints

HOSTILE = "甲\x1b[2J\x07\u202e乙"


@pytest.mark.parametrize("meeting", [SAMPLE, GOLDEN / "department-yearly-refused"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "DIR"),
        ("check", "DIR", "--json"),
        ("rank", "DIR"),
        ("rank", "DIR", "--json"),
        ("rank", "DIR", "--scheme", "speech-final"),
        ("explain", "DIR", "省水利厅"),
        ("schemes", "show", "DIR/meeting.toml"),
        ("new", "DIR", "--scheme", "hunan-2020"),
        ("DIR",),
    ],
)
def test_a_folder_is_as_it_was(
    pingyi: Pingyi, tmp_path: Path, meeting: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "meeting"
    shutil.copytree(meeting, folder)
    before = fingerprints(tmp_path)
    pingyi(*(word.replace("DIR", str(folder)) for word in words))
    assert fingerprints(tmp_path) == before


def hostile_meeting(folder: Path) -> Path:
    """Make a copy of the sample in which files say what could seize a terminal."""
    shutil.copytree(SAMPLE, folder)
    for name in ("units.csv", "deputies.csv", "feedback.csv", "ballots.csv"):
        text = (folder / name).read_text(encoding="utf-8-sig")
        (folder / name).write_text(text.replace("01", HOSTILE, 3), encoding="utf-8")
    units = (folder / "units.csv").read_text(encoding="utf-8")
    (folder / "units.csv").write_text(units.replace("省水利厅", HOSTILE), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("check", "DIR"),
        ("check", "DIR", "--json"),
        ("rank", "DIR"),
        ("explain", "DIR", HOSTILE),
        ("explain", str(SAMPLE), HOSTILE),
        ("rank", HOSTILE),
        (HOSTILE,),
        ("rank", str(SAMPLE), "--scheme", HOSTILE),
        ("schemes", "show", HOSTILE),
        ("rank", str(SAMPLE), f"--{HOSTILE}"),
        ("new", HOSTILE, "--scheme", "hunan-2020"),
    ],
)
def test_nothing_hostile_reaches_the_terminal(
    pingyi: Pingyi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = hostile_meeting(tmp_path / "meeting")
    ended = pingyi(*(word.replace("DIR", str(folder)) for word in words))
    said = ended.out + ended.err
    assert said
    raw = [c for c in said if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}]
    assert raw == []


def test_a_hostile_name_is_refused_and_shown_as_escapes(pingyi: Pingyi, tmp_path: Path) -> None:
    ended = pingyi("check", hostile_meeting(tmp_path / "meeting"))
    assert ended.code == 1
    assert "[table.name]" in ended.out


def test_what_a_hostile_scheme_says_is_shown_as_escapes(pingyi: Pingyi, tmp_path: Path) -> None:
    sample = (GOLDEN / "zhenhai-34-half" / "scheme.toml").read_text(encoding="utf-8")
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(sample.replace('source = "', 'source = "\\u001b[2J'), encoding="utf-8")
    shown = pingyi("schemes", "show", scheme)
    as_it_is = pingyi("schemes", "show", scheme, "--toml")
    assert "\x1b" not in shown.out + shown.err + as_it_is.out
    assert "<U+001B>[2J" in shown.out
