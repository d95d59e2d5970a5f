"""Tables (.xlsx, .docx) whose columns, rows or sheets must be judged by what they hold: two columns of
bodies, columns that group, how far a task is, totals, contents over two rows, sheets that repeat others."""

from office import book, expect, headings, line, put, rows, save, signature, task, widths, xlsx_bytes
from plans import plain
from word import WIDTHS, docx_bytes, document, say
from word import table as word_table

PARENT = "(Kèm theo Kế hoạch số {}/KH-UBND ngày {} của Ủy ban nhân dân tỉnh {})"


def two_bodies():
    name = "chu-tri-va-thuc-hien.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ CHỈNH TRANG BẾN CẢNG NĂM 2026", PARENT.format(41, "03/3/2026", "Thanh Hóa"))
    headings(sheet, 4, ["TT", "Tên việc", "Đơn vị thực hiện", "Hạn phải xong", "Đơn vị chủ trì", "SP dự kiến"])
    rows(sheet, 5, [
        [1, "Nạo vét luồng vào cảng cá", "UBND các xã, phường", "30/6/2026", "Sở Xây dựng", "Biên bản nghiệm thu"],
        [2, "Lắp phao báo hiệu", "Sở Xây dựng", "Quý III/2026", "Sở Xây dựng", "Phao"],
        [3, "Di dời lồng bè", "Công an tỉnh", "Quý IV/2026", "Sở Nông nghiệp và Môi trường", "Báo cáo"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A column “Đơn vị thực hiện” before “Đơn vị chủ trì”: the latter leads, the former supports, "
        "with a word; a body that stands in both leads.",
        groups=[],
        tasks=[
            task("Nạo vét luồng vào cảng cá", "Sở Xây dựng", ["UBND các xã, phường"], "30/6/2026", "Biên bản nghiệm thu", None),
            task("Lắp phao báo hiệu", "Sở Xây dựng", [], "Quý III/2026", "Phao", None),
            task("Di dời lồng bè", "Sở Nông nghiệp và Môi trường", ["Công an tỉnh"], "Quý IV/2026", "Báo cáo", None),
        ],
        diagnostics=[("column-supports", "Nhiệm vụ!C4")],
    )


def stranger():
    name = "cot-co-quan-la.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ TU BỔ DI TÍCH NĂM 2026", PARENT.format(77, "14/4/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Cơ quan chủ trì", None, "Đơn vị thụ hưởng", "Thời hạn"])
    rows(sheet, 5, [
        [1, "Chống mối cho đình làng", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính", "UBND các xã, phường", "Quý II/2026"],
        [2, "Dựng bia chỉ dẫn", "UBND các xã, phường", "Sở Xây dựng", "UBND các xã, phường", "Quý III/2026"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A column of bodies without a heading is an error at its heading, for nothing says what they "
        "do; a column that says they only profit goes to the notes, as any other.",
        tasks=[
            task("Chống mối cho đình làng", "Sở Văn hóa, Thể thao và Du lịch", [], "Quý II/2026"),
            task("Dựng bia chỉ dẫn", "UBND các xã, phường", [], "Quý III/2026"),
        ],
        diagnostics=[("column-agencies", "Nhiệm vụ!D4"), ("column-unknown", "Nhiệm vụ!E4")],
    )


def far_and_out():
    name = "tien-do-va-ket-qua.xlsx"
    made, sheet = plain("THEO DÕI NHIỆM VỤ SỐ HÓA LƯU TRỮ", PARENT.format(12, "20/01/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Công việc", "Đầu mối", "Hạn xử lý", "Tiến độ", "Kết quả", "Sản phẩm"])
    rows(sheet, 5, [
        [1, "Quét hồ sơ đất đai", "Sở Nông nghiệp và Môi trường", "31/3/2026", "75%", "Đang quét kho 2", "Kho ảnh"],
        [2, "Nhập mục lục phông", "Sở Nội vụ", "30/6/2026", "20 %", "Chưa đủ máy", "Mục lục"],
        [3, "Tiêu hủy tài liệu hết giá trị", "Sở Nội vụ", "30/9/2026", "0%", "Chưa làm", "Biên bản"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "“Tiến độ” of percentages is no deadline and “Kết quả” of states no product: both go to the "
        "notes, with a word.",
        groups=[],
        tasks=[
            task("Quét hồ sơ đất đai", "Sở Nông nghiệp và Môi trường", [], "31/3/2026", "Kho ảnh", "Tiến độ: 75%; Kết quả: Đang quét kho 2"),
            task("Nhập mục lục phông", "Sở Nội vụ", [], "30/6/2026", "Mục lục", "Tiến độ: 20 %; Kết quả: Chưa đủ máy"),
            task("Tiêu hủy tài liệu hết giá trị", "Sở Nội vụ", [], "30/9/2026", "Biên bản", "Tiến độ: 0%; Kết quả: Chưa làm"),
        ],
        diagnostics=[("column-unknown", "Nhiệm vụ!E4"), ("column-unknown", "Nhiệm vụ!F4")],
    )


def group_columns():
    name = "cot-nhom.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI XANH NĂM 2026", PARENT.format(55, "10/3/2026", "Thanh Hóa"))
    headings(sheet, 4, ["Trụ cột", "TT", "Nhóm nhiệm vụ", "Việc cụ thể", "Chủ trì", "Thời gian"])
    rows(sheet, 5, [
        ["1. Năng lượng", 1, "Điện mặt trời", "Lắp điện mái nhà trụ sở", "Sở Công Thương", "Quý II/2026"],
        [None, 2, None, "Đo công suất sau lắp đặt", "Sở Công Thương", "Quý IV/2026"],
        ["1. Năng lượng", 3, "Tiết kiệm điện", "Thay đèn đường bằng đèn LED", "Sở Xây dựng", "Quý III/2026"],
        ["2. Rác thải", 4, "Phân loại", "Phát thùng rác hai ngăn", "UBND các xã, phường", "Thường xuyên"],
    ], column=1)
    save(name, xlsx_bytes(made))
    first, second = "Năng lượng", "Rác thải"
    expect(
        name,
        "Two columns of groups, repeated, left blank or numbered: a group where the text changes, the "
        "closer within the wider.",
        groups=[(1, first), (2, "Điện mặt trời"), (2, "Tiết kiệm điện"), (1, second), (2, "Phân loại")],
        tasks=[
            task("Lắp điện mái nhà trụ sở", "Sở Công Thương", [], "Quý II/2026", group="Điện mặt trời"),
            task("Đo công suất sau lắp đặt", "Sở Công Thương", [], "Quý IV/2026", group="Điện mặt trời"),
            task("Thay đèn đường bằng đèn LED", "Sở Xây dựng", [], "Quý III/2026", group="Tiết kiệm điện"),
            task("Phát thùng rác hai ngăn", "UBND các xã, phường", [], "Thường xuyên", group="Phân loại"),
        ],
    )


def task_and_work():
    name = "nhiem-vu-va-viec.xlsx"
    made, sheet = plain("PHÂN CÔNG NHIỆM VỤ MÙA MƯA BÃO NĂM 2026", PARENT.format(98, "05/5/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nhiệm vụ", "Hoạt động cụ thể", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"])
    rows(sheet, 5, [
        [1, "Giữ an toàn hồ đập", "Kiểm tra cửa xả các hồ nhỏ", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "31/5/2026"],
        [None, None, "Đặt máy phát điện dự phòng", "Sở Công Thương", None, "15/6/2026"],
        [None, None, "Trực ban trong mùa lũ", "UBND các xã, phường", "Công an tỉnh", "Hằng ngày"],
        [2, "Sơ tán dân", "Lập danh sách hộ ven sông", "UBND các xã, phường", "Công an tỉnh", "30/6/2026"],
    ])
    for column in "AB":
        sheet.merge_cells(f"{column}5:{column}7")
    save(name, xlsx_bytes(made))
    one, two = "Giữ an toàn hồ đập", "Sơ tán dân"
    expect(
        name,
        "Tasks merged down over the work that they consist of: the task is the group, the work the content.",
        groups=[(1, one), (1, two)],
        tasks=[
            task("Kiểm tra cửa xả các hồ nhỏ", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "31/5/2026", group=one),
            task("Đặt máy phát điện dự phòng", "Sở Công Thương", [], "15/6/2026", group=one),
            task("Trực ban trong mùa lũ", "UBND các xã, phường", ["Công an tỉnh"], "Hằng ngày", group=one),
            task("Lập danh sách hộ ven sông", "UBND các xã, phường", ["Công an tỉnh"], "30/6/2026", group=two),
        ],
    )


def totals():
    name = "cong-tung-phan.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ GIẢM TAI NẠN GIAO THÔNG", PARENT.format(33, "12/02/2026", "Thanh Hóa"))
    headings(sheet, 4, ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm"])
    headings(sheet, 5, ["(A)", "(B)", "(C)", "(D)", "(1)", "(2)"])
    rows(sheet, 6, [
        ["A", "Hạ tầng", None, None, None, None],
        [1, "Sơn lại gờ giảm tốc trước cổng trường", "Sở Xây dựng", "UBND các xã, phường", "Quý III/2026", None],
        [2, "Tổng kiểm tra cầu yếu", "Sở Xây dựng", None, "Quý II/2026", "Báo cáo"],
        [None, "Cộng phần A: 02 nhiệm vụ", None, None, None, None],
        ["B", "Con người", None, None, None, None],
        [3, "Dạy lái xe an toàn cho học sinh", "Công an tỉnh", "Sở Giáo dục và Đào tạo", "Tháng 9/2026", None],
        ["Cộng", None, None, None, None, 1],
        [None, "TỔNG SỐ (A+B): 3 nhiệm vụ", None, None, None, None],
    ])
    signature(sheet, 15, ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["CHỦ TỊCH", "", "Lê Văn Mẫu"])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Totals of parts and of all are neither groups nor tasks, “Tổng kiểm tra” is a task; a row of "
        "letters and numbers below the headings says nothing.",
        groups=[(1, "Hạ tầng"), (1, "Con người")],
        tasks=[
            task("Sơn lại gờ giảm tốc trước cổng trường", "Sở Xây dựng", ["UBND các xã, phường"], "Quý III/2026", group="Hạ tầng"),
            task("Tổng kiểm tra cầu yếu", "Sở Xây dựng", [], "Quý II/2026", "Báo cáo", group="Hạ tầng"),
            task("Dạy lái xe an toàn cho học sinh", "Công an tỉnh", ["Sở Giáo dục và Đào tạo"], "Tháng 9/2026", group="Con người"),
        ],
    )


def over_two_rows():
    name = "go-qua-hai-dong.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ PHỤC VỤ TẾT NGUYÊN ĐÁN", PARENT.format(9, "08/01/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"])
    rows(sheet, 5, [
        [1, "Bình ổn giá hàng thiết yếu tại các", None, None, None, None],
        [None, "Chợ đầu mối và siêu thị", "Sở Công Thương", "Sở Tài chính", "31/01/2026", "Báo cáo"],
        [2, "Thăm hộ nghèo, người già neo", "Sở Y tế", None, "Trước Tết", None],
        [None, "đơn trên địa bàn", None, None, None, None],
        [3, "Bắn pháo hoa đêm giao thừa", "Sở Văn hóa, Thể thao", "Công an tỉnh", "16/02/2026", None],
        [None, "tại quảng trường", "và Du lịch", None, None, None],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Contents, and a name, that were typed by hand over two rows are one task each, with a word.",
        groups=[],
        tasks=[
            task("Bình ổn giá hàng thiết yếu tại các Chợ đầu mối và siêu thị", "Sở Công Thương", ["Sở Tài chính"], "31/01/2026", "Báo cáo"),
            task("Thăm hộ nghèo, người già neo đơn trên địa bàn", "Sở Y tế", [], "Trước Tết"),
            task("Bắn pháo hoa đêm giao thừa tại quảng trường", "Sở Văn hóa, Thể thao và Du lịch", ["Công an tỉnh"], "16/02/2026"),
        ],
        diagnostics=[("row-joined", "Nhiệm vụ!B6"), ("row-joined", "Nhiệm vụ!B8"), ("row-joined", "Nhiệm vụ!B10")],
    )


def common_values():
    name = "nhom-co-chu-tri.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ MỞ RỘNG BẢO HIỂM Y TẾ", PARENT.format(21, "02/02/2026", "Thanh Hóa"))
    headings(sheet, 4, ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"])
    rows(sheet, 5, [
        ["I", "Vận động", "Sở Y tế", "UBND các xã, phường", "Quý II/2026", None],
        [1, "Phát thẻ cho học sinh lớp một", None, None, None, "Thẻ"],
        [2, "Đối thoại với hộ kinh doanh", "Sở Công Thương", None, "30/4/2026", None],
        ["II", "Dữ liệu", None, None, None, None],
        [1, "Làm sạch danh sách", None, None, "Năm 2026", None],
        ["1.1", "Đối chiếu số định danh", "Công an tỉnh", None, None, None],
        ["1.2", "Xóa thẻ trùng", "Sở Y tế", None, "Tháng 5/2026", None],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A group that names who leads and by when says so for its tasks that have none of their own, with "
        "a word at the group; a support of the group's lead does not support another lead.",
        groups=[(1, "Vận động"), (1, "Dữ liệu"), (2, "Làm sạch danh sách")],
        tasks=[
            task("Phát thẻ cho học sinh lớp một", "Sở Y tế", ["UBND các xã, phường"], "Quý II/2026", "Thẻ", group="Vận động"),
            task("Đối thoại với hộ kinh doanh", "Sở Công Thương", [], "30/4/2026", group="Vận động"),
            task("Đối chiếu số định danh", "Công an tỉnh", [], "Năm 2026", group="Làm sạch danh sách"),
            task("Xóa thẻ trùng", "Sở Y tế", [], "Tháng 5/2026", group="Làm sạch danh sách"),
        ],
        diagnostics=[("group-extra", "Nhiệm vụ!B5"), ("group-extra", "Nhiệm vụ!B9")],
    )


def remarks_in_a_matrix():
    name = "ma-tran-ghi-them.xlsx"
    made, sheet = plain("MA TRẬN PHÂN CÔNG LÀM SẠCH BỜ BIỂN", PARENT.format(64, "20/3/2026", "Hà Tĩnh"))
    headings(sheet, 4, ["TT", "Nội dung", "Sở Xây dựng", "Sở Y tế", "Công an tỉnh", "Thời hạn"])
    rows(sheet, 5, [
        [1, "Thu gom rác đáy biển", "●", "• (khi có yêu cầu)", None, "Quý II/2026"],
        [2, "Lắp lưới chắn rác cửa sông", "○", None, None, "Quý III/2026"],
        [3, "Xử phạt xả thải", None, "○", None, "Thường xuyên"],
    ])
    put(sheet, "B9", "Ký hiệu: ● là cơ quan chủ trì; ○ là cơ quan phối hợp", italic=True)
    for row, column in ((6, "D"), (7, "C")):
        put(sheet, f"{column}{row}", "●", centre=True, box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "A mark with a remark is a mark, the remark a note, with a word; a body that no row marks stays a "
        "body; small bullets are the large ones.",
        groups=[],
        tasks=[
            task("Thu gom rác đáy biển", "Sở Xây dựng; Sở Y tế", [], "Quý II/2026", notes="Sở Y tế: • (khi có yêu cầu)"),
            task("Lắp lưới chắn rác cửa sông", "Sở Y tế", ["Sở Xây dựng"], "Quý III/2026", notes=None),
            task("Xử phạt xả thải", "Sở Xây dựng", ["Sở Y tế"], "Thường xuyên", notes=None),
        ],
        diagnostics=[("mark-remark", "Nhiệm vụ!D5"), ("lead-many", "Nhiệm vụ!C5")],
    )


def list_sheet(sheet, title, table):
    widths(sheet, 6, 46, 24, 18)
    line(sheet, 1, 4, title, bold=True, size=13)
    headings(sheet, 3, ["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"])
    rows(sheet, 4, table)


HEALTH = [["Khám sàng lọc học sinh", "Sở Y tế", "30/9/2026"], ["Tiêm nhắc sởi", "Sở Y tế", "30/10/2026"]]
SCHOOLS = [["Sửa bếp ăn bán trú", "Sở Giáo dục và Đào tạo", "15/8/2026"],
           ["Tuyển cô nuôi", "Sở Giáo dục và Đào tạo", "31/8/2026"]]


def numbered(table):
    return [[number, *row] for number, row in enumerate(table, 1)]


def summary():
    name = "tong-hop-theo-don-vi.xlsx"
    made = book("Tổng hợp", "Sở Y tế", "Sở Giáo dục")
    list_sheet(made["Tổng hợp"], "TỔNG HỢP NHIỆM VỤ NĂM HỌC MỚI", numbered(HEALTH + SCHOOLS))
    list_sheet(made["Sở Y tế"], "NHIỆM VỤ CỦA SỞ Y TẾ", numbered(HEALTH))
    list_sheet(made["Sở Giáo dục"], "NHIỆM VỤ CỦA SỞ GIÁO DỤC VÀ ĐÀO TẠO", numbered(SCHOOLS))
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Sheets of single offices repeat what the summary says: each task is read once, and the sheets "
        "that were not read are named.",
        groups=[],
        tasks=[task(content, lead, [], deadline) for content, lead, deadline in HEALTH + SCHOOLS],
        diagnostics=[("table-repeated", "Sở Y tế"), ("table-repeated", "Sở Giáo dục")],
    )


def drafts():
    name = "hai-ban-mot-danh-muc.xlsx"
    made = book("Bản 05.6", "Bản 12.6")
    changed = [*HEALTH, ["Sửa bếp ăn bán trú", "UBND các xã, phường", "15/8/2026"], SCHOOLS[1],
               ["Mua máy lọc nước", "Sở Giáo dục và Đào tạo", "30/8/2026"]]
    list_sheet(made["Bản 05.6"], "DANH MỤC NHIỆM VỤ NĂM HỌC MỚI", numbered(HEALTH + SCHOOLS))
    list_sheet(made["Bản 12.6"], "DANH MỤC NHIỆM VỤ NĂM HỌC MỚI", numbered(changed))
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Two drafts of one list on two sheets are an error that names both; which counts is not guessed.",
        diagnostics=[("table-twice", "Bản 12.6")],
        silent=False,
    )


def numbered_sheets():
    name = "trang-co-so.xlsx"
    made = book("1. Trường học", "II. Y tế", "03_Việc khác")
    list_sheet(made["1. Trường học"], "NHIỆM VỤ NĂM HỌC MỚI", numbered(SCHOOLS))
    list_sheet(made["II. Y tế"], "NHIỆM VỤ NĂM HỌC MỚI", numbered(HEALTH))
    list_sheet(made["03_Việc khác"], "NHIỆM VỤ NĂM HỌC MỚI",
               numbered([["Phát sách cho học sinh nghèo", "Hội Chữ thập đỏ tỉnh", "Tháng 8/2026"]]))
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Sheets whose names carry a number of their own: the groups are called without it, for the annex "
        "numbers them.",
        groups=[(1, "Trường học"), (1, "Y tế"), (1, "Việc khác")],
        tasks=[
            *(task(content, lead, [], deadline, group="Trường học") for content, lead, deadline in SCHOOLS),
            *(task(content, lead, [], deadline, group="Y tế") for content, lead, deadline in HEALTH),
            task("Phát sách cho học sinh nghèo", "Hội Chữ thập đỏ tỉnh", [], "Tháng 8/2026", group="Việc khác"),
        ],
        strangers=True,
    )


def other_tables():
    name = "bang-khac-xung-quanh.docx"
    made = document()
    say(made, "DANH MỤC NHIỆM VỤ NGÀY HỘI VIỆC LÀM", bold=True)
    say(made, "Lịch ngày hội", bold=True)
    word_table(made, [
        ["Thời gian", "Nội dung", "Chủ trì"],
        ["7h30 - 8h00", "Đón đại biểu", "Ban Tổ chức"],
        ["8h00 - 8h15", "Khai mạc", "Đ/c Phó Chủ tịch"],
    ], [30, 60, 40])
    say(made, "Nhiệm vụ", bold=True)
    word_table(made, [["TT", "Việc phải làm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"]], WIDTHS)
    say(made, "")
    word_table(made, [
        ["1", "Mời doanh nghiệp dự tuyển", "Sở Nội vụ", "Sở Công Thương", "30/4/2026", "Danh sách"],
        ["2", "Dựng gian hàng", "Sở Xây dựng", "Sở Nội vụ", "10/5/2026", "Gian hàng"],
    ], WIDTHS, bold_rows=0)
    say(made, "Dự toán", bold=True)
    word_table(made, [
        ["1", "Thuê nhà bạt", "Bộ", "4", "2.500.000", "10.000.000"],
        ["2", "Nước uống", "Thùng", "20", "90.000", "1.800.000"],
    ], WIDTHS, bold_rows=0)
    save(name, docx_bytes(made))
    expect(
        name,
        "Headings of tasks in a table of their own and their rows in the next; before them a programme by "
        "the hour, after them an estimate without headings and as wide: neither is of tasks, and both are "
        "named.",
        tasks=[
            task("Mời doanh nghiệp dự tuyển", "Sở Nội vụ", ["Sở Công Thương"], "30/4/2026", "Danh sách"),
            task("Dựng gian hàng", "Sở Xây dựng", ["Sở Nội vụ"], "10/5/2026", "Gian hàng"),
        ],
        diagnostics=[("table-other", "Bảng 1"), ("sheet-skipped", "Bảng 4")],
    )


def make():
    for one in (two_bodies, stranger, far_and_out, group_columns, task_and_work, totals, over_two_rows,
                common_values, remarks_in_a_matrix, summary, drafts, numbered_sheets, other_tables):
        one()


if __name__ == "__main__":
    make()
