"""A document's stated rates, held against its own totals (比率核对).

“72.1% gave feedback, 1037 deputies”: 1037 is 72.1 % of 1438 or 1439 only. If the document has a
total of that number, the rate agrees with it; else it agrees with none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scoring.years.handling.denominators import Denominators, denominators, shared
from scoring.years.handling.named_counts import NamedCount, family_of, numerator_of, wholes
from scoring.years.suggestions.totals import StatedRate, Totals


class RateCheck(NamedTuple):
    """One stated rate, and what it can be a rate of."""

    rate: StatedRate
    numerator: int
    """How many it counts."""
    possible: Denominators
    """Every whole number that it can be a rate of."""
    agrees: tuple[NamedCount, ...]
    """The totals that it is a rate of, as stated; empty where there is none."""
    others: tuple[NamedCount, ...]
    """The totals of its year that it is not a rate of, without those that are too small."""


class Together(NamedTuple):
    """Rates that are of one whole, whatever it is: those of one table, or that name one."""

    rates: tuple[StatedRate, ...]
    possible: Denominators
    """What all of them can be of; none where they are not of one whole."""
    agrees: tuple[NamedCount, ...]
    """The document's totals among these."""


def check(rate: StatedRate, totals: Totals, counts: Mapping[str, NamedCount]) -> RateCheck:
    """Return which totals ``rate`` agrees with; where it names its whole, no other is tried.

    ``counts`` are those of ``totals``, by name. Tried are totals of the rate's year that are not
    below its numerator, and are not the numerator itself.
    """
    numerator = numerator_of(rate, counts)
    possible = denominators(numerator, rate.stated, totals.rounding)
    if rate.denominator is not None:
        candidates = [counts[rate.denominator]]
    else:
        candidates = [
            whole
            for whole in wholes(totals, counts)
            if whole.year == (rate.year or totals.year)
            # No part is larger than its whole, and nothing is a rate of nothing.
            and whole.number >= max(numerator, 1)
            and whole.name not in (rate.numerator or ())
        ]
    agrees = tuple(whole for whole in candidates if whole.number in possible)
    others = tuple(whole for whole in candidates if whole.number not in possible)
    return RateCheck(rate, numerator, possible, agrees, others)


def together(
    checks: tuple[RateCheck, ...], totals: Totals, counts: Mapping[str, NamedCount]
) -> Iterator[Together]:
    """Yield each two or more rates that are of one whole, and what that can be.

    Rates of one year with the same named whole, or whose numerators come from one table. Together
    they say more than each alone: 1441 to 1442, 1439 to 1445 and 1442 to 1453 have 1442 in common,
    and nothing else.
    """
    families: dict[tuple[str, int | None], list[RateCheck]] = defaultdict(list)
    for one in checks:
        family = one.rate.denominator or family_of(one.rate, totals)
        if family is not None:
            families[family, one.rate.year].append(one)
    for members in families.values():
        if len(members) > 1:
            possible = shared(one.possible for one in members)
            agrees = tuple(one for one in wholes(totals, counts) if one.number in possible)
            yield Together(tuple(one.rate for one in members), possible, agrees)
