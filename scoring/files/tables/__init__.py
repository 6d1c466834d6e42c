"""Tables (表格): a csv file or a sheet of a workbook as rows of text, each with its line."""

from scoring.files.tables.table_reading import FileTable, Row, Rows, read_table, sound_rows

__all__ = ["FileTable", "Row", "Rows", "read_table", "sound_rows"]
