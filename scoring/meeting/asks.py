"""What has to be asked before something can be done (询问): read by commands, screens and pages.

An ``Ask`` is one question, with its words for a screen and for a command's help; ``Answers`` are
the texts that came back, still as they were typed. What they mean is said by ``typed_words``.

>>> from scoring.meeting.acts import ACTS
>>> [(ask.name, ask.option or "by place") for ask in ACTS.named("receive").asks]
[('round', 'by place'), ('sheets', '--sheets'), ('group', '--group')]
>>> Answers({"sheets": "001-060"}).text("sheets")
'001-060'
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from scoring.meeting.state import Meeting
from scoring.wording import Phrase, say

Choices: TypeAlias = tuple[tuple[str, Phrase | str], ...]
"""What may be answered, each with what it is called."""
Known: TypeAlias = Mapping[str, str]
"""What is known already, by the name of the ask: the round in hand, the sheet at the cursor."""
Asked: TypeAlias = Phrase | Callable[[Meeting, Known], Phrase]
"""A question, or what makes one from what is known already."""
AskKind: TypeAlias = Literal["text", "reason", "note", "count", "flag", "many"]
"""A text; a text that says something (``reason_fault``), or a short one; a whole number, not below
zero; yes or no; several."""

THE_OFFICER = say("The officer who does this; id or name.")
MOST_DIGITS = 6
"""Of a count: a million sheets are nobody's."""


class Answers(NamedTuple):
    """What was answered, by the name of the ask; what was not asked or not said is not there."""

    typed: Mapping[str, str | int | bool | tuple[str, ...]]
    by: tuple[str, ...] = ()
    """The officers (ids) who answer for it, each proved where that is owed."""

    def text(self, name: str) -> str:
        """Return an answer as it was typed; empty where there is none."""
        return str(self.typed.get(name, ""))

    def perhaps(self, name: str) -> str | None:
        """Return an answer as it was typed; None where there is none."""
        return self.text(name) if name in self.typed else None

    def count(self, name: str) -> int:
        """Return a whole number; 0 where there is none. Raises ValueError where it is none."""
        return int(self.text(name) or "0")

    def perhaps_count(self, name: str) -> int | None:
        """Return a whole number; None where nothing was answered: that is not 0.

        Raises ValueError where it is no number.
        """
        return self.count(name) if name in self.typed else None

    def flag(self, name: str) -> bool:
        """Whether it was said."""
        return bool(self.typed.get(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return the answers to a question that takes several; empty where there are none."""
        found = self.typed.get(name, ())
        return found if isinstance(found, tuple) else (str(found),)


def _no_choices(_state: Meeting, _known: Known) -> Choices:
    return ()


def _nothing_usual(_state: Meeting) -> str:
    return ""


def _always(_state: Meeting) -> bool:
    return True


def _anything(_state: Meeting, _known: Known, _typed: str) -> Phrase | None:
    return None


def _nobody(_state: Meeting, _known: Known) -> tuple[str, ...]:
    return ()


def _as_typed(_state: Meeting, _known: Known, typed: str) -> str:
    return typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that has to be known."""

    name: str
    """Of the answer; of the wish's field, where it is one."""
    asks: Asked | None = None
    """The question on a screen; None where only a command takes it."""
    does: Phrase | None = None
    """What it is, in a command's help; None for what stands there by its place."""
    shown: Phrase | None = None
    """What stands for it in a command's usage."""
    kind: AskKind = "text"
    usual: Callable[[Meeting], str] = _nothing_usual
    """What an empty answer on a screen means."""
    choices: Callable[[Meeting, Known], Choices] = _no_choices
    plain: bool = False
    """Whether choices are shown without their names, which nobody types."""
    nothing: Phrase | None = None
    """What is said, instead of asking, where there is no choice; None: then anything is typed."""
    when: Callable[[Meeting], bool] = _always
    """Whether a screen asks it at all."""
    check: Callable[[Meeting, Known, str], Phrase | None] = _anything
    """Says why an answer on a screen will not do; None where it does."""
    meant: Callable[[Meeting, Known, str], str] = _as_typed
    """What an answer on a screen stands for: ``7`` for sheet ``007``."""
    needed: bool = True
    option: str = ""
    """How a command takes it: ``--took-none``; empty: by its place."""

    def question(self, state: Meeting, known: Known) -> Phrase:
        """Return the question for a screen.

        ``known``: what is known before it is asked, by the name of the ask; see ``Known``. Raises
        LookupError where only a command takes it.
        """
        if self.asks is None:
            raise LookupError(self.name)
        return self.asks if isinstance(self.asks, Phrase) else self.asks(state, known)

    def refusal(self, state: Meeting, known: Known, answer: str) -> Phrase | None:
        """Say why ``answer``, as it was typed on a screen, will not do; None where it does.

        That a count is a whole number and a reason says something is asked first, then ``check``.
        """
        if self.kind == "count" and not _whole(answer):
            return say("type a whole number")
        if self.kind in SHORTEST_REASON and (fault := reason_fault(answer, self.kind)):
            return fault
        return self.check(state, known, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who answers for an act: officers, by name."""

    asks: Phrase
    """The question on a screen."""
    does: Phrase = THE_OFFICER
    """In a command's help."""
    together: bool = False
    """Whether a command names them as equals, ``--as A --as B``; else ``--as A --second B``."""
    first: bool = False
    """Whether they sign before anything is asked: it may be seen by them alone."""
    owed: bool = False
    """Whether as many as the scheme asks for sign it, each with a PIN; else one is named."""
    roles: tuple[str, ...] = ()
    """Only these, where two are owed; none: anybody."""
    without: Callable[[Meeting, Known], tuple[str, ...]] = _nobody
    """Officers who may not, such as those who read the sheet."""

    @property
    def bars(self) -> bool:
        """Whether there may be officers who may not."""
        return self.without is not _nobody


def reason_fault(text: str, kind: AskKind = "reason") -> Phrase | None:
    """Say why ``text`` is no reason, or no note; None where it is one.

    A reason takes a letter or a 汉字, and four characters that are letters or digits, or two words:
    “漏盖章” says too little, “号码看不清” enough. For a note two are enough: “涂改”.
    """
    least = SHORTEST_REASON[kind]
    if not text.strip():
        return say("a reason is needed; it goes into the minutes")
    if not any(map(str.isalpha, text)):
        return say("a reason is said in words; it goes into the minutes")
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    if sum(map(str.isalnum, text)) < least and len(words) < FEWEST_WORDS:
        return say("a reason takes at least {count} characters", count=least)
    return None


SHORTEST_REASON: Mapping[str, int] = {"reason": 4, "note": 2}
"""Letters, 汉字 and digits of a reason, unless it has words enough."""
FEWEST_WORDS = 2


def _whole(text: str) -> bool:
    text = text.strip()
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def which_round(*, by_place: bool = True) -> Ask:
    """Return the ask for the round; where there is only one, it need not be said.

    ``by_place``: on a command line it stands behind the folder; else it is ``--round``. A screen
    does not ask it: there it is the round in hand, or chosen from those that may be.
    """
    if by_place:
        return Ask(name="round", shown=say("[ROUND]"), needed=False)
    does = say("Which round, where there are several.")
    return Ask(name="round", does=does, shown=say("ROUND"), option="--round", needed=False)


def a_count(
    name: str,
    does: Phrase,
    asks: Phrase | None = None,
    usual: Callable[[Meeting], str] = _nothing_usual,
    *,
    needed: bool = False,
) -> Ask:
    """Return the ask for a number of sheets; without ``asks``, only a command takes it.

    ``name`` is that of the wish's field; the option follows from it, ``took_none`` is
    ``--took-none``. ``usual`` gives what an empty answer on a screen means.
    """
    option = "--" + name.replace("_", "-")
    return Ask(name=name, kind="count", asks=asks, does=does, shown=say("N"), usual=usual,
               option=option, needed=needed)  # fmt: skip


def a_reason(asks: Asked) -> Ask:
    """Return the ask for a reason, which goes into the minutes; see ``reason_fault``."""
    does = say("Why; it goes into the minutes.")
    return Ask(
        name="reason", kind="reason", asks=asks, does=does, shown=say("TEXT"), option="--reason"
    )


def a_note(asks: Asked, kind: AskKind = "reason") -> Ask:
    """Return the ask for a note, which goes into the minutes; see ``reason_fault``."""
    does = say("What is to be noted; it goes into the minutes.")
    return Ask(name="note", kind=kind, asks=asks, does=does, shown=say("TEXT"), option="--note")


def a_cell(*, whole: bool = False) -> tuple[Ask, ...]:
    """Return the asks for a cell: sheet, unit, criterion; ``whole``: without a unit, the sheet.

    A screen does not ask them: the cell is the one at the cursor.
    """
    criterion = say("Which criterion, where there are several.")
    unit = say("[UNIT]") if whole else say("UNIT")
    return (
        Ask(name="sheet", shown=say("SHEET")),
        Ask(name="unit", shown=unit, needed=not whole),
        Ask(name="criterion", does=criterion, shown=say("ID"), option="--criterion", needed=False),
    )


def a_mark() -> Ask:
    """Return the ask for what a cell says; a screen asks it where the sheet is in sight."""
    does = say("What the cell says: a mark, a word such as 弃权, or a sign such as - for it.")
    return Ask(name="mark", does=does, shown=say("MARK"), option="--mark")
