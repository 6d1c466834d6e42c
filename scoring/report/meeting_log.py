"""What happened in a meeting, when, and by whom (操作日志); never a mark."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from scoring.meeting import facts as f
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table
from scoring.report.ranking_json import Json
from scoring.wording import Phrase, say

Names: TypeAlias = Mapping[str, Phrase | str]
Timed: TypeAlias = tuple[f.Fact, str]
"""A fact, and when it was; only facts that change the state have a time."""


class Line(NamedTuple):
    """One thing that happened; many alike, one after the other, are one line."""

    number: int | None
    """Among the events, of the first; None for readings."""
    at: str
    kind: str
    what: Phrase
    by: tuple[str, ...] = ()
    text: str = ""
    """A reason or a note."""


def log_lines(facts: Sequence[Timed], *, counted: bool) -> Iterator[Line]:
    """Yield what happened, in its order.

    What people wrote about single cells is left out until everything is ``counted``: it may name
    a mark.
    """
    numbered, names = list(_numbered(facts)), _names(facts)
    for _, run in groupby(numbered, key=_alike):
        together = list(run)
        fact, at, number = together[0]
        shown = counted or not isinstance(fact, f.CellFact)
        own = tuple(one for one, _, _ in together)
        yield Line(
            number, at, fact.kind, _described(own, names), _by(fact), _text(fact) if shown else ""
        )


def meeting_log(lines: Sequence[Line]) -> Blocks:
    """Yield the log as a document."""
    yield Heading(say("Log of operations"), 1)
    columns = (
        Column(say("no."), "right"),
        Column(say("when")),
        Column(say("what")),
        Column(say("who")),
    )
    rows = tuple(
        (
            "" if line.number is None else str(line.number),
            line.at[:19].replace("T", " "),
            say("{what}: {text}", what=line.what, text=line.text) if line.text else line.what,
            say("{names}", names=line.by),
        )
        for line in lines
    )
    yield Table(columns, rows)
    if any(line.number is None for line in lines):
        yield Paragraph(
            say("Lines without a number are readings; of these only the count is told.")
        )


def log_json(lines: Sequence[Line], *, rehearsal: bool) -> dict[str, Json]:
    """Return the object ``pingyi/log/1``."""
    return {
        "schema": "pingyi/log/1",
        "rehearsal": rehearsal,
        "events": [
            {
                "number": line.number,
                "at": line.at or None,
                "kind": line.kind,
                "what": str(line.what),
                "by": list(line.by),
                "text": line.text or None,
            }
            for line in lines
        ],
    }


Numbered: TypeAlias = tuple[f.Fact, str, int | None]


def _numbered(facts: Sequence[Timed]) -> Iterator[Numbered]:
    number = 0
    for fact, at in facts:
        number += not fact.restricted
        yield fact, at, None if fact.restricted else number


def _alike(numbered: Numbered) -> tuple[object, ...]:
    """Return what facts that are told in one line have in common."""
    fact, _, number = numbered
    if isinstance(fact, f.CheckedIn | f.Left):
        return (fact.kind,)
    if isinstance(fact, f.CellRead):
        return (fact.kind, fact.round, fact.attempt, fact.by, fact.third)
    if isinstance(fact, f.CellCleared):
        return (fact.kind, fact.round, fact.attempt, fact.by)
    return (fact.kind, number) if number else (fact.kind,)


def _by(fact: f.Fact) -> tuple[str, ...]:
    by: object = getattr(fact, "by", ())
    return by if isinstance(by, tuple) else (str(by),)


def _text(fact: f.Fact) -> str:
    return str(getattr(fact, "reason", "") or getattr(fact, "note", ""))


def _names(facts: Sequence[Timed]) -> Names:
    """Return what rounds and units are called, by their ids."""
    units = {unit.id: unit.name for fact, _ in facts if isinstance(fact, f.Frozen)
             for unit in fact.units}  # fmt: skip
    return {**units, "": say("the whole sheet"), "all": say("of all units")}


def _described(facts: tuple[f.Fact, ...], names: Names) -> Phrase:
    one: Any = facts[0]
    if isinstance(one, f.CheckedIn | f.Left):
        return _people(facts)
    if isinstance(one, f.CellRead | f.CellCleared):
        return _readings(facts)
    if isinstance(one, f.RoundFact):
        what = _SAID[type(one)](one)
        if isinstance(one, f.CellFact):
            where = names.get(one.unit, one.unit)
            what = say("{what}, sheet {sheet}, {unit}", what=what, sheet=one.sheet, unit=where)
        return say("round {id}: {what}", id=_round(one, names), what=what)
    if isinstance(one, f.Recused):
        where = names.get(one.unit, one.unit)
        return say("recused: {deputy} for {unit}", deputy=one.deputy, unit=where)
    return _SAID[type(one)](one)


def _readings(facts: tuple[f.Fact, ...]) -> Phrase:
    """Return how many cells were read, or taken back; never which."""
    if isinstance(facts[0], f.CellCleared):
        return say("took back {cells} cells", cells=len(facts))
    read = [fact for fact in facts if isinstance(fact, f.CellRead)]
    sheets = {fact.sheet for fact in read}
    counts: dict[str, object] = {"cells": len(facts), "sheets": len(sheets)}
    if read[0].third:
        return say("third reading: {cells} cells, on {sheets} sheets", **counts)
    return say("read {cells} cells, on {sheets} sheets", **counts)


def _people(facts: tuple[f.Fact, ...]) -> Phrase:
    names = tuple(one.deputy for one in facts if isinstance(one, f.CheckedIn | f.Left))
    if isinstance(facts[0], f.CheckedIn):
        return say("checked in, {count}: {names}", count=len(names), names=names)
    return say("left, {count}: {names}", count=len(names), names=names)


def _round(fact: f.RoundFact, names: Names) -> Phrase | str:
    name = names.get(fact.round, fact.round)
    if fact.attempt == 1:
        return name
    return say("{name}, attempt {attempt}", name=name, attempt=fact.attempt)


_SAID: Mapping[type[f.Fact], Callable[[Any], Phrase]] = {
    f.Created: lambda one: (
        say("the record begins, as a REHEARSAL (演练)") if one.rehearsal
        else say("the record begins, version {version}", version=one.version)
    ),
    f.Frozen: lambda one: say("files frozen: {count}", count=len(one.tables)),
    f.DeputiesListed: lambda one: say("deputies listed: {count}", count=len(one.deputies)),
    f.AnswersListed: lambda one: say("answers listed: {count}", count=len(one.answers)),
    f.Unfrozen: lambda _: say("files open again"),
    f.RoundOpened: lambda one: say("opened, {count} present", count=one.present),
    f.RoundPaused: lambda _: say("held"),
    f.RoundResumed: lambda _: say("goes on"),
    f.RoundCollected: lambda _: say("collected"),
    f.RoundVoided: lambda _: say("declared void"),
    f.SheetsIssued: lambda one: say("sheets issued: {count}", count=one.issued),
    f.SheetsReturned: lambda one: say("sheets counted in: {count}", count=len(one.numbers)),
    f.SheetsWithdrawn: lambda one: say("numbers taken back: {sheets}", sheets=one.numbers),
    f.SheetsKept: lambda one: say("sheets not handed in: {count}", count=one.kept),
    f.DifferenceExplained: lambda one: say("difference explained, {line}", line=one.line),
    f.HandedOver: lambda _: say("handed over"),
    f.CellRuled: lambda _: say("value noted"),
    f.Queried: lambda _: say("queried"),
    f.Ruled: lambda _: say("ruled"),
    f.SheetVoided: lambda one: say("sheet void: {sheet}", sheet=one.sheet),
    f.WarningAccepted: lambda _: say("warning accepted"),
    f.ResultComputed: lambda one: say("result counted, version {number}", number=one.version),
    f.Certified: lambda one: say("result certified, version {number}", number=one.version),
    f.UnitRevealed: lambda one: say(
        "unit revealed, version {number}: {unit}", number=one.version, unit=one.unit
    ),
    f.Revealed: lambda one: say("result revealed, version {number}", number=one.version),
    f.Corrected: lambda _: say("corrected"),
    f.Noted: lambda one: say("noted: {what} {detail}", what=one.what, detail=one.detail),
}  # fmt: skip
"""By kind: what is told of it; a round's name stands before."""
