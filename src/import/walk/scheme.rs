//! The items of a section, judged together: where most say who and then what, the others do too.
//!
//! Invariant: a scheme only lets an item be read by its place; what an item says in words counts first.

use super::behind::is_name;
use super::generic::is_generic;
use super::roles;
use super::texts::capitalized;
use super::walker::Walk;
use crate::import::outline::tree::{Node, Role};
use crate::import::speech::assignment::{Assignment, Form};
use crate::import::speech::beside;
use crate::import::speech::forms;
use crate::import::speech::front::{self, Evidence};
use crate::names::is_of_several;
use crate::text::key;
use crate::text::words::tokens;
use crate::vocabulary::{BODY, POSTS, STARTERS};

/// How the items of a section are built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scheme {
    /// What stands before a colon, or is all of a title with items below it, is who does it.
    pub fronts: bool,
    /// The subject of a sentence is who does it.
    pub subjects: bool,
    /// A bracket at the end of an item says who does it.
    pub brackets: bool,
    /// What stands behind the colon of an item is who does it.
    pub backs: bool,
}

impl Walk<'_> {
    /// The scheme of items that stand side by side below a heading.
    pub fn scheme(&self, above: Option<&Node>, children: &[usize]) -> Scheme {
        let nodes = children.iter().filter_map(|child| self.node(*child));
        let items: Vec<&Node> = nodes
            .filter(|node| matches!(node.role, Role::Item) && !node.mark.kind.is_heading())
            .collect();
        let (mut led, mut possible, mut subjects) = (0_usize, 0_usize, 0_usize);
        for node in &items {
            subjects += usize::from(self.has_subject(&node.text));
            match self.evidence_of(node) {
                Some(Evidence::Built | Evidence::Post) => led += 1,
                Some(Evidence::Place) => possible += 1,
                None => {}
            }
        }
        let assigns = above.is_some_and(|node| assigns(&node.text));
        let most = led * 2 >= items.len() && led > 0 && items.len() > 1;
        let all = assigns && (led + possible) * 10 >= items.len() * 6;
        let bracketed = |node: &&&Node| {
            node.children.is_empty()
                && (beside::ends_with_bodies(&node.text, self.bodies, false)
                    || roles::in_bracket(&node.text, self.bodies).is_some())
        };
        let brackets = items.iter().filter(bracketed).count();
        Scheme {
            backs: self.are_backed(&items),
            brackets: brackets > 1 && brackets * 2 >= items.len(),
            fronts: most || all,
            subjects: items.len() > 1 && subjects * 10 >= items.len() * 7,
        }
    }

    /// Whether a sentence has a body or a post for its subject, believed or not.
    fn has_subject(&self, text: &str) -> bool {
        let found = forms::assignment(text, self.bodies);
        found.is_some_and(|found| {
            let is_named = |name: &String| {
                let tokens = tokens(name, 6);
                let heads = BODY.at(&tokens, 0).is_some() || POSTS.at(&tokens, 0).is_some();
                (heads || is_of_several(name)) && !is_generic(name)
            };
            !found.lead.is_empty() && found.lead.iter().all(is_named)
        })
    }

    /// What speaks for an item to say who and then what.
    fn evidence_of(&self, node: &Node) -> Option<Evidence> {
        let has_below = !node.children.is_empty() || !node.more.is_empty();
        let by_words = self.said(&node.text, node, !node.children.is_empty(), Scheme::default());
        let names_who = |found: &Assignment| !found.lead.is_empty() && found.form != Form::Within;
        if by_words.is_some_and(|found| names_who(&found)) {
            return Some(Evidence::Built);
        }
        match front::before_colon(&node.text, self.bodies) {
            Some(front) => Some(front.evidence),
            None if has_below => {
                front::title(&node.text, self.bodies).map(|(_, evidence)| evidence)
            }
            None => None,
        }
    }

    /// Who an item names by its place in a section whose items are built so.
    pub fn by_scheme(&self, text: &str, node: &Node, scheme: Scheme) -> Option<Assignment> {
        let least = if scheme.fronts { Evidence::Place } else { Evidence::Post };
        let is_numbered =
            node.mark.kind != crate::import::outline::marker::Kind::Plain || scheme.fronts;
        if let Some(front) = front::before_colon(text, self.bodies) {
            let rest = text.get(front.rest..).unwrap_or_default().trim();
            // "Tổ bảo vệ: Trông xe": a kind of body before the colon, and a verb behind it.
            let is_kind = is_name(text.split(':').next().unwrap_or_default(), false)
                && STARTERS.at(&tokens(rest, 6), 0).is_some();
            let fits = (front.evidence >= least || is_kind) && is_numbered;
            return fits.then(|| self.fronted(front.names, rest, front.evidence));
        }
        let has_below = !node.children.is_empty() || !node.more.is_empty();
        // "3. đ/c Trần Văn Nam" with items below, among others in capitals.
        let title = capitalized(text);
        let (names, evidence) = front::title(&title, self.bodies).filter(|_| has_below)?;
        let fits = scheme.fronts && evidence >= least;
        fits.then(|| self.fronted(names, "", evidence))
    }

    fn fronted(&self, lead: Vec<String>, rest: &str, evidence: Evidence) -> Assignment {
        let form = if evidence == Evidence::Place { Form::Place } else { Form::Colon };
        match forms::assignment(rest, self.bodies) {
            Some(inner) if inner.form == Form::LeadsInBlock => Assignment { lead, form, ..inner },
            _ => Assignment { lead, support: None, rest: rest.to_string(), form },
        }
    }
}

/// Whether a heading says that the work is given out below it.
fn assigns(title: &str) -> bool {
    let folded = key(title);
    [
        "phân công",
        "trách nhiệm",
        "giao nhiệm vụ",
        "giao việc",
        "giao các",
        "nhiệm vụ của",
        "giao cho",
        "tổ chức thực hiện",
    ]
    .iter()
    .any(|words| folded.contains(words))
}
