"""What the author of a document should be told, each in a sentence that can be sent as it is.

The functions ``of_...`` each go over one part of a cross-check and yield what there is to say of
it. A finding names what it is about by the ids of the document's own file.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from scoring.points import decimal_text
from scoring.wording import Phrase, say
from scoring.years.handling.checks import RateCheck, Together
from scoring.years.handling.denominators import Denominators, percent_text
from scoring.years.handling.named_counts import NamedCount, added, family_of
from scoring.years.suggestions.totals import LevelCounts, StatedChange, StatedRate, Totals

FindingKind: TypeAlias = Literal[
    "no-total",  # agrees with none of the document's totals
    "other-total",  # not of the total that is named
    "unnamed",  # nothing is named that it could be of
    "impossible",  # of no whole number at all
    "together",  # what rates of one table can be of
    "apart",  # rates of one table that are not of one whole
    "outside",  # a level that the rates leave out
    "sum",  # parts that do not add up
    "part",  # a part that is more than its whole
    "points",  # a difference in % that is one in percentage points
    "change",  # a difference that the rates do not have
    "rows",  # a total that the table of suggestions does not have
]


class Finding(NamedTuple):
    """Something that the author of the document should look at, or can rely on."""

    kind: FindingKind
    """Stable, for programs."""
    about: tuple[str, ...]
    """Ids of the rates and totals that it is about."""
    sentence: Phrase
    agrees: bool = False
    """Whether it confirms the document."""


def range_said(possible: Denominators) -> Phrase:
    """Return the whole numbers of ``possible`` in words: “1438 or 1439 only”, “no whole number”."""
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


def of_rate(
    check: RateCheck, totals: Totals, counts: Mapping[str, NamedCount]
) -> Iterator[Finding]:
    """Yield what is to be said of one stated rate, unless it agrees with a total.

    ``counts`` are those of ``totals``. At most one finding: what cannot be comes before what is
    not.
    """
    about = (check.rate.id,)
    if not check.possible:
        yield Finding("impossible", about, _impossible(check))
    elif check.agrees:
        return
    elif check.rate.denominator is not None:
        whole = counts[check.rate.denominator]
        yield Finding("other-total", about, _of_another(check, whole, totals))
    elif check.others:
        yield Finding("no-total", about, _of_none(check, totals))
    else:
        yield Finding("unnamed", about, _unnamed(check))


def of_together(together: Together) -> Finding:
    """Return what rates of one whole say of it: which it is, or that there is no such whole."""
    about = tuple(rate.id for rate in together.rates)
    values: dict[str, object] = {
        "rates": tuple(
            say("{rate} {stated}", rate=rate.title, stated=rate.stated.text)
            for rate in together.rates
        ),
        "possible": range_said(together.possible),
        "wholes": tuple(whole.said for whole in together.agrees),
    }
    if not together.possible:
        sentence = say("{rates}: no whole number fits all of them; they are not of one.", **values)
        return Finding("apart", about, sentence)
    if together.agrees:
        sentence = say("{rates}: all of them are of {possible}, which is {wholes}.", **values)
        return Finding("together", about, sentence, agrees=True)
    sentence = say(
        "{rates}: all of them are of {possible}, which is none of the document's own totals.",
        **values,
    )
    return Finding("together", about, sentence)


def of_levels(
    totals: Totals, counts: Mapping[str, NamedCount], checks: tuple[RateCheck, ...]
) -> Iterator[Finding]:
    """Yield the levels told elsewhere, where the others make up the whole without them.

    Rates of a whole that leaves the dissatisfied out are higher: each finding says what they would
    be with them.
    """
    left_out: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in totals.answers:
        if sum(one.counts.values()) == counts[one.of].number:
            for level, holder in one.elsewhere.items():
                left_out[level, holder, one.of].append(one.part)
    for (level, holder, of), parts in left_out.items():
        more, whole = counts[holder].number, counts[of]
        concerned = [one for one in checks if family_of(one.rate, totals) in parts]
        if more and concerned:
            sentence = say(
                "{level} ({count}{parts}) stands outside the {number} of {whole}. With it there "
                "are {sum}: {rates}.",
                level=level,
                count=more,
                parts=_parts(holder, totals, counts),
                number=whole.number,
                whole=whole.title,
                sum=whole.number + more,
                rates=tuple(_instead(one, whole.number + more, totals) for one in concerned),
            )
            yield Finding("outside", (holder, of), sentence)


def of_sums(totals: Totals, counts: Mapping[str, NamedCount]) -> Iterator[Finding]:
    """Yield the totals whose parts do not add up to them, or are more than they are.

    Levels of answers too, with or without those told elsewhere.
    """
    for total in totals.totals:
        count = counts[total.id]
        if total.sum is not None and added(total, counts) != count.number:
            sentence = say(
                "{whole}: it should be what {terms} add up to, and that is {sum}.",
                whole=count.said,
                terms=tuple(counts[name].said for name in total.sum),
                sum=added(total, counts),
            )
            yield Finding("sum", (total.id, *total.sum), sentence)
        if total.within is not None and count.number > counts[total.within].number:
            sentence = say(
                "{part}: it should be a part of {whole}, and is more than that.",
                part=count.said,
                whole=counts[total.within].said,
            )
            yield Finding("part", (total.id, total.within), sentence)
    for one in totals.answers:
        yield from _of_answers(one, counts)


def of_changes(totals: Totals) -> Iterator[Finding]:
    """Yield the stated differences that are in % or are not those of the stated rates."""
    rates = {rate.id: rate for rate in totals.rates}
    for change in totals.changes:
        if not change.stated.in_points:
            sentence = say(
                "{title}: {stated} is the difference of two rates. It is said in percentage "
                "points ({points} percentage points), not in %.",
                title=change.title,
                stated=change.stated.text,
                points=decimal_text(abs(change.stated.percent)),
            )
            yield Finding("points", () if change.rate is None else (change.rate,), sentence)
        if change.rate is not None and change.before is not None:
            yield from _of_difference(change, rates[change.rate], rates[change.before])


def _values(check: RateCheck) -> dict[str, object]:
    return {
        "rate": check.rate.title,
        "stated": check.rate.stated.text,
        "numerator": check.numerator,
        "possible": range_said(check.possible),
    }


def _impossible(check: RateCheck) -> Phrase:
    """Say that no whole number fits: the numerator or the rate is misprinted."""
    return say("{rate}: {numerator} is {stated} of no whole number at all.", **_values(check))


def _of_another(check: RateCheck, whole: NamedCount, totals: Totals) -> Phrase:
    """Say that the rate is not of the ``whole`` that it names, and of what it can be."""
    return say(
        "{rate}: stated as {stated} of {whole}, but {numerator} of that is {percent}. "
        "{numerator} is {stated} of {possible}.",
        whole=whole.said,
        percent=_percent(check, whole.number, totals),
        **_values(check),
    )


def _of_none(check: RateCheck, totals: Totals) -> Phrase:
    """Say that the rate is of none of the totals, with what each of them would give."""
    return say(
        "{rate}: {numerator} is {stated} of {possible}, which is none of the document's own "
        "totals. They give other figures: {others}.",
        others=tuple(_other(check, whole, totals) for whole in check.others),
        **_values(check),
    )


def _unnamed(check: RateCheck) -> Phrase:
    return say(
        "{rate}: {numerator} is {stated} of {possible}. The document does not name what it is a "
        "rate of.",
        **_values(check),
    )


def _percent(check: RateCheck, whole: int, totals: Totals) -> str:
    """Return the rate that the numerator is of ``whole``, as the document would print it."""
    if not whole:
        return "-"
    return percent_text(check.numerator, whole, check.rate.stated.places, totals.rounding)


def _other(check: RateCheck, whole: NamedCount, totals: Totals) -> Phrase:
    """Say what the rate would be, of another whole."""
    percent = _percent(check, whole.number, totals)
    return say("of {whole} {percent}", whole=whole.said, percent=percent)


def _instead(check: RateCheck, whole: int, totals: Totals) -> Phrase:
    return say(
        "{rate} {percent} instead of {stated}",
        rate=check.rate.title,
        percent=_percent(check, whole, totals),
        stated=check.rate.stated.text,
    )


def _parts(holder: str, totals: Totals, counts: Mapping[str, NamedCount]) -> Phrase | str:
    """Say what is inside the total ``holder``; empty where nothing is."""
    within = tuple(
        say("{count} {title}", count=counts[total.id].number, title=total.title)
        for total in totals.totals
        if total.within == holder
    )
    return say(", of which {parts}", parts=within) if within else ""


def _of_answers(answers: LevelCounts, counts: Mapping[str, NamedCount]) -> Iterator[Finding]:
    """Yield a finding where the levels of one part do not add up to their total."""
    found, whole = sum(answers.counts.values()), counts[answers.of]
    more = sum(counts[name].number for name in answers.elsewhere.values())
    if whole.number not in {found, found + more}:
        sentence = say(
            "{part}: the levels should add up to {whole}, and add up to {sum}.",
            part=answers.title,
            sum=found,
            whole=whole.said,
        )
        yield Finding("sum", (answers.part, answers.of), sentence)


def _of_difference(change: StatedChange, now: StatedRate, before: StatedRate) -> Iterator[Finding]:
    """Yield a finding where the stated rates cannot differ by as much as is stated.

    Each of the three exact figures lies within half a place of what is stated of it.
    """
    difference = now.stated.percent - before.stated.percent
    stated = (now.stated, before.stated, change.stated)
    # With one decimal each that is 0.15: 72.1 against 68.4 is stated as 3.7, and 3.6 or 3.8 could
    # be right too, but 3.9 could not.
    room = sum((Fraction(1, 2 * 10**one.places) for one in stated), Fraction(0))
    if abs(difference - change.stated.percent) >= room:
        sentence = say(
            "{title}: stated as {stated}, but {now} against {before} is a difference of "
            "{difference} percentage points.",
            title=change.title,
            stated=change.stated.text,
            now=now.stated.text,
            before=before.stated.text,
            difference=decimal_text(difference),
        )
        yield Finding("change", (now.id, before.id), sentence)
