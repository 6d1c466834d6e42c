"""The bugs that ``tests/mutants.py`` and ``tests/meeting/planted.py`` plant can be planted."""

import ast

from tests.meeting.planted import PLANTED
from tests.mutants import MUTANTS, misplaced, source_of

EVERY = {**MUTANTS, **{name: [edit] for name, edit in PLANTED.items()}}


def test_every_planted_bug_has_its_place_in_the_source() -> None:
    assert misplaced(EVERY) == []


def test_what_is_planted_is_a_program_and_another_one() -> None:
    """Else the first import would catch it, and nobody would know what the tests catch."""
    for edit in (edit for edits in EVERY.values() for edit in edits):
        right = source_of(edit)
        wrong = right.replace(edit.right, edit.wrong)
        assert ast.dump(ast.parse(wrong)) != ast.dump(ast.parse(right)), edit
