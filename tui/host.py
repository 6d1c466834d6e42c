"""What screens may ask of the program, and what may be asked of a screen (约定).

Neither imports the other: a screen knows the program as a ``HostProgram``, and what is asked or
said on a screen knows it as an ``AnyPage``. So nothing in these rooms is imported in a circle.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from scoring.wording import Phrase

if TYPE_CHECKING:
    from scoring.live.terminals.desk import Desk


class HostProgram(Protocol):
    """The program, as the screens need it."""

    folder: Path | None
    """Of the one meeting that it was started for; None: it began with the list of them."""
    sessions: Path
    """Where the meetings of the list are."""

    @property
    def desk(self) -> "Desk":
        """The meeting that is open; LookupError where none is."""

    @property
    def rehearsing(self) -> bool:
        """Whether the meeting that is open is a rehearsal."""

    @property
    def away(self) -> Phrase | None:
        """Why nothing can be done from here just now; None where it can."""

    def clock(self) -> float:
        """Return the time in seconds, on the clock that stamps keys."""

    def meeting_title(self) -> Phrase | str:
        """Return what stands above every screen: the meeting's title, as far as it is known."""

    def standing(self) -> tuple[Phrase | str, ...]:
        """Return what stands beside the title: the scheme's fingerprint, the state."""

    def tell(self, words: Phrase) -> None:
        """Say something on the screen that is shown; nothing where there is none of ours."""

    def action_show_help(self) -> None:
        """Show the help for the screen that is shown."""

    def between_questions(self) -> AbstractContextManager[None]:
        """Keep what is typed while no question is shown for the next one that is.

        For a block in which several questions follow each other: keys that come while one is gone
        and the next not there yet belong to the next. What is left goes to the screen shown then.
        """

    def forget_typed(self) -> None:
        """Forget what was kept so: it was meant for something that is refused, or given up."""

    def open_meeting(self, folder: Path, at: str = "") -> None:
        """Open the meeting in ``folder``: its desk, or the screen of its key ``at``."""

    def rehearse(self, folder: Path) -> None:
        """Copy the meeting in ``folder`` for a rehearsal, if that is meant, and open the copy."""

    async def put_meeting_away(self) -> None:
        """Leave the meeting that is open, if any."""

    async def go_to(self, module: str, name: str) -> None:
        """Show the screen ``name`` of ``module`` in ``tui.screens``; each is made once."""


class AnyPage(Protocol):
    """A screen, as what is asked or said on it needs it."""

    @property
    def app(self) -> App[object]:
        """What the framework knows the program as."""

    @property
    def interface(self) -> HostProgram:
        """The program that shows this screen."""

    @property
    def desk(self) -> "Desk":
        """The meeting that is open."""

    def tell(self, words: Phrase | str = "", *, bad: bool = False) -> None:
        """Say something under the screen; it stays until something else is said."""
