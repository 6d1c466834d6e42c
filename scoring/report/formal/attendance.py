"""The sign-in sheet (签到表): who is expected, with room to sign; printed before the meeting."""

from itertools import groupby

from scoring.report.blocks import Blocks, Column, Heading, Paragraph, Table
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier
from scoring.roster import Deputy
from scoring.wording import say


def attendance(dossier: Dossier) -> Blocks:
    """Yield a row to sign for each deputy, delegation by delegation, then for the officers.

    Deputies are numbered through all delegations, officers by themselves. Without a list of
    deputies a sentence says which file is missing.
    """
    yield from head(say("Sign-in sheet"), dossier)
    deputies = dossier.roster.deputies
    if not deputies:
        yield Paragraph(say("There is no list of deputies; add deputies.csv."))
    number = 0
    for delegation, members in groupby(deputies, key=lambda one: one.delegation):
        own = tuple(members)
        if delegation:
            yield Heading(
                say("{delegation}: {count} deputies", delegation=delegation, count=len(own))
            )
        yield _table(own, number)
        number += len(own)
    if officers := dossier.roster.officers:
        yield Heading(say("Officers"))
        columns = (Column(say("No.")), Column(say("Name")), Column(say("Signature")))
        rows = tuple((str(at), one.name, "") for at, one in enumerate(officers, 1))
        yield Table(columns, rows, by_hand=True)


def _table(deputies: tuple[Deputy, ...], before: int) -> Table:
    """Return rows for ``deputies``; ``before``: how many stand in the tables above."""
    columns = (
        Column(say("No.")),
        Column(say("Name")),
        Column(say("Signature")),
        Column(say("Remarks")),
    )
    rows = tuple((str(number), one.name, "", "") for number, one in enumerate(deputies, before + 1))
    return Table(columns, rows, by_hand=True)
