"""Peer: HTML and WeasyPrint for the PDFs, openpyxl for the workbooks.

Invariant: the page is described by one style sheet, which each process reads once.
"""

import tempfile
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

import openpyxl_workbook
from pool import finish, workers
from workload import Workload, arguments, measure, table_rows

FACES = {
    "Regular": "",
    "Bold": "font-weight: bold;",
    "Italic": "font-style: italic;",
    "BoldItalic": "font-weight: bold; font-style: italic;",
}

# The lines of a cell are as far apart as the program sets them: all peers then have about as many
# pages.
PAGE = """
@page {
  size: A4 landscape;
  margin: 20mm 15mm 20mm 30mm;
  @top-center { content: counter(page); font: 14pt Tinos; }
}
@page :first { @top-center { content: none; } }
body { font: 14pt Tinos; margin: 0; }
p { margin: 0 0 8pt; text-align: center; white-space: pre-line; }
h2 { font-size: 14pt; margin: 6pt 0; break-after: avoid; }
table { font-size: 13pt; width: 252mm; table-layout: fixed; border-collapse: collapse; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid black; padding: 1mm 1.5mm; line-height: 12.5pt; }
th, td { white-space: pre-line; }
td { text-align: left; vertical-align: top; }
th { text-align: center; vertical-align: middle; }
.centred { text-align: center; }
.group { font-weight: bold; }
.ending { font-size: 13pt; text-align: right; }
"""

# One of each for a process, made when it starts: reading fonts and styles costs more than a page.
letters: FontConfiguration
style: CSS


def start(fonts: Path, temporary: str) -> None:
    """Reads the fonts and the style sheet of a process."""
    global letters, style
    # WeasyPrint copies the fonts, and a process of a pool ends without taking them away.
    tempfile.tempdir = temporary
    letters = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: Tinos; src: url({fonts.as_uri()}/Tinos-{name}.ttf); {face} }}"
        for name, face in FACES.items()
    )
    style = CSS(string=faces + PAGE, font_config=letters)


def markup(pdf: dict) -> str:
    """The document as HTML."""
    columns = pdf["columns"]
    out = [f'<!DOCTYPE html><html lang="vi"><title>{escape(pdf["name"])}</title><body>']
    for line in pdf["lines"]:
        weight = "bold" if line["bold"] else "normal"
        slope = "italic" if line["italic"] else "normal"
        look = f"font-size: {line['size']}pt; font-weight: {weight}; font-style: {slope}"
        out.append(f'<p style="{look}">{escape(line["text"])}</p>')
    widths = "".join(f'<col style="width: {column["width"]}mm">' for column in columns)
    headings = "".join(f"<th>{escape(column['heading'])}</th>" for column in columns)
    opening = f"<table><colgroup>{widths}</colgroup><thead><tr>{headings}</tr></thead><tbody>"
    cells = ['<td class="centred">' if column["centred"] else "<td>" for column in columns]
    for part in pdf["parts"]:
        if part["title"] is not None:
            out.append(f"<h2>{escape(part['title'])}</h2>")
        out.append(opening)
        out.extend(table_row(row, cells) for row in part["rows"])
        out.append("</tbody></table>")
    out.append(f'<p class="ending">{escape(pdf["ending"])}</p></body></html>')
    return "".join(out)


def table_row(row: dict, cells: list[str]) -> str:
    if "cells" in row:
        texts = zip(cells, row["cells"], strict=True)
        return "<tr>" + "".join(f"{tag}{escape(text)}</td>" for tag, text in texts) + "</tr>"
    number, title = escape(row["number"]), escape(row["title"])
    across = f'<td colspan="{len(cells) - 1}">{title}</td>'
    return f'<tr class="group"><td class="centred">{number}</td>{across}</tr>'


def write_pdf(pdf: dict, path: Path) -> None:
    HTML(string=markup(pdf)).write_pdf(path, stylesheets=[style], font_config=letters)


def work(load: Workload) -> None:
    """Writes everything."""
    with (
        tempfile.TemporaryDirectory() as temporary,
        workers(load.jobs, start, (load.fonts, temporary)) as pool,
    ):
        # The largest first, lest one process end long after the others.
        tasks = [
            pool.submit(write_pdf, pdf, load.pdf_path(pdf))
            for pdf in sorted(load.pdfs, key=table_rows, reverse=True)
        ]
        tasks += [
            pool.submit(openpyxl_workbook.write, book, load.workbook_path(book))
            for book in load.workbooks
        ]
        finish(tasks)


if __name__ == "__main__":
    measure(arguments(__doc__.splitlines()[0]), work)
