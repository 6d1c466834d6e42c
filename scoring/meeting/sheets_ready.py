"""Sheets where none is counted in (不设收票): one for everybody who may vote, or those of a table.

In a named meeting a sheet's number is the id of whoever voted; else sheets are numbered from 001
on. Its group is theirs, where the scheme has groups.

>>> from scoring.meeting.state import Rules
>>> from scoring import read_scheme
>>> from scoring.roster import Deputy, Roster
>>> judges = Roster((), deputies=(Deputy("P01", "评委甲"), Deputy("P02", "评委乙")))
>>> rules = Rules("决赛", read_scheme("speech-final").sound(), "", judges)
>>> tuple(sheets_ready(Meeting(rules=rules)))
('P01', 'P02')
"""

from collections.abc import Mapping

from scoring.meeting.state import Meeting, Round, Sheet
from scoring.scheme import Ballot, Scheme


def group_ids(scheme: Scheme) -> tuple[str, ...]:
    """Return the ids of the groups of voters, over all components; empty without groups."""
    parts = scheme.of_kind(Ballot)
    return tuple(dict.fromkeys(group.id for part in parts for group in part.groups))


def sheets_ready(state: Meeting) -> Mapping[str, Sheet]:
    """Return a sheet, with nothing on it, for everybody on the roster; by number.

    None where the scheme has groups and the roster does not say who is of which.
    """
    scheme, deputies = state.frozen.scheme, state.frozen.roster.deputies
    groups = group_ids(scheme)
    if groups and any(one.group not in groups for one in deputies):
        return {}
    secret = scheme.procedure.secret
    if secret and groups:
        deputies = tuple(sorted(deputies, key=lambda one: groups.index(one.group or "")))
    numbers = [f"{at:03}" if secret else one.id for at, one in enumerate(deputies, 1)]
    return {
        number: Sheet(number, one.group if groups else None)
        for number, one in zip(numbers, deputies, strict=True)
    }


def sheets_in(state: Meeting, attempt: Round) -> int:
    """Return how many sheets are in: those counted in, or those on which something was read."""
    if state.frozen.scheme.procedure.sheets:
        return len(attempt.sheets)
    return sum(not sheet.untouched for sheet in attempt.sheets.values())


def without_untouched(attempt: Round) -> Mapping[str, Sheet]:
    """Return the sheets of a round on which somebody has read something, or which were voided."""
    return {number: one for number, one in attempt.sheets.items() if not one.untouched}
