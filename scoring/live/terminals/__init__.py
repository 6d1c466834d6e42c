"""Terminals at one meeting (终端): the one that owns it, and those that attach to it.

A screen talks to a ``Desk``, and cannot tell whether the record is held by its own process
(``owning``) or by another one at the end of a local socket (``attaching``).
"""
