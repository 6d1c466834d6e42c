"""A document's own counts and rates (报告数据), where only these are at hand.

They are kept as printed, and never put right: a rate as its text with the number of its decimals, a
difference with whether it was said in % or in percentage points.

>>> _stated("72.1%", change=False)
Stated(text='72.1%', percent=Fraction(721, 10), places=1, in_points=False)
>>> _stated("+2.9个百分点", change=True).in_points
True
"""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, PlainValidator

from scoring.points import Rounding, figure
from scoring.scheme.model import ClosedTable, Conflict, Fault, Key, Listed, Name, doubled, twice
from scoring.wording import say
from scoring.years.suggestions.terms import HandlingTerms, Part, ReplyClass, SomeNames

HowMany: TypeAlias = Annotated[int, Field(ge=0, le=10**9)]
"""A number of suggestions, replies or answers (件数), from 0 to a thousand million."""
Year: TypeAlias = Annotated[int, Field(ge=1900, le=2999)]
Counted: TypeAlias = Literal[
    "suggestions", "answered", "classified", "feedback", "dissatisfied", "open"
]
"""What the rows of ``suggestions`` can be counted for."""

CLASSIFIED = "classes"
"""The name of what all classes add up to."""

_PERCENT = re.compile(r"([+-]?)([0-9.]+)%")
_POINTS = re.compile(r"([+-]?)([0-9.]+) ?(个百分点|百分点|percentage points?|pp)")


class Stated(NamedTuple):
    """A figure as a document prints it: ``72.1%``."""

    text: str
    percent: Fraction
    """Of a hundred: 72.1 % is 721/10. Below zero only for a difference."""
    places: int
    """Decimal places that it is printed with."""
    in_points: bool = False
    """Whether it is said in percentage points (个百分点), not in %."""


def _stated(value: object, *, change: bool) -> Stated:
    """Return a figure as stated; ``change``: a difference, which may have a sign or be in points.

    Full-width signs count as their narrow ones. Raises Fault for anything else.
    """
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    percent, points = _PERCENT.fullmatch(text), _POINTS.fullmatch(text)
    match = percent or (points if change else None)
    size = figure(match[2]) if match else None
    if match is None or size is None or (match[1] and not change):
        example = '"+2.9%", "+2.9个百分点"' if change else '"72.1%"'
        raise Fault.of(
            Conflict(
                (),
                "totals.stated",
                say("{value} is not a rate as a document states it", value=str(value)),
                say("write it as it is printed, in quotation marks: {example}", example=example),
            )
        )
    signed = -size if match[1] == "-" else size
    return Stated(text, signed, len(match[2].partition(".")[2]), match is points)


Percent: TypeAlias = Annotated[Stated, PlainValidator(lambda value: _stated(value, change=False))]
"""A rate in %, without a sign."""
Change: TypeAlias = Annotated[Stated, PlainValidator(lambda value: _stated(value, change=True))]
"""A difference of two rates, in % or in percentage points, with or without a sign."""


class StatedTotal(ClosedTable):
    """A count that the document names (总数); rates may be of it."""

    id: Name
    title: Name
    count: HowMany | None = None
    """As stated; None where it is what others add up to."""
    sum: SomeNames | None = None
    """The totals that it adds up."""
    within: Name | None = None
    """The total that it is a part of."""
    rows: Counted | None = None
    """What of the table of suggestions it must agree with."""
    year: Year | None = None
    """Of another year than the document's; None: of its own."""

    def conflicts(self) -> Iterator[Conflict]:
        """Yield one where there is neither a count nor a sum.

        Both may be there, and are then compared.
        """
        if self.count is None and self.sum is None:
            yield Conflict(
                (),
                "totals.no-count",
                say("{title} has no count", title=self.title),
                say("write count = ..., or sum = [...] with the totals that it adds up"),
                about=(("count",), ("sum",)),
            )


class ClassCount(ReplyClass):
    """A class of replies, and how many there are."""

    count: HowMany


class LevelCounts(ClosedTable):
    """How often each level was given to one part (满意度)."""

    part: Part
    title: Name
    of: Name
    """The total that the levels are said to add up to."""
    counts: Annotated[dict[Name, HowMany], Field(min_length=1)]
    """Level to how often it was given."""
    elsewhere: dict[Name, Name] = Field(default_factory=dict)
    """Levels that the document tells in another place: level to the total that holds it."""


class StatedRate(ClosedTable):
    """A rate as the document states it (比率)."""

    id: Name
    title: Name
    stated: Percent
    numerator: SomeNames | None = None
    """What is counted: names of totals, classes, roll-ups, ``part.level``, ``part.satisfied``."""
    count: HowMany | None = None
    """The numerator as a number, where the document names no total for it."""
    denominator: Name | None = None
    """What the document says that it is a rate of."""
    year: Year | None = None
    """Of another year than the document's."""

    def conflicts(self) -> Iterator[Conflict]:
        """Yield one unless the numerator is either named or given."""
        if (self.count is None) == (self.numerator is None):
            yield Conflict(
                (),
                "totals.numerator",
                say("{title} needs one numerator", title=self.title),
                say("write numerator = [...] with names, or count = ... with a number"),
                about=(("count",), ("numerator",)),
            )


class StatedChange(ClosedTable):
    """How a rate is said to have changed since the year before (比上年)."""

    title: Name
    stated: Change
    rate: Name | None = None
    """The id of the rate that changed; None where the document does not state it."""
    before: Name | None = None
    """The id of the earlier rate."""


class Totals(HandlingTerms):
    """The file ``totals.toml``: what one document says, as it says it."""

    year: Year | None = None
    """That the document is about; None where it does not say."""
    rounding: Rounding = "half-up"
    """How the document rounds its rates."""
    totals: Listed[StatedTotal] = Field(default=(), alias="total")
    """In the order of the file: a sum is of totals above it."""
    classes: Listed[ClassCount] = Field(default=(), alias="class")
    answers: Listed[LevelCounts] = ()
    rates: Listed[StatedRate] = Field(default=(), alias="rate")
    changes: Listed[StatedChange] = Field(default=(), alias="change")

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a numerator or denominator can name, in the order of the file."""
        levels = (
            f"{one.part}.{name}"
            for one in self.answers
            for name in (*one.counts, *(("satisfied",) if self.satisfaction else ()))
        )
        own = (
            *(one.id for one in self.totals),
            *(one.code for one in self.classes),
            *(one.id for one in self.rollups),
            *levels,
        )
        return (*own, CLASSIFIED) if self.classes else own

    def conflicts(self) -> Iterator[Conflict]:
        """Yield what does not hold together: names are given once and lead somewhere.

        Sums are of totals that stand above them, so that none can contain itself.
        """
        yield from super().conflicts()
        yield from self._doubled()
        above: set[str] = set()
        everyone = {one.id for one in self.totals}
        for at, total in enumerate(self.totals):
            yield from _lost(("total", at, "sum"), total.sum or (), above)
            yield from _lost(("total", at, "within"), total.within, everyone - {total.id})
            # Only now: a sum of itself, or of what stands below, leads nowhere.
            above.add(total.id)
        for at, one in enumerate(self.answers):
            yield from self._lost_levels(at, one)
            yield from _lost(("answers", at, "of"), one.of, everyone)
            for level, name in one.elsewhere.items():
                yield from _lost(("answers", at, "elsewhere", level), name, everyone)
        rates = {one.id for one in self.rates}
        for at, rate in enumerate(self.rates):
            yield from _lost(("rate", at, "numerator"), rate.numerator or (), self.names)
            yield from _lost(("rate", at, "denominator"), rate.denominator, self.names)
        for at, change in enumerate(self.changes):
            yield from _lost(("change", at, "rate"), change.rate, rates)
            yield from _lost(("change", at, "before"), change.before, rates)

    def _doubled(self) -> Iterator[Conflict]:
        taken = {one.code for one in self.classes} | {one.id for one in self.rollups}
        # One name space: a numerator names totals, classes and roll-ups alike.
        seen = {*taken, CLASSIFIED}
        for at, total in enumerate(self.totals):
            if total.id in seen:
                yield twice(("total", at, "id"), total.id)
            seen.add(total.id)
        for at, word in doubled(tuple(one.id for one in self.rates)):
            yield twice(("rate", at, "id"), word)
        for at, word in doubled(tuple(one.part for one in self.answers)):
            yield twice(("answers", at, "part"), word)

    def _lost_levels(self, at: int, answers: LevelCounts) -> Iterator[Conflict]:
        levels = self.satisfaction.levels if self.satisfaction else None
        for table in ("counts", "elsewhere"):
            for level in getattr(answers, table):
                if levels is not None and level not in levels:
                    yield Conflict(
                        ("answers", at, table, level),
                        "handling.unknown-level",
                        say("{level} is not one of the levels", level=level),
                        say("the levels are {levels}", levels=levels),
                        about=(("satisfaction",),),
                    )


def _lost(
    key: Key, names: "str | tuple[str, ...] | None", known: "set[str] | tuple[str, ...]"
) -> Iterator[Conflict]:
    """Yield a conflict for each of ``names`` that leads nowhere.

    ``known``: what may be named there.
    """
    listed = names if isinstance(names, tuple) else () if names is None else (names,)
    for position, name in enumerate(listed):
        if name not in known:
            yield Conflict(
                (*key, position) if isinstance(names, tuple) else key,
                "totals.unknown-name",
                say("{name} names nothing that could stand here", name=name),
                say("what can be named: {names}", names=tuple(known)) if known else None,
                about=(("total",), ("class",), ("rollup",), ("answers",), ("rate",)),
            )
