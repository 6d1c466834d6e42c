"""Whether the figures of one document agree with each other (勾稽核对).

For each stated rate: the wholes that it can be of, and which of the document's own totals are
among them. For each table: whether its parts add up. What does not agree is a finding, in a
sentence that can be sent to the document's author.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from scoring.handling.counts import (
    Count,
    added,
    counts_of,
    family_of,
    numerator_of,
    wholes,
)
from scoring.handling.denominators import Denominators, denominators, percent_text, shared
from scoring.points import decimal_text
from scoring.suggestions.totals import Answers, Stated, StatedChange, StatedRate, Totals
from scoring.wording import Phrase, say

Kind: TypeAlias = Literal[
    "no-total", "other-total", "unnamed", "impossible", "together", "apart", "outside", "sum",
    "part", "points", "change", "rows",
]  # fmt: skip
"""What sort of finding: of the last places in a sentence, for programs."""


class Finding(NamedTuple):
    """Something that the author of the document should look at, or can rely on."""

    kind: Kind
    about: tuple[str, ...]
    """Ids of the rates and totals that it is about."""
    sentence: Phrase
    agrees: bool = False
    """Whether it confirms the document."""


class RateCheck(NamedTuple):
    """One stated rate, held against the totals."""

    rate: StatedRate
    numerator: int
    possible: Denominators
    agrees: tuple[Count, ...]
    """The totals that it is a rate of, as stated."""
    others: tuple[Count, ...]
    """The totals of the same year that it is not a rate of, though none is too small."""


class Together(NamedTuple):
    """Rates that are of one whole, whatever it is: those of one table, or that name one."""

    rates: tuple[StatedRate, ...]
    possible: Denominators
    agrees: tuple[Count, ...]


class Crosscheck(NamedTuple):
    """Everything that was held against each other in one document."""

    totals: Totals
    counts: Mapping[str, Count]
    rates: tuple[RateCheck, ...]
    together: tuple[Together, ...]
    findings: tuple[Finding, ...]


def crosscheck(totals: Totals) -> Crosscheck:
    """Return how the figures of ``totals`` agree with each other."""
    counts = counts_of(totals)
    checks = tuple(_check(rate, totals, counts) for rate in totals.rates)
    together = tuple(_together(checks, totals, counts))
    findings = (
        *(finding for check in checks for finding in _of_rate(check, totals, counts)),
        *map(_of_together, together),
        *_outside(totals, counts, checks),
        *_sums(totals, counts),
        *_changes(totals),
    )
    return Crosscheck(totals, counts, checks, together, findings)


def range_said(possible: Denominators) -> Phrase:
    """Return the whole numbers of ``possible`` in words."""
    least, most = possible
    if not possible:
        return say("no whole number")
    if most is None:
        return say("{least} or more", least=least)
    if most == least:
        return say("{number} only", number=least)
    if most == least + 1:
        return say("{least} or {most} only", least=least, most=most)
    return say("{least} to {most}", least=least, most=most)


def _check(rate: StatedRate, totals: Totals, counts: dict[str, Count]) -> RateCheck:
    numerator = numerator_of(rate, counts)
    possible = denominators(numerator, rate.stated, totals.rounding)
    year = rate.year or totals.year
    own = set(rate.numerator or ())
    candidates = [
        one
        for one in wholes(totals, counts)
        if one.year == year and one.number >= max(numerator, 1) and one.name not in own
    ]
    if rate.denominator is not None:
        candidates = [counts[rate.denominator]]
    return RateCheck(
        rate,
        numerator,
        possible,
        tuple(one for one in candidates if one.number in possible),
        tuple(one for one in candidates if one.number not in possible),
    )


def _together(
    checks: tuple[RateCheck, ...], totals: Totals, counts: dict[str, Count]
) -> Iterator[Together]:
    families: dict[tuple[str, int | None], list[RateCheck]] = defaultdict(list)
    for check in checks:
        family = check.rate.denominator or family_of(check.rate, totals)
        if family is not None:
            families[family, check.rate.year].append(check)
    for family in families.values():
        if len(family) > 1:
            possible = shared(check.possible for check in family)
            agrees = tuple(one for one in wholes(totals, counts) if one.number in possible)
            yield Together(tuple(check.rate for check in family), possible, agrees)


def _of_rate(check: RateCheck, totals: Totals, counts: dict[str, Count]) -> Iterator[Finding]:
    rate, possible = check.rate, check.possible
    values: dict[str, object] = {
        "rate": rate.title,
        "stated": rate.stated.text,
        "numerator": check.numerator,
        "possible": range_said(possible),
    }
    if not possible:
        kind: Kind = "impossible"
        sentence = say("{rate}: {numerator} is {stated} of no whole number at all.", **values)
    elif check.agrees:
        return
    elif rate.denominator is not None:
        kind, whole = "other-total", counts[rate.denominator]
        sentence = say(
            "{rate}: stated as {stated} of {whole}, but {numerator} of that is {percent}. "
            "{stated} would be of {possible}.",
            whole=whole.said,
            percent=_percent(check.numerator, whole, rate.stated, totals),
            **values,
        )
    elif check.others:
        kind = "no-total"
        sentence = say(
            "{rate}: {numerator} is {stated} of {possible}, which is none of the document's own "
            "totals. They give: {others}.",
            others=tuple(_other(check, whole, totals) for whole in check.others),
            **values,
        )
    else:
        kind = "unnamed"
        sentence = say(
            "{rate}: {numerator} is {stated} of {possible}. The document does not name what it "
            "is a rate of.",
            **values,
        )
    yield Finding(kind, (rate.id,), sentence)


def _other(check: RateCheck, whole: Count, totals: Totals) -> Phrase:
    percent = _percent(check.numerator, whole, check.rate.stated, totals)
    return say("of {whole} {percent}", whole=whole.said, percent=percent)


def _percent(numerator: int, whole: Count, stated: Stated, totals: Totals) -> str:
    if not whole.number:
        return "-"
    return percent_text(numerator, whole.number, stated.places, totals.rounding)


def _of_together(together: Together) -> Finding:
    about = tuple(rate.id for rate in together.rates)
    said = tuple(
        say("{rate} {stated}", rate=rate.title, stated=rate.stated.text) for rate in together.rates
    )
    if not together.possible:
        sentence = say("{rates}: no whole number fits all of them, so they are not of one.",
                       rates=said)  # fmt: skip
        return Finding("apart", about, sentence)
    possible = range_said(together.possible)
    if not together.agrees:
        sentence = say(
            "{rates}: all together are of {possible}, which is none of the document's own totals.",
            rates=said,
            possible=possible,
        )
        return Finding("together", about, sentence)
    sentence = say(
        "{rates}: all together are of {possible}. That is {wholes}.",
        rates=said,
        possible=possible,
        wholes=tuple(one.said for one in together.agrees),
    )
    return Finding("together", about, sentence, agrees=True)


def _outside(
    totals: Totals, counts: dict[str, Count], checks: tuple[RateCheck, ...]
) -> Iterator[Finding]:
    """Yield the levels that are told elsewhere, where the others make up the whole without them."""
    left_out: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in totals.answers:
        if sum(one.counts.values()) == counts[one.of].number:
            for level, holder in one.elsewhere.items():
                left_out[level, holder, one.of].append(one.part)
    for (level, holder, of), parts in left_out.items():
        more, whole = counts[holder].number, counts[of]
        if not more:
            continue
        with_them = tuple(
            say(
                "{rate} {percent} instead of {stated}",
                rate=check.rate.title,
                percent=percent_text(
                    check.numerator,
                    whole.number + more,
                    check.rate.stated.places,
                    totals.rounding,
                ),
                stated=check.rate.stated.text,
            )
            for check in checks
            if family_of(check.rate, totals) in parts
        )
        sentence = say(
            "{level} ({count}{parts}) stands outside the {number} of {whole}. With them there are "
            "{sum}: {rates}.",
            level=level,
            count=more,
            parts=_parts(holder, totals, counts),
            number=whole.number,
            whole=whole.title,
            sum=whole.number + more,
            rates=with_them or say("no rate is stated"),
        )
        yield Finding("outside", (holder, of), sentence)


def _parts(holder: str, totals: Totals, counts: dict[str, Count]) -> Phrase | str:
    within = tuple(counts[total.id].said for total in totals.totals if total.within == holder)
    return say(", of which {parts}", parts=within) if within else ""


def _sums(totals: Totals, counts: dict[str, Count]) -> Iterator[Finding]:
    for total in totals.totals:
        count = counts[total.id]
        if total.sum is not None and added(total, counts) != count.number:
            sentence = say(
                "{whole} is what {terms} should add up to; they add up to {sum}.",
                whole=count.said,
                terms=tuple(counts[name].said for name in total.sum),
                sum=added(total, counts),
            )
            yield Finding("sum", (total.id, *total.sum), sentence)
        if total.within is not None and count.number > counts[total.within].number:
            sentence = say(
                "{part} should be a part of {whole}, and is more than that.",
                part=count.said,
                whole=counts[total.within].said,
            )
            yield Finding("part", (total.id, total.within), sentence)
    for one in totals.answers:
        yield from _levels(one, counts)


def _levels(answers: Answers, counts: dict[str, Count]) -> Iterator[Finding]:
    found, whole = sum(answers.counts.values()), counts[answers.of]
    more = sum(counts[name].number for name in answers.elsewhere.values())
    if whole.number not in {found, found + more}:
        sentence = say(
            "{part}: the levels add up to {sum}, and should to {whole}.",
            part=answers.title,
            sum=found,
            whole=whole.said,
        )
        yield Finding("sum", (answers.part, answers.of), sentence)


def _changes(totals: Totals) -> Iterator[Finding]:
    rates = {rate.id: rate for rate in totals.rates}
    for change in totals.changes:
        if not change.stated.in_points:
            sentence = say(
                "{title}: {stated} is a difference between two rates. Such a difference is said "
                "in percentage points: {points} percentage points, not %.",
                title=change.title,
                stated=change.stated.text,
                points=decimal_text(abs(change.stated.percent)),
            )
            yield Finding("points", tuple(filter(None, (change.rate,))), sentence)
        if change.rate is not None and change.before is not None:
            yield from _difference(change, rates[change.rate], rates[change.before])


def _difference(change: StatedChange, now: StatedRate, before: StatedRate) -> Iterator[Finding]:
    """Yield the difference between two stated rates where it is not the one that is stated.

    The exact rates may lie half a place beside the stated ones, each to its own side; so a
    difference may be one place beside theirs.
    """
    difference = now.stated.percent - before.stated.percent
    place = Fraction(1, 10 ** min(now.stated.places, before.stated.places))
    if abs(difference - change.stated.percent) > place:
        sentence = say(
            "{title}: stated as {stated}, but {now} against {before} is {difference} "
            "percentage points.",
            title=change.title,
            stated=change.stated.text,
            now=now.stated.text,
            before=before.stated.text,
            difference=decimal_text(difference),
        )
        yield Finding("change", (now.id, before.id), sentence)
