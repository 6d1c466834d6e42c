"""docs/transitions.md against the program: what a walk finds is written, and what is written found.

The walk plays meetings at random, always the same ones, and in every phase and stage that it comes
to lets somebody want everything there is.
"""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

import pytest

from scoring.meeting import Forbidden, Meeting, decide
from scoring.meeting import acts as f
from scoring.meeting import acts as i
from scoring.meeting.wishes import OfRound, Wish
from tests.docs.pages import rows, spans, text_of
from tests.meeting.model import Model
from tests.meeting.steps import next_step, slips
from tests.meeting.wishes import Wisher
from tests.meeting.worlds import Run, World, scheme_of
from tests.sources import sources_of

ENGLISH, CHINESE = "docs/transitions.md", "docs/transitions.zh-CN.md"
SECTIONS = ("meeting", "round", "neither", "facts", "refusals")

WORLDS = (
    World(scheme_of(quorum="1/2"), seed=1),
    World(scheme_of(groups=2, criteria=2), seed=2, deputies=("D1", "D2", "D3")),
    World(scheme_of(rounds="unit", officers=1), seed=3),
    World(scheme_of(verification="none"), units=("gaoyuan", "shuili", "yibao"), seed=4),
)
VISITS, WISHES, STEPS, SEEDS = 12, 40, 60, 12

Move = tuple[str, str, str]


class Found(NamedTuple):
    """What a walk has found."""

    phases: set[Move]
    """From, wish, to."""
    stages: set[Move]
    refused: dict[str, set[str]]
    """By wish: codes."""


def tables(page: str) -> dict[str, list[list[str]]]:
    """Return the rows of each table of a page, without its heading."""
    parts = re.split(r"^## .*$", text_of(page), flags=re.MULTILINE)[1:]
    return {name: rows(part)[1:] for name, part in zip(SECTIONS, parts, strict=True)}


def name_of(wanted: Wish) -> str:
    third = isinstance(wanted, i.Read) and wanted.third
    return f"{type(wanted).__name__}, third" if third else type(wanted).__name__


def bare(cell: str) -> str:
    return cell.strip("`")


# The walk -----------------------------------------------------------------------------------


@cache
def walk() -> Found:
    found = Found(set(), set(), defaultdict(set))
    visits: Counter[tuple[object, ...]] = Counter()
    for world in WORLDS:
        for seed in range(SEEDS):
            _walk(world, Random(seed), found, visits)
    for run, wanted in rarely():
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


def rarely() -> Iterator[tuple[Run, Wish]]:
    """Yield what hardly comes about at random."""
    world = World(scheme_of())
    nobody = World(scheme_of(), officers={}, deputies=())
    yield Run(nobody), nobody.freeze()
    run = Run(world, world.freeze(), i.CheckIn(world.deputies), i.Recuse("D1", "shuili"))
    yield run, i.Recuse("D1", "shuili")
    run.do(i.OpenRound("all"))
    yield run, i.VoidRound("all", ("J9", "J3"), "重来")
    run.do(i.Issue("all", 1), i.Receive("all", ("1", "2")))
    yield run, i.CollectRound("all")
    run.do(i.Read("all", "J1", (("1", "shuili", "live", 0),)))
    yield run, i.Withdraw("all", ("1",))
    yield run, i.Withdraw("nowhere", ("1",))
    clearing = i.Clear("all", "J1", (("1", "shuili", "live"),))
    yield run, clearing
    run.do(i.Query("all", "1", "gaoyuan", "live", "J1", "涂改"))
    ruling = i.Rule("all", "1", "gaoyuan", "live", 1, ("J3", "J4"), "可辨")
    yield run, ruling
    run.do(i.PauseRound("all"))
    yield run, ruling
    yield run, clearing
    run.do(i.Withdraw("all", ("2",)), i.ExplainDifference("all", "taken", "未领", "J3"))
    yield run, i.CollectRound("all")
    run.do(i.CollectRound("all"))
    yield run, i.ExplainDifference("all", "taken", "四人未领", "J3")
    yield run, i.HandOver("all", "J1")
    grouped = World(scheme_of(groups=2))
    run = Run(grouped, grouped.freeze(), i.CheckIn(grouped.deputies), i.OpenRound("all"))
    run.do(i.Issue("all", 1))
    yield run, i.Receive("all", ("1", "1", ""), "g9")
    run = differing()
    yield run, i.Rule("all", "1", "gaoyuan", "live", 1, ("J3", "J4"), "可辨")
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


def differing(*, hand_over: bool = True) -> Run:
    """Return a meeting in which a sheet was read twice, one cell of it otherwise."""
    world = World(scheme_of(), deputies=("D1",))
    run = Run(world, world.freeze(), i.CheckIn(("D1",)), i.OpenRound("all"), i.Issue("all", 1))
    run.do(i.Receive("all", ("1",)), i.CollectRound("all"))
    for by, mark in (("J1", 0), ("J2", 1)):
        cells = tuple(("1", unit, "live", mark if unit == "gaoyuan" else 0) for unit in world.units)
        run.do(i.Read("all", by, cells))
        if hand_over:
            run.do(i.HandOver("all", by))
    return run


# The transitions ----------------------------------------------------------------------------


def documented() -> Found:
    page = tables(ENGLISH)
    moves = {
        name: {(bare(one[0]), bare(one[1]), bare(one[2])) for one in page[name]}
        for name in ("meeting", "round")
    }
    refused: dict[str, set[str]] = defaultdict(set)
    for table in ("meeting", "round"):
        for row in page[table]:
            refused[bare(row[1])] |= set(spans(row[4]))
    for row in page["neither"]:
        refused[bare(row[0])] |= set(spans(row[4]))
        moves["meeting"] |= {(phase, bare(row[0]), phase) for phase in spans(row[1])}
        moves["round"] |= {(stage, bare(row[0]), stage) for stage in spans(row[2])}
    return Found(moves["meeting"], moves["round"], refused)


def test_every_change_of_phase_that_is_found_is_written_and_the_other_way_round() -> None:
    written = documented().phases
    of_rounds = {name for _, name, _ in documented().stages} - {name for _, name, _ in written}
    found = {move for move in walk().phases if move[0] != move[2] or move[1] not in of_rounds}
    found -= {("open", "OpenRound", "open")}
    assert found == written


def test_every_change_of_stage_that_is_found_is_written_and_the_other_way_round() -> None:
    assert walk().stages - {("counted", "Correct", "counted")} == documented().stages


@pytest.mark.parametrize("name", sorted(documented().refused))
def test_what_refuses_an_intention_is_written_and_the_other_way_round(name: str) -> None:
    assert walk().refused[name] == documented().refused[name]


def test_every_intention_is_written() -> None:
    there = {
        one.__name__ for one in vars(i).values() if isinstance(one, type) and issubclass(one, Wish)
    } - {"Wish", "OfRound", "OfCell"}
    assert {name.removesuffix(", third") for name in documented().refused} == there


def test_the_walk_comes_through_every_phase_and_stage() -> None:
    assert {move[0] for move in walk().phases} == {
        "draft", "frozen", "open", "counted", "certified", "revealed",
    }  # fmt: skip
    assert {stage for move in walk().stages for stage in (move[0], move[2])} == {
        "waiting", "open", "paused", "collected", "counted", "void",
    }  # fmt: skip


# The facts and the refusals -----------------------------------------------------------------


def test_every_fact_is_written_and_no_other() -> None:
    assert [[bare(row[0]), row[1], row[2]] for row in tables(ENGLISH)["facts"]] == [
        [kind, "readings" if fact.restricted else "events", "yes" if fact.changes_state else ""]
        for kind, fact in f.ACTS.kinds.items()
    ]


def refusals() -> set[tuple[str, str]]:
    """Return the code and the sentence of every refusal in the source of the meeting."""
    found = set()
    for name, text in sources_of("scoring").items():
        if not name.startswith("scoring.meeting") or name.endswith("typed_words"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refusal":
                code, sentence = node.args
                assert isinstance(sentence, ast.Call)
                found.add((ast.literal_eval(code), ast.literal_eval(sentence.args[0])))
    return found


def test_every_refusal_is_written_with_its_sentence_and_no_other() -> None:
    written = {(bare(code), sentence) for code, sentence in tables(ENGLISH)["refusals"]}
    assert written == refusals()
    assert {code for codes in documented().refused.values() for code in codes} == {
        code for code, _ in written
    }


def test_the_chinese_page_says_the_same() -> None:
    english, chinese = tables(ENGLISH), tables(CHINESE)
    for name in SECTIONS:
        assert [spans(" ".join(row)) for row in chinese[name] if name != "facts"] == [
            spans(" ".join(row)) for row in english[name] if name != "facts"
        ]
    assert [row[:2] for row in chinese["facts"]] == [row[:2] for row in english["facts"]]
    assert [bool(row[2]) for row in chinese["facts"]] == [bool(row[2]) for row in english["facts"]]
