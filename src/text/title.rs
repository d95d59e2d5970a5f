//! A title → its lines, broken where the meaning allows and of near length.
//!
//! Invariant: the lines joined by spaces are the title. No line is wider than the room unless a
//! single word is.

use std::collections::HashMap;

/// Which words of a plan belong together: the pairs that its text repeats, and its names.
#[derive(Debug, Default)]
pub struct Bonds {
    words: HashMap<String, u32>,
    pairs: HashMap<(String, String), u32>,
    /// Names by words in small letters.
    names: Vec<Vec<String>>,
}

/// Words that a line of a title begins with.
const BEGINNINGS: &[&str] = &[
    "thực hiện",
    "triển khai",
    "về",
    "của",
    "nhằm",
    "đến năm",
    "giai đoạn",
    "tầm nhìn",
    "nhiệm kỳ",
    "trên địa bàn",
    "giao",
];

/// What the words before the subject of a list of tasks are made of.
const HEAD: &[&str] = &[
    "danh mục",
    "các",
    "nhiệm vụ",
    "giải pháp",
    "công việc",
    "chủ yếu",
    "trọng tâm",
    "cụ thể",
    "và",
];

/// Words that join others: two of them beside each other are no compound.
const JOINTS: &[&str] = &[
    "và", "của", "về", "đến", "trên", "các", "là", "cho", "để", "trong", "với", "từ", "ở", "theo",
    "do", "tại", "hoặc", "những", "được", "có", "khi", "sau", "trước",
];

/// Words that a number or a sign belongs to.
const BEFORE_NUMBERS: &[&str] = &[
    "số",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "thứ",
    "khóa",
    "lần",
    "điều",
    "khoản",
    "điểm",
    "đợt",
    "phụ lục",
];

/// Words that a proper name follows.
const BEFORE_NAMES: &[&str] =
    &["tỉnh", "phố", "huyện", "xã", "phường", "thị", "quận", "khu", "bộ", "sở", "ban"];

/// No break is as bad as one inside a number or a name.
const FORBIDDEN: f64 = 50.0;

impl Bonds {
    /// The bonds of a plan's texts and names.
    pub fn new<'t>(
        texts: impl Iterator<Item = &'t str>,
        names: impl Iterator<Item = &'t str>,
    ) -> Bonds {
        let mut bonds = Bonds::default();
        for text in texts {
            let mut before: Option<String> = None;
            for word in text.split_whitespace() {
                let folded = folded(word);
                *bonds.words.entry(folded.clone()).or_default() += 1;
                if let Some(before) = before {
                    *bonds.pairs.entry((before, folded.clone())).or_default() += 1;
                }
                before = (!word.ends_with([',', ';', ':', '.', ')'])).then_some(folded);
            }
        }
        let names = names.map(|name| name.split_whitespace().map(folded).collect());
        bonds.names = names.filter(|name: &Vec<String>| name.len() > 1).collect();
        bonds
    }

    /// From 0, two words that stand together by chance, to 1, two that never stand apart.
    fn between(&self, before: &str, after: &str) -> f64 {
        if JOINTS.contains(&before) || JOINTS.contains(&after) {
            return 0.0;
        }
        let together = self.pairs.get(&(before.to_string(), after.to_string()));
        let together = together.copied().unwrap_or_default();
        if together < 2 {
            return 0.0;
        }
        let count = |word: &str| self.words.get(word).copied().unwrap_or(1);
        f64::from(together) / f64::from(count(before).min(count(after)).max(1))
    }
}

/// A word in small letters without the marks around it.
fn folded(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The lines of a title. `shown` is `written` as it prints, mostly in capitals; `width` measures
/// what prints, in the unit of `room`.
pub fn title_lines(
    (written, shown): (&str, &str),
    bonds: &Bonds,
    width: &dyn Fn(&str) -> f64,
    room: f64,
) -> Vec<String> {
    let shown: Vec<&str> = shown.split(' ').filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = written.split(' ').filter(|word| !word.is_empty()).collect();
    // A letter that has no capital of its own changes no word; if one did, `shown` decides.
    let words = if words.len() == shown.len() { words } else { shown.clone() };
    let title = Title::new(&words, &shown, bonds, width);
    let whole = title.width(0, shown.len());
    let head = title.head();
    // "DANH MỤC NHIỆM VỤ CHỦ YẾU" stands alone where the title goes on.
    let alone = head > 4 || whole > room;
    let head = if head >= 4 && head < shown.len() && alone { head } else { 0 };
    let mut lines = Vec::new();
    if head > 0 {
        lines.extend(title.lines(0, head, room));
    }
    lines.extend(title.lines(head, shown.len(), room));
    lines
}

struct Title<'a> {
    shown: &'a [&'a str],
    /// In small letters without marks.
    folded: Vec<String>,
    /// What a break before each word costs.
    costs: Vec<f64>,
    /// Width of each word, and of a space.
    widths: Vec<f64>,
    space: f64,
}

impl<'a> Title<'a> {
    fn new(
        words: &[&str],
        shown: &'a [&'a str],
        bonds: &Bonds,
        width: &dyn Fn(&str) -> f64,
    ) -> Title<'a> {
        let folded: Vec<String> = words.iter().map(|word| folded(word)).collect();
        // In a title all of capitals nothing tells a name.
        let tells_names = words.iter().skip(1).any(|word| word.starts_with(char::is_lowercase));
        let mut costs: Vec<f64> = (0..words.len())
            .map(|at| if at == 0 { 0.0 } else { cost(words, &folded, at, (bonds, tells_names)) })
            .collect();
        for name in &bonds.names {
            for start in 0..folded.len().saturating_sub(name.len() - 1) {
                if folded[start..start + name.len()] == name[..] {
                    costs[start + 1..start + name.len()].fill(FORBIDDEN);
                }
            }
        }
        let widths = shown.iter().map(|word| width(word)).collect();
        Title { shown, folded, costs, widths, space: width(" ") }
    }

    /// How many words the head has: "Danh mục nhiệm vụ chủ yếu"; 0 without one.
    fn head(&self) -> usize {
        let mut at = 0;
        while let Some(phrase) = HEAD.iter().find(|phrase| starts(&self.folded[at..], phrase)) {
            at += phrase.split(' ').count();
        }
        let is_list = starts(&self.folded, "danh mục");
        // "và" belongs to what follows it.
        let ended = self.folded[..at].iter().rposition(|word| word != "và" && word != "các");
        if is_list { ended.map_or(0, |last| last + 1) } else { 0 }
    }

    fn width(&self, from: usize, to: usize) -> f64 {
        let words: f64 = self.widths[from..to].iter().sum();
        words + self.space * (to - from).saturating_sub(1) as f64
    }

    /// The words of a range in as few lines as they need, or one more where that reads better.
    fn lines(&self, from: usize, to: usize, room: f64) -> Vec<String> {
        const ONE_MORE: f64 = 1.5;
        let least = (self.width(from, to) / room).ceil().max(1.0) as usize;
        let mut best: Option<(f64, Vec<usize>)> = None;
        for count in least..=(to - from).min(least + 2) {
            let extra = (count - least) as f64 * ONE_MORE;
            if let Some((cost, breaks)) = self.broken((from, to), count, room)
                && best.as_ref().is_none_or(|(known, _)| cost + extra < *known)
            {
                best = Some((cost + extra, breaks));
            }
        }
        // Words wider than the room: the printer breaks them.
        let breaks = best.map_or_else(|| vec![from, to], |(_, breaks)| breaks);
        breaks.windows(2).map(|pair| self.shown[pair[0]..pair[1]].join(" ")).collect()
    }

    /// The best `count` lines: where they begin, and the end.
    fn broken(
        &self,
        (from, to): (usize, usize),
        count: usize,
        room: f64,
    ) -> Option<(f64, Vec<usize>)> {
        let even = self.width(from, to) / count as f64;
        let line = |start: usize, end: usize| -> Option<f64> {
            let width = self.width(start, end);
            if width > room && end - start > 1 {
                return None;
            }
            let lonely = if end - start == 1 && to - from > 1 { 5.0 } else { 0.0 };
            Some(((width - even) / even).powi(2) + lonely)
        };
        // best[n][end]: the cheapest n lines up to a word, and where the last of them begins.
        let mut best: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; to + 1]; count + 1];
        best[0][from] = Some((0.0, from));
        for n in 1..=count {
            for end in from + 1..=to {
                // From the shortest line on: behind the first that is too wide all are.
                for start in (from..end).rev() {
                    let Some(here) = line(start, end) else { break };
                    let Some((before, _)) = best[n - 1][start] else { continue };
                    let cost = before + here + if start > from { self.costs[start] } else { 0.0 };
                    if best[n][end].is_none_or(|(known, _)| cost <= known) {
                        best[n][end] = Some((cost, start));
                    }
                }
            }
        }
        let (cost, _) = best[count][to]?;
        let mut breaks = vec![to];
        let mut end = to;
        for n in (1..=count).rev() {
            end = best[n][end]?.1;
            breaks.push(end);
        }
        breaks.reverse();
        Some((cost, breaks))
    }
}

/// What a break before a word costs: nothing where a new part of the title begins.
fn cost(words: &[&str], folded: &[String], at: usize, (bonds, tells_names): (&Bonds, bool)) -> f64 {
    let (before, word) = (folded[at - 1].as_str(), folded[at].as_str());
    let is_dash = |word: &str| matches!(word, "-" | "–" | "—");
    if is_dash(words[at]) || is_dash(words[at - 1]) {
        return FORBIDDEN;
    }
    let has_figures = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let is_blank = |word: &str| word.contains('\u{a0}');
    let is_sign = has_figures(words[at]) || is_blank(words[at]) || words[at].contains('/');
    let is_roman = crate::text::parse_roman(words[at].trim_end_matches([',', ';'])).is_some();
    if BEFORE_NUMBERS.contains(&before) && (is_sign || is_roman) {
        return FORBIDDEN;
    }
    // "07 tháng 02 năm 2023", "2030, tầm nhìn": the first is one day, the second two parts.
    let follows_figure = has_figures(words[at - 1]) || is_blank(words[at - 1]);
    if matches!(word, "tháng" | "năm") && follows_figure && !words[at - 1].ends_with(',') {
        return FORBIDDEN;
    }
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let names_go_on = is_capital(words[at - 1]) || BEFORE_NAMES.contains(&before);
    if tells_names && at > 1 && is_capital(words[at]) && names_go_on && !ends(words[at - 1]) {
        return FORBIDDEN;
    }
    if BEGINNINGS.iter().any(|phrase| starts(&folded[at..], phrase)) {
        return 0.3 * bonds.between(before, word);
    }
    if matches!(word, "và" | "ngày" | "theo" | "tại") {
        return 0.4;
    }
    if ends(words[at - 1]) {
        return 0.5;
    }
    // "của | tỉnh" is worse than "tỉnh | của".
    let dangling = if JOINTS.contains(&before) { 2.0 } else { 0.0 };
    1.0 + dangling + 4.0 * bonds.between(before, word)
}

fn ends(word: &str) -> bool {
    word.ends_with([',', ';', ':'])
}

/// Whether words begin with those of a phrase.
fn starts(words: &[String], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|part| words.next().is_some_and(|word| word == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(title: &str, room: f64) -> Vec<String> {
        let texts = ["phát triển công nghiệp", "đẩy mạnh công nghiệp hóa", "công nghiệp hỗ trợ"];
        let bonds = Bonds::new(texts.into_iter(), ["Sở Công Thương"].into_iter());
        let width = |text: &str| text.chars().count() as f64;
        title_lines((title, &title.to_uppercase()), &bonds, &width, room)
    }

    #[test]
    fn the_head_of_a_list_stands_alone_and_parts_begin_lines() {
        let title = "Danh mục nhiệm vụ chủ yếu thực hiện Kế hoạch số 103-KH/TU về tiếp tục đẩy mạnh \
                     công nghiệp hóa, hiện đại hóa trên địa bàn tỉnh Thanh Hóa đến năm 2030, tầm nhìn \
                     đến năm 2045";
        let found = lines(title, 100.0);
        assert_eq!(found[0], "DANH MỤC NHIỆM VỤ CHỦ YẾU");
        assert_eq!(found.join(" "), title.to_uppercase());
        assert!(found.iter().all(|line| line.chars().count() <= 100), "{found:?}");
        assert!(found[1].starts_with("THỰC HIỆN"), "{found:?}");
        assert!(found[2].starts_with("TRÊN ĐỊA BÀN"), "{found:?}");
    }

    #[test]
    fn no_line_begins_inside_a_number_a_day_a_name_or_a_compound() {
        let title = "Kế hoạch kiểm tra số 12 ngày 07 tháng 02 năm 2023 của Sở Công Thương tỉnh Hà \
                     Tĩnh giai đoạn 2026 - 2030 về công nghiệp";
        for room in 14..80 {
            let found = lines(title, f64::from(room));
            assert_eq!(found.join(" "), title.to_uppercase());
            if room < 34 {
                continue;
            }
            for line in &found {
                let first = line.split(' ').next().unwrap_or_default();
                let inside = ["12", "07", "THÁNG", "02", "2023", "THƯƠNG", "TĨNH", "-", "2030"];
                assert!(!inside.contains(&first) || *line == found[0], "{room}: {found:?}");
            }
        }
    }

    #[test]
    fn a_short_title_is_one_line_and_the_last_line_is_not_one_word() {
        assert_eq!(lines("Danh mục nhiệm vụ", 100.0), ["DANH MỤC NHIỆM VỤ"]);
        assert_eq!(lines("", 100.0), [""]);
        for room in 20..60 {
            let found = lines("Một hai ba bốn năm sáu bảy tám chín mười một", f64::from(room));
            assert!(found.last().is_some_and(|line| line.contains(' ')), "{room}: {found:?}");
        }
    }
}
