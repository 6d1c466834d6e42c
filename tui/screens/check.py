"""The meeting's files and everything that is wrong in them (检查); read again as they are saved.

Once a second names, sizes and times of the tables are looked at; only where one has changed is the
folder read. After the freeze it is read all the same, and what changed since then is named.
"""

import os
import shlex
import subprocess
from pathlib import Path
from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import BindingType

from scoring.errors import PingyiError, Problem, errors_of
from scoring.live.freezing import changed_since
from scoring.live.people_there import people_problems
from scoring.wording import say
from tui.frame.acting import why_not
from tui.frame.actions import BACK, Action, bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import Look, ScreenLine, blanks, folded, line

LOOK_EVERY = 1.0
"""Seconds between two looks at the files."""


class FilesScreen(ScreenPage):
    """Every problem, with its place and what to do; one may be chosen and opened."""

    NAME = say("files")
    ACTIONS = (
        Action("enter", "Enter", say("open file"),
               say("Open the file at the problem's line, in the program that EDITOR names."),
               "edit"),
        Action("f5", "F5", say("check again"),
               say("Read the files again; it happens by itself when one is saved."), "again"),
        Action("f9", "F9", say("rehearse"),
               say("Copy this meeting for a rehearsal, and open the copy."), "rehearse"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    _problems: tuple[Problem, ...] | None = None
    _changed: tuple[str, ...] = ()
    _seen: frozenset[tuple[str, int, int]] = frozenset()

    def on_mount(self) -> None:
        """Look at the files from time to time."""
        self.set_interval(LOOK_EVERY, self._look)
        self._look()

    def draw(self) -> None:
        """Show the problems."""
        if self._problems is None:
            self.body.show([(), line(say("  The files are being read ..."), "dim")])
            return
        cells = self.size.width - 4
        lines: list[ScreenLine] = [()]
        for name in self._changed:
            told = say("changed since the freeze, and not read: {file}", file=name)
            lines += [(blanks(2), *one) for one in folded(told, cells, "bad")]
        choices = []
        for problem in self._problems:
            choices.append(len(lines))
            look: Look = "plain" if problem.warning else "bad"
            text = str(problem)
            if problem.warning:
                text = str(say("warning: {problem}", problem=text))
            lines += [(blanks(2), *one) for one in folded(text, cells, look, 4)]
            if problem.hint:
                lines += [(blanks(6), *one) for one in folded(problem.hint, cells - 4, "dim")]
        if not self._problems:
            lines.append(line(say("  Nothing is wrong in the files."), "good"))
        self.body.show(lines, choices)
        errors = len(errors_of(self._problems))
        self.tell(say("errors: {errors}, warnings: {warnings}", errors=errors,
                      warnings=len(self._problems) - errors))  # fmt: skip

    def action_again(self) -> None:
        """Read the files again."""
        self.run_worker(self._read(), group="files", exclusive=True)

    def action_rehearse(self) -> None:
        """Rehearse this meeting."""
        self.interface.rehearse(self.desk.folder)

    def action_edit(self) -> None:
        """Open the file of the problem that is chosen."""
        if not self._problems:
            return
        where = self._problems[self.body.chosen].where
        path = self.desk.folder / where.file
        editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
        if not editor or not path.is_file():
            self.tell(say("EDITOR names no program; the file is {file}", file=str(path)), bad=True)
            return
        at = [f"+{where.line}"] if where.line else []
        try:
            with self.app.suspend():
                subprocess.run([*editor, *at, str(path)], check=False)  # noqa: S603 - the person's own editor, on a file of the meeting
        except (SuspendNotSupported, OSError):
            self.tell(say("{editor} cannot be started here", editor=editor[0]), bad=True)
        self.refresh()
        self.action_again()

    def _look(self) -> None:
        found = frozenset(_stamps(self.desk.folder))
        if found != self._seen:
            self._seen = found
            self.action_again()

    async def _read(self) -> None:
        try:
            folder = await self.desk.files()
        except (PingyiError, OSError) as error:
            self.tell(why_not(error), bad=True)
            return
        frozen = self.desk.now.frozen
        self._changed = changed_since(self.desk.folder, frozen) if frozen else ()
        self._problems = folder.problems if frozen else (*folder.problems, *people_problems(folder))
        if self.is_current:
            self.draw()


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Return name, size and time of each table, which change when one is saved."""
    stamps = []
    for entry in os.scandir(folder):
        if entry.name.endswith((".csv", ".xlsx", ".toml")):
            found = entry.stat()
            stamps.append((entry.name, found.st_size, found.st_mtime_ns))
    return stamps
