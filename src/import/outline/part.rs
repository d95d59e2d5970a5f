//! What a part of a plan is for, by its heading: purposes, goals, tasks, how it is carried out.
//!
//! Invariant: a heading that says nothing known leaves the part as the one around it.

use crate::text::key;
use crate::vocabulary::{
    PART_BACKGROUND, PART_GOALS, PART_IMPLEMENTATION, PART_MEANS, PART_PROGRAMME,
    PART_PROGRAMME_EVENTS, PART_PROGRAMME_WHOLE, PART_PURPOSE, PART_SUBJECTS, PART_TASKS,
    PART_TASKS_INNER, Phrases,
};

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
    /// Tổ chức thực hiện, chế độ báo cáo.
    Implementation,
    /// Kinh phí, thời gian, địa điểm, thành phần: with what and when, and nobody's work.
    Means,
    /// Chương trình của một buổi lễ, hội nghị: what happens there, and nobody's work.
    Programme,
}

/// Words of a heading below the parts: a longer one is the subject of tasks.
const LONGEST_INNER: usize = 9;

/// A title in the form in which it is held against lists.
struct Title {
    folded: String,
    /// Whether it was written without marks: "MUC TIEU".
    is_unmarked: bool,
}

impl Title {
    fn new(title: &str) -> Title {
        Title { folded: key(title), is_unmarked: title.is_ascii() }
    }

    fn begins(&self, list: &Phrases) -> bool {
        list.begin(&self.folded) || self.is_unmarked && list.begin_unmarked(&self.folded)
    }

    fn holds(&self, list: &Phrases) -> bool {
        let starts = self.folded.match_indices(' ').map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).any(|at| {
            let rest = self.folded.get(at..).unwrap_or_default();
            list.begin(rest) || self.is_unmarked && list.begin_unmarked(rest)
        })
    }

    /// The first part among whose beginnings the title is.
    fn among(&self, lists: &[(&Phrases, Part)]) -> Option<Part> {
        lists.iter().find(|(list, _)| self.begins(list)).map(|(_, part)| *part)
    }

    /// What a part is for that holds no tasks whatever else its title says.
    fn sure(&self) -> Option<Part> {
        self.among(&[
            (&PART_BACKGROUND, Part::Background),
            (&PART_IMPLEMENTATION, Part::Implementation),
            (&PART_MEANS, Part::Means),
        ])
    }

    /// What a part is for whose title says nothing of tasks.
    fn otherwise(&self) -> Option<Part> {
        self.among(&[(&PART_PURPOSE, Part::Purpose), (&PART_GOALS, Part::Goals)])
    }

    /// Whether a heading stands over the programme of an event: "Phần lễ", "Chương trình hội nghị".
    fn is_programme(&self) -> bool {
        let is_dated =
            self.folded.starts_with("chương trình ") && self.holds(&PART_PROGRAMME_EVENTS);
        is_dated || PART_PROGRAMME_WHOLE.has(&self.folded) || self.begins(&PART_PROGRAMME)
    }
}

/// What the heading of a part is for.
pub fn of_heading(title: &str) -> Option<Part> {
    let title = Title::new(title);
    if title.is_programme() {
        return Some(Part::Programme);
    }
    if let Some(part) = title.sure() {
        return Some(part);
    }
    if title.holds(&PART_TASKS) {
        return Some(Part::Tasks);
    }
    title.otherwise()
}

/// What a numbered heading inside a part is for, where it is for something else than the part:
/// "1. Mục tiêu" and "2. Nhiệm vụ" of "II. NỘI DUNG".
pub fn of_inner_heading(title: &str) -> Option<Part> {
    let text = title.split(" (").next().unwrap_or(title).trim_end_matches([':', '.', ' ']);
    let title = Title::new(text);
    let is_title = title.folded.split(' ').count() <= LONGEST_INNER && !text.contains(['.', ';']);
    if !is_title {
        return None;
    }
    if title.is_programme() {
        return Some(Part::Programme);
    }
    // "Mục tiêu quốc gia" is the name of programmes.
    if title.folded.contains("mục tiêu quốc gia") {
        return None;
    }
    let is_subject = title.begins(&PART_SUBJECTS);
    title
        .sure()
        .filter(|_| !is_subject)
        // "Kết luận số 15" is a document.
        .or_else(|| {
            let is_of_tasks =
                title.begins(&PART_TASKS_INNER) && !title.folded.starts_with("kết luận số");
            is_of_tasks.then_some(Part::Tasks)
        })
        .or_else(|| title.otherwise().filter(|_| !title.folded.contains("nhiệm vụ")))
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
            ("KINH PHÍ THỰC HIỆN", Some(Part::Means)),
            ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025", Some(Part::Background)),
            ("LĨNH VỰC NÔNG NGHIỆP", None),
            ("THOI GIAN, DIA DIEM", Some(Part::Means)),
            ("NHIEM VU CU THE", Some(Part::Tasks)),
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
            ("Kết luận của chủ tọa và phân công", Some(Part::Tasks)),
        ] {
            assert_eq!(of_inner_heading(title), part, "{title}");
        }
    }
}
