"""The tables inside a component (计分项): scale, dropping, majority, criteria, groups, places.

>>> Scale(start=60, cap=80).lowest
Fraction(60, 1)
>>> unchecked = Scale.model_construct(start=Fraction(60), cap=Fraction(80), step=Fraction(3))
>>> [(conflict.key, conflict.code) for conflict in unchecked.conflicts()]
[(('cap',), 'scheme.off-grid')]
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, assert_never

from pydantic import Field

from scoring.scheme.choices import Enough, MajorityOf
from scoring.scheme.model import ClosedTable, Conflict, Name, NotNegative, Places, Positive
from scoring.wording import say


class StagePlaces(ClosedTable):
    """Decimal places at each stage (修约); a stage that is None stays exact.

    Criterion-first goes from ``statistic`` over ``group`` and ``criterion`` to ``component``;
    group-first over ``criterion`` and ``group``.
    """

    statistic: Places | None = None
    group: Places | None = None
    criterion: Places | None = None
    component: Places | None = None


class Scale(ClosedTable):
    """Marks on a grid: 起评分 ``start``, 最高分 ``cap``, 步进 ``step``; all in points.

    Start 60, cap 80, step 0.5, no floor: 60, 60.5, … 80, which are 41 marks.
    """

    start: NotNegative
    cap: Positive
    step: Positive = Fraction(1)
    floor: NotNegative | None = None
    """The lowest mark (最低分), where marks may go below the start."""

    @property
    def lowest(self) -> Fraction:
        """The lowest mark that may be given: the floor, which is the start unless said."""
        return self.start if self.floor is None else self.floor

    def conflicts(self) -> Iterator[Conflict]:
        """Floor ≤ start ≤ cap, and floor and cap lie on the grid ``start + k·step``."""
        if self.cap < self.start:
            yield Conflict(
                ("cap",),
                "scheme.cap-below-start",
                say("the highest mark is below the starting mark"),
                about=(("start",),),
            )
        elif (self.cap - self.start) % self.step:
            yield self._off_grid("cap")
        if self.lowest > self.start:
            yield Conflict(
                ("floor",),
                "scheme.floor-above-start",
                say("the lowest mark is above the starting mark"),
                about=(("start",),),
            )
        elif (self.start - self.lowest) % self.step:
            yield self._off_grid("floor")

    @staticmethod
    def _off_grid(key: str) -> Conflict:
        return Conflict(
            (key,),
            "scheme.off-grid",
            say("{key} cannot be reached from start in whole steps", key=key),
            say("change {key}, start or step", key=key),
            about=(("start",), ("step",)),
        )


class DropCounts(ClosedTable):
    """So many of the lowest and highest marks to drop, from so many marks on (去掉最高最低分).

    ``drop = { low = 1, high = 1, from = 7 }``: of six valid marks at a spot none is dropped, of
    seven two.
    """

    low: Annotated[int, Field(ge=0)] = 0
    high: Annotated[int, Field(ge=0)] = 0
    from_: Annotated[int, Field(ge=0, alias="from")] = 0
    """The number of valid marks at a spot from which on they are dropped."""

    def conflicts(self) -> Iterator[Conflict]:
        """Something is dropped, else the key says nothing."""
        if not self.low and not self.high:
            yield Conflict(
                (),
                "scheme.drop-nothing",
                say("nothing is dropped"),
                say("write low and high, or leave drop out"),
                about=(("low",), ("high",)),
            )


class Majority(ClosedTable):
    """Which level a majority reaches (过半数), adding up from the best.

    Of 40 members 15 say 满意, 8 基本满意, 3 不满意: 15 are no half, 23 are; it is 基本满意.
    """

    of: MajorityOf
    members: Annotated[int, Field(ge=1)] | None = None
    """How many members there are; None: as many as the table of deputies has."""
    enough: Enough = "half"

    @property
    def of_members(self) -> bool:
        """Whether it is of everybody on the roster, there or not."""
        match self.of:
            case "members":
                return True
            case "present" | "valid":
                return False
            case never:
                assert_never(never)

    @property
    def more_than_half(self) -> bool:
        """Whether exactly half is not enough."""
        match self.enough:
            case "half":
                return False
            case "more-than-half":
                return True
            case never:
                assert_never(never)

    def conflicts(self) -> Iterator[Conflict]:
        """``members`` is a number only where members are counted."""
        if self.members is not None and not self.of_members:
            yield Conflict(
                ("members",),
                "scheme.members-unused",
                say('members is used only with of = "members"'),
                about=(("of",),),
            )


class Criterion(ClosedTable):
    """What is marked (测评项目), and the part of its component's points it is worth."""

    id: Name
    title: Name
    points: Positive


class Group(ClosedTable):
    """Who marks (评分主体), and the group's weight among the groups."""

    id: Name
    title: Name
    weight: Positive
