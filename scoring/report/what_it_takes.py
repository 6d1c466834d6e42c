"""What a meeting will take (开会要什么): people, tables, and what is done at it, before it is made.

>>> from scoring import read_scheme
>>> scheme = read_scheme("hunan-2020").sound()
>>> [str(part.title) for part in what_it_takes(scheme, 60, ("units.xlsx",))]
['people needed', 'tables to fill in', 'paper', 'at the meeting']
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from scoring.meeting.people_needed import people_needed, seats
from scoring.meeting.state import NEEDED_READERS
from scoring.report.not_done import not_done
from scoring.scheme import Ballot, Procedure, Scheme
from scoring.wording import Phrase, say


class Takes(NamedTuple):
    """One thing that it takes."""

    title: Phrase
    said: tuple[Phrase, ...]


def what_it_takes(scheme: Scheme, voters: int, tables: Sequence[str]) -> Iterator[Takes]:
    """Yield what a meeting under ``scheme`` takes.

    ``voters``: how many mark; 0 while that is not known. ``tables``: the files to be filled in.
    """
    procedure = scheme.procedure
    yield Takes(say("people needed"), tuple(_people(scheme)))
    yield Takes(say("tables to fill in"), (say("{files}", files=tuple(tables)),))
    if scheme.of_kind(Ballot):
        yield Takes(say("paper"), tuple(_paper(procedure, voters)))
    yield Takes(say("at the meeting"), (_done_at(procedure),))
    if left_out := not_done(procedure):
        yield Takes(say("said on paper"), (say("{left_out}", left_out=left_out),))


def held_so(scheme: Scheme, procedure: dict[str, str]) -> Scheme:
    """Return ``scheme`` with what is said in ``procedure`` (keys and values) in place of its own.

    What follows from the ceremony is found anew, as when it is written into the file.
    """
    if not procedure:
        return scheme
    own = scheme.procedure
    kept = {"ballot": own.ballot, "rounds": own.rounds, "ceremony": own.ceremony}
    return scheme.model_copy(update={"procedure": Procedure.model_validate(kept | procedure)})


def _people(scheme: Scheme) -> Iterator[Phrase]:
    one, needed = seats(scheme), people_needed(scheme)
    if needed == 1:
        yield say("one who runs the meeting")
    else:
        yield say("officers: {count}, with PINs", count=needed)
    if one.readers > 1 and one.rulers:
        yield say("{readers} key, {thirds} for the third reading, {rulers} rule and certify",
                  readers=one.readers, thirds=one.thirds, rulers=one.rulers)  # fmt: skip
    elif one.readers > 1:
        yield say("{readers} key, {thirds} for the third reading; one of them certifies",
                  readers=one.readers, thirds=one.thirds)  # fmt: skip


def _paper(procedure: Procedure, voters: int) -> Iterator[Phrase]:
    if not procedure.sheets:
        yield say("no sheets are counted out or in")
    elif voters:
        yield say("{sheets} sheets, and some to spare", sheets=voters)
    else:
        yield say("a sheet for each who marks, and some to spare")
    readers = NEEDED_READERS[procedure.verification]
    if readers > 1 and voters:
        yield say("{sheets} sheets are keyed in all: {voters}, {readers} times each",
                  sheets=readers * voters, voters=voters, readers=readers)  # fmt: skip


def _done_at(procedure: Procedure) -> Phrase:
    match procedure.ceremony:
        case "simple":
            return say("take in or key, certify, reveal: three keys")
        case "strict":
            return say("check in, issue, count in, key, compare, certify, reveal")
        case "devices":
            return say("check in, deputies mark at devices, key the paper beside, certify, reveal")
        case never:
            assert_never(never)
