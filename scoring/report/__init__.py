"""What each document and each view says (文书内容), as blocks; how it looks is up to the writers.

In go the values of ``counting`` and ``meeting``: a standing with its figures, or the state of a
meeting. Out come blocks: headings, outlines, tables, which ``documents`` sets for a terminal or
writes into a file; or an object for JSON. Nothing is computed here: a figure is formatted, never
made.

- ``blocks``: what documents are made of; read it first.
- ``printed``: figures, absences and fingerprints as all documents print them.
- ``ranking``, ``ranking_json``: who stands where, and on which figures.
- ``explanation``: how one unit's score came about; its stages are in ``ballot_steps``,
  ``mark_steps``, ``other_steps`` and ``rounding_steps``, its place in ``neighbours``.
- ``scheme_in_words``, ``scheme_of_ballots``: what a rule file lays down.
- ``meeting_status``, ``meeting_steps``, ``meeting_lines``, ``meeting_differences``,
  ``meeting_log``: where a meeting stands, what comes next, what is open, what happened.
- ``life_of_a_meeting``: what may be done when, as tables and diagrams, printed from the acts.
- ``hall``: the little that the hall may see.
- ``formal``: the documents that are signed, announced, published and kept.

>>> from scoring import rank
>>> from scoring.report.explanation import total_steps
>>> from scoring.report.ranking import ranking
>>> result = rank("sessions/2020-hunan")
>>> blocks = list(ranking(result.standing, result.source))
>>> [type(block).__name__ for block in blocks[:3]]
['Heading', 'Outline', 'Table']
>>> blocks[2].rows[0]
('1', '省水利厅', '17.50', '74.75', '92.25')
>>> next(total_steps(result.scheme, result.units[0].total)).text
'17.50 + 74.75 = 92.25'
"""
