"""A workbook of the work folder → .xlsx, by openpyxl.

Invariant: every cell has the same bordered, wrapped format, also where it holds nothing.
"""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

FORMAT = "Bordered"


def write(workbook: dict, path: Path) -> None:
    """Writes the workbook, one row at a time."""
    # Rows go to the file as they come: the fastest way that openpyxl has.
    book = Workbook(write_only=True)
    book.add_named_style(bordered())
    for sheet in workbook["sheets"]:
        write_sheet(book.create_sheet(sheet["name"]), sheet)
    book.save(path)


def bordered() -> NamedStyle:
    side = Side(style="thin")
    return NamedStyle(
        FORMAT,
        font=Font(name="Times New Roman", size=13),
        border=Border(left=side, right=side, top=side, bottom=side),
        alignment=Alignment(wrap_text=True, vertical="top"),
    )


def write_sheet(target, sheet: dict) -> None:
    for index, width in enumerate(sheet["widths"], start=1):
        target.column_dimensions[get_column_letter(index)].width = width
    # A row is written when it is appended, so that one row of formatted cells serves them all:
    # giving a cell its format costs more than giving it a value.
    cells = []
    for row in sheet["rows"]:
        while len(cells) < len(row):
            cell = WriteOnlyCell(target)
            cell.style = FORMAT
            cells.append(cell)
        for cell, value in zip(cells, row):
            cell.value = value
        target.append(cells[: len(row)])
