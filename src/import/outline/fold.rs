//! Labels that stand over what names them → attributes: "a) Cơ quan chủ trì" and below it the names.
//!
//! Invariant: a folded node keeps its children, which are counted with it.

use super::tree::{Outline, Role};
use crate::import::speech::attribute::Attribute;
use crate::import::speech::beside::bare_label;
use crate::model::Field;
use crate::text::words::tokens;
use crate::vocabulary::{BODY, STARTERS};

/// Letters of a line that may name a body or a time below its label.
const LONGEST: usize = 200;

/// Folds the labels of a tree, the deepest first.
pub fn labels(outline: &mut Outline) {
    for index in (1..outline.nodes.len()).rev() {
        if let Some(attributes) = values(outline, index)
            && let Some(node) = outline.nodes.get_mut(index)
        {
            node.role = Role::Attributes(attributes);
        }
    }
}

/// What the lines below a label say, where all of them can be its values.
fn values(outline: &Outline, index: usize) -> Option<Vec<Attribute>> {
    let node = outline.node(index)?;
    if !matches!(node.role, Role::Item) || node.mark.kind.is_heading() {
        return None;
    }
    let field = bare_label(&node.text)?;
    let mut found = Vec::new();
    for (_, more) in &node.more {
        found.push(value(field, more)?);
    }
    for child in &node.children {
        let child = outline.node(*child)?;
        match &child.role {
            Role::Attributes(inner) => found.extend(inner.iter().cloned()),
            Role::Item if child.children.is_empty() && child.more.is_empty() => {
                found.push(value(field, &child.text)?);
            }
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A line as the value of a label; a sentence with a verb is none.
fn value(field: Field, text: &str) -> Option<Attribute> {
    let words = text.trim().trim_end_matches(['.', ';', ',', ' ']);
    let tokens = tokens(words, 8);
    let is_verb = STARTERS.at(&tokens, 0).is_some() && BODY.at(&tokens, 0).is_none();
    let names = matches!(field, Field::Lead | Field::Support);
    let says_more = names && words.contains(": ");
    let is_sentence = names && is_verb || says_more;
    let fits = !words.is_empty() && words.chars().count() <= LONGEST && !is_sentence;
    fits.then(|| Attribute { field, value: words.to_string() })
}
