"""After a cut of the power, and a disk that fails, all is whole and what was acknowledged is there.

Here a hundred cuts and a few failing calls; ``python tests/torture/powercut.py 100000`` and
``python tests/torture/failing.py`` for more.
"""

from pathlib import Path

import pytest

from tests.torture import failing
from tests.torture.powercut import battery, compiler, held


@pytest.mark.skipif(compiler() is None, reason="no C compiler here to write down what is written")
def test_all_is_whole_after_a_cut_and_after_a_disk_that_fails(tmp_path: Path) -> None:
    meeting = held(tmp_path)
    assert len(meeting.log) > 1000
    battery(meeting, tmp_path, states=100, seed=7)
    assert failing.battery(meeting, iter((30, 450))) == 4
