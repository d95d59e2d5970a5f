//! Names of bodies in running text, and lists of names: "Sở Tài chính, Công an tỉnh và các sở, ban,
//! ngành liên quan".
//!
//! A name that the directory knows is taken whole. Any other name is read by its grammar: a kind of
//! body and its capitals, or a plural and the words that belong to it. A name ends where the
//! sentence goes on with a verb.
//!
//! Invariant: phrases in the plural that stand together are one name, as an office prints them.

use super::cell;
use super::cell::list_head;
use super::elided;
use super::kinds::separated;
use super::kinds::{LONGEST_NAME, begins_name, is_listed, several};
use super::known::Bodies;
use super::name::Name;
use super::subjects::is_subject;
use crate::text::key;
use crate::text::words::{Sign, Token, between};
use crate::vocabulary::{
    DUTIES, GIVERS, NO_BODY, NO_VERBS, OF_ALL_KINDS, OF_ONE_KIND, ORDERS, STARTERS, STRONG,
    SUBJECTS, WEAK_ORDERS,
};

/// No list of names is longer.
const LONGEST_LIST: usize = 60;

/// Names and where their list ends.
#[derive(Debug, PartialEq, Eq)]
pub struct List {
    /// As written.
    pub names: Vec<String>,
    /// The token after the last.
    pub end: usize,
}

impl Bodies<'_> {
    /// The list of names that begins at a token and ends where the sentence goes on.
    pub fn list(&self, text: &str, tokens: &[Token], at: usize) -> Option<List> {
        let to = tokens.len();
        let mut names: Vec<Name> = Vec::new();
        // Names that are known in full already.
        let mut listed: Vec<String> = Vec::new();
        let (mut next, mut end) = (at, at);
        while names.len() + listed.len() < LONGEST_LIST {
            let is_known = |name: &str| self.is_known(name);
            if let Some((each, after)) = elided::known(text, tokens, next, is_known) {
                listed.extend(names.drain(..).flat_map(|name| self.spoken(text, tokens, &name)));
                listed.extend(each);
                end = after;
                match separated(tokens, end).filter(|after| *after < to) {
                    Some(after) => next = after,
                    None => break,
                }
                continue;
            }
            let Some(name) = self.name(text, tokens, next, to) else { break };
            end = after_brackets(tokens, name.end, to);
            let colon = tokens.get(end).is_some_and(|token| token.sign == Sign::Colon);
            let is_first = names.is_empty() && listed.is_empty();
            let elided = || elided::list(text, tokens, (name.start, end));
            let is_parted = || elided::is_parted(tokens, end);
            if let Some((names, end)) = elided().filter(|_| colon && is_first && is_parted()) {
                return Some(List { names, end });
            }
            let under = if colon { self.under(text, tokens, (name.start, end)) } else { None };
            if let Some((names, end)) = elided().filter(|_| colon && is_first && under.is_none()) {
                return Some(List { names, end });
            }
            let start = name.start;
            match names.last_mut() {
                Some(last) if self.is_one_phrase(text, tokens, last, &name) => {
                    last.end = name.end;
                    last.plural = true;
                }
                _ => names.push(name),
            }
            if let Some(after) = under {
                names.pop();
                listed.extend(names.drain(..).flat_map(|name| self.spoken(text, tokens, &name)));
                listed.extend(self.split(between(text, tokens, start, after)));
                end = after;
            } else if is_listed(text, tokens, next, end) && self.begins(text, tokens, end + 1) {
                // "với các đơn vị: Sở X, Sở Y": the names behind the colon say who.
                names.pop();
                next = end + 1;
                continue;
            }
            match separated(tokens, end).filter(|after| *after < to) {
                Some(after) => next = after,
                None => break,
            }
        }
        listed.extend(names.iter().flat_map(|name| self.spoken(text, tokens, name)));
        let end = after_ellipsis(text, tokens, end);
        (!listed.is_empty()).then_some(List { names: listed, end })
    }

    /// A name, or the names that a kind of body stands once for: "Sở Tài chính, Xây dựng", "UBND các
    /// huyện Sơn Động, Lục Ngạn".
    fn spoken(&self, text: &str, tokens: &[Token], name: &Name) -> Vec<String> {
        let words = without_brackets(between(text, tokens, name.start, name.end));
        let one = || vec![words.clone()];
        if self.is_known(&words) || !(words.contains(',') || words.contains(" và ")) {
            return one();
        }
        let split = self.split(&words);
        let are_known = !name.plural && split.iter().all(|name| self.is_known(name));
        // "các Sở Y tế, Xây dựng": the first is written there but for its "các", the others are not.
        let is_list = several(&crate::text::words::tokens(&words, 4), 0).is_some();
        let behind = if is_list { split.get(1..) } else { None };
        let behind = behind.unwrap_or(&split);
        let are_full = behind.iter().all(|name| !words.contains(name.as_str()));
        if split.len() > 1 && (are_known || are_full) { split } else { one() }
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

    /// The names between two tokens, all of which belong to names.
    pub fn all(&self, text: &str, tokens: &[Token], from: usize, to: usize) -> Option<List> {
        let found = cell::read(between(text, tokens, from, to), self, true);
        let is_name = |named: &cell::Named| named.role.is_none() && self.may_be_name(&named.name);
        let is_all = found.rest.is_empty() && found.scopes.is_empty() && !found.names.is_empty();
        if !is_all || !found.names.iter().all(is_name) {
            return None;
        }
        let names = found.names.into_iter().map(|named| named.name).collect();
        Some(List { names, end: to })
    }

    /// Whether words that stand where names do may be one: the directory knows them, or they begin as
    /// names do, or with a capital that is no verb.
    fn may_be_name(&self, words: &str) -> bool {
        let tokens = crate::text::words::tokens(words, LONGEST_NAME);
        let is_capital = tokens.first().is_some_and(|first| first.capital);
        let is_other = several(&tokens, 0).is_some()
            || NO_BODY.at(&tokens, 0).is_some()
            || STARTERS.at(&tokens, 0).is_some();
        is_capital && !is_other || self.begins(words, &tokens, 0) || self.is_known(words)
    }

    /// Whether a name may begin here.
    pub fn begins(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        self.name(text, tokens, at, tokens.len()).is_some()
    }

    /// The names of a text that is nothing else, such as a cell of a table.
    pub fn split(&self, text: &str) -> Vec<String> {
        let found = cell::read(text, self, true);
        // "các sở quản lý ngành": where the cell leaves words over that the grammar of names knows.
        if !(found.rest.is_empty() && found.scopes.is_empty()) {
            let tokens = crate::text::words::tokens(text, LONGEST_LIST);
            let to = tokens.len();
            if self.name(text, &tokens, 0, to).is_some_and(|name| name.end == to) {
                return vec![text.trim().to_string()];
            }
        }
        found.names.into_iter().map(|named| named.text).collect()
    }

    /// Where the names end that stand behind the colon at `end` and leave their kind out: "các khoa:
    /// Toán, Vật lý". A verb behind a colon is what is to be done.
    fn under(&self, text: &str, tokens: &[Token], (start, colon): (usize, usize)) -> Option<usize> {
        let head = list_head(text, tokens, (start, colon)).filter(|head| head.rest >= colon)?;
        let mut end = self.item(text, tokens, colon + 1, &head.carry.prefix, true)?;
        while let Some(next) = separated(tokens, end) {
            match self.item(text, tokens, next, &head.carry.prefix, false) {
                Some(after) => end = after,
                None => break,
            }
        }
        Some(end)
    }

    /// The end of a name whose kind, `prefix`, was left out.
    fn item(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        prefix: &str,
        is_first: bool,
    ) -> Option<usize> {
        tokens.get(at).filter(|token| token.sign == Sign::Word)?;
        if begins_name(tokens, at) || several(tokens, at).is_some() {
            return None;
        }
        let is_end = |at: &usize| {
            tokens.get(*at).is_some_and(|token| {
                matches!(token.sign, Sign::Semicolon | Sign::Colon | Sign::Stop | Sign::Open)
            })
        };
        let limit = tokens.len().min(at + LONGEST_NAME);
        let limit = (at..limit).find(is_end).unwrap_or(limit);
        // A name is followed by another, by a verb, or by nothing.
        let ends = |stop: &usize| {
            let last = tokens.get(*stop - 1);
            last.is_some_and(|token| token.sign == Sign::Word && !token.is("và"))
                && (*stop >= tokens.len()
                    || is_end(stop)
                    || separated(tokens, *stop).is_some()
                    || STRONG.at(tokens, *stop).is_some()
                    || STARTERS.at(tokens, *stop).is_some())
        };
        let is_capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
        let is_followed = |stop: usize| {
            separated(tokens, stop)
                .is_some_and(|next| is_capital(next) || begins_name(tokens, next))
        };
        let verb = STARTERS.at(tokens, at);
        let is_name = |stop: &usize| {
            let words = between(text, tokens, at, *stop);
            let is_known = self.is_known(&format!("{prefix} {words}"));
            let is_subject = SUBJECTS.has(&key(words)) || is_subject(words);
            is_known || is_subject && (verb != Some(*stop - at) || is_followed(*stop))
        };
        let known = (at + 1..=limit).rev().filter(ends).find(is_name);
        let capitals = || {
            let stop = (at..limit).find(|at| !is_capital(*at)).unwrap_or(limit);
            let is_free = verb.is_none() && (!is_first || is_followed(stop));
            (stop > at && is_free && ends(&stop)).then_some(stop)
        };
        known.or_else(capitals)
    }
}

/// The token after "…" or "..." behind a list.
fn after_ellipsis(text: &str, tokens: &[Token], at: usize) -> usize {
    let is_stop = |at: usize| tokens.get(at).is_some_and(|token| token.sign == Sign::Stop);
    if between(text, tokens, at, at + 1) == "…" {
        return at + 1;
    }
    let dots = (at..tokens.len()).take_while(|at| is_stop(*at)).count();
    if dots > 1 { at + dots } else { at }
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
    (at..reach).take_while(is_word).find_map(|order| {
        after_order(tokens, order).filter(|_| is_order_behind(tokens, (at, order)))
    })
}

/// Whether what stands at `order` is one, at once or behind a name that begins at `giver`: "Sở X cử chuyên gia …" and
/// "Mời 03 chuyên gia …" say what somebody does himself.
pub fn is_order_behind(tokens: &[Token], (giver, order): (usize, usize)) -> bool {
    let Some(used) = WEAK_ORDERS.at(tokens, order) else { return true };
    let is_count = tokens
        .get(order + used)
        .is_some_and(|next| next.key.starts_with(|c: char| c.is_ascii_digit()));
    (giver == order || GIVERS.at(tokens, giver).is_some()) && !is_count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};
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
            ("Ban Quản lý dự án 2 hoàn thiện hồ sơ", &["Ban Quản lý dự án 2"], "hoàn thiện hồ sơ"),
            ("Điện lực Thạch Đà cô lập đường dây", &["Điện lực Thạch Đà"], "cô lập đường dây"),
            (
                "Phòng Công nghệ thông tin thông tin lịch thi",
                &["Phòng Công nghệ thông tin"],
                "thông tin lịch thi",
            ),
            (
                "Cục Thuế các tỉnh, thành phố rà quét hộ kinh doanh",
                &["Cục Thuế các tỉnh, thành phố"],
                "rà quét hộ kinh doanh",
            ),
            (
                "Ban Thanh tra nhân dân giám sát việc mua sắm",
                &["Ban Thanh tra nhân dân"],
                "giám sát việc mua sắm",
            ),
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
