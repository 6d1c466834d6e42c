"""After a cut of the power everything is whole, and what was acknowledged is there.

Here a hundred cuts; ``python tests/torture/powercut.py 100000`` for more.
"""

from pathlib import Path

import pytest

from tests.torture.powercut import battery, compiler, held


@pytest.mark.skipif(compiler() is None, reason="no C compiler here to write down what is written")
def test_record_mirror_pins_and_documents_are_whole_after_a_cut(tmp_path: Path) -> None:
    meeting = held(tmp_path)
    assert len(meeting.log) > 1000
    battery(meeting, tmp_path, states=100, seed=7)
