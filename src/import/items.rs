//! An item of the part of tasks → a task, a group, or a block that says who does the items below it.
//!
//! Invariant: an item is counted once, whatever becomes of it.

use super::around::Around;
use super::assignment::{Assignment, Form, assignment};
use super::attribute::{self, Attribute};
use super::bodies::Bodies;
use super::deadline;
use super::found::{Confidence, Entry, FoundTask, PassedOver};
use super::kinds::{is_agency, is_of_several};
use super::lexicon::{CLOSINGS, STARTERS};
use super::marker::Kind;
use super::outline::{Node, Role};
use super::part::Part;
use super::said;
use super::tasks::Walk;
use super::words::tokens;
use crate::model::Field;
use crate::text::{key, single_line};

impl Walk<'_> {
    /// An item of the part of tasks.
    pub fn task_item(&mut self, index: usize, around: &Around, own: Vec<Attribute>) {
        let Some(node) = self.outline.node(index) else { return };
        let items: Vec<usize> = node
            .children
            .iter()
            .copied()
            .filter(|child| {
                self.node(*child)
                    .is_some_and(|node| matches!(node.role, Role::Item | Role::Table(_)))
            })
            .collect();
        let outline = self.outline;
        let inner_attributes = || -> Vec<Attribute> {
            let lines = node.children.iter().filter_map(|child| outline.node(*child));
            let lines = lines.filter_map(|node| match &node.role {
                Role::Attributes(each) => Some(each.clone()),
                _ => None,
            });
            lines.flatten().collect()
        };
        let (text, mut said) = attribute::at_the_end(&node.text, self.bodies)
            .filter(|_| items.is_empty() || node.text.trim_end().ends_with(')'))
            .unwrap_or_else(|| (node.text.clone(), Vec::new()));
        let found = self.said(&text, node, !items.is_empty());
        self.found.assignments += usize::from(
            found.as_ref().is_some_and(|f| f.form != Form::Subject) || !said.is_empty(),
        );
        if items.is_empty() {
            said.extend(own);
            said.extend(inner_attributes());
            for (_, more) in &node.more {
                said.extend(attribute::of_task_before(more, self.bodies).unwrap_or_default());
            }
            // The lines under it are counted, though they belong to it.
            self.count_attributes(&node.children);
            return self.leaf(node, around, (text, found), said);
        }
        said.extend(own);
        self.branch(index, around, found, said)
    }

    fn count_attributes(&mut self, children: &[usize]) {
        for child in children {
            let Some(node) = self.outline.node(*child) else { continue };
            self.found.tally.items += 1;
            match node.role {
                Role::Closing => {
                    self.pass(node, Some(Part::Tasks), "câu mở đầu hoặc câu kết, không giao việc")
                }
                _ => self.found.tally.attributes += 1,
            }
        }
    }

    /// Who does what a sentence of an item says, where that is meant.
    fn said(&self, text: &str, node: &Node, has_items: bool) -> Option<Assignment> {
        assignment(text, self.bodies)
            .filter(|found| self.is_believed(found, node, has_items))
            .or_else(|| self.behind_subject(text))
            .or_else(|| self.named_whole(text, node).filter(|_| has_items))
    }

    /// "2. Phòng Tổ chức cán bộ" with items below: names up to the end, whatever they are made of.
    fn named_whole(&self, text: &str, node: &Node) -> Option<Assignment> {
        let is_block = matches!(
            node.mark.kind,
            Kind::Number(_) | Kind::Letter | Kind::Closed | Kind::Bullet(_)
        );
        if !is_block || text.ends_with(['.', ';']) {
            return None;
        }
        let names = said::only_names(text.trim_end_matches([':', ' ']), self.bodies)?;
        let of = |field: Field| -> Vec<String> {
            let of_field = names.iter().filter(|each| each.field == field);
            of_field.map(|each| each.value.clone()).collect()
        };
        let support = Some(of(Field::Support)).filter(|support| !support.is_empty());
        Some(Assignment { lead: of(Field::Lead), support, rest: String::new(), form: Form::Colon })
    }

    /// "Dự án cầu Bến Lội: Giao Sở X tổ chức …": what the work is about stands before who does it.
    fn behind_subject(&self, text: &str) -> Option<Assignment> {
        const LONGEST_SUBJECT: usize = 120;
        let (subject, rest) = text.split_once(':')?;
        if subject.chars().count() > LONGEST_SUBJECT || subject.contains('.') {
            return None;
        }
        let found = assignment(rest.trim(), self.bodies)?;
        let gives = matches!(found.form, Form::Leads | Form::Duty) && !found.lead.is_empty();
        let rest = format!("{}: {}", subject.trim(), found.rest);
        (gives && !found.rest.is_empty()).then_some(Assignment { rest, ..found })
    }

    /// Whether an assignment is meant: the subject of any sentence is no agency that is given work.
    fn is_believed(&self, found: &Assignment, node: &Node, has_items: bool) -> bool {
        let known = found.lead.iter().all(|name| self.bodies.is_known(name));
        match found.form {
            Form::Subject => {
                let is_block = matches!(
                    node.mark.kind,
                    Kind::Number(_) | Kind::Letter | Kind::Named | Kind::Closed
                );
                let generic = found.lead.first().is_some_and(|name| is_generic(name));
                let named = found.lead.first().is_some_and(|name| is_agency(name));
                // "1. Hội Nông dân tỉnh tăng cường …" is a task; with items below it is a heading.
                let is_heading = has_items && !node.text.trim_end().ends_with(':');
                let of_several = found.lead.first().is_some_and(|name| is_of_several(name));
                (known || is_block || named || of_several) && !generic && !is_heading
            }
            // A heading that happens to begin as a body does: "Hội nhập quốc tế".
            Form::Colon if found.rest.is_empty() && !node.text.trim_end().ends_with(':') => {
                has_items && (known || found.lead.first().is_some_and(|name| looks_named(name)))
            }
            Form::Colon => known || found.lead.first().is_some_and(|name| looks_named(name)),
            // "Yêu cầu các tổ chức được cấp phép …" is what the agency of the block does.
            Form::Duty => known || !found.lead.first().is_some_and(|name| is_generic(name)),
            _ => true,
        }
    }

    /// An item with items under it.
    fn branch(
        &mut self,
        index: usize,
        around: &Around,
        found: Option<Assignment>,
        own: Vec<Attribute>,
    ) {
        let Some(node) = self.outline.node(index) else { return };
        let mut inner = around.clone();
        inner.apply(&own, self.bodies);
        match found {
            Some(found) => {
                let has_content = !found.rest.is_empty() && !found.rest.ends_with(':');
                if !found.lead.is_empty() {
                    inner.lead = found.lead.clone();
                    inner.support = Vec::new();
                }
                if let Some(support) = &found.support {
                    inner.support = support.clone();
                }
                inner.in_block = true;
                inner.block = if node.mark.label.is_empty() {
                    around.block.clone()
                } else {
                    node.mark.label.clone()
                };
                if has_content && found.form != Form::Within {
                    let sentence = whole_text(node);
                    let content = with_more(&found.rest, node, self.bodies);
                    self.task(
                        node,
                        &inner,
                        content,
                        sentence,
                        Confidence::High,
                        "câu giao việc của khối",
                    );
                } else {
                    self.found.tally.blocks += 1;
                }
            }
            None => {
                let is_sentence = node.text.trim_end().ends_with(['.', ';'])
                    && node.text.chars().count() > 80
                    && (node.mark.kind.is_bullet() || node.mark.kind == Kind::Plain);
                if is_sentence {
                    let (content, sentence) =
                        (with_more(&node.text, node, self.bodies), whole_text(node));
                    self.task(
                        node,
                        around,
                        content,
                        sentence,
                        Confidence::Medium,
                        "ý có các ý nhỏ bên dưới",
                    );
                } else {
                    self.found.tally.groups += 1;
                    inner.depth += 1;
                    inner.group.push(labelled(node));
                    let title = heading_text(node);
                    self.found.entries.push(Entry::Group(inner.depth, title, node.at));
                    if node.mark.kind.is_bullet() || node.mark.kind == Kind::Plain {
                        let text = node.line.clone();
                        let why = "lời dẫn của các ý bên dưới, đã đưa thành tên nhóm";
                        self.found.passed.push(PassedOver {
                            at: node.at,
                            text,
                            why,
                            in_tasks: true,
                        });
                    }
                }
            }
        }
        self.children(index, &inner);
    }

    /// The sentences of a paragraph that give work to somebody of their own, with their places in
    /// it: "Giao Sở X …. Kho bạc Nhà nước …; giao Sở Y …".
    fn sentences<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut starts = vec![0];
        for (at, sign) in text.match_indices(['.', ';']) {
            let Some(rest) = text.get(at + 1..).filter(|rest| rest.starts_with(' ')) else {
                continue;
            };
            let rest = rest.trim_start();
            let rest = ["Đồng thời, ", "Đồng thời ", "Ngoài ra, ", "Riêng "]
                .iter()
                .find_map(|words| rest.strip_prefix(words))
                .unwrap_or(rest);
            let is_new = match sign {
                ";" => rest.starts_with("giao "),
                _ => true,
            };
            if is_new && self.gives(rest) {
                starts.push(text.len() - rest.len());
            }
        }
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

    /// Whether a sentence gives work to somebody of its own.
    fn gives(&self, text: &str) -> bool {
        assignment(&capitalized(text), self.bodies).is_some_and(|found| {
            let is_said = match found.form {
                Form::Leads | Form::Duty => true,
                Form::Subject | Form::Supported => found.lead.iter().all(|name| is_agency(name)),
                _ => false,
            };
            is_said && !found.lead.is_empty() && !found.rest.is_empty()
        })
    }

    /// An item with nothing under it but what says who and when.
    fn leaf(
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
            let found = self.said(first, node, false);
            // "Đề án còn vướng mắc. Giao Sở X …": the occasion of the work, and none itself.
            let is_occasion = found.is_none()
                && around.lead.is_empty()
                && said.is_empty()
                && STARTERS.at(&tokens(&capitalized(first), 6), 0).is_none();
            if is_occasion {
                self.pass(node, Some(Part::Tasks), "câu nêu bối cảnh của việc giao sau nó");
            } else {
                self.piece(node, around, (first.to_string(), found), said.clone());
            }
            for piece in others {
                let text = capitalized(piece);
                let found = assignment(&text, self.bodies);
                self.found.tally.items += 1;
                self.piece(node, around, (text, found), Vec::new());
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
        let (content, confidence, why) = match found {
            Some(found) => {
                let (confidence, why) = match found.form {
                    Form::Leads => (Confidence::High, "“chủ trì” trong câu"),
                    Form::LeadsInBlock => {
                        (Confidence::High, "“chủ trì” ở đầu ý, cơ quan theo khối")
                    }
                    Form::Colon => (Confidence::High, "cơ quan đứng trước dấu hai chấm"),
                    Form::Duty => (Confidence::High, "câu giao việc"),
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
                (rest, confidence, why)
            }
            // Who leads is then the agency of the block, or the one named: the clerk should look.
            None if around.in_block && key(&text).starts_with("phối hợp") => {
                (text, Confidence::Medium, "“Phối hợp với …” trong khối của cơ quan")
            }
            None if around.in_block => (text, Confidence::High, "theo khối của cơ quan"),
            None => (text, Confidence::Low, "chưa thấy câu chữ giao cơ quan nào"),
        };
        let has_lead = said.iter().any(|each| each.field == Field::Lead);
        own.apply(&said, self.bodies);
        let (confidence, why) = match (has_lead, own.lead.is_empty()) {
            (true, _) => (Confidence::High, "ghi riêng cơ quan chủ trì"),
            (false, true) => (Confidence::Low, "chưa thấy câu chữ giao cơ quan nào"),
            (false, false) if why.starts_with("chưa") => {
                (Confidence::Medium, "theo cơ quan ghi cho cả nhóm")
            }
            (false, false) => (confidence, why),
        };
        if content.is_empty() && node.more.is_empty() {
            return self.pass(node, Some(Part::Tasks), "chỉ nêu cơ quan, không có nội dung việc");
        }
        if CLOSINGS.begin(&key(&content)) && !around.in_block {
            return self.pass(node, Some(Part::Tasks), "câu mở đầu hoặc câu kết, không giao việc");
        }
        if node.mark.kind == Kind::Plain
            && around.depth == 0
            && own.lead.is_empty()
            && !self.only_parts
        {
            return self.pass(node, Some(Part::Tasks), "đoạn văn không giao việc cho cơ quan nào");
        }
        // A title with nothing under it is no task.
        let is_title = !node.mark.kind.is_bullet()
            && own.lead.is_empty()
            && node.more.is_empty()
            && !content.ends_with(['.', ';'])
            && content.split(' ').count() <= 6;
        if is_title {
            return self.pass(node, Some(Part::Tasks), "đề mục không có nội dung bên dưới");
        }
        if content.ends_with(':') && node.more.is_empty() {
            return self.pass(node, Some(Part::Tasks), "lời dẫn, không có ý nào bên dưới");
        }
        let content = with_more(&content, node, self.bodies);
        let sentence = whole_text(node);
        self.task(node, &own, content, sentence, confidence, why);
    }

    fn task(
        &mut self,
        node: &Node,
        around: &Around,
        content: String,
        sentence: String,
        confidence: Confidence,
        why: &'static str,
    ) {
        self.found.tally.tasks += 1;
        let content = capitalized(content.trim_end_matches("./.").trim());
        let mut others = around.others.clone();
        // The plan names several on purpose; the check still warns of it.
        if around.lead.len() > 1 {
            others.push(Attribute { field: Field::Joint, value: String::from("x") });
        }
        let deadline = around.deadline.clone().or_else(|| deadline::in_sentence(&content));
        self.found.entries.push(Entry::Task(FoundTask {
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
        }));
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

/// A paragraph and those that go on with it.
fn with_more(text: &str, node: &Node, bodies: &Bodies) -> String {
    let mut whole = text.trim().to_string();
    for (_, more) in &node.more {
        if attribute::of_task_before(more, bodies).is_some() {
            continue;
        }
        if !whole.is_empty() {
            whole.push('\n');
        }
        whole.push_str(more.trim());
    }
    whole
}

/// All lines of a node, as they stand.
fn whole_lines(text: &str, node: &Node) -> String {
    let mut whole = text.trim().to_string();
    for (_, more) in &node.more {
        if !whole.is_empty() {
            whole.push('\n');
        }
        whole.push_str(more.trim());
    }
    whole
}

pub fn whole_text(node: &Node) -> String {
    whole_lines(&node.line, node)
}

/// A heading with its mark, as printed: "1. Đổi mới".
pub fn labelled(node: &Node) -> String {
    single_line(node.line.trim_end_matches([':', ' ']))
}

/// The title of a group row.
pub fn heading_text(node: &Node) -> String {
    single_line(node.text.trim_end_matches([':', ' ', '.']))
}

/// Begins with a capital, as a row of a table does.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => text.to_string(),
    }
}

/// Phrases that are the subject of many sentences and lead nothing.
fn is_generic(name: &str) -> bool {
    const GENERIC: &[&str] = &[
        "chính phủ",
        "thủ tướng",
        "quốc hội",
        "hội nghị",
        "các tổ chức",
        "các doanh nghiệp",
        "doanh nghiệp",
        "người",
        "các cấp",
        "tổ chức",
        "các hộ",
        "cá nhân",
        "cấp ủy",
        "các cấp ủy",
        "chính quyền",
        "đội ngũ",
        "các cơ sở",
        "các nhà",
        "cơ sở",
        "các khu",
        "hội viên",
        "đơn vị nào",
        "các thành viên",
    ];
    let folded = key(name);
    GENERIC.iter().any(|words| folded.starts_with(words))
}

/// Whether an unknown name is that of a body and not the subject of a heading.
fn looks_named(name: &str) -> bool {
    is_of_several(name) || is_agency(name)
}
