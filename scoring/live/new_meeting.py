"""Where a meeting begins (建会): its folder from a scheme, or a copy to rehearse with."""

import shutil
from pathlib import Path
from secrets import token_hex

from scoring.documents.templates import Form, write_templates
from scoring.documents.templates.meeting_toml import UNNAMED, TitleAndDay
from scoring.errors import HasProblems, errors_of
from scoring.files.library import shipped, shown_name
from scoring.files.meeting_folder import read_meeting
from scoring.files.new_files import make_folder
from scoring.files.schemefile import read_scheme
from scoring.live.clock import begin_record, wall_clock
from scoring.live.mirroring import FILE
from scoring.live.pins import FILE as PINS
from scoring.recordfile import RECORD


def make_meeting(
    folder: Path, scheme: str, form: Form, *, chinese: bool, called: TitleAndDay = UNNAMED
) -> None:
    """Make ``folder`` with the tables of a meeting under the shipped ``scheme``, and no rows.

    ``scheme`` is the id of a shipped one; ``form`` whether tables are csv or xlsx; ``called`` the
    title and day to write into meeting.toml, left to be filled in unless given. Raises Refused
    where there is something already, or where nothing can be written.
    """
    file = read_scheme(shipped()[scheme], shown_name(scheme))
    if file.scheme is None:
        raise HasProblems(file.problems)
    rule = file.scheme

    def fill(making: Path) -> None:
        write_templates(making, rule, form, chinese=chinese, called=called)

    make_folder(folder, fill)


def rehearsal_of(folder: Path) -> Path:
    """Copy the meeting in ``folder`` into a new folder beside it, with a record of its own.

    Returns the new folder, named by day and chance. Its record begins as a rehearsal's, which no
    later fact can change; PINs, mirror and record of the real meeting stay behind. Raises
    HasProblems where its files are not ready, Refused where nothing can be written.
    """
    meeting = read_meeting(folder)
    if errors_of(meeting.problems):
        raise HasProblems(meeting.problems)
    beside = folder.resolve().parent / f"{wall_clock()[:10]}-{token_hex(4)}"

    def fill(making: Path) -> None:
        for file in sorted(folder.iterdir()):
            if file.is_file() and not _of_the_real_one(file.name):
                shutil.copyfile(file, making / file.name)
        begin_record(making, rehearsal=True).close()

    make_folder(beside, fill)
    return beside


def _of_the_real_one(name: str) -> bool:
    """Whether a file is no paper of the meeting, but of its record."""
    return name in {PINS, FILE} or name.startswith((".", f"{Path(RECORD).stem}."))
