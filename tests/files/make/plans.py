"""Workbooks (.xlsx) in the list form: title rows, headings, groups, sheets, footers."""

from office import (
    band, book, expect, header_block, headings, line, put, rows, save, signature, task, widths,
    xlsx_bytes,
)

SIX = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành",
       "Sản phẩm"]


def plain(title, parent):
    """A workbook with one sheet “Nhiệm vụ” and the usual title rows for six columns."""
    made = book("Nhiệm vụ")
    sheet = made["Nhiệm vụ"]
    widths(sheet, 6, 46, 24, 30, 18, 24, 20, 20)
    line(sheet, 1, 6, title, bold=True, size=13)
    line(sheet, 2, 6, parent, italic=True)
    return made, sheet


def title_rows():
    name = "ke-hoach-2026.xlsx"
    made = book("Phụ lục I")
    sheet = made["Phụ lục I"]
    widths(sheet, 6, 46, 24, 30, 18, 24)
    header_block(sheet, 6, "ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH")
    line(sheet, 4, 6, "Phụ lục I", bold=True, size=14)
    line(sheet, 5, 6, "DANH MỤC NHIỆM VỤ TRỌNG TÂM", bold=True, size=14)
    line(sheet, 6, 6, "PHÁT TRIỂN KINH TẾ - XÃ HỘI TỈNH NĂM 2026", bold=True, size=14)
    line(sheet, 7, 6, "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh "
         "Hà Tĩnh)", italic=True)
    headings(sheet, 9, SIX)
    headings(sheet, 10, [f"({n})" for n in range(1, 7)])
    put(sheet, "A11", "I", bold=True, centre=True, box=True)
    band_from_b(sheet, 11, "PHÁT TRIỂN KINH TẾ")
    rows(sheet, 12, [
        [1, "Xây dựng kịch bản tăng trưởng theo từng quý", "Sở Tài chính", "Các sở, ban, ngành, địa phương", "Quý I/2026", "Kịch bản tăng trưởng"],
        [2, "Rà soát vùng nguyên liệu chè và cam gắn với nhà máy chế biến", "Sở Nông nghiệp và Môi trường", "Sở Công Thương; UBND các xã, phường", "Trước ngày 30/6/2026", "Báo cáo rà soát"],
        [3, "Tháo gỡ vướng mắc mặt bằng các cụm công nghiệp", "Sở Công Thương", "Sở Xây dựng; Sở Nông nghiệp và Môi trường", "Thường xuyên", "Báo cáo quý"],
    ])
    put(sheet, "A15", "II", bold=True, centre=True, box=True)
    band_from_b(sheet, 15, "VĂN HÓA - XÃ HỘI")
    rows(sheet, 16, [
        [4, "Sửa chữa trạm y tế đã xuống cấp", "Sở Y tế", "Sở Tài chính", "Quý IV/2026", "Danh mục công trình"],
        [5, "Mở lớp bơi miễn phí cho học sinh tiểu học trong dịp hè", "Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch; các đơn vị liên quan", "Tháng 8/2026", "Kế hoạch"],
    ])
    signature(sheet, 19, ["Nơi nhận:", "- Như Điều 3;", "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Lưu: VT, TH."],
              ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Trần Văn Mẫu"])
    save(name, xlsx_bytes(made))
    one, two = "PHÁT TRIỂN KINH TẾ", "VĂN HÓA - XÃ HỘI"
    expect(
        name,
        "The common form: Quốc hiệu block, annex number, title of two lines, (Kèm theo …), number "
        "row, Roman groups with numbers running on, Nơi nhận and signature below.",
        document={"title": "DANH MỤC NHIỆM VỤ TRỌNG TÂM PHÁT TRIỂN KINH TẾ - XÃ HỘI TỈNH NĂM 2026",
                  "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
                  "parent": {"kind": "Quyết định", "number": "15/QĐ-UBND", "date": "2026-01-05",
                             "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Xây dựng kịch bản tăng trưởng theo từng quý", "Sở Tài chính", ["Các sở, ban, ngành, địa phương"], "Quý I/2026", "Kịch bản tăng trưởng", group=one),
            task("Rà soát vùng nguyên liệu chè và cam gắn với nhà máy chế biến", "Sở Nông nghiệp và Môi trường", ["Sở Công Thương", "UBND các xã, phường"], "Trước ngày 30/6/2026", "Báo cáo rà soát", group=one),
            task("Tháo gỡ vướng mắc mặt bằng các cụm công nghiệp", "Sở Công Thương", ["Sở Xây dựng", "Sở Nông nghiệp và Môi trường"], "Thường xuyên", "Báo cáo quý", group=one),
            task("Sửa chữa trạm y tế đã xuống cấp", "Sở Y tế", ["Sở Tài chính"], "Quý IV/2026", "Danh mục công trình", group=two),
            task("Mở lớp bơi miễn phí cho học sinh tiểu học trong dịp hè", "Sở Giáo dục và Đào tạo", ["Sở Văn hóa, Thể thao và Du lịch", "các đơn vị liên quan"], "Tháng 8/2026", "Kế hoạch", group=two),
        ],
    )


def band_from_b(sheet, row, text, last="F"):
    put(sheet, f"B{row}:{last}{row}", text, bold=True, box=True)


def two_tiers():
    name = "hai-tang.xlsx"
    made = book("PL02")
    sheet = made["PL02"]
    widths(sheet, 6, 40, 22, 28, 13, 13, 16, 22)
    line(sheet, 1, 8, "PHỤ LỤC 02", bold=True, size=13)
    line(sheet, 2, 8, "PHÂN CÔNG NHIỆM VỤ CHUẨN BỊ NĂM HỌC MỚI 2025 - 2026", bold=True, size=13)
    line(sheet, 3, 8, "(Ban hành kèm theo Kế hoạch số 214/KH-UBND", italic=True)
    line(sheet, 4, 8, "ngày 09 tháng 7 năm 2025 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    for place, text in [("A6:A7", "STT"), ("B6:B7", "Tên nhiệm vụ"), ("C6:D6", "Phân công thực hiện"),
                        ("C7", "Chủ trì"), ("D7", "Phối hợp"), ("E6:F6", "Thời gian thực hiện"),
                        ("E7", "Bắt đầu"), ("F7", "Hoàn thành"),
                        ("G6:G7", "Kinh phí dự kiến (triệu đồng)"), ("H6:H7", "Kết quả cần đạt")]:
        put(sheet, place, text, bold=True, centre=True, box=True)
    headings(sheet, 8, [f"({n})" for n in range(1, 9)])
    band(sheet, 9, 8, "Cơ sở vật chất")
    rows(sheet, 10, [
        [1, "Kiểm tra phòng học bộ môn", "Sở Giáo dục và Đào tạo", "UBND các xã, phường", "01/7/2025", "31/7/2025", 120, "Biên bản kiểm tra"],
        [2, "Sửa nhà vệ sinh, bể nước các điểm trường lẻ", "UBND các xã, phường", "Sở Giáo dục và Đào tạo; Sở Tài chính", "15/7/2025", "25/8/2025", 4500, "Công trình đưa vào sử dụng"],
    ])
    band(sheet, 12, 8, "Đội ngũ")
    rows(sheet, 13, [
        [3, "Tuyển bổ sung giáo viên tiếng Anh, tin học", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "01/7/2025", "30/8/2025", None, "Quyết định tuyển dụng"],
        [4, "Tập huấn an toàn thực phẩm bếp ăn bán trú", "Sở Y tế", "Sở Giáo dục và Đào tạo", "10/8/2025", "20/8/2025", 65, "Lớp tập huấn"],
    ])
    save(name, xlsx_bytes(made))
    one, two = "Cơ sở vật chất", "Đội ngũ"
    cost = "Kinh phí dự kiến (triệu đồng): "
    expect(
        name,
        "Headings of two tiers merged across and down, groups merged across without a number, a "
        "column nobody knows (kept in the notes), title without the words DANH MỤC, (Kèm theo …) "
        "in two rows.",
        document={"title": "PHÂN CÔNG NHIỆM VỤ CHUẨN BỊ NĂM HỌC MỚI 2025 - 2026",
                  "parent": {"kind": "Kế hoạch", "number": "214/KH-UBND", "date": "2025-07-09",
                             "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Kiểm tra phòng học bộ môn", "Sở Giáo dục và Đào tạo", ["UBND các xã, phường"], "31/7/2025", "Biên bản kiểm tra", cost + "120", one),
            task("Sửa nhà vệ sinh, bể nước các điểm trường lẻ", "UBND các xã, phường", ["Sở Giáo dục và Đào tạo", "Sở Tài chính"], "25/8/2025", "Công trình đưa vào sử dụng", cost + "4500", one),
            task("Tuyển bổ sung giáo viên tiếng Anh, tin học", "Sở Nội vụ", ["Sở Giáo dục và Đào tạo"], "30/8/2025", "Quyết định tuyển dụng", None, two),
            task("Tập huấn an toàn thực phẩm bếp ăn bán trú", "Sở Y tế", ["Sở Giáo dục và Đào tạo"], "20/8/2025", "Lớp tập huấn", cost + "65", two),
        ],
        diagnostics=[("column-unknown", "PL02!G6")],
    )


def odd_order():
    name = "cot-dao.xlsx"
    made = book("Bieu 03")
    sheet = made["Bieu 03"]
    widths(sheet, 3, 3, 8, 24, 44, 18, 30, 24)
    put(sheet, "D2", "SỞ NỘI VỤ", bold=True)
    put(sheet, "D3", "Biểu số 03", italic=True)
    notes = ["Lưu ý khi điền biểu:", "- Mỗi nhiệm vụ ghi một dòng, không gộp ô.",
             "- Cột thời hạn ghi quý, tháng hoặc ngày cụ thể.",
             "- Đơn vị nào không có nhiệm vụ thì để trống.",
             "- Biểu gửi về Phòng Cải cách hành chính trước ngày 20 hằng tháng."]
    for down, text in enumerate(notes):
        put(sheet, f"D{5 + down}", text, italic=True)
    put(sheet, "C24:H24", "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026", bold=True, centre=True, size=14)
    put(sheet, "C25:H25", "(Kèm theo Công văn số 88/SNV-CCHC ngày 14/01/2026 của Sở Nội vụ tỉnh Hà Tĩnh)", italic=True, centre=True)
    headings(sheet, 27, ["Số TT", "Kết quả/Sản phẩm", "Công việc", "Tiến độ", "Đơn vị phối hợp thực hiện", "Đơn vị chủ trì thực hiện"], column=3)
    rows(sheet, 28, [
        ["01", "Báo cáo kết quả", "Chấm điểm chỉ số cải cách hành chính của các sở", "Quý I/2026", "Văn phòng UBND tỉnh", "Sở Nội vụ"],
        ["02", "Quyết định công bố", "Cắt giảm thủ tục hành chính về đất đai", "Tháng 5/2026", "Trung tâm Phục vụ hành chính công tỉnh; Sở Tư pháp", "Sở Nông nghiệp và Môi trường"],
        ["03", "Phần mềm vận hành ổn định", "Kết nối một cửa của xã với cổng dịch vụ công", "Quý II/2026", None, "Sở Khoa học và Công nghệ"],
        ["04", "Báo cáo", "Kiểm tra giờ giấc làm việc tại bộ phận một cửa", "Hằng quý", "Các sở, ban, ngành", "Sở Nội vụ"],
    ], column=3)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Columns in odd order under other names of headings, the table at C27 below notes on how "
        "to fill it in, numbers typed as text (01).",
        document={"title": "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026",
                  "parent": {"kind": "Công văn", "number": "88/SNV-CCHC", "date": "2026-01-14"}},
        groups=[],
        tasks=[
            task("Chấm điểm chỉ số cải cách hành chính của các sở", "Sở Nội vụ", ["Văn phòng UBND tỉnh"], "Quý I/2026", "Báo cáo kết quả"),
            task("Cắt giảm thủ tục hành chính về đất đai", "Sở Nông nghiệp và Môi trường", ["Trung tâm Phục vụ hành chính công tỉnh", "Sở Tư pháp"], "Tháng 5/2026", "Quyết định công bố"),
            task("Kết nối một cửa của xã với cổng dịch vụ công", "Sở Khoa học và Công nghệ", [], "Quý II/2026", "Phần mềm vận hành ổn định"),
            task("Kiểm tra giờ giấc làm việc tại bộ phận một cửa", "Sở Nội vụ", ["Các sở, ban, ngành"], "Hằng quý", "Báo cáo"),
        ],
    )


def numbered_groups():
    name = "nhom-hai-cap.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2026",
                        "(Kèm theo Kế hoạch số 40/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        ["I", "Hạ tầng số"], [1, "Mạng truyền dẫn"],
        ["1.1", "Nâng băng thông mạng truyền số liệu đến xã", "Sở Khoa học và Công nghệ", "UBND các xã, phường", "Quý III/2026", "Mạng hoạt động"],
        ["1.2", "Thay thiết bị cân bằng tải", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Quý II/2026", "Thiết bị"],
        [2, "Trung tâm dữ liệu"],
        ["2.1", "Thuê dịch vụ sao lưu dự phòng", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Năm 2026", "Hợp đồng"],
        ["II", "Dữ liệu số"],
        ["1", "Làm sạch dữ liệu hộ tịch", "Sở Tư pháp", "Công an tỉnh", "Quý IV/2026", "Dữ liệu"],
        ["2", "Số hóa hồ sơ đất đai", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Quý IV/2026", "Hồ sơ số"],
    ])
    for row in (5, 6, 9, 11):
        put(sheet, f"A{row}", sheet[f"A{row}"].value, bold=True, centre=True, box=True)
        put(sheet, f"B{row}", sheet[f"B{row}"].value, bold=True, box=True)
        for column in "CDEF":
            put(sheet, f"{column}{row}", None, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Groups of two levels told by their numbers (I, 1) with nothing else in the row, tasks "
        "1.1, 1.2; in group II the numbers 1, 2 are tasks.",
        groups=[(1, "Hạ tầng số"), (2, "Mạng truyền dẫn"), (2, "Trung tâm dữ liệu"), (1, "Dữ liệu số")],
        tasks=[
            task("Nâng băng thông mạng truyền số liệu đến xã", "Sở Khoa học và Công nghệ", ["UBND các xã, phường"], "Quý III/2026", "Mạng hoạt động", group="Mạng truyền dẫn"),
            task("Thay thiết bị cân bằng tải", "Sở Khoa học và Công nghệ", ["Sở Tài chính"], "Quý II/2026", group="Mạng truyền dẫn"),
            task("Thuê dịch vụ sao lưu dự phòng", "Sở Khoa học và Công nghệ", ["Công an tỉnh"], "Năm 2026", group="Trung tâm dữ liệu"),
            task("Làm sạch dữ liệu hộ tịch", "Sở Tư pháp", ["Công an tỉnh"], group="Dữ liệu số"),
            task("Số hóa hồ sơ đất đai", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], group="Dữ liệu số"),
        ],
    )

    name = "nhom-gop-ngang.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ BẢO VỆ TRẺ EM NĂM 2026",
                        "(Kèm theo Kế hoạch số 41/KH-UBND ngày 04/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    band(sheet, 5, 6, "A. NHIỆM VỤ CHUNG")
    rows(sheet, 6, [["1", "Truyền thông Tháng hành động vì trẻ em", "Sở Y tế", "Các cơ quan báo chí", "Tháng 6/2026", "Tin, bài"]])
    band(sheet, 7, 6, "B. NHIỆM VỤ CỤ THỂ")
    band(sheet, 8, 6, "I. Phòng, chống đuối nước")
    rows(sheet, 9, [["1", "Cắm biển cảnh báo ao hồ", "UBND các xã, phường", "Sở Y tế", "Quý II/2026", "Biển báo"],
                    ["2", "Dạy bơi trong trường tiểu học", "Sở Giáo dục và Đào tạo", "Tỉnh đoàn", "Quý III/2026", "Lớp học bơi"]])
    band(sheet, 11, 6, "II. Phòng, chống xâm hại")
    rows(sheet, 12, [["1", "Duy trì đường dây nóng", "Sở Y tế", "Công an tỉnh", "Thường xuyên", "Báo cáo"]])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Group rows merged across with letter or Roman number in the same cell; I and II stand "
        "below B.",
        groups=[(1, "NHIỆM VỤ CHUNG"), (1, "NHIỆM VỤ CỤ THỂ"), (2, "Phòng, chống đuối nước"), (2, "Phòng, chống xâm hại")],
        tasks=[
            task("Truyền thông Tháng hành động vì trẻ em", "Sở Y tế", ["Các cơ quan báo chí"], group="NHIỆM VỤ CHUNG"),
            task("Cắm biển cảnh báo ao hồ", "UBND các xã, phường", ["Sở Y tế"], group="Phòng, chống đuối nước"),
            task("Dạy bơi trong trường tiểu học", "Sở Giáo dục và Đào tạo", ["Tỉnh đoàn"], group="Phòng, chống đuối nước"),
            task("Duy trì đường dây nóng", "Sở Y tế", ["Công an tỉnh"], group="Phòng, chống xâm hại"),
        ],
    )

    name = "linh-vuc.xlsx"
    made = book("Nhiệm vụ")
    sheet = made["Nhiệm vụ"]
    widths(sheet, 6, 18, 42, 24, 28, 18)
    line(sheet, 1, 6, "DANH MỤC NHIỆM VỤ GIẢM NGHÈO NĂM 2026", bold=True, size=13)
    line(sheet, 2, 6, "(Kèm theo Kế hoạch số 44/KH-UBND ngày 09/3/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    headings(sheet, 4, ["TT", "Lĩnh vực", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"])
    rows(sheet, 5, [
        [1, None, "Cho vay vốn nuôi bò sinh sản", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Quý II/2026"],
        [2, None, "Tập huấn trồng măng, trồng nấm", "Hội Nông dân tỉnh", "Sở Nông nghiệp và Môi trường", "Quý III/2026"],
        [3, None, "Mở lớp may công nghiệp ngắn hạn", "Sở Giáo dục và Đào tạo", "UBND các xã, phường", "Quý III/2026"],
        [4, None, "Phiên giao dịch việc làm lưu động", "Sở Nội vụ", "UBND các xã, phường", "Quý IV/2026"],
    ])
    put(sheet, "B5:B6", "Sinh kế", centre=True, box=True)
    put(sheet, "B7:B8", "Việc làm", centre=True, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A column “Lĩnh vực” merged downwards: groups or an unknown column are both fair, the "
        "tasks are not in question.",
        tasks=[
            task("Cho vay vốn nuôi bò sinh sản", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "Quý II/2026"),
            task("Tập huấn trồng măng, trồng nấm", "Hội Nông dân tỉnh", ["Sở Nông nghiệp và Môi trường"], "Quý III/2026"),
            task("Mở lớp may công nghiệp ngắn hạn", "Sở Giáo dục và Đào tạo", ["UBND các xã, phường"], "Quý III/2026"),
            task("Phiên giao dịch việc làm lưu động", "Sở Nội vụ", ["UBND các xã, phường"], "Quý IV/2026"),
        ],
        tolerated=["column-unknown"],
    )


def several_sheets():
    name = "nhieu-trang.xlsx"
    made = book("Kinh tế", "Văn hóa - Xã hội", "Bản nháp", "Hướng dẫn", "Nội chính")
    heads = ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"]

    def fill(name, table, groups=()):
        sheet = made[name]
        widths(sheet, 6, 46, 26, 32, 18)
        line(sheet, 1, 5, "CHƯƠNG TRÌNH CÔNG TÁC TRỌNG TÂM QUÝ II NĂM 2026", bold=True, size=13)
        line(sheet, 2, 5, "(Kèm theo Quyết định số 612/QĐ-UBND ngày 25/3/2026 của UBND tỉnh Hà Tĩnh)", italic=True)
        headings(sheet, 4, heads)
        rows(sheet, 5, table)

    fill("Kinh tế", [
        ["I", "Công nghiệp", None, None, None],
        [1, "Gặp mặt doanh nghiệp đầu quý", "Sở Tài chính", "Sở Công Thương", "Tháng 4/2026"],
        [2, "Rà soát lưới điện các cụm công nghiệp", "Sở Công Thương", "Sở Xây dựng", "Tháng 5/2026"],
        ["II", "Nông nghiệp", None, None, None],
        [3, "Chỉ đạo sản xuất vụ hè thu", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Tháng 6/2026"],
    ])
    fill("Văn hóa - Xã hội", [
        [1, "Tổ chức ngày hội đọc sách", "Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Tháng 4/2026"],
        [2, "Khám sức khỏe người có công", "Sở Y tế", "Sở Nội vụ", "Tháng 6/2026"],
    ])
    fill("Bản nháp", [[1, "Việc chưa duyệt, chưa đưa vào", "Sở Y tế", None, "Tháng 6/2026"]])
    made["Bản nháp"].sheet_state = "hidden"
    guide = made["Hướng dẫn"]
    widths(guide, 100)
    for down, text in enumerate(["HƯỚNG DẪN SỬ DỤNG", "1. Mỗi trang là một lĩnh vực.", "2. Không đổi tên các cột."], 1):
        put(guide, f"A{down}", text, bold=down == 1)
    fill("Nội chính", [[1, "Tiếp công dân định kỳ", "Thanh tra tỉnh", "Văn phòng UBND tỉnh", "Hằng tháng"]])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Three sheets with the same headings make one plan, each a group by the name of its sheet; "
        "groups inside a sheet are of level 2; a hidden sheet with a table is told and left out; a "
        "sheet of instructions is nothing to talk about.",
        document={"parent": {"kind": "Quyết định", "number": "612/QĐ-UBND", "date": "2026-03-25", "issuer": "UBND tỉnh Hà Tĩnh"},
                  "title": "CHƯƠNG TRÌNH CÔNG TÁC TRỌNG TÂM QUÝ II NĂM 2026"},
        groups=[(1, "Kinh tế"), (2, "Công nghiệp"), (2, "Nông nghiệp"), (1, "Văn hóa - Xã hội"), (1, "Nội chính")],
        tasks=[
            task("Gặp mặt doanh nghiệp đầu quý", "Sở Tài chính", ["Sở Công Thương"], "Tháng 4/2026", group="Công nghiệp"),
            task("Rà soát lưới điện các cụm công nghiệp", "Sở Công Thương", ["Sở Xây dựng"], "Tháng 5/2026", group="Công nghiệp"),
            task("Chỉ đạo sản xuất vụ hè thu", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "Tháng 6/2026", group="Nông nghiệp"),
            task("Tổ chức ngày hội đọc sách", "Sở Văn hóa, Thể thao và Du lịch", ["Sở Giáo dục và Đào tạo"], "Tháng 4/2026", group="Văn hóa - Xã hội"),
            task("Khám sức khỏe người có công", "Sở Y tế", ["Sở Nội vụ"], "Tháng 6/2026", group="Văn hóa - Xã hội"),
            task("Tiếp công dân định kỳ", "Thanh tra tỉnh", ["Văn phòng UBND tỉnh"], "Hằng tháng", group="Nội chính"),
        ],
        diagnostics=[("sheet-hidden", "Bản nháp")],
        tolerated=["sheet-skipped"],
    )


def document_sheet():
    name = "co-trang-van-ban.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ (bản gửi lấy ý kiến)",
                        "(Kèm theo Kế hoạch số 01/KH-UBND ngày 02/01/2025 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [[1, "Thống kê tài sản công dôi dư", "Sở Tài chính", "Các sở, ban, ngành", "Quý III/2025", "Bảng kê"],
                    [2, "Bố trí trụ sở cho xã mới", "Sở Xây dựng", "UBND các xã, phường", "Quý IV/2025", "Phương án"]])
    facts = made.create_sheet("Văn bản", 0)
    widths(facts, 26, 70)
    headings(facts, 1, ["Mục", "Nội dung"])
    rows(facts, 2, [
        ["Tiêu đề", "Danh mục nhiệm vụ sắp xếp tài sản công"],
        ["Cơ quan ban hành", "Ủy ban nhân dân tỉnh Hà Tĩnh"],
        ["Văn bản gốc: loại", "Quyết định"], ["Văn bản gốc: số", "1777/QĐ-UBND"],
        ["Văn bản gốc: ngày", "18/7/2025"], ["Văn bản gốc: cơ quan", "Ủy ban nhân dân tỉnh Hà Tĩnh"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "The sheet “Văn bản” says what the document is; the title rows above the table differ and "
        "are not asked.",
        document={"title": "Danh mục nhiệm vụ sắp xếp tài sản công",
                  "parent": {"kind": "Quyết định", "number": "1777/QĐ-UBND", "date": "2025-07-18"}},
        groups=[],
        tasks=[task("Thống kê tài sản công dôi dư", "Sở Tài chính", ["Các sở, ban, ngành"]),
               task("Bố trí trụ sở cho xã mới", "Sở Xây dựng", ["UBND các xã, phường"])],
    )


def blanks():
    name = "chua-so-ngay.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ", "")
    line(sheet, 2, 6, "thực hiện Nghị quyết của Tỉnh ủy về phát triển kinh tế biển", bold=True, size=13)
    line(sheet, 3, 6, "(Kèm theo Kế hoạch số        /KH-UBND ngày      tháng       năm 2026 của UBND tỉnh Thanh Hóa)", italic=True)
    headings(sheet, 5, ["STT", "Nhiệm vụ, giải pháp", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm/kết quả"])
    rows(sheet, 6, [
        [1, "Nâng cấp luồng lạch vào cảng cá", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "2026 - 2028", "Dự án"],
        [2, "Hỗ trợ ngư dân lắp máy giám sát hành trình", "Sở Nông nghiệp và Môi trường", "Bộ đội Biên phòng tỉnh", "Đến năm 2027", "Tàu cá có máy"],
        [3, "Thu gom rác thải nhựa bãi biển", "UBND các xã, phường", "Tỉnh đoàn", "Hằng năm", "Bãi biển sạch"],
    ])
    put(sheet, "B10", "(Danh mục gồm 03 nhiệm vụ./.)", italic=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A draft: number and day of the parent are left blank; the title goes on in small letters; "
        "a closing line below the table (told or not: both fair).",
        document={"title": "DANH MỤC NHIỆM VỤ thực hiện Nghị quyết của Tỉnh ủy về phát triển kinh tế biển",
                  "parent": {"kind": "Kế hoạch", "number": "/KH-UBND", "date": "2026", "issuer": "UBND tỉnh Thanh Hóa"}},
        groups=[],
        tasks=[
            task("Nâng cấp luồng lạch vào cảng cá", "Sở Nông nghiệp và Môi trường", ["Sở Xây dựng"], "2026 - 2028", "Dự án"),
            task("Hỗ trợ ngư dân lắp máy giám sát hành trình", "Sở Nông nghiệp và Môi trường", ["Bộ đội Biên phòng tỉnh"], "Đến năm 2027"),
            task("Thu gom rác thải nhựa bãi biển", "UBND các xã, phường", ["Tỉnh đoàn"], "Hằng năm"),
        ],
        tolerated=["row-skipped"],
    )


def commune():
    name = "xa-ke-hoach.xlsx"
    made = book("KH")
    sheet = made["KH"]
    widths(sheet, 6, 44, 24, 30, 18, 22)
    header_block(sheet, 6, "ỦY BAN NHÂN DÂN", "XÃ CẨM BÌNH")
    put(sheet, "A3:C3", "Số: 27/KH-UBND", centre=True)
    put(sheet, "D3:F3", "Cẩm Bình, ngày 16 tháng 3 năm 2026", italic=True, centre=True)
    line(sheet, 5, 6, "KẾ HOẠCH PHÂN CÔNG NHIỆM VỤ", bold=True, size=14)
    line(sheet, 6, 6, "Ra quân chỉnh trang nông thôn năm 2026", bold=True)
    headings(sheet, 8, ["TT", "Nội dung công việc", "Bộ phận chủ trì", "Bộ phận phối hợp", "Thời gian thực hiện", "Ghi chú"])
    rows(sheet, 9, [
        [1, "Dọn cỏ, khơi rãnh các trục đường thôn", "Phòng Kinh tế", "Ban cán sự các thôn", "Tháng 3/2026", "Mỗi thôn một buổi"],
        [2, "Sơn sửa tường rào trường mầm non", "Phòng Văn hóa - Xã hội", "Đoàn thanh niên xã", "Tháng 4/2026", None],
        [3, "Kẻ vẽ, treo băng rôn", "Trung tâm Phục vụ hành chính công xã", "Công an xã", "Tháng 4/2026", None],
        [4, "Kiểm tra, chấm điểm thi đua", "Văn phòng HĐND và UBND xã", "Ủy ban MTTQ xã", "Tháng 5/2026", "Báo cáo Đảng ủy"],
    ])
    put(sheet, "A14:C14", "Người lập", bold=True, centre=True)
    put(sheet, "D14:F14", "TM. ỦY BAN NHÂN DÂN", bold=True, centre=True)
    put(sheet, "D15:F15", "CHỦ TỊCH", bold=True, centre=True)
    put(sheet, "A19:C19", "Nguyễn Thị Mẫu", bold=True, centre=True)
    put(sheet, "D19:F19", "Phan Văn Mẫu", bold=True, centre=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A commune's own plan: its offices are in no directory; headings say Bộ phận instead of "
        "Cơ quan; number, place and day stand in the header block.",
        document={"issuer": "Ủy ban nhân dân xã Cẩm Bình"},
        groups=[],
        tasks=[
            task("Dọn cỏ, khơi rãnh các trục đường thôn", "Phòng Kinh tế", ["Ban cán sự các thôn"], "Tháng 3/2026", notes="Mỗi thôn một buổi"),
            task("Sơn sửa tường rào trường mầm non", "Phòng Văn hóa - Xã hội", ["Đoàn thanh niên xã"], "Tháng 4/2026", notes=None),
            task("Kẻ vẽ, treo băng rôn", "Trung tâm Phục vụ hành chính công xã", ["Công an xã"], "Tháng 4/2026"),
            task("Kiểm tra, chấm điểm thi đua", "Văn phòng HĐND và UBND xã", ["Ủy ban MTTQ xã"], "Tháng 5/2026", notes="Báo cáo Đảng ủy"),
        ],
        strangers=True,
    )


def title_in_one_cell():
    name = "tieu-de-mot-o.xlsx"
    made = book("Phụ lục")
    sheet = made["Phụ lục"]
    widths(sheet, 6, 46, 24, 30, 18, 24)
    line(sheet, 1, 6, "Phụ lục\nDANH MỤC NHIỆM VỤ\nTHỰC HIỆN ĐỀ ÁN PHÁT TRIỂN CÂY DƯỢC LIỆU\n(Kèm theo Quyết định "
         "số 0205/QĐ-UBND ngày 19 tháng 5 năm 2026\ncủa Ủy ban nhân dân tỉnh Hà Tĩnh)", bold=True)
    headings(sheet, 2, ["TT", "Nhiệm vụ", "Cơ quan, đơn vị chủ trì thực hiện", "Cơ quan, đơn vị phối hợp thực hiện", "Thời hạn hoàn thành", "Kết quả, sản phẩm"])
    rows(sheet, 3, [
        [1, "Chọn giống sâm, hoài sơn", "Sở Nông nghiệp và Môi trường", "Sở Y tế", "Quý III/2026", "Bộ giống"],
        [2, "Xây xưởng sấy dùng chung", "Sở Công Thương", "Liên minh Hợp tác xã tỉnh", "Năm 2027", "Xưởng sấy"],
    ])
    put(sheet, "A6:B6", "Tổng cộng: 02 nhiệm vụ", bold=True, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Annex line, title and (Kèm theo …) typed into one merged cell; a line of the total below "
        "the table (told or not: both fair).",
        document={"title": "DANH MỤC NHIỆM VỤ THỰC HIỆN ĐỀ ÁN PHÁT TRIỂN CÂY DƯỢC LIỆU",
                  "parent": {"kind": "Quyết định", "number": "0205/QĐ-UBND", "date": "2026-05-19",
                             "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh"}},
        groups=[],
        tasks=[task("Chọn giống sâm, hoài sơn", "Sở Nông nghiệp và Môi trường", ["Sở Y tế"], "Quý III/2026", "Bộ giống"),
               task("Xây xưởng sấy dùng chung", "Sở Công Thương", ["Liên minh Hợp tác xã tỉnh"], "Năm 2027", "Xưởng sấy")],
        tolerated=["row-skipped"],
    )


def two_tables_in_a_sheet():
    name = "hai-bang-mot-trang.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ QUẢN LÝ BIÊN GIỚI", "(Kèm theo Kế hoạch số 160/KH-UBND ngày 20/5/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    put(sheet, "A3:F3", "I. NHIỆM VỤ CÓ THỜI HẠN", bold=True)
    headings(sheet, 4, SIX)
    rows(sheet, 5, [[1, "Tôn tạo cột mốc", "Sở Ngoại vụ", "Bộ Chỉ huy Quân sự tỉnh", "Quý III/2026", "Biên bản"],
                    [2, "Làm đường tuần tra", "Bộ Chỉ huy Quân sự tỉnh", "Sở Xây dựng", "Quý IV/2026", "Ki-lô-mét đường"]])
    put(sheet, "A9:F9", "II. NHIỆM VỤ THƯỜNG XUYÊN", bold=True)
    headings(sheet, 10, SIX)
    rows(sheet, 11, [[1, "Kết nghĩa bản làng hai bên", "Sở Ngoại vụ", "UBND các xã, phường", "Hằng năm", "Buổi gặp mặt"]])
    save(name, xlsx_bytes(made))
    one, two = "NHIỆM VỤ CÓ THỜI HẠN", "NHIỆM VỤ THƯỜNG XUYÊN"
    expect(
        name,
        "Two tables below each other in one sheet, each with its headings and a numbered line "
        "above them, which is its group.",
        document={"title": "DANH MỤC NHIỆM VỤ QUẢN LÝ BIÊN GIỚI"},
        groups=[(1, one), (1, two)],
        tasks=[task("Tôn tạo cột mốc", "Sở Ngoại vụ", group=one),
               task("Làm đường tuần tra", "Bộ Chỉ huy Quân sự tỉnh", ["Sở Xây dựng"], group=one),
               task("Kết nghĩa bản làng hai bên", "Sở Ngoại vụ", ["UBND các xã, phường"], "Hằng năm", group=two)],
    )


def submissions():
    name = "trinh-duyet.xlsx"
    made = book("Đề án trình")
    sheet = made["Đề án trình"]
    widths(sheet, 6, 40, 22, 24, 20, 16, 18, 16, 16)
    line(sheet, 1, 9, "DANH MỤC ĐỀ ÁN, BÁO CÁO TRÌNH ỦY BAN NHÂN DÂN TỈNH 6 THÁNG CUỐI NĂM 2026", bold=True, size=13)
    line(sheet, 2, 9, "(Kèm theo Quyết định số 1600/QĐ-UBND ngày 25/6/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    headings(sheet, 4, ["TT", "Tên đề án, báo cáo", "Cơ quan chủ trì soạn thảo", "Cơ quan phối hợp", "Cơ quan thẩm định",
                        "Lãnh đạo phụ trách", "Hình thức văn bản", "Cấp trình", "Thời gian trình"])
    rows(sheet, 5, [
        [1, "Đề án trường bán trú vùng cao", "Sở Giáo dục và Đào tạo", "Sở Tài chính", "Sở Tư pháp", "Phó Chủ tịch A", "Nghị quyết", "HĐND tỉnh", "Tháng 10/2026"],
        [2, "Báo cáo phòng, chống mua bán người", "Công an tỉnh", "Sở Y tế", None, "Phó Chủ tịch B", "Báo cáo", "UBND tỉnh", "Tháng 12/2026"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Headings of a programme of submissions (soạn thảo, thẩm định, lãnh đạo phụ trách, cấp "
        "trình …) are all known: nothing goes to the notes.",
        document={"title": "DANH MỤC ĐỀ ÁN, BÁO CÁO TRÌNH ỦY BAN NHÂN DÂN TỈNH 6 THÁNG CUỐI NĂM 2026"},
        groups=[],
        tasks=[task("Đề án trường bán trú vùng cao", "Sở Giáo dục và Đào tạo", ["Sở Tài chính"], "Tháng 10/2026", notes=None),
               task("Báo cáo phòng, chống mua bán người", "Công an tỉnh", ["Sở Y tế"], "Tháng 12/2026", notes=None)],
    )


def make():
    for one in (title_rows, two_tiers, odd_order, numbered_groups, several_sheets,
                document_sheet, blanks, commune, title_in_one_cell, two_tables_in_a_sheet, submissions):
        one()


if __name__ == "__main__":
    make()
