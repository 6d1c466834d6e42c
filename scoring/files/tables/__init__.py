"""Tables (表格): a csv file or a sheet of a workbook as rows of text, each with its line.

In goes a path; out comes a ``FileTable``, or all that is wrong with the file as a table. What the
cells mean is asked elsewhere: every cell is the text that a person typed, also in a workbook.

>>> from pathlib import Path
>>> table = read_table(Path("sessions/2020-hunan/ballots.csv"), "ballots.csv")
>>> table.headings[:3], len(table.rows)
(('ballot', 'gaoyuan', 'gongan'), 60)
>>> first = table.rows[0]
>>> first.cells[:3], str(table.place(first))
(('001', '71', '71'), 'ballots.csv:2')

- ``table_reading``: ``read_table`` and ``sound_rows``; headings, widths, rows of totals
- ``csv_lines``, ``workbook``: the two kinds of files as a ``grid.Grid`` of lines
- ``package``, ``sheetscan``: a workbook's archive and its sheet, examined before it is read
- ``columns``: which column holds what, by its heading in English or Chinese
- ``tablefiles``: which file of a folder a table is in
"""

from scoring.files.tables.table_reading import FileTable, Row, Rows, read_table, sound_rows

__all__ = ["FileTable", "Row", "Rows", "read_table", "sound_rows"]
