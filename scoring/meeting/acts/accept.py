"""Letting a mark stand that looked mis-keyed (认可); falls away when the cell changes.

What looks mis-keyed says ``verification.warnings``: a mark that stands out in its column, or a
sheet on which all marks are the same. Only what is listed there can be accepted, and by nobody who
read the sheet, unless one officer is enough. The wish has
empty unit and criterion where it is about the whole sheet. The note is kept with the sheet, by
cell; it falls away with the next reading or ruling of that cell.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Command, Happening, Told
from scoring.meeting.asks import Answers, Known, Signing, a_cell, a_note, which_round
from scoring.meeting.facts import CellFact
from scoring.meeting.reading_rules import barred
from scoring.meeting.refusals import Refusal, unfit
from scoring.meeting.sheet_checks import place_of, sheet_of, with_sheet
from scoring.meeting.state import WHOLE_SHEET, Meeting
from scoring.meeting.typed_words import round_id, spot
from scoring.meeting.verification import warnings
from scoring.meeting.wishes import OfCell
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class Accept(OfCell):
    """Let a mark, or with an empty unit a whole sheet, stand that looked mis-keyed."""

    by: str
    note: str


@dataclass(frozen=True, slots=True)
class WarningAccepted(CellFact):
    """A mark that looked mis-keyed stands; falls away when the cell changes."""

    kind = "warning-accepted"
    by: str
    note: str


def _decided(wish: Accept, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    sheet = attempt.sheets.get(wish.sheet)
    readers = sheet.readers() if sheet and state.by_format_2 else ()
    yield from unfit(state, (wish.by,), 1, readers=readers)
    about = (wish.sheet, wish.unit, wish.criterion)
    if about not in {one[1:] for one in warnings(state, attempt)}:
        yield Refusal("accept.nothing", say("nothing there looks mis-keyed"))
    yield WarningAccepted(*place_of(attempt, wish), wish.by, wish.note)


def _happened(fact: WarningAccepted, state: Meeting) -> Meeting:
    sheet = sheet_of(fact, state)
    accepted = {**sheet.accepted, (fact.unit, fact.criterion): fact.note}
    return with_sheet(fact, state, replace(sheet, accepted=accepted))


def _wished(state: Meeting, answers: Answers) -> tuple[Accept]:
    round_, unit, criterion = _place_meant(state, answers)
    place = (round_, answers.text("sheet"), unit, criterion)
    return (Accept(*place, answers.by[0], answers.text("note")),)


def _place_meant(state: Meeting, answers: Answers) -> tuple[str, str, str]:
    """Return the round, unit and criterion meant; without a unit, the whole sheet."""
    if answers.text("unit"):
        return spot(state, answers.text("unit"), answers.perhaps("criterion"))
    return (round_id(state, answers.perhaps("round")), *WHOLE_SHEET)


def _readers(state: Meeting, known: Known) -> tuple[str, ...]:
    return barred(state, state.round(known["round"]).sheets[known["sheet"]])


ACCEPT = Act(
    name="accept",
    wish=Accept,
    stages=("collected",),
    conditions=say("a warning there is; a note; by somebody who did not read the sheet"),
    refuses=("accept.nothing",),
    decided=_decided,
    happenings=(
        Happening(
            WarningAccepted,
            lambda _fact, _called: say("accepted"),
            _happened,
            holds=say("sheet, cell, by whom, note"),
        ),
    ),
    again=lambda one: Accept(one.round, one.sheet, one.unit, one.criterion, one.by, one.note),
    asks=(
        *a_cell(whole=True),
        a_note(say("What does the sheet say, that it may stand?")),
        which_round(by_place=False),
    ),
    signing=Signing(
        asks=say("Who has looked at the sheet? Nobody who has read it."), without=_readers
    ),
    wished=_wished,
    command=Command("accept", say("Let a mark, or a whole sheet, stand that looked mis-keyed.")),
)
