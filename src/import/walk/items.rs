//! An item of the part of tasks → a task, a group, or a block that says who does the items below it.
//!
//! Invariant: an item is counted once, whatever becomes of it.

use super::around::Around;
use super::behind::behind_colon;
use super::found::{Confidence, Entry, PassedOver};
use super::generic::is_generic;
use super::roles;
use super::scheme::Scheme;
use super::texts::{heading_text, labelled, whole_text, with_more};
use super::walker::Walk;
use crate::import::outline::marker::Kind;
use crate::import::outline::part::Part;
use crate::import::outline::tree::{Node, Role};
use crate::import::speech::assignment::{Assignment, Form};
use crate::import::speech::attribute::Attribute;
use crate::import::speech::beside;
use crate::import::speech::forms::assignment;
use crate::import::speech::named::{is_body, is_post};
use crate::import::speech::who_when;
use crate::model::Field;
use crate::names::{is_agency, is_of_several};
use crate::text::key;
use crate::text::words::{Sign, tokens};
use crate::vocabulary::{
    ADVERBS, ANNOUNCING_WORDS, BY_HAND, CHAIRS, DUTIES, NAME_VERBS, OF_ALL_KINDS, ORDERS,
    PREPOSITIONS, SCOPES, SHORT_VERBS, STARTERS, STRONG, VERBS, WITH,
};

/// What stands below an item.
struct Below {
    /// The items; none where arrows say who does the item itself.
    items: Vec<usize>,
    /// What labels and arrows say of the item.
    said: Vec<Attribute>,
}

impl Walk<'_> {
    /// An item of the part of tasks.
    pub fn task_item(&mut self, index: usize, around: &Around, own: Vec<Attribute>) {
        let Some(node) = self.outline.node(index) else { return };
        let Below { items, said: inner } = self.below(node);
        if items.is_empty() && key(&node.text).contains("trách nhiệm thi hành") {
            return self.pass(node, around.part, "điều khoản thi hành, không giao việc riêng");
        }
        let (text, mut said, is_backed) = self.beside(node, around.scheme, !items.is_empty());
        let found = self.said(&text, node, !items.is_empty(), around.scheme);
        let found = found.filter(|_| !is_backed);
        // "Mời các trường tham gia triển lãm (Ban Hướng nghiệp)": who does it is said beside, and the sentence says what.
        let is_led = said.iter().any(|each| each.field == Field::Lead);
        let is_weak = |found: &Assignment| matches!(found.form, Form::Subject | Form::Duty);
        let found = found.filter(|found| !(is_led && items.is_empty() && is_weak(found)));
        self.found.assignments += usize::from(
            found.as_ref().is_some_and(|f| f.form != Form::Subject) || !said.is_empty(),
        );
        let is_subject = |found: &Assignment| {
            found.form == Form::Subject && !found.lead.iter().any(|name| is_generic(name))
        };
        self.found.subjects += usize::from(found.as_ref().is_some_and(is_subject));
        if !items.is_empty() {
            said.extend(own);
            return self.branch(index, around, found, said);
        }
        let is_named = said.iter().any(|each| each.field == Field::Lead);
        said.extend(own);
        said.extend(inner);
        let is_labelled = said.iter().any(|each| each.field == Field::Lead);
        self.found.assignments += usize::from(is_labelled && !is_named);
        self.single(node, around, (text, found), said);
    }

    /// What is left of an item beside what stands at its end of who does it; and whether the colon of its
    /// section says who.
    fn beside(
        &self,
        node: &Node,
        scheme: Scheme,
        has_items: bool,
    ) -> (String, Vec<Attribute>, bool) {
        let said = beside::at_the_end(&node.text, self.bodies, scheme.brackets)
            .filter(|_| !has_items || node.text.trim_end().ends_with(')'));
        // Bodies are read whole there; persons and posts in a list are read by how the section is built.
        let names_bodies = said.iter().flat_map(|(_, said)| said).any(|each| {
            each.field == Field::Lead
                && self.bodies.split(&each.value).iter().all(|name| is_agency(name))
        });
        if scheme.backs
            && !has_items
            && !names_bodies
            && let Some((text, said)) = behind_colon(&node.text, self.bodies)
        {
            return (text, said, true);
        }
        let names_lead =
            said.iter().flat_map(|(_, said)| said).any(|each| each.field == Field::Lead);
        let by_place = || {
            let in_bracket = || roles::in_bracket(&node.text, self.bodies);
            let bracket = scheme.brackets.then(in_bracket).flatten();
            bracket.or_else(|| roles::behind_arrow(&node.text, self.bodies))
        };
        if !names_lead
            && !has_items
            && let Some((text, said)) = by_place()
        {
            return (text, said, false);
        }
        match said {
            Some((text, said)) => (text, said, false),
            None => (node.text.clone(), Vec::new(), false),
        }
    }

    /// An item with no items under it, and the paragraphs behind it.
    fn single(
        &mut self,
        node: &Node,
        around: &Around,
        (text, found): (String, Option<Assignment>),
        mut said: Vec<Attribute>,
    ) {
        for (_, more) in &node.more {
            said.extend(beside::of_task_before(more, self.bodies).unwrap_or_default());
        }
        // The lines under it are counted, though they belong to it.
        self.count_attributes(&node.children);
        let (own, others) = self.parted(node);
        if let Some(own) = own.as_ref().filter(|own| found.is_none() && is_title_of_more(own)) {
            return self.titled(own, &others, around, said);
        }
        self.leaf(own.as_ref().unwrap_or(node), around, (text, found), said);
        for other in &others {
            self.found.tally.items += 1;
            let found = self.said(&other.text, other, false, around.scheme);
            self.found.assignments += usize::from(found.is_some());
            self.leaf(other, around, (other.text.clone(), found), Vec::new());
        }
    }

    /// What stands below an item.
    fn below(&self, node: &Node) -> Below {
        let is_item = |child: &usize| {
            let node = self.node(*child);
            node.is_some_and(|node| matches!(node.role, Role::Item | Role::Table(_)))
        };
        let items: Vec<usize> = node.children.iter().copied().filter(is_item).collect();
        // "→ Ban Nữ công chuẩn bị; …" below an item says who does it.
        let arrow = |child: &usize| {
            let node = self.node(*child).filter(|node| node.children.is_empty())?;
            beside::behind_arrow(&node.text, self.bodies)
        };
        let arrows: Option<Vec<Vec<Attribute>>> = items.iter().map(arrow).collect();
        let arrows = arrows.filter(|each| !each.is_empty());
        let items = if arrows.is_some() { Vec::new() } else { items };
        let lines = node.children.iter().filter_map(|child| self.node(*child));
        let lines = lines.filter_map(|node| match &node.role {
            Role::Attributes(each) => Some(each.clone()),
            _ => None,
        });
        let said = lines.flatten().chain(arrows.into_iter().flatten().flatten()).collect();
        Below { items, said }
    }

    /// "Bước 1: Rà soát số nhà trùng." and below it the sentences that give the work: a group and its tasks.
    fn titled(&mut self, own: &Node, others: &[Node], around: &Around, said: Vec<Attribute>) {
        let mut inner = around.clone();
        inner.apply(&said, self.bodies);
        self.found.tally.groups += 1;
        inner.depth += 1;
        inner.group.push(labelled(own));
        self.found.entries.push(Entry::Group(inner.depth, heading_text(own), own.at));
        for other in others {
            self.found.tally.items += 1;
            let found = self.said(&other.text, other, false, Scheme::default());
            self.found.assignments += usize::from(found.is_some());
            self.leaf(other, &inner, (other.text.clone(), found), Vec::new());
        }
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
    pub fn said(
        &self,
        text: &str,
        node: &Node,
        has_items: bool,
        scheme: Scheme,
    ) -> Option<Assignment> {
        assignment(text, self.bodies)
            .filter(|found| self.is_believed(found, node, has_items, scheme))
            .or_else(|| self.behind_subject(text))
            .or_else(|| self.named_whole(text, node).filter(|_| has_items))
            .or_else(|| self.by_scheme(text, node, scheme))
            .filter(|found| !only_orders(found))
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
        let text = text.trim_end_matches([':', ' ']);
        // "Trách nhiệm của Công an tỉnh", but of bodies of all kinds it is the title of a part.
        let whose = ["Trách nhiệm của ", "Nhiệm vụ của ", "Đối với "];
        let whose = whose.iter().find_map(|words| text.strip_prefix(words));
        let is_part = whose.is_some_and(|name| {
            let folded = key(name);
            folded.strip_prefix("các ").is_some_and(|rest| OF_ALL_KINDS.begin(rest))
        });
        if is_part {
            return None;
        }
        let names = who_when::only_names(whose.unwrap_or(text), self.bodies)?;
        let of = |field: Field| -> Vec<String> {
            let of_field = names.iter().filter(|each| each.field == field);
            of_field.map(|each| each.value.clone()).collect()
        };
        let support = Some(of(Field::Support)).filter(|support| !support.is_empty());
        Some(Assignment { lead: of(Field::Lead), support, rest: String::new(), form: Form::Colon })
    }

    /// "Dự án cầu Bến Lội: Giao Sở X tổ chức …": what the work is about stands before who does it.
    pub fn behind_subject(&self, text: &str) -> Option<Assignment> {
        const LONGEST_SUBJECT: usize = 120;
        let (subject, rest) = text.split_once(':')?;
        if subject.chars().count() > LONGEST_SUBJECT || subject.contains('.') {
            return None;
        }
        let found = assignment(rest.trim(), self.bodies)?;
        let is_named = |name: &String| is_agency(name) || is_of_several(name) && !is_generic(name);
        let gives = match found.form {
            Form::Leads | Form::Duty => !found.lead.is_empty(),
            // "Ở địa phương: UBND các tỉnh tổ chức …"
            Form::Subject => !found.lead.is_empty() && found.lead.iter().all(is_named),
            _ => false,
        };
        // "Về kinh phí:" only says of what the sentence speaks.
        let only_of = ["về ", "đối với "].iter().any(|words| key(subject).starts_with(words));
        let rest = match only_of {
            true => found.rest.clone(),
            false => format!("{}: {}", subject.trim(), found.rest),
        };
        (gives && !found.rest.is_empty()).then_some(Assignment { rest, ..found })
    }

    /// Whether an assignment is meant: the subject of any sentence is no agency that is given work.
    fn is_believed(
        &self,
        found: &Assignment,
        node: &Node,
        has_items: bool,
        scheme: Scheme,
    ) -> bool {
        let known = found.lead.iter().all(|name| self.bodies.is_known(name));
        let are_bodies = found.lead.iter().all(|name| is_body(name, self.bodies) || is_post(name));
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
                (known || are_bodies || is_block || named || of_several || scheme.subjects)
                    && !generic
                    && !is_heading
            }
            // A heading that happens to begin as a body does: "Hội nhập quốc tế".
            Form::Colon if found.rest.is_empty() && !node.text.trim_end().ends_with(':') => {
                has_items && (known || found.lead.first().is_some_and(|name| looks_named(name)))
            }
            Form::Colon => {
                known || are_bodies || found.lead.first().is_some_and(|name| looks_named(name))
            }
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
            Some(found) => self.block(node, &mut inner, found),
            None => self.untold(node, around, &mut inner),
        }
        self.children(index, &inner);
    }

    /// An item that says who does those below it; it may be a task itself.
    fn block(&mut self, node: &Node, inner: &mut Around, found: Assignment) {
        // "Văn phòng làm đầu mối giúp Tiểu ban Văn kiện" and below it what that is: only who does it.
        let words = found.rest.split(' ').count();
        let is_lead_in = words <= LEAD_IN && !found.rest.ends_with(['.', ';']);
        let has_content = !found.rest.is_empty() && !found.rest.ends_with(':') && !is_lead_in;
        if !found.lead.is_empty() {
            inner.lead = found.lead.clone();
            inner.support = Vec::new();
        }
        if let Some(support) = &found.support {
            inner.support = support.clone();
        }
        inner.in_block = true;
        let names = inner.lead.iter().chain(&inner.support);
        inner.is_doubtful =
            !has_content && (is_left_over(&node.text, inner) || goes_on_behind(&node.text, names));
        if !node.mark.label.is_empty() {
            inner.block = node.mark.label.clone();
        }
        if has_content && found.form != Form::Within {
            let sentence = whole_text(node);
            let content = with_more(&found.rest, node, self.bodies);
            let why = "câu giao việc của khối";
            self.task(node, inner, content, sentence, Confidence::High, why);
        } else {
            self.found.tally.blocks += 1;
        }
    }

    /// An item that names nobody and has items below it: a sentence, or the title of a group.
    fn untold(&mut self, node: &Node, around: &Around, inner: &mut Around) {
        // "Vận động hội viên tham gia. Trong đó:" is work, and what stands below it is more.
        if let Some(own) = before_parts(&node.text) {
            let (content, sentence) = (own.to_string(), whole_text(node));
            let sure = match around.in_block {
                true => (Confidence::High, "theo khối của cơ quan"),
                false => (Confidence::Medium, "ý có các ý nhỏ bên dưới"),
            };
            return self.task(node, around, content, sentence, sure.0, sure.1);
        }
        let is_sentence = node.text.trim_end().ends_with(['.', ';'])
            && node.text.chars().count() > 80
            && (node.mark.kind.is_bullet() || node.mark.kind == Kind::Plain);
        if is_sentence && self.sentences(&node.text).len() > 1 {
            return self.leaf(node, around, (node.text.clone(), None), Vec::new());
        }
        if is_sentence {
            let (content, sentence) = (with_more(&node.text, node, self.bodies), whole_text(node));
            let why = "ý có các ý nhỏ bên dưới";
            return self.task(node, around, content, sentence, Confidence::Medium, why);
        }
        self.found.tally.groups += 1;
        inner.depth += 1;
        inner.group.push(labelled(node));
        self.found.entries.push(Entry::Group(inner.depth, heading_text(node), node.at));
        if node.mark.kind.is_bullet() || node.mark.kind == Kind::Plain {
            let (at, text) = (node.at, node.line.clone());
            let why = "lời dẫn của các ý bên dưới, đã đưa thành tên nhóm";
            self.found.passed.push(PassedOver { at, text, why, in_tasks: true });
        }
    }
}

/// Whether a name of the line of a block goes on behind what was taken of it: "Phó Hiệu trưởng phụ trách bán trú:"
/// of which only "Phó Hiệu trưởng" was taken.
fn is_left_over(text: &str, around: &Around) -> bool {
    around.lead.iter().chain(&around.support).any(|name| {
        let Some(at) = text.find(name.as_str()) else { return false };
        let rest = text.get(at + name.len()..).unwrap_or_default();
        let words = tokens(rest, 6);
        let Some(next) = words.first() else { return false };
        let lists = [&*DUTIES, &*ORDERS, &*ADVERBS, &*CHAIRS, &*WITH, &*SCOPES];
        let is_duty = lists.iter().any(|list| list.at(&words, 0).is_some())
            || ANNOUNCING_WORDS.has(&next.key)
            || ["và", "cùng", "với", "phối"].iter().any(|word| next.is(word));
        let is_verb = STARTERS.at(&words, 0).is_some()
            && NAME_VERBS.at(&words, 0).is_none()
            && !next.is("phụ");
        let goes_on = rest.starts_with('-') && !rest.starts_with("- ");
        goes_on || next.sign == Sign::Word && !is_duty && !is_verb
    })
}

/// Words of a sentence that only leads in the items below it.
const LEAD_IN: usize = 6;

/// The sentence before the words that only part it into what stands below: "…. Trong đó:", "…, cụ thể như sau:".
fn before_parts(text: &str) -> Option<&str> {
    const PARTS: &[&str] =
        &["Trong đó:", "Cụ thể:", "Cụ thể như sau:", "Cụ thể là:", "Bao gồm:", "Gồm:"];
    let before = PARTS.iter().find_map(|words| text.trim_end().strip_suffix(words))?.trim_end();
    (before.ends_with('.') && before.split(' ').count() > LEAD_IN).then_some(before)
}

/// Whether an item is the short title of the paragraphs behind it.
fn is_title_of_more(node: &Node) -> bool {
    const WORDS: usize = 14;
    let is_marked = node.mark.kind != Kind::Plain && !node.mark.kind.is_bullet();
    is_marked && node.more.is_empty() && node.text.split(' ').count() <= WORDS
}

/// Whether a sentence only says that somebody orders what stands below: "Chủ tịch … kết luận như sau:".
fn only_orders(found: &Assignment) -> bool {
    const ORDERS: &[&str] = &[
        "kết luận",
        "phân công",
        "yêu cầu",
        "giao",
        "chỉ đạo",
        "đề nghị",
        "thống nhất",
        "có ý kiến",
        "quyết định",
        "cho ý kiến",
        "quán triệt",
    ];
    let words = key(&found.rest);
    let begins = ORDERS.iter().any(|order| words.starts_with(order));
    let is_short = words.split(' ').count() <= 14;
    found.form == Form::Subject && found.rest.ends_with(':') && begins && is_short
}

/// Whether an unknown name is that of a body and not the subject of a heading.
fn looks_named(name: &str) -> bool {
    is_of_several(name) || is_agency(name)
}

/// Whether a title goes on behind the last of its names with words that are none of a duty or a scope: "Đ/c Phó Chủ
/// tịch phụ trách Chính sách", "UBND các tỉnh trong vùng lũ".
pub fn goes_on_behind<'n>(title: &str, names: impl Iterator<Item = &'n String>) -> bool {
    const REACH: usize = 24;
    let ends = names.filter_map(|name| title.find(name.as_str()).map(|at| at + name.len()));
    let Some(rest) = ends.max().and_then(|end| title.get(end..)) else { return false };
    let words = tokens(rest.trim_start(), REACH);
    let lists =
        [&*STARTERS, &*VERBS, &*SHORT_VERBS, &*DUTIES, &*STRONG, &*SCOPES, &*ADVERBS, &*BY_HAND];
    let is_other = (0..2).any(|at| lists.iter().any(|list| list.at(&words, at).is_some()));
    let is_word = words.first().is_some_and(|first| first.sign == Sign::Word && !first.is("và"));
    let in_charge = words.first().is_some_and(|first| first.is("phụ"));
    is_word
        && (in_charge
            || !is_other
            || PREPOSITIONS.at(&words, 0).is_some() && SCOPES.at(&words, 0).is_none())
}
