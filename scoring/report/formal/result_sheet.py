"""The result sheet (计票结果报告单): one page, to be signed by tellers and scrutineers."""

from collections.abc import Iterator

from scoring.counting import UnitStanding
from scoring.report.blocks import Blocks, Column, Signatures, Table, Words, outline
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.round_counts import counted_sheets
from scoring.report.printed import NOTHING, component_text, total_text
from scoring.report.ranking import rank_text, remarks
from scoring.roster import Role
from scoring.wording import Phrase, say

SIGNING: tuple[tuple[Phrase, tuple[Role, ...]], ...] = (
    (say("Tellers"), ("teller",)),
    (say("Scrutineers"), ("scrutineer",)),
    (say("Chief scrutineer"), ("chief",)),
)
"""Who signs, from top to bottom, with the roles whose names stand on the line."""


def result_sheet(dossier: Dossier) -> Blocks:
    """Yield what was counted, what it came to, and the lines to sign."""
    yield from head(say("Result sheet of the count"), dossier)
    yield from counted_sheets(dossier)
    yield _table(dossier)
    said = [*remarks(dossier.counted)]
    if dossier.certified_by:
        said.append(say("Certified in the record by {names}.", names=dossier.certified_by))
    if dossier.pins:
        said.append(say("PINs: {set}.", set=dossier.pins))
    if said:
        yield outline(*said)
    yield Signatures(tuple(_lines(dossier)))


def _table(dossier: Dossier) -> Table:
    scheme = dossier.scheme
    columns = (
        Column(say("Unit")),
        Column(say("Counted"), "right"),
        Column(say("Not counted"), "right"),
        *(Column(part.title, "right") for part in scheme.components),
        Column(say("Total"), "right"),
        Column(say("Rank"), "right"),
        *((Column(say("Grade")),) if scheme.grades else ()),
    )
    return Table(columns, tuple(_row(dossier, one) for one in dossier.counted.units))


def _row(dossier: Dossier, one: UnitStanding) -> tuple[Words, ...]:
    """Return one unit's line; counted and not counted add up over all its ballot components."""
    scheme = dossier.scheme
    counted = sum(found.counted for found in one.found.values())
    absent = sum(sum(found.absent.values()) for found in one.found.values())
    parts = zip(scheme.components, one.total.parts, strict=True)
    return (
        one.unit.name,
        str(counted) if one.found else NOTHING,
        str(absent) if one.found else NOTHING,
        *(component_text(scheme, part, figure) or NOTHING for part, figure in parts),
        total_text(scheme, one.total) or NOTHING,
        rank_text(one),
        *((one.grade or NOTHING,) if scheme.grades else ()),
    )


def _lines(dossier: Dossier) -> Iterator[Words]:
    """Yield the lines to sign, each with the names of who has the role, where the list has any."""
    for title, roles in SIGNING:
        names = tuple(one.name for one in dossier.officers(*roles))
        yield say("{title} ({names})", title=title, names=names) if names else title
    yield say("Date")
