//! What a plan leaves open of itself: its place, who issues it, its year, from what it says elsewhere.
//!
//! Invariant: a guess of the year is marked as one.

use super::facts::{Facts, parts};
use super::frame::Frame;
use super::spelling::spelled;
use crate::directory::{Directory, OwnEntries};
use crate::read::ProseBlock;
use crate::source::{Located, Location};
use crate::text::words::{between, tokens};
use crate::text::{Date, key};

/// What is left open, from what the text says elsewhere.
pub fn guess(facts: &mut Facts, frame: &Frame) {
    if facts.place.is_none() {
        facts.place = place_in(facts, frame);
    }
    if facts.issuer.is_none() {
        facts.issuer = issuer_in(facts, frame);
    }
    if facts.issuer.is_none() {
        facts.issuer = facts.number.as_ref().and_then(|number| {
            let issuer = match number.value.rsplit(['-', '/']).next()? {
                "TTg" => "Thủ tướng Chính phủ",
                "CP" => "Chính phủ",
                _ => return None,
            };
            Some(Located::new(String::from(issuer), number.at))
        });
    }
    let Some(issuer) = &facts.issuer else { return year(facts) };
    // "SỞ Y TẾ" under "UBND TỈNH HÀ TĨNH" is that of the province.
    if let Some(parent) = &facts.parent_issuer
        && issuer.value.starts_with("Sở ")
        && let Some(at) = ["tỉnh ", "thành phố "].iter().find_map(|place| parent.value.find(place))
        && let Some(place) = parent.value.get(at..)
        && !key(&issuer.value).contains(&key(place))
    {
        facts.issuer = Some(Located::new(format!("{} {place}", issuer.value), issuer.at));
    }
    let Some(issuer) = &facts.issuer else { return year(facts) };
    // "UBND tỉnh" alone is that of the place.
    if let Some(place) = &facts.place
        && !key(&issuer.value).contains(&key(&place.value))
        && issuer.value.ends_with("tỉnh")
    {
        let (value, at) = (format!("{} {}", issuer.value, place.value), issuer.at);
        facts.issuer = Some(Located::new(value, at));
    }
    if let (Some(parent), Some(issuer)) = (&mut facts.parent, &facts.issuer)
        && parent.issuer.as_ref().is_none_or(|name| key(&issuer.value).starts_with(&key(name)))
    {
        parent.issuer = Some(issuer.value.clone());
    }
    year(facts);
}

/// The year of the latest document cited: agencies are those of its time.
fn year(facts: &mut Facts) {
    let is_issued = facts.parent.as_ref().is_some_and(|parent| parent.date.is_some());
    if facts.date.is_some() || facts.year.is_some() || is_issued {
        return;
    }
    let latest: Option<(Date, Location)> = facts
        .cited
        .iter()
        .flat_map(|cited| cited.dates.iter().map(|dated| (dated.date, dated.at)))
        .max_by_key(|(date, _)| *date);
    if let Some((date, at)) = latest {
        facts.year = Some(Located::new(date.year().to_string(), at));
        facts.year_is_guessed = true;
    }
}

/// "tỉnh Hà Tĩnh", as the text most often says.
fn place_in(facts: &Facts, frame: &Frame) -> Option<Located<String>> {
    let mut counts: Vec<(String, usize, Location)> = Vec::new();
    let issuer = facts.issuer.iter().map(|issuer| (issuer.value.as_str(), issuer.at));
    let titles = frame.title.iter().chain(&frame.head).map(|line| (line.text.as_str(), line.at));
    let body = frame.body.iter().filter_map(|block| match block {
        ProseBlock::Line(line) => Some((line.text.as_str(), line.at)),
        ProseBlock::Tasks(_) => None,
    });
    for (text, at) in issuer.chain(titles).chain(body) {
        for (start, words) in text.match_indices("tỉnh ") {
            let after = text.get(start + words.len()..).unwrap_or_default();
            let name: Vec<&str> = after
                .split(' ')
                .take(3)
                .take_while(|word| word.starts_with(char::is_uppercase))
                .collect();
            let shown = name
                .iter()
                .take(2)
                .map(|word| word.trim_end_matches([',', '.', ';', ')', ':']))
                .collect::<Vec<_>>()
                .join(" ");
            if name.len() < 2 || shown.chars().any(|c| c.is_ascii_digit()) {
                continue;
            }
            match counts.iter_mut().find(|(known, ..)| key(known) == key(&shown)) {
                Some((_, count, _)) => *count += 1,
                None => counts.push((shown, 1, at)),
            }
        }
    }
    let best = counts.into_iter().max_by_key(|(_, count, _)| *count)?;
    (best.1 > 1).then(|| Located::new(best.0, best.2))
}

/// "UBND tỉnh ban hành Kế hoạch …" of the opening, who signs, or whose number it is.
fn issuer_in(facts: &Facts, frame: &Frame) -> Option<Located<String>> {
    let directory = Directory::new("", None, OwnEntries::default());
    let bodies = crate::names::Bodies::new(&directory, &[]);
    let lines = frame.body.iter().take(12).filter_map(|block| match block {
        ProseBlock::Line(line) => Some(line),
        ProseBlock::Tasks(_) => None,
    });
    for line in lines {
        let words = tokens(&line.text, 400);
        for at in 0..words.len() {
            let issues = crate::text::words::longest_at(
                &words,
                at,
                &["ban hành", "xây dựng", "yêu cầu", "đề nghị"],
            );
            if issues.is_none() {
                continue;
            }
            let after: String = key(between(&line.text, &words, at, at + 6));
            let of_plan = ["kế hoạch", "chương trình", "chỉ thị", "yêu cầu", "đề nghị"]
                .iter()
                .any(|kind| after.contains(kind));
            let name = (at.saturating_sub(10)..at).find_map(|start| {
                let is_capital = words.get(start).is_some_and(|word| word.capital);
                let list = bodies.all(&line.text, &words, start, at).filter(|_| is_capital)?;
                (list.names.len() == 1).then(|| list.names.first().cloned()).flatten()
            });
            let is_name = |name: &String| !name.starts_with("Các") && !name.contains(',');
            if let Some(name) = name.filter(|name| of_plan && is_name(name)) {
                return Some(Located::new(name, line.at));
            }
        }
    }
    let signed =
        frame.foot.iter().flat_map(|line| parts(line).into_iter().map(move |part| (part, line.at)));
    let mut signed = signed.filter_map(|(part, at)| {
        let name = part.strip_prefix("TM.").or_else(|| part.strip_prefix("T/M"))?;
        Some(Located::new(spelled(name.trim()), at))
    });
    if let Some(mut signed) = signed.next_back() {
        if key(&signed.value) == "ủy ban nhân dân" {
            signed.value.push_str(" tỉnh");
        }
        return Some(signed);
    }
    let number = facts.number.as_ref()?;
    number
        .value
        .ends_with("-UBND")
        .then(|| Located::new(String::from("Ủy ban nhân dân tỉnh"), number.at))
}
