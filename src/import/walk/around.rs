//! What an item of a plan has from those above and beside it: who leads, who supports, until when.
//!
//! Invariant: what stands nearest to an item counts.

use super::scheme::Scheme;
use crate::import::outline::part::Part;
use crate::import::outline::tree::{Node, Outline, Role};
use crate::import::speech::attribute::Attribute;
use crate::import::speech::beside;
use crate::import::speech::forms;
use crate::import::speech::listed::who_is_listed;
use crate::import::speech::named::is_person;
use crate::model::Field;
use crate::names::Bodies;

/// What an item has from those above it.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The part it stands in.
    pub part: Option<Part>,
    /// The headings above it.
    pub group: Vec<String>,
    /// How many of them are group rows.
    pub depth: usize,
    /// The mark of the block.
    pub block: String,
    /// Who leads.
    pub lead: Vec<String>,
    /// Who supports.
    pub support: Vec<String>,
    /// Values of other fields.
    pub others: Vec<Attribute>,
    /// Until when.
    pub deadline: Option<String>,
    /// Whether `lead` comes from a block.
    pub in_block: bool,
    /// Whether words of the line that names the block are neither names nor words of duty.
    pub is_doubtful: bool,
    /// How the items of the section are built.
    pub scheme: Scheme,
    /// Whether the item stands outside the parts, among items that give work.
    pub is_given: bool,
}

impl Around {
    /// Takes in what lines beside a task say of it.
    pub fn apply(&mut self, attributes: &[Attribute], bodies: &Bodies) {
        let attributes = &beside::apart(attributes, bodies);
        for (field, values) in [(Field::Lead, &mut self.lead), (Field::Support, &mut self.support)]
        {
            let said: Vec<String> = attributes
                .iter()
                .filter(|each| each.field == field)
                .flat_map(|each| names_of(&each.value, bodies))
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

/// The names of a value. A person keeps what stands in brackets behind him: "Đ/c Diễn (HT)".
fn names_of(value: &str, bodies: &Bodies) -> Vec<String> {
    let listed = || who_is_listed(value, bodies);
    let persons = is_person(value).then(listed).flatten();
    match persons {
        Some(found) if found.iter().all(|each| each.field == Field::Lead) => {
            found.into_iter().map(|each| each.value).collect()
        }
        // "6 học sinh lớp 5B" is no body, and does it all the same.
        _ => match bodies.split(value) {
            names if names.is_empty() => vec![value.to_string()],
            names => names,
        },
    }
}

/// Which items the lines of attributes among them speak of.
#[derive(Default)]
pub struct Attached {
    /// Of all items: said before the first, or once after the last of several.
    pub of_all: Vec<Attribute>,
    /// Of one item.
    pub own: Vec<(usize, Vec<Attribute>)>,
}

impl Attached {
    /// Finds them among the children of a node.
    pub fn of(outline: &Outline, children: &[usize], bodies: &Bodies) -> Attached {
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
        attached.above(outline, children, bodies);
        attached.runs(outline, children, bodies);
        attached
    }

    /// Labels below the last of several items that say nothing themselves are of all of these, where the first
    /// labels stand below more than one: "1. … 2. … 3. … Chủ trì: …; 4. … Chủ trì: …".
    fn runs(&mut self, outline: &Outline, children: &[usize], bodies: &Bodies) {
        let mut run: Vec<usize> = Vec::new();
        let mut is_first = true;
        for child in children {
            let Some(node) = outline.node(*child) else { continue };
            if !matches!(node.role, Role::Item) || node.mark.kind.is_heading() {
                continue;
            }
            let inner = node.children.iter().filter_map(|below| outline.node(*below));
            let mut labels: Vec<Attribute> = Vec::new();
            let mut has_items = false;
            for below in inner {
                match &below.role {
                    Role::Attributes(each) => labels.extend(each.iter().cloned()),
                    _ => has_items = true,
                }
            }
            let known = self.own.iter().filter(|(owner, _)| owner == child);
            labels.extend(known.flat_map(|(_, each)| each.iter().cloned()));
            if has_items {
                return;
            }
            if !labels.iter().any(|each| each.field == Field::Lead) {
                // One that says itself who does it ends the run.
                if names_somebody(node, bodies) {
                    run.clear();
                    is_first = false;
                } else {
                    run.push(*child);
                }
                continue;
            }
            if run.is_empty() && is_first {
                return;
            }
            is_first = false;
            self.own.extend(run.drain(..).map(|owner| (owner, labels.clone())));
        }
    }

    /// "Giao Sở X thực hiện các nội dung trên": a paragraph behind the last of the items it is of.
    fn above(&mut self, outline: &Outline, children: &[usize], bodies: &Bodies) {
        let mut since = 0;
        for (position, child) in children.iter().enumerate() {
            let Some(node) = outline.node(*child) else { continue };
            let said = node.more.iter().filter(|(_, text)| beside::is_of_items_above(text));
            let said = said.filter_map(|(_, text)| beside::of_task_before(text, bodies)).next();
            let Some(said) = said else { continue };
            let before = children.get(since..position).unwrap_or_default();
            self.own.extend(before.iter().map(|owner| (*owner, said.clone())));
            since = position + 1;
        }
    }
}

/// Whether an item says by itself who does it: in its sentence, in a bracket, in a paragraph behind it.
fn names_somebody(node: &Node, bodies: &Bodies) -> bool {
    beside::at_the_end(&node.text, bodies, false).is_some()
        || forms::assignment(&node.text, bodies).is_some_and(|found| !found.lead.is_empty())
        || node.more.iter().any(|(_, more)| beside::of_task_before(more, bodies).is_some())
}
