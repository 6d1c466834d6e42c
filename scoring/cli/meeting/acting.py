"""What all commands that act on a meeting have in common: who, whether, done, and said."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scoring.cli.endings import DONE
from scoring.cli.meeting.opening import owned, viewed
from scoring.cli.meeting.pins import Given, Naming, prove
from scoring.cli.output import show, show_document, show_json, tell
from scoring.errors import PingyiError, Refused
from scoring.live.mirroring import keep_up
from scoring.live.session import Session, decided
from scoring.meeting import Decision, Forbidden, Meeting
from scoring.meeting.deciding import needed_officers
from scoring.meeting.intentions import Intention
from scoring.meeting.typed_words import officer_ids
from scoring.report.blocks import Block, Paragraph
from scoring.report.meeting_status import banner
from scoring.wording import Phrase, say

Names: TypeAlias = tuple[str, ...]
Intend: TypeAlias = Callable[[Meeting, Names], Sequence[Intention]]
"""Makes intentions from the state and the ids of the officers named."""

NOBODY = Naming()


class Done(NamedTuple):
    """What has been done."""

    session: Session
    decision: Decision


@dataclass(frozen=True, slots=True)
class Act:
    """One command that acts on a meeting."""

    name: str
    intend: Intend
    said: Callable[[Done], Iterable[Phrase]]
    """What is said when it is done."""
    naming: Naming = NOBODY
    begins: bool = False
    """Whether it may begin a record."""


def perform(folder: Path, act: Act, *, as_json: bool) -> int:
    """Do ``act`` in the meeting in ``folder``, and say so. Raises Forbidden and what a record does.

    The state is asked before anybody types a PIN, and the record is not held meanwhile.
    """
    try:
        by = _proved(folder, act) if act.naming.officers else ()
        with owned(folder, begin=act.begins) as session:
            decision = session.do(*act.intend(session.state, by))
            if told := keep_up(session, folder, decision.facts):
                tell(told, say("The meeting goes on; its own record is whole."))
            _say_done(act, Done(session, decision), as_json=as_json)
    except Refused:
        _mark(folder)
        raise
    except Forbidden as forbidden:
        _mark(folder)
        if as_json:
            show_json(_refused_json(act, forbidden))
        raise
    return DONE


def show_meeting(state: Meeting, blocks: Iterable[Block]) -> None:
    """Write a document about a meeting on standard output."""
    marked = (Paragraph(line) for line in banner(state))
    show_document([*marked, *blocks])


def _mark(folder: Path) -> None:
    """Say above what is refused that it is a rehearsal."""
    with suppress(PingyiError):
        tell(*banner(viewed(folder).state))


def _proved(folder: Path, act: Act) -> Names:
    state = viewed(folder).state
    by = officer_ids(state, act.naming.officers)
    decided(state, act.intend(state, by))
    owed = act.naming.owed and needed_officers(state) > 1
    prove(folder, by, Given(act.naming.pin_fd), owed=owed)
    return by


def _say_done(act: Act, done: Done, *, as_json: bool) -> None:
    session, decision = done
    said = list(act.said(done))
    if as_json:
        show_json(
            {
                "schema": "pingyi/act/1",
                "act": act.name,
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


def _refused_json(act: Act, forbidden: Forbidden) -> dict[str, object]:
    return {
        "schema": "pingyi/act/1",
        "act": act.name,
        "done": False,
        "refusals": [
            {"code": refusal.code, "message": str(refusal.message)}
            for refusal in dict.fromkeys(forbidden.refusals)
        ],
    }
