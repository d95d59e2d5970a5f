//! Paragraphs → a tree by their marks.
//!
//! Invariant: every paragraph is in the tree once: as a node, or as a paragraph that goes on one.

use super::marker::{Kind, Marker, marker};
use super::part;
use crate::import::speech::attribute::Attribute;
use crate::import::speech::beside;
use crate::model::draft::DraftEntry;
use crate::read::{ProseBlock, ProseLine};
use crate::source::Location;
use crate::text::key;
use crate::vocabulary::CLOSINGS;

/// A tree of paragraphs; nodes in reading order, the first is the root.
#[derive(Debug)]
pub struct Outline {
    /// Its nodes.
    pub nodes: Vec<Node>,
}

/// A paragraph with what stands under it.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it begins.
    pub at: Location,
    /// Its mark.
    pub mark: Marker,
    /// The paragraph as it stands, with its mark.
    pub line: String,
    /// The text behind the mark.
    pub text: String,
    /// Paragraphs without a mark that go on with it.
    pub more: Vec<(Location, String)>,
    /// The nodes under it.
    pub children: Vec<usize>,
    /// What kind of line it is where it is no item.
    pub role: Role,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Role {
    /// A heading or an item.
    Item,
    /// A line of attributes: "Cơ quan chủ trì: …".
    Attributes(Vec<Attribute>),
    /// A sentence that closes a part: "Trong quá trình thực hiện, …".
    Closing,
    /// The groups and tasks of a table.
    Table(Vec<DraftEntry>),
}

impl Outline {
    /// Builds the tree of a plan's body.
    pub fn new(blocks: Vec<ProseBlock>, root: Location) -> Outline {
        let root = Node {
            at: root,
            mark: Marker::none(Kind::Part),
            line: String::new(),
            text: String::new(),
            more: Vec::new(),
            children: Vec::new(),
            role: Role::Item,
        };
        let mut outline = Outline { nodes: vec![root] };
        // The open nodes, from the root down.
        let mut open: Vec<usize> = vec![0];
        let mut blocks = blocks.into_iter().peekable();
        let mut ended = true;
        while let Some(block) = blocks.next() {
            match block {
                ProseBlock::Line(line) => {
                    let is_title = ended && is_title(&line, blocks.peek());
                    let is_heading = marker(&line.text, line.stands_out).kind.is_heading();
                    ended = line.text.ends_with(['.', ';', ':']) || is_title || is_heading;
                    outline.line(line, is_title, &mut open);
                }
                ProseBlock::Tasks(entries) => outline.table(entries, &mut open),
            }
        }
        outline
    }

    /// A node by its index.
    pub fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// How many nodes stand below one, at any depth.
    pub fn below(&self, index: usize) -> usize {
        let children =
            self.nodes.get(index).map(|node| node.children.as_slice()).unwrap_or_default();
        children.iter().map(|child| 1 + self.below(*child)).sum()
    }

    fn kind(&self, index: usize) -> Kind {
        self.nodes.get(index).map_or(Kind::Plain, |node| node.mark.kind)
    }

    fn table(&mut self, entries: Vec<DraftEntry>, open: &mut Vec<usize>) {
        let at = entries.first().map(|entry| match entry {
            DraftEntry::Group(group) => group.title.at,
            DraftEntry::Task(task) => task.at.at,
        });
        let Some(at) = at else { return };
        // A table stands under the heading before it, not under an item.
        while open.len() > 1 && open.last().is_some_and(|index| self.kind(*index).is_bullet()) {
            open.pop();
        }
        let mark = Marker::none(Kind::Plain);
        let (line, text) = (String::new(), String::new());
        let node = Node {
            at,
            mark,
            line,
            text,
            more: Vec::new(),
            children: Vec::new(),
            role: Role::Table(entries),
        };
        self.push(node, open.last().copied().unwrap_or(0));
    }

    fn line(&mut self, line: ProseLine, is_title: bool, open: &mut Vec<usize>) {
        let mark = marker(&line.text, line.stands_out || is_title);
        let text = line.text.get(mark.rest..).unwrap_or_default().trim().to_string();
        // A label without a value stands over what names it.
        let attributes = beside::line(&text).filter(|each| !each.is_empty());
        let top = open.last().copied().unwrap_or(0);
        if mark.kind == Kind::Plain {
            return self.plain(line, text, attributes, open);
        }
        if mark.kind == Kind::Heading && self.goes_on_heading(top, &text) {
            if let Some(node) = self.nodes.get_mut(top) {
                if !node.text.is_empty() {
                    node.text.push(' ');
                }
                node.text.push_str(&text);
                node.line = format!("{} {}", node.line, line.text);
            }
            return;
        }
        let role = match attributes {
            Some(attributes) => Role::Attributes(attributes),
            None => Role::Item,
        };
        let is_item = matches!(role, Role::Item);
        if !is_item && beside::is_of_all(&text) {
            let (at, line, more, children) = (line.at, line.text, Vec::new(), Vec::new());
            self.push_of_all(Node { at, mark, line, text, more, children, role }, open);
            return;
        }
        // "* Cơ quan tham mưu: …" below items with dashes stands beside them.
        let is_beside = !is_item
            && mark.kind == Kind::Bullet('*')
            && self.kind(top).is_bullet()
            && self.kind(top) != mark.kind;
        if is_beside {
            open.pop();
        }
        if mark.kind == Kind::Heading {
            self.close_for_heading(&text, open);
        } else {
            self.close_for(&mark, open, is_item);
        }
        let parent = open.last().copied().unwrap_or(0);
        let (at, line) = (line.at, line.text);
        let index = self.push(
            Node { at, mark, line, text, more: Vec::new(), children: Vec::new(), role },
            parent,
        );
        if is_item {
            open.push(index);
        }
    }

    /// A heading in capitals right below a heading: "PHẦN II" and "NHIỆM VỤ", or one that wraps.
    fn goes_on_heading(&self, top: usize, text: &str) -> bool {
        let Some(node) = self.nodes.get(top).filter(|_| top > 0) else { return false };
        let is_caps = |text: &str| !text.chars().any(char::is_lowercase);
        node.children.is_empty()
            && node.mark.kind.is_heading()
            && (node.text.is_empty()
                || is_caps(&node.text) && is_caps(text) && node.mark.kind != Kind::Heading
                || is_caps(&node.text)
                    && is_caps(text)
                    && part::of_heading(text).is_none()
                    && node.text.ends_with([',', '-']))
    }

    /// A heading without a number stands under one that says what a part is for, if it does not say
    /// so itself: "NHIỆM VỤ" and "XÂY DỰNG MÔI TRƯỜNG VĂN HÓA".
    fn close_for_heading(&self, text: &str, open: &mut Vec<usize>) {
        let opens_part = |index: usize| {
            self.nodes.get(index).is_some_and(|node| part::of_heading(&node.text).is_some())
        };
        let is_heading = |index: usize| self.kind(index) == Kind::Heading;
        while open.len() > 1 && open.last().is_some_and(|index| self.kind(*index) > Kind::Heading) {
            open.pop();
        }
        if part::of_heading(text).is_some() {
            let first = open.iter().skip(1).position(|index| is_heading(*index));
            if let Some(first) = first {
                open.truncate(first + 1);
            }
        } else if let Some(top) = open.last().copied()
            && is_heading(top)
            && !opens_part(top)
        {
            open.pop();
        }
    }

    /// Closes the open nodes that a new mark does not stand under.
    fn close_for(&self, mark: &Marker, open: &mut Vec<usize>, is_item: bool) {
        let same = open.iter().skip(1).rposition(|index| self.kind(*index) == mark.kind);
        if let Some(position) = same {
            // A line of attributes under an item has the mark of a deeper level, or of the item.
            let position = position + 1;
            let continues = self.continues(open, position, mark);
            if continues || mark.kind.is_heading() || !is_item {
                open.truncate(position);
                return;
            }
            // "1." again under "a)": a row of its own.
            if !mark.kind.is_bullet() && position + 1 < open.len() && mark.ordinal == Some(1) {
                return;
            }
            open.truncate(position);
            return;
        }
        if mark.kind.is_bullet() || mark.kind == Kind::Bracketed {
            return;
        }
        let ends_open = |index: &usize| {
            let node = self.nodes.get(*index);
            node.is_some_and(|node| {
                let is_title = node.mark.kind == Kind::Step && !node.text.ends_with(['.', ';']);
                (node.text.ends_with(':') || is_title) && node.children.is_empty()
            })
        };
        while open.len() > 1 {
            let Some(top) = open.last() else { break };
            let kind = self.kind(*top);
            // "II. NHIỆM VỤ" and below it "A.", "B.": capitals stand above Roman numbers elsewhere.
            let is_inner =
                kind == Kind::Roman && mark.kind == Kind::Capital && mark.ordinal == Some(1);
            // "- Sở X:" and under it "a)": the colon says so.
            let is_below = kind < mark.kind
                || is_inner
                || !mark.kind.is_heading()
                    && ends_open(top)
                    && !kind.is_heading()
                    && mark.ordinal == Some(1);
            if is_below {
                break;
            }
            open.pop();
        }
    }

    /// Whether a mark is the next of its row.
    fn continues(&self, open: &[usize], position: usize, mark: &Marker) -> bool {
        let before = open.get(position).and_then(|index| self.nodes.get(*index));
        match (before.and_then(|node| node.mark.ordinal), mark.ordinal) {
            (Some(before), Some(next)) => next == before + 1,
            _ => true,
        }
    }

    /// A paragraph without a mark.
    fn plain(
        &mut self,
        line: ProseLine,
        text: String,
        attributes: Option<Vec<Attribute>>,
        open: &mut Vec<usize>,
    ) {
        let top = open.last().copied().unwrap_or(0);
        let (at, mark, line) = (line.at, Marker::none(Kind::Plain), line.text);
        let (more, children) = (Vec::new(), Vec::new());
        let role = attributes.map_or(Role::Item, Role::Attributes);
        let node = Node { at, mark, line, text, more, children, role };
        if !matches!(node.role, Role::Item) {
            return self.plain_label(node, open);
        }
        if beside::bare_label(&node.text).is_some() {
            return self.label_above(node, open);
        }
        // The last sentence of a document, without the mark of the items before it.
        let ends_all = node.text.ends_with("./.")
            && self.kind(top) != Kind::Plain
            && !self.kind(top).is_heading()
            && !self.is_open(top);
        if ends_all || is_closing(&node.text) {
            let heading =
                open.iter().rposition(|index| self.kind(*index).is_heading()).unwrap_or(0);
            let parent = open.get(heading).copied().unwrap_or(0);
            self.push(Node { role: Role::Closing, ..node }, parent);
            return;
        }
        let (is_plain, is_leaf) = match self.nodes.get(top) {
            Some(node) => (node.mark.kind == Kind::Plain, node.children.is_empty()),
            None => (false, true),
        };
        let is_below = self.is_open(top) || self.kind(top).is_heading();
        // Behind the points of a paragraph, which have ended, the next paragraph stands beside it.
        if let Some(intro) = self.ended_intro(open).filter(|_| !is_below && begins_anew(&node.text))
        {
            open.truncate(intro);
        } else if !is_below && is_plain && !node.text.starts_with(char::is_lowercase) {
            open.pop();
        } else if !is_below
            && is_leaf
            && let Some(top) = self.nodes.get_mut(top)
        {
            top.more.push((node.at, node.text));
            return;
        }
        let parent = open.last().copied().unwrap_or(0);
        let index = self.push(node, parent);
        open.push(index);
    }

    /// Where the paragraph without a mark stands among the open nodes whose bullets have ended with a full
    /// stop: "Sở X:", "- …;", "- … .".
    fn ended_intro(&self, open: &[usize]) -> Option<usize> {
        let top = self.nodes.get(*open.last()?)?;
        let has_ended = top.mark.kind.is_bullet() && top.text.ends_with('.') && top.more.is_empty();
        let is_intro = |index: &usize| {
            let node = self.nodes.get(*index);
            node.is_some_and(|node| {
                node.mark.kind == Kind::Plain && node.text.trim_end().ends_with(':')
            })
        };
        // Of the nodes above the bullets, the nearest.
        let above = open.iter().rposition(|index| !self.kind(*index).is_bullet())?;
        (has_ended && above > 0 && open.get(above).is_some_and(is_intro)).then_some(above)
    }

    /// A line of attributes without a mark: beside the item that it speaks of; under it, where it has nothing
    /// else.
    fn plain_label(&mut self, node: Node, open: &mut Vec<usize>) {
        if beside::is_of_all(&node.text) {
            return self.push_of_all(node, open);
        }
        let top = open.last().copied().unwrap_or(0);
        let parent = if self.is_open(top) { top } else { self.parent_of(open) };
        let is_of_item =
            parent == top || self.kind(top) == Kind::Plain || self.kind(top).is_bullet();
        self.push(node, if is_of_item { parent } else { top });
    }

    /// "Chủ trì" and below it the names, then "Phối hợp" and the others: labels side by side.
    fn label_above(&mut self, node: Node, open: &mut Vec<usize>) {
        let is_label = |index: &usize| {
            self.nodes.get(*index).is_some_and(|node| {
                node.mark.kind == Kind::Plain && beside::bare_label(&node.text).is_some()
            })
        };
        if let Some(at) = open.iter().position(is_label) {
            open.truncate(at);
        }
        while open.last().is_some_and(|index| self.kind(*index).is_bullet()) {
            open.pop();
        }
        let parent = open.last().copied().unwrap_or(0);
        let index = self.push(node, parent);
        open.push(index);
    }

    /// Hangs a line that is of all items before it under the heading of these items, before them.
    fn push_of_all(&mut self, node: Node, open: &mut Vec<usize>) {
        while open.len() > 2 && open.last().is_some_and(|index| !self.is_title_of_items(*index)) {
            open.pop();
        }
        let parent = open.last().copied().unwrap_or(0);
        let index = self.push(node, parent);
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.pop();
            parent.children.insert(0, index);
        }
    }

    /// Whether items stand under a node that is numbered or a heading.
    fn is_title_of_items(&self, index: usize) -> bool {
        let kind = self.kind(index);
        !kind.is_bullet()
            && kind != Kind::Plain
            && self.nodes.get(index).is_some_and(|node| !node.children.is_empty())
    }

    /// Whether what stands under a node is still to come: it ends with a colon, or is a heading
    /// without a full stop.
    fn is_open(&self, index: usize) -> bool {
        let Some(node) = self.nodes.get(index) else { return false };
        if node.mark.kind == Kind::Plain && beside::bare_label(&node.text).is_some() {
            return node.children.is_empty();
        }
        let ends = node.text.trim_end();
        let is_title = matches!(
            node.mark.kind,
            Kind::Number(_)
                | Kind::Letter
                | Kind::Article
                | Kind::Named
                | Kind::Closed
                | Kind::Step
        ) && !ends.ends_with(['.', ';', '!', '?'])
            && ends.chars().count() <= 260;
        node.children.is_empty() && (ends.ends_with(':') || is_title || ends.is_empty())
    }

    fn parent_of(&self, open: &[usize]) -> usize {
        open.len().checked_sub(2).and_then(|index| open.get(index)).copied().unwrap_or(0)
    }

    fn push(&mut self, node: Node, parent: usize) -> usize {
        let index = self.nodes.len();
        self.nodes.push(node);
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(index);
        }
        index
    }
}

/// Whether a line without a mark is the title of the marked items below it: it is short and ends
/// with no sign, and what stands before it has ended.
fn is_title(line: &ProseLine, next: Option<&ProseBlock>) -> bool {
    const LONGEST: usize = 110;
    const LONGEST_PLAIN: usize = 60;
    let text = line.text.as_str();
    let Some(ProseBlock::Line(next)) = next else { return false };
    let is_plain = |line: &ProseLine| marker(&line.text, line.stands_out).kind == Kind::Plain;
    // A sentence before a part is no title of it, and a label is one of its own.
    if marker(&next.text, next.stands_out).kind.is_heading() || beside::bare_label(text).is_some() {
        return false;
    }
    // Of a text that lost its marks, a title is the shorter, and what follows ends as sentences do.
    let goes_on = match is_plain(next) {
        false => LONGEST,
        true if next.text.ends_with(['.', ';']) => LONGEST_PLAIN.min(next.text.chars().count()),
        true => 0,
    };
    text.starts_with(char::is_uppercase)
        && text.chars().count() <= goes_on
        && !text.ends_with(['.', ';', ':', ',', ')'])
        && text.contains(' ')
        && is_plain(line)
        && next.text.starts_with(|c: char| !c.is_lowercase())
}

/// Whether a paragraph begins with a capital and no sign, as one does that goes on with nothing.
fn begins_anew(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Whether a paragraph closes a part and is no task.
fn is_closing(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '"', '“', '*', ' ']);
    let head: String = bare.chars().take(60).collect();
    let folded = key(&head);
    CLOSINGS.begin(&folded) || key(text).contains("trách nhiệm thi hành")
}
