"""What a component of the final score is (计分项): feedback, ballots, or figures given."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias, assert_never

from pydantic import Field

from scoring.points import exact_text
from scoring.scheme.choices import (
    Blank,
    Enough,
    GatheredBy,
    GroupMissing,
    GroupOrder,
    MajorityOf,
    StatisticName,
    of_levels,
)
from scoring.scheme.model import (
    ClosedTable,
    Conflict,
    Key,
    Listed,
    Name,
    NotNegative,
    Places,
    Points,
    Positive,
    Share,
    doubled,
    twice,
)
from scoring.wording import say

Levels: TypeAlias = dict[Name, NotNegative]
"""Level (等级) to what it is worth, in points of ``full``; best first, as written."""


class StagePlaces(ClosedTable):
    """Decimal places at each stage; a stage that is None stays exact."""

    statistic: Places | None = None
    group: Places | None = None
    criterion: Places | None = None
    component: Places | None = None


class Scale(ClosedTable):
    """Marks on a grid: 起评分 ``start``, 最高分 ``cap``, 步进 ``step``; all in points."""

    start: NotNegative
    cap: Positive
    step: Positive = Fraction(1)
    floor: NotNegative | None = None

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
    """So many of the lowest and highest marks to drop, from so many marks on (去掉最高最低分)."""

    low: Annotated[int, Field(ge=0)] = 0
    high: Annotated[int, Field(ge=0)] = 0
    from_: Annotated[int, Field(ge=0, alias="from")] = 0

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
    """Which level a majority reaches (过半数), adding up from the best."""

    of: MajorityOf
    members: Annotated[int, Field(ge=1)] | None = None
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


class _Scored(ClosedTable):
    """What feedback and ballots have in common: points in the total, out of ``full``."""

    id: Name
    title: Name
    points: Positive
    """What the component is worth in the total."""
    full: Positive
    """The mean worth or mark that earns all the points (满分)."""
    places: StagePlaces = Field(default=StagePlaces(), alias="round")

    def _above_full(self, key: Key, value: Fraction) -> Iterator[Conflict]:
        if value > self.full:
            yield Conflict(
                key,
                "scheme.above-full",
                say("no mark and no worth may be above full"),
                about=(("full",),),
            )


class Feedback(_Scored):
    """A component from pre-meeting answers (会前反馈)."""

    kind: Literal["feedback"]
    worth: Annotated[Levels, Field(min_length=1)]
    parts: Annotated[dict[Name, Positive], Field(min_length=1)]
    """Part of an answer to its share; shares are normalised."""
    by: GatheredBy = "answer"
    roles: dict[Name, NotNegative] = Field(default_factory=dict)
    """Weight of an answer by the unit's role (承办方式); 1 for a role that is not named."""
    blank: Name = "skip"
    """``skip``, or the level that an unanswered part counts as."""

    def conflicts(self) -> Iterator[Conflict]:
        """No worth above full; ``blank`` names a level."""
        for level, worth in self.worth.items():
            yield from self._above_full(("worth", level), worth)
        if self.blank != "skip" and self.blank not in self.worth:
            yield Conflict(
                ("blank",),
                "scheme.unknown-level",
                say("{level} is not a level of worth", level=self.blank),
                say('write "skip" or one of the levels'),
                about=(("worth",),),
            )

    def doubts(self) -> Iterator[Conflict]:
        """Only the component's stage exists."""
        if self.places != StagePlaces(component=self.places.component):
            yield _stage_unused()


class Given(ClosedTable):
    """A component of figures decided elsewhere (加减分)."""

    kind: Literal["given"]
    id: Name
    title: Name
    points: Positive | None = None
    """Said in documents only."""
    start: Points = Fraction(0)
    floor: Points | None = None
    cap: Points | None = None
    blank: Points | None = None
    """The figure of a unit that has none; without it that is a problem."""
    places: StagePlaces = Field(default=StagePlaces(), alias="round")

    def conflicts(self) -> Iterator[Conflict]:
        """Floor ≤ cap."""
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            yield Conflict(
                ("floor",),
                "scheme.floor-above-cap",
                say("floor is above cap"),
                about=(("cap",),),
            )

    def doubts(self) -> Iterator[Conflict]:
        """Only the component's stage exists."""
        if self.places != StagePlaces(component=self.places.component):
            yield _stage_unused()


class Ballot(_Scored):
    """A component from marks (现场测评)."""

    kind: Literal["ballot"]
    scale: Scale | None = None
    allowed: Annotated[Listed[NotNegative], Field(min_length=1)] | None = None
    worth: Annotated[Levels, Field(min_length=1)] | None = None
    not_counted: Listed[Name] = ()
    """Names that are not valid marks; found as unknown."""
    blank: Blank = "abstain"
    statistic: StatisticName = "mean"
    drop: DropCounts | Share | None = None
    majority: Majority | None = None
    criteria: Listed[Criterion] = Field(default=(), alias="criterion")
    groups: Listed[Group] = Field(default=(), alias="group")
    order: GroupOrder = "criterion-first"
    missing: GroupMissing = "renormalise"
    min_marks: Annotated[int, Field(ge=1)] = 1
    """Fewer valid marks than this: no value."""

    @property
    def needs_ballots(self) -> bool:
        """Whether counts of marks are not enough: an empty cell voids its whole ballot."""
        match self.blank:
            case "abstain" | "void-item":
                return False
            case "void-ballot":
                return True
            case never:
                assert_never(never)

    @property
    def levels(self) -> Majority:
        """How a majority is counted. Raises LookupError where the statistic is none."""
        if self.majority is None:
            raise LookupError(self.id)
        return self.majority

    @property
    def items(self) -> tuple[Criterion, ...]:
        """The criteria; without any, the component itself as its one criterion."""
        if self.criteria:
            return self.criteria
        return (Criterion.model_construct(id=self.id, title=self.title, points=self.points),)

    def conflicts(self) -> Iterator[Conflict]:
        """One kind of marks, none above full; criteria add up; what the statistic allows."""
        yield from self._conflicting_marks()
        yield from self._conflicting_statistic()
        yield from self._conflicting_parts()

    def _conflicting_marks(self) -> Iterator[Conflict]:
        kinds = [kind for kind in ("scale", "allowed", "worth") if getattr(self, kind) is not None]
        if len(kinds) != 1:
            yield Conflict(
                (kinds[1],) if kinds else (),
                "scheme.marks-kind",
                say("a ballot component needs one of scale, allowed and worth, and only one"),
                about=(("scale",), ("allowed",), ("worth",)),
            )
        if self.scale:
            yield from self._above_full(("scale", "cap"), self.scale.cap)
        for position, mark in enumerate(self.allowed or ()):
            yield from self._above_full(("allowed", position), mark)
        for position, word in doubled(tuple(exact_text(mark) for mark in self.allowed or ())):
            yield twice(("allowed", position), word)
        for level, worth in (self.worth or {}).items():
            yield from self._above_full(("worth", level), worth)
        for position, word in doubled((*(self.worth or {}), *self.not_counted)):
            yield twice(("not_counted", position - len(self.worth or {})), word)

    def _conflicting_statistic(self) -> Iterator[Conflict]:
        majority = of_levels(self.statistic)
        if majority != (self.majority is not None):
            yield Conflict(
                ("majority",) if self.majority else ("statistic",),
                "scheme.majority-table",
                say('statistic = "majority" and the table [component.majority] go together'),
                about=(("majority",), ("statistic",)),
            )
        if majority:
            yield from self._conflicting_majority()
        if isinstance(self.drop, Fraction) and 2 * self.drop >= 1:
            yield Conflict(
                ("drop",),
                "scheme.drop-share",
                say("half of the marks or more would be dropped at each end"),
                say('write a share under one half, such as "10%"'),
            )

    def _conflicting_majority(self) -> Iterator[Conflict]:
        if self.scale:
            yield Conflict(
                ("statistic",),
                "scheme.majority-scale",
                say("a majority is counted over levels, not over a scale"),
                say("name the levels with worth or allowed, best first"),
                about=(("scale",),),
            )
        if self.drop is not None:
            yield Conflict(
                ("drop",),
                "scheme.majority-drop",
                say("no marks are dropped where a majority is counted"),
                about=(("statistic",),),
            )
        if self.majority and self.majority.of_members and self.groups:
            yield Conflict(
                ("majority", "of"),
                "scheme.majority-groups",
                say("a majority of all members cannot be counted group by group"),
                about=(("group",),),
            )

    def _conflicting_parts(self) -> Iterator[Conflict]:
        for key, ids in (
            ("criterion", tuple(criterion.id for criterion in self.criteria)),
            ("group", tuple(group.id for group in self.groups)),
        ):
            for position, word in doubled(ids):
                yield twice((key, position, "id"), word)
        adding_up = sum((criterion.points for criterion in self.criteria), Fraction(0))
        if self.criteria and adding_up != self.points:
            yield Conflict(
                ("points",),
                "scheme.points-sum",
                say(
                    "the criteria add up to {sum}, the component is worth {points}",
                    sum=exact_text(adding_up),
                    points=exact_text(self.points),
                ),
                say("change the points of the component or of its criteria"),
                about=(("criterion",),),
            )


Component: TypeAlias = Annotated[Feedback | Ballot | Given, Field(discriminator="kind")]


def _stage_unused() -> Conflict:
    return Conflict(
        ("round",),
        "scheme.stage-unused",
        say("this component has no such stage to round"),
        say("it is rounded once, as a component: round = {{ component = 2 }}"),
        about=(("round",),),
    )
