//! The content of a task as its sentence gives it → as a row of an annex states it: without the closing
//! sign, and without a deadline that closes it behind a sign of its own.
//!
//! Invariant: what is taken off is a sign or the deadline that is given back.

use super::deadline::is_deadline;
use super::when;
use crate::text::words::{between, longest_at, tokens};
use crate::vocabulary::TIME_STARTS;

/// What a content says, and the deadline that closed it.
pub fn stated(content: &str) -> (String, Option<String>) {
    let content = without_signs(content);
    match closing_deadline(content) {
        Some((rest, deadline)) => (rest.to_string(), Some(deadline)),
        None => (content.to_string(), None),
    }
}

/// A content without the signs that close its sentence.
fn without_signs(content: &str) -> &str {
    content.trim().trim_end_matches(['.', ';', ',', '/', ' ', '…'])
}

/// "…; hoàn thành trước ngày 15/9/2025", "… (xong trong quý II)".
fn closing_deadline(content: &str) -> Option<(&str, String)> {
    /// Letters of a deadline with its verb.
    const LONGEST: usize = 90;
    let (before, words) = match content.strip_suffix(')') {
        Some(inner) => {
            let open = inner.rfind('(')?;
            let words = inner.get(open + 1..)?;
            // "(từ 10 giờ đến 16 giờ)": hours of a day are when it is done, and no deadline.
            let folded = crate::text::key(words);
            let is_of_day = folded.contains("giờ")
                && !["ngày", "tháng", "quý", "năm"].iter().any(|word| folded.contains(word))
                && !words.contains('/');
            if is_of_day {
                return None;
            }
            (inner.get(..open)?, words)
        }
        None => {
            let sign = content
                .char_indices()
                .rev()
                .take(LONGEST)
                .find(|(at, c)| {
                    let spaced = content.get(at + 1..).is_some_and(|rest| rest.starts_with(' '));
                    matches!(c, ';' | ',' | '.') && spaced
                })
                .map(|(at, _)| at)?;
            (content.get(..sign)?, content.get(sign + 1..)?)
        }
    };
    let before = without_signs(before);
    // What is left must still say what is to be done.
    if before.split(' ').count() < 3 || before.ends_with(')') && words.is_empty() {
        return None;
    }
    let deadline = only_deadline(words.trim())?;
    Some((before, deadline.to_string()))
}

/// A deadline where words say no more than that something ends then.
fn only_deadline(words: &str) -> Option<&str> {
    const VERBS: &[&str] =
        &["hoàn thành", "hoàn thành xong", "xong", "hoàn tất", "thời gian", "thời hạn", "tiến độ"];
    let tokens = tokens(words, 24);
    if tokens.len() == 24 {
        return None;
    }
    let verb = longest_at(&tokens, 0, VERBS).unwrap_or(0);
    let colon = tokens.get(verb).is_some_and(|token| token.key.is_empty());
    let from = verb + usize::from(colon && verb > 0);
    let time = between(words, &tokens, from, tokens.len());
    if !when::is_made_of_time(&tokens, from) {
        return None;
    }
    let begins = TIME_STARTS.at(&tokens, from).is_some() || verb > 0;
    // "thường xuyên, liên tục" says how, unless a label or a bracket gives it as a time.
    (begins && (is_deadline(time) || time.contains(|c: char| c.is_ascii_digit()))).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_that_closes_the_sentence_leaves_the_content() {
        for (text, content, deadline) in [
            (
                "Rà soát quy hoạch; hoàn thành trước ngày 15/9/2025.",
                "Rà soát quy hoạch",
                Some("trước ngày 15/9/2025"),
            ),
            (
                "Rà soát quy hoạch, xong trong quý II/2026;",
                "Rà soát quy hoạch",
                Some("trong quý II/2026"),
            ),
            (
                "Rà soát quy hoạch (hoàn thành trước 30/4/2026).",
                "Rà soát quy hoạch",
                Some("trước 30/4/2026"),
            ),
            ("Lắp đặt trạm trước ngày 30/6/2024.", "Lắp đặt trạm trước ngày 30/6/2024", None),
            (
                "Lập danh sách, báo cáo trước ngày 10/5/2026.",
                "Lập danh sách, báo cáo trước ngày 10/5/2026",
                None,
            ),
            ("Trồng cây (giai đoạn hai).", "Trồng cây (giai đoạn hai)", None),
            ("Rà soát, bổ sung.", "Rà soát, bổ sung", None),
        ] {
            assert_eq!(stated(text), (content.to_string(), deadline.map(String::from)), "{text}");
        }
    }
}
