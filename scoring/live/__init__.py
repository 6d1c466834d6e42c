"""A meeting while it is held (会议进行): the record opened, acted upon, mirrored, and shared.

Here the pure rules of ``scoring.meeting`` meet a disk, a clock and other terminals. A folder goes
in; a ``Session`` comes out, which has the meeting's state and is the only way to change it.

- ``session``: load the record, decide, append, apply; ``clock`` begins and opens one by this
  machine's time.
- ``freezing``: a folder's files as the wish that freezes them, and what changed since.
- ``new_meeting``: a folder for a new meeting, and a copy of one to rehearse with.
- ``pins``: the officers' PINs; ``mirroring``: the second copy of the record.
- ``terminals``: the desk that screens talk to, here or over a socket to whoever owns the record.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from scoring.files.meeting_folder import read_meeting
>>> from scoring.live.clock import begin_record
>>> from scoring.live.freezing import freezing
>>> from scoring.live.session import Session
>>> wish = freezing(read_meeting(Path("sessions/2020-hunan")))
>>> with TemporaryDirectory() as name:
...     session = begin_record(Path(name))
...     decision = session.do(wish)
...     session.close()
...     seen = Session.view(Path(name))
>>> [fact.kind for fact in decision.facts]
['files-frozen', 'deputies-listed', 'answers-listed']
>>> seen.state.phase, len(seen.entries), seen.heads.event_count
('frozen', 4, 2)
"""
