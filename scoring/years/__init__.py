"""How suggestions were handled (办理情况): what was counted, checked, promised and compared.

Besides the meeting stands a year: its table of suggestions, the totals and rates that a report
states of it, a ledger of what was promised. The rooms are as for a meeting:

- ``suggestions``: a year's rows, terms, totals and promises, as models.
- ``files``: a year's folder → those models, and every problem by its line.
- ``handling``: models → rates, cross-checks, ledgers, years side by side; pure.
- ``report``: all of that as blocks, and as JSON.

>>> from pathlib import Path
>>> from scoring.years.files.yearfolder import read_year
>>> from scoring.years.handling.crosscheck import crosscheck
>>> year = read_year(Path("sessions/2020-hunan"))
>>> year.year, year.totals.title
(2020, '2020年省人大代表建议办理情况（报告数据）')
>>> one = crosscheck(year.totals).rates[1]
>>> one.rate.stated.text, one.numerator, [whole.name for whole in one.agrees]
('94.4%', 979, ['feedback'])
"""
