//! A plan and the extracts that came back → what was reported of each task, and what a person must
//! look at.
//!
//! Invariant: every filled cell of every file is one of the plan's own words, in the overview, or
//! to be looked at; [`CellCount`] proves it.
//!
//! # Where to change
//!
//! Which columns a sheet has: `form`. Which task a row is: `task_match`. Whose report it is:
//! `agency`, with the names of `plan_index`. What is wrong with a report: `report`. How rows become
//! reports: `reading`. States, counts and days late: `overview`. For programs: `json`. The report
//! to superiors: `summary`. The next round: `earlier`.

mod agency;
mod dates;
mod earlier;
mod faults;
mod form;
mod json;
mod overview;
mod plan_index;
mod reading;
mod report;
mod summary;
mod task_match;

use std::collections::HashMap;

pub use earlier::{AGENCY_HEADING, Earlier, EarlierReport};
pub use faults::FAULTS;
pub use json::collected_json;
pub use overview::{AgencyTally, Collected, GroupTally, OverviewRow, Standing, Tally};
pub use plan_index::PlanAsked;
pub use reading::{OVERVIEW_SHEET, REVIEW_SHEET};
pub use report::{Report, parse_percent};
pub use summary::summary_report;

use crate::diag::{Diagnostic, Diagnostics, Language};
use crate::model::AgencyId;
use crate::source::{Location, Sources};
use crate::text::Date;
use faults::{ARCHIVE, FILE_KIND};
use plan_index::PlanIndex;

/// Where the filled cells of all files went.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct CellCount {
    /// Counted sheet by sheet, before any of them was understood.
    pub filled: usize,
    /// Words of the plan that came back as they were.
    pub own: usize,
    /// In the overview.
    pub overview: usize,
    /// To be looked at.
    pub review: usize,
}

impl CellCount {
    /// Whether each cell went somewhere.
    pub fn is_whole(&self) -> bool {
        self.filled == self.own + self.overview + self.review
    }
}

/// Something that a person must look at.
#[derive(Debug)]
pub struct Review {
    /// Where it is.
    pub at: Location,
    /// Whose report it is in, where that is known.
    pub agency: Option<AgencyId>,
    /// Why, in Vietnamese.
    pub reason: String,
    /// What was written there.
    pub text: String,
}

/// Takes in files one by one.
pub struct Collector<'a> {
    plan: PlanIndex<'a>,
    sources: Sources,
    diagnostics: Diagnostics,
    reports: Vec<Report>,
    /// The report of a task by an agency.
    first: HashMap<(usize, AgencyId), usize>,
    review: Vec<Review>,
    cells: CellCount,
    /// How many files were offered, and how many gave reports.
    files: (usize, usize),
}

impl<'a> Collector<'a> {
    /// Begins with a plan.
    pub fn new(plan: &PlanAsked<'a>) -> Collector<'a> {
        Collector {
            plan: PlanIndex::new(plan),
            sources: Sources::default(),
            diagnostics: Diagnostics::default(),
            reports: Vec::new(),
            first: HashMap::new(),
            review: Vec::new(),
            cells: CellCount::default(),
            files: (0, 0),
        }
    }

    /// Names a file that could not be taken from its archive.
    pub fn add_missing(&mut self, name: &str, reason: &str) {
        self.files.0 += 1;
        let at = self.sources.add_file(name).whole();
        self.tell(ARCHIVE.at(at).with("reason", reason), (None, ""));
    }

    /// Names a file that is no workbook.
    pub fn add_other_kind(&mut self, name: &str) {
        self.files.0 += 1;
        let at = self.sources.add_file(name).whole();
        self.tell(FILE_KIND.at(at), (None, ""));
    }

    /// Puts a finding where a person sees it, with what was written there.
    fn tell(&mut self, finding: Diagnostic, (agency, text): (Option<AgencyId>, &str)) {
        let reason = finding.message_with(Language::Vi, |at| self.sources.show(at));
        self.review.push(Review { at: finding.at, agency, reason, text: text.to_string() });
        self.diagnostics.push(finding);
    }

    /// All that came in, seen on a day: the one given, else the newest that the reports speak of.
    ///
    /// # Errors
    /// A count of cells that does not add up, which is a mistake of the program.
    pub fn finish(self, as_of: Option<Date>) -> anyhow::Result<Collected<'a>> {
        overview::collected(self, as_of)
    }
}
