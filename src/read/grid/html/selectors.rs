//! Selectors of a style sheet with ids, several classes and ancestors → the elements that they
//! hide.
//!
//! Invariant: the number of rules that an element is compared with is bounded, however many rules a
//! page has.

use std::collections::HashMap;
use std::rc::Rc;

/// Rules kept for one name, class or id, and in all.
const RULES: (usize, usize) = (8, 2_000);

/// Ancestors that an element is followed to.
const ANCESTORS: usize = 32;

/// An element and those around it.
#[derive(Debug)]
pub struct Element {
    name: String,
    id: String,
    classes: Vec<String>,
    parent: Option<Rc<Element>>,
}

/// What one part of a selector asks of an element.
#[derive(Debug, Default, Clone, PartialEq)]
struct Compound {
    name: String,
    id: String,
    classes: Vec<String>,
    /// Stands right inside the part before it.
    is_child: bool,
}

/// A rule for elements inside others: the parts of its selector from the last to the first.
#[derive(Debug)]
struct Inside {
    parts: Vec<Compound>,
    hides: bool,
    is_important: bool,
}

/// The rules that need more than a name and a class.
#[derive(Debug, Default)]
pub struct Selectors {
    rules: HashMap<String, Vec<Inside>>,
    count: usize,
}

impl Element {
    /// An element inside `parent`.
    pub fn new(
        name: &str,
        (id, class): (Option<&str>, Option<&str>),
        parent: Option<Rc<Element>>,
    ) -> Element {
        let classes = class.unwrap_or_default().split_whitespace().take(16);
        Element {
            name: name.to_string(),
            id: id.unwrap_or_default().trim().to_lowercase(),
            classes: classes.map(str::to_lowercase).collect(),
            parent,
        }
    }
}

impl Selectors {
    /// Adds a rule that shows or hides; a selector of another kind is for screens and adds none.
    pub fn add(&mut self, selector: &str, hides: bool, is_important: bool) {
        let Some(parts) = parse(selector) else { return };
        let Some(last) = parts.first() else { return };
        let key = match (last.id.as_str(), last.classes.first(), last.name.as_str()) {
            ("", None, name) => name.to_string(),
            ("", Some(class), _) => format!(".{class}"),
            (id, ..) => format!("#{id}"),
        };
        let rules = self.rules.entry(key).or_default();
        if rules.len() < RULES.0 && self.count < RULES.1 {
            rules.push(Inside { parts, hides, is_important });
            self.count += 1;
        }
    }

    /// Whether the last rule that holds for an element hides it, and whether it is important.
    pub fn hides(&self, element: &Element) -> Option<(bool, bool)> {
        let classes = element.classes.iter().map(|class| format!(".{class}"));
        let keys = [String::from("*"), element.name.clone()].into_iter().chain(classes);
        let keys = keys.chain([format!("#{}", element.id)]);
        let mut found: Option<(bool, bool)> = None;
        for rule in keys.filter_map(|key| self.rules.get(&key)).flatten() {
            let is_weaker = found.is_some_and(|(_, important)| important && !rule.is_important);
            if !is_weaker && rule.holds(element) {
                found = Some((rule.hides, rule.is_important));
            }
        }
        found
    }
}

impl Inside {
    fn holds(&self, element: &Element) -> bool {
        let mut parts = self.parts.iter();
        let Some(last) = parts.next().filter(|last| last.fits(element)) else { return false };
        let mut is_child = last.is_child;
        let mut above = element.parent.as_deref();
        let mut left = ANCESTORS;
        for part in parts {
            loop {
                let Some(ancestor) = above.filter(|_| left > 0) else { return false };
                left -= 1;
                above = ancestor.parent.as_deref();
                if part.fits(ancestor) {
                    break;
                }
                if is_child {
                    return false;
                }
            }
            is_child = part.is_child;
        }
        true
    }
}

impl Compound {
    fn fits(&self, element: &Element) -> bool {
        (self.name == "*" || self.name == element.name)
            && (self.id.is_empty() || self.id == element.id)
            && self.classes.iter().all(|class| element.classes.contains(class))
    }
}

/// The parts of a selector, from the last to the first; `None` for one with more than names,
/// classes, ids, and elements inside others.
fn parse(selector: &str) -> Option<Vec<Compound>> {
    let spaced = selector.trim().to_lowercase().replace('>', " > ");
    let mut parts: Vec<Compound> = Vec::new();
    let mut is_child = false;
    for word in spaced.split_whitespace() {
        if word == ">" {
            is_child = true;
            continue;
        }
        parts.push(compound(word, std::mem::take(&mut is_child))?);
    }
    parts.reverse();
    (1..=6).contains(&parts.len()).then_some(parts)
}

fn compound(word: &str, is_child: bool) -> Option<Compound> {
    let mut found = Compound { name: String::from("*"), is_child, ..Compound::default() };
    let mut rest = word;
    while !rest.is_empty() {
        let mark = rest.chars().next().filter(|c| matches!(c, '.' | '#'));
        let behind = if mark.is_some() { rest.get(1..)? } else { rest };
        let end = behind.find(['.', '#']).unwrap_or(behind.len());
        let (name, after) = behind.split_at_checked(end)?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        if name != "*" && (name.is_empty() || !name.chars().all(is_name)) {
            return None;
        }
        match mark {
            Some('.') => found.classes.push(name.to_string()),
            Some(_) => found.id = name.to_string(),
            None => found.name = name.to_string(),
        }
        rest = after;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_inside_others() {
        let table = Rc::new(Element::new("table", (Some("List"), Some("tbl big")), None));
        let row = Rc::new(Element::new("tr", (None, Some("an")), Some(table)));
        let cell = Element::new("td", (None, None), Some(Rc::clone(&row)));
        for (selector, holds) in [
            ("tr.an td", true),
            (".tbl .an > td", true),
            ("table > td", false),
            ("#list td", true),
            ("table.tbl.big tr > *", true),
            ("tr.khac td", false),
            ("div td", false),
            ("td:hover", false),
            ("td", true),
        ] {
            let mut rules = Selectors::default();
            rules.add(selector, true, false);
            assert_eq!(rules.hides(&cell).is_some(), holds, "{selector}");
        }
    }
}
