"""The one way from the screens to a meeting (案头): wishes in, unchangeable states out.

A screen asks ``now`` for what to show, which is at once there and never waits for a disk, and
awaits ``do`` for what it wishes. When something new is to be shown, whoever caused it, the desk
calls ``changed``. ``Desk`` says what both kinds of desk promise.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from scoring.wording import Phrase

if TYPE_CHECKING:
    from scoring.files.meeting_folder import MeetingFolder
    from scoring.live.session import Entry
    from scoring.meeting import Decision, Meeting
    from scoring.meeting.acts import Frozen
    from scoring.meeting.wishes import Wish

TerminalKind: TypeAlias = Literal["owner", "desk", "hall"]
"""Of a terminal: it holds the record; it attached to take part; it shows the hall what it may."""


class Snapshot(NamedTuple):
    """A meeting as the record has it at one moment."""

    state: "Meeting"
    entries: Sequence["Entry"] = ()
    """What happened; grows at its end, and is not changed."""
    frozen: "Frozen | None" = None


class Seat(NamedTuple):
    """A terminal at the meeting (席位), and who keys there."""

    terminal: int
    """1 owns the record; the others are counted as they attach."""
    kind: TerminalKind
    officer: str = ""
    """Whose reading is being keyed; empty while nobody keys."""


class Desk(Protocol):
    """A place at one meeting's table."""

    folder: Path
    changed: Callable[[], None]
    """Called when there is something new to be shown."""

    @property
    def now(self) -> Snapshot:
        """The meeting as it stands; raises LookupError before the desk is open."""

    @property
    def state(self) -> "Meeting":
        """The meeting's state."""

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The terminals at the meeting, this one among them."""

    @property
    def away(self) -> Phrase | None:
        """Why nothing can be done from here just now; None while all is well."""

    @property
    def trouble(self) -> Phrase | None:
        """What is wrong and stops nothing; None while all is well."""

    @property
    def arrivals(self) -> int:
        """How often this terminal came to the meeting; whatever was not recorded is then gone."""

    async def open(self) -> None:
        """Come to the meeting. Raises Refused, HeldElsewhere, and what a record raises."""

    async def do(self, *wishes: "Wish") -> "Decision":
        """Do what is wanted, all or nothing; it is in the record when this returns.

        Raises Forbidden where the state forbids it, Refused, and what the record raises.
        """

    async def freeze(self) -> "Decision":
        """Freeze the files as they are now; the record begins, unless there is one.

        Raises HasProblems where the files are not ready, Forbidden, and what a record raises.
        """

    async def take_in(self, by: str = "") -> "Decision":
        """Take in the folder's table of marks, and do all that is then due up to the result.

        Before the freeze that is the freeze, too. ``by``: the id of the officer who takes it in;
        empty where there is only one. Raises HasProblems where files or table are not right,
        Refused where there is no table, Forbidden, and what a record raises.
        """

    async def files(self) -> "MeetingFolder":
        """Read the folder as it is now, with every problem. Raises Refused."""

    async def prove(self, officer: str, pin: str) -> None:
        """Prove by a PIN that ``officer`` (an id) is here, for the next thing they decide.

        Raises Refused where the PIN is wrong, or there is none.
        """

    async def choose_pin(self, officer: str, pin: str) -> None:
        """Keep the first PIN of ``officer``, who is thereby proved.

        Raises Refused where there is one already, or this one is too short.
        """

    async def has_pin(self, officer: str) -> bool:
        """Whether ``officer`` has a PIN."""

    async def sit(self, officer: str) -> None:
        """Key as ``officer`` from here on; empty: nobody does.

        Raises Refused where the same officer keys at another terminal.
        """

    def later(self, *wishes: "Wish") -> None:
        """Do what is wanted in its turn, and tell nobody: the screen that wants it is leaving."""

    async def part(self) -> None:
        """Let go of the other terminals, while there is still time to."""

    def close(self, told_to_end: int = 0) -> None:
        """Write what is still to be written, and give the record back.

        ``told_to_end``: the signal that ended the program, to be noted; 0 where a person did.
        """
