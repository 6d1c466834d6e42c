"""A table of marks, from the folder to the result: what it makes, and what it refuses whole."""

import csv
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.errors import HasProblems, Refused, errors_of
from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.session import Session
from scoring.live.taking_in import at_hand, left_out, to_the_result
from scoring.meeting import Forbidden, Meeting, decide_all
from scoring.meeting import acts as i
from scoring.meeting.act import apply_all
from scoring.meeting.replay_check import retraced
from scoring.meeting.verification import reconciliation
from scoring.meeting.wishes import Wish
from scoring.points import fixed_text
from scoring.ranked import rank
from scoring.report.meeting_steps import NOTHING, AtHand, next_step, phases
from scoring.report.not_done import not_done
from scoring.scheme import Procedure

UNITS = ("甲", "乙", "丙")
SCHEME = """\
schema = 1
id = "contest"
title = "比赛评分办法"
source = "示例"

[[component]]
id = "speech"
title = "评委平均分"
kind = "ballot"
points = 10
full = 10
scale = { start = 9, cap = 10, step = 0.01, floor = 0 }
drop = { low = 1, high = 1 }
GROUPS

[procedure]
"""
SIMPLE = 'ceremony = "simple"\n'
MARKS = (("9.10", "9.20", "9.30"), ("9.00", "弃权", "9.99"), ("8.88", "9.15", ""))


def write(path: Path, *rows: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def meeting(
    folder: Path,
    procedure: str = SIMPLE + 'ballot = "named"\n',
    marks: Sequence[Sequence[str]] = MARKS,
    *,
    groups: str = "",
    officers: int = 1,
) -> Path:
    """Make the folder of a contest: a judge for each row of ``marks``."""
    folder.mkdir()
    scheme = SCHEME.replace("GROUPS", groups) + procedure
    (folder / "rules.toml").write_text(scheme, encoding="utf-8")
    notice = 'title = "决赛"\nscheme = "rules.toml"\ndate = 2026-05-04\n'
    (folder / "meeting.toml").write_text(notice, encoding="utf-8")
    write(folder / "units.csv", ["id", "name"], *([f"u{n}", unit] for n, unit in enumerate(UNITS)))
    judges = [[f"P{n:02}", f"评委{n}"] for n in range(1, len(marks) + 1)]
    write(folder / "deputies.csv", ["id", "name"], *judges)
    people = [["J1", "主办", "secretary"], ["J2", "协办", "secretary"],
              ["J3", "监票甲", "scrutineer"], ["J4", "总监票", "chief"]]  # fmt: skip
    write(folder / "officers.csv", ["id", "name", "role"], *people[:officers])
    rows = [[name, *row] for (_, name), row in zip(judges, marks, strict=True)]
    write(folder / "ballots.csv", ["票号", *UNITS], *rows)
    return folder


def result_of(folder: Path, state: Meeting | None = None, by: str = "") -> Meeting:
    """Return the meeting after its table was taken in."""
    before = state or Meeting()
    return apply_all(before, decide_all(before, to_the_result(before, folder, by)).facts)


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(HasProblems) as refused:
        to_the_result(Meeting(), folder)
    return [str(one) for one in errors_of(refused.value.problems)]


def test_one_table_takes_a_simple_meeting_from_its_files_to_what_the_files_rank(
    tmp_path: Path,
) -> None:
    folder = meeting(tmp_path / "m")
    step = next_step(Meeting(), at_hand(read_meeting(folder)))
    assert step is not None
    assert (step.name, step.command) == ("take-in", "take-in DIR")
    state = result_of(folder)
    assert state.phase == "counted"
    signing = next_step(state)
    assert signing is not None
    assert signing.command == "certify DIR --as OFFICER"
    assert tuple(state.round("all").sheets) == ("P01", "P02", "P03")  # whoever gave it
    ranked = [(one.unit, one.total) for one in state.versions[-1].ranking]
    assert ranked == [(one.unit.id, _text(one.total.value)) for one in rank(folder).standing.units]
    certified = apply_all(state, decide_all(state, [i.Certify(("J1",)), i.RevealNext()]).facts)
    assert certified.versions[-1].shown == {ranked[-1][0]}


def _text(value: Fraction | None) -> str | None:
    return None if value is None else fixed_text(value, 2)


def test_a_simple_meeting_is_asked_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    state = result_of(meeting(tmp_path / "m"))
    assert state.attendance.present == frozenset()
    lines = {one.name.split("/")[0] for one in reconciliation(state, state.round("all"))}
    assert lines == {"ballots", "cells"}
    open_again = meeting(tmp_path / "n")
    frozen = decide_all(Meeting(), to_the_result(Meeting(), open_again)[:1]).facts
    before = apply_all(Meeting(), frozen)
    for refused, code in (
        (i.CheckIn(("P01",)), "checkin.none"),
        (i.Issue("all", 3), "round.stage"),
    ):
        with pytest.raises(Forbidden, match=code.replace(".", r"\.")):
            decide_all(before, [refused])
    opened = apply_all(before, decide_all(before, [i.OpenRound("all")]).facts)
    with pytest.raises(Forbidden, match=r"sheets\.none"):
        decide_all(opened, [i.Issue("all", 3)])


def test_a_table_with_faults_is_refused_whole_and_all_of_them_are_told(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m", marks=(("9.1", "11", "9.3"), ("x", "9.2", "9.555")))
    assert len(problems_of(folder)) == 3
    rows = ([who, "9", "9", "9"] for who in ("评委1", "路人", "P01"))
    write(folder / "ballots.csv", ["票号", *UNITS], *rows)
    assert [one.rpartition("[")[2] for one in problems_of(folder)] == [
        "ballots.judge]", "ballots.judge-twice]",
    ]  # fmt: skip


def test_without_its_table_the_next_step_is_the_freeze_and_then_the_keys(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m")
    frozen = decide_all(Meeting(), to_the_result(Meeting(), folder)[:1]).facts
    (folder / "ballots.csv").unlink()
    assert at_hand(read_meeting(folder)) == AtHand("", with_freezing=True)
    with pytest.raises(Refused):
        to_the_result(Meeting(), folder)
    state = apply_all(Meeting(), frozen)
    names = []
    for _ in range(9):
        step = next_step(state)
        assert step is not None
        names.append(step.name)
        if step.name == "certify":
            break
        attempt = state.round("all")
        ways: dict[str, Sequence[Wish]] = {
            "open": [i.OpenRound("all")],
            "enter": [
                i.Read("all", "J1", tuple((number, *spot, 900) for spot in attempt.spots))
                for number in attempt.sheets
            ][:2],
            "collect": [i.CollectRound("all")],
            "hand-over": [i.HandOver("all", "J1")],
            "count": [i.Count()],
        }
        wishes = ways[step.name]
        if step.name == "enter" and names.count("enter") == 2:  # one judge has not come
            wishes = [i.CollectRound("all")]
        state = apply_all(state, decide_all(state, wishes).facts)
    assert names == ["open", "enter", "enter", "hand-over", "count", "certify"]
    assert tuple(state.round("all").sheets) == ("P01", "P02")


def test_where_one_reading_is_enough_a_table_fills_the_sheets_that_were_counted_in(
    tmp_path: Path,
) -> None:
    folder = meeting(tmp_path / "m", 'verification = "none"\n', officers=4)
    assert at_hand(read_meeting(folder)) == AtHand("ballots.csv", with_freezing=False)
    with pytest.raises(Refused):
        to_the_result(Meeting(), folder, "J1")
    rows = (["1", *MARKS[0]], ["2", *MARKS[1]])
    write(folder / "ballots.csv", ["票号", *UNITS], *rows)
    frozen = apply_all(Meeting(), decide_all(Meeting(), [_freeze(folder)]).facts)
    held = (i.CheckIn(("P01", "P02")), i.OpenRound("all"), i.Issue("all", 2),
            i.Receive("all", ("1", "2")), i.CollectRound("all"))  # fmt: skip
    state = apply_all(frozen, decide_all(frozen, held).facts)
    step = next_step(state, at_hand(read_meeting(folder)))
    assert step is not None
    assert step.name == "take-in"
    taken = to_the_result(state, folder, "协办")
    assert [type(one) for one in taken] == [i.TakeIn]
    after = apply_all(state, decide_all(state, taken).facts)
    counting = next_step(after)
    assert counting is not None
    assert (counting.name, counting.stops) == ("count", ())
    with pytest.raises(Forbidden, match=r"taken\.read"):
        decide_all(after, to_the_result(after, folder, "J1"))


def _freeze(folder: Path) -> i.Freeze:
    return freezing(read_meeting(folder))


def test_two_readings_take_no_table_and_its_marks_are_told_before_freezing(tmp_path: Path) -> None:
    strict = read_meeting(meeting(tmp_path / "strict", "officers = 1\n"))
    assert at_hand(strict) == NOTHING
    assert [str(one) for one in left_out(strict)] == [
        "ballots.csv has marks, and freezing leaves them out"
    ]
    simple = read_meeting(meeting(tmp_path / "simple"))
    assert [str(one) for one in left_out(simple)] == [
        "ballots.csv has marks; they are not frozen but taken in"
    ]


def test_groups_come_from_the_table(tmp_path: Path) -> None:
    groups = "".join(
        f'\n[[component.group]]\nid = "{one}"\ntitle = "{one}组"\nweight = 1\n' for one in "ab"
    )
    folder = meeting(tmp_path / "m", SIMPLE, groups=groups)
    rows = [[f"{n}", "ab"[n % 2], *row] for n, row in enumerate(MARKS, 1)]
    write(folder / "ballots.csv", ["票号", "group", *UNITS], *rows)
    sheets = result_of(folder).round("all").sheets
    assert {number: one.group for number, one in sheets.items()} == {"1": "b", "2": "a", "3": "b"}


def test_who_takes_it_in_is_to_be_said_where_there_are_several(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m", officers=2)
    with pytest.raises(Refused):
        to_the_result(Meeting(), folder)
    state = result_of(folder, by="协办")
    assert state.round("all").handed_over == {"J2"}


def test_a_round_for_each_unit_is_opened_filled_and_closed_in_turn(tmp_path: Path) -> None:
    state = result_of(meeting(tmp_path / "m", SIMPLE + 'rounds = "unit"\n'))
    assert [one.stage for one in state.current()] == ["counted"] * 3
    assert len(state.versions[-1].ranking) == 3


def test_what_was_taken_in_is_corrected_and_verified_as_any_reading_is(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m")
    session = Session.create(folder, "1.0", lambda: "2026-05-04T10:00:00+08:00")
    try:
        session.do(*to_the_result(session.state, folder))
        session.do(i.Correct((("all", "P01", "u0", "speech", 950),), ("J1",), "评委当场更正"))
        assert len(session.state.versions) == 2
        facts = [entry.fact for entry in session.entries]
        assert list(retraced(facts)) == []
        forged = [
            i.BallotTaken("all", 1, one.number, one.group, one.by, (2000, *one.cells[1:]))
            if isinstance(one, i.BallotTaken) and one.number == "P02"
            else one
            for one in facts
        ]
        assert {one.code for one in retraced(forged)} >= {"verify.forbidden"}
    finally:
        session.close()


def test_two_thousand_ballots_are_taken_in_at_once_within_seconds(tmp_path: Path) -> None:
    folder = meeting(tmp_path / "m", SIMPLE, MARKS * 667)
    began = time.process_time()
    session = Session.create(folder, "1.0", lambda: "2026-05-04T10:00:00+08:00")
    try:
        session.do(*to_the_result(session.state, folder))
        assert len(session.state.round("all").sheets) == 2001
    finally:
        session.close()
    assert time.process_time() - began < 6


@pytest.mark.parametrize(
    ("procedure", "from_table", "left"),
    [
        ({}, False, 0),
        ({"ceremony": "simple"}, True, 5),
        ({"ceremony": "simple", "checkin": True}, False, 4),
        ({"officers": 1}, False, 1),
        ({"ceremony": "devices"}, None, 1),
    ],
)
def test_what_was_not_done_is_named(
    procedure: dict[str, object],
    from_table: bool | None,  # noqa: FBT001 - a parameter of the test
    left: int,
) -> None:
    held = Procedure.model_validate(procedure)
    assert len(not_done(held, from_table=from_table)) == left


def test_a_simple_meeting_stays_in_four_phases() -> None:
    assert phases(Procedure(ceremony="simple")) == ("draft", "counted", "certified", "revealed")
    assert len(phases(Procedure())) == 6
