"""How the meeting is held (怎样开): what the scheme lays down, in plain words.

From the record once the files are frozen, before that from the scheme's file as it is now.
"""

from typing import ClassVar

from textual.binding import BindingType

from scoring.documents.text import text_lines
from scoring.errors import PingyiError
from scoring.report.printed import Source
from scoring.report.scheme_in_words import CEREMONY_NAMES, scheme_in_words
from scoring.wording import say
from tui.frame.acting import why_not
from tui.frame.actions import BACK, bindings
from tui.frame.page import ScreenPage
from tui.frame.screentext import ScreenLine, blanks, folded, line


class HowHeld(ScreenPage):
    """The scheme in words; nothing can be done here."""

    NAME = say("how it is held")
    ACTIONS = (BACK,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    _source: Source | None = None

    async def ready(self, asking: ScreenPage) -> bool:
        """Read the scheme; where it cannot be read, say why."""
        rules = self.desk.state.rules
        if rules is not None:
            self._source = Source(rules.scheme, rules.scheme_sha256)
            return True
        try:
            file = (await self.desk.files()).scheme_file
        except (PingyiError, OSError) as error:
            asking.tell(why_not(error), bad=True)
            return False
        if file is None or file.scheme is None:
            asking.tell(say("the scheme cannot be read yet; 1 shows why"), bad=True)
            return False
        self._source = Source(file.scheme, file.sha256)
        return True

    def draw(self) -> None:
        """Show what the scheme lays down."""
        if self._source is not None:
            self.body.show(scheme_lines(self._source, self.size.width - 4))


def scheme_lines(source: Source, cells: int) -> list[ScreenLine]:
    """Return how much ceremony there is, and then the scheme, in lines of ``cells`` cells."""
    told = folded(CEREMONY_NAMES[source.scheme.procedure.ceremony], cells, "strong")
    rest = (line(text) for text in text_lines(scheme_in_words(source), cells))
    return [(), *((blanks(2), *one) for one in told), (), *((blanks(2), *one) for one in rest)]
