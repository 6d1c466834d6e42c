"""The announcement (主持词): read aloud as it stands, its figures as they are spoken."""

from collections.abc import Iterator
from itertools import groupby

from scoring.counting import UnitStanding
from scoring.report.blocks import Blocks, Heading, Paragraph
from scoring.report.deciding import Deciding, deciding
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.round_counts import sentences
from scoring.report.formal.spoken import Spoken
from scoring.report.printed import total_text
from scoring.wording import Phrase, say


def announcement(dossier: Dossier) -> Blocks:
    """Yield what the chair says, from the count to the last unit of the ranking.

    Figures are ``Spoken``. What is not certified says first, in brackets, that it is not to be read
    aloud. The dossier must have a standing.
    """
    yield Heading(say("Announcement of the results"), 1)
    if dossier.stamp.state not in {"certified", "corrected"}:
        yield Paragraph(say("[Not to be read aloud: this result is not certified.]"))
    yield Paragraph(say("I announce the results of the evaluation."))
    for sentence in sentences(dossier, aloud=True):
        yield Paragraph(sentence)
    if dossier.certified_by:
        yield Paragraph(
            say("The count was supervised and certified by {names}.", names=dossier.certified_by)
        )
    yield Paragraph(say("The results, in the order of the ranking:"))
    yield from map(Paragraph, _results(dossier))
    yield Paragraph(say("This ends the announcement."))


def _results(dossier: Dossier) -> Iterator[Phrase]:
    """Yield a sentence for each rank, best first.

    After them who is not ranked. Categories come one by one.
    """
    units = dossier.counted.units
    ranked = [one for one in units if one.rank is not None]
    within = dossier.scheme.total.within is not None
    # Ranked units come category by category where ranks are within them, and by rank inside.
    for category, own in groupby(ranked, key=lambda one: one.unit.category if within else None):
        if within:
            yield say("In the category {category}:", category=category or say("without a category"))
        field = tuple(own)
        decided = deciding(dossier.scheme, field)
        for rank, place in groupby(field, key=lambda one: one.rank):
            level = tuple(place)
            said = _said(dossier, rank or 0, level)
            for one in decided.get(level[0].unit.id, ()):
                said = _told_apart(said, one)
            yield said
    if others := tuple(one.unit.name for one in units if one.rank is None):
        yield say("Not ranked: {units}.", units=others)


def _said(dossier: Dossier, rank: int, level: tuple[UnitStanding, ...]) -> Phrase:
    """Say a rank and who holds it; level units may have different totals only by a tie-break.

    ``level``: all that share ``rank``, at least one.
    """
    place = Spoken(str(rank))
    if len(level) == 1:
        [one] = level
        return say(
            "Rank {rank}: {unit}, {total} points.",
            rank=place, unit=one.unit.name, total=_total(dossier, one),
        )  # fmt: skip
    return say(
        "Rank {rank}, shared: {units}, {total} points each.",
        rank=place,
        units=tuple(one.unit.name for one in level),
        total=_total(dossier, level[0]),
    )


def _told_apart(sentence: Phrase, one: Deciding) -> Phrase:
    """Add to what is said of a place why it is not that of others with the same total."""
    if one.by:
        return say(
            "{sentence} Others have the same total; {figure} decides, with {value} points.",
            sentence=sentence, figure=one.by, value=Spoken(one.text),
        )  # fmt: skip
    return say(
        "{sentence} Others have the same total; decimal {place} decides, with {value} points.",
        sentence=sentence, place=Spoken(str(one.places)), value=Spoken(one.text),
    )  # fmt: skip


def _total(dossier: Dossier, one: UnitStanding) -> Spoken:
    return Spoken(total_text(dossier.scheme, one.total) or "")
