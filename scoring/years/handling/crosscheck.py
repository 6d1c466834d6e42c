"""Whether the figures of one document agree with each other (勾稽核对).

For each stated rate: the wholes that it can be of, and which of the document's own totals are
among them. For each table: whether its parts add up. Nothing is put right here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from scoring.years.handling.checks import RateCheck, Together, check, together
from scoring.years.handling.findings import (
    Finding,
    of_changes,
    of_levels,
    of_rate,
    of_sums,
    of_together,
)
from scoring.years.handling.named_counts import NamedCount, counts_of
from scoring.years.suggestions.totals import Totals


class Crosscheck(NamedTuple):
    """Everything in one document that was held against each other."""

    totals: Totals
    counts: Mapping[str, NamedCount]
    """Everything that can be named in the document, by its name."""
    rates: tuple[RateCheck, ...]
    together: tuple[Together, ...]
    """Rates that are of one whole."""
    findings: tuple[Finding, ...]
    """Rates first, then sums, then changes; what confirms the document among them."""


def crosscheck(totals: Totals) -> Crosscheck:
    """Return how the figures of ``totals`` agree with each other.

    Source: docs/handling.md, "What is checked".
    """
    counts = counts_of(totals)
    checks = tuple(check(rate, totals, counts) for rate in totals.rates)
    families = tuple(together(checks, totals, counts))
    findings = (
        *(finding for one in checks for finding in of_rate(one, totals, counts)),
        *map(of_together, families),
        *of_levels(totals, counts, checks),
        *of_sums(totals, counts),
        *of_changes(totals),
    )
    return Crosscheck(totals, counts, checks, families, findings)
