"""Workbooks (.xlsx) in the list form: what stands in the cells, and what is wrong with them."""

import datetime

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.cell_range import CellRange

from office import band, book, converted, expect, headings, line, put, rows, save, task, widths, with_results, xlsx_bytes
from plans import SIX, plain


def dittos():
    name = "nhu-tren.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ PHÒNG, CHỐNG THIÊN TAI NĂM 2026",
                        "(Kèm theo Kế hoạch số 31/KH-UBND ngày 20/02/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Kiểm tra hồ đập trước mùa mưa", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Trước ngày 31/8/2026", "Báo cáo"],
        [2, "Cắm biển cảnh báo tại ngầm tràn", "nt", "Sở Xây dựng", "nt", "Biển báo"],
        [3, "Lập phương án sơ tán dân vùng trũng", "như trên", "nt", "-nt-", "Phương án"],
        [4, "Dự trữ lương thực, nước uống", "Sở Công Thương", "″", "Như trên", "nt"],
        [5, "Dự trữ thuốc và hóa chất khử khuẩn", "Sở Y tế", "\"", "NT", "- nt -"],
        [6, "Diễn tập cứu hộ trên sông", "Bộ Chỉ huy Quân sự tỉnh", "Công an tỉnh", "Tháng 7/2026", "nt."],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "nt, như trên, -nt-, ″ and their like in the columns lead, support, deadline, product; "
        "chains of them repeat the last real value.",
        groups=[],
        tasks=[
            task("Kiểm tra hồ đập trước mùa mưa", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "Trước ngày 31/8/2026", "Báo cáo"),
            task("Cắm biển cảnh báo tại ngầm tràn", "Sở Nông nghiệp và Môi trường", ["Sở Xây dựng"], "Trước ngày 31/8/2026", "Biển báo"),
            task("Lập phương án sơ tán dân vùng trũng", "Sở Nông nghiệp và Môi trường", ["Sở Xây dựng"], "Trước ngày 31/8/2026", "Phương án"),
            task("Dự trữ lương thực, nước uống", "Sở Công Thương", ["Sở Xây dựng"], "Trước ngày 31/8/2026", "Phương án"),
            task("Dự trữ thuốc và hóa chất khử khuẩn", "Sở Y tế", ["Sở Xây dựng"], "Trước ngày 31/8/2026", "Phương án"),
            task("Diễn tập cứu hộ trên sông", "Bộ Chỉ huy Quân sự tỉnh", ["Công an tỉnh"], "Tháng 7/2026", "Phương án"),
        ],
    )

    name = "nhu-tren-trong.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ KIỂM TRA ĐÊ ĐIỀU",
                        "(Kèm theo Kế hoạch số 32/KH-UBND ngày 20/02/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    band(sheet, 5, 6, "I. TUYẾN ĐÊ SÔNG")
    rows(sheet, 6, [
        [1, "Phát quang mái đê", "Sở Nông nghiệp và Môi trường", "nt", "Tháng 4/2026", "Báo cáo"],
        [2, "Sửa cống dưới đê", "nt", "Sở Xây dựng", None, "Hồ sơ"],
    ])
    band(sheet, 8, 6, "II. TUYẾN ĐÊ BIỂN")
    rows(sheet, 9, [
        [3, "Trồng dặm rừng chắn sóng", "nt", "nt", "nt", "Diện tích trồng"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "nt with nothing above it is an error at its cell; below an empty cell it repeats nothing "
        "either; past a group row it means the last task above.",
        groups=[(1, "TUYẾN ĐÊ SÔNG"), (1, "TUYẾN ĐÊ BIỂN")],
        tasks=[
            task("Phát quang mái đê", "Sở Nông nghiệp và Môi trường", deadline="Tháng 4/2026", product="Báo cáo"),
            task("Sửa cống dưới đê", "Sở Nông nghiệp và Môi trường", ["Sở Xây dựng"], None, "Hồ sơ"),
            task("Trồng dặm rừng chắn sóng", "Sở Nông nghiệp và Môi trường", ["Sở Xây dựng"], product="Diện tích trồng"),
        ],
        diagnostics=[("ditto-empty", "Nhiệm vụ!D6"), ("ditto-empty", "Nhiệm vụ!E9")],
    )


def merged_down():
    name = "gop-o-doc.xlsx"
    made, sheet = plain("DANH MỤC CÔNG VIỆC CHUẨN BỊ ĐẠI HỘI THỂ DỤC THỂ THAO",
                        "(Kèm theo Quyết định số 305/QĐ-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Ban hành điều lệ", None, None, None, "Điều lệ"],
        [2, "Thành lập các tiểu ban", None, None, None, "Quyết định"],
        [3, "Trang trí, cổ động", None, None, None, "Pa nô, áp phích"],
        [4, "Bảo đảm an ninh, trật tự", None, "Bộ Chỉ huy Quân sự tỉnh", None, "Phương án"],
        [5, "Trực cấp cứu tại sân vận động", None, None, None, "Kíp trực"],
        [6, "Chuẩn bị địa điểm thi đấu", None, "Trường Đại học Hồng Đức", "Tháng 5/2026", "Biên bản bàn giao"],
        [None, None, None, "Sở Xây dựng", None, "Hồ sơ sửa chữa"],
        [7, "Tổng duyệt", None, "Các sở, ban, ngành, địa phương", "Ngày 10/6/2026", "Kịch bản"],
    ])
    merge = lambda place, value: put(sheet, place, value, box=True)
    merge("C5:C7", "Sở Văn hóa, Thể thao và Du lịch")
    merge("D5:D7", "Sở Nội vụ; Sở Tài chính")
    merge("E5:E6", "Quý I/2026")
    merge("E7:E9", "Quý II/2026")
    merge("C8", "Công an tỉnh")
    merge("C9", "Sở Y tế")
    merge("A10:A11", 6)
    merge("B10:B11", "Chuẩn bị địa điểm thi đấu")
    merge("E10:E11", "Tháng 5/2026")
    put(sheet, "C10", "Sở Giáo dục và Đào tạo", box=True)
    put(sheet, "C11", "Sở Văn hóa, Thể thao và Du lịch", box=True)
    put(sheet, "C12", "Sở Văn hóa, Thể thao và Du lịch", box=True)
    save(name, xlsx_bytes(made))
    sport = "Sở Văn hóa, Thể thao và Du lịch"
    expect(
        name,
        "Lead, support and deadline merged downwards hold for every row; a content merged over two "
        "rows with another lead in each is a task for each row.",
        groups=[],
        tasks=[
            task("Ban hành điều lệ", sport, ["Sở Nội vụ", "Sở Tài chính"], "Quý I/2026", "Điều lệ"),
            task("Thành lập các tiểu ban", sport, ["Sở Nội vụ", "Sở Tài chính"], "Quý I/2026", "Quyết định"),
            task("Trang trí, cổ động", sport, ["Sở Nội vụ", "Sở Tài chính"], "Quý II/2026", "Pa nô, áp phích"),
            task("Bảo đảm an ninh, trật tự", "Công an tỉnh", ["Bộ Chỉ huy Quân sự tỉnh"], "Quý II/2026", "Phương án"),
            task("Trực cấp cứu tại sân vận động", "Sở Y tế", [], "Quý II/2026", "Kíp trực"),
            task("Chuẩn bị địa điểm thi đấu", "Sở Giáo dục và Đào tạo", ["Trường Đại học Hồng Đức"], "Tháng 5/2026", "Biên bản bàn giao"),
            task("Chuẩn bị địa điểm thi đấu", sport, ["Sở Xây dựng"], "Tháng 5/2026", "Hồ sơ sửa chữa"),
            task("Tổng duyệt", sport, ["Các sở, ban, ngành, địa phương"], "Ngày 10/6/2026", "Kịch bản"),
        ],
    )


def hidden_and_struck():
    name = "an-va-gach.xlsx"
    made = book("Nhiệm vụ")
    sheet = made["Nhiệm vụ"]
    widths(sheet, 6, 46, 26, 30, 18, 24)
    line(sheet, 1, 6, "DANH MỤC NHIỆM VỤ AN TOÀN THỰC PHẨM DỊP TẾT", bold=True, size=13)
    line(sheet, 2, 6, "(Kèm theo Kế hoạch số 512/KH-UBND ngày 15/12/2025 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Kiểm tra chợ đầu mối", "Sở Công Thương", "Sở Y tế", "Tháng 01/2026", "Biên bản"],
        [2, "Kiểm tra lò mổ tập trung", "Sở Nông nghiệp và Môi trường", "Công an tỉnh", "Tháng 01/2026", "Biên bản"],
        [3, "Lấy mẫu giò chả, bánh mứt", "Sở Y tế", "UBND các xã, phường", "Tháng 02/2026", "Phiếu kết quả"],
        [4, "Phát thanh về hàng giả", "Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường", "Tháng 02/2026", "Bản tin"],
        [5, "Xử lý vi phạm về phẩm màu", "Sở Y tế", "Công an tỉnh", "Thường xuyên", "Quyết định xử phạt"],
        [6, "Giám sát bếp ăn khu công nghiệp", "Sở Y tế", "Ban Quản lý Khu kinh tế tỉnh", "Hằng tháng", "Báo cáo"],
        [7, "Tổng hợp, báo cáo UBND tỉnh", "Sở Y tế", "Sở Công Thương", "Trước ngày 15/02/2026", "Báo cáo"],
    ])
    for row in (6, 7, 10):
        sheet.row_dimensions[row].hidden = True
    for column in "ABCDEF":
        cell = sheet[f"{column}8"]
        put(sheet, f"{column}8", cell.value, strike=True, box=True)
    sheet.column_dimensions["F"].hidden = True
    save(name, xlsx_bytes(made))
    meat = "Sở Nông nghiệp và Môi trường"
    expect(
        name,
        "Hidden rows (two runs), a struck row and a hidden column are read, and each is told once.",
        groups=[],
        tasks=[
            task("Kiểm tra chợ đầu mối", "Sở Công Thương", ["Sở Y tế"], product="Biên bản"),
            task("Kiểm tra lò mổ tập trung", meat, ["Công an tỉnh"], product="Biên bản"),
            task("Lấy mẫu giò chả, bánh mứt", "Sở Y tế", ["UBND các xã, phường"], product="Phiếu kết quả"),
            task("Phát thanh về hàng giả", "Sở Văn hóa, Thể thao và Du lịch", ["UBND các xã, phường"], product="Bản tin"),
            task("Xử lý vi phạm về phẩm màu", "Sở Y tế", ["Công an tỉnh"], product="Quyết định xử phạt"),
            task("Giám sát bếp ăn khu công nghiệp", "Sở Y tế", ["Ban Quản lý Khu kinh tế tỉnh"], product="Báo cáo"),
            task("Tổng hợp, báo cáo UBND tỉnh", "Sở Y tế", ["Sở Công Thương"], product="Báo cáo"),
        ],
        diagnostics=[("row-hidden", "Nhiệm vụ!A6"), ("row-hidden", "Nhiệm vụ!A10"),
                     ("row-struck", "Nhiệm vụ!A8"), ("column-hidden", "Nhiệm vụ!F4")],
    )


def filtered():
    name = "dang-loc.xlsx"
    made = book("Theo dõi")
    sheet = made["Theo dõi"]
    widths(sheet, 6, 46, 24, 30, 18, 18)
    headings(sheet, 1, ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Tình trạng"])
    rows(sheet, 2, [
        [1, "Thay bóng đèn đường", "Sở Xây dựng", "UBND các xã, phường", "31/7/2026", "Xong"],
        [2, "Vá ổ gà tuyến trung tâm", "Sở Xây dựng", "Công an tỉnh", "15/8/2026", "Đang làm"],
        [3, "Tỉa cây trước mùa bão", "UBND các xã, phường", "Sở Xây dựng", "30/8/2026", "Xong"],
        [4, "Nạo vét hố ga", "UBND các xã, phường", "Sở Xây dựng", "30/8/2026", "Xong"],
        [5, "Sơn lại lan can cầu", "Sở Xây dựng", None, "30/9/2026", "Đang làm"],
    ])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = "A1:F6"
    sheet.auto_filter.add_filter_column(5, ["Đang làm"])
    for row in (2, 4, 5):
        sheet.row_dimensions[row].hidden = True
    save(name, xlsx_bytes(made))
    doing = ["Xong", "Đang làm", "Xong", "Xong", "Đang làm"]
    contents = ["Thay bóng đèn đường", "Vá ổ gà tuyến trung tâm", "Tỉa cây trước mùa bão", "Nạo vét hố ga", "Sơn lại lan can cầu"]
    expect(
        name,
        "A follow-up list saved with its filter on: no title rows, rows hidden by the filter are "
        "tasks all the same.",
        groups=[],
        tasks=[task(content, notes=f"Tình trạng: {state}") for content, state in zip(contents, doing)],
        diagnostics=[("row-hidden", "Theo dõi!A2"), ("row-hidden", "Theo dõi!A4"), ("column-unknown", "Theo dõi!F1")],
        strangers=True,
    )


def formulas():
    name = "cong-thuc.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ THU NGÂN SÁCH NĂM 2026",
                        "(Kèm theo Quyết định số 77/QĐ-UBND ngày 19/01/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Giao dự toán chi tiết", "Sở Tài chính", "Thuế tỉnh", "Quý I/2026", "Quyết định"],
        ["=A5+1", "Chống thất thu hộ kinh doanh", "Thuế tỉnh", "=C5", "Thường xuyên", "Báo cáo"],
        ["=A6+1", "Thu hồi nợ tiền thuê đất", "=C6", "Sở Nông nghiệp và Môi trường", "=\"Quý \"&\"III/\"&2026", "Báo cáo"],
        ["=A7+1", "Đấu giá quyền sử dụng đất", "=VLOOKUP(A8,$H$5:$I$9,2,0)", "Sở Tư pháp", "Quý IV/2026", "Kế hoạch"],
        ["=A8+1", "Công khai số liệu thu hằng tháng", "Sở Tài chính", "=INDEX($I$5:$I$9,3)", "Hằng tháng", "Báo cáo"],
        ["=A9+1", "Tổng kết công tác thu", "Sở Tài chính", "Thuế tỉnh", "=H99&\"\"", "Báo cáo"],
    ])
    data = with_results(xlsx_bytes(made), {
        "A6": 2, "D6": "Sở Tài chính", "A7": 3, "C7": "Thuế tỉnh", "E7": "Quý III/2026", "A8": 4,
        "C8": "#N/A", "A9": 5, "A10": 6, "E10": "",
    })
    save(name, data)
    expect(
        name,
        "Formulas are read by the result that was stored: numbers, texts, an error (an error at "
        "its cell), a stored empty text (an empty cell, no fault), and one never computed (told at its cell).",
        groups=[],
        tasks=[
            task("Giao dự toán chi tiết", "Sở Tài chính", ["Thuế tỉnh"], "Quý I/2026"),
            task("Chống thất thu hộ kinh doanh", "Thuế tỉnh", ["Sở Tài chính"], "Thường xuyên"),
            task("Thu hồi nợ tiền thuê đất", "Thuế tỉnh", ["Sở Nông nghiệp và Môi trường"], "Quý III/2026"),
            task("Đấu giá quyền sử dụng đất", support=["Sở Tư pháp"], deadline="Quý IV/2026"),
            task("Công khai số liệu thu hằng tháng", "Sở Tài chính", [], "Hằng tháng"),
            task("Tổng kết công tác thu", "Sở Tài chính", ["Thuế tỉnh"], None),
        ],
        diagnostics=[("cell-error", "Nhiệm vụ!C8"), ("formula-empty", "Nhiệm vụ!D9")],
    )


def dates():
    def fill(sheet):
        headings(sheet, 4, SIX)
        day = datetime.date
        rows(sheet, 5, [
            [1, "Trình dự thảo nghị quyết", "Sở Tư pháp", "Sở Tài chính", day(2025, 6, 30), "Nghị quyết"],
            [2, "Thẩm tra dự án", "Sở Tài chính", "Sở Xây dựng", day(2025, 6, 1), "Báo cáo"],
            [3, "Lấy ý kiến cử tri", "Sở Nội vụ", "UBND các xã, phường", 2025, "Biên bản"],
            [4, "Công bố quy hoạch", "Sở Xây dựng", "Các sở, ban, ngành", datetime.datetime(2025, 9, 5, 0, 0), "Quyết định"],
            [5, "Sơ kết", "Sở Nội vụ", "Sở Tài chính", "Quý III/2025", "Báo cáo"],
            [6, "Tổng kết", "Sở Nội vụ", "Sở Tài chính", day(2026, 1, 5), "Báo cáo"],
            [7, "Khen thưởng", "Sở Nội vụ", "Sở Tài chính", day(2025, 11, 1), "Quyết định"],
        ])
        for row, form in [(5, "dd/mm/yyyy"), (6, "mm/yyyy"), (8, "d/m/yyyy"), (10, "dd/mm/yyyy;@"), (11, "mm/yyyy;@")]:
            sheet[f"E{row}"].number_format = form
        sheet["E7"].number_format = "0"

    tasks = [
        task("Trình dự thảo nghị quyết", "Sở Tư pháp", deadline="30/06/2025"),
        task("Thẩm tra dự án", "Sở Tài chính", deadline="06/2025"),
        task("Lấy ý kiến cử tri", "Sở Nội vụ", deadline="2025"),
        task("Công bố quy hoạch", "Sở Xây dựng", deadline="5/9/2025"),
        task("Sơ kết", "Sở Nội vụ", deadline="Quý III/2025"),
        task("Tổng kết", "Sở Nội vụ", deadline="05/01/2026"),
        task("Khen thưởng", "Sở Nội vụ", deadline="11/2025"),
    ]
    parent = "(Kèm theo Kế hoạch số 150/KH-UBND ngày 24/4/2025 của Ủy ban nhân dân tỉnh Hà Tĩnh)"
    for name, epoch, about in [
        ("ngay-thang.xlsx", None, "Deadlines as real dates: each as its cell shows it, with the zeros of its format, a cell formatted mm/yyyy as a month, a number as a year."),
        ("ngay-thang-1904.xlsx", "1904", "The same dates in a workbook that counts days from 1904, as Excel for Mac made them."),
    ]:
        made, sheet = plain("DANH MỤC NHIỆM VỤ XÂY DỰNG CHÍNH SÁCH NĂM 2025", parent)
        if epoch:
            made.epoch = CALENDAR_MAC_1904
        fill(sheet)
        save(name, xlsx_bytes(made))
        expect(name, about, groups=[], tasks=tasks)


def page_breaks():
    name = "ngat-trang-tay.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ TÁI CƠ CẤU NÔNG NGHIỆP NĂM 2024",
                        "(Kèm theo Kế hoạch số 18/KH-UBND ngày 22/01/2024 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    numbers = [f"({n})" for n in range(1, 7)]
    headings(sheet, 4, SIX)
    headings(sheet, 5, numbers)
    farm = "Sở Nông nghiệp và\nPhát triển nông thôn"
    rows(sheet, 6, [
        [1, "Chuyển đất lúa kém hiệu quả sang trồng rau", farm, "UBND các huyện,\nthị xã, thành phố", "Quý II/2024", "Kế hoạch"],
        [2, "Đăng ký mã số vùng trồng bưởi", farm, "Sở Khoa học và Công nghệ;\nSở Công Thương", "Quý III/2024", "Mã số\nvùng trồng"],
        [None] * 6,
        [3, "Đào tạo nghề cho lao động nông thôn", "Sở Lao động - Thương binh\nvà Xã hội", "Sở Tài chính", "Quý III/2024", "Lớp nghề"],
    ])
    headings(sheet, 11, SIX)
    headings(sheet, 12, numbers)
    rows(sheet, 13, [
        [4, "Nạo vét kênh nội đồng", "UBND các huyện, thị xã, thành phố", "Sở Nông nghiệp và Phát triển nông thôn", "Quý IV/2024", "Khối lượng nạo vét"],
        [5, "Cập nhật bản đồ đất nông nghiệp", "Sở Tài nguyên\nvà Môi trường", "Sở Kế hoạch và Đầu tư\nSở Xây dựng", "Quý IV/2024", "Bản đồ"],
    ])
    put(sheet, "B16", "Ghi chú: thời gian tính đến hết tháng cuối quý.", italic=True)
    put(sheet, "E18:F18", "NGƯỜI LẬP BIỂU", bold=True, centre=True)
    put(sheet, "E22:F22", "Lê Thị Mẫu", bold=True, centre=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Headings typed again for the next page, an empty row inside, names of agencies broken by "
        "hand inside a cell; below the table a note, Người lập biểu and a name.",
        groups=[],
        tasks=[
            task("Chuyển đất lúa kém hiệu quả sang trồng rau", "Sở Nông nghiệp và Phát triển nông thôn", ["UBND các huyện, thị xã, thành phố"], "Quý II/2024", "Kế hoạch"),
            task("Đăng ký mã số vùng trồng bưởi", "Sở Nông nghiệp và Phát triển nông thôn", ["Sở Khoa học và Công nghệ", "Sở Công Thương"], "Quý III/2024", "Mã số vùng trồng"),
            task("Đào tạo nghề cho lao động nông thôn", "Sở Lao động - Thương binh và Xã hội", ["Sở Tài chính"], "Quý III/2024"),
            task("Nạo vét kênh nội đồng", "UBND các huyện, thị xã, thành phố", ["Sở Nông nghiệp và Phát triển nông thôn"], "Quý IV/2024"),
            task("Cập nhật bản đồ đất nông nghiệp", "Sở Tài nguyên và Môi trường", ["Sở Kế hoạch và Đầu tư", "Sở Xây dựng"], "Quý IV/2024"),
        ],
    )


def support_lists():
    name = "danh-sach-phoi-hop.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ PHÁT TRIỂN DU LỊCH NĂM 2024",
                        "(Kèm theo Kế hoạch số 25/KH-UBND ngày 30/01/2024 của Ủy ban nhân dân tỉnh Thanh Hóa)")
    headings(sheet, 4, SIX)
    culture = "Sở Văn hóa, Thể thao và Du lịch"
    lists = [
        ("Sở Tài chính; Sở Kế hoạch và Đầu tư; Công an tỉnh.", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Công an tỉnh"]),
        ("Sở Tài chính, Sở Thông tin và Truyền thông, Sở Công Thương", ["Sở Tài chính", "Sở Thông tin và Truyền thông", "Sở Công Thương"]),
        ("Sở Giao thông vận tải và Sở Xây dựng", ["Sở Giao thông vận tải", "Sở Xây dựng"]),
        ("- Sở Ngoại vụ\n- Sở Y tế\n- Hiệp hội Du lịch tỉnh", ["Sở Ngoại vụ", "Sở Y tế", "Hiệp hội Du lịch tỉnh"]),
        ("1. Sở Công Thương\n2. Sở Nông nghiệp và Phát triển nông thôn\n3. Hội Nông dân tỉnh", ["Sở Công Thương", "Sở Nông nghiệp và Phát triển nông thôn", "Hội Nông dân tỉnh"]),
        ("+ Công an tỉnh;\n+ Sở Giao thông vận tải;\n+ Các sở, ban, ngành, địa phương.", ["Công an tỉnh", "Sở Giao thông vận tải", "Các sở, ban, ngành, địa phương"]),
        ("Sở Lao động - Thương binh và Xã hội, Sở Giáo dục và Đào tạo; UBND các huyện, thị xã, thành phố; các đơn vị liên quan", ["Sở Lao động - Thương binh và Xã hội", "Sở Giáo dục và Đào tạo", "UBND các huyện, thị xã, thành phố", "các đơn vị liên quan"]),
        ("Sở KH&ĐT, Sở TC, Sở NN&PTNT và các cơ quan, đơn vị liên quan", ["Sở KH&ĐT", "Sở TC", "Sở NN&PTNT", "các cơ quan, đơn vị liên quan"]),
    ]
    works = ["Làm mới sản phẩm du lịch biển", "Quảng bá trên mạng xã hội", "Sửa bến thuyền du lịch",
             "Đón đoàn khảo sát nước ngoài", "Bán hàng nông sản tại điểm du lịch",
             "Giữ trật tự mùa cao điểm", "Dạy nghề buồng, bàn", "Kêu gọi đầu tư khu nghỉ dưỡng"]
    rows(sheet, 5, [[n, work, culture, cell, "Năm 2024", "Báo cáo"] for n, (work, (cell, _)) in enumerate(zip(works, lists), 1)])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Lists of agencies in one cell: semicolons, commas, và, line breaks, bullets, numbers, "
        "abbreviations; names with a comma or và inside stay whole, so do collectives.",
        groups=[],
        tasks=[task(work, culture, names) for work, (_, names) in zip(works, lists)],
    )


def unclear_rows():
    name = "dong-khong-ro.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ XÂY DỰNG NÔNG THÔN MỚI NĂM 2026",
                        "(Kèm theo Quyết định số 99/QĐ-UBND ngày 21/01/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX[:5] + ["Thời hạn"])
    rows(sheet, 5, [
        [1, "Cứng hóa đường liên thôn", "UBND các xã, phường", "Sở Xây dựng", "Quý III/2026", None],
        [2, None, "Sở Nội vụ", "Sở Tài chính", "Quý III/2026", None],
        [None, None, None, "Sở Y tế", None, None],
        [3, "Trồng cây bóng mát", "UBND các xã, phường", "Sở Nông nghiệp và Môi trường", "Quý IV/2026", None],
    ])
    put(sheet, "B10", "Các đơn vị căn cứ danh mục trên chủ động triển khai từ đầu năm")
    put(sheet, "A12:C12", "Nơi nhận:", bold=True, italic=True)
    put(sheet, "A13:C13", "- Các sở, ngành;", size=11)
    put(sheet, "A14:C14", "- Lưu: VT.", size=11)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Rows with agencies but without a task are told at their first filled cell, a heading that "
        "comes twice at its second cell, a sentence below the table as skipped; Nơi nhận is not.",
        groups=[],
        tasks=[task("Cứng hóa đường liên thôn", "UBND các xã, phường", ["Sở Xây dựng"], "Quý III/2026"),
               # Kept, so that the page can show it: it names who leads.
               task("", "Sở Nội vụ", ["Sở Tài chính"], "Quý III/2026"),
               task("Trồng cây bóng mát", "UBND các xã, phường", ["Sở Nông nghiệp và Môi trường"], "Quý IV/2026")],
        diagnostics=[("content-missing", "Nhiệm vụ!A6"), ("row-unclear", "Nhiệm vụ!D7"),
                     ("heading-twice", "Nhiệm vụ!F4"), ("row-skipped", "Nhiệm vụ!B10")],
    )


def injections():
    name = "chu-nhu-cong-thuc.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ AN TOÀN THÔNG TIN NĂM 2026",
                        "(Kèm theo Kế hoạch số 60/KH-UBND ngày 27/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX[:5] + ["Ghi chú"])
    long = ("Ban Điều hành liên ngành về bảo đảm an toàn thông tin mạng, an ninh mạng, ứng cứu sự cố "
            "máy tính và phục hồi hệ thống thông tin dùng chung của các cơ quan, đơn vị, địa phương "
            "trên địa bàn tỉnh giai đoạn 2026 - 2030, có xét đến các năm tiếp theo và các tình huống "
            "khẩn cấp chưa lường trước")
    long = (long + " theo phân công")[:300].rstrip()
    rows(sheet, 5, [
        [1, "x", "Công an tỉnh", "Sở Khoa học và Công nghệ", "Quý II/2026", "x"],
        [2, "x", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Quý II/2026", "x"],
        [3, "Diễn tập ứng cứu sự cố", "Công an tỉnh", long, "Quý III/2026", "-1"],
    ])
    for place, text in [("B5", "=cmd|' /C calc'!A1"), ("F5", "+1"), ("B6", "@SUM(A1:A9) là mẫu thư lừa đảo cần cảnh báo"),
                        ("F6", "=HYPERLINK(\"http://vi-du.vn\";\"bấm vào đây\")")]:
        cell = sheet[place]
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = True
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Texts that begin as formulas do are texts and stay as they are; an agency's name of 300 "
        "letters is a name.",
        groups=[],
        tasks=[
            task("=cmd|' /C calc'!A1", "Công an tỉnh", ["Sở Khoa học và Công nghệ"], "Quý II/2026", notes="+1"),
            task("@SUM(A1:A9) là mẫu thư lừa đảo cần cảnh báo", "Sở Khoa học và Công nghệ", ["Công an tỉnh"], notes="=HYPERLINK(\"http://vi-du.vn\";\"bấm vào đây\")"),
            task("Diễn tập ứng cứu sự cố", "Công an tỉnh", notes="-1"),
        ],
        strangers=True,
    )


def shown_by_format():
    name = "chu-trong-dinh-dang.xlsx"
    made, sheet = plain("DANH MỤC CÔNG VIỆC CHUẨN BỊ KỲ THI TỐT NGHIỆP",
                        "(Kèm theo Kế hoạch số 71/KH-UBND ngày 10/4/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)")
    headings(sheet, 4, SIX)
    day = datetime.date(2026, 5, 8)
    rows(sheet, 5, [
        [1, "Rà soát phòng thi", "Sở Giáo dục và Đào tạo", None, day, "Danh sách phòng"],
        [2, "Tập huấn cán bộ coi thi", "Sở Giáo dục và Đào tạo", None, day, "Lớp tập huấn"],
        [3, "Kiểm tra máy phát điện", "Sở Công Thương", None, day, "Biên bản"],
        [4, "Bảo vệ kho đề", "Công an tỉnh", None, day, "Phương án"],
        [5, "Dọn vệ sinh các điểm thi", "UBND các xã, phường", None, 2, "Báo cáo"],
        [6, "Trực y tế tại điểm thi", "Sở Y tế", None, "Tháng 6/2026", "Lịch trực"],
        [7, "Thông báo lịch cắt điện", "Sở Công Thương", "Sở Xây dựng", "Tháng 6/2026", "Thông báo"],
    ])
    for place, code in {
        "E5": '"Trước ngày "dd/mm/yyyy',
        "E6": '"Chậm nhất tháng "m/yyyy;@',
        "E7": "[$-42A]dd\\/mm\\/yyyy;@",
        "E8": '[Red]"Quý II/"yyyy;[Blue]General',
        "E9": '[=1]"Trước khi thi";[=2]"Sau khi thi";General',
        "E10": '@" (dự kiến)"',
        "D11": ";;;",
    }.items():
        sheet[place].number_format = code
    save(name, xlsx_bytes(made))
    school = "Sở Giáo dục và Đào tạo"
    tasks = [
        task("Rà soát phòng thi", school, [], "Trước ngày 08/05/2026"),
        task("Tập huấn cán bộ coi thi", school, [], "Chậm nhất tháng 5/2026"),
        task("Kiểm tra máy phát điện", "Sở Công Thương", [], "08/05/2026"),
        task("Bảo vệ kho đề", "Công an tỉnh", [], "Quý II/2026"),
        task("Dọn vệ sinh các điểm thi", "UBND các xã, phường", [], "Sau khi thi"),
        task("Trực y tế tại điểm thi", "Sở Y tế", [], "Tháng 6/2026 (dự kiến)"),
        task("Thông báo lịch cắt điện", "Sở Công Thương", [], "Tháng 6/2026"),
    ]
    about = "Words of number formats are kept as shown; a text that its format hides is told, and is no support."
    unshown = [("cell-unshown", "Nhiệm vụ!D11")]
    expect(name, about, groups=[], tasks=tasks, diagnostics=unshown, silent=False)
    for to in ("ods", "xls"):
        other = f"chu-trong-dinh-dang.{to}"
        save(other, converted(xlsx_bytes(made), ".xlsx", to, settle=to == "ods"))
        expect(other, about + " As LibreOffice saves it.", groups=[], tasks=tasks, diagnostics=unshown, silent=False)


def under_merged():
    name = "chu-duoi-o-gop.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ QUẢN LÝ LÒNG ĐƯỜNG, VỈA HÈ",
                        "(Kèm theo Kế hoạch số 72/KH-UBND ngày 11/4/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Kẻ vạch phân làn", "Sở Xây dựng", "Công an tỉnh", "Tháng 5/2026", "Vạch kẻ"],
        [2, "Thu gom biển quảng cáo sai phép", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Tháng 5/2026", "Biên bản"],
        [3, "Bố trí điểm trông giữ xe", "Sở Xây dựng", "Sở Tài chính", "Tháng 6/2026", "Đề án"],
        [4, "Trồng bổ sung cây xanh", "Sở Xây dựng", "UBND các xã, phường", "Quý III/2026", "Cây trồng mới"],
    ])
    # Merged over what was typed before, which stays in the cells below.
    for area in ("C5:C6", "E5:E6", "D7:D8"):
        sheet.merged_cells.ranges.add(CellRange(area))
    save(name, xlsx_bytes(made))
    about = "Text under merged cells is not read and is told; where it repeats the merged one there is nothing to tell."
    tasks = [
        task("Kẻ vạch phân làn", "Sở Xây dựng", ["Công an tỉnh"], "Tháng 5/2026"),
        task("Thu gom biển quảng cáo sai phép", "Sở Xây dựng", ["Công an tỉnh"], "Tháng 5/2026"),
        task("Bố trí điểm trông giữ xe", "Sở Xây dựng", ["Sở Tài chính"], "Tháng 6/2026"),
        task("Trồng bổ sung cây xanh", "Sở Xây dựng", ["Sở Tài chính"], "Quý III/2026"),
    ]
    covered = [("cell-covered", "Nhiệm vụ!C6"), ("cell-covered", "Nhiệm vụ!D8")]
    expect(name, about, groups=[], tasks=tasks, diagnostics=covered)
    for to in ("ods", "xls"):
        other = f"chu-duoi-o-gop.{to}"
        save(other, converted(xlsx_bytes(made), ".xlsx", to, settle=to == "ods"))
        expect(other, about + " As LibreOffice saves it.", groups=[], tasks=tasks, diagnostics=covered)


def two_leads():
    name = "dong-chu-tri.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ BẢO ĐẢM AN TOÀN GIAO THÔNG NĂM 2026",
                        "(Kèm theo Kế hoạch số 63/KH-UBND ngày 03/4/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)")
    headings(sheet, 4, SIX[:5] + ["Ghi chú"])
    rows(sheet, 5, [
        [1, "Xử lý điểm đen trên quốc lộ", "Sở Xây dựng\nCông an tỉnh", "UBND các xã, phường", "Quý II/2026", "Đồng chủ trì"],
        [2, "Lắp đèn tín hiệu", "Sở Xây dựng", "Công an tỉnh", "Quý III/2026", None],
        [3, "Tuyên truyền trong trường học", "Sở Giáo dục và Đào tạo; Công an tỉnh (đồng chủ trì)", "Tỉnh đoàn", "Hằng quý", None],
        [4, "Kiểm tra bến thủy", "Sở Xây dựng; Công an tỉnh", None, "Tháng 5/2026", None],
    ])
    put(sheet, "A10", "Ghi chú: Công an tỉnh báo cáo số liệu hằng tháng.")
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Two leads in one cell: on purpose where the notes or the cell say so (a warning), an error "
        "where nothing does.",
        groups=[],
        tasks=[
            task("Xử lý điểm đen trên quốc lộ", "Sở Xây dựng; Công an tỉnh", ["UBND các xã, phường"], notes="Đồng chủ trì"),
            task("Lắp đèn tín hiệu", "Sở Xây dựng", ["Công an tỉnh"]),
            task("Tuyên truyền trong trường học", "Sở Giáo dục và Đào tạo; Công an tỉnh", ["Tỉnh đoàn"]),
            task("Kiểm tra bến thủy", "Sở Xây dựng; Công an tỉnh", []),
        ],
        diagnostics=[("lead-joint", "Nhiệm vụ!C5"), ("lead-joint", "Nhiệm vụ!C7"), ("lead-many", "Nhiệm vụ!C8")],
    )


def make():
    for one in (dittos, merged_down, hidden_and_struck, filtered, formulas, dates, page_breaks,
                support_lists, unclear_rows, injections, shown_by_format, under_merged, two_leads):
        one()


if __name__ == "__main__":
    make()
