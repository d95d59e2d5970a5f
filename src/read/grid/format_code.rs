//! The code of a number format (ECMA-376, Part 1, 18.8.31) → its sections, each a list of pieces.
//!
//! Invariant: every code can be taken apart. A piece that no rule knows is a word that is shown as
//! it stands.

use crate::read::limits;

/// What a format shows for one kind of value: positive, negative, zero or text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// For which numbers, where the code says so: `[>=100]`.
    pub condition: Option<(Comparison, f64)>,
    /// What is shown, in order.
    pub pieces: Vec<Piece>,
    /// How often the number is multiplied by 100.
    pub percents: usize,
    /// A fraction or a power of ten: the number is shown as it is.
    pub is_plain: bool,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words and marks, as they stand.
    Words(String),
    /// The number as it is, of `General`.
    General,
    /// The text of the cell, of `@`.
    Text,
    /// Digits: at least so many whole ones, and decimals from `least` to `most`; divided by 1,000
    /// for each comma behind them.
    Digits {
        whole: usize,
        least: usize,
        most: usize,
        thousands: i32,
    },
    /// Parts of a date or a time, with how many letters the code has of each.
    Day(usize),
    Month(usize),
    Year(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Hours that go on past 24: `[h]`.
    Elapsed,
    /// Morning or afternoon.
    Half,
}

/// The sections of a code, at most four; none for `General`.
pub fn sections(code: &str) -> Vec<Section> {
    let code: Vec<char> = code.chars().take(limits::FORMAT_CODE).collect();
    let mut reading = Reading { rest: &code, section: Section::default(), state: State::Between };
    let mut sections = Vec::new();
    while let Some(next) = reading.next() {
        if next == ';' {
            sections.push(reading.finish());
        } else {
            reading.take(next);
        }
    }
    sections.push(reading.finish());
    sections.truncate(4);
    if let [only] = sections.as_slice()
        && matches!(only.pieces.as_slice(), [] | [Piece::General])
    {
        sections.clear();
    }
    sections
}

/// Where in a run of digits the reading stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// In none.
    Between,
    /// Before the decimal point.
    Whole,
    /// Behind it.
    Decimals,
}

struct Reading<'a> {
    rest: &'a [char],
    section: Section,
    state: State,
}

impl Reading<'_> {
    fn next(&mut self) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn peek(&self) -> Option<char> {
        self.rest.first().copied()
    }

    /// Whether the code goes on with these letters, large or small, which are then passed over.
    fn goes_on(&mut self, letters: &str) -> bool {
        let count = letters.chars().count();
        let same = self.rest.len() >= count
            && letters.chars().zip(self.rest).all(|(a, b)| a.eq_ignore_ascii_case(b));
        if same {
            self.rest = &self.rest[count..];
        }
        same
    }

    fn take(&mut self, next: char) {
        let state = std::mem::replace(&mut self.state, State::Between);
        match next {
            '"' => self.quoted(),
            '\\' => {
                let escaped = self.next();
                self.words(escaped);
            }
            // A gap as wide as a letter; a letter that fills the cell.
            '_' => {
                self.next();
                self.words([' ']);
            }
            '*' => drop(self.next()),
            '[' => self.bracket(),
            '0' | '#' | '?' => self.digit(next, state),
            '.' if state == State::Whole || self.peek().is_some_and(is_digit) => {
                if state == State::Between {
                    self.open_digits();
                }
                self.state = State::Decimals;
            }
            ',' if state != State::Between => self.comma(state),
            '/' if state != State::Between => self.plain(),
            'e' | 'E' if state != State::Between => self.plain(),
            '%' => {
                self.section.percents += 1;
                self.words(['%']);
            }
            '@' => self.section.pieces.push(Piece::Text),
            'g' | 'G' if self.goes_on("eneral") => self.section.pieces.push(Piece::General),
            'a' | 'A' if self.goes_on("m/pm") || self.goes_on("/p") => {
                self.section.pieces.push(Piece::Half);
            }
            _ => self.letter(next),
        }
    }

    fn letter(&mut self, next: char) {
        let lower = next.to_ascii_lowercase();
        if !matches!(lower, 'd' | 'm' | 'y' | 'h' | 's' | 'e') {
            return self.words([next]);
        }
        let mut count = 1;
        while self.peek().is_some_and(|c| c.to_ascii_lowercase() == lower) {
            self.next();
            count += 1;
        }
        self.section.pieces.push(match lower {
            'd' => Piece::Day(count),
            'm' => Piece::Month(count),
            'h' => Piece::Hour(count),
            's' => Piece::Second(count),
            // "e" is the year of an era in East Asia, and that of the Lord elsewhere.
            'e' => Piece::Year(4),
            _ => Piece::Year(count),
        });
    }

    fn words(&mut self, more: impl IntoIterator<Item = char>) {
        match self.section.pieces.last_mut() {
            Some(Piece::Words(words)) => words.extend(more),
            _ => self.section.pieces.push(Piece::Words(more.into_iter().collect())),
        }
    }

    fn quoted(&mut self) {
        let end = self.rest.iter().position(|c| *c == '"').unwrap_or(self.rest.len());
        let (quoted, rest) = self.rest.split_at(end);
        self.words(quoted.iter().copied());
        self.rest = rest.get(1..).unwrap_or_default();
    }

    /// "[Red]" colours, "[h]" is a time, "[>=5]" a condition, "[$₫-42A]" a currency and a language.
    fn bracket(&mut self) {
        let end = self.rest.iter().position(|c| *c == ']').unwrap_or(self.rest.len());
        let (inside, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        let inside: String = inside.iter().collect();
        if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
            return self.words(sign.chars());
        }
        if let Some(condition) = condition(&inside) {
            self.section.condition = Some(condition);
        }
        match inside.to_ascii_lowercase().as_str() {
            "h" | "hh" => self.section.pieces.push(Piece::Elapsed),
            "m" | "mm" => self.section.pieces.push(Piece::Minute(2)),
            "s" | "ss" => self.section.pieces.push(Piece::Second(2)),
            _ => {}
        }
    }

    fn open_digits(&mut self) {
        let none = Piece::Digits { whole: 0, least: 0, most: 0, thousands: 0 };
        self.section.pieces.push(none);
    }

    fn digit(&mut self, next: char, state: State) {
        if state == State::Between {
            self.open_digits();
        }
        self.state = if state == State::Between { State::Whole } else { state };
        if let Some(Piece::Digits { whole, least, most, .. }) = self.section.pieces.last_mut() {
            match (self.state, next) {
                (State::Decimals, _) => {
                    *most += 1;
                    *least = if next == '0' { *most } else { *least };
                }
                (_, '0') => *whole += 1,
                _ => {}
            }
        }
    }

    /// A comma between digits groups them, which no plan needs; behind them it divides by 1,000.
    fn comma(&mut self, state: State) {
        self.state = state;
        let groups = self.rest.iter().find(|c| **c != ',').copied().is_some_and(is_digit);
        if let (false, Some(Piece::Digits { thousands, .. })) =
            (groups, self.section.pieces.last_mut())
        {
            *thousands += 1;
        }
    }

    /// A fraction or a power of ten: the rest of the digits says nothing more.
    fn plain(&mut self) {
        self.section.is_plain = true;
        while self.peek().is_some_and(|c| is_digit(c) || matches!(c, '+' | '-' | '1'..='9')) {
            self.next();
        }
    }

    fn finish(&mut self) -> Section {
        self.state = State::Between;
        let mut section = std::mem::take(&mut self.section);
        tell_minutes(&mut section.pieces);
        section
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0' | '#' | '?')
}

fn condition(inside: &str) -> Option<(Comparison, f64)> {
    use Comparison::{AtLeast, AtMost, Equal, Less, More, Unequal};
    let signs =
        [("<=", AtMost), (">=", AtLeast), ("<>", Unequal), ("<", Less), (">", More), ("=", Equal)];
    let (number, comparison) = signs
        .into_iter()
        .find_map(|(sign, comparison)| Some((inside.strip_prefix(sign)?, comparison)))?;
    Some((comparison, number.trim().parse().ok()?))
}

/// "m" is a minute behind hours and before seconds, else a month.
fn tell_minutes(pieces: &mut [Piece]) {
    let of_time: Vec<usize> = (0..pieces.len())
        .filter(|at| {
            !matches!(pieces[*at], Piece::Words(_) | Piece::Text | Piece::General | Piece::Half)
        })
        .collect();
    for (order, at) in of_time.iter().enumerate() {
        let Piece::Month(count @ (1 | 2)) = pieces[*at] else { continue };
        let before = order.checked_sub(1).and_then(|order| of_time.get(order));
        let after_hour =
            before.is_some_and(|at| matches!(pieces[*at], Piece::Hour(_) | Piece::Elapsed));
        let behind = of_time.get(order + 1);
        if after_hour || behind.is_some_and(|at| matches!(pieces[*at], Piece::Second(_))) {
            pieces[*at] = Piece::Minute(count);
        }
    }
}
