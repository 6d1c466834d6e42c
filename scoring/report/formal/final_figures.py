"""The final figures (最后得分) in the shape of given.csv, for another appraisal to take in."""

from scoring.report.formal.dossier import Dossier
from scoring.report.printed import total_text

COLUMNS = ("unit", "total")
"""The other scheme takes them in as a component with the id ``total``."""


def figures(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return id and published total of each unit, in their official order.

    A unit without a total has an empty figure, which is never zero.
    """
    of_unit = {one.unit.id: one for one in dossier.counted.units}
    return tuple(
        (unit.id, total_text(dossier.scheme, of_unit[unit.id].total) or "")
        for unit in dossier.roster.units
    )
