"""Word tables: merged cells, two tiers, several tables, tracked changes, numbering, text boxes."""

import io
import re

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from office import DAY, converted, expect, packed, save, settled, task, unpacked

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
SIX = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành",
       "Sản phẩm"]


def document():
    """A landscape A4 document in Times New Roman."""
    made = docx.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(13)
    made.styles["Normal"].paragraph_format.space_after = Pt(0)
    made.core_properties.author = "Văn phòng"
    made.core_properties.created = made.core_properties.modified = DAY
    return made


def say(made, text, bold=False, italic=False, centre=True, size=None):
    paragraph = made.add_paragraph()
    paragraph.alignment = CENTRE if centre else None
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    return paragraph


def fill(cell, text, bold=False, centre=False, italic=False):
    """Writes a cell; each line is a paragraph."""
    lines = str(text).split("\n")
    for index, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment = CENTRE if centre else None
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic


def table(made, grid, sizes, bold_rows=1):
    """A bordered table; None is an empty cell."""
    out = made.add_table(rows=len(grid), cols=len(sizes), style="Table Grid")
    out.autofit = False
    for column, size in zip(out.columns, sizes):
        column.width = Mm(size)
    for row, values in zip(out.rows, grid):
        for cell, size in zip(row.cells, sizes):
            cell.width = Mm(size)
    for index, values in enumerate(grid):
        for column, value in enumerate(values):
            if value is not None:
                fill(out.cell(index, column), value, bold=index < bold_rows, centre=index < bold_rows or column == 0)
    return out


def merge(out, first, last, text=None, bold=False):
    cell = out.cell(*first).merge(out.cell(*last))
    if text is not None:
        fill(cell, text, bold=bold)
    return cell


def block(made, left, right):
    """A borderless table of two columns: a header block or a signature."""
    out = made.add_table(rows=1, cols=2)
    for cell, lines in zip(out.rows[0].cells, (left, right)):
        for index, text in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = CENTRE
            paragraph.add_run(text).bold = True
    return out


# What the template of python-docx brings along and nobody needs.
BALLAST = re.compile("stylesWithEffects|thumbnail|customXml")


def docx_bytes(made):
    out = io.BytesIO()
    made.save(out)
    parts = []
    for name, content in settled(unpacked(out.getvalue())):
        if BALLAST.search(name):
            continue
        if name.endswith(".rels") or name == "[Content_Types].xml":
            text = re.sub(r"<(Relationship|Override) [^>]*?/>", lambda tag: "" if BALLAST.search(tag[0]) else tag[0],
                          content.decode("utf-8"))
            content = text.encode("utf-8")
        parts.append((name, content))
    return packed(parts)


WIDTHS = [12, 75, 45, 50, 35, 40]


def annex():
    made = document()
    block(made, ["ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
    say(made, "")
    say(made, "Phụ lục II", bold=True, size=14)
    say(made, "DANH MỤC NHIỆM VỤ, GIẢI PHÁP", bold=True, size=14)
    say(made, "PHÁT TRIỂN LÂM NGHIỆP BỀN VỮNG ĐẾN NĂM 2030", bold=True, size=14)
    say(made, "(Kèm theo Quyết định số 1450/QĐ-UBND ngày 22 tháng 4 năm 2026\ncủa Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    say(made, "")
    grid = [
        ["TT", "Nội dung nhiệm vụ", "Phân công thực hiện", None, "Thời hạn", "Sản phẩm"],
        [None, None, "Chủ trì", "Phối hợp", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [None] * 6,
        ["1", "Khoanh vẽ lại ba loại rừng", None, "UBND các xã, phường", None, "Bản đồ"],
        ["2", "Đóng mốc ranh giới rừng đặc dụng", None, "Công an tỉnh\nBộ Chỉ huy Quân sự tỉnh", None, "Mốc giới"],
        [None] * 6,
        ["3", "Cấp chứng chỉ rừng luồng", "Sở Nông nghiệp và Môi trường", "Sở Công Thương; Hội Nông dân tỉnh", "2026 - 2030", "Chứng chỉ"],
        ["4", "Thử nghiệm bán tín chỉ các-bon", "Sở Nông nghiệp và Môi trường", "Sở Tài chính, Sở Khoa học và Công nghệ", "Năm 2028", "Báo cáo thử nghiệm"],
    ]
    out = table(made, grid, WIDTHS, bold_rows=2)
    for column in (0, 1, 4, 5):
        merge(out, (0, column), (1, column))
    merge(out, (0, 2), (0, 3))
    merge(out, (3, 0), (3, 5), "I. Quản lý rừng", bold=True)
    merge(out, (6, 0), (6, 5), "II. Nâng giá trị rừng trồng", bold=True)
    merge(out, (4, 2), (5, 2), "Sở Nông nghiệp và Môi trường")
    merge(out, (4, 4), (5, 4), "Quý IV/2026")
    say(made, "")
    block(made, ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, NN."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Đỗ Văn Mẫu"])
    return made


def annex_expected():
    one, two, farm = "Quản lý rừng", "Nâng giá trị rừng trồng", "Sở Nông nghiệp và Môi trường"
    return dict(
        document={"title": "DANH MỤC NHIỆM VỤ, GIẢI PHÁP PHÁT TRIỂN LÂM NGHIỆP BỀN VỮNG ĐẾN NĂM 2030",
                  "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa",
                  "parent": {"kind": "Quyết định", "number": "1450/QĐ-UBND", "date": "2026-04-22",
                             "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Khoanh vẽ lại ba loại rừng", farm, ["UBND các xã, phường"], "Quý IV/2026", "Bản đồ", group=one),
            task("Đóng mốc ranh giới rừng đặc dụng", farm, ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"], "Quý IV/2026", "Mốc giới", group=one),
            task("Cấp chứng chỉ rừng luồng", farm, ["Sở Công Thương", "Hội Nông dân tỉnh"], "2026 - 2030", "Chứng chỉ", group=two),
            task("Thử nghiệm bán tín chỉ các-bon", farm, ["Sở Tài chính", "Sở Khoa học và Công nghệ"], "Năm 2028", "Báo cáo thử nghiệm", group=two),
        ],
    )


def annexes():
    data = docx_bytes(annex())
    save("phu-luc.docx", data)
    expect("phu-luc.docx",
           "The common Word annex: header block and signature are tables but not of tasks, headings "
           "of two tiers, number row, groups merged across, lead and deadline merged downwards.",
           **annex_expected())
    again = converted(converted(data, ".docx", "odt", False), ".odt", "docx:MS Word 2007 XML")
    save("libreoffice.docx", again)
    expect("libreoffice.docx", "The same annex as LibreOffice writes it.", **annex_expected())


def several_tables():
    name = "nhieu-bang.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ CẢI THIỆN MÔI TRƯỜNG ĐẦU TƯ NĂM 2026", bold=True)
    say(made, "(Kèm theo Kế hoạch số 112/KH-UBND ngày 06/4/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    say(made, "I. NHIỆM VỤ GIAO THEO QUÝ", bold=True, centre=False)
    heads = SIX[:5]
    sizes = [12, 95, 50, 60, 40]
    table(made, [heads,
                 ["1", "Gộp ba thủ tục đất đai thành một", "Sở Nông nghiệp và Môi trường", "Sở Tư pháp", "Quý II/2026"],
                 ["2", "Công khai giá đất từng khu", "Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Quý II/2026"]], sizes)
    say(made, "")
    table(made, [["3", "Họp gỡ khó cho doanh nghiệp mỗi tháng", "Sở Tài chính", "Các sở, ban, ngành", "Hằng tháng"],
                 ["4", "Chấm điểm các sở theo ý kiến doanh nghiệp", "Hiệp hội Doanh nghiệp tỉnh", "Sở Nội vụ", "Quý IV/2026"]], sizes, bold_rows=0)
    say(made, "II. NHIỆM VỤ THƯỜNG XUYÊN", bold=True, centre=False)
    table(made, [heads,
                 ["1", "Trực đường dây nóng", "Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ", "Thường xuyên"]], sizes)
    say(made, "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Tài chính.", centre=False)
    say(made, "")
    table(made, [["Đầu mối liên hệ", "Điện thoại"], ["Phòng Đăng ký kinh doanh", "0239 000 000"]], [80, 60])
    save(name, docx_bytes(made))
    one, two = "NHIỆM VỤ GIAO THEO QUÝ", "NHIỆM VỤ THƯỜNG XUYÊN"
    expect(
        name,
        "A table that goes on in a second one without headings; a third with headings; paragraphs "
        "“I. …” and “II. …” above them are groups; a table of telephone numbers has no tasks "
        "(told or not: both fair).",
        document={"title": "DANH MỤC NHIỆM VỤ CẢI THIỆN MÔI TRƯỜNG ĐẦU TƯ NĂM 2026",
                  "parent": {"kind": "Kế hoạch", "number": "112/KH-UBND", "date": "2026-04-06"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Gộp ba thủ tục đất đai thành một", "Sở Nông nghiệp và Môi trường", ["Sở Tư pháp"], "Quý II/2026", group=one),
            task("Công khai giá đất từng khu", "Sở Nông nghiệp và Môi trường", ["Sở Tài chính"], "Quý II/2026", group=one),
            task("Họp gỡ khó cho doanh nghiệp mỗi tháng", "Sở Tài chính", ["Các sở, ban, ngành"], "Hằng tháng", group=one),
            task("Chấm điểm các sở theo ý kiến doanh nghiệp", "Hiệp hội Doanh nghiệp tỉnh", ["Sở Nội vụ"], "Quý IV/2026", group=one),
            task("Trực đường dây nóng", "Văn phòng UBND tỉnh", ["Sở Khoa học và Công nghệ"], "Thường xuyên", group=two),
        ],
        tolerated=["sheet-skipped", "row-skipped"],
    )


MARK = 'w:id="{}" w:author="Chuyên viên" w:date="2026-04-02T09:00:00Z"'
PLAIN = "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\"/></w:rPr>"


def inserted(text, number):
    return parse_xml(f'<w:ins {nsdecls("w")} {MARK.format(number)}><w:r>{PLAIN}<w:t xml:space="preserve">{text}</w:t></w:r></w:ins>')


def deleted(text, number):
    return parse_xml(f'<w:del {nsdecls("w")} {MARK.format(number)}><w:r>{PLAIN}<w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>')


def row_mark(row, kind, number):
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f'<w:{kind} {nsdecls("w")} {MARK.format(number)}/>'))


def tracked_changes():
    name = "theo-doi-thay-doi.docx"
    made = document()
    title = say(made, "DANH MỤC NHIỆM VỤ PHÒNG CHÁY RỪNG NĂM ", bold=True)
    title._p.append(deleted("2025", 1))
    title._p.append(inserted("2026", 2))
    say(made, "(Kèm theo Kế hoạch số 118/KH-UBND ngày 10/4/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    out = table(made, [
        SIX,
        ["1", "Phát dọn đường băng cản lửa", "", "UBND các xã, phường", "Tháng 4/2026", "Ki-lô-mét đường băng"],
        ["2", "Trực chòi canh", "Sở Nông nghiệp và Môi trường", "", "Tháng 6/2026", "Sổ trực"],
        ["3", "", "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Tháng 5/2026", "Kịch bản"],
        ["4", "", "", "", "", ""],
        ["5", "", "", "", "", ""],
    ], WIDTHS)
    cell = lambda row, column: out.cell(row, column).paragraphs[0]._p
    cell(1, 2).append(deleted("Sở Công Thương", 3))
    cell(1, 2).append(inserted("Sở Nông nghiệp và Môi trường", 4))
    cell(2, 3).append(inserted("UBND các xã, phường", 5))
    cell(2, 3).append(inserted("; Công an tỉnh", 6))
    out.cell(3, 1).paragraphs[0].add_run("Diễn tập chữa cháy ")
    cell(3, 1).append(deleted("cấp huyện", 7))
    out.cell(3, 1).paragraphs[0].add_run("liên xã")
    for column, text in enumerate(["Mua loa cầm tay", "Sở Tài chính", "Sở Y tế", "Năm 2026", "Loa"], 1):
        cell(4, column).append(deleted(text, 10 + column))
    row_mark(out.rows[4], "del", 20)
    for column, text in enumerate(["Tặng áo mưa, đèn pin cho tổ bảo vệ rừng", "UBND các xã, phường", "Sở Tài chính", "Tháng 7/2026", "Vật dụng"], 1):
        cell(5, column).append(inserted(text, 20 + column))
    row_mark(out.rows[5], "ins", 30)
    save(name, docx_bytes(made))
    farm = "Sở Nông nghiệp và Môi trường"
    expect(
        name,
        "Tracked changes are read as accepted: words and whole rows put in are there, those struck "
        "out are not; told once for the file.",
        document={"title": "DANH MỤC NHIỆM VỤ PHÒNG CHÁY RỪNG NĂM 2026"},
        groups=[],
        tasks=[
            task("Phát dọn đường băng cản lửa", farm, ["UBND các xã, phường"], "Tháng 4/2026", "Ki-lô-mét đường băng"),
            task("Trực chòi canh", farm, ["UBND các xã, phường", "Công an tỉnh"], "Tháng 6/2026", "Sổ trực"),
            task("Diễn tập chữa cháy liên xã", "Công an tỉnh", ["Bộ Chỉ huy Quân sự tỉnh"], "Tháng 5/2026", "Kịch bản"),
            task("Tặng áo mưa, đèn pin cho tổ bảo vệ rừng", "UBND các xã, phường", ["Sở Tài chính"], "Tháng 7/2026", "Vật dụng"),
        ],
        diagnostics=[("word-changes", ""), ("number-gap", "Bảng 1, dòng 5, cột 1")],
    )


def numbering(made, number, levels):
    """Declares a list: `levels` are (format, text) pairs such as ("upperRoman", "%1.")."""
    root = made.part.numbering_part.element
    body = "".join(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
                   for level, (form, text) in enumerate(levels))
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{body}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def numbered(paragraph, number, level=0):
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def automatic_numbers():
    name = "danh-so-tu-dong.docx"
    made = document()
    numbering(made, 91, [("upperRoman", "%1."), ("decimal", "%2")])
    numbering(made, 92, [("bullet", "-")])
    numbering(made, 93, [("upperRoman", "%1.")])
    say(made, "DANH MỤC NHIỆM VỤ CHĂM SÓC NGƯỜI CAO TUỔI NĂM 2026", bold=True)
    say(made, "(Kèm theo Kế hoạch số 121/KH-UBND ngày 14/4/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    numbered(say(made, "Nhiệm vụ của tỉnh", bold=True, centre=False), 93)
    grid = [
        SIX[:5],
        [None, "Sức khỏe", None, None, None],
        [None, "Khám mắt miễn phí tại xã", "Sở Y tế", None, "Quý II/2026"],
        [None, "Lập hồ sơ sức khỏe điện tử", "Sở Y tế", "Bảo hiểm xã hội tỉnh", "Quý III/2026"],
        [None, "Đời sống", None, None, None],
        [None, "Mừng thọ tròn 90, 100 tuổi", "UBND các xã, phường", "Hội Người cao tuổi tỉnh", "Tháng 10/2026"],
    ]
    out = table(made, grid, [15, 95, 50, 60, 40])
    for row, level in [(1, 0), (2, 1), (3, 1), (4, 0), (5, 1)]:
        numbered(out.cell(row, 0).paragraphs[0], 91, level)
    for index, text in enumerate(["UBND các xã, phường", "Hội Người cao tuổi tỉnh", "Hội Chữ thập đỏ tỉnh"]):
        cell = out.cell(2, 3)
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.add_run(text)
        numbered(paragraph, 92)
    numbered(say(made, "Nhiệm vụ của xã, phường", bold=True, centre=False), 93)
    out = table(made, [SIX[:5], [None, "Dựng nhà văn hóa làm nơi tập dưỡng sinh", "UBND các xã, phường", "Sở Văn hóa, Thể thao và Du lịch", "Thường xuyên"]], [15, 95, 50, 60, 40])
    numbered(out.cell(1, 0).paragraphs[0], 91, 1)
    save(name, docx_bytes(made))
    one, two = "Nhiệm vụ của tỉnh", "Nhiệm vụ của xã, phường"
    expect(
        name,
        "The numbers in TT and before the paragraphs are Word's own and in no text: Roman numbers "
        "make groups, of level 2 below the numbered paragraph; supports are a bulleted list.",
        groups=[(1, one), (2, "Sức khỏe"), (2, "Đời sống"), (1, two)],
        tasks=[
            task("Khám mắt miễn phí tại xã", "Sở Y tế", ["UBND các xã, phường", "Hội Người cao tuổi tỉnh", "Hội Chữ thập đỏ tỉnh"], "Quý II/2026", group="Sức khỏe"),
            task("Lập hồ sơ sức khỏe điện tử", "Sở Y tế", ["Bảo hiểm xã hội tỉnh"], "Quý III/2026", group="Sức khỏe"),
            task("Mừng thọ tròn 90, 100 tuổi", "UBND các xã, phường", ["Hội Người cao tuổi tỉnh"], "Tháng 10/2026", group="Đời sống"),
            task("Dựng nhà văn hóa làm nơi tập dưỡng sinh", "UBND các xã, phường", ["Sở Văn hóa, Thể thao và Du lịch"], "Thường xuyên", group=two),
        ],
    )


BOX = '''<w:r %s xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"
 simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="1300000" cy="330000"/><wp:wrapNone/><wp:docPr id="7" name="Hộp 7"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1300000" cy="330000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:100pt;height:26pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>%s</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'''


def boxes_and_controls():
    name = "hop-van-ban.docx"
    made = document()
    title = say(made, "DANH MỤC NHIỆM VỤ QUẢN LÝ CHỢ ĐÊM", bold=True)
    title._p.append(parse_xml(BOX % (nsdecls("w"), "DỰ THẢO", "DỰ THẢO")))
    say(made, "(Kèm theo Kế hoạch số     /KH-UBND ngày    tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    out = table(made, [
        SIX[:5],
        ["1", "Kẻ ô, đánh số gian hàng", "Sở Công Thương", None, "Tháng 6/2026"],
        ["2", None, "Sở Y tế", "Sở Công Thương", "Hằng tuần"],
        ["3", "Thu gom rác sau 23 giờ", "UBND các xã, phường", "Sở Nông nghiệp và Môi trường", "Thường xuyên"],
    ], [12, 95, 50, 60, 40])
    # A content control around the words of a cell, as forms have it.
    cell = out.cell(1, 3)
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Phối hợp"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Công an tỉnh; </w:t></w:r><w:r><w:t>Sở Xây dựng</w:t></w:r></w:p></w:sdtContent></w:sdt>')
    cell._tc.insert(1, control)
    # A link, a tab and a soft break inside a content.
    words = out.cell(2, 1).paragraphs[0]
    words.add_run("Kiểm tra")
    words._p.append(parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t xml:space="preserve"> nguồn gốc</w:t></w:r></w:hyperlink>'))
    words._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:tab/><w:t>thực phẩm</w:t><w:br/><w:t>bày bán</w:t></w:r>'))
    words._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:vanish/></w:rPr><w:t></w:t></w:r>'))
    # A whole row inside a content control.
    row = out.rows[3]._tr
    around = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr/><w:sdtContent/></w:sdt>')
    row.addprevious(around)
    around.find(qn("w:sdtContent")).append(row)
    save(name, docx_bytes(made))
    expect(
        name,
        "A text box “DỰ THẢO” beside the title, written twice for old programs, is no part of it; "
        "content controls around words and around a row, a link, a tab and a break inside a cell.",
        document={"title": "DANH MỤC NHIỆM VỤ QUẢN LÝ CHỢ ĐÊM",
                  "parent": {"kind": "Kế hoạch", "number": "/KH-UBND", "date": "2026-05"}},
        groups=[],
        tasks=[
            task("Kẻ ô, đánh số gian hàng", "Sở Công Thương", ["Công an tỉnh", "Sở Xây dựng"], "Tháng 6/2026"),
            task("Kiểm tra nguồn gốc thực phẩm bày bán", "Sở Y tế", ["Sở Công Thương"], "Hằng tuần"),
            task("Thu gom rác sau 23 giờ", "UBND các xã, phường", ["Sở Nông nghiệp và Môi trường"], "Thường xuyên"),
        ],
    )


def places():
    name = "cho-trong-bang.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ PHÁT TRIỂN HỢP TÁC XÃ", bold=True)
    say(made, "(Kèm theo Kế hoạch số 130/KH-UBND ngày 22/4/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    out = table(made, [
        ["STT", "Tên nhiệm vụ", "Phân công", None, "Kinh phí", "Thời hạn"],
        [None, None, "Chủ trì", "Phối hợp", None, None],
        ["1", "Tư vấn lập hợp tác xã mới", "Liên minh Hợp tác xã tỉnh", "nt", "Không", "Năm 2026"],
        ["2", None, "Sở Tài chính", "Sở Nội vụ", None, "Năm 2026"],
        [None, None, "Sở Công Thương", None, None, None],
        ["3", "Dán tem truy xuất cho nông sản", "Sở Khoa học và Công nghệ", "Sở Công Thương", "200 triệu đồng", "Quý III/2026"],
        ["4", "Bán hàng qua mạng", "nt", "như trên", None, "nt"],
    ], WIDTHS, bold_rows=2)
    for column in (0, 1, 4, 5):
        merge(out, (0, column), (1, column))
    merge(out, (0, 2), (0, 3))
    save(name, docx_bytes(made))
    expect(
        name,
        "What is wrong in a Word table is told by table, row and column; a column behind a merged "
        "heading is counted as the clerk sees it.",
        groups=[],
        # Rows that name a body and have no content are kept, so that the page can show them.
        tasks=[
            task("Tư vấn lập hợp tác xã mới", "Liên minh Hợp tác xã tỉnh", deadline="Năm 2026", notes="Kinh phí: Không"),
            task("", "Sở Tài chính", ["Sở Nội vụ"], "Năm 2026"),
            task("", "Sở Công Thương", []),
            task("Dán tem truy xuất cho nông sản", "Sở Khoa học và Công nghệ", ["Sở Công Thương"], "Quý III/2026", notes="Kinh phí: 200 triệu đồng"),
            task("Bán hàng qua mạng", "Sở Khoa học và Công nghệ", ["Sở Công Thương"], "Quý III/2026", notes=None),
        ],
        diagnostics=[("column-unknown", "Bảng 1, dòng 1, cột 5"), ("ditto-empty", "Bảng 1, dòng 3, cột 4"),
                     ("content-missing", "Bảng 1, dòng 4, cột 1"), ("content-missing", "Bảng 1, dòng 5, cột 3")],
    )


def party():
    name = "dang-tinh-uy.docx"
    made = document()
    block(made, ["TỈNH ỦY HÀ TĨNH", "*"], ["ĐẢNG CỘNG SẢN VIỆT NAM"])
    say(made, "")
    say(made, "DANH MỤC", bold=True, size=15)
    say(made, "nhiệm vụ thực hiện Chương trình hành động về xây dựng văn hóa, con người", bold=True)
    say(made, "(Kèm theo Chương trình hành động số 12-CTr/TU, ngày 07/02/2026 của Ban Thường vụ Tỉnh ủy Hà Tĩnh)", italic=True)
    say(made, "-----")
    out = table(made, [
        ["STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Kết quả/Sản phẩm"],
        ["I", "Công tác tuyên truyền", None, None, None, None],
        ["1", "Biên soạn tài liệu hỏi đáp", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Sở Văn hóa, Thể thao và Du lịch", "Quý II/2026", "Tài liệu"],
        ["2", "Giữ gìn nhà văn hóa dòng họ", None, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "2026 - 2028", "Mô hình"],
        [None, None, None, "Hội Người cao tuổi tỉnh", None, "Hương ước"],
        ["II", "Công tác kiểm tra", None, None, None, None],
        ["3", "Kiểm tra việc học tập nghị quyết", "Ủy ban Kiểm tra Tỉnh ủy", "Các ban đảng", "Hằng năm", "Thông báo kết luận"],
    ], WIDTHS)
    for column in (0, 1, 4):
        merge(out, (3, column), (4, column))
    fill(out.cell(3, 2), "Sở Văn hóa, Thể thao và Du lịch")
    fill(out.cell(4, 2), "Hội Liên hiệp Văn học nghệ thuật tỉnh")
    block(made, ["Nơi nhận:", "- Các cấp ủy trực thuộc,", "- Lưu Văn phòng Tỉnh ủy."], ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "", "Võ Văn Mẫu"])
    save(name, docx_bytes(made))
    one, two = "Công tác tuyên truyền", "Công tác kiểm tra"
    expect(
        name,
        "A Party committee's annex: other header block and number, the title DANH MỤC goes on in "
        "small letters; a task merged over two rows with another lead in each is two tasks.",
        document={"title": "DANH MỤC nhiệm vụ thực hiện Chương trình hành động về xây dựng văn hóa, con người",
                  "parent": {"kind": "Chương trình hành động", "number": "12-CTr/TU", "date": "2026-02-07",
                             "issuer": "Ban Thường vụ Tỉnh ủy Hà Tĩnh"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Biên soạn tài liệu hỏi đáp", "Ban Tuyên giáo và Dân vận Tỉnh ủy", ["Sở Văn hóa, Thể thao và Du lịch"], "Quý II/2026", group=one),
            task("Giữ gìn nhà văn hóa dòng họ", "Sở Văn hóa, Thể thao và Du lịch", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"], "2026 - 2028", "Mô hình", group=one),
            task("Giữ gìn nhà văn hóa dòng họ", "Hội Liên hiệp Văn học nghệ thuật tỉnh", ["Hội Người cao tuổi tỉnh"], "2026 - 2028", "Hương ước", group=one),
            task("Kiểm tra việc học tập nghị quyết", "Ủy ban Kiểm tra Tỉnh ủy", ["Các ban đảng"], "Hằng năm", group=two),
        ],
    )


def matrix():
    name = "ma-tran.docx"
    made = document()
    say(made, "BẢNG PHÂN CÔNG NHIỆM VỤ", bold=True)
    say(made, "Tổ chức giải bóng chuyền công nhân năm 2026", bold=True)
    say(made, "(Kèm theo Kế hoạch số 133/KH-UBND ngày 24/4/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    out = table(made, [
        ["TT", "Nội dung nhiệm vụ", "Cơ quan thực hiện", None, None, None, "Thời gian"],
        [None, None, "LĐLĐ tỉnh", "Sở VHTTDL", "CA tỉnh", "Sở YT", None],
        ["1", "Gửi giấy mời các công đoàn cơ sở", "CT", None, None, None, "Tháng 5/2026"],
        ["2", "Thuê nhà thi đấu, trọng tài", "PH", "CT", None, None, "Tháng 5/2026"],
        ["3", "Trực y tế, an ninh", "PH", "PH", "CT", "PH", "Tháng 6/2026"],
    ], [12, 90, 27, 27, 27, 27, 40], bold_rows=2)
    for column in (0, 1, 6):
        merge(out, (0, column), (1, column))
    merge(out, (0, 2), (0, 5))
    say(made, "Ghi chú: CT là cơ quan chủ trì, PH là cơ quan phối hợp.", italic=True, centre=False)
    save(name, docx_bytes(made))
    expect(
        name,
        "A matrix in Word, explained by a paragraph below the table.",
        groups=[],
        tasks=[
            task("Gửi giấy mời các công đoàn cơ sở", "LĐLĐ tỉnh", [], "Tháng 5/2026"),
            task("Thuê nhà thi đấu, trọng tài", "Sở VHTTDL", ["LĐLĐ tỉnh"], "Tháng 5/2026"),
            task("Trực y tế, an ninh", "CA tỉnh", ["LĐLĐ tỉnh", "Sở VHTTDL", "Sở YT"], "Tháng 6/2026"),
        ],
        strangers=True,
    )


def make():
    for one in (annexes, several_tables, tracked_changes, automatic_numbers, boxes_and_controls,
                places, party, matrix):
        one()


if __name__ == "__main__":
    make()
