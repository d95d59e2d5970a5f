//! The documents that a text cites: kind, number, date, issuer; and those cited with two dates.
//!
//! Invariant: documents are one when kind and number are, however the number is spaced.

use crate::source::Location;
use crate::text::words::{Sign, Token, between, longest_at, phrase_at, tokens};
use crate::text::{Date, key, parse_date, short_date};
use crate::vocabulary::{CITED_KINDS, INSIDE_ISSUERS};

/// A document that the text cites.
#[derive(Debug, Clone)]
pub struct Citation {
    /// "Nghị quyết"
    pub kind: String,
    /// "29-NQ/TW", as first written.
    pub number: String,
    /// Its dates, as days; more than one is a conflict.
    pub dates: Vec<Dated>,
    /// Who issued it, as first written.
    pub issuer: Option<String>,
    /// Where it is cited.
    pub at: Vec<Location>,
}

/// A date of a document and where it was given.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The day.
    pub date: Date,
    /// Where the text first says so.
    pub at: Location,
    /// How often.
    pub times: usize,
}

impl Citation {
    /// As a plan cites it: "Nghị quyết số 29-NQ/TW ngày 17/11/2022 của …".
    pub fn shown(&self) -> String {
        let mut shown = format!("{} số {}", self.kind, self.number);
        if let Some(dated) = self.dates.iter().max_by_key(|dated| dated.times) {
            shown.push_str(&format!(" ngày {}", short_date(dated.date)));
        }
        if let Some(issuer) = &self.issuer {
            shown.push_str(&format!(" của {issuer}"));
        }
        shown
    }
}

/// Tokens of a paragraph that are searched.
const REACH: usize = 3000;

/// Words of the name of an issuer.
const LONGEST_ISSUER: usize = 12;

/// Collects the citations of a text, paragraph by paragraph.
#[derive(Debug, Default)]
pub struct Citations {
    found: Vec<Citation>,
    /// Kind and number → the place in `found`.
    index: std::collections::HashMap<(String, String), usize>,
}

impl Citations {
    /// Adds those of a paragraph.
    pub fn read(&mut self, text: &str, at: Location) {
        // Most paragraphs cite nothing: a number of a document has a stroke or a dash.
        if !text.contains('/') && !text.contains('-') {
            return;
        }
        let tokens = tokens(text, REACH);
        for start in 0..tokens.len() {
            if let Some(one) = citation(text, &tokens, start) {
                self.add(one, at);
            }
        }
    }

    /// All, in the order of their first place.
    pub fn all(self) -> Vec<Citation> {
        self.found
    }

    fn add(&mut self, one: Found, at: Location) {
        let number = number_key(&one.number);
        // "Chương trình" and "Chương trình hành động" of one number are one.
        let kind = key(&one.kind);
        let kind = [" hành động", " công tác", " kết luận"]
            .iter()
            .find_map(|end| kind.strip_suffix(end))
            .unwrap_or(&kind);
        let entry = (kind.to_string(), number);
        let index = *self.index.entry(entry).or_insert_with(|| {
            self.found.push(Citation {
                kind: one.kind.clone(),
                number: one.number.clone(),
                dates: Vec::new(),
                issuer: None,
                at: Vec::new(),
            });
            self.found.len() - 1
        });
        let Some(citation) = self.found.get_mut(index) else { return };
        if citation.at.last() != Some(&at) {
            citation.at.push(at);
        }
        citation.issuer = citation.issuer.take().or(one.issuer);
        if let Some(date) = one.date {
            match citation.dates.iter_mut().find(|dated| dated.date == date) {
                Some(dated) => dated.times += 1,
                None => citation.dates.push(Dated { date, at, times: 1 }),
            }
        }
    }
}

struct Found {
    kind: String,
    number: String,
    date: Option<Date>,
    issuer: Option<String>,
}

/// A citation whose kind begins at a token.
fn citation(text: &str, tokens: &[Token], start: usize) -> Option<Found> {
    let used = CITED_KINDS.at(tokens, start)?;
    let kind = between(text, tokens, start, start + used);
    let mut next = start + used;
    let says_number = phrase_at(tokens, next, "số").is_some();
    next += usize::from(says_number);
    if tokens.get(next).is_some_and(|token| token.sign == Sign::Colon) {
        next += 1;
    }
    let (number, end) = number(text, tokens, next)?;
    // "Kế hoạch 2021-2025" is none: a number of a document has letters.
    if !number.chars().any(char::is_alphabetic) {
        return None;
    }
    next = end;
    let comma = usize::from(tokens.get(next).is_some_and(|token| token.sign == Sign::Comma));
    let mut date = None;
    if tokens.get(next + comma).is_some_and(|token| token.is("ngày"))
        && let Some((day, end)) = day(text, tokens, next + comma + 1)
    {
        date = Some(day);
        next = end;
    }
    let issuer = issuer(text, tokens, next);
    // "… của UBND tỉnh ngày 13/02/2023"
    if let (Some((_, end)), None) = (&issuer, date)
        && tokens.get(*end).is_some_and(|token| token.is("ngày"))
    {
        date = day(text, tokens, end + 1).map(|(day, _)| day);
    }
    let kind = sentence_case(kind);
    Some(Found { kind, number, date, issuer: issuer.map(|(name, _)| name) })
}

/// "29-NQ/TW", "13 KH/TW", "739- CTr/TU", "24/2024/QĐ-UBND"; and the token after it.
fn number(text: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let first = between(text, tokens, at, at + 1);
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_symbol = |text: &str| {
        text.contains(['/', '-']) && text.chars().filter(|c| c.is_uppercase()).count() >= 2
    };
    if is_symbol(first) {
        return Some((first.to_string(), at + 1));
    }
    // The number and its symbol apart: a space, a dash with a space on one side.
    let mut end = at + 1;
    if tokens.get(end).is_some_and(|token| token.sign == Sign::Dash || token.sign == Sign::Other) {
        end += 1;
    }
    let symbol = between(text, tokens, end, end + 1);
    let is_apart = symbol.contains('/') && symbol.starts_with(char::is_uppercase)
        || is_symbol(symbol) && symbol.starts_with(char::is_uppercase);
    is_apart.then(|| (between(text, tokens, at, end + 1).to_string(), end + 1))
}

/// "17/11/2022", "26 tháng 01 năm 2022"; and the token after it.
fn day(text: &str, tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let short = between(text, tokens, at, at + 1);
    if let Ok(date) = parse_date(short) {
        return Some((date, at + 1));
    }
    let long = format!("ngày {}", between(text, tokens, at, at + 5));
    parse_date(&long).ok().map(|date| (date, at + 5))
}

/// "của Bộ Chính trị": capitals, and the small words inside names of bodies.
fn issuer(text: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    if !tokens.get(at)?.is("của") || !tokens.get(at + 1)?.capital {
        return None;
    }
    let mut end = at + 1;
    while end < at + 1 + LONGEST_ISSUER {
        let Some(token) = tokens.get(end) else { break };
        // "UBND thành phố" is two words in small letters, of which the second stands in no list.
        let used = INSIDE_ISSUERS.at(tokens, end).or(token.capital.then_some(1));
        let used = used.filter(|_| token.sign == Sign::Word);
        let is_end = longest_at(tokens, end, &["về", "ban hành", "quy định"]).is_some();
        let Some(used) = used.filter(|_| !is_end) else { break };
        end += used;
    }
    while end > at + 1 && tokens.get(end - 1).is_some_and(|token| token.is("và")) {
        end -= 1;
    }
    let name = between(text, tokens, at + 1, end);
    // In a line of capitals nothing shows where the name ends.
    name.chars().any(char::is_lowercase).then(|| (name.to_string(), end))
}

/// A number without spaces, with one kind of dash.
fn number_key(number: &str) -> String {
    let folded: String = number.to_uppercase().chars().filter(|c| c.is_alphanumeric()).collect();
    folded.trim_start_matches('0').to_string()
}

fn sentence_case(kind: &str) -> String {
    let lower = kind.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn all(texts: &[&str]) -> Vec<Citation> {
        let mut citations = Citations::default();
        for (line, text) in (1..).zip(texts) {
            citations.read(text, FileId::default().text(line, 1));
        }
        citations.all()
    }

    #[test]
    fn documents_are_cited_in_many_ways() {
        for (text, expected) in [
            (
                "Thực hiện Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương Đảng về việc",
                "Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương Đảng",
            ),
            ("Kế hoạch số 13 KH/TW và", "Kế hoạch số 13 KH/TW"),
            (
                "Chương trình hành động số 739- CTr/TU ngày 31/8/2017 của Tỉnh uỷ",
                "Chương trình hành động số 739- CTr/TU ngày 31/8/2017 của Tỉnh uỷ",
            ),
            ("Quyết định 950/QĐ-TTg ngày 01/8/2024.", "Quyết định số 950/QĐ-TTg ngày 01/8/2024"),
            (
                "Nghị quyết số 21-NQ/TW, ngày 16/6/2022 của Bộ Chính trị",
                "Nghị quyết số 21-NQ/TW ngày 16/6/2022 của Bộ Chính trị",
            ),
            (
                "Nghị quyết số 08-NQ/TW ngày 26 tháng 01 năm 2022 của Bộ Chính trị về",
                "Nghị quyết số 08-NQ/TW ngày 26/01/2022 của Bộ Chính trị",
            ),
            (
                "Văn bản số 565/UBND-KT1 của UBND tỉnh ngày 13/02/2023 về",
                "Văn bản số 565/UBND-KT1 ngày 13/02/2023 của UBND tỉnh",
            ),
            (
                "Kế hoạch số 31/KH-UBND ngày 09/02/2026 của UBND thành phố, UBND phường",
                "Kế hoạch số 31/KH-UBND ngày 09/02/2026 của UBND thành phố",
            ),
            ("KẾ HOẠCH SỐ 103-KH/TU NGÀY 23/12/2022", "Kế hoạch số 103-KH/TU ngày 23/12/2022"),
        ] {
            let shown: Vec<String> = all(&[text]).iter().map(Citation::shown).collect();
            assert_eq!(shown, [expected], "{text}");
        }
        for text in ["Kế hoạch 2021-2025", "Đề án 06", "Luật Đất đai năm 2024", "kế hoạch 05 năm"]
        {
            assert!(all(&[text]).is_empty(), "{text}");
        }
    }

    #[test]
    fn two_dates_of_one_document_are_kept_with_their_places() {
        let found = all(&[
            "Nghị quyết số 08-NQ/TU, ngày 18/7/2018",
            "Nghị quyết số 08-NQ/TU ngày 18/5/2018",
            "Nghị quyết số 08-NQ/TU ngày 18/5/2018",
        ]);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        let dates: Vec<(String, usize)> =
            one.dates.iter().map(|dated| (short_date(dated.date), dated.times)).collect();
        assert_eq!(dates, [(String::from("18/7/2018"), 1), (String::from("18/5/2018"), 2)]);
    }
}
