"""Single laws of a meeting, each the shortest story that shows it."""

import pytest

from scoring.meeting import Forbidden, what_stops
from scoring.meeting import acts as f
from scoring.meeting import acts as i
from scoring.meeting.parts import RankedUnit
from scoring.meeting.replay_check import retraced
from scoring.meeting.results import computed
from scoring.meeting.verification import reconciliation, verified, warnings
from scoring.meeting.wishes import Wish
from tests.meeting.worlds import GIVEN, LEVELS, OFFICERS, Run, World, replayed, scheme_of

TWO = ("J3", "J4")


def opened(world: World, sheets: int = 2) -> Run:
    """Return a meeting whose round is open and whose sheets are in."""
    numbers = tuple(str(n) for n in range(1, sheets + 1))
    return Run(
        world,
        world.freeze(),
        i.CheckIn(world.deputies[:sheets]),
        i.OpenRound("all"),
        i.Issue("all", sheets),
        *([i.Receive("all", numbers, next(iter(world.groups), None))] if sheets else []),
    )


def keyed(by: str, sheet: str, *cells: int, spots: tuple[tuple[str, str], ...]) -> i.Read:
    return i.Read("all", by, tuple((sheet, *s, c) for s, c in zip(spots, cells, strict=True)))


def read(run: Run, marks: dict[str, dict[str, tuple[int, ...]]]) -> Run:
    """Collect the round, and let each reader key and hand over: sheet → reader → cells."""
    spots = run.world.spots("all")
    run.do(i.CollectRound("all"))
    for sheet, readings in marks.items():
        for by, cells in readings.items():
            run.do(keyed(by, sheet, *cells, spots=spots))
    for by in dict.fromkeys(by for readings in marks.values() for by in readings):
        run.do(i.HandOver("all", by))
    return run


def codes(run: Run, wanted: Wish) -> set[str]:
    return {refusal.code for refusal in what_stops(run.state, wanted)}


def plain_meeting() -> World:
    return World(scheme_of())


def six_officers() -> World:
    """Return a meeting in which one more may read a sheet than has to."""
    return World(scheme_of(), officers={**OFFICERS, "M1": "secretary"})


def differing(world: World | None = None) -> Run:
    """Return a meeting in which both cells of sheet 1 differ."""
    run = opened(world or plain_meeting(), 1)
    return read(run, {"1": {"J1": (0, 0), "J2": (1, 1)}})


def cell(value: int, spot: int = 0, by: str = "J0") -> i.Read:
    unit = ("gaoyuan", "shuili")[spot]
    return i.Read("all", by, (("1", unit, "live", value),), third=True)


# What the record keeps ----------------------------------------------------------------------


def test_levels_keep_their_order_in_the_record() -> None:
    run = opened(World(scheme_of({"worth": LEVELS})), 1)
    read(run, {"1": {"J1": (0, 2), "J2": (0, 2)}}).do(i.Count())
    again = computed(replayed(run.facts))
    assert [(one.unit.id, one.total.value) for one in again.units] == [
        (one.unit.id, one.total.value) for one in computed(run.state).units
    ]


def test_a_component_for_which_nobody_gave_a_figure_is_counted_from_the_record() -> None:
    run = opened(World(scheme_of(extra=[GIVEN])), 1)
    read(run, {"1": {"J1": (0, 1), "J2": (0, 1)}}).do(i.Count())
    first = run.state.versions[0].ranking[0]
    assert (first.unit, first.rank) == ("shuili", 1)


# Before the count ---------------------------------------------------------------------------


def test_sheets_that_are_in_keep_the_files_frozen_whatever_count_is_entered_later() -> None:
    run = opened(plain_meeting(), 1)
    run.do(i.Read("all", "J1", (("1", "gaoyuan", "live", 1),)), i.Issue("all", 0))
    assert "unfreeze.issued" in codes(run, i.Unfreeze(TWO, "要改文件"))


def test_an_explanation_is_of_the_difference_that_it_was_given_for() -> None:
    run = opened(plain_meeting(), 3)
    run.do(i.Withdraw("all", ("3",)), i.ExplainDifference("all", "returned", "一人带走", "J3"))
    assert codes(run, i.CollectRound("all")) == set()
    run.do(i.Withdraw("all", ("2",)))
    assert codes(run, i.CollectRound("all")) == {"round.unreconciled"}


def test_what_was_ruled_stays_on_its_sheet() -> None:
    run = opened(plain_meeting(), 1)
    run.do(i.Query("all", "1", "gaoyuan", "live", "J1", "涂改"))
    run.do(i.Rule("all", "1", "gaoyuan", "live", 1, TWO, "字迹可辨"))
    assert codes(run, i.Withdraw("all", ("1",)))


def test_a_sheet_voided_by_two_officers_is_not_withdrawn_by_anybody() -> None:
    run = opened(plain_meeting(), 1).do(i.VoidSheet("all", "1", TWO, "票已撕毁"))
    assert codes(run, i.Withdraw("all", ("1",)))


# Reading ------------------------------------------------------------------------------------


def test_nobody_agrees_with_himself() -> None:
    run = opened(plain_meeting(), 1).do(i.CollectRound("all"))
    for _ in range(2):
        run.do(keyed("J1", "1", 0, 0, spots=run.world.spots("all")))
    run.do(i.HandOver("all", "J1"))
    assert codes(run, i.Count()) == {"round.unread"}


def test_the_third_reading_is_by_a_third_person() -> None:
    run = differing()
    assert codes(run, cell(0, by="J1")) == codes(run, cell(0, by="J2")) == {"read.twice"}


def test_a_third_reading_is_of_each_cell_once_also_within_one_entry() -> None:
    run = differing()
    twice = i.Read(
        "all", "J0", tuple(("1", "gaoyuan", "live", mark) for mark in (0, 2)), third=True
    )
    assert codes(run, twice) == {"read.not-open"}


def test_who_read_any_cell_of_a_sheet_rules_none_of_it() -> None:
    run = differing(six_officers()).do(cell(2, 0, by="J3"), cell(2, 1, by="J0"))
    assert codes(run, i.Rule("all", "1", "shuili", "live", 1, TWO, "字迹可辨")) == {
        "officer.read-it"
    }


def test_who_read_a_sheet_a_third_time_does_not_void_it() -> None:
    run = differing().do(cell(2, 0, by="J3"))
    assert codes(run, i.VoidSheet("all", "1", TWO, "无法辨认")) == {"officer.read-it"}


def test_a_ruling_takes_two_who_did_not_read_and_a_reason() -> None:
    run = differing().do(cell(2, 0, by="J0"))
    assert codes(run, i.Rule("all", "1", "gaoyuan", "live", 1, ("J3", "J3"), " ")) == {
        "officer.second",
        "reason.missing",
    }
    run.do(i.Rule("all", "1", "gaoyuan", "live", 1, TWO, "字迹可辨"))


def test_a_lone_secretary_gets_through_a_query() -> None:
    alone = World(scheme_of(verification="none", officers=1), officers={"M1": "secretary"})
    run = read(opened(alone, 1), {"1": {"M1": (0, 1)}})
    run.do(i.Query("all", "1", "gaoyuan", "live", "M1", "字迹不清"))
    run.do(i.Rule("all", "1", "gaoyuan", "live", 1, ("M1",), "已经核对"), i.Count())
    run.do(i.Certify(("M1",)), i.Reveal())
    assert run.state.versions[0].revealed


def test_a_sheet_that_somebody_began_and_left_can_be_read_to_its_end_by_others() -> None:
    run = opened(six_officers(), 1).do(i.CollectRound("all"))
    run.do(i.Read("all", "J1", (("1", "gaoyuan", "live", 0),)))
    for by in ("J2", "J3"):
        run.do(keyed(by, "1", 0, 0, spots=run.world.spots("all")), i.HandOver("all", by))
    assert codes(run, i.Count()) == set()


# Attempts -----------------------------------------------------------------------------------


def test_a_voided_attempt_is_not_verified_because_the_next_one_is() -> None:
    run = differing()
    run.do(i.VoidRound("all", TWO, "重新来过"), i.OpenRound("all"), i.Issue("all", 0, 1))
    run.do(i.CollectRound("all"))
    first = run.state.rounds["all", 1]
    assert not verified(run.state, first)
    assert not any(one.name.startswith("cells/") for one in reconciliation(run.state, first))


def test_a_reading_of_a_voided_attempt_is_no_reading_of_the_next() -> None:
    run = differing().do(i.VoidRound("all", TWO, "重新来过"), i.OpenRound("all"))
    run.do(i.Issue("all", 1), i.Receive("all", ("1",)), i.CollectRound("all"))
    assert not run.state.round("all").sheets["1"].readings
    assert run.state.rounds["all", 1].sheets["1"].readings.keys() == {"J1", "J2"}
    assert codes(run, i.Count()) == {"round.unread"}


# Warnings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("criteria", [1, 2])
def test_a_sheet_of_equal_marks_is_warned_of(criteria: int) -> None:
    world = World(scheme_of(criteria=criteria), units=("gaoyuan", "shuili", "yibao"))
    same = (1,) * len(world.spots("all"))
    run = read(opened(world, 1), {"1": {"J1": same, "J2": same}})
    told = warnings(run.state, run.state.round("all"))
    assert [(one.cause, one.sheet) for one in told] == [("all-equal", "1")]


def accepted() -> Run:
    world = World(scheme_of(), units=("gaoyuan", "shuili", "yibao"))
    run = read(opened(world, 1), {"1": {"J1": (1, 1, 1), "J2": (1, 1, 1)}})
    return run.do(i.Accept("all", "1", "", "", "J3", "确实如此"))


def test_an_acceptance_falls_away_when_the_sheet_is_voided() -> None:
    run = accepted().do(i.VoidSheet("all", "1", TWO, "票已撕毁"))
    assert not run.state.round("all").sheets["1"].accepted


def test_an_acceptance_falls_away_when_a_cell_is_corrected() -> None:
    run = accepted().do(i.Count(), i.Correct((("all", "1", "yibao", "live", 0),), TWO, "录入有误"))
    assert not run.state.round("all").sheets["1"].accepted


# Results ------------------------------------------------------------------------------------


def counted() -> Run:
    run = opened(plain_meeting(), 2)
    marks: dict[str, tuple[int, ...]] = {"J1": (0, 1), "J2": (0, 1)}
    return read(run, {"1": marks, "2": marks}).do(i.Count())


def test_until_the_next_version_is_revealed_the_last_one_is_what_is_shown() -> None:
    run = counted().do(i.Certify(TWO), i.Reveal())
    run.do(i.Correct((("all", "1", "gaoyuan", "live", 2),), TWO, "录入有误"))
    assert [one.revealed for one in run.state.versions] == [True, False]
    assert codes(run, i.Reveal()) == {"state.phase"}
    run.do(i.Certify(TWO), i.Reveal())
    assert [one.revealed for one in run.state.versions] == [True, True]


def test_the_places_are_revealed_from_the_last_to_the_first() -> None:
    run = counted().do(i.Certify(TWO))
    ranking = [one.unit for one in run.state.versions[0].ranking]
    assert ranking == ["shuili", "gaoyuan"]
    run.do(i.RevealNext())
    assert run.state.phase == "certified"
    assert run.state.versions[0].shown == {"gaoyuan"}
    run.do(i.RevealNext())
    assert not run.state.versions[0].hidden
    assert run.state.versions[0].revealed
    assert list(retraced(run.facts)) == []


def test_what_was_revealed_singly_may_be_revealed_whole_and_is_hidden_by_a_correction() -> None:
    run = counted().do(i.Certify(TWO), i.RevealNext())
    whole = Run(run.world)
    whole.state, whole.facts = run.state, [*run.facts]
    whole.do(i.Reveal())
    assert list(retraced(whole.facts)) == []
    run.do(i.Correct((("all", "1", "gaoyuan", "live", 2),), TWO, "录入有误"))
    assert not run.state.versions[-1].shown
    assert len(run.state.versions[-1].hidden) == len(run.world.units)


def test_a_void_sheet_is_not_zero() -> None:
    run = opened(plain_meeting(), 2).do(i.VoidSheet("all", "2", TWO, "票已撕毁"))
    read(run, {"1": {"J1": (0, 1), "J2": (0, 1)}}).do(i.Count())
    assert run.state.versions[0].ranking == (
        RankedUnit("shuili", 1, "70.00"),
        RankedUnit("gaoyuan", 2, "60.00"),
    )


def test_the_same_facts_are_found_allowed_when_they_are_gone_over() -> None:
    run = counted().do(i.Certify(TWO), i.Reveal())
    run.do(i.Correct((("all", "1", "gaoyuan", "live", 2),), TWO, "录入有误"))
    assert list(retraced(run.facts)) == []
    assert list(retraced([one for one in run.facts if not isinstance(one, f.Certified)]))


# Everything at once -------------------------------------------------------------------------


def test_every_condition_is_named_and_each_once() -> None:
    run = Run(plain_meeting())
    for wanted in (i.OpenRound("all"), i.Count(), i.CollectRound("all")):
        with pytest.raises(Forbidden) as stopped:
            run.do(wanted)
        told = [(refusal.code, str(refusal.message)) for refusal in stopped.value.refusals]
        assert len(told) == len(set(told))


# Told apart from what looks alike -----------------------------------------------------------


def test_more_sheets_than_were_issued_are_never_collected_whatever_is_explained() -> None:
    run = opened(plain_meeting(), 1).do(i.Receive("all", ("2",)))
    run.do(i.ExplainDifference("all", "returned", "多出一张", "J3"))
    assert codes(run, i.CollectRound("all")) == {"round.too-many"}


def test_a_quorum_is_more_than_its_share() -> None:
    world = World(scheme_of(quorum="1/2"), deputies=("D1", "D2", "D3", "D4"))
    run = Run(world, world.freeze(), i.CheckIn(("D1", "D2")))
    assert codes(run, i.OpenRound("all")) == {"round.quorum"}
    run.do(i.CheckIn(("D3",)), i.OpenRound("all"))


def test_nothing_is_counted_while_a_query_is_open() -> None:
    run = read(opened(plain_meeting(), 1), {"1": {"J1": (0, 1), "J2": (0, 1)}})
    run.do(i.Query("all", "1", "gaoyuan", "live", "J1", "字迹不清"))
    assert codes(run, i.Count()) == {"round.differences"}


def test_a_correction_takes_two() -> None:
    wanted = i.Correct((("all", "1", "gaoyuan", "live", 2),), ("J3", "J3"), "录入有误")
    assert codes(counted(), wanted) == {"officer.second"}


def test_several_cells_are_corrected_as_one_version() -> None:
    run = counted()
    cells = (("all", "1", "gaoyuan", "live", 2), ("all", "2", "shuili", "live", 0))
    run.do(i.Correct(cells, TWO, "录入有误"))
    assert len(run.state.versions) == 2
    assert run.state.versions[-1].ranking == (
        RankedUnit("gaoyuan", 1, "70.00"),
        RankedUnit("shuili", 2, "65.00"),
    )
    assert list(retraced(run.facts)) == []
    for number in range(len(run.facts) - 5, len(run.facts)):
        assert list(retraced(run.facts[:number] + run.facts[number + 1 :]))


def test_a_correction_names_each_cell_once() -> None:
    cell = ("all", "1", "gaoyuan", "live", 2)
    assert codes(counted(), i.Correct((cell, cell), TWO, "录入有误")) == {"correct.twice"}
    assert codes(counted(), i.Correct((), TWO, "录入有误")) == {"correct.nothing"}


# Taking back what was read ------------------------------------------------------------------


def test_a_cell_that_was_taken_back_is_not_read_and_the_record_knows_it() -> None:
    run = opened(plain_meeting(), 1)
    run.do(i.Read("all", "J1", (("1", "gaoyuan", "live", 1), ("1", "shuili", "live", 1))))
    run.do(i.Clear("all", "J1", (("1", "gaoyuan", "live"),)))
    assert run.state.round("all").sheets["1"].readings == {"J1": {("shuili", "live"): 1}}
    assert [fact.kind for fact in run.facts[-2:]] == ["cell-read", "cell-cleared"]
    run.do(i.CollectRound("all"))
    assert codes(run, i.HandOver("all", "J1")) == {"handover.unfinished"}
    assert list(retraced(run.facts)) == []


def test_nobody_takes_back_what_another_read() -> None:
    run = opened(plain_meeting(), 1).do(i.Read("all", "J1", (("1", "gaoyuan", "live", 1),)))
    assert codes(run, i.Clear("all", "J2", (("1", "gaoyuan", "live"),))) == {"clear.nothing"}


def test_who_took_everything_back_hands_nothing_over_and_has_seen_the_sheet() -> None:
    run = opened(six_officers(), 1).do(i.Read("all", "J3", (("1", "gaoyuan", "live", 1),)))
    run.do(i.Clear("all", "J3", (("1", "gaoyuan", "live"),)))
    read(run, {"1": {"J1": (0, 1), "J2": (0, 1)}})
    assert codes(run, i.HandOver("all", "J3")) == {"handover.nothing"}
    assert codes(run, i.VoidSheet("all", "1", TWO, "票已撕毁")) == {"officer.read-it"}
    run.do(i.Count())


def test_what_was_handed_over_is_not_taken_back() -> None:
    run = read(opened(plain_meeting(), 1), {"1": {"J1": (0, 1), "J2": (0, 1)}})
    assert codes(run, i.Clear("all", "J1", (("1", "gaoyuan", "live"),))) == {"read.handed-over"}
