"""Making the documents (文书): in which formats, where to, how far it is, and what came of it.

A set is the documents of one version of the result, or of the files before there is a record; each
goes into a folder of its own, and one that is there already is not written over. They are written
on another thread, which is given the record's folder and not the state of the screen.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from scoring.documents.document_sets import FOLDER, USUAL, Set, wanted_sets, write_sets
from scoring.documents.folders import Became, File
from scoring.errors import PingyiError
from scoring.locales import spoken
from scoring.report.formal.catalogue import FORMATS, KINDS, Format
from scoring.report.formal.stamp import STATES
from scoring.wording import Phrase, say
from tui.frame.acting import why_not
from tui.frame.actions import BACK, Action, bindings
from tui.frame.asking import Asking, ScreenQuestion
from tui.frame.page import ScreenPage
from tui.frame.screentext import Look, ScreenLine, blanks, columns, folded, piece

_USES: Mapping[Format, Phrase] = {
    "docx": say("for Word and WPS: to be printed, and to be changed before"),
    "html": say("for any browser: to be read and printed"),
    "pdf": say("as it is printed; takes the extra pdf and a Chinese font"),
    "xlsx": say("the workbook, whose formulas compute the result again"),
    "csv": say("tables for Excel and WPS"),
    "json": say("for other programs"),
    "txt": say("plain text"),
}
_BECAME: Mapping[Became, Phrase] = {
    "written": say("written"),
    "added": say("formats added"),
    "mended": say("damage put right"),
    "same": say("the same as before"),
}


class _Told(NamedTuple):
    """What the last writing came to."""

    written: Mapping[str, Became]
    """By the folder's name."""
    refused: Phrase | None


class Documents(ScreenPage):
    """The sets of documents there are to make; F6 makes them, beside the keys."""

    NAME = say("documents")
    ACTIONS = (
        Action("enter,space", "Enter", say("format"), say("Take the chosen format, or leave it."),
               "choose"),
        Action("f4", "F4", say("where to"), say("Choose another folder for the documents."),
               "place"),
        Action("f6", "F6", say("write"), say("Write the documents; what is there stays as it is."),
               "write"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._formats: frozenset[Format] = frozenset(USUAL)
        self._place: Path | None = None
        self._sets: Sequence[Set] = ()
        self._there: frozenset[str] = frozenset()
        self._told = _Told({}, None)
        self._writing = False

    @property
    def place(self) -> Path:
        """Where the sets go, each into a folder of its own."""
        return (self._place or self.desk.folder / FOLDER).expanduser().absolute()

    async def ready(self, asking: ScreenPage) -> bool:
        """Look up what there is to make, as the record stands now."""
        if self._writing:
            return True
        self._told = _Told({}, None)
        try:
            found = await asyncio.to_thread(wanted_sets, self.desk.folder, FORMATS)
        except (PingyiError, OSError) as error:
            asking.tell(why_not(error), bad=True)
            return False
        self._sets = found.sets
        await self._look()
        return True

    def draw(self) -> None:
        """Show the folder, the formats and the sets."""
        cells = self.size.width - 4
        head = [
            (),
            (blanks(2), piece(say("Where to:"))),
            *_indented(folded(str(self.place), cells, "strong")),
            (),
        ]
        formats = [
            (
                piece("  [x] " if one in self._formats else "  [ ] "),
                *columns((one, _USES[one]), (6, cells - 12)),
            )
            for one in FORMATS
        ]
        lines: list[ScreenLine] = [
            *head,
            *formats,
            (),
            *self._set_lines(),
            (),
            *self._remark(cells),
        ]
        self.body.show(lines, range(len(head), len(head) + len(FORMATS)))

    def action_choose(self) -> None:
        """Take the chosen format, or leave it."""
        self._formats ^= {FORMATS[self.body.chosen]}
        self.redraw()

    def action_place(self) -> None:
        """Ask for another folder."""
        self.run_worker(self._ask_place(), group="place", exclusive=True)

    def action_write(self) -> None:
        """Write the documents, unless they are being written."""
        if self._writing:
            self.tell(say("The documents are being written."))
        elif not self._formats:
            self.tell(say("No format is chosen; Enter takes one."), bad=True)
        else:
            self._writing = True
            self.app.run_worker(self._write(), group="documents")

    async def _ask_place(self) -> None:
        if self._writing:
            self.tell(say("The documents are being written."))
            return
        asks = say("Which folder? Each set of documents gets a folder of its own there.")
        question = ScreenQuestion(asks, usual=str(self.place))
        answers = await self.app.push_screen_wait(Asking(question))
        if answers is not None:
            self._place = Path(answers[0])
            self._told = _Told({}, None)
            await self._look()
            self.redraw()

    async def _look(self) -> None:
        """Look which folders are there already."""
        names = [one.filed.folder for one in self._sets]
        self._there = await asyncio.to_thread(_found, self.place, names)

    async def _write(self) -> None:
        """Write on another thread, so that no key waits for a disk; then say what came of it."""
        formats = [one for one in FORMATS if one in self._formats]
        self._told = _Told({}, None)
        self._say(say("The documents are being written."))
        loop = asyncio.get_running_loop()

        def went_by(words: Phrase) -> None:
            loop.call_soon_threadsafe(lambda: self._say(words))

        try:
            self._told = await asyncio.to_thread(
                _written, self.desk.folder, self.place, formats, went_by
            )
            await self._look()
        finally:
            self._writing = False
        if self._told.refused:
            self._say(self._told.refused, bad=True)
        else:
            self._say(say("The documents are in {folder}.", folder=str(self.place)))
        if self.is_current:
            self.redraw()

    def _say(self, words: Phrase, *, bad: bool = False) -> None:
        """Say how far it is; somebody may have gone back, or to the help."""
        if self.is_attached:
            self.tell(words, bad=bad)

    def _set_lines(self) -> Iterator[ScreenLine]:
        for filed, issues in self._sets:
            became = self._told.written.get(filed.folder)
            look: Look = "good" if became else "plain"
            if became:
                state = _BECAME[became]
            elif filed.folder in self._there:
                state = say("there already")
            else:
                state = say("not written yet")
            row = (
                filed.folder,
                STATES[filed.dossier.stamp.state],
                say("{count} documents", count=len(issues)),
                state,
            )
            yield (blanks(2), *columns(row, (16, 22, -13, 22), look))

    def _remark(self, cells: int) -> list[ScreenLine]:
        """Say why nothing was written, or what may leave the house."""
        if self._told.refused:
            return _indented(folded(self._told.refused, cells, "bad"))
        public = tuple(kind.title for kind in KINDS.values() if kind.public)
        words = say("For the public: {titles}. All others stay in the house.", titles=public)
        return [*_indented(folded(words, cells, "dim"))]


def _written(
    folder: Path, place: Path, formats: Sequence[Format], went_by: Callable[[Phrase], object]
) -> _Told:
    """Write what there is; a set that cannot be written ends it, and says why."""
    became: dict[str, Became] = {}
    try:
        sets = wanted_sets(folder, formats).sets
        looking = partial(_passed, went_by)
        tag = "en" if spoken() == "en" else "zh-CN"
        for one in write_sets(place, sets, formats, tag, looking):
            became[one.folder.name] = one.became
    except (PingyiError, OSError) as error:
        return _Told(became, why_not(error))
    return _Told(became, None)


def _passed(went_by: Callable[[Phrase], object], files: Sequence[File]) -> Iterator[File]:
    """Pass ``files`` on, and say of each that it is being written."""
    for number, file in enumerate(files, 1):
        went_by(
            say("Writing {number} of {count}: {file}", number=number, count=len(files),
                file=file.name)
        )  # fmt: skip
        yield file


def _found(place: Path, names: Sequence[str]) -> frozenset[str]:
    return frozenset(name for name in names if (place / name).is_dir())


def _indented(lines: Sequence[ScreenLine]) -> list[ScreenLine]:
    return [(blanks(2), *one) for one in lines]
