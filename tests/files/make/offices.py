"""Habits of offices: old states left in the file, names broken over lines, counts beside marks, tables in pieces."""

import datetime

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from columns import list_sheet, numbered
from matrices import agency_headings, marks
from office import book, expect, headings, line, put, rows, save, task, widths, xlsx_bytes
from plans import SIX, plain
from word import docx_bytes, document, say, table

STRUCK = InlineFont(rFont="Times New Roman", sz=12, strike=True)
RAISED = InlineFont(rFont="Times New Roman", sz=12, vertAlign="superscript")
USUAL = InlineFont(rFont="Times New Roman", sz=12)


def runs(*parts):
    return CellRichText(*[TextBlock(look, text) for look, text in parts])


def old_states():
    name = "ban-cu-con-lai.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ SỬA CHỮA ĐƯỜNG THỦY",
                        "(Kèm theo Quyết định số 640/QĐ-UBND ngày 03/4/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì (cũ)", "Đơn vị chủ trì", "Cơ quan phối hợp", "Thời hạn"])
    rows(sheet, 5, [
        [1, "Thả phao tiêu luồng sông La", "Công an tỉnh", "Sở Xây dựng", "Công an tỉnh", "30/6/2026"],
        [2, "Trục vớt xà lan đắm ở ngã ba sông", "Sở Tài chính", "Công an tỉnh", "Sở Xây dựng", "30/7/2026"],
        [2, "Trục vớt xà lan đắm", "Sở Tài chính", "Sở Xây dựng", None, "30/8/2026"],
        [3, "Đăng kiểm đò ngang", "Sở Xây dựng", None, None, "30/9/2026"],
        [4, "Dạy bơi cho trẻ ven sông", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Y tế", "30/8/2026"],
    ])
    sheet["D8"].value = runs((STRUCK, "Sở Tài chính; "), (USUAL, "Sở Xây dựng"))
    sheet["E7"].value = runs((USUAL, "Sở Tài chính"), (RAISED, "(1)"), (STRUCK, ", Sở Nội vụ"))
    sheet.row_dimensions[6].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A hidden row with the number of the row that shows, a hidden column with the meaning of one that "
        "shows, and what is struck beside other text are old states: not read, each told; a hidden row of "
        "its own is read. A raised mark of a note is no part of a name.",
        groups=[],
        tasks=[
            task("Thả phao tiêu luồng sông La", "Sở Xây dựng", ["Công an tỉnh"], "30/6/2026"),
            task("Trục vớt xà lan đắm", "Sở Xây dựng", ["Sở Tài chính"], "30/8/2026"),
            task("Đăng kiểm đò ngang", "Sở Xây dựng", [], "30/9/2026"),
            task("Dạy bơi cho trẻ ven sông", "Sở Giáo dục và Đào tạo", ["Sở Y tế"], "30/8/2026"),
        ],
        diagnostics=[("row-outdated", "Nhiệm vụ!A6"), ("column-outdated", "Nhiệm vụ!C4"),
                     ("text-deleted", "Nhiệm vụ!D8"), ("text-deleted", "Nhiệm vụ!E7"),
                     ("row-hidden", "Nhiệm vụ!A9")],
    )


def broken_names():
    name = "ten-ngat-dong.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ TRỒNG CÂY XANH",
                        "(Kèm theo Kế hoạch số 71/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [
        [1, "Ươm cây giống bản địa", "Sở Nông nghiệp\nvà Môi trường", "UBND\nxã Sơn Kim 1\nUBND phường\nSông Trí", "30/6/2026", None],
        [2, "Vẽ sơ đồ cây bóng mát", "Sở Văn hóa,\nThể thao và Du lịch", "Sở Xây dựng²; Sở Tài chính (*)", "30/6/2026", None],
        [3, "Trồng cây ở trạm y tế", "Trạm Y tế\nxã Sơn Kim 1", "Sở Y tế [3]", "30/7/2026", None],
    ])
    put(sheet, "A9", "² Phòng Quy hoạch làm đầu mối.")
    put(sheet, "A10", "(*) Khi có kinh phí.")
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Names that a clerk broke over lines are whole; marks of notes, typed as small figures or in "
        "brackets, are no part of them; the notes below are told.",
        groups=[],
        tasks=[
            task("Ươm cây giống bản địa", "Sở Nông nghiệp và Môi trường", ["UBND xã Sơn Kim 1", "UBND phường Sông Trí"], "30/6/2026"),
            task("Vẽ sơ đồ cây bóng mát", "Sở Văn hóa, Thể thao và Du lịch", ["Sở Xây dựng", "Sở Tài chính"], "30/6/2026"),
            task("Trồng cây ở trạm y tế", "Trạm Y tế xã Sơn Kim 1", ["Sở Y tế"], "30/7/2026"),
        ],
        diagnostics=[("row-skipped", "Nhiệm vụ!A9"), ("row-skipped", "Nhiệm vụ!A10")],
        strangers=True,
    )


def counted_marks():
    name = "ma-tran-dem-dau.docx"
    made = document()
    say(made, "BẢNG PHÂN CÔNG NHIỆM VỤ MÙA THI", bold=True)
    say(made, "(Kèm theo Kế hoạch số 58/KH-UBND ngày 17/3/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)", italic=True)
    say(made, "CT: chủ trì; PH: phối hợp", centre=False)
    table(made, [
        ["TT", "Nhiệm vụ", "Sở Giáo dục và Đào tạo", "Sở Xây dựng", "Công an tỉnh", "Số lượng", "Thời hạn"],
        ["1", "Kiểm tra mái che phòng thi", "PH", "CT", "", "2", "15/5/2026"],
        ["2", "Phân luồng xe trước cổng trường", "PH", "PH", "CT", "3", "20/6/2026"],
        ["3", "In phiếu báo dự thi", "CT", "", "", "1", "30/5/2026"],
        ["", "Cộng CT", "1", "1", "1", "3", ""],
        ["", "Cộng PH", "2", "1", "0", "3", ""],
    ], [12, 80, 28, 28, 28, 20, 28])
    save(name, docx_bytes(made))
    school = "Sở Giáo dục và Đào tạo"
    expect(
        name,
        "A heading that is a body's name is one, whatever word of labels is in it; rows and a column that "
        "count the marks are no tasks and no body.",
        groups=[],
        tasks=[
            task("Kiểm tra mái che phòng thi", "Sở Xây dựng", [school], "15/5/2026"),
            task("Phân luồng xe trước cổng trường", "Công an tỉnh", [school, "Sở Xây dựng"], "20/6/2026"),
            task("In phiếu báo dự thi", school, [], "30/5/2026"),
        ],
        diagnostics=[("column-unknown", "Bảng 1, dòng 1, cột 6")],
    )

    name = "dau-tich-dem.xlsx"
    made = book("Biểu")
    sheet = made["Biểu"]
    widths(sheet, 6, 44, 24)
    line(sheet, 1, 8, "NHIỆM VỤ TUYÊN TRUYỀN PHÒNG CHÁY", bold=True, size=13)
    headings(sheet, 4, ["TT", "Nhiệm vụ", "Cơ quan chủ trì"])
    agency_headings(sheet, 4, ["Sở Y tế", "Sở Xây dựng", "Tổng cộng"], "D", over="Cơ quan phối hợp", below=("A", "B", "C"), rotate=0)
    for row, (content, lead, cells, count) in enumerate([
        ("Phát tờ rơi ở chung cư", "Công an tỉnh", "x x", 2), ("Diễn tập ở bệnh viện", "Công an tỉnh", "x -", 1),
        ("Chiếu phim ngắn ở chợ", "Sở Công Thương", "- x", 1), ("Treo pa nô", "Sở Công Thương", "- -", 0),
    ], 6):
        marks(sheet, row, row - 5, content, cells, "DE")
        put(sheet, f"C{row}", lead, box=True)
        put(sheet, f"F{row}", count, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Ticks below a merged heading of those who support; the column that counts them is no body.",
        groups=[],
        tasks=[
            task("Phát tờ rơi ở chung cư", "Công an tỉnh", ["Sở Y tế", "Sở Xây dựng"]),
            task("Diễn tập ở bệnh viện", "Công an tỉnh", ["Sở Y tế"]),
            task("Chiếu phim ngắn ở chợ", "Sở Công Thương", ["Sở Xây dựng"]),
            task("Treo pa nô", "Sở Công Thương", []),
        ],
        silent=False,
    )


def dates_of_offices():
    name = "ngay-kieu-khac.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ KIỂM KÊ TÀI SẢN",
                        "(Kèm theo Kế hoạch số 44/KH-UBND ngày 09/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    day = datetime.date(2027, 1, 9)
    forms = ["dd.mm.yyyy", "d-m-yyyy", "m/yyyy", "mm/yyyy", "dd/mm/yyyy", "mm.yyyy"]
    shown = ["09.01.2027", "9-1-2027", "1/2027", "01/2027", "09/01/2027", "01.2027"]
    works = ["Kiểm kê nhà", "Kiểm kê xe", "Kiểm kê đất", "Kiểm kê máy tính", "Kiểm kê sách", "Kiểm kê vườn cây"]
    rows(sheet, 5, [[number, work, "Sở Tài chính", None, day, None] for number, work in enumerate(works, 1)])
    for row, form in enumerate(forms, 5):
        sheet[f"E{row}"].number_format = form
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A date is printed as its cell shows it where the office chose points or hyphens; a month has no "
        "zero that the cell does not show; a day in strokes is written as the decree wants it.",
        groups=[],
        tasks=[task(work, "Sở Tài chính", [], text) for work, text in zip(works, shown)],
        silent=False,
    )


def pieces():
    name = "bang-ba-manh.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ CHỢ NÔNG THÔN", bold=True)
    say(made, "(Kèm theo Kế hoạch số 20/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    heads, sizes = SIX[:5], [12, 95, 50, 60, 40]
    table(made, [heads, ["I", "Sửa chợ cũ", "", "", ""],
                 ["1", "Lợp lại mái đình chợ", "Sở Xây dựng", "", "30/4/2026"]], sizes)
    say(made, "(tiếp theo trang sau)", italic=True)
    table(made, [heads, ["2", "Thay đường dây điện", "Sở Công Thương", "", "30/5/2026"],
                 ["II", "Mở chợ mới", "", "", ""],
                 ["3", "Chọn đất họp chợ", "Sở Nông nghiệp và Môi trường", "", "30/6/2026"]], sizes)
    say(made, "")
    table(made, [["4", "Kẻ ô bán hàng", "Sở Công Thương", "", "30/7/2026"],
                 ["III", "Trông chợ", "", "", ""],
                 ["5", "Đặt nội quy", "Sở Công Thương", "", "30/8/2026"]], sizes, bold_rows=0)
    save(name, docx_bytes(made))
    one, two, three = "Sửa chợ cũ", "Mở chợ mới", "Trông chợ"
    expect(
        name,
        "One list in three tables: groups of a later piece stand beside those of the first, not in them.",
        groups=[(1, one), (1, two), (1, three)],
        tasks=[
            task("Lợp lại mái đình chợ", "Sở Xây dựng", [], group=one),
            task("Thay đường dây điện", "Sở Công Thương", [], group=one),
            task("Chọn đất họp chợ", "Sở Nông nghiệp và Môi trường", [], group=two),
            task("Kẻ ô bán hàng", "Sở Công Thương", [], group=two),
            task("Đặt nội quy", "Sở Công Thương", [], group=three),
        ],
        silent=False,
    )


def changed_drafts():
    name = "hai-ban-doi-chu.xlsx"
    made = book("Gửi lấy ý kiến", "Sau khi tiếp thu")
    first = [["Đo độ mặn ở cống Đồng Hà", "Sở Nông nghiệp và Môi trường", "30/4/2026"],
             ["Đắp đập tạm ngăn mặn", "Sở Xây dựng", "15/5/2026"],
             ["Khoan giếng cho trạm y tế", "Sở Y tế", "30/6/2026"]]
    second = [["Đo độ mặn hằng ngày ở cống Đồng Hà", "Sở Nông nghiệp và Môi trường", "30/4/2026"],
              ["Đắp đập tạm ngăn mặn", "Sở Nông nghiệp và Môi trường", "15/5/2026"],
              ["Khoan giếng cho các trạm y tế", "Sở Y tế", "31/7/2026"],
              ["Chở nước ngọt bằng xe bồn", "Bộ Chỉ huy Quân sự tỉnh", "31/7/2026"]]
    for sheet, table_of in zip(("Gửi lấy ý kiến", "Sau khi tiếp thu"), (first, second)):
        list_sheet(made[sheet], "DANH MỤC NHIỆM VỤ CHỐNG HẠN MẶN", numbered(table_of))
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Two drafts whose words, leads and deadlines differ in part are two drafts all the same.",
        diagnostics=[("table-twice", "Sau khi tiếp thu")],
        silent=False,
    )


def behind_parts():
    name = "viec-sau-nhom.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ LƯU TRỮ",
                        "(Kèm theo Kế hoạch số 91/KH-UBND ngày 20/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX[:5])
    rows(sheet, 5, [
        ["1", "Dọn kho", "Sở Nội vụ", None, "30/6/2026"],
        ["2", "Số hóa hồ sơ", None, None, None],
        ["2.1", "Mua máy quét", "Sở Tài chính", None, "30/7/2026"],
        ["2.2", "Quét hồ sơ đất", "Sở Nông nghiệp và Môi trường", None, "30/9/2026"],
        ["3", "Hủy tài liệu hết giá trị", "Sở Nội vụ", None, "31/12/2026"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A task numbered 3 behind 2.1 and 2.2 counts to group 2, and that is said.",
        groups=[(1, "Số hóa hồ sơ")],
        diagnostics=[("task-behind-group", "Nhiệm vụ!A9")],
    )


def two_levels():
    name = "hai-cap-chu-tri.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ QUẢN LÝ ĐẤT CÔNG",
                        "(Kèm theo Kế hoạch số 33/KH-UBND ngày 26/02/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    put(sheet, "A4:A6", "TT", bold=True, centre=True, box=True)
    put(sheet, "B4:B6", "Nội dung nhiệm vụ", bold=True, centre=True, box=True)
    put(sheet, "C4:F4", "Phân công thực hiện", bold=True, centre=True, box=True)
    put(sheet, "C5:D5", "Cấp tỉnh", bold=True, centre=True, box=True)
    put(sheet, "E5:F5", "Cấp xã", bold=True, centre=True, box=True)
    headings(sheet, 6, ["Chủ trì", "Phối hợp", "Chủ trì", "Phối hợp"], column=3)
    rows(sheet, 7, [
        [1, "Lập bản đồ đất công", "Sở Nông nghiệp và Môi trường", "Sở Tài chính", None, "UBND các xã, phường"],
        [2, "Cắm mốc đất công", None, None, "UBND các xã, phường", "Công an xã"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Two columns that lead, below headings of two levels, take turns; those that support add up.",
        groups=[],
        tasks=[
            task("Lập bản đồ đất công", "Sở Nông nghiệp và Môi trường", ["Sở Tài chính", "UBND các xã, phường"]),
            task("Cắm mốc đất công", "UBND các xã, phường", ["Công an xã"]),
        ],
        strangers=True,
    )


def cut_row():
    name = "dong-cat-qua-trang.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ DI DỜI DÂN", bold=True)
    say(made, "(Kèm theo Kế hoạch số 61/KH-UBND ngày 18/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    heads, sizes = SIX[:5], [12, 95, 50, 60, 40]
    table(made, [heads, ["1", "Đo vẽ các điểm sạt lở ven sông", "Sở Xây", "Công an", "30/4/2026"]], sizes)
    say(made, "")
    table(made, [["", "và lập phương án di dời từng hộ", "dựng", "tỉnh", ""],
                 ["2", "Dựng lều tạm", "Bộ Chỉ huy Quân sự tỉnh", "", "30/5/2026"]], sizes, bold_rows=0)
    save(name, docx_bytes(made))
    expect(
        name,
        "A row that a page cut in two is one task, told; the table behind is read.",
        groups=[],
        tasks=[
            task("Đo vẽ các điểm sạt lở ven sông và lập phương án di dời từng hộ", "Sở Xây dựng", ["Công an tỉnh"], "30/4/2026"),
            task("Dựng lều tạm", "Bộ Chỉ huy Quân sự tỉnh", [], "30/5/2026"),
        ],
        diagnostics=[("row-joined", "Bảng 2, dòng 1, cột 2")],
    )


def lines_between():
    name = "dong-chen-giua.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ CHĂN NUÔI",
                        "(Kèm theo Kế hoạch số 48/KH-UBND ngày 11/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, ["Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"])
    rows(sheet, 5, [["Mục 1: Thú y (Sở Y tế phối hợp, Sở Nông nghiệp và Môi trường chủ trì)"],
                    ["1. Tiêm phòng trâu bò", None, "30/4/2026"], ["2. Phun hóa chất chợ gia súc", "Sở Công Thương", "30/4/2026"],
                    ["Trang 1/2"], ["(Từ nhiệm vụ 3 chỉ làm khi có vốn)"], ["Mục 2: Giống"],
                    ["3. Nuôi giữ bò giống", "Sở Khoa học và Công nghệ", "30/9/2026"]])
    save(name, xlsx_bytes(made))
    one, two = "Thú y (Sở Y tế phối hợp, Sở Nông nghiệp và Môi trường chủ trì)", "Giống"
    expect(
        name,
        "Marks of pages and remarks in brackets are no groups; \"Mục 1:\" is no title; who leads stands in the "
        "bracket of a title; numbers before the contents are the numbers of the rows.",
        groups=[(1, one), (1, two)],
        tasks=[
            task("Tiêm phòng trâu bò", "Sở Nông nghiệp và Môi trường", ["Sở Y tế"], "30/4/2026", group=one),
            task("Phun hóa chất chợ gia súc", "Sở Công Thương", [], "30/4/2026", group=one),
            task("Nuôi giữ bò giống", "Sở Khoa học và Công nghệ", [], "30/9/2026", group=two),
        ],
        diagnostics=[("group-extra", "Nhiệm vụ!A5"), ("row-skipped", "Nhiệm vụ!A9")],
    )


def ticks_below_headings():
    name = "dau-tich-duoi-tieu-de.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ KHUYẾN ĐỌC",
                        "(Kèm theo Kế hoạch số 52/KH-UBND ngày 12/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    for column, words in (("A", "STT\nNo."), ("B", "Nội dung nhiệm vụ\nTask")):
        put(sheet, f"{column}4:{column}5", words, bold=True, centre=True, box=True)
    for area, words in (("C4:D4", "Sở Nội vụ"), ("E4:F4", "Sở Giáo dục và Đào tạo"), ("G4:J4", "Thời gian thực hiện")):
        put(sheet, area, words, bold=True, centre=True, box=True)
    headings(sheet, 5, ["CT", "PH", "CT", "PH", "Quý I", "Quý II", "Quý III", "Quý IV"], column=3)
    put(sheet, "K4:K5", "Lý do chậm", bold=True, centre=True, box=True)
    rows(sheet, 6, [
        [1, "Mở tủ sách ở nhà văn hóa thôn", "x", None, None, "x", "x", None, None, None, None],
        [2, "Thi kể chuyện sách", None, "x", "x", None, None, "x", "x", None, "Chờ kinh phí"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Ticks below CT and PH of each body say who leads and supports, ticks below quarters by when; a label "
        "beside its translation is one; why a task is late is no product.",
        groups=[],
        tasks=[
            task("Mở tủ sách ở nhà văn hóa thôn", "Sở Nội vụ", ["Sở Giáo dục và Đào tạo"], "Quý I", notes=None),
            task("Thi kể chuyện sách", "Sở Giáo dục và Đào tạo", ["Sở Nội vụ"], "Quý II, Quý III", None, "Lý do chậm: Chờ kinh phí"),
        ],
        diagnostics=[("column-unknown", "Nhiệm vụ!K4")],
    )


def make():
    for one in (ticks_below_headings, old_states, broken_names, counted_marks, dates_of_offices, pieces, changed_drafts, behind_parts,
                two_levels, cut_row, lines_between):
        one()


if __name__ == "__main__":
    make()
