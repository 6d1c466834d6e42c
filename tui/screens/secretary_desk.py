"""The secretary's desk (控制台): where the meeting stands, and the next step as one key.

What stands on it says ``secretary_desk_lines``; here are its keys. A digit goes to a screen, Enter
takes the next step (``steps``), 7 and 8 offer what can be done about the paper, and what is seldom
needed.
"""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from scoring.errors import PingyiError
from scoring.live.session import Session
from scoring.meeting import Meeting
from scoring.meeting.acts.reveal_next import REVEAL_NEXT
from scoring.report.meeting_steps import NOTHING, ScreenName
from scoring.report.printed import in_fours
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.actions import EVERYWHERE, PALETTE, Action, bindings
from tui.frame.asking import agreed_to
from tui.frame.lines import ScrolledLines
from tui.frame.page import ScreenPage
from tui.screens.desk_draft import DeskDraft
from tui.screens.files_read import LOOK_EVERY, FilesRead, opening_told, read_files, stamps
from tui.screens.performing import perform
from tui.screens.rehearsing import make_up
from tui.screens.secretary_desk_lines import DeskView, desk_lines, keys_needed, round_shown
from tui.screens.step_times import StepTimes
from tui.screens.steps import choose_about_paper, choose_special, key_at_once, take_next

_SCREENS = {
    "1": ("check", "FilesScreen"),
    "2": ("checkin", "CheckInScreen"),
    "3": ("entry", "EntryScreen"),
    "4": ("differences", "Differences"),
    "5": ("result", "Result"),
    "6": ("log", "Log"),
    "f4": ("how_held", "HowHeld"),
    "f6": ("documents", "Documents"),
    "correct": ("corrections", "Corrections"),
}
"""By key, or by what it is for: module of ``tui.screens``, and the screen in it."""
_OF_STEP: Mapping[ScreenName, str] = {"checkin": "2", "entry": "3", "differences": "4"}
"""By name of the screen that a step is taken on: its key."""


FREE = {"1", "f4", "f6"}
"""Keys of screens that are there before the files are frozen."""


class DeskLines(ScrolledLines):
    """The desk's lines; Up and Down choose a file or a round, where there are any to choose."""

    def move(self, steps: int) -> None:
        """Choose, or scroll."""
        page = self.screen
        if not (isinstance(page, SecretaryDesk) and page.chose(steps)):
            super().move(steps)


class SecretaryDesk(ScreenPage):
    """Phases, next step and what it lacks, and panels; see ``secretary_desk_lines``."""

    NAME = say("console")
    ACTIONS = (
        Action("enter", "Enter", say("next step"), say("Take the next step."), "next_step"),
        Action("1", "1", say("files"), say("The files, and what is wrong in them."), "go('1')"),
        Action("2", "2", say("check-in"), say("Who is present."), "go('2')"),
        Action("3", "3", say("entry"), say("Key what stands on the sheets."), "go('3')"),
        Action("4", "4", say("differences"),
               say("Third readings and rulings of the cells that differ."), "go('4')"),
        Action("5", "5", say("results"), say("The ranking, once everything is counted."),
               "go('5')"),
        Action("6", "6", say("log"), say("What happened, when, and by whom."), "go('6')"),
        Action("7", "7", say("paper"),
               say("Sheets issued, counted in, kept; differences explained."), "paper"),
        Action("8", "8", say("special"),
               say("Hold or void a round, unfreeze the files, correct what was counted."),
               "unusual"),
        Action("", say("arrows"), say("choose"),
               say("Before the freeze: choose a file; with several rounds: choose one."),
               footer=False),
        Action("f4", "F4", say("how"), say("How the meeting is held: the scheme in words."),
               "go('f4')"),
        Action("f6", "F6", say("papers"),
               say("Ballots and sign-in sheet before the meeting; the documents after it."),
               "go('f6')"),
        Action("f7", "F7", say("make up"),
               say("In a rehearsal: take the next step with made-up people and sheets."),
               "make_up"),
        Action("f8", "F8", say("reveal"),
               say("Reveal the next place on the hall's screen, from the last to the first."),
               "reveal"),
        Action("f9", "F9", say("rehearse"),
               say("Copy this meeting for a rehearsal, and open the copy."), "rehearse"),
        Action("escape", "Esc", say("meetings"),
               say("Go back to the list of meetings; it asks first."), "leave"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._files: FilesRead | None = None
        self._seen: object = None
        """Names, sizes and times of the files, as they were looked at last."""
        self._times = StepTimes()
        self._chosen: int | None = None
        """The file in hand, or the round; None: the one that is next."""
        self._phase = ""
        self._told_of: tuple[Meeting, FilesRead | None] | None = None
        """What a refusal, or a word about a file, is about: it goes when that is another."""
        self._opening = False
        self._code = ("", 0)
        """The result's code, and how many versions there were when it was looked up."""

    def middle(self) -> Iterator[Widget]:
        """Make the desk's lines."""
        yield DeskLines(id="body")

    def tell(self, words: Phrase | str = "", *, bad: bool = False) -> None:
        """Say something under the screen, about the meeting and the files as they are now."""
        super().tell(words, bad=bad)
        self._told_of = (self.interface.desk.state, self._files) if bad or self._opening else None
        self._opening = False

    def _still_so(self, state: Meeting, files: FilesRead | None) -> bool:
        """Whether the meeting and its files are as they were; files not yet read are as ever."""
        return state is self.desk.state and (files is None or files is self._files)

    def on_screen_resume(self) -> None:
        """Forget a refusal: whoever comes back has dealt with it, or is told again."""
        if self._told_of is not None:
            self.tell()
        super().on_screen_resume()

    def on_mount(self) -> None:
        """Look at the files from time to time."""
        self.set_interval(LOOK_EVERY, self._look)
        self._look()

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here: only in a rehearsal anything is made up."""
        missing = set() if self.interface.rehearsing else {"make_up"}
        if self.interface.folder is not None:
            missing.add("leave")
        return (*(one for one in self.ACTIONS if one.name not in missing), PALETTE, *EVERYWHERE)

    def named_below(self) -> tuple[Action, ...]:
        """Return what the meeting needs as it stands now; the help has all there is."""
        there = {one.keys: one for one in self.actions()}
        needed = [there[key] for key in keys_needed(self.desk.state) if key in there]
        return (*needed, PALETTE, *EVERYWHERE)

    def draw(self) -> None:
        """Show where the meeting stands."""
        state = self.desk.state
        if state.phase != self._phase:
            self._phase, self._chosen, self._seen = state.phase, None, None
            self._look()
        if self._told_of is not None and not self._still_so(*self._told_of):
            self.tell()
        self._times.follow(self.desk.now.entries)
        self.body.show(desk_lines(self._view(), self.size.width, self.body.size.height))

    def _view(self) -> DeskView:
        desk = self.desk
        files = self._files
        draft = None
        if desk.state.rules is None and files is not None:
            draft = DeskDraft(files.folder, files.states, files.at, self._chosen, len(files.papers),
                          files.to_take)  # fmt: skip
        return DeskView(
            desk.state, self._times, desk.seats, draft,
            notes=tuple(self._notes()),
            papers=files.papers if files else (),
            title=str(self.interface.meeting_title()),
            code=self._code[0],
            at_hand=files.to_take if files else NOTHING,
            chosen=self._chosen,
        )  # fmt: skip

    def _notes(self) -> Iterator[Phrase]:
        if self.desk.trouble:
            yield self.desk.trouble
        if self.desk.state.rules is not None and self._files is not None:
            for name in self._files.changed:
                yield say("{file} was changed after the freeze, and is not read.", file=name)

    def chose(self, steps: int) -> bool:
        """Choose the file or the round ``steps`` further on; False where there are none."""
        view = self._view()
        if view.draft is not None:
            states, in_hand = view.draft.states, view.draft.in_hand
            at = states.index(in_hand) if in_hand is not None else -1 if steps > 0 else len(states)
            last = len(states) - 1
        elif view.state.uncounted and len(view.state.frozen.round_ids) > 1:
            at, last = round_shown(view), len(view.state.frozen.round_ids) - 1
        else:
            return False
        self._chosen = max(0, min(at + steps, last))
        self.draw()
        return True

    def _look(self) -> None:
        """Read the files again where one has been saved; and the result's code, once there is one.

        A screen that is not in sight looks when it is shown again.
        """
        if not self.is_current:
            return
        try:
            found = stamps(self.desk.folder)
        except (LookupError, OSError):  # the meeting was left, or its folder is gone
            return
        if found != self._seen:
            self._seen = found
            self.run_worker(self._read(), group="files", exclusive=True)

    async def _read(self) -> None:
        try:
            self._files = await read_files(self.desk)
            versions = len(self.desk.state.versions)
            if versions != self._code[1]:
                self._code = (await asyncio.to_thread(_code_of, self.desk.folder), versions)
        except (PingyiError, OSError) as error:
            self.tell(why_not(error), bad=True)
            return
        except LookupError:  # the meeting was left meanwhile
            return
        if self.is_current:
            self.draw()

    def action_next_step(self) -> None:
        """Take the next step."""
        self.begin(self._next())

    def action_paper(self) -> None:
        """Do something about the paper of the round."""
        if not self.desk.state.voting:
            self.tell(say("there is no open round"), bad=True)
            return
        self.begin(choose_about_paper(self))

    def action_unusual(self) -> None:
        """Do something that a meeting needs seldom."""
        self.begin(self._unusual())

    def action_reveal(self) -> None:
        """Reveal the next place; nothing is asked, and nothing else is done."""
        if self.desk.state.certified:
            self.run_worker(perform(self, REVEAL_NEXT, {"only_next": "yes"}), group="reveal")
        else:
            self.tell(say("there is nothing to reveal now"))

    def action_make_up(self) -> None:
        """Take the next step of a rehearsal with made-up people and sheets."""
        self.run_worker(make_up(self), group="step", exclusive=True)

    def action_rehearse(self) -> None:
        """Rehearse this meeting."""
        self.interface.rehearse(self.desk.folder)

    def action_leave(self) -> None:
        """Go back to the list of meetings, where the program began with it."""
        if self.interface.folder is None:
            self.app.run_worker(self._leave(), group="leave", exclusive=True)

    async def _leave(self) -> None:
        asks = say("Go back to the list of meetings? What was done is kept. Enter: yes. Esc: stay.")
        if await agreed_to(self, asks):
            await self.interface.put_meeting_away()

    def action_go(self, key: str) -> None:
        """Go to the screen of ``key``, or to that of what it is for (``correct``)."""
        if key == "3" and self._may_key_at_once():
            self.run_worker(self._key_at_once(), group="step", exclusive=True)
            return
        if key not in FREE and self.desk.state.rules is None:
            self.tell(say("The files are to be frozen first: Enter."), bad=True)
            return
        self.begin(self._go(key))

    def _may_key_at_once(self) -> bool:
        """Whether the files wait for nothing but a table that may be keyed instead."""
        draft = self._view().draft
        return draft is not None and draft.may_be_keyed

    async def _key_at_once(self) -> None:
        if await key_at_once(self):
            await self._go("3")
        self.redraw()

    async def _next(self) -> None:
        draft = self._view().draft
        if draft is not None and draft.in_hand is not None:
            self._opening = True
            self.tell(opening_told(draft.in_hand))
        elif screen := await take_next(self):
            await self._go(_OF_STEP[screen])
        self.redraw()

    async def _unusual(self) -> None:
        if screen := await choose_special(self):
            await self._go(screen)
        self.redraw()

    async def _go(self, key: str) -> None:
        self.tell()  # what was said here is no news any more when somebody comes back
        await self.interface.go_to(*_SCREENS[key])


def _code_of(folder: Path) -> str:
    """Return the code of the last result in the record, in groups of four; empty without one."""
    session = Session.view(folder)
    try:
        return in_fours(session.result_code())
    finally:
        session.close()
