"""The meeting's files, each with all that is wrong in it (检查); read again as they are saved.

A row for each file: its name, what it is, how far it is; below it its problems, errors first in
their colour, each with its line. A file or a problem may be chosen and the file opened with what
the system has. After the freeze the files are read all the same, and what changed since then is
named.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from scoring.errors import PingyiError, Problem, errors_of
from scoring.files.file_states import TITLES, FileState, told_of
from scoring.meeting.people_needed import lacking_told
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.actions import BACK, Action, bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, folded, line, piece
from tui.screens.files_read import LOOK_EVERY, FilesRead, opening_told, read_files, stamps

AT, STATE, KIND = 10, 12, 14
"""Cells of a problem's place, of a file's state, and of what it is."""
NAME = 24
"""Cells of a file's name."""


class CheckLines(NamedTuple):
    """The files in lines, and which of them may be chosen."""

    lines: list[ScreenLine]
    choices: list[int]
    """The place in ``lines`` of each file and problem."""
    files: list[FileState]
    """Of each choice."""


class FilesScreen(ScreenPage):
    """Every file with its state and its problems; one may be chosen and opened."""

    NAME = say("files")
    ACTIONS = (
        Action("enter", "Enter", say("open file"),
               say("Open the file that is chosen with the program that this machine has for it; "
                   "else say where it is."),
               "edit"),
        Action("f5", "F5", say("check again"),
               say("Read the files again; it happens by itself when one is saved."), "again"),
        Action("f9", "F9", say("rehearse"),
               say("Copy this meeting for a rehearsal, and open the copy."), "rehearse"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    _read_last: FilesRead | None = None
    _shown: CheckLines | None = None
    _seen: object = None

    def on_mount(self) -> None:
        """Look at the files from time to time."""
        self.set_interval(LOOK_EVERY, self._look)
        self._look()

    def draw(self) -> None:
        """Show the files."""
        if self._read_last is None:
            self.body.show([(), line(say("  The files are being read ..."), "dim")])
            return
        self._shown = check_lines(self._read_last, self.size.width - 3)
        self.body.show(self._shown.lines, self._shown.choices)
        problems = [problem for one in self._read_last.states for problem in one.problems]
        errors = len(errors_of(problems))
        self.tell(say("errors: {errors}, warnings: {warnings}; read {time}, and again when a file "
                      "is saved", errors=errors, warnings=len(problems) - errors,
                      time=self._read_last.at))  # fmt: skip

    def action_again(self) -> None:
        """Read the files again."""
        self.run_worker(self._read(), group="files", exclusive=True)

    def action_rehearse(self) -> None:
        """Rehearse this meeting."""
        self.interface.rehearse(self.desk.folder)

    def action_edit(self) -> None:
        """Open the file that is chosen."""
        if self._shown and self._shown.files:
            self.tell(opening_told(self._shown.files[self.body.chosen]))

    def _look(self) -> None:
        try:
            found = stamps(self.desk.folder)
        except (LookupError, OSError):  # the meeting was left, or its folder is gone
            return
        if found != self._seen:
            self._seen = found
            self.action_again()

    async def _read(self) -> None:
        try:
            self._read_last = await read_files(self.desk)
        except (PingyiError, OSError) as error:
            self.tell(why_not(error), bad=True)
            return
        if self.is_current:
            self.draw()


def check_lines(read: FilesRead, cells: int) -> CheckLines:
    """Return each file with its problems, in lines of at most ``cells`` cells."""
    path = str(read.folder.path.absolute())
    shown = CheckLines([(), *_indented(folded(path, cells - 2, "strong"))], [], [])
    shown.lines.append(())
    for name in read.changed:
        told = say("changed since the freeze, and not read: {file}", file=name)
        shown.lines.extend(_indented(folded(told, cells - 2, "bad")))
    for one in read.states:
        _choice(shown, one, _file_row(one, cells))
        for problem in (*one.errors, *(own for own in one.problems if own.warning)):
            first, *rest = _problem_rows(problem, cells)
            _choice(shown, one, first)
            shown.lines.extend(rest)
        if one.kind == "officers":
            shown.lines.extend(_people_rows(read, cells))
    if not errors_of(read.folder.problems) and not any(one.to_do for one in read.states):
        shown.lines.extend([(), line(say("  Nothing is wrong in the files."), "good")])
    return shown


def _choice(shown: CheckLines, one: FileState, row: ScreenLine) -> None:
    shown.choices.append(len(shown.lines))
    shown.lines.append(row)
    shown.files.append(one)


def _file_row(one: FileState, cells: int) -> ScreenLine:
    look: Look = "bad" if one.state == "wrong" else "dim" if not one.to_do else "strong"
    warned = len(one.problems) - len(one.errors)
    beside: Phrase | str = say("{count} warnings", count=warned) if warned else ""
    row = (blanks(2), field(one.file, NAME, "strong"), blanks(1), field(TITLES[one.kind], KIND),
           blanks(1), field(told_of(one), STATE, look), blanks(1))  # fmt: skip
    return (*row, piece(cut(beside, max(0, cells - NAME - KIND - STATE - 5)), "dim"))


def _problem_rows(problem: Problem, cells: int) -> list[ScreenLine]:
    """Return a problem, its line or cell before it, and below what to do about it."""
    where = problem.where
    at = where.cell.rpartition("!")[2] or (str(where.line) if where.line else "")
    place = say("line {line}", line=at) if at and not where.cell else at
    edge = 4 + AT + 1
    look: Look = "plain" if problem.warning else "strong"
    words = say("warning: {problem}", problem=problem.message) if problem.warning else None
    first, *rest = folded(words or problem.message, cells - edge, look)
    rows: list[ScreenLine] = [(blanks(4), field(place, AT, "dim"), blanks(1), *first)]
    rows += [(blanks(edge), *one) for one in rest]
    if problem.hint:
        rows += [(blanks(edge), *one) for one in folded(problem.hint, cells - edge, "dim")]
    return rows


def _people_rows(read: FilesRead, cells: int) -> list[ScreenLine]:
    """Return what the scheme needs of officers and is not there; nothing where all are."""
    file = read.folder.scheme_file
    if file is None or file.scheme is None:
        return []
    told = lacking_told(file.scheme, read.folder.roster.officers)
    lines = [one for words in told for one in folded(say("{told}.", told=words), cells - 15)]
    return [(blanks(15), *one) for one in lines]


def _indented(lines: Sequence[ScreenLine]) -> list[ScreenLine]:
    return [(blanks(2), *one) for one in lines]
