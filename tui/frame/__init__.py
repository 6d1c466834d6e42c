"""What every screen has (版式).

``screentext`` turns words into what may stand on a terminal, ``lines`` paints it, ``page`` is the
screen that all others are made from. ``actions`` is the one table of keys, for footer, ``help`` and
``palette``; ``asking`` asks, ``acting`` does something in the meeting and says what came of it.
``framework`` holds what we need of Textual that it does not promise.
"""
