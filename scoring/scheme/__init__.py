"""What a rule file says (评分办法): closed, frozen models of every key.

A scheme is data; nothing in it can name code. Unknown keys fail, and what must hold between keys
is checked in the model that has them (``Conflict``). Figures are exact ``Fraction``, in points.

In goes what TOML gives, with decimals as ``Decimal``; ``files.schemefile`` reads the file and
turns what a model refuses into problems with lines. Out comes one ``Scheme``.

>>> from scoring import read_scheme
>>> scheme = read_scheme("hunan-2020").sound()
>>> [(part.kind, part.id, part.points) for part in scheme.components]
[('feedback', 'base', Fraction(20, 1)), ('ballot', 'live', Fraction(80, 1))]
>>> [live] = scheme.of_kind(Ballot)
>>> live.scale.start, live.scale.cap, live.statistic, live.drop
(Fraction(60, 1), Fraction(80, 1), 'mean', None)

- ``whole``: ``Scheme`` itself: total, grades, procedure, and what binds its components
- ``components``: the three kinds of component; ``component_tables``: the tables inside them
- ``choices``: the words that a key may have, and what each of them means
- ``model``: what the tables share: kinds of values (``Points``, ``Share``), conflicts and faults
- ``scheme_json``: a scheme's data as the record keeps it
"""

from scoring.scheme.choices import (
    Blank,
    Ceremony,
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
from scoring.scheme.component_tables import (
    Criterion,
    DropCounts,
    Group,
    Majority,
    Scale,
    StagePlaces,
)
from scoring.scheme.components import Ballot, Component, Feedback, Given
from scoring.scheme.model import Conflict, Fault
from scoring.scheme.whole import Grade, Procedure, Scheme, Total

__all__ = [
    "Ballot",
    "Blank",
    "Ceremony",
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
