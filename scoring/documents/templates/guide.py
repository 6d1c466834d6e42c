"""What to write where: every table and every column in words."""

from collections.abc import Iterator, Sequence

from scoring.documents.templates.tables import BlankTable
from scoring.wording import say


def guide_lines(tables: Sequence[BlankTable], form: str, *, chinese: bool) -> Iterator[str]:
    """Yield the guide to ``tables``, which are files of the ending ``form``.

    ``chinese``: which of their headings are named.
    """
    yield str(say("How to fill in the tables"))
    yield ""
    yield str(say("meeting.toml says which meeting this is; open it with any text editor."))
    yield str(say("The first row of each table holds the headings; leave it as it is."))
    yield str(say("pingyi check, with the name of this folder, says what is wrong or missing."))
    for table in tables:
        yield ""
        yield f"{table.name}.{form}"
        yield from (f"  {about}" for about in table.about)
        for column in table.columns:
            needed = say("needed") if column.column.needed else say("may stay empty")
            heading = column.heading(chinese=chinese)
            yield str(
                say(
                    "  {heading} ({needed}): {note}",
                    heading=heading,
                    needed=needed,
                    note=column.note,
                )
            )
