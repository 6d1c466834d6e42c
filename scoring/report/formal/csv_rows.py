"""Results and log as rows for a spreadsheet (表格): headings first, figures as texts.

Headings and words are in the language that is spoken; figures are as published. Neutralising what a
spreadsheet takes for a formula is up to the writer.
"""

from collections.abc import Iterable

from scoring.ballots import Absence
from scoring.counting import UnitStanding
from scoring.report.formal.dossier import Dossier
from scoring.report.printed import ABSENCES, component_text, total_text
from scoring.scheme import Ballot
from scoring.wording import say

CsvRow = tuple[str, ...]
"""As long as the row of headings; an empty text where there is no figure."""


def ranking_rows(dossier: Dossier) -> tuple[CsvRow, ...]:
    """Return a row for each unit, in the order of the ranking; headings first."""
    return _rows(dossier, dossier.counted.units)


def summary_rows(dossier: Dossier) -> tuple[CsvRow, ...]:
    """Return the same rows in the official order of the units."""
    of_unit = {one.unit.id: one for one in dossier.counted.units}
    return _rows(dossier, [of_unit[unit.id] for unit in dossier.roster.units])


def log_rows(dossier: Dossier) -> tuple[CsvRow, ...]:
    """Return a row for each line of the log, its time as the record has it; empty without one."""
    heading = (str(say("No.")), str(say("Time")), str(say("What happened")))
    return (heading, *((str(one.number), one.at, str(one.what)) for one in dossier.log))


def _rows(dossier: Dossier, units: Iterable[UnitStanding]) -> tuple[CsvRow, ...]:
    """Return what is known of each unit; an empty cell where there is no figure.

    Rank and unit, the score of each component, total and grade; then for each ballot component how
    many marks were counted, and how many cells of each absence were found.
    """
    scheme = dossier.scheme
    ballots = scheme.of_kind(Ballot)
    heading = (
        *map(str, (say("Rank"), say("Tied"), say("Id"), say("Unit"), say("Category"))),
        *(part.title for part in scheme.components),
        *map(str, (say("Total"), say("Grade"))),
        *(
            f"{ballot.title}: {kind}"
            for ballot in ballots
            for kind in (say("counted"), *ABSENCES.values())
        ),
    )
    return (heading, *(_row(dossier, ballots, one) for one in units))


def _row(dossier: Dossier, ballots: Iterable[Ballot], one: UnitStanding) -> CsvRow:
    scheme = dossier.scheme
    parts = zip(scheme.components, one.total.parts, strict=True)
    found = [one.found[ballot.id] for ballot in ballots]
    return (
        "" if one.rank is None else str(one.rank),
        str(say("yes") if one.tied else say("no")),
        one.unit.id,
        one.unit.name,
        one.unit.category or "",
        *(component_text(scheme, part, figure) or "" for part, figure in parts),
        total_text(scheme, one.total) or "",
        one.grade or "",
        *(
            str(count)
            for own in found
            for count in (own.counted, *(own.absent[kind] for kind in Absence))
        ),
    )
