"""Tables (表格): a csv file or a sheet of a workbook as rows of text, each with its line."""

from scoring.files.tables.reading import Row, Rows, Table, read_table, sound_rows

__all__ = ["Row", "Rows", "Table", "read_table", "sound_rows"]
