"""HTML tables named .xls, as web systems export them."""

from office import expect, save, task

OPEN = ('<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\n'
        "<head>\n{meta}<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Tasks</x:Name>"
        "</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->\n"
        "<style>td {{mso-number-format:'\\@'; border: .5pt solid black; vertical-align: middle}} .t {{font-weight: bold}}</style>\n"
        "</head><body>\n")


def of_utf8():
    name = "xuat-web.xls"
    html = OPEN.format(meta='<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n') + """<table border="1">
<tr><td colspan="6" class="t" align="center">DANH MỤC NHIỆM VỤ GIAO QUA HỆ THỐNG ĐIỀU HÀNH</td></tr>
<tr><td colspan="6" align="center"><i>(Kèm theo Thông báo số 305/TB-UBND ngày 08/5/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)</i></td></tr>
<tr><td colspan="6">&nbsp;</td></tr>
<thead>
<tr><th rowspan="2">STT</th><th rowspan="2">Nội dung nhiệm vụ</th><th colspan="2">Đơn vị thực hiện</th><th rowspan="2">Thời hạn</th><th rowspan="2">Mức độ khẩn</th></tr>
<tr><th>Chủ trì</th><th>Phối hợp</th></tr>
</thead><tbody>
<tr><td colspan="6"><b>I. Lĩnh vực đất đai</b></td></tr>
<tr><td>1</td><td>Trả lời đơn của công dân<br>về ranh giới thửa đất</td><td rowspan="2">Sở Nông nghiệp và Môi trường</td><td>- Sở Tư pháp<br/>- Thanh tra tỉnh</td><td>15/5/2026</td><td>Khẩn</td></tr>
<tr><td>2</td><td>Đo đạc bổ sung khu tái định cư</td><td>UBND các xã, phường</td><td rowspan="2">Quý III/2026</td><td>&nbsp;</td></tr>
<tr><td>3</td><td>Công bố giá đất &amp; hệ số điều chỉnh</td><td>Sở Tài chính</td><td>&nbsp;</td><td></td></tr>
<tr><td colspan="6"><b>II. Lĩnh vực xây dựng</b></td></tr>
<tr><td>4</td><td>Kiểm tra mái tôn <span>trường học</span></td><td>Sở&nbsp;Xây dựng</td><td>Sở Giáo dục và Đào tạo</td><td>Thường xuyên</td><td></td></tr>
</tbody></table>
<p>Người xuất: quantri</p>
</body></html>
"""
    save(name, html.encode("utf-8"))
    one, two = "Lĩnh vực đất đai", "Lĩnh vực xây dựng"
    expect(
        name,
        "An HTML table named .xls in UTF-8: title rows inside the table, headings of two tiers, "
        "cells over several rows and columns, breaks, references; an unknown column.",
        document={"title": "DANH MỤC NHIỆM VỤ GIAO QUA HỆ THỐNG ĐIỀU HÀNH",
                  "parent": {"kind": "Thông báo", "number": "305/TB-UBND", "date": "2026-05-08"}},
        groups=[(1, one), (1, two)],
        tasks=[
            task("Trả lời đơn của công dân về ranh giới thửa đất", "Sở Nông nghiệp và Môi trường", ["Sở Tư pháp", "Thanh tra tỉnh"], "15/5/2026", notes="Mức độ khẩn: Khẩn", group=one),
            task("Đo đạc bổ sung khu tái định cư", "Sở Nông nghiệp và Môi trường", ["UBND các xã, phường"], "Quý III/2026", notes=None, group=one),
            task("Công bố giá đất & hệ số điều chỉnh", "Sở Tài chính", [], "Quý III/2026", group=one),
            task("Kiểm tra mái tôn trường học", "Sở Xây dựng", ["Sở Giáo dục và Đào tạo"], "Thường xuyên", group=two),
        ],
        diagnostics=[("column-unknown", "Bảng 1!F4")],
        tolerated=["row-skipped"],
    )


def of_windows_1258():
    from legacy import windows_1258

    name = "xuat-1258.xls"
    rows = [
        ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"],
        ["1", "Kiểm kê kho vật tư", "Sở Tài chính", "Sở Công Thương", "Quý II/2016"],
        ["2", "Sửa phòng lưu trữ", "Sở Nội vụ", "Sở Tài chính", "Quý III/2016"],
        ["3", "Đặt báo, tạp chí cho cơ sở", "Sở Thông tin và Truyền thông", "", "Hằng quý"],
    ]
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>\n" for row in rows)
    html = ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258"></head><body>\n'
            "<h3>DANH MỤC NHIỆM VỤ NỘI BỘ NĂM 2016</h3>\n<table border=1>\n" + body + "</table></body></html>\n")
    save(name, windows_1258(html).encode("cp1252"))
    expect(
        name,
        "The same in windows-1258, as its charset says: marks stand after their letters; the "
        "title is a heading above the table.",
        document={"title": "DANH MỤC NHIỆM VỤ NỘI BỘ NĂM 2016"},
        groups=[],
        tasks=[
            task("Kiểm kê kho vật tư", "Sở Tài chính", ["Sở Công Thương"], "Quý II/2016"),
            task("Sửa phòng lưu trữ", "Sở Nội vụ", ["Sở Tài chính"], "Quý III/2016"),
            task("Đặt báo, tạp chí cho cơ sở", "Sở Thông tin và Truyền thông", [], "Hằng quý"),
        ],
        tolerated=["text-legacy", "text-repaired"],
        strangers=True,
    )


def of_entities():
    name = "xuat-thuc-the.xls"
    coded = lambda text: "".join(f"&#{ord(letter)};" if ord(letter) > 126 else letter for letter in text)
    named = lambda text: coded(text).replace("&#225;", "&aacute;").replace("&#226;", "&acirc;").replace("&#224;", "&agrave;").replace("&#234;", "&ecirc;").replace("&#432;", "&#x1b0;")
    rows = [
        ["1", "Rà soát cước vận tải dịp lễ", "Sở Xây dựng", "Sở Tài chính; Công an tỉnh", "30/8/2026", "Báo cáo"],
        ["2", "Niêm yết giá tại bến xe", "Sở Xây dựng", "", "25/8/2026", "Bảng giá"],
        ["3", "Kiểm tra trạm cân tải trọng", "Công an tỉnh", "Sở Xây dựng", "Hằng tháng", "Biên bản"],
    ]
    html = "<HTML><BODY><TABLE width=100%><TR><TD>" + named("ỦY BAN NHÂN DÂN TỈNH THANH HÓA") + "<TD>" + named("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + "</TABLE>\n"
    html += "<P ALIGN=center><B>" + named("DANH MỤC NHIỆM VỤ GIAO THÔNG DỊP QUỐC KHÁNH") + "</B></P>\n<TABLE BORDER=1>\n<TR>"
    html += "".join("<TH>" + named(text) for text in ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"]) + "\n"
    for row in rows:
        html += "<TR>" + "".join("<TD>" + named(text) for text in row) + "\n"
    html += "</TABLE></BODY></HTML>"
    save(name, html.encode("ascii"))
    expect(
        name,
        "Pure ASCII with references for every letter, tags in capitals and never closed, a layout "
        "table above that has no tasks.",
        document={"title": "DANH MỤC NHIỆM VỤ GIAO THÔNG DỊP QUỐC KHÁNH"},
        groups=[],
        tasks=[
            task("Rà soát cước vận tải dịp lễ", "Sở Xây dựng", ["Sở Tài chính", "Công an tỉnh"], "30/8/2026", "Báo cáo"),
            task("Niêm yết giá tại bến xe", "Sở Xây dựng", [], "25/8/2026", "Bảng giá"),
            task("Kiểm tra trạm cân tải trọng", "Công an tỉnh", ["Sở Xây dựng"], "Hằng tháng", "Biên bản"),
        ],
        tolerated=["sheet-skipped"],
    )


def make():
    for one in (of_utf8, of_windows_1258, of_entities):
        one()


if __name__ == "__main__":
    make()
