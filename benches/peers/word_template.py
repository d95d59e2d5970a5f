"""The columns of a table → a Word template that docxtpl fills.

Invariant: the template knows the columns and the page, and nothing of a document.
"""

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row

FONT = "Tinos"
LINE_SIZE = Pt(14)
CELL_SIZE = Pt(13)
# 12.5 pt from line to line in a cell, as the program sets it: all peers then have about as many
# pages. As a share of the font's own pitch, because with an exact one LibreOffice 7.4 loses rows of
# a table that starts at the foot of a page.
CELL_PITCH = 0.836
PADDING = {"top": Mm(1), "left": Mm(1.5), "bottom": Mm(1), "right": Mm(1.5)}
LEFT, CENTRE, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def make(columns: list[dict], path: Path) -> None:
    """Writes the template for these columns."""
    document = docx.Document()
    document.core_properties.title = "{{ name }}"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    set_letters(document)
    set_page(document.sections[0])
    add_paragraph(document, "{%p for line in lines %}", CENTRE)
    centred_line = add_paragraph(document, "{{r line }}", CENTRE)
    centred_line.paragraph_format.space_after = Pt(8)
    add_paragraph(document, "{%p endfor %}", CENTRE)
    add_paragraph(document, "{%p for part in parts %}", LEFT)
    add_paragraph(document, "{%p if part.title %}", LEFT)
    title = add_paragraph(document, "{{ part.title }}", LEFT, bold=True)
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(6)
    title.paragraph_format.keep_with_next = True
    add_paragraph(document, "{%p endif %}", LEFT)
    add_table(document, columns)
    # A paragraph after every table: two tables without one between them become one.
    add_paragraph(document, "{{ ending if loop.last }}", RIGHT, size=CELL_SIZE)
    add_paragraph(document, "{%p endfor %}", LEFT)
    document.save(path)


def set_letters(document: Document) -> None:
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = LINE_SIZE
    properties = style.element.get_or_add_rPr()
    for script in ("w:eastAsia", "w:cs"):
        properties.rFonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def set_page(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    # The first page has a header of its own, and it is empty: no number there.
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def add_paragraph(document: Document, text: str, alignment, bold=False, size=None):
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = size
    return paragraph


def add_table(document: Document, columns: list[dict]) -> None:
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.autofit = False
    set_edges(table)
    for grid, column in zip(table.columns, columns):
        grid.width = Mm(column["width"])
    heading = add_row(table, columns)
    heading._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(heading.cells, columns):
        fill(cell, column["heading"], CENTRE, bold=True)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    add_tag(table, "{%tr for row in part.rows %}")
    add_tag(table, "{%tr if row.number %}")
    group = add_row(table, columns)
    fill(group.cells[0], "{{ row.number }}", CENTRE, bold=True)
    fill(group.cells[1].merge(group.cells[-1]), "{{ row.title }}", LEFT, bold=True)
    add_tag(table, "{%tr else %}")
    task = add_row(table, columns)
    for index, (cell, column) in enumerate(zip(task.cells, columns)):
        fill(cell, f"{{{{ row.cells[{index}] }}}}", CENTRE if column["centred"] else LEFT)
    add_tag(table, "{%tr endif %}")
    add_tag(table, "{%tr endfor %}")


def add_row(table: Table, columns: list[dict]) -> _Row:
    row = table.add_row()
    # Not split over two pages.
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column in zip(row.cells, columns):
        cell.width = Mm(column["width"])
    return row


def add_tag(table: Table, tag: str) -> None:
    """A row that docxtpl takes away and leaves the tag of."""
    table.add_row().cells[0].text = tag


def fill(cell: _Cell, text: str, alignment, bold=False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = alignment
    paragraph.paragraph_format.line_spacing = CELL_PITCH
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = CELL_SIZE


def set_edges(table: Table) -> None:
    """The room between border and text; the border, and not the text, on the page's margin."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in PADDING.items():
        margins.append(sized(f"w:{side}", width))
    indent = sized("w:tblInd", PADDING["left"])
    # The schema wants them in this order, and before the look of the table.
    for element in (indent, table._tbl.tblPr.find(qn("w:tblLayout")), margins):
        table._tbl.tblPr.insert_element_before(element, "w:tblLook")


def sized(name: str, width: Length):
    element = OxmlElement(name)
    # Twentieths of a point.
    element.set(qn("w:w"), str(round(width.pt * 20)))
    element.set(qn("w:type"), "dxa")
    return element
