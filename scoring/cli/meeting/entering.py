"""``pingyi enter``: what two people read on the sheets (录入).

Without ``--file`` sheets are asked for one by one (``asking``). A file is a table like ballots.csv,
of one person's reading; it may be given again, longer or after a failure, and only what is new is
entered. Nobody's reading is shown to anybody, only numbers of cells and sheets.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import click

from scoring.ballots import Cell
from scoring.cli.endings import problem_lines
from scoring.cli.meeting.acting import Doing, perform
from scoring.cli.meeting.asking import ask_sheets
from scoring.cli.meeting.opening import viewed
from scoring.cli.meeting.options import (
    CommandWords,
    command,
    officer_option,
    pin_option,
    round_option,
    text_option,
)
from scoring.cli.output import tell
from scoring.errors import HasProblems, errors_of
from scoring.files.ballotfile import CellName, read_cells
from scoring.files.file_problems import Findings
from scoring.files.tables import read_table
from scoring.meeting import Decision, Meeting
from scoring.meeting.acts import CellRead, Read
from scoring.meeting.facts import Names
from scoring.meeting.reading_rules import thirds_due
from scoring.meeting.state import Rules
from scoring.meeting.typed_words import refused, round_id, rules_of, sheet_numbers
from scoring.meeting.verification import open_cells
from scoring.roster import Unit
from scoring.scheme import Ballot
from scoring.wording import Phrase, say

EnteredCells: TypeAlias = Mapping[CellName, Cell]


def enter_command() -> click.Command:
    """Make ``enter``."""
    file = click.Option(
        ["--file"],
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar=str(say("FILE")),
        help=str(say("A table of what was read; else sheet by sheet is asked.")),
    )
    third = click.Option(
        ["--third"], is_flag=True, help=str(say("A third reading, of the cells that differ."))
    )
    sheets = text_option("--sheets", say("001-030"), say("Only these sheets."))
    does = say("Enter what OFFICER reads on the sheets; nobody else's reading is shown.")
    return command(
        "enter", enter, does, officer_option(), round_option(), third, file, sheets, pin_option()
    )


def enter(asked: CommandWords) -> int:
    """Enter a reading, from a file or sheet by sheet; return the exit code.

    Raises HasProblems where the file has errors (then nothing is entered), Forbidden, Refused, and
    what a record does.
    """
    if asked.file is None:
        return ask_sheets(asked)
    present = viewed(asked.folder).state
    round_ = round_id(present, asked.round)
    read = _read_file(asked.file, rules_of(present), round_)
    only = sheet_numbers(asked.sheets) if asked.sheets else None
    read = {name: cell for name, cell in read.items() if only is None or name[0] in only}

    def wished(state: Meeting, by: Names) -> list[Read]:
        cells = _taken(state, round_, by[0], read, third=asked.third)
        return [Read(round_, by[0], cells, asked.third)]

    def said(state: Meeting, decision: Decision) -> list[Phrase]:
        return _said(state, decision, round_, third=asked.third)

    doing = Doing("enter", wished, asked.naming(), said=said)
    return perform(asked.folder, doing, as_json=asked.as_json)


def _read_file(path: Path, rules: Rules, round_: str) -> EnteredCells:
    """Return what the table at ``path`` says. Raises HasProblems."""
    if round_ not in rules.round_ids:
        told = say("there is no round {id}; these are: {ids}", id=round_, ids=rules.round_ids)
        raise refused("round.unknown", told)
    table = read_table(path, path.name)
    findings = Findings()
    units = tuple(_of_round(rules.roster.units, round_))
    cells = read_cells(table, units, rules.scheme.of_kind(Ballot), findings)
    problems = (*table.problems, *findings.problems())
    if errors_of(problems):
        raise HasProblems(problems)
    if problems:
        tell(*problem_lines(problems))
    return cells


def _of_round(units: Iterable[Unit], round_: str) -> Iterable[Unit]:
    return (unit for unit in units if round_ in {"all", unit.id})


def _taken(
    state: Meeting, round_: str, officer: str, read: EnteredCells, *, third: bool
) -> tuple[tuple[str, str, str, Cell], ...]:
    """Return the cells that are new; of a third reading, those that wait for one.

    Entering the same once more changes nothing: nobody can tell whether a broken line had
    acknowledged it.
    """
    sheets = state.round(round_).sheets
    due = thirds_due(state, state.round(round_)) if third else ()
    waiting = {(sheet.number, *spot) for sheet, spot in due}
    return tuple(
        (*name, cell)
        for name, cell in read.items()
        if not (name[0] in sheets and sheets[name[0]].void)
        if name in waiting or (not third and not _known(state, round_, officer, name, cell))
    )


def _known(state: Meeting, round_: str, officer: str, name: CellName, cell: Cell) -> bool:
    number, *spot = name
    sheet = state.round(round_).sheets.get(number)
    return sheet is not None and sheet.readings.get(officer, {}).get((spot[0], spot[1])) == cell


def _said(state: Meeting, decision: Decision, round_: str, *, third: bool) -> list[Phrase]:
    read = [fact for fact in decision.facts if isinstance(fact, CellRead)]
    sheets = {fact.sheet for fact in read}
    taken = say("Taken: {cells} cells, on {sheets} sheets.", cells=len(read), sheets=len(sheets))
    if third:
        left = say("Cells that still differ: {count}.", count=_still_open(state, round_))
        return [taken, left]
    return [taken]


def _still_open(state: Meeting, round_: str) -> int:
    return len(open_cells(state, state.round(round_)))
