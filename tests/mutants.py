"""Plants bugs in the arithmetic, one after the other, and says which test catches each.

    python tests/mutants.py              all of them, each until something catches it
    python tests/mutants.py --all        each through properties, goldens and unit tests
    python tests/mutants.py half-even    only those named so

Every bug is planted in a copy of the tree; the tree itself is not touched. Ends with 1 when a bug
survives, and with 2 when the tests fail without any bug or a bug has lost its place.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TREE = ("scoring", "rules", "sessions", "tests", "tui", "pyproject.toml")

UNITS = "points ballots statistics tally feedback standing scheme".split()
SUITES = {
    "properties": [
        "tests/property",
        "--ignore=tests/property/test_mutants.py",  # sees any bug at once, by its text
        "--hypothesis-profile=mutants",
    ],
    "goldens": ["tests/golden"],
    "units": [f"tests/unit/test_{name}.py" for name in UNITS],
}


class Edit(NamedTuple):
    """A text in a module of ``scoring``, and what the bug makes of it."""

    module: str
    right: str
    wrong: str


MUTANTS: dict[str, Sequence[Edit]] = {
    "half-even instead of half-up": [
        Edit(
            "points",
            "whole += 2 * rest >= denominator",
            "whole += 2 * rest > denominator or (2 * rest == denominator and whole % 2)",
        ),
    ],
    "a figure rounded to one more place first": [
        Edit(
            "points",
            "    scale = 10**places\n    numerator",
            "    scale = 10**places\n"
            "    value = Fraction(int(abs(value) * scale * 10 + Fraction(1, 2)), scale * 10) * (\n"
            "        -1 if value < 0 else 1)\n"
            "    numerator",
        ),
    ],
    "binary floats in the mean": [
        Edit(
            "counting/statistics",
            "Outcome(mean(trimmed.kept, marking.unit), trimmed)",
            "Outcome(Fraction(float(mean(trimmed.kept, marking.unit))), trimmed)",
        ),
    ],
    "median of an even number is the lower": [
        Edit("counting/statistics", "_at(runs, marks // 2)", "_at(runs, (marks - 1) // 2)"),
    ],
    "a blank is a zero": [
        Edit(
            "counting/tally", "if is_mark(cell) and count}", "if cell >= Absence.BLANK and count}"
        ),
        Edit("ballots", "            raise IndexError(mark)", "            return 0"),
    ],
    "an abstention is a zero": [
        Edit(
            "counting/tally",
            "if is_mark(cell) and count}",
            "if (is_mark(cell) or cell == Absence.ABSTAINED) and count}",
        ),
        Edit("ballots", "            raise IndexError(mark)", "            return 0"),
    ],
    "nothing is dropped": [
        Edit("counting/statistics", "return each, each", "return 0, 0"),
        Edit("counting/statistics", "return (drop.low, drop.high) if", "return (0, 0) if"),
    ],
    "sheets are dropped, not marks": [
        Edit(
            "counting/statistics",
            "base: int | None\n) -> Outcome:",
            "base: int | None, absent: int = 0\n) -> Outcome:",
        ),
        Edit(
            "counting/statistics",
            "trimmed = trim(runs, *to_drop(component.drop, given))",
            "low, high = to_drop(component.drop, given + absent)\n"
            "    trimmed = trim(runs, max(low - absent, 0), high)",
        ),
        Edit(
            "counting/figures",
            "self._marking, self._base(found))",
            "self._marking, self._base(found), "
            "sum(found.found.values()) - sum(found.marks.values()))",
        ),
    ],
    "low and high are swapped": [
        Edit(
            "counting/statistics",
            "return (drop.low, drop.high) if",
            "return (drop.high, drop.low) if",
        ),
    ],
    "a share of marks is rounded up": [
        Edit(
            "counting/statistics",
            "each = marks * drop.numerator // drop.denominator",
            "each = -(-marks * drop.numerator // drop.denominator)",
        ),
    ],
    "a majority needs more than half": [
        Edit("counting/statistics", "2 * reached == base and not more_than_half", "False"),
    ],
    "a group without a value counts as zero": [
        Edit(
            "counting/figures",
            "whole = sum(weights.values(), Fraction(0))",
            "whole = sum(self._weights.values(), Fraction(0))",
        ),
    ],
    "groups are rounded before they are weighted": [
        Edit(
            "counting/figures",
            "(part.value * part.weight for part",
            "(rounded(part.value, 2) * part.weight for part",
        ),
    ],
    "places shared are averaged": [
        Edit("counting/standing", "rank=place, tied", "rank=place + (len(group) - 1) / 2, tied"),
    ],
    "dense instead of competition": [
        Edit("counting/standing", "return level\n", "return 1\n"),
    ],
    "tie_break is ignored": [
        Edit("counting/standing", "for name in scheme.total.tie_break", "for name in ()"),
    ],
    "ranked on the exact total": [
        Edit(
            "counting/standing",
            "decisive(scheme.total.rank_on, published=total.value, exact=total.exact)",
            "total.exact",
        ),
    ],
    "a grade begins above its figure": [
        Edit("counting/standing", "figure >= grade.from_", "figure > grade.from_"),
    ],
    "a blank voids no ballot": [
        Edit("counting/tally", "if component.needs_ballots else ()", "if False else ()"),
    ],
}


class Killed(NamedTuple):
    """The first test that caught a bug, by suite."""

    suite: str
    test: str


def main() -> int:
    """Plant what was asked for and report; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="parts of the names of the bugs; all without")
    parser.add_argument("--all", action="store_true", help="go on to the next suite after a catch")
    asked = parser.parse_args()
    chosen = [name for name in MUTANTS if any(part in name for part in asked.names or [""])]
    if not chosen:
        parser.error("no bug is called so")
    if lost := misplaced(MUTANTS):
        tell("\n".join(lost))
        return 2
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copy(tree)
        if failing := caught_in(tree, go_on=False):
            tell(f"fails without any bug: {failing[0].test}")
            return 2
        survivors = [name for name in chosen if not report(tree, name, go_on=asked.all)]
    tell(f"{len(chosen) - len(survivors)} of {len(chosen)} bugs were caught")
    return 1 if survivors else 0


def misplaced(planted: Mapping[str, Sequence[Edit]]) -> list[str]:
    """Return a sentence for each bug whose place in the source is gone, or is no longer one."""
    return [
        f"{name}: {edit.module} has not, or not once: {edit.right}"
        for name, edits in planted.items()
        for edit in edits
        if source_of(edit).count(edit.right) != 1
    ]


def source_of(edit: Edit) -> str:
    """Return what stands in the module of ``edit``; nothing where there is no such module."""
    path = path_of(ROOT, edit)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def report(tree: Path, name: str, *, go_on: bool) -> bool:
    """Plant the bug called ``name``, print what catches it, and say whether anything does."""
    began = time.monotonic()
    rights = {
        edit.module: path_of(tree, edit).read_text(encoding="utf-8") for edit in MUTANTS[name]
    }
    for edit in MUTANTS[name]:
        plant(tree, edit)
    killed = caught_in(tree, go_on=go_on)
    for edit in MUTANTS[name]:
        path_of(tree, edit).write_text(rights[edit.module], encoding="utf-8")
    tell(f"{'caught  ' if killed else 'SURVIVED'} {name} ({time.monotonic() - began:.0f} s)")
    for one in killed:
        tell(f"         {one.suite}: {one.test}")
    return bool(killed)


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def copy(tree: Path) -> None:
    for name in TREE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tree / name)


def path_of(tree: Path, edit: Edit) -> Path:
    return tree / "scoring" / f"{edit.module}.py"


def plant(tree: Path, edit: Edit) -> None:
    path = path_of(tree, edit)
    text = path.read_text(encoding="utf-8")
    assert text.count(edit.right) == 1
    path.write_text(text.replace(edit.right, edit.wrong), encoding="utf-8")


def caught_in(tree: Path, *, go_on: bool) -> list[Killed]:
    """Run the suites on ``tree`` and return the first test that fails, of each if ``go_on``."""
    killed: list[Killed] = []
    for suite, arguments in SUITES.items():
        if test := first_failure(tree, arguments):
            killed.append(Killed(suite, test))
            if not go_on:
                break
    return killed


def first_failure(tree: Path, arguments: Sequence[str]) -> str | None:
    """Run pytest on ``tree`` until a test fails, and return its name; None when all pass."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments]
    surroundings = {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command,
        cwd=tree,
        env=os.environ | surroundings,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode == 0:
        return None
    if not (found := re.search(r"^FAILED (.+?)(?: - |$)", done.stdout, re.MULTILINE)):
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
