"""A workbook of the work folder → .xlsx, by XlsxWriter.

Invariant: every cell has the same bordered, wrapped format, also where it holds nothing.
"""

from pathlib import Path

from xlsxwriter import Workbook

BORDERED = {
    "font_name": "Times New Roman",
    "font_size": 13,
    "border": 1,
    "text_wrap": True,
    "valign": "top",
}


def write(workbook: dict, path: Path) -> None:
    """Writes the workbook."""
    # In memory: otherwise each part of the file is first a temporary file of its own.
    with Workbook(str(path), {"in_memory": True}) as book:
        bordered = book.add_format(BORDERED)
        for sheet in workbook["sheets"]:
            write_sheet(book.add_worksheet(sheet["name"]), sheet, bordered)


def write_sheet(target, sheet: dict, bordered) -> None:
    for column, width in enumerate(sheet["widths"]):
        target.set_column(column, column, width)
    # The writers of one type, because the general one guesses: formulas, links, numbers.
    for row, values in enumerate(sheet["rows"]):
        for column, value in enumerate(values):
            if value is None:
                target.write_blank(row, column, None, bordered)
            elif isinstance(value, str):
                target.write_string(row, column, value, bordered)
            else:
                target.write_number(row, column, value, bordered)
