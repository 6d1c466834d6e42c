"""Going on from a mirror (接续), and keeping one (镜像): from the list of meetings.

Disks that are plugged in are looked through at once; a folder may be typed as well. What is taken
over, how far it is and what will be missing stands there before anybody agrees to it.
"""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from scoring.errors import PingyiError, Refused
from scoring.files.new_files import free_folder
from scoring.live.clock import open_record
from scoring.live.mirroring import begin_mirror, mirror_of
from scoring.live.taking_over import PLACES, MirrorFound, mirror_at, mirrors_in, take_over
from scoring.recordfile import has_record
from scoring.report.meeting_progress import progress
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.actions import BACK, EVERYWHERE, Action, bindings
from tui.frame.asking import TOO_LONG, Asking, ScreenQuestion, agreed_to
from tui.frame.framework import character_of
from tui.frame.inputline import InputLine
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, columns, folded, line, width
from tui.host import AnyPage
from tui.screens.meeting_list_lines import used_told

ASKS = say(" Mirror's folder: ")
DAY, FAR, WRITTEN = 11, 18, 17
"""Cells of the columns beside the title: day, progress, when it was written."""
MOVES = {"up": -1, "down": 1}


class TakingOver(ScreenPage):
    """The mirrors that were found; one of them is gone on with."""

    NAME = say("take over")
    ACTIONS = (
        Action("", "Enter", say("take over"),
               say("Go on with the meeting that is chosen, after one question; or look into the "
                   "folder that was typed.")),
        Action("f5", "F5", say("look again"),
               say("Look again through the disks that are plugged in."), "look"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._line = InputLine(id="typed")
        self._found: tuple[MirrorFound, ...] | None = None
        """None while the disks are looked through."""
        self._looked_in = ""
        """The folder that was typed and looked into."""

    def middle(self) -> Iterator[Widget]:
        """Make the line for a folder, and the list."""
        with Horizontal(id="head"):
            yield FixedLines(id="asks")
            yield self._line
        yield ScrolledLines(id="body")

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here; a folder is typed, so there is no palette."""
        return (*self.ACTIONS, *EVERYWHERE)

    def on_mount(self) -> None:
        """Say what may be typed, and look through the disks."""
        label = self.query_one("#asks", FixedLines)
        label.styles.width = width(line(ASKS))
        label.show(line(ASKS, "strong"))
        self._line.styles.width = "1fr"
        self._line.open()
        self.action_look()

    def action_look(self) -> None:
        """Look through the disks, and where it was typed."""
        self._found = None
        self.draw()
        self.run_worker(self._look(), group="look", exclusive=True)

    def draw(self) -> None:
        """Show the mirrors, and of the chosen one what it holds."""
        cells = self.size.width - 4
        if self._found is None:
            self.body.show([(), line(say("  Mirrors are being looked for ..."), "dim")])
            return
        if not self._found:
            self.body.show([(), *_within(NONE, cells)])
            return
        wide = max(12, self.size.width - DAY - FAR - WRITTEN - 7)
        lines: list[ScreenLine] = [(), _heading(wide)]
        choices = range(len(lines), len(lines) + len(self._found))
        lines += [_row(one, wide) for one in self._found]
        chosen = self._found[min(self.body.chosen, len(self._found) - 1)]
        for said in _told(chosen):
            lines += [(), *_within(said, cells)]
        self.body.show(lines, choices)

    def on_key(self, event: events.Key) -> None:
        """Type a folder, choose, and go on."""
        key = character_of(event)
        if key in MOVES and self._found:
            self.body.move(MOVES[key])
            self.draw()
        elif key == "enter":
            self._enter()
        elif not self._line.press(key):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted folder as typed."""
        event.stop()
        if not self._line.take(event.text.strip()):
            self.tell(TOO_LONG, bad=True)

    def _enter(self) -> None:
        typed = self._line.value.strip()
        if typed != self._looked_in:
            self._looked_in = typed
            self.action_look()
        elif self._found:
            one = self._found[self.body.chosen]
            self.run_worker(self._take_over(one), group="take", exclusive=True)

    async def _look(self) -> None:
        found, told = await asyncio.to_thread(_looked, self._looked_in, self.interface.sessions)
        self._found = found
        self.tell(told or "", bad=bool(told))
        self.draw()

    async def _take_over(self, one: MirrorFound) -> None:
        asks = say("Go on here with {title}? The other machine must not go on with it. Enter: yes. "
                   "Esc: no.", title=one.title)  # fmt: skip
        if not await agreed_to(self, asks):
            return
        folder = free_folder(self.interface.sessions.absolute(), one.folder.absolute().name)
        try:
            untold = await asyncio.to_thread(take_over, one.folder, folder)
        except (PingyiError, OSError) as error:
            self.tell(why_not(error), bad=True)
            return
        self.app.pop_screen()
        self.interface.tell(untold or say("Taken over into {folder}.", folder=folder.name))
        self.interface.open_meeting(folder)


async def mirrored(page: AnyPage, folder: Path) -> None:
    """Ask where the meeting in ``folder`` is to be mirrored, and do it from here on."""
    asks = say("Into which folder on another disk, such as a stick? A folder for this meeting is "
               "made in it.")  # fmt: skip
    question = ScreenQuestion(asks, _no_folder, await asyncio.to_thread(_usual, folder))
    answers = await page.app.push_screen_wait(Asking(question))
    if answers is None:
        return
    try:
        told = await asyncio.to_thread(_mirrored, folder, answers[0])
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
        return
    page.tell(told)


def _mirrored(folder: Path, typed: str) -> Phrase:
    """Mirror the meeting in ``folder`` in a folder of its own in the one ``typed``; say where."""
    mirror = Path(typed).expanduser().absolute() / folder.resolve().name
    if mirror == folder.resolve():
        raise Refused(say("{folder} is the folder of the record itself.", folder=str(mirror)))
    mirror.mkdir(exist_ok=True)
    session = open_record(folder) if has_record(folder) else None
    try:
        begin_mirror(session, folder, mirror)
    finally:
        if session:
            session.close()
    if mirror.stat().st_dev != folder.stat().st_dev:
        return say("Mirrored in {mirror}, and kept up from here on.", mirror=str(mirror))
    return say("Mirrored in {mirror}; but that is the same disk as the meeting's: if it fails, "
               "both are gone.", mirror=str(mirror))  # fmt: skip


def _usual(folder: Path) -> str:
    """Return where the meeting is mirrored already, else the first disk that is plugged in."""
    try:
        now = mirror_of(folder)
    except (PingyiError, OSError):
        now = None
    if now:
        return str(now.parent)
    disks = (disk for place in PLACES[:2] for disk in sorted(place.glob("*/*")) if disk.is_dir())
    return str(next(disks, ""))


def _no_folder(text: str) -> Phrase | None:
    """Say why ``text`` will not do for a place of mirrors."""
    if text.strip() and Path(text.strip()).expanduser().is_dir():
        return None
    return say("there is no such folder")


def _looked(typed: str, sessions: Path) -> tuple[tuple[MirrorFound, ...], Phrase | None]:
    """Return the mirrors in the folder ``typed``, the last written first, and why one cannot be.

    Where nothing is typed, those on the disks that are plugged in; what stands in ``sessions`` is
    no mirror, but a meeting.
    """
    found: list[MirrorFound] = []
    told: Phrase | None = None
    for folder in mirrors_in((Path(typed).expanduser(),) if typed else PLACES):
        if not typed and folder.parent == sessions.absolute():
            continue
        try:
            found.append(mirror_at(folder))
        except (PingyiError, OSError) as error:
            told = say("{folder}: {why}", folder=str(folder), why=why_not(error))
    found.sort(key=lambda one: one.written, reverse=True)
    return tuple(found), told


def _heading(wide: int) -> ScreenLine:
    titles = (say("day"), say("meeting"), say("progress"), say("last written"))
    return (blanks(2, "heading"), *columns(titles, (DAY, wide, FAR, WRITTEN), "heading"))


def _row(one: MirrorFound, wide: int) -> ScreenLine:
    now = datetime.now(UTC).astimezone()
    written = used_told(datetime.fromtimestamp(one.written, now.tzinfo), now)
    cells = (one.frozen.date if one.frozen else "", one.title, progress(one.state), written)
    return (blanks(2), *columns(cells, (DAY, wide, FAR, WRITTEN)))


def _told(one: MirrorFound) -> Iterator[Phrase]:
    """Yield what somebody has to know before this mirror is gone on with."""
    yield say("{folder}", folder=str(one.folder))
    if one.state.rehearsal:
        yield say("This is a rehearsal.")
    yield say(
        "Its last step was at {at}. Marks keyed shortly before the other machine failed may be "
        "missing: the entry screen shows which sheets are to be keyed.",
        at=one.at[:16].replace("T", " "),
    )
    if one.missing:
        yield say(
            "Files that the mirror does not have as they were frozen: {files}. What they said "
            "stands in the record.",
            files=one.missing,
        )
    yield say("PINs are not in a mirror: officers choose theirs anew, here.")


def _within(words: Phrase, cells: int) -> list[ScreenLine]:
    return [(blanks(2), *row) for row in folded(words, cells)]


NONE = say("No mirror was found on the disks that are plugged in. Put in the disk and press F5, or "
           "type the folder of the mirror and press Enter.")  # fmt: skip
