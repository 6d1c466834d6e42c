"""Which tables a scheme needs, with which columns, and what goes into each.

Ballots of one component without criteria are wide: a row for each ballot, and a column for each
unit, which the secretary adds. With criteria or several components they are long: a row for each
mark.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from scoring.files.ballotfile import BALLOT
from scoring.files.feedbackfile import FEEDBACK_COLUMNS, part_column
from scoring.files.rosterfiles import DEPUTY_COLUMNS, OFFICER_COLUMNS, UNIT_COLUMNS
from scoring.files.spots import COMPONENT, CRITERION, GROUP
from scoring.files.tables.columns import FileColumn
from scoring.points import exact_text
from scoring.scheme import Ballot, Feedback, Given, Scheme
from scoring.wording import Phrase, say


class BlankColumn(NamedTuple):
    """A column to be filled in."""

    column: FileColumn
    note: Phrase
    """What goes into it."""

    def heading(self, *, chinese: bool) -> str:
        """Return the heading in Chinese or English; both are understood."""
        return self.column.chinese if chinese else self.column.key


class BlankTable(NamedTuple):
    """A table to be filled in."""

    name: str
    """Of its file, without the ending."""
    about: tuple[Phrase, ...]
    """What it is for, a sentence each."""
    columns: tuple[BlankColumn, ...]


_UNIT_COLUMN = FileColumn("unit", "单位", needed=True)
_SCORE = FileColumn("score", "得分", needed=True)

IDS = {"id", "ballot", "suggestion", "unit", "deputy", "group", "criterion", "component"}
"""Keys of columns whose texts may look like numbers: 007 must not become 7."""


def blank_tables(scheme: Scheme) -> tuple[BlankTable, ...]:
    """Return the tables that a meeting under ``scheme`` needs, in the order of a secretary's work.

    Units, deputies and officers always; answers, ballots and given figures as there are components.
    """
    return tuple(_tables(scheme))


def numbered(table: BlankTable, voters: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the ``table`` of deputies for so many ``voters``: numbers, and a stand-in.

    From 001 on, in as many digits as the last has, at least three; each is called by its number
    until a name is written over it. None where a deputy has to belong to a group: who belongs
    where, nobody knows yet.
    """
    keys = [column.column.key for column in table.columns]
    if "group" in keys:
        return ()
    numbers = (f"{number:0{max(3, len(str(voters)))}}" for number in range(1, voters + 1))
    known = ({"id": one, "name": str(say("No. {number}", number=one))} for one in numbers)
    return tuple(tuple(cells.get(key, "") for key in keys) for cells in known)


def _tables(scheme: Scheme) -> Iterator[BlankTable]:
    groups = {group.id: group.title for part in scheme.of_kind(Ballot) for group in part.groups}
    yield _of_people(
        "units", UNIT_COLUMNS, say("The units, one row each, in their official order.")
    )
    deputies = [column for column in DEPUTY_COLUMNS if groups or column.key != "group"]
    yield _of_people("deputies", deputies, say("The deputies who may vote, one row each."))
    yield _of_people("officers", OFFICER_COLUMNS, say("Who runs the meeting, one row each."))
    if feedback := scheme.of_kind(Feedback):
        yield BlankTable("feedback", _FEEDBACK, tuple(_feedback(feedback)))
    if ballots := scheme.of_kind(Ballot):
        yield _ballots(ballots, tuple(groups.values()))
    if given := scheme.of_kind(Given):
        yield BlankTable("given", _GIVEN, tuple(_given(given)))


def _of_people(name: str, columns: Sequence[FileColumn], about: Phrase) -> BlankTable:
    noted = (BlankColumn(column, _NOTES[name, column.key]) for column in columns)
    return BlankTable(name, (about,), tuple(noted))


def _feedback(components: tuple[Feedback, ...]) -> Iterator[BlankColumn]:
    suggestion, unit, deputy, role = FEEDBACK_COLUMNS
    yield BlankColumn(suggestion, say("the number of the suggestion"))
    yield BlankColumn(unit, _UNIT)
    yield BlankColumn(deputy, say("who answered; need not stand in the table of deputies"))
    for component in components:
        for part in component.parts:
            levels = tuple(component.worth)
            note = say("one of {levels}; empty where there is no answer", levels=levels)
            yield BlankColumn(part_column(part), note)
    if roles := tuple({role: None for component in components for role in component.roles}):
        yield BlankColumn(
            role, say("the unit's part in the handling, such as {roles}", roles=roles)
        )


def _ballots(components: tuple[Ballot, ...], groups: tuple[str, ...]) -> BlankTable:
    """Return the table of ballots, long or wide; ``groups``: titles, empty where there are none."""
    by_group = [BlankColumn(_needed(GROUP), say("who marked: one of {groups}", groups=groups))]
    own_groups = by_group if groups else []
    number = BlankColumn(BALLOT, say("the number of the ballot"))
    [first, *more] = components
    # A wide table has one mark for each ballot and unit: no room for a second.
    if more or first.criteria:
        columns = (number, *_long(components), *own_groups)
        return BlankTable("ballots", (_LONG, _WORDS), columns)
    marks = say("In them stand the marks: {marks}.", marks=_marks(first))
    return BlankTable("ballots", (_WIDE, marks, _WORDS), (number, *own_groups))


def _long(components: tuple[Ballot, ...]) -> Iterator[BlankColumn]:
    """Yield the columns that say which mark a row is, and the mark itself."""
    yield BlankColumn(_UNIT_COLUMN, _UNIT)
    marks = tuple(dict.fromkeys(str(_marks(component)) for component in components))
    yield BlankColumn(_SCORE, say("the mark: {marks}", marks=marks))
    criteria = tuple(item.title for component in components for item in component.criteria)
    if criteria:
        yield BlankColumn(_needed(CRITERION), say("one of {criteria}", criteria=criteria))
    without = tuple(component.title for component in components if not component.criteria)
    if len(without) > 1:
        yield BlankColumn(_needed(COMPONENT), say("one of {components}", components=without))


def _needed(column: FileColumn) -> FileColumn:
    """Return ``column`` as one that must be filled in under this scheme."""
    return replace(column, needed=True)


def _marks(component: Ballot) -> Phrase:
    """Return what may be marked, in words: a scale, or the levels or figures there are."""
    if scale := component.scale:
        return say(
            "{floor} to {cap} in steps of {step}",
            floor=exact_text(scale.lowest),
            cap=exact_text(scale.cap),
            step=exact_text(scale.step),
        )
    levels = tuple(component.worth or map(exact_text, component.allowed or ()))
    return say("one of {levels}", levels=levels)


def _given(components: tuple[Given, ...]) -> Iterator[BlankColumn]:
    yield BlankColumn(_UNIT_COLUMN, _UNIT)
    for component in components:
        note = say("a figure; a deduction begins with a minus sign")
        yield BlankColumn(FileColumn(component.id, component.title, needed=True), note)


_UNIT = say("the unit's id, or its full name")
_FEEDBACK = (say("The answers before the meeting: one row for each suggestion, unit and deputy."),)
_GIVEN = (say("Figures that were decided elsewhere, one row for each unit."),)
_LONG = say("The marks, one row each.")
_WIDE = say(
    "The ballots, one row each. Add a column for each unit, headed by the unit's id or full name."
)
_WORDS = say(
    "An empty cell is a blank. In a mark's place may stand: "
    "abstain (弃权), recused (回避), void (无效), unknown (不了解)."
)

_NOTES: Mapping[tuple[str, str], Phrase] = {
    ("units", "id"): say("a short code, each unit its own, such as 01"),
    ("units", "name"): say("the official name in full"),
    ("units", "short"): say("a short name, for narrow columns"),
    ("units", "category"): say("the category, where ranks are given within categories"),
    ("units", "ranked"): say("no (否) for a unit that is listed but not ranked; else empty"),
    ("deputies", "id"): say("a short code, each deputy their own, such as 001"),
    ("deputies", "name"): say("the full name"),
    ("deputies", "delegation"): say("the delegation"),
    ("deputies", "group"): say("the group that marks, as the scheme names it"),
    ("deputies", "speaker"): say("yes (是) for a deputy who speaks at the meeting; else empty"),
    ("officers", "id"): say("a short code, each officer their own"),
    ("officers", "name"): say("the full name"),
    ("officers", "role"): say(
        "secretary (工作人员), teller (计票人), scrutineer (监票人) or chief (总监票人)"
    ),
}
