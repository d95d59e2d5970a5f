//! A [`Node`] tree → [`Draft`]: the keys of YAML, TOML and JSON sources.
//!
//! Invariant: every key is read or reported. An unknown key is an error.

use std::collections::HashSet;

use super::node::{Item, Node};
use crate::diag::Diagnostics;
use crate::model::draft::{
    Draft, DraftAgency, DraftCollective, DraftEntry, DraftGroup, DraftRecipient, DraftTask, Text,
};
use crate::model::{DocumentField, Field};
use crate::read::faults::{KEY_TWICE, KEY_UNKNOWN, VALUE_SHAPE};
use crate::source::{Located, Location};
use crate::text::clean;

/// Reads a whole source tree.
pub fn draft(root: Item, diagnostics: &mut Diagnostics) -> Draft {
    let mut draft = Draft::new(root.at);
    let mut reading = Reading { draft: &mut draft, diagnostics };
    reading.root(root);
    draft
}

struct Reading<'a> {
    draft: &'a mut Draft,
    diagnostics: &'a mut Diagnostics,
}

type Entry = (Text, Item);

impl Reading<'_> {
    fn root(&mut self, root: Item) {
        const KEYS: &[&str] = &["document", "groups", "tasks", "agencies", "collectives"];
        for (key, value) in self.map(root, "nguồn") {
            match key.value.as_str() {
                "document" => self.document(value),
                "tasks" => self.tasks(value),
                "groups" => self.groups(value, 1),
                "agencies" => {
                    for item in self.list(value, "agencies") {
                        let agency = self.agency(item);
                        self.draft.agencies.push(agency);
                    }
                }
                "collectives" => {
                    for item in self.list(value, "collectives") {
                        let collective = self.collective(item);
                        self.draft.collectives.push(collective);
                    }
                }
                _ => self.unknown(&key, KEYS),
            }
        }
    }

    fn document(&mut self, item: Item) {
        for (key, value) in self.map(item, "document") {
            match key.value.as_str() {
                "parent" => {
                    for (inner, value) in self.map(value, "parent") {
                        self.document_field(inner, value, Some("parent"));
                    }
                }
                "basis" => {
                    let basis = self.texts(value, "basis");
                    self.draft.document.basis.extend(basis);
                }
                "recipients" => {
                    for item in self.list(value, "recipients") {
                        self.recipient(item);
                    }
                }
                _ => self.document_field(key, value, None),
            }
        }
    }

    fn document_field(&mut self, key: Text, value: Item, inside: Option<&str>) {
        let path = match inside {
            Some(outer) => format!("{outer}.{}", key.value),
            None => key.value.clone(),
        };
        // "parent.number" is a path, and no key.
        let found = DocumentField::from_key(&path).filter(|_| !key.value.contains('.'));
        let Some(field) = found else {
            let start = inside.map_or_else(String::new, |outer| format!("{outer}."));
            let keys =
                DocumentField::ALL.iter().filter_map(|field| field.key().strip_prefix(&start));
            let mut known: Vec<&str> = keys.filter(|key| !key.contains('.')).collect();
            known.extend(["parent", "basis", "recipients"]);
            return self.unknown(&key, &known);
        };
        if let Some(text) = self.text(value, &key.value) {
            self.draft.document.fields.insert(field, text);
        }
    }

    fn recipient(&mut self, item: Item) {
        if let Node::Map(_) = item.value {
            let (at, mut name, mut copies) = (item.at, None, None);
            for (key, value) in self.map(item, "recipients") {
                match key.value.as_str() {
                    "name" => name = self.text(value, "name"),
                    "copies" => copies = self.text(value, "copies"),
                    _ => self.unknown(&key, &["name", "copies"]),
                }
            }
            match name {
                Some(name) => {
                    self.draft.document.recipients.push(DraftRecipient { name, copies });
                }
                None => self.shape("name", at, "tên nơi nhận", "the recipient's name"),
            }
        } else if let Some(name) = self.text(item, "recipients") {
            self.draft.document.recipients.push(DraftRecipient { name, copies: None });
        }
    }

    /// Tasks of a group stand before its inner groups, wherever the keys stand in the file.
    fn groups(&mut self, item: Item, level: usize) {
        for item in self.list(item, "groups") {
            let at = item.at;
            let (mut title, mut tasks, mut inner) = (None, None, None);
            for (key, value) in self.map(item, "groups") {
                match key.value.as_str() {
                    "title" => title = self.text(value, "title"),
                    "tasks" => tasks = Some(value),
                    "groups" => inner = Some(value),
                    _ => self.unknown(&key, &["title", "tasks", "groups"]),
                }
            }
            match title {
                Some(title) => {
                    self.draft.outline.push(DraftEntry::Group(DraftGroup { level, title }));
                }
                None => self.shape("title", at, "tên nhóm", "the group's title"),
            }
            if let Some(tasks) = tasks {
                self.tasks(tasks);
            }
            if let Some(inner) = inner {
                self.groups(inner, level + 1);
            }
        }
    }

    fn tasks(&mut self, item: Item) {
        for item in self.list(item, "tasks") {
            let mut task = DraftTask::new(item.at);
            for (key, value) in self.map(item, "tasks") {
                let Some(field) = Field::from_key(&key.value) else {
                    let known: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
                    self.unknown(&key, &known);
                    continue;
                };
                let texts = self.texts(value, &key.value);
                if !texts.is_empty() {
                    task.values.insert(field, texts);
                }
            }
            self.draft.outline.push(DraftEntry::Task(task));
        }
    }

    fn agency(&mut self, item: Item) -> DraftAgency {
        let mut agency = DraftAgency::default();
        for (key, value) in self.map(item, "agencies") {
            let name = key.value.as_str();
            match name {
                "name" => agency.name = self.text(value, name),
                "id" => agency.id = self.text(value, name),
                "short" => agency.short = self.text(value, name),
                "kind" => agency.kind = self.text(value, name),
                "from" => agency.from = self.text(value, name),
                "until" => agency.until = self.text(value, name),
                "aliases" => agency.aliases = self.texts(value, name),
                "successors" => agency.successors = self.texts(value, name),
                // Prose for whoever reads the directory.
                "succession_note" => {}
                _ => self.unknown(&key, AGENCY_KEYS),
            }
        }
        agency
    }

    fn collective(&mut self, item: Item) -> DraftCollective {
        let mut collective = DraftCollective::default();
        for (key, value) in self.map(item, "collectives") {
            let name = key.value.as_str();
            match name {
                "name" => collective.name = self.text(value, name),
                "id" => collective.id = self.text(value, name),
                "open" => collective.open = self.text(value, name),
                "from" => collective.from = self.text(value, name),
                "until" => collective.until = self.text(value, name),
                "aliases" => collective.aliases = self.texts(value, name),
                "members" => collective.members = self.texts(value, name),
                "kinds" => collective.kinds = self.texts(value, name),
                _ => self.unknown(&key, COLLECTIVE_KEYS),
            }
        }
        collective
    }

    /// The entries of a map; anything else is reported and read as empty.
    fn map(&mut self, item: Item, name: &str) -> Vec<Entry> {
        match item.value {
            Node::Map(entries) => {
                self.refuse_repeats(&entries);
                entries
            }
            Node::Null => Vec::new(),
            _ => {
                self.shape(name, item.at, "một nhóm “khóa: giá trị”", "a map of keys and values");
                Vec::new()
            }
        }
    }

    /// JSON and YAML let a key stand twice, and one of the two values would be lost.
    fn refuse_repeats(&mut self, entries: &[Entry]) {
        let mut seen = HashSet::new();
        for (key, _) in entries {
            if !seen.insert(key.value.as_str()) {
                self.diagnostics.push(KEY_TWICE.at(key.at).with("found", key.value.clone()));
            }
        }
    }

    /// The items of a list; anything else is reported and read as empty.
    fn list(&mut self, item: Item, name: &str) -> Vec<Item> {
        match item.value {
            Node::List(items) => items,
            Node::Null => Vec::new(),
            _ => {
                self.shape(name, item.at, "một danh sách", "a list");
                Vec::new()
            }
        }
    }

    /// One text; empty ones count as absent.
    fn text(&mut self, item: Item, name: &str) -> Option<Text> {
        match item.value {
            Node::Scalar(value) => {
                let text = clean(&value);
                (!text.is_empty()).then(|| Located::new(text, item.at))
            }
            Node::Null => None,
            _ => {
                self.shape(name, item.at, "một dòng chữ", "a text");
                None
            }
        }
    }

    /// A text or a list of texts.
    fn texts(&mut self, item: Item, name: &str) -> Vec<Text> {
        match item.value {
            Node::List(items) => {
                items.into_iter().filter_map(|item| self.text(item, name)).collect()
            }
            _ => self.text(item, name).into_iter().collect(),
        }
    }

    fn shape(&mut self, name: &str, at: Location, vi: &str, en: &str) {
        let expected = format!("{vi} ({en})");
        self.diagnostics.push(VALUE_SHAPE.at(at).with("found", name).with("expected", expected));
    }

    fn unknown(&mut self, key: &Text, known: &[&str]) {
        let near = crate::text::nearest(&key.value, known.iter().copied());
        self.diagnostics.push(
            KEY_UNKNOWN
                .at(key.at)
                .with("found", key.value.clone())
                .suggest(near.into_iter().map(str::to_string)),
        );
    }
}

const AGENCY_KEYS: &[&str] =
    &["name", "id", "short", "kind", "aliases", "from", "until", "successors", "succession_note"];
const COLLECTIVE_KEYS: &[&str] =
    &["name", "id", "aliases", "members", "kinds", "open", "from", "until"];
