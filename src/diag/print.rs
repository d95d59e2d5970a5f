//! Diagnostics as text for a person, as one line each for tools, as JSON for programs.
//!
//! Invariant: returns strings; nothing is written here.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Language, Printing, Severity};

/// For a person: the place, then the message, one blank line between.
pub fn human(diagnostics: &Diagnostics, printing: Printing) -> String {
    let mut out = String::new();
    for one in diagnostics.iter() {
        let place = printing.sources.show(one.at);
        let word = severity_word(one.severity, printing.language);
        let message = message(one, printing);
        out.push_str(&format!("{place}\n  {word}[{}]: {message}\n\n", one.fault.code));
    }
    out
}

/// For tools: `place: severity[code]: message`, a line each.
pub fn short(diagnostics: &Diagnostics, printing: Printing) -> String {
    let line = |one: &Diagnostic| {
        let word = severity_word(one.severity, printing.language);
        let message = message(one, printing);
        format!("{}: {word}[{}]: {message}\n", printing.sources.show(one.at), one.fault.code)
    };
    diagnostics.iter().map(line).collect()
}

/// For programs: `[{"code","severity","message","at","suggestions"}]`.
pub fn to_json(diagnostics: &Diagnostics, printing: Printing) -> Value {
    let object = |one: &Diagnostic| {
        json!({
            "code": one.fault.code,
            "severity": match one.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "message": message(one, printing),
            "at": printing.sources.show(one.at),
            "suggestions": one.suggestions,
        })
    };
    Value::Array(diagnostics.iter().map(object).collect())
}

/// The message with the names of its places.
pub fn message(one: &Diagnostic, printing: Printing) -> String {
    one.message_with(printing.language, |at| printing.sources.show(at))
}

/// The last line: how many errors and warnings.
pub fn summary(diagnostics: &Diagnostics, language: Language) -> String {
    let (errors, warnings) = (diagnostics.errors(), diagnostics.warnings());
    match language {
        Language::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        Language::En => {
            let counted = |count: usize, word: &str| match count {
                1 => format!("1 {word}"),
                _ => format!("{count} {word}s"),
            };
            format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
        }
    }
}

fn severity_word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Vi) => "lỗi",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::Vi) => "cảnh báo",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Note, Language::Vi) => "ghi chú",
        (Severity::Note, Language::En) => "note",
    }
}
