"""What starting the program loads: a library comes only when something needs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

SAMPLE = str(ROOT / "sessions" / "2020-hunan")

PINGYI = "import runpy; runpy.run_module('scoring', run_name='__main__', alter_sys=True)"
"""What ``python -m scoring`` does."""


def loaded_by(statement: str, folder: Path, *arguments: str) -> set[str]:
    """Return the modules that an interpreter of its own has loaded when ``statement`` is over.

    It lists them in ``folder``, so that what the program prints cannot disturb the list.
    """
    listing = folder / "modules.txt"
    program = (
        "import atexit, pathlib, sys\n"
        f"listing = pathlib.Path({str(listing)!r})\n"
        "atexit.register(lambda: listing.write_text('\\n'.join(sys.modules), encoding='utf-8'))\n"
        f"{statement}\n"
    )
    command = [sys.executable, "-c", program, *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")
    return set(listing.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("library", ["pandas", "pydantic"])
def test_a_library_that_is_loaded_is_seen(library: str, tmp_path: Path) -> None:
    assert library in loaded_by(f"import {library}", tmp_path)


def test_importing_the_engine_loads_no_library(tmp_path: Path) -> None:
    loaded = loaded_by("import scoring", tmp_path)
    assert "scoring" in loaded
    assert loaded.isdisjoint({"pandas", "textual", "pydantic", "click"})
    assert {name for name in loaded if name.startswith("scoring.")} == set()


def test_a_name_at_the_door_loads_no_more_than_where_it_lives(tmp_path: Path) -> None:
    loaded = loaded_by("from scoring import Refused", tmp_path)
    assert {name for name in loaded if name.startswith("scoring.")} == {
        "scoring.errors",
        "scoring.wording",
    }


def test_ranking_from_python_loads_no_command_and_no_record(tmp_path: Path) -> None:
    loaded = loaded_by(f"from scoring import rank; rank({SAMPLE!r})", tmp_path)
    assert "scoring.ranked" in loaded
    assert loaded.isdisjoint({"click", "scoring.cli", "scoring.live.session", "pandas", "textual"})


def test_help_starts_without_the_models(tmp_path: Path) -> None:
    loaded = loaded_by(PINGYI, tmp_path, "--help")
    assert "scoring.cli" in loaded
    assert loaded.isdisjoint({"pandas", "textual", "pydantic"})


def test_ranking_starts_without_tables_and_screens(tmp_path: Path) -> None:
    loaded = loaded_by(PINGYI, tmp_path, "rank", SAMPLE)
    assert {"scoring.scheme", "scoring.counting"} <= loaded
    assert loaded.isdisjoint({"pandas", "textual"})
