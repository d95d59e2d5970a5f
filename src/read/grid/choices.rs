//! A cell with boxes to tick → the choices that are ticked.
//!
//! Invariant: a text with only one box, or with a legend of boxes, stays as it is.

/// What a cell with boxes says.
#[derive(Debug, PartialEq)]
pub struct Choice {
    /// What is ticked, and what stands before the boxes.
    pub text: String,
    /// What is not ticked.
    pub left: Vec<String>,
}

/// A box that is ticked.
pub const TICKED: char = '☒';
/// A box that is not.
pub const OPEN: char = '☐';

const BOXES: [char; 3] = [TICKED, '☑', OPEN];

/// What is ticked of several things to choose from; `None` where there is no choice.
pub fn choice(text: &str) -> Option<Choice> {
    let first = text.find(BOXES)?;
    let (before, boxes) = text.split_at_checked(first)?;
    let mut parts: Vec<(bool, &str)> = Vec::new();
    let mut rest = boxes;
    while let Some(mark) = rest.chars().next().filter(|c| BOXES.contains(c)) {
        let behind = rest.get(mark.len_utf8()..).unwrap_or_default();
        let end = behind.find(BOXES).unwrap_or(behind.len());
        let (label, after) = behind.split_at_checked(end)?;
        parts.push((mark != OPEN, label));
        rest = after;
    }
    let is_legend = |label: &str| label.trim_start().starts_with([':', '=', '-', '–']);
    if parts.len() < 2 || parts.iter().any(|(_, label)| is_legend(label)) {
        return None;
    }
    let is_lead_in = before.trim_end().ends_with(':') || before.ends_with('\n');
    let (lead_in, labels): (&str, Vec<(bool, &str)>) = if before.trim().is_empty() || is_lead_in {
        (before.trim(), parts)
    } else {
        // Each label stands before its box.
        let labels = std::iter::once(before).chain(parts.iter().map(|(_, label)| *label));
        ("", parts.iter().map(|(ticked, _)| *ticked).zip(labels).collect())
    };
    let bare = |label: &str| {
        label.trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',')).to_string()
    };
    let labels = labels.into_iter().map(|(ticked, label)| (ticked, bare(label)));
    let (ticked, left): (Vec<_>, Vec<_>) =
        labels.filter(|(_, label)| !label.is_empty()).partition(|(ticked, _)| *ticked);
    if ticked.is_empty() && left.is_empty() {
        return None;
    }
    let texts = |all: Vec<(bool, String)>| all.into_iter().map(|(_, text)| text);
    let ticked = texts(ticked).collect::<Vec<_>>().join("; ");
    let text = if lead_in.is_empty() { ticked } else { format!("{lead_in} {ticked}") };
    Some(Choice { text: text.trim().to_string(), left: texts(left).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_read() {
        for (text, expected, left) in [
            ("☒ Sở Y tế ☐ Sở Nội vụ", "Sở Y tế", vec!["Sở Nội vụ"]),
            ("☐ Sở Y tế\n☑ Sở Nội vụ;\n☒ Thanh tra", "Sở Nội vụ; Thanh tra", vec!["Sở Y tế"]),
            ("Sở Y tế ☐ Sở Nội vụ ☒", "Sở Nội vụ", vec!["Sở Y tế"]),
            ("Chủ trì: ☒ Sở Y tế ☐ Sở Nội vụ", "Chủ trì: Sở Y tế", vec!["Sở Nội vụ"]),
            ("☐ A ☐ B", "", vec!["A", "B"]),
        ] {
            let found = choice(text).expect("a choice");
            assert_eq!(
                (found.text.as_str(), found.left),
                (expected, left.iter().map(|l| l.to_string()).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_box_alone_and_a_legend_are_no_choice() {
        for text in ["Sở Y tế", "☐ Rà soát", "☒", "☒: chủ trì; ☐: phối hợp", "☒ ☐"]
        {
            assert_eq!(choice(text), None, "{text}");
        }
    }
}
