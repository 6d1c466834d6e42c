"""How far each file of a meeting's folder is (填写情况): missing, empty, filled, or at fault.

``file_states`` holds a folder that was read against what its scheme needs; the desk, the files'
screen and whoever else guides a secretary show the same. Of a table that the folder's reading had
no use for yet, because there are no units, the rows are counted here.

>>> from scoring.files.meeting_folder import read_meeting
>>> states = file_states(read_meeting("sessions/2020-hunan"))
>>> [(one.file, one.state, one.rows) for one in states][:2]
[('units.csv', 'filled', 7), ('officers.csv', 'filled', 6)]
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, assert_never

from scoring.errors import HasProblems, Problem, errors_of
from scoring.files.meeting_folder import MeetingFolder
from scoring.files.meetingfile import MEETING_FILE
from scoring.files.tables import sound_rows
from scoring.files.tables.tablefiles import table_file
from scoring.scheme import Feedback, Given, Scheme
from scoring.wording import Phrase, say

FilePurpose: TypeAlias = Literal[
    "meeting", "scheme", "units", "officers", "deputies", "feedback", "given", "ballots", "counts",
    "other",
]  # fmt: skip
"""What a file is for; ``other``: something that a problem names and that is none of these."""
Filling: TypeAlias = Literal["missing", "empty", "filled", "wrong", "shipped"]
"""``shipped``: the scheme comes with the program, and is no file of the folder."""

TITLES: Mapping[FilePurpose, Phrase] = {
    "meeting": say("name and day"),
    "scheme": say("scheme"),
    "units": say("units"),
    "officers": say("officers"),
    "deputies": say("deputies"),
    "feedback": say("feedback"),
    "given": say("given figures"),
    "ballots": say("ballots"),
    "counts": say("counts of marks"),
    "other": say("other file"),
}
_VOTES: tuple[FilePurpose, ...] = ("ballots", "counts")
"""Listed where they are there, and asked for only where they take the place of the keying."""


class FileState(NamedTuple):
    """One file of the folder, and how far it is."""

    kind: FilePurpose
    file: str
    """Its name, as problems have it; where it is missing, the name that it should have."""
    path: Path
    """Whole, whether or not it is there; for a scheme that ships, that of the folder."""
    state: Filling
    rows: int | None = None
    """Of a table that was read, without its headings; None for what is no table."""
    problems: tuple[Problem, ...] = ()
    """Errors and warnings of this file, in the order of its lines."""
    needed: bool = True
    """Whether the meeting cannot be frozen, or begin, without it."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those of its problems that stop the next step."""
        return errors_of(self.problems)

    @property
    def to_do(self) -> bool:
        """Whether somebody has to fill it in or mend it first."""
        match self.state:
            case "missing" | "empty":
                return self.needed or bool(self.errors)
            case "wrong":
                return True
            case "filled" | "shipped":
                return False
            case never:
                assert_never(never)


def file_states(folder: MeetingFolder) -> tuple[FileState, ...]:
    """Return each file that the meeting in ``folder`` has or needs, in the order of filling in.

    Tables that the scheme does not ask for are left out unless they have problems. A table of
    votes is listed where there is one; it is needed where no sheets are counted out and in.
    """
    scheme = folder.scheme_file.scheme if folder.scheme_file else None
    states = [_table(folder, kind) for kind in _asked_for(scheme)]
    states += [one for kind in _VOTES if (one := _table(folder, kind)).state != "missing"]
    states += [_scheme(folder), _meeting(folder)]
    listed = {one.file for one in states}
    rest = dict.fromkeys(problem.where.file for problem in folder.problems)
    for name in rest:
        if name not in listed and not _of_votes(name):
            states.append(_other(folder, name))
    return tuple(states)


def told_of(one: FileState) -> Phrase:
    """Return how far a file is, in a word or two."""
    match one.state:
        case "missing":
            return say("not there")
        case "empty":
            return say("empty")
        case "wrong":
            return say("{count} errors", count=len(one.errors))
        case "filled" if one.rows is not None:
            return say("{count} rows", count=one.rows)
        case "filled":
            return say("filled in")
        case "shipped":
            return say("built in")
        case never:
            assert_never(never)


def first_fault(one: FileState) -> Phrase | None:
    """Return the first thing wrong in a file, with its line; a warning where no error is."""
    found = next(iter((*one.errors, *one.problems)), None)
    if found is None or one.state == "empty":
        return None
    if found.where.cell or found.where.line:
        at = found.where.cell.rpartition("!")[2] or found.where.line
        return say("line {line}: {message}", line=at, message=found.message)
    return found.message


def _asked_for(scheme: Scheme | None) -> Iterator[FilePurpose]:
    yield from ("units", "officers", "deputies")
    if scheme is not None and scheme.of_kind(Feedback):
        yield "feedback"
    if scheme is not None and scheme.of_kind(Given):
        yield "given"


def _table(folder: MeetingFolder, kind: FilePurpose) -> FileState:
    named = folder.notice.files if folder.notice else {}
    found, _ = table_file(folder.path, kind, named)
    name = found or f"{kind}.{_usual_ending(folder.path)}"
    own = _problems(folder.problems, name, f"{kind}.csv")
    path = folder.path / name
    there = path.is_file()
    rows = next((rows for file, _, rows in folder.tables if file == name), None)
    if there and rows is None:
        rows = _counted(path)
    needed = _needed(folder, kind)
    return FileState(kind, name, path, _filling(there, rows, own), rows, own, needed)


def _counted(path: Path) -> int | None:
    """Return how many rows a table has; None where it cannot be read."""
    try:
        return len(sound_rows(path, path.name).rows)
    except HasProblems:
        return None


def _needed(folder: MeetingFolder, kind: FilePurpose) -> bool:
    scheme = folder.scheme_file.scheme if folder.scheme_file else None
    match kind:
        case "units" | "officers" | "feedback":
            return True
        case "deputies":
            return scheme is None or scheme.procedure.checkin or not scheme.procedure.secret
        case "given":
            return scheme is not None and any(one.blank is None for one in scheme.of_kind(Given))
        case "ballots" | "counts":
            return scheme is not None and not scheme.procedure.sheets
        case "meeting" | "scheme":
            return True
        case "other":
            return False
        case never:
            assert_never(never)


def _filling(there: bool, rows: int | None, problems: Sequence[Problem]) -> Filling:  # noqa: FBT001 - the answer to a question
    if not there:
        return "missing"
    if rows == 0 and not any(one.code.startswith("table.") for one in errors_of(problems)):
        return "empty"
    return "wrong" if errors_of(problems) else "filled"


def _usual_ending(path: Path) -> str:
    """Return what tables in the folder end with: the ending of those that are there."""
    return "xlsx" if any(path.glob("*.xlsx")) and not any(path.glob("*.csv")) else "csv"


def _scheme(folder: MeetingFolder) -> FileState:
    notice = folder.notice
    named = notice.scheme if notice and notice.names_scheme else "scheme.toml"
    beside = named.lower().endswith(".toml")
    shown = named if beside else f"rules/{named}.toml"
    own = _problems(folder.problems, shown)
    if errors_of(own):
        state: Filling = "wrong"
    elif not beside:
        state = "shipped"
    else:
        state = "filled" if (folder.path / named).is_file() else "missing"
    path = folder.path / named if beside else folder.path
    return FileState("scheme", named, path, state, None, own)


def _meeting(folder: MeetingFolder) -> FileState:
    own = _problems(folder.problems, MEETING_FILE)
    state: Filling = "wrong" if errors_of(own) else "filled"
    return FileState("meeting", MEETING_FILE, folder.path / MEETING_FILE, state, None, own)


def _other(folder: MeetingFolder, name: str) -> FileState:
    own = _problems(folder.problems, name)
    state: Filling = "wrong" if errors_of(own) else "filled"
    return FileState("other", name, folder.path / name, state, None, own, needed=False)


def _of_votes(name: str) -> bool:
    return name.rpartition(".")[0] in _VOTES


def _problems(problems: Sequence[Problem], *names: str) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.where.file in names)
