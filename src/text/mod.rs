//! Vietnamese text: how it is cleaned for print, compared, sorted, and read as dates and numbers.
//!
//! Knows nothing of tasks or agencies, and nothing here fails on strange input: text that is not
//! understood comes back as `None`, an error value or itself.
//!
//! # Where to change
//!
//! How spellings of one name are folded: `fold`, and quickly `one_pass`; which habits: `spelling`. Old encodings: `legacy/`. Dates: `date`;
//! stretches of time: `clause`, `span`, `period`. Names of files: `file_name`.

pub mod cell;
pub mod clause;
mod collate;
mod date;
mod file_name;
mod fold;
mod issue_date;
pub mod legacy;
pub mod marked;
mod near;
mod normal;
pub mod note_mark;
mod number;
mod one_pass;
pub mod period;
pub mod rhythm;
pub mod span;
pub mod spelling;
pub mod title;
pub mod token;
pub mod words;

pub use collate::compare;
pub use date::{Date, DateError, day_month, long_date, month_and_year, parse_date, short_date};
pub use file_name::{
    ascii_file_name, file_name_key, is_unprintable, safe_file_name, vietnamese_file_name,
};
pub use fold::{acronym_key, bare, key, key_hash, slug};
pub use issue_date::{IssueDate, leading_issue_date, parse_issue_date};
pub use near::{Neighbours, nearest};
pub use normal::{clean, clean_part, is_vietnamese, nfc, single_line};
pub use number::{letter, parse_cardinal, parse_letter, parse_ordinal, parse_roman, roman};
