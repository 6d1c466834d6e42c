"""What stands in pre-meeting answers (会前反馈): levels, and what is legal under a scheme."""

from dataclasses import dataclass

from scoring.ballots import Cell, IllegalMark, absence_of, as_cell
from scoring.scheme import Feedback
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class Answer:
    """What one deputy answered about one suggestion and one unit."""

    suggestion: str
    unit: str
    deputy: str
    levels: tuple[Cell, ...]
    """Per part of the component, in its order: the level's position from 0, or an absence."""
    role: str | None = None
    """承办方式: 主办, 会办, 分办."""


def read_level(text: str, component: Feedback) -> Cell:
    """Return the level, by its position, or the absence that ``text`` means.

    A level's own name comes first. Raises IllegalMark. Source: docs/files.md, "A mark".
    """
    text = text.strip()
    levels = tuple(component.worth)
    if text in component.worth:
        return as_cell(levels.index(text))
    absence = absence_of(text)
    if absence is None:
        raise IllegalMark(
            "mark.level",
            say("{text} is not one of the levels: {levels}", text=text, levels=levels),
        )
    return absence
