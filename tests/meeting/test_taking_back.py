"""What was noted of somebody by mistake is taken back: they are as they were before it."""

from typing import NamedTuple

import pytest

from scoring.meeting import acts as i
from scoring.meeting.deciding import decide
from scoring.meeting.refusals import Forbidden
from scoring.meeting.replay_check import retraced
from scoring.meeting.wishes import Wish
from scoring.meeting.words import NOBODY_CALLED, everything_told
from tests.meeting.worlds import Run, World, scheme_of

WORLD = World(scheme_of())


class Standing(NamedTuple):
    """Where D1 stands."""

    present: bool = False
    left: bool = False
    late: bool = False


def begun(*wishes: Wish) -> Run:
    """Return a meeting in which D2 is there, so that a round may be opened."""
    return Run(WORLD, WORLD.freeze(), i.CheckIn(("D2",)), *wishes)


def standing(run: Run) -> Standing:
    there = run.state.attendance
    return Standing("D1" in there.present, "D1" in there.left, "D1" in there.late)


ARRIVES, LEAVES, OPENS = i.CheckIn(("D1",)), i.Leave(("D1",)), i.OpenRound("all")


@pytest.mark.parametrize(
    "before",
    [
        (),
        (OPENS,),
        (ARRIVES, LEAVES),
        (ARRIVES, LEAVES, OPENS),
        (ARRIVES, LEAVES, OPENS, ARRIVES, LEAVES),
    ],
)
def test_whose_arrival_is_taken_back_is_as_before_it(before: tuple[Wish, ...]) -> None:
    run = begun(*before)
    was = standing(run)
    run.do(ARRIVES, i.TakeBackArrival(("D1",)))
    assert standing(run) == was
    assert was.left == (LEAVES in before)


@pytest.mark.parametrize("before", [(ARRIVES,), (ARRIVES, OPENS), (OPENS, ARRIVES)])
def test_whose_departure_is_taken_back_is_as_before_it(before: tuple[Wish, ...]) -> None:
    run = begun(*before)
    was = standing(run)
    run.do(LEAVES, i.TakeBackDeparture(("D1",)))
    assert standing(run) == was
    assert was.present


def test_everything_may_be_taken_back_to_the_beginning() -> None:
    run = begun(ARRIVES, LEAVES, ARRIVES, i.TakeBackArrival(("D1",)),
                i.TakeBackDeparture(("D1",)), i.TakeBackArrival(("D1",)))  # fmt: skip
    assert standing(run) == Standing()
    with pytest.raises(Forbidden, match="is not checked in"):
        decide(run.state, i.TakeBackArrival(("D1",)))
    with pytest.raises(Forbidden, match="is not noted as gone"):
        decide(run.state, i.TakeBackDeparture(("D1",)))


def test_a_recusal_is_taken_back_until_sheets_are_issued() -> None:
    run = begun(ARRIVES, i.Recuse("D1", "shuili"), i.TakeBackRecusal("D1", "shuili"))
    assert not run.state.attendance.recused
    run.do(i.Recuse("D1", "shuili"), OPENS, i.Issue("all", 1))
    with pytest.raises(Forbidden, match="have been issued"):
        decide(run.state, i.TakeBackRecusal("D1", "shuili"))


def test_what_was_taken_back_is_told_by_its_count_and_decided_again_from_the_record() -> None:
    run = begun(i.CheckIn(("D1", "D3")), i.TakeBackArrival(("D1", "D3")), ARRIVES, LEAVES,
                i.TakeBackDeparture(("D1",)))  # fmt: skip
    told = [str(one) for one in everything_told(run.facts, NOBODY_CALLED)]
    assert told[-4:] == ["2 check-ins taken back", "1 deputies checked in", "1 deputies left",
                         "1 departures taken back"]  # fmt: skip
    assert not list(retraced(run.facts))
