"""Who does the work, said in other places than a column of leads and one of supports (.xlsx, .docx, .csv): a column
of roles, a third column of bodies, notes, lists on one line, tables whose columns are told by their cells."""

import datetime

from openpyxl.comments import Comment

from office import expect, headings, rows, save, task, xlsx_bytes
from plans import plain
from word import docx_bytes, document, say, table

PARENT = "(Kèm theo Kế hoạch số {}/KH-UBND ngày {} của Ủy ban nhân dân tỉnh {})"


def roles():
    name = "cot-vai-tro.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ NẠO VÉT CỬA SÔNG NĂM 2026", PARENT.format(61, "11/3/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung công việc", "Đơn vị", "Vai trò", "Hạn hoàn thành", "Ghi chú"])
    rows(sheet, 5, [
        [1, "Đo độ sâu luồng cửa Sót", "Sở Xây dựng", "Chủ trì", "30/4/2026", None],
        [None, None, "Sở Nông nghiệp và Môi trường", "Phối hợp", None, None],
        [None, None, "Công an tỉnh", "PH", "15/4/2026", None],
        [2, "Di dời đăng đáy trong luồng", "UBND các xã, phường", "Chủ trì", "Quý II/2026", None],
        [2, "Di dời đăng đáy trong luồng", "Công an tỉnh", "Phối hợp", "Quý II/2026", None],
        [3, "Nghiệm thu", "Sở Xây dựng", "Đơn vị chủ trì", "Quý IV/2026", None],
        [None, None, "Sở Tài chính", "Chứng kiến", None, None],
    ])
    for area in ("A5:A7", "B5:B7"):
        sheet.merge_cells(area)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A column of roles beside one of bodies, a body a row: each body has the role of its row, whether the "
        "task is merged, blank or written again. A deadline of one body is kept in the notes, and a role that "
        "nobody knows is an error; both are told.",
        groups=[],
        tasks=[
            task("Đo độ sâu luồng cửa Sót", "Sở Xây dựng", ["Sở Nông nghiệp và Môi trường", "Công an tỉnh"], "30/4/2026",
                 notes="Công an tỉnh: 15/4/2026"),
            task("Di dời đăng đáy trong luồng", "UBND các xã, phường", ["Công an tỉnh"], "Quý II/2026"),
            task("Nghiệm thu", "Sở Xây dựng", [], "Quý IV/2026", notes="Sở Tài chính: Chứng kiến"),
        ],
        diagnostics=[("role-more", "Nhiệm vụ!E7"), ("mark-unknown", "Nhiệm vụ!D11")],
    )


def advisers():
    name = "don-vi-tham-muu.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ PHÒNG CHÁY RỪNG NĂM 2026", PARENT.format(48, "02/3/2026", "Thanh Hóa"))
    headings(sheet, 4, ["TT", "Đơn vị tham mưu", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan giám sát", "Cơ quan phối hợp", "Thời hạn"])
    rows(sheet, 5, [
        [1, "Văn phòng UBND tỉnh", "Phát dọn đường băng", "Sở Nông nghiệp và Môi trường", "Thanh tra tỉnh", "Công an tỉnh", "31/3/2026"],
        [2, "Sở Nội vụ", "Trực gác lửa", "UBND các xã, phường", None, "Sở Tài chính", "Quý III/2026"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Bodies that advise or watch, beside columns of who leads and who supports, do neither: they are kept in "
        "the notes, and each column is told.",
        groups=[],
        tasks=[
            task("Phát dọn đường băng", "Sở Nông nghiệp và Môi trường", ["Công an tỉnh"], "31/3/2026",
                 notes="Đơn vị tham mưu: Văn phòng UBND tỉnh; Cơ quan giám sát: Thanh tra tỉnh"),
            task("Trực gác lửa", "UBND các xã, phường", ["Sở Tài chính"], "Quý III/2026", notes="Đơn vị tham mưu: Sở Nội vụ"),
        ],
        diagnostics=[("column-neither", "Nhiệm vụ!B4"), ("column-unknown", "Nhiệm vụ!E4")],
    )


def reordered():
    name = "bang-dao-cot.docx"
    made = document()
    say(made, "NHIỆM VỤ SỬA CHỮA TRƯỜNG HỌC NĂM 2026", bold=True)
    say(made, PARENT.format(90, "09/4/2026", "Hà Tĩnh"), italic=True)
    table(made, [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
                 ["1", "Chống dột dãy phòng học cấp bốn", "Sở Xây dựng", "30/6/2026"],
                 ["2", "Thay bàn ghế gãy", "Sở Giáo dục và Đào tạo", "15/8/2026"]], [12, 110, 70, 50])
    say(made, "")
    table(made, [["3", "31/8/2026", "Đào giếng ở các điểm trường vùng cao", "Sở Nông nghiệp và Môi trường"],
                 ["4", "Quý IV/2026", "Lắp quạt điện", "Sở Công Thương"]], [12, 50, 110, 70], bold_rows=0)
    save(name, docx_bytes(made))
    expect(
        name,
        "A table that counts on without headings, its columns in another order: one column of names, one of times "
        "and one of sentences leave no doubt, and it is told.",
        groups=[],
        tasks=[
            task("Chống dột dãy phòng học cấp bốn", "Sở Xây dựng", [], "30/6/2026"),
            task("Thay bàn ghế gãy", "Sở Giáo dục và Đào tạo", [], "15/8/2026"),
            task("Đào giếng ở các điểm trường vùng cao", "Sở Nông nghiệp và Môi trường", [], "31/8/2026"),
            task("Lắp quạt điện", "Sở Công Thương", [], "Quý IV/2026"),
        ],
        diagnostics=[("table-reordered", "Bảng 2, dòng 1, cột 1")],
    )


def unheaded():
    name = "bang-khong-tieu-de.docx"
    made = document()
    say(made, "NHIỆM VỤ BẢO VỆ NGUỒN NƯỚC NĂM 2026", bold=True)
    say(made, PARENT.format(91, "10/4/2026", "Hà Tĩnh"), italic=True)
    table(made, [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
                 ["1", "Cắm biển hành lang giếng khoan", "Sở Xây dựng", "Sở Y tế", "30/6/2026"]], [12, 100, 60, 60, 40])
    say(made, "")
    table(made, [["2", "31/8/2026", "Sở Y tế", "Sở Nông nghiệp và Môi trường", "Xét nghiệm nước ở các trạm cấp"],
                 ["3", "30/9/2026", "Sở Công Thương", "Sở Y tế", "Kiểm tra nước thải xưởng nhuộm"]], [12, 40, 60, 60, 100], bold_rows=0)
    save(name, docx_bytes(made))
    expect(
        name,
        "A table that counts on without headings, with two columns of bodies in another order: who leads is not "
        "guessed, and the table that is not read is an error.",
        groups=[],
        tasks=[task("Cắm biển hành lang giếng khoan", "Sở Xây dựng", ["Sở Y tế"], "30/6/2026")],
        diagnostics=[("table-unheaded", "Bảng 2")],
    )


def beside():
    name = "hai-bang-canh-nhau.xlsx"
    made, sheet = plain("PHÂN CÔNG TRỰC LỄ HỘI ĐỀN CỜN NĂM 2026", PARENT.format(13, "26/01/2026", "Nghệ An"))
    heads = ["TT", "Công việc", "Đơn vị chủ trì", "Thời gian"]
    headings(sheet, 4, heads)
    headings(sheet, 4, heads, column=6)
    rows(sheet, 5, [[1, "Phân luồng xe", "Công an tỉnh", "20/02/2026"], [2, "Dựng lều y tế", "Sở Y tế", "21/02/2026"]])
    rows(sheet, 5, [[3, "Kiểm tra tàu rước", "Sở Xây dựng", "21/02/2026"]], column=6)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "The same headings twice in a row are two tables side by side: the left one first, then the right one.",
        groups=[],
        tasks=[
            task("Phân luồng xe", "Công an tỉnh", [], "20/02/2026"),
            task("Dựng lều y tế", "Sở Y tế", [], "21/02/2026"),
            task("Kiểm tra tàu rước", "Sở Xây dựng", [], "21/02/2026"),
        ],
    )


def by_quarter():
    name = "danh-dau-theo-quy.xlsx"
    made, sheet = plain("KẾ HOẠCH KIỂM TRA AN TOÀN THỰC PHẨM NĂM 2026", PARENT.format(27, "20/01/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Chủ trì", "Q1", "Q2", "Q3", "Q4"])
    rows(sheet, 5, [
        [1, "Kiểm tra bếp ăn trường học", "Sở Y tế", None, "x", None, "x"],
        [2, "Lấy mẫu rau ở chợ đầu mối", "Sở Công Thương", "x", None, None, None],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Ticks below Q1 to Q4 in a table without a column of times are the deadline, and no bodies.",
        groups=[],
        tasks=[
            task("Kiểm tra bếp ăn trường học", "Sở Y tế", [], "Quý II, Quý IV", notes=None),
            task("Lấy mẫu rau ở chợ đầu mối", "Sở Công Thương", [], "Quý I", notes=None),
        ],
    )


def broken_heads():
    name = "tieu-de-ngat-dong.xlsx"
    made, sheet = plain("NHIỆM VỤ CHỈNH LÝ BẢN ĐỒ NĂM 2026", PARENT.format(55, "06/3/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Cơ quan", "Cơ quan", "Thời"])
    headings(sheet, 5, [None, "nhiệm vụ", "chủ trì", "phối hợp", "hạn"])
    rows(sheet, 6, [
        [1, "Vẽ lại ranh giới thôn", "Sở Nội vụ", "UBND các xã, phường", "30/6/2026"],
        [2, "In bản đồ treo tường", "Sở Xây dựng", "Sở Nội vụ", "30/9/2026"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Headings that were broken over two rows by hand, without merged cells, are one heading each.",
        groups=[],
        tasks=[
            task("Vẽ lại ranh giới thôn", "Sở Nội vụ", ["UBND các xã, phường"], "30/6/2026"),
            task("In bản đồ treo tường", "Sở Xây dựng", ["Sở Nội vụ"], "30/9/2026"),
        ],
    )


def letters_as_marks():
    name = "ma-tran-chu-giai.xlsx"
    made, sheet = plain("PHÂN CÔNG DIỄN TẬP CỨU NẠN NĂM 2026", PARENT.format(71, "18/3/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung nhiệm vụ", "Công an tỉnh", "Sở Y tế", "Sở Tài chính", "Thời hạn"])
    rows(sheet, 5, [
        [1, "Lập kịch bản", "A", "B", None, "31/5/2026"],
        [2, "Chuẩn bị thuốc", None, "A", "B", "15/6/2026"],
    ])
    sheet["A8"] = "Chú giải: A - cơ quan chủ trì; B - cơ quan phối hợp"
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Marks that only the legend below the table explains, in words.",
        groups=[],
        tasks=[
            task("Lập kịch bản", "Công an tỉnh", ["Sở Y tế"], "31/5/2026"),
            task("Chuẩn bị thuốc", "Sở Y tế", ["Sở Tài chính"], "15/6/2026"),
        ],
    )


def notes():
    name = "phoi-hop-o-ghi-chu.xlsx"
    made, sheet = plain("NHIỆM VỤ CHĂM SÓC CÂY XANH NĂM 2026", PARENT.format(19, "23/02/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Đơn vị", "Thời hạn", "Ghi chú"])
    rows(sheet, 5, [
        [1, "Cắt tỉa cành trước mùa bão", "Sở Xây dựng", "31/7/2026", "Phối hợp: Sở Công Thương, Công an tỉnh"],
        [2, "Đánh số cây cổ thụ", "Sở Văn hóa, Thể thao và Du lịch", "30/9/2026", "Cơ quan phối hợp: Sở Nội vụ. Làm sau khi có máy"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A note that is nothing but who supports, in a table without a column for it, is read as that and told; of "
        "one that says more only the latter.",
        groups=[],
        tasks=[
            task("Cắt tỉa cành trước mùa bão", "Sở Xây dựng", ["Sở Công Thương", "Công an tỉnh"], "31/7/2026", notes=None),
            task("Đánh số cây cổ thụ", "Sở Văn hóa, Thể thao và Du lịch", [], "30/9/2026",
                 notes="Cơ quan phối hợp: Sở Nội vụ. Làm sau khi có máy"),
        ],
        diagnostics=[("note-supports", "Nhiệm vụ!E5"), ("note-names", "Nhiệm vụ!E6")],
    )


def on_one_line():
    name = "danh-so-mot-dong.csv"
    lines = [
        "TT;Nội dung;Cơ quan chủ trì;Cơ quan phối hợp;Thời hạn",
        "1;Thu gom lưới cũ trên biển;Sở Nông nghiệp và Môi trường;1. Công an tỉnh 2. Sở Xây dựng 3. Sở Tài chính;30/6/2026",
        '2;Dọn rác bãi tắm;UBND các xã, phường;"(1) Tỉnh đoàn; (2) Sở Y tế";46212',
    ]
    save(name, "\r\n".join(lines).encode("utf-8-sig"))
    expect(
        name,
        "Bodies counted on one line are a list. A deadline that is a bare number, as a day is that lost its "
        "format, is told.",
        groups=[],
        tasks=[
            task("Thu gom lưới cũ trên biển", "Sở Nông nghiệp và Môi trường", ["Công an tỉnh", "Sở Xây dựng", "Sở Tài chính"], "30/6/2026"),
            task("Dọn rác bãi tắm", "UBND các xã, phường", ["Tỉnh đoàn", "Sở Y tế"], "46212"),
        ],
        diagnostics=[("deadline-form", "Bảng 1!E3")],
    )


def lead_and_time():
    name = "chu-tri-va-han.xlsx"
    made, sheet = plain("NHIỆM VỤ ĐÓN TẾT NĂM 2027", PARENT.format(201, "05/10/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Cơ quan chủ trì/Thời hạn", "Phối hợp"])
    rows(sheet, 5, [
        [1, "Treo cờ các trục đường", "Sở Xây dựng/20/01/2027", "UBND các xã, phường"],
        [2, "Bắn pháo hoa tầm thấp", "Công an tỉnh - 05/02/2027", "Sở Tài chính"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "The lead and its deadline in one cell, in a table without a column of times, are two.",
        groups=[],
        tasks=[
            task("Treo cờ các trục đường", "Sở Xây dựng", ["UBND các xã, phường"], "20/01/2027"),
            task("Bắn pháo hoa tầm thấp", "Công an tỉnh", ["Sở Tài chính"], "05/02/2027"),
        ],
    )


def shown_days():
    name = "ngay-nhu-o-hien.xlsx"
    made, sheet = plain("NHIỆM VỤ KIỂM KÊ TÀI SẢN NĂM 2026", PARENT.format(33, "27/02/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Chủ trì", "Thời hạn"])
    forms = ["dd/mm/yyyy", "d/m/yyyy", "mm/yyyy", "dd/mm/yy", "m/d/yyyy", "[$-42A]dd\\/mm\\/yyyy;@", "dd/mm"]
    shown = ["09/05/2026", "9/5/2026", "05/2026", "09/05/2026", "09/5/2026", "09/05/2026", "09/05"]
    rows(sheet, 5, [[at, f"Kiểm kê kho số {at}", "Sở Tài chính", datetime.date(2026, 5, 9)] for at in range(1, 8)])
    for row, form in enumerate(forms, 5):
        sheet[f"D{row}"].number_format = form
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A date is printed as its cell shows it, where the day stands first; the order of America is turned.",
        groups=[],
        tasks=[task(f"Kiểm kê kho số {at}", "Sở Tài chính", [], words) for at, words in enumerate(shown, 1)],
    )


def remarks():
    name = "loi-ghi-tren-o.xlsx"
    made, sheet = plain("NHIỆM VỤ LÀM SẠCH DỮ LIỆU HỘ TỊCH NĂM 2026", PARENT.format(84, "30/3/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"])
    rows(sheet, 5, [[1, "Đối chiếu sổ giấy", "Sở Tư pháp", "30/6/2026"], [2, "Quét sổ cũ", "UBND các xã, phường", "30/9/2026"]])
    sheet["C6"].comment = Comment("Đề nghị chuyển Công an tỉnh", "Văn phòng")
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A comment on a cell is not read, and told once with its words.",
        groups=[],
        tasks=[
            task("Đối chiếu sổ giấy", "Sở Tư pháp", [], "30/6/2026"),
            task("Quét sổ cũ", "UBND các xã, phường", [], "30/9/2026"),
        ],
        diagnostics=[("text-beside", "Nhiệm vụ!C6")],
    )


def under_titles():
    name = "bang-duoi-ten-phong.docx"
    made = document()
    say(made, "PHÂN CÔNG CÔNG VIỆC QUÝ II NĂM 2026", bold=True)
    say(made, PARENT.format(92, "01/4/2026", "Hà Tĩnh"), italic=True)
    say(made, "1. Sở Nội vụ:", bold=True, centre=False)
    table(made, [["TT", "Công việc", "Thời hạn"], ["1", "Rà biên chế các trường", "15/5/2026"]], [12, 150, 50])
    say(made, "2. Sở Tài chính:", bold=True, centre=False)
    table(made, [["TT", "Công việc", "Thời hạn"], ["1", "Quyết toán kho bạc", "30/5/2026"]], [12, 150, 50])
    save(name, docx_bytes(made))
    expect(
        name,
        "Tables without a column of leads, each below a line that names a body: the line leads, and it is told.",
        groups=[(1, "Sở Nội vụ"), (1, "Sở Tài chính")],
        tasks=[
            task("Rà biên chế các trường", "Sở Nội vụ", [], "15/5/2026", group="Sở Nội vụ"),
            task("Quyết toán kho bạc", "Sở Tài chính", [], "30/5/2026", group="Sở Tài chính"),
        ],
        diagnostics=[("lead-from-title", "Bảng 1, dòng 1, cột 1"), ("lead-from-title", "Bảng 2, dòng 1, cột 1")],
    )


def persons():
    name = "nguoi-canh-phong.xlsx"
    made, sheet = plain("CÔNG VIỆC THÁNG 6 NĂM 2026", PARENT.format(88, "25/5/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["STT", "Công việc", "Đơn vị thực hiện", "Người phụ trách", "Phối hợp chính", "Phối hợp khác", "Thời hạn cũ", "T/gian"])
    rows(sheet, 5, [
        [1, "Kiểm kê phòng cháy", "Công an tỉnh", "Nguyễn Thị Mận", "Sở Xây dựng", "Sở Công Thương", "30/4/2026", "10/6/2026"],
        [2, "Tập huấn thoát hiểm", "Sở Giáo dục và Đào tạo", "Lê Văn Đào", "Công an tỉnh", None, None, "20/6/2026"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A person beside a body that does the work does not lead; two columns that both say who supports both count; "
        "of an old and a new deadline the new one counts.",
        groups=[],
        tasks=[
            task("Kiểm kê phòng cháy", "Công an tỉnh", ["Sở Xây dựng", "Sở Công Thương"], "10/6/2026"),
            task("Tập huấn thoát hiểm", "Sở Giáo dục và Đào tạo", ["Công an tỉnh"], "20/6/2026"),
        ],
        diagnostics=[("column-unknown", "Nhiệm vụ!D4"), ("column-unknown", "Nhiệm vụ!G4")],
    )


def make():
    for each in (roles, advisers, reordered, unheaded, beside, by_quarter, broken_heads, letters_as_marks, notes,
                 on_one_line, lead_and_time, shown_days, remarks, under_titles, persons):
        each()


if __name__ == "__main__":
    make()
