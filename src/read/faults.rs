//! The faults that readers find in a file as a whole, and in the keys of YAML, TOML and JSON.

use crate::diag::{Fault, Severity};

/// Every fault of this file, for `explain`.
pub const FAULTS: &[&Fault] = &[
    &FILE_EMPTY,
    &FILE_NOT_TEXT,
    &FILE_SYNTAX,
    &FILE_TYPE,
    &FILE_ENCRYPTED,
    &WORD_OLD,
    &WORD_CHANGES,
    &WORKBOOK_UNREADABLE,
    &WORKBOOK_TOO_LARGE,
    &PROSE_TYPE,
    &PROSE_TOO_LARGE,
    &PROSE_UNREADABLE,
    &KEY_UNKNOWN,
    &KEY_TWICE,
    &VALUE_SHAPE,
    &ROWS_MISSING,
];

/// A file with nothing in it.
pub static FILE_EMPTY: Fault = Fault {
    code: "file-empty",
    severity: Severity::Error,
    vi: "tệp không có nội dung; hãy kiểm tra đã chọn đúng tệp chưa",
    en: "the file is empty; check that it is the right one",
    explain_vi: "Tệp nguồn trống hoặc chỉ có khoảng trắng, chú thích. Hãy mở tệp để xem, hoặc chạy \
                 `danhmuc init THƯ_MỤC` để có tệp mẫu.",
    explain_en: "The source is empty or holds only white space and comments. Open it to see, or run \
                 `danhmuc init DIR` for a starter.",
};

/// A text file that is not UTF-8.
pub static FILE_NOT_TEXT: Fault = Fault {
    code: "file-not-text",
    severity: Severity::Error,
    vi: "tệp không phải văn bản UTF-8; hãy lưu lại với bảng mã UTF-8",
    en: "the file is not UTF-8 text; save it again as UTF-8",
    explain_vi: "Tệp YAML, TOML, JSON phải là văn bản Unicode UTF-8 (TCVN 6909:2001).",
    explain_en: "YAML, TOML and JSON sources must be Unicode text in UTF-8.",
};

/// A syntax error of YAML, TOML or JSON.
pub static FILE_SYNTAX: Fault = Fault {
    code: "file-syntax",
    severity: Severity::Error,
    vi: "sai cú pháp: {reason}; hãy sửa tại dòng này rồi chạy lại",
    en: "syntax error: {reason}; mend this line and run again",
    explain_vi: "Tệp không đúng cú pháp của định dạng (YAML, TOML hay JSON). Thường gặp: thụt lề \
                 lệch, thiếu dấu hai chấm, nội dung có dấu \": \" chưa đặt trong ngoặc kép.",
    explain_en: "The file breaks the syntax of its format. Often: uneven indentation, a missing \
                 colon, a text with \": \" that is not in quotes.",
};

/// A file whose content is not what its name says.
pub static FILE_TYPE: Fault = Fault {
    code: "file-type",
    severity: Severity::Error,
    vi: "nội dung tệp là {found}, không phải {expected}; hãy mở bằng chương trình tạo ra nó và lưu \
         lại thành .xlsx",
    en: "the file really is {found}, not {expected}; open it with the program that made it and save \
         it as .xlsx",
    explain_vi: "Đuôi tệp không khớp với nội dung, ví dụ tệp PDF đổi tên thành .xlsx.",
    explain_en: "The extension does not match the content, such as a PDF renamed to .xlsx.",
};

/// A file that opens with a password only.
pub static FILE_ENCRYPTED: Fault = Fault {
    code: "file-encrypted",
    severity: Severity::Error,
    vi: "tệp có mật khẩu nên không đọc được; hãy mở bằng mật khẩu, bỏ mật khẩu (Tệp » Thông tin » Bảo vệ) rồi lưu lại",
    en: "the file is protected by a password; open it, remove the password (File » Info » Protect) and save it again",
    explain_vi: "Nội dung của tệp được mã hóa bằng mật khẩu mở tệp. Mật khẩu chống sửa trang tính thì không sao, vẫn đọc được.",
    explain_en: "The content is encrypted by the password to open it. A password against changes of a sheet is no hindrance.",
};

/// A Word file of before 2007.
pub static WORD_OLD: Fault = Fault {
    code: "word-old",
    severity: Severity::Error,
    vi: "tệp Word kiểu cũ (.doc) không đọc được; hãy mở bằng Word, chọn Lưu thành… rồi chọn kiểu .docx",
    en: "Word files of the old kind (.doc) cannot be read; open it in Word and save it as .docx",
    explain_vi: "Định dạng .doc (Word 97–2003) là định dạng riêng đã cũ. Word, LibreOffice hay WPS đều lưu lại được thành .docx.",
    explain_en: "The format .doc (Word 97–2003) is not read. Word, LibreOffice and WPS can all save it as .docx.",
};

/// A workbook that cannot be opened.
pub static WORKBOOK_UNREADABLE: Fault = Fault {
    code: "workbook-unreadable",
    severity: Severity::Error,
    vi: "không đọc được bảng tính ({reason}); hãy mở bằng Excel hoặc LibreOffice và lưu lại thành \
         .xlsx, bỏ mật khẩu nếu có",
    en: "the workbook cannot be read ({reason}); open it in Excel or LibreOffice and save it again \
         as .xlsx, without a password",
    explain_vi: "Tệp hỏng, tải về chưa đủ, hoặc có mật khẩu.",
    explain_en: "The file is damaged, incomplete or encrypted.",
};

/// A file over the limits of this program.
pub static WORKBOOK_TOO_LARGE: Fault = Fault {
    code: "workbook-too-large",
    severity: Severity::Error,
    vi: "tệp vượt giới hạn {limit} {what}; hãy xóa các dòng, cột trống thừa hoặc tách tệp",
    en: "the file is over the limit of {limit} {what}; delete spare rows and columns or split it",
    explain_vi: "Giới hạn giữ cho chương trình không dùng hết bộ nhớ khi gặp tệp hỏng hoặc cố ý phá.",
    explain_en: "The limits keep a damaged or hostile file from using up the memory.",
};

/// A file that is neither Word nor plain text, where a plan in prose is wanted.
pub static PROSE_TYPE: Fault = Fault {
    code: "prose-type",
    severity: Severity::Error,
    vi: "nội dung tệp là {found}, không phải văn bản của kế hoạch; cần tệp Word (.docx) hoặc văn bản thuần (.txt)",
    en: "the file really is {found}, not the text of a plan; a Word file (.docx) or plain text (.txt) is needed",
    explain_vi: "Lệnh import đọc kế hoạch viết thành câu, trong tệp .docx hoặc .txt. Với trang web hoặc PDF, hãy chép phần văn bản dán vào Word rồi lưu thành .docx. Bảng tính đã có sẵn bảng nhiệm vụ thì dùng thẳng với build.",
    explain_en: "`import` reads a plan in sentences, as .docx or .txt. Copy the text of a web page or a PDF into Word and save it as .docx. A workbook with a table of tasks goes to `build` as it is.",
};

/// A Word file with a plan that cannot be opened.
pub static PROSE_UNREADABLE: Fault = Fault {
    code: "prose-unreadable",
    severity: Severity::Error,
    vi: "không đọc được tệp Word ({reason}); hãy mở bằng Word hoặc LibreOffice và lưu lại thành .docx",
    en: "the Word file cannot be read ({reason}); open it in Word or LibreOffice and save it again as .docx",
    explain_vi: "Tệp hỏng hoặc tải về chưa đủ.",
    explain_en: "The file is damaged or incomplete.",
};

/// A plan in prose over the limits of this program.
pub static PROSE_TOO_LARGE: Fault = Fault {
    code: "prose-too-large",
    severity: Severity::Error,
    vi: "văn bản vượt giới hạn {limit}; hãy chỉ giữ lại phần kế hoạch",
    en: "the text is over the limit of {limit}; keep the plan alone",
    explain_vi: "Một kế hoạch nghìn trang cũng chỉ khoảng 4 MB văn bản; tệp lớn hơn nhiều thường không phải là một kế hoạch.",
    explain_en: "A plan of a thousand pages has about 4 MB of text; a file far beyond that is not one plan.",
};

/// A key that no source has.
pub static KEY_UNKNOWN: Fault = Fault {
    code: "key-unknown",
    severity: Severity::Error,
    vi: "không có mục “{found}”; hãy sửa tên hoặc xóa mục này",
    en: "there is no key “{found}”; correct its name or delete it",
    explain_vi: "Tên mục bị gõ sai sẽ làm mất dữ liệu mà không ai biết, nên chương trình dừng lại. \
                 Danh sách các mục có trong README.vi.md.",
    explain_en: "A misspelt key would lose data silently, so it is an error. README.md lists them.",
};

/// A key or value that stands twice.
pub static KEY_TWICE: Fault = Fault {
    code: "key-twice",
    severity: Severity::Error,
    vi: "mục “{found}” đã có một giá trị khác; hãy giữ lại một",
    en: "“{found}” already has another value; keep one",
    explain_vi: "Một mục của văn bản chỉ có một giá trị.",
    explain_en: "A field of the document has one value.",
};

/// A list where a text belongs, or the reverse.
pub static VALUE_SHAPE: Fault = Fault {
    code: "value-shape",
    severity: Severity::Error,
    vi: "mục “{found}” phải là {expected}",
    en: "“{found}” must be {expected}",
    explain_vi: "Giá trị không đúng dạng: danh sách ở chỗ cần một dòng chữ, hoặc ngược lại.",
    explain_en: "The value has the wrong shape: a list where a text belongs, or the reverse.",
};

/// Headings with nothing below them.
pub static ROWS_MISSING: Fault = Fault {
    code: "rows-missing",
    severity: Severity::Error,
    vi: "không có nhiệm vụ nào; hãy nhập các nhiệm vụ",
    en: "there are no tasks; enter them",
    explain_vi: "Nguồn phải có ít nhất một nhiệm vụ.",
    explain_en: "A source needs at least one task.",
};

/// A Word file with tracked changes.
pub static WORD_CHANGES: Fault = Fault {
    code: "word-changes",
    severity: Severity::Warning,
    vi: "tệp có phần sửa đổi đang theo dõi; đã đọc như khi chấp nhận tất cả; hãy kiểm tra trong Word (Xem lại » Chấp nhận)",
    en: "the file has tracked changes; it was read as if all were accepted; check them in Word (Review » Accept)",
    explain_vi: "Chữ thêm vào được đọc, chữ bị xóa được bỏ, như khi bấm Chấp nhận tất cả trong Word.",
    explain_en: "Insertions are read and deletions left out, as after Accept All in Word.",
};
