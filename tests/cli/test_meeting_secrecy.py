"""Until everything is counted, no command shows a mark or a mean: all of them, in every state."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.cli.program import COMMANDS
from tests.cli.meetings import FIGURES, STAGES, Desk, brought_to, make_meeting
from tests.cli.running import Ended, Pingyi

NOT_SECRET = {"without a record", "counted", "certified", "revealed"}
"""Without a record, the ranking is that of the files."""
BEFORE = ["unfrozen", *(stage for stage in STAGES if stage not in NOT_SECRET)]
OFFICERS = ("--as", "J4", "--second", "J0")
ATTEMPTS: tuple[tuple[object, ...], ...] = (
    ("check",),
    ("rank",),
    ("rank", "--scheme", "speech-final"),
    ("explain", "jia"),
    ("freeze",),
    ("take-in", "--as", "J1"),
    ("unfreeze", *OFFICERS, "--reason", "名单要改"),
    ("officers pin", "J1"),
    ("checkin", "D4"),
    ("checkin", "--all"),
    ("leave", "D1"),
    ("recuse", "D1", "jia"),
    ("appoint", "监票人丙", "--role", "scrutineer", *OFFICERS),
    ("withdraw-unit", "bing", *OFFICERS, "--reason", "机构改革"),
    *((f"round {name}",) for name in ("open", "pause", "resume", "collect")),
    ("round void", *OFFICERS, "--reason", "重新来过"),
    ("issue", "--issued", 4),
    ("receive", "--sheets", "004-005", "--kept", 1, "--withdraw", "001"),
    ("explain-difference", "returned", "--as", "J4", "--reason", "少了一张"),
    ("enter", "--as", "J1", "--file", "a.csv"),
    ("enter", "--as", "J2", "--file", "b.csv"),
    ("enter", "--as", "J3", "--third", "--file", "third.csv"),
    ("enter", "--as", "J4", "--third", "--file", "a.csv"),
    ("enter", "--as", "J3"),
    ("enter", "--as", "J4", "--third"),
    ("hand-over", "--as", "J1"),
    ("differences",),
    ("differences", "--as", "J1"),
    ("query", "002", "yi", "--as", "J1", "--note", "不清"),
    ("rule", "001", "yi", "--mark", "55.37", *OFFICERS, "--reason", "已经看清"),
    ("clarify", "002", "jia", "--mark", "55.37", *OFFICERS, "--reason", "已经看清"),
    ("accept", "001", "--as", "J4", "--note", "核对无误"),
    ("accept", "001", "jia", "--as", "J4", "--note", "核对无误"),
    ("void-sheet", "003", *OFFICERS, "--reason", "通篇涂改"),
    ("correct", "001", "jia", "--mark", "55.37", *OFFICERS, "--reason", "看错一格"),
    ("status",),
    ("certify", "--as", "J3", "--as", "J4"),
    ("reveal",),
    ("log",),
    ("rehearse",),
    ("pin", "--anew", "J1", "--as", "J3", "--second", "J4"),
    ("verify",),
    ("verify", "--code", "00" * 32),
)
"""Everything but ``count``, which lifts the secret."""
ELSEWHERE = set(
    "demo join schemes new doctor handling ledger compare report mirror restore count".split()
)
"""Commands that are of no single meeting, write documents, open screens, or are tested below."""


def shown_figures(ended: Ended) -> list[str]:
    """Return the marks and means that stand in what was said; also those of the rulings made."""
    said = ended.out + ended.err
    return [figure for figure in FIGURES if re.search(rf"(?<!\d){re.escape(figure)}", said)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_meeting(tmp_path / "m")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let whoever asks at the terminal find nobody there."""
    with Path("/dev/null").open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        yield


def test_every_command_is_tried() -> None:
    tried = {str(command).split()[0] for command, *_ in ATTEMPTS}
    assert tried | ELSEWHERE >= set(COMMANDS)


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize("stage", BEFORE)
def test_no_command_shows_a_mark_before_the_count(
    pingyi: Pingyi, folder: Path, tmp_path: Path, stage: str
) -> None:
    desk = brought_to(Desk(pingyi, folder), "frozen" if stage == "unfrozen" else stage)
    if stage == "unfrozen":
        desk.do("unfreeze", *OFFICERS, "--reason", "名单要改")
    for number, (command, *more) in enumerate(ATTEMPTS):
        for form in ((), ("--json",)):
            if form and command == "explain":
                continue
            copy = tmp_path / f"{number}{''.join(form)}"
            shutil.copytree(folder, copy)
            ended = Desk(pingyi, copy).attempt(str(command), *more, *form)
            assert shown_figures(ended) == [], (command, more, form)
            assert ended.code in {0, 1, 3}, (command, more, ended)
            assert "fault of the program" not in ended.err, (command, more, ended)


@pytest.mark.parametrize("stage", ["read", "third reading"])
def test_counting_too_early_shows_no_mark(pingyi: Pingyi, folder: Path, stage: str) -> None:
    desk = brought_to(Desk(pingyi, folder), stage)
    ended = desk.attempt("count")
    assert ended.code == 1
    assert shown_figures(ended) == []


@pytest.mark.parametrize("stage", BEFORE)
def test_no_document_holds_a_mark_before_the_count(
    pingyi: Pingyi, folder: Path, tmp_path: Path, stage: str
) -> None:
    desk = brought_to(Desk(pingyi, folder), "frozen" if stage == "unfrozen" else stage)
    if stage == "unfrozen":
        desk.do("unfreeze", *OFFICERS, "--reason", "名单要改")
    ended = desk.attempt("report", "--to", tmp_path / "out")
    assert shown_figures(ended) == []
    written = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert written
    for file in written:
        said = Ended(0, _text_of(file), "")
        assert shown_figures(said) == [], file.name


def _text_of(file: Path) -> str:
    """Return what stands in a document; of an archive, in all its parts."""
    if not zipfile.is_zipfile(file):
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_counting_and_what_follows_are_quiet_until_somebody_ranks(
    pingyi: Pingyi, folder: Path
) -> None:
    desk = brought_to(Desk(pingyi, folder), "ruled")
    for command in (("count",), ("certify", "--as", "J3", "--as", "J4"), ("reveal",)):
        assert shown_figures(desk.do(*map(str, command))) == []
    assert set(shown_figures(pingyi("rank", folder))) >= {"66.70", "83.70", "82.87"}


def test_the_readings_stand_side_by_side_for_who_may_rule_alone(
    pingyi: Pingyi, folder: Path
) -> None:
    desk = brought_to(Desk(pingyi, folder), "third reading")
    to_ruler = desk.do("differences", "--as", "J4")
    assert {"82.37", "85.87", "84.37"} <= set(shown_figures(to_ruler))
    assert not {"79.87", "96.87", "93.87"} & set(shown_figures(to_ruler))
    for reader in ("J1", "J2", "J3"):
        known = {"61.37"} if reader == "J3" else set()
        assert set(shown_figures(desk.do("differences", "--as", reader))) == known
    without = desk.attempt("differences", "--as", "J4", "--pin-fd", 9999)
    assert (without.code, shown_figures(without)) == (1, [])


def test_the_mirror_shows_no_mark(pingyi: Pingyi, folder: Path, tmp_path: Path) -> None:
    desk = brought_to(Desk(pingyi, folder), "read")
    (tmp_path / "stick").mkdir()
    assert shown_figures(desk.do("mirror", tmp_path / "stick")) == []
    shutil.rmtree(folder)
    folder.mkdir()
    back = pingyi("restore", tmp_path / "stick", folder)
    assert (back.code, shown_figures(back)) == (0, [])
