"""The terminal interface (终端界面): shows what the engine says, and does no arithmetic."""

import os

# An input method that commits five or more characters at once overflows the framework's parser of
# this protocol, and the rest arrives as keys, digits among them. It is read when the framework is
# first imported, so it stands before any module of ours that does.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
