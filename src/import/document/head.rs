//! What a plan says of itself: kind, number, day, who issues it, title, the decision that issues it,
//! whom it goes to, who signs.
//!
//! Invariant: a blank that the office left ("Số:      /KH-UBND") stays one; nothing is made up.

use super::citation::Citations;
use super::facts::{Facts, Parent, parts};
use super::frame::{Frame, kind_of};
use super::spelling::{Spelling, spelled};
use crate::read::{ProseBlock, ProseLine};
use crate::source::{Located, Location};
use crate::text::words::{between, tokens};
use crate::text::{IssueDate, key, leading_issue_date, parse_date, short_date, single_line};

/// Reads the facts of a plan.
pub fn facts(frame: &Frame) -> Facts {
    let mut facts = Facts::default();
    head(&mut facts, frame);
    title(&mut facts, frame);
    parent(&mut facts, frame);
    super::foot::foot(&mut facts, frame);
    cited(&mut facts, frame);
    super::guess::guess(&mut facts, frame);
    facts
}

fn head(facts: &mut Facts, frame: &Frame) {
    let mut bodies: Vec<Located<String>> = Vec::new();
    for line in &frame.head {
        for part in parts(line) {
            if let Some(name) = issuer_words(part) {
                // A name of a body may wrap: "BAN CHẤP HÀNH" and "ĐẢNG BỘ TỈNH".
                bodies.push(Located::new(name, line.at));
            }
        }
        if facts.number.is_none() {
            facts.number = number(line).map(|number| Located::new(number, line.at));
        }
        if facts.date.is_none() && facts.year.is_none() {
            place_and_day(facts, &line.text, line.at);
        }
    }
    let last = bodies.pop();
    facts.parent_issuer = bodies.pop();
    facts.issuer = last;
    join_wrapped(facts);
}

/// "ỦY BAN NHÂN DÂN" over "TỈNH HÀ TĨNH", "UBND TỈNH HÀ TĨNH" over "VĂN PHÒNG": one name on two
/// lines.
fn join_wrapped(facts: &mut Facts) {
    const PLACES: &[&str] = &[
        "tỉnh ",
        "thành phố ",
        "huyện ",
        "xã ",
        "phường ",
        "thị xã ",
        "quận ",
        "đặc khu ",
        "thị trấn ",
    ];
    let (Some(above), Some(below)) = (&facts.parent_issuer, &facts.issuer) else { return };
    let (first, second) = (key(&above.value), key(&below.value));
    let is_place = PLACES.iter().any(|place| second.starts_with(place));
    let at = above.at;
    let joined = if is_place && !PLACES.iter().any(|place| first.contains(place)) {
        let mut place = below.value.chars();
        let small = place.next().map(|c| c.to_lowercase().chain(place).collect::<String>());
        format!("{} {}", above.value, small.unwrap_or_default())
    } else if second == "văn phòng" {
        format!("{} {}", below.value, above.value)
    } else if let Some(place) = second.strip_prefix("ban chấp hành ").filter(|_| {
        // "HỘI NÔNG DÂN VIỆT NAM" over "BAN CHẤP HÀNH TỈNH HÀ TĨNH"
        first.starts_with("hội ") || first.starts_with("đoàn ") || first.starts_with("liên đoàn ")
    }) {
        let count = place.chars().count();
        let skipped = below.value.chars().count().saturating_sub(count);
        let place: String = below.value.chars().skip(skipped).collect();
        format!("Ban Chấp hành {} {place}", above.value.trim_end_matches(" Việt Nam"))
    } else {
        return;
    };
    facts.issuer = Some(Located::new(joined, at));
    facts.parent_issuer = None;
}

/// The name of a body in a head; "CỘNG HÒA …" and mottoes are none.
fn issuer_words(part: &str) -> Option<String> {
    const OTHER: &[&str] =
        &["cộng hòa", "độc lập", "đảng cộng sản", "số", "dự thảo", "mật", "hỏa tốc"];
    const FIRST: &[&str] = &[
        "thủ tướng",
        "chính phủ",
        "quốc hội",
        "ủy ban",
        "hội đồng",
        "sở",
        "ban",
        "bộ",
        "tỉnh ủy",
        "thành ủy",
        "huyện ủy",
        "đảng ủy",
        "đảng bộ",
        "cục",
        "chi cục",
        "viện",
        "trường",
        "phòng",
        "công an",
        "văn phòng",
        "tỉnh",
        "thành phố",
        "tổng cục",
        "liên đoàn",
        "hội",
        "mặt trận",
        "trung tâm",
        "kho bạc",
        "thanh tra",
        "đoàn",
        "công ty",
        "xã",
        "phường",
        "huyện",
        "bhxh",
        "bảo hiểm",
        "đài",
        "báo",
        "tòa án",
    ];
    let cut = ["CỘNG HÒA", "CỘNG HOÀ", "Độc lập", "ĐẢNG CỘNG SẢN"]
        .iter()
        .filter_map(|words| part.find(words))
        .min();
    let part = part.get(..cut.unwrap_or(part.len()))?.trim_matches([' ', '*', '-']);
    let folded = key(part);
    let is_capitals = !part.chars().any(char::is_lowercase);
    let may_be = is_capitals
        && FIRST.iter().any(|word| folded.starts_with(word))
        && !OTHER.iter().any(|word| folded.starts_with(word))
        && crate::import::outline::part::of_heading(part).is_none();
    (may_be && folded.contains(' ')).then(|| spelled(part))
}

/// "Số: 12/KH-UBND", "Số 26-CTr/TU", "Số:      /KH-UBND".
fn number(line: &ProseLine) -> Option<String> {
    // A blank of the number is a wide gap, so the whole line is looked at.
    let text = line.text.as_str();
    let start = text.find("Số:").map(|at| at + "Số:".len()).or_else(|| {
        let at = text.find("Số ")?;
        (at == 0).then_some("Số ".len())
    })?;
    let after = text.get(start..)?.trim_start();
    let after = after.strip_prefix("hiệu").unwrap_or(after);
    let after = after.trim_start_matches([' ', '.', '…', '_', ':']);
    let dots = |c: char| matches!(c, '.' | '…' | '_' | ' ');
    let mut number = String::new();
    for word in after.split(' ') {
        if number.contains(['/', '-']) && number.chars().filter(|c| c.is_uppercase()).count() >= 2 {
            break;
        }
        number.push_str(word.trim_matches(dots));
    }
    let symbol = number.chars().filter(|c| c.is_uppercase()).count();
    (symbol >= 2 && number.contains(['/', '-']) && number.chars().count() < 40).then_some(number)
}

/// "Hà Tĩnh, ngày 07 tháng 02 năm 2023", also with blanks.
fn place_and_day(facts: &mut Facts, text: &str, at: Location) {
    let folded = text.to_lowercase();
    let Some(day) = folded.find("ngày").filter(|day| text.is_char_boundary(*day)) else { return };
    if !folded.contains("tháng") || !folded.contains("năm") {
        return;
    }
    let (before, after) =
        (text.get(..day).unwrap_or_default(), text.get(day..).unwrap_or_default());
    let place =
        before.trim_end_matches([' ', ',']).rsplit(['\t', '*', ':']).next().unwrap_or_default();
    // The number stands before it on one line: "Số: 12/KH-UBND Hà Tĩnh, ngày …"
    let place = place.rsplit_once(|c: char| c.is_ascii_digit()).map_or(place, |(_, rest)| rest);
    let words: Vec<&str> = place.split(' ').collect();
    let from = words.iter().rposition(|word| {
        word.contains(['/', '-']) && word.chars().filter(|c| c.is_uppercase()).count() > 1
    });
    let place = words.get(from.map_or(0, |at| at + 1)..).unwrap_or_default().join(" ");
    if place.starts_with(char::is_uppercase) && place.chars().count() < 40 {
        facts.place = facts.place.take().or(Some(Located::new(place, at)));
    }
    let words = tokens(after, 12);
    let date = (4..=words.len()).find_map(|end| parse_date(between(after, &words, 0, end)).ok());
    // "ngày … tháng 12 năm 2025"
    let month = leading_issue_date(after).filter(|date| matches!(date, IssueDate::Month(_)));
    match date.map(IssueDate::Day).or(month) {
        Some(date) => facts.date = Some(Located::new(date.shown(), at)),
        None => {
            let year = words
                .iter()
                .map(|word| after.get(word.start..word.end).unwrap_or_default())
                .find(|word| {
                    word.len() == 4
                        && word.parse::<u16>().is_ok_and(|year| (1990..2100).contains(&year))
                });
            facts.year = year.map(|year| Located::new(year.to_string(), at));
        }
    }
}

fn title(facts: &mut Facts, frame: &Frame) {
    let Some(first) = frame.title.first() else {
        // A letter: "V/v …"
        let about = frame.head.iter().find_map(|line| {
            let at = line.text.find("V/v").or_else(|| line.text.find("v/v"))?;
            let words = line.text.get(at + 3..)?.trim();
            let words = words.split("ngày").next().unwrap_or(words).trim();
            Some(Located::new(single_line(words), line.at))
        });
        if about.is_some() || frame.head.iter().any(|line| key(&line.text).starts_with("kính gửi"))
        {
            let at =
                about.as_ref().map(|title| title.at).or(frame.head.first().map(|line| line.at));
            facts.kind = at.map(|at| Located::new(String::from("Công văn"), at));
        }
        facts.title = about;
        return;
    };
    let Some(kind) = kind_of(first) else { return };
    facts.kind = Some(Located::new(kind.to_string(), first.at));
    let after: Vec<&str> = first.text.split(' ').skip(kind.split(' ').count()).collect();
    let after = after.join(" ");
    let after = after.trim_matches([':', ' ']);
    // "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA BAN CHẤP HÀNH …" has its title on the next line.
    let is_whose = key(after).starts_with("của ") && frame.title.len() > 1;
    let spelling = Spelling::of(&frame.body);
    let lines = std::iter::once(after).filter(|text| !text.is_empty() && !is_whose);
    let lines = lines.chain(frame.title.iter().skip(1).map(|line| line.text.as_str()));
    let words: Vec<String> = lines.map(|text| spelling.lowered(text)).collect();
    let title = words.join(" ");
    let title = title.trim_matches([' ', '-', ':', '.']);
    if !title.is_empty() {
        let at = frame.title.get(1).unwrap_or(first).at;
        facts.title = Some(Located::new(single_line(title), at));
    }
}

/// The decision that a plan goes with.
fn parent(facts: &mut Facts, frame: &Frame) {
    if let Some(line) = &frame.issued_with {
        let mut citations = Citations::default();
        citations.read(&line.text, line.at);
        let cited = citations.all().into_iter().next();
        let kind = match &cited {
            Some(cited) => cited.kind.clone(),
            None => kind_within(&line.text).unwrap_or_else(|| String::from("Quyết định")),
        };
        let symbol =
            cited.as_ref().map(|cited| cited.number.clone()).or_else(|| number_in(&line.text));
        let date = cited
            .as_ref()
            .and_then(|cited| cited.dates.first())
            .map(|dated| short_date(dated.date));
        let issuer = cited.and_then(|cited| cited.issuer).or_else(|| {
            let (_, issuer) = line.text.rsplit_once("của ")?;
            Some(issuer.trim_end_matches([')', '.', ' ']).to_string())
        });
        let issuer = issuer.map(|issuer| spelled(&issuer));
        facts.parent = Some(Parent { kind, number: symbol, date, issuer, at: line.at });
    }
    if frame.cover.is_empty() {
        return;
    }
    // The decision itself stands before its plan: its head says the rest.
    let first = frame.cover.iter().position(|line| kind_of(line).is_some()).unwrap_or(0);
    let mut cover = Facts::default();
    let (before, after) = frame.cover.split_at(first);
    head(&mut cover, &Frame { head: before.to_vec(), ..Frame::default() });
    let who = after.iter().skip(1).take(8).find_map(|line| {
        issuer_words(&line.text)
            .filter(|_| line.text.chars().count() < 70)
            .map(|name| Located::new(name, line.at))
    });
    if let Some(parent) = &mut facts.parent {
        parent.number = parent.number.take().or(cover.number.map(|number| number.value));
        parent.date = parent.date.take().or(cover.date.map(|date| date.value));
    }
    facts.issuer = facts.issuer.take().or(who).or(cover.issuer);
    facts.place = facts.place.take().or(cover.place);
    let lines: Vec<ProseLine> = after.to_vec();
    let start = lines.iter().position(|line| key(&line.text).starts_with("nơi nhận"));
    if let Some(start) = start {
        super::foot::receivers(facts, lines.get(start..).unwrap_or_default());
    }
}

fn kind_within(text: &str) -> Option<String> {
    let folded = key(text);
    super::frame::KINDS
        .iter()
        .find(|(words, _)| {
            folded.starts_with(&format!("ban hành kèm theo {words}"))
                || folded.starts_with(&format!("kèm theo {words}"))
        })
        .map(|(_, name)| name.to_string())
}

fn number_in(text: &str) -> Option<String> {
    let after = text.split_once("số").map(|(_, after)| after)?;
    let symbol = after
        .split([' ', ')', ','])
        .find(|word| word.contains('/') && word.chars().any(char::is_uppercase))?;
    Some(symbol.trim_matches([':', '.', '…']).to_string())
}

fn cited(facts: &mut Facts, frame: &Frame) {
    let mut all = Citations::default();
    let mut opening = Citations::default();
    for line in &frame.title {
        opening.read(&line.text, line.at);
        all.read(&line.text, line.at);
    }
    let mut in_opening = true;
    let lines = frame.body.iter().filter_map(|block| match block {
        ProseBlock::Line(line) => Some(line),
        ProseBlock::Tasks(_) => None,
    });
    let cover = frame.cover.iter().filter(|line| key(&line.text).starts_with("căn cứ"));
    for line in cover {
        opening.read(&line.text, line.at);
        all.read(&line.text, line.at);
    }
    for line in lines {
        let mark = crate::import::outline::marker::marker(&line.text, line.stands_out);
        in_opening &= mark.kind == crate::import::outline::marker::Kind::Plain;
        if in_opening {
            opening.read(&line.text, line.at);
        }
        all.read(&line.text, line.at);
        reporting(facts, &line.text, line.at);
    }
    let basis = opening.all();
    facts.basis = basis
        .into_iter()
        .filter_map(|cited| {
            let at = *cited.at.first()?;
            let own = facts.parent.as_ref().and_then(|parent| parent.number.as_ref());
            (own != Some(&cited.number)).then(|| Located::new(cited.shown(), at))
        })
        .collect();
    facts.cited = all.all();
}

/// "… báo cáo UBND tỉnh trước ngày 30 tháng 12 hằng năm".
fn reporting(facts: &mut Facts, text: &str, at: Location) {
    let folded = key(text);
    if !folded.contains("báo cáo") {
        return;
    }
    for sentence in text.split(['.', ';']) {
        let words = key(sentence);
        let is_regular =
            ["hằng năm", "hàng năm", "hằng quý", "hàng quý", "hằng tháng", "hàng tháng", "6 tháng"]
                .iter()
                .any(|time| words.contains(time));
        if words.contains("báo cáo")
            && (crate::import::speech::deadline::in_sentence(sentence).is_some()
                || is_regular && words.contains("định kỳ"))
        {
            facts.reporting.push(Located::new(single_line(sentence), at));
        }
    }
}
