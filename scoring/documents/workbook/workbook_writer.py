"""The sheets of the workbook, in the order in which they are made: each refers to those before."""

from collections.abc import Mapping

from xlsxwriter import Workbook

from scoring.counting import Figure, Papers, Standing
from scoring.counting.tally import tally
from scoring.documents.workbook.answer_sheet import AnswerSheet, FeedbackStages, WrittenAnswers
from scoring.documents.workbook.ballot_stages import BallotStages
from scoring.documents.workbook.charts import Charts
from scoring.documents.workbook.counting import CountSheet, Distribution
from scoring.documents.workbook.discretion import Discretion, unlinked, write_withheld
from scoring.documents.workbook.exact import StageFormulas
from scoring.documents.workbook.given import GivenStages, write_given
from scoring.documents.workbook.look import Looks
from scoring.documents.workbook.marks import Marks, told_apart, write_marks
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.ranking_sheet import RankingSheet
from scoring.documents.workbook.ranks import Ranks
from scoring.documents.workbook.rules import write_rules
from scoring.documents.workbook.scores import Score, Scoring
from scoring.documents.workbook.workbook_stamp import WorkbookStamp
from scoring.documents.workbook.written_totals import write_totals
from scoring.report.blocks import Words
from scoring.scheme import Ballot, Component, Feedback, Given
from scoring.wording import say


class WorkbookWriter:
    """Writes one workbook: opens all sheets in the order of reading, then fills them as they need.

    ``papers`` and ``standing`` belong together; ``kept_back`` says which ballots are not shown.
    """

    def __init__(
        self,
        book: Workbook,
        papers: Papers,
        standing: Standing,
        stamp: WorkbookStamp,
        kept_back: Discretion,
    ) -> None:
        self._book = book
        self._scheme = scheme = standing.scheme
        self._kept_back = kept_back
        self._shown = tuple(
            part for part in scheme.of_kind(Ballot) if part.id not in kept_back.withheld
        )
        """Components whose ballots are shown."""
        self._papers = papers
        self._standing = standing
        self._stamp = stamp
        self._looks = Looks(book)
        self._names = told_apart({unit.id: unit.name for unit in papers.units})
        self._short = told_apart({unit.id: unit.short or unit.name for unit in papers.units})
        # All of them first: tabs stand in the order of opening, and formulas name other sheets.
        self._pages = self._opened()
        self._rules = write_rules(self._pages["rules"], scheme, papers.members)
        self._marks: dict[str, Marks] = {}
        self._answers: dict[str, WrittenAnswers] = {}
        self._distributions: dict[str, Distribution] = {}

    def write(self) -> None:
        """Write all sheets.

        To be called once. What came in is written first, then scores, total, ranks, charts.
        """
        self._write_papers()
        calculation = self._pages["calculation"]
        scores = [self._scores(component, calculation) for component in self._scheme.components]
        totals = write_totals(calculation, self._standing, self._rules, self._names, scores)
        ranks = Ranks(calculation, self._standing, self._rules, self._names, totals.by_unit)
        ranked = ranks.write()
        calculation.close()
        sheet = RankingSheet(self._pages["ranking"], self._standing, ranked, totals, self._names)
        ranking = sheet.write()
        charts = Charts(self._book, self._pages["charts"])
        charts.scores(ranking)
        for component in self._shown:
            charts.distribution(component, self._distributions[component.id], self._short)
        charts.close()
        self._pages["ranking"].sheet.activate()

    def _opened(self) -> dict[str, Page]:
        """Open the sheets in the order in which they are read, by what they hold."""
        ballots, feedback = self._shown, self._scheme.of_kind(Feedback)
        titles: dict[str, tuple[Words, Words]] = {}
        for name, kind, parts in (
            ("marks", say("Ballots"), ballots),
            ("answers", say("Feedback"), feedback),
        ):
            for at, part in enumerate(parts, 1):
                own = kind if len(parts) == 1 else f"{kind} {at}"
                titles[f"{name} {part.id}"] = own, f"{kind}: {part.title}"
        if self._scheme.of_kind(Given):
            titles["given"] = say("Given figures"), say("Given figures")
        titles["rules"] = say("Scheme"), self._scheme.title
        for at, part in enumerate(ballots, 1):
            kind = say("Counts")
            own = kind if len(ballots) == 1 else f"{kind} {at}"
            titles[f"counts {part.id}"] = own, f"{kind}: {part.title}"
        titles["calculation"] = say("Calculation"), say("Calculation")
        titles["ranking"] = say("Ranking"), say("Ranking")
        titles["charts"] = say("Charts"), say("Charts")
        return {
            key: Page(self._book, self._looks, self._stamp, str(name), title)
            for key, (name, title) in titles.items()
        }

    def _write_papers(self) -> None:
        """Write what came in: marks, answers, given figures; and how often each mark came."""
        papers, rules = self._papers, self._rules
        for part in self._shown:
            groups = rules.listed[part.id, "groups"].names if part.groups else ""
            page = self._pages[f"marks {part.id}"]
            votes = papers.votes[part.id]
            if part.id in self._kept_back.unlinked:
                votes = unlinked(votes)
            marks = write_marks(page, part, votes, self._short, groups)
            page = self._pages[f"counts {part.id}"]
            tallies = tally(votes, part)
            self._distributions[part.id] = CountSheet(page, marks, self._short, tallies).write()
        for component in self._scheme.of_kind(Feedback):
            sheet = AnswerSheet(
                self._pages[f"answers {component.id}"], component, rules, self._names
            )
            self._answers[component.id] = sheet.write(papers.answers[component.id])
        self._given = {}
        if given := self._scheme.of_kind(Given):
            self._given = write_given(self._pages["given"], given, papers, self._names)

    def _scores(self, component: Component, page: Page) -> dict[str, Score]:
        """Write the stages of one component; return each unit's score, by its id."""
        figures = self._figures(component)
        rounding, rules, names = self._scheme.total.rounding, self._rules, self._names
        if component in self._shown:
            stages = BallotStages(page, component, rules, names, rounding)
            return stages.write(self._distributions[component.id], figures)
        signed = isinstance(component, Given)
        stage = StageFormulas(
            rounding, rules.places.get((component.id, "component")), signed=signed
        )
        scoring = Scoring(stage, rules.places["", "total"])
        if isinstance(component, Ballot):
            told = (self._scheme, component.title)
            return write_withheld(page, names, figures, scoring, told)
        if isinstance(component, Feedback):
            answers = self._answers[component.id]
            return FeedbackStages(page, component, rules, names).write(answers, figures, scoring)
        given = self._papers.given[component.id]
        return GivenStages(page, component, rules, names).write(
            self._given, given, figures, scoring
        )

    def _figures(self, component: Component) -> Mapping[str, Figure]:
        """Return the engine's score of each unit, in the official order."""
        at = self._scheme.components.index(component)
        by_unit = {one.unit.id: one.total.parts[at] for one in self._standing.units}
        return {unit: by_unit[unit] for unit in self._names}
