"""A meeting ranked for a command: what is doubtful is said on standard error."""

from collections.abc import Sequence
from pathlib import Path

from scoring.cli.endings import problem_lines
from scoring.cli.output import tell
from scoring.errors import Problem, Refused
from scoring.ranked import Ranking, Recorded, rank, read_record
from scoring.recordfile import has_record


def ranked(path: Path, scheme: str | None) -> Ranking:
    """Rank the meeting in the folder ``path`` and tell the warnings; raises as ``rank`` does.

    By its record where it has one, else by its files. ``scheme``: a file or the id of a shipped
    scheme, to be tried in place of the meeting's own; None: its own.
    """
    try:
        found = rank(_record(path) if has_record(path) else path, scheme)
    except Refused as refused:
        _tell(refused.problems)
        raise
    _tell(found.warnings)
    return found


def _record(path: Path) -> Recorded:
    """Read the record; where nothing can be ranked yet, say all the same that it is a rehearsal."""
    from scoring.report.meeting_status import banner

    record = read_record(path)
    if not record.state.versions:
        tell(*banner(record.state))
    return record


def _tell(warnings: Sequence[Problem]) -> None:
    if warnings:
        tell(*problem_lines(warnings))
