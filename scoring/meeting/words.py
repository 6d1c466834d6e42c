"""What happened, in words (记述): the same for screens, commands, the log and the minutes.

Each kind of fact has one wording, which stands with its act. Here the round, the ballot, the
officers and the reason are put around it:

>>> from scoring.meeting.acts import SheetsIssued
>>> print(told([SheetsIssued("all", 1, 60, 0, None, None)], NOBODY_CALLED))
Round, attempt 1: ballots issued: 60; took none: 0
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from scoring.meeting.act import ACTS, Called
from scoring.meeting.facts import CellFact, Fact, RoundFact
from scoring.roster import Deputy, Officer, Roster
from scoring.wording import Phrase, say

NOBODY_CALLED = Called({}, {})
"""Where no names are known: ids stand in their place."""


def called(roster: Roster) -> Called:
    """Return what the people and units of ``roster`` are called.

    Where two people of a list have one name, the id stands behind it.
    """
    return Called(roster.unit_names, _apart(roster.officers), _apart(roster.deputies))


def _apart(people: Sequence[Deputy | Officer]) -> dict[str, str]:
    often = Counter(one.name for one in people)
    return {one.id: one.name if often[one.name] == 1 else f"{one.name} {one.id}" for one in people}


def in_names(words: Phrase, called: Called) -> Phrase:
    """Return ``words`` with names in the place of ids.

    Acts refuse by ids: a value of theirs that is called ``deputy``, ``by``, ``officers``, ``unit``,
    ``id`` or ``ids`` (of rounds) holds such.

    >>> names = Called({"shuili": "省水利厅"}, {"J3": "监票人甲"})
    >>> print(in_names(say("{by} has handed over already", by="J3"), names))
    监票人甲 has handed over already
    """
    ways: Mapping[str, Callable[[str], Phrase | str]] = {
        "deputy": lambda id_: called.deputies.get(id_, id_),
        "by": lambda id_: called.officers.get(id_, id_),
        "officers": lambda id_: called.officers.get(id_, id_),
        "unit": called.unit,
        "id": called.round,
        "ids": called.round,
    }
    values = tuple((name, _named(value, ways.get(name))) for name, value in words.values)
    return replace(words, values=values)


def _named(value: object, way: Callable[[str], Phrase | str] | None) -> object:
    if way is None:
        return value
    if isinstance(value, str):
        return way(value)
    if isinstance(value, tuple):
        return tuple(way(one) if isinstance(one, str) else one for one in value)
    return value


def runs(facts: Iterable[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Yield the facts in their order, parted into those that are told in one line.

    Side by side and alike is one line: 60 deputies checked in at once are told as a number. Where
    something else happened between them they are two.
    """
    for _, run in groupby(enumerate(facts), key=_line_of):
        yield tuple(fact for _, fact in run)


def told(facts: Sequence[Fact], called: Called, *, reasons: bool = True) -> Phrase:
    """Return what ``facts`` say, which are told in one line: one of the ``runs``, not empty.

    ``reasons``: with what people wrote, which may name a mark.
    """
    first = facts[0]
    happening = ACTS.happening_of(type(first))
    said = happening.counted(facts) if happening.counted else happening.said(first, called)
    by = () if happening.names_officers else called.people(officers_of(first))
    if by:
        said = say("{what} by {by}", what=said, by=by)
    if reasons and (reason := reason_of(first)):
        said = say("{what}: {reason}", what=said, reason=reason)
    # From within outwards: what happened, by whom, why, in which cell, in which round.
    if isinstance(first, CellFact) and not happening.counted:
        where = called.unit(first.unit) or say("the whole ballot")
        said = say("ballot {sheet}, {unit}: {said}", sheet=first.sheet, unit=where, said=said)
    return _of_round(first, said, called) if isinstance(first, RoundFact) else said


def everything_told(facts: Iterable[Fact], called: Called) -> tuple[Phrase, ...]:
    """Return a line for each run of ``facts``; of marks and lists of people there is none.

    It is told under everyone's eyes, perhaps before the count: what people wrote about a single
    cell is left out, because it may name a mark.
    """
    events = (fact for fact in facts if not fact.restricted)
    return tuple(
        told(run, called, reasons=not isinstance(run[0], CellFact)) for run in runs(events)
    )


def people_of(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Return the deputies (ids) whom ``facts`` name, who stand in no published document.

    ``facts``: one of the ``runs``. Empty where such facts name nobody.
    """
    who = ACTS.happening_of(type(facts[0])).who
    return tuple(map(who, facts)) if who else ()


def officers_of(fact: Fact) -> tuple[str, ...]:
    """Return the officers (ids) who did it; none where the fact names nobody."""
    by: object = getattr(fact, "by", ())
    return by if isinstance(by, tuple) else (str(by),)


def reason_of(fact: Fact) -> str:
    """Return the reason or the note that was given; empty where there is none."""
    return str(getattr(fact, "reason", "") or getattr(fact, "note", ""))


def _line_of(numbered: tuple[int, Fact]) -> object:
    """Return what facts that are told in one line have in common; the others stand alone."""
    number, fact = numbered
    happening = ACTS.happening_of(type(fact))
    return (fact.kind, happening.alike(fact)) if happening.counted else number


def _of_round(fact: RoundFact, said: Phrase, called: Called) -> Phrase:
    if fact.round == "all":
        return say("Round, attempt {attempt}: {said}", attempt=fact.attempt, said=said)
    return say(
        "Round {unit}, attempt {attempt}: {said}",
        unit=called.unit(fact.round),
        attempt=fact.attempt,
        said=said,
    )
