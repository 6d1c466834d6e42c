"""The cross-check as a document (勾稽核对表): what each stated rate can be of, what is amiss."""

from collections.abc import Iterator

from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table, Words, outline
from scoring.report.printed import NOTHING
from scoring.wording import say
from scoring.years.handling.checks import RateCheck
from scoring.years.handling.crosscheck import Crosscheck
from scoring.years.handling.denominators import percent_text
from scoring.years.handling.findings import Finding, range_said

_RATES = (
    Column(say("rate")),
    Column(say("stated"), "right"),
    Column(say("number"), "right"),
    Column(say("can be of")),
    Column(say("the document has")),
)
_LEVELS = (
    Column(say("part")),
    Column(say("level")),
    Column(say("number"), "right"),
    Column(say("of"), "right"),
    Column(say("which are")),
    Column("%", "right"),
)


def crosschecked(found: Crosscheck) -> Blocks:
    """Yield the tables of a cross-check; what they come to is said by ``agreement``.

    Each stated rate with what it can be of, and the levels of the answers; a table without rows is
    left out.
    """
    if found.rates:
        yield Heading(say("Stated rates, and what they can be of"))
        yield Table(_RATES, tuple(map(_rate, found.rates)))
    if found.totals.answers:
        yield Heading(say("Levels of the answers"))
        yield Table(_LEVELS, tuple(_levels(found)), keys=2)


def agreement(findings: tuple[Finding, ...]) -> Blocks:
    """Yield what does not agree, and what does, in sentences; nothing where there is no finding."""
    amiss = [finding.sentence for finding in findings if not finding.agrees]
    sound = [finding.sentence for finding in findings if finding.agrees]
    if amiss:
        yield Heading(say("To be put to the author"))
        yield outline(*amiss)
    if sound:
        yield Heading(say("What the figures confirm"))
        yield outline(*sound)
    if findings and not amiss:
        yield Paragraph(say("Nothing was found that does not agree."))


def _rate(check: RateCheck) -> tuple[Words, ...]:
    titles = tuple(whole.said for whole in check.agrees)
    agrees: Words = say("{wholes}", wholes=titles) if titles else say("none of these")
    # Nothing was tried: the document has no total of that year.
    if not titles and not check.others:
        agrees = NOTHING
    rate = check.rate
    title: Words = rate.title
    if rate.year is not None:
        title = say("{rate} ({year})", rate=rate.title, year=rate.year)
    return (title, rate.stated.text, str(check.numerator), range_said(check.possible), agrees)


def _levels(found: Crosscheck) -> Iterator[tuple[Words, ...]]:
    """Yield a row for each level of each part, with its share as the document would round it."""
    for one in found.totals.answers:
        whole = found.counts[one.of]
        for level, number in one.counts.items():
            percent = (
                percent_text(number, whole.number, rounding=found.totals.rounding)
                if whole.number
                else NOTHING
            )
            yield (one.title, level, str(number), str(whole.number), whole.title, percent)
