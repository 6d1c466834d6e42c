"""What the acts say of themselves against the program: a walk finds what is said, and nothing else.

``docs/transitions.md`` is printed from it; ``tests/docs`` holds that it is.

The walk plays meetings at random, always the same ones, and in every phase and stage that it comes
to lets somebody want everything there is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from random import Random
from typing import NamedTuple

import pytest

from scoring.meeting import Forbidden, Meeting, decide
from scoring.meeting import acts as i
from scoring.meeting.acts import ACTS
from scoring.meeting.wishes import OfRound, Wish
from scoring.report.life_of_a_meeting import courses
from tests.docs.transitions import sentences
from tests.meeting.model import Model
from tests.meeting.steps import next_step, slips
from tests.meeting.wishes import Wisher
from tests.meeting.worlds import Run, World, scheme_of

WORLDS = (
    World(scheme_of(quorum="1/2"), seed=1),
    World(scheme_of(groups=2, criteria=2), seed=2, deputies=("D1", "D2", "D3")),
    World(scheme_of(rounds="unit", officers=1), seed=3),
    World(scheme_of(verification="none"), units=("gaoyuan", "shuili", "yibao"), seed=4),
)
VISITS, WISHES, STEPS, SEEDS = 12, 40, 60, 12

Move = tuple[str, str, str]


class Found(NamedTuple):
    """What a walk has found, or what the acts say."""

    phases: set[Move]
    """From, wish, to."""
    stages: set[Move]
    refused: dict[str, set[str]]
    """By wish: codes."""


def name_of(wanted: Wish) -> str:
    third = isinstance(wanted, i.Read) and wanted.third
    return f"{type(wanted).__name__}, third" if third else type(wanted).__name__


# The walk -----------------------------------------------------------------------------------


@cache
def walk() -> Found:
    found = Found(set(), set(), defaultdict(set))
    visits: Counter[tuple[object, ...]] = Counter()
    for world in WORLDS:
        for seed in range(SEEDS):
            _walk(world, Random(seed), found, visits)
    for run, wanted in chain(taken_back(), rarely()):
        _want(run, wanted, found)
    return found


def _walk(world: World, random: Random, found: Found, visits: Counter[tuple[object, ...]]) -> None:
    model, run = Model(world), Run(world)
    for _ in range(STEPS):
        stages = tuple(sorted(one.stage for one in run.state.rounds.values()))
        visits[run.state.phase, stages] += 1
        if visits[run.state.phase, stages] <= VISITS:
            for _ in range(WISHES):
                _want(run, _wish(model, random), found)
        onwards = random.random() < 0.6 and len(model.results) < 3
        wanted = next_step(model, slips(1)) if onwards else _wish(model, random)
        try:
            decide(run.state, wanted)
        except Forbidden:
            continue
        _want(run, wanted, found)
        run.do(wanted)
        model.happens(wanted)


def _wish(model: Model, random: Random) -> Wish:
    return Wisher(model, [random.randint(0, 255) for _ in range(16)]).wish()


def _want(run: Run, wanted: Wish, found: Found) -> None:
    """Decide and apply, beside the meeting itself, and note what became of it."""
    name, before = name_of(wanted), run.state
    beside = Run(run.world)
    beside.state = before
    try:
        beside.do(wanted)
    except Forbidden as forbidden:
        found.refused[name] |= {refusal.code for refusal in forbidden.refusals}
        return
    found.phases.add((before.phase, name, beside.state.phase))
    found.stages.update(_stages(before, name, wanted, beside.state))


def _stages(before: Meeting, name: str, wanted: Wish, after: Meeting) -> Iterator[Move]:
    """Yield the stages that changed, and that of the round which the wish is about."""
    for key, attempt in after.rounds.items():
        was = before.rounds[key].stage if key in before.rounds else "waiting"
        concerned = isinstance(wanted, OfRound) and wanted.round == key[0] and was != "void"
        if was != attempt.stage or concerned:
            yield was, name, attempt.stage


def taken_back() -> Iterator[tuple[Run, Wish]]:
    """Yield what takes something back, before a round is open and while one is."""
    world = World(scheme_of())
    run = Run(world, world.freeze(), i.CheckIn(("D1", "D2")), i.Recuse("D1", "shuili"))
    yield run, i.TakeBackRecusal("D1", "shuili")
    run.do(i.Leave(("D1",)))
    for _ in range(2):
        yield run, i.TakeBackDeparture(("D1",))
        yield run, i.TakeBackDeparture(("D2",))
        yield run, i.TakeBackArrival(("D2",))
        yield run, i.TakeBackArrival(("D1",))
        if not run.state.rounds:
            run.do(i.OpenRound("all"))
    yield run, i.TakeBackRecusal("D1", "shuili")
    yield run, i.TakeBackRecusal("D2", "shuili")
    run.do(i.Issue("all", 2))
    yield run, i.TakeBackRecusal("D1", "shuili")


def rarely() -> Iterator[tuple[Run, Wish]]:
    """Yield what hardly comes about at random."""
    world = World(scheme_of())
    nobody = World(scheme_of(), officers={}, deputies=())
    yield Run(nobody), nobody.freeze()
    run = Run(world, world.freeze(), i.CheckIn(world.deputies), i.Recuse("D1", "shuili"))
    yield run, i.Recuse("D1", "shuili")
    run.do(i.OpenRound("all"))
    yield run, i.VoidRound("all", ("J9", "J3"), "重新来过")
    run.do(i.Issue("all", 1), i.Receive("all", ("1", "2")))
    yield run, i.CollectRound("all")
    run.do(i.Read("all", "J1", (("1", "shuili", "live", 0),)))
    yield run, i.Withdraw("all", ("1",))
    yield run, i.Withdraw("nowhere", ("1",))
    clearing = i.Clear("all", "J1", (("1", "shuili", "live"),))
    yield run, clearing
    run.do(i.Query("all", "1", "gaoyuan", "live", "J1", "涂改"))
    ruling = i.Rule("all", "1", "gaoyuan", "live", 1, ("J3", "J4"), "字迹可辨")
    yield run, ruling
    run.do(i.PauseRound("all"))
    yield run, i.Read("all", "J1", (("1", "shuili", "live", 0),))
    yield run, i.VoidSheet("all", "1", ("J3", "J4"), "票已撕毁")
    yield run, ruling
    yield run, clearing
    run.do(i.Withdraw("all", ("2",)), i.ExplainDifference("all", "taken", "有人未领", "J3"))
    yield run, i.CollectRound("all")
    run.do(i.CollectRound("all"))
    yield run, i.ExplainDifference("all", "taken", "四人未领", "J3")
    yield run, i.HandOver("all", "J1")
    grouped = World(scheme_of(groups=2))
    run = Run(grouped, grouped.freeze(), i.CheckIn(grouped.deputies), i.OpenRound("all"))
    run.do(i.Issue("all", 1))
    yield run, i.Receive("all", ("1", "1", ""), "g9")
    run = differing()
    yield run, i.Rule("all", "1", "gaoyuan", "live", 1, ("J3", "J4"), "字迹可辨")
    yield run, i.HandOver("all", "J1")
    yield run, i.Count()
    run = differing(hand_over=False).do(i.HandOver("all", "J1"))
    yield run, i.Read("all", "J1", (("1", "gaoyuan", "live", 1),))

    equal = World(scheme_of(verification="none"), units=("gaoyuan", "shuili", "yibao"))
    run = Run(equal, equal.freeze(), i.CheckIn(equal.deputies[:1]), i.OpenRound("all"))
    run.do(i.Issue("all", 1), i.Receive("all", ("1",)), i.CollectRound("all"))
    run.do(i.Read("all", "J1", tuple(("1", unit, "live", 1) for unit in equal.units)))
    run.do(i.HandOver("all", "J1"))
    yield run, i.Accept("all", "1", "", "", "J3", "确实如此")
    yield run, i.Accept("all", "1", "", "", "J1", "确实如此")
    yield from of_people()


def of_people() -> Iterator[tuple[Run, Wish]]:
    """Yield what hardly comes about of officers and units that come and go."""
    two = ("J3", "J4")
    world = World(scheme_of(rounds="unit"))
    run = Run(world, world.freeze(), i.CheckIn(world.deputies))
    yield run, i.Appoint("J1", "", "teller", ("J3", "J9"))
    yield run, i.Appoint("J 7", "张三", "teller", ("J3",))
    yield run, i.WithdrawUnit("nobody", two, "机构改革")
    yield Run(world), i.WithdrawUnit("gaoyuan", ("J9",), "")
    yield Run(world), i.Appoint("J7", "张三", "chief", two)
    yield run, i.WithdrawUnit("gaoyuan", ("J9",), "")
    yield run, i.WithdrawUnit("gaoyuan", two, "改革")
    yield run, i.WithdrawUnit("gaoyuan", two, "机构改革")
    yield run, i.Appoint("J7", "张三", "chief", two)
    run.do(i.WithdrawUnit("gaoyuan", two, "机构改革"), i.Appoint("J7", "张三", "chief", two))
    yield run, i.WithdrawUnit("gaoyuan", two, "机构改革")
    yield run, i.WithdrawUnit("shuili", two, "机构改革")
    yield run, i.OpenRound("gaoyuan")
    three = replace(world, units=("gaoyuan", "shuili", "yibao"))
    run = Run(three, three.freeze(), i.CheckIn(three.deputies), i.OpenRound("yibao"))
    yield run, i.OpenRound("shuili")
    yield run, i.WithdrawUnit("gaoyuan", two, "机构改革")
    yield run, i.Appoint("J8", "李四", "chief", two)
    begun = opened_with_one_sheet()
    yield begun, i.Read("all", "J3", (("1", "shuili", "live", 1),))
    both = differing(units=("gaoyuan", "shuili"))
    both.do(i.Read("all", "J3", (("1", "gaoyuan", "live", 2),), third=True))
    yield both, i.Read("all", "J4", (("1", "shuili", "live", 2),), third=True)
    run = counted()
    yield run, i.Appoint("J7", "张三", "chief", two)
    yield run.do(i.Certify(two)), i.Appoint("J7", "张三", "chief", two)
    yield few_are_left(), i.HandOver("all", "J4")


def opened_with_one_sheet() -> Run:
    """Return a meeting in which two have begun its only sheet."""
    world = World(scheme_of(), deputies=("D1",))
    run = Run(world, world.freeze(), i.CheckIn(("D1",)), i.OpenRound("all"), i.Issue("all", 1))
    run.do(i.Receive("all", ("1",)))
    return run.do(*(i.Read("all", by, (("1", "shuili", "live", 0),)) for by in ("J1", "J2")))


def counted() -> Run:
    """Return a meeting without a sheet that is counted."""
    world = World(scheme_of(), deputies=("D1",))
    run = Run(world, world.freeze(), i.CheckIn(("D1",)), i.OpenRound("all"), i.Issue("all", 0, 1))
    return run.do(i.CollectRound("all"), i.Count())


def few_are_left() -> Run:
    """Return a meeting in which J4 and J0 alone can still read sheet 2."""
    world = World(scheme_of())
    run = Run(world, world.freeze(), i.CheckIn(world.deputies[:3]), i.OpenRound("all"))
    run.do(i.Issue("all", 3), i.Receive("all", ("1", "2", "3")), i.CollectRound("all"))
    for number, readers in (("1", ("J1", "J2")), ("3", ("J3", "J4"))):
        for by in readers:
            run.do(i.Read("all", by, tuple((number, unit, "live", 1) for unit in world.units)))
    return run.do(*(i.HandOver("all", by) for by in ("J1", "J2", "J3")))


def differing(*, hand_over: bool = True, units: tuple[str, ...] = ("gaoyuan",)) -> Run:
    """Return a meeting in which a sheet was read twice, and differs under ``units``."""
    world = World(scheme_of(), deputies=("D1",))
    run = Run(world, world.freeze(), i.CheckIn(("D1",)), i.OpenRound("all"), i.Issue("all", 1))
    run.do(i.Receive("all", ("1",)), i.CollectRound("all"))
    for by, mark in (("J1", 0), ("J2", 1)):
        cells = tuple(("1", unit, "live", mark if unit in units else 0) for unit in world.units)
        run.do(i.Read("all", by, cells))
        if hand_over:
            run.do(i.HandOver("all", by))
    return run


# The transitions ----------------------------------------------------------------------------


@cache
def said() -> Found:
    """Return what the acts say; an act without a move leaves the meeting and rounds in place."""
    found = Found(set(), set(), {})
    for one in courses(ACTS):
        found.refused[one.name] = {*one.codes}
        found.phases.update((move.start, one.name, move.end) for move in one.moves)
        found.stages.update((move.start, one.name, move.end) for move in one.round_moves)
        if not one.moves and not one.round_moves:
            found.phases.update((phase, one.name, phase) for phase in one.phases)
            found.stages.update((stage, one.name, stage) for stage in one.stages)
    return found


def test_every_change_of_phase_that_is_found_is_said_and_the_other_way_round() -> None:
    written = said().phases
    of_rounds = {name for _, name, _ in said().stages} - {name for _, name, _ in written}
    found = {move for move in walk().phases if move[0] != move[2] or move[1] not in of_rounds}
    found -= {("open", "OpenRound", "open")}
    assert found == written


def test_every_change_of_stage_that_is_found_is_said_and_the_other_way_round() -> None:
    assert walk().stages - {("counted", "Correct", "counted")} == said().stages


@pytest.mark.parametrize("name", sorted(said().refused))
def test_what_refuses_a_wish_is_said_and_the_other_way_round(name: str) -> None:
    assert walk().refused[name] == said().refused[name]


def test_every_wish_has_an_act() -> None:
    there = {
        one.__name__ for one in vars(i).values() if isinstance(one, type) and issubclass(one, Wish)
    }
    assert {name.removesuffix(", third") for name in said().refused} == there


def test_the_walk_comes_through_every_phase_and_stage() -> None:
    assert {move[0] for move in walk().phases} == {
        "draft", "frozen", "open", "counted", "certified", "revealed",
    }  # fmt: skip
    assert {stage for move in walk().stages for stage in (move[0], move[2])} == {
        "waiting", "open", "paused", "collected", "counted", "void",
    }  # fmt: skip


def test_every_code_that_an_act_is_refused_with_has_a_sentence_and_no_other_is_there() -> None:
    assert {code for codes in said().refused.values() for code in codes} == sentences().keys()
