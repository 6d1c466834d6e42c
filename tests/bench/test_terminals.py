"""A mark that is keyed at an attached terminal, against one at the terminal that owns the meeting.

What is measured is from the wish to the answer that the record has it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from scoring.live.session import Session
from scoring.live.terminals.attaching import AttachedDesk
from scoring.live.terminals.owning import OwnDesk
from scoring.meeting.acts import Read
from tests.bench.conftest import Race
from tests.screens.rooms import sample_folder, with_sheets

ROUNDS = 200
BUDGET = 1.5
"""The way over the line and back may add half of what recording takes."""


def test_a_mark_at_an_attached_terminal_is_recorded_nearly_as_soon(
    tmp_path: Path, race: Callable[..., Race]
) -> None:
    folder = sample_folder(tmp_path)
    with_sheets(folder, 60).close()
    spot = Session.view(folder).state.round("all").spots[0]
    loop = asyncio.new_event_loop()
    own, other = OwnDesk(folder), AttachedDesk(folder)

    def done(what: Awaitable[object]) -> object:
        return loop.run_until_complete(asyncio.wait_for(what, 10))

    done(own.open())
    done(other.open())
    cells = (("001", *spot, 5),)
    ran = race(
        "A mark is recorded",
        {
            "attached": lambda: done(other.do(Read("all", "J2", cells))),
            "owner": lambda: done(own.do(Read("all", "J1", cells))),
        },
        {"attached": ("owner", BUDGET)},
        ROUNDS,
    )
    done(other.part())
    done(own.part())
    loop.close()
    own.close()
    assert not ran.missed()
