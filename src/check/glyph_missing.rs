//! F3: every character can be printed in the font of the form; an empty box on a signed page is
//! found too late.

use std::sync::LazyLock;

use super::{Case, Check, Scope};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::embedded::FONTS;
use crate::model::Model;
use crate::source::Location;

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
    cases: &[Case {
        code: "glyph-missing",
        wrong: "tasks: [{content: Rà soát \u{1F600}, lead: Sở Y tế}]",
        right: "tasks: [{content: Rà soát “½ số xã” – 5°, lead: Sở Y tế}]",
    }],
};

fn run(model: &Model, _: Scope, diagnostics: &mut Diagnostics) {
    let document = &model.document;
    let mut texts: Vec<(&str, Location)> = vec![(&document.title.value, document.title.at)];
    for group in &model.groups {
        texts.push((&group.title.value, group.title.at));
    }
    for task in &model.tasks {
        texts.push((&task.content.value, task.content.at));
        let names = task.lead.iter().chain(&task.support);
        texts.extend(names.map(|name| (name.text.as_str(), name.at.at)));
        texts.extend(
            task.deadline.iter().map(|deadline| (deadline.value.text.as_str(), deadline.at)),
        );
        texts.extend(task.details.values().map(|text| (text.value.as_str(), text.at)));
    }
    for (text, at) in texts {
        if is_vietnamese(text) {
            continue;
        }
        if let Some(missing) = text.chars().find(|c| !is_printable(*c)) {
            let fault = GLYPH_MISSING.at(at).with("found", missing.to_string());
            diagnostics.push(fault.with("code", format!("U+{:04X}", u32::from(missing))));
        }
    }
}

/// Whether a text has nothing but the letters of Vietnamese and ASCII, by its UTF-8 bytes: most
/// texts have, and need no look at each character.
fn is_vietnamese(text: &str) -> bool {
    let mut before = 0;
    for &byte in text.as_bytes() {
        let known = match byte {
            b'\n' | b' '..=b'~' => true,
            0x80..=0xBF => match before {
                // U+0100–U+0131; Ũ ũ; Ơ ơ Ư ư; U+1E80–U+1EFF.
                0xC4 => byte <= 0xB1,
                0xC5 => matches!(byte, 0xA8 | 0xA9),
                0xC6 => matches!(byte, 0xA0 | 0xA1 | 0xAF | 0xB0),
                0xE1 => matches!(byte, 0xBA | 0xBB),
                _ => true,
            },
            // U+00C0–U+01BF and U+1000–U+1FFF, of which the second byte decides.
            0xC3..=0xC6 | 0xE1 => true,
            _ => false,
        };
        if !known {
            return false;
        }
        before = byte;
    }
    true
}

/// Whether the font has a character.
fn is_printable(c: char) -> bool {
    static FACE: LazyLock<Option<ttf_parser::Face>> =
        LazyLock::new(|| ttf_parser::Face::parse(FONTS[0], 0).ok());
    c == '\n' || FACE.as_ref().is_none_or(|face| face.glyph_index(c).is_some())
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
