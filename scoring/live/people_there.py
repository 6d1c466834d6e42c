"""Whether a folder names the people that its scheme needs (人手), as problems of its files."""

from collections.abc import Iterator

from scoring.errors import Place, Problem
from scoring.files.meeting_folder import MeetingFolder
from scoring.meeting.people_needed import lacking_told
from scoring.wording import say

OFFICERS_FILE = "officers.csv"


def people_problems(folder: MeetingFolder) -> Iterator[Problem]:
    """Yield who is lacking in ``folder``, with numbers and roles; nothing where enough are there.

    An error where a meeting is going to be held: there are deputies, or officers, or no marks yet.
    A folder that is only ranked from a table of marks needs nobody: there it is a warning. Nothing
    is said while the scheme cannot be read, or the table of officers is at fault itself.
    """
    scheme = folder.scheme_file.scheme if folder.scheme_file else None
    roster = folder.roster
    named = folder.notice.files.get("officers") if folder.notice else None
    file = next((name for name, _, _ in folder.tables if name.startswith("officers.")), None)
    place = Place(named or file or OFFICERS_FILE)
    at_fault = any(one.where.file == place.file and not one.warning for one in folder.problems)
    if scheme is None or at_fault:
        return
    held = bool(roster.deputies or roster.officers or not folder.papers)
    for told in lacking_told(scheme, roster.officers):
        hint = say("add them to the table of officers, or choose another ceremony in the scheme")
        yield Problem("officers.lacking", place, told, hint, warning=not held)
