"""``query``, ``rule``, ``clarify``, ``accept``, ``void-sheet``, ``correct``: single cells."""

from collections.abc import Callable

import click

from scoring.cli.meeting.acting import Act, Done, Names, perform
from scoring.cli.meeting.options import (
    Asked,
    cell_parameters,
    command,
    mark_option,
    named,
    note_option,
    officer_option,
    pin_option,
    reason_option,
    round_option,
    with_officer,
)
from scoring.meeting import Meeting
from scoring.meeting.facts import CellFact, ResultComputed, SheetVoided
from scoring.meeting.intentions import Accept, Correct, Query, Rule, VoidSheet
from scoring.meeting.typed_words import cell, round_id, spot
from scoring.wording import Phrase, say


def query_command() -> click.Command:
    """Make ``query``."""
    does = say("Ask what a cell says: illegible, or contradictory.")
    one = (officer_option(), note_option(), pin_option())
    return command("query", query, does, *cell_parameters(), *one)


def rule_command() -> click.Command:
    """Make ``rule``."""
    does = say("Decide a cell that a third reading left open (裁定).")
    return command("rule", _ruling("rule"), does, *_deciding())


def clarify_command() -> click.Command:
    """Make ``clarify``."""
    does = say("Say what a cell that was queried says.")
    return command("clarify", _ruling("clarify"), does, *_deciding())


def accept_command() -> click.Command:
    """Make ``accept``; without a unit, the whole sheet is meant."""
    does = say("Let a mark, or a whole sheet, stand that looked mis-keyed.")
    one = (officer_option(), note_option(), pin_option(), round_option())
    return command("accept", accept, does, *cell_parameters(whole=True), *one)


def void_sheet_command() -> click.Command:
    """Make ``void-sheet``."""
    does = say("Void a whole sheet.")
    sheet = named("sheet", say("SHEET"))
    both = with_officer(second=True)
    return command("void-sheet", void_sheet, does, sheet, *both, reason_option(), round_option())


def correct_command() -> click.Command:
    """Make ``correct``."""
    does = say("Change a cell after the count (更正): the result has a new version.")
    return command("correct", correct, does, *_deciding())


def query(asked: Asked) -> int:
    """Query a cell."""

    def intend(state: Meeting, by: Names) -> list[Query]:
        round_, unit, criterion = spot(state, asked.unit, asked.criterion)
        return [Query(round_, asked.sheet, unit, criterion, by[0], asked.note)]

    return perform(
        asked.folder, Act("query", intend, _noted, asked.naming()), as_json=asked.as_json
    )


def accept(asked: Asked) -> int:
    """Accept a mark, or a whole sheet, that looked mis-keyed."""

    def intend(state: Meeting, by: Names) -> list[Accept]:
        if asked.unit:
            round_, unit, criterion = spot(state, asked.unit, asked.criterion)
        else:
            round_, unit, criterion = round_id(state, asked.round), "", ""
        return [Accept(round_, asked.sheet, unit, criterion, by[0], asked.note)]

    act = Act("accept", intend, _noted, asked.naming())
    return perform(asked.folder, act, as_json=asked.as_json)


def void_sheet(asked: Asked) -> int:
    """Void a sheet."""

    def intend(state: Meeting, by: Names) -> list[VoidSheet]:
        return [VoidSheet(round_id(state, asked.round), asked.sheet, by, asked.reason)]

    act = Act("void-sheet", intend, _noted, asked.both())
    return perform(asked.folder, act, as_json=asked.as_json)


def correct(asked: Asked) -> int:
    """Correct a cell."""

    def intend(state: Meeting, by: Names) -> list[Correct]:
        round_, unit, criterion = spot(state, asked.unit, asked.criterion)
        value = cell(state, criterion, asked.mark)
        return [Correct(((round_, asked.sheet, unit, criterion, value),), by, asked.reason)]

    act = Act("correct", intend, _noted, asked.both())
    return perform(asked.folder, act, as_json=asked.as_json)


def _ruling(name: str) -> Callable[[Asked], int]:
    def rule(asked: Asked) -> int:
        def intend(state: Meeting, by: Names) -> list[Rule]:
            round_, unit, criterion = spot(state, asked.unit, asked.criterion)
            value = cell(state, criterion, asked.mark)
            return [Rule(round_, asked.sheet, unit, criterion, value, by, asked.reason)]

        act = Act(name, intend, _noted, asked.both())
        return perform(asked.folder, act, as_json=asked.as_json)

    return rule


def _deciding() -> tuple[click.Parameter, ...]:
    """Return the parameters of what decides a cell."""
    return (*cell_parameters(), mark_option(), *with_officer(second=True), reason_option())


def _noted(done: Done) -> list[Phrase]:
    said = []
    names = done.session.state.frozen.roster.unit_names
    for fact in done.decision.facts:
        if isinstance(fact, CellFact) and not fact.restricted:
            unit = names.get(fact.unit) or say("the whole sheet")
            said.append(say("Noted: sheet {sheet}, {unit}.", sheet=fact.sheet, unit=unit))
        elif isinstance(fact, SheetVoided):
            said.append(say("Void: sheet {sheet}.", sheet=fact.sheet))
        elif isinstance(fact, ResultComputed):
            told = say(
                "The result has version {number} now; it is to be certified and revealed anew.",
                number=fact.version,
            )
            said.append(told)
    return said
