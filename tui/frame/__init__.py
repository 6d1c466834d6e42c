"""What every screen has (版式).

``screentext`` turns words into what may stand on a terminal, ``lines`` paints it, ``page`` is the
screen that all others are made from. ``actions`` is the one table of keys, for footer, ``help`` and
``palette``; ``asking`` asks, ``acting`` does something in the meeting and says what came of it.
``panels`` sets things side by side, ``opening_files`` opens a file with what the system has.
``framework`` holds what we need of Textual that it does not promise. ``themes`` has the colours,
``bigdigits`` the digits for the hall, ``pinyin`` what letters spell of a Chinese name.

A line is a tuple of pieces, a screen a list of lines, and everything is counted in cells: a 汉字
takes two.

>>> from tui.frame.actions import BACK, EVERYWHERE, footer
>>> from tui.frame.screentext import cut
>>> "".join(piece.text for piece in footer((BACK, *EVERYWHERE), cells=40))
'Esc back  F2 help'
>>> cut("湖南省人民代表大会", 10)
'湖南省人..'
"""
