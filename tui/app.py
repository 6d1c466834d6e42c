"""The program that shows the screens (程序): themes, the way in, and every way out.

``run`` shows it and returns an exit code. There is a meeting open (``desk``), or the list of
meetings, or the hall's line. Screens are made when they are first gone to. Modules that are heavy
are imported in functions: the first screen is to stand there before they are loaded.
"""

import asyncio
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoring.errors import PingyiError, Refused
from scoring.wording import Phrase, say
from tui.frame.framework import QuietApp, get_time, quiet_end, quiet_logs
from tui.frame.page import ScreenPage
from tui.frame.screentext import line
from tui.frame.themes import themes_for

if TYPE_CHECKING:
    from scoring.live.terminals.attaching import HallLine
    from scoring.live.terminals.desk import Desk, TerminalKind


class Opening(ScreenPage):
    """What stands there while the meeting is opened."""

    def draw(self) -> None:
        """Say that it is being opened."""
        self.body.show([(), line(say("  The meeting is being opened ..."), "dim")])


class Interface(QuietApp, inherit_bindings=False):
    """The terminal interface, at one meeting or at the list of them."""

    # ``_desk`` is None until a meeting is open and again when it was put away; ``_made`` has that
    # meeting's screens and no other's. Leaving A for B therefore goes in one order: screens put
    # away what they have, are taken off the stack and thrown away, other terminals are let go, and
    # only then the record is given back. A screen kept any longer would show A's cells over B.

    CSS_PATH = Path(__file__).with_name("look.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "ask_quit", show=False, priority=True),
    ]
    AUTO_FOCUS = None

    def __init__(
        self, folder: Path | None, sessions: Path = Path("sessions"), kind: "TerminalKind" = "owner"
    ) -> None:
        """``folder``: of one meeting; None: those in ``sessions`` are offered."""
        super().__init__()
        self._themes = themes_for(self.console.color_system)
        for theme in self._themes:
            self.register_theme(theme)
        self.theme = self._themes[-1 if "NO_COLOR" in os.environ else 0].name
        self.folder = folder
        self.sessions = sessions
        self.kind = kind
        self.refused: PingyiError | OSError | None = None
        """Why the meeting could not be opened."""
        self._desk: Desk | None = None
        self._hall: HallLine | None = None
        self._made: dict[str, ScreenPage] = {}
        self._title = ""
        """Of the meeting, before it is frozen."""
        self._leaving: asyncio.Future[None] | None = None
        """What parts from the others before the end; None until somebody leaves."""

    @property
    def desk(self) -> "Desk":
        """The meeting that is open."""
        if self._desk is None:
            raise LookupError("no meeting is open")
        return self._desk

    def get_default_screen(self) -> ScreenPage:
        """Show that something is coming, at once."""
        return Opening()

    def on_mount(self) -> None:
        """Open the meeting as soon as the first screen is painted."""
        quiet_logs()
        self.listen_to_signals(lambda: self.leave(self.told_to_end))
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.folder is None:
            from tui.screens.meetings import Meetings  # noqa: PLC0415 - when it is needed

            self.push_screen(Meetings())
        else:
            self.open_meeting(self.folder)

    def open_meeting(self, folder: Path, at: str = "") -> None:
        """Open the meeting in ``folder`` and show its desk, or the screen of its key ``at``.

        ``at``: a key of the desk, such as ``1`` for the files. Returns at once; what keeps the
        meeting from being opened is said on the screen, or ends the program.
        """
        opened = self._attached_hall(folder) if self.kind == "hall" else self._opened(folder, at)
        self.run_worker(opened, group="opening", exclusive=True)

    async def _opened(self, folder: Path, at: str) -> None:
        desk = _desk(folder, self.kind if folder == self.folder else "owner")
        try:
            await desk.open()
        except (PingyiError, OSError) as error:
            desk.close()
            self._not_opened(error)
            return
        from tui.screens.meeting_list import title_and_day  # noqa: PLC0415 - as above
        from tui.screens.secretary_desk import SecretaryDesk  # noqa: PLC0415 - loaded by now, on the desk's thread

        if desk.now.frozen is None:
            self._title, _ = await asyncio.to_thread(title_and_day, folder)

        self._desk = desk
        desk.changed = self._changed
        shown = SecretaryDesk()
        await self.push_screen(shown)
        if at:
            shown.action_go(at)

    def _not_opened(self, error: PingyiError | OSError) -> None:
        """Say it in the list of meetings, where there is one; else it is why the program ends."""
        from tui.frame.acting import why_not  # noqa: PLC0415 - after the first screen

        if isinstance(self.screen, ScreenPage) and not isinstance(self.screen, Opening):
            self.screen.tell(why_not(error), bad=True)
            return
        self.refused = error
        self.exit(1)

    def rehearse(self, folder: Path) -> None:
        """Copy the meeting in ``folder`` for a rehearsal, if that is meant, and open the copy."""
        from tui.screens.rehearsing import rehearse  # noqa: PLC0415 - when it is asked for

        if isinstance(self.screen, ScreenPage):
            self.run_worker(rehearse(self.screen, folder), group="rehearsal", exclusive=True)

    async def put_meeting_away(self) -> None:
        """Leave the meeting that is open, if any: back to what stood there before it was opened."""
        if self._desk is None:
            return
        while len(self.screen_stack) > 1 and self._of_meeting(self.screen):
            if isinstance(self.screen, ScreenPage):
                self.screen.put_away()
            await self.pop_screen()
        made, self._made = self._made, {}
        for key, page in made.items():
            self.uninstall_screen(key)
            await page.remove()  # else its clocks would go on
        await self._desk.part()
        await asyncio.to_thread(self.close_meeting)  # what is still to be written is written
        if isinstance(self.screen, ScreenPage):
            self.screen.redraw()

    @staticmethod
    def _of_meeting(screen: Screen[Any]) -> bool:
        return not (isinstance(screen, Opening) or type(screen).__name__ == "Meetings")

    async def _attached_hall(self, folder: Path) -> None:
        from scoring.live.terminals.attaching import HallLine  # noqa: PLC0415 - after the first screen
        from tui.screens.hall import Hall  # noqa: PLC0415 - as above

        self._hall = HallLine(folder)
        try:
            await self._hall.open()
        except (PingyiError, OSError) as error:
            self.refused = error
            self.exit(1)
            return
        page = Hall(self._hall)
        self._hall.changed = page.redraw
        self.push_screen(page)

    async def on_unmount(self) -> None:
        """Leave the other terminals while there is still a loop to do it on."""
        await self._part()

    async def go_to(self, module: str, name: str) -> None:
        """Show a screen of the meeting; each is made once, and keeps where it was.

        ``module`` is one of ``tui.screens``, ``name`` the class in it. Nothing where the screen
        would rather not be shown (``ScreenPage.ready``), which has then said why.
        """
        key = f"meeting-{module}"
        if key not in self._made:
            page = self._made[key] = getattr(import_module(f"tui.screens.{module}"), name)()
            self.install_screen(page, key)  # else it would be thrown away when it is left
        page = self._made[key]
        if not isinstance(self.screen, ScreenPage):
            return
        with self.between_questions():  # else what is typed ahead would be commands on the way
            if not await page.ready(self.screen):
                self.forget_typed()
                return
            await self.push_screen(page)
            there = asyncio.Event()
            page.call_next(there.set)  # behind what the screen does as it is shown
            await there.wait()

    def tell(self, words: Phrase) -> None:
        """Say something on the screen that is shown."""
        if isinstance(self.screen, ScreenPage):
            self.screen.tell(words)

    @property
    def away(self) -> Phrase | None:
        """Why nothing can be done from here just now."""
        return self._desk.away if self._desk else None

    @staticmethod
    def clock() -> float:
        """Return the time in seconds, on the clock that stamps keys."""
        return get_time()

    def leave(self, code: int) -> None:
        """Let every screen put away what it has, and end with the exit ``code``.

        Other terminals are parted from first, while the screens still stand. Returns at once;
        whoever wants to leave twice leaves once.
        """
        if self._leaving is not None:
            return
        if self._desk:
            for page in self.screen_stack:
                if isinstance(page, ScreenPage):
                    page.put_away()
        self._leaving = asyncio.ensure_future(self._parted(code))

    async def _parted(self, code: int) -> None:
        try:
            await self._part()
        finally:
            self.exit(code)

    async def _part(self) -> None:
        """Let go of the other terminals; the screens hear of nothing any more."""
        for there in (self._desk, self._hall):
            if there:
                there.changed = _nothing
                await there.part()

    def close_meeting(self) -> None:
        """Write what is still to be written, and give the record back."""
        desk, self._desk = self._desk, None
        if desk:
            desk.close(self.told_to_end)

    def _changed(self) -> None:
        page = self.screen_stack[-1] if not self.screen.is_modal else self.screen_stack[-2]
        if isinstance(page, ScreenPage) and page.query(
            "#body"
        ):  # else it shows itself when it comes
            page.redraw()

    # ---- what stands above every screen ----

    def meeting_title(self) -> Phrase | str:
        """Return the meeting's title, as frozen or else as its file said when it was opened."""
        frozen = self._desk.now.frozen if self._desk else None
        if frozen:
            return frozen.title
        if self._desk:
            return self._title
        return self.folder.resolve().name if self.folder else say("Pingyi")

    @property
    def rehearsing(self) -> bool:
        """Whether the meeting that is open is a rehearsal."""
        return self._desk is not None and self._desk.state.rehearsal

    def standing(self) -> tuple[Phrase | str, ...]:
        """Return the scheme's fingerprint and the state, and whether this is a place beside."""
        if self._desk is None:
            return ()
        from scoring.meeting.refusals import PHASES  # noqa: PLC0415 - once there is a meeting
        from scoring.report.printed import fingerprint  # noqa: PLC0415 - as above

        state = self._desk.state
        seal = [fingerprint(state.rules.scheme_sha256)[:9]] if state.rules else []
        beside = [say("attached")] if self.kind != "owner" else []
        return (*seal, *beside, PHASES[state.phase])

    # ---- keys that work everywhere ----

    def action_show_help(self) -> None:
        """Show the help for the screen that is shown, unless that is the help."""
        from tui.frame.help import Help  # noqa: PLC0415 - when it is asked for

        if isinstance(self.screen, ScreenPage) and not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen.actions(), self.screen.NAME))

    def action_next_theme(self) -> None:
        """Show everything in the next set of colours."""
        names = [theme.name for theme in self._themes]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def action_ask_quit(self) -> None:
        """Leave the program, if that is meant."""
        self.run_worker(self._ask_quit(), group="quit", exclusive=True)

    async def _ask_quit(self) -> None:
        from tui.frame.asking import Asking, ScreenQuestion  # noqa: PLC0415 - when it is asked for

        asks = say("Leave the program? What was keyed is kept. Enter: yes. Esc: stay.")
        asked = ScreenQuestion(asks, typed=False)
        if await self.push_screen_wait(Asking(asked)) is not None:
            self.leave(0)


def _nothing() -> None:
    """Show nothing: there is no screen any more."""


def _desk(folder: Path, kind: "TerminalKind") -> "Desk":
    """Return a place at the meeting in ``folder``: the owner's, or one beside it."""
    if kind == "owner":
        from scoring.live.terminals.owning import OwnDesk  # noqa: PLC0415 - after the first screen

        return OwnDesk(folder)
    from scoring.live.terminals.attaching import AttachedDesk  # noqa: PLC0415 - as above

    return AttachedDesk(folder)


def run(folder: Path | None, sessions: Path, kind: "TerminalKind") -> int:
    """Show the interface until somebody leaves; return the exit code.

    ``folder`` is None for the list of the meetings in ``sessions``. Ended by a signal, the code is
    128 and the signal's number. Raises what kept the meeting from being opened, and the fault
    where the program failed.
    """
    app = Interface(folder, sessions, kind)
    try:
        code = app.run()
    finally:
        quiet_end()
        app.close_meeting()
    if app.fault:
        raise app.fault
    if app.refused:
        raise app.refused
    if app.told_to_end:
        return 128 + app.told_to_end
    return code or 0


def refuse_encoding(encoding: str | None) -> None:
    """Raise Refused where the terminal cannot show Chinese: neither UTF-8 nor GB 18030.

    ``encoding`` is that of standard output; None where it has none.
    """
    if (encoding or "").lower().replace("-", "") not in {"utf8", "gb18030"}:
        raise Refused(
            say(
                "This terminal does not use UTF-8 ({encoding}), so the interface would be "
                "unreadable. Set LANG=C.UTF-8, or use the other commands.",
                encoding=encoding or "?",
            )
        )
