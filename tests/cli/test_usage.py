"""Words that are no command: the exit code says whose fault it is, and nobody sees a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.cli.endings import exit_code_of
from scoring.cli.language import language_of
from scoring.cli.output import show_json
from scoring.cli.program import COMMANDS
from tests.cli.running import SAMPLE, Pingyi
from tests.sources import ROOT


@pytest.mark.parametrize(
    "words",
    [
        ("rank",),
        ("rank", "no-such-folder"),
        ("rank", SAMPLE / "units.csv"),
        ("rank", SAMPLE, "more"),
        ("rank", SAMPLE, "--loud"),
        ("check",),
        ("explain", SAMPLE),
        ("schemes", "show"),
        ("schemes", "sing"),
        ("new", "x"),
        ("new", "x", "--scheme", "no-such-scheme"),
        ("new", "x", "--scheme", "hunan-2020", "--format", "pdf"),
        ("no-such-command",),
        ("--lang", "fr", "demo"),
        ("demo", "--lang"),
        ("--loud",),
    ],
)
def test_wrong_usage_is_two_and_says_how_to_ask(pingyi: Pingyi, words: tuple[object, ...]) -> None:
    ended = pingyi(*words)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: pingyi" in ended.err
    assert "--help says more" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ("rank", ROOT),
        ("check", ROOT),
        ("rank", SAMPLE, "--scheme", "no-such-scheme"),
        ("rank", SAMPLE, "--scheme", SAMPLE / "units.csv"),
        ("schemes", "show", "no-such-scheme"),
        ("schemes", "show", SAMPLE / "meeting.toml"),
        ("schemes", "show", SAMPLE),
        ("explain", SAMPLE, "no-such-unit"),
    ],
)
def test_what_cannot_be_done_is_one(pingyi: Pingyi, words: tuple[object, ...]) -> None:
    ended = pingyi(*words)
    said = ended.err or ended.out
    assert ended.code == 1
    assert said
    assert "Traceback" not in said
    assert "fault of the program" not in said


def test_no_word_at_all_shows_the_help_and_what_is_not_there_yet(pingyi: Pingyi) -> None:
    ended = pingyi()
    assert ended.code == 2
    assert ended.out == pingyi("--help").out
    assert ended.err.count("\n") == 1


def test_a_folder_alone_is_answered_with_the_commands_for_it(pingyi: Pingyi) -> None:
    ended = pingyi(SAMPLE)
    assert (ended.code, ended.out) == (2, "")
    assert f"  pingyi rank {SAMPLE}\n" in ended.err


def test_the_help_names_every_command_and_each_has_help_of_its_own(pingyi: Pingyi) -> None:
    lines = pingyi("--help").out.splitlines()
    assert [line.split()[0] for line in lines[-len(COMMANDS) :]] == list(COMMANDS)
    for name in COMMANDS:
        ended = pingyi(name, "--help")
        assert (ended.code, ended.out.splitlines()[0].split()[:3]) == (
            0,
            ["Usage:", "pingyi", name],
        )


def test_the_version_is_said(pingyi: Pingyi) -> None:
    ended = pingyi("--version")
    assert ended.code == 0
    assert ended.out.startswith("pingyi")


@pytest.mark.parametrize(
    ("words", "usual", "language", "left"),
    [
        ([], "", "zh_CN", []),
        ([], "en", "en", []),
        ([], "klingon", "zh_CN", []),
        (["rank", "d"], "zh", "zh_CN", ["rank", "d"]),
        (["--lang", "en", "rank", "d"], "", "en", ["rank", "d"]),
        (["rank", "--lang", "en", "d"], "", "en", ["rank", "d"]),
        (["rank", "d", "--lang=en"], "", "en", ["rank", "d"]),
        (["rank", "d", "--lang=zh"], "en", "zh_CN", ["rank", "d"]),
        (["--", "--lang", "en"], "", "zh_CN", ["--", "--lang", "en"]),
        (["rank", "--lang", "fr", "d"], "", "zh_CN", ["--lang=fr", "rank", "d"]),
        (["rank", "--lang"], "", "zh_CN", ["--lang=", "rank"]),
    ],
)
def test_the_language_may_be_asked_for_anywhere(
    words: list[str], usual: str, language: str, left: list[str]
) -> None:
    assert language_of(words, usual) == (language, left)


def failing() -> int:
    unit = "省水利厅"
    return int(unit)


def interrupted() -> int:
    raise KeyboardInterrupt


def test_a_fault_of_ours_is_an_apology_without_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(failing) == 70
    said = capsys.readouterr().err
    assert "ValueError at test_usage.py:" in said
    assert "省水利厅" not in said
    assert "Traceback" not in said


def test_an_interruption_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(interrupted) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_that_lacks_characters_is_written_to_all_the_same(encoding: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "scoring", "rank", str(SAMPLE)],
        cwd=ROOT,
        env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"92.25" in ended.stdout
    if encoding == "gbk":
        assert "省水利厅".encode("gbk") in ended.stdout


def test_a_pipe_that_is_closed_early_is_no_fault(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "scoring", "demo"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (141, b"")


def test_json_escapes_what_cannot_be_seen_and_loses_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    value = {"name": "省\u202e\x1b\x85\U000e0001水"}
    show_json(value)
    said = capsys.readouterr().out
    assert "省\\u202e\\u001b\\u0085\\udb40\\udc01水" in said
    assert json.loads(said) == value


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core")
def test_a_crash_would_leave_no_image_of_the_memory() -> None:
    code = (
        "import resource; from scoring.cli import main; main(['--version']);"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    assert ended.stdout.splitlines()[-1] == "(0, 0)"
