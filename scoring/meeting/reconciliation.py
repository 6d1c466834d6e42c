"""Reconciliation of a round (对账): each line, its terms, and what makes the difference.

A line is an equation between counts of sheets or people: one term, and those that have to add up
to it. This module knows the equations; ``verification`` knows where the counts come from.

>>> found = line("returned", {"issued": 60, "returned": 58, "kept": 1})
>>> found.whole, found.parts, found.difference, found.settled
(('issued', 60), (('returned', 58), ('kept', 1)), -1, False)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from scoring.wording import Phrase, say

Term: TypeAlias = Literal[
    "expected",
    "present",
    "absent",
    "printed",
    "issued",
    "cancelled",
    "took-none",
    "returned",
    "kept",
    "ballots",
    "valid",
    "void",
    "counted",
    "blank",
    "abstained",
    "recused",
    "void-item",
    "unknown",
]

TERMS: Mapping[Term, Phrase] = {
    "expected": say("expected"),
    "present": say("present"),
    "absent": say("absent"),
    "printed": say("printed"),
    "issued": say("issued"),
    "cancelled": say("cancelled"),
    "took-none": say("took none"),
    "returned": say("returned"),
    "kept": say("kept"),
    "ballots": say("ballots"),
    "valid": say("valid"),
    "void": say("void"),
    "counted": say("counted"),
    "blank": say("blank"),
    "abstained": say("abstained"),
    "recused": say("recused"),
    "void-item": say("void items"),
    "unknown": say("unknown"),
}
"""应到, 实到, 缺席; 印制, 发出, 作废; 未领; 收回, 未交; 有效, 无效; and the kinds of cells."""

EQUATIONS: Mapping[str, tuple[Term, tuple[Term, ...]]] = {
    "deputies": ("expected", ("present", "absent")),
    "printed": ("printed", ("issued", "cancelled")),
    "taken": ("present", ("issued", "took-none")),
    "returned": ("issued", ("returned", "kept")),
    "valid": ("returned", ("valid", "void")),
    "ballots": ("ballots", ("valid", "void")),
    "cells": (
        "valid",
        ("counted", "blank", "abstained", "recused", "void-item", "unknown"),
    ),
}
"""Name of a line to the one term that the others must add up to."""


NAMES: Mapping[str, Phrase] = {
    "deputies": say("deputies expected and present"),
    "printed": say("sheets printed and issued"),
    "taken": say("deputies present and sheets issued"),
    "returned": say("sheets issued and returned"),
    "valid": say("sheets returned and valid"),
    "ballots": say("ballots and valid ones"),
    "cells": say("valid sheets and marks"),
}
"""The lines by what they hold against each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One equation of a round, filled in."""

    name: str
    """A name of ``EQUATIONS``; with ``/unit`` where it is one unit's."""
    whole: tuple[Term, int]
    parts: tuple[tuple[Term, int], ...]
    concerns: tuple[str, ...] = ()
    """The sheets or people that make the difference, or may."""
    explanation: str = ""
    """Why it may stand although it does not balance."""

    @property
    def difference(self) -> int:
        """How many more the parts add up to than the whole; below zero: how many fewer."""
        return sum(count for _, count in self.parts) - self.whole[1]

    @property
    def settled(self) -> bool:
        """Whether it balances, or its difference is explained."""
        return not self.difference or bool(self.explanation)


def line(
    name: str,
    terms: Mapping[Term, int | None],
    concerns: Sequence[str] = (),
    explanations: Mapping[str, tuple[str, int]] | None = None,
    unit: str = "",
) -> Line | None:
    """Fill in the equation ``name`` of ``EQUATIONS``; None where one of its terms is not known.

    ``terms`` may hold more than the equation needs. A term that is None was never entered; it is
    not zero. ``concerns`` are the sheets or people that may make a difference, and are kept only
    where there is one. ``explanations`` are by the line's whole name, each a reason and the
    difference it was given for: it holds for that difference, and for no other. ``unit`` (a unit's
    id, with the criterion behind it) makes it that unit's own line: ``cells/shuili/score``.
    """
    whole, parts = EQUATIONS[name]
    known = {term: count for term, count in terms.items() if count is not None}
    if not known.keys() >= {whole, *parts}:
        return None
    full_name = f"{name}/{unit}" if unit else name
    filled = Line(full_name, (whole, known[whole]), tuple((term, known[term]) for term in parts))
    if not filled.difference:
        return filled
    reason, difference = (explanations or {}).get(full_name, ("", 0))
    explanation = reason if difference == filled.difference else ""
    return replace(filled, concerns=tuple(concerns), explanation=explanation)


def unsettled(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that neither balance nor are explained."""
    return (one for one in lines if not one.settled)
