//! A line of a text → whether it gives work to somebody, as far as a glance tells.
//!
//! Invariant: a legend ("CT: chủ trì"), a title and a list of recipients give nobody work.

use crate::text::key;
use crate::text::words::tokens;
use crate::vocabulary::{LEADS, ORDERS};

/// Letters of a line that is a sentence and no heading.
const SENTENCE: usize = 40;

/// Words that are looked at.
const WORDS: usize = 200;

/// Whether a line orders somebody, or says that somebody leads.
pub fn gives_work(line: &str) -> bool {
    if line.chars().count() < SENTENCE {
        return false;
    }
    let words = tokens(line, WORDS);
    let leads = |at: usize| {
        // "cơ quan chủ trì", "CT là chủ trì": words for the column or the mark, and not for a body.
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let is_label = before.is_none_or(|word| {
            matches!(word.key.as_str(), "quan" | "vị" | "là" | "cột" | "ghi" | "dấu" | "")
        });
        !is_label && LEADS.at(&words, at).is_some()
    };
    ORDERS.begin(&key(line)) || (0..words.len()).any(leads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_give_work_are_told_from_the_rest() {
        for line in [
            "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ rà soát biên chế trước ngày 30/6.",
            "Giao Sở Y tế kiểm tra an toàn thực phẩm tại các chợ đầu mối trong tháng 5.",
            "Công an tỉnh chịu trách nhiệm chính về an ninh, trật tự tại các điểm bắn pháo hoa.",
        ] {
            assert!(gives_work(line), "{line}");
        }
        for line in [
            "Ghi chú: CT là cơ quan chủ trì, PH là cơ quan phối hợp thực hiện nhiệm vụ.",
            "(Kèm theo Kế hoạch số 133/KH-UBND ngày 24/4/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh)",
            "DANH MỤC NHIỆM VỤ, CƠ QUAN CHỦ TRÌ, CƠ QUAN PHỐI HỢP THỰC HIỆN ĐỀ ÁN",
            "Nơi nhận: các sở, ban, ngành; UBND các xã, phường; lưu Văn thư.",
            "Sở Y tế chủ trì.",
        ] {
            assert!(!gives_work(line), "{line}");
        }
    }
}
