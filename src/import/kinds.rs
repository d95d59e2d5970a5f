//! Kinds of bodies: which words are an agency, which a person or a place, and which stand once for
//! several names.
//!
//! Invariant: knows words only; who a name means is for the directory.

use super::lexicon::{BODIES, BODY, several};
use super::words::{Sign, Token, between, longest_at, tokens};
use crate::text::key;

/// No name of a body has more tokens; the longest of the directory has 26.
pub const LONGEST_NAME: usize = 30;

/// What begins as a phrase of `rules/of-all-kinds.txt` does and is of one kind.
pub const NO_KINDS: &[&str] = &["ban quản lý", "ban đảng"];

/// Whether a name is that of an agency, by its kind: not of a place or a person, and no phrase such
/// as "các doanh nghiệp".
pub fn is_agency(name: &str) -> bool {
    const OTHERWISE: &[&str] = &[
        "tỉnh",
        "thành phố",
        "thị xã",
        "huyện",
        "xã",
        "phường",
        "thị trấn",
        "đặc khu",
        "quận",
        "cơ quan",
        "đơn vị",
        "đồng chí",
        "lãnh đạo",
        "khối",
        "nhà máy",
        "bộ phận",
        "công chức",
        "tổ",
        "đội",
        "trường",
        "quân đội",
        "kế toán",
        "hợp tác xã",
        "nhà trường",
    ];
    let tokens = tokens(name, LONGEST_NAME);
    let Some(used) = BODY.at(&tokens, 0) else { return false };
    let is_other = longest_at(&tokens, 0, OTHERWISE) == Some(used);
    tokens.first().is_some_and(|token| token.capital) && !is_other && tokens.len() > 1
}

/// Whether a name is a phrase in the plural: "Các sở", "UBND các xã", "Hiệu trưởng các trường".
pub fn is_of_several(name: &str) -> bool {
    let tokens = tokens(name, LONGEST_NAME);
    let is_kind = BODY.at(&tokens, 0).is_some() || BODIES.at(&tokens, 0).is_some();
    let several = |at| several(&tokens, at).is_some();
    several(0) || is_kind && (1..tokens.len().min(4)).any(several)
}

/// Kinds of bodies that are common words too, so that only a name behind them makes them one: "Lãnh
/// đạo Sở" and "Lãnh đạo công tác".
pub const COMMON_WORDS: &[&str] = &[
    "lãnh đạo",
    "đồng chí",
    "thường trực",
    "kế toán",
    "công chức",
    "cơ quan",
    "đơn vị",
    "bộ phận",
    "khối",
    "trưởng",
    "chánh",
    "nhà trường",
];

/// Words for persons, which name bodies only behind "các" or before a name: "các đồng chí".
pub const PERSONS: &[&str] = &[
    "lãnh đạo",
    "đồng chí",
    "công chức",
    "chủ tịch",
    "giám đốc",
    "thủ trưởng",
    "bí thư",
    "báo",
    "đài",
    "hội",
    "trường",
    "tổ",
    "đội",
    "bản",
    "khối",
    "khoa",
    "trạm",
    "thành",
    "thị",
    "viện",
    "vụ",
    "cấp",
];

/// Whether a phrase only announces the names behind its colon.
pub fn is_listed(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    const PHRASES: &[&str] = &[
        "các đơn vị",
        "các cơ quan",
        "các cơ quan đơn vị",
        "các ngành",
        "các sở ngành",
        "các sở ban ngành",
        "các đơn vị sau",
        "các cơ quan đơn vị sau",
    ];
    let is_colon = tokens.get(end).is_some_and(|token| token.sign == Sign::Colon);
    let is_body = tokens.get(end + 1).is_some_and(|token| token.capital)
        && BODY.at(tokens, end + 1).is_some();
    is_colon && is_body && PHRASES.contains(&key(between(text, tokens, start, end)).as_str())
}

/// "các sở:" and a name in capitals: the kind that stands for all, and its colon.
pub fn common_kind(
    text: &str,
    tokens: &[Token],
    start: usize,
    end: usize,
) -> Option<(&'static str, usize)> {
    const KINDS: &[(&str, &str)] = &[
        ("các sở", "Sở"),
        ("sở", "Sở"),
        ("các phòng", "Phòng"),
        ("các vụ", "Vụ"),
        ("các cục", "Cục"),
        ("các bộ", "Bộ"),
        ("các ban", "Ban"),
        ("ubnd các xã", "UBND xã"),
        ("các hội", "Hội"),
        ("ủy ban nhân dân các xã", "UBND xã"),
        ("ủy ban nhân dân các huyện", "UBND huyện"),
        ("các xã", "UBND xã"),
        ("các huyện", "UBND huyện"),
    ];
    let is_colon = tokens.get(end)?.sign == Sign::Colon && tokens.get(end + 1)?.capital;
    let words = key(between(text, tokens, start, end));
    let kind = KINDS.iter().find(|(plural, _)| *plural == words)?.1;
    is_colon.then_some((kind, end))
}
