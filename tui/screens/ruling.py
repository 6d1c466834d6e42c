"""What a ruling sees and says (裁定): the readings side by side, and the value that holds."""

from scoring.ballots import Absence, Cell, IllegalMark, is_mark
from scoring.meeting.state import Sheet, SheetSpot
from scoring.meeting.typed_words import cell_typed
from scoring.report.printed import ABSENCES
from scoring.wording import Phrase, say
from tui.frame.acting import in_one
from tui.frame.questions import DialoguePart, ScreenQuestion
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


VALUE = DialoguePart(say("holds"))
"""定为."""
VALUE_CELLS = 6


def value_question(
    forms: Forms, cell: Phrase, readings: tuple[Phrase, ...], asked: str | None = None
) -> ScreenQuestion:
    """Ask for the value that holds in ``cell``, with ``readings``, and what was ``asked`` of it.

    ``readings`` is what ``read_in`` gave, perhaps empty; ``asked`` the note of a query; None:
    there was none. The answer is text that ``cell_meant`` takes.
    """

    def check(typed: str) -> Phrase | None:
        if cell_meant(forms, typed) is not None:
            return None
        return forms.reason(typed) if typed else say("type the mark that holds")

    def called(typed: str) -> Phrase | str:
        meant = cell_meant(forms, typed)
        return typed if meant is None else cell_text(forms, meant)

    notes = [say("read: {readings}", readings=readings)] if readings else []
    notes += [say("asked: {note}", note=asked)] if asked else []
    note = in_one(notes) if notes else ""
    return ScreenQuestion(
        cell, check, part=VALUE, cells=VALUE_CELLS, beside=True, called=called, note=note
    )


def read_in(forms: Forms, sheet: Sheet, spot: SheetSpot) -> tuple[Phrase, ...]:
    """Return what was read in a cell: the first two by what they say, then the third.

    In no reader's order, so that nobody sides with a colleague. Nothing before a third reading: of
    a cell that was queried the sheet itself decides.
    """
    if spot not in sheet.thirds:
        return ()
    first = sorted(own[spot] for own in sheet.readings.values() if spot in own)[:2]
    return tuple(cell_text(forms, one) for one in (*first, sheet.thirds[spot][1]))


def cell_text(forms: Forms, cell: Cell) -> Phrase:
    """Return what a cell says, in words."""
    return say("{mark}", mark=forms.text(cell) if is_mark(cell) else ABSENCES[Absence(cell)])
