"""What a counted meeting would come to under another scheme (试算): its papers, read anew.

Marks are kept by their place under the meeting's own scheme. So they are written out as the texts
that stood on the sheets, and go through the same readers as a file does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scoring.ballots import Absence, Ballots, Boxes, Cell, Marking, Votes, is_mark
from scoring.counting import Papers
from scoring.errors import RECORD, HasProblems, Refused
from scoring.files.ballotfile import read_ballots
from scoring.files.feedbackfile import part_column, read_feedback
from scoring.files.findings import Findings
from scoring.files.givenfile import read_given
from scoring.files.spots import Spots
from scoring.files.tables import Row, Table
from scoring.meeting import Meeting
from scoring.meeting.results import agreed_ballots, agreed_papers
from scoring.meeting.state import Round, Rules
from scoring.points import exact_text
from scoring.roster import Unit
from scoring.scheme import Ballot, Feedback, Given, Scheme
from scoring.wording import say

WORDS: Mapping[Absence, str] = {
    Absence.BLANK: "",
    Absence.ABSTAINED: "弃权",
    Absence.RECUSED: "回避",
    Absence.VOID: "无效",
    Absence.UNKNOWN: "不了解",
}
"""What stands in a file where there is no mark."""

_BALLOTS = ("ballot", "unit", "criterion", "component", "group", "score")


def papers_under(scheme: Scheme, state: Meeting) -> Papers:
    """Return the papers of a counted meeting as ``scheme`` reads them.

    Raises HasProblems where they are not legal under it, and Refused where it votes on something
    else.
    """
    findings = Findings()
    papers, rules = agreed_papers(state), state.frozen
    votes = _votes(scheme, state, findings)
    feedback, given = scheme.of_kind(Feedback), scheme.of_kind(Given)
    answers = read_feedback(_answers(rules), papers.units, feedback, findings) if feedback else {}
    figures = read_given(_given(rules), papers.units, given, findings) if given else {}
    if findings:
        raise HasProblems(findings.problems())
    if len(votes) < len(scheme.of_kind(Ballot)):
        raise Refused(
            say("{scheme} asks for marks that this meeting did not give", scheme=scheme.id)
        )
    return Papers(papers.units, votes, answers, figures, papers.members)


def _votes(scheme: Scheme, state: Meeting, findings: Findings) -> dict[str, Votes]:
    spots = Spots(scheme.of_kind(Ballot))
    boxes: dict[str, list[Ballots]] = {}
    for attempt in state.current():
        units = tuple(_of_round(state.frozen.roster.units, attempt))
        table = _table(_BALLOTS, _ballots(state, attempt))
        for component, ballots in read_ballots(table, units, spots, findings).items():
            boxes.setdefault(component, []).append(ballots)
    return {component: Boxes(tuple(own)) for component, own in boxes.items()}


def _of_round(units: Iterable[Unit], attempt: Round) -> Iterator[Unit]:
    return (unit for unit in units if attempt.id in {"all", unit.id})


def _ballots(state: Meeting, attempt: Round) -> Iterator[tuple[str, ...]]:
    """Yield a row for each cell of a round."""
    components = {one.id: one for one in state.frozen.scheme.of_kind(Ballot)}
    for name, ballots in agreed_ballots(state, attempt).items():
        marking, component = Marking(components[name]), components[name]
        groups = ballots.groups or [""] * len(ballots.numbers)
        for (unit, criterion), column in ballots.cells.items():
            spot = (
                unit,
                criterion if component.criteria else "",
                name if len(components) > 1 else "",
            )
            for number, group, cell in zip(ballots.numbers, groups, column, strict=True):
                yield number, *spot, group, _text(marking, cell)


def _answers(rules: Rules) -> Table:
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


def _given(rules: Rules) -> Table:
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


def _text(marking: Marking, cell: Cell) -> str:
    return marking.text(cell) if is_mark(cell) else WORDS[Absence(cell)]


def _table(headings: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(
        file=RECORD,
        sheet="",
        headings=tuple(headings),
        rows=[Row(row, line) for line, row in enumerate(rows, 2)],
        line=1,
        columns=tuple(range(len(headings))),
        sha256="",
    )
