"""Deputies' suggestions (代表建议): their classes, a year's rows, a document's totals."""

from scoring.years.suggestions.promises import Promise
from scoring.years.suggestions.rows import Profile, Suggestion, Suggestions
from scoring.years.suggestions.terms import (
    PARTS,
    HandlingTerms,
    Part,
    ReplyClass,
    Rollup,
    Satisfaction,
)
from scoring.years.suggestions.totals import (
    LevelCounts,
    StatedChange,
    StatedRate,
    StatedTotal,
    Totals,
)

__all__ = [
    "PARTS",
    "HandlingTerms",
    "LevelCounts",
    "Part",
    "Profile",
    "Promise",
    "ReplyClass",
    "Rollup",
    "Satisfaction",
    "StatedChange",
    "StatedRate",
    "StatedTotal",
    "Suggestion",
    "Suggestions",
    "Totals",
]
