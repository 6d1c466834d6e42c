"""Golden meetings: folders that anyone can open, each with the ranking it must come to.

``expected.json`` beside a meeting's files is a subset of what ``pingyi rank DIR --json`` says, with
``from``: how the figures were computed, always by hand or by separate arithmetic. ``warnings``
lists the codes of the warnings (none unless it is there); a meeting that must be refused has
``problems`` instead of a ranking, each as file, line and code.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
MEETINGS = sorted(path.parent for path in HERE.glob("*/meeting.toml"))

PROBLEM = re.compile(
    r"^(?P<file>[^:\n]+)(?::(?P<line>\d+))?: .*\[(?P<code>[a-z-]+\.[a-z-]+)\]$", re.MULTILINE
)


class Run(NamedTuple):
    """What the command left behind."""

    exit_code: int
    out: str
    err: str


def run(folder: Path) -> Run:
    """Run ``pingyi rank FOLDER --json``."""
    command = [sys.executable, "-m", "scoring", "rank", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return Run(done.returncode, done.stdout, done.stderr)


def ranked(folder: Path) -> dict[str, Any]:
    """Return the ranking that the command prints, with the codes it warns of beside it."""
    done = run(folder)
    assert done.exit_code == 0, done.err
    return {**json.loads(done.out), "warnings": sorted(code for _, _, code in problems(done.err))}


def problems(text: str) -> list[tuple[str, int, str]]:
    """Return the file's name, the line (0: the whole file) and the code of each problem said."""
    return [
        (Path(said["file"]).name, int(said["line"] or 0), said["code"])
        for said in PROBLEM.finditer(text)
    ]


def expectation(folder: Path) -> dict[str, Any]:
    """Return what ``expected.json`` says."""
    read: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return read


def differences(expected: Any, found: Any, where: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield each place where ``found`` does not say what ``expected`` does; it may say more."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            if key in found:
                yield from differences(value, found[key], f"{where}.{key}")
            else:
                yield f"{where}.{key} is missing"
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for position, (value, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(value, other, f"{where}[{position}]")
    elif type(expected) is not type(found) or expected != found:
        yield f"{where}: expected {expected!r}, found {found!r}"


def named(folder: Path) -> str:
    """Return the name that a test of ``folder`` goes by."""
    return folder.name


@pytest.mark.parametrize(
    "folder", [each for each in MEETINGS if "problems" not in expectation(each)], ids=named
)
def test_meeting_ranks_as_computed_by_hand(folder: Path) -> None:
    expected = expectation(folder)
    found = ranked(folder)
    wanted = {key: value for key, value in expected.items() if key != "from"}
    assert wanted["ranking"]
    assert not list(differences({"warnings": [], **wanted}, found))
    assert all(unit.get("why") for unit in found["ranking"] if unit["total"] is None)


@pytest.mark.parametrize(
    "folder", [each for each in MEETINGS if "problems" in expectation(each)], ids=named
)
def test_meeting_with_a_problem_is_refused_at_its_place(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 1
    assert not done.out
    expected = [tuple(problem) for problem in expectation(folder)["problems"]]
    assert sorted(problems(done.err)) == sorted(expected)


@pytest.mark.parametrize("folder", MEETINGS, ids=named)
def test_meeting_says_where_its_figures_come_from(folder: Path) -> None:
    assert expectation(folder)["from"].strip()


def test_every_folder_here_is_a_meeting() -> None:
    folders = {path for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_."}
    assert folders == set(MEETINGS)


def test_every_shipped_scheme_is_used_by_a_golden_meeting() -> None:
    used = {
        tomllib.loads((folder / "meeting.toml").read_text("utf-8"))["scheme"] for folder in MEETINGS
    }
    shipped = {path.stem for path in RULES.glob("*.toml")}
    assert shipped
    assert shipped <= used


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_scheme_is_called_by_its_id_and_says_its_sources(path: Path) -> None:
    scheme = tomllib.loads(path.read_text("utf-8"))
    assert scheme["id"] == path.stem
    assert "示例" in scheme["source"]
