"""Small meetings to play through: their schemes, people, and what stands on their sheets."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from zlib import crc32

from hypothesis import strategies as st
from pydantic import BaseModel

from scoring.answers import Answer
from scoring.ballots import as_cell
from scoring.meeting import Meeting, apply, decide
from scoring.meeting.acts import AnswersListed, Created, DeputiesListed, Freeze, Frozen
from scoring.meeting.facts import Fact
from scoring.meeting.parts import FrozenFigure, FrozenFile
from scoring.meeting.wishes import Wish
from scoring.meeting.writing import fact_of, written
from scoring.record.canonical import canonical
from scoring.roster import Deputy, Officer, Role, Unit
from scoring.scheme.scheme_json import canonical_of

Spot = tuple[str, str]

UNITS = ("gaoyuan", "shuili", "yibao")
DEPUTIES = ("D1", "D2", "D3", "D4", "D5")
OFFICERS: Mapping[str, Role] = {
    "J1": "teller",
    "J2": "teller",
    "J3": "scrutineer",
    "J4": "scrutineer",
    "J0": "chief",
}
SCRUTINEERS = ("J3", "J4", "J0")
MORE: Mapping[str, Role] = {"M1": "secretary", "J5": "scrutineer"}
"""Officers who are there in some meetings."""


def enough_people(procedure: Mapping[str, Any], officers: Mapping[str, Role]) -> bool:
    """Whether a meeting can be finished, whatever is read: counted out person by person."""
    owed, double = procedure.get("officers", 2), procedure.get("verification") != "none"
    people = ["a first reader"]
    if double:
        people += ["a second reader", "a third reader"]
    if owed == 2:
        people += ["who rules", "who rules with them"]
    certify = [one for one, role in officers.items() if role in {"scrutineer", "chief"}]
    return len(officers) >= len(people) and (owed == 1 or len(certify) >= owed)


SIMPLE = {"verification": "none", "officers": 1, "checkin": False, "sheets": False}
SCALE = {"start": 60, "cap": 80, "step": 10}
LEVELS = {"满意": 80, "基本满意": 60, "不满意": 0}
"""Best first, which is not the order of the characters."""


@dataclass(frozen=True)
class World:
    """Everything that is settled before a meeting begins."""

    scheme: Mapping[str, Any]
    units: tuple[str, ...] = UNITS[:2]
    deputies: tuple[str, ...] = DEPUTIES
    officers: Mapping[str, Role] = None  # type: ignore[assignment]  # set below: a dict is no default
    figures: tuple[tuple[str, str, str], ...] = ()
    answers: tuple[AnswersListed, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        if self.officers is None:
            object.__setattr__(self, "officers", OFFICERS)

    @property
    def procedure(self) -> Mapping[str, Any]:
        """What the scheme says, with what its ceremony says beside it."""
        written = dict(self.scheme.get("procedure", {}))
        return {**SIMPLE, **written} if written.get("ceremony") == "simple" else written

    @property
    def owed(self) -> int:
        """How many officers it takes to rule, void and correct."""
        return int(self.procedure.get("officers", 2))

    @property
    def needed(self) -> int:
        """How many people read each sheet."""
        return 1 if self.procedure.get("verification") == "none" else 2

    @property
    def checkin(self) -> bool:
        return bool(self.procedure.get("checkin", True))

    @property
    def sheets(self) -> bool:
        """Whether sheets are counted out and in."""
        return bool(self.procedure.get("sheets", True))

    @property
    def ready(self) -> tuple[str, ...]:
        """The numbers of the sheets that lie ready where none is counted in."""
        if self.sheets or self.groups:  # nobody here is of a group
            return ()
        return tuple(f"{at:03}" for at in range(1, len(self.deputies) + 1))

    @property
    def round_ids(self) -> tuple[str, ...]:
        return self.units if self.procedure.get("rounds") == "unit" else ("all",)

    @property
    def ballots(self) -> list[Mapping[str, Any]]:
        return [part for part in self.scheme["component"] if part["kind"] == "ballot"]

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(group["id"] for part in self.ballots for group in part.get("group", ()))

    def spots(self, round_id: str) -> tuple[Spot, ...]:
        return tuple(
            (unit, item["id"])
            for unit in self.units
            if round_id in {"all", unit}
            for part in self.ballots
            for item in part.get("criterion") or [part]
        )

    def texts(self) -> tuple[str, ...]:
        """Return the marks that may be given, as they are written, by their place."""
        part = self.ballots[0]
        if "worth" in part:
            return tuple(part["worth"])
        scale = part["scale"]
        return tuple(str(mark) for mark in range(scale["start"], scale["cap"] + 1, scale["step"]))

    def truth(self, round_id: str, attempt: int, number: str, spot: Spot) -> int:
        """Return what stands in a cell: mostly marks, sometimes nothing, sometimes all the same."""
        whole = crc32(repr((self.seed, round_id, attempt, number)).encode())
        if whole % 3 == 0:
            return whole % len(self.texts())
        drawn = crc32(repr((self.seed, round_id, attempt, number, spot)).encode())
        return drawn % (len(self.texts()) + 2) - 2

    def freeze(self) -> Freeze:
        files = Frozen(
            title="评议",
            date="2020-09-01",
            place="",
            host="",
            tables=(FrozenFile("units.csv", "00", len(self.units)),),
            scheme_sha256="11",
            scheme_base64="",
            scheme=canonical_of(dict(self.scheme)),
            units=tuple(Unit(unit, f"{unit}厅") for unit in self.units),
            officers=tuple(Officer(one, f"{one}名", role) for one, role in self.officers.items()),
            deputies=len(self.deputies),
            base=(),
            given=tuple(
                FrozenFigure(component=part, unit=unit, figure=figure)
                for part, unit, figure in self.figures
            ),
        )
        listed = DeputiesListed(tuple(Deputy(one, f"{one}名") for one in self.deputies))
        return Freeze(files, listed, self.answers)


def scheme_of(
    marks: Mapping[str, Any] | None = None,
    *,
    criteria: int = 1,
    groups: int = 0,
    extra: Iterable[Mapping[str, Any]] = (),
    blank: str = "abstain",
    **procedure: str | int,
) -> dict[str, Any]:
    """Return a scheme of one ballot component, as its TOML says it."""
    live: dict[str, Any] = {"id": "live", "title": "现场", "kind": "ballot", "points": 80}
    live |= {"full": 80, "blank": blank, "round": {"component": 2}}
    live |= marks or {"scale": SCALE}
    if criteria > 1:
        live["criterion"] = [
            {"id": f"c{n}", "title": f"项目{n}", "points": 80 // criteria} for n in range(criteria)
        ]
    if groups:
        live["group"] = [{"id": f"g{n}", "title": f"组{n}", "weight": n + 1} for n in range(groups)]
    scheme = {"schema": 1, "id": "small", "title": "小办法", "source": "made up"}
    return scheme | {"component": [live, *extra], "procedure": procedure}


FEEDBACK = {
    "id": "base",
    "title": "会前",
    "kind": "feedback",
    "points": 20,
    "full": 100,
    "worth": {"很满意": 100, "不满意": 0},
    "parts": {"result": 30, "attitude": 70},
    "round": {"component": 2},
}
GIVEN = {"id": "bonus", "title": "加减分", "kind": "given", "blank": 0}


@st.composite
def teams(draw: st.DrawFn, procedure: Mapping[str, Any]) -> Mapping[str, Role]:
    """Draw officers who are enough; often just enough."""
    pool = {**OFFICERS, **MORE}
    team = {one: pool[one] for one in draw(st.permutations(list(pool)))}
    for one in list(team):
        fewer = {name: role for name, role in team.items() if name != one}
        if enough_people(procedure, fewer) and draw(st.integers(0, 3)):
            team = fewer
    return team


@st.composite
def worlds(draw: st.DrawFn) -> World:
    procedure: dict[str, Any] = {
        "rounds": draw(st.sampled_from(["all", "unit"])),
        "verification": draw(st.sampled_from(["double", "none"])),
        "officers": draw(st.sampled_from([2, 1])),
        "checkin": draw(st.sampled_from([True, True, False])),
        "sheets": draw(st.sampled_from([True, True, False])),
    }
    if procedure["checkin"] and draw(st.booleans()):
        procedure["quorum"] = draw(st.sampled_from(["1/2", "2/5"]))
    units = UNITS[: draw(st.integers(2, 3))]
    marks = draw(st.sampled_from([{"scale": SCALE}, {"worth": LEVELS}]))
    taking = procedure["sheets"] or procedure["verification"] == "none"
    with_base, with_bonus = draw(st.booleans()), draw(st.booleans())
    scheme = scheme_of(
        marks,
        criteria=draw(st.integers(1, 2)),
        groups=draw(st.sampled_from([0, 0, 2])) if taking else 0,
        extra=[FEEDBACK] * with_base + [GIVEN] * with_bonus,
        blank=draw(st.sampled_from(["abstain", "void-ballot"])),
        **procedure,
    )
    answers = tuple(
        Answer(
            "S1",
            unit,
            "F1",
            tuple(map(as_cell, (draw(st.integers(0, 1)), draw(st.integers(-1, 1))))),
        )
        for unit in units
    )
    figures = tuple(("bonus", unit, "5/2") for unit in units if with_bonus and draw(st.booleans()))
    return World(
        scheme,
        units=units,
        deputies=DEPUTIES[: draw(st.integers(2, 5))],
        officers=draw(teams(procedure)),
        figures=figures,
        answers=(AnswersListed("base", answers),) if with_base else (),
        seed=draw(st.integers(0, 99)),
    )


class Run:
    """A meeting as it goes on in memory."""

    def __init__(self, world: World, *wishes: Wish) -> None:
        self.world = world
        self.state = Meeting()
        self.facts: list[Fact] = [Created("0")]
        self.do(*wishes)

    def do(self, *wishes: Wish) -> "Run":
        for wish in wishes:
            for fact in decide(self.state, wish).facts:
                self.state = apply(self.state, fact)
                self.facts.append(fact)
        return self


def through_the_record(fact: Fact) -> Fact:
    """Return ``fact`` as it comes back from disk."""
    return fact_of(json.loads(canonical(written(fact))))


def replayed(facts: Iterable[Fact]) -> Meeting:
    state = Meeting()
    for fact in facts:
        state = apply(state, through_the_record(fact))
    return state


def plain(value: object) -> object:
    """Return ``value`` so that two are equal only when the order of their keys is equal too."""
    if is_dataclass(value):
        own = [one.name for one in fields(value) if one.compare]  # the rest is kept, not known
        return [type(value).__name__, *(plain(getattr(value, name)) for name in own)]
    if isinstance(value, BaseModel):
        return [type(value).__name__, *((name, plain(own)) for name, own in value)]
    if isinstance(value, Mapping):
        return [(plain(key), plain(own)) for key, own in value.items()]
    if isinstance(value, frozenset):
        return sorted(map(repr, value))
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
