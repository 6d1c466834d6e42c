"""Facts are written by name: each format's record is read for ever, and nothing is guessed."""

import os
import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import field, fields, is_dataclass, make_dataclass, replace
from itertools import takewhile
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeAlias, get_args, get_type_hints

import pytest

from scoring.ballots import Absence
from scoring.json_values import NOT_WRITTEN
from scoring.live.freezing import frozen_faults
from scoring.live.session import Session
from scoring.meeting.acts import (
    ACTS,
    AnswersListed,
    CellRead,
    CheckedIn,
    Frozen,
    ResultComputed,
    RoundVoided,
)
from scoring.meeting.facts import FORMAT, Fact
from scoring.meeting.parts import RankedUnit
from scoring.meeting.replay_check import retraced
from scoring.meeting.writing import NotAFact, fact_of, written
from scoring.record import DoesNotVerify, Record, RecordView, check
from scoring.recordfile import RECORD
from tests.record.facts import FIRST
from tests.record.wholemeeting import CODE, OLD, TAKEN_IN, keep, play, play_taken_in

CODES = {
    int(one.name.removeprefix("format-")): (one / CODE).read_text(encoding="utf-8").strip()
    for one in sorted(OLD.iterdir())
}
"""The result code of the last version, by the format of the record."""
RANKING = (
    RankedUnit(unit="shuili", rank=1, total="90.00"),
    RankedUnit(unit="jiaoyu", rank=2, total="81.00"),
    RankedUnit(unit="gongan", rank=None, total="93.00"),
)
BESIDE = {"at", "readings", "schema", "after"}

Json: TypeAlias = Any
Line: TypeAlias = dict[str, Any]


def record_of(number: int, folder: Path) -> Path:
    """Return ``folder`` with the record of format ``number`` in it."""
    shutil.copy(OLD / f"format-{number}" / RECORD, folder / RECORD)
    return folder


def taken_in_of(number: int, folder: Path) -> Path:
    """Return ``folder`` with the record of format ``number`` in it that took a table in."""
    shutil.copy(OLD / f"format-{number}" / TAKEN_IN, folder / RECORD)
    return folder


def lines_of(folder: Path) -> list[Line]:
    """Return all lines of the record as JSON."""
    found = RecordView(folder / RECORD).facts()
    return [*found.events, *found.readings]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """Return the lines of today's format, without what stands beside the facts."""
    whole = lines_of(record_of(FORMAT, tmp_path_factory.mktemp("old")))
    whole += lines_of(taken_in_of(FORMAT, tmp_path_factory.mktemp("old")))
    return [{name: own for name, own in one.items() if name not in BESIDE} for one in whole]


def kept(one: Json) -> list[str]:
    """Return the names of the fields of a class or value that stand in the record."""
    return [its.name for its in fields(one) if NOT_WRITTEN not in its.metadata]


def by_name(value: object) -> object:
    """Return ``value`` as JSON with the names of its fields, found without the writer."""
    if is_dataclass(value):
        return {name: by_name(getattr(value, name)) for name in kept(value)}
    return [by_name(one) for one in value] if isinstance(value, tuple) else value


# A record of each format ---------------------------------------------------------------------


@pytest.mark.parametrize("number", CODES)
def test_a_record_of_each_format_verifies_and_ranks_as_it_did(number: int, tmp_path: Path) -> None:
    folder = record_of(number, tmp_path)
    assert check(folder / RECORD, CODES[number]) == []
    session = Session.view(folder)
    facts = [entry.fact for entry in session.entries]
    assert list(retraced(facts)) == []
    for position, fact in enumerate(facts, 1):
        if isinstance(fact, Frozen):
            beside = takewhile(lambda one: one.restricted, facts[position:])
            listed = [one for one in beside if isinstance(one, AnswersListed)]
            assert listed
            assert list(frozen_faults(fact, listed)) == []
    assert session.state.phase == "revealed"
    assert session.state.versions[-1].ranking == RANKING
    assert session.result_code() == CODES[number]


def test_there_is_a_record_for_each_format() -> None:
    assert sorted(CODES) == list(range(1, FORMAT + 1))


def test_every_kind_of_fact_stands_in_the_record(lines: list[Line]) -> None:
    assert {line["kind"] for line in lines} == set(ACTS.kinds)


def test_the_same_meeting_is_written_the_same_today(tmp_path: Path) -> None:
    """Who changes a name or a type changes the format: it gets a number and a record here.

    While a format is not released yet, ``PINGYI_REWRITE=1`` makes its record again.
    """
    now, taken = tmp_path / "now", tmp_path / "taken"
    play(now)
    play_taken_in(taken)
    if os.environ.get("PINGYI_REWRITE"):
        keep(now, taken)
    then = tmp_path / "then"
    then.mkdir()
    assert lines_of(now) == lines_of(record_of(FORMAT, then))
    assert lines_of(taken) == lines_of(taken_in_of(FORMAT, then))


def test_a_record_that_took_a_table_in_verifies(tmp_path: Path) -> None:
    session = Session.view(taken_in_of(FORMAT, tmp_path))
    assert list(retraced([entry.fact for entry in session.entries])) == []
    assert session.state.phase == "revealed"


# By name, not by position --------------------------------------------------------------------


def test_a_fact_means_what_the_names_in_its_line_say(lines: list[Line]) -> None:
    for line in lines:
        assert by_name(fact_of(line)) == {name: line[name] for name in line if name != "kind"}


def test_a_deputy_of_an_old_record_keeps_delegation_and_group(tmp_path: Path) -> None:
    roster = Session.view(record_of(1, tmp_path)).state.frozen.roster
    first = roster.deputies[0]
    assert (first.id, first.name, first.speaker) == ("D1", "赵一", True)
    assert (first.delegation, first.group) == ("长沙市", "leaders")
    assert [one.group for one in roster.deputies if one.delegation is None] == ["leaders", "public"]
    unit, officer = roster.units[0], roster.officers[0]
    assert (unit.id, unit.name, unit.short, unit.category) == ("shuili", "市水利局", "水利", "经济")
    assert (officer.id, officer.name, officer.role) == ("J1", "计票甲", "teller")


def turned_around(kind: Json) -> Json:
    """Return the type ``kind`` with the fields of each class in it in the opposite order."""
    if isinstance(kind, type) and is_dataclass(kind):
        declared = get_type_hints(kind)
        names = reversed(kept(kind))
        own = [(name, turned_around(declared[name]), field()) for name in names]
        stays = {"kind": kind.kind} if issubclass(kind, Fact) else {}
        return make_dataclass(kind.__name__, own, namespace=stays, frozen=True)
    inner = get_args(kind)
    return GenericAlias(tuple, (turned_around(inner[0]), ...)) if inner[1:] == (...,) else kind


def test_fields_may_change_places_in_every_class_and_each_line_keeps_its_meaning(
    lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind, own in list(ACTS.kinds.items()):
        monkeypatch.setitem(ACTS.kinds, kind, turned_around(own))
    for line in lines:
        fact = fact_of(line)
        assert by_name(fact) == {name: line[name] for name in line if name != "kind"}
        assert written(fact) == line


# Nothing is guessed --------------------------------------------------------------------------


def objects(value: Json, path: str = "") -> Iterator[tuple[str, Line]]:
    """Yield the objects in a line whose names we know: all but what the scheme says."""
    if isinstance(value, dict):
        yield path, value
        for name, own in value.items():
            if name != "scheme":
                yield from objects(own, f"{path}{name}.")
    if isinstance(value, list):
        for number, own in enumerate(value, 1):
            yield from objects(own, f"{path}{number}.")


def spoilt(line: Line) -> Iterator[tuple[str, Line]]:
    """Yield ``line`` with one thing wrong, and the name that has to be told."""
    for path, own in list(objects(line)):
        for name in own:
            if (path, name) == ("", "kind"):
                continue
            for change in (of_another_type,) if name in LATER else CHANGES:
                bad = deepcopy(line)
                change(next(one for at, one in objects(bad) if at == path), name)
                yield f"{path}{name}", bad


LATER = {"counted_in"}
"""Names that a line may lack: an earlier format does not have them."""


def missing(own: Line, name: str) -> None:
    del own[name]


def renamed(own: Line, name: str) -> None:
    own[f"{name}_"] = own.pop(name)


def of_another_type(own: Line, name: str) -> None:
    own[name] = 1.5


CHANGES = (missing, renamed, of_another_type)


def test_a_missing_or_unknown_name_and_a_wrong_value_are_told_wherever_they_are(
    lines: list[Line],
) -> None:
    for line in {line["kind"]: line for line in lines}.values():
        for name, bad in spoilt(line):
            with pytest.raises(NotAFact) as told:
                fact_of(bad)
            assert str(told.value.reason).startswith(f"{line['kind']}, {name}: ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"kind": "checked-in", "deputy": "D1", "unit": "x"}, "checked-in, unit: this program"),
        ({"kind": "checked-in", "deputy": None}, "checked-in, deputy: this is no value"),
        ({"kind": "sheets-kept", "round": "all", "attempt": True, "kept": 0}, "attempt: this is"),
        ({"kind": "unknown"}, "no fact that this program knows"),
        ({"kind": ["checked-in"]}, "no fact that this program knows"),
        ({}, "no fact that this program knows"),
    ],
)
def test_what_is_no_fact_says_why(line: Mapping[str, Any], told: str) -> None:
    with pytest.raises(NotAFact) as found:
        fact_of(line)
    assert told in str(found.value.reason)


def test_a_role_that_there_is_not_is_told(lines: list[Line]) -> None:
    frozen = deepcopy(next(line for line in lines if line["kind"] == Frozen.kind))
    frozen["officers"][2]["role"] = "king"
    with pytest.raises(NotAFact, match=r"officers\.3\.role"):
        fact_of(frozen)


@pytest.mark.parametrize(
    ("fact", "wrong"),
    [
        (CheckedIn("D1"), {"deputy": 7}),
        (CellRead("all", 1, "1", "u", "c", "J1", 0), {"cell": True}),
        (RoundVoided("all", 1, ("J3",), "reason"), {"by": "J3"}),
        (RoundVoided("all", 1, ("J3",), "reason"), {"by": ("J3", None)}),
        (ResultComputed(1, ()), {"ranking": (("u", 1, "1"),)}),
    ],
)
def test_what_could_not_be_read_again_is_not_written(fact: Fact, wrong: Line) -> None:
    written(fact)
    with pytest.raises(TypeError):
        written(replace(fact, **wrong))


def test_an_absence_is_written_as_its_number() -> None:
    assert written(CellRead("all", 1, "1", "u", "c", "J1", Absence.BLANK))["cell"] == -1


# Told to whoever opens it --------------------------------------------------------------------


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(DoesNotVerify) as found:
        Session.view(folder)
    return [f"{one} {one.hint or ''}".strip() for one in found.value.problems]


def begun(folder: Path, *events: Line, readings: tuple[Line, ...] = (), **first: object) -> Path:
    """Make a record whose chains hold, whatever stands in it."""
    with Record.create(folder / RECORD, {**FIRST, **first}) as record:
        record.append(events, readings)
    return folder


def test_each_line_that_is_no_fact_is_told_with_its_number(tmp_path: Path) -> None:
    cleared = {"kind": "cell-cleared", "round": "all", "attempt": 1, "sheet": "1", "unit": "u",
               "criterion": "c"}  # fmt: skip
    folder = begun(
        tmp_path,
        {"kind": "checked-in", "deputy": "D1"},
        {"kind": "checked-in", "member": "D1"},
        {"kind": "round-paused", "round": "all", "attempt": 1},
        {"kind": "cell-cleared", "after": 1},
        readings=({**cleared, "by": "J1"}, {**cleared, "by": "J1", "after": "1"}),
    )
    why = {
        "event 3": "checked-in, deputy: the name is missing",
        "event 4": "round-paused, at: the name is missing",
        "event 5": "a line of the record is no fact that this program knows",
        "reading 1": "cell-cleared, after: the name is missing",
        "reading 2": "cell-cleared, after: this is no value that can stand there",
    }
    assert problems_of(folder) == [
        f"record.db:{place}: {told} [record.fact]" for place, told in why.items()
    ]


def test_another_format_is_told_with_what_to_do(tmp_path: Path) -> None:
    folder = begun(tmp_path, {"kind": "new"}, format=FORMAT + 1, version="9.1")
    [told] = problems_of(folder)
    assert told == (
        f"record.db:event 1: This record is written in format {FORMAT + 1}; this program reads "
        f"format {FORMAT}. [record.format] Open it with the version that made it: 9.1."
    )


def test_a_record_that_does_not_say_its_format_is_not_read(tmp_path: Path) -> None:
    first = {name: own for name, own in FIRST.items() if name != "format"}
    Record.create(tmp_path / RECORD, first).close()
    assert problems_of(tmp_path) == [
        "record.db:event 1: meeting-created, format: the name is missing [record.fact]"
    ]


def test_a_head_of_the_readings_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(DoesNotVerify, match="event 1: Readings that were there"):
        Record.create(tmp_path / RECORD, {**FIRST, "readings": []})


def test_no_fact_has_a_name_that_stands_beside_it() -> None:
    for fact in ACTS.kinds.values():
        assert not {one.name for one in fields(fact)} & {*BESIDE, "kind"}
