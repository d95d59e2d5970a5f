//! A clean [`Draft`] → the tree of keys that YAML, TOML and JSON share, for their serializers.
//!
//! Invariant: keys stand in the order of `templates/khoi-dau/nguon.yaml`, and a key with nothing
//! to say is not there.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::model::draft::{
    Draft, DraftAgency, DraftCollective, DraftDocument, DraftEntry, DraftRecipient, DraftTask, Text,
};
use crate::model::{DocumentField, Field};

/// A value of a source file.
#[derive(Debug, PartialEq)]
pub enum Node {
    /// A text.
    Text(String),
    /// A count or a year.
    Number(u32),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in order.
    Map(Map),
}

/// Keys and values, in order.
#[derive(Debug, Default, PartialEq)]
pub struct Map(Vec<(&'static str, Node)>);

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Text(text) => serializer.serialize_str(text),
            Node::Number(number) => serializer.serialize_u32(*number),
            Node::Flag(flag) => serializer.serialize_bool(*flag),
            Node::List(items) => serializer.collect_seq(items),
            Node::Map(map) => map.serialize(serializer),
        }
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Map {
    fn add(&mut self, key: &'static str, value: Node) {
        let empty = match &value {
            Node::List(items) => items.is_empty(),
            Node::Map(map) => map.0.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.push((key, value));
        }
    }

    fn text(&mut self, key: &'static str, text: Option<&Text>) {
        if let Some(text) = text {
            self.add(key, Node::Text(text.value.clone()));
        }
    }

    /// A number or a flag as such where it is written as one, else as the text that it is.
    fn plain(&mut self, key: &'static str, text: Option<&Text>) {
        let Some(text) = text else { return };
        let number =
            text.value.parse().ok().filter(|number: &u32| number.to_string() == text.value);
        let node = match (number, text.value.as_str()) {
            (Some(number), _) => Node::Number(number),
            (None, "true") => Node::Flag(true),
            (None, "false") => Node::Flag(false),
            (None, words) => Node::Text(words.to_string()),
        };
        self.add(key, node);
    }

    fn list(&mut self, key: &'static str, texts: &[Text]) {
        let items = texts.iter().map(|text| Node::Text(text.value.clone()));
        self.add(key, Node::List(items.collect()));
    }
}

/// The tree of a draft.
pub fn tree(draft: &Draft) -> Map {
    let mut root = Map::default();
    root.add("document", Node::Map(document(&draft.document)));
    let Group { tasks, groups, .. } = outline(&draft.outline);
    root.add("tasks", Node::List(tasks));
    root.add("groups", Node::List(groups));
    root.add("agencies", Node::List(draft.agencies.iter().map(agency).collect()));
    root.add("collectives", Node::List(draft.collectives.iter().map(collective).collect()));
    root
}

fn document(document: &DraftDocument) -> Map {
    use DocumentField as F;
    let (mut map, mut parent) = (Map::default(), Map::default());
    for field in DocumentField::ALL {
        // What goes with the parent stands before the settings of the page.
        if *field == F::Mode {
            map.add("parent", Node::Map(std::mem::take(&mut parent)));
            map.list("basis", &document.basis);
            map.add("recipients", Node::List(document.recipients.iter().map(recipient).collect()));
        }
        let text = document.fields.get(field);
        let (target, key) = match field.key().strip_prefix("parent.") {
            Some(key) => (&mut parent, key),
            None => (&mut map, field.key()),
        };
        match field {
            F::Year | F::ParentYear | F::Annex | F::NumberRow => target.plain(key, text),
            _ => target.text(key, text),
        }
    }
    map
}

fn recipient(recipient: &DraftRecipient) -> Node {
    if recipient.copies.is_none() {
        return Node::Text(recipient.name.value.clone());
    }
    let mut map = Map::default();
    map.text("name", Some(&recipient.name));
    map.plain("copies", recipient.copies.as_ref());
    Node::Map(map)
}

/// A group that is still open: what it has so far.
#[derive(Default)]
struct Group<'a> {
    title: Option<&'a Text>,
    tasks: Vec<Node>,
    groups: Vec<Node>,
}

impl Group<'_> {
    fn close(self) -> Node {
        let mut map = Map::default();
        map.text("title", self.title);
        map.add("tasks", Node::List(self.tasks));
        map.add("groups", Node::List(self.groups));
        Node::Map(map)
    }
}

/// The rows as groups within groups; the outermost has no title.
fn outline(entries: &[DraftEntry]) -> Group<'_> {
    let (mut open, mut outer) = (Group::default(), Vec::new());
    for entry in entries {
        match entry {
            DraftEntry::Group(group) => {
                close(&mut open, &mut outer, group.level);
                let next = Group { title: Some(&group.title), ..Group::default() };
                outer.push(std::mem::replace(&mut open, next));
            }
            DraftEntry::Task(draft) => open.tasks.push(task(draft)),
        }
    }
    close(&mut open, &mut outer, 1);
    open
}

/// Closes the open groups down to a level, each into the one around it.
fn close<'a>(open: &mut Group<'a>, outer: &mut Vec<Group<'a>>, level: usize) {
    while outer.len() >= level
        && let Some(above) = outer.pop()
    {
        let closed = std::mem::replace(open, above).close();
        open.groups.push(closed);
    }
}

fn task(task: &DraftTask) -> Node {
    let mut map = Map::default();
    for field in Field::ALL {
        match (field, task.all(*field)) {
            (Field::Joint, values) => map.plain(field.key(), values.first()),
            (_, [one]) => map.text(field.key(), Some(one)),
            (_, values) => map.list(field.key(), values),
        }
    }
    Node::Map(map)
}

fn agency(agency: &DraftAgency) -> Node {
    let mut map = Map::default();
    map.text("name", agency.name.as_ref());
    map.text("id", agency.id.as_ref());
    map.text("short", agency.short.as_ref());
    map.text("kind", agency.kind.as_ref());
    map.list("aliases", &agency.aliases);
    map.text("from", agency.from.as_ref());
    map.text("until", agency.until.as_ref());
    map.list("successors", &agency.successors);
    Node::Map(map)
}

fn collective(collective: &DraftCollective) -> Node {
    let mut map = Map::default();
    map.text("name", collective.name.as_ref());
    map.text("id", collective.id.as_ref());
    map.list("aliases", &collective.aliases);
    map.list("members", &collective.members);
    map.list("kinds", &collective.kinds);
    map.plain("open", collective.open.as_ref());
    map.text("from", collective.from.as_ref());
    map.text("until", collective.until.as_ref());
    Node::Map(map)
}
