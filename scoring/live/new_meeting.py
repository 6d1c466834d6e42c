"""Where a meeting begins (建会): its folder from a scheme, or a copy to rehearse with."""

import shutil
from pathlib import Path
from typing import NamedTuple

from scoring.documents.templates import Form, KnownSoFar, write_templates
from scoring.documents.templates.meeting_toml import UNNAMED, TitleAndDay
from scoring.errors import HasProblems, Refused, errors_of
from scoring.files.library import find_scheme
from scoring.files.meeting_folder import read_meeting
from scoring.files.meetingfile import Notice, read_meeting_file
from scoring.files.new_files import free_folder, make_folder
from scoring.files.scheme_copy import OWN_SCHEME, copied
from scoring.files.schemefile import SchemeFile, read_scheme
from scoring.files.tables.tablefiles import table_file
from scoring.live.clock import begin_record
from scoring.live.mirroring import is_paper
from scoring.scheme import Ceremony, Scheme, Secrecy
from scoring.wording import Phrase, is_seen, say

REHEARSED = "yanlian"
"""Stands at the end of a rehearsal's folder: 演练."""


class MeetingPlan(NamedTuple):
    """What a new meeting is to be."""

    scheme: str = ""
    """The id of a shipped scheme, or a .toml file as seen from the working folder; empty where
    ``like`` has one."""
    called: TitleAndDay = UNNAMED
    """What stands in meeting.toml; left to be filled in unless given."""
    ceremony: Ceremony | None = None
    """How it is held; None: as the scheme says."""
    ballot: Secrecy | None = None
    """None: as the scheme says."""
    voters: int = 0
    """How many deputies are numbered beforehand."""
    like: Path | None = None
    """The folder of a meeting whose units, deputies and officers are taken, and no marks."""


def title_fault(title: str) -> Phrase | None:
    """Return why a meeting cannot be called ``title``; None where it can."""
    if not title.strip():
        return say("a title is needed")
    if not all(map(is_seen, title)):
        return say("a character in the title cannot be seen")
    return None


def make_meeting(folder: Path, plan: MeetingPlan, form: Form, *, chinese: bool) -> None:
    """Make ``folder`` with the tables of a meeting as ``plan`` says, and its scheme beside them.

    ``form``: whether tables are csv or xlsx; ``chinese``: whether they are headed in Chinese.
    Raises HasProblems where the scheme, or the meeting to be like, is at fault; Refused where there
    is something already, or where nothing can be written.
    """
    if plan.called.title and (fault := title_fault(plan.called.title)):
        raise Refused(fault)
    rules = scheme_planned(plan)
    scheme = rules.sound()
    own = procedure_wanted(plan, scheme)

    def fill(making: Path) -> None:
        known = KnownSoFar(plan.called, OWN_SCHEME, 0 if plan.like else plan.voters)
        write_templates(making, scheme, form, known, chinese=chinese)
        (making / OWN_SCHEME).write_bytes(copied(rules.content, own))
        if own:
            read_scheme(making / OWN_SCHEME, OWN_SCHEME).sound()  # that it says what was wanted
        if plan.like:
            _take_people(plan.like, making)

    make_folder(folder, fill)


def scheme_planned(plan: MeetingPlan) -> SchemeFile:
    """Return the scheme that ``plan`` takes, with its problems. Raises HasProblems, Refused."""
    if not plan.scheme and plan.like:
        found = find_scheme(_notice(plan.like).scheme, plan.like)
    else:
        found = find_scheme(plan.scheme, Path())
    return read_scheme(found.path, found.shown)


def procedure_wanted(plan: MeetingPlan, scheme: Scheme) -> dict[str, str]:
    """Return what has to be written into the procedure of ``scheme``; nothing where it says so."""
    own = scheme.procedure
    wanted: dict[str, str] = {}
    if plan.ceremony and plan.ceremony != own.ceremony:
        wanted["ceremony"] = plan.ceremony
    if plan.ballot and plan.ballot != own.ballot:
        wanted["ballot"] = plan.ballot
    return wanted


def _notice(folder: Path) -> Notice:
    """Return the meeting.toml of ``folder``. Raises HasProblems where there is none to be read."""
    file = read_meeting_file(folder)
    if file.notice is None:
        raise HasProblems(file.problems)
    return file.notice


def _take_people(like: Path, making: Path) -> None:
    """Copy the tables of people and units from ``like``, in place of the blank ones."""
    named = _notice(like).files
    for table in ("units", "deputies", "officers"):
        name, _ = table_file(like, table, named)
        if name and (like / name).is_file():
            for blank in making.glob(f"{table}.*"):
                blank.unlink()
            shutil.copyfile(like / name, making / f"{table}{Path(name).suffix.lower()}")


def rehearsal_of(folder: Path) -> Path:
    """Copy the meeting in ``folder`` into a new folder beside it, with a record of its own.

    Returns the new folder, named like the meeting's and ``yanlian``. Its record begins as a
    rehearsal's, which no later fact can change; PINs, mirror and record of the real meeting stay
    behind. Raises HasProblems where its files are not ready, Refused where nothing can be written.
    """
    meeting = read_meeting(folder)
    if errors_of(meeting.problems):
        raise HasProblems(meeting.problems)
    real = folder.resolve()
    beside = free_folder(real.parent, f"{real.name}-{REHEARSED}")

    def fill(making: Path) -> None:
        for file in sorted(folder.iterdir()):
            if is_paper(file):
                shutil.copyfile(file, making / file.name)
        begin_record(making, rehearsal=True).close()

    make_folder(beside, fill)
    return beside
