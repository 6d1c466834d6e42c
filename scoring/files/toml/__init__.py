"""Rule files (TOML): text as a model, or every fault of it at its line.

In go bytes and a model of ``scheme.model.ClosedTable``; out comes an instance, or all problems of
the file at once: of its syntax only the first, since what follows one is guesswork; of its keys
and values every one that is no consequence of another.

>>> from scoring.files.schemefile import STAND_INS
>>> from scoring.scheme import Scheme
>>> text = '''
... schema = 1
... id = "bonus"
... source = "illustrative"
... [[component]]
... kind = "given"
... id = "bonus"
... titel = "加减分"
... '''
>>> scheme, problems = validated(Scheme, parsed(text.encode(), "bonus.toml"), STAND_INS)
>>> print(*(f"{problem} {problem.hint}" for problem in problems), sep=chr(10))
bonus.toml:1: title is missing [toml.missing-key] add it before the first heading
bonus.toml:8: there is no key titel here [toml.unknown-key] is title meant?

- ``toml_reading``: the whole way, from ``read_toml`` to ``validated``
- ``syntax``: what a syntax error means to the person who typed it
- ``draft``: a table that is put right until its model accepts it, so that every fault shows
- ``shape``: from pydantic's way to an error to a key of the file
- ``faults_in_words``: what a model refuses, as sentences; ``lines``: on which line a key stands
"""

from scoring.files.toml.toml_reading import (
    LARGEST,
    TomlFile,
    lines_of,
    parsed,
    read_toml,
    sound_part,
    validated,
)

__all__ = ["LARGEST", "TomlFile", "lines_of", "parsed", "read_toml", "sound_part", "validated"]
