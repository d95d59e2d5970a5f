//! The faults that readers find in tables: in workbooks, Word files and pages.

use crate::diag::{Fault, Severity};

/// Every fault of this file, for `explain`.
pub const FAULTS: &[&Fault] = &[
    &SHEET_MISSING,
    &HEADING_MISSING,
    &HEADING_TWICE,
    &COLUMN_UNKNOWN,
    &AGENCY_COLUMN_UNKNOWN,
    &CELL_ERROR,
    &ROW_UNCLEAR,
    &ROW_SKIPPED,
    &SHEET_HIDDEN,
    &SHEET_SKIPPED,
    &CELL_STRUCK,
    &ROW_STRUCK,
    &ROW_HIDDEN,
    &ROW_OUTDATED,
    &COLUMN_OUTDATED,
    &TASK_BEHIND_GROUP,
    &COLUMN_HIDDEN,
    &FORMULA_EMPTY,
    &CELL_COVERED,
    &CELL_UNSHOWN,
    &CELL_TOO_LONG,
    &TEXT_LEGACY,
    &TEXT_REPAIRED,
    &DITTO_EMPTY,
    &MARK_UNKNOWN,
    &GROUP_EXTRA,
    &COLUMN_SUPPORTS,
    &COLUMN_NEITHER,
    &ROLE_MORE,
    &NOTE_SUPPORTS,
    &NOTE_NAMES,
    &COLUMN_AGENCIES,
    &TABLE_OTHER,
    &TABLE_REORDERED,
    &TABLE_UNHEADED,
    &TABLE_REPEATED,
    &TABLE_TWICE,
    &ROW_JOINED,
    &MARK_REMARK,
    &LEAD_FROM_TITLE,
    &TEXT_OUTSIDE,
];

/// No sheet has the headings of a task table.
pub static SHEET_MISSING: Fault = Fault {
    code: "sheet-missing",
    severity: Severity::Error,
    vi: "không tìm thấy bảng nhiệm vụ: cần một dòng tiêu đề có “Nội dung nhiệm vụ” và “Cơ quan chủ \
         trì”; dòng tiêu đề gần giống nhất: “{found}”; kế hoạch viết thành câu thì dùng danhmuc import",
    en: "no task table found: a heading row with “Nội dung nhiệm vụ” and “Cơ quan chủ trì” is \
         needed; the closest row is “{found}”; for a plan in sentences use danhmuc import",
    explain_vi: "Chương trình tìm dòng tiêu đề trong 50 dòng đầu của mỗi trang tính. Các tên cột \
                 được hiểu: TT/STT; Nội dung/Tên nhiệm vụ; Cơ quan/Đơn vị chủ trì; Cơ quan/Đơn vị \
                 phối hợp; Thời gian/Thời hạn; Sản phẩm/Kết quả; Cấp trình; Căn cứ; Ghi chú.",
    explain_en: "The heading row is looked for in the first 50 rows of every sheet. `danhmuc init` \
                 makes a workbook with the headings it understands.",
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

/// Text that a merged cell lies over.
pub static CELL_COVERED: Fault = Fault {
    code: "cell-covered",
    severity: Severity::Warning,
    vi: "chữ “{found}” nằm dưới ô đã gộp nên không hiện, và không được đọc; cần chữ này thì bỏ gộp \
         ô, không cần thì xóa nó",
    en: "the text “{found}” lies under a merged cell, is not shown and was not read; unmerge the \
         cells to use it, or delete it",
    explain_vi: "Khi gộp ô, Excel và LibreOffice có thể giữ chữ cũ của các ô bị gộp ở bên dưới. \
                 Trên màn hình và trên giấy chỉ thấy ô đầu của vùng gộp, nên chỉ ô đó được đọc.",
    explain_en: "Merging cells may keep the old text of those below. On screen and paper only the \
                 first cell of the merged area is seen, so only that one is read.",
};

/// A value that its cell's format hides.
pub static CELL_UNSHOWN: Fault = Fault {
    code: "cell-unshown",
    severity: Severity::Warning,
    vi: "ô có “{found}” nhưng định dạng số của ô làm giá trị không hiện, nên không được đọc; cần \
         giá trị này thì đặt định dạng General, không cần thì xóa nó",
    en: "the cell holds “{found}”, but its number format hides it, so it was not read; set the \
         format to General to use it, or delete it",
    explain_vi: "Định dạng như ;;; làm ô trông như trống dù có giá trị. Chương trình đọc những gì \
                 người xem thấy.",
    explain_en: "A format such as ;;; makes a filled cell look empty. What is read is what is seen.",
};

/// A cell of more letters than a cell of Excel can have.
pub static CELL_TOO_LONG: Fault = Fault {
    code: "cell-too-long",
    severity: Severity::Error,
    vi: "ô có {found} ký tự, quá 32767 ký tự của một ô nên chỉ phần đầu được đọc; hãy chia thành nhiều \
         dòng hoặc rút ngắn",
    en: "the cell has {found} characters, over the 32767 of a cell, and only its beginning was read; \
         divide it into rows or shorten it",
    explain_vi: "32767 ký tự là mức cao nhất của một ô Excel, khoảng mười trang giấy. Một nhiệm vụ \
                 hay một danh sách cơ quan không dài như vậy; thường là cả văn bản bị dán vào một ô.",
    explain_en: "32767 characters, some ten pages, are the most that a cell of Excel holds. Mostly a \
                 whole text was pasted into one cell.",
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
    vi: "dòng này không đọc thành nhiệm vụ: “{found}”; nếu là nhiệm vụ, hãy ghi số thứ tự",
    en: "the row was not read as a task: “{found}”; if it is one, number it",
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

/// A cell with struck text, in a row that stays.
pub static CELL_STRUCK: Fault = Fault {
    code: "cell-struck",
    severity: Severity::Warning,
    vi: "chữ cả ô bị gạch ngang, vẫn được đọc: “{found}”; nếu đã bỏ, hãy xóa hẳn",
    en: "all of the cell is struck through and was read: “{found}”; delete it if it is dropped",
    explain_vi: "Ô gạch ngang cả ô thường là ô đã bỏ, nhưng không có gì thay vào nên chương trình vẫn đọc. Chữ gạch ngang đứng cạnh chữ khác thì không đọc (text-deleted).",
    explain_en: "A struck cell was mostly dropped, but nothing replaces it, so it is read. Struck text beside other text is not read (text-deleted).",
};

/// Rows that are struck through.
pub static ROW_STRUCK: Fault = Fault {
    code: "row-struck",
    severity: Severity::Warning,
    vi: "dòng {rows} có chữ gạch ngang, vẫn được giữ; nếu nhiệm vụ đã bỏ, hãy xóa hẳn dòng",
    en: "row {rows} is struck through and was kept; delete it if the task is dropped",
    explain_vi: "Dòng gạch ngang thường là nhiệm vụ đã bỏ, nhưng sót một nhiệm vụ nguy hiểm hơn thừa một nhiệm vụ.",
    explain_en: "A struck row is mostly a dropped task, but losing a task is worse than printing one too many.",
};

/// Rows that the office hid.
pub static ROW_HIDDEN: Fault = Fault {
    code: "row-hidden",
    severity: Severity::Warning,
    vi: "dòng {rows} đang bị ẩn, vẫn được đọc; nếu không dùng, hãy xóa hẳn",
    en: "row {rows} is hidden and was read; delete it if it is not meant",
    explain_vi: "Dòng bị ẩn (ẩn tay hoặc do lọc) vẫn là dữ liệu của bảng. Sót một nhiệm vụ nguy hiểm hơn thừa một nhiệm vụ.",
    explain_en: "A hidden row, by hand or by a filter, is part of the table. Losing a task is worse than one too many.",
};

/// A column that the office hid.
pub static COLUMN_HIDDEN: Fault = Fault {
    code: "column-hidden",
    severity: Severity::Warning,
    vi: "cột {found} đang bị ẩn, vẫn được đọc; nếu không dùng, hãy xóa hẳn",
    en: "column {found} is hidden and was read; delete it if it is not meant",
    explain_vi: "Cột bị ẩn vẫn là dữ liệu của bảng.",
    explain_en: "A hidden column is part of the table.",
};

/// A hidden row that another one has replaced.
pub static ROW_OUTDATED: Fault = Fault {
    code: "row-outdated",
    severity: Severity::Warning,
    vi: "dòng {rows} đang bị ẩn và trùng số hoặc nội dung với dòng {other} đang hiện, nên không đọc: “{found}”; không dùng thì xóa hẳn, còn dùng thì bỏ ẩn",
    en: "row {rows} is hidden and has the number or the content of row {other}, which shows, so it was not read: “{found}”; delete it, or show it if it is meant",
    explain_vi: "Dòng ẩn đứng cạnh dòng hiện có cùng số thứ tự hoặc cùng nội dung là bản cũ của dòng đó; bản in không có nó. Dòng ẩn khác vẫn được đọc (row-hidden).",
    explain_en: "A hidden row beside one that shows, with the same number or content, is its old state; no print has it. Other hidden rows are read (row-hidden).",
};

/// A hidden column that another one has replaced.
pub static COLUMN_OUTDATED: Fault = Fault {
    code: "column-outdated",
    severity: Severity::Warning,
    vi: "cột “{found}” đang bị ẩn và trùng nghĩa với cột {other} đang hiện, nên không đọc; không dùng thì xóa hẳn, còn dùng thì bỏ ẩn",
    en: "column “{found}” is hidden and means the same as column {other}, which shows, so it was not read; delete it, or show it if it is meant",
    explain_vi: "Cột ẩn trùng nghĩa với một cột đang hiện thường là phương án cũ; bản in không có nó. Cột ẩn khác vẫn được đọc (column-hidden).",
    explain_en: "A hidden column with the meaning of one that shows is mostly an old state; no print has it. Other hidden columns are read (column-hidden).",
};

/// A task behind the parts of a group, numbered as the group is.
pub static TASK_BEHIND_GROUP: Fault = Fault {
    code: "task-behind-group",
    severity: Severity::Warning,
    vi: "nhiệm vụ số {number} đứng sau các việc của nhóm “{group}” nên được xếp vào nhóm đó; nếu không thuộc nhóm này, hãy thêm một dòng nhóm phía trên",
    en: "task {number} stands behind the parts of group “{group}” and was counted to it; put a group row above it if it is none of them",
    explain_vi: "Nhiệm vụ đứng sau một dòng nhóm thuộc nhóm đó. Số 3 đứng sau 2.1, 2.2 có thể là một nhiệm vụ ngang hàng với nhóm 2.",
    explain_en: "A task behind a group row belongs to that group. A 3 behind 2.1, 2.2 may be a task beside group 2.",
};

/// A formula whose result the file does not hold.
pub static FORMULA_EMPTY: Fault = Fault {
    code: "formula-empty",
    severity: Severity::Warning,
    vi: "ô có công thức nhưng tệp không lưu kết quả, nên coi như ô trống; hãy mở bằng Excel, lưu lại, hoặc nhập giá trị",
    en: "the cell has a formula but the file holds no result, so it counts as empty; open it in Excel, save it, or enter the value",
    explain_vi: "Chương trình đọc kết quả đã lưu của công thức, không tự tính. Tệp do phần mềm khác xuất ra có thể chưa có kết quả.",
    explain_en: "Results of formulas are read, not computed. Files made by other programs may lack them.",
};

/// Text of an encoding before Unicode.
pub static TEXT_LEGACY: Fault = Fault {
    code: "text-legacy",
    severity: Severity::Warning,
    vi: "chữ theo bảng mã {encoding} đã được chuyển sang Unicode ở {cells}: “{found}”; hãy đọc lại",
    en: "text in {encoding} was converted to Unicode in {cells}: “{found}”; read it over",
    explain_vi: "Văn bản phải dùng Unicode TCVN 6909:2001 (NĐ 30/2020, Phụ lục I). Chữ TCVN3 (phông .VnTime), VNI hay Windows-1258 được nhận ra theo phông hoặc theo chữ rồi chuyển mã; tệp gốc giữ nguyên.",
    explain_en: "Documents use Unicode (TCVN 6909:2001). Text of TCVN3 (fonts .VnTime), VNI or Windows-1258 is known by its font or by itself and converted; the file is not changed.",
};

/// Text with letters taken apart, characters that cannot be seen, or ƣ.
pub static TEXT_REPAIRED: Fault = Fault {
    code: "text-repaired",
    severity: Severity::Note,
    vi: "đã sửa chữ ở {count} ô của trang này, kể từ ô đây: dấu tách rời (Unicode tổ hợp), ký tự ẩn hoặc “ƣ” thay cho “ư”",
    en: "text was repaired in {count} cells of this sheet, from here on: letters taken apart, invisible characters, or “ƣ” for “ư”",
    explain_vi: "Chữ dán từ PDF hay trang mạng thường có dấu tách rời, ký tự ẩn, “ƣ”. Chúng được thay bằng chữ Unicode dựng sẵn để tìm kiếm và sao chép được.",
    explain_en: "Text pasted from PDFs and web pages often has these. It is composed so that it can be searched and copied.",
};

/// As above, with nothing above.
pub static DITTO_EMPTY: Fault = Fault {
    code: "ditto-empty",
    severity: Severity::Error,
    vi: "ô ghi “{found}” (như trên) nhưng ô phía trên không có nội dung; hãy ghi rõ",
    en: "the cell says “{found}” (as above) but there is nothing above; write it out",
    explain_vi: "“nt”, “như trên”, dấu ngoặc kép lặp lại ô cùng cột của nhiệm vụ ngay trên.",
    explain_en: "“nt”, “như trên” and ditto marks repeat the cell of the task right above.",
};

/// A mark of a matrix that nothing explains.
pub static MARK_UNKNOWN: Fault = Fault {
    code: "mark-unknown",
    severity: Severity::Error,
    vi: "không rõ dấu “{found}” của “{body}” là chủ trì hay phối hợp; hãy ghi CT hoặc PH, hoặc thêm dòng chú giải như “x: phối hợp”",
    en: "unclear whether the mark “{found}” of “{body}” means lead or support; write CT or PH, or add a legend such as “x: phối hợp”",
    explain_vi: "Trong bảng ma trận, CT là chủ trì, PH là phối hợp (cũng hiểu C/P, ●/○). Dấu khác được hiểu theo dòng chú giải trên hoặc dưới bảng, hoặc mục “Dấu trong ma trận” của trang “Văn bản” (ví dụ: x = phối hợp).",
    explain_en: "In a matrix CT leads and PH supports (C/P and ●/○ too). Other marks need a legend above or below the table, or the key “Dấu trong ma trận” of the sheet “Văn bản”.",
};

/// A group row that has more than a title.
pub static GROUP_EXTRA: Fault = Fault {
    code: "group-extra",
    severity: Severity::Warning,
    vi: "dòng nhóm còn có “{found}”; cơ quan và thời hạn ở đây được ghi cho các nhiệm vụ của nhóm chưa có, phần khác không dùng; nếu không đúng, hãy ghi vào từng nhiệm vụ",
    en: "the group row also has “{found}”; bodies and deadlines of it are given to the tasks of the group that have none, the rest is not used; write it into each task if that is wrong",
    explain_vi: "Dòng đánh số La Mã hoặc chữ in hoa phía trên các nhiệm vụ 1, 2, 3…, hay dòng 1 phía trên 1.1, 1.2 là nhóm. Cơ quan chủ trì, phối hợp, thời hạn ghi ở dòng nhóm là của những nhiệm vụ trong nhóm chưa ghi riêng.",
    explain_en: "A row with a Roman number or a capital above tasks 1, 2, 3, or a row 1 above 1.1 and 1.2, is a group. A lead, supports and a deadline in it hold for those of its tasks that name none.",
};

/// A column of bodies that support, because another column leads.
pub static COLUMN_SUPPORTS: Fault = Fault {
    code: "column-supports",
    severity: Severity::Warning,
    vi: "cột “{found}” được đọc là cơ quan phối hợp, vì cơ quan chủ trì đã lấy ở cột “{other}”; nếu không đúng, hãy đổi tên cột",
    en: "column “{found}” was read as supporting agencies, for column “{other}” says who leads; rename it if that is wrong",
    explain_vi: "Khi bảng có hai cột cơ quan như “Đơn vị chủ trì” và “Đơn vị thực hiện”, cột có chữ chủ trì là cơ quan chủ trì, cột kia là cơ quan phối hợp.",
    explain_en: "Where a table has two columns of agencies such as “Đơn vị chủ trì” and “Đơn vị thực hiện”, the one that says “chủ trì” leads and the other supports.",
};

/// A column of bodies that neither lead nor support.
pub static COLUMN_NEITHER: Fault = Fault {
    code: "column-neither",
    severity: Severity::Warning,
    vi: "cột “{found}” nêu cơ quan không chủ trì cũng không phối hợp (đã có cột {others}), nên được giữ trong Ghi chú; nếu các cơ quan này phối hợp, hãy chuyển sang cột cơ quan phối hợp",
    en: "column “{found}” names bodies that neither lead nor support (columns {others} do), so it was kept in the notes; move them to the column of supporting agencies if they support",
    explain_vi: "Đơn vị tham mưu, soạn thảo, đầu mối, phụ trách đứng cạnh cột “Cơ quan chủ trì” không phải cơ quan chủ trì hay phối hợp, nên không có nhiệm vụ trong ma trận và bản trích.",
    explain_en: "Bodies that advise, draft or answer for a task beside a column “Cơ quan chủ trì” neither lead nor support, and have no task in the matrix and the extracts.",
};

/// A row of a body with its role that says more than these.
pub static ROLE_MORE: Fault = Fault {
    code: "role-more",
    severity: Severity::Warning,
    vi: "dòng này thêm “{body}” vào nhiệm vụ ở dòng trên; phần riêng của dòng “{found}” khác với nhiệm vụ nên được giữ trong Ghi chú; hãy kiểm tra lại",
    en: "the row adds “{body}” to the task above; what else it says, “{found}”, differs from the task and is kept in the notes; look it over",
    explain_vi: "Khi bảng có cột vai trò, mỗi dòng là một cơ quan của một nhiệm vụ. Một nhiệm vụ chỉ có một thời hạn, nên thời hạn riêng của từng cơ quan được ghi vào Ghi chú.",
    explain_en: "With a column of roles each row is a body of a task. A task has one deadline, so one of a single body is kept in the notes.",
};

/// A note that says who supports, in a table without a column for it.
pub static NOTE_SUPPORTS: Fault = Fault {
    code: "note-supports",
    severity: Severity::Warning,
    vi: "ghi chú “{found}” được đọc là cơ quan phối hợp, vì bảng không có cột phối hợp; hãy kiểm tra và thêm cột “Cơ quan phối hợp”",
    en: "the note “{found}” was read as supporting agencies, for the table has no column of them; look it over and add a column “Cơ quan phối hợp”",
    explain_vi: "Ghi chú chỉ có “Phối hợp: …” nêu cơ quan phối hợp của nhiệm vụ. Để trong Ghi chú thì các cơ quan ấy mất nhiệm vụ trong ma trận và bản trích.",
    explain_en: "A note that is nothing but “Phối hợp: …” names the supporting agencies. Left in the notes they would lose the task in the matrix and the extracts.",
};

/// A note that names who supports beside other words or a column of supports.
pub static NOTE_NAMES: Fault = Fault {
    code: "note-names",
    severity: Severity::Warning,
    vi: "ghi chú “{found}” nêu cơ quan phối hợp nhưng vẫn để trong Ghi chú; nếu các cơ quan này phối hợp, hãy chuyển sang cột cơ quan phối hợp",
    en: "the note “{found}” names supporting agencies and was left in the notes; move them to the column of supporting agencies if they support",
    explain_vi: "Cơ quan chỉ nêu trong Ghi chú không có nhiệm vụ trong ma trận và bản trích.",
    explain_en: "Agencies that only the notes name have no task in the matrix and the extracts.",
};

/// A column of bodies whose role nothing says.
pub static COLUMN_AGENCIES: Fault = Fault {
    code: "column-agencies",
    severity: Severity::Error,
    vi: "cột “{found}” có tên cơ quan nhưng không rõ là chủ trì hay phối hợp (cột chủ trì đã nhận: {taken}); hãy đổi tên cột thành “Cơ quan chủ trì”, “Cơ quan phối hợp”, hoặc “Ghi chú” nếu chỉ để ghi nhớ",
    en: "column “{found}” names agencies, and nothing says whether they lead or support (column of leads: {taken}); rename it “Cơ quan chủ trì”, “Cơ quan phối hợp”, or “Ghi chú” if it is only a note",
    explain_vi: "Nội dung của cột không hiểu được được giữ trong Ghi chú. Nếu đó là tên cơ quan thì cơ quan ấy sẽ mất nhiệm vụ trong ma trận và bản trích, nên đây là lỗi.",
    explain_en: "A column that is not understood is kept in the notes. When it names agencies they would lose their tasks in the matrix and the extracts, so this is an error.",
};

/// A table without headings whose columns its cells tell.
pub static TABLE_REORDERED: Fault = Fault {
    code: "table-reordered",
    severity: Severity::Warning,
    vi: "bảng này không có dòng tiêu đề và các cột không theo thứ tự của bảng trước; đã đọc theo nội dung của cột: {found}; hãy kiểm tra và thêm dòng tiêu đề",
    en: "the table has no headings, and its columns stand in another order than those of the table before; it was read by what they hold: {found}; look it over and add a heading row",
    explain_vi: "Số thứ tự của bảng nối tiếp bảng trước, nên bảng là phần tiếp. Cột tên cơ quan, cột thời hạn và cột nội dung được nhận ra theo chữ trong ô khi không thể nhầm.",
    explain_en: "Its numbers go on from the table before. Columns of names, times and contents are told by their cells where there is no doubt.",
};

/// A table without headings whose columns nothing tells.
pub static TABLE_UNHEADED: Fault = Fault {
    code: "table-unheaded",
    severity: Severity::Error,
    vi: "bảng này đánh số tiếp bảng trước nhưng không có dòng tiêu đề và các cột không giống bảng trước, nên không được đọc; hãy thêm dòng tiêu đề cho bảng",
    en: "the table counts on from the one before, but has no headings and other columns, so it was not read; add a heading row to it",
    explain_vi: "Không có tiêu đề thì không biết cột nào là cơ quan chủ trì, cột nào là cơ quan phối hợp. Đoán sai còn nguy hiểm hơn báo lỗi.",
    explain_en: "Without headings nothing says which column leads and which supports, and a wrong guess is worse than an error.",
};

/// A table with headings like those of tasks that is none.
pub static TABLE_OTHER: Fault = Fault {
    code: "table-other",
    severity: Severity::Warning,
    vi: "bảng này không được đọc vì là {found}, không phải bảng nhiệm vụ; nếu là nhiệm vụ, hãy đặt tên cột như tệp mẫu, có “Cơ quan chủ trì”",
    en: "the table was not read, for it is no table of tasks ({found}); if it is one, name its columns as in the starter workbook, with “Cơ quan chủ trì”",
    explain_vi: "Dự toán, chương trình theo giờ, bảng chấm điểm, danh bạ, danh sách tham luận có cột giống bảng nhiệm vụ. Chúng được nhận ra theo tiêu đề và nội dung các cột, rồi bỏ qua và nhắc ở đây.",
    explain_en: "Estimates, programmes by the hour, score sheets, lists of persons and of speakers have columns like those of tasks. They are known by their headings and cells, passed over and named here.",
};

/// A table whose tasks stand in others.
pub static TABLE_REPEATED: Fault = Fault {
    code: "table-repeated",
    severity: Severity::Warning,
    vi: "bảng này không được đọc lại, vì các nhiệm vụ của nó đã có ở “{other}”",
    en: "the table was not read again, for its tasks stand in “{other}”",
    explain_vi: "Trang tổng hợp lặp lại các trang theo cơ quan, hoặc ma trận lặp lại danh mục, chỉ được đọc một lần.",
    explain_en: "A summary that repeats the sheets of agencies, or a matrix that repeats the list, is read once.",
};

/// Two drafts of one list.
pub static TABLE_TWICE: Fault = Fault {
    code: "table-twice",
    severity: Severity::Error,
    vi: "bảng này trùng gần hết nhiệm vụ với “{other}”: có vẻ là hai bản của cùng một danh mục; chỉ “{other}” được đọc, hãy giữ lại một bản",
    en: "the table has nearly the same tasks as “{other}”, as two drafts of one list; only “{other}” was read, keep one of them",
    explain_vi: "Hai trang cùng danh mục (lần 1, lần 2) mà đọc cả hai thì mỗi nhiệm vụ thành hai. Hãy xóa hoặc ẩn trang không dùng.",
    explain_en: "Two sheets with drafts of one list would give every task twice. Delete or hide the one that is not meant.",
};

/// A content typed over two rows.
pub static ROW_JOINED: Fault = Fault {
    code: "row-joined",
    severity: Severity::Warning,
    vi: "“{found}” được nối vào nhiệm vụ ở dòng trên, vì câu ở dòng trên chưa hết; nếu là nhiệm vụ riêng, hãy ghi số thứ tự và viết hoa đầu câu",
    en: "“{found}” was joined to the task in the row above, whose sentence is not finished; if it is a task of its own, number it and begin it with a capital",
    explain_vi: "Nội dung gõ tay qua hai dòng của bảng được ghép lại thành một nhiệm vụ.",
    explain_en: "A content typed by hand over two rows of the table is put together as one task.",
};

/// A mark of a matrix with words beside it.
pub static MARK_REMARK: Fault = Fault {
    code: "mark-remark",
    severity: Severity::Warning,
    vi: "ô của “{body}” có dấu kèm chữ: “{found}”; dấu được đọc, phần chữ giữ trong Ghi chú",
    en: "the cell of “{body}” has words beside its mark: “{found}”; the mark was read, the words are kept in the notes",
    explain_vi: "Trong ma trận mỗi ô chỉ cần một dấu. Chữ viết thêm không mất mà chuyển vào Ghi chú.",
    explain_en: "A cell of a matrix needs a mark alone. Words beside it are not lost but kept in the notes.",
};

/// A table whose leads stand in the titles of its groups.
pub static LEAD_FROM_TITLE: Fault = Fault {
    code: "lead-from-title",
    severity: Severity::Warning,
    vi: "bảng không có cột cơ quan chủ trì nên tên cơ quan ở tên nhóm hoặc tên trang (“{found}”, …) được lấy làm cơ quan chủ trì; nếu không đúng, hãy thêm cột “Cơ quan chủ trì”",
    en: "the table has no column of leads, so the agencies in the titles of its groups or the name of its sheet (“{found}”, …) lead; add a column “Cơ quan chủ trì” if that is wrong",
    explain_vi: "Danh mục xếp theo cơ quan thường ghi tên cơ quan ở dòng nhóm hoặc mỗi cơ quan một trang, không có cột riêng.",
    explain_en: "Lists sorted by agency often name it in a group row, or give each a sheet, and have no column for it.",
};

/// Sentences around the tables that give work.
pub static TEXT_OUTSIDE: Fault = Fault {
    code: "text-outside",
    severity: Severity::Warning,
    vi: "{count} đoạn ngoài bảng có vẻ giao việc nhưng không đọc thành nhiệm vụ, kể từ đoạn này: “{found}”; nếu là nhiệm vụ, hãy thêm vào bảng",
    en: "{count} paragraphs outside the tables seem to give work and became no task, from here on: “{found}”; add to the table what is a task",
    explain_vi: "Tệp có bảng nhiệm vụ thì chỉ bảng được đọc; câu văn trên, dưới và giữa các bảng không thành nhiệm vụ. Văn bản chỉ có câu thì lập bảng nháp từ chính văn bản ấy.",
    explain_en: "Of a file with a table of tasks the table alone is read; sentences above, below and between tables become no task. A text of sentences alone is made into a draft of a table first.",
};
