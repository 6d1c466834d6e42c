"""What is said of a year, and of years beside each other: as blocks, and as JSON.

Each document has a value that holds all it needs (``HandlingYear``, ``LedgerYear``, ``YearRates``),
a function that yields its blocks, and one that returns its JSON object.

- ``handling_blocks``, ``handling_json``: the year's report; ``crosschecked``: the part about a
  document's own figures.
- ``ledger_blocks``: promises. ``comparison_blocks``, ``comparison_json``: side by side.

>>> from pathlib import Path
>>> from scoring.years.files.yearfolder import read_year
>>> from scoring.years.handling.crosscheck import crosscheck
>>> from scoring.years.report.crosschecked import crosschecked
>>> heading, table, *_ = crosschecked(crosscheck(read_year(Path("sessions/2020-hunan")).totals))
>>> table.rows[1][:3]
('办理态度满意率', '94.4%', '979')
"""
