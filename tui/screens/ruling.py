"""What a ruling sees and says (裁定): the readings side by side, and the value that holds."""

from scoring.ballots import Absence, Cell, IllegalMark, is_mark
from scoring.meeting.state import Sheet, SheetSpot
from scoring.meeting.typed_words import cell_typed
from scoring.report.printed import ABSENCES
from scoring.wording import Phrase, say
from tui.frame.asking import ScreenQuestion
from tui.keys.mark_spelling import Forms


def cell_meant(forms: Forms, typed: str) -> Cell | None:
    """Return the cell that ``typed`` means: keyed as on the entry screen, or written out.

    None where it means none, or is empty.
    """
    if not typed.strip():
        return None
    try:
        return cell_typed(forms.marking, typed)
    except IllegalMark:
        return None


def value_question(
    forms: Forms, readings: tuple[Phrase, ...], asked: str | None = None
) -> ScreenQuestion:
    """Ask for the value that holds, with ``readings`` in sight, and what was ``asked`` about it.

    ``readings`` is what ``side_by_side`` gave, perhaps empty; ``asked`` the note of a query; None:
    there was none. The answer is text that ``cell_meant`` takes.
    """

    def check(typed: str) -> Phrase | None:
        if cell_meant(forms, typed) is not None:
            return None
        return forms.reason(typed) if typed else say("type the mark that holds")

    if not readings:
        told = say("Asked: {note}. Which mark does the sheet show?", note=asked or "")
    elif asked:
        told = say("Read: {readings}; asked: {note}. Which mark holds?", readings=readings,
                   note=asked)  # fmt: skip
    else:
        told = say("Read: {readings}. Which mark holds?", readings=readings)
    return ScreenQuestion(told, check)


def side_by_side(forms: Forms, sheet: Sheet, spot: SheetSpot) -> tuple[Phrase, ...]:
    """Return what was read in a cell, in no reader's order.

    Nothing before a third reading: of a cell that was queried the sheet itself decides.
    """
    if spot not in sheet.thirds:
        return ()
    cells = [own[spot] for own in sheet.readings.values() if spot in own]
    return tuple(
        say("{mark}", mark=forms.text(one) if is_mark(one) else ABSENCES[Absence(one)])
        for one in sorted([*cells, sheet.thirds[spot][1]])
    )
