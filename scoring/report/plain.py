"""A table as texts (文本表), for a csv file."""

from collections.abc import Iterator

from scoring.report.blocks import Table


def text_rows(table: Table) -> Iterator[tuple[str, ...]]:
    """Yield the headings and then each row, in the language that is spoken now; all as long."""
    yield tuple(str(column.title) for column in table.columns)
    for row in table.rows:
        yield tuple(str(cell) for cell in row)
