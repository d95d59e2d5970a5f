//! A sentence of the part of tasks → why it gives no work: it closes, names, reports, decides.
//!
//! Invariant: a sentence that names who does it is left out only where its words say what it is.

use super::around::Around;
use super::walker::Walk;
use crate::import::outline::marker::Kind;
use crate::import::outline::part::Part;
use crate::import::outline::tree::Node;
use crate::import::speech::when;
use crate::text::key;
use crate::text::words::{Sign, tokens};
use crate::vocabulary::{
    ANNOUNCING_WORDS, CLOSINGS, DECISIONS, MEETING_LABELS, PERSON_TITLES, PLANS, POSTS, URGED_WORDS,
};

impl Walk<'_> {
    /// Why a sentence gives no work, where it gives none.
    pub fn no_work(
        &self,
        node: &Node,
        around: &Around,
        own: &Around,
        content: &str,
    ) -> Option<&'static str> {
        let is_single = node.more.is_empty();
        let is_led = !own.lead.is_empty();
        if content.is_empty() && is_single {
            return Some("chỉ nêu cơ quan, không có nội dung việc");
        }
        if only_names_person(content) {
            return Some("nêu tên người trong danh sách, không giao việc");
        }
        let is_of_meeting =
            content.split_once(':').is_some_and(|(label, _)| MEETING_LABELS.has(&key(label)));
        if is_of_meeting && !is_led {
            return Some("nêu thành phần, địa điểm, mục đích, không giao việc");
        }
        let folded = key(content);
        // "Căn cứ biên bản họp …;" and "Thông qua báo cáo …": what work rests on, what was decided.
        let is_base = folded.starts_with("căn cứ ") && content.ends_with([';', ',']);
        if !is_led && (is_base || DECISIONS.begin(&folded)) {
            return Some("nêu căn cứ hoặc điều đã quyết, không giao việc");
        }
        if carries_out_document(&folded) {
            return Some("điều khoản thi hành, không giao việc riêng");
        }
        let is_done = folded.starts_with("đã ") && around.part != Some(Part::Tasks);
        if is_reported(content) || is_done {
            return Some("nêu việc đã làm, không giao việc");
        }
        let only_tells = folded.contains("thông báo để")
            && (around.depth == 0 || ["biết", "thực hiện"].iter().any(|end| folded.ends_with(end)));
        if says_nothing(content) || only_tells {
            return Some("câu kết, không giao việc riêng");
        }
        if CLOSINGS.begin(&folded) && !around.in_block {
            return Some("câu mở đầu hoặc câu kết, không giao việc");
        }
        let is_plain = node.mark.kind == Kind::Plain && around.depth == 0;
        if is_plain && !is_led && !self.only_parts {
            return Some("đoạn văn không giao việc cho cơ quan nào");
        }
        // A title with nothing under it is no task.
        let is_title = !node.mark.kind.is_bullet()
            && !content.ends_with(['.', ';'])
            && content.split(' ').count() <= 6;
        if is_title && !is_led && is_single {
            return Some("đề mục không có nội dung bên dưới");
        }
        let time = || tokens(content.trim_end_matches(['.', ';']), 40);
        if !is_led && is_single && when::is_made_of_time(&time(), 0) {
            return Some("chỉ nêu thời gian, không giao việc");
        }
        let is_open = content.ends_with(':') && is_single;
        is_open.then_some("lời dẫn, không có ý nào bên dưới")
    }
}

/// Whether a sentence says who answers for a document as a whole: "… chịu trách nhiệm tổ chức thực hiện Chỉ thị
/// này", "… căn cứ Quyết định thi hành".
fn carries_out_document(folded: &str) -> bool {
    let last = |words: &str| folded.ends_with(words);
    let names_document = || {
        let before = folded.strip_suffix(" này").unwrap_or_default();
        before
            .rsplit_once(" thực hiện ")
            .or_else(|| before.rsplit_once(" thi hành "))
            .is_some_and(|(who, document)| PLANS.has(document) && who.contains("chịu trách nhiệm"))
    };
    last("căn cứ quyết định thi hành") || last("căn cứ quyết định này thi hành") || names_document()
}

/// Whether a content tells what was done: "Phòng … báo cáo: đã chọn được …".
fn is_reported(content: &str) -> bool {
    content.split_once(": ").is_some_and(|(before, rest)| {
        before.split(' ').count() <= 3 && key(rest).starts_with("đã ")
    })
}

/// Whether a content is the name of a person, with what he is, and nothing else: "Thầy Trần Văn Nam (HT) Trưởng ban".
fn only_names_person(content: &str) -> bool {
    const LONGEST: usize = 16;
    let words = tokens(content, LONGEST);
    let Some(mut at) = PERSON_TITLES.at(&words, 0) else { return false };
    let mut depth = 0_usize;
    while let Some(word) = words.get(at) {
        match word.sign {
            Sign::Open => depth += 1,
            Sign::Close => depth = depth.saturating_sub(1),
            Sign::Word if depth > 0 => {}
            Sign::Word => match POSTS.at(&words, at) {
                Some(used) => at += used - 1,
                None if !word.capital => return false,
                None => {}
            },
            Sign::Dash | Sign::Stop | Sign::Comma => {}
            _ => return false,
        }
        at += 1;
    }
    words.len() < LONGEST
}

/// Whether a content only asks for earnest work: "nghiêm túc triển khai thực hiện Kế hoạch này".
fn says_nothing(content: &str) -> bool {
    // "… nghiêm túc. Quá trình thực hiện có vướng mắc, báo cáo về …": what closes a document goes on it.
    if let Some((first, rest)) = content.split_once(". ")
        && ["quá trình", "trong quá trình", "nếu có", "có gì vướng mắc", "mọi vướng mắc"]
            .iter()
            .any(|words| key(rest).starts_with(words))
    {
        return says_nothing(first);
    }
    const LONGEST: usize = 14;
    let folded = key(content);
    let words: Vec<&str> = folded.split(' ').collect();
    let urges = folded.contains("nghiêm túc") || folded.ends_with(" này");
    urges
        && words.len() <= LONGEST
        && words.iter().all(|word| ANNOUNCING_WORDS.has(word) || URGED_WORDS.has(word))
}
