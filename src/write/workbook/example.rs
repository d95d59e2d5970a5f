//! The words of the blank workbook: headings, an example of our own, a guide for the clerk.
//!
//! Invariant: every key and heading here is one that `read` understands.

/// The style of the example.
pub const STYLE: &str = "ubnd";

/// Headings of the task table, their widths in millimetres, and whether Excel must leave what is
/// typed as it is ("6/2026" is no day).
pub const TASK_COLUMNS: [(&str, f64, bool); 7] = [
    ("TT", 13.0, true),
    ("Nội dung nhiệm vụ", 85.0, false),
    ("Cơ quan chủ trì", 42.0, false),
    ("Cơ quan phối hợp", 48.0, false),
    ("Thời hạn", 28.0, true),
    ("Sản phẩm", 36.0, false),
    ("Ghi chú", 30.0, false),
];

/// The title of the example's group.
pub const EXAMPLE_GROUP: &str = "Cải cách thủ tục hành chính";

/// The example's tasks, a text for each of [`TASK_COLUMNS`].
pub const EXAMPLE_TASKS: [[&str; 7]; 2] = [
    [
        "1",
        "Rà soát, công bố danh mục thủ tục hành chính cắt giảm thời gian giải quyết trong năm",
        "Sở Nội vụ",
        "Sở Tư pháp; Sở Khoa học và Công nghệ",
        "Quý II/2026",
        "Quyết định của UBND tỉnh",
        "",
    ],
    [
        "2",
        "Bố trí kinh phí nâng cấp Trung tâm Phục vụ hành chính công và bộ phận một cửa cấp xã",
        "Sở Tài chính",
        "UBND các xã, phường",
        "30/9/2026",
        "Tờ trình",
        "",
    ],
];

/// Key, value, and copies of a recipient.
pub const EXAMPLE_DOCUMENT: [(&str, &str, &str); 15] = [
    ("Loại văn bản", "Phụ lục", ""),
    ("Tiêu đề", "Danh mục nhiệm vụ cải cách hành chính năm 2026", ""),
    ("Cơ quan ban hành", "Ủy ban nhân dân tỉnh Hà Tĩnh", ""),
    ("Địa danh", "Hà Tĩnh", ""),
    ("Văn bản gốc: loại", "Kế hoạch", ""),
    ("Văn bản gốc: số", "15/KH-UBND", ""),
    ("Văn bản gốc: ngày", "20/01/2026", ""),
    ("Văn bản gốc: năm", "2026", ""),
    ("Văn bản gốc: cơ quan", "Ủy ban nhân dân tỉnh Hà Tĩnh", ""),
    ("Chế độ", "Bản giấy", ""),
    ("Mẫu trình bày", STYLE, ""),
    ("Mẫu cột", "co-ban", ""),
    ("Đánh số", "Liên tục", ""),
    ("Nơi nhận", "Các sở, ban, ngành cấp tỉnh", "1"),
    ("Nơi nhận", "Lưu: VT, NC", "2"),
];

/// Headings of the sheet of agencies and their widths in millimetres.
pub const AGENCY_COLUMNS: [(&str, f64); 5] = [
    ("Tên", 75.0),
    ("Viết tắt", 32.0),
    ("Loại", 40.0),
    ("Tên gọi khác", 60.0),
    ("Thành viên", 75.0),
];

/// The kind that makes a row of that sheet a collective.
pub const COLLECTIVE: &str = "Cụm chỉ chung";

/// The guide, a line each.
pub const GUIDE_LINES: [&str; 11] = [
    "Trang “Nhiệm vụ”: mỗi dòng một nhiệm vụ. Bắt buộc có nội dung và cơ quan chủ trì; xóa các dòng ví dụ trước khi nhập.",
    "Dòng nhóm: số La Mã ở cột TT (I, II, III…), tên nhóm ở cột nội dung, các cột khác để trống. Nhóm con dùng số 1, 2… rồi chữ a, b…",
    "Cột TT của nhiệm vụ có thể để trống: chương trình tự đánh số theo mục “Đánh số” ở trang “Văn bản”.",
    "Cơ quan chủ trì: mỗi nhiệm vụ một cơ quan. Chọn trong danh sách hoặc tự gõ; được viết tắt, ví dụ “Sở TC”. Nếu hai cơ quan cùng chủ trì, ghi “đồng chủ trì” ở cột Ghi chú.",
    "Cơ quan phối hợp: nhiều cơ quan cách nhau bằng dấu chấm phẩy (;). Không ghi lại cơ quan chủ trì.",
    "Thời hạn được in đúng như đã viết: 30/6/2026; Tháng 6/2026; Quý IV/2026; Năm 2026; 2026 - 2030; Thường xuyên; Hằng năm; Trước ngày 15/11 hằng năm.",
    "Trang “Văn bản”: tiêu đề, văn bản gốc (dòng “Kèm theo…”), nơi nhận. Ngày ghi dạng 20/01/2026. Bản điện tử và dự thảo để trống số, ngày.",
    "Trang “Cơ quan”: chỉ ghi cơ quan mà danh mục có sẵn chưa có, hoặc muốn đổi tên viết tắt. Tên gọi khác và thành viên cách nhau bằng dấu chấm phẩy.",
    "Cụm chỉ chung (ví dụ “các địa phương ven biển”): ghi ở trang “Cơ quan”, loại “Cụm chỉ chung”, liệt kê thành viên để mở ra từng cơ quan.",
    "Kiểm tra: danhmuc check <thư mục hoặc tệp>. Mọi lỗi được liệt kê cùng lúc, kèm tên trang tính và ô, ví dụ Nhiệm vụ!C12.",
    "Tạo văn bản: danhmuc build <thư mục hoặc tệp>. Kết quả gồm danh-muc.pdf, danh-muc.docx, danh-muc.xlsx và ma-tran.pdf.",
];
