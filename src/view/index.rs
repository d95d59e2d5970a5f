//! The index of the extracts: who gets what, on how many pages, in how many copies.

use serde::Serialize;

use super::{CirculationView, DocumentView, Extracts};
use crate::model::Model;

/// The index.
#[derive(Debug, Serialize)]
pub struct IndexView<'a> {
    /// The lines around the annex's table.
    pub document: &'a DocumentView,
    /// One row per agency with a task, in the order of circulation.
    pub rows: Vec<IndexRow<'a>>,
    /// Agencies without a task (docs/form.md, O47).
    pub idle: Vec<&'a str>,
    /// Recipients of the whole document, with their copies.
    pub whole: Vec<(&'a str, u32)>,
}

/// An agency's row.
#[derive(Debug, Serialize)]
pub struct IndexRow<'a> {
    /// Full name.
    pub agency: &'a str,
    /// The name of its files, without folder and ending.
    pub file: &'a str,
    /// Tasks it leads.
    pub leads: usize,
    /// Tasks it supports.
    pub supports: usize,
    /// Of these, how many its extract gives by number, because they reach it only through a
    /// collective.
    pub by_number: usize,
    /// Pages of its extract.
    pub pages: usize,
    /// Copies to print.
    pub copies: u32,
}

impl<'a> IndexView<'a> {
    /// The index of a model; `files` and `pages` are those of `circulation.agencies`.
    pub fn new(
        model: &'a Model,
        extracts: &Extracts<'a>,
        circulation: &CirculationView<'a>,
        (files, pages): (&'a [String], &[usize]),
        document: &'a DocumentView,
    ) -> IndexView<'a> {
        let rows = circulation.agencies.iter().zip(files).zip(pages);
        let rows = rows.map(|((addressee, file), pages)| {
            let [leads, supports] = extracts.counts(addressee.agency);
            IndexRow {
                agency: &model.agency(addressee.agency).name,
                file,
                leads,
                supports,
                by_number: extracts.given_by_number(addressee.agency),
                pages: *pages,
                copies: addressee.copies,
            }
        });
        IndexView {
            document,
            rows: rows.collect(),
            idle: circulation.idle.clone(),
            whole: circulation.whole.clone(),
        }
    }
}
