//! Numbers of divisions ⇄ how they are printed: I, II, III … and a, b, c, d, đ ….
//!
//! Reading accepts exactly what writing makes, so a heading is never mistaken for a number.

const NUMERALS: &[(u32, &str)] = &[
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// 3888; no text longer than this needs to be looked at.
const LONGEST_NUMERAL: &str = "MMMDCCCLXXXVIII";

/// The order of the points of a clause, without f, j, w, z and without ă â ê ô ơ ư
/// (NĐ 30/2020, Phụ lục I, Phần I, mục II.6.đ; the list of letters is practice).
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

/// The numeral of parts, chapters and annexes (NĐ 30/2020, Phụ lục I, Phần I, mục II.6.đ and
/// III.1.a); 0 and numbers from 4000 have none and come out in digits.
pub fn roman(number: u32) -> String {
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, numeral) in NUMERALS {
        while rest >= *value {
            rest -= value;
            out.push_str(numeral);
        }
    }
    out
}

/// The value of a numeral written as `roman` writes it: "IIII", "iv" and "" are none.
pub fn parse_roman(text: &str) -> Option<u32> {
    if text.len() > LONGEST_NUMERAL.len() {
        return None;
    }
    let (mut rest, mut number) = (text, 0);
    for (value, numeral) in NUMERALS {
        while let Some(tail) = rest.strip_prefix(numeral) {
            rest = tail;
            number += value;
        }
    }
    // A text of another order or length leaves a rest or has another canonical form.
    (rest.is_empty() && number > 0 && roman(number) == text).then_some(number)
}

/// The letter of the `number`th point, counted from 1; after y come aa, ab … ; 0 gives "".
pub fn letter(number: u32) -> String {
    let (mut rest, mut out) = (number, Vec::new());
    while let Some(index) = rest.checked_sub(1) {
        out.push(LETTERS[index as usize % LETTERS.len()]);
        rest = index / LETTERS.len() as u32;
    }
    out.iter().rev().collect()
}

/// The place of a single lower-case letter in the order of points, from 1.
pub fn parse_letter(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let (Some(wanted), None) = (chars.next(), chars.next()) else {
        return None;
    };
    (1..).zip(LETTERS).find(|(_, letter)| *letter == wanted).map(|(number, _)| number)
}

/// Which of several a word says: "nhất" is 1, "tư" is 4.
pub fn parse_ordinal(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let wanted = super::key(word);
    (1..).zip(WORDS).find(|(_, word)| **word == wanted).map(|(number, _)| number)
}

/// "một" to "mười" in words, in any case.
pub fn parse_cardinal(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let wanted = super::key(word);
    (1..).zip(WORDS).find(|(_, word)| **word == wanted).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_both_ways() {
        for (number, text) in
            [(1, "I"), (4, "IV"), (8, "VIII"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")]
        {
            assert_eq!((roman(number).as_str(), parse_roman(text)), (text, Some(number)));
        }
        assert!((1..4000).all(|number| parse_roman(&roman(number)) == Some(number)));
        assert_eq!((roman(0).as_str(), roman(4000).as_str()), ("0", "4000"));
        for text in ["", "IIII", "VX", "IC", "iv", "IV.", "A", "MMMM", "Ⅳ"] {
            assert_eq!(parse_roman(text), None, "{text:?}");
        }
    }

    #[test]
    fn letters_both_ways() {
        let first: String = (1..=23).map(letter).collect();
        assert_eq!(first, "abcdđeghiklmnopqrstuvxy");
        assert!((1..=23).all(|number| parse_letter(&letter(number)) == Some(number)));
        for (number, text) in [(24, "aa"), (25, "ab"), (46, "ay"), (47, "ba"), (0, "")] {
            assert_eq!(letter(number), text);
        }
        for text in ["", "f", "A", "aa", "ă", "1"] {
            assert_eq!(parse_letter(text), None, "{text:?}");
        }
    }
}
