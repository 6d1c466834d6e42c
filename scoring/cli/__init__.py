"""The commands (命令), and what they exit with.

Words of a command line go in; lines on standard output, what is wrong on standard error, and an
exit code come out. Nothing is worked out here: a command reads its words, asks the rooms below,
and shows what they give. A command is a module with ``command()``, which makes it for click, and
a function that does it and returns the exit code.

>>> main(["--lang", "en", "check", "sessions/2020-hunan"])
Nothing stands in the way. Read: 7 units, 60 deputies, 6 officers, 235 answers, 60 ballots
ballots.csv has marks, and freezing leaves them out
0

- ``start``: from the words to an exit code; ``program``: the table of all commands; ``language``.
- ``endings``: exit codes, and what is said of each failure; the one place that catches all.
- ``output``: the only way to standard output and standard error.
- ``parameters``: arguments and options that several commands have.
- ``check``, ``rank``, ``explain``, ``report``, ``compare``, ``schemes``, ``new``, ``demo``,
  ``doctor``, ``join``: a command each; ``meetings``: the ranking that several of them show.
- ``handling``, ``ledger``: commands about years; ``years`` and ``year_document`` serve both.
- ``meeting``: the commands that run a meeting, most of them made from its acts.
- ``interface``: finds the terminal interface, which this room does not import.
"""

from scoring.cli.start import main

__all__ = ["main"]
