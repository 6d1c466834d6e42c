"""Deputies' suggestions (代表建议): their classes, a year's rows, a document's totals.

Models only: how they are read is in ``years.files``, what is made of them in ``years.handling``.

- ``terms``: what replies and answers are called here; all local data.
- ``rows``: a suggestion in the hands of one unit, and its profile.
- ``totals``: what a document states, as it states it. ``promises``: one item of a ledger.

>>> from datetime import date
>>> profile = Profile("省水利厅", "主办", "A1", "很满意", "满意",
...                   answered=True, in_time=True, handled_again=False)
>>> Suggestion("0001", "修复灌渠", profile).profile.reply
'A1'
>>> Promise("0012", "省水利厅", "修复灌渠", due=date(2020, 9, 30), year=2020).key
(2020, '0012', '省水利厅')
"""

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
