"""One changed bit of a record is named, or changes nothing; it is never an exception.

Here a few hundred of them; ``python tests/torture/flips.py`` for every one.
"""

from pathlib import Path

from tests.torture.flips import battery, drawn

SCHEMA_TEXT, A_TYPE = 22799, 254016
"""Of the record of format 1: a bit in the text of a trigger, and one that makes a text of a line."""


def test_a_changed_bit_is_named_or_harmless(tmp_path: Path) -> None:
    assert battery(tmp_path, drawn(150, seed=1)) > 0


def test_a_changed_bit_in_schema_and_types_is_named(tmp_path: Path) -> None:
    assert battery(tmp_path, [SCHEMA_TEXT, 26079, A_TYPE]) == 3
