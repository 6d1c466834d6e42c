"""What replies and answers are called here (办理口径): classes, roll-ups, levels, roles.

All of it is local data. Nothing in the program knows that A1 is a class, or 很满意 a level.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from scoring.scheme.model import ClosedTable, Conflict, Key, Listed, Name, doubled, twice
from scoring.wording import say

Part: TypeAlias = Literal["attitude", "result"]
"""What a deputy is asked about: 办理态度, 办理结果."""
PARTS: tuple[Part, ...] = ("attitude", "result")

SomeNames = Annotated[Listed[Name], Field(min_length=1)]
"""One or more names."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=60)]


class ReplyClass(ClosedTable):
    """A class of replies (答复类别): A1, and what it means."""

    code: Name
    label: Name
    group: Name | None = None
    """A letter or word that several classes share; nothing is computed by it."""


class Rollup(ClosedTable):
    """A set of classes that has a name of its own (归类): those resolved, those planned."""

    id: Name
    title: Name
    classes: SomeNames
    """Their codes."""


class Satisfaction(ClosedTable):
    """The levels of an answer (满意度等次), and which of them count as what."""

    levels: SomeNames
    """Best first, as written."""
    satisfied: SomeNames
    """Levels that count as satisfied; each must be counted."""
    dissatisfied: Listed[Name] = ()
    """Levels after which a suggestion is to be handled again."""
    counted: SomeNames | None = None
    """The levels that a rate is of; all of them, unless said."""

    @property
    def base(self) -> tuple[str, ...]:
        """The levels that a rate of satisfaction is of."""
        return self.levels if self.counted is None else self.counted

    def conflicts(self) -> Iterator[Conflict]:
        """Yield what does not hold together: every set names levels, each once.

        What counts as satisfied has to be counted.
        """
        for position, word in doubled(self.levels):
            yield twice(("levels", position), word)
        for key in ("satisfied", "dissatisfied", "counted"):
            named: tuple[str, ...] = getattr(self, key) or ()
            for position, word in doubled(named):
                yield twice((key, position), word)
            for position, word in enumerate(named):
                if word not in self.levels:
                    yield Conflict(
                        (key, position),
                        "handling.unknown-level",
                        say("{level} is not one of the levels", level=word),
                        say("the levels are {levels}", levels=self.levels),
                        about=(("levels",),),
                    )
        yield from self._misplaced()

    def _misplaced(self) -> Iterator[Conflict]:
        for position, word in enumerate(self.satisfied):
            if word in self.dissatisfied:
                yield Conflict(
                    ("satisfied", position),
                    "handling.level-in-both",
                    say("{level} cannot be both satisfied and dissatisfied", level=word),
                    about=(("dissatisfied",),),
                )
            if word in self.levels and word not in self.base:
                yield Conflict(
                    ("satisfied", position),
                    "handling.level-not-counted",
                    say("{level} is satisfied, but is not counted", level=word),
                    say("add it to counted, or leave it out of satisfied"),
                    about=(("counted",), ("levels",)),
                )


class HandlingTerms(ClosedTable):
    """The file ``handling.toml``: the words that a year's suggestions are told in."""

    version: Annotated[int, Field(ge=1, le=1, alias="schema")]
    title: Name
    source: str | None = None
    """Where the terms come from."""
    classes: Listed[ReplyClass] = Field(default=(), alias="class")
    rollups: Listed[Rollup] = Field(default=(), alias="rollup")
    satisfaction: Satisfaction | None = None
    promised: Listed[Name] = ()
    """Classes whose replies promise something by a day (列入计划)."""
    roles: SomeNames = ("主办", "分办")
    """Roles whose reply counts (承办方式); a unit in another only helps with it."""

    def conflicts(self) -> Iterator[Conflict]:
        """Yield what does not hold together.

        Codes and ids are given once, and roll-ups name classes.
        """
        codes = tuple(one.code for one in self.classes)
        ids = (*codes, *(one.id for one in self.rollups))
        for position, word in doubled(ids):
            # Codes and ids are in one list, codes first: from the number of codes on it is a
            # roll-up's.
            place = position - len(codes)
            key: Key = ("class", position, "code") if place < 0 else ("rollup", place, "id")
            yield twice(key, word)
        for at, rollup in enumerate(self.rollups):
            yield from self._named(("rollup", at, "classes"), rollup.classes)
        yield from self._named(("promised",), self.promised)
        for position, word in doubled(self.roles):
            yield twice(("roles", position), word)

    def _named(self, key: Key, named: tuple[str, ...]) -> Iterator[Conflict]:
        """Yield what is wrong with the codes at ``key``."""
        codes = tuple(one.code for one in self.classes)
        for position, word in doubled(named):
            yield twice((*key, position), word)
        for position, word in enumerate(named):
            if word not in codes:
                yield Conflict(
                    (*key, position),
                    "handling.unknown-class",
                    say("{code} is not the code of a class", code=word),
                    say("the classes are {codes}", codes=codes) if codes else None,
                    about=(("class",),),
                )

    def doubts(self) -> Iterator[Conflict]:
        """Yield a missing source, which stops nothing."""
        if not self.source:
            yield Conflict(
                (),
                "handling.no-source",
                say("the file does not say where its terms and figures come from"),
                say('add source = "...", and name what is illustrative'),
                about=(("source",),),
            )
