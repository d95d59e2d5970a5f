//! The cells of leads and supports of a task → who leads and who supports, by the heading of the
//! cell and by the words beside each name.
//!
//! Invariant: each word of a cell belongs to a name or a role, goes to the notes as a scope, or is
//! reported.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::directory::Directory;
use crate::model::Field;
use crate::model::draft::Text;
use crate::names::{Bodies, Cell, Named, Role, cell};
use crate::source::{Located, Location};
use crate::text::key;

/// Reads cells, each once however often it occurs.
pub struct Cells<'a> {
    bodies: Bodies<'a>,
    read: HashMap<String, Rc<Cell>>,
}

/// Who does what a task says.
#[derive(Debug, Default)]
pub struct Parts {
    /// Who leads, and where it is written.
    pub lead: Vec<(Named, Location)>,
    /// Who supports.
    pub support: Vec<(Named, Location)>,
    /// Within which bounds: these are printed among the notes.
    pub scopes: Vec<Text>,
    /// What is no name, and the field in which it stands.
    pub rest: Vec<(Field, Text)>,
}

impl<'a> Cells<'a> {
    /// Nothing read yet.
    pub fn new(directory: &'a Directory) -> Self {
        Cells { bodies: Bodies::new(directory, &[]), read: HashMap::new() }
    }

    /// What a cell says.
    pub fn cell(&mut self, text: &str) -> Rc<Cell> {
        if let Some(known) = self.read.get(text) {
            return Rc::clone(known);
        }
        let found = Rc::new(cell(text, &self.bodies));
        self.read.insert(text.to_string(), Rc::clone(&found));
        found
    }

    /// The values of a field, each a name of its own; else as the one cell that holds them all, so that
    /// a list and the cell that `convert` makes of it are read alike.
    fn listed<'t>(&mut self, values: &'t [Text]) -> Cow<'t, [Text]> {
        let Some(first) = values.first().filter(|_| values.len() > 1) else {
            return Cow::Borrowed(values);
        };
        if values.iter().all(|text| text.value.is_empty() || self.stands_alone(&text.value)) {
            return Cow::Borrowed(values);
        }
        let all: Vec<&str> = values.iter().map(|text| text.value.as_str()).collect();
        Cow::Owned(vec![Located::new(all.join("; "), first.at)])
    }

    /// Whether a text is one name, written as it is read, and nothing else.
    pub fn stands_alone(&mut self, text: &str) -> bool {
        let cell = self.cell(text);
        let is_itself = |named: &Named| named.role.is_none() && named.text == text;
        matches!(cell.names.as_slice(), [named] if is_itself(named))
            && cell.scopes.is_empty()
            && cell.rest.is_empty()
    }

    /// Who leads and who supports, by the cells under both headings. A name without a role has that
    /// of its heading; one that leads under the heading of supports does so where nobody else leads.
    pub fn parts(&mut self, leads: &[Text], supports: &[Text]) -> Parts {
        let mut parts = Parts::default();
        let written = [leads, supports];
        let (leads, supports) = (self.listed(leads), self.listed(supports));
        let names: [bool; 2] = [&leads, &supports]
            .map(|values| values.iter().any(|text| !self.cell(&text.value).names.is_empty()));
        for (field, text) in leads
            .iter()
            .map(|text| (Field::Lead, text))
            .chain(supports.iter().map(|text| (Field::Support, text)))
        {
            if text.value.is_empty() {
                continue;
            }
            let cell = self.cell(&text.value);
            for named in &cell.names {
                let leads = match (field, named.role) {
                    (_, Some(Role::Support)) | (Field::Support, None) => false,
                    (Field::Support, Some(_)) => parts.lead.is_empty(),
                    _ => true,
                };
                let list = if leads { &mut parts.lead } else { &mut parts.support };
                // Of a list that was read as one cell: the value in which the name stands.
                let values = written[usize::from(field == Field::Support)];
                let own = values.iter().find(|text| text.value.contains(&named.text));
                list.push((named.clone(), own.map_or(text.at, |own| own.at)));
            }
            let at = |words: &String| Located::new(words.clone(), text.at);
            // Bounds of nobody are no bounds: "Theo phân công tại Quyết định …".
            let bounds = names[usize::from(field == Field::Support)];
            let lost = if bounds { &[][..] } else { cell.scopes.as_slice() };
            parts.scopes.extend(cell.scopes.iter().filter(|_| bounds).map(at));
            parts.rest.extend(cell.rest.iter().chain(lost).map(|words| (field, at(words))));
        }
        // A body that is named again, in another case or cell, is the same.
        for list in [&mut parts.lead, &mut parts.support] {
            if list.len() > 1 {
                let mut seen = HashSet::new();
                list.retain(|(named, _)| seen.insert(key(&named.text)));
            }
        }
        parts
    }
}
