//! The lines of a file → the plan in it: its head, its body, its foot; what stands before and after
//! is of a web page or of a decision that the plan goes with.
//!
//! Invariant: every block is in one of the parts.

use super::signature::{is_person, is_signing};
use crate::read::{ProseBlock, ProseLine};
use crate::text::{bare, key};
use crate::vocabulary::BASES;

/// A plan by its parts.
#[derive(Debug, Default)]
pub struct Frame {
    /// The decision that issues the plan, where the file holds it: all its lines.
    pub cover: Vec<ProseLine>,
    /// Lines before the kind of document: who issues it, its number, its day.
    pub head: Vec<ProseLine>,
    /// The kind of document as written, and the lines of its title.
    pub title: Vec<ProseLine>,
    /// "(Ban hành kèm theo Quyết định số …)"
    pub issued_with: Option<ProseLine>,
    /// From the first paragraph on.
    pub body: Vec<ProseBlock>,
    /// From "Nơi nhận" or the signature on.
    pub foot: Vec<ProseLine>,
}

/// Kinds of documents that stand on a line of their own, as keys; the longest first.
pub const KINDS: &[(&str, &str)] = &[
    ("chương trình hành động", "Chương trình hành động"),
    ("chương trình công tác", "Chương trình công tác"),
    ("chương trình", "Chương trình"),
    ("kế hoạch hành động", "Kế hoạch hành động"),
    ("kế hoạch", "Kế hoạch"),
    ("đề án", "Đề án"),
    ("phương án", "Phương án"),
    ("chỉ thị", "Chỉ thị"),
    ("quyết định", "Quyết định"),
    ("nghị quyết", "Nghị quyết"),
    ("kết luận", "Kết luận"),
    ("thông báo", "Thông báo"),
    ("công điện", "Công điện"),
    ("hướng dẫn", "Hướng dẫn"),
    ("công văn", "Công văn"),
    ("quy chế", "Quy chế"),
    ("biên bản", "Biên bản"),
    ("phiếu giao việc", "Phiếu giao việc"),
    ("phiếu giao nhiệm vụ", "Phiếu giao nhiệm vụ"),
    ("bảng phân công", "Bảng phân công"),
];

/// Kinds that set rules and are no plan, whatever they say of duties.
pub const LAWS: &[&str] =
    &["luật", "bộ luật", "nghị định", "thông tư", "thông tư liên tịch", "pháp lệnh", "hiến pháp"];

/// Kinds that only issue another document.
const COVERS: &[&str] = &["Quyết định", "Nghị quyết"];

/// Lines of a title.
const LONGEST_TITLE: usize = 8;

/// Lines of a head; more before it are of a web page.
const LONGEST_HEAD: usize = 14;

/// The kind of document that a line names, as a head does: alone, or in capitals.
pub fn kind_of(line: &ProseLine) -> Option<&'static str> {
    let text = line.text.trim_matches([':', ' ', '*']);
    let folded = key(text);
    let is_capitals = !text.chars().any(char::is_lowercase) && text.chars().count() <= 200;
    // "KE HOACH": a title that lost its marks.
    let is_bare = text.is_ascii() && is_capitals;
    KINDS
        .iter()
        .find(|(words, _)| {
            if is_bare {
                return bare(words) == bare(text);
            }
            let rest = folded.strip_prefix(words);
            rest == Some("")
                && (is_capitals || line.stands_out || text.starts_with(char::is_uppercase))
                || is_capitals && rest.is_some_and(|rest| rest.starts_with(' '))
        })
        .map(|(_, name)| *name)
}

/// Whether a line is the name of a law or a decree.
pub fn is_law(line: &ProseLine) -> bool {
    let text = line.text.trim_matches([':', ' ']);
    let is_capitals = !text.chars().any(char::is_lowercase);
    is_capitals && LAWS.contains(&key(text).as_str())
}

/// Takes a file apart.
pub fn frame(blocks: Vec<ProseBlock>) -> Frame {
    let (chosen, is_issued) = chosen(&blocks);
    let mut frame = Frame::default();
    let mut rest = blocks.into_iter();
    if let Some(chosen) = chosen {
        let before: Vec<ProseLine> = rest.by_ref().take(chosen).filter_map(line).collect();
        if is_issued { frame.cover = before } else { frame.head = before }
    }
    let mut rest: Vec<ProseBlock> = rest.collect();
    let title = if chosen.is_some() { title_lines(&rest) } else { letter_head(&rest) };
    let body = rest.split_off(title.min(rest.len()));
    let taken = rest.into_iter().filter_map(line);
    match chosen {
        Some(_) => frame.title = taken.collect(),
        None => frame.head = taken.collect(),
    }
    frame.issued_with = issue_line(&mut frame.title);
    let foot = foot_of(&body);
    for (index, block) in body.into_iter().enumerate() {
        match block {
            ProseBlock::Line(line) if index >= foot => frame.foot.push(line),
            // A table of an annex stands behind the signature.
            block => frame.body.push(block),
        }
    }
    // An annex goes on behind the signature, and so does a body with a signature in its midst.
    let resumed = [super::annex::begins(&frame.foot), frame.foot.iter().position(opens_part)];
    if let Some(resumed) = resumed.into_iter().flatten().min() {
        let lines = frame.foot.split_off(resumed);
        frame.body.extend(lines.into_iter().map(ProseBlock::Line));
    }
    frame.body = super::annex::tables(std::mem::take(&mut frame.body));
    let spare = frame.head.len().saturating_sub(LONGEST_HEAD);
    frame.head.drain(..spare);
    frame
}

/// The line with the kind of the document that the file holds, and whether a decision stands before it
/// that issues it.
fn chosen(blocks: &[ProseBlock]) -> (Option<usize>, bool) {
    let kinds: Vec<(usize, &'static str)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match block {
            ProseBlock::Line(line) => kind_of(line).map(|kind| (index, kind)),
            ProseBlock::Tasks(_) => None,
        })
        .collect();
    // The motto stands over every document; kinds named above it are of a page's menu.
    let motto = blocks.iter().position(|block| match block {
        ProseBlock::Line(line) => is_motto(&line.text),
        ProseBlock::Tasks(_) => false,
    });
    let below = kinds.iter().position(|(index, _)| motto.is_some_and(|motto| *index > motto));
    let kinds = kinds.get(below.unwrap_or(0)..).unwrap_or_default();
    let first = kinds.first().copied();
    // A plan that a decision issues stands behind it.
    let issued = first.filter(|(_, kind)| COVERS.contains(kind)).and_then(|(first, _)| {
        let later = kinds.iter().skip(1).find(|(index, kind)| {
            !COVERS.contains(kind) && *index > first + 3 && is_issued(blocks, *index)
        });
        later.copied()
    });
    (issued.or(first).map(|(index, _)| index), issued.is_some())
}

/// Whether a line holds the motto of the state or the name of the Party.
fn is_motto(text: &str) -> bool {
    let folded = key(text);
    ["cộng hòa xã hội chủ nghĩa việt nam", "độc lập tự do hạnh phúc", "đảng cộng sản việt nam"]
        .iter()
        .any(|words| folded.contains(words) && text.chars().count() < 140)
}

fn line(block: ProseBlock) -> Option<ProseLine> {
    match block {
        ProseBlock::Line(line) => Some(line),
        ProseBlock::Tasks(_) => None,
    }
}

/// Whether "(Ban hành kèm theo …)" or a part stands below a kind of document.
fn is_issued(blocks: &[ProseBlock], at: usize) -> bool {
    blocks.iter().skip(at).take(LONGEST_TITLE).any(|block| match block {
        ProseBlock::Line(line) => {
            is_issue_line(&line.text)
                || crate::import::outline::marker::marker(&line.text, false).kind
                    == crate::import::outline::marker::Kind::Roman
        }
        ProseBlock::Tasks(_) => false,
    })
}

/// Takes "(Ban hành kèm theo …)" out of the lines of a title, up to its bracket.
fn issue_line(title: &mut Vec<ProseLine>) -> Option<ProseLine> {
    // It may stand behind the title on one line.
    for at in 0..title.len() {
        let text = title.get(at)?.text.clone();
        let open = text.find('(').filter(|open| *open > 0);
        if let Some(open) = open.filter(|open| is_issue_line(text.get(*open..).unwrap_or_default()))
        {
            let line = title.get_mut(at)?;
            let rest = ProseLine { text: line.text.split_off(open), ..line.clone() };
            line.text = line.text.trim_end().to_string();
            title.insert(at + 1, rest);
            break;
        }
    }
    let at = title.iter().position(|line| is_issue_line(&line.text))?;
    let mut issued = title.remove(at);
    while !issued.text.contains(')') && at < title.len() {
        let more = title.remove(at);
        issued.text = format!("{} {}", issued.text, more.text);
    }
    Some(issued)
}

fn is_issue_line(text: &str) -> bool {
    let folded = key(text);
    text.trim_start().starts_with('(')
        && (folded.starts_with("ban hành kèm theo") || folded.starts_with("kèm theo"))
}

/// How many blocks the kind and the title take.
fn title_lines(blocks: &[ProseBlock]) -> usize {
    let mut taken = 0;
    let mut last: Option<&ProseLine> = None;
    for block in blocks.iter().take(LONGEST_TITLE) {
        let ProseBlock::Line(line) = block else { break };
        let goes_on = match last {
            None => true,
            Some(_) if is_issue_line(&line.text) => true,
            Some(_) if taken == 1 && !begins_body(line) => !has_title(blocks),
            Some(last) => !begins_body(line) && goes_on_title(last, line, taken),
        };
        if !goes_on {
            break;
        }
        taken += 1;
        last = Some(line);
        if is_issue_line(&line.text) {
            break;
        }
    }
    taken
}

/// Whether the line of the kind holds the title too: "KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2026".
fn has_title(blocks: &[ProseBlock]) -> bool {
    let Some(ProseBlock::Line(line)) = blocks.first() else { return false };
    let words = key(&line.text).split(' ').count();
    // "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA BAN CHẤP HÀNH …" has its subject on the next line.
    words > 7 && !key(&line.text).contains(" của ")
}

/// Whether a line begins the body: a mark, a sentence of the opening, who decides.
fn begins_body(line: &ProseLine) -> bool {
    use crate::import::outline::marker::{Kind, marker};
    let mark = marker(&line.text, false).kind;
    let folded = key(&line.text);
    let is_sentence = line.text.ends_with(['.', ':', ';']) && line.text.chars().count() > 60;
    let opens = ["căn cứ", "kính gửi", "nơi nhận", "theo đề nghị", "xét đề nghị"];
    !matches!(mark, Kind::Plain | Kind::Heading)
        || crate::import::outline::part::of_heading(&line.text).is_some()
            && mark == Kind::Heading
            && folded.split(' ').count() < 8
        || is_sentence
        || opens.iter().any(|words| folded.starts_with(words))
}

/// Whether a line goes on with the title.
fn goes_on_title(last: &ProseLine, line: &ProseLine, taken: usize) -> bool {
    let is_capitals = |text: &str| !text.chars().any(char::is_lowercase);
    let starts_lower =
        line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
    let is_open = last.text.ends_with([',', '-'])
        || [" của", " và", " về", " tại", " cho", " theo", " số", " ngày"]
            .iter()
            .any(|end| last.text.ends_with(end));
    let is_short = line.text.chars().count() <= 130;
    if taken == 1 {
        return is_short || starts_lower || line.stands_out || is_capitals(&line.text);
    }
    starts_lower
        || is_open
        || is_capitals(&last.text) && is_capitals(&line.text)
        || is_short && last.stands_out && line.stands_out
}

/// How many blocks the head of a letter without a kind takes: up to "Kính gửi" and whom.
fn letter_head(blocks: &[ProseBlock]) -> usize {
    const REACH: usize = 40;
    let is_dear = |block: &ProseBlock| match block {
        ProseBlock::Line(line) => key(&line.text).starts_with("kính gửi"),
        ProseBlock::Tasks(_) => false,
    };
    let Some(dear) = blocks.iter().take(REACH).position(is_dear) else { return 0 };
    let mut is_listed = false;
    let addressed = blocks.iter().skip(dear + 1).take_while(|block| match block {
        ProseBlock::Line(line) => {
            // "Các sở, ban, ngành;" without a mark, up to the one that ends the list.
            let is_bullet = line.text.starts_with(['-', '–', '+', '•']);
            let goes_on = line.text.ends_with(';');
            let is_last = is_listed && !is_bullet && line.text.ends_with('.');
            let is_of_list = is_bullet || goes_on || is_last;
            is_listed = goes_on;
            is_of_list && line.text.chars().count() < 160
        }
        ProseBlock::Tasks(_) => false,
    });
    dear + 1 + addressed.count()
}

/// Where the foot begins: "Nơi nhận", or who signs, or what a web page has below the plan.
fn foot_of(body: &[ProseBlock]) -> usize {
    let text = |index: usize| match body.get(index) {
        Some(ProseBlock::Line(line)) => Some(line.text.as_str()),
        _ => None,
    };
    let is_receivers =
        |index: &usize| text(*index).is_some_and(|text| key(text).starts_with("nơi nhận"));
    // "BỘ TRƯỞNG" above the bases of a decision says who decides, and signs nothing.
    let opening = opening(body);
    let signs = |index: &usize| *index >= opening && text(*index).is_some_and(is_signing);
    if let Some(index) = (0..body.len()).find(|index| is_receivers(index) || signs(index)) {
        return index;
    }
    let last =
        (0..body.len()).rfind(|index| text(*index).is_some_and(|text| text.ends_with("./.")));
    match last {
        // Only what comes soon after is of the page around it.
        Some(last) => last + 1,
        None => signature(body).unwrap_or(body.len()),
    }
}

/// Whether a line of the foot is the heading of a part, so that the body goes on with it.
fn opens_part(line: &ProseLine) -> bool {
    use crate::import::outline::marker::{Kind, marker};
    let mark = marker(&line.text, false);
    let rest = line.text.get(mark.rest..).unwrap_or_default();
    let opens = matches!(mark.kind, Kind::Part | Kind::Chapter | Kind::Section | Kind::Article)
            // "Q. BỘ TRƯỞNG" and "V. Nam" are of a signature.
            || matches!(mark.kind, Kind::Capital | Kind::Roman) && rest.split(' ').count() > 1;
    opens && !is_signing(&line.text) && !is_person(rest)
}

/// How many blocks open a decision: who decides, its bases, and the line "QUYẾT ĐỊNH:" below them.
fn opening(body: &[ProseBlock]) -> usize {
    const LONGEST_OPENING: usize = 25;
    let is_base = |block: &ProseBlock| match block {
        ProseBlock::Line(line) => {
            let folded = key(&line.text);
            BASES.begin(&folded) || kind_of(line).is_some_and(|kind| COVERS.contains(&kind))
        }
        ProseBlock::Tasks(_) => false,
    };
    let first = body.get(..LONGEST_OPENING.min(body.len())).unwrap_or_default();
    first.iter().rposition(is_base).map_or(0, |last| last + 1)
}

/// Where two columns of posts and names close a document that names no receivers: "Duyệt của BGH" beside
/// "TPT Đội", and below each who signs.
fn signature(body: &[ProseBlock]) -> Option<usize> {
    const MOST: usize = 6;
    const LONGEST: usize = 70;
    let last = body.len().saturating_sub(MOST);
    let is_short = |block: &&ProseBlock| match block {
        ProseBlock::Line(line) => {
            line.text.chars().count() < LONGEST
                && !line.text.ends_with(['.', ';', ':'])
                && !line.text.starts_with(['-', '–', '+', '•'])
                && !line.text.contains(|c: char| c.is_ascii_digit())
        }
        ProseBlock::Tasks(_) => false,
    };
    let short = body.iter().rev().take(MOST).take_while(is_short).count();
    let from = body.len() - short;
    let is_columns = |block: &ProseBlock| match block {
        ProseBlock::Line(line) => line.columns.iter().filter(|part| !part.is_empty()).count() > 1,
        ProseBlock::Tasks(_) => false,
    };
    let first = body.get(from..)?.iter().position(is_columns)?;
    (from + first >= last).then_some(from + first)
}
