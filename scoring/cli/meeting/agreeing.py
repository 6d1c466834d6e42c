"""What a command asks before it does what cannot be undone: yes or no, at a terminal."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from scoring.errors import Refused
from scoring.meeting.state import Meeting
from scoring.wording import Phrase, say

YES = {"y", "yes", "是", "1"}


class CommandQuestion(NamedTuple):
    """What has to be agreed to."""

    asks: Callable[[Meeting, Sequence[Any]], Phrase | None]
    """The question for the wishes in a state; None: there is none."""
    flag: str
    """The option that says yes beforehand, in a script: ``--partly``."""


def agree(question: CommandQuestion, state: Meeting, wishes: Sequence[Any]) -> None:
    """Ask, where there is a question; only yes goes on.

    Raises Refused where the answer is another, or nobody can be asked.
    """
    asked = question.asks(state, wishes)
    if asked is None:
        return
    if not sys.stdin.isatty():
        raise Refused(say("{question} {flag} says yes.", question=asked, flag=question.flag))
    sys.stderr.write(f"{asked} {say('[y/n]')} ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in YES:
        raise Refused(say("Nothing was changed."))
