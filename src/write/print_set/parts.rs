//! The parts of one large document, each a finished PDF/A-2b → one PDF/A-2b, page after page.
//!
//! Invariant: memory holds the part at hand and a few bytes for each object; what a part holds is
//! copied as it is, so that the whole conforms where its parts do.

use std::io::Write;

use anyhow::ensure;
use sha2::{Digest, Sha256};

use super::body::{Body, PageTree};
use super::document;

/// Joins parts as they come.
pub struct JoinedParts<W: Write> {
    body: Body<W>,
    tree: PageTree,
    /// Width and height of every page, in points.
    paper: (f64, f64),
    pages: usize,
    /// What the catalog of the first part says of colours and metadata.
    archive: String,
    hash: Sha256,
}

impl<W: Write> JoinedParts<W> {
    /// Nothing joined yet; every page has this width and height in points.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(out: W, paper: (f64, f64)) -> anyhow::Result<Self> {
        let (body, tree) = (Body::new(out)?, PageTree::default());
        let (archive, hash) = (String::new(), Sha256::new());
        Ok(JoinedParts { body, tree, paper, pages: 0, archive, hash })
    }

    /// Adds the next part.
    ///
    /// # Errors
    /// A damaged part, or `out` cannot be written.
    pub fn add(&mut self, pdf: &[u8]) -> anyhow::Result<()> {
        let is_first = self.pages == 0;
        let part = document::copy_with(pdf, (self.body.next(), self.paper), is_first)?;
        self.hash.update(pdf);
        self.body.append(&part.bytes, &part.offsets)?;
        if is_first {
            self.archive = part.archive;
        }
        for entries in &part.pages {
            let parent = self.tree.parent(&mut self.body)?;
            let id = self.body.reserve()?;
            self.body.object(id, &format!("<</Type/Page/Parent {parent} 0 R{entries}>>"))?;
            self.tree.push(id);
            self.pages += 1;
        }
        Ok(())
    }

    /// Finishes; gives the number of pages.
    ///
    /// # Errors
    /// Nothing was added, or `out` cannot be written.
    pub fn finish(mut self) -> anyhow::Result<usize> {
        ensure!(self.pages > 0, "văn bản không có trang nào");
        let pages = self.tree.close(&mut self.body)?;
        let catalog = self.body.reserve()?;
        let archive = &self.archive;
        let entries = format!(
            "<</Type/Catalog/Pages {pages} 0 R/Lang(vi-VN){archive}\
             /ViewerPreferences<</DisplayDocTitle true>>>>"
        );
        self.body.object(catalog, &entries)?;
        // PDF/A asks for an identifier (ISO 19005-2, 6.1.3): the same parts, the same file.
        let hash = self.hash.finalize();
        let id: String = hash.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        self.body.finish(&format!("/Root {catalog} 0 R/ID[<{id}><{id}>]"))?;
        Ok(self.pages)
    }
}
