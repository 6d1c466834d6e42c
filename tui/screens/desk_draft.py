"""The desk over a folder that is not frozen (草稿): what to fill in next, and what can be had.

The panels answer what a secretary asks before the meeting: which file, where, how far; who is
needed and who is there; what can be printed; how the meeting is held; whether it was rehearsed.
Lines out of a ``DeskDraft``, without a terminal and without reading anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scoring.ballots import Absence, Ballots
from scoring.files.file_states import TITLES, FilePurpose, FileState, first_fault, told_of
from scoring.files.meeting_folder import MeetingFolder
from scoring.meeting.people_needed import Duty, duties, lacking_told, people_lacking
from scoring.report.meeting_steps import NOTHING, AtHand
from scoring.report.scheme_in_words import CEREMONY_NAMES
from scoring.scheme import Scheme
from scoring.wording import Phrase, say
from tui.frame.panels import Panel
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, folded, line, piece
from tui.screens.desk_guide import Guide, undone_panel

FILL: Mapping[FilePurpose, tuple[Phrase, Phrase]] = {
    "meeting": (say("write title and day"), say("Title, day and place stand in this file.")),
    "scheme": (say("put the scheme in order"), say("It says how marks become a ranking.")),
    "units": (say("fill in the list of units"),
              say("One unit a row, in the order that the meeting has laid down.")),
    "officers": (say("fill in the officers"),
                 say("One person a row: number, name, what they do.")),
    "deputies": (say("fill in the deputies"),
                 say("One deputy a row; who is present is found in this list.")),
    "feedback": (say("fill in the deputies' feedback"),
                 say("One answer a row; the base scores are made from them.")),
    "given": (say("fill in the given figures"), say("A row for each unit, as it was decided.")),
    "ballots": (say("fill in the table of ballots"),
                say("A row for each ballot, a column for each unit. Or key them here: 3")),
    "counts": (say("fill in the counts of marks"),
               say("How often each mark was given to each unit.")),
    "other": (say("put this file in order"), say("It stands in the way.")),
}  # fmt: skip
"""What is to be done with a file that is empty or missing, and what belongs into it."""
SHORT: Mapping[str, Phrase] = {
    "read": say("key"), "third": say("third reading"), "rule": say("rule"),
    "certify": say("certify"),
}  # fmt: skip
"""What officers do, in a word; by ``Duty.name``."""


class DeskDraft(NamedTuple):
    """What is known of the files, before they are frozen."""

    folder: MeetingFolder
    states: tuple[FileState, ...]
    at: str = ""
    """When they were read: hour and minute."""
    chosen: int | None = None
    """Which of ``states`` is in hand; None: the one that is to be filled in next."""
    printed: int = 0
    """How many sets of papers there are already."""
    at_hand: AtHand = NOTHING
    """Marks in the folder that can be taken in as they are."""

    @property
    def scheme(self) -> Scheme | None:
        """The scheme; None where it cannot be read."""
        return self.folder.scheme_file.scheme if self.folder.scheme_file else None

    @property
    def to_do(self) -> FileState | None:
        """The first file that is to be filled in or mended; None where all are ready."""
        return next((one for one in self.states if one.to_do or self._lacking(one)), None)

    @property
    def in_hand(self) -> FileState | None:
        """The file that Enter opens; None where nothing is to be done and none was chosen."""
        return self.to_do if self.chosen is None else self.states[self.chosen]

    @property
    def may_be_keyed(self) -> bool:
        """Whether nothing is missing but a table of marks, in whose place ballots are keyed."""
        wanted = self.to_do
        return (
            wanted is not None
            and wanted.kind in {"ballots", "counts"}
            and wanted.state != "wrong"
            and self.at_hand.with_freezing
        )

    def _lacking(self, one: FileState) -> bool:
        """Whether people are missing in the table of officers."""
        scheme = self.scheme
        return (
            one.kind == "officers"
            and scheme is not None
            and people_lacking(scheme, self.folder.roster.officers) > 0
        )


def draft_guide(draft: DeskDraft) -> Guide:
    """Return the next step: a file to fill in or to mend; or to freeze."""
    wanted, chosen = draft.to_do, draft.in_hand
    opens = say("open {file}", file=chosen.file) if chosen else ""
    if wanted is None:
        title = say("freeze the files")
        told = say("All files are ready. Once they are frozen, only the record decides.")
        if draft.at_hand.table and draft.at_hand.with_freezing:
            title = say("take in {table} and freeze", table=draft.at_hand.table)
            told = _table_told(draft)
        return Guide(title, "Enter", opens, ((told, "dim"),))
    title, what = FILL[wanted.kind]
    if wanted.state == "wrong":
        title = say("mend {file}", file=wanted.file)
        what = first_fault(wanted) or what
    lacking = list(lacking_told(draft.scheme, draft.folder.roster.officers)) if draft.scheme else []
    if wanted.kind == "officers" and wanted.state != "wrong" and lacking:
        what = lacking[0]
    path = say("It is {path}; it is read again when it is saved.", path=str(wanted.path))
    return Guide(
        title, "Enter", opens, ((say("{told}.", told=_bare(what)), "plain"), (path, "dim"))
    )


def draft_panels(draft: DeskDraft) -> list[Panel]:
    """Return the panels, the most needed first."""
    panels = [_files(draft)]
    if draft.scheme is not None:
        panels.append(_people(draft, draft.scheme))
        if draft.at_hand.with_freezing:
            panels[:0] = [
                _three_keys(),
                _table(draft),
                *undone_panel(draft.scheme.procedure, from_table=True),
            ]
    if draft.scheme is None or draft.scheme.procedure.sheets or draft.scheme.procedure.checkin:
        panels.append(_printing(draft))
    if draft.scheme is not None:
        panels.append(_how(draft.scheme))
    panels.append(_rehearsal())
    return panels


def _bare(words: Phrase) -> str:
    """Return a sentence without its full stop."""
    return str(words).rstrip(".。")


# ---- the files ----


def _files(draft: DeskDraft) -> Panel:
    heading = say("Files  {path}", path=shown_path(draft.folder.path.absolute(), 66))
    return Panel(
        say("files"), heading, partial(_file_rows, draft), partial(_file_rows, draft), "1", span=2
    )


def _file_rows(draft: DeskDraft, cells: int) -> list[ScreenLine]:
    in_hand = draft.in_hand
    return [_file_row(one, draft, cells, here=one is in_hand) for one in draft.states]


def _file_row(one: FileState, draft: DeskDraft, cells: int, *, here: bool) -> ScreenLine:
    name, title, state = (16, 12, 10) if cells >= 70 else (15, 12, 9)  # noqa: PLR2004 - of 80 columns
    look: Look = "cursor" if here else "plain"
    wrong: Look = look if here or one.state != "wrong" else "bad"
    detail, told = _detail(one, draft), told_of(one)
    row = (
        piece(">" if here else " ", look), field(one.file, name, look), blanks(1, look),
        field(TITLES[one.kind], title, look), blanks(1, look),
        field(told, state, wrong), blanks(2, look),
    )  # fmt: skip
    room = cells - 5 - name - title - state
    return (*row, field(detail, room, look))


def _detail(one: FileState, draft: DeskDraft) -> Phrase | str:
    """Return what is to be known of a file beside its state."""
    scheme = draft.scheme
    fault = first_fault(one)
    if fault is not None:
        return fault
    if one.kind in {"ballots", "counts"} and scheme and scheme.procedure.sheets:
        return say("is not read: the sheets are keyed") if one.rows else ""
    if one.state == "empty":
        return say("no row is filled in") if one.needed else say("may stay empty")
    return _content(one, draft)


def _content(one: FileState, draft: DeskDraft) -> Phrase | str:
    """Return what stands in a file that is in order."""
    roster, scheme = draft.folder.roster, draft.scheme
    groups = {own.delegation for own in roster.deputies if own.delegation}
    if one.kind == "deputies" and groups:
        speakers = sum(own.speaker for own in roster.deputies)
        return say("{groups} delegations, {speakers} speakers", groups=len(groups),
                   speakers=speakers)  # fmt: skip
    if one.kind == "scheme" and scheme:
        return scheme.title
    if one.kind == "meeting" and draft.folder.notice:
        return draft.folder.notice.title
    return ""


def shown_path(path: Path, cells: int) -> str:
    """Return a path in at most ``cells`` cells: of a long one the end, which tells more."""
    text = str(path)
    while len(cut(text, cells)) < len(text) and text.count("/") > 1:
        text = "/".join(("..", *text.split("/")[2:]))
    return str(cut(text, cells))


# ---- who is needed ----


def _people(draft: DeskDraft, scheme: Scheme) -> Panel:
    officers = draft.folder.roster.officers
    needed = duties(scheme, officers)
    lacking = people_lacking(scheme, officers)
    told = list(lacking_told(scheme, officers))

    def drawn(cells: int) -> list[ScreenLine]:
        lines = [_duty_row(duty, cells) for duty in needed]
        lines += [one for words in told for one in folded(say("{told}.", told=words), cells)]
        return lines or [line(say("Nobody has to be named for this scheme."), "dim")]

    def in_a_line(cells: int) -> list[ScreenLine]:
        if lacking:
            return [line(cut(say("{count} people are missing", count=lacking), cells), "bad")]
        return [line(cut(say("{count} people, enough", count=len(officers)), cells))]

    def heading(cells: int) -> str:
        row = (field(say("Officers"), cells - 16).text, *(
            field(words, 8, right=True).text for words in (say("wanted"), say("there"))
        ))  # fmt: skip
        return "".join(row)

    return Panel(say("people"), heading, drawn, in_a_line)


def _duty_row(duty: Duty, cells: int) -> ScreenLine:
    look: Look = "bad" if duty.lacking else "plain"
    name = field(SHORT[duty.name], cells - 16)
    return (name, field(str(duty.needed), 8, right=True), blanks(4),
            field(str(duty.there), 4, look, right=True))  # fmt: skip


# ---- a table that is taken in ----


def _ballots(draft: DeskDraft) -> Ballots | None:
    """Return the ballots of the table that can be taken in; None where there are none."""
    papers = draft.folder.papers
    votes = papers.votes.values() if papers else ()
    return next((one for one in votes if isinstance(one, Ballots)), None)


def _table_told(draft: DeskDraft) -> Phrase:
    """Return what stands in the table, in numbers."""
    found = _ballots(draft)
    if found is None:
        return say("Later changes in the table are not read.")
    units = len({unit for unit, _ in found.cells})
    return say(
        "{ballots} ballots, {units} units, {blank} cells blank. Later changes in the table are not "
        "read.",
        ballots=len(found.numbers), units=units, blank=_blank(found),
    )  # fmt: skip


def _blank(found: Ballots) -> int:
    return sum(cell == Absence.BLANK for column in found.cells.values() for cell in column)


def _three_keys() -> Panel:
    rows = ((say("take in"), "Enter"), (say("certify"), "Enter"), (say("reveal"), "F8"))

    def drawn(cells: int) -> list[ScreenLine]:
        return [
            (piece(f" {number} ", "lit" if number == 1 else "plain"), blanks(2),
             field(name, 12), piece(cut(key, cells - 17), "key"))
            for number, (name, key) in enumerate(rows, 1)
        ]  # fmt: skip

    def in_a_line(cells: int) -> list[ScreenLine]:
        told = tuple(say("{step} {time}", step=name, time=key) for name, key in rows)
        return [line(cut(say("{all}", all=told), cells))]

    return Panel(say("steps"), say("Steps: three keys"), drawn, in_a_line)


def _table(draft: DeskDraft) -> Panel:
    found, warned = _ballots(draft), [one for one in draft.folder.problems if one.warning]
    told: list[Phrase | str] = []
    if found is not None:
        told.append(say("{ballots} ballots, {units} units, {blank} cells blank",
                        ballots=len(found.numbers), units=len({unit for unit, _ in found.cells}),
                        blank=_blank(found)))  # fmt: skip
    else:
        own = (_detail(one, draft) for one in draft.states if one.kind == "ballots")
        told.append(next(own, say("no row is filled in")))
    told += [say("warning: {problem}", problem=one.message) for one in warned]

    def drawn(cells: int) -> list[ScreenLine]:
        return [one for words in told for one in folded(words, cells)]

    heading = say("The table  {table}", table=draft.at_hand.table or "ballots")
    return Panel(say("table"), heading, drawn, lambda cells: [line(cut(told[0], cells))], "1")


# ---- paper, how, rehearsal ----


def _printing(draft: DeskDraft) -> Panel:
    return Panel(say("print"), say("Print"), partial(_papers, draft), _in_one(draft), "F6")


def _papers(draft: DeskDraft, cells: int) -> list[ScreenLine]:
    roster = draft.folder.roster
    ready = not any(one.errors for one in draft.states)
    units = say("printable") if ready else say("files first")
    if not roster.units:
        units = say("no units yet")
    deputies = units if roster.deputies or not ready else say("no deputies")
    rows = ((say("Evaluation ballot"), len(roster.deputies), units),
            (say("Sign-in sheet"), len(roster.deputies), deputies))  # fmt: skip
    lines: list[ScreenLine] = [
        (field(name, 18), field(str(count) if count else "", 4, right=True), blanks(2),
         piece(cut(told, cells - 24)))
        for name, count, told in rows
    ]  # fmt: skip
    if draft.printed:
        told = say("made already: {count} sets, in documents", count=draft.printed)
        lines.append((piece(cut(told, cells), "dim"),))
    return lines


def _in_one(draft: DeskDraft) -> "partial[list[ScreenLine]]":
    return partial(_papers_in_a_line, draft)


def _papers_in_a_line(draft: DeskDraft, cells: int) -> list[ScreenLine]:
    roster = draft.folder.roster
    if not roster.units:
        told = say("ballots and sign-in sheet: the units are missing")
    elif any(one.errors for one in draft.states):
        told = say("ballots and sign-in sheet: when the files are right")
    else:
        told = say("ballots and sign-in sheet for {count} deputies", count=len(roster.deputies))
    return [line(cut(told, cells))]


def _how(scheme: Scheme) -> Panel:
    words = CEREMONY_NAMES[scheme.procedure.ceremony]

    def drawn(cells: int) -> list[ScreenLine]:
        return [*folded(words, cells), *folded(scheme.title, cells, "dim")]

    def in_a_line(cells: int) -> list[ScreenLine]:
        return [line(cut(words, cells))]

    return Panel(say("how"), say("How it is held"), drawn, in_a_line, "F4")


def _rehearsal() -> Panel:
    words = say("A rehearsal is a copy of its own; this meeting stays as it is.")

    def drawn(cells: int) -> Sequence[ScreenLine]:
        return folded(words, cells, "dim")

    def in_a_line(cells: int) -> Iterator[ScreenLine]:
        yield line(cut(words, cells), "dim")

    return Panel(say("rehearse"), say("Rehearsal"), drawn, lambda cells: [*in_a_line(cells)], "F9")
