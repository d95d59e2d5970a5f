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
    &TEXT_HIDDEN,
    &TEXT_DELETED,
    &BOX_OPEN,
    &CHOICE_GUESSED,
    &PART_UNREAD,
    &NOTES_UNREAD,
    &TEXT_BESIDE,
    &QUOTE_OPEN,
    &LETTERS_LOST,
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
    explain_vi: "Lệnh import đọc kế hoạch viết thành câu, trong tệp .docx, .txt hoặc trang web lưu thành .html. Với PDF, hãy chép phần văn bản dán vào Word rồi lưu thành .docx. Bảng tính đã có sẵn bảng nhiệm vụ thì dùng thẳng với build.",
    explain_en: "`import` reads a plan in sentences, as .docx, .txt or a page saved as .html. Copy the text of a PDF into Word and save it as .docx. A workbook with a table of tasks goes to `build` as it is.",
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

/// Text that a Word file or a page does not show.
pub static TEXT_HIDDEN: Fault = Fault {
    code: "text-hidden",
    severity: Severity::Warning,
    vi: "có phần chữ bị ẩn nên không đọc ({count} chỗ, kể từ đây): “{found}”; nếu cần, hãy cho hiện lại rồi lưu tệp",
    en: "text that is not shown was not read ({count} places, from here on): “{found}”; show it and save the file if it is meant",
    explain_vi: "Tệp Word và trang web được đọc như khi mở ra xem: chữ ẩn, dòng ẩn, phần chữ nằm dưới ô gộp không hiện ra nên không được đọc. Muốn dùng thì cho hiện lại; không dùng thì xóa hẳn.",
    explain_en: "Word files and pages are read as they are shown. Hidden text, hidden rows and text below a merged cell do not show and are not read. Show what is meant, delete what is not.",
};

/// Text that a page crosses out as deleted.
pub static TEXT_DELETED: Fault = Fault {
    code: "text-deleted",
    severity: Severity::Warning,
    vi: "có phần chữ đã gạch bỏ nên không đọc ({count} chỗ, kể từ đây): “{found}”; hãy kiểm tra phần thay thế",
    en: "text that is crossed out as deleted was not read ({count} places, from here on): “{found}”; check what replaces it",
    explain_vi: "Chữ gạch ngang đứng cạnh chữ khác trong một ô, một đoạn là phần đã bỏ; chỉ phần còn lại được đọc. Trang web lưu từ Word giữ cả phần xóa và phần thêm của bản đang sửa; chương trình đọc như khi chấp nhận tất cả sửa đổi.",
    explain_en: "Struck text beside other text of a cell or a paragraph was dropped; the rest is read. A page saved by Word keeps deletions and insertions; it is read as if all were accepted.",
};

/// Boxes that are not ticked.
pub static BOX_OPEN: Fault = Fault {
    code: "box-open",
    severity: Severity::Warning,
    vi: "mục không được đánh dấu chọn nên không đọc ({count} ô, kể từ đây): “{found}”; hãy đánh dấu trong tệp nếu cần",
    en: "what is not ticked was not read ({count} cells, from here on): “{found}”; tick it in the file if it is meant",
    explain_vi: "Ô có nhiều hộp đánh dấu: chỉ mục được đánh dấu là nội dung của ô.",
    explain_en: "Of several boxes in a cell, what is ticked is its content.",
};

/// A list to choose from that does not say what was chosen.
pub static CHOICE_GUESSED: Fault = Fault {
    code: "choice-guessed",
    severity: Severity::Warning,
    vi: "ô chọn không ghi mục nào được chọn, đã lấy mục đầu như trình duyệt hiện ra ({count} ô, kể từ đây): “{found}”; hãy đối chiếu với phần mềm",
    en: "the list does not say what was chosen; its first entry was taken, as browsers show it ({count} cells, from here on): “{found}”; compare with the system",
    explain_vi: "Trang lưu từ trình duyệt có thể không giữ mục vừa chọn trong danh sách thả xuống.",
    explain_en: "A page saved by a browser may not keep what was chosen in a list.",
};

/// A file in a Word file that nobody reads.
pub static PART_UNREAD: Fault = Fault {
    code: "part-unread",
    severity: Severity::Warning,
    vi: "phần nhúng “{found}” trong tệp không được đọc; nếu có nhiệm vụ, hãy chép nội dung thẳng vào văn bản rồi lưu lại",
    en: "“{found}”, which is embedded in the file, was not read; if it has tasks, paste its content into the text and save it again",
    explain_vi: "Tệp Word có thể nhúng tệp khác: trang web, tệp Word, bảng Excel được đọc; loại khác thì không.",
    explain_en: "A Word file may hold other files. Pages, Word files and workbooks in it are read, others are not.",
};

/// Comments on cells and text boxes of a sheet.
pub static TEXT_BESIDE: Fault = Fault {
    code: "text-beside",
    severity: Severity::Note,
    vi: "{count} lời ghi trên ô (Comment) hoặc hộp chữ trong trang tính không được đọc, chỗ đầu: “{found}”; nếu có nội dung cần in hay thay cơ quan, hãy sửa vào ô",
    en: "{count} comments on cells or text boxes of the sheet were not read, the first: “{found}”; write into the cells what must be printed or changed",
    explain_vi: "Lời ghi trên ô và hộp chữ thường là trao đổi khi góp ý, không phải nội dung của bảng; nhưng có khi nêu cơ quan mới hay thời hạn mới.",
    explain_en: "Comments and text boxes are mostly a talk between offices and no content, but may name a new agency or deadline.",
};

/// Notes below the page.
pub static NOTES_UNREAD: Fault = Fault {
    code: "notes-unread",
    severity: Severity::Note,
    vi: "{count} chú thích cuối trang không được đọc; nếu có nội dung cần in, hãy ghi vào bảng hoặc cột Ghi chú",
    en: "{count} notes below the page were not read; write what must be printed into the table or its notes",
    explain_vi: "Chú thích cuối trang, cuối văn bản không phải nội dung nhiệm vụ; số chú thích bên cạnh chữ cũng không được đọc.",
    explain_en: "Notes below the page or at the end are no content of tasks; nor are their numbers behind a word.",
};

/// A quotation mark of a .csv that does not end, or ends inside a cell.
pub static QUOTE_OPEN: Fault = Fault {
    code: "quote-open",
    severity: Severity::Error,
    vi: "dòng {row} có dấu ngoặc kép mở ô mà không đóng đúng chỗ, nên các ô sau có thể bị dồn; hãy mở bằng Excel, kiểm tra rồi lưu lại thành .xlsx",
    en: "row {row} opens a cell with a quotation mark that does not end where the cell does, so that the cells behind may have run together; open it in Excel, check it and save it as .xlsx",
    explain_vi: "Trong tệp .csv, ô có dấu phân cách hoặc xuống dòng được đặt giữa hai dấu ngoặc kép; dấu ngoặc kép bên trong viết hai lần. Thiếu một dấu thì các ô, các dòng sau bị gộp vào một ô.",
    explain_en: "In a .csv a cell with a separator or a line break stands in quotation marks, and a mark inside is written twice. Where one is missing, the cells and rows behind become one cell.",
};

/// Letters that a program replaced by question marks.
pub static LETTERS_LOST: Fault = Fault {
    code: "letters-lost",
    severity: Severity::Error,
    vi: "chữ có dấu đã bị thay bằng dấu hỏi khi lưu tệp: “{found}”; hãy lưu lại từ bảng gốc thành .xlsx, hoặc “CSV UTF-8”",
    en: "letters with marks were replaced by question marks when the file was saved: “{found}”; save the original again as .xlsx, or as “CSV UTF-8”",
    explain_vi: "Excel lưu kiểu “CSV (Comma delimited)” theo bảng mã cũ của máy, chữ nào bảng mã ấy không có thì thành dấu hỏi và không khôi phục được từ tệp này.",
    explain_en: "Excel saves “CSV (Comma delimited)” in the old encoding of the machine; letters that it lacks become question marks, and this file cannot give them back.",
};
