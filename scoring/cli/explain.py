"""``pingyi explain``: how one unit's score came about."""

from collections.abc import Sequence
from pathlib import Path

import click

from scoring.cli.endings import DONE, REFUSED
from scoring.cli.meetings import ranked
from scoring.cli.output import show_document, tell
from scoring.cli.parameters import folder_argument, scheme_option
from scoring.files.names import clean_name
from scoring.report.blocks import Paragraph
from scoring.report.explanation import explanation
from scoring.roster import Unit
from scoring.wording import say


def command() -> click.Command:
    """Make the command."""
    unit = click.Argument(["unit"], metavar=str(say("UNIT")))
    return click.Command(
        "explain",
        callback=explain,
        params=[folder_argument(), unit, scheme_option()],
        help=str(say("Show how the score of UNIT came about; its id, its name or a part of it.")),
    )


def explain(folder: Path, unit: str, scheme: str | None) -> int:
    """Explain where ``unit`` (an id, a name, or a part that only one name has) stands."""
    found = ranked(folder, scheme)
    meant = units_meant(found.papers.units, unit)
    if len(meant) != 1:
        _tell_which(unit, meant, found.papers.units)
        return REFUSED
    [one] = [one for one in found.standing.units if one.unit.id == meant[0].id]
    told = explanation(found.standing, one, found.papers, found.source, found.occasion)
    show_document([*map(Paragraph, found.marked), *told])
    return DONE


def units_meant(units: Sequence[Unit], text: str) -> list[Unit]:
    """Return the units that ``text`` may mean: by id, else name, else short name, else a part."""
    text = clean_name(text)
    ways = (
        [unit for unit in units if unit.id == text],
        [unit for unit in units if unit.name == text],
        [unit for unit in units if text and unit.short == text],
        [unit for unit in units if text and text in unit.name],
    )
    return next((found for found in ways if found), [])


def _tell_which(text: str, meant: Sequence[Unit], units: Sequence[Unit]) -> None:
    if meant:
        tell(say("{text} may mean more than one unit:", text=text))
    else:
        tell(say("There is no unit {text}. The units are:", text=text))
    tell(*(f"  {unit.id}  {unit.name}" for unit in meant or units))
