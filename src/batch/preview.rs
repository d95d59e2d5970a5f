//! A project → one page of a document, as a picture.
//!
//! Invariant: the page is the one that the finished PDF has, pixel for pixel.

use anyhow::bail;

use super::{Agencies, Choice, Document, Plan, plan};
use crate::project::Project;
use crate::write::{annex, extract, matrix, picture};

/// The document to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'a> {
    /// The annex.
    Annex,
    /// The matrix.
    Matrix,
    /// The extract of the agency of an id or a name.
    Extract(&'a str),
}

/// A page as a picture.
pub struct Preview {
    /// A PNG.
    pub png: Vec<u8>,
    /// Which page it shows, from 1.
    pub page: usize,
    /// How many pages the document has; `None` when only its beginning was laid out.
    pub pages: Option<usize>,
}

/// Rows that the first try for page 1 lays out: some pages in most plans.
const FIRST_ROWS: usize = 24;

/// Pages after the first that must follow before it is sure to be that of the whole document: a
/// page ends where the next row does not fit, and a group row waits for its task.
const MORE_PAGES: usize = 2;

/// Lays out and paints a page, `scale` pixels a point; a page past the end is the last. Where
/// `whole` is not asked for, page 1 of the annex comes without the rest being laid out.
///
/// # Errors
/// As of [`plan`](super::plan), and an agency without a task.
pub fn preview(
    project: &Project,
    shown: Shown,
    (page, scale): (usize, f64),
    whole: bool,
) -> anyhow::Result<Preview> {
    let choice = choice(shown);
    let plan = plan(project, &choice)?;
    let edition = &plan.edition;
    let named = plan.names().into_iter().next().unwrap_or_default();
    let _work = edition.work(&named);
    if let (Shown::Annex, 0..=1, false) = (shown, page, whole) {
        let mut rows = FIRST_ROWS;
        while rows < edition.annex.rows.len() {
            let begun = picture(annex::opening(edition, rows)?, "danh-muc.pdf", (1, scale))?;
            if begun.pages > MORE_PAGES {
                return Ok(Preview { png: begun.png, page: 1, pages: None });
            }
            rows *= 2;
        }
    }
    let (name, markup) = markup(&plan, shown)?;
    let picture = picture(markup, &name, (page, scale))?;
    Ok(Preview { png: picture.png, page: picture.page, pages: Some(picture.pages) })
}

fn choice(shown: Shown) -> Choice {
    let (file, agencies) = match shown {
        Shown::Annex => ("danh-muc.pdf", Agencies::None),
        Shown::Matrix => ("ma-tran.pdf", Agencies::None),
        Shown::Extract(agency) => ("co-quan/*.pdf", Agencies::Named(vec![agency.to_string()])),
    };
    Choice { only: vec![file.to_string()], agencies, ..Choice::default() }
}

fn markup(plan: &Plan, shown: Shown) -> anyhow::Result<(String, String)> {
    let Some(document) = plan.documents.first().copied() else {
        bail!("cơ quan này không có nhiệm vụ nên không có bản trích");
    };
    let markup = match (shown, document) {
        (_, Document::Extract(at, _)) => {
            let extracts = plan.extracts();
            extract::markup(&plan.extract(&extracts, at))?
        }
        (Shown::Matrix, _) => matrix::markup(&plan.edition)?,
        _ => annex::markup(&plan.edition)?,
    };
    Ok((plan.name(document), markup))
}
