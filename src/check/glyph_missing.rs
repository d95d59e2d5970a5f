//! F3: the font of the form can print every character. An empty box on a signed page is found too
//! late.

use std::sync::LazyLock;

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::embedded::FONTS;
use crate::model::Model;
use crate::source::Location;
use crate::text::is_vietnamese;

static GLYPH_MISSING: Fault = Fault {
    code: "glyph-missing",
    severity: Severity::Error,
    vi: "ký tự “{found}” ({code}) không có trong phông chữ Times New Roman; thay bằng chữ hoặc dấu \
         khác",
    en: "the font has no character “{found}” ({code}); use another one",
    explain_vi: "Nghị định 30/2020 dùng phông Times New Roman. Ký hiệu chép từ Word (Wingdings, ô đánh \
                 dấu, biểu tượng) không có trong phông và sẽ in thành ô trống.",
    explain_en: "The form is set in Times New Roman. Symbols copied from Word (Wingdings, check boxes, \
                 emoji) are not in it and would print as empty boxes.",
};

/// F3.
pub const CHECK: Check = Check {
    faults: &[&GLYPH_MISSING],
    run,
    cases: &[
        Case {
            code: "glyph-missing",
            wrong: "tasks: [{content: Rà soát \u{1F600}, lead: Sở Y tế}]",
            right: "tasks: [{content: Rà soát “½ số xã” – 5°, lead: Sở Y tế}]",
        },
        Case {
            code: "glyph-missing",
            wrong: "agencies: [{name: Viện 日本}]\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
            right: "agencies: [{name: Viện Pháp}]\ntasks: [{content: Rà soát, lead: Sở Y tế}]",
        },
        Case {
            code: "glyph-missing",
            wrong: "document: {recipients: [Viện 日本]}\ntasks: [{content: A, lead: Sở Y tế}]",
            right: "document: {recipients: [Viện Pháp]}\ntasks: [{content: A, lead: Sở Y tế}]",
        },
    ],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    let document = &model.document;
    let mut texts: Vec<(&str, Location)> = vec![(&document.title.value, document.title.at)];
    // The index, the print set and the names of files print what no task names.
    let declared = document.texts.iter().chain(&model.declared);
    texts.extend(declared.map(|text| (text.value.as_str(), text.at)));
    for group in &model.groups {
        texts.push((&group.title.value, group.title.at));
    }
    for task in &model.tasks {
        texts.push((&task.content.value, task.content.at));
        let names = task.lead.iter().chain(&task.support);
        texts.extend(names.map(|name| (&*name.text, name.at.at)));
        texts.extend(
            task.deadline.iter().map(|deadline| (deadline.value.text.as_str(), deadline.at)),
        );
        texts.extend(task.details.iter().map(|(_, text)| (text.value.as_str(), text.at)));
    }
    for (text, at) in texts {
        // Their letters are in every face; a test says so.
        if is_vietnamese(text) {
            continue;
        }
        if let Some(missing) = text.chars().find(|c| !is_printable(*c)) {
            let fault = GLYPH_MISSING.at(at).with("found", missing.to_string());
            diagnostics.push(fault.with("code", format!("U+{:04X}", u32::from(missing))));
        }
    }
}

/// Whether every face of the font has a character, also in capitals: titles are printed in them.
fn is_printable(c: char) -> bool {
    static FACES: LazyLock<Vec<ttf_parser::Face>> = LazyLock::new(|| {
        FONTS.iter().filter_map(|font| ttf_parser::Face::parse(font, 0).ok()).collect()
    });
    // PDF/A-2a knows no letters for private use (ISO 19005-2, 6.2.11.7.3).
    let is_private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let has = |c: char| FACES.iter().all(|face| face.glyph_index(c).is_some());
    c == '\n' || !is_private && has(c) && c.to_uppercase().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_taken_for_granted_are_in_every_face() {
        for font in FONTS {
            let face = ttf_parser::Face::parse(font, 0).expect("a font");
            for letter in ' '..='\u{1EFF}' {
                let known = is_vietnamese(&letter.to_string()) && !letter.is_control();
                assert!(!known || face.glyph_index(letter).is_some(), "{letter}");
            }
            assert!(is_vietnamese("Ủy ban nhân dân xã Đường Lâm; ơ ư Ơ Ư ĩ ũ"));
            assert!(!is_vietnamese("từ → đến") && !is_vietnamese("a\u{A0}b"));
        }
    }
}
