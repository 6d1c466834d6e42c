"""What stands in pre-meeting answers (会前反馈): levels, and what is legal under a scheme.

An answer has a cell for each part of its component (attitude, result); a cell holds a level by
its position among the component's ``worth``, best first, or an absence below zero.

>>> from scoring import read_scheme
>>> from scoring.scheme import Feedback
>>> [base] = read_scheme("hunan-2020").sound().of_kind(Feedback)
>>> tuple(base.worth)
('很满意', '满意', '基本满意', '不满意')
>>> read_level("满意", base), read_level("", base)
(1, <Absence.BLANK: -1>)
"""

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
    """Return the level that ``text`` means, by its position from 0, or the absence.

    ``text`` is a cell as it stands in the file; spaces around it do not matter. A level's own
    name comes before the words for absences. Raises IllegalMark where it is neither. Source:
    docs/files.md, "A mark".
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
