"""Tables in plain text: .csv and .tsv as Excel and web systems write them."""

from office import expect, refuse, save, task

HEAD = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
ROWS = [
    ["I", "Bảo tồn làng nghề"],
    ["1", "Ghi hình nghệ nhân, lập hồ sơ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ; Sở Tài chính", "Quý II/2026"],
    ["2", "Mở lớp dạy nghề:\n- dệt chiếu;\n- đan lát", "Sở Nội vụ", "", "30/9/2026"],
]
TASKS = [
    task("Ghi hình nghệ nhân, lập hồ sơ", "Sở Văn hóa, Thể thao và Du lịch", ["Sở Nội vụ", "Sở Tài chính"], "Quý II/2026"),
    task("Mở lớp dạy nghề: - dệt chiếu; - đan lát", "Sở Nội vụ", [], "30/9/2026"),
]


def quoted(cell, separator):
    if any(mark in cell for mark in (separator, '"', "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def lines(separator, end="\r\n", rows=None):
    rows = rows or [["DANH MỤC NHIỆM VỤ GIỮ NGHỀ TRUYỀN THỐNG"], [], HEAD, *ROWS]
    full = [row + [""] * (len(HEAD) - len(row)) if row else [] for row in rows]
    return "".join(separator.join(quoted(cell, separator) for cell in row) + end for row in full)


def told(name, about, **more):
    expect(name, about, document={"title": "DANH MỤC NHIỆM VỤ GIỮ NGHỀ TRUYỀN THỐNG"},
           groups=[(1, "Bảo tồn làng nghề")], tasks=TASKS, **more)


def semicolons():
    name = "cham-phay.csv"
    save(name, b"\xef\xbb\xbf" + lines(";").encode("utf-8"))
    told(name, "Excel's .csv of a machine set to Vietnamese: semicolons, a mark of UTF-8, breaks and semicolons in quotation marks.")


def commas():
    name = "dau-phay.csv"
    save(name, lines(",", "\n").encode("utf-8"))
    told(name, "A .csv of a web system: commas, no mark, bare line ends.")


def tabs():
    name = "cach-bang-tab.tsv"
    save(name, b"\xff\xfe" + lines("\t").encode("utf-16-le"))
    told(name, "Excel's “Unicode text”: tabs, UTF-16.")


def stated():
    name = "ghi-dau-cach.csv"
    save(name, ("sep=|\r\n" + lines("|")).encode("utf-8"))
    told(name, "The first line says the separator, as Excel reads it.")


def old_encoding():
    from legacy import windows_1258

    name = "bang-ma-cu.csv"
    save(name, windows_1258(lines(";")).encode("cp1252"))
    told(name, "Excel's “CSV (Comma delimited)” of a Vietnamese Windows: the encoding 1258.", tolerated=["text-legacy", "text-repaired"])


def called_xls():
    name = "chu-ten-xls.xls"
    save(name, lines("\t").encode("utf-8"))
    told(name, "A web system calls its rows .xls.")


def letters_lost():
    name = "mat-chu.csv"
    lost = lambda cell: "".join(letter if ord(letter) < 256 else "?" for letter in cell)
    save(name, lost(lines(";")).encode("cp1252"))
    refuse(name, "Excel replaced the letters that the old encoding lacks by question marks: this file cannot give them back.",
           [["letters-lost", "Bảng 1!A1"]])


def make():
    for one in (semicolons, commas, tabs, stated, old_encoding, called_xls, letters_lost):
        one()


if __name__ == "__main__":
    make()
