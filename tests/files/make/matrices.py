"""Plans in matrix form: tasks in rows, a column for each agency, marks for who leads and who supports."""

import io

import xlwt

from office import book, expect, headings, line, put, rows, save, task, widths, xlsx_bytes

PARENT = "(Kèm theo Kế hoạch số {} của Ủy ban nhân dân tỉnh {})"


def agency_headings(sheet, row, names, column, over=None, below=(), rotate=90):
    """Agency columns from `column` on, rotated; `over` is the merged heading above them."""
    letters = [chr(ord(column) + n) for n in range(len(names))]
    if over:
        put(sheet, f"{letters[0]}{row}:{letters[-1]}{row}", over, bold=True, centre=True, box=True)
        row += 1
    sheet.row_dimensions[row].height = 90 if rotate else None
    for letter, name in zip(letters, names):
        put(sheet, f"{letter}{row}", name, bold=True, centre=True, box=True, rotate=rotate)
        sheet.column_dimensions[letter].width = 7 if rotate else 12


def marks(sheet, row, number, content, cells, columns):
    """A row of the matrix: `cells` is a text such as "CT PH - PH", a dash for an empty cell."""
    values = [None if mark == "-" else mark for mark in cells.split()]
    rows(sheet, row, [[number, content]])
    if isinstance(number, str):
        put(sheet, f"A{row}", number, bold=True, centre=True, box=True)
        put(sheet, f"B{row}", content, bold=True, box=True)
    for letter, value in zip(columns, values):
        put(sheet, f"{letter}{row}", value, centre=True, box=True)


def of_letters():
    name = "ma-tran-ct-ph.xlsx"
    made = book("Ma trận")
    sheet = made["Ma trận"]
    widths(sheet, 6, 48)
    line(sheet, 1, 9, "MA TRẬN PHÂN CÔNG NHIỆM VỤ ĐÓN NHÀ ĐẦU TƯ NĂM 2024", bold=True, size=14)
    line(sheet, 2, 9, PARENT.format("29/KH-UBND ngày 05/02/2024", "Hà Tĩnh"), italic=True)
    put(sheet, "A3:I3", "Ghi chú: CT: chủ trì; PH: phối hợp", italic=True)
    put(sheet, "A4:A5", "TT", bold=True, centre=True, box=True)
    put(sheet, "B4:B5", "Nội dung nhiệm vụ", bold=True, centre=True, box=True)
    agencies = ["Sở KH&ĐT", "Sở TC", "Sở CT", "Sở TN&MT", "CA tỉnh", "BQL KKT tỉnh"]
    agency_headings(sheet, 4, agencies, "C", over="Cơ quan thực hiện")
    put(sheet, "I4:I5", "Thời hạn", bold=True, centre=True, box=True)
    sheet.column_dimensions["I"].width = 16
    table = [
        ("I", "Trước khi khảo sát", ""),
        (1, "Lập danh mục dự án gọi vốn", "CT PH PH - - PH"),
        (2, "Công bố quỹ đất sạch", "PH - - CT - PH"),
        ("II", "Trong khi khảo sát", ""),
        (3, "Đưa đoàn đi thực địa", "PH - PH PH PH CT"),
        (4, "Giữ an toàn cho đoàn", "- - - - CT PH"),
        (5, "Trả lời về giá điện, giá nước", "PH ph ct - - -"),
    ]
    deadlines = {6: None, 7: "Tháng 3/2024", 8: "Quý II/2024", 10: "Quý III/2024", 11: "Quý III/2024", 12: "Tháng 9/2024"}
    for row, (number, content, cells) in enumerate(table, 6):
        marks(sheet, row, number, content, cells or "- - - - - -", "CDEFGH")
        put(sheet, f"I{row}", deadlines.get(row), box=True)
    save(name, xlsx_bytes(made))
    one, two = "Trước khi khảo sát", "Trong khi khảo sát"
    expect(
        name,
        "Matrix with CT/PH (once in small letters), agencies abbreviated and rotated below a "
        "merged heading, the legend above the table, Roman groups, a deadline after the agencies.",
        document={"parent": {"kind": "Kế hoạch", "number": "29/KH-UBND", "date": "2024-02-05"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Lập danh mục dự án gọi vốn", "Sở KH&ĐT", ["Sở TC", "Sở CT", "BQL KKT tỉnh"], "Tháng 3/2024", group=one),
            task("Công bố quỹ đất sạch", "Sở TN&MT", ["Sở KH&ĐT", "BQL KKT tỉnh"], "Quý II/2024", group=one),
            task("Đưa đoàn đi thực địa", "BQL KKT tỉnh", ["Sở KH&ĐT", "Sở CT", "Sở TN&MT", "CA tỉnh"], "Quý III/2024", group=two),
            task("Giữ an toàn cho đoàn", "CA tỉnh", ["BQL KKT tỉnh"], "Quý III/2024", group=two),
            task("Trả lời về giá điện, giá nước", "Sở CT", ["Sở KH&ĐT", "Sở TC"], "Tháng 9/2024", group=two),
        ],
    )


def of_dots():
    name = "ma-tran-cham-tron.xlsx"
    made = book("PL 4")
    sheet = made["PL 4"]
    widths(sheet, 6, 50)
    line(sheet, 1, 7, "BẢNG PHÂN CÔNG TRÁCH NHIỆM", bold=True, size=14)
    line(sheet, 2, 7, "THỰC HIỆN ĐỀ ÁN BẢO TỒN DÂN CA VÍ, GIẶM", bold=True, size=14)
    line(sheet, 3, 7, PARENT.format("88/KH-UBND ngày 11/5/2026", "Hà Tĩnh"), italic=True)
    headings(sheet, 5, ["STT", "Nhiệm vụ"])
    names = ["Sở VHTTDL", "Sở GD&ĐT", "Sở TC", "Sở KH&CN", "UBND các xã, phường"]
    agency_headings(sheet, 5, names, "C", rotate=0)
    for row, (content, cells) in enumerate([
        ("Kiểm kê làn điệu, nghệ nhân", "● - - ○ ○"),
        ("Đưa dân ca vào tiết âm nhạc", "○ ● - - -"),
        ("Số hóa băng ghi âm cũ", "○ - ○ ● -"),
        ("Hỗ trợ câu lạc bộ ở thôn", "○ - ○ - ●"),
    ], 6):
        marks(sheet, row, row - 5, content, cells, "CDEFG")
    put(sheet, "A11:G11", "Ghi chú: ● Cơ quan chủ trì; ○ Cơ quan phối hợp.", italic=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Matrix with ● and ○ explained below the table; no deadline column; the title of two lines "
        "does not say DANH MỤC.",
        groups=[],
        tasks=[
            task("Kiểm kê làn điệu, nghệ nhân", "Sở VHTTDL", ["Sở KH&CN", "UBND các xã, phường"], None),
            task("Đưa dân ca vào tiết âm nhạc", "Sở GD&ĐT", ["Sở VHTTDL"]),
            task("Số hóa băng ghi âm cũ", "Sở KH&CN", ["Sở VHTTDL", "Sở TC"]),
            task("Hỗ trợ câu lạc bộ ở thôn", "UBND các xã, phường", ["Sở VHTTDL", "Sở TC"]),
        ],
    )


def of_one_cross():
    name = "ma-tran-mot-dau.xlsx"
    made = book("Sheet1")
    sheet = made["Sheet1"]
    widths(sheet, 6, 48)
    line(sheet, 1, 7, "DANH MỤC BÁO CÁO ĐỊNH KỲ NĂM 2026", bold=True, size=14)
    line(sheet, 2, 7, PARENT.format("90/KH-UBND ngày 14/5/2026", "Thanh Hóa"), italic=True)
    put(sheet, "A4:A5", "TT", bold=True, centre=True, box=True)
    put(sheet, "B4:B5", "Nội dung", bold=True, centre=True, box=True)
    agency_headings(sheet, 4, ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Thanh tra tỉnh"], "C",
                    over="Cơ quan chủ trì", rotate=0)
    put(sheet, "G4:G5", "Thời gian", bold=True, centre=True, box=True)
    sheet.column_dimensions["G"].width = 18
    for row, (content, cells, when) in enumerate([
        ("Báo cáo biên chế", "x - - -", "Trước 15/12/2026"),
        ("Báo cáo nợ đọng xây dựng cơ bản", "- X - -", "Hằng quý"),
        ("Báo cáo hòa giải ở cơ sở", "- - x -", "Hằng năm"),
        ("Báo cáo khiếu nại, tố cáo", "- - - x", "Hằng tháng"),
    ], 6):
        marks(sheet, row, row - 5, content, cells, "CDEF")
        put(sheet, f"G{row}", when, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Matrix of lone x below a merged heading “Cơ quan chủ trì”: the heading says what x means.",
        groups=[],
        tasks=[
            task("Báo cáo biên chế", "Sở Nội vụ", [], "Trước 15/12/2026"),
            task("Báo cáo nợ đọng xây dựng cơ bản", "Sở Tài chính", [], "Hằng quý"),
            task("Báo cáo hòa giải ở cơ sở", "Sở Tư pháp", [], "Hằng năm"),
            task("Báo cáo khiếu nại, tố cáo", "Thanh tra tỉnh", [], "Hằng tháng"),
        ],
    )


def of_support_crosses():
    name = "ma-tran-phoi-hop.xlsx"
    made = book("Phân công")
    sheet = made["Phân công"]
    widths(sheet, 6, 44, 24)
    line(sheet, 1, 8, "DANH MỤC NHIỆM VỤ TỔ CHỨC HỘI CHỢ XUÂN", bold=True, size=14)
    line(sheet, 2, 8, PARENT.format("600/KH-UBND ngày 20/11/2025", "Hà Tĩnh"), italic=True)
    for place, text in [("A4:A5", "STT"), ("B4:B5", "Tên nhiệm vụ"), ("C4:C5", "Đơn vị chủ trì")]:
        put(sheet, place, text, bold=True, centre=True, box=True)
    agency_headings(sheet, 4, ["Sở VHTTDL", "Sở XD", "CA tỉnh", "Sở YT"], "D", over="Đơn vị phối hợp", rotate=0)
    put(sheet, "H4:H5", "Thời hạn", bold=True, centre=True, box=True)
    sheet.column_dimensions["H"].width = 16
    for row, (content, lead, cells, when) in enumerate([
        ("Mời doanh nghiệp đăng ký gian hàng", "Sở Công Thương", "x - - -", "Tháng 12/2025"),
        ("Dựng nhà bạt, kéo điện", "Sở Công Thương", "x x x -", "Tháng 01/2026"),
        ("Phân luồng xe, giữ trật tự", "Công an tỉnh", "- x - -", "Tháng 02/2026"),
        ("Bếp ăn, trạm sơ cứu", "Sở Y tế", "- - x -", "Tháng 02/2026"),
    ], 6):
        rows(sheet, row, [[row - 5, content, lead]])
        for letter, mark in zip("DEFG", cells.split()):
            put(sheet, f"{letter}{row}", None if mark == "-" else mark, centre=True, box=True)
        put(sheet, f"H{row}", when, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Lead as a text column, supports as columns of x below a merged heading “Đơn vị phối hợp”.",
        groups=[],
        tasks=[
            task("Mời doanh nghiệp đăng ký gian hàng", "Sở Công Thương", ["Sở VHTTDL"], "Tháng 12/2025"),
            task("Dựng nhà bạt, kéo điện", "Sở Công Thương", ["Sở VHTTDL", "Sở XD", "CA tỉnh"], "Tháng 01/2026"),
            task("Phân luồng xe, giữ trật tự", "Công an tỉnh", ["Sở XD"], "Tháng 02/2026"),
            task("Bếp ăn, trạm sơ cứu", "Sở Y tế", ["CA tỉnh"], "Tháng 02/2026"),
        ],
    )


def of_unclear_marks():
    name = "ma-tran-khong-ro.xlsx"
    made = book("Ma trận")
    sheet = made["Ma trận"]
    widths(sheet, 6, 46)
    line(sheet, 1, 6, "DANH MỤC NHIỆM VỤ DỌN DẸP HÀNH LANG ĐƯỜNG BỘ", bold=True, size=14)
    line(sheet, 2, 6, PARENT.format("101/KH-UBND ngày 25/5/2026", "Hà Tĩnh"), italic=True)
    headings(sheet, 4, ["TT", "Nội dung"])
    agency_headings(sheet, 4, ["Sở XD", "CA tỉnh", "Sở TP", "Sở TC"], "C", rotate=0)
    for row, (content, cells) in enumerate([
        ("Tháo dỡ mái che lấn vỉa hè", "x x - -"),
        ("Kẻ lại vạch sơn", "x - - x"),
        ("Xử phạt xe dừng đỗ sai", "x x x -"),
    ], 5):
        marks(sheet, row, row - 4, content, cells, "CDEF")
    save(name, xlsx_bytes(made))
    crosses = ["C5", "D5", "C6", "F6", "C7", "D7", "E7"]
    expect(
        name,
        "Several x in each row and nothing that says who leads: every such mark is an error.",
        groups=[],
        tasks=[task("Tháo dỡ mái che lấn vỉa hè", None), task("Kẻ lại vạch sơn", None),
               task("Xử phạt xe dừng đỗ sai", None)],
        diagnostics=[("mark-unknown", f"Ma trận!{place}") for place in crosses],
    )

    name = "ma-tran-dau-la.xlsx"
    made = book("Ma trận")
    sheet = made["Ma trận"]
    widths(sheet, 6, 46)
    line(sheet, 1, 6, "DANH MỤC NHIỆM VỤ KIỂM SOÁT GIẾT MỔ", bold=True, size=14)
    line(sheet, 2, 6, PARENT.format("102/KH-UBND ngày 26/5/2026", "Hà Tĩnh"), italic=True)
    put(sheet, "A3:F3", "(C: chủ trì; P: phối hợp)", italic=True)
    headings(sheet, 4, ["TT", "Nội dung"])
    agency_headings(sheet, 4, ["Sở NN&MT", "Sở CT", "CA tỉnh", "UBND các xã, phường"], "C", rotate=0)
    for row, (content, cells) in enumerate([
        ("Đóng dấu kiểm soát thịt lợn", "C - - P"),
        ("Kiểm tra xe chở gia súc ban đêm", "P K C -"),
        ("Dẹp điểm giết mổ tự phát", "P P P C"),
    ], 5):
        marks(sheet, row, row - 4, content, cells, "CDEF")
    save(name, xlsx_bytes(made))
    expect(
        name,
        "C and P explained in brackets above the table; one K that the legend does not know is an "
        "error at its cell.",
        groups=[],
        tasks=[
            task("Đóng dấu kiểm soát thịt lợn", "Sở NN&MT", ["UBND các xã, phường"]),
            task("Kiểm tra xe chở gia súc ban đêm", "CA tỉnh", ["Sở NN&MT"]),
            task("Dẹp điểm giết mổ tự phát", "UBND các xã, phường", ["Sở NN&MT", "Sở CT", "CA tỉnh"]),
        ],
        diagnostics=[("mark-unknown", "Ma trận!D6")],
    )


def with_totals():
    name = "ma-tran-cong.xlsx"
    made = book("Ma trận")
    sheet = made["Ma trận"]
    widths(sheet, 6, 46)
    line(sheet, 1, 7, "MA TRẬN PHÂN CÔNG NHIỆM VỤ PHÒNG, CHỐNG DỊCH TẢ LỢN", bold=True, size=14)
    line(sheet, 2, 7, PARENT.format("155/KH-UBND ngày 15/5/2026", "Thanh Hóa"), italic=True)
    headings(sheet, 4, ["TT", "Nội dung nhiệm vụ"])
    agency_headings(sheet, 4, ["Sở Nông\nnghiệp và\nMôi trường", "Sở Y tế", "Công an\ntỉnh", "Sở Tài chính"], "C", rotate=0)
    put(sheet, "G4", "Ghi chú", bold=True, centre=True, box=True)
    for row, (content, cells, note) in enumerate([
        ("Tiêu hủy lợn bệnh", "CT PH PH PH", "Có biên bản"), ("Lập chốt kiểm dịch", "PH - CT -", None),
        ("Hỗ trợ hộ chăn nuôi", "CT - - PH", "Theo quy định của tỉnh"),
    ], 5):
        marks(sheet, row, row - 4, content, cells, "CDEF")
        put(sheet, f"G{row}", note, box=True)
    for row, (label, numbers) in enumerate([("Tổng số chủ trì", (2, 0, 1, 0)), ("Tổng số phối hợp", (1, 1, 1, 2))], 8):
        put(sheet, f"A{row}:B{row}", label, bold=True, box=True)
        for letter, number in zip("CDEF", numbers):
            put(sheet, f"{letter}{row}", number, bold=True, centre=True, box=True)
    put(sheet, "A11:G11", "CT: Cơ quan chủ trì", italic=True)
    put(sheet, "A12:G12", "PH: Cơ quan phối hợp", italic=True)
    save(name, xlsx_bytes(made))
    farm = "Sở Nông nghiệp và Môi trường"
    expect(
        name,
        "Names of agencies broken into lines in the headings, rows of totals below, a legend of "
        "two lines: totals are no tasks and no marks (skipped with or without a word).",
        groups=[],
        tasks=[task("Tiêu hủy lợn bệnh", farm, ["Sở Y tế", "Công an tỉnh", "Sở Tài chính"], notes="Có biên bản"),
               task("Lập chốt kiểm dịch", "Công an tỉnh", [farm], notes=None),
               task("Hỗ trợ hộ chăn nuôi", farm, ["Sở Tài chính"], notes="Theo quy định của tỉnh")],
        tolerated=["row-skipped"],
    )


def of_an_old_workbook():
    name = "ma-tran-c-p.xls"
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("Ma tran")
    bold = xlwt.easyxf("font: name Times New Roman, bold on, height 240; align: horiz centre, vert centre, wrap on; borders: left thin, right thin, top thin, bottom thin")
    plain = xlwt.easyxf("font: name Times New Roman, height 240; align: vert centre, wrap on; borders: left thin, right thin, top thin, bottom thin")
    centred = xlwt.easyxf("font: name Times New Roman, height 240; align: horiz centre; borders: left thin, right thin, top thin, bottom thin")
    title = xlwt.easyxf("font: name Times New Roman, bold on, height 280; align: horiz centre, wrap on")
    italic = xlwt.easyxf("font: name Times New Roman, italic on, height 240; align: horiz centre")
    left = xlwt.easyxf("font: name Times New Roman, italic on, height 220")
    sheet.write_merge(0, 0, 0, 6, "PHÂN CÔNG NHIỆM VỤ TỔNG ĐIỀU TRA NÔNG NGHIỆP", title)
    sheet.write_merge(1, 1, 0, 6, PARENT.format("52/KH-UBND ngày 12/3/2024", "Thanh Hóa"), italic)
    for column, text in [(0, "STT"), (1, "Nội dung nhiệm vụ"), (6, "Thời gian hoàn thành")]:
        sheet.write_merge(3, 4, column, column, text, bold)
    sheet.write_merge(3, 3, 2, 5, "Cơ quan, đơn vị thực hiện", bold)
    for column, text in enumerate(["Cục Thống kê", "Sở NN&PTNT", "Sở TT&TT", "UBND các huyện, thị xã, thành phố"], 2):
        sheet.write(4, column, text, bold)
    for row, (content, cells, when) in enumerate([
        ("Lập bảng kê hộ", "C P - P", "Tháng 4/2024"), ("Tuyển điều tra viên", "C - - P", "Tháng 5/2024"),
        ("Tuyên truyền trên loa xã", "P - C P", "Tháng 6/2024"), ("Thu thập phiếu", "P P - C", "Tháng 7/2024"),
    ], 5):
        sheet.write(row, 0, row - 4, centred)
        sheet.write(row, 1, content, plain)
        for column, mark in enumerate(cells.split(), 2):
            sheet.write(row, column, "" if mark == "-" else mark, centred)
        sheet.write(row, 6, when, plain)
    sheet.write(10, 1, "C: Chủ trì; P: Phối hợp", left)
    sheet.portrait, sheet.fit_num_pages, sheet.fit_height_to_pages = False, 1, 0
    for column, width in enumerate([6, 40, 14, 14, 14, 18, 20]):
        sheet.col(column).width = width * 256
    out = io.BytesIO()
    made.save(out)
    save(name, out.getvalue())
    expect(
        name,
        "An old .xls matrix with C and P, the legend without Ghi chú below the table.",
        groups=[],
        tasks=[
            task("Lập bảng kê hộ", "Cục Thống kê", ["Sở NN&PTNT", "UBND các huyện, thị xã, thành phố"], "Tháng 4/2024"),
            task("Tuyển điều tra viên", "Cục Thống kê", ["UBND các huyện, thị xã, thành phố"], "Tháng 5/2024"),
            task("Tuyên truyền trên loa xã", "Sở TT&TT", ["Cục Thống kê", "UBND các huyện, thị xã, thành phố"], "Tháng 6/2024"),
            task("Thu thập phiếu", "UBND các huyện, thị xã, thành phố", ["Cục Thống kê", "Sở NN&PTNT"], "Tháng 7/2024"),
        ],
    )


def make():
    for one in (of_letters, of_dots, of_one_cross, of_support_crosses, of_unclear_marks,
                with_totals, of_an_old_workbook):
        one()


if __name__ == "__main__":
    make()
