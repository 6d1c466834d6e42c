"""``pingyi verify``: the record, its chains, its states and its results, gone over once more.

First the file, its tables and both chains (``scoring.record``), and the result code where one is
given. Only where these hold: what was frozen agrees with itself, and every fact is decided anew
(``replay_check``). Each disagreement is a problem with its place, such as ``event 17``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import click

from scoring.cli.endings import DOES_NOT_VERIFY, DONE
from scoring.cli.meeting.opening import viewed
from scoring.cli.meeting.options import CommandWords, command, text_option
from scoring.cli.output import show, show_json
from scoring.errors import Place, Problem
from scoring.live.freezing import frozen_faults
from scoring.live.session import ResultCode, Session
from scoring.meeting.acts import AnswersListed, Frozen, ResultComputed
from scoring.meeting.replay_check import retraced
from scoring.record import DoesNotVerify, check
from scoring.recordfile import RECORD
from scoring.report.meeting_status import banner
from scoring.report.printed import in_fours
from scoring.wording import Phrase, say

_CODE = re.compile("[0-9a-fA-F]{64}")


def verify_command() -> click.Command:
    """Make ``verify``."""
    does = say("Derive everything again from the record, and say what does not agree.")
    code = text_option("--code", say("CODE"), say("The result code, as it was printed."))
    return command("verify", verify, does, code)


def verify(asked: CommandWords) -> int:
    """Verify the record of the meeting; return ``DOES_NOT_VERIFY`` where something disagrees.

    Raises Refused where there is no record.
    """
    if asked.code is not None and not _CODE.fullmatch("".join(asked.code.split())):
        raise click.BadParameter(
            str(say("a code has 64 digits from 0 to 9 and a to f, in groups of four"))
        )
    session: Session | None = None
    problems: list[Problem] = []
    try:
        session = viewed(asked.folder)
    except DoesNotVerify as damaged:
        problems += damaged.problems
    problems = check(asked.folder / RECORD, asked.code) or problems
    codes: Sequence[ResultCode] = ()
    if session is not None and not problems:
        codes = session.codes()
        problems += [*_disagreements(session), *_of_no_result(session, codes, asked.code)]
    if asked.as_json:
        show_json(_as_json(session, codes, problems))
    elif problems or session is None:
        show(*map(str, problems), say("The record does not verify."))
    else:
        show(*banner(session.state), *_agreed(session, codes), *_meant(codes, asked.code))
    return DOES_NOT_VERIFY if problems else DONE


def _disagreements(session: Session) -> list[Problem]:
    problems = []
    facts = [entry.fact for entry in session.entries]
    for position, fact in enumerate(facts, 1):
        if isinstance(fact, Frozen):
            # The lists of people and answers stand right behind the freeze they belong to.
            alike = takewhile(lambda one: one.restricted, facts[position:])
            listed = [one for one in alike if isinstance(one, AnswersListed)]
            place = _place(session, position)
            problems += [
                Problem("verify.frozen", place, why) for why in frozen_faults(fact, listed)
            ]
    for one in retraced(facts):
        problems.append(Problem(one.code, _place(session, one.position), one.message))
    return problems


def _place(session: Session, position: int) -> Place:
    """Return where in its chain the fact at ``position`` stands, from 1 in both chains together."""
    facts = [entry.fact for entry in session.entries[:position]]
    alike = sum(fact.restricted == facts[-1].restricted for fact in facts)
    table = "reading" if facts[-1].restricted else "event"
    return Place(RECORD, cell=f"{table} {alike}")


def _agreed(session: Session, codes: Sequence[ResultCode]) -> Iterator[Phrase]:
    heads = session.heads
    results = sum(isinstance(entry.fact, ResultComputed) for entry in session.entries)
    yield say("The file, its settings and its tables are as they were made.")
    yield say("Both chains hold: {events} events, {readings} readings.",
              events=heads.event_count, readings=heads.reading_count)  # fmt: skip
    yield say("Every fact was allowed when it happened.")
    if session.state.versions:
        yield say("Results derived again, and equal: {count}.", count=results)
    for one in codes:
        if one.version == len(session.state.versions):
            yield say("Code at the certification:") if one.certified else say("Result code:")
            digits = in_fours(one.digits)
            yield from (say("  {digits}", digits=half) for half in (digits[:39], digits[40:]))


def _same_code(codes: Sequence[ResultCode], asked: str | None) -> ResultCode | None:
    digits = "".join((asked or "").split()).lower()
    return next((one for one in codes if one.digits == digits), None)


def _of_no_result(
    session: Session, codes: Sequence[ResultCode], asked: str | None
) -> Iterator[Problem]:
    """Yield a problem where the code that was ``asked`` is of an event, and of no result."""
    if asked is not None and _same_code(codes, asked) is None:
        yield Problem(
            "record.result-code",
            Place(RECORD),
            say(
                "The code is that of an event of this record, but of no result. It has {events} "
                "events and {versions} results.",
                events=session.heads.event_count,
                versions=len(session.state.versions),
            ),
        )


def _meant(codes: Sequence[ResultCode], asked: str | None) -> Iterator[Phrase]:
    """Yield what the code that was ``asked`` is of, and what stands behind it."""
    own = _same_code(codes, asked)
    if own is None:
        return
    what = (
        say("The code you gave is that of the certification of version {version}: event {event}.",
            version=own.version, event=own.event)
        if own.certified
        else say("The code you gave is that of version {version} of the result: event {event}.",
                 version=own.version, event=own.event)
    )  # fmt: skip
    yield what
    later = [one for one in codes if one.event > own.event]
    for one in later:
        if one.certified:
            yield say("Behind it, version {version} was certified: event {event}.",
                      version=one.version, event=one.event)  # fmt: skip
        else:
            yield say("Behind it, version {version} took its place: event {event}.",
                      version=one.version, event=one.event)  # fmt: skip
    if not later:
        yield say("No later result and no later certification stands behind it.")


def _as_json(
    session: Session | None, codes: Sequence[ResultCode], problems: list[Problem]
) -> dict[str, object]:
    results = [one.digits for one in codes if not one.certified]
    return {
        "schema": "pingyi/verify/1",
        "verifies": not problems,
        "rehearsal": session.state.rehearsal if session else None,
        "events": session.heads.event_count if session else None,
        "readings": session.heads.reading_count if session else None,
        "result_code": results[-1] if results else None,
        "codes": [one._asdict() for one in codes],
        "problems": [
            {"code": one.code, "where": str(one.where), "message": str(one.message)}
            for one in problems
        ],
    }
