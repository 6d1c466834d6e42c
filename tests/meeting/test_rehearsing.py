"""Made-up people and sheets: legal under every scheme, the same again, and never in earnest."""

from dataclasses import replace

import pytest

from scoring.ballots import Absence, Marking
from scoring.files.library import shipped
from scoring.files.schemefile import read_scheme
from scoring.meeting import Forbidden, Meeting, apply, apply_all, decide, rehearsal
from scoring.meeting.acts import Count, Created, Read
from scoring.meeting.deciding import what_stops
from scoring.meeting.facts import Fact
from scoring.meeting.reconciliation import unsettled
from scoring.meeting.rehearsal import made_up, made_up_to_the_readings
from scoring.meeting.state import Rules
from scoring.meeting.verification import missing_readings, open_cells, reconciliation
from scoring.meeting.wishes import Wish
from scoring.report.meeting_steps import next_step
from scoring.roster import Deputy, Officer, Roster, Unit
from scoring.scheme import Ballot, Scheme

UNITS = tuple(Unit(f"u{n}", f"单位{n}") for n in range(1, 8))
OFFICERS = (
    Officer("Z", "周", "secretary"), Officer("J1", "甲", "teller"), Officer("J2", "乙", "teller"),
    Officer("J3", "丙", "scrutineer"), Officer("J4", "丁", "scrutineer"),
)  # fmt: skip


def shipped_scheme(name: str) -> Scheme:
    scheme = read_scheme(shipped()[name], name).scheme
    assert scheme is not None
    return scheme


WITH_BALLOTS = [name for name in shipped() if shipped_scheme(name).of_kind(Ballot)]


def rehearsed(scheme: Scheme, deputies: int = 40, *, real: bool = False) -> Meeting:
    groups = [group.id for part in scheme.of_kind(Ballot) for group in part.groups]
    people = tuple(
        Deputy(f"D{n}", f"代表{n}", group=groups[n % len(groups)] if groups else None)
        for n in range(deputies)
    )
    rules = Rules("评议", scheme, "00" * 32, Roster(UNITS, people, OFFICERS))
    state = apply(Meeting(), Created("test", rehearsal=not real))
    return replace(state, phase="frozen", rules=rules)


def after(state: Meeting, wanted: tuple[Wish, ...]) -> Meeting:
    for wish in wanted:
        for fact in decide(state, wish).facts:
            state = apply(state, fact)
    return state


@pytest.mark.parametrize("seed", ["a", "b", "演练"])
@pytest.mark.parametrize("name", WITH_BALLOTS)
def test_made_up_sheets_are_legal_and_complete_under_every_shipped_scheme(
    name: str, seed: str
) -> None:
    state = rehearsed(shipped_scheme(name))
    ended = after(state, made_up_to_the_readings(state, seed))
    rounds = [one for one in ended.current() if one.stage != "waiting"]
    assert rounds
    for one in rounds:
        assert one.stage == "collected"
        assert not missing_readings(ended, one)
        assert not list(unsettled(reconciliation(ended, one)))
        if ended.frozen.scheme.procedure.sheets:
            assert len(one.sheets) == len(ended.attendance.present) - 1
        else:
            assert len(one.sheets) == len(ended.frozen.roster.deputies)
    step = next_step(ended)
    assert step is not None
    assert step.name in {"third", "count"}


def test_there_is_always_something_to_practise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "SLIPS", 10**12)  # nobody misreads anything by chance
    state = rehearsed(shipped_scheme("hunan-2020"), 60)
    ended = after(state, made_up_to_the_readings(state, "seed"))
    assert [len(open_cells(ended, one)) for one in ended.current()] == [1]


@pytest.mark.parametrize("name", WITH_BALLOTS)
def test_two_readings_differ_in_a_few_cells_and_some_hold_no_mark(name: str) -> None:
    scheme = shipped_scheme(name)
    state = rehearsed(scheme, 60)
    ended = after(state, made_up_to_the_readings(state, "seed"))
    [*rounds] = (one for one in ended.current() if one.sheets)
    cells = sum(len(one.sheets) * len(one.spots) for one in rounds)
    differing = sum(len(open_cells(ended, one)) for one in rounds)
    if scheme.procedure.verification == "double":
        assert 1 <= differing <= cells / 40
    found = {
        cell
        for one in rounds
        for sheet in one.sheets.values()
        for read in sheet.readings.values()
        for cell in read.values()
    }
    assert {Absence.BLANK, Absence.VOID} <= found
    void = [
        sheet
        for one in rounds
        for sheet in one.sheets.values()
        if {Absence.VOID} == {c for read in sheet.readings.values() for c in read.values()}
    ]
    if scheme.procedure.rounds == "all":
        assert len(void) == 1
    marks = Marking(scheme.of_kind(Ballot)[0])
    assert len({cell for cell in found if cell >= 0}) >= min(3, marks.count)


def test_the_same_seed_makes_up_the_same_and_another_something_else() -> None:
    state = rehearsed(shipped_scheme("hunan-2020"))
    once, again, other = (made_up_to_the_readings(state, seed) for seed in ("a", "a", "b"))
    assert once == again
    assert once != other


def test_a_real_meeting_is_refused_whatever_its_state() -> None:
    real = rehearsed(shipped_scheme("hunan-2020"), real=True)
    copy = rehearsed(shipped_scheme("hunan-2020"))
    states = [Meeting(), real]
    while step := made_up(copy, "seed"):
        copy = after(copy, step)
        states.append(replace(copy, rehearsal=False))
    assert len(states) == 8
    for state in states:
        with pytest.raises(Forbidden, match=r"rehearsal\.real"):
            made_up(state, "seed")
        with pytest.raises(Forbidden, match=r"rehearsal\.real"):
            made_up_to_the_readings(state, "seed")


def test_what_somebody_has_keyed_is_kept_and_the_other_reading_agrees_with_it() -> None:
    state = rehearsed(shipped_scheme("hunan-2020"), 8)
    while next_step(state).name != "enter":  # type: ignore[union-attr]  # there is one
        state = after(state, made_up(state, "seed"))
    [round_] = state.current()
    first, second = round_.spots[:2]
    state = after(state, (Read("all", "J2", (("001", *first, 3), ("001", *second, 4))),))
    ended = after(state, made_up(state, "seed"))
    readings = ended.round("all").sheets["001"].readings
    assert (readings["J2"][first], readings["J2"][second]) == (3, 4)
    assert set(readings) == {"J1", "J2"}
    assert ended.round("all").handed_over == {"J1", "J2"}


@pytest.mark.parametrize("name", WITH_BALLOTS)
def test_facts_taken_in_together_make_the_same_state_as_one_after_the_other(name: str) -> None:
    alone = state = rehearsed(shipped_scheme(name))
    facts: list[Fact] = []
    for wish in made_up_to_the_readings(state, "seed"):
        for fact in decide(alone, wish).facts:
            alone = apply(alone, fact)
            facts.append(fact)
    assert apply_all(state, facts) == alone
    assert any(sheet.readings for one in alone.current() for sheet in one.sheets.values())


def test_from_the_third_reading_on_nothing_is_made_up() -> None:
    state = rehearsed(shipped_scheme("hunan-2020"), 60)
    ended = after(state, made_up_to_the_readings(state, "seed"))
    assert what_stops(ended, Count())
    assert made_up(ended, "seed") == ()
    assert made_up(replace(ended, phase="counted"), "seed") == ()
    assert made_up(apply(Meeting(), Created("test", rehearsal=True)), "seed") == ()
