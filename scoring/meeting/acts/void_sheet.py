"""Voiding a whole sheet (废票).

Voided by officers, who did not read it unless one is enough; it then counts as void in every
cell, whatever was read. That two readers found every cell void comes to the same without this act.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Known, Signing, a_reason, which_round
from scoring.meeting.facts import Names, RoundFact
from scoring.meeting.reading_rules import barred
from scoring.meeting.refusals import needed_officers, unfit
from scoring.meeting.sheet_checks import OPEN_TO_READING, SHEET_CODES, sheet_meant, unknown_sheet
from scoring.meeting.state import Meeting, Sheet
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class VoidSheet(OfRound):
    """Void a whole sheet."""

    sheet: str
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class SheetVoided(RoundFact):
    """A whole sheet is void."""

    kind = "sheet-voided"
    sheet: str
    by: Names
    reason: str


def _decided(wish: VoidSheet, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    known = attempt.sheets.get(wish.sheet)
    readers = known.readers() if known else ()
    yield from unfit(state, wish.by, needed_officers(state), readers=readers)
    yield from unknown_sheet(attempt, wish.sheet)
    yield SheetVoided(attempt.id, attempt.attempt, wish.sheet, wish.by, wish.reason)


def _happened(fact: SheetVoided, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    sheet = attempt.sheets.get(fact.sheet, Sheet(fact.sheet))
    void = replace(sheet, void=True, queries={}, accepted={})
    return state.with_round(replace(attempt, sheets={**attempt.sheets, fact.sheet: void}))


def _said(fact: SheetVoided, _called: Called) -> Phrase:
    return say("ballot {sheet} {said}", sheet=fact.sheet, said=say("declared void"))


def _wished(state: Meeting, answers: Answers) -> tuple[VoidSheet]:
    round_ = round_id(state, answers.perhaps("round"))
    return (VoidSheet(round_, answers.text("sheet"), answers.by, answers.text("reason")),)


def _no_sheet(state: Meeting, known: Known, typed: str) -> Phrase | None:
    found = sheet_meant(state.round(known["round"]), typed)
    if found is None:
        return say("there is no such sheet")
    return say("sheet {sheet} is void", sheet=found.number) if found.void else None


def _meant(state: Meeting, known: Known, typed: str) -> str:
    found = sheet_meant(state.round(known["round"]), typed)
    return found.number if found else typed


def _why(_state: Meeting, known: Known) -> Phrase:
    if "sheet" not in known:
        return say("Why is this sheet void?")
    return say("Why is sheet {sheet} void?", sheet=known["sheet"])


def _readers(state: Meeting, known: Known) -> tuple[str, ...]:
    return barred(state, state.round(known["round"]).sheets[known["sheet"]])


VOID_SHEET = Act(
    name="void-sheet",
    wish=VoidSheet,
    stages=OPEN_TO_READING,
    conditions=say(
        "a sheet that is in and not void; a reason, as many officers as owed, none of "
        "whom read the sheet"
    ),
    refuses=SHEET_CODES,
    decided=_decided,
    happenings=(Happening(SheetVoided, _said, _happened, holds=say("sheet, by whom, why")),),
    again=lambda fact: VoidSheet(fact.round, fact.sheet, fact.by, fact.reason),
    asks=(
        Ask(
            name="sheet",
            asks=say("Which sheet is void as a whole? Its number"),
            shown=say("SHEET"),
            check=_no_sheet,
            meant=_meant,
        ),
        a_reason(_why),
        which_round(by_place=False),
    ),
    signing=Signing(
        asks=say("Who declares it void? Nobody who has read the sheet."),
        owed=True,
        without=_readers,
    ),
    wished=_wished,
    command=Command("void-sheet", say("Void a whole sheet.")),
    label=say("declare one sheet void"),
    listed=("paper",),
    possible=lambda state: any(one.sheets for one in state.current()),
)
