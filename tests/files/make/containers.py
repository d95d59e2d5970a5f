"""The same kinds of tables in other containers: .xls, .ods, and .xlsx as other programs write them."""

import datetime
import io
import re
from xml.sax.saxutils import escape

import xlwt

from office import (
    band, book, converted, expect, header_block, headings, line, packed, put, rows, save,
    signature, task, unpacked, widths, xlsx_bytes,
)
from plans import SIX, plain


def old_workbook():
    name = "so-nganh.xls"
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("DM nhiệm vụ")
    box = "borders: left thin, right thin, top thin, bottom thin"
    font = "font: name Times New Roman, height 240"
    bold = xlwt.easyxf(f"{font}, bold on; align: horiz centre, vert centre, wrap on; {box}")
    cell = xlwt.easyxf(f"{font}; align: vert centre, wrap on; {box}")
    day = xlwt.easyxf(f"{font}; align: vert centre; {box}", num_format_str="DD/MM/YYYY")
    month = xlwt.easyxf(f"{font}; align: vert centre; {box}", num_format_str="MM/YYYY")
    group = xlwt.easyxf(f"{font}, bold on; align: vert centre; {box}")
    title = xlwt.easyxf("font: name Times New Roman, bold on, height 280; align: horiz centre, wrap on")
    plain_title = xlwt.easyxf("font: name Times New Roman, height 240; align: horiz centre")
    italic = xlwt.easyxf("font: name Times New Roman, italic on, height 240; align: horiz centre")
    struck = xlwt.easyxf(f"{font}, struck_out on; align: vert centre, wrap on; {box}")
    red = xlwt.easyfont("name Times New Roman, height 240, colour red")
    black = xlwt.easyfont("name Times New Roman, height 240")

    sheet.write_merge(0, 0, 0, 2, "UBND TỈNH HÀ TĨNH", plain_title)
    sheet.write_merge(1, 1, 0, 2, "SỞ Y TẾ", title)
    sheet.write_merge(0, 0, 3, 6, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", title)
    sheet.write_merge(1, 1, 3, 6, "Độc lập - Tự do - Hạnh phúc", title)
    sheet.write_merge(3, 3, 0, 6, "DANH MỤC NHIỆM VỤ PHÒNG, CHỐNG SỐT XUẤT HUYẾT", title)
    sheet.write_merge(4, 4, 0, 6, "(Kèm theo Kế hoạch số 1205/KH-SYT ngày 28/5/2025 của Sở Y tế)", italic)
    for column, text in [(0, "TT"), (1, "Nội dung"), (4, "Thời hạn"), (5, "Kết quả"), (6, "Ghi chú")]:
        sheet.write_merge(6, 7, column, column, text, bold)
    sheet.write_merge(6, 6, 2, 3, "Tổ chức thực hiện", bold)
    sheet.write(7, 2, "Cơ quan chủ trì", bold)
    sheet.write(7, 3, "Cơ quan phối hợp", bold)
    sheet.write_merge(8, 8, 0, 6, "I. Giám sát ca bệnh", group)
    sheet.write(9, 0, 1, cell)
    sheet.write_rich_text(9, 1, [("Giám sát ổ dịch ", black), ("tại các xã ven sông", red)], cell)
    sheet.write(9, 2, "Sở Y tế", cell)
    sheet.write_merge(9, 10, 3, 3, "UBND các xã, phường", cell)
    sheet.write(9, 4, datetime.date(2025, 8, 31), day)
    sheet.write(9, 5, "Báo cáo tuần", cell)
    sheet.write(9, 6, "", cell)
    for column, value in [(0, 2), (1, "Lấy mẫu xét nghiệm"), (2, "Sở Y tế"), (5, "Phiếu kết quả"), (6, "")]:
        sheet.write(10, column, value, cell)
    sheet.write(10, 4, datetime.date(2025, 6, 1), month)
    sheet.write_merge(11, 11, 0, 6, "II. Diệt lăng quăng, bọ gậy", group)
    for row, values in enumerate([
        [3, "Phát động lật úp dụng cụ chứa nước", "UBND các xã, phường", "Sở Y tế; Tỉnh đoàn", 2025, "Chiến dịch", "Hai đợt"],
        [4, "Phun hóa chất diện rộng", "Sở Y tế", "Sở Tài chính", "Quý III/2025", "Diện tích phun", ""],
        [5, "Nói chuyện chuyên đề ở trường học", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Tháng 9/2025", "Buổi nói chuyện", ""],
    ], 12):
        for column, value in enumerate(values):
            sheet.write(row, column, value, struck if row == 13 else cell)
    sheet.row(14).hidden = True
    sheet.row(14).height_mismatch = True
    sheet.write(16, 0, "Nơi nhận:", xlwt.easyxf("font: name Times New Roman, bold on, italic on, height 220"))
    sheet.write(17, 0, "- UBND tỉnh (để b/c);")
    sheet.write(18, 0, "- Lưu: VT, NVY.")
    sheet.write_merge(16, 16, 4, 6, "GIÁM ĐỐC", title)
    sheet.write_merge(20, 20, 4, 6, "Hoàng Văn Mẫu", title)
    sheet.portrait, sheet.fit_num_pages, sheet.fit_height_to_pages = False, 1, 0
    for column, width in enumerate([6, 40, 24, 26, 16, 20, 16]):
        sheet.col(column).width = width * 256
    secret = made.add_sheet("Ghi chép")
    secret.write(0, 0, "số liệu riêng")
    secret.visibility = 1
    out = io.BytesIO()
    made.save(out)
    save(name, out.getvalue())
    one, two = "Giám sát ca bệnh", "Diệt lăng quăng, bọ gậy"
    expect(
        name,
        "An .xls of a department: its name and that of its superior above, two tiers, real dates, "
        "text of two colours, a merged support, a struck and a hidden row, a hidden sheet without a table.",
        document={"title": "DANH MỤC NHIỆM VỤ PHÒNG, CHỐNG SỐT XUẤT HUYẾT", "issuer": "Sở Y tế",
                  "parent": {"kind": "Kế hoạch", "number": "1205/KH-SYT", "date": "2025-05-28", "issuer": "Sở Y tế"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Giám sát ổ dịch tại các xã ven sông", "Sở Y tế", ["UBND các xã, phường"], "31/08/2025", "Báo cáo tuần", group=one),
            task("Lấy mẫu xét nghiệm", "Sở Y tế", ["UBND các xã, phường"], "06/2025", "Phiếu kết quả", group=one),
            task("Phát động lật úp dụng cụ chứa nước", "UBND các xã, phường", ["Sở Y tế", "Tỉnh đoàn"], "2025", "Chiến dịch", "Hai đợt", two),
            task("Phun hóa chất diện rộng", "Sở Y tế", ["Sở Tài chính"], "Quý III/2025", "Diện tích phun", group=two),
            task("Nói chuyện chuyên đề ở trường học", "Sở Giáo dục và Đào tạo", ["Sở Y tế"], "Tháng 9/2025", group=two),
        ],
        diagnostics=[("row-struck", "DM nhiệm vụ!A14"), ("row-hidden", "DM nhiệm vụ!A15")],
        tolerated=["sheet-hidden"],
        strangers=True,
    )


def sample(title, number, day, province):
    """A plan with what containers store each in its own way: merges, dates, hidden rows, breaks."""
    made, sheet = plain(title, f"(Kèm theo Kế hoạch số {number} ngày {day} của Ủy ban nhân dân tỉnh {province})")
    headings(sheet, 4, SIX)
    band(sheet, 5, 6, "I. CHUẨN BỊ")
    rows(sheet, 6, [
        [1, "Chọn nhà thầu tư vấn", None, "Sở Xây dựng;\nSở Tư pháp", datetime.date(2026, 3, 31), "Hợp đồng"],
        [2, "Lập nhiệm vụ khảo sát", None, "nt", datetime.date(2026, 4, 1), "Đề cương"],
    ])
    put(sheet, "C6:C7", "Sở Tài chính", box=True)
    sheet["E6"].number_format = "dd/mm/yyyy"
    sheet["E7"].number_format = "mm/yyyy"
    band(sheet, 8, 6, "II. THỰC HIỆN")
    rows(sheet, 9, [
        [3, "Giải phóng mặt bằng", "UBND các xã, phường", "Sở Nông nghiệp và\nMôi trường", 2026, "Mặt bằng sạch"],
        [4, "Thi công", "Sở Xây dựng", None, "Quý IV/2026", "Khối lượng"],
        [5, "Nghiệm thu", "Sở Xây dựng", "Sở Tài chính", "Quý I/2027", "Biên bản"],
    ])
    sheet.row_dimensions[10].hidden = True
    put(sheet, "A13:C13", "Nơi nhận:", bold=True, italic=True)
    put(sheet, "A14:C14", "- Như trên;")
    put(sheet, "A15:C15", "- Lưu: VT.")
    return made


def sample_tasks():
    one, two = "CHUẨN BỊ", "THỰC HIỆN"
    return [(1, one), (1, two)], [
        task("Chọn nhà thầu tư vấn", "Sở Tài chính", ["Sở Xây dựng", "Sở Tư pháp"], "31/03/2026", "Hợp đồng", group=one),
        task("Lập nhiệm vụ khảo sát", "Sở Tài chính", ["Sở Xây dựng", "Sở Tư pháp"], "04/2026", "Đề cương", group=one),
        task("Giải phóng mặt bằng", "UBND các xã, phường", ["Sở Nông nghiệp và Môi trường"], "2026", "Mặt bằng sạch", group=two),
        task("Thi công", "Sở Xây dựng", [], "Quý IV/2026", "Khối lượng", group=two),
        task("Nghiệm thu", "Sở Xây dựng", ["Sở Tài chính"], "Quý I/2027", "Biên bản", group=two),
    ]


def from_libreoffice():
    title, facts = "DANH MỤC NHIỆM VỤ DỰ ÁN ĐƯỜNG VEN BIỂN", ("70/KH-UBND", "06/3/2026", "Thanh Hóa")
    data = xlsx_bytes(sample(title, *facts))
    groups, tasks = sample_tasks()
    document = {"title": title, "parent": {"kind": "Kế hoạch", "number": "70/KH-UBND", "date": "2026-03-06",
                                           "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa"}}
    for name, to, settle in [("libreoffice.xls", "xls", False), ("libreoffice.ods", "ods", True),
                             ("libreoffice.xlsx", "xlsx:Calc MS Excel 2007 XML", True)]:
        save(name, converted(data, ".xlsx", to, settle))
        expect(name, "Saved by LibreOffice: merged cells, real dates, line breaks, a hidden row, nt.",
               document=document, groups=groups, tasks=tasks,
               diagnostics=[("row-hidden", "Nhiệm vụ!A10")])

    name = "nhieu-trang.ods"
    made = book("Tháng 4", "Tháng 5")
    for sheet_name, first in [("Tháng 4", 1), ("Tháng 5", 4)]:
        sheet = made[sheet_name]
        widths(sheet, 6, 44, 26, 30, 18)
        line(sheet, 1, 5, "LỊCH CÔNG VIỆC GIAO CÁC SỞ", bold=True, size=13)
        line(sheet, 2, 5, "(Kèm theo Thông báo số 210/TB-UBND ngày 31/3/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
        headings(sheet, 4, ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Hạn hoàn thành"])
    rows(made["Tháng 4"], 5, [[1, "Đối chiếu số thu phí", "Sở Tài chính", "Kho bạc Nhà nước", "15/4/2026"],
                              [2, "Sửa mái che chợ huyện cũ", "Sở Công Thương", "Sở Xây dựng", "25/4/2026"]])
    rows(made["Tháng 5"], 5, [[1, "Khai trương mùa biển", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "10/5/2026"]])
    made["Tháng 5"].column_dimensions["D"].hidden = True
    save(name, converted(xlsx_bytes(made), ".xlsx", "ods"))
    expect(
        name,
        "An .ods of two sheets, a column hidden in the second.",
        groups=[(1, "Tháng 4"), (1, "Tháng 5")],
        tasks=[task("Đối chiếu số thu phí", "Sở Tài chính", ["Kho bạc Nhà nước"], "15/4/2026", group="Tháng 4"),
               task("Sửa mái che chợ huyện cũ", "Sở Công Thương", ["Sở Xây dựng"], "25/4/2026", group="Tháng 4"),
               task("Khai trương mùa biển", "Sở Văn hóa, Thể thao và Du lịch", ["Công an tỉnh"], "10/5/2026", group="Tháng 5")],
        diagnostics=[("column-hidden", "Tháng 5!D4")],
        strangers=True,
    )


TYPES = ('<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/worksheets/sheet.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def from_a_web_system():
    """No styles, no shared strings, no places of cells: every cell stands where it comes."""
    name = "xuat-phan-mem.xlsx"
    table = [
        ["DANH SÁCH NHIỆM VỤ GIAO TRÊN HỆ THỐNG"], [],
        ["STT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Hạn xử lý", "Trạng thái"],
        ["1", "Trả lời kiến nghị về nước sạch", "Sở Xây dựng", "UBND các xã, phường", "20/4/2026", "Đang thực hiện"],
        ["2", "Báo cáo tiến độ số hóa hộ tịch & lý lịch", "Sở Tư pháp", "", "30/4/2026", "Chưa thực hiện"],
        ["3", "Kiểm tra phản ánh về <tiếng ồn>", "Sở Nông nghiệp và Môi trường", "Công an tỉnh", "", "Hoàn thành"],
    ]

    def cell(text):
        if text.isdigit():
            return f"<x:c><x:v>{text}</x:v></x:c>"
        if " & " in text:
            head, tail = text.split(" & ")
            runs = "".join(f'<x:r><x:t xml:space="preserve">{escape(run)}</x:t></x:r>' for run in (head + " &", " " + tail))
            return f'<x:c t="inlineStr"><x:is>{runs}</x:is></x:c>'
        return f'<x:c t="inlineStr"><x:is><x:t>{escape(text)}</x:t></x:is></x:c>' if text else "<x:c/>"

    body = "".join("<x:row>" + "".join(map(cell, row)) + "</x:row>" for row in table)
    parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", f'<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="{RELS}/officeDocument" Target="/xl/workbook.xml" Id="R1"/></Relationships>'),
        ("xl/workbook.xml", f'<?xml version="1.0" encoding="utf-8"?><x:workbook xmlns:x="{MAIN}" xmlns:r="{RELS}"><x:sheets><x:sheet name="Danh sách" sheetId="1" r:id="R2"/></x:sheets></x:workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="{RELS}/worksheet" Target="/xl/worksheets/sheet.xml" Id="R2"/></Relationships>'),
        ("xl/worksheets/sheet.xml", f'<?xml version="1.0" encoding="utf-8"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>{body}</x:sheetData></x:worksheet>'),
    ]
    save(name, packed(parts))
    expect(
        name,
        "Written by a web system: prefixed tags, absolute targets, inline strings, one of them in "
        "runs, cells and rows without their places, no styles; a column of states is unknown.",
        document={"title": "DANH SÁCH NHIỆM VỤ GIAO TRÊN HỆ THỐNG"},
        groups=[],
        tasks=[
            task("Trả lời kiến nghị về nước sạch", "Sở Xây dựng", ["UBND các xã, phường"], "20/4/2026", notes="Trạng thái: Đang thực hiện"),
            task("Báo cáo tiến độ số hóa hộ tịch & lý lịch", "Sở Tư pháp", [], "30/4/2026", notes="Trạng thái: Chưa thực hiện"),
            task("Kiểm tra phản ánh về <tiếng ồn>", "Sở Nông nghiệp và Môi trường", ["Công an tỉnh"], None, notes="Trạng thái: Hoàn thành"),
        ],
        diagnostics=[("column-unknown", "Danh sách!F3")],
        strangers=True,
    )


def strict():
    name = "strict.xlsx"
    data = xlsx_bytes(sample("DANH MỤC NHIỆM VỤ DỰ ÁN KÈ SÔNG", "71/KH-UBND", "09/3/2026", "Hà Tĩnh"))
    parts = []
    for part, content in unpacked(data):
        if part.endswith((".xml", ".rels")):
            text = content.decode("utf-8")
            text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            text = text.replace(RELS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            if part == "xl/workbook.xml":
                text = re.sub(r"<workbook ", '<workbook conformance="strict" ', text, count=1)
            if part == "xl/worksheets/sheet1.xml":
                # Strict workbooks may store dates as dates.
                found = re.search(r'<c r="E6"([^>]*?)(?: t="n")?><v>(\d+)</v></c>', text)
                text = text.replace(found[0], f'<c r="E6"{found[1]} t="d"><v>2026-03-31</v></c>')
            content = text.encode("utf-8")
        parts.append((part, content))
    save(name, packed(parts))
    groups, tasks = sample_tasks()
    expect(name, "Saved as Strict Open XML: other namespaces, a date stored as a date (t=\"d\").",
           document={"title": "DANH MỤC NHIỆM VỤ DỰ ÁN KÈ SÔNG", "parent": {"number": "71/KH-UBND", "date": "2026-03-09"}},
           groups=groups, tasks=tasks, diagnostics=[("row-hidden", "Nhiệm vụ!A10")])


def rich_text():
    name = "chu-nhieu-mau.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ NÂNG CẤP CHỢ ", "(Kèm theo Quyết định số 128/QĐ-UBND ngày 26/01/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Lắp báo cháy tự động ở chợ hạng 1", "Sở Công Thương", "Công an tỉnh; Sở Xây dựng", "Quý II/2026", "Hệ thống"],
        [2, "Thay cột điện cũ trong chợ", "Sở Công Thương", "Sở Xây dựng", "Quý III/2026", "Hệ thống"],
    ])
    data = xlsx_bytes(made)
    parts = dict(unpacked(data))
    strings = parts["xl/sharedStrings.xml"].decode("utf-8")
    look = '<rPr><b/><sz val="12"/><color rgb="FFFF0000"/><rFont val="Times New Roman"/></rPr>'

    def runs(*texts):
        made = [f'<r>{look if n % 2 else ""}<t xml:space="preserve">{text}</t></r>' for n, text in enumerate(texts)]
        return "".join(made)

    for whole, split in [
        ("Lắp báo cháy tự động ở chợ hạng 1", runs("Lắp báo cháy ", "tự ", "động", " ở chợ hạng 1") + '<rPh sb="0" eb="1"><t>lap</t></rPh>'),
        ("Công an tỉnh; Sở Xây dựng", runs("Công an tỉnh", "; Sở X", "ây dựng")),
        ("Cơ quan chủ trì", runs("Cơ quan ", "chủ trì")),
    ]:
        pattern = re.compile(r"<si><t[^>]*>" + re.escape(whole) + "</t></si>")
        strings, count = pattern.subn(lambda _: f"<si>{split}</si>", strings)
        assert count == 1, whole
    parts["xl/sharedStrings.xml"] = strings.encode("utf-8")
    save(name, packed(parts.items()))
    expect(
        name,
        "Texts in runs of several colours that break inside words; a phonetic run is not text.",
        document={"title": "DANH MỤC NHIỆM VỤ NÂNG CẤP CHỢ"},
        groups=[],
        tasks=[task("Lắp báo cháy tự động ở chợ hạng 1", "Sở Công Thương", ["Công an tỉnh", "Sở Xây dựng"]),
               task("Thay cột điện cũ trong chợ", "Sở Công Thương", ["Sở Xây dựng"])],
    )


def make():
    for one in (old_workbook, from_libreoffice, from_a_web_system, strict, rich_text):
        one()


if __name__ == "__main__":
    make()
