"""What all commands that act on a meeting have in common: who, whether, done, and said.

A command makes a ``Doing`` of its words, and ``perform`` does it: officers are understood and give
their PINs, the wishes are decided and kept in the record, the mirror is written, and what happened
is told, or as JSON: ``pingyi/act/1``, with ``done``, and ``said`` or ``refusals``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.agreeing import CommandQuestion, agree
from scoring.cli.meeting.given_pins import GivenPins, Naming, prove
from scoring.cli.meeting.opening import owned, viewed
from scoring.cli.output import show, show_document, show_json, tell
from scoring.errors import PingyiError, Refused
from scoring.live.mirroring import keep_up
from scoring.live.session import Session
from scoring.meeting import Decision, Forbidden, Meeting, decide_all
from scoring.meeting.acts import ACTS
from scoring.meeting.facts import Names
from scoring.meeting.refusals import needed_officers
from scoring.meeting.typed_words import officer_ids
from scoring.meeting.wishes import Wish
from scoring.meeting.words import NOBODY_CALLED, called, everything_told
from scoring.report.blocks import Block, Paragraph
from scoring.report.meeting_status import banner
from scoring.report.printed import in_fours
from scoring.wording import Phrase, say

NOBODY = Naming()


@dataclass(frozen=True, slots=True)
class Doing:
    """One command that acts on a meeting."""

    name: str
    """As it is typed: ``round open``."""
    wished: Callable[[Meeting, Names], Sequence[Wish]]
    """The wishes, from the state and the ids of the officers named; raises Forbidden."""
    naming: Naming = NOBODY
    nothing: Phrase | None = None
    """What is wrong with the command line where there is no wish."""
    questioned: CommandQuestion | None = None
    """What has to be agreed to before it is done; only where officers are named."""
    begins: bool = False
    """Whether it may begin a record."""
    said: Callable[[Meeting, Decision], Iterable[Phrase]] | None = None
    """What is told in place of the facts, where these are readings."""


def perform(folder: Path, doing: Doing, *, as_json: bool) -> int:
    """Do it in the meeting in ``folder``, and say so; return the exit code.

    Raises Forbidden where the state forbids it, Refused, click.UsageError where the words wish for
    nothing, HeldElsewhere, and what else a record does.
    """
    # Decided twice: first on the record as anybody can see it, so that nobody types a PIN for what
    # is refused anyway, and again when the record is ours. Between the two another terminal may
    # have done the same: then it is the second that refuses.
    try:
        by = _proved(folder, doing) if doing.naming.officers else ()
        with owned(folder, begin=doing.begins) as session:
            wishes = _wishes(doing, session.state, by)
            decision = session.do(*wishes)
            if told := keep_up(session, folder, decision.facts):
                tell(told, say("The meeting goes on; its own record is whole."))
            said = doing.said or _told(wishes)
            lines = [*said(session.state, decision), *_code(session, wishes)]
            _say_done(doing, session, decision, lines, as_json=as_json)
    except Refused:
        _mark(folder)
        raise
    except Forbidden as forbidden:
        _mark(folder)
        if as_json:
            show_json(_refused_json(doing, forbidden))
        raise
    return DONE


def show_meeting(state: Meeting, blocks: Iterable[Block]) -> None:
    """Write a document about a meeting on standard output, in a rehearsal marked as one."""
    marked = (Paragraph(line) for line in banner(state))
    show_document([*marked, *blocks])


def _mark(folder: Path) -> None:
    """Say above what is refused that it is a rehearsal."""
    with suppress(PingyiError):
        tell(*banner(viewed(folder).state))


def _wishes(doing: Doing, state: Meeting, by: Names) -> Sequence[Wish]:
    wishes = doing.wished(state, by)
    if not wishes and doing.nothing:
        raise click.UsageError(str(doing.nothing), click.get_current_context())
    return wishes


def _proved(folder: Path, doing: Doing) -> Names:
    state = viewed(folder).state
    by = officer_ids(state, doing.naming.officers)
    wishes = _wishes(doing, state, by)
    decide_all(state, wishes)
    if doing.questioned:
        agree(doing.questioned, state, wishes)
    owed = doing.naming.owed and needed_officers(state) > 1
    prove(folder, by, GivenPins(doing.naming.pin_fd), owed=owed)
    return by


def _told(wishes: Sequence[Wish]) -> Callable[[Meeting, Decision], Iterator[Phrase]]:
    """Return what says what happened, and then what each act adds to it."""

    def said(state: Meeting, decision: Decision) -> Iterator[Phrase]:
        names = called(state.rules.roster) if state.rules else NOBODY_CALLED
        yield from everything_told(decision.facts, names)
        after = dict.fromkeys(ACTS.of(wish).after for wish in wishes)
        for more in filter(None, after):
            yield from more(state, decision.facts)

    return said


def _code(session: Session, wishes: Sequence[Wish]) -> Iterator[Phrase]:
    """Yield the result code, in two lines, where one of ``wishes`` is about a whole result."""
    if any(ACTS.of(wish).coded for wish in wishes):
        code = in_fours(session.result_code())
        yield say("Result code, for the paper that is signed:")
        yield from (say("  {digits}", digits=line) for line in (code[:39], code[40:]))


def _say_done(
    doing: Doing, session: Session, decision: Decision, said: Sequence[Phrase], *, as_json: bool
) -> None:
    if as_json:
        show_json(
            {
                "schema": "pingyi/act/1",
                "act": doing.name,
                "done": True,
                "rehearsal": session.state.rehearsal,
                "state": session.state.phase,
                "facts": dict(Counter(fact.kind for fact in decision.facts)),
                "said": list(map(str, said)),
                "doubts": list(map(str, decision.doubts)),
                "result_code": session.result_code() or None,
            }
        )
        return
    show(*banner(session.state), *said)
    if decision.doubts:
        tell(say("To be noted:"), *(f"  {doubt}" for doubt in decision.doubts))


def _refused_json(doing: Doing, forbidden: Forbidden) -> dict[str, object]:
    return {
        "schema": "pingyi/act/1",
        "act": doing.name,
        "done": False,
        "refusals": [
            {"code": refusal.code, "message": str(refusal.message)}
            for refusal in dict.fromkeys(forbidden.refusals)
        ],
    }
