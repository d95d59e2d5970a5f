//! Numbered objects → the body of a PDF, with its page tree, page labels and table of offsets.
//!
//! Invariant: every number that was given out is written once before the table; no array of
//! children grows with the number of pages.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use anyhow::{Context, bail, ensure};

/// Children of a node of the page tree or of the labels' tree.
const FAN_OUT: usize = 256;

/// The most objects that Acrobat reads (ISO 32000-1, table C.1).
const MOST_OBJECTS: usize = 8_388_607;

/// The last place that the table can name: ten digits (ISO 32000-1, 7.5.4).
const LAST_PLACE: u64 = 9_999_999_999;

/// What is written so far.
pub struct Body<W: Write> {
    out: BufWriter<W>,
    at: u64,
    /// Where object 1, 2, … begins; 0 until it is written.
    offsets: Vec<u64>,
}

impl<W: Write> Body<W> {
    /// Writes the header, with four bytes that mark the file as binary.
    pub fn new(out: W) -> anyhow::Result<Self> {
        let mut body = Body { out: BufWriter::new(out), at: 0, offsets: Vec::new() };
        body.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(body)
    }

    /// The number that the next object will get.
    pub fn next(&self) -> usize {
        self.offsets.len() + 1
    }

    /// Gives out a number.
    pub fn reserve(&mut self) -> anyhow::Result<usize> {
        ensure!(self.offsets.len() < MOST_OBJECTS, "bộ in quá lớn, cần chia thành nhiều bộ");
        self.offsets.push(0);
        Ok(self.offsets.len())
    }

    /// Writes an object that has a number.
    pub fn object(&mut self, id: usize, content: &str) -> anyhow::Result<()> {
        self.offsets[id - 1] = self.at;
        self.write(format!("{id} 0 obj\n{content}\nendobj\n").as_bytes())
    }

    /// Writes finished objects, numbered from [`Body::next`] on, and where in them each begins.
    pub fn append(&mut self, objects: &[u8], offsets: &[usize]) -> anyhow::Result<()> {
        let start = self.at;
        self.offsets.extend(offsets.iter().map(|offset| start + *offset as u64));
        self.write(objects)
    }

    /// Writes the table of offsets and the trailer, whose entries name the catalog.
    pub fn finish(mut self, entries: &str) -> anyhow::Result<()> {
        let (start, size) = (self.at, self.next());
        self.write(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for offset in std::mem::take(&mut self.offsets) {
            self.write(format!("{offset:010} 00000 n \n").as_bytes())?;
        }
        let trailer = format!("trailer\n<</Size {size}{entries}>>\nstartxref\n{start}\n%%EOF\n");
        self.write(trailer.as_bytes())?;
        self.out.flush().context("không ghi được bộ in")
    }

    fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if self.at > LAST_PLACE {
            bail!("bộ in quá lớn, cần chia thành nhiều bộ");
        }
        self.at += bytes.len() as u64;
        self.out.write_all(bytes).context("không ghi được bộ in")
    }
}

/// The page tree, grown from its leaves: one open node on each level.
#[derive(Default)]
pub struct PageTree {
    /// From the parents of pages upwards.
    levels: Vec<Node>,
}

struct Node {
    id: usize,
    kids: Vec<usize>,
    /// Pages below it.
    pages: usize,
}

impl PageTree {
    /// The node that the next page hangs on.
    pub fn parent<W: Write>(&mut self, body: &mut Body<W>) -> anyhow::Result<usize> {
        self.open(0, body)
    }

    /// Hangs a page on the node that [`PageTree::parent`] named.
    pub fn push(&mut self, page: usize) {
        if let Some(node) = self.levels.first_mut() {
            node.kids.push(page);
            node.pages += 1;
        }
    }

    /// Writes the open nodes; returns the root.
    pub fn close<W: Write>(mut self, body: &mut Body<W>) -> anyhow::Result<usize> {
        let mut level = 0;
        // Closing a level may open one above it.
        while level + 1 < self.levels.len() {
            let node = std::mem::replace(&mut self.levels[level], Node::new(0));
            self.hang(node, level + 1, body)?;
            level += 1;
        }
        let root = self.levels.pop().context("bộ in không có trang nào")?;
        body.object(root.id, &root.entries(None))?;
        Ok(root.id)
    }

    /// A node of a level with room for a child; a full one is closed only now, so that the root
    /// never stands above a single child.
    fn open<W: Write>(&mut self, level: usize, body: &mut Body<W>) -> anyhow::Result<usize> {
        let Some(node) = self.levels.get(level) else {
            let id = body.reserve()?;
            self.levels.push(Node::new(id));
            return Ok(id);
        };
        if node.kids.len() < FAN_OUT {
            return Ok(node.id);
        }
        let id = body.reserve()?;
        let full = std::mem::replace(&mut self.levels[level], Node::new(id));
        self.hang(full, level + 1, body)?;
        Ok(id)
    }

    /// Writes a node that has all its children and hangs it on the open node of a level.
    fn hang<W: Write>(
        &mut self,
        node: Node,
        level: usize,
        body: &mut Body<W>,
    ) -> anyhow::Result<()> {
        let parent = self.open(level, body)?;
        self.levels[level].kids.push(node.id);
        self.levels[level].pages += node.pages;
        body.object(node.id, &node.entries(Some(parent)))
    }
}

impl Node {
    fn new(id: usize) -> Node {
        Node { id, kids: Vec::new(), pages: 0 }
    }

    fn entries(&self, parent: Option<usize>) -> String {
        let parent = parent.map_or_else(String::new, |id| format!("/Parent {id} 0 R"));
        format!("<</Type/Pages{parent}/Count {}/Kids[{}]>>", self.pages, references(&self.kids))
    }
}

/// Page labels: page numbers start from 1 with each copy.
#[derive(Default)]
pub struct Labels {
    /// First pages of copies that no leaf holds yet.
    open: Vec<usize>,
    leaves: Vec<Leaf>,
}

/// A node of the number tree (ISO 32000-1, 7.9.7).
struct Leaf {
    id: usize,
    first: usize,
    last: usize,
}

impl Labels {
    /// A copy starts at a page, counted from 0.
    pub fn start<W: Write>(&mut self, page: usize, body: &mut Body<W>) -> anyhow::Result<()> {
        if self.open.len() == FAN_OUT {
            self.close_leaf(body)?;
        }
        self.open.push(page);
        Ok(())
    }

    /// Writes what is left; returns the root.
    pub fn close<W: Write>(mut self, body: &mut Body<W>) -> anyhow::Result<usize> {
        self.close_leaf(body)?;
        let mut nodes = self.leaves;
        while nodes.len() > FAN_OUT {
            let mut above = Vec::new();
            for group in nodes.chunks(FAN_OUT) {
                let id = body.reserve()?;
                let (first, last) = (group[0].first, group[group.len() - 1].last);
                let kids = references(group.iter().map(|node| &node.id));
                body.object(id, &format!("<</Limits[{first} {last}]/Kids[{kids}]>>"))?;
                above.push(Leaf { id, first, last });
            }
            nodes = above;
        }
        let id = body.reserve()?;
        let kids = references(nodes.iter().map(|node| &node.id));
        body.object(id, &format!("<</Kids[{kids}]>>"))?;
        Ok(id)
    }

    fn close_leaf<W: Write>(&mut self, body: &mut Body<W>) -> anyhow::Result<()> {
        let (Some(&first), Some(&last)) = (self.open.first(), self.open.last()) else {
            return Ok(());
        };
        let mut entries = format!("<</Limits[{first} {last}]/Nums[");
        for page in self.open.drain(..) {
            let _ = write!(entries, "{page}<</S/D>>");
        }
        let id = body.reserve()?;
        body.object(id, &(entries + "]>>"))?;
        self.leaves.push(Leaf { id, first, last });
        Ok(())
    }
}

fn references<'a>(ids: impl IntoIterator<Item = &'a usize>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| format!("{id} 0 R")).collect();
    ids.join(" ")
}

/// A text for readers: UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
pub fn text_string(text: &str) -> String {
    let mut string = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(string, "{unit:04X}");
    }
    string + ">"
}
