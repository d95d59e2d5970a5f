//! What stands below a plan: Nơi nhận, and who signs.
//!
//! Invariant: a title or a person of the signature is no receiver.

use super::facts::{Facts, parts};
use super::frame::Frame;
use super::signature::{is_person, is_signing};
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

/// Lines of a foot that are neither receivers nor a signature: of a page around the plan, or a text that
/// goes on where nothing says so.
pub fn outside(lines: &[ProseLine]) -> impl Iterator<Item = &ProseLine> {
    const SENTENCE: usize = 5;
    let (mut lists, mut is_signed) = (false, false);
    lines.iter().filter(move |line| {
        let folded = key(&line.text);
        let bare = folded.trim_start_matches(['-', '–', '+', '•', ' ']);
        let was_listed = lists;
        if bare.starts_with("nơi nhận") {
            (lists, is_signed) = (true, false);
            return false;
        }
        is_signed |= is_signing(&line.text) || line.columns.iter().any(|part| is_signing(part));
        let is_bullet = line.text.starts_with(['-', '–', '+', '•']);
        // "Lưu: VT" closes the list; a name in it may wrap before who signs stands below.
        lists &= !bare.starts_with("lưu");
        let is_receiver = was_listed && (is_bullet || !is_signed);
        let is_sentence = folded.split(' ').count() >= SENTENCE;
        is_sentence && !is_receiver && !is_signing(&line.text)
    })
}
