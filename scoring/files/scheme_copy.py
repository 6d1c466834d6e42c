r"""A meeting's own copy of a scheme (自己的办法): the office's file, and how this meeting is held.

Only ``[procedure]`` is written into; everything else stays as it is in the file, notes too.

>>> text = copied(b'id = "x"  # a note\n', {"ceremony": "simple"}).decode()
>>> print(text)
id = "x"  # a note
<BLANKLINE>
[procedure]
ceremony = "simple"
<BLANKLINE>
"""

from collections.abc import Mapping

import tomlkit
from tomlkit.items import Table

OWN_SCHEME = "rules.toml"
"""The file of a meeting's own copy, beside meeting.toml."""
OF_CEREMONY = ("verification", "officers", "checkin", "sheets")
"""Keys of ``[procedure]`` that follow from the ceremony, unless they are written."""


def copied(content: bytes, procedure: Mapping[str, str]) -> bytes:
    """Return the bytes of a scheme's file with ``procedure`` written into its ``[procedure]``.

    ``procedure``: keys and their values, such as ceremony and ballot; where it is empty the bytes
    are returned as they are. With a ceremony, the keys that follow from it are taken away, so that
    it decides them; a quorum keeps the check-in that it needs. Raises ValueError where the file is
    no TOML.
    """
    if not procedure:
        return content
    document = tomlkit.parse(content.decode("utf-8-sig"))
    table = document.get("procedure")
    if not isinstance(table, Table):
        table = tomlkit.table()
        if document.body and not document.as_string().endswith("\n\n"):
            document.add(tomlkit.nl())
        document["procedure"] = table
    if "ceremony" in procedure:
        for key in OF_CEREMONY:
            table.pop(key, None)
    for key, value in procedure.items():
        if table.get(key) != value:
            table.pop(key, None)  # with the note beside it, which was of the other value
            table[key] = value
    if procedure.get("ceremony") == "simple" and "quorum" in table:
        table["checkin"] = True
    return document.as_string().encode()
