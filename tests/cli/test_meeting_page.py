"""Every command of the pages on running a meeting is run, in order, and comes to what they say."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from scoring.cli.program import COMMANDS
from tests.cli.running import SAMPLE, Pingyi
from tests.docs.pages import fences, headings, text_of

PAGES = ["docs/meeting.md", "docs/meeting.zh-CN.md"]
OF_NO_MEETING = set("demo new schemes doctor handling ledger compare report".split())


def lines(page: str) -> list[str]:
    return [line for block in fences(text_of(page), "sh") for line in block.splitlines()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with the sample, and somebody at a terminal who knows every PIN."""
    shutil.copytree(SAMPLE, tmp_path / "sessions" / "2020-hunan")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("scoring.cli.meeting.given_pins.getpass", lambda _prompt, _stream: "123456")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return tmp_path


def run(pingyi: Pingyi, line: str) -> None:
    """Run one line of a page, as a shell would."""
    program, *words = shlex.split(line)
    if program != "pingyi":
        subprocess.run(["/bin/sh", "-c", line], check=True)
        return
    ended = pingyi(*words)
    assert ended.code == 0, (line, ended)
    assert ended.out.strip(), line


@pytest.mark.usefixtures("desk")
def test_the_page_runs_from_its_first_line_to_its_last(pingyi: Pingyi) -> None:
    for line in lines(PAGES[0]):
        run(pingyi, line)
    by_record = json.loads(pingyi("rank", "meeting", "--json").out)
    by_files = json.loads(pingyi("rank", "sessions/2020-hunan", "--json").out)
    assert by_record == by_files | {"status": "revealed"}
    assert json.loads(pingyi("status", "practice", "--json").out)["version"] == 2


def test_both_languages_give_the_same_commands_and_sections() -> None:
    english, chinese = PAGES
    assert lines(english) == lines(chinese)
    assert [level for level, _ in headings(text_of(english))] == [
        level for level, _ in headings(text_of(chinese))
    ]


def test_no_command_of_a_meeting_is_left_out() -> None:
    shown = {line.split()[1] for line in lines(PAGES[0]) if line.startswith("pingyi")}
    assert set(COMMANDS) - OF_NO_MEETING - shown == {
        "accept",
        "join",
        "withdraw-unit",
    }  # a warning that is accepted, and a second terminal
