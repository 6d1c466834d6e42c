"""How suggestions were handled (办理情况): rates, cross-checks, promises, one year by another.

Pure: rows, terms and totals in, figures and findings out. A finding is a sentence that the author
of a document can be sent as it is; nothing is ever put right here.

- ``measures``, ``rates``: what is counted of which rows, and the rates of all units and of each.
- ``denominators``, ``checks``, ``crosscheck``, ``named_counts``: what a stated rate can be of, and
  whether a document's figures agree with each other; ``rows_against_totals``: with its rows.
- ``findings``: the sentences. ``ledger``: promises on a day.
- ``comparison``, ``scheme_differences``: meetings and years side by side, as far as they compare.

>>> from fractions import Fraction
>>> from scoring.years.handling.denominators import denominators
>>> from scoring.years.suggestions.totals import Stated
>>> denominators(1037, Stated("72.1%", Fraction("72.1"), 1))
Denominators(least=1438, most=1439)
"""
