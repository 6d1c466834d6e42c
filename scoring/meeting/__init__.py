"""The life of a meeting (会议): what may be done next, and what has happened.

A wish (意愿) goes in, facts (事实) come out, and facts make the next state. ``decide(state, wish)``
gives the facts, or raises with everything that forbids them; ``apply(state, fact)`` takes one in
and never refuses. Nothing here reads a file, a clock or the record: those hand values in and carry
facts out (``scoring.live.session``).

>>> from pathlib import Path
>>> from scoring.files.meeting_folder import read_meeting
>>> from scoring.live.freezing import freezing
>>> from scoring.meeting.acts import CheckIn, CollectRound, Issue, OpenRound
>>> folder = read_meeting(Path("sessions/2020-hunan"))
>>> everybody = CheckIn(tuple(deputy.id for deputy in folder.roster.deputies))
>>> state = Meeting()
>>> for wish in (freezing(folder), everybody, OpenRound("all"), Issue("all", issued=60)):
...     state = apply_all(state, decide(state, wish).facts)
>>> state.phase, state.round("all").stage
('open', 'open')
>>> [refusal.code for refusal in what_stops(state, CollectRound("all"))]
['round.unreconciled']

Where to look:

- ``state``: where a meeting stands: ``Meeting``, with its ``Rules``, ``Round``, ``Sheet``.
- ``acts``: what can be done (办理), one file for each act; ``act``: what such a file has to say.
- ``deciding``, ``refusals``: how a wish is decided, and what every act asks first.
- ``facts``, ``parts``, ``notes``: what facts are of; ``writing``: how they stand in the record.
- ``asks``, ``typed_words``: what a person is asked for an act, and what the answer means.
- ``reading_rules``, ``sheet_checks``: who may read or rule which sheet, and which cells there are.
- ``people_needed``: how many people a scheme takes, and whether enough are kept for each sheet.
- ``verification``, ``reconciliation``: what is left to do about the sheets; what has to add up.
- ``results``: from agreed cells to the ranking.
- ``words``, ``lines_in_words``, ``sheets_in_words``: facts, reconciliation and numbers of sheets
  as people are told them.
- ``replay_check``: a whole record decided once more; ``rehearsal``: made-up people and sheets.
"""

from scoring.meeting.act import apply, apply_all
from scoring.meeting.deciding import decide, decide_all, what_stops
from scoring.meeting.refusals import Decision, Forbidden, Refusal
from scoring.meeting.state import Meeting

__all__ = [
    "Decision",
    "Forbidden",
    "Meeting",
    "Refusal",
    "apply",
    "apply_all",
    "decide",
    "decide_all",
    "what_stops",
]
