"""What Word and pages show and what they only hold: frames, notes, hidden text, forms, changes, files inside."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from office import expect, packed, save, task, unpacked
from word import SIX, WIDTHS, document, docx_bytes, fill, say, table

W = nsdecls("w")


def raised(cell, text):
    run = cell.paragraphs[-1].add_run(text)
    run.font.superscript = True


def framed():
    name = "bang-trong-khung.docx"
    made = document()
    say(made, "PHỤ LỤC", bold=True)
    outer = made.add_table(rows=1, cols=1, style="Table Grid")
    middle_cell = outer.cell(0, 0)
    fill(middle_cell, "DANH MỤC NHIỆM VỤ PHÒNG CHÁY CHỢ DÂN SINH", bold=True, centre=True)
    inner = middle_cell.add_table(rows=1, cols=1)
    # The tasks stand two frames deep.
    table_xml = table(made, [
        SIX,
        ["1", "Thay dây điện cũ ở các ki-ốt", "Sở Công Thương", "Công an tỉnh", "Tháng 4/2026", "Biên bản"],
        ["2", "Diễn tập thoát nạn tại chợ tỉnh", "Công an tỉnh", "Sở Y tế", "Quý II/2026", "Kịch bản"],
    ], WIDTHS)._tbl
    inner.cell(0, 0)._tc.insert(1, table_xml)
    say(made, "Nơi nhận: như trên.", centre=False)
    save(name, docx_bytes(made))
    expect(
        name,
        "The task table stands in a frame, a table of one cell, which stands in another; its title is in the frame.",
        document={"title": "DANH MỤC NHIỆM VỤ PHÒNG CHÁY CHỢ DÂN SINH"},
        groups=[],
        tasks=[
            task("Thay dây điện cũ ở các ki-ốt", "Sở Công Thương", ["Công an tỉnh"], "Tháng 4/2026", "Biên bản"),
            task("Diễn tập thoát nạn tại chợ tỉnh", "Công an tỉnh", ["Sở Y tế"], "Quý II/2026", "Kịch bản"),
        ],
    )


def notes():
    name = "dau-chu-thich.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ CHỈNH TRANG ĐÔ THỊ", bold=True)
    out = table(made, [
        SIX[:5],
        ["1", "Lát lại 300 m", "Sở Xây dựng", "UBND các xã, phường", "Quý I/2026"],
        ["2", "Trồng cây dọc sông", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Quý II/2026"],
    ], [12, 95, 60, 60, 40])
    raised(out.cell(1, 1), "2")
    out.cell(1, 1).paragraphs[0].add_run(" vỉa hè")
    raised(out.cell(1, 2), "1")
    raised(out.cell(1, 3), "(*)")
    raised(out.cell(2, 2), "a")
    say(made, "(*) Theo địa bàn quản lý.", centre=False)
    save(name, docx_bytes(made))
    expect(
        name,
        "Raised marks of notes behind names are no part of them; a raised 2 behind a unit is a power.",
        groups=[],
        tasks=[
            task("Lát lại 300 m2 vỉa hè", "Sở Xây dựng", ["UBND các xã, phường"], "Quý I/2026"),
            task("Trồng cây dọc sông", "Sở Nông nghiệp và Môi trường", ["Sở Xây dựng"], "Quý II/2026"),
        ],
        tolerated=["row-skipped"],
    )


def hidden():
    name = "chu-an.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ THƯ VIỆN LƯU ĐỘNG", bold=True)
    out = table(made, [
        SIX[:5],
        ["1", "Mua xe chở sách", "Sở Văn hóa, Thể thao và Du lịch", "", "Quý I/2026"],
        ["", "Mẫu: ghi nội dung vào đây", "", "", ""],
        ["2", "Xếp lịch về trường", "Sở Giáo dục và Đào tạo", "", "Quý II/2026"],
    ], [12, 95, 60, 60, 40])
    vanish = f'<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> (cũ: Sở Thông tin)</w:t></w:r>'
    out.cell(1, 2).paragraphs[0]._p.append(parse_xml(vanish))
    properties = out.rows[2]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:hidden {W}/>"))
    # A list that still asks, and one where a body was chosen.
    asks = '<w:sdt %s><w:sdtPr>%s<w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>%s</w:t></w:r></w:sdtContent></w:sdt>'
    out.cell(1, 3).paragraphs[0]._p.append(parse_xml(asks % (W, "<w:showingPlcHdr/>", "Choose an item.")))
    out.cell(3, 3).paragraphs[0]._p.append(parse_xml(asks % (W, "", "Sở Nội vụ")))
    save(name, docx_bytes(made))
    expect(
        name,
        "Hidden text and a hidden row do not show, are not read and are told; a list that still asks "
        "for a choice is empty.",
        groups=[],
        tasks=[
            task("Mua xe chở sách", "Sở Văn hóa, Thể thao và Du lịch", [], "Quý I/2026"),
            task("Xếp lịch về trường", "Sở Giáo dục và Đào tạo", ["Sở Nội vụ"], "Quý II/2026"),
        ],
        diagnostics=[["text-hidden", "Bảng 1, dòng 2, cột 3"]],
    )


CHUNK = """<html><body><p>DANH MỤC NHIỆM VỤ SỬA CẦU TREO</p><table border="1">
<tr><th>TT</th><th>Nội dung nhiệm vụ</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Thời hạn</th></tr>
<tr><td>1</td><td>Thay ván mặt cầu</td><td>Sở Xây dựng</td><td>UBND các xã, phường</td><td>Quý III/2026</td></tr>
<tr><td>2</td><td>Cắm biển tải trọng</td><td>Công an tỉnh</td><td></td><td>Quý III/2026</td></tr>
</table></body></html>"""


def inserted():
    name = "chen-trang.docx"
    made = document()
    say(made, "PHỤ LỤC", bold=True)
    body = made.element.body
    body.insert(1, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="chen1"/>'))
    parts = []
    for part, content in unpacked(docx_bytes(made)):
        if part == "word/_rels/document.xml.rels":
            relation = ('<Relationship Id="chen1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                        'relationships/aFChunk" Target="chen1.html"/></Relationships>')
            content = content.replace(b"</Relationships>", relation.encode())
        if part == "[Content_Types].xml":
            content = content.replace(b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>')
        parts.append((part, content))
    parts.append(("word/chen1.html", CHUNK.encode("utf-8")))
    save(name, packed(parts))
    expect(
        name,
        "A program put a page into the Word file (altChunk), which Word shows as a part of the text.",
        groups=[],
        tasks=[
            task("Thay ván mặt cầu", "Sở Xây dựng", ["UBND các xã, phường"], "Quý III/2026"),
            task("Cắm biển tải trọng", "Công an tỉnh", [], "Quý III/2026"),
        ],
    )


HEAD = "<tr><th>TT</th><th>Nội dung nhiệm vụ</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Thời hạn</th></tr>"


def page(name, rows, style="", head=HEAD):
    html = ('<!doctype html><html><head><meta charset="utf-8"><style>' + style + "</style></head><body>"
            "<h2>DANH MỤC NHIỆM VỤ PHÁT TRIỂN DU LỊCH BIỂN</h2>\n<table border=1>" + head + "\n"
            + "\n".join(rows) + "\n</table></body></html>\n")
    save(name, html.encode("utf-8"))


def row(*cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def changed_page():
    name = "trang-dang-sua.html"
    page(name, [
        row("1", "Dựng chòi cứu hộ", '<del cite="mailto:vp">Sở Y tế</del><ins cite="mailto:vp">Công an tỉnh</ins>',
            "Sở Y tế<del>; Sở Nội vụ</del>", "Tháng 5/2026"),
        row("<del>2</del>", "<del>In tờ rơi</del>", "<del>Sở Công Thương</del>", "", ""),
        row("<del>3</del><ins>2</ins>", "Mở tuyến xe <s>điện</s> buýt", "Sở Xây dựng", "", "Tháng 6/2026"),
    ])
    expect(
        name,
        "A page saved by Word with tracked changes is read as accepted: a name replaced, a row deleted, a word struck.",
        groups=[],
        tasks=[
            task("Dựng chòi cứu hộ", "Công an tỉnh", ["Sở Y tế"], "Tháng 5/2026"),
            task("Mở tuyến xe buýt", "Sở Xây dựng", [], "Tháng 6/2026"),
        ],
        diagnostics=[["text-deleted", "Bảng 1!C2"]],
    )


def hidden_page():
    name = "trang-dong-an.html"
    page(name, [
        row("1", "Dựng chòi cứu hộ", "Công an tỉnh", "Sở Y tế", "Tháng 5/2026"),
        '<tr class="mau"><td></td><td>Dòng mẫu</td><td></td><td></td><td></td></tr>',
        "<template>" + row("9", "Dòng của phần mềm", "Sở Tư pháp", "", "") + "</template>",
        row("2", "Mở tuyến xe buýt", 'Sở Xây dựng<span style="visibility: hidden"> (17)</span>', "",
            '<span hidden>20260630</span>Tháng 6/2026'),
    ], style="table tr.mau { display: none }")
    expect(
        name,
        "Rows and words that the page never shows are not read, by a rule of its style sheet, a template, an attribute; told once.",
        groups=[],
        tasks=[
            task("Dựng chòi cứu hộ", "Công an tỉnh", ["Sở Y tế"], "Tháng 5/2026"),
            task("Mở tuyến xe buýt", "Sở Xây dựng", [], "Tháng 6/2026"),
        ],
        diagnostics=[["text-hidden", "Bảng 1!A2"]],
    )


def form_page():
    name = "trang-nhap-lieu.html"
    choose = lambda *bodies: "<select><option value=''>-- Chọn đơn vị --</option>" + "".join(
        f"<option{' selected' if body.startswith('*') else ''}>{body.lstrip('*')}</option>" for body in bodies) + "</select>"
    page(name, [
        row("1", "<textarea>Dựng chòi cứu hộ\ntại ba bãi tắm</textarea>", choose("Sở Y tế", "*Công an tỉnh"),
            choose("*Sở Y tế", "Công an tỉnh"), "<input type=date value='2026-05-31'><input type=hidden value='77'>"),
        row("2", "<input value='Mở tuyến xe buýt'>", choose("*Sở Xây dựng"), choose("Sở Y tế", "Sở Nội vụ"),
            "<input type=text value='Tháng 6/2026'>"),
    ])
    expect(
        name,
        "A page for typing: what is chosen in a list and typed in a field is read; a list that still asks is empty.",
        groups=[],
        tasks=[
            task("Dựng chòi cứu hộ tại ba bãi tắm", "Công an tỉnh", ["Sở Y tế"], "31/5/2026"),
            task("Mở tuyến xe buýt", "Sở Xây dựng", [], "Tháng 6/2026"),
        ],
    )


def make():
    for one in (framed, notes, hidden, inserted, changed_page, hidden_page, form_page):
        one()


if __name__ == "__main__":
    make()
