"""The workbook's formulas, computed by another program, against the engine.

LibreOffice gets the workbooks without the results of their formulas; what it computes must be
what the engine said. Set PINGYI_WORKBOOKS for more random meetings than the usual ten.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from scoring.ballots import Ballots, Boxes, Marking, Votes, as_cell
from scoring.counting import Papers, stand
from scoring.documents.workbook import Discretion, WorkbookStamp, write_workbook
from scoring.files.meeting_folder import read_meeting
from scoring.scheme import Ballot, Scheme
from tests.documents.longfigures import long_figures
from tests.documents.recalculation import (
    SOFFICE,
    differences,
    formula_cells,
    recalculated,
    values,
    without_results,
)
from tests.property.naive import Meeting
from tests.property.papers import papers_of, scheme_of, standing_of
from tests.property.schemes import Table, cases, close_calls
from tests.sources import ROOT

MEETINGS = int(os.environ.get("PINGYI_WORKBOOKS", "10"))
STAMP = WorkbookStamp("rehearsal", "办法", "12ab")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

Case = tuple[Table, Meeting]


def drawn(strategy: SearchStrategy[Case], count: int) -> list[Case]:
    """Return so many cases, always the same."""
    found: list[Case] = []

    @seed(2020)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    return found[:count]


def is_tied(case: Case) -> bool:
    return any(one.tied for one in standing_of(*case).units)


def folder_of(name: str) -> tuple[Scheme, Papers]:
    meeting = read_meeting(ROOT / name)
    assert meeting.scheme_file is not None
    assert meeting.scheme_file.scheme is not None
    assert meeting.papers is not None
    return meeting.scheme_file.scheme, meeting.papers


def written(scheme: Scheme, papers: Papers) -> bytes:
    return write_workbook(papers, stand(scheme, papers), STAMP)


def assert_recomputed(workbooks: Mapping[str, bytes], folder: Path) -> None:
    computed = recalculated(workbooks, folder)
    found = [
        f"{name}: {difference}"
        for name, workbook in workbooks.items()
        for difference in differences(values(workbook), computed[name])
    ]
    assert not found, "\n".join(found[:40])


def test_random_meetings_come_to_what_the_engine_says(tmp_path: Path) -> None:
    close = max(MEETINGS // 8, 1)
    found = [*drawn(cases(), MEETINGS - close), *drawn(close_calls().filter(is_tied), close)]
    books = {}
    ties = 0
    for at, (data, meeting) in enumerate(found):
        scheme = scheme_of(data)
        papers = papers_of(scheme, meeting)
        standing = stand(scheme, papers)
        ties += any(one.tied for one in standing.units)
        books[f"meeting{at:04}"] = write_workbook(papers, standing, STAMP)
    assert len(books) == MEETINGS
    assert ties >= close
    assert_recomputed(books, tmp_path)
    formulas = sum(len(cells) for book in books.values() for cells in formula_cells(book).values())
    print(f"{MEETINGS} meetings, {ties} with ties, {formulas} formulas")  # noqa: T201 - the figure


GOLDENS = [
    "sessions/2020-hunan",
    "tests/golden/cadre-appraisal",
    "tests/golden/tables-counts",
    "tests/golden/zhenhai-2022",
    "tests/golden/drop-tenth",
    "tests/golden/half-points-half-even",
    "tests/golden/feedback-by-deputy",
    "tests/golden/blank-void-ballot",
]


def test_meetings_of_every_kind_come_to_what_the_engine_says(tmp_path: Path) -> None:
    books = {name.rpartition("/")[2]: written(*folder_of(name)) for name in GOLDENS}
    assert_recomputed(books, tmp_path)


WITHHELD = ["tests/golden/missing-no-total", "sessions/2020-hunan", "tests/golden/cadre-appraisal"]


def test_what_is_kept_back_comes_to_what_the_engine_says(tmp_path: Path) -> None:
    books = {}
    for name in WITHHELD:
        scheme, papers = folder_of(name)
        parts = frozenset(one.id for one in scheme.of_kind(Ballot))
        standing = stand(scheme, papers)
        for kind, kept in (
            ("withheld", Discretion(withheld=parts)),
            ("unlinked", Discretion(unlinked=parts)),
        ):
            book = write_workbook(papers, standing, STAMP, kept)
            books[f"{name.rpartition('/')[2]}-{kind}"] = book
    assert_recomputed(books, tmp_path)


BOXED = ["sessions/2020-hunan", "tests/golden/group-first", "tests/golden/blank-void-ballot"]


def test_boxes_of_one_unit_each_come_to_what_the_engine_says(tmp_path: Path) -> None:
    books = {}
    for name in BOXED:
        scheme, papers = folder_of(name)
        boxes = {own: boxed(votes) for own, votes in papers.votes.items()}
        books[name.rpartition("/")[2]] = written(scheme, replace(papers, votes=boxes))
    assert_recomputed(books, tmp_path)


def boxed(votes: Votes) -> Boxes:
    """Return ``votes`` as they come from a round for each unit."""
    assert isinstance(votes, Ballots)
    units = dict.fromkeys(unit for unit, _ in votes.cells)
    return Boxes(
        tuple(
            replace(
                votes, cells={spot: own for spot, own in votes.cells.items() if spot[0] == unit}
            )
            for unit in units
        )
    )


def test_figures_too_long_for_a_spreadsheet_are_not_computed_wrongly(tmp_path: Path) -> None:
    assert_recomputed({"long": written(*long_figures())}, tmp_path)


def test_a_changed_mark_changes_the_ranking_as_it_would_the_engines(tmp_path: Path) -> None:
    scheme, papers = folder_of("sessions/2020-hunan")
    before, after = written(scheme, papers), written(scheme, turned_around(scheme, papers))
    assert values(before)["Ranking"] != values(after)["Ranking"]
    edited = with_sheet(before, after, "xl/worksheets/sheet1.xml")
    computed = recalculated({"edited": edited}, tmp_path)["edited"]
    assert not list(differences(values(after), computed))


def turned_around(scheme: Scheme, papers: Papers) -> Papers:
    """Return ``papers`` in which the first unit's best marks are its worst."""
    [component] = scheme.of_kind(Ballot)
    votes = papers.votes[component.id]
    assert isinstance(votes, Ballots)
    spot = papers.units[0].id, component.id
    highest = Marking(component).count - 1
    turned = [as_cell(highest - mark) if mark >= 0 else mark for mark in votes.cells[spot]]
    ballots = replace(votes, cells={**votes.cells, spot: turned})
    return replace(papers, votes={component.id: ballots})


def with_sheet(workbook: bytes, other: bytes, name: str) -> bytes:
    """Return ``workbook`` with one sheet from ``other``; both hold the same texts."""
    result = BytesIO()
    with (
        ZipFile(BytesIO(workbook)) as old,
        ZipFile(BytesIO(other)) as new,
        ZipFile(result, "w") as both,
    ):
        assert old.read("xl/sharedStrings.xml") == new.read("xl/sharedStrings.xml")
        for part in old.namelist():
            both.writestr(part, (new if part == name else old).read(part))
    return result.getvalue()


def test_results_are_really_taken_away_before_they_are_computed() -> None:
    bare = without_results(written(*folder_of("sessions/2020-hunan")))
    with ZipFile(BytesIO(bare)) as file:
        for name in file.namelist():
            assert b"</f><v>" not in file.read(name)
