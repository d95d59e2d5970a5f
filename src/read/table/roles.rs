//! One cell that says who leads and who supports → the two apart: "Chủ trì: Sở Y tế; phối hợp: Sở
//! Tài chính", "Sở Y tế chủ trì, phối hợp với Sở Tài chính".
//!
//! Invariant: without such words a cell stays as it is.

/// The parts of a cell in the column of leads: who leads, who supports.
pub fn split(text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase();
    if let Some(parts) = abbreviated(text).or_else(|| bracketed(text)) {
        return Some(parts);
    }
    // Places in the small letters hold in the text itself only where both are equally long.
    if lower.len() != text.len() || !(lower.contains("chủ trì") || lower.contains("phối hợp"))
    {
        return None;
    }
    let start = lower.find("phối hợp").filter(|start| is_label(&lower, *start));
    let Some(start) = start else {
        let lead = unlabelled(text, &lower, "chủ trì")?;
        return Some((lead, String::new()));
    };
    let (before, after) = (text.get(..start)?, text.get(start + "phối hợp".len()..)?);
    let lead = unlabelled(before, lower.get(..start)?, "chủ trì").unwrap_or_else(|| led(before));
    let support = after.trim_start();
    let words = ["thực hiện", "với", "cùng"];
    let support = words.iter().find_map(|word| support.strip_prefix(word)).unwrap_or(support);
    let support = support.trim_start_matches([':', ' ', '\n']).trim().to_string();
    Some((tidy(&lead), support))
}

/// "CT: Sở Y tế; PH: Sở Tài chính".
fn abbreviated(text: &str) -> Option<(String, String)> {
    let rest = text
        .trim_start_matches(['-', '+', ' '])
        .strip_prefix("CT")?
        .trim_start()
        .strip_prefix(':')?;
    let (lead, support) = rest.split_once("PH").unwrap_or((rest, ""));
    let support = support.trim_start();
    (support.is_empty() || support.starts_with(':'))
        .then(|| (tidy(lead), tidy(support.trim_start_matches(':'))))
}

/// "Sở Y tế (chủ trì), Sở Tài chính, Công an tỉnh (phối hợp)".
fn bracketed(text: &str) -> Option<(String, String)> {
    let (lead, rest) = text.split_once("(chủ trì)")?;
    let support = rest
        .strip_suffix("(phối hợp)")
        .or_else(|| rest.trim_end_matches('.').strip_suffix("(phối hợp)"))?;
    // Several with a mark each are told apart by the clerk alone.
    let is_one = !support.contains('(') && !lead.contains('(');
    is_one.then(|| (tidy(lead), tidy(support)))
}

/// A cell in the column of supports without the word that the heading already says.
pub fn support(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    unlabelled(text, &lower, "phối hợp")
}

/// Whether "phối hợp" at a place begins the part of the supports: a colon or "với" follows, or
/// "chủ trì" stands right before.
fn is_label(lower: &str, start: usize) -> bool {
    let (Some(before), Some(after)) = (lower.get(..start), lower.get(start + "phối hợp".len()..))
    else {
        return false;
    };
    let after = after.trim_start();
    let after = after.strip_prefix("thực hiện").unwrap_or(after).trim_start();
    let is_word = before.ends_with([' ', ',', ';', '\n', '-', '+']) || before.is_empty();
    let with = after.starts_with("với ") || after.starts_with("cùng ");
    // A lead must stand before: "Phối hợp với Sở Y tế" alone says nothing of one.
    after.starts_with(':') || is_word && with && before.contains(char::is_alphanumeric)
}

/// The text behind a label at its beginning: "Cơ quan chủ trì: …".
fn unlabelled(text: &str, lower: &str, label: &str) -> Option<String> {
    let start = lower.find(label)?;
    let before = lower.get(..start)?.trim_matches(['-', '+', '*', ' ', '\n']);
    let is_first = ["", "cơ quan", "đơn vị", "cơ quan, đơn vị"].contains(&before);
    let rest = text.get(start + label.len()..)?.trim_start().strip_prefix(':')?;
    is_first.then(|| tidy(rest))
}

/// The words before "phối hợp" without "chủ trì" and what joins them.
fn led(before: &str) -> String {
    let rest = tidy(before);
    let lower = rest.to_lowercase();
    match lower.strip_suffix("chủ trì").and_then(|name| rest.get(..name.len())) {
        Some(name) => tidy(name),
        None => rest,
    }
}

fn tidy(text: &str) -> String {
    text.trim_matches([' ', '\n', ',', ';', '-', '+', '*', '.']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_and_supports_in_one_cell_come_apart() {
        for (cell, lead, support) in [
            (
                "Chủ trì: Sở Y tế; Phối hợp: Sở Tài chính, Công an tỉnh",
                "Sở Y tế",
                "Sở Tài chính, Công an tỉnh",
            ),
            ("- Chủ trì: Sở Y tế.\n- Phối hợp: Sở Tài chính", "Sở Y tế", "Sở Tài chính"),
            ("Cơ quan chủ trì: Sở Y tế", "Sở Y tế", ""),
            ("Sở Y tế chủ trì, phối hợp với Sở Tài chính", "Sở Y tế", "Sở Tài chính"),
            ("Sở Y tế phối hợp với Sở Tài chính", "Sở Y tế", "Sở Tài chính"),
            ("CT: Sở Y tế; PH: Sở Tài chính", "Sở Y tế", "Sở Tài chính"),
            ("Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", "Sở Y tế", "Sở Tài chính"),
            ("SỞ Y TẾ\nPhối hợp thực hiện: Sở Tài chính", "SỞ Y TẾ", "Sở Tài chính"),
        ] {
            assert_eq!(split(cell), Some((lead.to_string(), support.to_string())), "{cell}");
        }
        for cell in ["Sở Y tế", "Sở Y tế (đồng chủ trì)", "Ban Điều phối hợp tác xã", ""]
        {
            assert_eq!(split(cell), None, "{cell}");
        }
        assert_eq!(support("Phối hợp: Sở Y tế").as_deref(), Some("Sở Y tế"));
        assert_eq!(support("Sở Y tế"), None);
    }
}
