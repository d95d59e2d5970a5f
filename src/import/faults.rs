//! The faults that the import finds in a text.

use crate::diag::{Fault, Severity};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] =
    &[&PLAN_MISSING, &CITATION_DATES, &LABEL_TWICE, &LABEL_GAP, &YEAR_GUESSED, &ANNEX_DIFFERS];

/// A text that is no plan.
pub static PLAN_MISSING: Fault = Fault {
    code: "plan-missing",
    severity: Severity::Error,
    vi: "không thấy kế hoạch trong văn bản này ({reason}); hãy kiểm tra đã chọn đúng tệp chưa",
    en: "no plan is found in this text ({reason}); check that it is the right file",
    explain_vi: "Lệnh import nhận kế hoạch, chương trình, chỉ thị, công văn… có giao việc: có đề mục nhiệm vụ, hoặc câu “Sở … chủ trì, phối hợp với …”, hoặc bảng nhiệm vụ. Văn bản khác thì không ghi gì ra.",
    explain_en: "`import` takes a plan, a programme, a directive or a letter that assigns work: headings of tasks, sentences with \"chủ trì\", or a table of tasks. For any other text nothing is written.",
};

/// One document with two dates.
pub static CITATION_DATES: Fault = Fault {
    code: "citation-dates",
    severity: Severity::Warning,
    vi: "“{found}” được viện dẫn với các ngày khác nhau: {dates}; hãy đối chiếu văn bản gốc",
    en: "“{found}” is cited with different dates: {dates}; compare with the document itself",
    explain_vi: "Cùng loại và cùng số, ký hiệu thì thường là một văn bản, chỉ có một ngày ban hành. Với văn bản của Đảng, số được đánh lại sau mỗi nhiệm kỳ, nên hai ngày cách nhau nhiều năm có thể là hai văn bản.",
    explain_en: "A document of one kind and number has one date. Numbers of the Party begin again each term, so that two dates years apart may be two documents.",
};

/// A letter or a number that comes twice in a row.
pub static LABEL_TWICE: Fault = Fault {
    code: "label-twice",
    severity: Severity::Warning,
    vi: "mục “{found}” có hai lần trong cùng một phần; cả hai đều đã được lấy",
    en: "“{found}” comes twice in one part; both are taken",
    explain_vi: "Thứ tự đánh mục trong văn bản bị lặp, ví dụ hai điểm c). Không mất nội dung nào, nhưng nên sửa trong văn bản.",
    explain_en: "A letter or a number stands twice in its row. Nothing is lost, but the text wants mending.",
};

/// A letter or a number that is left out of a row.
pub static LABEL_GAP: Fault = Fault {
    code: "label-gap",
    severity: Severity::Warning,
    vi: "sau mục “{before}” là mục “{found}”{missing}; hãy xem văn bản có thiếu mục nào không",
    en: "“{found}” follows “{before}”{missing}; see whether the text lacks one",
    explain_vi: "Điểm được đánh theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k… (Nghị định 30/2020/NĐ-CP, Phụ lục I). Nhảy mục thường do xóa hoặc sót một đoạn.",
    explain_en: "Points are lettered by the Vietnamese alphabet: a, b, c, d, đ, e, g, h, i, k… (Nghị định 30/2020/NĐ-CP, Phụ lục I). A gap is mostly a paragraph that was deleted or lost.",
};

/// A year that the text does not say of itself.
pub static YEAR_GUESSED: Fault = Fault {
    code: "year-guessed",
    severity: Severity::Note,
    vi: "văn bản không ghi ngày; lấy năm {used} theo văn bản viện dẫn mới nhất để tra tên cơ quan",
    en: "the text has no date; {used}, the year of the latest document cited, is used to look up agencies",
    explain_vi: "Tên và sự tồn tại của cơ quan tùy theo thời điểm ban hành. Hãy ghi ngày hoặc năm đúng trong trang “Văn bản”.",
    explain_en: "Which agencies exist depends on the day of issue. Give the day or the year in the sheet “Văn bản”.",
};

/// A task whose sentence and whose row in the annex name different bodies.
pub static ANNEX_DIFFERS: Fault = Fault {
    code: "annex-differs",
    severity: Severity::Warning,
    vi: "việc này giao cơ quan khác với dòng của bảng phụ lục ở {row}; cả hai dòng đều được giữ, hãy chọn một",
    en: "this task has other bodies than its row in the annex at {row}; both are kept, choose one",
    explain_vi: "Kế hoạch nêu việc trong câu và nêu lại trong bảng phụ lục. Khi hai chỗ ghi cùng cơ quan thì chỉ lấy dòng của bảng; khi khác nhau thì giữ cả hai để người soạn đối chiếu, vì không rõ chỗ nào đúng.",
    explain_en: "A plan tells a task in a sentence and again in the table of its annex. Where both name the same bodies only the row is taken; where they differ both stay, because it is not known which is right.",
};
