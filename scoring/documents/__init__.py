"""Writers: what ``report`` says, on a terminal and as files of seven formats.

In go blocks, a ``Document`` (blocks with a stamp) or a dossier; out come lines, or the bytes of a
file. Same input, same bytes: no clock, no chance, nothing of the machine but its fonts, and these
only in pdf. All texts become words here, in the language that is spoken then.

- ``formats``: the one table of writers; ``docxfile``, ``htmlfile``, ``pdffile``, ``csvfile``,
  ``jsonfile``, ``textfile`` and the room ``workbook`` (xlsx) are what it calls.
- ``text``, ``wrapping``: lines for a terminal, in cells.
- ``layout``: margins, fonts, sizes, widths of columns: how pages look is changed here.
- ``encoded``: a document as plain data, for the templates in ``pages/`` of html and pdf.
- ``fonts``, ``cmap``: which fonts are here, and which characters they have.
- ``casefiles``, ``document_sets``, ``folders``: from a meeting's folder to dossiers, to sets of
  files, to the disk, where a written document is never touched again.
- ``frames``: a result as pandas tables. ``templates``: a new meeting's files, ready to fill in.

>>> from scoring.documents.text import text_lines
>>> from scoring.report.blocks import Column, Table
>>> table = Table((Column("单位"), Column("总分", "right")), (("省水利厅", "92.25"),))
>>> for line in text_lines([table]):
...     print(line)
单位       总分
--------  -----
省水利厅  92.25
"""
