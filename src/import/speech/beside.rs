//! What a plan says of a task beside its sentence: "Cơ quan chủ trì: …" on a line of its own, "(Sở X
//! chủ trì, …)" or "Thời gian hoàn thành: …" at its end.
//!
//! Invariant: what is taken off the end of a sentence is all that stands between the content and
//! its full stop.

use super::attribute::Attribute;
use super::behind_colon::{ARROWS, names_and_time, names_behind_colon};
use super::ending;
use super::listed::who_is_listed;
use super::named::{is_body, is_person};
use super::when::is_time;
use super::who_when::{lead_and_more, only_names, who_and_when, who_and_when_of_rest};
use crate::model::Field;
use crate::names::{Bodies, several};
use crate::text::key;
use crate::text::words::{ends_abbreviated, tokens};
use crate::vocabulary::{
    BODIES, BODY, LABEL_BODIES, LABEL_LEAD, LABEL_SUPPORT, LABEL_TIME, LABEL_TIME_OF, LINE_LABELS,
    PERSON_TITLES, POSTS, STARTERS, TIME_STARTS,
};

/// The attributes of a line that says nothing else: "Cơ quan chủ trì: Sở X; phối hợp: Sở Y."
pub fn line(text: &str) -> Option<Vec<Attribute>> {
    let text = text.trim().trim_start_matches(ARROWS).trim_start();
    let opened = text.trim_start_matches(['(', '[']);
    // A bracket that closes only a name stays: "Thực hiện: đ/c Hải (Trưởng phòng)".
    let text = if opened.len() < text.len() || !text.contains('(') {
        opened.trim_end_matches([')', ']'])
    } else {
        opened
    };
    let labels = labels(text);
    let (first, _, _) = labels.first()?;
    if *first > 0 {
        return None;
    }
    let mut attributes = Vec::new();
    for (index, (_, value, field)) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(text.len(), |(start, ..)| *start);
        let words = text.get(*value..end).unwrap_or_default();
        let words = words.trim_matches([' ', ';', ',', '.', '-', '–', '/']);
        // The bracket around the whole line is closed here, that behind a person is his.
        let words =
            if words.contains('(') { words } else { words.trim_end_matches([')', ' ', ';', '.']) };
        if !words.is_empty() {
            attributes.push(Attribute { field: *field, value: words.to_string() });
        }
    }
    Some(attributes)
}

/// What a line behind an arrow says of the task above it, with labels or without: "→ Ban Nữ công chuẩn bị; các tổ phối
/// hợp; ngày 10/5".
pub fn behind_arrow(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let words = text.trim().strip_prefix(ARROWS)?.trim_start_matches(ARROWS);
    let mut found: Vec<Attribute> = Vec::new();
    for piece in words.split(';') {
        let piece = piece.trim().trim_end_matches(['.', ' ']);
        let by_commas = || {
            let parts: Vec<&str> = piece.split(", ").collect();
            let mut all: Vec<Attribute> = Vec::new();
            for part in parts.iter().filter(|_| parts.len() > 1) {
                let one = who_behind_arrow(part, bodies, found.is_empty() && all.is_empty())?;
                all.extend(one);
            }
            (!all.is_empty()).then_some(all)
        };
        let listed = || who_is_listed(piece, bodies).filter(|_| found.is_empty());
        let said = listed()
            .or_else(|| who_behind_arrow(piece, bodies, found.is_empty()))
            .or_else(by_commas)?;
        found.extend(said);
    }
    found.iter().any(|each| each.field == Field::Lead).then_some(found)
}

/// One part of such a line: a time, words that say who, or names and a short word of what they do.
fn who_behind_arrow(piece: &str, bodies: &Bodies, is_first: bool) -> Option<Vec<Attribute>> {
    const SHORT: usize = 4;
    if is_time(piece) {
        return Some(vec![Attribute { field: Field::Deadline, value: piece.to_string() }]);
    }
    if let Some(said) = line(piece).or_else(|| who_and_when(piece, bodies)) {
        return Some(said);
    }
    let field = if is_first { Field::Lead } else { Field::Support };
    let words = tokens(piece, 60);
    let list = bodies.list(piece, &words, 0)?;
    let is_short = words.len() <= list.end + SHORT;
    let name = |value: String| Attribute { field, value };
    // What else it says stays readable in the notes.
    let more = (words.len() > list.end)
        .then(|| Attribute { field: Field::Notes, value: piece.to_string() });
    is_short.then(|| list.names.into_iter().map(name).chain(more).collect())
}

/// Every label with a colon: where it begins, where its value does, its field.
fn labels(text: &str) -> Vec<(usize, usize, Field)> {
    let mut found: Vec<(usize, usize, Field)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let before = text.get(..colon).unwrap_or_default();
        // A label begins the text, or stands behind the sign that ends what is before it.
        let ends = |(at, sign): &(usize, &str)| match *sign {
            "." => before[at + 1..].starts_with(' '),
            "(" => !before[at + 1..].contains(')'),
            _ => true,
        };
        let signs = before.rmatch_indices([';', '.', '(', ':', '→']);
        let start = signs.filter(ends).map(|(at, sign)| at + sign.len()).next().unwrap_or(0);
        let words = before.get(start..).unwrap_or_default();
        let comma =
            words.rfind(',').map(|at| (start + at + 1, words.get(at + 1..).unwrap_or_default()));
        // "chủ trì: A - phối hợp: B"
        let dash = [" - ", " – "].iter().filter_map(|sign| Some((words.rfind(sign)?, sign.len())));
        let dash = dash
            .max()
            .map(|(at, used)| (start + at + used, words.get(at + used..).unwrap_or_default()));
        for (start, words) in [Some((start, words)), comma, dash].into_iter().flatten() {
            // "Thực hiện (cả ba việc trên): …"
            let label = words.split('(').next().unwrap_or(words);
            let folded = key(label.trim_start_matches([' ', '-', '+', '–', '*', '•']));
            // "Cơ quan chủ trì, phối hợp:" names both at once.
            let value = || text.get(colon + 1..).unwrap_or_default();
            let field = listed(&folded)
                .or_else(|| composed(&folded).filter(|field| is_value(*field, value())));
            if let Some(field) = field {
                let skipped =
                    words.len() - words.trim_start_matches([' ', '-', '+', '–', '*', '•']).len();
                found.push((start + skipped, colon + 1, field));
                break;
            }
        }
    }
    found
}

/// The field of a label, which may name the items that it is of: "cơ quan chủ trì các nội dung tại
/// điểm 2.4".
fn listed(folded: &str) -> Option<Field> {
    let is = |label: &str| folded == label || scope(folded, label).is_some();
    LINE_LABELS.iter().find(|(label, _)| is(label)).map(|(_, field)| *field)
}

/// Whether what stands behind a composed label is of its field: "Thực hiện: rà soát …" names nobody.
fn is_value(field: Field, value: &str) -> bool {
    let tokens = tokens(value, 12);
    let Some(first) = tokens.first() else { return true };
    match field {
        Field::Lead | Field::Support => {
            let is_post = POSTS.at(&tokens, 0) >= STARTERS.at(&tokens, 0);
            let is_verb =
                STARTERS.at(&tokens, 0).is_some() && BODY.at(&tokens, 0).is_none() && !is_post;
            let heads = [&*BODIES, &*BODY, &*POSTS, &*PERSON_TITLES];
            let is_head = heads.iter().any(|list| list.at(&tokens, 0).is_some());
            (first.capital || several(&tokens, 0).is_some() || is_head) && !is_verb
        }
        _ => {
            tokens.iter().any(|token| token.key.starts_with(|c: char| c.is_ascii_digit()))
                || TIME_STARTS.at(&tokens, 0).is_some()
        }
    }
}

/// The field of a label made of a head and what is asked of it: "bộ phận" and "chịu trách nhiệm chính",
/// "thời gian" and "hoàn tất". The longest qualifier counts.
fn composed(folded: &str) -> Option<Field> {
    const LONGEST: usize = 9;
    let tokens = tokens(folded, LONGEST + 1);
    if tokens.len() > LONGEST {
        return None;
    }
    let who = LABEL_BODIES.at(&tokens, 0).unwrap_or(0);
    for (role, field) in [(&*LABEL_SUPPORT, Field::Support), (&*LABEL_LEAD, Field::Lead)] {
        // "Cơ quan chủ trì, phối hợp" is a label of who leads.
        let used = role.at(&tokens, who).filter(|used| who + used == tokens.len());
        if used.is_some() && (who > 0 || tokens.len() > 1) {
            return Some(field);
        }
    }
    let when = LABEL_TIME.at(&tokens, 0)?;
    let rest = LABEL_TIME_OF.at(&tokens, when).unwrap_or(0);
    (when + rest == tokens.len()).then_some(Field::Deadline)
}

/// The field of a line that is a label and says no more: "a) Cơ quan chủ trì", the names stand below it.
pub fn bare_label(text: &str) -> Option<Field> {
    const LONGEST: usize = 60;
    let words = text.trim_matches([' ', ':', '.', '-', '–']);
    if words.is_empty() || words.chars().count() > LONGEST {
        return None;
    }
    let folded = key(words);
    listed(&folded).or_else(|| composed(&folded)).filter(|field| {
        matches!(field, Field::Lead | Field::Support | Field::Deadline | Field::Product)
    })
}

/// What stands behind a label and says which items it is of.
fn scope<'a>(folded: &'a str, label: &str) -> Option<&'a str> {
    const ITEMS: &[&str] =
        &["các nội dung", "các nhiệm vụ", "nội dung", "nhiệm vụ", "mục", "điểm", "khoản", "phần"];
    let rest = folded.strip_prefix(label)?.strip_prefix(' ')?;
    let begins = |words: &&str| rest.strip_prefix(*words).is_some_and(|rest| rest.starts_with(' '));
    ITEMS.iter().any(begins).then_some(rest)
}

/// Whether a line of attributes says itself that it is of all items before it.
pub fn is_of_all(text: &str) -> bool {
    let label = text.split(':').next().unwrap_or_default();
    let folded = key(label.trim_start_matches(ARROWS).trim_start_matches(['(', '[', ' ']));
    const ALL: &[&str] = &["việc trên", "nội dung trên", "nhiệm vụ trên", "hoạt động trên"];
    if ALL.iter().any(|words| folded.contains(words)) {
        return true;
    }
    LINE_LABELS.iter().any(|(label, _)| scope(&folded, label).is_some())
}

/// What is left of a sentence, and what was said at its end.
///
/// `by_place`: the items beside it end with brackets that say who does them, so this one's does too.
pub fn at_the_end(text: &str, bodies: &Bodies, by_place: bool) -> Option<(String, Vec<Attribute>)> {
    let mut content = text.trim().to_string();
    let mut found: Vec<Attribute> = Vec::new();
    // One may stand behind the other: "… (Sở X chủ trì). Thời gian hoàn thành: …"
    for _ in 0..6 {
        let taken = behind_inner_arrow(&content, bodies)
            .or_else(|| bracket(&content, bodies, by_place))
            .or_else(|| time_behind_bracket(&content, bodies, by_place))
            .or_else(|| labelled(&content))
            .or_else(|| last_sentence(&content, bodies))
            .or_else(|| ending::supported(&content, bodies))
            .or_else(|| ending::entrusted(&content, bodies))
            .or_else(|| {
                let names_somebody = found.iter().any(|each| each.field == Field::Lead);
                names_behind_colon(&content, bodies).filter(|_| !names_somebody)
            });
        let Some((rest, mut attributes)) = taken else { break };
        if rest.trim().is_empty() {
            break;
        }
        attributes.append(&mut found);
        found = attributes;
        content = rest;
    }
    (!found.is_empty()).then_some((content, found))
}

/// "…. Cơ quan chủ trì: Sở X; thời gian: Quý II/2026."
fn labelled(text: &str) -> Option<(String, Vec<Attribute>)> {
    let (start, ..) = *labels(text).first()?;
    let before = text.get(..start)?.trim_end();
    // A label in the middle of a sentence is part of it, as is one inside a bracket.
    let is_inside = before.matches('(').count() > before.matches(')').count();
    if is_inside || before.is_empty() || !before.ends_with(['.', ';', ')', ',', '→']) {
        return None;
    }
    let attributes = line(text.get(start..)?)?;
    Some((before.trim_end_matches([';', ',', ' ', '→']).to_string(), attributes))
}

/// Whether a sentence ends with a bracket that says who does it.
pub fn ends_with_bodies(text: &str, bodies: &Bodies, by_place: bool) -> bool {
    let said = bracket(text, bodies, by_place)
        .or_else(|| time_behind_bracket(text, bodies, by_place))
        .map(|(_, said)| said);
    said.is_some_and(|said| said.iter().any(|each| each.field == Field::Lead))
}

/// "… (Sở X chủ trì, Sở Y phối hợp), hoàn thành trước 30/4/2026."
fn time_behind_bracket(
    text: &str,
    bodies: &Bodies,
    by_place: bool,
) -> Option<(String, Vec<Attribute>)> {
    let closed = text.trim_end_matches(['.', ';', ' ', '/']);
    let close = closed.rfind(')')?;
    let time = closed.get(close + 1..)?.trim_start_matches([',', ';', '.', '-', ' ']).trim();
    let words = tokens(time, 24);
    let time = super::when::alone(time, &words, 0)?.to_string();
    let (content, mut found) = bracket(closed.get(..=close)?, bodies, by_place)?;
    found.push(Attribute { field: Field::Deadline, value: time });
    Some((content, found))
}

/// "… (Sở X chủ trì; Sở Y, Sở Z phối hợp)."
fn bracket(text: &str, bodies: &Bodies, by_place: bool) -> Option<(String, Vec<Attribute>)> {
    let closed = text.trim_end_matches(['.', ';', ' ', '/', ',']);
    let inner = closed.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let (before, inner) = (inner.get(..open)?, inner.get(open + 1..)?);
    // "(Thư viện → chủ trì; các khoa → phối hợp)"
    let plain = inner.replace(" → ", " ");
    let inner = plain.as_str();
    let said = |inner: &str| {
        who_and_when(inner, bodies)
            .or_else(|| said_by_names((before, inner), bodies, by_place))
            .or_else(|| by_place.then(|| phrase_for_bodies(inner)).flatten())
    };
    // "(giao Sở X, thời gian: quý II)": names, and behind them labels.
    let by_labels = || {
        let (start, ..) = *labels(inner).first()?;
        let names = inner.get(..start)?.trim_end().trim_end_matches([',', ';', '.', ' ']);
        let mut found = said(names).filter(|_| start > 0)?;
        found.extend(line(inner.get(start..)?)?);
        Some(found)
    };
    let attributes = line(inner).or_else(|| said(inner)).or_else(by_labels)?;
    let stop =
        if text.trim_end().ends_with(['.', ';']) { text.trim_end().chars().last() } else { None };
    let mut content = before.trim_end().to_string();
    if let Some(stop) = stop.filter(|_| !content.ends_with(['.', ';'])) {
        content.push(stop);
    }
    Some((content, attributes))
}

/// "… (Sở X, Sở Y; quý II/2026)": names alone, behind a sentence that does not end with one.
fn said_by_names(
    (before, inner): (&str, &str),
    bodies: &Bodies,
    by_place: bool,
) -> Option<Vec<Attribute>> {
    /// Letters back from the bracket in which the name would stand that it explains.
    const REACH: usize = 60;
    let tail = before.char_indices().rev().nth(REACH).map_or(0, |(at, _)| at);
    let tail = before.get(tail..)?;
    // "Trung tâm Y tế (Sở Y tế)" says whose it is.
    let is_name = |words: &str| {
        let words_of = tokens(words, 24);
        only_names(words, bodies).is_some()
            && bodies.list(words, &words_of, 0).is_some_and(|list| list.end == words_of.len())
    };
    let explains = tail
        .char_indices()
        .any(|(at, c)| c.is_uppercase() && is_name(tail.get(at..).unwrap_or_default().trim_end()));
    if explains && !by_place {
        return None;
    }
    let (names, others) = inner.split_once(';').unwrap_or((inner, ""));
    let mut found = names_and_time(names, bodies).or_else(|| only_names(names, bodies))?;
    for piece in others.split(';').filter(|piece| !piece.trim().is_empty()) {
        found.extend(line(piece).or_else(|| who_and_when_of_rest(piece, bodies))?);
    }
    Some(found)
}

/// "(các cơ quan ra quyết định xử phạt)": a phrase for bodies where all others name who does it.
fn phrase_for_bodies(inner: &str) -> Option<Vec<Attribute>> {
    const LONGEST: usize = 14;
    let words = tokens(inner, LONGEST + 1);
    let begins = several(&words, 0).is_some_and(|used| BODIES.at(&words, used).is_some());
    let is_phrase = words.len() <= LONGEST && words.iter().all(|word| !word.key.is_empty());
    let value = inner.trim().to_string();
    (begins && is_phrase).then(|| vec![Attribute { field: Field::Lead, value }])
}

/// "Ra đề giữa kỳ → đ/c Thủy, các tổ trưởng": who does it, behind an arrow in the same line.
fn behind_inner_arrow(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let (before, names) = text.rsplit_once(" → ")?;
    let is_work = before.split(' ').count() > 1;
    let found = behind_arrow(&format!("→ {names}"), bodies).filter(|_| is_work)?;
    Some((before.trim_end().trim_end_matches(['.', ';', ',']).to_string(), found))
}

/// Attributes whose value says more than one thing, "Phân công: Sở X chủ trì; Sở Y phối hợp; hoàn thành
/// trước 30/9", taken apart.
pub fn apart(attributes: &[Attribute], bodies: &Bodies) -> Vec<Attribute> {
    let one = |each: &Attribute| match each.field {
        // "Đ/c Diễn (HT)": what he is stays with his name.
        Field::Lead if is_person(&each.value) => {
            who_is_listed(&each.value, bodies).unwrap_or_else(|| vec![each.clone()])
        }
        Field::Lead => who_and_when(&each.value, bodies)
            .or_else(|| only_names(&each.value, bodies))
            .unwrap_or_else(|| vec![each.clone()]),
        _ => vec![each.clone()],
    };
    attributes.iter().flat_map(one).collect()
}

/// What a paragraph says of the task before it and nothing else: "Giao Sở X chủ trì, phối hợp với
/// Sở Y thực hiện.", "(Sở X chủ trì)".
pub fn of_task_before(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let text = text.trim();
    if text.ends_with(':') {
        return None;
    }
    let closed = text.trim_end_matches(['.', ';', ' ']);
    if let Some(inner) = closed.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return who_and_when(inner, bodies);
    }
    let (text, labelled) = labelled(text).unwrap_or_else(|| (text.to_string(), Vec::new()));
    let mut found = lead_and_more(&text, bodies)?;
    found.extend(labelled);
    Some(found)
}

/// Whether such a paragraph is of all items above it: "… thực hiện các nội dung trên".
pub fn is_of_items_above(text: &str) -> bool {
    let folded = key(text);
    ["nội dung trên", "nhiệm vụ trên", "nội dung nêu trên", "nhiệm vụ nêu trên"]
        .iter()
        .any(|words| folded.contains(words))
}

/// "…. Giao Sở X chủ trì, phối hợp với Sở Y thực hiện." at the end of a paragraph.
fn last_sentence(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    /// Signs back from the end at which the sentence may begin.
    const REACH: usize = 4;
    let closed = text.trim_end_matches(['.', ';', ' ', '/']);
    let cuts = closed.rmatch_indices([';', '.', ',', '-', '–']).filter(|(at, sign)| {
        // ", giao Sở X chủ trì …": a comma parts it only from an order.
        let is_short = *sign == "." && ends_abbreviated(closed, *at);
        !is_short
            && closed.get(at + 1..).is_some_and(|rest| match *sign {
                "," => rest.starts_with(" giao ") || rest.starts_with(" do "),
                // "… - Sở X chủ trì, Sở Y tham gia"
                "-" | "–" => {
                    rest.starts_with(' ')
                        && closed[..*at].ends_with(' ')
                        && key(rest).contains("chủ trì")
                }
                _ => rest.starts_with(' '),
            })
    });
    for (cut, sign) in cuts.take(REACH) {
        let behind = cut + sign.len();
        let (before, last) = (text.get(..behind)?, closed.get(behind..)?);
        // A dash stands inside names too: "P. Kinh doanh - Dịch vụ khách hàng chủ trì".
        let is_named = |found: &Vec<Attribute>| {
            let leads = found.iter().filter(|each| each.field == Field::Lead);
            !matches!(sign, "-" | "–") || leads.into_iter().all(|each| is_body(&each.value, bodies))
        };
        if let Some(attributes) = lead_and_more(last, bodies).filter(is_named) {
            let before = before.trim_end_matches([';', ',', '-', '–', ' ']).trim_end();
            return Some((before.to_string(), attributes));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    fn shown(attributes: Vec<Attribute>) -> String {
        let each = attributes.iter().map(|each| format!("{}={}", each.field.key(), each.value));
        each.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lines_of_labels_are_read() {
        for (text, expected) in [
            ("Cơ quan chủ trì: Sở Y tế.", "lead=Sở Y tế"),
            ("Đơn vị phối hợp: Sở Nội vụ, Công an tỉnh;", "support=Sở Nội vụ, Công an tỉnh"),
            (
                "Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Nội vụ; thời gian hoàn thành: Quý II/2026.",
                "lead=Sở Y tế|support=Sở Nội vụ|deadline=Quý II/2026",
            ),
            (
                "Thời gian: tháng 5/2026. Sản phẩm: Kế hoạch",
                "deadline=tháng 5/2026|product=Kế hoạch",
            ),
            ("(Chủ trì: Sở Y tế)", "lead=Sở Y tế"),
        ] {
            assert_eq!(line(text).map(shown).as_deref(), Some(expected), "{text}");
        }
        let of_all = "Cơ quan chủ trì các nội dung tại điểm 2.4: Sở Y tế";
        assert_eq!(line(of_all).map(shown).as_deref(), Some("lead=Sở Y tế"));
        assert!(is_of_all(of_all) && !is_of_all("Cơ quan chủ trì: Sở Y tế"));
        assert_eq!(line("Sở Y tế: Rà soát"), None);
        assert_eq!(line("Rà soát; chủ trì: Sở Y tế"), None);
    }

    #[test]
    fn the_end_of_a_sentence_says_who() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, content, expected) in [
            ("Lập đề án (Sở Y tế chủ trì).", "Lập đề án.", "lead=Sở Y tế"),
            (
                "Lập đề án (Sở Y tế chủ trì; Sở Nội vụ, Công an tỉnh phối hợp).",
                "Lập đề án.",
                "lead=Sở Y tế|support=Sở Nội vụ|support=Công an tỉnh",
            ),
            (
                "Lập đề án (Sở Y tế chủ trì, Sở Nội vụ phối hợp; hoàn thành trước ngày 30/6/2026);",
                "Lập đề án;",
                "lead=Sở Y tế|support=Sở Nội vụ|deadline=hoàn thành trước ngày 30/6/2026",
            ),
            (
                "Lập đề án (Sở Y tế chủ trì, phối hợp với Sở Nội vụ)",
                "Lập đề án",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
            (
                "Lập đề án (cơ quan chủ trì: Sở Y tế; thời gian: năm 2026).",
                "Lập đề án.",
                "lead=Sở Y tế|deadline=năm 2026",
            ),
            (
                "Lập đề án. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện.",
                "Lập đề án.",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
            (
                "Lập đề án (Sở Y tế tham mưu; hoàn thành trong quý II/2026).",
                "Lập đề án.",
                "lead=Sở Y tế|deadline=hoàn thành trong quý II/2026",
            ),
            ("Lập đề án; do Sở Y tế chủ trì thực hiện.", "Lập đề án", "lead=Sở Y tế"),
            ("Lập đề án, giao Sở Y tế chủ trì thực hiện.", "Lập đề án", "lead=Sở Y tế"),
            ("Lập đề án (Sở Y tế).", "Lập đề án.", "lead=Sở Y tế"),
            (
                "Lập đề án quy hoạch: Ban Tham mưu chủ trì, Sở Nội vụ phối hợp.",
                "Lập đề án quy hoạch",
                "lead=Ban Tham mưu|support=Sở Nội vụ",
            ),
            (
                "Lập đề án quy hoạch: Ban Tham mưu, Sở Nội vụ, xong trước ngày 15/3/2026.",
                "Lập đề án quy hoạch",
                "lead=Ban Tham mưu|lead=Sở Nội vụ|deadline=xong trước ngày 15/3/2026",
            ),
            ("Lập đề án. Trách nhiệm: Sở Y tế.", "Lập đề án", "lead=Sở Y tế"),
            (
                "Lập đề án (Sở Y tế thực hiện, phối hợp Sở Nội vụ; tháng 4).",
                "Lập đề án.",
                "lead=Sở Y tế|support=Sở Nội vụ|deadline=tháng 4",
            ),
            (
                "Lập đề án (chủ trì: Sở Y tế - phối hợp: Sở Nội vụ - thời gian: tháng 4).",
                "Lập đề án.",
                "lead=Sở Y tế|support=Sở Nội vụ|deadline=tháng 4",
            ),
            (
                "Lập đề án (Sở Y tế, Sở Nội vụ; hằng năm).",
                "Lập đề án.",
                "lead=Sở Y tế|lead=Sở Nội vụ|deadline=hằng năm",
            ),
            (
                "Lập đề án (Sở Y tế; phối hợp: Sở Nội vụ).",
                "Lập đề án.",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
            (
                "Lập đề án (Sở Y tế, tháng 4/2026).",
                "Lập đề án.",
                "lead=Sở Y tế|deadline=tháng 4/2026",
            ),
            (
                "Bảo đảm an ninh trật tự: Công an tỉnh.",
                "Bảo đảm an ninh trật tự",
                "lead=Công an tỉnh",
            ),
            (
                "Lập đề án. Giao Sở Y tế chủ trì; Sở Nội vụ phối hợp.",
                "Lập đề án.",
                "lead=Sở Y tế|support=Sở Nội vụ",
            ),
            (
                "Lập đề án. Cơ quan chủ trì: Sở Y tế. Thời gian hoàn thành: Quý I/2026.",
                "Lập đề án.",
                "lead=Sở Y tế|deadline=Quý I/2026",
            ),
        ] {
            let (rest, attributes) = at_the_end(text, &bodies, false).unwrap_or_default();
            assert_eq!((rest.as_str(), shown(attributes).as_str()), (content, expected), "{text}");
        }
        for text in [
            "Lập đề án (giai đoạn 2).",
            "Gửi báo cáo về Trung tâm Y tế huyện (Sở Y tế).",
            "Rà soát. Sở Y tế báo cáo kết quả trước quý IV.",
            "Lập đề án.",
        ] {
            assert_eq!(at_the_end(text, &bodies, false), None, "{text}");
        }
    }
}
