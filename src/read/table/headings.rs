//! The words that offices put over a column or beside a value, and the fields they mean.
//!
//! Invariant: all matching goes through the comparison key of `text`, so that case, tone
//! placement and punctuation do not matter.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::{DocumentField, Field};
use crate::text::key;

/// Headings of a task table, in whole.
const TASK_HEADINGS: &[(Field, &[&str])] = &[
    (Field::Number, &["TT", "STT", "Số TT", "Số thứ tự", "Thứ tự", "No"]),
    (
        Field::Content,
        &[
            "Nội dung",
            "Nội dung nhiệm vụ",
            "Nội dung công việc",
            "Tên nhiệm vụ",
            "Nhiệm vụ",
            "Nhiệm vụ, giải pháp",
            "Nhiệm vụ, công việc",
            "Nhiệm vụ cụ thể",
            "Nhiệm vụ chủ yếu",
            "Công việc",
            "Hoạt động",
            "Nội dung, nhiệm vụ",
            "Nội dung thực hiện",
            "Tên đề án/nhiệm vụ",
            "Tên văn bản",
            "Tên công việc",
            "Nội dung đề án",
            "Việc cần làm",
            "Tên đề án, báo cáo",
            "Tên đề án, nhiệm vụ",
            "Đề án",
            "Danh mục nhiệm vụ",
        ],
    ),
    (
        Field::Lead,
        &[
            "Chủ trì",
            "Cơ quan thực hiện",
            "Đơn vị thực hiện",
            "Cơ quan chủ trì soạn thảo",
            "Đơn vị thực hiện chính",
            "Cơ quan thực hiện chính",
            "Phụ trách chính",
            "Đơn vị chịu trách nhiệm",
            "Cơ quan chịu trách nhiệm",
            "Đơn vị chịu trách nhiệm chính",
            "Cơ quan tham mưu",
            "Đơn vị tham mưu",
            "Cơ quan soạn thảo",
            "Đơn vị soạn thảo",
            "Cơ quan, đơn vị soạn thảo",
            "CQ chủ trì",
            "Phòng/ban phụ trách",
            "Phòng, ban phụ trách",
        ],
    ),
    (Field::Support, &["Phối hợp", "Tham gia", "Đơn vị tham gia", "Cơ quan tham gia"]),
    (Field::Start, &["Thời gian bắt đầu", "Bắt đầu", "Ngày bắt đầu"]),
    (
        Field::Deadline,
        &[
            "Thời gian",
            "Thời hạn",
            "Tiến độ",
            "Hạn",
            "Thời gian thực hiện",
            "Thời hạn hoàn thành",
            "Thời gian hoàn thành",
            "Thời hạn thực hiện",
            "Tiến độ thực hiện",
            "Hạn hoàn thành",
            "Hoàn thành trước ngày",
            "Hoàn thành trước",
            "Ngày hoàn thành",
            "Thời điểm hoàn thành",
            "T/g hoàn thành",
            "T/g thực hiện",
            "T/g",
            "Lộ trình",
            "Lộ trình thực hiện",
            "Mốc thời gian",
            "Hoàn thành",
            "Tiến độ hoàn thành",
            "Thời gian trình",
            "Kết thúc",
            "Thời gian kết thúc",
        ],
    ),
    (
        Field::Product,
        &[
            "Sản phẩm",
            "Kết quả",
            "Kết quả cần đạt",
            "Kết quả, sản phẩm",
            "Sản phẩm, kết quả",
            "Kết quả/Sản phẩm",
            "Sản phẩm đầu ra",
            "Kết quả đầu ra",
            "Sản phẩm dự kiến",
            "Dự kiến sản phẩm",
            "Kết quả dự kiến",
            "SP",
            "Kết quả/ sản phẩm dự kiến",
        ],
    ),
    (
        Field::Approver,
        &["Cấp trình", "Cấp phê duyệt", "Cấp ban hành", "Cơ quan ban hành", "Cấp trình, ban hành"],
    ),
    (Field::Form, &["Hình thức văn bản", "Loại văn bản"]),
    (Field::Target, &["Chỉ tiêu liên quan", "Chỉ tiêu", "Mục tiêu"]),
    (Field::Appraiser, &["Cơ quan thẩm định", "Đơn vị thẩm định"]),
    (
        Field::Leader,
        &["Lãnh đạo phụ trách", "Lãnh đạo chỉ đạo", "Lãnh đạo UBND phụ trách", "Người chỉ đạo"],
    ),
    (Field::SubmitUbnd, &["Thời gian trình UBND tỉnh", "UBND tỉnh", "Trình UBND tỉnh"]),
    (
        Field::SubmitBtv,
        &[
            "Thời gian trình BTV Tỉnh ủy",
            "Thời gian trình Ban Thường vụ Tỉnh ủy",
            "BTV Tỉnh ủy",
            "Ban Thường vụ Tỉnh ủy",
        ],
    ),
    (Field::SubmitHdnd, &["Thời gian trình HĐND tỉnh", "HĐND tỉnh", "Trình HĐND tỉnh"]),
    (Field::Basis, &["Căn cứ", "Căn cứ pháp lý", "Văn bản căn cứ"]),
    (Field::Notes, &["Ghi chú", "Chú thích"]),
    (Field::DraftReason, &["Lý do", "Lý do đề xuất", "Giải trình", "Lý do (chỉ có ở bản dự thảo)"]),
    (Field::Joint, &["Đồng chủ trì"]),
];

/// Headings of who does the work, where no other column says who leads.
const LONE_HEADINGS: &[&str] = &[
    "Cơ quan",
    "Đơn vị",
    "Cơ quan, đơn vị",
    "Đơn vị, cá nhân",
    "Phân công",
    "Phân công thực hiện",
    "Phân công nhiệm vụ",
    "Cơ quan, đơn vị thực hiện",
    "Đơn vị phụ trách",
    "Cơ quan phụ trách",
    "Phụ trách",
    "Trách nhiệm",
    "Trách nhiệm thực hiện",
    "Người thực hiện",
    "Người phụ trách",
    "Người, đơn vị thực hiện",
    "Bộ phận thực hiện",
    "Đơn vị được giao",
    "Cơ quan được giao",
    "Đầu mối",
    "Đơn vị đầu mối",
];

/// Headings known by a part of them, tried in this order after the whole ones.
const TASK_HEADING_PARTS: &[(&str, Field)] = &[
    ("chủ trì phối hợp", Field::Lead),
    ("đồng chủ trì", Field::Joint),
    ("thẩm định", Field::Appraiser),
    ("phối hợp", Field::Support),
    ("chủ trì", Field::Lead),
    ("bắt đầu", Field::Start),
    ("thời gian", Field::Deadline),
    ("thời hạn", Field::Deadline),
    ("tiến độ", Field::Deadline),
    ("sản phẩm", Field::Product),
    ("nội dung", Field::Content),
    ("tên nhiệm vụ", Field::Content),
    ("ghi chú", Field::Notes),
    ("kết quả", Field::Product),
    ("hạn hoàn thành", Field::Deadline),
    ("hạn xử lý", Field::Deadline),
    ("nhiệm vụ", Field::Content),
    ("công việc", Field::Content),
];

/// Words of headings that group tasks or count money, and so are none of the fields that their
/// other words suggest.
const OTHER_HEADINGS: &[&str] = &[
    "nhóm",
    "lĩnh vực",
    "kinh phí",
    "nguồn",
    "mã",
    "loại",
    "số lượng",
    "tình hình",
    "đánh giá",
    "ý kiến",
];

/// Keys of the sheet "Văn bản".
const DOCUMENT_KEYS: &[(DocumentKey, &[&str])] = &[
    (one(DocumentField::Kind), &["Loại văn bản", "Tên loại văn bản"]),
    (one(DocumentField::Number), &["Số ký hiệu", "Số, ký hiệu", "Số văn bản", "Số"]),
    (one(DocumentField::Date), &["Ngày ban hành", "Ngày, tháng, năm", "Ngày"]),
    (one(DocumentField::Year), &["Năm", "Năm ban hành"]),
    (one(DocumentField::Issuer), &["Cơ quan ban hành"]),
    (one(DocumentField::ParentIssuer), &["Cơ quan chủ quản"]),
    (one(DocumentField::Place), &["Địa danh"]),
    (one(DocumentField::Title), &["Tiêu đề", "Trích yếu", "Tên danh mục"]),
    (one(DocumentField::ParentKind), &["Văn bản gốc: loại", "Kèm theo: loại"]),
    (one(DocumentField::ParentNumber), &["Văn bản gốc: số", "Kèm theo: số"]),
    (one(DocumentField::ParentDate), &["Văn bản gốc: ngày", "Kèm theo: ngày"]),
    (one(DocumentField::ParentYear), &["Văn bản gốc: năm", "Kèm theo: năm"]),
    (one(DocumentField::ParentDocumentIssuer), &["Văn bản gốc: cơ quan", "Kèm theo: cơ quan"]),
    (one(DocumentField::Mode), &["Chế độ", "Bản"]),
    (one(DocumentField::Style), &["Mẫu trình bày", "Mẫu"]),
    (one(DocumentField::Columns), &["Mẫu cột", "Các cột"]),
    (one(DocumentField::Numbering), &["Đánh số", "Cách đánh số"]),
    (one(DocumentField::NumberRow), &["Dòng số cột"]),
    (one(DocumentField::Annex), &["Phụ lục số", "Số thứ tự phụ lục"]),
    (one(DocumentField::Notes), &["Ghi chú dưới bảng", "Ghi chú"]),
    (DocumentKey::Basis, &["Căn cứ"]),
    (DocumentKey::Recipient, &["Nơi nhận"]),
    (DocumentKey::Legend, &["Dấu trong ma trận", "Ký hiệu", "Chú giải"]),
];

const fn one(field: DocumentField) -> DocumentKey {
    DocumentKey::One(field)
}

/// What a key of the sheet "Văn bản" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKey {
    /// A field with one value.
    One(DocumentField),
    /// Căn cứ: a row each.
    Basis,
    /// Nơi nhận: a row each, copies in the third column.
    Recipient,
    /// What the marks of a matrix mean.
    Legend,
}

/// A column of the sheet "Cơ quan".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgencyColumn {
    /// Tên.
    Name,
    /// Viết tắt.
    Short,
    /// Loại; "Cụm chỉ chung" makes the row a collective.
    Kind,
    /// Tên gọi khác.
    Aliases,
    /// Mã.
    Id,
    /// Thành viên, of a collective.
    Members,
    /// Thành viên theo loại, of a collective.
    Kinds,
    /// Hoạt động từ: the first day it exists.
    From,
    /// Không còn từ: the day it ceased.
    Until,
    /// Cơ quan kế thừa, by id.
    Successors,
}

/// Headings of the list of findings that `check --annotate` puts before a clerk's own sheets:
/// no material when the clerk mends those and hands the workbook in.
pub const FINDINGS_HEADINGS: [&str; 7] =
    ["STT", "Mức", "Trang tính", "Ô", "Nội dung lỗi", "Gợi ý", "Mã"];

/// Headings of the columns that say where a row of a plan in sentences was taken from: they are for
/// the clerk's eyes, and no material.
pub const TRACE_HEADINGS: [&str; 3] = ["Chỗ trong văn bản", "Nguyên văn", "Mức chắc chắn"];

/// Headings of the sheet of lines that `import` passed over.
pub const PASSED_HEADINGS: [&str; 3] =
    ["Chỗ trong văn bản", "Dòng trong văn bản", "Lý do chưa nhận"];

/// Whether a heading is one of [`TRACE_HEADINGS`].
pub fn is_trace(words: &str) -> bool {
    TRACE_HEADINGS.iter().any(|heading| key(heading) == key(words))
}

const AGENCY_HEADINGS: &[(AgencyColumn, &[&str])] = &[
    (AgencyColumn::Name, &["Tên", "Tên cơ quan", "Tên đơn vị", "Cơ quan", "Cơ quan, đơn vị"]),
    (AgencyColumn::Short, &["Viết tắt", "Tên viết tắt", "Tên tắt"]),
    (AgencyColumn::Kind, &["Loại", "Loại cơ quan"]),
    (AgencyColumn::Aliases, &["Tên gọi khác", "Tên khác"]),
    (AgencyColumn::Id, &["Mã", "Mã cơ quan"]),
    (AgencyColumn::Members, &["Thành viên", "Gồm"]),
    (AgencyColumn::Kinds, &["Thành viên theo loại"]),
    (AgencyColumn::From, &["Hoạt động từ", "Ngày thành lập"]),
    (AgencyColumn::Until, &["Không còn từ", "Ngày giải thể"]),
    (AgencyColumn::Successors, &["Cơ quan kế thừa"]),
];

fn index<T: Copy>(table: &[(T, &[&str])]) -> HashMap<String, T> {
    let pairs = table.iter().flat_map(|(field, names)| names.iter().map(|name| (*name, *field)));
    pairs.map(|(name, field)| (key(name), field)).collect()
}

/// The field of a heading that is known as a whole.
pub fn whole_heading(text: &str) -> Option<Field> {
    static WHOLE: LazyLock<HashMap<String, Field>> = LazyLock::new(|| index(TASK_HEADINGS));
    WHOLE.get(&key(text)).copied()
}

/// The field of a task-table heading. What stands in brackets is set aside when the whole is
/// not known: "Thời gian hoàn thành (tháng/năm)".
pub fn task_heading(text: &str) -> Option<Field> {
    static PARTS: LazyLock<Vec<(String, Field)>> = LazyLock::new(|| {
        TASK_HEADING_PARTS.iter().map(|(part, field)| (key(part), *field)).collect()
    });
    // A heading is short; a sentence that mentions "chủ trì" is none.
    const LONGEST_HEADING: usize = 60;
    let folded = key(text.split('(').next().unwrap_or_default());
    if folded.is_empty() || folded.chars().count() > LONGEST_HEADING {
        return None;
    }
    let before_bracket = || whole_heading(text.split('(').next().unwrap_or_default());
    if let Some(field) = whole_heading(text).or_else(before_bracket) {
        return Some(field);
    }
    let begins = |word: &&str| folded.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    if OTHER_HEADINGS.iter().any(begins) {
        return None;
    }
    PARTS.iter().find(|(part, _)| folded.contains(part.as_str())).map(|(_, field)| *field)
}

/// The role that a heading over several bodies gives them; none where it names both or neither.
pub fn role_heading(text: &str) -> Option<Field> {
    let folded = key(text);
    match (folded.contains("chủ trì"), folded.contains("phối hợp")) {
        (true, false) => Some(Field::Lead),
        (false, true) => Some(Field::Support),
        _ => None,
    }
}

/// Whether a heading means who does the work, where no other column says who leads.
pub fn lone_heading(text: &str) -> bool {
    static WHOLE: LazyLock<HashSet<String>> =
        LazyLock::new(|| LONE_HEADINGS.iter().map(|name| key(name)).collect());
    WHOLE.contains(&key(text))
}

/// What a key of the sheet "Văn bản" means.
pub fn document_key(text: &str) -> Option<DocumentKey> {
    static WHOLE: LazyLock<HashMap<String, DocumentKey>> = LazyLock::new(|| index(DOCUMENT_KEYS));
    WHOLE.get(&key(text)).copied()
}

/// The Vietnamese keys of the sheet "Văn bản", for suggestions and for the blank workbook.
pub fn document_key_names() -> impl Iterator<Item = &'static str> {
    document_keys().map(|(_, name)| name)
}

/// What can stand on the sheet "Văn bản" and its Vietnamese key, in the order of the sheet.
pub fn document_keys() -> impl Iterator<Item = (DocumentKey, &'static str)> {
    DOCUMENT_KEYS.iter().filter_map(|(key, names)| Some((*key, *names.first()?)))
}

/// The column of a heading of the sheet "Cơ quan".
pub fn agency_heading(text: &str) -> Option<AgencyColumn> {
    static WHOLE: LazyLock<HashMap<String, AgencyColumn>> =
        LazyLock::new(|| index(AGENCY_HEADINGS));
    WHOLE.get(&key(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_real_annexes_are_understood() {
        let cases = [
            ("STT", Some(Field::Number)),
            ("NỘI DUNG NHIỆM VỤ", Some(Field::Content)),
            ("Nhiệm vụ, giải pháp", Some(Field::Content)),
            ("Cơ quan, đơn vị chủ trì thực hiện", Some(Field::Lead)),
            ("Đơn vị\nphối hợp", Some(Field::Support)),
            ("Thời gian hoàn thành (tháng/năm)", Some(Field::Deadline)),
            ("Thời gian bắt đầu", Some(Field::Start)),
            ("Kết quả, sản phẩm", Some(Field::Product)),
            ("Thời gian trình HĐND tỉnh", Some(Field::SubmitHdnd)),
            ("Phân công thực hiện", None),
            ("Kinh phí", None),
        ];
        for (heading, field) in cases {
            assert_eq!(task_heading(heading), field, "{heading}");
        }
    }

    #[test]
    fn document_keys_fold() {
        let kind = Some(DocumentKey::One(DocumentField::ParentKind));
        assert_eq!(document_key("VĂN BẢN GỐC - loại"), kind);
        assert_eq!(document_key("Nơi nhận:"), Some(DocumentKey::Recipient));
    }
}
