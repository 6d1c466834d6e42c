"""A document's stated rates, held against its own totals."""

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
    possible: Denominators
    agrees: tuple[NamedCount, ...]
    """The totals that it is a rate of, as stated."""
    others: tuple[NamedCount, ...]
    """The totals of its year that it is not a rate of, without those that are too small."""


class Together(NamedTuple):
    """Rates that are of one whole, whatever it is: those of one table, or that name one."""

    rates: tuple[StatedRate, ...]
    possible: Denominators
    agrees: tuple[NamedCount, ...]


def check(rate: StatedRate, totals: Totals, counts: Mapping[str, NamedCount]) -> RateCheck:
    """Return which totals ``rate`` agrees with; where it names its whole, no other is tried."""
    numerator = numerator_of(rate, counts)
    possible = denominators(numerator, rate.stated, totals.rounding)
    if rate.denominator is not None:
        candidates = [counts[rate.denominator]]
    else:
        candidates = [
            whole
            for whole in wholes(totals, counts)
            if whole.year == (rate.year or totals.year)
            and whole.number >= max(numerator, 1)
            and whole.name not in (rate.numerator or ())
        ]
    agrees = tuple(whole for whole in candidates if whole.number in possible)
    others = tuple(whole for whole in candidates if whole.number not in possible)
    return RateCheck(rate, numerator, possible, agrees, others)


def together(
    checks: tuple[RateCheck, ...], totals: Totals, counts: Mapping[str, NamedCount]
) -> Iterator[Together]:
    """Yield each two or more rates that are of one whole, and what that can be."""
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
