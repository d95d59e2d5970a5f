//! A paragraph → its words and signs, each with its place and its key.
//!
//! Invariant: a word keeps the signs inside it ("29-NQ/TW", "KH&ĐT", "16,71%"); one at its edge is
//! a token of its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use super::key;

/// A word or a sign.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub sign: Sign,
    /// [`key`] of a word; empty for a sign.
    pub key: WordKey,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// Begins with a capital letter.
    pub capital: bool,
}

/// The key of a word, made once however often the word occurs.
#[derive(Debug, Clone)]
pub struct WordKey {
    text: Rc<str>,
    first: u64,
}

impl WordKey {
    fn new(text: &str) -> WordKey {
        WordKey { text: Rc::from(text), first: first_hash(text) }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// [`first_hash`] of the key.
    pub fn first(&self) -> u64 {
        self.first
    }
}

impl Deref for WordKey {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for WordKey {
    fn eq(&self, other: &WordKey) -> bool {
        self.text == other.text
    }
}

impl PartialEq<&str> for WordKey {
    fn eq(&self, other: &&str) -> bool {
        *self.text == **other
    }
}

/// A hash of the first syllable of a key (FNV-1a), by which lists of phrases are looked up.
pub fn first_hash(key: &str) -> u64 {
    let first = key.bytes().take_while(|byte| *byte != b' ');
    first.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A word or a number.
    Word,
    /// ","
    Comma,
    /// ";"
    Semicolon,
    /// ":"
    Colon,
    /// "." "!" "?"
    Stop,
    /// "("
    Open,
    /// ")"
    Close,
    /// "-" between spaces, and its longer sisters.
    Dash,
    /// A quotation mark.
    Quote,
    /// Any other.
    Other,
}

impl Token {
    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        self.key == word
    }
}

/// The first tokens of a text, at most `most`.
pub fn tokens(text: &str, most: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if tokens.len() == most {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let sign = if is_alphanumeric(c) { Sign::Word } else { sign_of(c) };
        if sign == Sign::Word {
            while let Some((at, next)) = rest.peek().copied() {
                let behind = at + next.len_utf8();
                let is_of_word = is_alphanumeric(next)
                    || next == '%'
                    || is_mark(next)
                    || is_inner(next) && goes_on(next, text.get(behind..), text.get(start..at));
                if !is_of_word {
                    break;
                }
                end = behind;
                rest.next();
            }
        }
        let word = text.get(start..end).unwrap_or_default();
        // "TT. Y tế", "TP. Huế": the stop of an abbreviation.
        let is_short = ABBREVIATIONS.contains(&word) || GLUED.contains(&word);
        if is_short && rest.peek().is_some_and(|(_, next)| *next == '.') {
            rest.next();
            end += 1;
        }
        let key = key_of_word(if sign == Sign::Word { word } else { "" });
        tokens.push(Token { sign, key, start, end, capital: c.is_uppercase() });
    }
    tokens
}

/// Whether a word goes on behind a sign inside it.
fn goes_on(sign: char, behind: Option<&str>, word: Option<&str>) -> bool {
    let after = behind.and_then(|text| text.chars().next());
    let word = word.unwrap_or_default();
    // A sentence that begins without a space after its stop; "P.KTSX": the stop of an abbreviation
    // that its name follows at once.
    let ends = sign == '.'
        && after.is_some_and(char::is_uppercase)
        && (word.len() > 4 || GLUED.contains(&word));
    after.is_some_and(is_alphanumeric)
        && !ends
        && (sign != ',' || after.is_some_and(|c| c.is_ascii_digit()))
}

/// [`char::is_alphanumeric`], at once for the letters of Vietnamese.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The key of a word, folded once a thread: a text says the same words again and again.
fn key_of_word(word: &str) -> WordKey {
    /// Words that are kept; a text with more is not of words.
    const MOST: usize = 50_000;
    thread_local! {
        static KEYS: RefCell<HashMap<String, WordKey>> = RefCell::default();
    }
    KEYS.with_borrow_mut(|keys| {
        if let Some(known) = keys.get(word) {
            return known.clone();
        }
        let folded = WordKey::new(&key(word));
        if keys.len() < MOST {
            keys.insert(word.to_string(), folded.clone());
        }
        folded
    })
}

/// Whether the stop at a byte is that of an abbreviation before a name and ends no sentence.
pub fn ends_abbreviated(text: &str, stop: usize) -> bool {
    let before = text.get(..stop).unwrap_or_default();
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    ABBREVIATIONS.contains(&word) || GLUED.contains(&word)
}

/// Words that are cut with a stop before a name.
const ABBREVIATIONS: &[&str] = &["TT", "TP", "TX", "BV", "P", "Tp", "Tx"];

/// Kinds of bodies that are cut with a stop and their name glued to it: "P.KTSX", "XN.CK".
const GLUED: &[&str] = &["P", "XN", "PX", "TT", "BV", "CN", "Đ", "K"];

fn sign_of(c: char) -> Sign {
    match c {
        ',' => Sign::Comma,
        ';' => Sign::Semicolon,
        ':' => Sign::Colon,
        '.' | '!' | '?' => Sign::Stop,
        '(' => Sign::Open,
        ')' => Sign::Close,
        '-' | '–' | '—' => Sign::Dash,
        '“' | '”' | '"' | '„' | '«' | '»' => Sign::Quote,
        _ => Sign::Other,
    }
}

/// Signs that may stand inside a word or a number.
fn is_inner(c: char) -> bool {
    matches!(c, '-' | '/' | '&' | '.' | ',' | '–' | '\'' | '’')
}

/// Marks that stand behind their letter, where a text was not composed.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word with a capital stands right behind another: "Ban | Tham mưu" is one name, "Sở Y tế | tham mưu"
/// a name and what it does.
pub fn goes_on_in_capitals(tokens: &[Token], at: usize) -> bool {
    let is_word = |at: usize| tokens.get(at).filter(|token| token.sign == Sign::Word);
    let before = at.checked_sub(1).and_then(is_word);
    before.is_some_and(|before| before.capital) && is_word(at).is_some_and(|token| token.capital)
}

/// How many tokens the words of `phrase` take at `at`, commas and dashes between them among them;
/// `None` where they do not stand there. A token may be several words, as "UBND" is.
pub fn phrase_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let (mut rest, mut used) = (phrase, 0);
    while !rest.is_empty() {
        let token = tokens.get(at + used)?;
        // "chính trị - xã hội", "chức năng, nhiệm vụ": one phrase however it is pointed.
        // "Đoàn xã, Hội Phụ nữ": small letters and a capital behind a comma are two.
        let parts = token.sign == Sign::Comma
            && !tokens[at].capital
            && tokens.get(at + used + 1).is_some_and(|next| next.capital);
        if used > 0 && !parts && matches!(token.sign, Sign::Comma | Sign::Dash) {
            used += 1;
            continue;
        }
        if token.sign != Sign::Word {
            return None;
        }
        rest = rest.strip_prefix(token.key.as_str())?;
        if !rest.is_empty() {
            rest = rest.strip_prefix(' ')?;
        }
        used += 1;
    }
    Some(used)
}

/// The longest of the phrases that stands at `at`, in tokens.
pub fn longest_at(tokens: &[Token], at: usize, phrases: &[&str]) -> Option<usize> {
    let first = tokens.get(at).filter(|token| token.sign == Sign::Word)?;
    let may_be = |phrase: &&&str| phrase.starts_with(first.key.as_str());
    phrases.iter().filter(may_be).filter_map(|phrase| phrase_at(tokens, at, phrase)).max()
}

/// The text from one token to another, the last not included.
pub fn between<'a>(text: &'a str, tokens: &[Token], from: usize, to: usize) -> &'a str {
    let start = tokens.get(from).map_or(text.len(), |token| token.start);
    let last = to.checked_sub(1).and_then(|last| tokens.get(last));
    let end = last.map_or(start, |token| token.end);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..='\u{3000}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn words_keep_their_inner_signs() {
        let text = "Sở KH&ĐT, số 29-NQ/TW (16,71%). Xong";
        let words: Vec<&str> =
            tokens(text, 99).iter().map(|token| &text[token.start..token.end]).collect();
        let expected = ["Sở", "KH&ĐT", ",", "số", "29-NQ/TW", "(", "16,71%", ")", ".", "Xong"];
        assert_eq!(words, expected);
        assert_eq!(tokens(text, 2).len(), 2);
    }

    #[test]
    fn phrases_are_found_over_abbreviations() {
        let tokens = tokens("UBND tỉnh chủ trì", 9);
        assert_eq!(phrase_at(&tokens, 0, "ủy ban nhân dân tỉnh"), Some(2));
        assert_eq!(phrase_at(&tokens, 0, "ủy ban"), None);
        assert_eq!(longest_at(&tokens, 2, &["chủ", "chủ trì"]), Some(2));
        let tokens = super::tokens("đoàn thể chính trị - xã hội, chức năng", 9);
        assert_eq!(phrase_at(&tokens, 2, "chính trị xã hội"), Some(5));
        assert_eq!(phrase_at(&tokens, 2, "chính trị"), Some(2));
    }
}
