"""The tables and totals of a year, as they come: read once, every problem told at once.

- ``yearfolder``: the whole folder; what a file lacks is None, not an error.
- ``suggestionfile``, ``ledgerfile``: the two tables, csv or xlsx, row by row.
- ``handlingfile``: the two toml files, terms and totals.

>>> from pathlib import Path
>>> from scoring.years.files.yearfolder import holds_handling, read_year
>>> folder = Path("sessions/2020-hunan")
>>> holds_handling(folder)
True
>>> year = read_year(folder)
>>> year.suggestions is None, len(year.totals.rates), year.problems
(True, 9, ())
"""
