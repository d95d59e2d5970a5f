"""Pieces that the scripts share: sheets that look as an office makes them, and the expectations beside them.

A file is written without the time of writing, so that making it again gives the same bytes.
"""

import datetime
import io
import json
import pathlib
import re
import subprocess
import tempfile
import zipfile

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

FILES = pathlib.Path(__file__).resolve().parent.parent
DAY = datetime.datetime(2026, 1, 5, 8, 0, 0)

# What later stages may say of any plan; a file whose agencies are not all known adds STRANGERS.
LATER = [
    "date-zeros", "deadline-missing", "deadlines-missing", "group-empty", "issuer-in-support",
    "lead-missing", "parent-incomplete", "parent-missing", "support-twice", "title-missing",
    "year-missing",
]
STRANGERS = [
    "agency-expired", "agency-near", "agency-too-new", "agency-unknown", "collective-unknown",
]

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def task(content, lead=..., support=..., deadline=..., product=..., notes=..., group=...):
    """A task as expected; `...` says nothing of a field."""
    keys = ("content", "lead", "support", "deadline", "product", "notes", "group")
    values = (content, lead, support, deadline, product, notes, group)
    return {key: value for key, value in zip(keys, values) if value is not ...}


def expect(name, about, tasks=None, groups=None, document=None, diagnostics=(), silent=True,
           tolerated=(), strangers=False):
    """Writes the expectation of a file."""
    out = {"about": about}
    if document is not None:
        out["document"] = document
    if groups is not None:
        out["groups"] = [list(group) for group in groups]
    if tasks is not None:
        out["tasks"] = tasks
    out["diagnostics"] = [list(each) for each in diagnostics]
    if silent:
        out["silent"] = True
        out["tolerated"] = sorted(LATER + (STRANGERS if strangers else []) + list(tolerated))
    write_expectation(name, out)


def refuse(name, about, diagnostics=None):
    """Writes the expectation of a file that must be refused."""
    out = {"about": about, "refused": True}
    if diagnostics is not None:
        out["diagnostics"] = [list(each) for each in diagnostics]
    write_expectation(name, out)


def write_expectation(name, out):
    """One line for each task, group and diagnostic, so that a difference is easy to see."""
    lines = []
    for key, value in out.items():
        if key in ("tasks", "groups", "diagnostics") and value:
            items = ",\n".join("    " + json.dumps(each, ensure_ascii=False) for each in value)
            lines.append(f'  "{key}": [\n{items}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    json.loads(text)
    (FILES / f"{name}.json").write_text(text, encoding="utf-8")


# Workbooks


def book(*names):
    """A workbook with sheets of these names; landscape A4."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name in names:
        sheet = made.create_sheet(name)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
            fitToPage=True)
    made.properties.creator = "Văn phòng"
    made.properties.created = DAY
    return made


def widths(sheet, *sizes):
    for index, size in enumerate(sizes, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(index)].width = size


def put(sheet, place, value, bold=False, italic=False, centre=False, font="Times New Roman",
        size=12, box=False, strike=False, rotate=0):
    """Writes a cell, or a merged area where the place is one ("A1:C1")."""
    first = place.split(":")[0]
    if ":" in place:
        if box:
            for row in sheet[place]:
                for cell in row:
                    cell.border = BOX
        sheet.merge_cells(place)
    cell = sheet[first]
    cell.value = None if value == "" else value
    cell.font = Font(name=font, size=size, bold=bold, italic=italic, strike=strike)
    cell.alignment = Alignment(horizontal="center" if centre else None, vertical="center",
                               wrap_text=True, textRotation=rotate)
    if box:
        cell.border = BOX
    return cell


def line(sheet, row, columns, text, **look):
    """A title row: merged over `columns` columns from A and centred."""
    last = openpyxl.utils.get_column_letter(columns)
    return put(sheet, f"A{row}:{last}{row}", text, centre=True, **look)


def header_block(sheet, columns, superior, office):
    """Rows 1 and 2: the office to the left, Quốc hiệu and Tiêu ngữ to the right."""
    half = openpyxl.utils.get_column_letter(columns // 2)
    rest = openpyxl.utils.get_column_letter(columns // 2 + 1)
    last = openpyxl.utils.get_column_letter(columns)
    put(sheet, f"A1:{half}1", superior, centre=True)
    put(sheet, f"A2:{half}2", office, bold=True, centre=True)
    put(sheet, f"{rest}1:{last}1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, centre=True)
    put(sheet, f"{rest}2:{last}2", "Độc lập - Tự do - Hạnh phúc", bold=True, centre=True)


def headings(sheet, row, texts, column=1, **look):
    for index, text in enumerate(texts):
        if text is not None:
            place = f"{openpyxl.utils.get_column_letter(column + index)}{row}"
            put(sheet, place, text, bold=True, centre=True, box=True, **look)


def rows(sheet, first, table, column=1, **look):
    """Writes rows of cells with borders; the first column is centred. Returns the next free row."""
    for down, values in enumerate(table):
        for across, value in enumerate(values):
            place = f"{openpyxl.utils.get_column_letter(column + across)}{first + down}"
            put(sheet, place, value, centre=across == 0, box=True, **look)
    return first + len(table)


def band(sheet, row, columns, text, **look):
    """A group row merged across the table."""
    last = openpyxl.utils.get_column_letter(columns)
    return put(sheet, f"A{row}:{last}{row}", text, bold=True, box=True, **look)


def signature(sheet, row, left, right):
    """Nơi nhận to the left, the signature to the right, as texts of lines below each other."""
    for down, text in enumerate(left):
        put(sheet, f"A{row + down}:C{row + down}", text, bold=down == 0, italic=down == 0, size=11)
    for down, text in enumerate(right):
        place = f"E{row + down}:F{row + down}"
        put(sheet, place, text, bold=True, centre=True)


def fit(sheet):
    """Gives every row the height that its longest cell needs, as typing in Excel does."""
    spans = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        lines = 1
        for cell in row:
            area = spans.get(cell.coordinate)
            if not isinstance(cell.value, str) or cell.alignment.textRotation:
                continue
            columns = range(area.min_col, area.max_col + 1) if area else [cell.column]
            letters = map(openpyxl.utils.get_column_letter, columns)
            width = sum(sheet.column_dimensions[letter].width for letter in letters)
            deep = area.max_row - area.min_row + 1 if area else 1
            needed = sum(-(-len(part) * 1.15 // width) or 1 for part in cell.value.split("\n"))
            lines = max(lines, -(-needed // deep))
        if sheet.row_dimensions[row[0].row].height is None:
            sheet.row_dimensions[row[0].row].height = 16.5 * lines


# Files


def packed(parts):
    """A zip file of these (name, bytes) pairs, with one fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 5, 8, 0, 0))
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def settled(parts):
    """The parts without the time of writing and the names of programs' builds."""
    out = []
    for name, content in parts:
        if name in ("docProps/core.xml", "meta.xml", "docProps/app.xml", "styles.xml"):
            text = content.decode("utf-8")
            text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?",
                          lambda found: "2026-01-05T08:00:00" + ("Z" if found[0][-1] == "Z" else ""),
                          text)
            text = re.sub(r"<text:(date|time)\b.*?</text:\1>", "", text)
            text = re.sub(r"<TotalTime>\d+</TotalTime>", "<TotalTime>0</TotalTime>", text)
            text = re.sub(r"<meta:editing-duration>[^<]*<", "<meta:editing-duration>PT0S<", text)
            content = text.encode("utf-8")
        if not name.startswith("Thumbnails/"):
            out.append((name, content))
    return out


def xlsx_bytes(made):
    """The workbook's bytes, with its texts in a shared table as Excel writes them."""
    for sheet in made:
        fit(sheet)
    out = io.BytesIO()
    made.save(out)
    return packed(shared(dict(settled(unpacked(out.getvalue())))).items())


INLINE = re.compile(r' t="inlineStr"><is>(.*?)</is></c>', re.S)
PLAIN = re.compile(r'<t(?: xml:space="preserve")?>([^<]*)</t>')


def shared(parts):
    """Moves the texts of the cells to xl/sharedStrings.xml."""
    if "xl/sharedStrings.xml" in parts:
        return parts
    places = {}

    def index(found):
        text = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), found[1])
        return f' t="s"><v>{places.setdefault(text, len(places))}</v></c>'

    for name in sorted(parts):
        if name.startswith("xl/worksheets/sheet"):
            text = INLINE.sub(index, parts[name].decode("utf-8"))
            assert "inlineStr" not in text, name
            parts[name] = text.encode("utf-8")
    # Text in runs stays as it is.
    whole = PLAIN.sub(r'<t xml:space="preserve">\1</t>', "".join(f"<si>{text}</si>" for text in places))
    items = whole
    parts["xl/sharedStrings.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxml'
        f'formats.org/spreadsheetml/2006/main" uniqueCount="{len(places)}">{items}</sst>').encode("utf-8")
    links = parts["xl/_rels/workbook.xml.rels"].decode("utf-8")
    link = ('<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'sharedStrings" Target="sharedStrings.xml" Id="rIdTexts" /></Relationships>')
    parts["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", link).encode("utf-8")
    kinds = parts["[Content_Types].xml"].decode("utf-8")
    kind = ('<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sharedStrings+xml" /></Types>')
    parts["[Content_Types].xml"] = kinds.replace("</Types>", kind).encode("utf-8")
    return parts


def with_results(data, results, sheet="xl/worksheets/sheet1.xml"):
    """The workbook with stored results of formulas: {"A7": 1, "C8": "Sở Y tế", "D9": "#REF!"}."""
    parts = dict(unpacked(data))
    text = parts[sheet].decode("utf-8")
    for place, value in results.items():
        pattern = rf'<c r="{place}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>'
        if isinstance(value, str):
            kind = ' t="e"' if value.startswith("#") else ' t="str"'
        else:
            kind = ""
        text, count = re.subn(pattern, rf'<c r="{place}"\1{kind}><f>\2</f><v>{value}</v></c>', text)
        assert count == 1, (place, re.findall(rf'<c r="{place}".*?</c>', text))
    parts[sheet] = text.encode("utf-8")
    return packed(parts.items())


def save(name, data):
    (FILES / name).write_bytes(data)


def converted(data, suffix, to, settle=True):
    """The file as LibreOffice saves it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, f"tep{suffix}")
        source.write_bytes(data)
        out = pathlib.Path(folder, "ra")
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/ho-so",
                   "--convert-to", to, "--outdir", str(out), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        made = next(out.iterdir()).read_bytes()
    return packed(settled(unpacked(made))) if settle else made
