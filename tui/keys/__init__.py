"""Keying sheets (录入).

A key goes to ``keying``, which knows how marks are spelt (``mark_spelling``) and where the cells
lie (``sheet_layout``); what is keyed stands in a ``sheaf``, with how much of it the record has.
``reading`` makes these from a meeting. ``grid_shape`` says how wide columns are, ``side_lines``
what stands beside them. Nothing so far needs a terminal: ``grid`` paints the cells, and
``key_screens`` has the screens that are made of them, and the way to the record.

>>> from scoring import read_scheme
>>> from scoring.scheme import Ballot
>>> from tui.keys.keying import Keying
>>> from tui.keys.mark_spelling import forms_of
>>> from tui.keys.sheaf import Sheaf
>>> from tui.keys.sheet_layout import At, sheet_rows
>>> [live] = read_scheme("hunan-2020").sound().of_kind(Ballot)
>>> layout = sheet_rows(["001", "002"], [("shuili", "live"), ("gongan", "live")])
>>> keying = Keying(layout, {"live": forms_of(live)}, Sheaf(layout, {}), At(0, 0))
>>> for key in "75-99":
...     keying.press(key, now=0.0)
>>> [str(keying.said(keying.sheaf.value(At(0, column)))) for column in (0, 1)]
['75', 'abstained']
>>> keying.cursor, str(keying.locked)
(At(row=1, column=0), '99 is above the highest mark, 80')
>>> [one.spot for one in keying.sheaf.due(now=1.0)]
[('shuili', 'live'), ('gongan', 'live')]
"""
