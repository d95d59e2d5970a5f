//! The faults that `resolve` finds: values that cannot be understood, and names that nobody knows.

use crate::diag::{Fault, Severity};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[
    &TITLE_MISSING,
    &VALUE_UNKNOWN,
    &DATE_UNREADABLE,
    &DATE_IMPOSSIBLE,
    &DEADLINE_IMPOSSIBLE,
    &AGENCY_NEAR,
    &AGENCY_UNKNOWN,
    &COMMUNE_UNCLEAR,
    &COMMUNE_ELSEWHERE,
    &COLLECTIVE_UNKNOWN,
    &AGENCY_UNNAMED,
    &NAME_MISSING,
    &SCOPE_NOTED,
    &MEMBER_UNKNOWN,
];

/// A document without a title.
pub static TITLE_MISSING: Fault = Fault {
    code: "title-missing",
    severity: Severity::Warning,
    vi: "chưa có tiêu đề; dùng “{used}”",
    en: "no title given; “{used}” is used",
    explain_vi: "Dòng thứ hai của phụ lục là tiêu đề (NĐ 30/2020, Phụ lục I, Phần II, mục III). \
                 Ghi tiêu đề ở trang “Văn bản”, dòng “Tiêu đề”, hoặc khóa `title`.",
    explain_en: "The second line of an annex is its title (NĐ 30/2020, Phụ lục I). Give it in the \
                 sheet “Văn bản” or under the key `title`.",
};

/// A word that is none of the choices.
pub static VALUE_UNKNOWN: Fault = Fault {
    code: "value-unknown",
    severity: Severity::Error,
    vi: "không hiểu giá trị “{found}”; chọn một trong: {expected}",
    en: "the value “{found}” is not understood; choose one of: {expected}",
    explain_vi: "Mục này chỉ nhận một số giá trị đã định.",
    explain_en: "This field takes one of a few values.",
};

/// A date that is not written as one.
pub static DATE_UNREADABLE: Fault = Fault {
    code: "date-unreadable",
    severity: Severity::Error,
    vi: "“{found}” không phải là ngày; hãy ghi như 09/6/2023 hoặc ngày 09 tháng 6 năm 2023",
    en: "“{found}” is not a date; write 09/6/2023 or ngày 09 tháng 6 năm 2023",
    explain_vi: "Ngày của văn bản ghi ngày/tháng/năm. Nếu chưa biết ngày, ghi phần đã biết: 12/2025 \
                 (hoặc ngày … tháng 12 năm 2025), 2025. Cơ quan được tra theo ngày cuối của khoảng \
                 thời gian đã ghi.",
    explain_en: "Dates of the document are day/month/year. If the day is not known yet, give what is \
                 known: 12/2025 (or ngày … tháng 12 năm 2025), 2025. Bodies are looked up on the last \
                 day of what is given.",
};

/// A date that no calendar has.
pub static DATE_IMPOSSIBLE: Fault = Fault {
    code: "date-impossible",
    severity: Severity::Error,
    vi: "không có ngày “{found}” trong lịch; hãy sửa lại",
    en: "there is no day “{found}” in the calendar; correct it",
    explain_vi: "Ví dụ 31/02/2025: tháng 2 không có ngày 31.",
    explain_en: "Such as 31/02/2025.",
};

/// A deadline with an impossible date in it.
pub static DEADLINE_IMPOSSIBLE: Fault = Fault {
    code: "deadline-impossible",
    severity: Severity::Error,
    vi: "thời hạn “{found}” có ngày, tháng hoặc quý không thể có: {part}; hãy sửa lại",
    en: "the deadline “{found}” has an impossible date: {part}; correct it",
    explain_vi: "Ví dụ 31/02/2025, tháng 13, quý V, hoặc năm cuối trước năm đầu.",
    explain_en: "Such as 31/02/2025, month 13, quarter V, or an end before its start.",
};

/// A name that is nearly a known one.
pub static AGENCY_NEAR: Fault = Fault {
    code: "agency-near",
    severity: Severity::Error,
    vi: "không có cơ quan “{found}” trong danh bạ",
    en: "“{found}” is not in the directory",
    explain_vi: "Tên gần giống một cơ quan trong danh bạ: thường là gõ thiếu, gõ sai dấu. Sửa theo \
                 gợi ý; nếu đó đúng là cơ quan khác, khai báo ở trang “Cơ quan” hoặc khóa \
                 `agencies`.",
    explain_en: "The name is nearly a known one, so it is likely misspelt. Correct it, or declare \
                 it in the sheet “Cơ quan” or under `agencies` if it is another body.",
};

/// A name far from all known ones.
pub static AGENCY_UNKNOWN: Fault = Fault {
    code: "agency-unknown",
    severity: Severity::Warning,
    vi: "cơ quan “{found}” chưa có trong danh bạ ({count} chỗ); vẫn in nguyên văn. Nếu tên đúng, \
         khai báo ở trang “Cơ quan”",
    en: "“{found}” is not in the directory ({count} places); it is printed as written. Declare it \
         in the sheet “Cơ quan” if it is right",
    explain_vi: "Danh bạ không có tên nào gần giống. Với --strict đây là lỗi.",
    explain_en: "No known name is near. With --strict this is an error.",
};

/// A commune whose name several of the province bear.
pub static COMMUNE_UNCLEAR: Fault = Fault {
    code: "commune-unclear",
    severity: Severity::Warning,
    vi: "trong tỉnh có nhiều nơi tên “{found}”; ghi thêm huyện để biết là nơi nào",
    en: "several communes of the province are named “{found}”; add the district to tell which",
    explain_vi: "Trước 01/7/2025 nhiều xã trong một tỉnh trùng tên, ví dụ ba xã Tân Thành. Ghi đủ “xã \
                 Tân Thành, huyện …”; khi chưa ghi, tên được in nguyên văn và có bản trích riêng.",
    explain_en: "Before 01/7/2025 communes of one province could share a name. Write “xã Tân Thành, \
                 huyện …”; until then the name prints as written, with an extract of its own.",
};

/// A commune that the document's province does not have.
pub static COMMUNE_ELSEWHERE: Fault = Fault {
    code: "commune-elsewhere",
    severity: Severity::Warning,
    vi: "“{found}” không thuộc tỉnh ban hành văn bản; nơi có tên này: {provinces}. Kiểm tra tên xã, phường",
    en: "“{found}” is not in the document's province but in {provinces}; check the name",
    explain_vi: "Xã, phường được tra theo tỉnh ban hành, trước và sau khi sắp xếp ngày 01/7/2025. Nếu \
                 đúng là nơi của tỉnh khác, khai báo ở trang “Cơ quan”.",
    explain_en: "Communes are looked up in the document's own province, before and after 01/7/2025. If \
                 one of another province is meant, declare it in the sheet “Cơ quan”.",
};

/// A collective phrase that nobody declared.
pub static COLLECTIVE_UNKNOWN: Fault = Fault {
    code: "collective-unknown",
    severity: Severity::Warning,
    vi: "cụm từ “{found}” chưa khai báo thành viên ({count} chỗ); in nguyên văn, không đánh dấu cho \
         cơ quan nào",
    en: "the phrase “{found}” has no declared members ({count} places); it prints, but marks nobody",
    explain_vi: "Khai báo thành viên ở trang “Cơ quan” (loại “Cụm chỉ chung”) hoặc khóa \
                 `collectives` để cụm từ được mở ra trong ma trận và bản trích.",
    explain_en: "Declare its members in the sheet “Cơ quan” (kind “Cụm chỉ chung”) or under \
                 `collectives` to have it expand in the matrix and the extracts.",
};

/// Words where a body is expected that name none. Where nobody else leads, this is an error.
pub static NAME_MISSING: Fault = Fault {
    code: "name-missing",
    severity: Severity::Warning,
    vi: "“{found}” không phải tên cơ quan, không giao được cho ai; hãy ghi tên cơ quan, phần còn lại \
         ghi ở cột “Ghi chú”",
    en: "“{found}” is not the name of a body, so nobody is given the task; name the body, and put the \
         rest into the notes",
    explain_vi: "Ô cơ quan chỉ ghi tên: một câu, một ngày hoặc lời dẫn chiếu (“Theo phân công tại …”) \
                 không trở thành cơ quan. Nếu ô cơ quan chủ trì không còn tên nào, đây là lỗi.",
    explain_en: "A cell of bodies holds names: a sentence, a date or a reference does not become a \
                 body. In a cell of leads that then has no name this is an error.",
};

/// Words that bound what a body does.
pub static SCOPE_NOTED: Fault = Fault {
    code: "scope-noted",
    severity: Severity::Note,
    vi: "“{found}” là phạm vi thực hiện, không phải tên cơ quan; đã chuyển sang ghi chú của nhiệm vụ. \
         Muốn in ở chỗ khác thì sửa tại ô này",
    en: "“{found}” bounds what the body does and is no part of its name; it is now among the notes of \
         the task. Change the cell to print it elsewhere",
    explain_vi: "“Theo lĩnh vực phụ trách”, “trong phạm vi chức năng, nhiệm vụ” đi cùng tên cơ quan \
                 không làm thành một cơ quan khác; ma trận và bản trích chỉ đúng khi tách ra.",
    explain_en: "Such words beside a name do not make another body of it; the matrix and the extracts \
                 are right only without them.",
};

/// A declaration without a name.
pub static AGENCY_UNNAMED: Fault = Fault {
    code: "agency-unnamed",
    severity: Severity::Error,
    vi: "khai báo cơ quan thứ {found} của nguồn chưa có tên; hãy ghi tên",
    en: "declaration number {found} of the source's agencies has no name; give it",
    explain_vi: "Mỗi cơ quan hoặc cụm từ khai báo thêm phải có tên.",
    explain_en: "Every agency or collective that a source declares needs a name.",
};

/// A member of a collective that nobody knows.
pub static MEMBER_UNKNOWN: Fault = Fault {
    code: "member-unknown",
    severity: Severity::Error,
    vi: "không rõ thành viên “{found}” của cụm từ “{collective}”",
    en: "member “{found}” of “{collective}” is not known",
    explain_vi: "Thành viên ghi bằng mã hoặc tên của cơ quan có trong danh bạ hay trong nguồn.",
    explain_en: "Members are ids or names of agencies in the directory or the source.",
};
