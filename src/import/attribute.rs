//! What a plan says of a task beside its sentence: "Cơ quan chủ trì: …" on a line of its own, "(Sở X
//! chủ trì, …)" or "Thời gian hoàn thành: …" at its end.
//!
//! Invariant: what is taken off the end of a sentence is all that stands between the content and
//! its full stop.

use super::assignment::{Assignment, Form, assignment, is_empty_rest};
use super::bodies::Bodies;
use super::words::{Sign, between, phrase_at, tokens};
use crate::model::Deadline;
use crate::model::Field;
use crate::model::deadline::When;
use crate::text::key;

/// A field of a task and its value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The field.
    pub field: Field,
    /// Its value.
    pub value: String,
}

/// The words before the colon, as keys, the longest first where one begins another.
const LABELS: &[(&str, Field)] = &[
    ("cơ quan chủ trì", Field::Lead),
    ("cơ quan đơn vị chủ trì", Field::Lead),
    ("đơn vị chủ trì", Field::Lead),
    ("đơn vị chủ trì thực hiện", Field::Lead),
    ("cơ quan chủ trì thực hiện", Field::Lead),
    ("cơ quan chủ trì tham mưu", Field::Lead),
    ("đơn vị chủ trì tham mưu", Field::Lead),
    ("phòng chủ trì", Field::Lead),
    ("bộ phận chủ trì", Field::Lead),
    ("chủ trì thực hiện", Field::Lead),
    ("chủ trì tham mưu", Field::Lead),
    ("chủ trì", Field::Lead),
    ("cơ quan thực hiện", Field::Lead),
    ("đơn vị thực hiện", Field::Lead),
    ("đơn vị đầu mối", Field::Lead),
    ("cơ quan đầu mối", Field::Lead),
    ("phân công thực hiện", Field::Lead),
    ("phân công chủ trì", Field::Lead),
    ("phân công", Field::Lead),
    ("phân công nhiệm vụ", Field::Lead),
    ("giao", Field::Lead),
    ("đơn vị được giao chủ trì", Field::Lead),
    ("cơ quan được giao chủ trì", Field::Lead),
    ("trách nhiệm chủ trì", Field::Lead),
    ("cơ quan phối hợp", Field::Support),
    ("cơ quan đơn vị phối hợp", Field::Support),
    ("đơn vị phối hợp", Field::Support),
    ("đơn vị phối hợp thực hiện", Field::Support),
    ("cơ quan phối hợp thực hiện", Field::Support),
    ("phối hợp thực hiện", Field::Support),
    ("phòng phối hợp", Field::Support),
    ("bộ phận phối hợp", Field::Support),
    ("phối hợp", Field::Support),
    ("thời gian hoàn thành", Field::Deadline),
    ("thời hạn hoàn thành", Field::Deadline),
    ("thời gian thực hiện", Field::Deadline),
    ("thời hạn thực hiện", Field::Deadline),
    ("thời gian thực hiện hoàn thành", Field::Deadline),
    ("thời gian báo cáo", Field::Deadline),
    ("thời điểm hoàn thành", Field::Deadline),
    ("thời gian", Field::Deadline),
    ("thời hạn", Field::Deadline),
    ("tiến độ hoàn thành", Field::Deadline),
    ("tiến độ thực hiện", Field::Deadline),
    ("tiến độ", Field::Deadline),
    ("hạn hoàn thành", Field::Deadline),
    ("hoàn thành", Field::Deadline),
    ("sản phẩm", Field::Product),
    ("sản phẩm dự kiến", Field::Product),
    ("sản phẩm hoàn thành", Field::Product),
    ("sản phẩm đầu ra", Field::Product),
    ("sản phẩm kết quả", Field::Product),
    ("kết quả sản phẩm", Field::Product),
    ("kết quả đầu ra", Field::Product),
    ("kết quả", Field::Product),
    ("kết quả dự kiến", Field::Product),
    ("kết quả cần đạt", Field::Product),
    ("cấp trình", Field::Approver),
    ("cấp phê duyệt", Field::Approver),
    ("cơ quan phê duyệt", Field::Approver),
    ("cấp có thẩm quyền phê duyệt", Field::Approver),
    ("cấp ban hành", Field::Approver),
    ("hình thức văn bản", Field::Form),
    ("cơ quan thẩm định", Field::Appraiser),
    ("lãnh đạo phụ trách", Field::Leader),
    ("lãnh đạo chỉ đạo", Field::Leader),
    ("người phụ trách", Field::Leader),
    ("đồng chí phụ trách", Field::Leader),
    ("ghi chú", Field::Notes),
    ("kinh phí", Field::Notes),
    ("nguồn kinh phí", Field::Notes),
];

/// The attributes of a line that says nothing else: "Cơ quan chủ trì: Sở X; phối hợp: Sở Y."
pub fn line(text: &str) -> Option<Vec<Attribute>> {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let labels = labels(text);
    let (first, _, _) = labels.first()?;
    if *first > 0 {
        return None;
    }
    let mut attributes = Vec::new();
    for (index, (_, value, field)) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(text.len(), |(start, ..)| *start);
        let words = text.get(*value..end).unwrap_or_default();
        let words = words.trim_matches([' ', ';', ',', '.', '-', '–', ')', '/']);
        if !words.is_empty() {
            attributes.push(Attribute { field: *field, value: words.to_string() });
        }
    }
    Some(attributes)
}

/// Every label with a colon: where it begins, where its value does, its field.
fn labels(text: &str) -> Vec<(usize, usize, Field)> {
    let mut found: Vec<(usize, usize, Field)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let before = text.get(..colon).unwrap_or_default();
        // A label begins the text, or stands behind the sign that ends what is before it.
        let start = before.rfind([';', '.', '(', ':']).map_or(0, |at| at + 1);
        let words = before.get(start..).unwrap_or_default();
        let comma =
            words.rfind(',').map(|at| (start + at + 1, words.get(at + 1..).unwrap_or_default()));
        for (start, words) in [Some((start, words)), comma].into_iter().flatten() {
            let folded = key(words.trim_start_matches([' ', '-', '+', '–', '*', '•']));
            // "Cơ quan chủ trì, phối hợp:" names both at once.
            if let Some((_, field)) = LABELS.iter().find(|(label, _)| *label == folded) {
                let skipped =
                    words.len() - words.trim_start_matches([' ', '-', '+', '–', '*', '•']).len();
                found.push((start + skipped, colon + 1, *field));
                break;
            }
        }
    }
    found
}

/// What is left of a sentence, and what was said at its end.
pub fn at_the_end(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let mut content = text.trim().to_string();
    let mut found: Vec<Attribute> = Vec::new();
    // One may stand behind the other: "… (Sở X chủ trì). Thời gian hoàn thành: …"
    for _ in 0..6 {
        let taken = bracket(&content, bodies)
            .or_else(|| labelled(&content))
            .or_else(|| last_sentence(&content, bodies));
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
    // A label in the middle of a sentence is part of it.
    if before.is_empty() || !before.ends_with(['.', ';', ')', ',']) {
        return None;
    }
    let attributes = line(text.get(start..)?)?;
    Some((before.trim_end_matches([';', ',', ' ']).to_string(), attributes))
}

/// "… (Sở X chủ trì; Sở Y, Sở Z phối hợp)."
fn bracket(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let closed = text.trim_end_matches(['.', ';', ' ', '/', ',']);
    let inner = closed.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let (before, inner) = (inner.get(..open)?, inner.get(open + 1..)?);
    let attributes = match line(inner) {
        Some(attributes) => attributes,
        None => said(inner, bodies)?,
    };
    let stop =
        if text.trim_end().ends_with(['.', ';']) { text.trim_end().chars().last() } else { None };
    let mut content = before.trim_end().to_string();
    if let Some(stop) = stop.filter(|_| !content.ends_with(['.', ';'])) {
        content.push(stop);
    }
    Some((content, attributes))
}

/// Attributes whose value says more than one thing, "Phân công: Sở X chủ trì; Sở Y phối hợp; hoàn thành
/// trước 30/9", taken apart.
pub fn apart(attributes: &[Attribute], bodies: &Bodies) -> Vec<Attribute> {
    let one = |each: &Attribute| match each.field {
        Field::Lead => said(&each.value, bodies).unwrap_or_else(|| vec![each.clone()]),
        _ => vec![each.clone()],
    };
    attributes.iter().flat_map(one).collect()
}

/// What a paragraph says of the task before it and nothing else: "Giao Sở X chủ trì, phối hợp với
/// Sở Y thực hiện.", "(Sở X chủ trì)".
pub fn of_task_before(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let text = text.trim().trim_end_matches(['.', ';', ' ']);
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    if let Some(inner) = inner {
        return said(inner, bodies);
    }
    let found = assignment(text, bodies)?;
    let says_so = matches!(found.form, Form::Leads | Form::Duty) && !found.lead.is_empty();
    let is_all = found.rest.is_empty() || is_time(&found.rest);
    if !says_so || !is_all || text.ends_with(':') {
        return None;
    }
    said(text, bodies)
}

/// "Sở X chủ trì, phối hợp với Sở Y", "Sở X chủ trì; Sở Y, Sở Z phối hợp; hoàn thành trước 30/6".
fn said(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let folded = key(text);
    let advises = text.split(';').any(|piece| key(piece).ends_with(" tham mưu"));
    if !advises
        && !folded.contains("chủ trì")
        && !folded.starts_with("giao ")
        && !folded.starts_with("phối hợp")
    {
        return None;
    }
    let mut attributes = Vec::new();
    for piece in text.split(';') {
        attributes.extend(piece_said(piece.trim(), bodies)?);
    }
    (!attributes.is_empty()).then_some(attributes)
}

fn piece_said(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    let tokens = tokens(text, 120);
    let ends_with = |end: usize, word: &str| {
        let first = end.checked_sub(2)?;
        (between(text, &tokens, first, end).to_lowercase() == word).then_some(first)
    };
    let mut end = tokens.len();
    // "… thực hiện", "… tham mưu"
    if end > 2 && is_empty_rest(between(text, &tokens, end - 2, end)) {
        end -= 2;
    }
    let names = |from: usize, to: usize| bodies.all(text, &tokens, from, to).map(|list| list.names);
    let make = |field, names: Vec<String>| {
        names.into_iter().map(move |value| Attribute { field, value }).collect::<Vec<_>>()
    };
    // "Sở Y, Sở Z phối hợp", after "Sở X chủ trì,".
    if let Some(before) = ends_with(end, "phối hợp") {
        let leads = (1..before).find(|at| ends_with(*at, "chủ trì").is_some());
        return match leads {
            Some(leads) => {
                let mut found = make(Field::Lead, names(0, leads - 2)?);
                let start = (leads..before).find(|at| {
                    tokens.get(*at).is_some_and(|token| token.sign == Sign::Word && !token.is("và"))
                })?;
                found.extend(make(Field::Support, names(start, before)?));
                Some(found)
            }
            None => Some(make(Field::Support, names(0, before)?)),
        };
    }
    if let Some(mut before) = ends_with(end, "chủ trì").filter(|before| *before > 0) {
        // "Sở X và Sở Y đồng chủ trì"
        before -= usize::from(tokens.get(before - 1).is_some_and(|token| token.is("đồng")));
        let start =
            usize::from(tokens.first().is_some_and(|token| token.is("giao") || token.is("do")));
        return Some(make(Field::Lead, names(start, before)?));
    }
    if let Some(Assignment { lead, support, rest, form }) = assignment(text, bodies)
        && matches!(form, Form::Leads | Form::LeadsInBlock | Form::Duty | Form::Supported)
    {
        let mut found = make(Field::Lead, lead);
        found.extend(make(Field::Support, support.unwrap_or_default()));
        if rest.is_empty() {
            return Some(found);
        }
        if is_time(&rest) {
            found.push(Attribute { field: Field::Deadline, value: rest });
            return Some(found);
        }
        return None;
    }
    // "Ban Tổ chức tham mưu": who drafts it leads.
    if let Some(before) = ends_with(tokens.len(), "tham mưu").filter(|before| *before > 0) {
        return Some(make(Field::Lead, names(0, before)?));
    }
    // "Sở Y phối hợp giám sát", "Sở Y phối hợp, xong trước ngày 31/10"
    let supports = (1..end).find(|at| phrase_at(&tokens, *at, "phối hợp").is_some());
    if let Some(supports) = supports
        && let Some(found) = names(0, supports)
    {
        let rest = between(text, &tokens, supports + 2, tokens.len());
        let mut said = make(Field::Support, found);
        let time = super::deadline::in_sentence(rest);
        said.extend(time.map(|value| Attribute { field: Field::Deadline, value }));
        return Some(said);
    }
    if is_time(text) {
        return Some(vec![Attribute { field: Field::Deadline, value: text.to_string() }]);
    }
    // "trình UBND tỉnh trước ngày 30/4"
    let value = super::deadline::in_sentence(text)?;
    Some(vec![Attribute { field: Field::Deadline, value }])
}

/// Whether a text is a deadline and nothing else.
pub fn is_time(text: &str) -> bool {
    text.chars().count() < 80
        && Deadline::parse(text).is_ok_and(|deadline| {
            matches!(deadline.when, When::Span { .. } | When::Recurring { .. })
        })
}

/// "…. Giao Sở X chủ trì, phối hợp với Sở Y thực hiện." at the end of a paragraph.
fn last_sentence(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let closed = text.trim_end_matches(['.', ';', ' ', '/']);
    let cut = closed
        .rmatch_indices([';', '.'])
        .find(|(at, _)| closed.get(at + 1..).is_some_and(|rest| rest.starts_with(' ')))?;
    let (before, last) = (text.get(..=cut.0)?, closed.get(cut.0 + 1..)?.trim());
    let last = last.strip_prefix("do ").unwrap_or(last);
    let found = assignment(last, bodies)?;
    let says_so = matches!(found.form, Form::Leads | Form::LeadsInBlock | Form::Duty);
    if !says_so || found.lead.is_empty() {
        return None;
    }
    let mut attributes: Vec<Attribute> =
        found.lead.into_iter().map(|value| Attribute { field: Field::Lead, value }).collect();
    let support = found.support.unwrap_or_default();
    attributes.extend(support.into_iter().map(|value| Attribute { field: Field::Support, value }));
    let rest = found.rest.trim_start_matches([' ', ',']);
    if is_time(rest) {
        attributes.push(Attribute { field: Field::Deadline, value: rest.to_string() });
    } else if !rest.is_empty() {
        return None;
    }
    let before = before.trim_end_matches(';').trim_end();
    Some((before.to_string(), attributes))
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
            (
                "Lập đề án. Cơ quan chủ trì: Sở Y tế. Thời gian hoàn thành: Quý I/2026.",
                "Lập đề án.",
                "lead=Sở Y tế|deadline=Quý I/2026",
            ),
        ] {
            let (rest, attributes) = at_the_end(text, &bodies).unwrap_or_default();
            assert_eq!((rest.as_str(), shown(attributes).as_str()), (content, expected), "{text}");
        }
        for text in [
            "Lập đề án (giai đoạn 2).",
            "Rà soát. Sở Y tế báo cáo kết quả trước quý IV.",
            "Lập đề án.",
        ] {
            assert_eq!(at_the_end(text, &bodies), None, "{text}");
        }
    }
}
