//! Names of bodies in running text, and lists of them: "Sở Tài chính, Công an tỉnh và các sở, ban,
//! ngành liên quan".
//!
//! A name that the directory knows is taken whole; any other by its grammar: a kind of body and its
//! capitals, or a plural and what belongs to it. A name ends where the sentence goes on with a verb.
//!
//! Invariant: phrases in the plural that stand together are one name, as an office prints them.

use std::cell::RefCell;
use std::collections::HashMap;

use super::grammar::{Grammar, separated};
use super::kinds::{COMMON_WORDS, LONGEST_NAME, NO_KINDS, PERSONS, common_kind, is_listed};
use super::lexicon::{BODIES, BODY, DUTIES, NO_BODY, OF_ALL_KINDS, ORDERS, STARTERS, several};
use super::words::{Sign, Token, between, phrase_at};
use crate::directory::{Directory, Found};
use crate::text::key;

/// No list of names is longer.
const LONGEST_LIST: usize = 60;

/// Reads names of bodies.
pub struct Bodies<'a> {
    directory: &'a Directory,
    /// Keys of short names that the text itself has given, "địa phương".
    aliases: &'a [String],
    /// What has been looked up, as the same names come again and again.
    known: RefCell<HashMap<String, bool>>,
}

/// Names and where their list ends.
#[derive(Debug, PartialEq, Eq)]
pub struct List {
    /// As written.
    pub names: Vec<String>,
    /// The token after the last.
    pub end: usize,
}

/// One name in the text.
struct Name {
    start: usize,
    end: usize,
    plural: bool,
}

impl<'a> Bodies<'a> {
    /// Reads with the names of a directory and the aliases of a text.
    pub fn new(directory: &'a Directory, aliases: &'a [String]) -> Bodies<'a> {
        Bodies { directory, aliases, known: RefCell::default() }
    }

    /// Whether the directory or the text knows a name.
    pub fn is_known(&self, name: &str) -> bool {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let known = self.aliases.contains(&key(name)) || self.directory.find(name) != Found::Nobody;
        self.known.borrow_mut().insert(name.to_string(), known);
        known
    }

    /// The list of names that begins at a token and ends where the sentence goes on.
    pub fn list(&self, text: &str, tokens: &[Token], at: usize) -> Option<List> {
        self.collect(text, tokens, at, tokens.len(), false)
    }

    /// The names between two tokens, all of which belong to names.
    pub fn all(&self, text: &str, tokens: &[Token], from: usize, to: usize) -> Option<List> {
        self.collect(text, tokens, from, to, true).filter(|list| list.end == to)
    }

    /// Whether a name may begin here.
    pub fn begins(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        self.name(text, tokens, at, tokens.len(), false).is_some()
    }

    /// The names of a text that is nothing else, such as a cell of a table.
    pub fn split(&self, text: &str) -> Vec<String> {
        let text = text.trim().trim_end_matches(['.', ';', ',']).replace("\nvà ", " và ");
        let text = text.as_str();
        if text.contains('\n') {
            return crate::resolve::split_names(text, self.directory);
        }
        let tokens = super::words::tokens(text, 400);
        match self.all(text, &tokens, 0, tokens.len()) {
            Some(list) => list.names,
            None => crate::resolve::split_names(text, self.directory),
        }
    }

    fn collect(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        to: usize,
        whole: bool,
    ) -> Option<List> {
        let mut names: Vec<Name> = Vec::new();
        // Names that are known in full already.
        let mut listed: Vec<String> = Vec::new();
        let (mut next, mut end) = (at, at);
        while names.len() < LONGEST_LIST {
            let Some(name) = self.name(text, tokens, next, to, whole) else { break };
            end = after_brackets(tokens, name.end, to);
            match names.last_mut() {
                Some(last) if self.is_one_phrase(text, tokens, last, &name) => {
                    last.end = name.end;
                    last.plural = true;
                }
                _ => names.push(name),
            }
            if is_listed(text, tokens, next, end) && self.begins(text, tokens, end + 1) {
                // "với các đơn vị: Sở X, Sở Y": the names behind the colon say who.
                names.pop();
                next = end + 1;
                continue;
            }
            if let Some((kind, colon)) = common_kind(text, tokens, next, end) {
                let (under, after) = self.under(text, tokens, (kind, colon + 1), to);
                if !under.is_empty() {
                    names.pop();
                    listed
                        .extend(names.drain(..).flat_map(|name| self.spoken(text, tokens, &name)));
                    listed.extend(under);
                    end = after;
                }
            }
            match separated(tokens, end).filter(|after| *after < to) {
                Some(after) => next = after,
                None => break,
            }
        }
        listed.extend(names.iter().flat_map(|name| self.spoken(text, tokens, name)));
        (!listed.is_empty()).then_some(List { names: listed, end })
    }

    /// A name, or the names that a kind of body stands once for.
    fn spoken(&self, text: &str, tokens: &[Token], name: &Name) -> Vec<String> {
        let words = without_brackets(between(text, tokens, name.start, name.end));
        if name.plural { vec![words] } else { self.shared(&words) }
    }

    /// "các sở, ban, ngành và UBND các huyện": phrases for all kinds are one, unless a semicolon
    /// parts them; "các doanh nghiệp viễn thông và UBND các xã" are two.
    fn is_one_phrase(&self, text: &str, tokens: &[Token], last: &Name, next: &Name) -> bool {
        let parts = (last.end..next.start)
            .any(|index| tokens.get(index).is_some_and(|token| token.sign == Sign::Semicolon));
        if parts || !next.plural {
            return false;
        }
        let of_all_kinds = |name: &Name| {
            let words = key(between(text, tokens, name.start, name.end));
            let words = words.strip_prefix("các ").unwrap_or(&words).to_string();
            OF_ALL_KINDS.begin(&words) && !NO_KINDS.iter().any(|kind| words.starts_with(kind))
        };
        if last.plural {
            return of_all_kinds(last) && of_all_kinds(next)
                || self.is_known(between(text, tokens, last.start, next.end));
        }
        // "Mặt trận Tổ quốc xã và các đoàn thể"
        let first = key(between(text, tokens, last.start, last.end));
        let second = key(between(text, tokens, next.start, next.end));
        let is_front = ["mặt trận", "mttq", "ubmttq"].iter().any(|words| first.contains(words));
        is_front && (second.contains("đoàn thể") || second.contains("tổ chức"))
    }

    /// "các sở: Tài chính, Nội vụ": the names behind the colon, in full, and where they end.
    fn under(
        &self,
        text: &str,
        tokens: &[Token],
        (kind, from): (&str, usize),
        to: usize,
    ) -> (Vec<String>, usize) {
        let (mut names, mut at, mut end) = (Vec::new(), from, from);
        while names.len() < LONGEST_LIST {
            let limit = to.min(at + LONGEST_NAME);
            let found = (at + 1..=limit).rev().find_map(|stop| {
                let last = tokens.get(stop - 1).filter(|token| token.sign == Sign::Word)?;
                let full = format!("{kind} {}", between(text, tokens, at, stop));
                (!last.is("và") && self.is_known(&full)).then_some((full, stop))
            });
            let Some((name, stop)) = found else { break };
            names.push(name);
            end = stop;
            match separated(tokens, stop).filter(|next| *next < to) {
                Some(next) => at = next,
                None => break,
            }
        }
        (names, end)
    }

    /// "Sở Tài chính, Xây dựng": a kind of body that stands once for several names.
    fn shared(&self, words: &str) -> Vec<String> {
        if self.is_known(words) || !words.contains(',') {
            return vec![words.to_string()];
        }
        let split = crate::resolve::split_names(words, self.directory);
        if split.len() > 1 && split.iter().all(|name| self.is_known(name)) {
            split
        } else {
            vec![words.to_string()]
        }
    }

    /// One name from a token on, not beyond `to`; with `whole` all up to `to` is made of names.
    fn name(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        to: usize,
        whole: bool,
    ) -> Option<Name> {
        let first = tokens.get(at).filter(|token| token.sign == Sign::Word && at < to)?;
        let plural = several(tokens, at);
        let head = BODY.at(tokens, at).filter(|used| {
            let next = tokens.get(at + used);
            let kind = key(between(text, tokens, at, at + used));
            let has_name =
                next.is_some_and(|next| next.capital) || several(tokens, at + used).is_some();
            // "giao đồng chí Phó Bí thư Thường trực …"
            let is_person = kind == "đồng chí" && next.is_some_and(|next| next.capital);
            is_person || first.capital && (has_name || !COMMON_WORDS.contains(&kind.as_str()))
        });
        let small = BODIES
            .at(tokens, at)
            .filter(|used| !PERSONS.contains(&key(between(text, tokens, at, at + used)).as_str()));
        if plural.is_none() && head.is_none() && small.is_none() && !first.capital {
            return None;
        }
        if NO_BODY.at(tokens, at).is_some() {
            return None;
        }
        let is_proper = plural.is_none() && head.is_some();
        let grammar = Grammar { tokens, to, whole, is_proper };
        // "Tỉnh" is known too, and less than the kind of "Tỉnh đoàn".
        let known = self.longest_known(text, tokens, at, to);
        let known = known.filter(|end| head.is_none_or(|used| *end >= at + used));
        let by_grammar = match (plural, head, small) {
            (Some(used), ..) => grammar.plural(at + used),
            // "Đảng ủy Sở Y tế", "Văn phòng UBND tỉnh": a body of a body.
            (None, Some(used), _) if self.inner(text, tokens, at, used, to).is_some() => {
                self.inner(text, tokens, at, used, to)
            }
            (None, Some(used), _) => match several(tokens, at + used) {
                Some(more) if at + used < to => grammar.plural(at + used + more),
                _ => grammar.proper(at, used).map(|end| match several(tokens, end) {
                    Some(_) => grammar.place(end),
                    None => end,
                }),
            },
            (None, None, Some(_)) => grammar.plural(at),
            // Between two known places anything in capitals is a name.
            _ if whole => grammar.proper(at, 1),
            _ => None,
        };
        let starts_plural = plural.is_some()
            || head.is_some_and(|used| several(tokens, at + used).is_some())
            || head.is_none() && small.is_some();
        match (known, by_grammar) {
            (None, None) => None,
            // "Thống kê, phân loại hồ sơ": a verb, though an office goes by that word too.
            (Some(known), None)
                if STARTERS.at(tokens, at) == Some(known - at) && grammar.place(known) == known =>
            {
                None
            }
            (Some(known), None) => {
                Some(Name { start: at, end: grammar.place(known), plural: starts_plural })
            }
            (None, Some(end)) => Some(Name { start: at, end, plural: starts_plural }),
            // A phrase may go on past what the directory knows of it; the name of a body does not,
            // but for the words of its place.
            (Some(known), Some(end)) if starts_plural => {
                Some(Name { start: at, end: known.max(end), plural: true })
            }
            (Some(known), Some(end)) => {
                let is_of_each = (at..=known).any(|index| several(tokens, index).is_some());
                let placed = grammar.place(known);
                // "Hiệp hội Doanh nghiệp" goes on as "… dịch vụ logistics Việt Nam".
                let has_capital = |index: usize| {
                    tokens.get(index).is_some_and(|token| token.capital)
                        && BODY.at(tokens, index).is_none()
                };
                let goes_on = end > placed && (placed..end).any(has_capital);
                let is_longer = whole || is_of_each || goes_on;
                let end = if is_longer { placed.max(end) } else { placed };
                Some(Name { start: at, end, plural: is_of_each })
            }
        }
    }

    /// The end of a name whose kind is one of another body, which follows at once.
    fn inner(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        used: usize,
        to: usize,
    ) -> Option<usize> {
        const OF_OTHERS: &[&str] = &[
            "đảng ủy",
            "đảng bộ",
            "chi bộ",
            "đảng đoàn",
            "ban cán sự đảng",
            "ban cán sự",
            "công đoàn",
            "văn phòng",
            "giám đốc",
            "bộ trưởng",
            "thứ trưởng",
            "thủ trưởng",
            "chủ tịch",
            "lãnh đạo",
            "thường trực",
            "đoàn",
        ];
        let kind = key(between(text, tokens, at, at + used));
        let next = tokens.get(at + used).filter(|next| next.capital)?;
        let goes_on = OF_OTHERS.contains(&kind.as_str()) && next.sign == Sign::Word;
        let name = goes_on.then(|| self.name(text, tokens, at + used, to, false)).flatten()?;
        Some(name.end)
    }

    /// The end of the longest known name from a token on.
    fn longest_known(&self, text: &str, tokens: &[Token], at: usize, to: usize) -> Option<usize> {
        let first = tokens.get(at)?;
        let may_be = |end: &usize| {
            // A name ends with a word, or with a bracket: "Ngân hàng Nhà nước (Chi nhánh …)".
            let last = tokens.get(end - 1);
            let next = tokens.get(*end);
            last.is_some_and(|token| {
                token.sign == Sign::Word && !["và", "cùng", "với", "có", "các", "của", "do"].contains(&token.key.as_str())
            })
                // "Sở Du lịch, Tỉnh" of "Sở Du lịch, Tỉnh đoàn"
                && !(at + 1..*end).any(|index| {
                    tokens.get(index).is_some_and(|token| token.capital)
                        && BODY.at(tokens, index).is_some_and(|used| index + used > *end)
                })
                // "Trường Đại học" of "Trường Đại học Hồng Đức" is no name that ends here.
                && !next.is_some_and(|next| {
                    next.sign == Sign::Word && next.capital && first.capital
                })
        };
        let limit = to.min(at + LONGEST_NAME);
        let stop = (at..limit)
            .find(|index| {
                tokens.get(*index).is_some_and(|token| {
                    matches!(token.sign, Sign::Semicolon | Sign::Colon | Sign::Stop)
                }) || phrase_at(tokens, *index, "chủ trì").is_some()
            })
            .unwrap_or(limit);
        (at + 1..=stop).rev().filter(may_be).find(|end| {
            let name = between(text, tokens, at, *end);
            self.is_known(name) && !name.contains('(')
        })
    }
}

/// The token after a bracket that opens at `at`: "(sau đây gọi tắt là địa phương)".
pub fn after_brackets(tokens: &[Token], at: usize, to: usize) -> usize {
    if tokens.get(at).is_none_or(|token| token.sign != Sign::Open) {
        return at;
    }
    let close = (at..to).find(|index| tokens.get(*index).is_some_and(|t| t.sign == Sign::Close));
    close.map_or(at, |close| close + 1)
}

/// A name without what stands in brackets inside it.
fn without_brackets(name: &str) -> String {
    match (name.find('('), name.find(')')) {
        (Some(open), Some(close)) if open < close => {
            let rest = name.get(close + 1..).unwrap_or_default();
            let joined = format!("{}{rest}", name.get(..open).unwrap_or_default().trim_end());
            without_brackets(joined.trim())
        }
        _ => name.trim().to_string(),
    }
}

/// Whether words between a body and "chủ trì" are those of a duty, or none.
pub fn after_duties(tokens: &[Token], at: usize) -> usize {
    let mut next = at;
    loop {
        let comma = usize::from(tokens.get(next).is_some_and(|token| token.sign == Sign::Comma));
        match DUTIES.at(tokens, next + comma) {
            Some(used) => next += comma + used,
            None => return next,
        }
    }
}

/// The token after an order: "Giao", "Đề nghị".
pub fn after_order(tokens: &[Token], at: usize) -> Option<usize> {
    ORDERS.at(tokens, at).map(|used| at + used)
}

/// The token after an order that stands at a token, or behind who gives it: "UBND tỉnh giao".
pub fn order(tokens: &[Token], at: usize) -> Option<usize> {
    const LONGEST_GIVER: usize = 6;
    let reach = tokens.len().min(at + LONGEST_GIVER);
    let is_word = |at: &usize| tokens.get(*at).is_some_and(|token| token.sign == Sign::Word);
    (at..reach).take_while(is_word).find_map(|at| after_order(tokens, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::OwnEntries;
    use crate::import::words::tokens;

    /// The names at the beginning of a text, and the rest.
    fn list(text: &str) -> (Vec<String>, String) {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        let tokens = tokens(text, 99);
        match bodies.list(text, &tokens, 0) {
            Some(List { names, end }) => {
                (names, between(text, &tokens, end, tokens.len()).to_string())
            }
            None => (Vec::new(), text.to_string()),
        }
    }

    #[test]
    fn lists_end_where_the_sentence_goes_on() {
        let cases: &[(&str, &[&str], &str)] = &[
            (
                "các sở, ban, ngành, địa phương làm tốt công tác",
                &["các sở, ban, ngành, địa phương"],
                "làm tốt công tác",
            ),
            (
                "Sở Nội vụ và các sở, ngành liên quan tham mưu:",
                &["Sở Nội vụ", "các sở, ngành liên quan"],
                "tham mưu:",
            ),
            (
                "Đại học Quốc gia Hà Nội và các đơn vị liên quan xây dựng",
                &["Đại học Quốc gia Hà Nội", "các đơn vị liên quan"],
                "xây dựng",
            ),
            (
                "Các sở, ban, ngành và UBND các huyện, thị xã, thành phố (sau đây gọi tắt là địa phương):",
                &["Các sở, ban, ngành và UBND các huyện, thị xã, thành phố"],
                ":",
            ),
            (
                "Sở Nông nghiệp và Phát triển nông thôn lập kế hoạch",
                &["Sở Nông nghiệp và Phát triển nông thôn"],
                "lập kế hoạch",
            ),
            ("Trường Đại học Hồng Bàng:", &["Trường Đại học Hồng Bàng"], ":"),
            (
                "Ban Quản lý dự án đầu tư xây dựng huyện chủ trì",
                &["Ban Quản lý dự án đầu tư xây dựng huyện"],
                "chủ trì",
            ),
            (
                "Phòng Kinh tế, Phòng Văn hóa - Xã hội, Công an xã và các thôn tuyên truyền",
                &["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an xã", "các thôn"],
                "tuyên truyền",
            ),
            (
                "Các cơ sở giáo dục nghề nghiệp tăng cường",
                &["Các cơ sở giáo dục nghề nghiệp"],
                "tăng cường",
            ),
            (
                "Ủy ban nhân dân các xã, phường, đặc khu rà soát",
                &["Ủy ban nhân dân các xã, phường, đặc khu"],
                "rà soát",
            ),
            (
                "Sở Tài chính, Sở Xây dựng; UBND các xã, phường khẩn trương",
                &["Sở Tài chính", "Sở Xây dựng", "UBND các xã, phường"],
                "khẩn trương",
            ),
            (
                "Đài Phát thanh và Truyền hình tỉnh, Báo Hà Tĩnh và các cơ quan thông tin đại chúng trên địa bàn có trách nhiệm:",
                &[
                    "Đài Phát thanh và Truyền hình tỉnh",
                    "Báo Hà Tĩnh",
                    "các cơ quan thông tin đại chúng trên địa bàn",
                ],
                "có trách nhiệm:",
            ),
            ("Ban hành kế hoạch", &[], "Ban hành kế hoạch"),
            ("Tổ chức hội nghị", &[], "Tổ chức hội nghị"),
            ("Hội nghị tổng kết", &[], "Hội nghị tổng kết"),
            (
                "Cục Chuyển đổi số, Vụ Pháp chế và các đơn vị thuộc Bộ tham mưu",
                &["Cục Chuyển đổi số", "Vụ Pháp chế", "các đơn vị thuộc Bộ"],
                "tham mưu",
            ),
            ("chính quyền địa phương tuyên truyền", &["chính quyền địa phương"], "tuyên truyền"),
            ("Tổ công nghệ số cộng đồng hướng dẫn", &["Tổ công nghệ số cộng đồng"], "hướng dẫn"),
        ];
        for (text, names, rest) in cases {
            let (found, after) = list(text);
            assert_eq!(
                (found.iter().map(String::as_str).collect::<Vec<_>>(), after.as_str()),
                (names.to_vec(), *rest),
                "{text}"
            );
        }
    }
}
