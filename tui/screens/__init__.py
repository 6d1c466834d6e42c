"""The screens (屏幕), each in a module of its own, and what is asked on them.

- ``meetings``: the list of meetings (``meeting_list`` reads the folders); ``check``: one's files.
- ``secretary_desk``: where the meeting stands, and what comes next; ``steps`` takes the next
  step, ``performing`` asks for an act. Its panels are in ``desk_draft`` before the freeze, in
  ``desk_voting``, ``desk_counts`` and ``desk_rounds`` during the meeting, in ``desk_result`` after
  the count; ``desk_guide`` says the step, ``step_times`` when things happened.
- ``files_read``: the files, read again as they are saved; ``how_held``: the scheme in words.
- ``checkin`` (``people`` finds whom letters mean), ``entry``, ``third``: who is there, and keying.
- ``differences``: what the readings leave open; ``ruling``, ``signing``: who decides, and on what.
- ``result``, ``documents``, ``log``, ``corrections``: after the count.
- ``hall``: what the others in the room see; ``rehearsing``: copies to practise on.

A module that ends in ``_lines`` says what stands on its screen, and is tested without one:

>>> from scoring import rank
>>> from tui.screens.result_lines import ranking_lines
>>> shown = ranking_lines(rank("sessions/2020-hunan").standing, cells=60, rows=20, masked=True)
>>> len(shown.lines), shown.choices
(7, [0, 1, 2, 3, 4, 5, 6])
"""
