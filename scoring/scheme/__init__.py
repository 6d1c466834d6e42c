"""What a rule file says (评分办法): closed, frozen models of every key.

A scheme is data; nothing in it can name code. Unknown keys fail, and what must hold between keys
is checked in the model that has them (``Conflict``).
"""

from scoring.scheme.choices import (
    Blank,
    Decisive,
    Enough,
    GatheredBy,
    GroupMissing,
    GroupOrder,
    MajorityOf,
    RoundsOf,
    Secrecy,
    StatisticName,
    Ties,
    Verification,
    Within,
    decisive,
    of_levels,
    renormalised,
)
from scoring.scheme.components import (
    Ballot,
    Component,
    Criterion,
    DropCounts,
    Feedback,
    Given,
    Group,
    Majority,
    Scale,
    StagePlaces,
)
from scoring.scheme.model import Conflict, Fault
from scoring.scheme.whole import Grade, Procedure, Scheme, Total

__all__ = [
    "Ballot",
    "Blank",
    "Component",
    "Conflict",
    "Criterion",
    "Decisive",
    "DropCounts",
    "Enough",
    "Fault",
    "Feedback",
    "GatheredBy",
    "Given",
    "Grade",
    "Group",
    "GroupMissing",
    "GroupOrder",
    "Majority",
    "MajorityOf",
    "Procedure",
    "RoundsOf",
    "Scale",
    "Scheme",
    "Secrecy",
    "StagePlaces",
    "StatisticName",
    "Ties",
    "Total",
    "Verification",
    "Within",
    "decisive",
    "of_levels",
    "renormalised",
]
