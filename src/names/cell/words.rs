//! The text of a cell → its words and signs. A cell has two things that a sentence has not: line
//! breaks, and names that are written together ("Sở Y tế/Sở Nội vụ").
//!
//! Invariant: every token is a part of the text as written. Time and memory are linear in the text.

use crate::text::single_line;
use crate::text::words::{Sign, Token, between, tokens};
use crate::vocabulary::BODY;

/// A cell, taken apart.
pub struct Words<'a> {
    /// As written.
    pub text: &'a str,
    /// Its words and signs.
    pub tokens: Vec<Token>,
    /// Of each token, whether a line begins with it.
    lines: Vec<bool>,
    /// Of each opening bracket, the token that closes it.
    closes: Vec<Option<usize>>,
}

impl<'a> Words<'a> {
    /// Takes a text apart.
    pub fn new(text: &'a str) -> Words<'a> {
        let mut apart = Vec::new();
        for token in tokens(text, usize::MAX) {
            part(text, token, &mut apart);
        }
        let mut end = 0;
        let begins_line = |token: &Token| {
            let before = text.get(end..token.start).unwrap_or_default();
            end = token.end;
            before.contains('\n')
        };
        let lines = apart.iter().map(begins_line).collect();
        let closes = closes(&apart);
        Words { text, tokens: apart, lines, closes }
    }

    /// A token.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// Whether a token is a sign.
    pub fn is_sign(&self, at: usize, sign: Sign) -> bool {
        self.get(at).is_some_and(|token| token.sign == sign)
    }

    /// Whether a line begins with a token that is not the first.
    pub fn begins_line(&self, at: usize) -> bool {
        self.lines.get(at).copied().unwrap_or(false)
    }

    /// The token that closes the bracket that opens at a token.
    pub fn close(&self, at: usize) -> Option<usize> {
        self.closes.get(at).copied().flatten()
    }

    /// Whether a token touches the one before it and the one behind.
    pub fn is_tight(&self, at: usize) -> bool {
        let touches = |left: usize, right: usize| {
            self.get(left).zip(self.get(right)).is_some_and(|(left, right)| left.end == right.start)
        };
        at > 0 && touches(at - 1, at) && touches(at, at + 1)
    }

    /// Whether a sign that is no word stands right behind a token.
    pub fn is_glued(&self, at: usize, to: usize) -> bool {
        let end = self.get(at).map_or(0, |token| token.end);
        let is_next = |next: &Token| {
            next.start == end && matches!(next.sign, Sign::Stop | Sign::Other) && next.end > end
        };
        let is_dots = self.is_sign(at + 1, Sign::Stop) && !self.is_sign(at + 2, Sign::Other);
        at + 1 < to && !is_dots && self.get(at + 1).is_some_and(is_next)
    }

    /// The text from one token to another, the last not included, on one line.
    pub fn line(&self, from: usize, to: usize) -> String {
        single_line(between(self.text, &self.tokens, from, to))
    }

    /// The written form of one token.
    pub fn written(&self, at: usize) -> &'a str {
        between(self.text, &self.tokens, at, at + 1)
    }
}

/// Pushes a token, or its parts where a stroke, a hyphen or a stop stands before the name of another
/// body: "tế/Sở".
fn part(text: &str, token: Token, apart: &mut Vec<Token>) {
    let word = text.get(token.start..token.end).unwrap_or_default();
    let cut = word.char_indices().find(|(at, sign)| {
        let (left, right) = (&word[..*at], &word[at + sign.len_utf8()..]);
        matches!(sign, '/' | '-' | '–' | '.') && left.chars().count() > 1 && is_body(right)
    });
    let Some((at, sign)) = cut.filter(|_| token.sign == Sign::Word) else {
        return apart.push(token);
    };
    let (start, end) = (token.start + at, token.start + at + sign.len_utf8());
    for (from, to) in [(token.start, start), (start, end), (end, token.end)] {
        let whole = text.get(from..to).unwrap_or_default();
        apart.extend(tokens(whole, 9).into_iter().map(|inner| Token {
            start: from + inner.start,
            end: from + inner.end,
            ..inner
        }));
    }
}

/// Whether letters begin the name of a body: a capital, and the first word of a kind.
fn is_body(letters: &str) -> bool {
    let mut all = letters.chars();
    let is_capital = all.next().is_some_and(char::is_uppercase);
    is_capital && all.next().is_some() && BODY.has_first(&crate::text::key(letters))
}

/// Which bracket closes which; one that has no partner closes nothing.
fn closes(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut closes = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.sign {
            Sign::Open => open.push(at),
            Sign::Close => {
                if let Some(start) = open.pop()
                    && let Some(slot) = closes.get_mut::<usize>(start)
                {
                    *slot = Some(at);
                }
            }
            _ => {}
        }
    }
    closes
}
