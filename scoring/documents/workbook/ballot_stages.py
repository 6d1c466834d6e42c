"""From the marks of each unit to its score in one ballot component, stage by stage.

Each stage is a table on the sheet “Calculation”, a line for each figure, and hands ratios to the
next. A figure is named by its key, and a stage's ``Gathering`` maps the keys of one stage to those
of the next:

    ("01", "work", "leaders")  → ("01", "work", None)    groups brought together
    ("01", "work", None)       → ("01", "", None)        criteria added up
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from scoring.counting import Figure
from scoring.documents.workbook.counting import Distribution
from scoring.documents.workbook.exact import Adding, Exact, Ratio, StageFormulas, Sum
from scoring.documents.workbook.marks import told_apart
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable
from scoring.documents.workbook.rules import RuleCells
from scoring.documents.workbook.scores import Score, Scoring
from scoring.documents.workbook.statistic import Statistics
from scoring.points import Rounding
from scoring.report.blocks import Words
from scoring.scheme import Ballot, renormalised
from scoring.wording import say

FigureKey: TypeAlias = tuple[str, str, str | None]
"""Unit, criterion (empty: over all), group (None: over all, or there are none)."""
FigureWriter: TypeAlias = Callable[[PageLine, FigureKey, Figure], Exact]
"""Writes one figure of a stage on a line; the engine's own is given, and is what the cells show."""
Figures: TypeAlias = Mapping[FigureKey, Figure]
"""The engine's figures of one stage, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """How the figures of a stage are brought together for the next one."""

    into: Callable[[FigureKey], FigureKey]
    """The key of what a figure becomes a part of."""
    weighted: bool = False
    """Whether each is multiplied with its group's weight; else they are just added up."""


class BallotStages:
    """Writes the stages of one component; units by id, in their official order.

    ``names``: unit id to what is shown.
    """

    def __init__(
        self,
        page: Page,
        component: Ballot,
        rules: RuleCells,
        names: Mapping[str, str],
        rounding: Rounding,
    ) -> None:
        self._page = page
        self._component = component
        self._rules = rules
        self._names = names
        self._rounding: Rounding = rounding
        self._criteria = {item.id: item.title for item in component.items}
        self._groups = told_apart({one.id: one.title for one in component.groups})
        self._ratios: dict[FigureKey, Ratio] = {}
        """What the next stage begins with."""

    def write(self, distribution: Distribution, figures: Mapping[str, Figure]) -> dict[str, Score]:
        """Write all stages; ``figures`` is the engine's score of each unit, by its id.

        ``distribution`` has the counts of the component. Return each unit's score, by its id.
        """
        statistics = Statistics(
            self._component, self._rules, distribution, self._stage("statistic")
        )
        wholes: Figures = {(unit, "", None): figure for unit, figure in figures.items()}
        match self._component.order:
            case "criterion-first":
                self._criterion_first(statistics.write, wholes)
            case "group-first":
                self._group_first(statistics.write, wholes)
            case never:
                assert_never(never)
        scoring = Scoring(self._stage("component"), self._rules.places["", "total"])
        table = PageTable(self._page, say("{title}: score", title=self._component.title))
        scores = {}
        for unit, figure in figures.items():
            line = self._line(table, (unit, "", None))
            scores[unit] = scoring.write(line, self._ratios[unit, "", None], figure)
            line.remark()
        return scores

    def _criterion_first(self, statistic: FigureWriter, wholes: Figures) -> None:
        """Write the stages where criteria are outside: each brings its groups together.

        Stages that would change nothing are left out: over the groups where there are none,
        criteria where there is one that is not rounded.
        """
        scaled = self._by_criterion(wholes)
        means = {key: figure.parts[0] for key, figure in scaled.items()}
        together = Gathering(lambda key: (key[0], key[1], None), weighted=True)
        self._write(
            say("marks"), statistic, self._by_group(means), together if self._groups else None
        )
        if self._groups or self._component.places.group is not None:
            self._write(say("over the groups"), self._going_on("group"), means, None)
        alone = len(self._criteria) == 1
        # Nothing is added up or rounded: the criterion's ratio is the component's.
        if alone and self._component.places.criterion is None:
            for key in scaled:
                self._ratios[key[0], "", None] = self._earned(key)
        else:
            adding = None if alone else Gathering(lambda key: (key[0], "", None))
            self._write(say("criteria"), self._scaling(), scaled, adding)
            if alone:
                for key in scaled:
                    self._ratios[key[0], "", None] = self._ratios[key]

    def _group_first(self, statistic: FigureWriter, wholes: Figures) -> None:
        """Write the stages where groups are outside: each adds up its criteria."""
        sums = self._by_group(wholes)
        scaled = self._by_criterion(sums)
        marks = {key: figure.parts[0] for key, figure in scaled.items()}
        self._write(say("marks"), statistic, marks, None)
        self._write(
            say("criteria"), self._scaling(), scaled, Gathering(lambda key: (key[0], "", key[2]))
        )
        together = Gathering(lambda key: (key[0], "", None), weighted=True)
        self._write(
            say("groups"), self._going_on("group"), sums, together if self._groups else None
        )

    def _by_criterion(self, figures: Figures) -> Figures:
        """Return the parts of ``figures`` by criterion, in the order of the scheme."""
        return {
            (unit, criterion, group): part
            for (unit, _, group), figure in figures.items()
            for criterion, part in zip(self._criteria, figure.parts, strict=True)
        }

    def _by_group(self, figures: Figures) -> Figures:
        """Return the parts of ``figures`` by group, in the order of the scheme.

        Without groups there is one part, under the group None.
        """
        return {
            (unit, criterion, group): part
            for (unit, criterion, _), figure in figures.items()
            for group, part in zip(self._groups or [None], figure.parts, strict=True)
        }

    def _write(
        self, title: Words, write: FigureWriter, figures: Figures, gathering: Gathering | None
    ) -> None:
        """Write a table of ``figures``, with sums so far where they are gathered.

        Afterwards ``_ratios`` has what the next stage begins with: under the key of each figure, or
        of what it was gathered into.
        """
        heading = say("{title}: {stage}", title=self._component.title, stage=title)
        table = PageTable(self._page, heading)
        sums: dict[FigureKey, Sum] = {}
        for key, figure in figures.items():
            line = self._line(table, key)
            exact = write(line, key, figure)
            if gathering is None:
                self._ratios[key] = exact.ratio
                continue
            into = gathering.into(key)
            weight = self._rules.weights[self._component.id, key[2]] if gathering.weighted else None
            left_out = gathering.weighted and renormalised(self._component.missing)
            sums[into] = Adding(left_out=left_out).write(line, sums.get(into), exact, weight)
        self._ratios.update((key, one.ratio) for key, one in sums.items())

    def _line(self, table: PageTable, key: FigureKey) -> PageLine:
        """Begin a line with what it is of."""
        unit, criterion, group = key
        line = table.line()
        line.words(say("unit"), self._names[unit])
        if criterion and self._component.criteria:
            line.words(say("criterion"), self._criteria[criterion])
        if group is not None:
            line.words(say("group"), self._groups[group])
        return line

    def _stage(self, stage: str) -> StageFormulas:
        return StageFormulas(self._rounding, self._rules.places.get((self._component.id, stage)))

    def _going_on(self, stage: str) -> FigureWriter:
        """Return the writer of a stage that only rounds what was brought together."""
        own = self._stage(stage)

        def write(line: PageLine, key: FigureKey, figure: Figure) -> Exact:
            return own.write(line, self._ratios[key], figure)

        return write

    def _scaling(self) -> FigureWriter:
        """Return the writer of the stage that turns mean marks into points of a criterion."""
        own = self._stage("criterion")

        def write(line: PageLine, key: FigureKey, figure: Figure) -> Exact:
            return own.write(line, self._earned(key), figure)

        return write

    def _earned(self, key: FigureKey) -> Ratio:
        """Return what the mean mark at ``key`` earns, not yet on the sheet."""
        mean = self._ratios[key]
        factor = self._rules.factors[self._component.id, key[1]]
        return Ratio(mean.top * factor.top, mean.bottom * factor.bottom, mean.missing)
