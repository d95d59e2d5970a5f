//! The end of a sentence → who supports, "…, phối hợp với Sở X", or who is entrusted with all of it, "Việc … do Sở X
//! đảm nhiệm", "… được giao cho Sở X", "… thuộc trách nhiệm của Sở X".
//!
//! Invariant: the names are whole and stand at the end; nothing but a deadline follows them.

use super::attribute::Attribute;
use super::named::is_body;
use super::when;
use crate::model::Field;
use crate::names::Bodies;
use crate::text::words::{Sign, Token, between, longest_at, phrase_at, tokens};
use crate::vocabulary::{
    CLOSELY, COMPOUNDS, EMPTY_RESTS, ENTRUSTED, ENTRUSTS, HELPED, STARTERS, VERBS, WITH,
};

/// Tokens of a sentence that are read.
const REACH: usize = 200;

/// What is left of a sentence, and what its end said.
type Taken = Option<(String, Vec<Attribute>)>;

/// "…, phối hợp với Sở X và Sở Y", "…, có sự hỗ trợ của Sở X".
pub fn supported(text: &str, bodies: &Bodies) -> Taken {
    let closed = text.trim_end_matches(['.', ';', ' ']);
    let words = tokens(closed, REACH);
    (words.len() < REACH).then_some(())?;
    let is_joint = |at: usize| matches!(words[at].sign, Sign::Comma | Sign::Semicolon);
    for at in (1..words.len()).rev().filter(|at| is_joint(*at)) {
        let Some(names) = after_support(&words, at + 1) else { continue };
        let (found, end) = names_up_to(closed, &words, names, bodies)?;
        let time = deadline_behind(closed, &words, end)?;
        let before = between(closed, &words, 0, at).trim_end();
        let is_work = before.split(' ').count() > 2;
        let mut said: Vec<Attribute> = named(Field::Support, found);
        said.extend(time);
        return is_work.then(|| (before.to_string(), said));
    }
    None
}

/// The token behind "phối hợp với", "có sự phối hợp của" at a token.
fn after_support(words: &[Token], at: usize) -> Option<usize> {
    if let Some(used) = HELPED.at(words, at) {
        return Some(at + used);
    }
    let mut next = at + phrase_at(words, at, "phối hợp")?;
    next += CLOSELY.at(words, next).unwrap_or(0);
    Some(next + WITH.at(words, next)?)
}

/// Those who help, behind the names of those to whom a work is given: "do Sở X | phối hợp với Sở Y | tổ chức"; and the
/// token behind them.
fn helpers(text: &str, words: &[Token], end: usize, bodies: &Bodies) -> (Vec<String>, usize) {
    let comma = words.get(end).is_some_and(|token| token.sign == Sign::Comma);
    let found = after_support(words, end + usize::from(comma))
        .and_then(|names| names_up_to(text, words, names, bodies));
    found.unwrap_or((Vec::new(), end))
}

/// The names from a token on, where each is known or built as names are.
fn names_up_to(
    text: &str,
    words: &[Token],
    at: usize,
    bodies: &Bodies,
) -> Option<(Vec<String>, usize)> {
    // A name is read to its end where a sign follows it.
    let marked = format!("{text}.");
    let with_sign = tokens(&marked, REACH + 1);
    let mut list = bodies.list(&marked, &with_sign, at)?;
    list.end = list.end.min(words.len());
    let are_names = list.names.iter().all(|name| is_body(name, bodies));
    are_names.then_some((list.names, list.end))
}

/// The deadline behind names, where there is nothing else but "thực hiện".
fn deadline_behind(text: &str, words: &[Token], end: usize) -> Option<Option<Attribute>> {
    let mut at = end + EMPTY_RESTS.at(words, end).unwrap_or(0);
    if at >= words.len() {
        return Some(None);
    }
    while words
        .get(at)
        .is_some_and(|token| matches!(token.sign, Sign::Comma | Sign::Semicolon | Sign::Dash))
    {
        at += 1;
    }
    let value = when::alone(text, words, at)?.to_string();
    Some(Some(Attribute { field: Field::Deadline, value }))
}

fn named(field: Field, names: Vec<String>) -> Vec<Attribute> {
    names.into_iter().map(|value| Attribute { field, value }).collect()
}

/// "Việc … do Sở X đảm nhiệm, xong trước …", "… được giao cho Sở X", "… thuộc trách nhiệm của Sở X".
pub fn entrusted(text: &str, bodies: &Bodies) -> Taken {
    let closed = text.trim_end_matches(['.', ';', ' ']);
    let words = tokens(closed, REACH);
    (words.len() < REACH).then_some(())?;
    for at in (1..words.len()).rev() {
        // "Kiểm tra …, do Sở X chủ trì": behind a comma it is of the whole work.
        let is_of_all = is_told_of(&words) || words[at - 1].sign == Sign::Comma;
        let by_whom = longest_at(&words, at, &["do"]).filter(|_| is_of_all);
        // "Việc khám sức khỏe giao Phòng X tổ chức"
        let given = || longest_at(&words, at, &["giao"]).filter(|_| is_told_of(&words));
        let by_whom = by_whom.or_else(given);
        let Some(used) = ENTRUSTED.at(&words, at).or(by_whom) else { continue };
        // "được | giao cho" is found with its first word.
        if words[at - 1].is("được") {
            continue;
        }
        // "bàn giao cho Sở X" is what is done.
        let is_of_verb = COMPOUNDS.at(&words, at - 1).is_some_and(|used| used > 1)
            || VERBS.at(&words, at - 1).is_some()
            || STARTERS.at(&words, at - 1).is_some_and(|used| used > 1);
        if is_of_verb {
            continue;
        }
        let Some((found, end)) = names_up_to(closed, &words, at + used, bodies) else { continue };
        // "do Sở X | đảm nhiệm", "giao cho Sở X | thực hiện"
        let (helpers, end) = helpers(closed, &words, end, bodies);
        let acts = ENTRUSTS.at(&words, end);
        if by_whom.is_some() && ENTRUSTED.at(&words, at).is_none() && acts.is_none() {
            continue;
        }
        // "do Sở X chủ trì | với sự tham gia của Sở Y"
        let (others, end) = self::helpers(closed, &words, end + acts.unwrap_or(0), bodies);
        let time = deadline_behind(closed, &words, end)?;
        let will = usize::from(words[at - 1].is("sẽ"));
        let before = between(closed, &words, 0, at - will).trim_end().trim_end_matches([',', ';']);
        let is_work = before.split(' ').count() > 2;
        let mut said = named(Field::Lead, found);
        said.extend(named(Field::Support, helpers.into_iter().chain(others).collect()));
        said.extend(time);
        return is_work.then(|| (before.to_string(), said));
    }
    None
}

/// Whether a sentence speaks of a work instead of ordering it: "Việc …", "Công tác …", "Lễ khai mạc …". Behind a verb
/// "do Sở X chủ trì" says which of several things are meant: "Rà soát các dự án do Sở X chủ trì".
fn is_told_of(words: &[Token]) -> bool {
    STARTERS.at(words, 0).is_none() && VERBS.at(words, 0).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};

    fn shown(taken: Taken) -> Option<String> {
        let (rest, said) = taken?;
        let said = said.iter().map(|each| format!("|{}={}", each.field.key(), each.value));
        Some(format!("{rest}{}", said.collect::<String>()))
    }

    #[test]
    fn who_supports_stands_at_the_end() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, expected) in [
            (
                "Nạo vét các tuyến mương trước mùa mưa, phối hợp với Hội Nông dân xã.",
                Some("Nạo vét các tuyến mương trước mùa mưa|support=Hội Nông dân xã"),
            ),
            (
                "Lập danh mục thuốc dự trù; phối hợp chặt chẽ với Sở Tài chính, Sở Y tế thực hiện.",
                Some("Lập danh mục thuốc dự trù|support=Sở Tài chính|support=Sở Y tế"),
            ),
            (
                "Lập danh mục thuốc dự trù, có sự phối hợp của Sở Tài chính, xong trước ngày 30/4/2026",
                Some(
                    "Lập danh mục thuốc dự trù|support=Sở Tài chính|deadline=xong trước ngày 30/4/2026",
                ),
            ),
            ("Lập danh mục thuốc, phối hợp với Sở Y tế kiểm tra các quầy thuốc.", None),
            ("Phối hợp với Sở Y tế.", None),
        ] {
            assert_eq!(shown(supported(text, &bodies)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn who_is_entrusted_stands_at_the_end() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, expected) in [
            (
                "Việc kiểm kê tài sản do Sở Tài chính chủ trì, hoàn thành trước ngày 30/12/2026.",
                Some(
                    "Việc kiểm kê tài sản|lead=Sở Tài chính|deadline=hoàn thành trước ngày 30/12/2026",
                ),
            ),
            (
                "Công tác hậu cần cho hội thi do Sở Nội vụ đảm nhiệm.",
                Some("Công tác hậu cần cho hội thi|lead=Sở Nội vụ"),
            ),
            (
                "Tiếp nhận hồ sơ dự tuyển thuộc trách nhiệm của Sở Nội vụ.",
                Some("Tiếp nhận hồ sơ dự tuyển|lead=Sở Nội vụ"),
            ),
            (
                "Việc tháo dỡ biển quảng cáo được giao cho Sở Xây dựng thực hiện.",
                Some("Việc tháo dỡ biển quảng cáo|lead=Sở Xây dựng"),
            ),
            (
                "Lớp tập huấn về bảng kiểm sẽ do Sở Y tế phối hợp với Sở Nội vụ tổ chức trong tháng 5/2026.",
                Some(
                    "Lớp tập huấn về bảng kiểm|lead=Sở Y tế|support=Sở Nội vụ|deadline=trong tháng 5/2026",
                ),
            ),
            (
                "Kiểm tra kho thuốc dự trữ, do Sở Y tế chủ trì với sự tham gia của Sở Nội vụ.",
                Some("Kiểm tra kho thuốc dự trữ|lead=Sở Y tế|support=Sở Nội vụ"),
            ),
            ("Rà soát các nhiệm vụ do Sở Y tế chủ trì.", None),
            ("Giải phóng mặt bằng, bàn giao cho Sở Xây dựng.", None),
            ("Công tác hậu cần do Sở Nội vụ báo cáo tại hội nghị.", None),
        ] {
            assert_eq!(shown(entrusted(text, &bodies)).as_deref(), expected, "{text}");
        }
    }
}
