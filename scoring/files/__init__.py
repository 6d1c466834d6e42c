"""From the files of a meeting to what they mean, or to all that is wrong with them (收表).

Nothing here trusts a file: what is too large, damaged, disguised or ambiguous is refused by name
and place, before it costs time or memory. No file is ever changed.

In goes a folder's path; out comes a ``MeetingFolder``: notice, scheme, roster, papers, and all
problems of all files at once, each at its line. Only what cannot be a meeting at all is raised.

>>> from scoring.files.meeting_folder import read_meeting
>>> folder = read_meeting("sessions/2020-hunan")
>>> folder.notice.date.isoformat(), folder.scheme_file.scheme.id, len(folder.roster.units)
('2020-09-01', 'hunan-2020', 7)
>>> folder.problems
()

- ``meeting_folder``: the whole folder; it calls all the others
- ``meetingfile``, ``schemefile``: the two TOML files; ``toml``: how any of them is read
- ``rosterfiles``, ``ballotfile``, ``countsfile``, ``feedbackfile``, ``givenfile``: one table each,
  what its columns are called and what its cells mean; ``spots``: what a row of marks is of
- ``tables``: csv and xlsx as rows of text; ``encoding``: what the bytes of a file are
- ``names``, ``days``: how a name or a day may be written
- ``file_problems``: ``Findings``, where the problems of one file are gathered; ``file_states``:
  how far each file is, for who fills them in
- ``library``: what ships with the program; ``new_files``: files that appear whole or not at all
"""
