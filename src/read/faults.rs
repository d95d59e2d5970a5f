//! The faults that readers find: what cannot be read as a plan, and where.

use crate::diag::{Fault, Severity};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[
    &FILE_EMPTY,
    &FILE_NOT_TEXT,
    &FILE_SYNTAX,
    &FILE_TYPE,
    &WORKBOOK_UNREADABLE,
    &WORKBOOK_TOO_LARGE,
    &KEY_UNKNOWN,
    &KEY_TWICE,
    &VALUE_SHAPE,
    &CONTENT_MISSING,
    &SHEET_MISSING,
    &ROWS_MISSING,
    &HEADING_MISSING,
    &HEADING_TWICE,
    &COLUMN_UNKNOWN,
    &AGENCY_COLUMN_UNKNOWN,
    &CELL_ERROR,
    &ROW_UNCLEAR,
    &ROW_SKIPPED,
    &SHEET_HIDDEN,
    &SHEET_SKIPPED,
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

/// A sheet over the limits of this program.
pub static WORKBOOK_TOO_LARGE: Fault = Fault {
    code: "workbook-too-large",
    severity: Severity::Error,
    vi: "trang tính vượt giới hạn {limit} {what}; hãy xóa các dòng, cột trống thừa hoặc tách tệp",
    en: "the sheet is over the limit of {limit} {what}; delete spare rows and columns or split it",
    explain_vi: "Giới hạn giữ cho chương trình không dùng hết bộ nhớ khi gặp tệp hỏng hoặc cố ý phá.",
    explain_en: "The limits keep a damaged or hostile file from using up the memory.",
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

/// A task without words.
pub static CONTENT_MISSING: Fault = Fault {
    code: "content-missing",
    severity: Severity::Error,
    vi: "nhiệm vụ chưa có nội dung; hãy ghi nội dung hoặc xóa dòng này",
    en: "the task has no content; write it or delete the row",
    explain_vi: "Mỗi dòng nhiệm vụ phải có nội dung nhiệm vụ.",
    explain_en: "Every task row needs its content.",
};

/// No sheet has the headings of a task table.
pub static SHEET_MISSING: Fault = Fault {
    code: "sheet-missing",
    severity: Severity::Error,
    vi: "không tìm thấy bảng nhiệm vụ: cần một dòng tiêu đề có “Nội dung nhiệm vụ” và “Cơ quan chủ \
         trì”; dòng tiêu đề gần giống nhất: “{found}”",
    en: "no task table found: a heading row with “Nội dung nhiệm vụ” and “Cơ quan chủ trì” is \
         needed; the closest row is “{found}”",
    explain_vi: "Chương trình tìm dòng tiêu đề trong 50 dòng đầu của mỗi trang tính. Các tên cột \
                 được hiểu: TT/STT; Nội dung/Tên nhiệm vụ; Cơ quan/Đơn vị chủ trì; Cơ quan/Đơn vị \
                 phối hợp; Thời gian/Thời hạn; Sản phẩm/Kết quả; Cấp trình; Căn cứ; Ghi chú.",
    explain_en: "The heading row is looked for in the first 50 rows of every sheet. `danhmuc init` \
                 makes a workbook with the headings it understands.",
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

/// A task table without a column that every plan needs.
pub static HEADING_MISSING: Fault = Fault {
    code: "heading-missing",
    severity: Severity::Error,
    vi: "dòng tiêu đề thiếu cột “{expected}”; hãy thêm cột này",
    en: "the heading row has no column “{expected}”; add it",
    explain_vi: "Bảng nhiệm vụ cần ít nhất cột nội dung và cột cơ quan chủ trì.",
    explain_en: "A task table needs at least a column of contents and one of lead agencies.",
};

/// Two columns with the same meaning.
pub static HEADING_TWICE: Fault = Fault {
    code: "heading-twice",
    severity: Severity::Error,
    vi: "cột “{found}” trùng nghĩa với cột “{other}”; hãy đổi tên một cột",
    en: "column “{found}” means the same as “{other}”; rename one",
    explain_vi: "Hai cột cùng được hiểu là một trường, nên không biết lấy cột nào.",
    explain_en: "Two columns are understood as the same field.",
};

/// A column with a heading that means nothing to the program.
pub static COLUMN_UNKNOWN: Fault = Fault {
    code: "column-unknown",
    severity: Severity::Warning,
    vi: "không rõ cột “{found}”; nội dung của cột được giữ trong Ghi chú",
    en: "column “{found}” is not known; its content is kept in the notes",
    explain_vi: "Để cột được hiểu, hãy đặt tên như trong tệp mẫu của `danhmuc init`.",
    explain_en: "To have the column understood, name it as in the workbook of `danhmuc init`.",
};

/// A column of the sheet "Cơ quan" that is not read.
pub static AGENCY_COLUMN_UNKNOWN: Fault = Fault {
    code: "agency-column-unknown",
    severity: Severity::Warning,
    vi: "không rõ cột “{found}” nên không đọc cột này; các cột: Tên, Viết tắt, Loại, Tên gọi khác, Mã, \
         Thành viên",
    en: "column “{found}” is not known and was not read; columns are Tên, Viết tắt, Loại, Tên gọi \
         khác, Mã, Thành viên",
    explain_vi: "Trang “Cơ quan” chỉ có các cột đã định; cột gõ sai tên sẽ mất dữ liệu.",
    explain_en: "The sheet “Cơ quan” has a fixed set of columns; a misspelt one loses its data.",
};

/// A formula that ended in an error.
pub static CELL_ERROR: Fault = Fault {
    code: "cell-error",
    severity: Severity::Error,
    vi: "ô có công thức bị lỗi {found}; hãy sửa công thức hoặc nhập giá trị",
    en: "the cell holds a formula error {found}; mend the formula or enter the value",
    explain_vi: "Ô hiện #REF!, #N/A, #NAME?… nên không có giá trị để in.",
    explain_en: "The cell shows #REF!, #N/A, #NAME?… and so has no value to print.",
};

/// A row that is neither a task nor a group nor a footer.
pub static ROW_UNCLEAR: Fault = Fault {
    code: "row-unclear",
    severity: Severity::Error,
    vi: "không rõ dòng này là nhiệm vụ hay nhóm: có “{found}” nhưng không có nội dung nhiệm vụ",
    en: "unclear whether this row is a task or a group: it has “{found}” but no content",
    explain_vi: "Dòng có cơ quan hoặc thời hạn mà không có nội dung. Hãy ghi nội dung, gộp ô với \
                 dòng trên, hoặc xóa dòng.",
    explain_en: "The row has an agency or a deadline but no content. Write it, or delete the row.",
};

/// Words below the table.
pub static ROW_SKIPPED: Fault = Fault {
    code: "row-skipped",
    severity: Severity::Warning,
    vi: "dòng dưới bảng không đọc thành nhiệm vụ: “{found}”; nếu là nhiệm vụ, hãy ghi số thứ tự",
    en: "a row below the table was not read as a task: “{found}”; if it is one, number it",
    explain_vi: "Dưới bảng thường có Nơi nhận, chữ ký, ghi chú. Các dòng này không phải nhiệm vụ.",
    explain_en: "Below a table stand recipients, a signature or notes, which are not tasks.",
};

/// A hidden sheet.
pub static SHEET_HIDDEN: Fault = Fault {
    code: "sheet-hidden",
    severity: Severity::Warning,
    vi: "trang tính bị ẩn nên không đọc; hãy bỏ ẩn nếu cần",
    en: "the sheet is hidden and was not read; unhide it if it is needed",
    explain_vi: "Trang tính ẩn thường là nháp hoặc danh mục phụ.",
    explain_en: "Hidden sheets are mostly drafts or lists.",
};

/// A sheet that is neither tasks nor document nor agencies.
pub static SHEET_SKIPPED: Fault = Fault {
    code: "sheet-skipped",
    severity: Severity::Warning,
    vi: "trang tính không được đọc vì không có dòng tiêu đề nào hiểu được; dòng gần giống nhất: \
         “{found}”. Nếu trang có nhiệm vụ, hãy đặt tên cột như tệp mẫu",
    en: "the sheet was not read, for no row of it is a known heading row; the closest is “{found}”. \
         If it holds tasks, name its columns as in the starter workbook",
    explain_vi: "Mỗi trang tính được nhận ra theo tiêu đề cột: bảng nhiệm vụ, “Văn bản”, “Cơ quan”. \
                 Trang khác (bảng tạm, ghi chép) được bỏ qua và nhắc ở đây để không sót nhiệm vụ.",
    explain_en: "A sheet is known by its headings: tasks, “Văn bản”, “Cơ quan”. Others are passed \
                 over, and named here lest a task be lost.",
};
