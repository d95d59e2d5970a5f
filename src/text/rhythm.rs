//! Tokens → how often a task comes back: "hàng quí" and "Định kỳ hằng quý" are both quarterly.

use super::token::{Token, begins};

/// How often a task comes back, from the most to the least often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recurrence {
    /// Without pause, "thường xuyên".
    Always,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
    /// "Định kỳ" and no more.
    Unstated,
}

impl Recurrence {
    /// The one wording that stands for all ways of writing it.
    pub fn name(self) -> &'static str {
        match self {
            Recurrence::Always => "thường xuyên",
            Recurrence::Daily => "hằng ngày",
            Recurrence::Weekly => "hằng tuần",
            Recurrence::Monthly => "hằng tháng",
            Recurrence::Quarterly => "hằng quý",
            Recurrence::HalfYearly => "6 tháng một lần",
            Recurrence::Yearly => "hằng năm",
            Recurrence::Unstated => "định kỳ",
        }
    }
}

/// What a recurrence is called, in `token` words; a longer phrase stands before its own beginning.
const RHYTHMS: &[(&[&str], Recurrence)] = &[
    (&["thuong", "xuyen"], Recurrence::Always),
    (&["lien", "tuc"], Recurrence::Always),
    (&["hang", "ngay"], Recurrence::Daily),
    (&["hang", "tuan"], Recurrence::Weekly),
    (&["hang", "thang"], Recurrence::Monthly),
    (&["hang", "quy"], Recurrence::Quarterly),
    (&["hang", "6", "thang"], Recurrence::HalfYearly),
    (&["dinh", "ky", "6", "thang"], Recurrence::HalfYearly),
    (&["6", "thang", "mot", "lan"], Recurrence::HalfYearly),
    (&["6", "thang", "1", "lan"], Recurrence::HalfYearly),
    (&["6", "thang", "/", "lan"], Recurrence::HalfYearly),
    (&["hang", "nam"], Recurrence::Yearly),
    (&["moi", "nam"], Recurrence::Yearly),
    (&["dinh", "ky"], Recurrence::Unstated),
];

/// The most frequent recurrence named, and the tokens without any recurrence.
pub fn take_rhythm<'a>(tokens: &[&'a Token]) -> (Option<Recurrence>, Vec<&'a Token>) {
    let (mut rest, mut every) = (tokens.to_vec(), None);
    for (phrase, recurrence) in RHYTHMS {
        while let Some(at) = (0..rest.len()).find(|&i| begins(&rest[i..], phrase)) {
            rest.drain(at..at + phrase.len());
            every = every.or(Some(*recurrence));
        }
    }
    (every, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;

    #[test]
    fn the_most_frequent_counts_and_all_are_taken() {
        for (text, every, rest) in [
            ("Định kỳ 6 tháng, hằng năm", Some(Recurrence::HalfYearly), ","),
            ("Trước 15/11 hằng năm", Some(Recurrence::Yearly), "truoc 15 / 11"),
            ("Mỗi năm, hàng quí", Some(Recurrence::Quarterly), ","),
            ("Định kì 06 tháng một lần", Some(Recurrence::HalfYearly), "mot lan"),
            ("Định kì", Some(Recurrence::Unstated), ""),
            ("6 tháng", None, "6 thang"),
        ] {
            let tokens = tokens(text);
            let (found, left) = take_rhythm(&tokens.iter().collect::<Vec<_>>());
            let left: Vec<&str> = left.iter().map(|token| token.word.as_str()).collect();
            assert_eq!((found, left.join(" ").as_str()), (every, rest), "{text}");
        }
    }
}
