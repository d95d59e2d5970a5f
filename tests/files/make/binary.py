"""An .xlsb, record by record ([MS-XLSB]): no program here writes one."""

import struct
import zipfile

from office import FILES, expect, task

NAMES = "http://schemas.openxmlformats.org"
SHARED = [
    "TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Y tế cơ sở",
    "Rà soát trạm y tế", "Sở Y tế", "Sở Nội vụ", "Tổng kết",
]


def record(kind, fields=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(fields)
    while rest >> 7:
        length += bytes([rest & 0x7F | 0x80])
        rest >>= 7
    return head + length + bytes([rest]) + fields


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def font(name, flags=0):
    return record(43, struct.pack("<HHHHBBBB", 260, flags, 400, 0, 0, 0, 0, 0) + bytes(9) + wide(name))


def style(number, letters):
    return record(47, struct.pack("<HHH", 0, number, letters) + bytes(8) + b"\x3F\0")


def styles():
    fonts = font("Times New Roman") + font(".VnTime") + font("Times New Roman", 8)
    cells = style(0, 0) + style(164, 0) + style(0, 1) + style(0, 2)
    return (
        record(278)
        + record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 164) + wide("dd/mm/yyyy")) + record(616)
        + record(611, struct.pack("<I", 3)) + fonts + record(612)
        + record(617, struct.pack("<I", 4)) + cells + record(618)
        + record(279)
    )


def row(number, cells, hidden=False):
    head = struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0)
    return record(0, head + struct.pack("<III", 1, 0, 4)) + b"".join(cells)


def cell(kind, column, value, look=0):
    return record(kind, struct.pack("<II", column, look) + value)


def shared(column, text, look=0):
    return cell(7, column, struct.pack("<I", SHARED.index(text)), look)


def small(column, number):
    return cell(2, column, struct.pack("<I", number << 2 | 2))


def number(column, value, look=0):
    return cell(5, column, struct.pack("<d", value), look)


def sheet():
    no_formula = struct.pack("<HI", 0, 0)
    rows = [
        row(0, [shared(at, text) for at, text in enumerate(SHARED[:5])]),
        row(1, [cell(6, 0, wide("I")), shared(1, "Y tế cơ sở")]),
        row(2, [small(0, 1), shared(1, "Rà soát trạm y tế"), shared(2, "Sở Y tế"), shared(3, "Sở Nội vụ"),
                number(4, 46203, 1)]),
        row(3, [number(0, 2), cell(8, 1, wide("Mua sắm thiết bị") + no_formula), cell(1, 2, b""),
                cell(6, 3, wide("Sở Tài chính")), cell(6, 4, wide("Quý IV/2026"))]),
        row(4, [small(0, 3), shared(1, "Tổng kết", 3), shared(2, "Sở Y tế"), cell(9, 4, struct.pack("<d", 2026) + no_formula)],
            hidden=True),
        row(5, [small(0, 4), cell(6, 1, wide("Rµ so¸t v¨n b¶n"), 2), shared(2, "Sở Nội vụ")]),
    ]
    merged = record(176, struct.pack("<IIII", 1, 1, 1, 4)) + record(176, struct.pack("<IIII", 2, 3, 2, 2))
    return (
        record(129) + record(148, struct.pack("<IIII", 0, 5, 0, 4)) + record(145) + b"".join(rows) + record(146)
        + record(177, struct.pack("<I", 2)) + merged + record(178) + record(130)
    )


def relations(*all_of_them):
    each = "".join(
        f'<Relationship Id="{name}" Type="{NAMES}/officeDocument/2006/relationships/{kind}" Target="{part}"/>'
        for name, kind, part in all_of_them
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{NAMES}/package/2006/relationships">{each}</Relationships>'


def types():
    excel = "application/vnd.ms-excel"
    parts = [("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings"), ("styles", "styles")]
    each = "".join(f'<Override PartName="/xl/{part}.bin" ContentType="{excel}.{kind}"/>' for part, kind in parts)
    return (
        f'<?xml version="1.0"?><Types xmlns="{NAMES}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="{excel}.sheet.binary.macroEnabled.main"/>{each}</Types>'
    )


def binary_workbook():
    name = "nhi-phan.xlsb"
    listed = struct.pack("<II", 0, 1) + wide("rId1") + wide("Nhiệm vụ")
    strings = b"".join(record(19, b"\0" + wide(text)) for text in SHARED)
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(131) + record(153, bytes(8) + wide("")) + record(143) + record(156, listed)
        + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.bin"),
            ("rId2", "sharedStrings", "sharedStrings.bin"),
            ("rId3", "styles", "styles.bin"),
        ),
        "xl/worksheets/sheet1.bin": sheet(),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", len(SHARED), len(SHARED))) + strings + record(160),
        "xl/styles.bin": styles(),
    }
    with zipfile.ZipFile(FILES / name, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part, (2026, 1, 5, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    group = "Y tế cơ sở"
    expect(
        name,
        about="A binary workbook: merged cells, a real date, results of formulas, a hidden row, struck text, .VnTime.",
        groups=[[1, group]],
        tasks=[
            task("Rà soát trạm y tế", "Sở Y tế", ["Sở Nội vụ"], "30/06/2026", group=group),
            task("Mua sắm thiết bị", "Sở Y tế", ["Sở Tài chính"], "Quý IV/2026", group=group),
            task("Tổng kết", "Sở Y tế", [], "2026", group=group),
            task("Rà soát văn bản", "Sở Nội vụ", [], group=group),
        ],
        diagnostics=[["row-hidden", "Nhiệm vụ!A5"], ["row-struck", "Nhiệm vụ!A5"], ["text-legacy", "Nhiệm vụ!B6"]],
    )


def make():
    binary_workbook()
