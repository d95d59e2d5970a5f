//! "Bảo đảm an ninh trật tự: Công an huyện." → what is to be done, and who does it behind the last colon.
//!
//! Invariant: what stands behind the colon is names, roles and times, and nothing else.

use super::attribute::Attribute;
use super::listed::who_is_listed;
use super::named::is_person;
use super::when::{is_only_time, is_time};
use super::who_when::{lead_and_more, only_names};
use crate::model::Field;
use crate::names::Bodies;
use crate::text::words::{ends_abbreviated, tokens};
use crate::vocabulary::{SHORT_VERBS, STARTERS, VERBS};

/// Signs before a line that says who does what stands above it.
pub const ARROWS: &[char] = &['→', '⇒', '➔', '=', '>', '➢'];

/// "Bảo đảm an ninh trật tự: Công an huyện."
pub fn names_behind_colon(text: &str, bodies: &Bodies) -> Option<(String, Vec<Attribute>)> {
    let closed = text.trim_end_matches(['.', ';', ' ']);
    let (before, names) = closed.rsplit_once(':')?;
    // "Đối tượng: UBND tỉnh; …" gives no work, "Giữ xe: bảo vệ" does.
    let words = tokens(before, 4);
    let lists = [&*STARTERS, &*VERBS, &*SHORT_VERBS];
    let begins_verb = lists.iter().any(|list| list.at(&words, 0).is_some());
    let is_long = before.split(' ').count() > if begins_verb { 1 } else { 2 };
    let is_told = is_long && !before.starts_with(ARROWS) && only_names(before, bodies).is_none();
    let persons = || who_is_listed(names, bodies);
    // "Soạn văn kiện: Ban Tham mưu chủ trì, Ban Chính trị phối hợp"
    let roles = || lead_and_more(names, bodies);
    let timed = || names_and_time(names, bodies);
    let said = || match is_person(names.trim()) {
        true => persons().or_else(|| only_names(names, bodies)).or_else(roles),
        false => timed().or_else(|| only_names(names, bodies)).or_else(roles).or_else(persons),
    };
    let found = is_told.then(said).flatten()?;
    Some((without_label(before).trim_end().to_string(), found))
}

/// "In tờ rơi. Trách nhiệm" without the words of one label that stand behind its last stop.
fn without_label(content: &str) -> &str {
    const LONGEST: usize = 4;
    let Some((stop, _)) = content.rmatch_indices(". ").next() else { return content };
    let label = content.get(stop + 2..).unwrap_or_default().trim();
    let is_verb = STARTERS.at(&tokens(label, 6), 0).is_some();
    let is_label = label.split(' ').count() <= LONGEST && !is_verb;
    let is_short = ends_abbreviated(content, stop);
    if is_label && !is_short { content.get(..stop).unwrap_or(content) } else { content }
}

/// "Phòng Vật tư, tháng 4 và tháng 10/2018", "Đội 2, Đội 3, xong trước ngày 15/3": names, and behind a comma the time.
pub fn names_and_time(text: &str, bodies: &Bodies) -> Option<Vec<Attribute>> {
    text.rmatch_indices(", ").find_map(|(comma, _)| {
        let time = text.get(comma + 2..).filter(|time| is_time(time) || is_only_time(time))?;
        let mut found = only_names(text.get(..comma)?, bodies)?;
        found.push(Attribute { field: Field::Deadline, value: time.to_string() });
        Some(found)
    })
}
