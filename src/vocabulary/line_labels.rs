//! The file of labels that stand before the colon of a line → each label with the field of its value.
//!
//! Invariant: every line of the file names a field; a test says so.

use std::sync::LazyLock;

use crate::model::Field;

const WORDS: &str = include_str!("line-labels.txt");

/// Labels as keys with the field of their value, in the order of the file.
pub static LINE_LABELS: LazyLock<Vec<(&'static str, Field)>> = LazyLock::new(|| {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    let parted = lines.filter_map(|line| line.split_once(':'));
    let of_field = |(name, labels): (&'static str, &'static str)| {
        let field = Field::from_key(name)?;
        Some(labels.split(',').map(move |label| (label.trim(), field)))
    };
    parted.filter_map(of_field).flatten().collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    #[test]
    fn every_label_is_a_key_and_has_a_field() {
        let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
        let phrases: usize = lines.map(|line| line.split(',').count()).sum();
        assert_eq!(LINE_LABELS.len(), phrases);
        for (index, (label, _)) in LINE_LABELS.iter().enumerate() {
            assert_eq!(key(label), *label);
            let stands_before = LINE_LABELS[..index].iter().any(|(other, _)| other == label);
            assert!(!stands_before, "{label}");
        }
    }
}
