//! Texts that no document can hold → errors at their cells, before names are looked up or a page is
//! laid out.
//!
//! Invariant: a text over a limit is an error, and an error stops every document. Cells of names
//! are cut as well, so that looking them up takes little time. A text that was cut is never
//! printed.

use unicode_normalization::char::is_combining_mark;

use crate::diag::{Diagnostic, Diagnostics, Fault, Severity};
use crate::model::draft::{Draft, DraftEntry, DraftTask, Text};
use crate::model::{Assignment, DocumentField, Field};
use crate::source::Location;
use crate::text::is_vietnamese;

/// Every fault of this file, for `explain`.
pub const FAULTS: &[&Fault] = &[&TEXT_LONG, &MARKS_MANY, &NAMES_MANY, &NAME_LONG];

/// What a cell of Excel holds, in UTF-16 units (ECMA-376, Part 1, 18.4.8; Excel's specifications).
const TEXT: usize = 32_767;

/// A line of the document: its title, its issuer. They are also the file's own title and author, of
/// which PDF/A holds 32,767 bytes (ISO 19005-2, 6.1.13), and the line "(Kèm theo …)" joins several.
const LINE: usize = 2_000;

/// Combining marks after one letter. Vietnamese has two at most, before they are composed.
const MARKS: usize = 4;

/// Names in one cell: the offices and communes of the largest province three times over.
pub const NAMES: usize = 500;

/// The name of a body or a line of Nơi nhận: a row of the index holds it on one page.
const NAME: usize = 1_000;

static TEXT_LONG: Fault = Fault {
    code: "text-long",
    severity: Severity::Error,
    vi: "chữ dài {count} ký tự, quá mức {most}: “{found}”; tách ra hoặc rút gọn",
    en: "the text has {count} characters, more than {most}: “{found}”; split or shorten it",
    explain_vi: "Một ô Excel giữ được 32.767 ký tự; tiêu đề và các dòng của văn bản, 2.000. Chữ dài hơn không ghi được vào danh-muc.xlsx và \
                 thường là cả một tệp bị dán nhầm vào một ô.",
    explain_en: "A cell of Excel holds 32,767 characters; the title and the lines of the document may \
                 have 2,000. A longer text does not fit the workbook, and \
                 is mostly a whole file pasted into one cell by mistake.",
};

static MARKS_MANY: Fault = Fault {
    code: "marks-many",
    severity: Severity::Error,
    vi: "một chữ cái có {count} dấu chồng lên nhau, không in được: “{found}”; gõ lại chữ này",
    en: "a letter has {count} marks on top of each other and cannot be printed: “{found}”; type it \
         again",
    explain_vi: "Chữ tiếng Việt có nhiều nhất hai dấu. Dấu chồng thường do tệp hỏng hoặc do sao chép từ \
                 trang mạng.",
    explain_en: "Vietnamese letters have two marks at most. Piled-up marks come from damaged files or \
                 from the web.",
};

static NAMES_MANY: Fault = Fault {
    code: "names-many",
    severity: Severity::Error,
    vi: "một ô có hơn {most} tên cơ quan; dùng cụm từ chung (khai báo ở trang “Cơ quan”) \
         hoặc tách nhiệm vụ",
    en: "a cell has more than {most} names; use a collective phrase (declared in the sheet \
         “Cơ quan”) or split the task",
    explain_vi: "Danh sách dài như vậy không ai đọc được trên phụ lục. Khai báo một cụm từ chung như \
                 “UBND các xã, phường” với các thành viên của nó.",
    explain_en: "Nobody can read such a list on an annex. Declare a collective phrase with its members.",
};

static NAME_LONG: Fault = Fault {
    code: "name-long",
    severity: Severity::Error,
    vi: "tên dài {count} ký tự, quá mức {most} của một tên: “{found}”; ghi tên cơ quan, chuyển phần \
         còn lại sang nội dung hoặc ghi chú",
    en: "a name of {count} characters, more than {most}: “{found}”; write the name of the body, and \
         move the rest to the content or the notes",
    explain_vi: "Tên cơ quan, nơi nhận được in ở mục lục và bản trích. Cả một đoạn văn ở cột cơ quan \
                 thường là nội dung ghi nhầm cột.",
    explain_en: "Names stand in the index and the extracts. A paragraph in a column of bodies is mostly \
                 a content in the wrong column.",
};

/// Reports all that is over a limit.
pub fn enforce(draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let mut limits = Limits { diagnostics };
    let document = &mut draft.document;
    for (field, text) in &document.fields {
        let most = if *field == DocumentField::Notes { TEXT } else { LINE };
        limits.text(text, most);
    }
    document.basis.iter().for_each(|text| limits.text(text, TEXT));
    document.recipients.iter_mut().for_each(|each| limits.name(&mut each.name));
    for agency in &mut draft.agencies {
        let names = agency.name.iter_mut().chain(&mut agency.short);
        names.chain(&mut agency.aliases).for_each(|text| limits.name(text));
    }
    for collective in &mut draft.collectives {
        let names = collective.name.iter_mut().chain(&mut collective.aliases);
        names.chain(&mut collective.members).for_each(|text| limits.name(text));
    }
    for entry in &mut draft.outline {
        match entry {
            DraftEntry::Group(group) => limits.text(&group.title, TEXT),
            DraftEntry::Task(task) => limits.task(task),
        }
    }
}

/// Reports the names of a cell that are more than [`NAMES`] and keeps the first of them; reports
/// those that are too long.
pub fn enforce_names(names: &mut Vec<Assignment>, at: Location, diagnostics: &mut Diagnostics) {
    for name in names.iter() {
        if let Some(fault) = long_name(&name.text, name.at.at) {
            diagnostics.push(fault);
        }
    }
    if names.len() > NAMES {
        diagnostics.push(NAMES_MANY.at(at).with("most", NAMES.to_string()));
        names.truncate(NAMES);
    }
}

/// Whether a text is longer than a cell, which [`enforce`] reports.
pub fn is_over(text: &str) -> bool {
    is_longer(text, TEXT)
}

/// Whether a text has more UTF-16 units; its bytes are never fewer, and quicker to count.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && units(text) > most
}

/// The fault of a name over [`NAME`].
fn long_name(name: &str, at: Location) -> Option<Diagnostic> {
    let count = if is_longer(name, NAME) { units(name) } else { 0 };
    let found = || name.chars().take(60).collect::<String>() + "…";
    let fault = || NAME_LONG.at(at).with("count", count.to_string()).with("found", found());
    (count > NAME).then(|| fault().with("most", NAME.to_string()))
}

struct Limits<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Limits<'_> {
    /// The values of a field are printed in one cell.
    fn task(&mut self, task: &mut DraftTask) {
        for (field, values) in &mut task.values {
            values.iter().for_each(|text| self.text(text, TEXT));
            let is_of_names = matches!(field, Field::Lead | Field::Support);
            if is_of_names {
                let long = values.iter_mut().filter(|cell| cell.value.len() > TEXT);
                long.for_each(|cell| cell.value.truncate(end_of(&cell.value, TEXT)));
            }
            // Bytes are never fewer than units, and counted at once.
            let bytes: usize = values.iter().map(|text| text.value.len() + "; ".len()).sum();
            if bytes <= TEXT {
                continue;
            }
            let mut total = 0;
            let fits = |text: &&Text| {
                total += units(&text.value) + "; ".len();
                total <= TEXT + "; ".len()
            };
            let fitting = values.iter().take_while(fits).count();
            // The first alone was told above.
            if let Some(past) = values.get(fitting).filter(|_| fitting > 0) {
                let count: usize = values.iter().map(|text| units(&text.value)).sum();
                self.report_long(past, count, TEXT);
                if is_of_names {
                    values.truncate(fitting);
                }
            }
        }
    }

    fn name(&mut self, name: &mut Text) {
        if let Some(fault) = long_name(&name.value, name.at) {
            self.diagnostics.push(fault);
            let end = end_of(&name.value, NAME);
            name.value.truncate(end);
        }
        self.text(name, TEXT);
    }

    fn text(&mut self, text: &Text, most: usize) {
        if is_longer(&text.value, most) {
            self.report_long(text, units(&text.value), most);
        }
        // Composed letters are no marks; so are nearly all texts.
        if !is_vietnamese(&text.value) {
            self.marks(text);
        }
    }

    fn marks(&mut self, text: &Text) {
        let (mut run, mut most) = (0, 0);
        for c in text.value.chars() {
            run = if is_combining_mark(c) { run + 1 } else { 0 };
            most = most.max(run);
        }
        if most <= MARKS {
            return;
        }
        let fault = MARKS_MANY.at(text.at).with("count", most.to_string());
        self.diagnostics.push(fault.with("found", text.value.clone()));
    }

    fn report_long(&mut self, text: &Text, count: usize, most: usize) {
        let fault = TEXT_LONG.at(text.at).with("count", count.to_string());
        let found: String = text.value.chars().take(60).collect();
        self.diagnostics.push(fault.with("most", most.to_string()).with("found", found + "…"));
    }
}

/// Length in UTF-16 units, as Excel counts.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The byte where the first `most` units end.
fn end_of(text: &str, most: usize) -> usize {
    let mut units = 0;
    let past = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    past.map_or(text.len(), |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Located, Sources};

    /// The codes for a task with these texts in a field, and what is left of them.
    fn enforced_in(field: Field, contents: &[String]) -> (Vec<&'static str>, Vec<usize>) {
        let at = Sources::default().add_file("a.yaml").whole();
        let mut task = DraftTask::new(at);
        let texts = contents.iter().map(|text| Located::new(text.clone(), at));
        task.values.insert(field, texts.collect());
        let mut draft = Draft::new(at);
        draft.outline.push(DraftEntry::Task(task));
        let mut diagnostics = Diagnostics::default();
        enforce(&mut draft, &mut diagnostics);
        let Some(DraftEntry::Task(task)) = draft.outline.first() else { panic!("a task") };
        let left = task.all(field).iter().map(|text| units(&text.value));
        (diagnostics.iter().map(|one| one.fault.code).collect(), left.collect())
    }

    fn enforced(contents: &[String]) -> Vec<&'static str> {
        enforced_in(Field::Content, contents).0
    }

    #[test]
    fn the_last_text_that_fits_is_left_alone() {
        assert_eq!(enforced(&["ữ".repeat(TEXT)]), Vec::<&str>::new());
        assert_eq!(enforced(&["ữ".repeat(TEXT + 1)]), ["text-long"]);
        let names = |text: &str, count| enforced_in(Field::Lead, &[text.repeat(count)]);
        assert_eq!(names("ữ", TEXT + 1), (vec!["text-long"], vec![TEXT]));
        // Two units each.
        assert_eq!(names("😀", TEXT), (vec!["text-long"], vec![TEXT - 1]));
    }

    #[test]
    fn values_of_a_field_share_a_cell() {
        let half = "x".repeat(TEXT / 2);
        assert_eq!(enforced(std::slice::from_ref(&half)), Vec::<&str>::new());
        assert_eq!(enforced(&[half.clone(), half.clone()]), ["text-long"]);
        assert_eq!(enforced(&[half.clone(), half[2..].to_string()]), Vec::<&str>::new());
    }

    #[test]
    fn piled_up_marks_are_told() {
        assert_eq!(enforced(&[String::from("Rà soa\u{301}\u{323}t")]), Vec::<&str>::new());
        let zalgo = format!("a{}b", "\u{301}".repeat(400_000));
        assert_eq!(enforced(&[zalgo]), ["text-long", "marks-many"]);
    }
}
