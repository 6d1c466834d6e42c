"""A meeting's folder, read whole (会议文件夹): everything in it as models, and every problem.

>>> folder = read_meeting("sessions/2020-hunan")
>>> [(file, rows) for file, _, rows in folder.tables][:2]
[('units.csv', 7), ('deputies.csv', 60)]
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from scoring.answers import Answer
from scoring.ballots import Ballots, Counts, Votes
from scoring.counting import Papers
from scoring.errors import HasProblems, Place, Problem, Refused, errors_of
from scoring.files.ballotfile import read_ballots
from scoring.files.countsfile import read_counts
from scoring.files.feedbackfile import read_feedback
from scoring.files.file_problems import Findings
from scoring.files.givenfile import read_given
from scoring.files.judges import note_nobodys
from scoring.files.library import find_scheme
from scoring.files.meetingfile import MeetingFile, Notice, read_meeting_file
from scoring.files.rosterfiles import read_deputies, read_officers, read_units
from scoring.files.schemefile import SchemeFile, read_scheme
from scoring.files.spots import Spots
from scoring.files.tables import FileTable, sound_rows
from scoring.files.tables.tablefiles import table_file
from scoring.roster import Roster
from scoring.scheme import Ballot, Feedback, Given, Scheme
from scoring.wording import Phrase, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MeetingFolder:
    """What a folder holds."""

    path: Path
    notice: Notice | None
    """meeting.toml, as far as it is sound; None where it is no TOML."""
    scheme_file: SchemeFile | None
    """None where no scheme was found."""
    roster: Roster
    papers: Papers | None
    """What a ranking is made from; None where something is wrong or still missing."""
    base: Papers | None
    """The same, with the votes that there are: what there is before the meeting."""
    problems: tuple[Problem, ...]
    """All, warnings too, file by file in the order of lines."""
    tables: tuple[tuple[str, str, int], ...] = ()
    """Of each table that was read: file, SHA-256 of its bytes, rows."""


def read_meeting(path: str | Path, scheme: str | None = None) -> MeetingFolder:
    """Read the meeting in the folder ``path``.

    ``scheme``, a .toml file as seen from the working folder or a shipped id, takes the place of
    the one that meeting.toml names: a what-if. What is wrong in the files is in ``problems``;
    what is sound is read all the same. Raises Refused where the folder is no meeting's.
    """
    path = Path(path)
    if not (path / "meeting.toml").exists():
        raise Refused(
            say(
                "{folder} is not a meeting's folder: there is no meeting.toml in it. "
                "pingyi new makes one.",
                folder=str(path),
            )
        )
    return _Reading(path).meeting(scheme)


class _Reading:
    """One reading of a folder, file by file; what is wrong is gathered on the way."""

    # Each table can be at fault alone, and then the others are read all the same: a secretary
    # corrects ten things at once, not one after the other. What would only be said because
    # something else is wrong is left out. Where a row of units.csv is at fault, its unit is not
    # known, and sixty ballots would say so (``_consequences``); where ballots.csv cannot be read
    # at all, "there are no marks yet" would be untrue (``_lost``).

    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._notice: Notice | None = None
        self._tables: list[tuple[str, str, int]] = []
        self._files: dict[str, str | None] = {}
        self._consequences: set[str] = set()
        """Codes of problems that only follow from others: units not known when some are lost."""
        self._lost: set[str] = set()
        """Tables of which nothing could be read."""

    def meeting(self, other_scheme: str | None) -> MeetingFolder:
        """Read everything that can be read."""
        meeting_file = read_meeting_file(self._path)
        self._problems += meeting_file.problems
        self._notice = meeting_file.notice
        scheme_file = self._scheme(meeting_file, other_scheme)
        roster = self._roster()
        scheme = scheme_file.scheme if scheme_file else None
        papers = self._papers(scheme, roster) if scheme and roster.units else None
        sound = not errors_of(self._problems)
        return MeetingFolder(
            path=self._path,
            notice=self._notice,
            scheme_file=scheme_file,
            roster=roster,
            papers=papers if sound and scheme and _voted(papers, scheme) else None,
            base=papers if sound else None,
            problems=tuple(self._problems),
            tables=tuple(self._tables),
        )

    def _scheme(self, meeting_file: MeetingFile, other: str | None) -> SchemeFile | None:
        """Read the scheme: the ``other``, else the meeting's own; None where there is none."""
        try:
            if other is not None:
                found = find_scheme(other, Path())
            elif self._notice is not None and self._notice.names_scheme:
                found = find_scheme(self._notice.scheme, self._path, meeting_file.scheme_place)
            else:
                return None
        except HasProblems as fault:
            self._problems += fault.problems
            return None
        scheme_file = read_scheme(found.path, found.shown)
        self._problems += scheme_file.problems
        return scheme_file

    def _roster(self) -> Roster:
        return Roster(
            units=self._read("units", read_units, needed=True) or (),
            deputies=self._read("deputies", read_deputies) or (),
            officers=self._read("officers", read_officers) or (),
        )

    def _papers(self, scheme: Scheme, roster: Roster) -> Papers:
        """Read everything that ``scheme`` counts; tables that it does not ask for are not read."""
        votes = self._votes(scheme, roster)
        answers = self._answers(scheme, roster)
        given = self._given(scheme, roster)
        members = len(roster.deputies) or None
        self._check_members(scheme, members)
        return Papers(roster.units, votes, answers, given, members)

    def _votes(self, scheme: Scheme, roster: Roster) -> dict[str, Votes]:
        spots = Spots(scheme.of_kind(Ballot))
        if not spots.components:
            return {}
        units = roster.units
        named = () if scheme.procedure.secret else roster.deputies

        def of_ballots(table: FileTable, findings: Findings) -> Mapping[str, Ballots]:
            if named:
                note_nobodys(table, named, findings, warning=True)
            return read_ballots(table, units, spots, findings)

        ballots = self._read("ballots", of_ballots) or {}
        counts = self._read("counts", lambda t, f: read_counts(t, units, spots, f)) or {}
        for component in spots.components:
            self._check_votes(component, ballots, counts)
        self._check_returned(ballots)
        return {**counts, **ballots}

    def _answers(self, scheme: Scheme, roster: Roster) -> Mapping[str, tuple[Answer, ...]]:
        components = scheme.of_kind(Feedback)
        if not components:
            return {}
        return (
            self._read(
                "feedback",
                lambda table, findings: read_feedback(table, roster.units, components, findings),
                needed=True,
            )
            or {}
        )

    def _given(self, scheme: Scheme, roster: Roster) -> Mapping[str, Mapping[str, Fraction]]:
        components = scheme.of_kind(Given)
        if not components:
            return {}
        return self._read(
            "given",
            lambda table, findings: read_given(table, roster.units, components, findings),
            needed=any(component.blank is None for component in components),
        ) or {component.id: {} for component in components}

    def _read(
        self, name: str, reader: Callable[[FileTable, Findings], T], *, needed: bool = False
    ) -> T | None:
        """Read the table ``name`` where there is one; note a needed one that is missing.

        ``reader`` makes models of the table's rows. None where there is no table, or none that
        can be read.
        """
        shown = self._file(name)
        if shown is None:
            if needed:
                self._note("meeting.no-table", f"{name}.csv", say("this table is needed"))
            return None
        try:
            table = sound_rows(self._path / shown, shown)
        except HasProblems as fault:
            self._problems += fault.problems
            self._lost.add(name)
            return None
        self._tables.append((shown, table.sha256, len(table.rows)))
        findings = Findings()
        found = reader(table, findings)
        found_wrong = (*table.problems, *findings.problems())
        if name == "units" and errors_of(found_wrong):
            self._consequences = {"unit.unknown"}
        self._problems += (one for one in found_wrong if one.code not in self._consequences)
        return found

    def _file(self, name: str) -> str | None:
        """Return the file's name of the table, or None; note once where there are two."""
        if name not in self._files:
            named = self._notice.files if self._notice else {}
            self._files[name], problems = table_file(self._path, name, named)
            self._problems += problems
        return self._files[name]

    def _check_votes(
        self, component: Ballot, ballots: Mapping[str, Ballots], counts: Mapping[str, Counts]
    ) -> None:
        """Note where a component has votes in two forms, in one that is not enough, or none."""
        name = self._file("counts") or "counts.csv"
        if component.id in ballots and component.id in counts:
            self._note(
                "counts.and-ballots",
                name,
                say("{component} has both ballots and counts", component=component.title),
                say("delete the rows of one of the two"),
            )
        elif component.id in counts and component.needs_ballots:
            self._note(
                "counts.needs-ballots",
                name,
                say(
                    "{component} cannot be counted from marks alone: an empty cell voids its "
                    "whole ballot, and counts do not say which marks stood on one ballot",
                    component=component.title,
                ),
                say('give the ballots, or change blank = "void-ballot" in the scheme'),
            )
        elif component.id not in ballots and component.id not in counts and not self._lost:
            self._note(
                "meeting.no-votes",
                self._file("ballots") or "ballots.csv",
                say("there are no marks yet for {component}", component=component.title),
                warning=True,
            )

    def _check_returned(self, ballots: Mapping[str, Ballots]) -> None:
        """Warn where another number of ballots was returned than stand in the table (收回)."""
        returned = self._notice.paper.returned if self._notice else None
        found = len({number for own in ballots.values() for number in own.numbers})
        if returned is not None and ballots and returned != found:
            self._note(
                "ballots.returned",
                self._file("ballots") or "ballots.csv",
                say(
                    "{found} ballots stand here, meeting.toml says that {returned} were returned",
                    found=found,
                    returned=returned,
                ),
                warning=True,
            )

    def _check_members(self, scheme: Scheme, members: int | None) -> None:
        """Note a majority of all members whose number neither scheme nor deputies tell."""
        for component in scheme.of_kind(Ballot):
            majority = component.majority
            if majority and majority.of_members and not (majority.members or members):
                self._note(
                    "meeting.members",
                    "deputies.csv",
                    say("the majority is of all members, and their number is not known"),
                    say("give the table of deputies, or members = ... in the scheme"),
                )

    def _note(
        self,
        code: str,
        file: str,
        message: Phrase,
        hint: Phrase | None = None,
        *,
        warning: bool = False,
    ) -> None:
        self._problems.append(Problem(code, Place(file), message, hint, warning))


def _voted(papers: Papers | None, scheme: Scheme) -> bool:
    """Whether there are votes for everything that is voted on."""
    return papers is not None and len(papers.votes) == len(scheme.of_kind(Ballot))
