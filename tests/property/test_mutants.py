"""The bugs that ``tests/mutants.py`` plants can still be planted."""

from tests.mutants import misplaced


def test_every_planted_bug_has_its_place_in_the_source() -> None:
    assert misplaced() == []
