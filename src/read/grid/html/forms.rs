//! Lists to choose from and fields of a form → the text that a browser shows in them.
//!
//! Invariant: a prompt ("-- Chọn --") gives no value.

use crate::read::grid::choices::{OPEN, TICKED};

/// Entries of a list, and letters of each, that are kept.
const KEPT: (usize, usize) = (2_000, 500);

/// A list to choose from (`<select>`) whose end has not come.
#[derive(Default)]
pub struct List {
    /// Whether several may be chosen.
    takes_several: bool,
    /// Whether the page does not show it.
    pub is_hidden: bool,
    entries: Vec<Entry>,
    in_entry: bool,
}

#[derive(Default)]
struct Entry {
    text: String,
    is_selected: bool,
    is_disabled: bool,
    /// Its value is stated, and empty.
    is_blank: bool,
}

/// What a list shows.
#[derive(Debug, Default, PartialEq)]
pub struct Chosen {
    /// The text.
    pub text: String,
    /// Whether the list does not say that it was chosen.
    pub is_guess: bool,
}

impl List {
    /// A list without entries.
    pub fn new(takes_several: bool, is_hidden: bool) -> List {
        List { takes_several, is_hidden, ..List::default() }
    }

    /// Opens an entry: whether it is selected, may not be chosen, and its value is empty.
    pub fn open(&mut self, is_selected: bool, is_disabled: bool, is_blank: bool) {
        self.in_entry = self.entries.len() < KEPT.0;
        if self.in_entry {
            self.entries.push(Entry { is_selected, is_disabled, is_blank, ..Entry::default() });
        }
    }

    /// Closes the open entry.
    pub fn close(&mut self) {
        self.in_entry = false;
    }

    /// Adds text to the open entry.
    pub fn push(&mut self, text: &str) {
        if let Some(entry) = self.entries.last_mut().filter(|_| self.in_entry)
            && entry.text.len() < KEPT.1
        {
            entry.text.push_str(text);
        }
    }

    /// What it shows.
    pub fn chosen(&self) -> Chosen {
        let selected = || self.entries.iter().filter(|entry| entry.is_selected);
        if self.takes_several {
            let texts: Vec<&str> =
                selected().map(|entry| entry.text.trim()).filter(|text| !asks(text)).collect();
            return Chosen { text: texts.join("\n"), is_guess: false };
        }
        let first = || self.entries.iter().find(|entry| !entry.is_disabled);
        let Some(entry) = selected().next_back().or_else(first) else { return Chosen::default() };
        let is_first = self.entries.first().is_some_and(|first| std::ptr::eq(first, entry));
        if asks(&entry.text) || entry.is_blank && is_first {
            return Chosen::default();
        }
        let is_guess = !entry.is_selected && self.entries.len() > 1;
        Chosen { text: entry.text.trim().to_string(), is_guess }
    }
}

/// Whether an entry only asks for a choice: "-- Chọn đơn vị --", "…", "Select".
fn asks(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_framed = text.trim().starts_with("--") || text.trim().starts_with("[-");
    let first = bare.split_whitespace().next().unwrap_or_default();
    bare.is_empty() || is_framed || matches!(first, "chọn" | "select" | "choose")
}

/// What a field of a form (`<input>`) shows: its type and value, and whether it is ticked.
pub fn field(kind: &str, value: &str, is_ticked: bool) -> Option<String> {
    match kind.trim().to_ascii_lowercase().as_str() {
        "checkbox" | "radio" if is_ticked => Some(TICKED.to_string()),
        "checkbox" | "radio" => Some(OPEN.to_string()),
        "hidden" | "password" | "file" | "submit" | "button" | "image" | "reset" | "color" => None,
        "date" | "datetime-local" | "month" => Some(day(value)),
        _ => Some(value.to_string()),
    }
}

/// A day as browsers show it here: "2026-05-31" is 31/5/2026, "2026-05" 5/2026.
fn day(value: &str) -> String {
    let date = value.split('T').next().unwrap_or(value);
    let parts: Option<Vec<u32>> = date.split('-').map(|part| part.trim().parse().ok()).collect();
    match parts.as_deref() {
        Some([year, month, day]) => format!("{day}/{month}/{year}"),
        Some([year, month]) => format!("{month}/{year}"),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[(&str, bool)]) -> List {
        let mut list = List::default();
        for (text, is_selected) in entries {
            list.open(*is_selected, false, false);
            list.push(text);
            list.close();
        }
        list
    }

    #[test]
    fn a_list_shows_what_is_chosen() {
        for (entries, text, is_guess) in [
            (vec![("Sở Y tế", false), ("Sở Nội vụ", true)], "Sở Nội vụ", false),
            (vec![("Sở Y tế", false), ("Sở Nội vụ", false)], "Sở Y tế", true),
            (vec![("-- Chọn đơn vị --", false), ("Sở Nội vụ", false)], "", false),
            (vec![("Chọn", true), ("Sở Nội vụ", false)], "", false),
            (vec![("Sở Y tế", false)], "Sở Y tế", false),
            (vec![], "", false),
        ] {
            let expected = Chosen { text: text.to_string(), is_guess };
            assert_eq!(list(&entries).chosen(), expected, "{entries:?}");
        }
        let mut several = list(&[("A", true), ("B", false), ("C", true)]);
        several.takes_several = true;
        assert_eq!(several.chosen().text, "A\nC");
    }

    #[test]
    fn a_field_shows_its_value() {
        for (kind, value, shown) in [
            ("text", "31/5/2026", Some("31/5/2026")),
            ("", "Sở Y tế", Some("Sở Y tế")),
            ("date", "2026-05-31", Some("31/5/2026")),
            ("month", "2026-05", Some("5/2026")),
            ("DateTime-Local", "2026-05-31T10:00", Some("31/5/2026")),
            ("hidden", "7", None),
            ("submit", "Lưu", None),
        ] {
            assert_eq!(field(kind, value, false).as_deref(), shown, "{kind}");
        }
    }
}
