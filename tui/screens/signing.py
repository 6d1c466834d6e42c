"""Who decides, and that it is they (签认): officers named one by one, each with a PIN.

They are people of a list, by name and by their number in it; who may not is not in it, and a line
says why. The questions stand in the dialogue of whatever is decided, as its last part. A PIN goes
to the desk and is kept nowhere here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scoring.errors import PingyiError
from scoring.live.pins import SHORTEST
from scoring.meeting import Meeting
from scoring.roster import ROLE_NAMES
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.asking import Asking
from tui.frame.questions import WHO, Proof, ScreenQuestion
from tui.host import AnyPage

ORDER = (say("first person"), say("second person"))
"""第一人, 第二人."""
PIN_CELLS = 8
"""Cells of the field for a PIN."""
People = tuple[tuple[str, Phrase], ...]
"""Officers as choices: id, and name with role."""


def officers_listed(
    state: Meeting, roles: Sequence[str] = (), without: Sequence[str] = ()
) -> People:
    """Return the officers as choices: id, and name with role, in the order of the roster.

    ``roles``: only those, empty for all; ``without``: ids that are left out.
    """
    return tuple(
        (one.id, say("{name}, {role}", name=one.name, role=ROLE_NAMES[one.role]))
        for one in state.frozen.roster.officers
        if (not roles or one.role in roles) and one.id not in without
    )


@dataclass(frozen=True, slots=True)
class Signers:
    """The part of a dialogue in which officers sign."""

    page: AnyPage
    asks: Phrase
    """Who it takes, as a question; it stands above the list."""
    owed: int = 1
    """How many different people."""
    have: frozenset[str] | None = None
    """Officers (ids) who have a PIN; None: no PIN is asked for, one only says who it is."""
    usual: str = ""

    def questions(
        self, people: People, answers: Sequence[str], left_out: Phrase | str
    ) -> list[ScreenQuestion]:
        """Return the questions, given the ``answers`` to those of them that were answered.

        ``people``: who may sign. ``left_out``: says why others are not among them, or is empty.
        """
        asked: list[ScreenQuestion] = []
        named: tuple[str, ...] = ()
        for place in range(self.owed):
            who = answers[len(asked)] if len(answers) > len(asked) else ""
            asked.append(self._person(place, people, named, left_out))
            if self.have is not None:
                asked += self._pins(who)
            named = (*named, who)
        return asked

    def _person(
        self, place: int, people: People, named: tuple[str, ...], left_out: Phrase | str
    ) -> ScreenQuestion:
        def another(answer: str) -> Phrase | None:
            told = say("this person has signed already; it takes somebody else")
            return told if answer in named else None

        return ScreenQuestion(
            ORDER[place] if self.owed > 1 else "", another, self.usual, people, named, plain=True,
            part=WHO, over=self.asks, under=left_out,
        )  # fmt: skip

    def _pins(self, who: str) -> list[ScreenQuestion]:
        if not who or self.have is None or who in self.have:
            return [self._secret(say("PIN"), _typed, proof=self._given(who))]
        return self.new_pin(who)

    def new_pin(self, who: str, by: tuple[str, ...] | None = None) -> list[ScreenQuestion]:
        """Return the questions for a new PIN of ``who``; ``by``: who signs, None: it is the first.

        With the answer to the second it is set.
        """
        first = self._secret(say("new PIN"), _long_enough)
        again = self._secret(say("once more"), proof=self._chosen(who, by), again=True)
        return [first, again]

    @staticmethod
    def _secret(
        asks: Phrase,
        check: Callable[[str], Phrase | None] = lambda _: None,
        proof: Proof | None = None,
        *,
        again: bool = False,
    ) -> ScreenQuestion:
        return ScreenQuestion(asks, check, secret=True, part=WHO, cells=PIN_CELLS, beside=True,
                              proof=proof, again=again)  # fmt: skip

    def _given(self, who: str) -> Proof:
        async def proof(answers: tuple[str, ...]) -> Phrase | None:
            try:
                await self.page.desk.prove(who, answers[-1])
            except (PingyiError, OSError) as error:
                return why_not(error)
            return None

        return proof

    def _chosen(self, who: str, by: tuple[str, ...] | None) -> Proof:
        async def proof(answers: tuple[str, ...]) -> Phrase | None:
            if answers[-1] != answers[-2]:
                return say("the two were not the same; choose the PIN anew")
            try:
                await self.page.desk.choose_pin(who, answers[-1], by)
            except (PingyiError, OSError) as error:
                return why_not(error)
            return None

        return proof


async def signers(
    page: AnyPage, asks: Phrase, owed: int, people: People, *, pins: bool = True
) -> Signers:
    """Return the part in which ``owed`` of ``people`` sign; ``pins``: each with a PIN.

    Without PINs the first of them is meant by Enter alone, where one is enough. Raises Refused
    where the PINs cannot be looked at.
    """
    if not pins:
        return Signers(page, asks, owed, usual=people[0][0] if owed == 1 and people else "")
    have = [who for who, _ in people if await page.desk.has_pin(who)]
    return Signers(page, asks, owed, frozenset(have))


async def officer(
    page: AnyPage,
    asks: Phrase,
    people: People,
    *,
    left_out: Phrase | str = "",
    usual: str = "",
) -> str | None:
    """Return the id of the officer who is named, ``usual`` by Enter alone; None: rather not.

    ``asks`` is the question, ``people`` who may be named, ``left_out`` says why others may not.
    """
    part = Signers(page, asks, usual=usual if usual in dict(people) else "")
    asked = part.questions(people, (), left_out)
    answers = await page.app.push_screen_wait(Asking(*asked))
    return answers[0] if answers else None


def _typed(pin: str) -> Phrase | None:
    """Say that a PIN is to be typed: nothing at all would count as a wrong one."""
    return None if pin else say("type the PIN")


def _long_enough(pin: str) -> Phrase | None:
    told = say("a PIN has at least {count} characters", count=SHORTEST)
    return None if len(pin) >= SHORTEST else told
