//! Names of bodies in running text, and lists of them: "Sở Tài chính, Công an tỉnh và các sở, ban,
//! ngành liên quan".
//!
//! A name that the directory knows is taken whole; any other by its grammar: a kind of body and its
//! capitals, or a plural and what belongs to it. A name ends where the sentence goes on with a verb.
//!
//! Invariant: phrases in the plural that stand together are one name, as an office prints them.

use std::cell::RefCell;
use std::collections::HashMap;

use super::grammar::separated;
use super::kinds::{LONGEST_NAME, common_kind, is_listed};
use super::lists;
use super::name::Name;
use crate::directory::{Directory, Found};
use crate::text::key;
use crate::text::words::{Sign, Token, between};
use crate::vocabulary::{DUTIES, NO_VERBS, OF_ALL_KINDS, OF_ONE_KIND, ORDERS};

/// No list of names is longer.
const LONGEST_LIST: usize = 60;

/// Reads names of bodies.
pub struct Bodies<'a> {
    /// The names that are known.
    pub directory: &'a Directory,
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
            return lists::split(text, self.directory);
        }
        let tokens = crate::text::words::tokens(text, 400);
        match self.all(text, &tokens, 0, tokens.len()) {
            Some(list) => list.names,
            None => lists::split(text, self.directory),
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
        if parts {
            return false;
        }
        // "đồng chí Trần An, Phó Chủ tịch UBND tỉnh" is one.
        let words = |name: &Name| key(between(text, tokens, name.start, name.end));
        if words(last).starts_with("đồng chí ") && is_office(&words(next)) {
            return true;
        }
        if !next.plural {
            return false;
        }
        let of_all_kinds = |name: &Name| {
            let words = key(between(text, tokens, name.start, name.end));
            let words = words.strip_prefix("các ").unwrap_or(&words).to_string();
            OF_ALL_KINDS.begin(&words) && !OF_ONE_KIND.begin(&words)
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
        let split = lists::split(words, self.directory);
        if split.len() > 1 && split.iter().all(|name| self.is_known(name)) {
            split
        } else {
            vec![words.to_string()]
        }
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

/// Whether a key is that of what a person is: "phó chủ tịch ủy ban nhân dân tỉnh".
fn is_office(key: &str) -> bool {
    ["phó ", "chủ tịch ", "bí thư ", "giám đốc ", "ủy viên ", "trưởng ", "chánh "]
        .iter()
        .any(|office| key.starts_with(office))
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
    ORDERS.at(tokens, at).filter(|_| NO_VERBS.at(tokens, at).is_none()).map(|used| at + used)
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
    use crate::text::words::tokens;

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
            (
                "Ủy ban nhân dân 21 tỉnh, thành phố ven biển kiểm tra",
                &["Ủy ban nhân dân 21 tỉnh, thành phố ven biển"],
                "kiểm tra",
            ),
            (
                "UBND các xã, phường có dự án đi qua hoàn thành",
                &["UBND các xã, phường có dự án đi qua"],
                "hoàn thành",
            ),
            (
                "UBND các huyện ven biển đo mặn hai giờ một lần trong kỳ triều cường",
                &["UBND các huyện ven biển"],
                "đo mặn hai giờ một lần trong kỳ triều cường",
            ),
            ("Quỹ “Vì người nghèo” tỉnh hỗ trợ", &["Quỹ “Vì người nghèo” tỉnh"], "hỗ trợ"),
            ("Sở Du lịch, Tỉnh đoàn in ấn", &["Sở Du lịch", "Tỉnh đoàn"], "in ấn"),
            ("Thống kê, phân loại hồ sơ", &[], "Thống kê, phân loại hồ sơ"),
            ("Thống kê tỉnh điều tra", &["Thống kê tỉnh"], "điều tra"),
            (
                "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội giám sát",
                &["Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội"],
                "giám sát",
            ),
            ("Ban Gia đình - Xã hội tham mưu", &["Ban Gia đình - Xã hội"], "tham mưu"),
            (
                "Ngân hàng Nhà nước Chi nhánh Khu vực 9 chỉ đạo",
                &["Ngân hàng Nhà nước Chi nhánh Khu vực 9"],
                "chỉ đạo",
            ),
            ("Khoa Dược lập kế hoạch", &["Khoa Dược"], "lập kế hoạch"),
            ("Khoa học và công nghệ phát triển", &[], "Khoa học và công nghệ phát triển"),
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
