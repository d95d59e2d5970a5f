//! Every kind of mistake that a filled extract may have.
//!
//! Invariant: none of them stops the reading of other cells, rows or files.

use crate::diag::{Fault, Severity};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[
    &FILE_KIND,
    &ARCHIVE,
    &NO_TABLE,
    &SHEET_HIDDEN,
    &OWN_BOOK,
    &AGENCY_UNKNOWN,
    &NO_TASK,
    &OTHER_PLAN,
    &NOT_GIVEN,
    &ID_MOVED,
    &LOCKED_CHANGED,
    &PERCENT,
    &STATE_UNKNOWN,
    &STATE_MISSING,
    &NO_RESULT,
    &NO_REASON,
    &DATE_IMPOSSIBLE,
    &DIFFERS,
    &PAST_DEADLINE,
    &OUTSIDE,
    &CELL_UNREAD,
];

/// A file that is no workbook.
pub static FILE_KIND: Fault = Fault {
    code: "report-file-kind",
    severity: Severity::Warning,
    vi: "không phải bảng tính nên không tổng hợp; nếu là báo cáo, đề nghị gửi tệp Excel của bản trích",
    en: "is no workbook and was not collected; if it is a report, ask for the workbook of the extract",
    explain_vi: "Chỉ bảng tính (.xlsx, .xls, .ods…) của bản trích có các cột báo cáo. Tệp PDF, ảnh chụp \
                 hay công văn không tổng hợp được.",
    explain_en: "Only the workbook of an extract has the columns of the report. A PDF, a scan or a letter \
                 cannot be collected.",
};

/// A file that cannot be read, or taken out of its archive.
pub static ARCHIVE: Fault = Fault {
    code: "report-archive",
    severity: Severity::Error,
    vi: "không lấy được tệp trong bộ nén này: {reason}; giải nén rồi chỉ định thư mục",
    en: "a file of this archive cannot be taken out: {reason}; unpack it and name the folder",
    explain_vi: "Bộ nén hỏng, có mật khẩu, quá lớn hoặc quá nhiều tệp. Các tệp khác vẫn được tổng hợp.",
    explain_en: "The archive is damaged, locked, too large or has too many files. All others still count.",
};

/// A workbook without the columns of a report.
pub static NO_TABLE: Fault = Fault {
    code: "report-no-table",
    severity: Severity::Error,
    vi: "không có cột “Tình trạng” cùng các cột báo cáo khác; {cells} ô ghi vào “Cần xem lại”",
    en: "has no column “Tình trạng” with others of a report; its {cells} cells are to be looked at",
    explain_vi: "Báo cáo được điền vào các cột cuối của bản trích. Tệp này không có dòng tiêu đề ấy: có thể \
                 gửi nhầm tệp, hoặc tiêu đề đã bị xóa.",
    explain_en: "Reports are written into the last columns of an extract. This file lacks their headings: it \
                 may be another file, or the headings were deleted.",
};

/// A hidden sheet.
pub static SHEET_HIDDEN: Fault = Fault {
    code: "report-sheet-hidden",
    severity: Severity::Warning,
    vi: "trang tính “{found}” bị ẩn nên không đọc; bỏ ẩn nếu có báo cáo trong đó",
    en: "the sheet “{found}” is hidden and was not read; show it if there are reports in it",
    explain_vi: "Trang tính ẩn thường là dữ liệu phụ. Bỏ ẩn trong Excel rồi tổng hợp lại.",
    explain_en: "A hidden sheet is mostly data of its program. Show it in Excel and collect again.",
};

/// An overview of our own among the reports.
pub static OWN_BOOK: Fault = Fault {
    code: "report-own-book",
    severity: Severity::Note,
    vi: "là bảng theo dõi do chương trình tạo, không phải báo cáo; bỏ qua",
    en: "is an overview that the program made, and no report; passed over",
    explain_vi: "theo-doi.xlsx là kết quả tổng hợp. Đọc lại nó như một báo cáo sẽ tính trùng.",
    explain_en: "theo-doi.xlsx is what was collected. To read it as a report would count twice.",
};

/// A sheet that may be of anybody.
pub static AGENCY_UNKNOWN: Fault = Fault {
    code: "report-agency-unknown",
    severity: Severity::Error,
    vi: "không rõ báo cáo của cơ quan nào; đặt tên tệp theo tên cơ quan rồi tổng hợp lại",
    en: "tells not whose report it is; name the file after the agency and collect again",
    explain_vi: "Cơ quan được tìm theo tên ở đầu bảng, tên trang tính, tên tệp, rồi theo các nhiệm vụ trong \
                 bảng. Ở đây không cách nào chỉ ra một cơ quan duy nhất.",
    explain_en: "The agency is found by the title, the name of the sheet, the name of the file, and then by \
                 the tasks. None of these leads to one agency here.",
};

/// A row that an agency added.
pub static NO_TASK: Fault = Fault {
    code: "report-no-task",
    severity: Severity::Error,
    vi: "dòng này không khớp nhiệm vụ nào của kế hoạch; xem “Cần xem lại”",
    en: "this row is no task of the plan; it is to be looked at",
    explain_vi: "Nhiệm vụ được tìm theo mã, rồi theo số thứ tự và nội dung. Dòng do đơn vị thêm vào không có \
                 trong kế hoạch.",
    explain_en: "A task is found by its id, else by number and content. A row that an agency adds is not in \
                 the plan.",
};

/// A row of another plan.
pub static OTHER_PLAN: Fault = Fault {
    code: "report-other-plan",
    severity: Severity::Error,
    vi: "mã {id} của kế hoạch này là việc khác, không phải “{found}”; có thể là bản trích của kế hoạch khác",
    en: "{id} is another task in this plan than “{found}”; the extract may be of another plan",
    explain_vi: "Mã nhiệm vụ lặp lại ở các kế hoạch khác nhau, nên nội dung cũng phải giống. Dòng này không \
                 được tính.",
    explain_en: "Plans use the same ids, so the content must agree too. This row does not count.",
};

/// A report by a body that the plan does not give the task to.
pub static NOT_GIVEN: Fault = Fault {
    code: "report-not-given",
    severity: Severity::Warning,
    vi: "kế hoạch không giao nhiệm vụ {number} cho {agency}; không tính, xem “Cần xem lại”",
    en: "the plan does not give task {number} to {agency}; not counted, to be looked at",
    explain_vi: "Báo cáo chỉ tính cho cơ quan chủ trì hoặc phối hợp của nhiệm vụ.",
    explain_en: "A report counts for those who lead or support the task.",
};

/// An id beside the content of another task.
pub static ID_MOVED: Fault = Fault {
    code: "report-id-moved",
    severity: Severity::Warning,
    vi: "mã {id} không đi cùng nội dung này; tính theo nội dung, là nhiệm vụ {number}",
    en: "{id} is not the id of this content; counted by its content, as task {number}",
    explain_vi: "Khi sắp xếp mà bỏ sót cột mã, mã và nội dung lệch nhau. Nội dung được tin hơn mã.",
    explain_en: "Where rows are sorted without the column of ids, both part. The content is trusted more.",
};

/// A cell of the plan that an agency changed.
pub static LOCKED_CHANGED: Fault = Fault {
    code: "report-locked-changed",
    severity: Severity::Warning,
    vi: "ô đã khóa ở cột “{column}” bị sửa: kế hoạch ghi “{old}”, báo cáo ghi “{new}”; giữ theo kế hoạch",
    en: "a locked cell of “{column}” was changed: the plan has “{old}”, the report “{new}”; the plan stays",
    explain_vi: "Đơn vị chỉ điền các cột báo cáo. Muốn sửa nội dung, thời hạn hay phân công thì phải sửa kế \
                 hoạch.",
    explain_en: "Agencies fill in the columns of the report alone. A task, a deadline or who does it changes \
                 in the plan.",
};

/// A percentage that is none.
pub static PERCENT: Fault = Fault {
    code: "report-percent",
    severity: Severity::Error,
    vi: "“{found}” không phải tỷ lệ từ 0 đến 100",
    en: "“{found}” is no percentage from 0 to 100",
    explain_vi: "% hoàn thành là một số từ 0 đến 100. Tình trạng và các ô khác của dòng vẫn được tính.",
    explain_en: "A percentage is a number from 0 to 100. The other cells of the row still count.",
};

/// A state that is none of the four.
pub static STATE_UNKNOWN: Fault = Fault {
    code: "report-state-unknown",
    severity: Severity::Error,
    vi: "“{found}” không phải một trong bốn tình trạng; chưa tính vào tình trạng nào",
    en: "“{found}” is none of the four states; counted as none of them",
    explain_vi: "Bốn tình trạng: Hoàn thành đúng hạn, Hoàn thành quá hạn, Đang thực hiện trong hạn, Quá hạn.",
    explain_en: "There are four states: Hoàn thành đúng hạn, Hoàn thành quá hạn, Đang thực hiện trong hạn, \
                 Quá hạn.",
};

/// A report without a state.
pub static STATE_MISSING: Fault = Fault {
    code: "report-state-missing",
    severity: Severity::Warning,
    vi: "đã báo cáo nhưng chưa chọn tình trạng; chưa tính vào tình trạng nào",
    en: "is reported on without a state; counted as none of them",
    explain_vi: "Dòng có tỷ lệ, kết quả hoặc lý do mà ô “Tình trạng” để trống.",
    explain_en: "The row has a percentage, a result or a reason, and “Tình trạng” is empty.",
};

/// A task that is done, without a result.
pub static NO_RESULT: Fault = Fault {
    code: "report-no-result",
    severity: Severity::Warning,
    vi: "“{found}” mà không ghi kết quả thực hiện; đề nghị đơn vị bổ sung",
    en: "“{found}” without a result; ask the agency for it",
    explain_vi: "Nhiệm vụ hoàn thành phải nêu kết quả: văn bản, sản phẩm đã có.",
    explain_en: "A task that is done names its result: the text or the product.",
};

/// A task that is late, without a reason.
pub static NO_REASON: Fault = Fault {
    code: "report-no-reason",
    severity: Severity::Warning,
    vi: "“{found}” mà không nêu lý do chậm; đề nghị đơn vị bổ sung",
    en: "“{found}” without a reason; ask the agency for it",
    explain_vi: "Nhiệm vụ quá hạn phải nêu lý do để tổng hợp vào báo cáo.",
    explain_en: "A task that is late names its reason, which goes into the report.",
};

/// A date that no calendar has.
pub static DATE_IMPOSSIBLE: Fault = Fault {
    code: "report-date-impossible",
    severity: Severity::Error,
    vi: "ngày “{found}” không có trong lịch",
    en: "no calendar has the date “{found}”",
    explain_vi: "Ngày ghi trong báo cáo như 31/02 là ghi nhầm. Lời báo cáo vẫn được giữ nguyên.",
    explain_en: "A date such as 31/02 is a slip. The words of the report are kept.",
};

/// Two reports of one task by one agency.
pub static DIFFERS: Fault = Fault {
    code: "report-differs",
    severity: Severity::Error,
    vi: "{agency} có hai báo cáo khác nhau về nhiệm vụ {number}; tính bản đọc trước, bản này xem “Cần xem lại”",
    en: "{agency} has two different reports of task {number}; the first counts, this is to be looked at",
    explain_vi: "Hai tệp hoặc hai dòng của một cơ quan nói khác nhau về một nhiệm vụ. Giữ lại một bản rồi \
                 tổng hợp lại.",
    explain_en: "Two files or rows of an agency differ about one task. Keep one and collect again.",
};

/// A task in time whose deadline has passed.
pub static PAST_DEADLINE: Fault = Fault {
    code: "report-past-deadline",
    severity: Severity::Warning,
    vi: "báo “Đang thực hiện trong hạn” nhưng đến {day} đã quá hạn {days} ngày; tính là “Quá hạn”",
    en: "is reported as in time, but on {day} the deadline had passed by {days} days; counted as late",
    explain_vi: "So thời hạn của kế hoạch với ngày tổng hợp (--as-of, hoặc ngày muộn nhất ghi trong báo cáo).",
    explain_en: "The deadline of the plan is compared with the day of the overview (--as-of, else the newest \
                 date among the reports).",
};

/// Words outside of the columns of the report.
pub static OUTSIDE: Fault = Fault {
    code: "report-outside",
    severity: Severity::Note,
    vi: "“{found}” nằm ngoài các cột báo cáo; ghi vào “Cần xem lại”",
    en: "“{found}” stands outside the columns of the report; it is to be looked at",
    explain_vi: "Chữ do đơn vị ghi thêm ngoài bảng hoặc ở cột thêm vào không thuộc nhiệm vụ nào.",
    explain_en: "Words that an agency added outside the table or in a column of its own belong to no task.",
};

/// A cell whose text does not show.
pub static CELL_UNREAD: Fault = Fault {
    code: "report-cell-unread",
    severity: Severity::Warning,
    vi: "ô có chữ bị che, gạch bỏ, ghi chú hoặc công thức lỗi: “{found}”; ghi vào “Cần xem lại”",
    en: "holds text that is covered, struck, a comment or a broken formula: “{found}”; to be looked at",
    explain_vi: "Chữ này không hiện như các ô khác nên không tính vào báo cáo, nhưng không bỏ mất.",
    explain_en: "This text does not show as others do. It does not count as a report, and is not lost.",
};
