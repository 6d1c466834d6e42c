"""The public notice (通报): the order, and no score. It may leave the house."""

from scoring.counting import UnitStanding
from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Signed, Table, Words
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.stamp import day_text
from scoring.report.ranking import rank_text, ties
from scoring.wording import Phrase, say


def notice(dossier: Dossier) -> Blocks:
    """Yield who stands where; units without a rank are named and not ranked.

    Within categories, a table for each. Signed with the host and the meeting's day, or the day of
    the result where that is not known.
    """
    yield Heading(say("Notice of the results of the evaluation"), 1)
    standing, occasion = dossier.counted, dossier.occasion
    ranked = [one for one in standing.units if one.rank is not None]
    yield Paragraph(_sentence(dossier, len(standing.units)))
    if dossier.scheme.total.within:
        for category in dict.fromkeys(one.unit.category for one in ranked):
            yield Heading(category or say("without a category"))
            yield _table([one for one in ranked if one.unit.category == category])
    else:
        yield _table(ranked)
    for said in ties(standing):
        yield Paragraph(said)
    if others := tuple(one.unit.name for one in standing.units if one.rank is None):
        yield Paragraph(say("Not ranked: {units}.", units=others))
    yield Signed(
        tuple(line for line in (occasion.host, day_text(occasion.date or dossier.stamp.at)) if line)
    )


def _sentence(dossier: Dossier, units: int) -> Phrase:
    if not dossier.occasion.date:
        return say(
            "{meeting}: {units} units were evaluated under “{scheme}”. The order is:",
            meeting=dossier.occasion.title, units=units, scheme=dossier.scheme.title,
        )  # fmt: skip
    return say(
        "{meeting}, {day}: {units} units were evaluated under “{scheme}”. The order is:",
        meeting=dossier.occasion.title,
        day=day_text(dossier.occasion.date),
        units=units,
        scheme=dossier.scheme.title,
    )


def _table(units: list[UnitStanding]) -> Table:
    columns = (Column(say("Rank")), Column(say("Unit")))
    rows: tuple[tuple[Words, ...], ...] = tuple((rank_text(one), one.unit.name) for one in units)
    return Table(columns, rows, keys=2)
