"""meeting.toml, with notes on what may be filled in."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from scoring.scheme import Scheme
from scoring.wording import say


class TitleAndDay(NamedTuple):
    """What a meeting is called, and when it is; what is empty is left to be filled in."""

    title: str = ""
    day: str = ""
    """ISO 8601."""


UNNAMED = TitleAndDay()


def notice_lines(scheme: Scheme, called: TitleAndDay, scheme_name: str = "") -> Iterator[str]:
    """Yield the lines of a meeting.toml that names ``scheme`` by ``scheme_name``.

    ``scheme_name`` is the file of it in the same folder; empty: it ships, and its id is written.
    What may be left out stands in it as a note, to be filled in by taking the ``#`` away; the title
    is needed, and has a stand-in where it is not known yet.
    """
    title = called.title or str(say("(the title of the meeting)"))
    yield f"# {say('What stands after a # is a note, and is not read.')}"
    yield ""
    yield f"title = {json.dumps(title, ensure_ascii=False)}"
    yield f'scheme = "{scheme_name or scheme.id}"'
    yield f"# {scheme.title}"
    yield ""
    yield f"# {say('To fill in one of these lines, take away the # before it.')}"
    yield f"date = {called.day}" if called.day else "# date = 2020-09-01"
    yield '# place = ""'
    yield '# host = ""'
    yield ""
    yield f"# {say('How many sheets of paper were issued, and how many came back:')}"
    yield "# [paper]"
    yield "# issued = 60"
    yield "# returned = 60"
    yield ""
    yield f"# {say('A table whose file has another name than usual is named here:')}"
    yield "# [files]"
    yield '# ballots = "keypads.xlsx"'
