"""The words that a scheme chooses among (选项), key by key.

>>> of_levels("majority"), renormalised("no-total")
(True, False)
>>> decisive("exact", published="73.91", exact="73.905")
'73.905'

Whoever branches on one of them does so by ``match`` with ``assert_never``, or by a table that
``tests/unit/test_choices.py`` holds total: a word added here alone is a type error, or a failing
test, in every place that must know it.
"""

from typing import Literal, TypeAlias, TypeVar, assert_never

Value = TypeVar("Value")

StatisticName: TypeAlias = Literal["mean", "median", "majority"]
"""What the marks at one spot become; ``scoring.counting.statistics`` counts them."""
MajorityOf: TypeAlias = Literal["members", "present", "valid"]
"""What a majority is of: 全体组成人员, all ballots, or the valid marks."""
Enough: TypeAlias = Literal["half", "more-than-half"]
"""达到半数, or 过半数."""
GatheredBy: TypeAlias = Literal["answer", "suggestion", "deputy"]
"""What answers are brought together by, before the mean over a unit is taken."""
Blank: TypeAlias = Literal["abstain", "void-item", "void-ballot"]
"""What an empty cell of a ballot is."""
GroupOrder: TypeAlias = Literal["criterion-first", "group-first"]
"""Whether the groups are brought together in each criterion, or the criteria in each group."""
GroupMissing: TypeAlias = Literal["renormalise", "no-total"]
"""What becomes of a unit where a group gave it no valid mark."""
Decisive: TypeAlias = Literal["published", "exact"]
"""Which total decides: as it is published, or before its rounding."""
Ties: TypeAlias = Literal["competition", "dense"]
"""1, 1, 3 or 1, 1, 2."""
Within: TypeAlias = Literal["category"]
"""What units are ranked within."""
Secrecy: TypeAlias = Literal["secret", "named"]
"""无记名, or 记名."""
RoundsOf: TypeAlias = Literal["all", "unit"]
"""One round for all units, or one for each."""
Ceremony: TypeAlias = Literal["strict", "simple", "devices"]
"""How much is done around the marks: 严格, 简易, 设备; what holds where nothing else is said."""
Verification: TypeAlias = Literal["double", "device", "none"]
"""Every sheet is read by two people, the marks come from devices, or it is read once."""


def of_levels(statistic: StatisticName) -> bool:
    """Whether levels are added up, from the best, instead of what the marks are worth."""
    match statistic:
        case "mean" | "median":
            return False
        case "majority":
            return True
        case never:
            assert_never(never)


def renormalised(missing: GroupMissing) -> bool:
    """Whether a group without a value is left out, and the weights of the others raised."""
    match missing:
        case "renormalise":
            return True
        case "no-total":
            return False
        case never:
            assert_never(never)


def decisive(on: Decisive, *, published: Value, exact: Value) -> Value:
    """Return the one of two that ``on``, the value of ``rank_on`` or ``grade_on``, names."""
    match on:
        case "published":
            return published
        case "exact":
            return exact
        case never:
            assert_never(never)
