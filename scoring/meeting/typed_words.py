"""What typed words mean in a meeting (释义): deputies, units, rounds, cells, marks, sheets.

Words come as a person typed them, at a screen or behind a command; out come ids and cells, as
wishes have them. What is not clear is refused (Forbidden, with one refusal). A name that means
nobody stays as it is, and the act refuses it: so all refusals come together.

>>> sheet_numbers("001-003, 063")
('001', '002', '003', '063')
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scoring.ballots import MEANT, SIGNS, Cell, IllegalMark, Marking, as_cell, spelled
from scoring.files.names import clean_name
from scoring.meeting.asks import Known
from scoring.meeting.refusals import Forbidden, Refusal, wrong_phase
from scoring.meeting.state import Meeting, Rules
from scoring.roster import Deputy, Officer
from scoring.wording import Phrase, say

MOST_SHEETS = 9_999
"""Sheets that one range of numbers may hold."""

_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_SEPARATORS = re.compile(r"[,，、;；\s]+")


class RoundSpot(NamedTuple):
    """A cell, and the round whose sheets have it."""

    round: str
    unit: str
    criterion: str


def rules_of(state: Meeting) -> Rules:
    """Return the rules; raises Forbidden where nothing is frozen yet."""
    if state.rules is None:
        raise Forbidden(tuple(wrong_phase(state, "frozen", "open")))
    return state.rules


def deputy_ids(state: Meeting, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the deputies meant, by id or name; what means nobody stays as it is.

    Raises Forbidden where a name is that of two deputies.
    """
    return _ids(rules_of(state).roster.deputies, texts)


def officer_ids(state: Meeting, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the officers meant, by id or name; what means nobody stays as it is.

    Raises Forbidden where a name is that of two officers.
    """
    return _ids(rules_of(state).roster.officers, texts)


def unit_id(rules: Rules, text: str) -> str:
    """Return the id of the unit meant, by id, name or short name; else ``text`` as it is."""
    text = clean_name(text)
    units = rules.roster.units
    ways = ("id", "name", "short")
    found = (unit.id for way in ways for unit in units if text and getattr(unit, way) == text)
    return next(found, text)


def round_id(state: Meeting, text: str | None) -> str:
    """Return the id of the round meant: ``all``, or that of the unit ``text`` means.

    None: the only round there is. Raises Forbidden where there are several, or nothing is frozen.
    """
    rules = rules_of(state)
    if text is not None:
        return unit_id(rules, text)
    if len(rules.round_ids) > 1:
        told = say("say which round; these are: {ids}", ids=rules.round_ids)
        raise refused("round.which", told)
    return rules.round_ids[0]


def spot(state: Meeting, unit: str, criterion: str | None) -> RoundSpot:
    """Return the cell meant: ``unit`` by id or name, ``criterion`` by id or title.

    ``criterion`` may be None where a sheet has only one. Raises Forbidden where it is not clear
    which criterion is meant; a unit that there is not stays as it was typed.
    """
    rules = rules_of(state)
    unit = unit_id(rules, unit)
    round_ = "all" if "all" in rules.round_ids else unit
    criteria = {spot[1]: None for spot in rules.spots("all")}
    if criterion is None and len(criteria) == 1:
        return RoundSpot(round_, unit, *criteria)
    titles = {
        item.title: item.id
        for own in criteria
        for item in rules.component_of(own).items
        if item.id == own
    }
    text = clean_name(criterion or "")
    found = text if text in criteria else titles.get(text)
    if found is None:
        told = say("say which criterion; these are: {ids}", ids=tuple(criteria))
        raise refused("criterion.which", told)
    return RoundSpot(round_, unit, found)


def cell(state: Meeting, criterion: str, text: str) -> Cell:
    """Return the mark or absence that ``text`` means for ``criterion`` (an id).

    Raises Forbidden where it means none.
    """
    try:
        return cell_typed(Marking(rules_of(state).component_of(criterion)), text)
    except IllegalMark as fault:
        raise refused(fault.code, fault.reason) from None


def cell_typed(marking: Marking, text: str) -> Cell:
    """Return what ``text`` means where it is typed: as it is keyed at the screens, or as in files.

    Keyed are the signs, ``785`` for 78.5, and the place of a level; a level that is itself called
    by a digit goes by its name. Raises IllegalMark.
    """
    # Signs come first, then a level by its own name, then the keys: where a level is called 优 and
    # stands first, both 优 and 1 mean it; where one is called 1, that is its name and not a place.
    keys = text.strip().translate(MEANT)
    if keys in SIGNS:
        return as_cell(int(SIGNS[keys]))
    cell = None if text.strip() in marking.levels else spelled(marking).get(keys)
    return marking.read(text) if cell is None else cell


def sheet_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers that ``text`` lists: ``001-060,063``; leading zeros are kept.

    A word that is no range is a number of its own, whatever it is. Empty where nothing is listed.
    Raises Forbidden where a range runs backwards or is far too long.
    """
    return tuple(number for part in _SEPARATORS.split(text) for number in _numbers(part) if number)


def numbers_listed(text: str) -> tuple[str, ...]:
    """Return the numbers that ``text`` lists; raises Forbidden where it lists none, too."""
    numbers = sheet_numbers(text)
    if not numbers:
        raise refused("sheet.number", _NUMBERS)
    return numbers


_NUMBERS = say("type numbers, such as 001-060,063")


def no_sheets(_state: Meeting, _known: Known, text: str) -> Phrase | None:
    """Say why ``text`` lists no sheets; None where it lists some. For ``Ask.check``."""
    try:
        return None if sheet_numbers(text) else _NUMBERS
    except Forbidden as forbidden:
        return forbidden.refusals[0].message


def refused(code: str, message: Phrase) -> Forbidden:
    """Return what is raised for one thing that cannot be meant."""
    return Forbidden((Refusal(code, message),))


def _numbers(part: str) -> Iterator[str]:
    matched = _RANGE.fullmatch(part)
    if matched is None:
        yield clean_name(part)
        return
    first, last = matched.groups()
    # 001-060 has three digits throughout; 1-60 goes from 1 to 60, 060-1 and 0001-060 are slips.
    if not int(first) <= int(last) < int(first) + MOST_SHEETS or len(first) > len(last):
        told = say("{range} is no range of sheets, such as 001-060", range=part)
        raise refused("sheet.range", told)
    for number in range(int(first), int(last) + 1):
        yield str(number).zfill(len(first))


def _ids(people: Iterable[Deputy | Officer], texts: Iterable[str]) -> tuple[str, ...]:
    listed = list(people)
    return tuple(dict.fromkeys(_id(listed, clean_name(text)) for text in texts))


def _id(people: list[Deputy | Officer], text: str) -> str:
    if any(one.id == text for one in people):
        return text
    named = tuple(one.id for one in people if one.name == text)
    if len(named) > 1:
        told = say("{name} is the name of {ids}; give the id", name=text, ids=named)
        raise refused("name.ambiguous", told)
    return named[0] if named else text
