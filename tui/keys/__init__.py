"""Keying sheets (录入).

A key goes to ``keying``, which knows how marks are spelt (``mark_spelling``) and where the cells
lie (``sheet_layout``); what is keyed stands in a ``sheaf``, with how much of it the record has.
``reading`` makes these from a meeting. Nothing so far needs a terminal: ``grid`` paints the cells,
and ``key_screens`` has the screens that are made of them, and the way to the record.
"""
