//! A node of the tree → its texts as rows, groups and lists print them.
//!
//! Invariant: nothing is left out but marks and closing signs.

use crate::import::outline::tree::Node;
use crate::import::speech::beside;
use crate::names::Bodies;
use crate::text::single_line;

/// A paragraph and those that go on with it.
pub fn with_more(text: &str, node: &Node, bodies: &Bodies) -> String {
    let mut whole = text.trim().to_string();
    for (_, more) in &node.more {
        if beside::of_task_before(more, bodies).is_some() {
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

/// All lines of a node with its mark.
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
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => text.to_string(),
    }
}
