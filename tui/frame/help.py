"""The keys of the screen that was just shown (帮助)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from scoring.wording import Phrase, say
from tui.frame.actions import BACK, EVERYWHERE, Action, bindings, help_lines
from tui.frame.page import ScreenPage
from tui.frame.screentext import blanks


class Help(ScreenPage):
    """All keys of one screen, with what they do."""

    NAME = say("help")
    ACTIONS = (BACK._replace(keys="escape,f2,enter"),)
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self, actions: Sequence[Action], name: Phrase) -> None:
        super().__init__()
        self._actions, self._of = tuple(actions), name

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here, which is little."""
        return (*self.ACTIONS, *EVERYWHERE)

    @property
    def title_shown(self) -> Phrase:
        """Say which screen's help this is."""
        return say("help: {screen}", screen=self._of)

    def draw(self) -> None:
        """Show the keys."""
        rows = help_lines(self._actions, self.size.width - 5)
        self.body.show([(), *((blanks(2), *one) for one in rows)])
