//! The tree of a plan → its tasks, with who does them, and the lines that are none.
//!
//! Invariant: every node of the tree ends as a task, a group, a block that says who, an attribute
//! of a task, or a line passed over; [`super::Tally`] counts them.

use super::around::{Around, Attached};
use super::found::{Confidence, Entry, Found, FoundTask, PassedOver, Scope};
use super::generic::is_generic;
use super::implementation::OF_IMPLEMENTATION;
use super::scheme::Scheme;
use super::texts::{heading_text, labelled, whole_text};
use super::walker::Walk;
use crate::import::document::spelling::spelled;
use crate::import::outline::marker::Kind;
use crate::import::outline::part::{self, Part};
use crate::import::outline::tree::{Node, Outline, Role};
use crate::import::speech::assignment::Form;
use crate::import::speech::attribute::Attribute;
use crate::import::speech::forms::assignment;
use crate::import::speech::named::is_body;
use crate::import::speech::who_when;
use crate::model::Field;
use crate::model::draft::DraftEntry;
use crate::names::{Bodies, is_agency, is_of_several};
use crate::text::words::tokens;
use crate::text::{key, single_line};
use crate::vocabulary::STARTERS;

/// Finds the tasks of a plan.
pub fn find(outline: &Outline, bodies: &Bodies, scope: Scope) -> Found {
    let mut walk = Walk { outline, bodies, scope, found: Found::default(), only_parts: false };
    walk.only_parts = walk.has_part(0, Part::Tasks);
    let around = Around::default();
    walk.children(0, &around);
    walk.found
}

/// Whether a paragraph only announces the work below it: "Thủ tướng Chính phủ yêu cầu:".
fn leads_in(node: &Node) -> bool {
    const ANNOUNCES: &[&str] =
        &["yêu cầu", "giao", "chỉ đạo", "đề nghị", "nhiệm vụ", "phân công", "như sau", "sau đây"];
    const TOKENS: usize = 12;
    let Some(text) = node.text.trim_end().strip_suffix(':') else { return false };
    let words: Vec<&str> = text.split(' ').collect();
    let end = key(&words[words.len().saturating_sub(TOKENS)..].join(" "));
    !node.children.is_empty() && ANNOUNCES.iter().any(|word| end.contains(word))
}

/// What stands before the body of a heading: "I. Đối với các sở".
const WHOSE: &[&str] = &["Đối với ", "Trách nhiệm của ", "Nhiệm vụ của ", "Đề nghị ", "Giao "];

/// Whether a paragraph names whom the document goes to, with the list below it: "BỘ TRƯỞNG BỘ XÂY DỰNG điện:".
fn addresses(node: &Node) -> bool {
    let is_wire = node.text.trim_end().ends_with(" điện:") && node.text.split(' ').count() < 16;
    node.mark.kind == Kind::Plain && !node.children.is_empty() && is_wire
}

impl Walk<'_> {
    /// Whether a part of this kind stands under a node.
    fn has_part(&self, index: usize, wanted: Part) -> bool {
        let Some(node) = self.node(index) else { return false };
        node.children.iter().any(|child| {
            self.node(*child).and_then(|node| self.part_of(node)) == Some(wanted)
                || self.has_part(*child, wanted)
        })
    }

    /// Whether an item below a node, outside the parts that say what they are for, gives work to an
    /// agency.
    fn gives_below(&self, index: usize) -> bool {
        let Some(node) = self.node(index) else { return false };
        let gives = |node: &Node| {
            assignment(&node.text, self.bodies).is_some_and(|found| {
                let is_said = !matches!(found.form, Form::LeadsInBlock | Form::Within);
                let is_agency = |name: &String| is_agency(name) || self.bodies.is_known(name);
                is_said && !found.lead.is_empty() && found.lead.iter().all(is_agency)
            })
        };
        node.children.iter().any(|child| {
            self.node(*child).is_some_and(|node| match &node.role {
                Role::Attributes(each) => each.iter().any(|each| each.field == Field::Lead),
                _ => self.part_of(node).is_none() && (gives(node) || self.gives_below(*child)),
            })
        })
    }

    /// Whether most of the numbered items or bullets below a heading that says nothing begin with a verb, as
    /// work does: "LỊCH CÁC VIỆC TRONG NĂM".
    fn works_below(&self, index: usize) -> bool {
        const LEAST: usize = 2;
        let mut leaves = Vec::new();
        self.leaves(index, &mut leaves);
        let works = |node: &&&Node| {
            let words = tokens(&node.text, 6);
            let is_title = part::of_inner_heading(&node.text).is_some();
            !is_title && STARTERS.at(&words, 0).is_some() && !node.text.ends_with(':')
        };
        let works = leaves.iter().filter(works).count();
        works >= LEAST && works * 10 >= leaves.len() * 7
    }

    /// The items below a node that have nothing below them.
    fn leaves<'n>(&'n self, index: usize, found: &mut Vec<&'n Node>) {
        let Some(node) = self.node(index) else { return };
        for child in &node.children {
            match self.node(*child) {
                Some(below) if matches!(below.role, Role::Item) && below.children.is_empty() => {
                    found.push(below);
                }
                _ => self.leaves(*child, found),
            }
        }
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

    pub fn is_of_tasks(&self, part: Option<Part>) -> bool {
        match part {
            Some(Part::Tasks) => true,
            Some(Part::Implementation) => self.scope.implementation,
            Some(_) => false,
            None => !self.only_parts,
        }
    }

    /// Walks the nodes under one, with the attributes that stand among them.
    pub fn children(&mut self, index: usize, around: &Around) {
        let Some(node) = self.node(index) else { return };
        let mut children = node.children.clone();
        if index == 0 && !self.only_parts {
            let opening = self.opening(&children);
            for child in children.drain(..opening).collect::<Vec<_>>() {
                self.pass_all(child, "đoạn mở đầu, không giao việc");
            }
        }
        let attributes = Attached::of(self.outline, &children, self.bodies);
        let mut around = around.clone();
        around.apply(&attributes.of_all, self.bodies);
        around.scheme = self.scheme(self.node(index), &children);
        let is_unsaid = self.only_parts && around.part.is_none();
        let are_given = is_unsaid && self.are_given(&children);
        // "Chủ tịch có ý kiến như sau:" and below it, without marks, the paragraphs that give work.
        let announces = is_unsaid && self.node(index).is_some_and(leads_in);
        // What stands before "… yêu cầu:" tells on what occasion.
        let lead_in = children.iter().position(|child| self.node(*child).is_some_and(leads_in));
        for (position, child) in children.iter().enumerate() {
            if index == 0 && self.node(*child).is_some_and(addresses) {
                self.pass_all(*child, "nơi gửi văn bản, không giao việc");
                continue;
            }
            let is_before = lead_in.is_some_and(|lead_in| position < lead_in);
            if is_before && around.lead.is_empty() && self.is_occasion(*child) {
                if let Some(node) = self.outline.node(*child) {
                    if self.is_of_tasks(around.part) {
                        self.found.tally.items += 1;
                    }
                    self.pass(node, around.part, "đoạn nêu bối cảnh, không giao việc");
                }
                continue;
            }
            let own = attributes.own.iter().filter(|(owner, _)| owner == child);
            let own: Vec<Attribute> = own.flat_map(|(_, each)| each.iter().cloned()).collect();
            // "1. Trên biển", "2. Trên đất liền": of numbered items that give work all do.
            around.is_given =
                are_given && self.may_be_given(*child) || announces && self.gives_anywhere(*child);
            self.item(*child, &around, own);
        }
    }

    /// Whether an item is numbered and says nothing of what its part is for.
    fn may_be_given(&self, index: usize) -> bool {
        self.node(index).is_some_and(|node| {
            let kind = node.mark.kind;
            matches!(kind, Kind::Number(_) | Kind::Closed | Kind::Letter | Kind::Article)
                && self.part_of(node).is_none()
        })
    }

    /// Whether a sentence of a paragraph gives work.
    fn gives_anywhere(&self, index: usize) -> bool {
        self.node(index).is_some_and(|node| {
            matches!(node.role, Role::Item)
                && self.sentences(&node.text).iter().any(|sentence| self.gives(sentence))
        })
    }

    /// Whether most of the numbered items among sisters give work, and two at least.
    fn are_given(&self, sisters: &[usize]) -> bool {
        let gives = |index: &usize| {
            self.node(*index).is_some_and(|node| self.orders(node) || self.gives(&node.text))
                || self.gives_below(*index)
        };
        let alike: Vec<usize> =
            sisters.iter().copied().filter(|index| self.may_be_given(*index)).collect();
        let giving = alike.iter().filter(|index| gives(index)).count();
        giving > 1 && giving * 2 >= alike.len()
    }

    /// Whether an item orders in so many words: "Sở X chủ trì …", "Giao Sở X …".
    fn orders(&self, node: &Node) -> bool {
        assignment(&node.text, self.bodies).is_some_and(|found| {
            let is_named = |name: &String| is_body(name, self.bodies) && !is_generic(name);
            matches!(found.form, Form::Leads | Form::Duty)
                && !found.rest.is_empty()
                && found.lead.iter().all(is_named)
                && !found.lead.is_empty()
        })
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
            match node.role {
                Role::Table(_) => true,
                Role::Item => is_numbered || leads_in(node) || gives(),
                Role::Closing | Role::Attributes(_) => false,
            }
        };
        children.iter().position(begins).unwrap_or(0)
    }

    /// Whether a paragraph without a mark gives no work.
    fn is_occasion(&self, index: usize) -> bool {
        self.node(index).is_some_and(|node| {
            node.mark.kind == Kind::Plain
                && matches!(node.role, Role::Item)
                && node.children.is_empty()
                && !self.gives(&node.text)
                && !assignment(&node.text, self.bodies)
                    .is_some_and(|found| !found.lead.is_empty() && found.form != Form::Subject)
        })
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

    /// A node of the tree: a heading, an item, a label, a table.
    pub fn item(&mut self, index: usize, around: &Around, own: Vec<Attribute>) {
        let Some(node) = self.outline.node(index) else { return };
        self.found.parts += usize::from(self.part_of(node).is_some());
        let part = self.part_here(index, around);
        let is_of_tasks = self.is_of_tasks(part);
        if is_of_tasks && !matches!(node.role, Role::Table(_)) {
            self.found.tally.items += 1;
        }
        match &node.role {
            Role::Closing => {
                return self.pass(node, part, "câu mở đầu hoặc câu kết, không giao việc");
            }
            Role::Attributes(_) if is_of_tasks => {
                // What stands below a label is counted with it.
                let below = self.outline.below(index);
                self.found.tally.items += below;
                self.found.tally.attributes += 1 + below;
                return;
            }
            Role::Attributes(_) => {
                return self.pass(node, part, "ghi riêng thời gian, cơ quan ở ngoài phần nhiệm vụ");
            }
            Role::Table(entries) => return self.counted_table(entries, around),
            Role::Item => {}
        }
        if node.mark.kind.is_heading() {
            self.found.tally.groups += usize::from(is_of_tasks);
            return self.heading(index, around, part);
        }
        let inner = Around { part, ..around.clone() };
        if is_of_tasks {
            return self.task_item(index, &inner, own);
        }
        let may_give = match part {
            Some(Part::Implementation) => true,
            Some(Part::Means) => self.orders(node),
            _ => false,
        };
        if !may_give || !self.work_of_its_own(index, &inner, &own) {
            self.outside(index, around, part);
        }
    }

    /// What a node is for: by its heading, by the part around it, or because it gives work all the same.
    fn part_here(&self, index: usize, around: &Around) -> Option<Part> {
        let node = self.node(index)?;
        // A part inside the implementation is of the implementation, and so with what it needs.
        let part = match around.part {
            Some(Part::Implementation | Part::Means) if !node.mark.kind.is_heading() => around.part,
            _ => self.part_of(node).or(around.part),
        };
        // "II. VỀ GIẢI NGÂN VỐN ĐẦU TƯ CÔNG" says nothing of its kind; what stands under it does.
        let is_unsaid = part.is_none() && self.only_parts;
        let gives = is_unsaid
            && match node.mark.kind.is_heading() {
                true => {
                    self.gives_below(index)
                        || self.agencies(&heading_text(node)).is_some()
                        || self.works_below(index)
                }
                // A sentence that orders gives work wherever it stands.
                false => around.is_given || self.orders(node),
            };
        if gives {
            return Some(Part::Tasks);
        }
        // "Sở X chủ trì …" among the aims is work all the same.
        let is_aim = matches!(part, Some(Part::Purpose | Part::Goals));
        let is_named = |node: &Node| {
            assignment(&node.text, self.bodies).is_some_and(|found| {
                found.lead.iter().all(|name| is_agency(name) && !is_of_several(name))
            })
        };
        let is_ordered = is_aim
            && !node.mark.kind.is_heading()
            && node.children.is_empty()
            && self.orders(node)
            && is_named(node);
        if is_ordered { Some(Part::Tasks) } else { part }
    }

    /// A table of tasks is one wherever it stands; each of its rows is an item.
    fn counted_table(&mut self, entries: &[DraftEntry], around: &Around) {
        self.table(entries, around);
        let tasks = entries.iter().filter(|entry| matches!(entry, DraftEntry::Task(_)));
        let tasks = tasks.count();
        self.found.tally.items += entries.len();
        self.found.tally.tasks += tasks;
        self.found.tally.groups += entries.len() - tasks;
    }

    /// An item outside the parts of tasks, and what stands below it.
    fn outside(&mut self, index: usize, around: &Around, part: Option<Part>) {
        let Some(node) = self.outline.node(index) else { return };
        let says_who = assignment(&node.text, self.bodies)
            .is_some_and(|found| matches!(found.form, Form::Leads));
        self.found.assignments += usize::from(says_who);
        let why = match part {
            Some(Part::Purpose) => "thuộc phần mục đích, yêu cầu",
            Some(Part::Goals) => "thuộc phần mục tiêu, chỉ tiêu",
            Some(Part::Background) => "thuộc phần đánh giá tình hình",
            Some(Part::Programme) => "thuộc chương trình của sự kiện, không phải việc được giao",
            Some(Part::Implementation) => OF_IMPLEMENTATION,
            Some(Part::Means) => "thuộc phần kinh phí, thời gian, địa điểm, thành phần",
            _ => "ngoài phần nhiệm vụ",
        };
        let is_implementation = matches!(part, Some(Part::Implementation | Part::Means));
        let is_left = is_implementation && (self.orders(node) || self.gives(&node.text));
        // "1. Sở Y tế" and below it what that body is to do.
        let is_block = is_body(node.text.trim_end_matches([':', '.', ' ']), self.bodies);
        self.found.implementation += match is_implementation && is_block {
            true => node.children.len(),
            false => usize::from(is_left),
        };
        self.pass(node, part, why);
        let inner = Around { part, ..around.clone() };
        self.children(index, &inner);
    }

    /// A heading: the group of what stands under it.
    fn heading(&mut self, index: usize, around: &Around, part: Option<Part>) {
        let Some(node) = self.outline.node(index) else { return };
        let mut inner = Around { part, ..around.clone() };
        let title = heading_text(node);
        inner.group.push(labelled(node));
        // "III. SỞ CÔNG THƯƠNG"
        if let Some(lead) = self.agencies(&title).filter(|_| !self.opens_decision(node)) {
            (inner.lead, inner.support, inner.in_block) = (lead, Vec::new(), true);
        }
        let before = self.found.entries.len();
        // The implementation is a group too, where it gives work of its own.
        let may_give =
            matches!(part, Some(Part::Implementation | Part::Means)) && !self.scope.implementation;
        if (self.is_of_tasks(part) || may_give) && !title.is_empty() {
            inner.depth += 1;
            self.found.entries.push(Entry::Group(inner.depth, title, node.at));
        }
        let only_group = self.found.entries.len();
        if self.is_of_tasks(part) && node.text.ends_with(['.', ';']) && self.gives(&node.text) {
            // "III. Đề nghị Công đoàn vận động …." is a task by itself.
            let said = self.said(&node.text, node, false, Scheme::default());
            self.found.tally.items += 1;
            self.leaf(node, around, (node.text.clone(), said), Vec::new());
        }
        self.children(index, &inner);
        if self.found.entries.len() == only_group {
            self.found.entries.truncate(before);
        } else if may_give {
            self.found.tally.items += 1;
            self.found.tally.groups += 1;
        }
    }

    /// Whether a heading names who decides, and what the decision rests on stands below: "HIỆU TRƯỞNG TRƯỜNG …"
    /// and "Căn cứ …".
    fn opens_decision(&self, node: &Node) -> bool {
        let first = node.children.first().and_then(|child| self.node(*child));
        first.is_some_and(|first| key(&first.text).starts_with("căn cứ"))
    }

    /// The agencies that a heading names, and nothing else.
    fn agencies(&self, title: &str) -> Option<Vec<String>> {
        let whose = WHOSE.iter().find_map(|words| title.strip_prefix(words));
        let names = who_when::only_names(whose.unwrap_or(title), self.bodies)?;
        let names: Vec<String> = names
            .into_iter()
            .filter(|each| each.field == Field::Lead)
            .map(|each| spelled(&each.value))
            .collect();
        let is_body = |name: &String| is_agency(name) || is_of_several(name);
        (!names.is_empty() && names.iter().all(is_body)).then_some(names)
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
                    self.found.entries.push(Entry::Task(Box::new(FoundTask {
                        at: task.at.at,
                        sentence: content.clone(),
                        content,
                        group: around.group.clone(),
                        block: String::new(),
                        confidence: match lead.iter().all(|name| is_body(name, self.bodies)) {
                            _ if lead.is_empty() => Confidence::Low,
                            true => Confidence::High,
                            false => Confidence::Medium,
                        },
                        why: "dòng của bảng trong văn bản",
                        other: None,
                        from_table: true,
                        lead,
                        support,
                        deadline: Some(values(Field::Deadline).join("; "))
                            .filter(|t| !t.is_empty()),
                        others,
                    })));
                }
            }
        }
    }
}
