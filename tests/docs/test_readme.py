"""What the README files show is what happens: every command is run, every output compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.cli.program import COMMANDS
from tests.docs.pages import fences, headings, spans, text_of
from tests.sources import ROOT

READMES = ["README.md", "README.zh-CN.md"]
PINGYI = ".venv/bin/pingyi "
SET_UP = {
    "python3 -m venv .venv",
    ".venv/bin/pip install .",
    ".venv/bin/pip install -e '.[test]'",
    ".venv/bin/pytest -n auto",
}
"""What .ci/run runs word for word, on a clean checkout."""
ENGLISH = " --lang en"
SURROUNDINGS = {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUTF8": "1", "PINGYI_LANG": ""}

_SHOWN = re.compile(r"```sh\n(?P<command>[^\n]+)\n```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


def commands(readme: str) -> list[str]:
    """Return the commands of a README in their order, those in one line one by one."""
    return [
        command
        for block in fences(text_of(readme), "sh")
        for line in block.splitlines()
        for command in line.split(" && ")
    ]


def run(command: str, folder: Path) -> str:
    """Run a command of ours as the README shows it, and return what it prints."""
    words = shlex.split(command.removeprefix(PINGYI))
    ended = subprocess.run(
        [sys.executable, "-m", "scoring", *words],
        cwd=folder,
        env=os.environ | SURROUNDINGS,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ended.returncode == 0, f"{command}: {ended.stderr}"
    assert not ended.stderr
    return ended.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Make a folder that holds what a reader of the README has."""
    shutil.copytree(ROOT / "sessions" / "2020-hunan", tmp_path / "sessions" / "2020-hunan")
    return tmp_path


@pytest.mark.parametrize("readme", READMES)
def test_every_command_does_what_it_should(readme: str, copy: Path) -> None:
    own = [command for command in commands(readme) if command not in SET_UP]
    assert len(own) >= 5
    for command in own:
        assert command.startswith(PINGYI), command
        assert run(command, copy).strip()


@pytest.mark.parametrize("readme", READMES)
def test_the_output_shown_is_what_is_printed(
    readme: str, copy: Path, request: pytest.FixtureRequest
) -> None:
    text = text_of(readme)
    printed = _SHOWN.sub(
        lambda shown: shown[0].replace(
            f"```text\n{shown['output']}```", f"```text\n{run(shown['command'], copy)}```"
        ),
        text,
    )
    if request.config.getoption("--write-docs", default=False):
        (ROOT / readme).write_text(printed, encoding="utf-8")
        text = text_of(readme)
    assert len(_SHOWN.findall(text)) == 2
    assert text == printed


def test_both_languages_give_the_same_commands_and_sections() -> None:
    english, chinese = READMES
    in_english = [command.removesuffix(ENGLISH) for command in commands(english)]
    assert in_english == commands(chinese)
    assert [level for level, _ in headings(text_of(english))] == [
        level for level, _ in headings(text_of(chinese))
    ]
    assert fences(text_of(english), "toml") == fences(text_of(chinese), "toml")


def test_the_two_lines_that_set_up_are_one_line_each() -> None:
    lines = [line for line in text_of("README.md").splitlines() if line.startswith("python3 -m")]
    assert len(lines) == 2
    assert all(set(line.split(" && ")) & SET_UP for line in lines)


def test_every_command_of_the_program_is_explained() -> None:
    explained = {span.split()[1] for span in spans(text_of("docs/commands.md")) if " " in span}
    assert set(COMMANDS) <= explained


def test_no_command_is_explained_that_does_not_exist() -> None:
    for page in ("docs/commands.md", "docs/files.md", "docs/schemes.md", "README.md"):
        for span in spans(text_of(page)):
            if match := re.match(r"pingyi ([a-z-]+)", span):
                assert match[1] in COMMANDS, span
