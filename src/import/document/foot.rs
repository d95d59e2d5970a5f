//! What stands below a plan: Nơi nhận, and who signs.
//!
//! Invariant: a title or a person of the signature is no receiver.

use super::facts::{Facts, parts};
use super::frame::{Frame, is_signing};
use super::spelling::spelled;
use crate::read::ProseLine;
use crate::source::{Located, Location};
use crate::text::key;

/// Whom a plan goes to and who signs it.
pub fn foot(facts: &mut Facts, frame: &Frame) {
    receivers(facts, &frame.foot);
    signer(facts, &frame.foot);
    // A plan that a decision issues may bear no signature of its own.
    if facts.signer.is_none() {
        signer(facts, &frame.cover);
    }
}

fn signer(facts: &mut Facts, lines: &[ProseLine]) {
    let shown: Vec<(&str, Location)> =
        lines.iter().flat_map(|line| parts(line).into_iter().map(|part| (part, line.at))).collect();
    let Some(sign) = shown.iter().position(|(text, _)| is_signing(text)) else { return };
    let is_title = |(text, _): &&(&str, Location)| {
        !text.chars().any(char::is_lowercase) || text.starts_with(['-', '–'])
    };
    let titles = shown.iter().skip(sign).take_while(is_title);
    let title = titles.filter(|(text, _)| is_signing(text)).last().copied();
    facts.signer_title = title.map(|(text, at)| Located::new(spelled(without_proxy(text)), at));
    let name = shown.iter().skip(sign).find(|(text, _)| is_person(text));
    facts.signer = name.map(|(text, at)| Located::new(text.to_string(), *at));
}

/// "TM. ỦY BAN NHÂN DÂN" without the words that say for whom is signed.
fn without_proxy(text: &str) -> &str {
    let signs = ["TM.", "T/M", "KT.", "TUQ.", "TL.", "Q."];
    signs.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text).trim()
}

/// "Nguyễn Văn An": two to five words, each with a capital, and nothing else.
fn is_person(text: &str) -> bool {
    // "BS. Cao Hữu Tạo", "PGS. TS. …"
    let words: Vec<&str> = text.split(' ').skip_while(|word| word.ends_with('.')).collect();
    let is_name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
            && word.chars().count() > 1
    };
    (2..=5).contains(&words.len()) && words.iter().all(is_name)
}

/// Nơi nhận, from its heading on.
pub fn receivers(facts: &mut Facts, lines: &[ProseLine]) {
    let mut lines = lines.iter();
    if !lines.by_ref().any(|line| key(&line.text).starts_with("nơi nhận")) {
        return;
    }
    for line in lines {
        let first = line.columns.first().filter(|first| !first.is_empty()).unwrap_or(&line.text);
        if !first.starts_with(['-', '–', '+', '•']) {
            // A name may wrap, but a title or a person is of the signature.
            if is_signing(first) || is_person(first) || facts.recipients.is_empty() {
                continue;
            }
            continue;
        }
        let name = first
            .trim_start_matches(['-', '–', '+', '•', ' '])
            .trim_end_matches([';', '.', ' ', ',']);
        if !name.is_empty() {
            facts.recipients.push(Located::new(name.to_string(), line.at));
        }
        // "Lưu: VT" is the last; bullets below it are of a web page.
        if key(name).starts_with("lưu") {
            return;
        }
    }
}
