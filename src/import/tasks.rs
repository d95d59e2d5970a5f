//! The tree of a plan → its tasks, with who does them, and the lines that are none.
//!
//! Invariant: every node of the tree ends as a task, a group, a block that says who, an attribute
//! of a task, or a line passed over; [`Tally`] counts them.

use super::assignment::{Assignment, Form, assignment};
use super::attribute::{self, Attribute};
use super::bodies::{Bodies, is_agency, is_of_several};
use super::deadline;
use super::lexicon::CLOSINGS;
use super::marker::Kind;
use super::outline::{Node, Outline, Role};
use super::part::{self, Part};
use crate::model::Field;
use crate::model::draft::DraftEntry;
use crate::source::Location;
use crate::text::{key, single_line};

/// A task as the text gives it.
#[derive(Debug, Clone)]
pub struct FoundTask {
    /// Where its sentence begins.
    pub at: Location,
    /// What is to be done, as written, without who does it.
    pub content: String,
    /// The headings above it with their marks, the highest first.
    pub group: Vec<String>,
    /// The mark of the block that it stands in: "1.1".
    pub block: String,
    /// Who leads, as written.
    pub lead: Vec<String>,
    /// Who supports, as written.
    pub support: Vec<String>,
    /// The deadline, as written.
    pub deadline: Option<String>,
    /// Values of other fields.
    pub others: Vec<Attribute>,
    /// The paragraph as it stands.
    pub sentence: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// By what it is known, in the words of a clerk.
    pub why: &'static str,
}

/// How sure a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// To be read against the text.
    Low,
    /// Known by its place, or by a form that may mean something else.
    Medium,
    /// The text says so in words.
    High,
}

impl Confidence {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        }
    }

    /// Its name for a clerk.
    pub fn in_words(self) -> &'static str {
        match self {
            Confidence::High => "chắc chắn",
            Confidence::Medium => "nên xem lại",
            Confidence::Low => "cần xem lại",
        }
    }
}

/// A line that became no row.
#[derive(Debug, Clone)]
pub struct PassedOver {
    /// Where it stands.
    pub at: Location,
    /// The line as it stands.
    pub text: String,
    /// Why, in the words of a clerk.
    pub why: &'static str,
    /// Whether it stands in the part of tasks.
    pub in_tasks: bool,
}

/// An entry of the draft, in reading order.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A group row: its depth from 1, its title, its place.
    Group(usize, String, Location),
    /// A task.
    Task(FoundTask),
}

/// What became of the items of the part of tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All: bullets, numbered items, paragraphs under them.
    pub items: usize,
    /// Items that are tasks.
    pub tasks: usize,
    /// Items that are group rows.
    pub groups: usize,
    /// Items that only say who does those under them.
    pub blocks: usize,
    /// Items that say who or when of a task beside them.
    pub attributes: usize,
    /// Items passed over.
    pub passed: usize,
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Groups and tasks.
    pub entries: Vec<Entry>,
    /// Lines that became no row.
    pub passed: Vec<PassedOver>,
    /// The count.
    pub tally: Tally,
    /// Sentences that assign, wherever they stand.
    pub assignments: usize,
    /// Headings that are known to open a part.
    pub parts: usize,
}

/// Choices.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Take the part "Tổ chức thực hiện" as tasks too.
    pub implementation: bool,
}

/// What an item has from those above it.
#[derive(Debug, Clone)]
struct Around {
    part: Option<Part>,
    group: Vec<String>,
    depth: usize,
    block: String,
    lead: Vec<String>,
    support: Vec<String>,
    others: Vec<Attribute>,
    deadline: Option<String>,
    /// Whether `lead` comes from a block.
    in_block: bool,
}

/// Finds the tasks of a plan.
pub fn find(outline: &Outline, bodies: &Bodies, scope: Scope) -> Found {
    let mut walk = Walk { outline, bodies, scope, found: Found::default(), only_parts: false };
    walk.only_parts = walk.has_part(0, Part::Tasks);
    let around = Around {
        part: None,
        group: Vec::new(),
        depth: 0,
        block: String::new(),
        lead: Vec::new(),
        support: Vec::new(),
        others: Vec::new(),
        deadline: None,
        in_block: false,
    };
    walk.children(0, &around);
    walk.found
}

struct Walk<'a> {
    outline: &'a Outline,
    bodies: &'a Bodies<'a>,
    scope: Scope,
    found: Found,
    /// Whether the plan has parts of tasks, so that what stands outside them is none.
    only_parts: bool,
}

impl Walk<'_> {
    fn node(&self, index: usize) -> Option<&Node> {
        self.outline.node(index)
    }

    /// Whether a part of this kind stands under a node.
    fn has_part(&self, index: usize, wanted: Part) -> bool {
        let Some(node) = self.node(index) else { return false };
        node.children.iter().any(|child| {
            self.node(*child).and_then(|node| self.part_of(node)) == Some(wanted)
                || self.has_part(*child, wanted)
        })
    }

    /// What the heading of a node says that it is for.
    fn part_of(&self, node: &Node) -> Option<Part> {
        if !matches!(node.role, Role::Item) {
            return None;
        }
        match node.mark.kind {
            kind if kind.is_heading() => part::of_heading(&node.text),
            Kind::Number(_) | Kind::Article | Kind::Letter => part::of_inner_heading(&node.text),
            Kind::Plain | Kind::Bullet(_) if !node.children.is_empty() => {
                part::of_inner_heading(&node.text)
            }
            _ => None,
        }
    }

    fn is_of_tasks(&self, part: Option<Part>) -> bool {
        match part {
            Some(Part::Tasks) => true,
            Some(Part::Implementation) => self.scope.implementation,
            Some(_) => false,
            None => !self.only_parts,
        }
    }

    /// Walks the nodes under one, with the attributes that stand among them.
    fn children(&mut self, index: usize, around: &Around) {
        let Some(node) = self.node(index) else { return };
        let mut children = node.children.clone();
        if index == 0 && !self.only_parts {
            let opening = self.opening(&children);
            for child in children.drain(..opening).collect::<Vec<_>>() {
                self.pass_all(child, "đoạn mở đầu, không giao việc");
            }
        }
        let attributes = Attached::of(self.outline, &children);
        let mut around = around.clone();
        around.apply(&attributes.of_all, self.bodies);
        for child in &children {
            let own = attributes.own.iter().filter(|(owner, _)| owner == child);
            let own: Vec<Attribute> = own.flat_map(|(_, each)| each.iter().cloned()).collect();
            self.item(*child, &around, own);
        }
    }

    /// How many of the first paragraphs only open a plan without parts: those before the first that
    /// is numbered or gives work to somebody.
    fn opening(&self, children: &[usize]) -> usize {
        let begins = |child: &usize| {
            let Some(node) = self.node(*child) else { return false };
            let is_numbered = !node.mark.kind.is_bullet() && node.mark.kind != Kind::Plain;
            let gives = || {
                assignment(&node.text, self.bodies)
                    .is_some_and(|found| !found.lead.is_empty() && found.form != Form::Subject)
            };
            is_numbered || matches!(node.role, Role::Table(_)) || gives()
        };
        children.iter().position(begins).unwrap_or(0)
    }

    fn pass_all(&mut self, index: usize, why: &'static str) {
        let Some(node) = self.outline.node(index) else { return };
        if !node.line.is_empty() {
            let (at, text) = (node.at, whole_text(node));
            self.found.passed.push(PassedOver { at, text, why, in_tasks: false });
        }
        for child in &node.children {
            self.pass_all(*child, why);
        }
    }

    fn item(&mut self, index: usize, around: &Around, own: Vec<Attribute>) {
        let Some(node) = self.outline.node(index) else { return };
        let part = self.part_of(node).or(around.part);
        let is_known_part = self.part_of(node).is_some();
        self.found.parts += usize::from(is_known_part);
        // A part inside the implementation is of the implementation.
        let part = match around.part {
            Some(Part::Implementation) if !node.mark.kind.is_heading() => around.part,
            _ => part,
        };
        let is_of_tasks = self.is_of_tasks(part);
        if is_of_tasks {
            self.found.tally.items += 1;
        }
        match &node.role {
            Role::Closing => {
                return self.pass(node, part, "câu mở đầu hoặc câu kết, không giao việc");
            }
            Role::Attributes(_) => {
                if is_of_tasks {
                    self.found.tally.attributes += 1;
                }
                return;
            }
            Role::Table(entries) => {
                // A table of tasks is one wherever it stands.
                self.table(entries, around);
                if is_of_tasks {
                    self.found.tally.tasks += 1;
                }
                return;
            }
            Role::Item => {}
        }
        if node.mark.kind.is_heading() {
            if is_of_tasks {
                self.found.tally.groups += 1;
            }
            return self.heading(index, around, part);
        }
        if !is_of_tasks {
            let says_who = assignment(&node.text, self.bodies)
                .is_some_and(|found| matches!(found.form, Form::Leads));
            self.found.assignments += usize::from(says_who);
            let why = match part {
                Some(Part::Purpose) => "thuộc phần mục đích, yêu cầu",
                Some(Part::Goals) => "thuộc phần mục tiêu, chỉ tiêu",
                Some(Part::Background) => "thuộc phần đánh giá tình hình",
                Some(Part::Implementation) => {
                    "thuộc phần tổ chức thực hiện (lấy cả phần này: --include-implementation)"
                }
                _ => "ngoài phần nhiệm vụ",
            };
            self.pass(node, part, why);
            let inner = Around { part, ..around.clone() };
            return self.children(index, &inner);
        }
        self.task_item(index, &Around { part, ..around.clone() }, own);
    }

    /// A heading: the group of what stands under it.
    fn heading(&mut self, index: usize, around: &Around, part: Option<Part>) {
        let Some(node) = self.outline.node(index) else { return };
        let mut inner = Around { part, ..around.clone() };
        let title = heading_text(node);
        inner.group.push(labelled(node));
        let before = self.found.entries.len();
        if self.is_of_tasks(part) && !title.is_empty() {
            inner.depth += 1;
            self.found.entries.push(Entry::Group(inner.depth, title, node.at));
        }
        // The heading of a part may say who: "III. SỞ CÔNG THƯƠNG".
        let only_group = self.found.entries.len();
        self.children(index, &inner);
        if self.found.entries.len() == only_group {
            self.found.entries.truncate(before);
        }
    }

    fn table(&mut self, entries: &[DraftEntry], around: &Around) {
        for entry in entries {
            match entry {
                DraftEntry::Group(group) => {
                    let depth = around.depth + group.level;
                    let (title, at) = (single_line(&group.title.value), group.title.at);
                    self.found.entries.push(Entry::Group(depth, title, at));
                }
                DraftEntry::Task(task) => {
                    let values = |field: Field| -> Vec<String> {
                        let texts = task.all(field).iter().map(|text| text.value.clone());
                        texts.filter(|text| !text.trim().is_empty()).collect()
                    };
                    let names = |field| {
                        let texts = values(field);
                        let split = |text: &String| self.bodies.split(text);
                        texts.iter().flat_map(split).collect::<Vec<_>>()
                    };
                    let content = values(Field::Content).join("\n");
                    let used = [Field::Content, Field::Lead, Field::Support, Field::Deadline];
                    let others = task
                        .values
                        .keys()
                        .filter(|field| !used.contains(field) && **field != Field::Number);
                    let others = others
                        .flat_map(|field| {
                            let values = values(*field).into_iter();
                            values.map(|value| Attribute { field: *field, value })
                        })
                        .collect();
                    let (lead, support) = (names(Field::Lead), names(Field::Support));
                    self.found.assignments += usize::from(!lead.is_empty());
                    self.found.entries.push(Entry::Task(FoundTask {
                        at: task.at.at,
                        sentence: content.clone(),
                        content,
                        group: around.group.clone(),
                        block: String::new(),
                        confidence: if lead.is_empty() {
                            Confidence::Low
                        } else {
                            Confidence::High
                        },
                        why: "dòng của bảng trong văn bản",
                        lead,
                        support,
                        deadline: Some(values(Field::Deadline).join("; "))
                            .filter(|t| !t.is_empty()),
                        others,
                    }));
                }
            }
        }
    }

    /// An item of the part of tasks.
    fn task_item(&mut self, index: usize, around: &Around, own: Vec<Attribute>) {
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
        let (text, mut said) = match attribute::at_the_end(&node.text, self.bodies) {
            Some((text, said)) if items.is_empty() => (text, said),
            _ => (node.text.clone(), Vec::new()),
        };
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
        self.branch(index, around, found, own)
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
                (known || is_block || named) && !generic && !is_heading
            }
            // A heading that happens to begin as a body does: "Hội nhập quốc tế".
            Form::Colon if found.rest.is_empty() && !node.text.trim_end().ends_with(':') => {
                has_items && (known || found.lead.first().is_some_and(|name| looks_named(name)))
            }
            Form::Colon => known || found.lead.first().is_some_and(|name| looks_named(name)),
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
    /// it: "Giao Sở X …. Kho bạc Nhà nước …".
    fn sentences<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut starts = vec![0];
        for (at, _) in text.match_indices(". ") {
            let rest = text.get(at + 2..).unwrap_or_default().trim_start();
            let rest = ["Đồng thời, ", "Đồng thời ", "Ngoài ra, ", "Riêng "]
                .iter()
                .find_map(|words| rest.strip_prefix(words))
                .unwrap_or(rest);
            let capital = capitalized(rest);
            let given = assignment(&capital, self.bodies).is_some_and(|found| {
                let is_said = match found.form {
                    Form::Leads | Form::Duty => true,
                    Form::Subject | Form::Supported => {
                        found.lead.iter().all(|name| is_agency(name))
                    }
                    _ => false,
                };
                is_said && !found.lead.is_empty() && !found.rest.is_empty()
            });
            if given {
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
            self.piece(node, around, (first.to_string(), found), said.clone());
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
                if !found.lead.is_empty() {
                    own.lead = found.lead;
                    own.support = Vec::new();
                }
                if let Some(support) = found.support {
                    own.support = support;
                }
                (found.rest, confidence, why)
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
        if around.lead.len() > 1 && key(&sentence).contains("đồng chủ trì") {
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

    fn pass(&mut self, node: &Node, part: Option<Part>, why: &'static str) {
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

impl Around {
    /// Takes in what lines beside a task say of it.
    fn apply(&mut self, attributes: &[Attribute], bodies: &Bodies) {
        let attributes = &attribute::apart(attributes, bodies);
        for (field, values) in [(Field::Lead, &mut self.lead), (Field::Support, &mut self.support)]
        {
            let said: Vec<String> = attributes
                .iter()
                .filter(|each| each.field == field)
                .flat_map(|each| bodies.split(&each.value))
                .collect();
            if !said.is_empty() {
                *values = said;
            }
        }
        for each in attributes {
            match each.field {
                Field::Lead | Field::Support => {}
                Field::Deadline => self.deadline = Some(each.value.clone()),
                _ => {
                    self.others.retain(|other| other.field != each.field);
                    self.others.push(each.clone());
                }
            }
        }
    }
}

/// Which items the lines of attributes among them speak of.
#[derive(Default)]
struct Attached {
    /// Of all items: said before the first, or once after the last of several.
    of_all: Vec<Attribute>,
    /// Of one item.
    own: Vec<(usize, Vec<Attribute>)>,
}

impl Attached {
    fn of(outline: &Outline, children: &[usize]) -> Attached {
        let mut attached = Attached::default();
        let mut items = 0;
        let mut last = None;
        for child in children {
            let Some(node) = outline.node(*child) else { continue };
            match (&node.role, last) {
                (Role::Attributes(each), None) => attached.of_all.extend(each.iter().cloned()),
                (Role::Attributes(each), Some(owner)) => {
                    match attached.own.last_mut().filter(|(known, _)| *known == owner) {
                        Some((_, known)) => known.extend(each.iter().cloned()),
                        None => attached.own.push((owner, each.clone())),
                    }
                }
                (Role::Item, _) => {
                    items += 1;
                    last = Some(*child);
                }
                _ => {}
            }
        }
        // Once, below the last of several items that say nothing themselves: it is of all.
        if items > 1
            && attached.own.len() == 1
            && attached.own.first().map(|(owner, _)| Some(*owner)) == Some(last)
            && let Some((_, each)) = attached.own.pop()
        {
            attached.of_all.extend(each);
        }
        attached
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

fn whole_text(node: &Node) -> String {
    whole_lines(&node.line, node)
}

/// A heading with its mark, as printed: "1. Đổi mới".
fn labelled(node: &Node) -> String {
    single_line(node.line.trim_end_matches([':', ' ']))
}

/// The title of a group row.
fn heading_text(node: &Node) -> String {
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
