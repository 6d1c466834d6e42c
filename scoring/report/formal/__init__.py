"""The documents of a meeting (文书): handed out, signed, announced, published and kept.

In goes a dossier: one version of a result with all that belongs to it, or what there is before the
count. Out come the blocks, csv rows or JSON object of each document that it is issued as;
``documents`` writes the files. Same dossier, same documents.

- ``catalogue``: the documents there are, with formats and readers; a new one goes in there.
- ``dossier``, ``document``, ``stamp``: what they are made from, and what each page carries.
- ``ballot``, ``attendance``: before the count. ``result_sheet``, ``summary``, ``ranking_table``,
  ``notice``, ``announcement``, ``unit_card``, ``log``, ``final_figures``: after it.
- ``privacy``: what is too few to be shown. ``shares``, ``distribution``, ``round_counts``,
  ``sources``, ``spoken``: parts that several documents have.
- ``csv_rows``, ``as_json``: the same figures for spreadsheets and programs.
- ``year_stamp``: the stamp of a report on a year, which is no result.

>>> from scoring.report.formal.catalogue import KINDS
>>> [name for name, kind in KINDS.items() if kind.public]
['ballot', 'notice', 'announcement']
>>> KINDS["result-sheet"].formats
('docx', 'html', 'pdf', 'json', 'txt')
"""
