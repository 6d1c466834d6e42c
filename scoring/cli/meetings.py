"""A meeting's folder, read for a command: everything to rank and explain it, or why not."""

from pathlib import Path

from scoring.cli.endings import problem_lines
from scoring.cli.output import tell
from scoring.cli.ranking import Ranked, has_record
from scoring.counting import stand
from scoring.errors import HasProblems, Refused, errors_of
from scoring.files.meeting_folder import MeetingFolder, read_meeting
from scoring.report.printed import Occasion, Source
from scoring.wording import say


def ranked(path: Path, scheme: str | None) -> Ranked:
    """Rank the meeting in the folder ``path``; ``scheme``: another than its own.

    It goes by the record, where there is one, else by the files. Warnings are said on standard
    error. Raises HasProblems; Refused while marks are missing; Forbidden before the count.
    """
    if has_record(path):
        from scoring.cli.recorded import ranked_by_record

        return ranked_by_record(path, scheme)
    return _ranked_by_files(path, scheme)


def _ranked_by_files(path: Path, scheme: str | None) -> Ranked:
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
