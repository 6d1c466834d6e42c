"""The commands that run a meeting (会议命令), without a screen.

- ``acts``: makes a command of what an act asks: its arguments, options and help.
- ``acting``: what every acting command does: who signs, decide, keep, say; ``Doing``, ``perform``.
- ``opening``: a record opened to look at, or to write; ``given_pins``: how PINs come in.
- ``options``: the options they share, and ``CommandWords`` for commands that are not acts.
- ``entering``, ``asking``: keying a reading, from a file or line by line.
- ``freeze_command``, ``officers``, ``keeping``, ``rehearsing``, ``showing``, ``verifying``: the
  commands that are not an act, or need more than its answers.

>>> from scoring.cli.meeting.acts import act_command
>>> receive = act_command("receive")
>>> [one.name for one in receive.params]
['folder', 'round', 'withdraw', 'sheets', 'group', 'kept', 'as_json']
"""
