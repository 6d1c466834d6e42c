"""How the units stand (结果): ranking with bars, ruler, why a unit stands there, its marks.

Others may look over the secretary's shoulder before the result is revealed, so until then the
screen begins masked each time it is shown: the units in the official order, without a figure.
Below the ranking stand panels that tell of the unit in hand; where the terminal is narrow, of them
only why it stands there, and the rest by keys.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from scoring.counting import Papers, Standing, UnitStanding
from scoring.documents.text import text_lines
from scoring.meeting.results import agreed_papers, computed
from scoring.report.explanation import explanation
from scoring.report.meeting_status import occasion_of
from scoring.report.printed import Source
from scoring.report.ranking import without_rank
from scoring.report.result_rows import ResultRow, result_rows
from scoring.report.ties_in_words import places_in_words
from scoring.wording import Phrase, say
from tui.frame.actions import BACK, Action, bindings
from tui.frame.lines import FixedLines, ScrolledLines
from tui.frame.page import ScreenPage
from tui.frame.panels import WIDE, laid
from tui.frame.screentext import ScreenLine, blanks, line, piece
from tui.screens.result_lines import masked_lines, ranking_lines, ruler_lines, still_shown
from tui.screens.result_panels import InHand, marks_lines, panels, places_lines, why_lines

LEAST_TABLE, LEAST_PANELS = 5, 9
"""Rows that ranking and panels keep where there is not room for both."""
LEAST_WHY = 4
"""Rows below the ranking from which on a narrow screen says why."""
EDGES = 3
"""Rows above and below what is this screen's own."""


class FollowedLines(ScrolledLines):
    """Lines of which one is chosen, and whose screen shows something of that one."""

    def move(self, steps: int) -> None:
        """Choose another, and let the screen tell of it."""
        before = self.chosen
        super().move(steps)
        if self.chosen != before and isinstance(self.screen, ScreenPage):
            self.screen.redraw()


class Result(ScreenPage):
    """The ranking; its figures are masked until they are revealed, or somebody asks for them."""

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
        self._papers: Papers | None = None
        self._rows: list[ResultRow] = []
        self._of_version = 0
        self._masked = True
        self._revealed = False
        """Whether the version that was shown last was revealed."""
        self._places_told = ""

    def middle(self) -> Iterator[Widget]:
        """Make what does not scroll above and below the ranking."""
        yield FixedLines(id="above")
        yield FollowedLines(id="body")
        below = FixedLines(id="below")
        below.styles.height = "1fr"
        yield below

    @property
    def title_shown(self) -> Phrase:
        """Which version of the result it is."""
        return say("results, version {number}", number=len(self.desk.state.versions))

    async def ready(self, asking: ScreenPage) -> bool:
        """There must be a result; before it is revealed it is masked each time it is shown."""
        if not self.desk.state.versions:
            asking.tell(
                say("There is no result yet: every round is to be counted first."), bad=True
            )
            return False
        self._revealed = self.desk.state.versions[-1].revealed
        self._masked = not self._revealed
        return True

    def on_screen_resume(self) -> None:
        """Show the result, and say below what places are shared."""
        super().on_screen_resume()
        self._say_places()

    def _say_places(self) -> None:
        """Say which places are shared and what decided, while the figures are shown.

        Where something else is said, that stays.
        """
        if self._spoken[0] not in {"", self._places_told}:
            return
        told: list[str] = []
        if not self._masked and self._standing:
            found = (*places_in_words(self._rows), *without_rank(self._standing))
            told = [str(one) for one in found]
        apart = "" if all(one.endswith("。") for one in told) else " "
        self._places_told = apart.join(told)
        self.tell(self._places_told)

    def draw(self) -> None:
        """Show the ranking, and below it what there is room for."""
        standing = self._counted()
        self._follow_the_reveal()
        if self._masked:
            self._show_masked(standing)
            return
        cells, rows = self.size.width - 2, self.size.height - EDGES
        ranked = ranking_lines(standing, cells, self.body.chosen)
        above = [*still_shown(self.desk.state), *ranked.head]
        own = self._in_hand(standing)
        ruled = ruler_lines(standing, own.one, cells)
        wide = self.size.width >= WIDE
        least = len(ruled) + 2 + LEAST_PANELS if wide else 0
        table = min(len(ranked.lines), max(LEAST_TABLE, rows - len(above) - least))
        self._place(above, table)
        self.body.show(ranked.lines, ranked.choices)
        below: list[ScreenLine] = [(), *ruled, ()] if ruled else [()]
        room = rows - len(above) - table - len(below)
        if wide:
            below += laid(panels(own), self.size.width, room)
        elif room < LEAST_WHY:
            below = below[: max(0, rows - len(above) - table)]
        else:
            below += [(blanks(2), *one) for one in why_lines(own, self.size.width - 4)]
        self.query_one("#below", FixedLines).show(*below)

    def _follow_the_reveal(self) -> None:
        """Show what is revealed meanwhile, and mask again what a correction makes of it."""
        revealed = self.desk.state.versions[-1].revealed
        if revealed != self._revealed:
            self._revealed, self._masked = revealed, not revealed
            if revealed:
                self.tell()  # that the figures are masked is no longer so
            self._say_places()

    def _show_masked(self, standing: Standing) -> None:
        ranked = masked_lines(self._listed(standing), self.size.width - 2)
        above = [*still_shown(self.desk.state), *ranked.head]
        room = self.size.height - EDGES - len(above) - 2
        self._place(above, min(len(ranked.lines), max(LEAST_TABLE, room)))
        self.body.show(ranked.lines, ranked.choices)
        told = say("  Masked, so that nobody reads along. F4 shows them.")
        self.query_one("#below", FixedLines).show((), line(told, "dim"))

    def _place(self, above: list[ScreenLine], rows: int) -> None:
        """Give the ranking ``rows`` lines, between what stands above and below it."""
        head = self.query_one("#above", FixedLines)
        head.styles.height = len(above)
        head.show(*above)
        self.body.styles.height = rows

    def _counted(self) -> Standing:
        """Return the last version, counted once."""
        state = self.desk.state
        if self._standing is None or self._of_version != len(state.versions):
            self._standing, self._papers = computed(state), agreed_papers(state)
            self._rows, self._of_version = result_rows(self._standing), len(state.versions)
        return self._standing

    def _in_hand(self, standing: Standing) -> InHand:
        at = min(self.body.chosen, len(self._rows) - 1)
        papers = self._papers or agreed_papers(self.desk.state)
        return InHand(standing, papers, self._rows[at])

    def action_unmask(self) -> None:
        """Show the figures, or mask them."""
        self._masked = not self._masked
        self.body.chosen = 0
        self.redraw()
        self._say_places()

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
        """Show how often the chosen unit was given each mark, and its place by each component."""
        standing, one = self._standing, self._chosen()
        if standing is None or one is None:
            return
        own = self._in_hand(standing)

        def told(cells: int) -> Iterable[ScreenLine]:
            places = list(places_lines(own, cells - 4)) if len(own.row.parts) > 1 else []
            lines = [*marks_lines(own, cells - 4, by_group=True), (), *places]
            head = (blanks(2), piece(own.one.unit.name, "strong"))
            return [(), head, (), *((blanks(2), *each) for each in lines)]

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
        """Return the units as they are shown masked: in the official order."""
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
