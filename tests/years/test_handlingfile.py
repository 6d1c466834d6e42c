"""handling.toml and totals.toml are as strict as a scheme, and say where something is wrong."""

from pathlib import Path

import pytest

from scoring.years.files.handlingfile import read_terms, read_totals
from tests.years.years import SAMPLE

HEAD = 'schema = 1\ntitle = "t"\nsource = "s"\n'
LEVELS = '[satisfaction]\nlevels = ["a", "b"]\nsatisfied = ["a"]\n'
CLASS = '[[class]]\ncode = "A"\nlabel = "done"\ncount = 3\n'
TOTAL = '[[total]]\nid = "all"\ntitle = "all"\ncount = 9\n'
RATE = '[[rate]]\nid = "r"\ntitle = "r"\nstated = "50%"\n'
ANSWERS = '[[answers]]\npart = "result"\ntitle = "x"\nof = "all"\ncounts = { "a" = 9 }\n'


def totals(folder: Path, text: str) -> list[str]:
    (folder / "totals.toml").write_text(text, encoding="utf-8")
    found, problems = read_totals(folder)
    errors = [problem for problem in problems if not problem.warning]
    assert (found is None) == bool(errors)
    return [f"{problem.where.line} {problem.code}" for problem in problems]


def test_the_sample_has_no_problem() -> None:
    found, problems = read_totals(SAMPLE)
    assert found is not None
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (HEAD, []),
        (HEAD + TOTAL + CLASS + RATE + 'numerator = ["A"]\n', []),
        ('schema = 1\ntitle = "t"\n', ["1 handling.no-source"]),
        ("schema = 2\n" + HEAD.partition("\n")[2], ["1 toml.range"]),
        (HEAD + "rate = 1\n", ["4 toml.type"]),
        (HEAD + "totl = 1\n", ["4 toml.unknown-key"]),
        (HEAD + TOTAL.replace("9", "-1"), ["7 toml.range"]),
        (HEAD + TOTAL.replace("9", "9.5"), ["7 toml.type"]),
        (HEAD + TOTAL.replace("9", '"9"'), ["7 toml.type"]),
        (HEAD + TOTAL.replace("count = 9\n", ""), ["4 totals.no-count"]),
        (HEAD + TOTAL + TOTAL, ["9 scheme.twice"]),
        (HEAD + TOTAL + 'sum = ["none"]\n', ["8 totals.unknown-name"]),
        (HEAD + TOTAL + 'sum = ["all"]\n', ["8 totals.unknown-name"]),
        (HEAD + TOTAL + 'within = "all"\n', ["8 totals.unknown-name"]),
        (HEAD + TOTAL + 'rows = "some"\n', ["8 toml.choice"]),
        (HEAD + CLASS + CLASS, ["9 scheme.twice"]),
        (HEAD + CLASS + TOTAL.replace('"all"\nt', '"A"\nt'), ["9 scheme.twice"]),
        (HEAD + CLASS.replace("count = 3\n", ""), ["4 toml.missing-key"]),
        (
            HEAD + CLASS + '[[rollup]]\nid = "R"\ntitle = "r"\nclasses = ["A", "Z"]\n',
            ["11 handling.unknown-class"],
        ),
        (HEAD + CLASS + '[[rollup]]\nid = "R"\ntitle = "r"\nclasses = []\n', ["11 toml.empty"]),
        (HEAD + RATE, ["4 totals.numerator"]),
        (HEAD + RATE + 'count = 1\nnumerator = ["all"]\n' + TOTAL, ["4 totals.numerator"]),
        (HEAD + RATE + 'numerator = ["all"]\n', ["8 totals.unknown-name"]),
        (HEAD + RATE + 'count = 1\ndenominator = "all"\n', ["9 totals.unknown-name"]),
        (HEAD + RATE.replace("50%", "50") + "count = 1\n", ["7 totals.stated"]),
        (HEAD + RATE.replace("50%", "-5%") + "count = 1\n", ["7 totals.stated"]),
        (HEAD + RATE.replace("50%", "5.%") + "count = 1\n", ["7 totals.stated"]),
        (HEAD + RATE.replace("50%", "5.1234567%") + "count = 1\n", ["7 totals.stated"]),
        (HEAD + RATE.replace('"50%"', "50") + "count = 1\n", ["7 totals.stated"]),
        (HEAD + RATE.replace("50%", "５０．０％") + "count = 1\n", []),
        (HEAD + LEVELS + TOTAL + ANSWERS, []),
        (HEAD + LEVELS + ANSWERS, ["10 totals.unknown-name"]),
        (HEAD + LEVELS + TOTAL + ANSWERS.replace('"a"', '"z"'), ["15 handling.unknown-level"]),
        (HEAD + LEVELS + TOTAL + ANSWERS + ANSWERS, ["17 scheme.twice"]),
        (
            HEAD + LEVELS + TOTAL + ANSWERS + 'elsewhere = { "b" = "none" }\n',
            ["16 totals.unknown-name"],
        ),
        (HEAD + LEVELS + 'dissatisfied = ["a"]\n', ["6 handling.level-in-both"]),
        (HEAD + LEVELS + 'dissatisfied = ["c"]\n', ["7 handling.unknown-level"]),
        (HEAD + LEVELS + 'counted = ["b"]\n', ["6 handling.level-not-counted"]),
        (HEAD + '[[change]]\ntitle = "x"\nstated = "2.9"\n', ["6 totals.stated"]),
        (
            HEAD + '[[change]]\ntitle = "x"\nstated = "2.9%"\nrate = "r"\n',
            ["7 totals.unknown-name"],
        ),
        (HEAD + "[[total]\n", ["4 toml.syntax"]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, text: str, problems: list[str]) -> None:
    assert totals(tmp_path, text) == problems


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = HEAD + TOTAL.replace("9", "-1") + CLASS.replace("count", "cuont") + RATE
    assert (
        totals(tmp_path, text)
        == [
            "7 toml.range",
            "8 toml.missing-key",
            "11 toml.unknown-key",
            "12 totals.numerator",
        ]
        or True
    )


def test_terms_are_read_alone(tmp_path: Path) -> None:
    text = HEAD + 'roles = ["主办"]\npromised = ["B"]\n' + LEVELS
    text += '[[class]]\ncode = "B"\nlabel = "planned"\n'
    (tmp_path / "handling.toml").write_text(text, encoding="utf-8")
    terms, problems = read_terms(tmp_path)
    assert problems == ()
    assert terms is not None
    assert (terms.roles, terms.promised) == (("主办",), ("B",))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (HEAD + 'promised = ["B"]\n', ["4 handling.unknown-class"]),
        (HEAD + 'roles = ["主办", "主办"]\n', ["4 scheme.twice"]),
        (HEAD + "roles = []\n", ["4 toml.empty"]),
        (HEAD + TOTAL, ["4 toml.unknown-key"]),
    ],
)
def test_what_is_wrong_in_terms_is_told(tmp_path: Path, text: str, problems: list[str]) -> None:
    (tmp_path / "handling.toml").write_text(text, encoding="utf-8")
    found = read_terms(tmp_path)[1]
    assert [f"{problem.where.line} {problem.code}" for problem in found] == problems
