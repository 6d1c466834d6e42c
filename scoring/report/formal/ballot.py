"""The blank ballot (测评票): what to mark, and how; no name, no number.

The form follows from the scheme: marks are written into a column for each criterion, levels are
ticked in a box under each. Below stand the rules of marking in words.
"""

from collections.abc import Iterator, Mapping, Sequence

from scoring.points import exact_text
from scoring.report.blocks import Blocks, Column, Heading, NewPage, Table, Words, outline
from scoring.report.formal.dossier import Dossier
from scoring.roster import Unit
from scoring.scheme import Ballot, Blank, Group, Scheme
from scoring.wording import Phrase, say

TICK = "□"
"""The box that a level is ticked in."""


def ballot(dossier: Dossier) -> Blocks:
    """Yield one sheet for each round and each group that marks, each on a page of its own.

    Where all units stand on one sheet there is one round; groups that several components name have
    one sheet for all of these.
    """
    units = dossier.roster.units
    by_unit = dossier.scheme.procedure.by_unit
    sheets = [
        (round_, group)
        for round_ in ([(unit,) for unit in units] if by_unit else [units])
        # Without groups, one sheet for everybody.
        for group in _groups(dossier.scheme) or (None,)
    ]
    for position, (round_, group) in enumerate(sheets):
        if position:
            yield NewPage()
        yield from _sheet(dossier, round_, group)


def _groups(scheme: Scheme) -> tuple[Group, ...]:
    """Return the groups that mark in any component, each once; empty where there are none."""
    groups = {group.id: group for part in scheme.of_kind(Ballot) for group in part.groups}
    return tuple(groups.values())


def _sheet(dossier: Dossier, units: Sequence[Unit], group: Group | None) -> Blocks:
    components = [
        one
        for one in dossier.scheme.of_kind(Ballot)
        if group is None or not one.groups or group.id in {own.id for own in one.groups}
    ]
    yield Heading(say("Evaluation ballot"), 1)
    about: list[Words] = [dossier.occasion.title]
    if group is not None:
        about.append(say("For the group: {group}", group=group.title))
    yield outline(*about)
    for component in components:
        if len(components) > 1:
            yield Heading(component.title)
        yield _table(component, units)
    yield Heading(say("How to mark"))
    yield outline(*_rules(dossier.scheme, components))


def _table(component: Ballot, units: Sequence[Unit]) -> Table:
    """Return a row for each unit, with an empty cell for each mark.

    Where levels are ticked, there is a box under each instead.
    """
    if component.worth:
        return _ticked(component, units)
    marks: tuple[Words, ...] = (say("Mark"),)
    if component.criteria:
        marks = tuple(
            say("{title} ({points} points)", title=one.title, points=exact_text(one.points))
            for one in component.criteria
        )
    columns = (Column(say("No.")), Column(say("Unit")), *(Column(mark) for mark in marks))
    rows = tuple(
        (str(number), unit.name, *("" for _ in marks)) for number, unit in enumerate(units, 1)
    )
    return Table(columns, rows, keys=2, by_hand=True)


def _ticked(component: Ballot, units: Sequence[Unit]) -> Table:
    """Return a row for each unit and criterion, with a box under each level."""
    levels = (*(component.worth or {}), *component.not_counted)
    keys: tuple[Words, ...] = (say("No."), say("Unit"))
    if component.criteria:
        keys = (*keys, say("Criterion"))
    rows = tuple(
        (
            str(number),
            unit.name,
            *((one.title,) if component.criteria else ()),
            *(TICK,) * len(levels),
        )
        for number, unit in enumerate(units, 1)
        for one in component.items
    )
    columns = (*map(Column, keys), *map(Column, levels))
    return Table(columns, rows, keys=len(keys), by_hand=True)


def _rules(scheme: Scheme, components: Sequence[Ballot]) -> Iterator[Phrase]:
    """Yield how to mark: for each component what is legal, and what an empty place means.

    After these come the rules that hold for all components.
    """
    for component in components:
        yield _marks(component)
        yield _BLANK[component.blank]
        if component.not_counted and not component.worth:
            yield say("Not counted as marks: {words}.", words=component.not_counted)
    yield say("Who does not mark a unit because of a tie to it writes “recused” in its place.")
    yield say("A ballot that is marked otherwise is void, as a whole or in that place.")
    if scheme.procedure.secret:
        yield say("The ballot is secret: write no name and no number on it.")
    else:
        yield say("The ballots carry names. Name: ____________________")


def _marks(component: Ballot) -> Phrase:
    scale = component.scale
    if scale and not scale.start:
        return say(
            "Give each unit a mark from {floor} to {cap} points, in steps of {step}.",
            floor=exact_text(scale.lowest),
            cap=exact_text(scale.cap),
            step=exact_text(scale.step),
        )
    if scale:
        return say(
            "Give each unit a mark from {floor} to {cap} points, in steps of {step}; "
            "marking starts at {start} points.",
            floor=exact_text(scale.lowest),
            cap=exact_text(scale.cap),
            step=exact_text(scale.step),
            start=exact_text(scale.start),
        )
    if component.allowed:
        marks = tuple(exact_text(mark) for mark in component.allowed)
        return say("Give only these marks: {marks}.", marks=marks)
    return say("Tick one level for each unit; two ticks in one place are void.")


_BLANK: Mapping[Blank, Phrase] = {
    "abstain": say("A place that is left empty is not counted; it is no zero."),
    "void-item": say("A place that is left empty is void and is not counted; it is no zero."),
    "void-ballot": say("If any place is left empty, the whole ballot is void."),
}
