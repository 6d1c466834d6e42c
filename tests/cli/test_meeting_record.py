"""The record under the commands: held, mirrored, rehearsed, verified, ended, and its clock."""

import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.meeting.acts import PauseRound, ResultComputed, Revealed
from scoring.meeting.parts import RankedUnit
from scoring.record import Heads, RecordView
from tests.cli.meetings import PINS, Desk, brought_to, make_meeting, pipe_with
from tests.cli.running import Pingyi, fingerprints
from tests.sources import ROOT


@pytest.fixture
def desk(pingyi: Pingyi, tmp_path: Path) -> Desk:
    return Desk(pingyi, make_meeting(tmp_path / "m"))


def test_somebody_else_who_holds_it_is_four_and_looking_is_free(desk: Desk) -> None:
    brought_to(desk, "present")
    session = Session.open(desk.folder, lambda: "2020-09-01T09:00:00+08:00")
    try:
        ended = desk.attempt("round open")
        assert (ended.code, ended.out) == (4, "")
        assert "is open in another window or program" in ended.err
        assert desk.state() == "frozen"
    finally:
        session.close()
    desk.do("round open")


def tampered(folder: Path, statement: str) -> None:
    """Change the record as somebody with a database tool would."""
    connection = sqlite3.connect(folder / "record.db")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    kept = triggers.fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for _, sql in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET line = CAST(replace(CAST(line AS TEXT), 'jia', 'yi') AS BLOB) WHERE n=2",
        "UPDATE reading SET line = CAST(replace(CAST(line AS TEXT), 'J', 'K') AS BLOB) WHERE n=9",
        "UPDATE reading SET hash = zeroblob(32) WHERE n = 3",
        "DELETE FROM reading WHERE n = 4",
        "DELETE FROM event WHERE n = (SELECT max(n) FROM event)",
    ],
)
def test_a_record_that_was_changed_does_not_verify(desk: Desk, statement: str) -> None:
    brought_to(desk, "revealed")
    code = desk.json("status")["result_code"]
    if "max(n)" in statement:
        for _ in range(3):
            tampered(desk.folder, statement)
    tampered(desk.folder, statement)
    ended = desk.attempt("verify", "--code", code)
    said = desk.json("verify", "--code", code)
    assert ended.code == 3
    assert ended.out.splitlines()[-1] == "The record does not verify."
    assert said["verifies"] is False
    assert [one["code"] for one in said["problems"]]


def test_a_code_is_told_by_what_it_is_of_and_what_stands_behind_it(desk: Desk) -> None:
    brought_to(desk, "revealed")
    computed, certified = desk.json("verify")["codes"]
    assert (computed["version"], computed["certified"], certified["certified"]) == (1, False, True)
    assert computed["digits"] == desk.json("status")["result_code"]
    told = desk.do("verify", "--code", computed["digits"]).out
    assert f"version 1 of the result: event {computed['event']}" in told
    assert f"version 1 was certified: event {certified['event']}" in told
    assert "No later result" in desk.do("verify", "--code", certified["digits"]).out
    events = RecordView(desk.folder / "record.db").events()
    other = next(iter(Heads().event_links(events))).hash.hex()
    ended = desk.attempt("verify", "--code", other)
    assert ended.code == 3
    assert "of no result" in ended.out
    for mistyped in ("zzzz", "", computed["digits"][:32]):
        ended = desk.attempt("verify", "--code", mistyped)
        assert (ended.code, ended.out) == (2, "")
        assert "a code has 64 digits" in ended.err


@pytest.mark.parametrize("command", ["status", "log", "count", "rank"])
def test_a_broken_record_is_three_for_every_command(desk: Desk, command: str) -> None:
    brought_to(desk, "ruled")
    tampered(desk.folder, "UPDATE reading SET hash = zeroblob(32) WHERE n = 3")
    ended = desk.attempt(command)
    assert (ended.code, ended.out) == (3, "")
    assert "record.db:reading 3" in ended.err


def test_a_result_that_somebody_wrote_himself_is_found(desk: Desk) -> None:
    brought_to(desk, "ruled")
    session = Session.open(desk.folder, lambda: "2099-01-01T00:00:00+08:00")
    ranking = (
        RankedUnit("jia", 1, "99.00"),
        RankedUnit("yi", 2, "80.00"),
        RankedUnit("bing", 3, "70.00"),
    )
    session.note(ResultComputed(1, ranking))
    session.note(Revealed(1))
    session.close()
    said = desk.json("verify")
    assert [one["code"] for one in said["problems"]] == ["verify.result", "verify.forbidden"]


def test_the_mirror_follows_each_step_and_brings_the_record_back(
    desk: Desk, pingyi: Pingyi, tmp_path: Path
) -> None:
    brought_to(desk, "read")
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.do("mirror", stick)
    desk.do("enter", "--as", "J3", "--third", "--file", "a.csv")
    desk.do("count")
    ranking = json.loads(pingyi("rank", desk.folder, "--json").out)
    for file in desk.folder.glob("record.*"):
        file.unlink()
    assert pingyi("restore", stick, desk.folder).code == 0
    assert json.loads(pingyi("rank", desk.folder, "--json").out) == ranking
    elsewhere = tmp_path / "elsewhere"
    assert pingyi("restore", stick, elsewhere).code == 0
    assert json.loads(pingyi("rank", elsewhere, "--json").out) == ranking
    left = desk.attempt("certify", "--as", "J3", "--as", "J4")
    assert left.code == 1
    assert "was taken over" in left.err


def test_a_mirror_that_cannot_be_written_stops_nothing_and_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    brought_to(desk, "issued")
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.do("mirror", stick)
    shutil.rmtree(stick)
    ended = desk.do("round pause")
    assert "THE MIRROR WAS NOT WRITTEN" in ended.err
    assert "The mirror was not written" in desk.do("log").out


@pytest.mark.parametrize(
    "note", [b"", b"\0" * 40, b"stick\n", b"/st\xffick\n", b"/stick\0\n", b"/" * (1 << 17)]
)
def test_a_note_of_the_mirror_that_is_damaged_is_told_and_leads_nowhere(
    desk: Desk, tmp_path: Path, note: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_to(desk, "issued")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (desk.folder / "mirror-folder").write_bytes(note)
    ended = desk.do("round pause")
    assert "THE MIRROR WAS NOT WRITTEN" in ended.err
    assert "mirror-folder" in ended.err
    assert [*elsewhere.iterdir()] == []
    assert desk.json("status")["rounds"][0]["stage"] == "paused"


def test_a_rehearsal_says_so_on_everything_and_leaves_the_meeting_alone(
    desk: Desk, pingyi: Pingyi
) -> None:
    before = fingerprints(desk.folder)
    folder = Path(desk.json("rehearse")["folder"])
    assert folder.name == f"{desk.folder.name}-yanlian"
    assert folder.parent == desk.folder.parent
    assert fingerprints(desk.folder) == before
    rehearsed = Desk(pingyi, folder)
    brought_to(rehearsed, "certified")
    for command in ("status", "log", "differences", "verify", "rank", "reveal"):
        assert rehearsed.do(command).out.startswith("REHEARSAL (演练)"), command
    assert pingyi("explain", folder, "jia").out.startswith("REHEARSAL (演练)")
    assert json.loads(pingyi("rank", folder, "--json").out)["status"] == "rehearsal-revealed"
    assert "REHEARSAL (演练)" in rehearsed.attempt("round open").err
    for command in ("status", "log", "differences", "verify"):
        assert rehearsed.json(command)["rehearsal"] is True


def test_a_clock_that_was_set_back_is_noted(desk: Desk) -> None:
    brought_to(desk, "open")
    session = Session.open(desk.folder, lambda: "2001-01-01T09:00:00+08:00")
    session.do(PauseRound("all"))
    session.close()
    assert "The clock was set: " in desk.do("log").out
    assert desk.json("verify")["verifies"] is True


def test_a_clock_that_jumps_while_the_program_runs_is_noted(desk: Desk) -> None:
    brought_to(desk, "open")
    walls = iter(["2101-01-01T09:00:00+08:00", "2101-01-01T09:00:30+08:00"])
    steady = iter([100.0, 101.0])
    session = Session.open(desk.folder, lambda: next(walls), lambda: next(steady))
    facts = [entry.fact.kind for entry in session.entries]
    session.do(PauseRound("all"))
    assert [entry.fact.kind for entry in session.entries][len(facts) :] == ["noted", "round-paused"]
    session.close()


def started(folder: Path, *words: object, terminal: int | None = None) -> subprocess.Popen[bytes]:
    """Start the program apart from this one, at ``terminal`` if there is one."""
    return subprocess.Popen(
        [sys.executable, "-m", "scoring", *map(str, words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PINGYI_LANG": "en", "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE if terminal is None else terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if terminal is None else terminal,
        start_new_session=True,
    )


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_console_that_is_closed_leaves_a_fact_and_every_sheet_entered(
    desk: Desk, number: signal.Signals
) -> None:
    brought_to(desk, "received")
    pins = pipe_with(PINS)
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "scoring",
            "enter",
            desk.folder,
            "--as",
            "J1",
            "--pin-fd",
            str(pins),
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PINGYI_LANG": "en", "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(pins,),
    ) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(b"71.87 82.37 93.87\n")
        running.stdin.flush()
        while b"sheet 002" not in (line := os.read(running.stderr.fileno(), 4096)):
            assert line, "it ended by itself"
        running.send_signal(number)
        assert running.wait(timeout=20) == 128 + number
    os.close(pins)
    assert "read 3 cells, on 1 sheets" in desk.do("log").out
    noted = [one for one in desk.json("log")["events"] if one["kind"] == "noted"]
    assert noted[-1]["what"] == "The program was told to end"
    assert noted[-1]["text"] == number.name


def test_at_a_terminal_pins_are_hidden_and_an_illegal_mark_is_asked_for_again(desk: Desk) -> None:
    brought_to(desk, "received")
    ours, theirs = pty.openpty()
    running = started(desk.folder, "enter", desk.folder, "--as", "J1", terminal=theirs)
    os.close(theirs)
    said = ""
    answers = [
        ("PIN of J1: ", PINS["J1"]),
        ("sheet 001: ", "71.87 82.37 93.87"),
        ("sheet 002: ", "61.37，88.88，-"),
        ("sheet 002, 单位yi: ", "88.87"),
        ("sheet 003: ", "66.87 79.87"),
        ("sheet 003: ", ""),
    ]
    for prompt, answer in answers:
        part = ""
        while prompt not in part:
            part += os.read(ours, 4096).decode()
        said += part
        os.write(ours, f"{answer}\n".encode())
    out, _ = running.communicate(timeout=20)
    os.close(ours)
    assert (running.returncode, out.decode().strip()) == (0, "Entered: 2 sheets. Left: 1.")
    assert PINS["J1"] not in said
    assert "is not on the grid" in said
    assert "3 marks are needed; these are 2" in said
    assert "read 6 cells, on 2 sheets" in desk.do("log").out


def test_two_clerks_enter_at_the_same_time(desk: Desk) -> None:
    brought_to(desk, "received")
    pins = {reader: pipe_with(PINS) for reader in ("J1", "J2")}
    running = {}
    for reader, descriptor in pins.items():
        words = ["enter", str(desk.folder), "--as", reader, "--pin-fd", str(descriptor)]
        running[reader] = subprocess.Popen(
            [sys.executable, "-m", "scoring", *words],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PINGYI_LANG": "en", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(descriptor,),
        )
    for clerk in running.values():
        out, err = clerk.communicate(b"61.37 88.87 57.37\n" * 3, timeout=30)
        assert out.decode().strip() == "Entered: 3 sheets. Left: 0.", err.decode()
    for descriptor in pins.values():
        os.close(descriptor)
    assert desk.json("status")["rounds"][0]["readers"] == [
        {"officer": reader, "sheets": 3, "handed_over": False} for reader in ("J1", "J2")
    ]


def test_opening_a_finished_meeting_takes_no_time_that_anybody_notices(desk: Desk) -> None:
    brought_to(desk, "revealed")
    began = time.perf_counter()
    Session.view(desk.folder)
    assert time.perf_counter() - began < 1
