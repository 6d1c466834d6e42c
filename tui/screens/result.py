"""How the units stand (结果): the ranking, why a unit stands where it does, which marks it got.

Others may look over the secretary's shoulder before the result is revealed, so each time the screen
is shown it begins masked: the units in the official order, without a figure.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType

from scoring.counting import Standing, UnitStanding
from scoring.documents.text import text_lines
from scoring.meeting.results import agreed_papers, computed
from scoring.report.explanation import explanation
from scoring.report.meeting_status import occasion_of
from scoring.report.printed import Source
from scoring.report.ranking import remarks
from scoring.wording import Phrase, say
from tui.frame.actions import BACK, Action, bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, folded, line, piece
from tui.screens.result_lines import distribution_lines, legend, ranking_lines, still_shown


class Result(ScreenPage):
    """The ranking; its figures are masked until somebody asks for them."""

    NAME = say("results")
    ACTIONS = (
        Action("f4", "F4", say("figures"), say("Show the ranking and its figures, or mask them."),
               "unmask"),
        Action("enter", "Enter", say("why"), say("Why the unit that is chosen stands there."),
               "explain"),
        Action("f5", "F5", say("marks"), say("How often the chosen unit was given each mark."),
               "marks"),
        Action("f6", "F6", say("documents"), say("Make the documents: what is signed and kept."),
               "documents"),
        Action("f7", "F7", say("correct"),
               say("Correct marks after the count (更正): the next version of the result."),
               "correct"),
        BACK,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self._of_version = 0
        self._masked = True

    async def ready(self, asking: ScreenPage) -> bool:
        """There must be a result; it is masked each time it is shown."""
        if not self.desk.state.versions:
            asking.tell(
                say("There is no result yet: every round is to be counted first."), bad=True
            )
            return False
        self._masked = True
        return True

    def draw(self) -> None:
        """Show the ranking."""
        state = self.desk.state
        if self._standing is None or self._of_version != len(state.versions):
            self._standing, self._of_version = computed(state), len(state.versions)
        standing = self._listed(self._standing)
        head = say("  Version {number} of the result", number=len(state.versions))
        lines: list[ScreenLine] = [(), line(head, "strong"), *still_shown(state), ()]
        room = self.body.size.height - len(lines) - 3  # headings, legend
        ranked = ranking_lines(standing, self.size.width - 3, room, masked=self._masked)
        first = len(lines)
        lines += [*ranked.lines, ()]
        if self._masked:
            lines.append(line(say("  Masked, so that nobody reads along. F4 shows them."), "dim"))
        else:
            lines += [
                *legend(standing, self.size.width - 3),
                *(own for told in remarks(standing) for own in self._remark(told)),
            ]
        self.body.show(lines, [first + one for one in ranked.choices])

    def _remark(self, told: Phrase | str) -> Iterator[ScreenLine]:
        """Yield what the ranking cannot say by itself."""
        for own in folded(told, self.size.width - 4, "dim"):
            yield (blanks(2), *own)

    def action_unmask(self) -> None:
        """Show the figures, or mask them."""
        self._masked = not self._masked
        self.body.chosen = 0
        self.redraw()

    def action_explain(self) -> None:
        """Show how the chosen unit's score came about."""
        standing, one = self._standing, self._chosen()
        if standing is None or one is None:
            return
        state, frozen = self.desk.state, self.desk.now.frozen
        source = Source(state.frozen.scheme, state.frozen.scheme_sha256)
        occasion = occasion_of(frozen) if frozen else None
        blocks = list(explanation(standing, one, agreed_papers(state), source, occasion))

        def told(cells: int) -> Iterable[ScreenLine]:
            return [(), *((blanks(2), piece(text)) for text in text_lines(blocks, cells - 4))]

        self.app.push_screen(DocumentScreen(told, say("why this rank")))

    def action_correct(self) -> None:
        """Go to the sheets as they were agreed."""
        self.begin(self.interface.go_to("corrections", "Corrections"))

    def action_marks(self) -> None:
        """Show how often the chosen unit was given each mark."""
        standing, one = self._standing, self._chosen()
        if standing and one:
            state, unit = self.desk.state, one.unit

            def told(cells: int) -> Iterable[ScreenLine]:
                head = (blanks(2), piece(unit.name, "strong"))
                return [(), head, (), *distribution_lines(state, standing, unit.id, cells - 2)]

            self.app.push_screen(DocumentScreen(told, say("marks given")))

    def action_documents(self) -> None:
        """Go to where the documents are made."""
        self.run_worker(self.interface.go_to("documents", "Documents"), group="documents")

    def _chosen(self) -> UnitStanding | None:
        if self._masked or self._standing is None:
            self.tell(say("The figures are masked; F4 shows them."), bad=True)
            return None
        return self._standing.units[self.body.chosen]

    def _listed(self, standing: Standing) -> Standing:
        """Return the units as they are shown: masked, in the official order."""
        if not self._masked:
            return standing
        order = {one.id: place for place, one in enumerate(self.desk.state.frozen.roster.units)}
        return standing._replace(
            units=tuple(sorted(standing.units, key=lambda one: order[one.unit.id]))
        )


class DocumentScreen(ScreenPage):
    """A document in lines, to be read."""

    NAME = say("document")
    ACTIONS = (BACK._replace(keys="escape,enter"),)
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self, told: Callable[[int], Iterable[ScreenLine]], name: Phrase) -> None:
        """``told`` gives the lines, for so many cells; ``name`` says what it is."""
        super().__init__()
        self._told, self._what = told, name

    @property
    def title_shown(self) -> Phrase:
        """What stands beside the meeting's title."""
        return self._what

    def draw(self) -> None:
        """Show it."""
        self.body.show(list(self._told(self.size.width - 2)))
