//! A project → the documents to make; [`run`] makes them.
//!
//! Invariant: does not know the file system; a plan whose annex, matrix and extracts differ is
//! not made.
//!
//! # Where to change
//!
//! Threads, order and memory: [`run`]. Names of files: `file_names`. Counts that must agree:
//! `gate`. The print set: `print`. A page as a picture: `preview`. Other formats: `convert`,
//! `annotate`. Reports of a re-issue and of a comparison: `report`. What came back: `follow_up`.

mod annotate;
mod convert;
mod file_names;
mod follow_up;
mod gate;
#[cfg(feature = "web")]
mod preview;
mod print;
mod report;
mod run;
mod shelf;

use anyhow::bail;

pub use annotate::annotate;
pub use convert::convert;
pub use follow_up::{FOLLOW_UP_FILES, follow_up};
#[cfg(feature = "web")]
pub use preview::{Preview, Shown, preview};
pub use print::{PrintOrder, assemble, order, print_choice};
pub use report::{COMPARED, REASSIGNED, REPORT_ENDINGS, ReportForm, report};
pub use run::{Done, Outcome, RunOptions, make, run};
pub use shelf::{InMemory, Known, Shelf};

use crate::collect::Earlier;
use crate::diag::{Fault, Severity};
use crate::model::{Agency, Collectives, Field, Mode, Model};
use crate::project::Project;
use crate::text::title::Bonds;
use crate::text::{key, nearest};
use crate::view::{
    AnnexView, CirculationView, ExtractView, Extracts, MatrixView, RowView, StatisticsView,
};
use crate::write::{
    EXTRACT_WRITERS, Edition, ExtractEdition, ExtractWriter, INDEX_WRITERS, IndexWriter, Templates,
    WORD_EXTRACTS, WRITERS, Writer, borrow_widths, shown_columns,
};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[&ROW_SPLIT];

/// A row taller than a page.
static ROW_SPLIT: Fault = Fault {
    code: "row-split",
    severity: Severity::Warning,
    vi: "nhiệm vụ dài hơn một trang nên phải ngắt dòng qua trang; rút gọn hoặc tách nhiệm vụ",
    en: "the task is longer than a page, so its row is broken; shorten or split it",
    explain_vi: "Một dòng của bảng không ngắt qua hai trang, trừ khi dài hơn cả trang.",
    explain_en: "A row is never broken over two pages unless it is taller than one.",
};

/// The folder of the extracts; also their name in a choice of files.
pub const EXTRACTS: &str = "co-quan";

/// What to make of a project.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Only these files; [`EXTRACTS`] means all extracts, "co-quan/*.pdf" those of one format.
    /// Empty means all that there is.
    pub only: Vec<String>,
    /// Whose extracts.
    pub agencies: Agencies,
    /// File names keep their Vietnamese letters.
    pub vietnamese_names: bool,
    /// Extracts as Word files too; naming them in `only` asks for them as well.
    pub word: bool,
    /// How extracts give what reaches an agency only through a collective; `None` leaves it to the
    /// style.
    pub collectives: Option<Collectives>,
}

/// Whose extracts to make.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Agencies {
    /// Nobody's.
    #[default]
    None,
    /// Those of every agency with a task.
    All,
    /// Those of the agencies of these ids or names.
    Named(Vec<String>),
}

/// The documents to make.
pub struct Plan<'a> {
    edition: Edition<'a>,
    model: &'a Model,
    collectives: Collectives,
    /// What was reported in an earlier round.
    earlier: Earlier,
    /// Who gets an extract, and who does not.
    pub circulation: CirculationView<'a>,
    /// The names of the extracts' files without folder and ending, in the order of circulation.
    pub files: Vec<String>,
    /// Agencies that were asked for by name and have no task.
    pub idle_chosen: Vec<String>,
    documents: Vec<Document>,
    index: Vec<&'static IndexWriter>,
    /// Whether the plan makes all extracts that there may be.
    pub makes_all_extracts: bool,
}

/// One file to make.
#[derive(Clone, Copy)]
enum Document {
    /// Of the whole plan.
    Whole(&'static Writer),
    /// Of one agency, by its place in the circulation.
    Extract(usize, &'static ExtractWriter),
}

/// Plans the documents of a project.
///
/// # Errors
/// A file or an agency that there is not; a project with errors; a broken template; texts or
/// counts that differ between annex, matrix and extracts (docs/form.md, M40), so that nothing is
/// made.
pub fn plan<'a>(project: &'a Project, choice: &Choice) -> anyhow::Result<Plan<'a>> {
    let (Some(model), Some((style, preset))) = (&project.model, &project.style) else {
        bail!("nguồn còn lỗi, không tạo được văn bản");
    };
    choice.check()?;
    let options = project.view_options();
    let annex = AnnexView::new(model, options);
    let matrix = MatrixView::new(model, options);
    let statistics = StatisticsView::new(model, &matrix);
    let circulation = CirculationView::new(model);
    gate::compare(model, &annex, &matrix, options)?;
    let names = circulation.agencies.iter().map(|each| model.agency(each.agency));
    let files = file_names::of_agencies(names, choice.vietnamese_names);
    let (chosen, idle_chosen) = choose(&choice.agencies, model, &circulation, &files)?;

    let writers = || EXTRACT_WRITERS.iter().filter(|writer| choice.wants_extracts_by(writer));
    let wanted = || EXTRACT_WRITERS.iter().filter(|writer| choice.may_want(writer));
    let whole = WRITERS.iter().filter(|writer| choice.wants(writer.file)).map(Document::Whole);
    let each = |at: usize| writers().map(move |writer| Document::Extract(at, writer));
    let documents = whole.chain(chosen.into_iter().flat_map(each)).collect();
    // An index of some of the extracts would pass for that of all.
    let all = choice.agencies == Agencies::All && writers().count() == wanted().count();
    let index = INDEX_WRITERS.iter().filter(|writer| all && choice.wants(writer.file));
    let mut columns = shown_columns(&preset.columns, style, project.mode == Mode::Draft);
    if style.settings.table.borrow_width {
        borrow_widths(&mut columns, &annex, style.settings.text.table);
    }
    let edition = Edition {
        bonds: bonds(model, &annex),
        annex,
        matrix,
        statistics,
        style,
        templates: Templates::parse(style)?,
        columns,
        number_row: model.document.number_row.unwrap_or(style.settings.table.number_row),
    };
    Ok(Plan {
        edition,
        model,
        collectives: choice.collectives.unwrap_or(style.settings.extract.collectives),
        earlier: Earlier::default(),
        circulation,
        files,
        idle_chosen,
        documents,
        index: index.collect(),
        makes_all_extracts: all,
    })
}

/// Which words of a title belong together: what the plan repeats, and the names of its bodies.
fn bonds(model: &Model, annex: &AnnexView) -> Bonds {
    let rows = annex.rows.iter().map(|row| match row {
        RowView::Group(group) => group.title,
        RowView::Task(task) => task.text(Field::Content),
    });
    let names = model.agencies.iter().flat_map(|agency| [agency.name.as_str(), &agency.short]);
    let issuer = model.document.issuer.iter().map(|issuer| issuer.value.as_str());
    Bonds::new(rows.chain([model.document.title.value.as_str()]), names.chain(issuer))
}

impl Choice {
    fn wants(&self, file: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|wanted| wanted == file)
    }

    fn wants_extracts_by(&self, writer: &ExtractWriter) -> bool {
        let named = self.only.iter().any(|wanted| wanted == writer.pattern);
        named || (self.wants(EXTRACTS) && self.may_want(writer))
    }

    /// Extracts as Word files are made where they are asked for.
    fn may_want(&self, writer: &ExtractWriter) -> bool {
        self.word || writer.ending != WORD_EXTRACTS
    }

    /// Refuses files that nothing makes.
    fn check(&self) -> anyhow::Result<()> {
        let whole: Vec<&str> = WRITERS.iter().map(|writer| writer.file).collect();
        let index: Vec<&str> = INDEX_WRITERS.iter().map(|writer| writer.file).collect();
        let patterns = EXTRACT_WRITERS.iter().map(|writer| writer.pattern);
        let patterns: Vec<&str> = [EXTRACTS].into_iter().chain(patterns).collect();
        let wants_extracts = self.only.is_empty() || patterns.iter().any(|name| self.wants(name));
        for name in self.only.iter().map(String::as_str) {
            let is_known = whole.contains(&name) || index.contains(&name);
            if !is_known && !patterns.contains(&name) {
                let files: Vec<&str> = [&whole[..], &index, &patterns].concat();
                bail!("không có tệp “{name}”; các tệp: {}", files.join(", "));
            }
            if !whole.contains(&name) && self.agencies == Agencies::None {
                bail!("để tạo {name}, thêm --agencies all hoặc mã cơ quan");
            }
            if index.contains(&name) && (!self.wants(EXTRACTS) || self.agencies != Agencies::All) {
                bail!("mục lục ghi số trang của mọi bản trích: cần {EXTRACTS} và --agencies all");
            }
        }
        if self.agencies != Agencies::None && !wants_extracts {
            bail!("--only không có {EXTRACTS} nên --agencies không có tác dụng");
        }
        Ok(())
    }
}

/// An agency that was asked for.
enum Meant {
    /// Its place in the circulation.
    Busy(usize),
    /// Its name; it has no task.
    Idle(String),
}

/// Places in the circulation of the agencies asked for, and the names of those without a task.
fn choose(
    agencies: &Agencies,
    model: &Model,
    circulation: &CirculationView,
    files: &[String],
) -> anyhow::Result<(Vec<usize>, Vec<String>)> {
    let wanted = match agencies {
        Agencies::None => return Ok((Vec::new(), Vec::new())),
        Agencies::All => return Ok(((0..files.len()).collect(), Vec::new())),
        Agencies::Named(names) => names,
    };
    let found = |name: &str| -> Option<Meant> {
        let folded = key(name);
        let is_meant = |agency: &Agency| {
            agency.id == name || [&agency.name, &agency.short].map(|n| key(n)).contains(&folded)
        };
        let of = |at: &usize| model.agency(circulation.agencies[*at].agency);
        let busy = (0..files.len()).find(|at| is_meant(of(at)) || files[*at] == name);
        let idle = || model.idle.iter().find(|agency| is_meant(agency));
        busy.map(Meant::Busy).or_else(|| idle().map(|agency| Meant::Idle(agency.name.clone())))
    };
    let (mut places, mut idle) = (Vec::new(), Vec::new());
    let mut rest = &wanted[..];
    while let Some(first) = rest.first() {
        // A name may have commas of its own: "Sở Văn hóa, Thể thao và Du lịch".
        let longest = (1..=rest.len()).rev();
        let meant = longest.map(|length| (length, found(&rest[..length].join(", "))));
        match meant.into_iter().find_map(|(length, meant)| Some((length, meant?))) {
            Some((length, meant)) => {
                rest = &rest[length..];
                match meant {
                    Meant::Busy(at) if places.contains(&at) => {}
                    Meant::Busy(at) => places.push(at),
                    Meant::Idle(name) => idle.push(name),
                }
            }
            None => {
                let known = model.agencies.iter().flat_map(|each| [&each.id, &each.name]);
                let near = nearest(first, known.map(String::as_str));
                match near.first() {
                    Some(near) => bail!("không có cơ quan “{first}”; có phải là “{near}”?"),
                    None => bail!("nguồn không giao nhiệm vụ cho cơ quan nào là “{first}”"),
                }
            }
        }
    }
    places.sort_unstable();
    Ok((places, idle))
}

impl Plan<'_> {
    /// The same with what was reported in an earlier round, which the extracts' workbooks show.
    pub fn with_earlier(self, earlier: Earlier) -> Self {
        Plan { earlier, ..self }
    }

    /// The names of all files to make, in order, relative to the project's folder.
    pub fn names(&self) -> Vec<String> {
        let documents = self.documents.iter().map(|document| self.name(*document));
        documents.chain(self.index.iter().map(|writer| writer.file.to_string())).collect()
    }

    fn name(&self, document: Document) -> String {
        match document {
            Document::Whole(writer) => writer.file.to_string(),
            Document::Extract(at, writer) => {
                format!("{EXTRACTS}/{}.{}", self.files[at], writer.ending)
            }
        }
    }

    /// The Typst markup of the PDFs, for whoever measures or debugs a template: file and markup.
    ///
    /// # Errors
    /// A broken template.
    pub fn markup(&self) -> anyhow::Result<Vec<(String, String)>> {
        let extracts = self.extracts();
        let mut pages = Vec::new();
        for document in &self.documents {
            let name = self.name(*document);
            let markup = match document {
                Document::Whole(_) if name == "danh-muc.pdf" => {
                    crate::write::annex::markup(&self.edition)?
                }
                Document::Extract(at, _) if name.ends_with(".pdf") => {
                    crate::write::extract::markup(&self.extract(&extracts, *at))?
                }
                _ => continue,
            };
            pages.push((name, markup));
        }
        Ok(pages)
    }

    /// The tasks of every agency.
    fn extracts(&self) -> Extracts<'_> {
        Extracts::new(self.model, &self.edition.annex).with_collectives(self.collectives)
    }

    fn extract<'e>(&'e self, extracts: &'e Extracts<'e>, at: usize) -> ExtractEdition<'e> {
        let view: ExtractView = extracts.of(self.circulation.agencies[at].agency);
        let earlier = self.earlier.of(view.agency);
        ExtractEdition { edition: &self.edition, view, file: &self.files[at], earlier }
    }
}
