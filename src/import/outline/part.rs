//! What a part of a plan is for, by its heading: purposes, goals, tasks, how it is carried out.
//!
//! Invariant: a heading that says nothing known leaves the part as the one around it.

use crate::text::key;

/// What a part is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Mục đích, yêu cầu, quan điểm, căn cứ.
    Purpose,
    /// Mục tiêu, chỉ tiêu.
    Goals,
    /// Thực trạng, kết quả đã đạt được.
    Background,
    /// Nhiệm vụ, giải pháp, nội dung, phân công.
    Tasks,
    /// Tổ chức thực hiện, kinh phí, chế độ báo cáo.
    Implementation,
    /// Chương trình của một buổi lễ, hội nghị: what happens there, and nobody's work.
    Programme,
}

/// Words that a heading begins with, as keys; the first that fits counts.
const BEGINNINGS: &[(&str, Part)] = &[
    ("đánh giá tình hình", Part::Background),
    ("đánh giá thực trạng", Part::Background),
    ("đánh giá kết quả", Part::Background),
    ("đánh giá chung", Part::Background),
    ("đánh giá việc", Part::Background),
    ("đánh giá công tác", Part::Background),
    ("đặc điểm", Part::Background),
    ("thực trạng", Part::Background),
    ("tình hình", Part::Background),
    ("khái quát", Part::Background),
    ("bối cảnh", Part::Background),
    ("kết quả thực hiện", Part::Background),
    ("kết quả đạt được", Part::Background),
    ("những kết quả", Part::Background),
    ("tồn tại", Part::Background),
    ("khó khăn", Part::Background),
    ("ý kiến thảo luận", Part::Background),
    ("diễn biến", Part::Background),
    ("nội dung báo cáo", Part::Background),
    ("báo cáo tình hình", Part::Background),
    ("tình hình thực hiện", Part::Background),
    ("ý kiến tham gia", Part::Background),
    ("ý kiến phát biểu", Part::Background),
    ("thảo luận", Part::Background),
    ("thành phần", Part::Background),
    ("chủ đề", Part::Purpose),
    ("thuận lợi", Part::Background),
    ("nhận xét", Part::Background),
    ("kết quả biểu quyết", Part::Background),
    ("dự báo", Part::Background),
    ("tổ chức thực hiện", Part::Implementation),
    ("tổ chức triển khai", Part::Implementation),
    ("công tác tổ chức thực hiện", Part::Implementation),
    ("điều khoản thi hành", Part::Implementation),
    ("hiệu lực thi hành", Part::Implementation),
    ("kinh phí", Part::Implementation),
    ("nguồn kinh phí", Part::Implementation),
    ("nguồn lực thực hiện", Part::Implementation),
    ("nguồn vốn", Part::Implementation),
    ("dự toán kinh phí", Part::Implementation),
    ("chế độ báo cáo", Part::Implementation),
    ("chế độ thông tin", Part::Implementation),
    ("thông tin báo cáo", Part::Implementation),
    ("kiểm tra giám sát", Part::Implementation),
    ("kiểm tra đôn đốc", Part::Implementation),
    ("theo dõi đánh giá", Part::Implementation),
    ("thời gian thực hiện", Part::Implementation),
    ("thời gian địa điểm", Part::Implementation),
    ("tiến độ thực hiện", Part::Implementation),
    ("thi đua khen thưởng", Part::Implementation),
    ("khen thưởng kỷ luật", Part::Implementation),
];

/// Words that a heading of tasks holds.
const OF_TASKS: &[&str] = &[
    "nhiệm vụ",
    "giải pháp",
    "nội dung",
    "phân công",
    "công việc",
    "biện pháp",
    "hoạt động",
    "trách nhiệm của",
    "lộ trình",
    "chương trình công tác",
    "tập trung chỉ đạo",
    "việc cần làm",
];

/// Words that a heading without tasks begins with.
const OTHERWISE: &[(&str, Part)] = &[
    ("mục đích", Part::Purpose),
    ("yêu cầu", Part::Purpose),
    ("quan điểm", Part::Purpose),
    ("căn cứ", Part::Purpose),
    ("cơ sở pháp lý", Part::Purpose),
    ("cơ sở thực tiễn", Part::Purpose),
    ("cơ sở xây dựng", Part::Purpose),
    ("cơ sở ban hành", Part::Purpose),
    ("cơ sở chính trị", Part::Purpose),
    ("cơ sở lý luận", Part::Purpose),
    ("cơ sở khoa học", Part::Purpose),
    ("sự cần thiết", Part::Purpose),
    ("phạm vi", Part::Purpose),
    ("đối tượng", Part::Purpose),
    ("nguyên tắc", Part::Purpose),
    ("quy định chung", Part::Purpose),
    ("những vấn đề chung", Part::Purpose),
    ("phương châm", Part::Purpose),
    ("mục tiêu", Part::Goals),
    ("chỉ tiêu", Part::Goals),
    ("các chỉ tiêu", Part::Goals),
    ("một số chỉ tiêu", Part::Goals),
    ("các mục tiêu", Part::Goals),
    ("tầm nhìn", Part::Goals),
    ("phương hướng", Part::Goals),
];

/// Of [`BEGINNINGS`] those that inside a part are the subject of tasks: "5. Kiểm tra, giám sát".
const SUBJECTS: &[&str] = &[
    "kiểm tra giám sát",
    "kiểm tra đôn đốc",
    "theo dõi đánh giá",
    "thi đua khen thưởng",
    "khen thưởng kỷ luật",
    "thông tin báo cáo",
    "dự báo",
    "nguồn vốn",
    "tổ chức triển khai",
    "khó khăn",
];

/// Words of a heading below the parts: a longer one is the subject of tasks.
const LONGEST_INNER: usize = 9;

/// Whether a heading stands over the programme of an event: "Phần lễ", "Chương trình hội nghị".
fn is_programme(folded: &str) -> bool {
    const WHOLE: &[&str] = &[
        "chương trình",
        "chương trình chi tiết",
        "chương trình dự kiến",
        "kịch bản",
        "tiến trình",
        "phần lễ",
        "phần hội",
    ];
    const BEGINNINGS: &[&str] = &[
        "phần lễ",
        "phần hội",
        "phần nghi thức",
        "chương trình buổi",
        "chương trình lễ",
        "chương trình hội nghị",
        "chương trình hội thảo",
        "chương trình khai mạc",
        "chương trình tổ chức",
        "chương trình văn nghệ",
        "trình tự buổi",
        "kịch bản",
        "tiến trình buổi",
        "diễn biến buổi",
        "chương trình làm việc",
        "chương trình đại hội",
    ];
    let of_event = ["khai mạc", "bế mạc", "buổi lễ", "lễ kỷ niệm", "lễ phát động"];
    let is_dated = begins(folded, "dự kiến chương trình")
        || begins(folded, "chương trình") && of_event.iter().any(|words| folded.contains(words));
    is_dated || WHOLE.contains(&folded) || BEGINNINGS.iter().any(|words| begins(folded, words))
}

/// What the heading of a part is for.
pub fn of_heading(title: &str) -> Option<Part> {
    let folded = key(title);
    if is_programme(&folded) {
        return Some(Part::Programme);
    }
    if let Some(part) = beginning(BEGINNINGS, &folded) {
        return Some(part);
    }
    if OF_TASKS.iter().any(|words| holds(&folded, words)) {
        return Some(Part::Tasks);
    }
    beginning(OTHERWISE, &folded)
}

/// What a numbered heading inside a part is for, where it is for something else than the part:
/// "1. Mục tiêu" and "2. Nhiệm vụ" of "II. NỘI DUNG".
pub fn of_inner_heading(title: &str) -> Option<Part> {
    let title = title.split(" (").next().unwrap_or(title).trim_end_matches([':', '.', ' ']);
    let folded = key(title);
    let is_title = folded.split(' ').count() <= LONGEST_INNER && !title.contains(['.', ';']);
    if !is_title {
        return None;
    }
    if is_programme(&folded) {
        return Some(Part::Programme);
    }
    // "Mục tiêu quốc gia" is the name of programmes.
    if folded.contains("mục tiêu quốc gia") {
        return None;
    }
    let is_subject = SUBJECTS.iter().any(|words| begins(&folded, words));
    beginning(BEGINNINGS, &folded)
        .filter(|_| !is_subject)
        .or_else(|| {
            let of_tasks =
                ["nhiệm vụ", "giải pháp", "nội dung thực hiện", "các nhiệm vụ", "phân công"];
            // "5. Kết luận của chủ tọa và phân công"
            let concludes = begins(&folded, "kết luận") && !begins(&folded, "kết luận số");
            let is_of_tasks = concludes || of_tasks.iter().any(|words| begins(&folded, words));
            is_of_tasks.then_some(Part::Tasks)
        })
        .or_else(|| beginning(OTHERWISE, &folded).filter(|_| !folded.contains("nhiệm vụ")))
}

fn beginning(rules: &[(&str, Part)], folded: &str) -> Option<Part> {
    rules.iter().find(|(words, _)| begins(folded, words)).map(|(_, part)| *part)
}

fn begins(folded: &str, words: &str) -> bool {
    folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn holds(folded: &str, words: &str) -> bool {
    format!(" {folded} ").contains(&format!(" {words} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_a_part_is_for() {
        for (title, part) in [
            ("MỤC ĐÍCH, YÊU CẦU", Some(Part::Purpose)),
            ("MỤC TIÊU", Some(Part::Goals)),
            ("QUAN ĐIỂM, MỤC TIÊU", Some(Part::Purpose)),
            ("NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", Some(Part::Tasks)),
            ("MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP", Some(Part::Tasks)),
            ("NỘI DUNG CHƯƠNG TRÌNH", Some(Part::Tasks)),
            ("PHÂN CÔNG NHIỆM VỤ", Some(Part::Tasks)),
            ("TỔ CHỨC THỰC HIỆN", Some(Part::Implementation)),
            ("TỔ CHỨC THỰC HIỆN NHIỆM VỤ", Some(Part::Implementation)),
            ("KINH PHÍ THỰC HIỆN", Some(Part::Implementation)),
            ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025", Some(Part::Background)),
            ("LĨNH VỰC NÔNG NGHIỆP", None),
        ] {
            assert_eq!(of_heading(title), part, "{title}");
        }
    }

    #[test]
    fn inner_headings_change_the_part_only_when_they_say_so() {
        for (title, part) in [
            ("Mục tiêu cụ thể:", Some(Part::Goals)),
            ("Nhiệm vụ trọng tâm", Some(Part::Tasks)),
            ("Tổ chức thực hiện", Some(Part::Implementation)),
            ("Chương trình mục tiêu quốc gia xây dựng nông thôn mới", None),
            ("Mục tiêu quốc gia giảm nghèo", None),
            ("Yêu cầu các cơ quan, đơn vị rà soát, báo cáo kết quả về Sở Nội vụ để tổng hợp", None),
            ("Đổi mới tư duy", None),
        ] {
            assert_eq!(of_inner_heading(title), part, "{title}");
        }
    }
}
