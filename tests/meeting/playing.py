"""Meetings on disk that go on at random, always the same for the same seed.

    python -m tests.meeting.playing FOLDER SEED STEPS

plays one, and says after each step that is on the disk how many facts there are.
"""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from scoring.live.session import Session
from scoring.meeting import Forbidden, decide
from scoring.meeting.facts import Fact
from scoring.meeting.wishes import Wish
from tests.meeting.model import Model
from tests.meeting.steps import next_step, slips
from tests.meeting.wishes import Wisher
from tests.meeting.worlds import Run, World, scheme_of

WORLD = World(scheme_of(groups=2, criteria=2), seed=7)


class Clock:
    """Tells a time that goes on by a second at every look."""

    def __init__(self, *, day: int = 1) -> None:
        self._ticks = count()
        self.day = day

    def __call__(self) -> str:
        tick = next(self._ticks)
        return (
            f"2020-09-{self.day:02}T{9 + tick // 3600:02}:{tick // 60 % 60:02}:{tick % 60:02}+08:00"
        )


def played(seed: int, steps: int, world: World = WORLD) -> Iterator[tuple[Wish, ...]]:
    """Yield what is done at each step, a few wishes at once; all of it is allowed."""
    random, model = Random(seed), Model(world)
    run = Run(world)
    done = 0
    while done < steps:
        together = []
        for _ in range(random.randint(1, 3)):
            wanted = _wanted(random, model)
            try:
                decide(run.state, wanted)
            except Forbidden:
                continue
            run.do(wanted)
            model.happens(wanted)
            together.append(wanted)
        if together:
            done += 1
            yield tuple(together)


def facts_after(seed: int, steps: int) -> list[Fact]:
    """Return the facts of the first ``steps`` steps, decided in memory."""
    return Run(WORLD, *(one for step in played(seed, steps) for one in step)).facts


def _wanted(random: Random, model: Model) -> Wish:
    if random.random() < 0.5 and len(model.results) < 3:
        return next_step(model, slips(random.randint(0, 99)))
    return Wisher(model, [random.randint(0, 255) for _ in range(16)]).wish()


def main() -> None:
    folder, seed, steps = sys.argv[1:]
    session = Session.create(Path(folder), "0", Clock())
    for step in played(int(seed), int(steps)):
        session.do(*step)
        sys.stdout.write(f"{len(session.entries)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
