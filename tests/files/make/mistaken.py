"""Files that are not what their names say, broken files, and files nobody may open."""

import io
import struct

import xlwt
from openpyxl.styles import Protection

from office import book, converted, expect, headings, line, put, refuse, rows, save, task, widths, xlsx_bytes
from plans import SIX, plain
from word import docx_bytes, document, say, table

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams):
    """A compound file (MS-CFB, version 3) with these streams, each of 4,096 bytes or more."""
    sectors, fat, places = [], [], {}
    for name, content in streams.items():
        assert len(content) >= 4096, name
        start, count = len(sectors), -(-len(content) // 512)
        content = content.ljust(count * 512, b"\0")
        sectors += [content[at:at + 512] for at in range(0, len(content), 512)]
        fat += [start + n + 1 for n in range(count - 1)] + [END]
        places[name] = (start, len(streams[name]))

    def entry(name, kind, left, right, child, start, size):
        text = name.encode("utf-16-le") + b"\0\0" if name else b""
        return (text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
                + struct.pack("<3I", left, right, child) + bytes(36) + struct.pack("<IQ", start, size))

    names = sorted(places, key=lambda name: (len(name), name.upper()))
    entries = [entry("Root Entry", 5, FREE, FREE, 1, END, 0)]
    for index, name in enumerate(names, 1):
        right = index + 1 if index < len(names) else FREE
        entries.append(entry(name, 2, FREE, right, FREE, *places[name]))
    while len(entries) % 4:
        entries.append(entry("", 0, FREE, FREE, FREE, 0, 0))
    first = len(sectors)
    folder = b"".join(entries)
    sectors += [folder[at:at + 512] for at in range(0, len(folder), 512)]
    fat += [first + n + 1 for n in range(len(folder) // 512 - 1)] + [END]
    fat += [FAT]
    assert len(fat) <= 128
    table_at = len(sectors)
    sectors.append(struct.pack("<128I", *(fat + [FREE] * (128 - len(fat)))))
    header = (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
              + struct.pack("<9I", 0, 1, first, 0, 4096, END, 0, END, 0) + struct.pack("<I", table_at))
    return header.ljust(512, b"\xff") + b"".join(sectors)


def noise(length):
    """Bytes that look as encrypted ones do, the same every time."""
    state, out = 2026, bytearray()
    while len(out) < length:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out += struct.pack("<Q", state)[3:7]
    return bytes(out[:length])


def encrypted():
    key = 'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAECAwQFBgcICQoLDA0ODw=="'
    info = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" '
            'xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
            f'<keyData {key}/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
            f'<p:encryptedKey spinCount="100000" {key}/></keyEncryptor></keyEncryptors></encryption>')
    streams = {"EncryptionInfo": (struct.pack("<HHI", 4, 4, 0x40) + info.encode()).ljust(4096, b" "),
               "EncryptedPackage": struct.pack("<Q", 6000) + noise(6016)}
    data = compound(streams)
    for name in ("mat-khau.xlsx", "mat-khau.docx"):
        save(name, data)
        refuse(name, "Saved with a password to open: a compound file with an encrypted package inside.",
               [("file-encrypted", "")])

    name = "bao-ve-trang.xlsx"
    made, sheet = plain("DANH MỤC NHIỆM VỤ KIỂM KÊ ĐẤT", "(Kèm theo Kế hoạch số 150/KH-UBND ngày 11/5/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [[1, "Đối soát bản đồ giải thửa", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Quý III/2026", "Bản đồ"]])
    put(sheet, "B5", sheet["B5"].value, box=True).protection = Protection(locked=True, hidden=True)
    sheet.protection.sheet = True
    sheet.protection.password = "mat-khau"
    save(name, xlsx_bytes(made))
    expect(name, "A sheet locked against typing can be read as any other.", groups=[],
           tasks=[task("Đối soát bản đồ giải thửa", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "Quý III/2026")])


def encrypted_old_workbook():
    """An .xls with the record FILEPASS, after which every record's content is scrambled."""
    name = "mat-khau.xls"
    made = xlwt.Workbook()
    made.add_sheet("Nhiem vu").write(0, 0, "x")
    stream, out, at = made.get_biff_data(), bytearray(), 0
    first = True
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4:at + 4 + length]
        if kind == 0x85:
            # The place of the sheet moves by the record that comes before it.
            body = struct.pack("<I", struct.unpack_from("<I", body)[0] + 58) + body[4:]
        elif kind != 0x809:
            body = bytes(one ^ other for one, other in zip(body, noise(length)))
        out += struct.pack("<HH", kind, length) + body
        at += 4 + length
        if first:
            out += struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + noise(48)
            first = False
    file = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(file, bytes(out))
    save(name, file.getvalue())
    refuse(name, "An old workbook with a password to open (record FILEPASS).", [("file-encrypted", "")])


def one_task_workbook():
    made, sheet = plain("DANH MỤC NHIỆM VỤ GIỮ GÌN VỆ SINH BẾN CẢNG", "(Kèm theo Kế hoạch số 151/KH-UBND ngày 12/5/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)")
    headings(sheet, 4, SIX)
    rows(sheet, 5, [[1, "Vớt rác trong vũng đậu tàu", "Ban Quản lý Khu kinh tế tỉnh", "Sở Nông nghiệp và Môi trường", "Hằng tuần", "Nhật ký"],
                    [2, "Thu dầu thải của tàu cá", "Sở Nông nghiệp và Môi trường", "Bộ đội Biên phòng tỉnh", "Thường xuyên", "Sổ giao nhận"]])
    return xlsx_bytes(made)


def other_extensions():
    tasks = [task("Vớt rác trong vũng đậu tàu", "Ban Quản lý Khu kinh tế tỉnh", ["Sở Nông nghiệp và Môi trường"], "Hằng tuần"),
             task("Thu dầu thải của tàu cá", "Sở Nông nghiệp và Môi trường", ["Bộ đội Biên phòng tỉnh"], "Thường xuyên")]
    data = one_task_workbook()
    save("xlsx-ten-xls.xls", data)
    expect("xlsx-ten-xls.xls", "A new workbook named .xls is read as what it is.", groups=[], tasks=tasks)
    save("xls-ten-xlsx.xlsx", converted(data, ".xlsx", "xls", settle=False))
    expect("xls-ten-xlsx.xlsx", "An old workbook named .xlsx is read as what it is.", groups=[], tasks=tasks)

    made = document()
    say(made, "DANH MỤC NHIỆM VỤ GIỮ GÌN VỆ SINH BẾN CẢNG", bold=True)
    say(made, "(Kèm theo Kế hoạch số 151/KH-UBND ngày 12/5/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)", italic=True)
    table(made, [SIX[:5] + ["Kinh phí"],
                 ["1", "Vớt rác trong vũng đậu tàu", "Ban Quản lý Khu kinh tế tỉnh", "Sở Nông nghiệp và Môi trường", "Hằng tuần", "30 triệu đồng"],
                 ["2", "Thu dầu thải của tàu cá", "Sở Nông nghiệp và Môi trường", "Bộ đội Biên phòng tỉnh", "Thường xuyên", ""]],
          [12, 75, 45, 50, 35, 40])
    save("docx-ten-xlsx.xlsx", docx_bytes(made))
    expect("docx-ten-xlsx.xlsx", "A Word file named .xlsx is read as what it is; places are those of a Word table.",
           groups=[], tasks=[tasks[0] | {"notes": "Kinh phí: 30 triệu đồng"}, tasks[1] | {"notes": None}],
           diagnostics=[("column-unknown", "Bảng 1, dòng 1, cột 6")])

    save("pdf-ten-xlsx.xlsx", b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n")
    refuse("pdf-ten-xlsx.xlsx", "A PDF named .xlsx is no source.", [("file-type", "")])


def broken():
    data = one_task_workbook()
    save("cut-ngang.xlsx", data[:len(data) * 2 // 3])
    refuse("cut-ngang.xlsx", "A workbook cut off while it was copied.", [("workbook-unreadable", "")])
    save("rong.xlsx", b"")
    refuse("rong.xlsx", "No byte at all: “empty” is the better word, “not a workbook” is fair too.")
    made = book("Sheet1", "Sheet2", "Sheet3")
    save("trang-trong.xlsx", xlsx_bytes(made))
    refuse("trang-trong.xlsx", "A new workbook of three blank sheets.", [("file-empty", "")])

    made = book("Nhiệm vụ")
    sheet = made["Nhiệm vụ"]
    widths(sheet, 6, 46, 24, 30, 18)
    line(sheet, 1, 5, "DANH MỤC NHIỆM VỤ THÁNG 6", bold=True)
    headings(sheet, 3, SIX[:5])
    put(sheet, "A6:C6", "Nơi nhận:", bold=True)
    save("chua-co-dong.xlsx", xlsx_bytes(made))
    refuse("chua-co-dong.xlsx", "Headings, and no task below them.", [("rows-missing", "Nhiệm vụ")])

    made = book("Sheet1")
    sheet = made["Sheet1"]
    widths(sheet, 6, 30, 20, 16)
    line(sheet, 1, 4, "DANH SÁCH TRỰC TẾT", bold=True)
    headings(sheet, 3, ["STT", "Họ và tên", "Chức vụ", "Điện thoại"])
    rows(sheet, 4, [[1, "Nguyễn Văn Mẫu", "Trưởng phòng", "0900 000 001"], [2, "Lê Thị Mẫu", "Chuyên viên", "0900 000 002"]])
    save("danh-sach-truc.xlsx", xlsx_bytes(made))
    refuse("danh-sach-truc.xlsx", "A list of another kind: no row is a heading of tasks; the nearest is named.",
           [("sheet-missing", "Sheet1!A3")])


def make():
    for one in (encrypted, encrypted_old_workbook, other_extensions, broken):
        one()


if __name__ == "__main__":
    make()
