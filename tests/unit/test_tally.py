"""Counting cells: what was found, and what counts."""

from collections.abc import Mapping, Sequence

import pytest

from scoring.ballots import Absence, Ballots, Cell, Counts, as_cell
from scoring.counting.tally import absences, tally, void_sheets
from scoring.scheme import Ballot

BLANK, ABSTAINED, RECUSED, VOID, UNKNOWN = Absence


def component(**keys: object) -> Ballot:
    part = {"kind": "ballot", "id": "live", "title": "现场测评", "points": 80, "full": 100}
    return Ballot.model_validate(part | {"scale": {"start": 0, "cap": 100}} | keys)


def ballots(groups: str | None = None, **columns: Sequence[int]) -> Ballots:
    rows = len(next(iter(columns.values())))
    return Ballots(
        tuple(str(row + 1) for row in range(rows)),
        tuple(groups) if groups else None,
        {(unit, "live"): tuple(map(as_cell, column)) for unit, column in columns.items()},
    )


MIXED = [70, BLANK, 70, ABSTAINED, RECUSED, VOID, UNKNOWN, 0]


def test_every_cell_is_found_and_only_marks_count() -> None:
    found = tally(ballots(a=MIXED), component())["a", "live", None]
    assert found.marks == {70: 2, 0: 1}
    assert dict(found.found) == {70: 2, 0: 1} | dict.fromkeys(Absence, 1)
    assert absences(found.found) == dict.fromkeys(Absence, 1)


@pytest.mark.parametrize("blank", ["abstain", "void-item"])
def test_a_blank_costs_nothing_but_itself(blank: str) -> None:
    found = tally(ballots(a=[70, 80], b=[BLANK, 90]), component(blank=blank))
    assert found["a", "live", None].marks == {70: 1, 80: 1}
    assert found["b", "live", None].marks == {90: 1}


def test_a_blank_voids_its_ballot_where_the_scheme_says_so_and_is_found_all_the_same() -> None:
    found = tally(ballots(a=[70, 80, 70], b=[BLANK, 90, VOID]), component(blank="void-ballot"))
    assert found["a", "live", None].marks == {80: 1, 70: 1}
    assert dict(found["a", "live", None].found) == {70: 2, 80: 1}
    assert found["b", "live", None].marks == {90: 1}
    assert dict(found["b", "live", None].found) == {BLANK: 1, 90: 1, VOID: 1}


def test_groups_are_counted_apart() -> None:
    groups = [{"id": "x", "title": "甲", "weight": 1}, {"id": "y", "title": "乙", "weight": 2}]
    votes = ballots("xyxy", a=[70, 80, 70, BLANK], b=[1, BLANK, 2, 3])
    found = tally(votes, component(group=groups))
    assert found["a", "live", "x"].marks == {70: 2}
    assert found["a", "live", "y"].marks == {80: 1}
    voided = tally(votes, component(group=groups, blank="void-ballot"))
    assert voided["a", "live", "x"].marks == {70: 2}
    assert voided["a", "live", "y"].marks == {}
    assert dict(voided["a", "live", "y"].found) == {80: 1, BLANK: 1}


def test_counts_are_taken_as_they_are() -> None:
    cells: Mapping[Cell, int] = {as_cell(70): 40, as_cell(80): 0, VOID: 3, BLANK: 2}
    found = tally(Counts({("a", "live", None): cells}), component())["a", "live", None]
    assert found.marks == {70: 40}
    assert absences(found.found) == {
        BLANK: 2,
        ABSTAINED: 0,
        RECUSED: 0,
        VOID: 3,
        UNKNOWN: 0,
    }


def test_a_sheet_is_void_only_where_every_cell_says_so() -> None:
    assert void_sheets(ballots(a=[VOID, VOID, 70], b=[VOID, BLANK, VOID])) == 1
    assert void_sheets(ballots(a=[BLANK, RECUSED], b=[BLANK, RECUSED])) == 0
    assert void_sheets(ballots(a=[VOID, VOID], b=[VOID, VOID])) == 2


def test_from_counts_nobody_knows_the_void_sheets() -> None:
    assert void_sheets(Counts({("a", "live", None): {VOID: 3}})) is None
