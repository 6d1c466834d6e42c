"""The terminal interface (终端界面): shows what the engine says, and does no arithmetic.

A screen shows a ``Snapshot`` of the meeting and sends wishes, both through the ``Desk``
(``scoring.live.terminals``). What it shows is made of lines of pieces of ``Seen`` text; keys come
from one table for each screen, which also makes its footer, help and palette.

- ``opening``: the way in; ``app``: the program over the screens, and every way out.
- ``host``: what a screen may ask of the program, so that neither imports the other.
- ``frame``: what every screen has; ``keys``: keying sheets; ``screens``: the screens.

What stands on a screen can be asked for without one:

>>> from tui.frame.screentext import columns, width
>>> row = columns(["省水利厅", "92.25"], [12, -8])
>>> "".join(piece.text for piece in row), width(row)
('省水利厅        92.25 ', 22)
"""

import os

# An input method that commits five or more characters at once overflows the framework's parser of
# this protocol, and the rest arrives as keys, digits among them. It is read when the framework is
# first imported, so it stands before any module of ours that does.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
