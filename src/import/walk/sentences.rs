//! An item with nothing under it → its tasks: the sentences that give work to somebody of their own,
//! and the paragraphs behind it that do.
//!
//! Invariant: a sentence is a task, or is passed over with the reason.

use super::around::Around;
use super::found::{Confidence, Entry, FoundTask, PassedOver};
use super::generic::is_generic;
use super::texts::{capitalized, whole_text, with_more};
use super::walker::Walk;
use crate::import::outline::marker::{Kind, Marker};
use crate::import::outline::part::Part;
use crate::import::outline::tree::{Node, Role};
use crate::import::speech::assignment::{Assignment, Form, Reading};
use crate::import::speech::attribute::Attribute;
use crate::import::speech::beside;
use crate::import::speech::closing;
use crate::import::speech::deadline;
use crate::import::speech::forms::assignment;
use crate::import::speech::named::is_body;
use crate::model::Field;
use crate::names::several;
use crate::source::Location;
use crate::text::key;
use crate::text::words::{Sign, ends_abbreviated, phrase_at, tokens};
use crate::vocabulary::{
    BODY, CLAUSE_ASKS, CLAUSE_HELPS, CLAUSE_OBJECTS, CLAUSE_OPINIONS, CLAUSE_RESULTS, EVENTS,
    GIVERS, OCCASIONS, OF_SUPPORT, POSTS, PREPOSITIONS, STARTERS, VERBS,
};

impl Walk<'_> {
    /// An item without the paragraphs behind it that give work to somebody of their own, and these:
    /// "6. Hội Nông dân …." and below it, without a mark, "Giao Thanh tra tỉnh …."
    pub fn parted(&self, node: &Node) -> (Option<Node>, Vec<Node>) {
        let gives = |(_, text): &(Location, String)| {
            beside::of_task_before(text, self.bodies).is_none() && self.gives(text)
        };
        let Some(first) = node.more.iter().position(gives) else { return (None, Vec::new()) };
        let (own, others) = node.more.split_at(first);
        let make = |(at, text): &(Location, String)| Node {
            at: *at,
            mark: Marker::none(Kind::Plain),
            line: text.clone(),
            text: text.clone(),
            more: Vec::new(),
            children: Vec::new(),
            role: Role::Item,
        };
        let own = Node { more: own.to_vec(), children: Vec::new(), ..node.clone() };
        (Some(own), others.iter().map(make).collect())
    }

    /// The sentences of a paragraph that give work to somebody of their own, with their places in
    /// it: "Giao Sở X …. Kho bạc Nhà nước …; giao Sở Y …".
    pub fn sentences<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut starts = vec![0];
        let mut chair = Chair::default();
        let mut brackets = Brackets::default();
        for (at, sign) in text.match_indices(['.', ';', ':']) {
            let Some(rest) = text.get(at + 1..).filter(|rest| rest.starts_with(' ')) else {
                continue;
            };
            // "(Tổ nuôi; Đoàn Thanh niên phối hợp)" is of one sentence.
            if brackets.are_open(text, at) {
                continue;
            }
            let rest = rest.trim_start();
            let rest = ["Đồng thời, ", "Đồng thời ", "Ngoài ra, ", "Riêng "]
                .iter()
                .find_map(|words| rest.strip_prefix(words))
                .unwrap_or(rest);
            let is_new = match sign {
                ";" if answers(rest) => false,
                ";" => {
                    rest.starts_with("giao ")
                        || rest.starts_with(char::is_uppercase) && !chair.stands_before(text, at)
                }
                ":" => announces(text.get(..at).unwrap_or_default()) && begins_order(rest),
                _ => !ends_abbreviated(text, at),
            };
            if is_new && self.gives(beginning(rest)) {
                starts.push(text.len() - rest.len());
            }
        }
        self.clauses(text, &mut starts);
        starts.push(text.len());
        let pieces = starts.windows(2).filter_map(|pair| match pair {
            [start, end] => text.get(*start..*end),
            _ => None,
        });
        let openings = ["Đồng thời,", "Đồng thời", "Ngoài ra,", "Riêng"];
        pieces
            .map(|piece| {
                let piece = piece.trim();
                openings.iter().find_map(|words| piece.strip_suffix(words)).unwrap_or(piece).trim()
            })
            .collect()
    }

    /// "Sở X lập báo cáo, Sở Y tổ chức hội thảo": where a comma parts two bodies with a verb each.
    fn clauses(&self, text: &str, starts: &mut Vec<usize>) {
        const MOST: usize = 12;
        let commas: Vec<usize> = text.match_indices(", ").map(|(at, _)| at).take(MOST).collect();
        for comma in commas {
            let from = starts.iter().copied().filter(|start| *start < comma).max().unwrap_or(0);
            let before = text.get(from..comma).unwrap_or_default();
            let rest = text.get(comma + 2..).unwrap_or_default();
            let depth = before.matches('(').count() > before.matches(')').count();
            // "…; nếu tiếp tục chậm, Sở X chấm dứt hợp đồng": the condition goes with what it is of.
            let clause = before.rsplit(['.', ';']).next().unwrap_or(before);
            let is_occasion = OCCASIONS.at(&tokens(clause.trim(), 6), 0).is_some();
            if !depth && !is_occasion && self.is_clause(before, beginning(rest)) {
                starts.push(comma + 2);
            }
        }
        starts.sort_unstable();
        starts.dedup();
    }

    /// Whether words behind a comma are a body and what it does, and those before it another's whole work.
    fn is_clause(&self, before: &str, rest: &str) -> bool {
        let words = tokens(rest, REACH_OF_CLAUSE);
        let reading = Reading { text: rest, tokens: &words, bodies: self.bodies };
        let list = self.bodies.list(rest, &words, 0).or_else(|| reading.post(0));
        let Some(list) = list.filter(|list| list.names.len() == 1) else { return false };
        // "các Trưởng thôn cử …", "GVCN cung cấp …"
        let begins = several(&words, 0).unwrap_or(0);
        let is_post = |name: &str| {
            let words = tokens(name, 6);
            POSTS.at(&words, several(&words, 0).unwrap_or(0)).is_some()
        };
        let is_named = words.get(begins).is_some_and(|first| first.capital)
            && list.names.iter().all(|name| {
                (is_body(name, self.bodies) || is_post(name))
                    && !is_generic(name)
                    && !GIVERS.begin(&key(name))
            });
        let verb = STARTERS.at(&words, list.end).or_else(|| VERBS.at(&words, list.end));
        let is_verb = (verb.is_some() || reading.acts(list.end))
            && PREPOSITIONS.at(&words, list.end).is_none_or(|used| verb > Some(used))
            && words.get(list.end + 1).is_some_and(|next| next.sign == Sign::Word)
            // "theo" is of the same work, "theo dõi lịch dự" is not.
            && CLAUSE_RESULTS.at(&words, list.end).is_none_or(|used| {
                verb > Some(used)
                    || CLAUSE_HELPS.at(&words, list.end).is_some()
                        && words.len() > list.end + used + OBJECT
                        && !has_chair(before)
            })
            && (CLAUSE_OPINIONS.at(&words, list.end).is_none() || !asks(before));
        if !is_named || !is_verb {
            return false;
        }
        // A list of bodies before the comma goes on with this one.
        let own = tokens(before, REACH_OF_CLAUSE);
        let stands_alone = |at: usize| CLAUSE_OBJECTS.at(&own, at - 1).is_some();
        let ends_with_name = (1..own.len()).rev().take(12).any(|at| {
            own[at].sign == Sign::Word
                && own[at].capital
                && !stands_alone(at)
                && self.bodies.name(before, &own, at, own.len()).is_some_and(|n| n.end == own.len())
        });
        // "Sở X chủ trì việc xét, Sở Y cân đối nguồn": what those who support give is of the same task.
        let has_chair = key(before).contains("chủ trì");
        let supports = has_chair && OF_SUPPORT.at(&words, list.end).is_some();
        !ends_with_name && !supports && self.does(before) && words.len() > list.end + 2
    }

    /// Whether a clause gives work that begins with a verb.
    fn does(&self, text: &str) -> bool {
        // "Tiêu chí Thu nhập: giao Phòng Kinh tế …"
        let text = text.rsplit_once(": ").map_or(text, |(_, behind)| behind);
        let begins_verb = |rest: &str| STARTERS.at(&tokens(rest, 8), 0).is_some();
        self.gives(text)
            && assignment(&capitalized(text), self.bodies)
                .is_some_and(|found| begins_verb(&found.rest))
    }

    /// Whether a sentence gives work to somebody of its own.
    pub fn gives(&self, text: &str) -> bool {
        if tells(text) {
            return false;
        }
        let said =
            assignment(&capitalized(text), self.bodies).filter(|found| !found.rest.is_empty());
        said.or_else(|| self.behind_subject(text)).is_some_and(|found| {
            let is_said = match found.form {
                Form::Leads | Form::Duty => true,
                Form::Subject | Form::Supported => {
                    found.lead.iter().all(|name| self.may_be_subject(name))
                }
                _ => false,
            };
            is_said && !found.lead.is_empty() && !found.rest.is_empty()
        })
    }

    /// Whether a name may be the subject of a sentence that gives it work.
    fn may_be_subject(&self, name: &str) -> bool {
        let tokens = tokens(name, 6);
        let has_head = tokens.len() > 1
            && tokens.first().is_some_and(|first| first.capital)
            && BODY.at(&tokens, 0).is_some_and(|used| tokens.get(used).is_some_and(|n| n.capital));
        (is_body(name, self.bodies) || has_head) && !is_generic(name)
    }

    /// An item with nothing under it but what says who and when.
    pub fn leaf(
        &mut self,
        node: &Node,
        around: &Around,
        (text, found): (String, Option<Assignment>),
        said: Vec<Attribute>,
    ) {
        let pieces = self.sentences(&text);
        if let [first, others @ ..] = pieces.as_slice()
            && !others.is_empty()
        {
            let found = self.said(first, node, false, around.scheme);
            let announces =
                first.ends_with(':') && found.as_ref().is_none_or(|f| f.lead.is_empty());
            // "Đề án còn vướng mắc. Giao Sở X …": the occasion of the work, and none itself.
            let is_occasion = found.is_none()
                && around.lead.is_empty()
                && said.is_empty()
                && STARTERS.at(&tokens(&capitalized(first), 6), 0).is_none();
            if is_occasion || announces {
                let node = part_of(node, first);
                self.pass(&node, Some(Part::Tasks), "câu nêu bối cảnh của việc giao sau nó");
            } else {
                self.piece(&part_of(node, first), around, (first.to_string(), found), said.clone());
            }
            for (index, piece) in others.iter().enumerate() {
                let mut own = part_of(node, piece);
                if index + 1 == others.len() {
                    own.more = node.more.clone();
                }
                let text = capitalized(piece);
                let found = assignment(&text, self.bodies);
                self.found.tally.items += 1;
                self.piece(&own, around, (text, found), Vec::new());
            }
            return;
        }
        self.piece(node, around, (text, found), said);
    }

    /// One sentence, or a paragraph that is one task.
    fn piece(
        &mut self,
        node: &Node,
        around: &Around,
        (text, found): (String, Option<Assignment>),
        said: Vec<Attribute>,
    ) {
        let mut own = around.clone();
        let read = text.clone();
        let (content, sure) = taken(text, found, &mut own);
        let has_lead = said.iter().any(|each| each.field == Field::Lead);
        own.apply(&said, self.bodies);
        let sure = match (has_lead, own.lead.is_empty()) {
            (true, _) => (Confidence::High, "ghi riêng cơ quan chủ trì"),
            (false, true) => (Confidence::Low, NOBODY_SAID),
            (false, false) if sure.1 == NOBODY_SAID => {
                (Confidence::Medium, "theo cơ quan ghi cho cả nhóm")
            }
            (false, false) => sure,
        };
        if let Some(why) = self.no_work(node, around, &own, &content) {
            return self.pass(node, Some(Part::Tasks), why);
        }
        let content = with_more(&content, node, self.bodies);
        let sentence = whole_text(node);
        let rival = self.rival(&read, &own);
        let is_near = rival.as_ref().is_some_and(|rival| rival.is_near);
        let (confidence, why) = match sure.0 {
            Confidence::High if is_near => (Confidence::Medium, "câu có thể hiểu cách khác"),
            _ => sure,
        };
        self.task(node, &own, content, sentence, confidence, why);
        if let Some(Entry::Task(task)) = self.found.entries.last_mut() {
            task.other = rival.map(|rival| rival.reading);
        }
    }

    /// Adds a task to what is found.
    pub fn task(
        &mut self,
        node: &Node,
        around: &Around,
        content: String,
        sentence: String,
        confidence: Confidence,
        why: &'static str,
    ) {
        self.found.tally.tasks += 1;
        let content = without_label(content.trim_end_matches("./.").trim());
        let inside = deadline::in_sentence(content);
        let (stated, closing) = closing::stated(content);
        let content = capitalized(&stated);
        let mut others = around.others.clone();
        // The plan names several on purpose; the check still warns of it.
        if around.lead.len() > 1 {
            others.push(Attribute { field: Field::Joint, value: String::from("x") });
        }
        // What is said of this task counts more than what is said of all above it.
        let deadline = around.deadline.clone().or(closing).or(inside);
        let deadline = deadline.map(|deadline| capitalized(deadline.trim()));
        let (confidence, why) = self.proven(around, &content, (confidence, why));
        self.found.entries.push(Entry::Task(Box::new(FoundTask {
            at: node.at,
            content,
            group: around.group.clone(),
            block: around.block.clone(),
            lead: around.lead.clone(),
            support: around.support.clone(),
            deadline,
            others,
            sentence,
            confidence,
            why,
            other: None,
            from_table: false,
        })));
    }

    pub fn pass(&mut self, node: &Node, part: Option<Part>, why: &'static str) {
        let in_tasks = self.is_of_tasks(part);
        if in_tasks {
            self.found.tally.passed += 1;
        }
        if node.line.is_empty() {
            return;
        }
        self.found.passed.push(PassedOver { at: node.at, text: whole_text(node), why, in_tasks });
    }
}

/// Why a row is not sure that no words give to anybody.
const NOBODY_SAID: &str = "chưa thấy câu chữ giao cơ quan nào";

/// Takes who does a sentence into `own`; gives what is left of it to do, how sure that is, and why.
fn taken(
    text: String,
    found: Option<Assignment>,
    own: &mut Around,
) -> (String, (Confidence, &'static str)) {
    let Some(found) = found else {
        // Who leads is then the agency of the block, or the one named: the clerk should look.
        let sure = match own.in_block {
            true if key(&text).starts_with("phối hợp") => {
                (Confidence::Medium, "“Phối hợp với …” trong khối của cơ quan")
            }
            true => (Confidence::High, "theo khối của cơ quan"),
            false => (Confidence::Low, NOBODY_SAID),
        };
        return (text, sure);
    };
    let sure = match found.form {
        Form::Leads => (Confidence::High, "“chủ trì” trong câu"),
        Form::LeadsInBlock => (Confidence::High, "“chủ trì” ở đầu ý, cơ quan theo khối"),
        Form::Colon => (Confidence::High, "cơ quan đứng trước dấu hai chấm"),
        Form::Duty => (Confidence::High, "câu giao việc"),
        Form::Place => (Confidence::Medium, "tên đứng trước dấu hai chấm như các ý bên cạnh"),
        Form::Supported => (Confidence::Medium, "cơ quan đứng trước “phối hợp”"),
        Form::Within => (Confidence::Medium, "“chủ trì” ở giữa câu, cơ quan theo khối"),
        Form::Subject => (Confidence::Medium, "cơ quan là chủ ngữ của câu"),
    };
    // "Chủ trì giám sát …" where no block says who: the word is of the content.
    let is_of_nobody = found.form == Form::LeadsInBlock && own.lead.is_empty();
    let rest = match found.support {
        None if is_of_nobody => text,
        _ => found.rest,
    };
    if !found.lead.is_empty() {
        own.lead = found.lead;
        own.support = Vec::new();
    }
    if let Some(support) = found.support {
        own.support = support;
    }
    (rest, sure)
}

/// Tokens of the object that makes help a work of its own: "Công an xã hỗ trợ xác thực thông tin dân cư".
const OBJECT: usize = 2;

/// Tokens around a comma that may part two clauses.
const REACH_OF_CLAUSE: usize = 60;

/// The beginning of a text, as much of it as can say who does what: the whole is not read again for each
/// of its sentences.
fn beginning(text: &str) -> &str {
    const LETTERS: usize = 1200;
    let end = text.char_indices().nth(LETTERS).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// A sentence of a paragraph as a node of its own; its line is the sentence.
fn part_of(node: &Node, sentence: &str) -> Node {
    Node {
        at: node.at,
        mark: node.mark.clone(),
        line: sentence.to_string(),
        text: sentence.to_string(),
        more: Vec::new(),
        children: Vec::new(),
        role: Role::Item,
    }
}

/// Whether a sentence tells what a person will do beside the task before it: "Phó Chủ tịch sẽ chủ trì cuộc
/// họp", "Giám đốc Sở trực tiếp chủ trì buổi kiểm tra".
fn tells(text: &str) -> bool {
    const REACH: usize = 40;
    let tokens = tokens(text, REACH);
    let end = (0..tokens.len()).find(|at| matches!(tokens[*at].sign, Sign::Stop | Sign::Semicolon));
    let end = end.unwrap_or(tokens.len());
    let names_post = (0..end).any(|at| tokens[at].capital && POSTS.at(&tokens, at).is_some());
    let chairs = (0..end).any(|at| {
        phrase_at(&tokens, at, "chủ trì")
            .is_some_and(|used| EVENTS.at(&tokens, at + used).is_some())
    });
    names_post && (chairs || (0..end).any(|at| tokens[at].is("sẽ")))
}

/// Whether what stands behind a semicolon says who answers for the task before it: "…; Chủ tịch UBND xã
/// chịu trách nhiệm trước …".
fn answers(rest: &str) -> bool {
    const LONGEST: usize = 10;
    let folded = key(beginning(rest));
    folded
        .split_once(" chịu trách nhiệm trước ")
        .is_some_and(|(name, _)| rest.len() > name.len() && name.split(' ').count() < LONGEST)
}

/// Whether the words of [`has_chair`] stand before a place, asked of later and later places of a text:
/// each part of it is looked at once.
#[derive(Default)]
struct Chair {
    stands: bool,
    /// The beginning of the last word that was looked at; "chủ" and "trì" may stand apart.
    from: usize,
}

impl Chair {
    fn stands_before(&mut self, text: &str, at: usize) -> bool {
        if !self.stands {
            let part = text.get(self.from..at).unwrap_or_default();
            self.stands = has_chair(part);
            self.from += part.rfind(' ').unwrap_or_default();
        }
        self.stands
    }
}

/// Whether a bracket stands open at a place, asked of later and later places of a text.
#[derive(Default)]
struct Brackets {
    depth: i32,
    from: usize,
    /// Where the last bracket of the text closes, once it was looked for.
    last: Option<Option<usize>>,
}

impl Brackets {
    fn are_open(&mut self, text: &str, at: usize) -> bool {
        for sign in text.get(self.from..at).unwrap_or_default().chars() {
            self.depth += i32::from(sign == '(') - i32::from(sign == ')');
            self.depth = self.depth.max(0);
        }
        self.from = at;
        // One that never closes says nothing.
        let last = *self.last.get_or_insert_with(|| text.rfind(')'));
        self.depth > 0 && last.is_some_and(|last| last > at)
    }
}

/// Whether a text says who leads by "chủ trì": what others do behind a semicolon is then of the same task.
fn has_chair(text: &str) -> bool {
    let folded = key(text);
    folded.contains("chủ trì") || folded.contains("chỉ đạo")
}

/// Whether a text before a colon says that orders follow: "Chủ tịch kết luận".
fn announces(before: &str) -> bool {
    const WORDS: usize = 5;
    let mut spaces = before.rmatch_indices(' ');
    let start = spaces.nth(WORDS - 1).map_or(0, |(at, _)| at);
    let end = key(before.get(start..).unwrap_or_default());
    ["kết luận", "chỉ đạo", "yêu cầu", "như sau", "phân công", "ý kiến", "giao nhiệm vụ"]
        .iter()
        .any(|word| end.contains(word))
}

/// Whether a sentence begins with an order.
fn begins_order(text: &str) -> bool {
    ["Giao ", "Yêu cầu ", "Đề nghị ", "Phân công "].iter().any(|order| text.starts_with(order))
}

/// "Nội dung: Tập huấn cho cán bộ" without the label that only says that the content follows.
fn without_label(content: &str) -> &str {
    const LABELS: &[&str] =
        &["Nội dung:", "Nội dung thực hiện:", "Nội dung công việc:", "Nhiệm vụ:"];
    let rest = LABELS.iter().find_map(|label| content.strip_prefix(label)).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(content)
}

/// Whether a work is handed to somebody who then decides on it: "trình …", "lấy ý kiến …".
fn asks(text: &str) -> bool {
    let words = tokens(text, 60);
    // "dự thảo báo cáo" asks nobody; "…, báo cáo Sở X" does.
    let is_whole = |at: usize| {
        let hands_over = words[at].is("trình") || words[at].is("gửi");
        hands_over || at == 0 || words[at - 1].sign == Sign::Comma || words[at - 1].is("và")
    };
    (0..words.len()).any(|at| CLAUSE_ASKS.at(&words, at).is_some() && is_whole(at))
}
