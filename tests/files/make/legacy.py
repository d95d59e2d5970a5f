"""Texts of the time before Unicode (TCVN3, VNI, windows-1258) and Unicode that is not whole."""

import io
import unicodedata

import xlwt

from office import band, book, expect, headings, line, put, rows, save, task, widths, xlsx_bytes
from plans import SIX, plain
from word import WIDTHS, document, docx_bytes, table

TCVN3 = dict(zip(
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
))
VNI = dict(zip(
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ",
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ".split(),
))


def tcvn3(text):
    """For .VnTime; a capital with a tone has no code of its own there."""
    return "".join(TCVN3.get(letter, letter) if ord(letter) > 126 else letter for letter in text)


def tcvn3_capitals(text):
    """For .VnTimeH, which shows small letters as capitals: typed with Caps Lock."""
    return "".join(TCVN3[letter.lower()] if ord(letter) > 126 else letter for letter in text)


def vni(text):
    return "".join(VNI[letter.lower()].upper() if letter.lower() in VNI and letter.isupper()
                   else VNI.get(letter, letter) for letter in text)


def windows_1258(text):
    """As the bytes of windows-1258 look when they are taken for windows-1252."""
    out = []
    for letter in unicodedata.normalize("NFD", text):
        marks = "\u0300\u0301\u0303\u0309\u0323"
        if unicodedata.combining(letter) and letter not in marks:
            tone = out.pop() if out[-1] in marks else ""
            out.append(unicodedata.normalize("NFC", out.pop() + letter) + tone)
        else:
            out.append(letter)
    return "".join(out).encode("cp1258").decode("cp1252")


assert tcvn3("Uỷ ban nhân dân") == "Uû ban nh©n d©n"
assert vni("Uỷ ban nhân dân tỉnh") == "Uyû ban nhaân daân tænh"

CLEAN_TITLE = "DANH MỤC NHIỆM VỤ KIÊN CỐ HÓA KÊNH MƯƠNG"
CLEAN_PARENT = "(Kèm theo Kế hoạch số 33/KH-UBND ngày 15/02/2006 của Uỷ ban nhân dân tỉnh Hà Tĩnh)"
CLEAN = [
    ["1", "Khảo sát tuyến kênh chính", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường", "Quý II/2006", "Hồ sơ khảo sát"],
    ["2", "Duyệt thiết kế cống đầu mối", "Sở Kế hoạch và Đầu tư", "Sở Tài chính; Sở Xây dựng", "Quý III/2006", "Quyết định"],
    ["3", "Đổ bê tông mặt đê", "Uỷ ban nhân dân các huyện, thị xã, thành phố", "Sở Giao thông vận tải", "Quý IV/2006", "Khối lượng nghiệm thu"],
]
GROUP = "Công trình đầu mối"


def clean_tasks():
    return [task(row[1], row[2], row[3].split("; "), row[4], row[5], group=GROUP) for row in CLEAN]


def facts(**more):
    parent = {"kind": "Kế hoạch", "number": "33/KH-UBND", "date": "2006-02-15", "issuer": "Uỷ ban nhân dân tỉnh Hà Tĩnh"}
    return {"title": CLEAN_TITLE, "parent": parent} | more


def legacy_workbook(encode, encode_title, font, title_font):
    made = book("Sheet1")
    sheet = made["Sheet1"]
    widths(sheet, 6, 46, 24, 30, 18, 24)
    line(sheet, 1, 6, encode_title(CLEAN_TITLE), bold=True, font=title_font)
    line(sheet, 2, 6, encode(CLEAN_PARENT), italic=True, font=font)
    headings(sheet, 4, [encode(text) for text in SIX], font=font)
    rows(sheet, 5, [["I", encode(GROUP)] + [None] * 4], font=font)
    rows(sheet, 6, [[encode(text) for text in row] for row in CLEAN], font=font)
    put(sheet, "A10:C10", encode("Nơi nhận:"), bold=True, font=font)
    put(sheet, "A11:C11", encode("- Như trên;"), font=font)
    return made


def workbooks():
    for name, parts, about in [
        ("tcvn3.xlsx", (tcvn3, tcvn3_capitals, ".VnTime", ".VnTimeH"),
         "TCVN3 in .VnTime, the title in .VnTimeH, whose small letters are capitals."),
        ("vni.xlsx", (vni, vni, "VNI-Times", "VNI-Times"), "VNI in VNI-Times."),
        ("tcvn3-phong-khac.xlsx", (tcvn3, tcvn3_capitals, "Times New Roman", "Times New Roman"),
         "TCVN3 that somebody set in Times New Roman: only the text itself tells."),
        ("vni-phong-khac.xlsx", (vni, vni, "Times New Roman", "Times New Roman"),
         "VNI that somebody set in Times New Roman: only the text itself tells."),
        ("windows-1258.xlsx", (windows_1258, windows_1258, "Times New Roman", "Times New Roman"),
         "Text of windows-1258 that a program took for windows-1252: only the text itself tells."),
    ]:
        save(name, xlsx_bytes(legacy_workbook(*parts)))
        told = [("text-legacy", f"Sheet1!{place}") for place in ("A1", "A2", "B4", "C4", "D4", "E4", "F4")]
        expect(name, about, document=facts(), groups=[(1, GROUP)], tasks=clean_tasks(), diagnostics=told,
               tolerated=["text-legacy"])


def old_workbook():
    name = "tcvn3.xls"
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("Sheet1")
    box = "borders: left thin, right thin, top thin, bottom thin"
    title = xlwt.easyxf("font: name .VnTimeH, bold on, height 260; align: horiz centre")
    italic = xlwt.easyxf("font: name .VnTime, italic on, height 240; align: horiz centre")
    bold = xlwt.easyxf(f"font: name .VnTime, bold on, height 240; align: horiz centre, wrap on; {box}")
    cell = xlwt.easyxf(f"font: name .VnTime, height 240; align: wrap on; {box}")
    sheet.write_merge(0, 0, 0, 5, tcvn3_capitals(CLEAN_TITLE), title)
    sheet.write_merge(1, 1, 0, 5, tcvn3(CLEAN_PARENT), italic)
    for column, text in enumerate(SIX):
        sheet.write(3, column, tcvn3(text), bold)
    sheet.write_merge(4, 4, 0, 5, tcvn3("I. " + GROUP), bold)
    for down, values in enumerate(CLEAN, 5):
        for column, text in enumerate(values):
            sheet.write(down, column, int(text) if column == 0 else tcvn3(text), cell)
    sheet.portrait, sheet.fit_num_pages, sheet.fit_height_to_pages = False, 1, 0
    for column, width in enumerate([6, 40, 26, 30, 16, 24]):
        sheet.col(column).width = width * 256
    out = io.BytesIO()
    made.save(out)
    save(name, out.getvalue())
    told = [("text-legacy", f"Sheet1!{place}") for place in ("A1", "A2", "B4", "C4", "D4", "E4", "F4")]
    expect(name, "An .xls of 2006 in TCVN3. Column A has such text in its merged group row only, which may be told too.",
           document=facts(), groups=[(1, GROUP)], tasks=clean_tasks(), diagnostics=told,
           tolerated=["text-legacy"])


def word_files():
    for name, encode, encode_title, font, title_font, about in [
        ("tcvn3.docx", tcvn3, tcvn3_capitals, ".VnTime", ".VnTimeH", "Word with TCVN3 in .VnTime and .VnTimeH, the fonts set on the runs."),
        ("vni.docx", vni, vni, "VNI-Times", "VNI-Times", "Word with VNI, the font set in the style Normal only."),
    ]:
        made = document()
        by_style = name == "vni.docx"
        if by_style:
            made.styles["Normal"].font.name = font

        def typeset(paragraph, face):
            for run in paragraph.runs:
                if not by_style:
                    run.font.name = face

        for text, face in [(encode_title(CLEAN_TITLE), title_font), (encode(CLEAN_PARENT), font)]:
            paragraph = made.add_paragraph(text)
            paragraph.alignment = 1
            typeset(paragraph, face)
        grid = [SIX, ["I", GROUP, "", "", "", ""]] + CLEAN
        out = table(made, [[encode(text) for text in values] for values in grid], WIDTHS, bold_rows=2)
        for row in range(len(grid)):
            for column in range(6):
                typeset(out.cell(row, column).paragraphs[0], font)
        save(name, docx_bytes(made))
        told = [("text-legacy", f"Bảng 1, dòng 1, cột {column}") for column in range(2, 7)]
        expect(name, about, document=facts(), groups=[(1, GROUP)], tasks=clean_tasks(), diagnostics=told,
               tolerated=["text-legacy"])


def partly():
    name = "tcvn3-mot-phan.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ GIỮ RỪNG PHÒNG HỘ NĂM 2024", "(Kèm theo Kế hoạch số 36/KH-UBND ngày 16/02/2024 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    farm = "Sở Nông nghiệp và Phát triển nông thôn"
    rows(sheet, 5, [
        [1, "Tuần tra tuyến biên giới", "Bộ Chỉ huy Quân sự tỉnh", farm, "Thường xuyên", "Sổ tuần tra"],
        [2, "Làm chòi canh lửa", farm, "Sở Tài chính", "Quý III/2024", "Chòi gác"],
        [3, "Gieo ươm cây bản địa", farm, "Sở Khoa học và Công nghệ", "Quý IV/2024", "Cây giống"],
        [4, "Chi trả tiền dịch vụ môi trường rừng", farm, "Sở Tài chính", "Quý IV/2024", "Bảng kê"],
    ])
    for place in ("B7", "D7", "B8", "D8"):
        put(sheet, place, tcvn3(sheet[place].value), font=".VnTime", box=True)
    put(sheet, "F6", "Chòi gác", font=".VnTime", box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Rows pasted from an old file: TCVN3 in two columns from row 7 on; a Unicode text that "
        "only kept the font .VnTime stays as it is, for it makes no sense as TCVN3.",
        groups=[],
        tasks=[
            task("Tuần tra tuyến biên giới", "Bộ Chỉ huy Quân sự tỉnh", [farm], product="Sổ tuần tra"),
            task("Làm chòi canh lửa", farm, ["Sở Tài chính"], product="Chòi gác"),
            task("Gieo ươm cây bản địa", farm, ["Sở Khoa học và Công nghệ"], product="Cây giống"),
            task("Chi trả tiền dịch vụ môi trường rừng", farm, ["Sở Tài chính"], product="Bảng kê"),
        ],
        diagnostics=[("text-legacy", "Nhiệm vụ!B7"), ("text-legacy", "Nhiệm vụ!D7")],
    )


def not_legacy():
    name = "khong-phai-chu-cu.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ BẢO HỘ NHÃN HIỆU NĂM 2026", "(Kèm theo Kế hoạch số 140/KH-UBND ngày 29/4/2026 của Ủy ban nhân dân tỉnh Thanh Hóa)")
    headings(sheet, 4, SIX[:5] + ["Ghi chú"])
    rows(sheet, 5, [
        [1, "Đăng ký dấu ® cho nem chua, mắm Ba Làng", "Sở Khoa học và Công nghệ", "Sở Công Thương", "Quý II/2026", "Phí ±5 % theo biểu"],
        [2, "Bảo quản rau ở 4 °C ÷ 8 °C", "Sở Nông nghiệp và Môi trường", "Sở Khoa học và Công nghệ", "Quý III/2026", "§ 3 của quy chuẩn"],
        [3, "Dịch tờ rơi « Café de montagne » sang tiếng Pháp", "Sở Văn hóa, Thể thao và Du lịch", "Sở Ngoại vụ", "Quý IV/2026", "Khổ 21 × 29,7 cm"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Unicode text with signs that old encodings use as letters (® ± ° ÷ § « » ×) and a French "
        "word: nothing is converted.",
        groups=[],
        tasks=[
            task("Đăng ký dấu ® cho nem chua, mắm Ba Làng", notes="Phí ±5 % theo biểu"),
            task("Bảo quản rau ở 4 °C ÷ 8 °C", notes="§ 3 của quy chuẩn"),
            task("Dịch tờ rơi « Café de montagne » sang tiếng Pháp", notes="Khổ 21 × 29,7 cm"),
        ],
    )


def broken_unicode():
    name = "to-hop.xlsx"
    decomposed = lambda text: unicodedata.normalize("NFD", text)
    made, sheet = plain("DANH MỤC NHIỆM VỤ CẤP NƯỚC SẠCH NĂM 2026", "(Kèm theo Kế hoạch số 145/KH-UBND ngày 04/5/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, ["TT", "Nội dung nhiệm vụ", decomposed("Cơ quan chủ trì"), "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"])
    rows(sheet, 5, [
        [1, decomposed("Sửa đường ống rò rỉ ở xã ven biển"), decomposed("Sở Xây dựng"), "UBND các xã, phƣờng", "Quý II/2026", "Báo cáo"],
        [2, "Xét\u200b nghiệm\ufeff mẫu nƣớc", "\u200eSở Y tế\u200f", "Sở\u00a0Nông nghiệp và Môi\u00a0trường", "Quý\u00a0III/2026", "Phiếu kết\u00ad quả"],
        [3, "Thay đồng hồ\u202a nước\u202c", "Sở Xây dựng", decomposed("Sở Tài chính; Sở Y tế"), "Quý IV/2026", "Đồng hồ"],
    ])
    save(name, xlsx_bytes(made))
    expect(
        name,
        "Letters and marks apart (in a heading too), ƣ for ư, invisible and bidi characters; told "
        "once for the sheet, at the first such cell.",
        groups=[],
        tasks=[
            task("Sửa đường ống rò rỉ ở xã ven biển", "Sở Xây dựng", ["UBND các xã, phường"], "Quý II/2026"),
            task("Xét nghiệm mẫu nước", "Sở Y tế", ["Sở Nông nghiệp và Môi trường"], "Quý III/2026", "Phiếu kết quả"),
            task("Thay đồng hồ nước", "Sở Xây dựng", ["Sở Tài chính", "Sở Y tế"], "Quý IV/2026", "Đồng hồ"),
        ],
        diagnostics=[("text-repaired", "Nhiệm vụ!C4")],
    )

    name = "khoang-trang.xlsx"
    made, sheet = plain("DANH\u00a0MỤC NHIỆM VỤ  TRỒNG CÂY ĐẦU XUÂN", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 16/01/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, ["TT", "Nội dung\u00a0nhiệm vụ", "Cơ quan \nchủ trì", "Cơ quan\nphối hợp ", "Thời gian\nhoàn thành", " Sản phẩm"])
    rows(sheet, 5, [
        [1, "Trồng cây  ở đê biển ", " Sở Nông nghiệp\u00a0và Môi trường", "Tỉnh đoàn ;  Hội Nông dân tỉnh", "Tháng\u00a002/2026", "Cây trồng"],
        [2, "\u00a0", " ", "\u00a0", "  ", "\n"],
        [3, "Phát động Tết trồng cây", "Sở Nông nghiệp và Môi trường ", "UBND các xã,  phường", " Tháng 02/2026", "Lễ phát động"],
    ])
    put(sheet, "A6", "\u00a0", box=True)
    save(name, xlsx_bytes(made))
    expect(
        name,
        "No-break and double spaces, headings broken into lines, a row with a number alone: only the gap is told.",
        document={"title": "DANH MỤC NHIỆM VỤ TRỒNG CÂY ĐẦU XUÂN"},
        groups=[],
        tasks=[
            task("Trồng cây ở đê biển", "Sở Nông nghiệp và Môi trường", ["Tỉnh đoàn", "Hội Nông dân tỉnh"], "Tháng 02/2026", "Cây trồng"),
            task("Phát động Tết trồng cây", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "Tháng 02/2026"),
        ],
        diagnostics=[("number-gap", "Nhiệm vụ!A7")],
    )


def make():
    for one in (workbooks, old_workbook, word_files, partly, not_legacy, broken_unicode):
        one()


if __name__ == "__main__":
    make()
