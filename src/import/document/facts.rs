//! What a plan says of itself, as data.
//!
//! Invariant: texts are as written; what the text leaves open is absent.

use super::citation::Citation;
use crate::read::ProseLine;
use crate::source::{Located, Location};

/// What a plan says of itself.
#[derive(Debug, Default)]
pub struct Facts {
    /// "Kế hoạch"
    pub kind: Option<Located<String>>,
    /// The title behind the kind.
    pub title: Option<Located<String>>,
    /// "12/KH-UBND"; "/KH-UBND" where the number is still open.
    pub number: Option<Located<String>>,
    /// The day, as "07/02/2023".
    pub date: Option<Located<String>>,
    /// The year alone, where the day is still open.
    pub year: Option<Located<String>>,
    /// Whether the year is no more than that of the latest document cited.
    pub year_is_guessed: bool,
    /// "Hà Tĩnh"
    pub place: Option<Located<String>>,
    /// Who issues it.
    pub issuer: Option<Located<String>>,
    /// The body above the issuer, where the head names it.
    pub parent_issuer: Option<Located<String>>,
    /// The decision that issues the plan.
    pub parent: Option<Parent>,
    /// The documents it rests on, as cited in its opening.
    pub basis: Vec<Located<String>>,
    /// Nơi nhận.
    pub recipients: Vec<Located<String>>,
    /// The title of who signs.
    pub signer_title: Option<Located<String>>,
    /// Who signs.
    pub signer: Option<Located<String>>,
    /// Sentences that set when to report, with the time.
    pub reporting: Vec<Located<String>>,
    /// All documents cited.
    pub cited: Vec<Citation>,
}

/// The document that issues a plan.
#[derive(Debug)]
pub struct Parent {
    /// "Quyết định"
    pub kind: String,
    /// "1992/QĐ-UBND"
    pub number: Option<String>,
    /// "09/6/2023"
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Where the text says so.
    pub at: Location,
}

/// The texts of a line: its columns where it has them, and itself.
pub fn parts(line: &ProseLine) -> Vec<&str> {
    if line.columns.is_empty() {
        vec![line.text.as_str()]
    } else {
        line.columns.iter().map(String::as_str).filter(|part| !part.is_empty()).collect()
    }
}
