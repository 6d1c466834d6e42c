"""Deputies' suggestions (代表建议): their classes, a year's rows, a document's totals."""

from scoring.suggestions.promises import Promise
from scoring.suggestions.rows import Profile, Suggestion, Suggestions
from scoring.suggestions.terms import PARTS, HandlingTerms, Part, ReplyClass, Rollup, Satisfaction
from scoring.suggestions.totals import Answers, StatedChange, StatedRate, Total, Totals

__all__ = [
    "PARTS",
    "Answers",
    "HandlingTerms",
    "Part",
    "Profile",
    "Promise",
    "ReplyClass",
    "Rollup",
    "Satisfaction",
    "StatedChange",
    "StatedRate",
    "Suggestion",
    "Suggestions",
    "Total",
    "Totals",
]
