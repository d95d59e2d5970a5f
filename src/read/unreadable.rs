//! The reasons why a file cannot be read, shared by all readers, and the fault that reports them.
//!
//! Invariant: a reason is reported once, in the words of the kind of file, whatever the format.

use super::faults::{
    FILE_ENCRYPTED, PROSE_TOO_LARGE, PROSE_UNREADABLE, WORKBOOK_TOO_LARGE, WORKBOOK_UNREADABLE,
};
use crate::diag::Diagnostic;
use crate::source::Location;

/// A limit is reached: how much, of what in Vietnamese and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge {
    /// The limit.
    pub limit: usize,
    /// What it counts: "ô (cells)".
    pub what: &'static str,
}

/// Why nothing can be read of a file, or of a part of it.
#[derive(Debug)]
pub enum Unreadable {
    /// Over a limit.
    TooLarge(TooLarge),
    /// Not what the format says; the reason is a fragment of a sentence.
    Damaged(String),
    /// Protected by a password.
    Encrypted,
}

impl Unreadable {
    /// Damaged, for this reason.
    pub fn damaged(reason: impl std::fmt::Display) -> Unreadable {
        Unreadable::Damaged(reason.to_string())
    }

    /// Over a limit of so many megabytes when inflated.
    pub fn over_megabytes(megabytes: u64) -> Unreadable {
        let limit = usize::try_from(megabytes).unwrap_or(usize::MAX);
        Unreadable::TooLarge(TooLarge { limit, what: "MB khi giải nén (MB when inflated)" })
    }

    /// Why, as a fragment of a sentence.
    pub fn reason(self) -> String {
        match self {
            Unreadable::TooLarge(TooLarge { limit, what }) => format!("> {limit} {what}"),
            Unreadable::Damaged(reason) => reason,
            Unreadable::Encrypted => String::from("có mật khẩu (protected by a password)"),
        }
    }

    /// The same, and in which part of the file.
    pub fn inside(self, part: &str) -> Unreadable {
        match self {
            Unreadable::Damaged(reason) => Unreadable::Damaged(format!("{part}: {reason}")),
            other => other,
        }
    }

    /// An error when a count is over its limit.
    ///
    /// # Errors
    /// The limit.
    pub fn unless(count: usize, limit: usize, what: &'static str) -> Result<(), Unreadable> {
        if count > limit { Err(Unreadable::TooLarge(TooLarge { limit, what })) } else { Ok(()) }
    }

    /// What the clerk is told of a file that holds tables.
    pub fn of_tables(self, at: Location) -> Diagnostic {
        match self {
            Unreadable::Encrypted => FILE_ENCRYPTED.at(at),
            Unreadable::Damaged(reason) => WORKBOOK_UNREADABLE.at(at).with("reason", reason),
            Unreadable::TooLarge(TooLarge { limit, what }) => {
                WORKBOOK_TOO_LARGE.at(at).with("limit", limit.to_string()).with("what", what)
            }
        }
    }

    /// What the clerk is told of a text, a Word file above all.
    pub fn of_text(self, at: Location) -> Diagnostic {
        match self {
            Unreadable::Encrypted => FILE_ENCRYPTED.at(at),
            Unreadable::Damaged(reason) => PROSE_UNREADABLE.at(at).with("reason", reason),
            Unreadable::TooLarge(TooLarge { limit, what }) => {
                PROSE_TOO_LARGE.at(at).with("limit", format!("{limit} {what}"))
            }
        }
    }
}

impl From<TooLarge> for Unreadable {
    fn from(limit: TooLarge) -> Self {
        Unreadable::TooLarge(limit)
    }
}
