"""A terminal that is made smaller or larger, on every screen."""

from pathlib import Path

import pytest

from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, at_terminal, narrow_enough
from tests.screens.rooms import sample_folder
from tests.screens.test_pictures import CASES

SIZES = [SMALL, LARGE, (200, 60), (90, 24), (40, 12), (20, 6), SMALL]
"""One after the other; the last is the first."""


@pytest.mark.parametrize("name", CASES)
def test_a_screen_that_was_resized_looks_as_if_it_had_always_been_so(
    tmp_path: Path, name: str
) -> None:
    prepare, keys = CASES[name]
    folder = sample_folder(tmp_path, sheets=3)
    prepare(folder)
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("Next"))
        await hands.press(*keys)
        if keys[:1] == ["1"]:
            await hands.sees(say("  Nothing is wrong in the files."))
        for size in SIZES:
            await hands.resize(size)
            pictures.append((await hands.settled(), size))

    at_terminal(folder, run, SIZES[0])
    for picture, (cells, _) in pictures:
        assert narrow_enough(picture, cells), picture
    assert pictures[-1] == pictures[0]
