"""The reconciliation (对账) in words: what has to add up, and by how much not.

>>> from scoring.meeting.reconciliation import line
>>> print(line_said(line("returned", {"issued": 60, "returned": 58, "kept": 1})))
sheets issued and returned: issued 60, but returned 58 + kept 1 (-1)
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from scoring.meeting.facts import Fact, RoundFact
from scoring.meeting.reconciliation import NAMES, TERMS, Line
from scoring.meeting.state import Meeting, Round
from scoring.meeting.verification import reconciliation
from scoring.wording import Phrase, say

NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


def line_said(line: Line, units: Mapping[str, str] = NO_NAMES) -> Phrase:
    """Return a line: its name, what has to add up, by how much it does not, and why.

    ``units``: names of units by their ids, for a line that is one unit's own.
    """
    told = say("{line}: {equation}", line=line_name(line.name, units), equation=equation(line))
    if not line.difference:
        return told
    told = say("{line} ({difference})", line=told, difference=f"{line.difference:+d}")
    if not line.explanation:
        return told
    return say("{line}, explained: {reason}", line=told, reason=line.explanation)


def line_name(name: str, units: Mapping[str, str] = NO_NAMES) -> Phrase:
    """Return what the line ``name`` (``Line.name``) holds against each other, in words.

    >>> print(line_name("cells/shuili/score", {"shuili": "省水利厅"}))
    valid sheets and marks, 省水利厅
    """
    code, _, own = name.partition("/")
    if code not in NAMES:
        return say("{line}", line=name)
    if not own:
        return NAMES[code]
    unit = own.partition("/")[0]
    return say("{line}, {unit}", line=NAMES[code], unit=units.get(unit, unit))


def equation(line: Line) -> Phrase:
    """Return what has to add up, and whether it does."""
    term, count = line.whole
    whole = say("{term} {count}", term=TERMS[term], count=count)
    parts = " + ".join(str(say("{term} {count}", term=TERMS[t], count=n)) for t, n in line.parts)
    if line.difference:
        return say("{whole}, but {parts}", whole=whole, parts=parts)
    return say("{whole} = {parts}", whole=whole, parts=parts)


def lines_shown(state: Meeting, attempt: Round) -> tuple[Line, ...]:
    """Return the lines that may be shown: those of single cells not before the count."""
    return tuple(
        line
        for line in reconciliation(state, attempt)
        if not line.name.startswith("cells/") or attempt.counted
    )


def lines_told(
    state: Meeting, facts: Sequence[Fact], only: Collection[str] = ()
) -> Iterator[Phrase]:
    """Yield the lines of the rounds that ``facts`` are about, as they are in ``state``.

    ``only``: names of lines (``Line.name``), and no others; empty: all that may be shown.
    """
    for attempt in _attempts(state, facts):
        for line in lines_shown(state, attempt):
            if not only or line.name in only:
                yield line_said(line, state.frozen.roster.unit_names)


def counted_in_told(state: Meeting, facts: Sequence[Fact]) -> Iterator[Phrase]:
    """Yield how many sheets are in, and the lines of the round that ``facts`` are about."""
    for attempt in _attempts(state, facts):
        yield say("Counted in: {count} sheets.", count=len(attempt.sheets))
    yield from lines_told(state, facts)


def _attempts(state: Meeting, facts: Sequence[Fact]) -> Iterator[Round]:
    about = ((fact.round, fact.attempt) for fact in facts if isinstance(fact, RoundFact))
    return (state.rounds[one] for one in dict.fromkeys(about))
