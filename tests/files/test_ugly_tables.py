"""Every ugly file is read as what it means, or refused at the place where it is wrong."""

from pathlib import Path

import pytest

from scoring.errors import HasProblems, Problem
from scoring.files.tables import read_table
from tests.files.corpus import CORPUS, Ugly


def read(ugly: Ugly, folder: Path) -> tuple[list[list[str]] | None, tuple[Problem, ...]]:
    path = folder / ugly.file
    path.write_bytes(ugly.content)
    try:
        table = read_table(path, ugly.file)
    except HasProblems as error:
        return None, error.problems
    return [list(table.headings), *(list(row.cells) for row in table.rows)], table.problems


@pytest.mark.parametrize("ugly", CORPUS, ids=lambda ugly: ugly.why)
def test_an_ugly_file_is_read_or_refused_at_the_right_place(ugly: Ugly, tmp_path: Path) -> None:
    means, problems = read(ugly, tmp_path)
    assert sorted(f"{problem.where} {problem.code}" for problem in problems) == sorted(
        ugly.problems
    )
    assert means == ugly.means


@pytest.mark.parametrize("ugly", CORPUS, ids=lambda ugly: ugly.why)
def test_every_problem_says_what_it_is_in_one_line(ugly: Ugly, tmp_path: Path) -> None:
    for problem in read(ugly, tmp_path)[1]:
        assert str(problem).isprintable()
        assert str(problem.hint or "hint").isprintable()
        assert "{" not in str(problem)


def test_no_two_files_of_the_corpus_are_the_same() -> None:
    assert len({(ugly.file, ugly.content) for ugly in CORPUS}) == len(CORPUS)
    assert len({ugly.why for ugly in CORPUS}) == len(CORPUS) >= 40
