"""Whatever is offered to a person is allowed to them, in whole meetings played at random."""

from collections import Counter
from collections.abc import Iterator

import pytest

from scoring.ballots import Absence
from scoring.meeting import Meeting, what_stops
from scoring.meeting.acts import Read, Rule
from scoring.meeting.reading_rules import (
    left_to_read,
    may_read,
    offered,
    thirds_due,
    thirds_for,
    to_rule,
    to_settle,
)
from scoring.meeting.state import Round
from tests.meeting.playing import played
from tests.meeting.worlds import Run, World, scheme_of

WORLDS = (
    World(scheme_of(groups=2, criteria=2), seed=7),
    World(scheme_of(rounds="unit", officers=1), seed=8),
    World(scheme_of(verification="none"), seed=9),
)
CELL = int(Absence.BLANK)


def rounds_read(world: World, seed: int) -> Iterator[tuple[Meeting, Round]]:
    """Yield each round as it stands after each step, while its sheets may be read."""
    run = Run(world)
    for together in played(seed, 160, world):
        run.do(*together)
        for attempt in run.state.current() if run.state.rules else ():
            if attempt.sheets and (attempt.live or attempt.closed) and not attempt.counted:
                yield run.state, attempt


def codes(state: Meeting, wanted: Read | Rule) -> set[str]:
    return {one.code for one in what_stops(state, wanted)}


def reads(attempt: Round, number: str, by: str) -> Read:
    return Read(attempt.id, by, tuple((number, *spot, CELL) for spot in attempt.spots))


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("seed", range(4))
def test_a_sheet_may_be_read_exactly_where_the_engine_does_not_refuse_it(
    world: World, seed: int
) -> None:
    for state, attempt in rounds_read(world, seed):
        for by in world.officers:
            for number, sheet in attempt.sheets.items():
                refused = codes(state, reads(attempt, number, by))
                assert may_read(state, attempt, sheet, by) == (not refused), refused
            readable = offered(state, attempt, by)
            assert all(may_read(state, attempt, sheet, by) for sheet in readable)
            assert all(one in readable for one in left_to_read(state, attempt, by))


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("seed", range(4))
def test_cells_offered_for_a_third_reading_or_a_ruling_are_not_refused(
    world: World, seed: int
) -> None:
    for state, attempt in rounds_read(world, seed):
        for by in world.officers:
            if thirds := thirds_for(state, attempt, by):
                cells = tuple((sheet.number, *spot, CELL) for sheet, spot in thirds)
                assert not codes(state, Read(attempt.id, by, cells, third=True))
            for sheet, spot, _ in to_rule(state, attempt, by):
                rule = Rule(attempt.id, sheet.number, *spot, CELL, (by,), "票面如此")
                assert codes(state, rule) <= {"officer.second"}


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_kept_from_somebody_whom_the_engine_would_let_decide(
    world: World, seed: int
) -> None:
    for state, attempt in rounds_read(world, seed):
        for by in world.officers:
            ruled = [one[:2] for one in to_rule(state, attempt, by)]
            own = thirds_for(state, attempt, by)
            for sheet, spot in thirds_due(state, attempt):
                read = Read(attempt.id, by, ((sheet.number, *spot, CELL),), third=True)
                assert ((sheet, spot) in own) == (not codes(state, read))
            for sheet, spot, _ in to_settle(state, attempt):
                rule = Rule(attempt.id, sheet.number, *spot, CELL, (by,), "票面如此")
                refused = codes(state, rule) - {"officer.second"}
                assert ((sheet, spot) in ruled) == (not refused), refused


def test_the_meetings_played_come_by_everything_that_is_offered() -> None:
    met: Counter[str] = Counter()
    for world in WORLDS:
        for seed in range(4):
            for state, attempt in rounds_read(world, seed):
                met.update(need for _, _, need in to_settle(state, attempt))
                for by in world.officers:
                    met["offered"] += len(offered(state, attempt, by))
                    met["thirds"] += len(thirds_for(state, attempt, by))
                    met["ruled"] += len(list(to_rule(state, attempt, by)))
                    met["kept"] += sum(
                        not may_read(state, attempt, one, by) for one in attempt.sheets.values()
                    )
    assert {"third", "clarify", "rule", "offered", "thirds", "ruled", "kept"} <= {*+met}
