"""What ``rank``, ``explain`` and ``schemes show`` print, word for word, at 80 columns.

``PINGYI_REWRITE=1 pytest tests/cli/test_goldens.py`` writes the files anew; look at what changed.
A Chinese file is compared as soon as there is a Chinese catalogue.
"""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from tests.cli.running import GOLDEN, RULES, SAMPLE, Pingyi
from tests.sources import ROOT

EXPECTED = Path(__file__).parent / "expected"
CATALOGUE = ROOT / "scoring" / "locale" / "zh_CN" / "LC_MESSAGES" / "pingyi.mo"
LANGUAGES = ["en", "zh"] if CATALOGUE.exists() else ["en"]

SEAL = "<fingerprint xxxxxx>"
"""Stands for the scheme's fingerprint, and is as wide: a comment in a scheme changes that."""


class Case(NamedTuple):
    """A command, and the scheme whose fingerprint it prints."""

    words: tuple[object, ...]
    scheme: Path


def of_golden(command: str, name: str, *words: str) -> Case:
    return Case((command, GOLDEN / name, *words), GOLDEN / name / "scheme.toml")


CASES = {
    "rank-sample": Case(("rank", SAMPLE), RULES / "hunan-2020.toml"),
    "rank-ties": Case(("rank", GOLDEN / "speech-final"), RULES / "speech-final.toml"),
    "rank-categories": Case(
        ("rank", GOLDEN / "county-satisfaction"), RULES / "county-satisfaction.toml"
    ),
    "rank-without-total": of_golden("rank", "missing-no-total"),
    "rank-trial": Case(
        ("rank", SAMPLE, "--scheme", GOLDEN / "hunan-2020-rounded-once" / "scheme.toml"),
        GOLDEN / "hunan-2020-rounded-once" / "scheme.toml",
    ),
    "explain-sample": Case(("explain", SAMPLE, "shangwu"), RULES / "hunan-2020.toml"),
    "explain-dropped": Case(
        ("explain", GOLDEN / "speech-final", "孙思齐"), RULES / "speech-final.toml"
    ),
    "explain-groups": Case(
        ("explain", GOLDEN / "cadre-appraisal", "王建国"), RULES / "cadre-appraisal.toml"
    ),
    "explain-criteria": of_golden("explain", "criterion-first", "水务"),
    "explain-majority": of_golden("explain", "zhenhai-34-half", "laonian"),
    "explain-roles": of_golden("explain", "feedback-roles", "水务"),
    "explain-bounds": of_golden("explain", "given-bounds", "水务"),
    "explain-void-ballots": of_golden("explain", "blank-void-ballot", "水务"),
    "scheme-groups": Case(("schemes", "show", "cadre-appraisal"), RULES / "cadre-appraisal.toml"),
    "scheme-majority": Case(
        ("schemes", "show", "zhenhai-2022-majority"), RULES / "zhenhai-2022-majority.toml"
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_what_is_printed_is_what_was_agreed(pingyi: Pingyi, name: str, language: str) -> None:
    case, path = CASES[name], EXPECTED / f"{name}.{language}.txt"
    ended = pingyi(*case.words, "--lang", language)
    digits = hashlib.sha256(case.scheme.read_bytes()).hexdigest()
    seal = " ".join((digits[:4], digits[4:8], digits[8:12], digits[12:16]))
    assert (ended.code, ended.err) == (0, "")
    assert seal in ended.out
    said = ended.out.replace(seal, SEAL)
    if os.environ.get("PINGYI_REWRITE"):
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_the_terminal(pingyi: Pingyi, name: str, language: str) -> None:
    ended = pingyi(*CASES[name].words, "--lang", language)
    assert [line for line in ended.out.splitlines() if cell_len(line) > 80] == []


def test_every_agreed_file_is_compared() -> None:
    names = {path.name.split(".")[0] for path in EXPECTED.iterdir()}
    assert names == set(CASES)


def test_figures_stand_under_each_other_by_cells(pingyi: Pingyi) -> None:
    lines = pingyi("rank", SAMPLE).out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("rank "))
    table = lines[start : start + 9]
    assert len({cell_len(line) for line in table}) == 1
    assert len({len(line) for line in table}) > 1
