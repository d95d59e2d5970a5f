//! What is wrong with the user's material: a [`Fault`] is a kind of mistake, declared by the
//! module that finds it; a [`Diagnostic`] is one instance, at one place.
//!
//! Invariant: this module does not know the list of faults, and prints nothing.
//!
//! # Where to change
//!
//! The words of a message stand with the `static` fault beside the code that finds it. How
//! messages are printed: `print`.

mod print;

pub use print::{human, message, short, summary, to_json};

use crate::source::{Location, Sources};

/// The language of messages to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese, for clerks.
    #[default]
    Vi,
    /// English, for maintainers.
    En,
}

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built until it is mended.
    Error,
    /// Worth a look; the build goes on.
    Warning,
    /// Done for the clerk, and told.
    Note,
}

/// A kind of mistake: its code, its words in both languages, its manual page.
///
/// Messages name their values in braces: `"không rõ cơ quan “{found}”"`.
#[derive(Debug)]
pub struct Fault {
    /// Unique, kebab-case; the argument of `danhmuc explain`.
    pub code: &'static str,
    /// How bad it is by default.
    pub severity: Severity,
    /// The message to a clerk: what was found, what to do.
    pub vi: &'static str,
    /// The same in English, with the same values.
    pub en: &'static str,
    /// The manual page for a clerk: the rule, its source, how to mend it.
    pub explain_vi: &'static str,
    /// The same in English.
    pub explain_en: &'static str,
}

/// One mistake at one place.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub fault: &'static Fault,
    /// How bad it is here (`--strict` makes some warnings errors).
    pub severity: Severity,
    /// Where it is.
    pub at: Location,
    /// The other place that it concerns, such as the first of two that are the same.
    pub also: Option<Location>,
    /// The values that the message names.
    pub values: Vec<(&'static str, String)>,
    /// Values that would mend it, best first: "có phải là …?".
    pub suggestions: Vec<String>,
}

/// All the mistakes of one run.
#[derive(Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Fault {
    /// One instance of this fault.
    pub fn at(&'static self, at: Location) -> Diagnostic {
        let (values, suggestions) = (Vec::new(), Vec::new());
        Diagnostic { fault: self, severity: self.severity, at, also: None, values, suggestions }
    }
}

impl Diagnostic {
    /// Fills in a value that the message names.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Names the other place that it concerns.
    pub fn also_at(mut self, at: Location) -> Self {
        self.also = Some(at);
        self
    }

    /// Adds values that would mend the mistake, best first.
    pub fn suggest(mut self, values: impl IntoIterator<Item = String>) -> Self {
        self.suggestions.extend(values);
        self
    }

    /// Changes how bad it is.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The message with its values and suggestions, without the place.
    pub fn message(&self, language: Language) -> String {
        let (ask, or) = match language {
            Language::Vi => ("có phải là", "hay"),
            Language::En => ("did you mean", "or"),
        };
        let mut message = self.statement(language);
        if !self.suggestions.is_empty() {
            let quoted: Vec<String> = self.suggestions.iter().map(|s| format!("“{s}”")).collect();
            message.push_str(&format!(" — {ask} {}?", quoted.join(&format!(" {or} "))));
        }
        message
    }

    /// The message with the name of the other place; `show` tells it, empty where it has none.
    pub fn message_with(&self, language: Language, show: impl Fn(Location) -> String) -> String {
        let mut message = self.message(language);
        let other = self.also.map(show).filter(|place| !place.is_empty());
        if let Some(place) = other {
            let see = match language {
                Language::Vi => "xem",
                Language::En => "see",
            };
            message.push_str(&format!(" ({see} {place})"));
        }
        message
    }

    /// The message with its values alone.
    pub fn statement(&self, language: Language) -> String {
        let template = match language {
            Language::Vi => self.fault.vi,
            Language::En => self.fault.en,
        };
        fill(template, &self.values)
    }
}

/// Replaces `{name}` by its value; a value's own braces are left alone.
fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(&excerpt(value)),
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// A value short enough for a message: one line, 120 characters at most.
fn excerpt(value: &str) -> String {
    const LONGEST: usize = 120;
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds all of another run.
    pub fn extend(&mut self, other: Diagnostics) {
        self.items.extend(other.items);
    }

    /// Sorts by place, then code, and drops exact repeats.
    pub fn settle(&mut self) {
        self.items
            .sort_by(|a, b| (a.at, a.fault.code, &a.values).cmp(&(b.at, b.fault.code, &b.values)));
        self.items
            .dedup_by(|a, b| a.at == b.at && a.fault.code == b.fault.code && a.values == b.values);
    }

    /// Drops those that `keep` refuses.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.items.retain(keep);
    }

    /// In the order of [`Diagnostics::settle`], once settled.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.items.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.items.iter().filter(|d| d.severity == Severity::Warning).count()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// What a printer needs besides the diagnostics.
#[derive(Debug, Clone, Copy)]
pub struct Printing<'a> {
    /// The names behind the places.
    pub sources: &'a Sources,
    /// The language of the messages.
    pub language: Language,
}

#[cfg(test)]
mod tests {
    use super::*;

    static FAULT: Fault = Fault {
        code: "test-fault",
        severity: Severity::Error,
        vi: "sai “{found}”",
        en: "wrong “{found}”",
        explain_vi: "",
        explain_en: "",
    };

    #[test]
    fn messages_carry_values_and_suggestions() {
        let mut sources = Sources::default();
        let at = sources.add_file("a.yaml").text(1, 2);
        let one = FAULT.at(at).with("found", "x{y}").suggest(["Sở Y tế".to_string()]);
        assert_eq!(one.message(Language::Vi), "sai “x{y}” — có phải là “Sở Y tế”?");
        assert_eq!(one.message(Language::En), "wrong “x{y}” — did you mean “Sở Y tế”?");
    }

    #[test]
    fn repeats_are_dropped_and_places_sorted() {
        let mut sources = Sources::default();
        let file = sources.add_file("a.yaml");
        let mut all = Diagnostics::default();
        for line in [3, 1, 3] {
            all.push(FAULT.at(file.text(line, 1)).with("found", "x"));
        }
        all.settle();
        let places: Vec<_> = all.iter().map(|d| sources.show(d.at)).collect();
        assert_eq!(places, ["a.yaml:1:1", "a.yaml:3:1"]);
        assert_eq!((all.errors(), all.warnings()), (2, 0));
    }
}
