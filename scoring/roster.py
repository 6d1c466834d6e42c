"""Who is evaluated, who votes, and who runs the meeting (名册).

Everybody goes by an ``id`` that is unique in its list; marks, ballots and facts name ids, and
only what a person reads has names. ``files.rosterfiles`` makes these of the tables.

>>> roster = Roster((Unit("shuili", "省水利厅", short="水利"), Unit("gongan", "省公安厅")))
>>> roster.short_names
{'shuili': '水利', 'gongan': '省公安厅'}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from scoring.json_values import NOT_WRITTEN
from scoring.wording import Phrase, say

Role: TypeAlias = Literal["secretary", "teller", "scrutineer", "chief"]
"""工作人员, 计票人, 监票人, 总监票人."""
ROLE_NAMES: Mapping[Role, Phrase] = {
    "secretary": say("secretary"),
    "teller": say("teller"),
    "scrutineer": say("scrutineer"),
    "chief": say("chief scrutineer"),
}
"""What each role is called."""
ROLES_TYPED: Mapping[str, Role] = {
    "工作人员": "secretary",
    "secretary": "secretary",
    "计票人": "teller",
    "teller": "teller",
    "监票人": "scrutineer",
    "scrutineer": "scrutineer",
    "总监票人": "chief",
    "chief": "chief",
}
"""What is typed for a role, in either language."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An evaluated unit (被评议单位)."""

    id: str
    name: str
    short: str = ""
    """What a narrow column shows; empty: the name, cut."""
    category: str | None = None
    """类别; ranks may be given within it."""
    ranked: bool = True
    """参评; a unit that is not ranked is listed all the same."""
    why: str = field(default="", metadata={NOT_WRITTEN: True})
    """Why it withdrew (退出评议) after the files were frozen, as somebody wrote; else empty. It is
    not written with the unit: a fact of its own says it."""


@dataclass(frozen=True, slots=True)
class Deputy:
    """A deputy who may vote (参评代表)."""

    id: str
    name: str
    delegation: str | None = None
    group: str | None = None
    """评分主体: the id of a group of the scheme."""
    speaker: bool = False
    """Speaks for the delegation (发言)."""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who runs the meeting."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Roster:
    """Everyone in a meeting, each list in its file's order, which is the official one."""

    units: tuple[Unit, ...]
    deputies: tuple[Deputy, ...] = ()
    officers: tuple[Officer, ...] = ()

    @property
    def unit_names(self) -> dict[str, str]:
        """The units' names, by id, in the official order."""
        return {one.id: one.name for one in self.units}

    @property
    def short_names(self) -> dict[str, str]:
        """What narrow columns call the units, by id, in the official order."""
        return {one.id: one.short or one.name for one in self.units}

    @property
    def deputy_names(self) -> dict[str, str]:
        """The deputies' names, by id; none where a record does not tell them."""
        return {one.id: one.name for one in self.deputies}

    @property
    def officer_names(self) -> dict[str, str]:
        """The officers' names, by id."""
        return {one.id: one.name for one in self.officers}
