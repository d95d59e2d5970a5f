//! The cells of leads and supports of a task → who leads and who supports, by the heading of the
//! cell and by the words beside each name.
//!
//! Invariant: each word of a cell belongs to a name or a role, goes to the notes as a scope, or is
//! reported.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use crate::directory::Directory;
use crate::model::Field;
use crate::model::draft::Text;
use crate::names::{Bodies, Cell, Named, Role, cell};
use crate::source::{Located, Location};
use crate::text::key;

/// Reads cells, each once however often it occurs.
pub struct Cells<'a> {
    bodies: Bodies<'a>,
    read: HashMap<String, Rc<Read>>,
}

/// A cell as it was read, with what is asked of its names at every place where it stands.
#[derive(Debug)]
pub struct Read {
    cell: Cell,
    /// The keys of its names as they are printed.
    keys: Vec<String>,
    /// Its names as they are printed, for all tasks that have them.
    texts: Vec<Arc<str>>,
}

impl Deref for Read {
    type Target = Cell;

    fn deref(&self) -> &Cell {
        &self.cell
    }
}

/// A name of a cell.
#[derive(Debug)]
pub struct Said {
    read: Rc<Read>,
    index: usize,
}

impl Said {
    /// The name as it is printed.
    pub fn text(&self) -> Arc<str> {
        Arc::clone(&self.read.texts[self.index])
    }

    fn key(&self) -> &str {
        &self.read.keys[self.index]
    }
}

impl Deref for Said {
    type Target = Named;

    fn deref(&self) -> &Named {
        &self.read.names[self.index]
    }
}

/// Who does what a task says.
#[derive(Debug, Default)]
pub struct Parts {
    /// Who leads, and where it is written.
    pub lead: Vec<(Said, Location)>,
    /// Who supports.
    pub support: Vec<(Said, Location)>,
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
    pub fn cell(&mut self, text: &str) -> Rc<Read> {
        if let Some(known) = self.read.get(text) {
            return Rc::clone(known);
        }
        let cell = cell(text, &self.bodies);
        let keys = cell.names.iter().map(|named| key(&named.text)).collect();
        let texts = cell.names.iter().map(|named| Arc::from(named.text.as_str())).collect();
        let found = Rc::new(Read { cell, keys, texts });
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
        let cells = [&leads, &supports].map(|values| {
            let filled = values.iter().filter(|text| !text.value.is_empty());
            filled.map(|text| (text.at, self.cell(&text.value))).collect::<Vec<_>>()
        });
        let names =
            cells.each_ref().map(|cells| cells.iter().any(|(_, cell)| !cell.names.is_empty()));
        let [leads, supports] = &cells;
        for (field, (cell_at, cell)) in leads
            .iter()
            .map(|cell| (Field::Lead, cell))
            .chain(supports.iter().map(|cell| (Field::Support, cell)))
        {
            for (index, named) in cell.names.iter().enumerate() {
                let leads = match (field, named.role) {
                    (_, Some(Role::Support)) | (Field::Support, None) => false,
                    (Field::Support, Some(_)) => parts.lead.is_empty(),
                    _ => true,
                };
                let list = if leads { &mut parts.lead } else { &mut parts.support };
                // Of a list that was read as one cell: the value in which the name stands.
                let values = written[usize::from(field == Field::Support)];
                let own = values.iter().filter(|_| values.len() > 1);
                let own = own.into_iter().find(|text| text.value.contains(&named.text));
                let said = Said { read: Rc::clone(cell), index };
                list.push((said, own.map_or(*cell_at, |own| own.at)));
            }
            let at = |words: &String| Located::new(words.clone(), *cell_at);
            // Bounds of nobody are no bounds: "Theo phân công tại Quyết định …".
            let bounds = names[usize::from(field == Field::Support)];
            let lost = if bounds { &[][..] } else { cell.scopes.as_slice() };
            parts.scopes.extend(cell.scopes.iter().filter(|_| bounds).map(at));
            parts.rest.extend(cell.rest.iter().chain(lost).map(|words| (field, at(words))));
        }
        // A body that is named again, in another case or cell, is the same.
        for list in [&mut parts.lead, &mut parts.support] {
            if has_twice(list) {
                let mut seen = HashSet::new();
                let is_new: Vec<bool> =
                    list.iter().map(|(said, _)| seen.insert(said.key())).collect();
                let mut is_new = is_new.into_iter();
                list.retain(|_| is_new.next() != Some(false));
            }
        }
        parts
    }
}

/// Whether a body may be named twice; a short list is compared at once, each with each.
fn has_twice(list: &[(Said, Location)]) -> bool {
    const SHORT: usize = 12;
    let repeats = |(index, (said, _)): (usize, &(Said, Location))| {
        list[..index].iter().any(|(before, _)| before.key() == said.key())
    };
    list.len() > SHORT || list.iter().enumerate().any(repeats)
}
