"""The acts of a meeting (办理事项), one file each.

A file has the wish, the facts that are this act's own, functions that decide and apply them and
find the wish again, the wording, and last the ``Act`` that binds them (``scoring.meeting.act``).
An act is made known by a line below; it then has a command, a place in the lists of the desk,
lines in the log and the minutes, and is gone over by ``verify``.

- Before the vote: ``freeze``, ``unfreeze``, ``checkin``, ``leave``, ``recuse``.
- At any time before the result: ``appoint``, ``withdraw_unit``.
- A round: ``open_round``, ``pause``, ``resume``, ``collect``, ``void_round``.
- Its paper: ``issue``, ``withdraw``, ``receive``, ``keep``, ``explain``.
- Its readings: ``take_in``, ``read``, ``clear``, ``hand_over``, ``query``, ``rule``, ``accept``,
  ``void_sheet``.
- The result: ``count``, ``certify``, ``reveal_next``, ``reveal``, ``correct``.

>>> from scoring.meeting.acts import ACTS, Keep
>>> [act.name for act in ACTS][:3]
['freeze', 'unfreeze', 'checkin']
>>> keep = ACTS.of(Keep("all", kept=2))
>>> keep.name, keep.command.name, keep.stages
('keep', 'receive', ('open', 'paused'))
"""

from typing import Any

from scoring.meeting.act import ACTS, Act, Happening
from scoring.meeting.acts.accept import ACCEPT, Accept, WarningAccepted
from scoring.meeting.acts.appoint import APPOINT, Appoint, OfficerAppointed
from scoring.meeting.acts.certify import CERTIFY, Certified, Certify
from scoring.meeting.acts.checkin import CHECKIN, CheckedIn, CheckIn
from scoring.meeting.acts.clear import CLEAR, CellCleared, Clear
from scoring.meeting.acts.collect import COLLECT, CollectRound, RoundCollected
from scoring.meeting.acts.correct import CORRECT, Correct, Corrected
from scoring.meeting.acts.count import COUNT, Count, ResultComputed
from scoring.meeting.acts.explain import EXPLAIN, DifferenceExplained, ExplainDifference
from scoring.meeting.acts.freeze import (
    FREEZE,
    AnswersListed,
    DeputiesListed,
    Freeze,
    Frozen,
)
from scoring.meeting.acts.hand_over import HAND_OVER, HandedOver, HandOver
from scoring.meeting.acts.issue import ISSUE, Issue, SheetsIssued
from scoring.meeting.acts.keep import KEEP, Keep, SheetsKept
from scoring.meeting.acts.leave import LEAVE, Leave, Left
from scoring.meeting.acts.open_round import OPEN, OpenRound, RoundOpened
from scoring.meeting.acts.pause import PAUSE, PauseRound, RoundPaused
from scoring.meeting.acts.query import QUERY, Queried, Query
from scoring.meeting.acts.read import READ, CellRead, Read
from scoring.meeting.acts.receive import RECEIVE, Receive, SheetsReturned
from scoring.meeting.acts.recuse import RECUSE, Recuse, Recused
from scoring.meeting.acts.resume import RESUME, ResumeRound, RoundResumed
from scoring.meeting.acts.reveal import REVEAL, Reveal, Revealed
from scoring.meeting.acts.reveal_next import REVEAL_NEXT, RevealNext, UnitRevealed
from scoring.meeting.acts.rule import RULE, CellRuled, Rule, Ruled
from scoring.meeting.acts.take_in import (
    TAKE_IN,
    BallotTaken,
    TableTakenIn,
    TakeIn,
    TakenBallot,
)
from scoring.meeting.acts.unfreeze import UNFREEZE, Unfreeze, Unfrozen
from scoring.meeting.acts.void_round import VOID_ROUND, RoundVoided, VoidRound
from scoring.meeting.acts.void_sheet import VOID_SHEET, SheetVoided, VoidSheet
from scoring.meeting.acts.withdraw import WITHDRAW, SheetsWithdrawn, Withdraw
from scoring.meeting.acts.withdraw_unit import WITHDRAW_UNIT, UnitWithdrawn, WithdrawUnit
from scoring.meeting.notes import BEGINNING, NOTE, Created, Noted

__all__ = [
    "ACTS",
    "Accept",
    "AnswersListed",
    "Appoint",
    "BallotTaken",
    "CellCleared",
    "CellRead",
    "CellRuled",
    "Certified",
    "Certify",
    "CheckIn",
    "CheckedIn",
    "Clear",
    "CollectRound",
    "Correct",
    "Corrected",
    "Count",
    "Created",
    "DeputiesListed",
    "DifferenceExplained",
    "ExplainDifference",
    "Freeze",
    "Frozen",
    "HandOver",
    "HandedOver",
    "Issue",
    "Keep",
    "Leave",
    "Left",
    "Noted",
    "OfficerAppointed",
    "OpenRound",
    "PauseRound",
    "Queried",
    "Query",
    "Read",
    "Receive",
    "Recuse",
    "Recused",
    "ResultComputed",
    "ResumeRound",
    "Reveal",
    "RevealNext",
    "Revealed",
    "RoundCollected",
    "RoundOpened",
    "RoundPaused",
    "RoundResumed",
    "RoundVoided",
    "Rule",
    "Ruled",
    "SheetVoided",
    "SheetsIssued",
    "SheetsKept",
    "SheetsReturned",
    "SheetsWithdrawn",
    "TableTakenIn",
    "TakeIn",
    "TakenBallot",
    "Unfreeze",
    "Unfrozen",
    "UnitRevealed",
    "UnitWithdrawn",
    "VoidRound",
    "VoidSheet",
    "WarningAccepted",
    "Withdraw",
    "WithdrawUnit",
]

_NOTES: tuple[Happening[Any], ...] = (BEGINNING, NOTE)
for _note in _NOTES:
    ACTS.note(_note)
_IN_ORDER: tuple[Act[Any], ...] = (
    FREEZE,
    UNFREEZE,
    CHECKIN,
    LEAVE,
    RECUSE,
    APPOINT,
    WITHDRAW_UNIT,
    OPEN,
    PAUSE,
    RESUME,
    COLLECT,
    ISSUE,
    WITHDRAW,
    RECEIVE,
    KEEP,
    EXPLAIN,
    TAKE_IN,
    READ,
    CLEAR,
    HAND_OVER,
    QUERY,
    RULE,
    ACCEPT,
    VOID_SHEET,
    VOID_ROUND,
    COUNT,
    CERTIFY,
    REVEAL_NEXT,
    REVEAL,
    CORRECT,
)
"""In the order in which a meeting comes to them."""
for _act in _IN_ORDER:
    ACTS.add(_act)
