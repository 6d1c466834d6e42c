"""A folder or a record → ranking, explanation, what-if (排名): for commands, screens and Python.

``rank`` reads a meeting and ranks it, ``explain`` says how one unit's score came about. What they
find is in the values they return, what stops them is raised; nothing is printed.

>>> result = rank("sessions/2020-hunan")
>>> first = result.units[0]
>>> first.rank, first.unit.name, first.total.exact
(1, '省水利厅', Fraction(369, 4))

Where there is a record, it alone decides; where there is none, the files do. With a scheme, the
same papers are read under another rule: a what-if, which is no result.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scoring.ballots import Absence, Ballots, Boxes, Cell, Marking, Votes, is_mark
from scoring.counting import Papers, Standing, UnitStanding, stand
from scoring.errors import HasProblems, Problem, Refused, errors_of
from scoring.files.ballotfile import read_ballots
from scoring.files.feedbackfile import part_column, read_feedback
from scoring.files.file_problems import Findings
from scoring.files.givenfile import read_given
from scoring.files.library import find_scheme
from scoring.files.meeting_folder import MeetingFolder, read_meeting
from scoring.files.names import name_key
from scoring.files.schemefile import SchemeFile
from scoring.files.schemefile import read_scheme as read_scheme_file
from scoring.files.spots import Spots
from scoring.files.tables import FileTable, Row
from scoring.points import exact_text
from scoring.recordfile import RECORD, has_record
from scoring.report.blocks import Block, Paragraph
from scoring.report.printed import Occasion, Source, in_fours
from scoring.roster import Unit
from scoring.scheme import Ballot, Feedback, Given, Scheme
from scoring.wording import Phrase, say, visible

if TYPE_CHECKING:
    from scoring.meeting import Meeting
    from scoring.meeting.acts import Frozen
    from scoring.meeting.state import Round, Rules


class Recorded(NamedTuple):
    """A meeting as its record has it: read by ``read_record``, or what a screen holds anyway."""

    state: "Meeting"
    """What all facts of the record come to."""
    frozen: "Frozen | None" = None
    """What was frozen last; None while nothing is."""
    result_code: str = ""
    """64 hexadecimal digits; empty before the count."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one unit's score came about; ``print`` shows it as ``pingyi explain`` does."""

    one: UnitStanding
    """The unit, its rank, and the tree of figures that the document is about."""
    blocks: tuple[Block, ...]
    """The document: headings, paragraphs, outlines."""

    def __str__(self) -> str:
        """Return the document as lines of at most 80 cells, in the language that is spoken now."""
        return _text(self.blocks)


@dataclass(frozen=True, slots=True, repr=False)
class Ranking:
    """A meeting and how its units stand; ``print`` shows it as ``pingyi rank`` does."""

    papers: Papers
    """What was counted: marks, answers, given figures."""
    standing: Standing
    """Every unit, with every figure that its rank stands on."""
    source: Source
    """The scheme, its fingerprint, and whether it was given for a trial."""
    occasion: Occasion | None
    """Title, day, place and host; None where they are not known."""
    status: str = "files"
    """What the figures come from; see docs/files.md, "The ranking as JSON"."""
    marked: tuple[Phrase, ...] = ()
    """What has to stand above everything that is shown of it."""
    warnings: tuple[Problem, ...] = ()
    """Doubts about the files, or about the scheme that was given; they stop nothing."""

    @property
    def scheme(self) -> Scheme:
        """The scheme that the units stand under."""
        return self.source.scheme

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the scheme file's bytes, in 64 hexadecimal digits."""
        return self.source.sha256

    @property
    def units(self) -> tuple[UnitStanding, ...]:
        """All units as they are listed: by rank, then those without one."""
        return self.standing.units

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The ranking as a document."""
        from scoring.report.ranking import ranking

        told = ranking(self.standing, self.source, self.occasion)
        return (*map(Paragraph, self.marked), *told)

    def unit(self, text: str) -> UnitStanding:
        """Return where the unit stands that ``text`` means.

        An id, a name, a short name, or a part that only one name has. Raises NotOneUnit.
        """
        meant = units_meant(self.papers.units, text)
        if len(meant) != 1:
            raise NotOneUnit(text, meant, self.papers.units)
        return next(one for one in self.units if one.unit.id == meant[0].id)

    def explanation(self, unit: str) -> Explanation:
        """Return how the score of ``unit`` came about; ``unit`` as for ``unit()``."""
        from scoring.report.explanation import explanation

        one = self.unit(unit)
        told = explanation(self.standing, one, self.papers, self.source, self.occasion)
        return Explanation(one, (*map(Paragraph, self.marked), *told))

    def __str__(self) -> str:
        """Return the document as lines of at most 80 cells, in the language that is spoken now."""
        return _text(self.blocks)

    def __repr__(self) -> str:
        """Return which scheme, what the figures come from, and how many units."""
        return f"<Ranking: {self.scheme.id}, {self.status}, {len(self.units)} units>"


class NotOneUnit(Refused):
    """A text means no unit of the meeting, or several."""

    def __init__(self, text: str, meant: Sequence[Unit], units: Sequence[Unit]) -> None:
        """``meant``: those it may mean; ``units``: all there are."""
        several = say("{text} may mean more than one unit:", text=text)
        none = say("There is no unit {text}. The units are:", text=text)
        super().__init__(several if meant else none)
        self.units = tuple(meant or units)
        """Those it may mean; where it means none, all there are."""

    def __str__(self) -> str:
        """Return the reason, and a line for each of the units."""
        rows = (f"  {visible(unit.id)}  {visible(unit.name)}" for unit in self.units)
        return "\n".join((str(self.reason), *rows))


def rank(meeting: str | Path | Recorded, scheme: str | Path | None = None) -> Ranking:
    """Rank a meeting: the folder it is in, or its record.

    ``scheme``, a .toml file or the id of a shipped one, is another than the meeting's own: a
    what-if. Raises HasProblems where files have errors; Refused where the folder is no meeting's,
    or marks are missing; Forbidden while a record has a round that is not counted; and what a
    record raises that cannot be read.
    """
    other = None if scheme is None else str(scheme)
    if isinstance(meeting, Recorded):
        return _by_record(meeting, other)
    folder = Path(meeting)
    if has_record(folder):
        return _by_record(read_record(folder), other)
    return _by_files(read_meeting(folder, other), tried=other is not None)


def explain(
    meeting: str | Path | Recorded, unit: str, scheme: str | Path | None = None
) -> Explanation:
    """Explain the score of ``unit``: an id, a name, or a part that only one name has.

    ``meeting`` and ``scheme`` as for ``rank``, whose exceptions it raises; and NotOneUnit. Of
    several units, ask ``Ranking.explanation``: the meeting is then read once.
    """
    return rank(meeting, scheme).explanation(unit)


def read_scheme(scheme: str | Path) -> SchemeFile:
    """Return what a rule file holds, and its problems: a .toml file, or the id of a shipped one.

    Raises HasProblems where there is no shipped scheme of that id.
    """
    found = find_scheme(str(scheme), Path())
    return read_scheme_file(found.path, found.shown)


def read_record(folder: Path) -> Recorded:
    """Look at the record of the meeting in ``folder``; nobody is kept from writing it.

    Raises what a record raises that is not there or cannot be read.
    """
    from scoring.live.session import Session

    session = Session.view(folder)
    return Recorded(session.state, session.frozen(), session.result_code())


def units_meant(units: Sequence[Unit], text: str) -> list[Unit]:
    """Return the units that ``text`` may mean: by id, else name, else short name, else a part."""
    key = name_key(text)
    ways = (
        [unit for unit in units if unit.id == text.strip()],
        [unit for unit in units if name_key(unit.name) == key],
        [unit for unit in units if key and name_key(unit.short) == key],
        [unit for unit in units if key and key in name_key(unit.name)],
    )
    return next((found for found in ways if found), [])


def _by_files(folder: MeetingFolder, *, tried: bool) -> Ranking:
    """Rank what stands in files; ``tried``: under a scheme that is not the meeting's own."""
    if errors_of(folder.problems):
        raise HasProblems(folder.problems)
    scheme = folder.scheme_file.scheme if folder.scheme_file else None
    if folder.scheme_file is None or scheme is None or folder.papers is None:
        raise Refused(
            say("There is nothing to rank yet: marks are still missing."), folder.problems
        )
    source = Source(scheme, folder.scheme_file.sha256, tried=tried)
    standing = stand(scheme, folder.papers)
    return Ranking(folder.papers, standing, source, _occasion(folder), warnings=folder.problems)


def _occasion(folder: MeetingFolder) -> Occasion | None:
    notice = folder.notice
    if notice is None:
        return None
    day = notice.date.isoformat() if notice.date else ""
    return Occasion(notice.title, day, notice.place or "", notice.host or "")


def _by_record(meeting: Recorded, other: str | None) -> Ranking:
    """Rank what was counted, under the meeting's own scheme or an ``other``."""
    from scoring.meeting.results import agreed_papers
    from scoring.report.meeting_status import banner, occasion_of

    state = meeting.state
    if not state.versions:
        raise _not_counted(state)
    marked = (*banner(state), _version(meeting))
    occasion = occasion_of(meeting.frozen) if meeting.frozen else None
    if other is None:
        source = Source(state.frozen.scheme, state.frozen.scheme_sha256)
        papers = agreed_papers(state)
        status = f"rehearsal-{state.phase}" if state.rehearsal else state.phase
        return Ranking(papers, stand(source.scheme, papers), source, occasion, status, marked)
    file = read_scheme(other)
    papers = _papers_under(file, state)
    source = Source(file.sound(), file.sha256, tried=True)
    marked = (say("WHAT IF: this is not the result of the meeting."), *marked)
    standing = stand(source.scheme, papers)
    return Ranking(papers, standing, source, occasion, "what-if", marked, file.problems)


def _not_counted(state: "Meeting") -> Exception:
    from scoring.meeting import Forbidden, Refusal, what_stops
    from scoring.meeting.acts import Count

    why = say("there is no figure before every round is counted; what stops it:")
    return Forbidden((Refusal("rank.not-counted", why), *what_stops(state, Count())))


def _version(meeting: Recorded) -> Phrase:
    from scoring.meeting.refusals import PHASES

    return say(
        "From the record: version {number} of the result, {phase}. Result code: {code}",
        number=len(meeting.state.versions),
        phase=PHASES[meeting.state.phase],
        code=in_fours(meeting.result_code),
    )


def _text(blocks: Iterable[Block]) -> str:
    from scoring.documents.text import text_lines

    return "\n".join(text_lines(blocks))


# What a counted meeting would come to under another scheme (试算). Marks are kept by their place
# under the meeting's own scheme. So they are written out as the texts that stood on the sheets,
# and go through the same readers as a file does. The cell 18 on a scale from 60 is "78"; under
# a scheme from 50 it is read as the cell 28, and under one of levels refused, as in a file.

WORDS: Mapping[Absence, str] = {
    Absence.BLANK: "",
    Absence.ABSTAINED: "弃权",
    Absence.RECUSED: "回避",
    Absence.VOID: "无效",
    Absence.UNKNOWN: "不了解",
}
"""What stands in a file where there is no mark."""

_BALLOTS = ("ballot", "unit", "criterion", "component", "group", "score")


def _papers_under(file: SchemeFile, state: "Meeting") -> Papers:
    """Return the papers of a counted meeting as the scheme in ``file`` reads them.

    Raises HasProblems where they are not legal under it, and Refused where it votes on something
    else.
    """
    from scoring.meeting.results import agreed_papers

    scheme, findings = file.sound(), Findings()
    papers, rules = agreed_papers(state), state.frozen
    votes = _votes(scheme, state, findings)
    feedback, given = scheme.of_kind(Feedback), scheme.of_kind(Given)
    answers = read_feedback(_answers(rules), papers.units, feedback, findings) if feedback else {}
    figures = read_given(_given(rules), papers.units, given, findings) if given else {}
    if findings:
        raise HasProblems((*file.problems, *findings.problems()))
    if len(votes) < len(scheme.of_kind(Ballot)):
        asks = say("{scheme} asks for marks that this meeting did not give", scheme=scheme.id)
        raise Refused(asks, file.problems)
    return Papers(papers.units, votes, answers, figures, papers.members)


def _votes(scheme: Scheme, state: "Meeting", findings: Findings) -> dict[str, Votes]:
    """Return the votes by component id, a box for each round; none of what was not voted on."""
    spots = Spots(scheme.of_kind(Ballot))
    boxes: dict[str, list[Ballots]] = {}
    for attempt in state.current():
        units = tuple(one for one in state.frozen.roster.units if attempt.id in {"all", one.id})
        table = _table(_BALLOTS, _ballots(state, attempt))
        for component, ballots in read_ballots(table, units, spots, findings).items():
            boxes.setdefault(component, []).append(ballots)
    return {component: Boxes(tuple(own)) for component, own in boxes.items()}


def _ballots(state: "Meeting", attempt: "Round") -> Iterator[tuple[str, ...]]:
    """Yield a row for each cell of a round."""
    from scoring.meeting.results import agreed_ballots

    components = {one.id: one for one in state.frozen.scheme.of_kind(Ballot)}
    several = len(components) > 1
    for name, ballots in agreed_ballots(state, attempt).items():
        marking, component = Marking(components[name]), components[name]
        groups = ballots.groups or [""] * len(ballots.numbers)
        for (unit, criterion), column in ballots.cells.items():
            spot = unit, criterion if component.criteria else "", name if several else ""
            for number, group, cell in zip(ballots.numbers, groups, column, strict=True):
                yield number, *spot, group, _mark_text(marking, cell)


def _answers(rules: "Rules") -> FileTable:
    """Return the answers as a table: those of several components stand row beside row."""
    components = [one for one in rules.scheme.of_kind(Feedback) if one.id in rules.answers]
    parts = [(one, part_column(part).key, at) for one in components
             for at, part in enumerate(one.parts)]  # fmt: skip
    rows = []
    for together in zip(*(rules.answers[one.id] for one in components), strict=True):
        first, of = together[0], dict(zip((one.id for one in components), together, strict=True))
        levels = (_level(one, of[one.id].levels[at]) for one, _, at in parts)
        rows.append((first.suggestion, first.unit, first.deputy, first.role or "", *levels))
    headings = ("suggestion", "unit", "deputy", "role", *(heading for _, heading, _ in parts))
    return _table(headings, rows)


def _given(rules: "Rules") -> FileTable:
    components = tuple(rules.given)
    rows = [
        (
            unit.id,
            *(exact_text(rules.given[one][unit.id]) if unit.id in rules.given[one] else ""
              for one in components),
        )
        for unit in rules.roster.units
    ]  # fmt: skip
    return _table(("unit", *components), rows)


def _level(component: Feedback, level: Cell) -> str:
    return tuple(component.worth)[level] if level >= 0 else WORDS[Absence(level)]


def _mark_text(marking: Marking, cell: Cell) -> str:
    return marking.text(cell) if is_mark(cell) else WORDS[Absence(cell)]


def _table(headings: Sequence[str], rows: Iterable[tuple[str, ...]]) -> FileTable:
    """Return ``rows``, each as long as ``headings``, as a table that problems call ``RECORD``."""
    return FileTable(
        file=RECORD,
        sheet="",
        headings=tuple(headings),
        rows=[Row(row, line) for line, row in enumerate(rows, 2)],
        line=1,
        columns=tuple(range(len(headings))),
        sha256="",
    )
