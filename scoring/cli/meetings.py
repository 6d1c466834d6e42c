"""A meeting's folder, read for a command: everything to rank and explain it, or why not."""

from pathlib import Path
from typing import NamedTuple

from scoring.cli.endings import problem_lines
from scoring.cli.output import tell
from scoring.errors import HasProblems, Refused, errors_of
from scoring.folder import MeetingFolder, read_meeting
from scoring.report.printed import Occasion, Source
from scoring.standing import Papers, Standing, stand
from scoring.wording import say


class Ranked(NamedTuple):
    """A meeting and how its units stand."""

    papers: Papers
    standing: Standing
    source: Source
    occasion: Occasion | None


def ranked(path: Path, scheme: str | None) -> Ranked:
    """Read and rank the meeting in the folder ``path``; ``scheme``: another than its own.

    Warnings are said on standard error. Raises HasProblems, or Refused while marks are missing.
    """
    folder = read_meeting(path, scheme)
    if errors_of(folder.problems):
        raise HasProblems(folder.problems)
    if folder.problems:
        tell(*problem_lines(folder.problems))
    of_file = folder.scheme_file.scheme if folder.scheme_file else None
    if folder.scheme_file is None or of_file is None or folder.papers is None:
        raise Refused(say("There is nothing to rank yet: marks are still missing."))
    source = Source(of_file, folder.scheme_file.sha256, tried=scheme is not None)
    return Ranked(folder.papers, stand(of_file, folder.papers), source, _occasion(folder))


def _occasion(folder: MeetingFolder) -> Occasion | None:
    notice = folder.notice
    if notice is None:
        return None
    day = notice.date.isoformat() if notice.date else ""
    return Occasion(notice.title, day, notice.place or "", notice.host or "")
