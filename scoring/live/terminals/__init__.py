"""Terminals at one meeting (终端): the one that owns it, and those that attach to it.

A screen talks to a ``Desk``, and cannot tell whether the record is held by its own process
(``owning``) or by another one at the end of a local socket (``attaching``).

- ``desk``: what a screen may do and see: ``Desk``, ``Snapshot``, ``Seat``.
- ``owning``: the desk that has the record, on a thread of its own.
- ``serving``: lets others attach to it, and answers what they ask.
- ``attaching``: the desk at another terminal, and the hall's line; ``line`` keeps it connected.
- ``messages``: what goes over the socket, as JSON; ``address``: where the socket is.

Wishes go up, facts come down, and each terminal makes the state from the facts itself:

>>> from scoring.live.terminals.messages import wish_json, wish_of
>>> from scoring.meeting.acts import Keep
>>> wish_json(Keep("all", kept=2))
['Keep', {'round': 'all', 'kept': 2}]
>>> wish_of(_)
Keep(round='all', kept=2)
"""
