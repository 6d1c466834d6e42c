"""A meeting's ranking from its record: only when everything is counted."""

from pathlib import Path

from scoring.cli.endings import problem_lines
from scoring.cli.meeting.acting import banner, in_fours
from scoring.cli.meeting.opening import viewed
from scoring.cli.output import tell
from scoring.cli.ranking import Ranked
from scoring.counting import stand
from scoring.errors import HasProblems
from scoring.files.library import find_scheme
from scoring.files.schemefile import SchemeFile, read_scheme
from scoring.live.session import Session
from scoring.meeting import Forbidden, Meeting, Refusal, what_stops
from scoring.meeting.acts import Count
from scoring.meeting.refusals import PHASES
from scoring.meeting.results import agreed_papers
from scoring.report.meeting_status import occasion_of
from scoring.report.printed import Source
from scoring.wording import Phrase, say


def ranked_by_record(path: Path, scheme: str | None) -> Ranked:
    """Rank the meeting in the folder ``path`` by its record; ``scheme``: another one, for a trial.

    Raises Forbidden before every round is counted, HasProblems, and what a record raises.
    """
    session = viewed(path)
    state = session.state
    if not state.versions:
        tell(*banner(state))
        raise Forbidden((_NOT_COUNTED, *what_stops(state, Count())))
    marked = (*banner(state), _version(session))
    if scheme is not None:
        return _tried(session, scheme, marked)
    source = Source(state.frozen.scheme, state.frozen.scheme_sha256)
    papers = agreed_papers(state)
    standing = stand(source.scheme, papers)
    frozen = session.frozen()
    occasion = occasion_of(frozen) if frozen else None
    return Ranked(papers, standing, source, occasion, _status(state), marked)


def _tried(session: Session, name: str, marked: tuple[Phrase, ...]) -> Ranked:
    """Rank what was counted under another scheme."""
    from scoring.cli.trying import papers_under

    file = _scheme(name)
    if file.scheme is None:
        raise HasProblems(file.problems)
    if file.problems:
        tell(*problem_lines(file.problems))
    papers = papers_under(file.scheme, session.state)
    source = Source(file.scheme, file.sha256, tried=True)
    frozen = session.frozen()
    occasion = occasion_of(frozen) if frozen else None
    marks = (say("WHAT IF: this is not the result of the meeting."), *marked)
    return Ranked(papers, stand(file.scheme, papers), source, occasion, "what-if", marks)


def _scheme(name: str) -> SchemeFile:
    found = find_scheme(name, Path())
    return read_scheme(found.path, found.shown)


def _status(state: Meeting) -> str:
    return f"rehearsal-{state.phase}" if state.rehearsal else state.phase


def _version(session: Session) -> Phrase:
    state = session.state
    return say(
        "From the record: version {number} of the result, {phase}. Result code: {code}",
        number=len(state.versions),
        phase=PHASES[state.phase],
        code=in_fours(session.result_code()),
    )


_NOT_COUNTED = Refusal(
    "rank.not-counted", say("there is no figure before every round is counted; what stops it:")
)
